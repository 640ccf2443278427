/** What a guest does wrong hurts that guest alone. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { tinyBundle } from "./harness/guests.js";
import { boot, type Machine } from "./harness/machine.js";

let machine: Machine;

beforeAll(async () => {
  const programs = ["spin", "unmapped", "calls", "nowhere", "flood"];
  machine = await boot({ bundle: tinyBundle(programs.map((program, id) => ({ id, program, cpu: id === 4 ? 1 : id }))) });
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

/** What the spinning guest, which always wants to run, had of its CPU's time, and how long it waited for that CPU, ms. */
async function timesOfNeighbour(): Promise<{ run_ms: number; steal_ms: number }> {
  const shown = JSON.parse(await machine.command("vm show 0 --format json")) as { vcpus: { run_ms: number; steal_ms: number }[] };
  return shown.vcpus[0]!;
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

test("a guest that prints on and on, and is watched, leaves its neighbour on the shell's CPU half of that CPU", async () => {
  await machine.command("vm start 4 --detach");
  const before = await timesOfNeighbour();
  machine.send("vm console 4\r");
  await machine.until("Ctrl-]");
  await new Promise((resolve) => setTimeout(resolve, 3000));
  machine.send("\x1d");
  await machine.until("$ ");
  const after = await timesOfNeighbour();
  const run = after.run_ms - before.run_ms;
  const steal = after.steal_ms - before.steal_ms;
  expect(run / (run + steal)).toBeGreaterThan(0.4);
});
