/** Start, stop, start again, delete: on guests that do not help. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { tinyBundle } from "./harness/guests.js";
import { boot, type Machine } from "./harness/machine.js";

const cycles = 500;
const restarts = 200;
let machine: Machine;

beforeAll(async () => {
  machine = await boot({
    bundle: tinyBundle([
      { id: 0, program: "spin" },
      { id: 1, program: "dirty", cpu: 2 },
      { id: 2, program: "obeys", cpu: 2 },
      { id: 3, program: "deaf", cpu: 3 },
      { id: 4, program: "still", memoryMiB: 4 },
      { id: 5, program: "seed", cpu: 3 },
    ]),
  });
});
afterAll(() => machine.end());

/** Numbers of `free`: bytes free for guests, bytes of heap in use, and how many there are of the others. */
async function resources(): Promise<Record<"guests" | "heap" | "tasks" | "timers" | "vmids", number>> {
  const text = await machine.command("free --bytes");
  const number = (pattern: RegExp): number => Number(pattern.exec(text)?.[1]);
  return {
    guests: number(/Free for guests:\s+(\d+)/),
    heap: number(/heap:\s+(\d+)/),
    tasks: number(/Tasks:\s+(\d+)/),
    timers: number(/Timers:\s+(\d+)/),
    vmids: number(/VMIDs:\s+(\d+)/),
  };
}

/** The same as before; a timer of the scheduler may run a time slice longer than what needed it. */
async function untilResources(before: Awaited<ReturnType<typeof resources>>): Promise<void> {
  let now = await resources();
  for (let attempts = 0; attempts < 10 && now.timers !== before.timers; attempts++) now = await resources();
  expect(now).toEqual(before);
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

test("each start has another random seed", async () => {
  const printed = new Set<string>();
  for (let start = 0; start < 3; start++) {
    await machine.command("vm restart 5");
    machine.send("vm console 5\r");
    printed.add((await machine.until(/\b([a-p]{8})\r?\n/))[1]!);
    machine.send("\x1d");
    await machine.until("$ ");
  }
  expect(printed.size).toBe(3);
});

test("vm delete is refused while the VM runs, and says what to do", async () => {
  await machine.command("vm start 0 --detach");
  expect(await machine.command("vm delete 0")).toMatch(/✗.*(stop|--force)/);
  await machine.command("vm stop 0 --force");
  await machine.untilState(0, "Stopped");
});

/** Types lines as one paste; waits until `answer` came `count` times, and for the prompt after the last. */
async function paste(lines: readonly string[], answer: string, count: number): Promise<void> {
  machine.send(lines.map((line) => `${line}\r`).join(""));
  for (let n = 0; n < count; n++) await machine.until(answer);
  await machine.until("$ ");
}

test(`create, start, stop and delete give everything back, ${cycles} times over`, async () => {
  const cycle = (): Promise<void> =>
    paste(
      ["vm create /guests/still.toml", "vm start 4 --detach", "vm stop 4 --force", "vm delete 4 --keep-data"],
      "✓ VM[4] still deleted, reference count 1: all of it is freed",
      1,
    );
  await machine.command("vm delete 4 --force --keep-data");
  await cycle();
  const before = await resources();
  for (let n = 0; n < cycles; n++) await cycle();
  expect(before.guests).toBeGreaterThan(0);
  await untilResources(before);
  expect(await machine.command("free")).not.toContain("⚠");
});

test(`${restarts} restarts take nothing`, async () => {
  await machine.command("vm create /guests/still.toml");
  await machine.command("vm restart 4");
  const before = await resources();
  const lines = new Array<string>(10).fill("vm restart 4");
  for (let n = 0; n < restarts; n += lines.length) await paste(lines, "✓ VM[4] still restarted", lines.length);
  await untilResources(before);
  expect(await machine.command("vm show 4")).toMatch(new RegExp(`Starts:\\s+${restarts + 1}\\b`));
});

test("a guest that listens to its power key powers itself off when it is pressed", async () => {
  machine.send("vm start 2\r");
  await machine.until(/O\r?\n/);
  machine.send("\x1d");
  await machine.until("$ ");
  const printed = await machine.command("vm stop 2");
  expect(printed).toContain("was asked to power off");
  expect(printed).toContain("✓ VM[2] obeys stopped");
  expect(printed).not.toContain("⚠");
  expect(await machine.command("vm show 2")).toContain("Last run:  shut down by command");
});

test("a guest that does not obey its power key is stopped when its time is up, with a warning", async () => {
  machine.send("vm start 3\r");
  await machine.until(/D\r?\n/);
  machine.send("\x1d");
  await machine.until("$ ");
  machine.send("vm stop 3\r");
  await machine.until("Ctrl-C does not wait");
  const asked = Date.now();
  await machine.until("⚠ VM[3] deaf did not power off within 10 s", 120);
  await machine.until("✓ VM[3] deaf stopped");
  await machine.until("$ ");
  expect(Date.now() - asked).toBeGreaterThan(9000);
  expect(await machine.command("vm show 3")).toContain("Last run:  stopped by command");
});
