/** Linux guests of four vCPUs: one alone on four CPUs that run at once, and three on four CPUs whose time is counted in instructions. */
import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { smpBundle } from "./harness/guests.js";
import { boot, type Machine } from "./harness/machine.js";

const escape = "\x1d";
/** What Linux says when a vCPU does not get its time, or an interrupt is lost. */
const complaints = /rcu.*detected.*stall|soft lockup|hard lockup|hung_task|Unable to handle|Oops|WARNING: CPU/;
let machine: Machine;

interface VcpuFigures {
  readonly index: number;
  readonly state: string;
  readonly cpu: number;
  readonly pc?: string;
  readonly run_ms: number;
  readonly wait_ms: number;
  readonly steal_ms: number;
  readonly exits: Record<string, number>;
  readonly interrupts: { readonly timer: number; readonly sgi: number; readonly spi: number };
}

/** Types a line at a guest's shell and gives what it prints until its next prompt. It must fit into the terminal's 80 columns. */
async function inGuest(vm: number, line: string, seconds = 100): Promise<string> {
  machine.send(`${line}\n`);
  await machine.until(line, seconds);
  return (await machine.until(new RegExp(`([\\s\\S]*?)smp-${vm}# `), seconds))[1] ?? "";
}

async function enter(vm: number): Promise<void> {
  machine.send(`vm console ${vm}\r`);
  await machine.until("Ctrl-]");
  machine.send("\n");
  await machine.until(`smp-${vm}# `);
}

async function leave(): Promise<void> {
  machine.send(escape);
  await machine.until("$ ");
}

async function figures(vm: number): Promise<readonly VcpuFigures[]> {
  const text = await machine.command(`vm show ${vm} --format json`);
  return (JSON.parse(text) as { vcpus: VcpuFigures[] }).vcpus;
}

/** Busy loops on all four vCPUs, in the background, for some seconds of the guest's time. */
async function loadGuest(vm: number, seconds: number): Promise<void> {
  await inGuest(vm, "w() { timeout $1 sh -c 'while :; do :; done' & }");
  await inGuest(vm, `for n in 1 2 3 4; do w ${seconds}; done`);
}

/** Time that each vCPU of each of `vms` had while `wait` lasted, ms. */
async function runTimes(vms: readonly number[], wait: string): Promise<number[][]> {
  const before: (readonly VcpuFigures[])[] = [];
  for (const vm of vms) before.push(await figures(vm));
  await machine.command(wait, 200);
  const times = [];
  for (const [n, vm] of vms.entries()) {
    const after = await figures(vm);
    times.push(after.map((one, index) => one.run_ms - before[n]![index]!.run_ms));
  }
  return times;
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}

/** Types `dmesg` at the guest's shell. */
async function expectNothingMissed(vm: number): Promise<void> {
  expect(await inGuest(vm, "dmesg")).not.toMatch(complaints);
  expect(await inGuest(vm, "nproc")).toMatch(/^\s*4\s*$/);
}

describe("one guest", () => {
  beforeAll(async () => {
    machine = await boot({ bundle: smpBundle(1) });
  });
  afterAll(() => machine.end());

  test("a Linux guest comes up on four vCPUs", async () => {
    machine.send("vm start 0\r");
    await machine.until("smp-0# ", 200);
    expect(await inGuest(0, "nproc")).toMatch(/^\s*4\s*$/);
  });

  test("IPIs reach every vCPU", async () => {
    const table = await inGuest(0, "cat /proc/interrupts");
    const row = (name: string): number[] => new RegExp(`${name}:((?:\\s+\\d+){4})`).exec(table)![1]!.trim().split(/\s+/).map(Number);
    const perCpu = row("IPI0").map((count, cpu) => count + row("IPI1")[cpu]!);
    expect(Math.min(...perCpu)).toBeGreaterThan(0);
    expect(Math.min(...row("11"))).toBeGreaterThan(0);
  });

  test("a vCPU is switched off and on again, 100 times", async () => {
    await inGuest(0, "dmesg -n 1");
    await inGuest(0, "c=/sys/devices/system/cpu/cpu3/online");
    await inGuest(0, "h() { for i in $(seq 100); do echo 0 >$c; echo 1 >$c; done; }");
    await inGuest(0, "h", 250);
    expect(await inGuest(0, "dmesg | grep -c 'CPU3 killed'")).toMatch(/^\s*100\s*$/);
    expect(await inGuest(0, "nproc; cat $c")).toMatch(/^\s*4\s+1\s*$/);
  });

  test("a vCPU that is off is Free, and comes back", async () => {
    await inGuest(0, "echo 0 >$c");
    await leave();
    expect(await machine.command("vm list")).toContain("Free:1");
    await enter(0);
    await inGuest(0, "echo 1 >$c");
    expect(await inGuest(0, "nproc")).toMatch(/^\s*4\s*$/);
  });

  test("an idle guest's vCPUs are Blocked, and hardly run", async () => {
    await leave();
    const [times] = await runTimes([0], "vm top --once --interval 3");
    expect(sum(times!)).toBeLessThan(1500);
    expect((await figures(0)).filter((one) => one.state === "Blocked").length).toBeGreaterThanOrEqual(3);
    expect(await machine.command("vm list")).toMatch(/0\s+smp-0\s+Running.*Blk:[34]/);
  });

  test("a load on all vCPUs runs on all CPUs at once", async () => {
    await enter(0);
    await loadGuest(0, 12);
    await leave();
    const [times] = await runTimes([0], "vm top --once --interval 4");
    const vcpus = await figures(0);
    expect(vcpus.map((one) => one.cpu)).toEqual([0, 1, 2, 3]);
    expect(Math.min(...times!)).toBeGreaterThan(3000);
    expect(vcpus.every((one) => one.pc !== undefined && one.interrupts.timer > 0 && one.interrupts.sgi > 0)).toBe(true);
  });

  test("vm show's JSON is what jq reads from the serial line", async () => {
    const text = await machine.command("vm show smp-0 --format json");
    const program =
      "[.name, (.vcpus | length), (.vcpus[0].exits | add == (.interrupt + .wfi + .hvc + .smc + .system_register + .device_access + .other))]";
    expect(JSON.parse(execFileSync("jq", ["-c", program], { input: text, encoding: "utf8" }))).toEqual(["smp-0", 4, true]);
  });

  test("the guest has missed nothing", async () => {
    await enter(0);
    await inGuest(0, "wait", 100);
    await expectNothingMissed(0);
  });
});

describe("three guests", () => {
  beforeAll(async () => {
    machine = await boot({ bundle: smpBundle(3), countsInstructions: true });
    await machine.command("vm start 0 1 2 --detach");
  });
  afterAll(() => machine.end());

  test("they have a third of each CPU under load, and wait for the rest", async () => {
    for (const vm of [0, 1, 2]) {
      machine.send(`vm console ${vm}\r`);
      await machine.until(`smp-${vm}# `, 250);
      await inGuest(vm, "dmesg -n 1");
      await loadGuest(vm, 1000);
      await leave();
    }
    const times = await runTimes([0, 1, 2], "vm top --once --interval 8");
    for (let cpu = 0; cpu < 4; cpu++) {
      const onCpu = times.map((vm) => vm[cpu]!);
      for (const one of onCpu) expect(one / sum(onCpu)).toBeGreaterThan(0.31);
      for (const one of onCpu) expect(one / sum(onCpu)).toBeLessThan(0.36);
    }
    const stolen = (await figures(1)).map((one) => one.steal_ms);
    expect(Math.min(...stolen)).toBeGreaterThan(1000);
  });

  test("vm top shows them until q is pressed", async () => {
    machine.send("vm top\r");
    await machine.until(/CPU 0: [\s\S]*STEAL%[\s\S]*smp-0[\s\S]*vCPU 3 on CPU 3[\s\S]*smp-2[\s\S]*q: back/, 60);
    await machine.until("q: back", 60);
    machine.send("q");
    await machine.until(/tsvisor:[^\s$]*\$ $/);
  });

  test("none of them has missed anything, though all have printed their logs", async () => {
    for (const vm of [0, 1, 2]) {
      await enter(vm);
      await inGuest(vm, "kill %1 %2 %3 %4; wait", 250);
      await expectNothingMissed(vm);
      await leave();
    }
    expect(machine.transcript).not.toMatch(complaints);
  });
});
