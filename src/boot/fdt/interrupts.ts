/** A node's interrupts as the GIC numbers them. Linux, Documentation/devicetree/bindings/interrupt-controller/arm,gic-v3.yaml. */
import type { u32 } from "../../std/index.js";
import { FdtError } from "./error.js";
import type { FdtNode } from "./node.js";
import type { FdtProperty } from "./property.js";
import type { Fdt } from "./reader.js";

/** INTID of a specifier's number 0, by its type: SPI, PPI, extended SPI, extended PPI. */
const firstIntid: readonly u32[] = [32, 16, 4096, 1056];

/** INTIDs of all interrupts of a node, in order; empty: it has none. @throws FdtError where they cannot be read */
export function interruptsOf(tree: Fdt, node: FdtNode): u32[] {
  const extended = node.property("interrupts-extended");
  if (extended !== null) return extendedInterrupts(tree, extended);
  const interrupts = node.property("interrupts");
  if (interrupts === null) return [];
  const cells = cellsOf(controllerOf(tree, node), interrupts.place);
  const intids: u32[] = [];
  for (let at: u32 = 0; at + cells <= interrupts.cellCount(); at += cells) intids.push(intidAt(interrupts, at));
  return intids;
}

/** Only those of GICs: others go through a controller that the hypervisor has no driver for. */
function extendedInterrupts(tree: Fdt, property: FdtProperty): u32[] {
  const intids: u32[] = [];
  let at: u32 = 0;
  while (at < property.cellCount()) {
    const controller = tree.withPhandle(property.cell(at));
    const cells = cellsOf(controller, property.place);
    if (cells >= 3) intids.push(intidAt(property, at + 1));
    at += 1 + cells;
  }
  return intids;
}

/** The node that `interrupt-parent` names, at the node or above it. */
function controllerOf(tree: Fdt, node: FdtNode): FdtNode | null {
  let at: FdtNode | null = node;
  while (at !== null) {
    const phandle = at.property("interrupt-parent")?.cell(0) ?? 0;
    if (phandle !== 0) return tree.withPhandle(phandle);
    at = at.parent;
  }
  return null;
}

function cellsOf(controller: FdtNode | null, place: string): u32 {
  const cells = controller?.property("#interrupt-cells")?.cell(0) ?? 0;
  if (cells === 0) throw new FdtError(`${place}: no interrupt controller belongs to it`);
  return cells;
}

function intidAt(property: FdtProperty, at: u32): u32 {
  const type = property.cell(at);
  const first = firstIntid.at(type);
  const number = property.cell(at + 1);
  if (first === undefined || number > 1019) throw new FdtError(`${property.place}: interrupt <${type} ${number}> is none of a GICv3`);
  return first + number;
}
