/** Every command of the tree, used rightly and wrongly: what the specification calls an error gets one, and nothing else does. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { VmState } from "../../../src/vmm/vm-state.js";
import { brokenLines, goodLines } from "./command-lines.js";
import { FakeShell, makeVm } from "./fake-machine.js";

function makeShell(): FakeShell {
  const shell = new FakeShell();
  shell.vms.add(makeVm(0, "linux", VmState.Running), makeVm(1, "other"));
  return shell;
}

test("a line with a mistake gets an error, its usage, and what was probably meant", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(brokenLines, ({ line, answer }) => {
      expect(`${line}\n${makeShell().run(line)}`).toMatch(answer);
    }),
    { numRuns: 3000 },
  );
});

test("a line without a mistake is no wrong use", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(goodLines, (line) => {
      expect(makeShell().run(line)).not.toMatch(/^✗ .*\nUsage: /m);
    }),
    { numRuns: 2000 },
  );
});
