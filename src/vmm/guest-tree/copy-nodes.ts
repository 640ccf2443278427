/** Copies nodes of the machine's device tree into a guest's, as they are: addresses, interrupts and phandles keep their meaning. */
import type { FdtNode } from "../../boot/fdt/node.js";
import type { Selection } from "../passthrough/selection.js";
import type { FdtWriter } from "./fdt-writer.js";

/** They name an IOMMU or an ITS, which the guest does not have. */
const droppedProperties: readonly string[] = ["iommus", "iommu-map", "iommu-map-mask", "msi-parent", "msi-map", "msi-map-mask"];

/** All selected nodes, but for those whose names nodes of the guest's own have: its power key stands in for the machine's. */
export function copyDevices(tree: FdtWriter, root: FdtNode, selection: Selection): void {
  for (const child of root.children()) if (!tree.hasTopNode(child.name)) copySelected(tree, child, selection);
}

/** In the order of the machine's tree. */
function copySelected(tree: FdtWriter, node: FdtNode, selection: Selection): void {
  if (!selection.nodes.has(node.path)) return;
  tree.begin(node.name);
  for (const property of node.properties()) {
    if (!droppedProperties.includes(property.name)) tree.bytes(property.name, property.bytes);
  }
  for (const child of node.children()) copySelected(tree, child, selection);
  tree.end();
}
