/** Start, stop, start again, delete: on guests that do not help. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { tinyBundle } from "./harness/guests.js";
import { boot, type Machine } from "./harness/machine.js";

const rounds = 50;
let machine: Machine;

beforeAll(async () => {
  machine = await boot({
    bundle: tinyBundle([
      { id: 0, program: "spin" },
      { id: 1, program: "dirty", cpu: 2 },
    ]),
  });
});
afterAll(() => machine.end());

/** Numbers of `free`: bytes free for guests, bytes of heap in use, tasks. */
async function resources(): Promise<{ guests: number; heap: number; tasks: number }> {
  const text = await machine.command("free --bytes");
  const number = (pattern: RegExp): number => Number(pattern.exec(text)?.[1]);
  return { guests: number(/Free for guests:\s+(\d+)/), heap: number(/heap:\s+(\d+)/), tasks: number(/Tasks:\s+(\d+)/) };
}

test("vm stop ends a guest that spins with interrupts off", async () => {
  await machine.command("vm start 0 --detach");
  await machine.untilState(0, "Running");
  expect(await machine.command("vm stop 0 --force")).toContain("✓");
  await machine.untilState(0, "Stopped", 5);
});

test("a stopped VM starts again from clean memory", async () => {
  for (let round = 0; round < 3; round++) {
    await machine.command("vm start 1 --detach");
    await machine.untilState(1, "Stopped");
  }
  machine.send("vm console 1\r");
  await machine.until("Ctrl-]");
  await new Promise((resolve) => setTimeout(resolve, 500));
  machine.send("\x1d");
  await machine.until("$ ");
  expect(machine.transcript).toMatch(/c\r?\nc\r?\nc/);
  expect(machine.transcript).not.toMatch(/^d\r?$/m);
});

test("vm delete is refused while the VM runs, and says what to do", async () => {
  await machine.command("vm start 0 --detach");
  expect(await machine.command("vm delete 0")).toMatch(/✗.*(stop|--force)/);
  await machine.command("vm stop 0 --force");
  await machine.untilState(0, "Stopped");
});

test(`create, start, stop and delete give back all memory, ${rounds} times over`, async () => {
  await machine.command("vm delete 0 --keep-data");
  const round = async (): Promise<void> => {
    expect(await machine.command("vm create /guests/spin.toml")).toContain("✓");
    expect(await machine.command("vm start 0 --detach")).toContain("✓");
    expect(await machine.command("vm stop 0 --force")).toContain("✓");
    expect(await machine.command("vm delete 0 --keep-data")).toContain("✓");
  };
  await round();
  const before = await resources();
  for (let n = 0; n < rounds; n++) await round();
  const after = await resources();
  expect(before.guests).toBeGreaterThan(0);
  expect(after).toEqual(before);
});
