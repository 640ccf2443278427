/** break, continue, return and throw through loops, switches and finally. */
import { sameOnNodeAndC } from "./harness.js";

sameOnNodeAndC(
  "return in finally replaces the result and the error",
  `
  function result(): string { try { return "try"; } finally { return "finally"; } }
  function error(): string { try { throw new Error("lost"); } finally { return "kept"; } }
  print(result() + error());
`,
);

sameOnNodeAndC(
  "the result is computed before finally changes what it was computed from",
  `
  function f(): number { let x = 1; try { return x; } finally { x = 99; } }
  class Box { n = 1; }
  function g(): Box { const b = new Box(); try { return b; } finally { b.n = 99; } }
  print(\`\${f()} \${g().n}\`);
`,
);

sameOnNodeAndC(
  "continue and break pass through the finally of each turn",
  `
  let log = "";
  outer: for (let i = 0; i < 4; i++) {
    try {
      for (const c of "ab") {
        try { if (i === 1) continue outer; if (i === 3) break outer; if (c === "b") break; log += c; } finally { log += "f"; }
      }
      log += i;
    } finally { log += "|"; }
  }
  print(log);
`,
);

sameOnNodeAndC(
  "an error thrown in finally takes the place of the first",
  `
  function f(): void { try { throw new Error("first"); } finally { g(); } }
  function g(): void { throw new Error("second"); }
  try { f(); } catch (e) { if (e instanceof Error) print(e.message); }
`,
);

sameOnNodeAndC(
  "an error that is caught in a finally leaves the outer one alone",
  `
  function f(): void {
    try { throw new Error("outer"); }
    finally { try { throw new Error("inner"); } catch (e) { if (e instanceof Error) print("in " + e.message); } }
  }
  try { f(); } catch (e) { if (e instanceof Error) print("out " + e.message); }
`,
);

sameOnNodeAndC(
  "catch without a name, and one that throws the same error on",
  `
  class Special extends Error { constructor(readonly code: number) { super(\`special \${code}\`); } }
  function quiet(f: () => number): number { try { return f(); } catch { return -1; } }
  function loud(f: () => number): number { try { return f(); } catch (e) { print("passing"); throw e; } }
  print(\`\${quiet(() => 5)} \${quiet(() => { throw new Special(1); })}\`);
  try { loud(() => { throw new Special(2); }); } catch (e) { print(e instanceof Special ? \`\${e.code} \${e.message} \${e.name}\` : "?"); }
`,
);

sameOnNodeAndC(
  "what only a catch that cannot be reached reads is no error of C's",
  `
  function f(names: Set<u8>, n: u32): u32 {
    try { const unused = (): u32 => n; void unused; } catch { print(\`\${names.size}\`); }
    return 3;
  }
  print(\`\${f(new Set<u8>([1]), 2)}\`);
`,
);

sameOnNodeAndC(
  "continue in a do loop goes to its condition, in a for loop to its step",
  `
  let n = 0;
  do { n++; if (n === 2) continue; if (n > 5) break; print(\`d\${n}\`); } while (n < 4);
  for (let i = 0; i < 5; i++) { if (i % 2 === 0) continue; print(\`f\${i}\`); }
`,
);

sameOnNodeAndC(
  "break of a switch in a loop, continue of the loop in a switch",
  `
  let log = "";
  for (let i = 0; i < 5; i++) {
    switch (i) { case 0: log += "z"; break; case 1: case 3: continue; default: log += "d"; }
    log += i;
  }
  print(log);
`,
);

sameOnNodeAndC(
  "a labelled block is left from within a loop and a switch",
  `
  function find(xs: number[], wanted: number): string {
    let found = "none";
    search: { for (const x of xs) { switch (x) { case wanted: found = \`\${x}!\`; break search; default: break; } } found += "?"; }
    return found;
  }
  print(find([1, 2], 2) + find([1], 3));
`,
);

sameOnNodeAndC(
  "names in the braces of a case are its own",
  `
  function f(n: number): string {
    switch (n) { case 1: { const x = "one"; return x; } case 2: { const x = 22; return \`\${x + n}\`; } default: { const x = true; return \`\${x}\`; } }
  }
  print(f(1) + f(2) + f(3));
`,
);

sameOnNodeAndC(
  "a switch within a switch, the default first",
  `
  function f(a: number, b: string): string {
    switch (a) { default: return "other"; case 1: switch (b) { case "x": return "1x"; default: break; } return "1?"; case 2: return "2" + b; }
  }
  print(f(1, "x") + f(1, "y") + f(2, "z") + f(3, ""));
`,
);

sameOnNodeAndC(
  "a loop without a condition, variables of a loop that its body changes",
  `
  let turns = 0;
  for (;;) { if (++turns === 3) break; }
  const seen: number[] = [];
  for (let i = 0, step = 1; i < 20; i += step) { seen.push(i); step++; if (i === 5) i += 2; }
  print(\`\${turns} \${seen.join()}\`);
`,
);

sameOnNodeAndC(
  "errors pass through a sort and a map, and leave what was done",
  `
  const xs = [3, 1, 2];
  let asked = 0;
  try { xs.sort((a, b) => { if (++asked === 2) throw new Error("stop"); return a - b; }); } catch (e) { if (e instanceof Error) print(e.message); }
  try { print([1, 2, 3].map((x) => { if (x === 3) throw new Error("three"); return \`\${x}\`; }).join()); } catch (e) { if (e instanceof Error) print(e.message); }
  print(\`\${xs.length} \${[...xs].sort((a, b) => a - b).join()}\`);
`,
);

sameOnNodeAndC(
  "a function that only throws, or ends in a finally, has a result that nobody stores",
  `
  const fail = (n: number): number => { throw new Error(\`n\${n}\`); };
  function pick(n: number): string { try { return \`\${fail(n)}\`; } catch (e) { return e instanceof Error ? e.message : "?"; } }
  print(pick(1) + pick(2));
`,
);
