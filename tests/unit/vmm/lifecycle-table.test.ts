import { afterAll, expect, test } from "vitest";
import { freePhysicalBytes } from "../../../src/memory/physical-memory.js";
import { simulated } from "../../../src/std/node/simulated-memory.js";
import { LifecycleRig, rigFile, rigVm } from "../../lifecycle/rig.js";
import { answerOf, lifecycleTable, lineOf, answersIn } from "../../lifecycle/table.js";

simulated.addRam(0x4000_0000n, 0x400_0000);
const rig = new LifecycleRig();
const free = freePhysicalBytes();

afterAll(() => {
  rig.end();
  expect(freePhysicalBytes()).toBe(free);
});

test.each(lifecycleTable)("vm $operation in state $state", (cell) => {
  rig.bring(cell.state);
  expect(answersIn(rig.run(lineOf(cell, rigVm, rigFile)))).toEqual(answerOf(cell, rigVm, "test"));
  expect(rig.state()).toBe(cell.then ?? "none");
});

test("a vCPU that does not leave the guest is named by suspend", () => {
  rig.bring("Running");
  rig.stuck = true;
  expect(rig.run("vm suspend 1")).toBe("⚠ VM[1] test is being suspended, but still in the guest after 1 s: vCPU 0\n");
});

test("a restart of a VM that does not stop is given up after 5 s, with advice", () => {
  rig.bring("Running");
  rig.stuck = true;
  expect(rig.run("vm restart 1")).toBe(
    [
      "⚠ VM[1] test is still stopping after 5 s",
      "ℹ 'vm stop --force 1' pushes it.",
      "✗ VM[1] test was not restarted; when it has stopped, 'vm start 1' boots it",
      "",
    ].join("\n"),
  );
  expect(rig.state()).toBe("Stopping");
});

test("a VM that does not stop is not deleted", () => {
  rig.bring("Running");
  rig.stuck = true;
  expect(rig.run("vm delete --force 1")).toBe("✗ VM[1] does not stop; it was not deleted\n");
  expect(rig.state()).toBe("Stopping");
});
