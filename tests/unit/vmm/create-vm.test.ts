import { afterEach, expect, test } from "vitest";
import { freePhysicalBytes } from "../../../src/memory/physical-memory.js";
import { addReservedMemory } from "../../../src/memory/reserved-memory.js";
import { Task } from "../../../src/std/index.js";
import { simulated } from "../../../src/std/node/simulated-memory.js";
import { createVm, deleteVm } from "../../../src/vmm/lifecycle.js";
import { listVms } from "../../../src/vmm/vm-list.js";
import type { Vm } from "../../../src/vmm/vm.js";
import { configText, kernel } from "./config-text.js";
import { files, filesWith, parse } from "./simulated-machine.js";

const atStart = freePhysicalBytes();

afterEach(() => {
  for (const vm of listVms()) deleteVm(vm, true);
  expect(freePhysicalBytes()).toBe(atStart);
});

/** Line of a key in the text that `parse` gets. */
function line(changes: Record<string, string>, key: string): number {
  return (
    configText(changes)
      .split("\n")
      .findIndex((text) => text.startsWith(`${key} =`)) + 1
  );
}

function failure(changes: Record<string, string>, tree = files): string {
  try {
    createVm(parse(changes), tree);
  } catch (error) {
    expect(
      listVms()
        .map((vm) => vm.id)
        .filter((id) => id !== 7),
    ).toEqual([]);
    return (error as Error).message;
  }
  throw new Error("the VM was made");
}

function create(changes: Record<string, string>, tree = files): Vm {
  return createVm(parse(changes), tree);
}

/** A Linux Image's header in front of nothing. */
function linuxImage(textOffset: number, imageBytes: number): Uint8Array {
  const bytes = new Uint8Array(0x1000);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(8, BigInt(textOffset), true);
  view.setBigUint64(16, BigInt(imageBytes), true);
  view.setUint32(56, 0x644d5241, true);
  return bytes;
}

test("a second VM with the id of the first is refused, and the first is untouched", () => {
  const first = create({ id: "7" });
  expect(failure({ id: "7" })).toBe("VM[7] exists already");
  expect(listVms()).toEqual([first]);
});

test("a missing image names file, line and key", () => {
  const changes = { kernel_path: '"vmlinux"' };
  expect(failure(changes)).toBe(`/guests/test.toml:${line(changes, "kernel_path")}: kernel_path vmlinux: no such file or directory`);
  const ramdisk = { ramdisk_path: '"none.cpio"' };
  expect(failure(ramdisk)).toContain(`:${line(ramdisk, "ramdisk_path")}: ramdisk_path none.cpio`);
});

test("an image that is too large for its region says by how much", () => {
  const changes = { kernel_load_addr: "0x80fff000" };
  const message = failure(changes);
  expect(message).toContain(`/guests/test.toml:${line(changes, "kernel_load_addr")}: kernel_load_addr 0x80fff000`);
  expect(message).toContain("needs 4660 B, the region ends after 4 KB (0x80000000-0x80ffffff)");
});

test("a Linux Image needs the memory that its header says, more than the file has", () => {
  const tree = filesWith({ "kernel.bin": linuxImage(0, 0x200_0000) });
  expect(failure({}, tree)).toContain("the image needs 32 MB, the region ends after 16 MB");
  const vm = create({ kernel_load_addr: "0x80080000" }, filesWith({ "kernel.bin": linuxImage(0, 0x1000) }));
  expect(vm.config.warnings.join()).toContain("this Linux Image expects to lie at a multiple of 2 MB");
});

test("images that overlap are named both", () => {
  const changes = { ramdisk_path: '"kernel.bin"', ramdisk_load_addr: "0x80001000" };
  const message = failure(changes);
  expect(message).toContain(
    `:${line(changes, "ramdisk_load_addr")}: ramdisk_load_addr 0x80001000: 0x80001000-0x80002233 overlaps kernel.kernel_load_addr`,
  );
});

test("images without an address lie apart, below the end of the kernel's region", () => {
  const vm = create({ ramdisk_path: '"kernel.bin"' });
  const [kernelImage, ramdisk, tree] = vm.images.images;
  expect(kernelImage!.address).toBe(0x8000_0000n);
  expect(ramdisk!.address).toBe(0x80e0_0000n);
  expect(tree!.address).toBe(0x80c0_0000n);
});

test("memory that there is not, and CPUs that do not exist, are named", () => {
  const memory = { memory_regions: "[[0x80000000, 0x10000000, 7, 0]]" };
  expect(failure(memory)).toBe(
    `/guests/test.toml:${line(memory, "memory_regions")}: memory_regions: 0x80000000-0x8fffffff needs 256 MB, 64 MB of the machine's memory are free`,
  );
  const ids = { phys_cpu_ids: "[0x100, 0x1]" };
  expect(failure(ids)).toContain(`:${line(ids, "phys_cpu_ids")}: phys_cpu_ids: no CPU of this machine has the id 0x100`);
  const sets = { phys_cpu_sets: "[1, 0x10]" };
  expect(failure(sets)).toContain(`:${line(sets, "phys_cpu_sets")}: phys_cpu_sets: 0x10 names no CPU or one that does not run (0xf do)`);
});

test("a user's tree is checked before it is used", () => {
  expect(failure({ dtb_path: '"kernel.bin"' })).toContain("dtb_path kernel.bin: device tree: it begins with");
});

test("without memory for a vCPU's stack there is no VM", () => {
  const start = Task.prototype.start;
  let tasks = 0;
  Task.prototype.start = () => ++tasks < 2;
  try {
    expect(failure({})).toBe("VM[1]: no memory for the stack of vCPU 1");
  } finally {
    Task.prototype.start = start;
  }
});

test("vCPUs go where the configuration says, else where fewest are", () => {
  expect(create({ id: "2", phys_cpu_ids: "[3, 1]" }).vcpus.map((vcpu) => vcpu.cpus)).toEqual([8n, 2n]);
  expect(create({ id: "3", phys_cpu_sets: "[3, 12]" }).vcpus.map((vcpu) => vcpu.cpus)).toEqual([3n, 12n]);
  expect(create({ id: "4" }).vcpus.map((vcpu) => vcpu.cpus)).toEqual([4n, 1n]);
});

test("map type 1 is the machine's own memory, at the configured address where that is free", () => {
  const regions = { memory_regions: "[[0x80000000, 0x200000, 7, 0], [0x42000000, 0x200000, 7, 1]]" };
  const vm = create({ id: "7", ...regions });
  expect(vm.memory.hpaOf(0x4200_0000n, 0x20_0000n)).toBe(0x4200_0000n);
  expect(vm.config.warnings).toEqual([]);
});

test("map type 1 elsewhere where it is not free: all addresses in it move along, and a warning says who has it", () => {
  const regions = { memory_regions: "[[0x42000000, 0x400000, 7, 1]]", entry_point: "0x42080000", kernel_load_addr: "0x42080000" };
  const first = create({ id: "7", name: '"first"', ...regions });
  const vm = create({ id: "8", ...regions, dtb_load_addr: "0x42000000" });
  const base = vm.config.memoryRegions[0]!.gpa;
  expect(base).not.toBe(first.config.memoryRegions[0]!.gpa);
  expect(base % 0x20_0000n).toBe(0n);
  expect(vm.memory.hpaOf(base, 0x40_0000n)).toBe(base);
  expect([vm.config.entryPoint, vm.images.entry, vm.images.treeAddress]).toEqual([base + 0x8_0000n, base + 0x8_0000n, base]);
  expect(vm.config.warnings.join()).toContain(
    "0x42000000-0x423fffff is not free (VM[7] first has 0x42000000-0x423fffff): the memory lies at",
  );
  expect(first.config.entryPoint).toBe(0x4208_0000n);
});

test("map type 1 outside the machine's memory, as in files for another board, moves too; more than there is in one piece is refused", () => {
  const board = { memory_regions: "[[0x2040000000, 0x400000, 7, 1]]", entry_point: "0x2040080000", kernel_load_addr: "0x2040080000" };
  expect(create({ id: "7", ...board }).config.entryPoint).toBeLessThan(0x4400_0000n);
  const large = { memory_regions: "[[0x80000000, 0x8000000, 7, 1]]" };
  expect(failure({ id: "9", ...large })).toContain("and nowhere else are 128 MB in one piece");
});

test("map type 2 is memory that the device tree reserves, or that is free, at its own address; one VM has it", () => {
  const reserved = simulated.addRam(0x1_0000_0000n, 0x20_0000).fill(0x5a);
  addReservedMemory(0x1_0000_0000n, 0x20_0000n);
  const regions = { memory_regions: "[[0x80000000, 0x200000, 7, 0], [0x100000000, 0x200000, 7, 2]]" };
  const vm = create({ id: "7", ...regions });
  expect(vm.memory.hpaOf(0x1_0000_0000n, 8n)).toBe(0x1_0000_0000n);
  const conflict = "map type 2 asks for the machine's memory 0x100000000-0x1001fffff, which is not all free: VM[7] test has";
  expect(failure({ id: "8", ...regions })).toContain(conflict);
  expect(reserved[0]).toBe(0x5a);
  deleteVm(vm, true);
  expect(reserved.every((byte) => byte === 0)).toBe(true);
  create({ id: "7", ...regions });
  const free = create({ id: "9", memory_regions: "[[0x80000000, 0x200000, 7, 0], [0x42000000, 0x200000, 7, 2]]" });
  expect(free.memory.hpaOf(0x4200_0000n, 8n)).toBe(0x4200_0000n);
});

test("map type 2 outside the machine's memory is refused, and says where that is", () => {
  expect(failure({ memory_regions: "[[0x80000000, 0x200000, 7, 0], [0x900000000, 0x200000, 7, 2]]" })).toMatch(
    /map type 2 asks for the machine's memory 0x900000000-0x9001fffff, which is not all free: the machine's memory is/,
  );
});

test("several regions, each where the configuration has it", () => {
  const vm = create({ memory_regions: "[[0x90000000, 0x200000, 3, 0], [0x80000000, 0x400000, 7, 0]]" });
  expect(vm.memory.parts.map((part) => part.gpa)).toEqual([0x8000_0000n, 0x9000_0000n]);
  expect(vm.memory.bytes).toBe(0x60_0000n);
  expect(kernel.length).toBe(0x1234);
});
