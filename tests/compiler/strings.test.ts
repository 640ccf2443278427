/** Strings: UTF-16 semantics over UTF-8 memory. */
import { sameOnNodeAndC } from "./harness.js";

sameOnNodeAndC(
  "length, code units and code points beyond ASCII",
  `
  for (const s of ["", "abc", "äöü", "€uro", "a😀b"]) {
    const units: number[] = [];
    for (let i = 0; i < s.length; i++) units.push(s.charCodeAt(i));
    print(\`\${s} \${s.length} \${units.join(" ")}\`);
  }
  print(\`\${"a😀b".codePointAt(1) ?? 0} \${"a😀b".charAt(3)} \${String.fromCharCode(0x41, 0xe9)} \${String.fromCodePoint(0x1f600)}\`);
`,
);

sameOnNodeAndC(
  "searching, slicing and splitting",
  `
  const s = "one, two,, three";
  print(\`\${s.indexOf("two")} \${s.indexOf("o", 1)} \${s.lastIndexOf("e")} \${s.includes(",,")} \${s.startsWith("one")} \${s.endsWith("x")} \${s.startsWith("two", 5)}\`);
  print(s.split(",").map((p) => \`[\${p}]\`).join("") + s.split("").length.toString());
  print(\`\${s.slice(-5)} \${s.slice(5, -7)} \${s.substring(8, 5)} \${s.at(-1) ?? ""} \${s[4] ?? "-"}\`);
`,
);

sameOnNodeAndC(
  "padding, trimming, repeating, replacing",
  `
  print(\`[\${"7".padStart(3, "0")}] [\${"ab".padEnd(5)}] [\${"abc".padStart(2)}] [\${"x".padStart(6, "abc")}]\`);
  print(\`[\${"  a b\\t\\n".trim()}] [\${"  a ".trimStart()}] [\${" a  ".trimEnd()}] \${"ab".repeat(3)} \${"a-b-c".replaceAll("-", "+")}\`);
`,
);

sameOnNodeAndC(
  "comparison goes by UTF-16 units",
  `
  const words = ["b", "a", "ab", "B", "é", "z", "😀", "\\uffee"];
  words.sort((x, y) => (x < y ? -1 : x > y ? 1 : 0));
  print(words.join(" "));
  print(\`\${"a" < "b"} \${"a" >= "ab"} \${words[0] === "B"} \${words[1] !== "x"}\`);
`,
);

sameOnNodeAndC(
  "template literals and concatenation of every kind of value",
  `
  const n: u32 = 5;
  const big: u64 = 10n;
  const ok = true;
  let text = "";
  for (let i = 0; i < 3; i++) text += \`\${i};\`;
  print("n=" + n + " big=" + big + " ok=" + ok + " " + text);
`,
);

sameOnNodeAndC(
  "texts of every length are copied, joined, compared and found as keys",
  `
  const letters = "abcdefghijklmnopqrstuvwxyzäöü";
  const keys = new Map<string, u32>();
  const parts: string[] = [];
  for (let length: u32 = 0; length <= letters.length; length++) {
    for (let start: u32 = 0; start + length <= letters.length; start++) {
      const part = letters.slice(start, start + length);
      parts.push(part);
      if (!keys.has(part)) keys.set(part, keys.size);
    }
  }
  let wrong = 0;
  let n: u32 = 0;
  for (const [key, number] of keys) {
    const copy = \`\${key.slice(0, 2)}\${key.slice(2)}\`;
    if (copy !== key || keys.get(copy) !== number || number !== n++) wrong++;
    if (key.length > 0 && (key === \`\${key.slice(1)}-\` || keys.has(\`\${key}-\`) || keys.has(\`-\${key.slice(1)}\`))) wrong++;
  }
  print(\`\${wrong} \${keys.size} \${parts.join("").length} \${parts.join("|").length} \${parts.slice(400).join("ß")}\`);
`,
);

sameOnNodeAndC(
  "an object as text is what its toString gives",
  `
  class Degrees { constructor(private readonly n: u32) {} toString(): string { return \`\${this.n}°\`; } }
  class Kelvin extends Degrees { override toString(): string { return \`\${super.toString()}K\`; } }
  const all: Degrees[] = [new Degrees(3), new Kelvin(4)];
  for (const one of all) print(\`\${one} \` + one + String(one));
  print(all.join("; "));
  class Other { toString(): string { return "other"; } }
  const either: (Degrees | Other)[] = [new Other(), new Kelvin(1)];
  for (const one of either) print(\`\${one}\`);
  interface Shown { toString(): string; id: u32 }
  class Item implements Shown { id: u32 = 9; toString(): string { return \`#\${this.id}\`; } }
  const shown: Shown = new Item();
  print(\`\${shown}\`);
`,
);

sameOnNodeAndC(
  "replace with a function of the match",
  `
  print("aaa".replace("a", (m) => m + "!"));
  print("a-b-c".replaceAll("-", (m) => \`\${m}\${m}\`));
  print("abc".replaceAll("", () => "_") + "x".replace("y", () => "z"));
`,
);

sameOnNodeAndC(
  "half of a surrogate pair is printed as a replacement character, two halves together as what they are",
  `
  const [high, low] = ["😀".slice(0, 1), "😀".slice(1)];
  print(high + "|" + low + "|" + high + low + "|" + low + high);
  print(\`\${(high + low).length} \${(high + low) === "😀"} \${low.length}\`);
  throw new Error(low);
`,
);
