/** Which other nodes a device-tree node needs: properties that name them by phandle. Devicetree bindings of Linux, by their names. */
import type { FdtNode } from "../../boot/fdt/node.js";
import type { FdtProperty } from "../../boot/fdt/property.js";
import type { u32 } from "../../std/index.js";
import type { MachineDevices } from "./machine-devices.js";

enum Name {
  Whole = 0,
  End = 1,
  /** The name goes on with a number. */
  Beginning = 2,
}

interface ReferenceKind {
  readonly text: string;
  readonly name: Name;
  /** Property of the named node that says how many cells follow its phandle; "": none follow. */
  readonly cells: string;
}

const kinds: readonly ReferenceKind[] = [
  { text: "clocks", name: Name.Whole, cells: "#clock-cells" },
  { text: "assigned-clocks", name: Name.Whole, cells: "#clock-cells" },
  { text: "assigned-clock-parents", name: Name.Whole, cells: "#clock-cells" },
  { text: "resets", name: Name.Whole, cells: "#reset-cells" },
  { text: "power-domains", name: Name.Whole, cells: "#power-domain-cells" },
  { text: "phys", name: Name.Whole, cells: "#phy-cells" },
  { text: "phy-handle", name: Name.Whole, cells: "" },
  { text: "dmas", name: Name.Whole, cells: "#dma-cells" },
  { text: "mboxes", name: Name.Whole, cells: "#mbox-cells" },
  { text: "pwms", name: Name.Whole, cells: "#pwm-cells" },
  { text: "hwlocks", name: Name.Whole, cells: "#hwlock-cells" },
  { text: "io-channels", name: Name.Whole, cells: "#io-channel-cells" },
  { text: "nvmem-cells", name: Name.Whole, cells: "#nvmem-cell-cells" },
  { text: "thermal-sensors", name: Name.Whole, cells: "#thermal-sensor-cells" },
  { text: "sound-dai", name: Name.Whole, cells: "#sound-dai-cells" },
  { text: "operating-points-v2", name: Name.Whole, cells: "" },
  { text: "interrupt-parent", name: Name.Whole, cells: "" },
  { text: "interrupts-extended", name: Name.Whole, cells: "#interrupt-cells" },
  { text: "gpios", name: Name.Whole, cells: "#gpio-cells" },
  { text: "-gpios", name: Name.End, cells: "#gpio-cells" },
  { text: "-gpio", name: Name.End, cells: "#gpio-cells" },
  { text: "-supply", name: Name.End, cells: "" },
  { text: "syscon", name: Name.End, cells: "" },
  // Rockchip's "general register files": rockchip,grf and the like.
  { text: "grf", name: Name.End, cells: "" },
  { text: "pinctrl-", name: Name.Beginning, cells: "" },
];

/** Every node that `node` itself names, in order; some more than once. @throws FdtError */
export function referencesOf(machine: MachineDevices, node: FdtNode): FdtNode[] {
  const found: FdtNode[] = [];
  for (const property of node.properties()) {
    const kind = kinds.find((one) => isNamed(property.name, one)) ?? null;
    if (kind !== null && property.bytes.length % 4 === 0) addReferences(machine, property, kind, found);
  }
  return found;
}

function isNamed(name: string, kind: ReferenceKind): boolean {
  switch (kind.name) {
    case Name.Whole:
      return name === kind.text;
    case Name.End:
      return name.endsWith(kind.text);
    case Name.Beginning:
      return name.startsWith(kind.text) && isDigit(name.charCodeAt(kind.text.length));
  }
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** A cell that is no phandle is a gap, as an optional clock that is not there (0). */
function addReferences(machine: MachineDevices, property: FdtProperty, kind: ReferenceKind, found: FdtNode[]): void {
  let at: u32 = 0;
  while (at < property.cellCount()) {
    const target = machine.withPhandle(property.cell(at));
    at++;
    if (target === null) continue;
    found.push(target);
    if (kind.cells !== "") at += target.property(kind.cells)?.cell(0) ?? 0;
  }
}
