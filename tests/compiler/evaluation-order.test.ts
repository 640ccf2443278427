/** What is evaluated when: operands before the operations that could change them, right sides only when they are needed. */
import { sameOnNodeAndC } from "./harness.js";

const trace = `
  let log = "";
  function t<T>(name: string, value: T): T { log += name; return value; }
  function flush(): void { print(log); log = ""; }
`;

sameOnNodeAndC(
  "a variable is read before a call that changes it",
  `
  class Box { n: number = 1; bump(): number { this.n += 10; return this.n; } }
  const box = new Box();
  print(\`\${box.n + box.bump()} \${box.bump() + box.n} \${box.n * 2 - box.bump() + box.n}\`);
  let i = 0;
  const next = (): number => { i++; return i; };
  print(\`\${i + next()} \${next() + i} \${i + i++ + ++i + i}\`);
  const xs = [1, 2, 3];
  function clear(): number { xs[0] = 100; return 1; }
  print(\`\${xs[0]! + clear() + xs[0]!}\`);
`,
);

sameOnNodeAndC(
  "&&, ||, ?? and ?: evaluate one side",
  `${trace}
  print(\`\${t("a", true) && t("b", false) || t("c", true)}\`); flush();
  print(\`\${t("a", false) && t("b", true)}\`); flush();
  const none: string | null = t<string | null>("n", null);
  print(none ?? t("d", "default")); flush();
  const some: string | null = t<string | null>("s", "text");
  print(some ?? t("d", "default")); flush();
  print(t("x", 1) > 0 ? t("y", "yes") : t("z", "no")); flush();
  print(\`\${t("p", "") || t("q", "or")} \${t("r", "and") && t("s", "then")}\`); flush();
`,
);

sameOnNodeAndC(
  "targets before values, receivers before arguments",
  `${trace}
  const xs = [0, 0, 0];
  t("a", xs)[t("b", 1)] = t("c", 5); flush();
  t("a", xs)[t("b", 1)]! += t("c", 5); flush();
  print(xs.join());
  class P { x: number = 0; add(a: number, b: number): P { this.x += a - b; return this; } }
  const p = new P();
  t("p", p).x = t("v", 3); flush();
  t("p", p).add(t("a", 1), t("b", 2)).add(t("c", 3), t("d", 4)); flush();
  const o = { b: t("1", 1), a: t("2", 2) };
  print(\`\${p.x} \${o.a}\${o.b}\`); flush();
`,
);

sameOnNodeAndC(
  "the value of an assignment, of ++ and of compound assignments",
  `
  let a = 0; let b = 0;
  a = b = 3;
  print(\`\${a} \${b} \${a++ + ++b} \${(a += 2)} \${(b -= 1)}\`);
  let text: string | null = null;
  text ??= "first"; text ??= "second";
  let n: number = 0;
  n ||= 7; n &&= n + 1;
  print(\`\${text} \${n}\`);
  const xs = [1, 2, 3]; let at = 0;
  xs[at++]! *= 10; xs[at++]! *= 10;
  print(\`\${xs.join()} \${at}\`);
  let line = 0;
  while ((line = line + 3) < 10) print(\`\${line}\`);
`,
);
