/** `@noalloc`, `@nothrow` and `@export` are proved through all that a function calls. */
import { refused, sameOnNodeAndC } from "./harness.js";

refused(
  "K6001",
  "a function marked @noalloc allocates two calls further down",
  `
  class Box { n: u32 = 0; }
  function make(): Box { return new Box(); }
  function count(n: u32): u32 { return n === 0 ? 0 : make().n; }
  /** @noalloc */
  function hot(n: u32): u32 { return count(n) + 1; }
  print(\`\${hot(0)}\`);
`,
);

refused(
  "K6001",
  "a function marked @noalloc calls an interface's method, and one of the classes allocates",
  `
  interface Sink { put(n: u32): void }
  class Sum implements Sink { total: u32 = 0; put(n: u32): void { this.total += n; } }
  class List implements Sink { readonly all: u32[] = []; put(n: u32): void { this.all.push(n); } }
  /** @noalloc */
  function feed(sink: Sink): void { sink.put(1); }
  feed(new Sum());
  feed(new List());
`,
);

refused(
  "K6002",
  "a function marked @nothrow calls a function value that may throw",
  `
  function fail(): void { throw new Error("no"); }
  function fine(): void {}
  /** @nothrow */
  function run(action: () => void): void { action(); }
  run(fine);
  run(fail);
`,
);

refused(
  "K6003",
  "an exported function allocates outside of try",
  `
  /** @export test_entry */
  export function entry(): void { print(\`\${[1, 2].length}\`); }
  entry();
`,
);

sameOnNodeAndC(
  "what is caught is not thrown, what stays on the stack is not allocated",
  `
  class Sum { total: u32 = 0; add(n: u32): void { this.total += n; } }
  function each(xs: readonly u32[], visit: (x: u32) => void): void { for (const x of xs) visit(x); }
  /** @noalloc @nothrow */
  function total(xs: readonly u32[], sum: Sum): u32 {
    let seen: u32 = 0;
    each(xs, (x) => { seen++; sum.add(x); });
    return sum.total * 10 + seen;
  }
  /** @nothrow */
  function lengthOf(n: u32): u32 {
    try { return \`\${n}\`.length; } catch { return 0; }
  }
  const xs: u32[] = [1, 2, 3];
  print(\`\${total(xs, new Sum())} \${lengthOf(12345)}\`);
`,
);
