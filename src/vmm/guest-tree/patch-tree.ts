/** A guest's own device tree (`dtb_path`), with what only the VM knows put in: its memory, its vCPUs, its RAM disk and command line. */
import type { FdtNode } from "../../boot/fdt/node.js";
import { openFdt } from "../../boot/fdt/reader.js";
import type { VmConfig } from "../../config/vm-config.js";
import { affinityOf } from "../../devices/gic/affinity.js";
import { hex } from "../../std/index.js";
import type { u32, u64 } from "../../std/index.js";
import { FdtWriter } from "./fdt-writer.js";
import type { RamdiskPlace } from "./guest-tree.js";

/** Properties of /chosen that are written anew. */
const chosenByVm: readonly string[] = ["linux,initrd-start", "linux,initrd-end"];

/** Everything else stays as it is. @throws FdtError where the tree is broken */
export function patchTree(bytes: Uint8Array, config: VmConfig, ramdisk: RamdiskPlace | null): Uint8Array {
  const old = openFdt(bytes);
  const root = old.root();
  const tree = new FdtWriter();
  tree.begin("");
  copyProperties(tree, root, []);
  if (old.find("/chosen") === null) addChosen(tree, null, config, ramdisk);
  addMemory(tree, root, config);
  for (const child of root.children()) patchTopNode(tree, child, config, ramdisk);
  tree.end();
  return tree.finish(old.reservations);
}

function patchTopNode(tree: FdtWriter, node: FdtNode, config: VmConfig, ramdisk: RamdiskPlace | null): void {
  if (node.property("device_type")?.text() === "memory") return;
  if (node.name === "chosen") addChosen(tree, node, config, ramdisk);
  else if (node.name === "cpus") addCpus(tree, node, config.cpuNum);
  else copyNode(tree, node);
}

/** The command line of the configuration, where it has one, replaces the tree's. */
function addChosen(tree: FdtWriter, old: FdtNode | null, config: VmConfig, ramdisk: RamdiskPlace | null): void {
  tree.begin("chosen");
  if (old !== null) copyProperties(tree, old, config.cmdline === "" ? chosenByVm : [...chosenByVm, "bootargs"]);
  if (config.cmdline !== "") tree.text("bootargs", config.cmdline);
  if (ramdisk !== null) {
    tree.doubleCells("linux,initrd-start", [ramdisk.address]);
    tree.doubleCells("linux,initrd-end", [ramdisk.address + ramdisk.bytes]);
  }
  if (old !== null) for (const child of old.children()) copyNode(tree, child);
  tree.end();
}

function addMemory(tree: FdtWriter, root: FdtNode, config: VmConfig): void {
  for (const region of config.memoryRegions) {
    const reg: u32[] = [];
    addNumber(reg, region.gpa, root.addressCells());
    addNumber(reg, region.size, root.sizeCells());
    tree.begin(`memory@${hex(region.gpa).slice(2)}`);
    tree.text("device_type", "memory");
    tree.cells("reg", reg);
    tree.end();
  }
}

/** As many as the VM has: the tree's own ones with the vCPUs' affinities, then more like them. A map of other CPUs than these is left out. */
function addCpus(tree: FdtWriter, cpus: FdtNode, vcpuCount: u32): void {
  const old = cpus.children().filter((child) => isCpu(child));
  tree.begin("cpus");
  copyProperties(tree, cpus, []);
  for (let i: u32 = 0; i < vcpuCount; i++) addCpu(tree, cpus, old.at(i) ?? null, i);
  for (const child of cpus.children()) {
    if (!isCpu(child) && (child.name !== "cpu-map" || old.length === vcpuCount)) copyNode(tree, child);
  }
  tree.end();
}

function isCpu(node: FdtNode): boolean {
  return node.property("device_type")?.text() === "cpu";
}

function addCpu(tree: FdtWriter, cpus: FdtNode, old: FdtNode | null, index: u32): void {
  const reg: u32[] = [];
  addNumber(reg, affinityOf(index), cpus.addressCells());
  tree.begin(`cpu@${hex(affinityOf(index)).slice(2)}`);
  if (old === null) {
    tree.text("device_type", "cpu");
    tree.text("compatible", "arm,armv8");
  } else {
    copyProperties(tree, old, ["reg", "enable-method"]);
  }
  tree.cells("reg", reg);
  tree.text("enable-method", "psci");
  if (old !== null) for (const child of old.children()) copyNode(tree, child);
  tree.end();
}

/** @param count cells, 0 to 2: more bits than they have are lost, as the tree's own addresses cannot have them either */
function addNumber(cells: u32[], value: u64, count: u32): void {
  if (count > 1) cells.push(Number(value >> 32n));
  if (count > 0) cells.push(Number(value & 0xffff_ffffn));
}

function copyNode(tree: FdtWriter, node: FdtNode): void {
  tree.begin(node.name);
  copyProperties(tree, node, []);
  for (const child of node.children()) copyNode(tree, child);
  tree.end();
}

function copyProperties(tree: FdtWriter, node: FdtNode, without: readonly string[]): void {
  for (const property of node.properties()) if (!without.includes(property.name)) tree.bytes(property.name, property.bytes);
}
