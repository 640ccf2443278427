/** Typed arrays, buffers and views in programs of a host. */
import { sameOnNodeAndHost, trapsInCAlone } from "../harness.js";

sameOnNodeAndHost(
  "what is stored in an integer array is cut to its low bits",
  `
  const values = [0, -1, 255, 256, 65535.9, -70000.5, 4294967295, 1e20, NaN, Infinity, -0.5];
  const arrays = values.map((x) => {
    const a = new Uint8Array(1), b = new Int8Array(1), c = new Uint16Array(1), d = new Int16Array(1), e = new Uint32Array(1), f = new Int32Array(1);
    a[0] = x; b[0] = x; c[0] = x; d[0] = x; e[0] = x; f[0] = x;
    return \`\${a[0]} \${b[0]} \${c[0]} \${d[0]} \${e[0]} \${f[0]}\`;
  });
  print(arrays.join("\\n"));
`,
);

sameOnNodeAndHost(
  "bigint arrays keep the low 64 bits",
  `
  const signed = new BigInt64Array(2);
  const unsigned = new BigUint64Array([1n, 0xffff_ffff_ffff_ffffn]);
  signed[0] = -5n; signed[1] = -10n;
  unsigned[0] = unsigned[1]! - 1n;
  print(\`\${signed[0]} \${signed[1]} \${unsigned[0]} \${unsigned.length}\`);
`,
);

sameOnNodeAndHost(
  "float arrays hold doubles, or numbers rounded to 24 bits",
  `
  const wide = new Float64Array([0.1, -0, NaN, 1e308]);
  const short = new Float32Array([0.1, 16777217, 1e39, -1e-46]);
  short[3] = short[0]! * 3; short[1]! += 0.5; wide[3] /= 3; wide[0]++;
  print(\`\${wide.join(" ")} \${1 / wide[1]!} | \${short.join(" ")} \${Math.fround(5.5)} \${Math.fround(5.05)}\`);
  let sum = 0;
  for (const x of wide) if (x === x) sum += x;
  for (let i = 0; i < short.length; i++) sum += short[i]!;
  print(\`\${sum} \${wide.length} \${wide.byteLength} \${Float32Array.BYTES_PER_ELEMENT}\`);
`,
);

sameOnNodeAndHost(
  "fill, set, slice, subarray and from work across kinds",
  `
  const a = new Float64Array(5).fill(1.5);
  a.fill(2.5, 1, -1); a.set([9, 8], 3);
  const part = a.subarray(1, 3); part[0] = 7;
  const bytes = Uint8Array.from([300, 2.9, -1]);
  const copied = new Int16Array(a);
  a.set(new Uint8Array([5]), 2);
  bytes.set([257], 1);
  print(\`\${a.join()} \${part.join()} \${bytes.join()} \${copied.join()} \${a.slice(-2).join()} \${Float64Array.of(0.5, 1).join()} \${new Uint32Array(3).join()}\`);
`,
);

sameOnNodeAndHost(
  "methods of arrays on typed arrays",
  `
  const xs = new Float64Array([3, 0.5, NaN, -0, 0, -7]);
  const doubled = xs.map((x) => x * 2);
  print(\`\${doubled.join(" ")} | \${xs.indexOf(0)} \${xs.includes(NaN)} \${xs.indexOf(NaN)} \${xs.findIndex((x) => x < 0)} \${xs.reduce((a, b) => a + (b === b ? b : 0), 0)}\`);
  print(\`\${xs.filter((x) => x > 0).join(" ")} \${xs.some((x) => x > 2)} \${xs.every((x) => x > 2)} \${xs.at(-1)!} \${1 / xs.sort()[1]!} \${xs.join(" ")} \${xs.reverse().join(" ")}\`);
  let text = "";
  new Int8Array([1, 200]).forEach((x, i) => { text += \`\${i}:\${x} \`; });
  print(text + new Uint8Array([3, 1, 2]).sort((a, b) => b - a).join(""));
`,
);

sameOnNodeAndHost(
  "arrays on one buffer see each other's writes",
  `
  const buffer = new ArrayBuffer(16);
  const bytes = new Uint8Array(buffer);
  const doubles = new Float64Array(buffer, 8);
  const words = new Uint32Array(buffer, 4, 2);
  doubles[0] = 1.5; words[0] = 0x01020304;
  const again = new Uint8Array(doubles.buffer, doubles.byteOffset, 8);
  print(\`\${bytes.join()} \${again[7]!} \${again[6]!} \${words[1]!} \${doubles.byteOffset} \${bytes.byteLength} \${buffer.byteLength} \${words.buffer.byteLength}\`);
`,
);

sameOnNodeAndHost(
  "a DataView reads and writes every kind in both byte orders",
  `
  const buffer = new ArrayBuffer(24);
  const view = new DataView(buffer, 4);
  view.setInt8(0, -2); view.setUint8(1, 511); view.setInt16(2, -300); view.setUint16(2 + 2, 0x1234, true);
  view.setFloat32(6, 0.1); view.setFloat64(10, -1e-300, true);
  print(new Uint8Array(buffer).join());
  print(\`\${view.getInt8(0)} \${view.getUint8(1)} \${view.getInt16(2)} \${view.getUint16(2)} \${view.getUint16(4, true)} \${view.getInt32(2)} \${view.getUint32(2, true)} \${view.getFloat32(6)} \${view.getFloat64(10, true)}\`);
  view.setBigUint64(0, 0xfedc_ba98_7654_3210n); view.setInt32(8, -1e10); view.setUint32(12, 3000000000.7, true);
  print(\`\${view.getBigUint64(0)} \${view.getBigInt64(0)} \${view.getBigInt64(0, true)} \${view.getInt32(8)} \${view.getUint32(12, true)} \${view.byteLength} \${view.byteOffset}\`);
  try { view.getFloat64(13); } catch (e) { print(e instanceof RangeError ? e.message : "?"); }
  try { view.setUint8(-1, 0); } catch (e) { print(e instanceof RangeError ? e.message : "?"); }
`,
);

trapsInCAlone(
  "a window that begins within an element traps",
  "within an element",
  `
  const buffer = new ArrayBuffer(16);
  print(\`\${new Float64Array(buffer, 8).length}\`);
  print(\`\${new Float64Array(buffer, 4).length}\`);
`,
  "host",
);
