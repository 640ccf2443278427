/** What a guest does wrong hurts that guest alone. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { tinyBundle } from "./harness/guests.js";
import { boot, type Machine } from "./harness/machine.js";

let machine: Machine;

beforeAll(async () => {
  const programs = ["spin", "unmapped", "calls", "nowhere"];
  machine = await boot({ bundle: tinyBundle(programs.map((program, id) => ({ id, program, cpu: 1 + (id % 3) }))) });
  await machine.command("vm start 0 --detach");
});
afterAll(() => machine.end());

async function outputOf(vm: number): Promise<string> {
  const start = machine.transcript.length;
  machine.send(`vm console ${vm}\r`);
  await machine.until("Ctrl-]");
  await new Promise((resolve) => setTimeout(resolve, 500));
  machine.send("\x1d");
  await machine.until("$ ");
  return machine.transcript.slice(start);
}

async function neighbourRuns(): Promise<void> {
  expect(await machine.command("vm list")).toMatch(/0\s+spin\s+Running/);
}

test("accesses to unmapped addresses become exceptions of the guest", async () => {
  await machine.command("vm start 1 --detach");
  await machine.untilState(1, "Stopped");
  expect(await outputOf(1)).toMatch(/k\r?\n/);
  await neighbourRuns();
});

test("unknown HVC and SMC numbers are answered with not supported", async () => {
  await machine.command("vm start 2 --detach");
  await machine.untilState(2, "Stopped");
  expect(await outputOf(2)).toContain("nnnnnn");
  await neighbourRuns();
});

test("a guest that jumps into nowhere ends, and vm show gives the reason", async () => {
  await machine.command("vm start 3 --detach");
  await machine.untilState(3, "Stopped");
  expect(await machine.command("vm show 3")).toMatch(/crashed/);
  await neighbourRuns();
});
