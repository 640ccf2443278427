/** Arrays, maps, sets and byte arrays, when there is no memory for them or for what grows. */
import { constructSurvives, constructSurvivesOnHost } from "./construct.js";

/** `statements` end with the return of a text; `xs` is ["c", "a", "b"], each a text of its own. */
function arrays(title: string, result: string, statements: string): void {
  constructSurvives(
    title,
    result,
    `
  function given(): string[] { return "c,a,b".split(","); }
  function construct(): string { const xs = given(); ${statements} }
`,
  );
}

arrays("an array literal, push and unshift", "z,c,a,b,y", 'xs.push("y".slice(0)); xs.unshift("z".slice(0)); return xs.join();');
arrays(
  "an array that grows from one capacity to the next",
  "43 a39",
  "for (let i = 0; i < 40; i++) xs.push(`a${i}`); return `${xs.length} ${xs[xs.length - 1] ?? ''}`;",
);
arrays("spread and concat", "c,a,b,x,c,a,b c,a,b,c", "return [...xs, 'x', ...xs].join() + ' ' + xs.concat(xs.slice(0, 1)).join();");
arrays(
  "slice, splice and reverse",
  "a,b d,e,b,c a",
  "const s = xs.slice(1); const gone = xs.splice(1, 1, 'e', 'd'); xs.reverse(); return `${s.join()} ${[xs[1]!, xs[2]!, xs[0]!, xs[3]!].join()} ${gone.join()}`;",
);
arrays(
  "map, filter and flatMap",
  "c!,a!,b! a,b c,c,a,a,b,b",
  "return [xs.map((x) => x + '!'), xs.filter((x) => x < 'c'), xs.flatMap((x) => [x, x])].map((ys) => ys.join()).join(' ');",
);
arrays(
  "reduce, some, find and forEach with texts",
  ".cab true b c-a-b-",
  "let all = ''; xs.forEach((x) => { all += x + '-'; }); return `${xs.reduce((sum, x) => sum + x, '.')} ${xs.some((x) => x + x === 'aa')} ${xs.find((x) => x.repeat(2) === 'bb') ?? ''} ${all}`;",
);
arrays(
  "sort with its buffer",
  "a,b,c 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19",
  "const ns = Array.from({ length: 20 }, (_, i) => (i * 7) % 20); return xs.sort((a, b) => (a < b ? -1 : 1)).join() + ' ' + ns.sort((a, b) => a - b).join();",
);
arrays(
  "a comparison of sort that makes text, and fails in the middle",
  "a,b,c",
  "return xs.sort((a, b) => (a + '!' < b + '!' ? -1 : 1)).join();",
);
arrays(
  "Array.from, fill, and entries in a loop",
  "0,1,4 xxx 0c1a2b",
  "let all = ''; for (const [i, x] of xs.entries()) all += `${i}${x}`; return `${Array.from({ length: 3 }, (_, i) => i * i).join()} ${new Array<string>(3).fill('x'.slice(0)).join('')} ${all}`;",
);
arrays(
  "arrays of arrays",
  "c,c/a,a/b,b 3",
  "const rows: string[][] = []; for (const x of xs) rows.push([x, x]); return rows.map((row) => row.join()).join('/') + ` ${rows.length}`;",
);
arrays(
  "pop, shift and shrinking give back what was there",
  "b c 0",
  "const last = xs.pop() ?? ''; const first = xs.shift() ?? ''; xs.length = 0; return `${last} ${first} ${xs.length}`;",
);
arrays(
  "an array of what may be missing",
  "c - b",
  "const ys: (string | null)[] = xs.map((x) => (x === 'a' ? null : x.repeat(1))); return ys.map((y) => y ?? '-').join(' ');",
);
arrays(
  "numbers, big integers and booleans in arrays",
  "3,1 5,6 true,false",
  "const ns: number[] = [xs.length]; ns.push(1); const big: bigint[] = [5n]; big.push(6n); const flags: boolean[] = [xs.length > 1]; flags.push(false); return `${ns.join()} ${big.join()} ${flags.join()}`;",
);

constructSurvives(
  "a map that grows, and is read in order",
  "30 k0=0 k29=29",
  `
  function construct(): string {
    const m = new Map<string, string>();
    for (let i = 0; i < 30; i++) m.set(\`k\${i}\`, \`\${i}\`);
    const all = [...m].map(([key, value]) => key + "=" + value);
    return \`\${m.size} \${all[0] ?? ""} \${all[29] ?? ""}\`;
  }
`,
);

constructSurvives(
  "a map and a set that are made from arrays, and arrays of them",
  "a1b2 a,b 1,2 x,y",
  `
  function construct(): string {
    const m = new Map<string, number>([["a".slice(0), 1], ["b".slice(0), 2]]);
    const s = new Set<string>(["x", "y", "x"]);
    let all = "";
    for (const [key, value] of m) all += key + \`\${value}\`;
    return \`\${all} \${[...m.keys()].join()} \${[...m.values()].join()} \${[...s].join()}\`;
  }
`,
);

constructSurvives(
  "a map that changes while it is iterated",
  "a,c,d,e",
  `
  function construct(): string {
    const m = new Map<string, number>([["a", 1], ["b", 2], ["c", 3]]);
    const seen: string[] = [];
    for (const [key, value] of m) { seen.push(key.concat("")); if (value === 1) { m.delete("b"); m.set("d".slice(0), 4); } if (value === 4) m.set("e".slice(0), 5); }
    return seen.join();
  }
`,
);

constructSurvives(
  "forEach of a map and of a set, and a map that is emptied",
  "ab12 xy 0",
  `
  function construct(): string {
    const m = new Map<string, number>([["a", 1], ["b", 2]]);
    let [keys, values, rest] = ["", "", ""];
    m.forEach((value, key) => { keys += key; values += \`\${value}\`; });
    new Set<string>(["x", "y"]).forEach((x) => { rest += x; });
    m.clear();
    return \`\${keys}\${values} \${rest} \${m.size}\`;
  }
`,
);

constructSurvives(
  "maps with integers, big integers, booleans, objects and several kinds as keys",
  "one big yes obj 2",
  `
  class Key {}
  function construct(): string {
    const key = new Key();
    const ints = new Map<number, string>(); ints.set(1, "one".slice(0));
    const bigs = new Map<bigint, string>(); bigs.set(1n << 40n, "big".slice(0));
    const flags = new Map<boolean, string>(); flags.set(true, "yes".slice(0));
    const objects = new Map<Key, string>(); objects.set(key, "obj".slice(0));
    const mixed = new Map<string | number, number>(); mixed.set("a".slice(0), 1); mixed.set(7, 2);
    return [ints.get(1), bigs.get(1n << 40n), flags.get(true), objects.get(key)].map((x) => x ?? "?").join(" ") + \` \${mixed.size}\`;
  }
`,
);

constructSurvives(
  "a map of arrays, filled as one goes",
  "1,3 2",
  `
  function construct(): string {
    const groups = new Map<boolean, number[]>();
    for (let i = 1; i < 4; i++) { const group = groups.get(i % 2 === 1) ?? []; group.push(i); groups.set(i % 2 === 1, group); }
    return [...groups.values()].map((group) => group.join()).join(" ");
  }
`,
);

constructSurvives(
  "a set that grows and shrinks",
  "20 10",
  `function construct(): string { const s = new Set<number>(); for (let i = 0; i < 20; i++) s.add(i * 3); const before = s.size; for (let i = 0; i < 10; i++) s.delete(i * 3); return \`\${before} \${s.size}\`; }`,
);

constructSurvives(
  "a SortedMap, in its order",
  "1a 3c 5e",
  `
  function construct(): string {
    const m = new SortedMap<u32, string>();
    for (const i of [5, 1, 3]) m.set(i, " abcde".charAt(i));
    let all: string[] = [];
    m.forEach((value, key) => { all = [...all, \`\${key}\${value}\`]; });
    return all.join(" ");
  }
`,
);

constructSurvives(
  "byte arrays, their parts and their copies",
  "4 2,3 9 2,3 65535 18446744073709551615",
  `
  function construct(): string {
    const bytes = new Uint8Array([1, 2, 3, 4]);
    const copy = bytes.slice(1, 3);
    const part = bytes.subarray(1, 3);
    const words = new Uint16Array(2).fill(65535);
    const wide = new BigUint64Array(1); wide[0] = 0xffff_ffff_ffff_ffffn;
    const before = \`\${part[0]!},\${part[1]!}\`;
    part[0] = 9;
    return \`\${bytes.length} \${before} \${bytes[1]!} \${copy[0]!},\${copy[1]!} \${words[1]!} \${wide[0]!}\`;
  }
`,
);

constructSurvivesOnHost(
  "views of one buffer",
  "8 1.5 63 0,0,192,63",
  `
  function construct(): string {
    const buffer = new ArrayBuffer(8);
    const floats = new Float32Array(buffer, 0, 1);
    floats[0] = 1.5;
    const view = new DataView(buffer);
    const bytes = new Uint8Array(buffer);
    return \`\${buffer.byteLength} \${view.getFloat32(0, true)} \${view.getUint8(3)} \${bytes[0]!},\${bytes[1]!},\${bytes[2]!},\${bytes[3]!}\`;
  }
`,
);

constructSurvivesOnHost(
  "arrays of doubles that are sorted, copied and made from others",
  "0.5,1.5,2.5 3,1,5 0.5",
  `
  function construct(): string {
    const xs = [1.5, 0.5, 2.5];
    const doubled = xs.map((x) => x * 2);
    const floats = new Float64Array(xs);
    return \`\${xs.sort((a, b) => a - b).join()} \${doubled.join()} \${floats.slice(1, 2)[0]!}\`;
  }
`,
);
