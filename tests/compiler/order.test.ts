/** Who comes first: operands, elements, fields, conditions, and what loops and switches look at. */
import { sameOnNodeAndC } from "./harness.js";

/** A program with a log: `t(x)` notes x and gives it. */
function logged(title: string, source: string): void {
  sameOnNodeAndC(
    title,
    `\n  let log = "";\n  const t = (x: number): number => { log += \`\${x} \`; return x; };\n${source}\n  print(log);\n`,
  );
}

logged(
  "elements of array and object literals, parts of templates",
  "  const xs = [t(1), t(2)]; const o = { b: t(3), a: t(4) }; print(`${t(5)}${xs.length}${t(6)}${o.a}${o.b}`);",
);

logged(
  "an index is read before the value that is stored",
  "  const xs = [0, 0, 0]; let i = 0; xs[i++] = i; xs[t(1)] = t(2); xs[i++]! += i; print(xs.join());",
);

logged(
  "the discriminant of a switch once, cases from the top until one fits",
  "  switch (t(2)) { case t(1): log += 'a'; break; case t(2): log += 'b'; break; case t(3): log += 'c'; }",
);

logged(
  "what a loop goes over is evaluated once, its condition each time",
  "  for (const x of [t(1), t(2)]) log += `<${x}>`; for (let i = t(0); i < t(2); i += t(1)) log += '.';",
);

logged(
  "the object of a method call before its arguments, nested calls from the inside",
  "  class A { constructor(readonly n: number) {} plus(x: number): A { log += `+${x} `; return new A(this.n + x); } }\n  const make = (x: number): A => new A(t(x)); print(`${make(1).plus(t(2)).plus(make(3).plus(t(4)).n).n}`);",
);

logged(
  "arguments of super before the fields of the class below",
  "  class A { constructor(readonly x: number) { log += 'A '; } } class B extends A { y = t(2); constructor() { super(t(1)); t(3); } } print(`${new B().x}`);",
);

logged(
  "a comparison in a chain of conditions ends where it is decided",
  "  if (t(1) > 5 && t(2) > 0) log += 'no'; else if (t(3) < 5 || t(4) > 0) log += 'yes '; print(`${t(5) > 1 ? t(6) : t(7)}`);",
);

logged(
  "spread elements in the middle are read at their place",
  "  const xs = [8, 9]; const ys = [t(1), ...xs, t(xs.push(10))]; print(ys.join());",
);

logged(
  "a variable on the left is read before the right side changes it",
  "  let a = 1; const bump = (): number => { a += 10; return a; }; print(`${a + bump()} ${bump() + a} ${a++ + a-- * ++a}`); a += bump(); print(`${a}`); a = a-- - --a; print(`${a}`);",
);

logged(
  "a field on the left of a compound assignment is read before the call on the right",
  "  class C { n = 1; grow(): number { this.n *= 3; return 1; } } const c = new C(); c.n += c.grow(); print(`${c.n}`); const xs = [1]; const set = (): number => { xs[0] = 50; return 1; }; xs[0]! += set(); print(xs.join());",
);

logged(
  "a string built while a call changes it",
  "  let s = 'a'; const add = (): string => { s += 'x'; return s; }; s = s + add() + s; print(s); s += add(); print(s); print(`${s}|${add()}|${s}`);",
);

logged(
  "default parameters from the left, once a call and only where missing",
  "  const f = (a: number = t(1), b: number = a + t(2), ...c: number[]): number => a + b + c.length; print(`${f()} ${f(5)} ${f(5, 6)} ${f(undefined, 7, 8, 9)}`);",
);

logged(
  "a comma gives the last, a void nothing",
  "  let i = 0; for (let a = 0, b = 9; a < b; a += 2, b--) i = a * 10 + b; print(`${i}`); void t(3);",
);

logged(
  "an element is taken out before the array that gave it changes",
  "  const xs = [[1], [2]]; const first = xs[0]!; xs[0] = [t(7)]; first.push(xs[0]!.length); print(`${first.join()} ${xs.join('|')}`);",
);

logged(
  "callbacks see what callbacks before them did",
  "  const xs = [1, 2, 3]; const ys = xs.map((x, i) => { if (i === 0) xs[2] = 30; return t(x); }); xs.forEach((x) => { if (x < 3) xs.pop(); t(x); }); print(ys.join() + xs.join());",
);
