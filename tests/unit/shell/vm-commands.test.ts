import { execFileSync } from "node:child_process";
import { beforeEach, expect, test } from "vitest";
import { StopOutcome } from "../../../src/vmm/stop-vm.js";
import { VcpuState, VmState } from "../../../src/vmm/vm-state.js";
import { FakeShell, makeVm } from "./fake-machine.js";

let shell: FakeShell;

beforeEach(() => {
  shell = new FakeShell();
});

test("vm list without VMs says so", () => {
  expect(shell.run("vm list")).toBe("No virtual machines found.\n");
  expect(JSON.parse(shell.run("vm list --format json"))).toEqual({ vms: [] });
});

test("vm list shows a table", () => {
  shell.vms.add(
    makeVm(1, "日本-linux", VmState.Running, [VcpuState.Running, VcpuState.Blocked, VcpuState.Running]),
    makeVm(0, "arceos", VmState.Stopped, [VcpuState.Free]),
  );
  expect(shell.run("vm list")).toBe(
    [
      "VM ID  NAME            STATUS       VCPU            MEMORY     VCPU STATE",
      "------ --------------- ------------ --------------- ---------- --------------------",
      "0      arceos          Stopped      0               256MB      Free:1",
      "1      日本-linux      Running      0,1,2           256MB      Run:2,Blk:1",
      "",
    ].join("\n"),
  );
});

test("vm list --format json is what jq reads, whatever a VM is called", () => {
  const name = 'a"b\\c\u0001\u007f\u2028é日';
  shell.vms.add(makeVm(0, name, VmState.Running, [VcpuState.Running]), makeVm(3, "plain"));
  const printed = shell.run("vm list -f json");
  expect(JSON.parse(printed)).toEqual({
    vms: [
      {
        id: 0,
        name,
        state: "Running",
        stop_reason: "",
        starts: 0,
        vcpu: 1,
        memory: "256MB",
        memory_bytes: 268435456,
        vcpu_states: { Run: 1 },
      },
      {
        id: 3,
        name: "plain",
        state: "Loaded",
        stop_reason: "",
        starts: 0,
        vcpu: 1,
        memory: "256MB",
        memory_bytes: 268435456,
        vcpu_states: { Cre: 1 },
      },
    ],
  });
  expect(execFileSync("jq", ["-r", ".vms[0].name"], { input: printed, encoding: "utf8" })).toBe(`${name}\n`);
});

test("vm start without --detach sits at the console", () => {
  shell.vms.add(makeVm(0, "linux"));
  expect(shell.run("vm start 0")).toBe("✓ VM[0] linux started\n");
  expect(shell.vms.attached).toEqual([0]);
});

test("vm start --detach stays in the shell", () => {
  shell.vms.add(makeVm(0, "linux"), makeVm(1, "other"));
  expect(shell.run("vm start other linux --detach")).toBe(
    "✓ VM[1] other started\n✓ VM[0] linux started\nℹ 'vm console 1' shows its console.\n",
  );
  expect(shell.vms.attached).toEqual([]);
});

test("vm start without a VM starts all that can be started", () => {
  shell.vms.add(makeVm(0, "a", VmState.Running), makeVm(1, "b", VmState.Stopped), makeVm(2, "c"));
  expect(shell.run("vm start -d")).toBe("✓ VM[1] b started\n✓ VM[2] c started\nℹ 'vm console 1' shows its console.\n");
  expect(shell.run("vm start -d")).toBe("⚠ there is no VM that could be started\n");
});

test.each([
  [VmState.Running, "✗ VM[0] is already running\n"],
  [VmState.Suspended, "✗ VM[0] is suspended, use 'vm resume'\n"],
  [VmState.Stopping, "✗ VM[0] is stopping, wait for it to fully stop\n"],
  [VmState.Loading, "✗ VM[0] is still loading\n"],
])("vm start is refused in state %i", (state, printed) => {
  shell.vms.add(makeVm(0, "linux", state));
  expect(shell.run("vm start 0")).toBe(printed);
  expect(shell.vms.attached).toEqual([]);
});

test("vm stop stops each, and says which are late", () => {
  shell.vms.add(makeVm(0, "a", VmState.Running), makeVm(1, "b", VmState.Running), makeVm(2, "c"));
  shell.vms.stuck.add(1);
  expect(shell.run("vm stop 0 1 2 7")).toBe(
    [
      "✗ there is no VM[7]",
      "ℹ 'vm list' shows all VMs.",
      "⚠ VM[2] c was not running",
      "✓ VM[0] a stopped",
      "⚠ VM[1] b is still stopping after 5 s",
      "ℹ 'vm stop --force 1' pushes it.",
      "✓ VM[2] c stopped",
      "",
    ].join("\n"),
  );
});

test("vm stop tells that the guest was asked, and how that ended", () => {
  const asked = "ℹ VM[0] a was asked to power off and has 10 s for it; Ctrl-C does not wait.\n";
  const endings: readonly (readonly [StopOutcome, string])[] = [
    [StopOutcome.Stopped, "✓ VM[0] a stopped\n"],
    [StopOutcome.StoppedUnasked, "⚠ VM[0] a did not power off within 10 s, so it had no say\n✓ VM[0] a stopped\n"],
    [StopOutcome.LeftAlone, "⚠ VM[0] a is still stopping\nℹ 'vm stop --force 0' ends it at once.\n"],
  ];
  shell.vms.asked = true;
  for (const [outcome, printed] of endings) {
    shell.vms.add(makeVm(0, "a", VmState.Running));
    shell.vms.outcome = outcome;
    expect(shell.run("vm stop 0")).toBe(asked + printed);
  }
});

test("vm delete of a VM that something still holds reports a leak with the count", () => {
  shell.vms.add(makeVm(0, "a", VmState.Stopped));
  shell.vms.references = 3;
  expect(shell.run("vm delete 0 --keep-data")).toContain("⚠ VM[0] a deleted, but it leaks: reference count 3, where 1 was expected\n");
});

test("vm stop --force 0 keeps its id", () => {
  shell.vms.add(makeVm(0, "a", VmState.Running));
  expect(shell.run("vm stop --force 0")).toBe("✓ VM[0] a stopped\n");
  expect(shell.run("vm stop 0")).toBe("✗ VM[0] is already stopped\n");
});

test("vm delete wants a stopped VM, or --force", () => {
  shell.vms.add(makeVm(0, "a", VmState.Running));
  expect(shell.run("vm delete 0")).toBe("✗ VM[0] is running, stop it first with 'vm stop', or use --force\n");
  expect(shell.run("vm delete --force 0 --keep-data")).toBe(
    "✓ VM[0] a deleted, reference count 1: all of it is freed\nℹ 'vm create /guests/a.toml' makes it again.\n",
  );
  expect(shell.run("vm delete 0")).toBe("✗ there is no VM[0]\nℹ 'vm list' shows all VMs.\n");
});

test("vm delete removes the VM's files, unless another VM uses them", () => {
  shell.vms.add(makeVm(0, "linux-a", VmState.Stopped), makeVm(1, "linux b", VmState.Stopped));
  expect(shell.run("vm delete 0")).toBe(
    "✓ VM[0] linux-a deleted, reference count 1: all of it is freed\nRemoved: /guests/linux-a.toml\nKept /images/kernel: VM[1] linux b uses it\n",
  );
  expect(shell.run("vm delete 1")).toBe(
    "✓ VM[1] linux b deleted, reference count 1: all of it is freed\nRemoved: /guests/linux b.toml, /images/kernel\n",
  );
  expect(shell.run("ls guests images")).toBe("guests:\nimages:\n");
});

test("vm delete --keep-data keeps the files, and the console's log in one more", () => {
  shell.vms.add(makeVm(0, "linux-a", VmState.Stopped));
  shell.vms.logs.set(0, "boot\n");
  expect(shell.run("vm delete 0 --keep-data")).toBe(
    "✓ VM[0] linux-a deleted, reference count 1: all of it is freed\nIts console's output is in /logs/vm-0.log.\nℹ 'vm create /guests/linux-a.toml' makes it again.\n",
  );
  expect(shell.run("cat /logs/vm-0.log guests/linux-a.toml")).toBe("boot\n[base]\nid = 0\n");
  shell.vms.add(makeVm(0, "linux-a", VmState.Stopped));
  expect(shell.run("vm delete 0")).toContain("Removed: /guests/linux-a.toml, /images/kernel, /logs/vm-0.log\n");
});

test("vm logs prints what the console has shown, or its last lines", () => {
  shell.vms.add(makeVm(0, "linux"));
  shell.vms.logs.set(0, "one\r\ntwo\r\nthree");
  expect(shell.run("vm logs linux")).toBe("one\r\ntwo\r\nthree\n");
  expect(shell.run("vm logs 0 -n 2")).toBe("two\r\nthree\n");
  expect(shell.run("vm logs 0 -n 0")).toBe("");
  expect(shell.run("vm logs 0 -fn1")).toBe("threeand on\n");
  shell.run("vm logs 0 > log");
  expect(shell.run("cat log")).toBe("one\r\ntwo\r\nthree\n");
});

test("vm create takes each file on its own", () => {
  shell.cwd = "/guests";
  shell.vms.creations.set("/guests/linux-a.toml", {
    vm: makeVm(4, "linux-a"),
    warnings: ["/guests/linux-a.toml:3: x: unknown key"],
    problems: [],
  });
  expect(shell.run("vm create bad.toml linux-a.toml")).toBe(
    [
      "✗ /guests/bad.toml: no such file or directory",
      "⚠ /guests/linux-a.toml:3: x: unknown key",
      "✓ VM[4] linux-a made",
      "1 of 2 VMs made.",
      "ℹ 'vm start' boots them.",
      "",
    ].join("\n"),
  );
});

test("VMs go by id or name; an unknown one has a suggestion", () => {
  shell.vms.add(makeVm(0, "linux"), makeVm(5, "7"), makeVm(6, "twin"), makeVm(8, "twin"));
  shell.run("vm console linux");
  shell.run("vm console 0x5");
  shell.run("vm console 7");
  expect(shell.vms.attached).toEqual([0, 5, 5]);
  expect(shell.run("vm show linix")).toBe("✗ there is no VM 'linix'\nℹ Did you mean 'linux'?\n");
  expect(shell.run("vm show twin")).toBe("✗ 'twin' is the name of VMs 6, 8: use an id\n");
  expect(shell.run("vm show 99999999999999")).toBe("✗ there is no VM[99999999999999]\nℹ 'vm list' shows all VMs.\n");
});

test("vm show has levels", () => {
  shell.vms.add({ ...makeVm(0, "linux", VmState.Stopped, [VcpuState.Free, VcpuState.Free]), stopReason: "the guest powered off" });
  const basic = shell.run("vm show 0");
  expect(basic).toBe(
    [
      "VM Details: 0",
      "",
      "  VM ID:     0",
      "  Name:      linux",
      "  Status:    Stopped",
      "  Starts:    0",
      "  Last run:  the guest powered off",
      "  VCPUs:     2",
      "  Memory:    256MB",
      "",
      "VCPU Summary:",
      "  Free: 2",
      "",
      "Memory Summary:",
      "  Total Regions: 1",
      "  Total Size:    256MB",
      "",
      "ℹ Use 'vm show 0 --full' for detailed information.",
      "ℹ Use 'vm start 0' to boot it again, 'vm delete 0' to clean up.",
      "",
    ].join("\n"),
  );
  expect(shell.run("vm show 0 -c")).toContain("  Entry point: 0x80200000\n");
  const full = shell.run("vm show linux -f");
  expect(full).toContain("  VCPU 1: Free (MPIDR 0x1, Affinity: 0x2)\n");
  expect(full).toContain("  0x80000000-0x8fffffff  256MB\n");
  expect(full).not.toContain("--full");
});
