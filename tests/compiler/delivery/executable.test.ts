/** Programs as `--exe` builds them: optimised as a whole, their objects made from lists of free blocks without a call. */
import path from "node:path";
import { expect, test } from "vitest";
import { buildExecutable } from "../../../src/compiler/executable.js";
import { filesOf } from "../harness/c-lane.js";
import { runOnNode } from "../harness/node-lane.js";
import { programText } from "../harness/program.js";
import { runProgram } from "../harness/toolchain.js";
import { project } from "./project.js";

/** A class whose objects have a header of 16 bytes and `count` doubles. */
function classOf(count: number): string {
  const numbers = [...Array(count).keys()];
  const fields = numbers.map((n) => `f${n}: number;`).join(" ");
  const values = numbers.map((n) => `this.f${n} = start + ${n};`).join(" ");
  const sum = numbers.map((n) => `this.f${n}`).join(" + ");
  return `class Of${count} implements Summed { ${fields} constructor(start: number) { ${values} } sum(): number { return ${sum}; } }`;
}

/** 512 bytes is the largest block that has a list. Whoever got another's block would change its sum. */
const program = programText(`
interface Summed { sum(): number }
${[1, 2, 60, 62, 63, 90].map(classOf).join("\n")}
class Link implements Summed {
  constructor(readonly value: number, readonly next: Link | null) {}
  sum(): number { return this.value + (this.next === null ? 0 : this.next.sum()); }
}
class Later implements Summed {
  constructor(private readonly make: () => number) {}
  sum(): number { return this.make(); }
}
function chain(n: number): Link {
  let first = new Link(n, null);
  for (let i = 1; i < 40; i++) first = new Link(i, first);
  return first;
}
function make(n: number): Summed {
  switch (n % 8) {
    case 0: return new Of1(n);
    case 1: return new Of2(n);
    case 2: return new Of60(n);
    case 3: return new Of62(n);
    case 4: return new Of63(n);
    case 5: return new Of90(n);
    case 6: return chain(n);
    default: { const words = [\`\${n}\`, "x".repeat(n % 700)]; return new Later(() => words.join().length); }
  }
}
const held = Array.from({ length: 64 }, (_, i) => make(i));
let [place, total] = [1, 0];
for (let n = 0; n < 30000; n++) {
  place = (place * 37 + 11) % 64;
  total += held[place]!.sum();
  held[place] = make(n);
}
console.log(total, held.map((each) => each.sum()).join());
`);

for (const compiler of ["gcc", "clang"]) {
  test(`${compiler}: objects of every size keep what is theirs while others come and go`, async () => {
    const executable = path.join(project({}), "program");
    expect(buildExecutable(filesOf(program, false, "host"), executable, false, compiler)).toBeNull();
    expect(await runProgram(executable)).toEqual(runOnNode(program));
  });
}
