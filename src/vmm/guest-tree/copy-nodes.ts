/** Copies nodes of the machine's device tree into a guest's, as they are: addresses, interrupts and phandles keep their meaning. */
import type { FdtNode } from "../../boot/fdt/node.js";
import type { Selection } from "../passthrough/selection.js";
import type { FdtWriter } from "./fdt-writer.js";

/** They name an IOMMU or an ITS, which the guest does not have. */
const droppedProperties: readonly string[] = ["iommus", "iommu-map", "iommu-map-mask", "msi-parent", "msi-map", "msi-map-mask"];

/** All selected nodes below `parent`, in the order of the machine's tree. */
export function copySelected(tree: FdtWriter, parent: FdtNode, selection: Selection): void {
  for (const child of parent.children()) {
    if (!selection.nodes.has(child.path)) continue;
    tree.begin(child.name);
    for (const property of child.properties()) {
      if (!droppedProperties.includes(property.name)) tree.bytes(property.name, property.bytes);
    }
    copySelected(tree, child, selection);
    tree.end();
  }
}
