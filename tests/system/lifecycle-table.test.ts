/** The table of operations and states on the real image, with guests that hold each state. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { answerOf, type Cell, lifecycleTable, lineOf, type StateName, states, answersIn } from "../lifecycle/table.js";
import { tinyBundle } from "./harness/guests.js";
import { boot, type Machine } from "./harness/machine.js";

/** VMs by what their guest does; Loading lasts as long as it takes to clear 512 MiB, over and over. */
const spin = { id: 1, program: "spin" };
const deaf = { id: 2, program: "deaf", cpu: 2 };
const resets = { id: 3, program: "resets", cpu: 3, memoryMiB: 512 };

let machine: Machine;

beforeAll(async () => {
  machine = await boot({ bundle: tinyBundle([spin, deaf, resets]) });
});
afterAll(() => machine.end());

/** The VM that can be brought to the state, and held there. */
function vmFor(state: StateName): { id: number; program: string } {
  if (state === "Loading") return resets;
  return state === "Stopping" ? deaf : spin;
}

/** What `vm list` shows; null: there is no such VM. */
async function stateOf(vm: number): Promise<string | null> {
  const row = (await machine.command("vm list")).split("\n").find((line) => line.trim().startsWith(`${vm} `));
  return row === undefined ? null : (states.find((state) => row.includes(` ${state} `)) ?? "unknown");
}

async function bring(vm: number, program: string, state: StateName): Promise<void> {
  if ((await stateOf(vm)) !== null) await machine.command(`vm delete ${vm} --force --keep-data`);
  expect(await machine.command(`vm create /guests/${program}.toml`)).toContain("✓");
  switch (state) {
    case "Loaded":
      return;
    case "Stopped":
      return void (await machine.command(`vm stop ${vm}`));
    case "Stopping":
      return stopWithoutWaiting(vm);
    case "Suspended":
      await machine.command(`vm start ${vm} --detach`);
      return void (await machine.command(`vm suspend ${vm}`));
    default:
      await machine.command(`vm start ${vm} --detach`);
      await machine.untilState(vm, state);
  }
}

/** Asks a guest that listens and does not obey, and leaves it alone with that. */
async function stopWithoutWaiting(vm: number): Promise<void> {
  machine.send(`vm start ${vm}\r`);
  await machine.until(/D\r?\n/);
  machine.send("\x1d");
  await machine.until("$ ");
  machine.send(`vm stop ${vm}\r`);
  await machine.until("Ctrl-C");
  machine.send("\x03");
  await machine.until("still stopping");
  await machine.until("$ ");
}

/** A guest that resets itself may be at another point of its round when the line arrives; then the answer is another one, and it is asked again. */
async function answer(cell: Cell, wanted: readonly string[]): Promise<string[]> {
  const { id, program } = vmFor(cell.state);
  for (let attempts = cell.state === "Loading" ? 5 : 1; ; attempts--) {
    await bring(id, program, cell.state);
    const printed = answersIn(await machine.command(lineOf(cell, id, `/guests/${program}.toml`)));
    if (attempts === 1 || printed.join() === wanted.join()) return printed;
  }
}

test.each(lifecycleTable)("vm $operation in state $state", async (cell) => {
  const { id, program } = vmFor(cell.state);
  const wanted = answerOf(cell, id, program);
  expect(await answer(cell, wanted)).toEqual(wanted);
  // The resetting guest goes through Loading, Running and Stopping by itself, unless the operation ended that.
  if (cell.state !== "Loading" || cell.then !== "Loading") expect(await stateOf(id)).toBe(cell.then);
});
