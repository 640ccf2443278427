/** The library's strings, compiled: every method, at its edges. What the methods do is compared with JavaScript's in tests/unit/std. */
import { sameOnNodeAndC } from "./harness.js";

sameOnNodeAndC(
  "parts of strings from both ends",
  `
  for (const s of ["", "x", "hello", "grüße", "€uro"]) {
    print(\`[\${s.slice(1)}] [\${s.slice(-2)}] [\${s.slice(1, -1)}] [\${s.slice(3, 1)}] [\${s.slice(-99, 99)}]\`);
    print(\`[\${s.substring(3, 1)}] [\${s.substring(-1, 2)}] [\${s.charAt(0)}] [\${s.charAt(9)}]\`);
    print(\`[\${s.at(-1) ?? "none"}] [\${s.at(7) ?? "none"}]\`);
  }
`,
);

sameOnNodeAndC(
  "places of strings in strings",
  `
  const s = "abcabcabc";
  print(\`\${s.indexOf("c")} \${s.indexOf("c", 3)} \${s.indexOf("")} \${s.indexOf("", 99)} \${s.indexOf("abcabcabcd")}\`);
  print(\`\${s.indexOf("a", -5)} \${s.lastIndexOf("abc")} \${s.lastIndexOf("abc", 5)} \${s.lastIndexOf("")} \${s.lastIndexOf("x")}\`);
  print(\`\${s.lastIndexOf("a", -5)} \${s.includes("bca")} \${s.includes("a", 7)} \${s.startsWith("")} \${s.startsWith("bc", 1)}\`);
  print(\`\${s.endsWith("ab", 8)} \${s.endsWith("abcabcabcabc")} \${"äöäö".indexOf("ö", 2)} \${"äöäö".lastIndexOf("ä", 1)}\`);
  print(\`\${"😀x😀".indexOf("x")} \${"😀x😀".lastIndexOf("😀")}\`);
`,
);

sameOnNodeAndC(
  "split at separators, at every unit, at most so often",
  `
  const show = (parts: string[]): void => print(\`\${parts.length}: \${parts.map((part) => "<" + part + ">").join("")}\`);
  show("a,b,,c,".split(","));
  show("a--b--c".split("--"));
  show("".split(","));
  show("".split(""));
  show("abc".split(""));
  show("a,b,c".split(",", 2));
  show("no separator".split(";"));
`,
);

sameOnNodeAndC(
  "replacement with what the dollar stands for",
  `
  print("a.b.c".replaceAll(".", "[$&]"));
  print("xyz".replaceAll("y", "<$\\x60|$'>") + " " + "aaa".replaceAll("aa", "b") + " " + "a.b".replaceAll(".", "$$"));
  print("abc".replaceAll("", "-") + " " + "abc".replaceAll("q", "-") + " " + "".replaceAll("", "x") + " " + "a$b".replaceAll("$", "$1$"));
`,
);

sameOnNodeAndC(
  "upper and lower case beyond ASCII",
  `
  for (const s of ["Hello World 123", "Straße", "ΟΔΟΣ ΣΑΣ", "ÄÖÜ äöü", "İstanbul", "ﬁn", "ǅ", "\\u{10400}"]) {
    print(s.toLowerCase() + " " + s.toUpperCase());
  }
`,
);

sameOnNodeAndC(
  "padding, repeating and trimming",
  `
  print(\`[\${"5".padStart(3)}] [\${"5".padEnd(3)}] [\${"abcd".padStart(2)}] [\${"x".padEnd(8, "123")}] [\${"x".padStart(5, "")}]\`);
  print(\`[\${"ab".repeat(0)}] [\${"ab".repeat(3)}] [\${" \\t\\n a b \\u00a0\\u3000\\ufeff".trim()}] [\${"  a  ".trimStart()}]\`);
  print(\`[\${"  a  ".trimEnd()}] [\${"   ".trim()}] [\${"".trim()}]\`);
  try {
    print("x".repeat(-1));
  } catch (e) {
    if (e instanceof RangeError) print(\`\${e.name}: \${e.message}\`);
  }
`,
);

sameOnNodeAndC(
  "halves of characters survive and come together again",
  `
  const smile = "😀";
  const high = smile.slice(0, 1);
  const low = smile.slice(1);
  print(\`\${high.length} \${low.length} \${high.charCodeAt(0)} \${low.charCodeAt(0)}\`);
  print(\`\${high + low === smile} \${[high, low].join("") === smile}\`);
  print(\`\${("x" + low).indexOf(low)} \${smile.indexOf(low)} \${smile.includes(high)}\`);
  print(\`\${smile.split("").length} \${smile.split(high).length}\`);
  let points = "";
  for (const c of "a" + high + "b" + smile) points += \`\${c.codePointAt(0) ?? 0} \`;
  print(points);
`,
);

sameOnNodeAndC(
  "numbers in every base, and back from code units",
  `
  const big: u64 = 0xffff_ffff_ffff_ffffn;
  const small: i32 = -255;
  print(\`\${big.toString(16)} \${big.toString(2).length} \${big} \${small.toString(16)} \${small.toString(36)}\`);
  print(\`\${(0).toString(2)} \${(9007199254740991).toString()} \${String(12)} \${String(true)}\`);
  print(String.fromCharCode(72, 228, 0xd83d, 0xde00) + String.fromCodePoint(0x1f680) + "x".concat("y", "z"));
`,
);

sameOnNodeAndC(
  "text of one unit or point, as of many: bits 15:0 of a unit, halves of a character that meet, points that are none",
  `
  const units: number[] = [0x48, 0x10041, -1, 0xd83d];
  for (const unit of units) print(\`\${String.fromCharCode(unit).charCodeAt(0)} \${String.fromCharCode(unit) === String.fromCharCode(...[unit])}\`);
  print(String.fromCharCode(0xd83d) + String.fromCharCode(0xde00) + String.fromCharCode() + String.fromCodePoint(...[0x1f680, 65]));
  const points: number[] = [0x10ffff, 0x110000, -1];
  for (const point of points) {
    try {
      print(\`\${String.fromCodePoint(point).length}\`);
    } catch (error) {
      if (error instanceof RangeError) print(error.message);
    }
  }
`,
);
