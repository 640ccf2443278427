/** The standard library of src/std, compiled. */
import { sameOnNodeAndC, survivesOutOfMemory } from "./harness.js";

sameOnNodeAndC(
  "a SortedMap keeps its keys in order",
  `
  const names = new SortedMap<u64, string>();
  for (const id of [5n, 1n, 0xffff_ffff_ffff_ffffn, 3n, 0n]) names.set(id, \`vm\${id}\`);
  names.set(3n, "three");
  print(\`\${names.size} \${names.keys().join()} \${names.values().join()}\`);
  print(\`\${names.get(3n) ?? "-"} \${names.get(4n) ?? "-"}\`);
  print(\`\${names.floor(4n) ?? "-"} \${names.floor(0n) ?? "-"}\`);
  print(\`\${names.has(5n)} \${names.delete(5n)} \${names.delete(5n)} \${names.has(5n)}\`);
  let text = "";
  names.forEach((name, id) => { text += \`\${id}=\${name} \`; });
  print(text);
  const small = new SortedMap<i32, u8>();
  for (let i = 0; i < 50; i++) small.set((i * 37) % 50 - 25, i);
  print(\`\${small.keys().join()} \${small.values().join()}\`);
  small.clear();
  print(\`\${small.size} \${small.floor(0) ?? 99}\`);
`,
);

sameOnNodeAndC(
  "a RingBuffer loses the oldest or refuses the newest",
  `
  const ring = new RingBuffer(4);
  for (let i = 0; i < 6; i++) print(\`\${ring.push(65 + i)} \${ring.length} \${ring.isFull}\`);
  print(\`\${ring.pop()} \${ring.at(0)} \${ring.at(2)}\`);
  for (let i = 0; i < 3; i++) ring.pushOver(97 + i);
  print(decodeUtf8(ring.toBytes()));
  ring.drop(3);
  print(\`\${decodeUtf8(ring.toBytes())} \${ring.pop()} \${ring.pop()} \${ring.isEmpty}\`);
`,
);

sameOnNodeAndC(
  "numbers that people write",
  `
  const texts = ["0", "42", "0x4000_0000", "0b1010", "0o777", "1_000", "18446744073709551615", "18446744073709551616"];
  for (const text of [...texts, "0xFFFFFFFFFFFFFFFF", "", "-1", "0x", "1__0", "_1", "1_", "12a", "0b2", " 1", "é"]) {
    const value = parseInteger(text);
    print(\`\${text}: \${value === null ? "no" : \`\${value} \${hex(value)}\`}\`);
  }
`,
);

sameOnNodeAndC(
  "UTF-8 there and back, and what is none",
  `
  for (const text of ["", "abc", "äöü€😀", "\\u0000x"]) {
    const bytes = encodeUtf8(text);
    let sum = 0;
    for (const b of bytes) sum += b;
    print(\`\${bytes.length} \${sum} \${decodeUtf8(bytes) === text}\`);
  }
  const broken = new Uint8Array([0x41, 0xff, 0xe2, 0x82, 0x42, 0xed, 0xa0, 0x80, 0xf0, 0x9f, 0x98, 0xef, 0xbb, 0xbf]);
  const decoded = decodeUtf8(broken);
  const units: number[] = [];
  for (let i = 0; i < decoded.length; i++) units.push(decoded.charCodeAt(i));
  print(units.join());
`,
);

sameOnNodeAndC(
  "integers in bytes, both ways round",
  `
  const bytes = new Uint8Array(16);
  writeU64be(bytes, 0, 0x0102_0304_f5f6_f7f8n);
  writeU32le(bytes, 8, 0xdead_beef);
  writeU32be(bytes, 12, 0x8000_0001);
  print(\`\${hex(readU64be(bytes, 0))} \${hex(readU64le(bytes, 0))}\`);
  print(\`\${readU32be(bytes, 8)} \${readU32le(bytes, 8)} \${readU16le(bytes, 12)}\`);
  writeU64le(bytes, 4, 0xffff_ffff_0000_0000n);
  print(\`\${hex(readU64le(bytes, 4))} \${readU32be(bytes, 0)} \${hex(readU64be(bytes, 8))}\`);
`,
);

sameOnNodeAndC("ASCII letters", `print(asciiLowerCase("Vm-ÄZ[@") + asciiUpperCase("vm-äz{") + asciiLowerCase("none"));`);

survivesOutOfMemory(
  "a SortedMap without memory stays as it was",
  `
  const map = new SortedMap<u32, string>();
  let added = 0;
  for (let i = 0; i < 12; i++) {
    try {
      map.set(i, "x" + i);
      added++;
    } catch (e) {
      if (map.has(i) || map.size !== added) throw new Error("changed");
    }
  }
  if (map.size !== added) throw new Error("lost");
`,
);
