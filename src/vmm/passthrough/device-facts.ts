/** What of the machine a device-tree node stands for: registers, interrupts, access to memory. */
import type { AddressRange } from "../../boot/fdt/header.js";
import type { FdtNode } from "../../boot/fdt/node.js";
import type { FdtProperty } from "../../boot/fdt/property.js";
import type { u32 } from "../../std/index.js";
import type { MachineDevices } from "./machine-devices.js";

/** Addresses of more cells are no addresses of memory: a PCI bus has three. */
const greatestAddressCells: u32 = 2;

/** Registers as the CPUs see them, and what a PCI host shows its devices through. Empty for what is on a bus without addresses of its own. @throws FdtError */
export function registersOf(node: FdtNode): AddressRange[] {
  const parent = node.parent;
  if (parent === null) return [];
  const plain = parent.addressCells() <= greatestAddressCells && parent.sizeCells() > 0;
  const ranges = plain ? node.registers().filter((range) => range.bytes > 0n) : [];
  return node.property("device_type")?.text() === "pci" ? ranges.concat(pciWindows(node, parent)) : ranges;
}

/** The bus addresses of `ranges` that have CPU addresses. PCI Bus Binding to Open Firmware, 2.2.1.1: three cells of child address, two of size. */
function pciWindows(node: FdtNode, parent: FdtNode): AddressRange[] {
  const windows: AddressRange[] = [];
  const ranges = node.property("ranges");
  const upper = parent.addressCells();
  const entry = 3 + upper + 2;
  if (ranges === null || upper > greatestAddressCells) return windows;
  for (let at: u32 = 0; at + entry <= ranges.cellCount(); at += entry) {
    const base = node.translate(ranges.number(at + 3, upper));
    if (base !== null) windows.push({ base, bytes: ranges.number(at + 3 + upper, 2) });
  }
  return windows;
}

/** An SPI of the machine. */
export interface DeviceInterrupt {
  readonly intid: u32;
  /** Edge-triggered; otherwise by level. */
  readonly edge: boolean;
}

/** Specifier of a GIC: type (0: SPI), number, flags (1 and 2: an edge). bindings/interrupt-controller/arm,gic-v3.yaml */
const specifier = { type: 0, number: 1, flags: 2, spi: 0, edges: 3, firstSpi: 32 } as const;

/** SPIs that a node has or, as a PCI host, hands on; those of other controllers reach the CPUs through these. @throws FdtError */
export function interruptsOfDevice(machine: MachineDevices, node: FdtNode): DeviceInterrupt[] {
  const found: DeviceInterrupt[] = [];
  const interrupts = node.property("interrupts");
  if (interrupts !== null && node.property("interrupts-extended") === null) addPlain(machine, node, interrupts, found);
  const extended = node.property("interrupts-extended");
  if (extended !== null) addExtended(machine, extended, found);
  const map = node.property("interrupt-map");
  if (map !== null) addMapped(machine, node, map, found);
  return found;
}

function addPlain(machine: MachineDevices, node: FdtNode, interrupts: FdtProperty, found: DeviceInterrupt[]): void {
  const gic = machine.gic;
  if (gic === null || controllerOf(machine, node)?.path !== gic.path) return;
  const cells = cellsOf(gic, "#interrupt-cells");
  if (cells === 0) return;
  for (let at: u32 = 0; at + cells <= interrupts.cellCount(); at += cells) addSpi(interrupts, at, cells, found);
}

/** The node that `interrupt-parent` names, at the node or above it. */
function controllerOf(machine: MachineDevices, node: FdtNode): FdtNode | null {
  let at: FdtNode | null = node;
  while (at !== null) {
    const phandle = at.property("interrupt-parent")?.cell(0) ?? 0;
    if (phandle !== 0) return machine.withPhandle(phandle);
    at = at.parent;
  }
  return null;
}

function addExtended(machine: MachineDevices, extended: FdtProperty, found: DeviceInterrupt[]): void {
  let at: u32 = 0;
  while (at < extended.cellCount()) {
    const controller = machine.withPhandle(extended.cell(at));
    at++;
    if (controller === null) continue;
    const cells = cellsOf(controller, "#interrupt-cells");
    if (controller.path === machine.gic?.path) addSpi(extended, at, cells, found);
    at += cells;
  }
}

/** Each entry: child address and specifier, controller, its address and specifier. Devicetree Specification 0.4, 2.4.3. */
function addMapped(machine: MachineDevices, node: FdtNode, map: FdtProperty, found: DeviceInterrupt[]): void {
  const child = cellsOf(node, "#address-cells") + cellsOf(node, "#interrupt-cells");
  let at: u32 = child;
  while (at < map.cellCount()) {
    const controller = machine.withPhandle(map.cell(at));
    if (controller === null) return;
    at += 1 + cellsOf(controller, "#address-cells");
    const cells = cellsOf(controller, "#interrupt-cells");
    if (controller.path === machine.gic?.path) addSpi(map, at, cells, found);
    at += cells + child;
  }
}

function cellsOf(node: FdtNode, name: string): u32 {
  return node.property(name)?.cell(0) ?? 0;
}

function addSpi(property: FdtProperty, at: u32, cells: u32, found: DeviceInterrupt[]): void {
  if (cells <= specifier.flags || property.cell(at + specifier.type) !== specifier.spi) return;
  const intid = specifier.firstSpi + property.cell(at + specifier.number);
  if (found.some((one) => one.intid === intid)) return;
  found.push({ intid, edge: (property.cell(at + specifier.flags) & specifier.edges) !== 0 });
}

/** Properties that only what reads and writes memory by itself has. */
const masterProperties: readonly string[] = ["dma-coherent", "dmas", "iommus", "iommu-map", "#dma-cells", "dma-ranges"];
/** Beginnings of `compatible` of such devices whose nodes need none of these. */
const masterNames: readonly string[] = [
  "virtio,mmio",
  "pci-host-",
  "qemu,fw-cfg-mmio",
  "snps,dwmac",
  "snps,dwc3",
  "snps,dw-mshc",
  "generic-ehci",
  "generic-ohci",
  "generic-xhci",
  "generic-ahci",
  "arasan,sdhci",
];

/** Whether the device reads and writes memory by itself, at the machine's addresses: there is no IOMMU between. */
export function isMaster(node: FdtNode): boolean {
  for (const name of masterProperties) if (node.property(name) !== null) return true;
  for (const text of node.property("compatible")?.texts() ?? []) {
    if (masterNames.some((name) => text.startsWith(name))) return true;
  }
  return false;
}
