/** Loops, switches, labels, short circuits. */
import { sameOnNodeAndC } from "./harness.js";

sameOnNodeAndC(
  "while, do and for with break and continue",
  `
  let i = 0;
  while (true) { i++; if (i % 2 === 0) continue; if (i > 9) break; print(\`\${i}\`); }
  do { i--; } while (i > 5);
  print(\`\${i}\`);
  for (let a = 0, b = 10; a < b; a++, b--) if (a === 3) print(\`\${a} \${b}\`);
  for (;;) { if (++i > 8) break; }
  print(\`\${i}\`);
`,
);

sameOnNodeAndC(
  "labels leave and continue outer loops and blocks",
  `
  outer: for (let a = 0; a < 4; a++) {
    for (let b = 0; b < 4; b++) {
      if (b === 2) continue outer;
      if (a === 2) break outer;
      print(\`\${a}\${b}\`);
    }
  }
  block: { if (1 + 1 === 2) break block; print("not here"); }
  print("end");
`,
);

sameOnNodeAndC(
  "switch on numbers with shared cases, default in the middle and break out of a loop around it",
  `
  function name(n: number): string {
    switch (n) {
      case 1: return "one";
      case 2:
      case 3: return "few";
      default: return "many";
      case 0: return "none";
    }
  }
  for (let n = 0; n < 5; n++) print(name(n));
  loop: for (let n = 0; ; n++) {
    switch (n) {
      case 0: continue loop;
      case 3: break loop;
      default: print(\`\${n}\`); break;
    }
  }
`,
);

sameOnNodeAndC(
  "switch on strings and enums",
  `
  enum Color { Red, Green = 5, Blue }
  enum Word { Yes = "yes", No = "no" }
  function paint(c: Color): string {
    switch (c) { case Color.Red: return "r"; case Color.Green: return "g"; case Color.Blue: return "b"; }
  }
  function say(w: string): u32 {
    switch (w) { case "yes": return 1; case "no": return 0; default: return 2; }
  }
  print(paint(Color.Red) + paint(Color.Green) + paint(Color.Blue) + \`\${Color.Blue}\`);
  print(\`\${say("yes")}\${say("no")}\${say("perhaps")} \${Word.Yes}\`);
`,
);

sameOnNodeAndC(
  "and, or and the conditional evaluate only what they need, in order",
  `
  function seen(name: string, value: boolean): boolean { print(name); return value; }
  if (seen("a", false) && seen("b", true)) print("both");
  if (seen("c", true) || seen("d", true)) print("one");
  const x = seen("e", false) ? seen("f", true) : seen("g", false);
  print(\`\${x} \${!x}\`);
`,
);

sameOnNodeAndC(
  "operands and arguments are evaluated from left to right",
  `
  let n = 0;
  function next(): number { n++; return n; }
  function three(a: number, b: number, c: number): string { return \`\${a} \${b} \${c}\`; }
  print(\`\${next() - next() * next()}\`);
  print(three(next(), n, next()));
  const xs = [next(), next(), n];
  xs[next() - 8] = next();
  print(xs.join(","));
  let y = n;
  y += next();
  print(\`\${y + n++ + n}\`);
`,
);

sameOnNodeAndC(
  "for of goes over arrays that grow meanwhile, strings by code points, and entries",
  `
  const xs = [1, 2, 3];
  for (const x of xs) { if (x < 3) xs.push(x + 10); print(\`\${x}\`); }
  for (const c of "aé€😀") print(\`\${c} \${c.length}\`);
  for (const [i, x] of ["p", "q"].entries()) print(\`\${i}\${x}\`);
`,
);
