/** What `vm show` and `vm top` tell about a VM's work. */
import { execFileSync } from "node:child_process";
import { beforeEach, expect, test } from "vitest";
import { VcpuState, VmState } from "../../../src/vmm/vm-state.js";
import { FakeShell, makeVm } from "./fake-machine.js";

const q = 0x71;
let shell: FakeShell;

beforeEach(() => {
  shell = new FakeShell();
  shell.vms.add(makeVm(0, "linux", VmState.Running, [VcpuState.Running, VcpuState.Blocked, VcpuState.Free]));
  shell.machine.awaitKey([], 2500n);
});

test("vm show --stats tells each vCPU's times, exits, interrupts and what was refused", () => {
  const shown = shell.run("vm show 0 --stats");
  expect(shown).toContain(
    [
      "  Memory: 256MB in one piece, 12KB of stage-2 tables",
      "  Console output: 4711 bytes",
      "  VCPU 0 on CPU 1: run 250 ms, wait 2000 ms, steal 250 ms",
      "    Exits:      75 (interrupt 50, WFI 25)",
      "    Interrupts: 25 of the timer, 2 SGIs, 3 SPIs",
      "  VCPU 1 on CPU 2: run 500 ms, wait 1750 ms, steal 250 ms",
      "    Exits:      75 (interrupt 50, WFI 25)",
      "    Interrupts: 25 of the timer, 2 SGIs, 3 SPIs",
      "    Refused:    unknown call 1",
      "",
    ].join("\n"),
  );
  expect(shell.run("vm show 0")).not.toContain("Statistics");
});

test("vm show --full tells where the vCPUs that are on are in the guest", () => {
  const shown = shell.run("vm show 0 --full");
  expect(shown).toContain("  VCPU 0: Running (MPIDR 0x0, Affinity: 0x1), EL1 at 0xffff800008010000\n");
  expect(shown).toContain("  VCPU 1: Blocked (MPIDR 0x1, Affinity: 0x2), EL1 at 0xffff800008010001, interrupts masked\n");
  expect(shown).toContain("  VCPU 2: Free (MPIDR 0x2, Affinity: 0x4)\n");
});

test("vm show --format json is one JSON document with everything in it", () => {
  const vm = JSON.parse(shell.run("vm show 0 --format json")) as Record<string, unknown>;
  expect(vm).toMatchObject({
    id: 0,
    name: "linux",
    state: "Running",
    stop_reason: null,
    vcpu: 3,
    memory_bytes: 0x1000_0000,
    config: { entry_point: "0x80200000", kernel_path: "/images/kernel", ramdisk_path: null, warnings: [] },
    memory: { bytes: 0x1000_0000, pieces: 1, table_bytes: 0x3000 },
    console_bytes: 4711,
  });
  expect((vm["vcpus"] as unknown[])[1]).toEqual({
    index: 1,
    state: "Blocked",
    mpidr: "0x1",
    cpus: "0x2",
    pc: "0xffff800008010001",
    level: 1,
    interrupts_masked: true,
    cpu: 2,
    run_ms: 500,
    wait_ms: 1750,
    steal_ms: 250,
    exits_total: 75,
    exits: { interrupt: 50, wfi: 25, other: 0 },
    refusals: { unknown_call: 1, denied_register: 0 },
    interrupts: { timer: 25, sgi: 2, spi: 3 },
  });
  expect((vm["vcpus"] as Record<string, unknown>[])[2]).not.toHaveProperty("pc");
});

test("jq reads the JSON, whatever the VM's name", () => {
  const name = 'a "b" \\ \u0007 日本';
  shell.vms.add({ ...makeVm(1, name), stopReason: 'the guest said "no"' });
  const text = shell.run("vm show 1 --format json");
  expect(execFileSync("jq", ["-r", ".name, .stop_reason"], { input: text, encoding: "utf8" })).toBe(`${name}\nthe guest said "no"\n`);
});

test("vm show refuses another format", () => {
  expect(shell.run("vm show 0 --format xml")).toMatch(/^✗ .*format/);
});

test("vm top --once prints shares of one look's time", () => {
  const lines = shell.run("vm top --once").split("\n");
  expect(lines[0]).toBe("CPU 0: 100.0  CPU 1: 90.0  CPU 2: 80.0  CPU 3: 70.0  Free memory: 512MB");
  expect(lines[2]).toBe(
    "VM                STATE       MEMORY   CPU% STEAL%  EXITS/S      IRQ      WFI      HVC      SMC   SYSREG   DEVICE    OTHER",
  );
  expect(lines[3]).toBe(
    "0 linux           Running      256MB   60.0   30.0       90       60       30        0        0        0        0        0",
  );
  expect(lines[4]).toBe(
    "  vCPU 0 on CPU 1 Run                  10.0   10.0       30       20       10        0        0        0        0        0",
  );
  expect(lines[5]).toContain("  vCPU 1 on CPU 2 Blk                  20.0");
  expect(shell.machine.cleared).toBe(0);
});

test("vm top --count 3 prints three looks, without control sequences", () => {
  const text = shell.run("vm top -n 3 --interval 2");
  expect(text.split("CPU 0: 100.0").length - 1).toBe(3);
  expect(text).not.toContain("\x1b");
});

test("vm top shows the screen anew until q is pressed, and other keys do nothing", () => {
  shell.machine.keys.push(-1, 0x20, q);
  const text = shell.run("vm top");
  expect(shell.machine.cleared).toBe(1);
  expect(text.split("\x1b[HCPU 0").length - 1).toBe(2);
  expect(text.endsWith("q: back to the shell\x1b[J\n")).toBe(true);
});

test("vm top begins anew with a VM that was started between two looks", () => {
  const vms = shell.vms;
  const find = vms.find.bind(vms);
  let starts = 0;
  vms.list = () => [{ ...find(0)!, starts: starts++ }];
  const share = Number(/linux\s+Running\s+\S+\s+([\d.]+)/.exec(shell.run("vm top --once"))![1]);
  expect(share).toBeGreaterThan(60);
});

test("vm top without VMs says so, and refuses an interval of nothing", () => {
  expect(new FakeShell().run("vm top --once")).toContain("No virtual machines found.\n");
  expect(shell.run("vm top --interval 0")).toBe("✗ --interval takes 1 to 3600 seconds\n");
});
