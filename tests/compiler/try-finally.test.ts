/** `finally` runs on every way out, in the right order, and may change where the way leads. */
import { sameOnNodeAndC } from "./harness.js";

sameOnNodeAndC(
  "finally runs after return, throw, break and continue",
  `
  const log: string[] = [];
  function f(n: u32): string {
    for (let i: u32 = 0; i < 4; i++) {
      try {
        if (n === 0) return \`returned \${i}\`;
        if (n === 1 && i === 2) break;
        if (n === 2 && i < 2) continue;
        if (n === 3) throw new Error(\`thrown \${i}\`);
        log.push(\`body \${i}\`);
      } finally {
        log.push(\`finally \${i}\`);
      }
    }
    return "fell through";
  }
  for (let n: u32 = 0; n < 5; n++) {
    try { print(f(n)); } catch (e) { if (e instanceof Error) print(e.message); }
    print(log.join(" "));
    log.length = 0;
  }
`,
);

sameOnNodeAndC(
  "an error in finally takes the place of the one before",
  `
  function over(n: u32): string {
    try {
      if (n === 0) throw new Error("lost");
      return \`first \${n}\`;
    } finally {
      if (n < 2) throw new Error("instead");
    }
  }
  for (let n: u32 = 0; n < 3; n++) { try { print(over(n)); } catch (e) { if (e instanceof Error) print("caught " + e.message); } }
`,
);

sameOnNodeAndC(
  "nested finallys run from the inside out",
  `
  const log: string[] = [];
  function deep(n: u32): string {
    try {
      try {
        try { if (n === 1) throw new Error("one"); return \`\${n}\`; } finally { log.push("a"); }
      } catch (e) { log.push("caught"); if (n === 1) throw new Error("again"); return "never"; } finally { log.push("b"); }
    } finally { log.push("c"); }
  }
  print(deep(0));
  try { deep(1); } catch (e) { if (e instanceof Error) print(e.message); }
  print(log.join(""));
`,
);

sameOnNodeAndC(
  "the value of a return is taken before finally runs",
  `
  class Box { constructor(readonly name: string) {} }
  let box = new Box(\`x\${1}\`);
  function take(): Box { try { return box; } finally { box = new Box("y"); } }
  print(take().name + box.name);
  function count(): u32 { let n: u32 = 1; try { return n; } finally { n = 5; } }
  print(\`\${count()}\`);
`,
);

sameOnNodeAndC(
  "functions whose names stand only in a catch that nothing is thrown into",
  `
  function called(n: number): number { return n + 1; }
  function handed(n: number): number { return n * 2; }
  class Made { readonly n: number; constructor(n: number) { this.n = n - 1; } }
  let count = [1, 2].length;
  try {
    count++;
  } catch (e) {
    count = called(count);
    print([count].map(handed).join());
    print([count].map((n) => n + count).join());
    print(\`\${new Made(count).n}\`);
  }
  print(\`\${count}\`);
`,
);
