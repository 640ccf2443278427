/** Programs of a host: `number` is a double with JavaScript's semantics. */
import { sameOnNodeAndC } from "./harness.js";

const same = (title: string, source: string): void => sameOnNodeAndC(title, source, "host");

same(
  "fractions are added, subtracted, multiplied and divided as doubles",
  `
  const a: number = 0.1;
  const b: number = 0.2;
  print(\`\${a + b} \${a - b} \${a * b} \${a / b} \${7 / 2} \${1 / 3}\`);
`,
);

same(
  "division by zero gives an infinity, 0 / 0 gives NaN",
  `
  const zero: number = 0;
  print(\`\${1 / zero} \${-1 / zero} \${zero / zero} \${1 / -zero}\`);
`,
);

same(
  "a loop counter indexes an array of doubles",
  `
  function sum(xs: number[]): number {
    let s = 0;
    for (let i = 0; i < xs.length; i++) s += xs[i]!;
    return s;
  }
  print(\`\${sum([0.5, 1.25, 2])} \${sum([])}\`);
`,
);

same(
  "the quotient of two integers is a double until it is cut",
  `
  function middle(lo: number, hi: number): number { return Math.floor((lo + hi) / 2); }
  print(\`\${middle(3, 8)} \${middle(-3, 0)} \${Math.trunc(-7 / 2)} \${(-7 / 2) | 0}\`);
`,
);

same(
  "functions, fields, arrays, maps and closures carry doubles",
  `
  class Point { constructor(public x: number, public y: number) {} length(): number { return Math.sqrt(this.x * this.x + this.y * this.y); } }
  const points = [new Point(3, 4), new Point(0.5, 1.2)];
  const lengths = points.map((p) => p.length());
  const byName = new Map<string, number>([["a", 1.5], ["b", 2]]);
  let total = 0;
  points.forEach((p, i) => { total += p.x * i; });
  print(\`\${lengths.join(" ")} \${byName.get("a") ?? 0} \${byName.get("c") ?? -1} \${total}\`);
`,
);
