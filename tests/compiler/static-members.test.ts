/** Static members beyond plain fields and methods. */
import { sameOnNodeAndC } from "./harness.js";

sameOnNodeAndC(
  "static accessors run where the class's member is read, assigned, added to and counted up",
  `
  class Volume {
    private static level = 0;
    static get now(): number { print("read"); return Volume.level; }
    static set now(level: number) { print(\`set \${level}\`); this.level = level > 10 ? 10 : level; }
    static doubled(): number { return this.now * 2; }
  }
  class Quiet extends Volume {}
  Volume.now = 4;
  Volume.now += 3;
  Volume.now++;
  Volume.now = 99;
  print(\`\${Volume.now} \${Volume.doubled()} \${Quiet.now}\`);
`,
);

sameOnNodeAndC(
  "a static method is a value, a generic one with the types of its place",
  `
  class Scale {
    static twice(x: u32): u32 { return x * 2; }
    static same<T>(x: T): T { return x; }
  }
  const grow: (x: u32) => u32 = Scale.twice;
  const keep: (x: string) => string = Scale.same;
  const numbers: u32[] = [1, 2];
  print(\`\${grow(4)} \${numbers.map(Scale.twice).join()} \${keep("kept")}\`);
`,
);

sameOnNodeAndC(
  "static members of a generic class are there once, whatever its type arguments",
  `
  class Box<T> {
    private static made: u32 = 0;
    static of<U>(value: U): Box<U> { Box.made++; return new Box(value); }
    static get count(): u32 { return Box.made; }
    constructor(readonly value: T) {}
  }
  print(\`\${Box.of("x").value} \${Box.of(true).value} \${Box.count}\`);
`,
);
