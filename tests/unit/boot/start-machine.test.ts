import { beforeEach, expect, test, vi } from "vitest";
import { openGuestFiles } from "../../../src/boot/open-bundle.js";
import type { Machine } from "../../../src/boot/machine.js";
import { startMachine } from "../../../src/boot/start-machine.js";
import { log } from "../../../src/console/log.js";
import { freePhysicalBytes, freePhysicalExtents } from "../../../src/memory/physical-memory.js";
import { addHeap } from "../../../src/std/index.js";
import { initGic, mapAtEl2, setUart, startCpu } from "../../../src/std/kernel/machine.js";
import { simulated } from "../../../src/std/node/simulated-memory.js";
import { createGuests } from "../../../src/vmm/load-guests.js";
import { listVms } from "../../../src/vmm/vm-list.js";
import { vmStateName } from "../../../src/vmm/vm-state.js";
import { archive, fileMode } from "../fs/cpio-archive.js";
import { configText, kernel } from "../vmm/config-text.js";
import { compileTree, decompileTree, qemuTree } from "./device-trees.js";

const ramBase = 0x4000_0000n;
const ramBytes = 128n << 20n;
const treeAt = 0x4700_0000n;
const bundleAt = 0x4600_0000n;
const imageAt = 0x4020_0000n;
const imageBytes = 0x10_0000n;

vi.mock(import("../../../src/std/kernel/machine.js"), async (original) => ({
  ...(await original()),
  deviceTreeAddress: () => 0x4700_0000n,
  imageStart: () => 0x4020_0000n,
  imageEnd: () => 0x4030_0000n,
  mapAtEl2: vi.fn(() => true),
  setUart: vi.fn(),
  initGic: vi.fn(() => true),
  startCpu: vi.fn((index: number) => index !== 2),
}));
vi.mock("../../../src/std/kernel/heap.js", () => ({ addHeap: vi.fn(), heapUsed: () => 0n, heapSize: () => 0n }));

let printed = "";
vi.spyOn(process.stdout, "write").mockImplementation((text) => {
  printed += String(text);
  return true;
});

const bundle = archive([
  { path: "guests/good.toml", mode: fileMode, data: configText({ kernel_path: '"/images/kernel.bin"' }) },
  { path: "guests/lost.toml", mode: fileMode, data: configText({ id: "2" }) },
  { path: "other.toml", mode: fileMode, data: "[base" },
  { path: "images/kernel.bin", mode: fileMode, data: kernel },
]);

/** QEMU's tree with the bundle in /chosen, in simulated memory. */
function place(): void {
  simulated.reset();
  simulated.addRam(ramBase, Number(ramBytes));
  const source = decompileTree(qemuTree("virt,virtualization=on,gic-version=3", "-smp", "4", "-m", "128")).source;
  const initrd = `linux,initrd-start = <0x${bundleAt.toString(16)}>; linux,initrd-end = <0x${(bundleAt + BigInt(bundle.length)).toString(16)}>;`;
  const tree = compileTree(source.replace("chosen {", `chosen { ${initrd}`));
  simulated.view(treeAt, tree.length).set(tree);
  simulated.view(bundleAt, bundle.length).set(bundle);
}

beforeEach(() => {
  printed = "";
});

test("from the device tree to loaded VMs", () => {
  place();
  const before = freePhysicalBytes();
  const machine = startMachine("tsvisor 1.2.3");
  expect(printed.split("\n")).toEqual([
    "tsvisor 1.2.3 on linux,dummy-virt",
    "  4 CPUs, 128 MB of memory",
    expect.stringMatching(/^ {2}\d+ MB for guests, 16 MB for the hypervisor's objects$/),
    "  warning: CPU 0x2 did not start",
    "  warning: CPU 0x3 did not start",
    "",
  ]);
  expect(vi.mocked(setUart).mock.calls).toEqual([[0, 0x0900_0000n]]);
  expect(vi.mocked(mapAtEl2).mock.calls).toContainEqual([ramBase, ramBytes, 0]);
  expect(vi.mocked(initGic).mock.calls).toEqual([[0x0800_0000n, 0x080a_0000n, 0xf6_0000n, 0n, 25, 27, 26]]);
  expect(vi.mocked(startCpu).mock.calls.map((call) => call[0])).toEqual([1, 2, 2]);
  const heap = vi.mocked(addHeap).mock.calls[0]!;
  expect(heap[1]).toBe(16n << 20n);
  for (const [base, bytes] of [[imageAt, imageBytes], [treeAt, 0x1000n], [bundleAt, BigInt(bundle.length)], heap] as const) {
    const touching = freePhysicalExtents().filter((extent) => extent.base < base + bytes && base < extent.base + extent.bytes);
    expect(touching).toEqual([]);
  }
  expect(freePhysicalBytes() - before).toBeGreaterThan(100n << 20n);
  createGuests(openGuestFiles(machine));
  expect(listVms().map((vm) => `${vm.id} ${vm.name} ${vmStateName(vm.state)}`)).toEqual(["1 test Loaded"]);
  const entries = log.since(0n).map((entry) => entry.text);
  expect(entries).toContainEqual("VM[1] test loaded from /guests/good.toml");
  expect(entries.some((text) => text.startsWith("/guests/lost.toml:") && text.includes("kernel_path kernel.bin: no such file"))).toBe(true);
  expect(entries.some((text) => text.startsWith("/other.toml:1"))).toBe(true);
});

test("a bundle that is none, and none at all, leave an empty tree and a line in the log", () => {
  place();
  const machine = startMachine("tsvisor");
  simulated.view(ramBase, 0x1000).fill(0x5a);
  const readLog = (bundle: Machine["bundle"]): string => {
    expect(openGuestFiles({ ...machine, bundle }).root.children.size).toBe(0);
    return log.since(0n).at(-1)!.text;
  };
  expect(readLog(null)).toContain("no initrd");
  expect(readLog({ base: ramBase, bytes: 0x1000n })).toContain("the bundle cannot be used: ");
  expect(readLog({ base: 0x1000n, bytes: 0x1000n })).toBe(
    "the bundle cannot be used: 0x1000, 4096 bytes, is not all in the machine's memory",
  );
  expect(readLog({ base: ramBase, bytes: ramBytes + 1n })).toContain("is not all in the machine's memory");
});
