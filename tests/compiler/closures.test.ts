/** Function values: what they capture, when they need memory, who may call them. */
import { expect } from "vitest";
import { inC, sameOnNodeAndC } from "./harness.js";

sameOnNodeAndC(
  "a closure in a for loop captures each turn's own variable",
  `
  const shots: (() => u32)[] = [];
  for (let i: u32 = 0; i < 3; i++) shots.push(() => i);
  for (const shot of shots) print(\`\${shot()}\`);
`,
);

sameOnNodeAndC(
  "two closures share the variable that both capture",
  `
  function pair(): [() => u32, (n: u32) => void] {
    let value: u32 = 1;
    return [() => value, (n) => { value = n; }];
  }
  const [get, set] = pair();
  set(5);
  print(\`\${get()}\`);
  set(get() + 1);
  print(\`\${get()}\`);
`,
);

sameOnNodeAndC(
  "functions as parameters, results, fields, elements",
  `
  type Step = (n: u32) => u32;
  function twice(step: Step): Step { return (n) => step(step(n)); }
  class Machine {
    constructor(readonly step: Step, public last: Step | null = null) {}
    run(n: u32): u32 { this.last = this.step; return this.step(n); }
  }
  const add = (n: u32): u32 => n + 3;
  const machine = new Machine(twice(twice(add)));
  print(\`\${machine.run(1)} \${machine.last!(2)} \${[add, twice(add)][1]!(10)}\`);
  function named(n: u32): u32 { return n * 2; }
  print(\`\${twice(named)(3)} \${new Machine(named).run(4)}\`);
`,
);

const lent = `
  class List { private readonly items: u32[] = [];
    add(n: u32): void { this.items.push(n); }
    each(visit: (n: u32) => void): void { for (const item of this.items) visit(item); }
    sumTwice(): u32 { let sum: u32 = 0; this.each((n) => { sum += n; this.each((m) => { sum += n * m; }); }); return sum; }
  }
  const list = new List();
  for (let i: u32 = 1; i < 5; i++) list.add(i);
  print(\`\${list.sumTwice()}\`);
`;

sameOnNodeAndC("closures that are only called down the stack", lent);

inC("closures that are only called need no memory", "sumTwice", lent, (c) => {
  expect(c).not.toContain("RT_NEW_CLOSURE");
  expect(c).not.toContain("rt_new");
});

sameOnNodeAndC(
  "a closure keeps this alive",
  `
  class Greeter { constructor(private readonly name: string) {} later(): () => string { return () => \`hello \${this.name}\`; } }
  const say = new Greeter(\`n\${1}\`).later();
  print(say());
`,
);

sameOnNodeAndC(
  "a closure may throw through the function that calls it",
  `
  class Stop extends Error {}
  function each(xs: u32[], visit: (x: u32) => void): void { for (const x of xs) visit(x); }
  const seen: string[] = [];
  try {
    each([1, 2, 3], (x) => { if (x === 2) throw new Stop("at two"); seen.push(\`\${x}\`); });
  } catch (e) {
    if (e instanceof Stop) print(e.message);
  }
  print(seen.join());
`,
);
