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
