import type { u32, u64 } from "../../std/index.js";
import { FdtError } from "./error.js";
import type { AddressRange } from "./header.js";
import type { FdtProperty } from "./property.js";
import type { Fdt } from "./reader.js";

/** Devicetree Specification 0.4, 2.3.5: what a bus without the properties has. */
const defaultAddressCells: u32 = 2;
const defaultSizeCells: u32 = 1;

/** One node: a place in the tree's bytes, which must live as long. */
export class FdtNode {
  /** @param at offset of its BEGIN_NODE token */
  constructor(
    private readonly tree: Fdt,
    readonly parent: FdtNode | null,
    private readonly at: u32,
  ) {}

  /** "" for the root. */
  get path(): string {
    return this.parent === null ? "" : `${this.parent.path}/${this.name}`;
  }

  /** With its unit address: `cpu@0`. */
  get name(): string {
    return this.tree.nameAt(this.at);
  }

  /** Null: it has none of this name. */
  property(name: string): FdtProperty | null {
    return this.tree.propertyOf(this, this.at, name);
  }

  /** All of them, in order. */
  properties(): FdtProperty[] {
    return this.tree.propertiesOf(this, this.at);
  }

  /** Those directly below it, disabled ones too, in order of the tree. */
  children(): FdtNode[] {
    const nodes: FdtNode[] = [];
    for (let at = this.tree.firstChild(this.at); at !== 0; at = this.tree.nextSibling(at)) nodes.push(new FdtNode(this.tree, this, at));
    return nodes;
  }

  /** The child with this name, or, where `name` has no unit address, the first `name@…`; null: none. */
  child(name: string): FdtNode | null {
    let withUnit: u32 = 0;
    for (let at = this.tree.firstChild(this.at); at !== 0; at = this.tree.nextSibling(at)) {
      if (this.tree.isNamed(at, name)) return new FdtNode(this.tree, this, at);
      if (withUnit === 0 && this.tree.isNamedAtUnit(at, name)) withUnit = at;
    }
    return withUnit === 0 ? null : new FdtNode(this.tree, this, withUnit);
  }

  /** True unless `status` says something other than okay. */
  enabled(): boolean {
    const status = this.property("status")?.text() ?? "okay";
    return status === "okay" || status === "ok";
  }

  /** True when it lists one of the names as compatible. */
  compatible(names: readonly string[]): boolean {
    const own = this.property("compatible");
    return own !== null && names.some((name) => own.lists(name));
  }

  /** 0: it has none. */
  phandle(): u32 {
    return this.property("phandle")?.cell(0) ?? 0;
  }

  /** Cells of a child's address and size. */
  addressCells(): u32 {
    return this.property("#address-cells")?.cell(0) ?? defaultAddressCells;
  }

  /** As `addressCells`. */
  sizeCells(): u32 {
    return this.property("#size-cells")?.cell(0) ?? defaultSizeCells;
  }

  /** The entries of `reg` as the CPUs see them; empty without `reg`, or where no path of `ranges` leads to them. @throws FdtError */
  registers(): AddressRange[] {
    const found: AddressRange[] = [];
    for (const range of this.localRegisters()) {
      const base = this.translate(range.base);
      if (base !== null) found.push({ base, bytes: range.bytes });
    }
    return found;
  }

  /** The entries of `reg` as its bus has them. @throws FdtError where `reg` is no list of whole entries */
  localRegisters(): AddressRange[] {
    const reg = this.property("reg");
    if (reg === null || this.parent === null) return [];
    const addressCells = this.parent.addressCells();
    const sizeCells = this.parent.sizeCells();
    const count = entryCount(reg, addressCells + sizeCells);
    const ranges: AddressRange[] = [];
    for (let i: u32 = 0; i < count; i++) {
      const at = i * (addressCells + sizeCells);
      ranges.push({ base: reg.number(at, addressCells), bytes: reg.number(at + addressCells, sizeCells) });
    }
    return ranges;
  }

  /** An address of the bus that this node is on as the CPUs see it; null where a bus on the way has no `ranges` for it. */
  translate(address: u64): u64 | null {
    let current: u64 = address;
    let bus = this.parent;
    while (bus !== null && bus.parent !== null) {
      const upper = throughRanges(bus, bus.parent, current);
      if (upper === null) return null;
      current = upper;
      bus = bus.parent;
    }
    return current;
  }
}

/** `address` of `bus` on the bus above it. Devicetree Specification 0.4, 2.3.8. */
function throughRanges(bus: FdtNode, above: FdtNode, address: u64): u64 | null {
  const ranges = bus.property("ranges");
  if (ranges === null) return null;
  if (ranges.bytes.length === 0) return address;
  const own = bus.addressCells();
  const upper = above.addressCells();
  const sizes = bus.sizeCells();
  const count = entryCount(ranges, own + upper + sizes);
  for (let i: u32 = 0; i < count; i++) {
    const at = i * (own + upper + sizes);
    if (own > 2) continue;
    const start = ranges.number(at, own);
    const length = ranges.number(at + own + upper, sizes);
    if (address >= start && address - start < length) return BigInt.asUintN(64, ranges.number(at + own, upper) + (address - start));
  }
  return null;
}

function entryCount(property: FdtProperty, cells: u32): u32 {
  const total = property.cellCount();
  if (cells === 0 || total % cells !== 0)
    throw new FdtError(`${property.place}: ${total} cells are no whole number of entries of ${cells}`);
  return Math.trunc(total / cells);
}
