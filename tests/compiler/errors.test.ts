/** throw, try, catch, finally. */
import { sameOnNodeAndC } from "./harness.js";

const classes = `
class Refused extends Error { constructor(readonly code: u32, message: string) { super(message); this.name = "Refused"; } }
class Late extends Refused {}
function check(n: number): number {
  if (n === 1) throw new Error("one");
  if (n === 2) throw new Refused(7, "two");
  if (n === 3) throw new Late(8, "three");
  return n;
}
`;

sameOnNodeAndC(
  "catch tells errors apart by class, and what it does not want goes on",
  `${classes}
  function attempt(n: number): string {
    try { return \`fine \${check(n)}\`; } catch (e) {
      if (e instanceof Late) return \`late \${e.code}\`;
      if (e instanceof Refused) return \`refused \${e.code} \${e.message}\`;
      throw e;
    }
  }
  for (let n = 0; n < 4; n++) {
    try { print(attempt(n)); } catch (e) { if (e instanceof Error) print(\`outside: \${e.name} \${e.message}\`); }
  }
`,
);

sameOnNodeAndC(
  "finally runs on every way out: end, return, break, throw",
  `${classes}
  function way(n: number): string {
    for (;;) {
      try {
        if (n === 0) return "returned";
        if (n === 5) break;
        check(n);
        return "fell";
      } catch (e) { return "caught"; } finally { print(\`finally \${n}\`); }
    }
    return "broke";
  }
  for (const n of [0, 1, 4, 5]) print(way(n));
  function over(): number { try { return 1; } finally { print("last"); } }
  print(\`\${over()}\`);
`,
);

sameOnNodeAndC(
  "errors pass through constructors, closures, methods and loops, and nothing leaks",
  `${classes}
  class Holder { readonly xs: string[] = []; constructor(n: number) { this.xs.push(\`x\${n}\`); check(n); this.xs.push("made"); } }
  function each(f: (n: number) => string): string[] {
    const out: string[] = [];
    for (let n = 0; n < 4; n++) { try { out.push(f(n)); } catch (e) { out.push(e instanceof Refused ? \`r\${e.code}\` : "e"); } }
    return out;
  }
  print(each((n) => new Holder(n).xs.join("/")).join(" "));
  print(each((n) => [n, n].map((x) => \`\${check(x)}\`).join("")).join(" "));
`,
);

sameOnNodeAndC(
  "nested try blocks and an error thrown in catch and in finally",
  `${classes}
  function nest(n: number): string {
    try {
      try { check(n); } catch (e) { if (n === 2) throw new Error("from catch"); return "inner"; } finally { if (n === 3) print("inner finally"); }
      return "none";
    } catch (e) { return e instanceof Error ? \`outer \${e.message}\` : "?"; }
  }
  for (let n = 0; n < 4; n++) print(nest(n));
`,
);

sameOnNodeAndC(
  "an error as text is its name and its message, or what its toString gives",
  `
  class MyError extends Error { constructor(message: string, readonly code: u32) { super(message); this.name = "MyError"; } }
  class Loud extends Error { override toString(): string { return \`LOUD \${this.message}\`; } }
  const makers: (() => Error)[] = [() => new Error("plain"), () => new MyError("bad", 7), () => new Loud("x"), () => new RangeError(), () => new TypeError("t")];
  for (const make of makers) {
    try { throw make(); } catch (e) { if (e instanceof Error) print(\`\${e} \${String(e)} \` + e.toString()); }
  }
`,
);

sameOnNodeAndC(
  "errors of JavaScript's other kinds",
  `
  function parse(text: string): u32 {
    if (text === "") throw new SyntaxError("nothing");
    if (text === "x") throw new ReferenceError(text);
    return text.length;
  }
  for (const text of ["", "x", "yy"]) {
    try { print(\`\${parse(text)}\`); } catch (e) {
      if (e instanceof SyntaxError) print(\`syntax: \${e.message}\`);
      else if (e instanceof Error) print(\`\${e}\`);
    }
  }
`,
);
