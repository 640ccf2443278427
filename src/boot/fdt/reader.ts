/** A flattened device tree that is read in place. Devicetree Specification 0.4, chapter 5. */
import { hex } from "../../std/index.js";
import type { u32, u8 } from "../../std/index.js";
import { endOfText, isText, listsText, readCell, textAt } from "./bytes.js";
import { FdtError } from "./error.js";
import type { AddressRange, FdtLayout } from "./header.js";
import { fdtFormat, readLayout, readReservations } from "./header.js";
import { FdtNode } from "./node.js";
import { FdtProperty } from "./property.js";

/** More nesting than any real tree has; a broken one must not exhaust the stack. */
const greatestDepth: u32 = 32;
/** `@`, between a node's name and its unit address. */
const unitSeparator: u8 = 0x40;

/** @throws FdtError naming the place where the tree is broken; what is opened can be walked without errors of structure */
export function openFdt(bytes: Uint8Array): Fdt {
  const fdt = new Fdt(bytes, readLayout(bytes));
  fdt.check();
  return fdt;
}

/** Nodes and properties are views of the tree's bytes, which must stay as they are while one of them is in use. */
export class Fdt {
  readonly reservations: AddressRange[];
  private rootAt: u32 = 0;
  /** `check` has been through the whole tree: what it looked at need not be looked at again. */
  private checked = false;

  /** Use `openFdt`. */
  constructor(
    private readonly bytes: Uint8Array,
    private readonly layout: FdtLayout,
  ) {
    this.reservations = readReservations(bytes, layout);
  }

  /** Bytes of the whole tree. */
  get totalBytes(): u32 {
    return this.layout.totalBytes;
  }

  root(): FdtNode {
    return new FdtNode(this, null, this.rootAt);
  }

  /** The node at an absolute path (`/cpus/cpu@0`; a name without unit address finds `name@…`) or at an alias; null: none. */
  find(path: string): FdtNode | null {
    if (!path.startsWith("/")) return this.findAlias(path);
    let node = this.root();
    for (const name of path.split("/")) {
      if (name === "") continue;
      const child = node.child(name);
      if (child === null) return null;
      node = child;
    }
    return node;
  }

  /** All nodes that list one of the names as compatible and are not disabled, in order of the tree. */
  compatible(names: readonly string[]): FdtNode[] {
    return this.having("compatible", (at) => this.listsOne(at, names)).filter((node) => node.enabled());
  }

  /** The node with this phandle; null: none. */
  withPhandle(phandle: u32): FdtNode | null {
    return this.having("phandle", (at) => this.cell(at + 12) === phandle).at(0) ?? null;
  }

  /** All nodes that have a phandle, in order of the tree. */
  withPhandles(): FdtNode[] {
    return this.having("phandle", () => true);
  }

  /** Nodes with a property of this name of which `wanted`, called with its offset, holds; one pass over all tokens. */
  private having(name: string, wanted: (property: u32) => boolean): FdtNode[] {
    const found: FdtNode[] = [];
    const open: u32[] = [];
    for (let at = this.rootAt; this.cell(at) !== fdtFormat.end; at = this.after(at)) {
      const token = this.cell(at);
      if (token === fdtFormat.beginNode) open.push(at);
      else if (token === fdtFormat.endNode) open.pop();
      else if (token === fdtFormat.property && this.hasName(at, name) && wanted(at)) found.push(this.innermost(open));
    }
    return found;
  }

  /** @param open offsets of a node and of all that it lies in, the root first */
  private innermost(open: readonly u32[]): FdtNode {
    let node = this.root();
    for (const at of open) if (at !== this.rootAt) node = new FdtNode(this, node, at);
    return node;
  }

  private hasName(property: u32, name: string): boolean {
    return isText(this.bytes, this.layout.strings + this.cell(property + 8), name, 0);
  }

  private listsOne(property: u32, texts: readonly string[]): boolean {
    const start = property + 12;
    const end = start + this.cell(property + 4);
    return texts.some((text) => listsText(this.bytes, start, end, text));
  }

  private findAlias(alias: string): FdtNode | null {
    const path = this.find("/aliases")?.property(alias)?.text() ?? "";
    return path.startsWith("/") ? this.find(path) : null;
  }

  /** Walks all tokens once. */
  check(): void {
    let at = this.skipNothing(this.layout.structure);
    if (this.token(at) !== fdtFormat.beginNode) throw this.broken(at, "the root node was expected");
    this.rootAt = at;
    let depth: u32 = 0;
    for (;;) {
      const token = this.token(at);
      if (token === fdtFormat.end && depth === 0 && at !== this.rootAt) break;
      if (token === fdtFormat.beginNode) depth++;
      else if (token === fdtFormat.endNode && depth > 0) depth--;
      else if (token !== fdtFormat.nothing && !(token === fdtFormat.property && depth > 0))
        throw this.broken(at, `unexpected token ${token}`);
      if (depth > greatestDepth) throw this.broken(at, `more than ${greatestDepth} nodes inside each other`);
      at = this.after(at);
    }
    this.checked = true;
  }

  /** Name of the node that begins at `at`. */
  nameAt(at: u32): string {
    return textAt(this.bytes, at + 4);
  }

  /** True when the node that begins at `at` has this name. */
  isNamed(at: u32, name: string): boolean {
    return isText(this.bytes, at + 4, name, 0);
  }

  /** True when the node that begins at `at` has this name, and a unit address. */
  isNamedAtUnit(at: u32, name: string): boolean {
    return isText(this.bytes, at + 4, name, unitSeparator);
  }

  /** The property of `node`, which begins at `start`; null: it has none of this name. */
  propertyOf(node: FdtNode, start: u32, name: string): FdtProperty | null {
    for (let at = this.skipNothing(this.after(start)); this.token(at) === fdtFormat.property; at = this.skipNothing(this.after(at))) {
      if (this.hasName(at, name)) return this.propertyAt(node, at, name);
    }
    return null;
  }

  /** All properties of `node`, which begins at `start`, in order. */
  propertiesOf(node: FdtNode, start: u32): FdtProperty[] {
    const properties: FdtProperty[] = [];
    for (let at = this.skipNothing(this.after(start)); this.token(at) === fdtFormat.property; at = this.skipNothing(this.after(at))) {
      properties.push(this.propertyAt(node, at, textAt(this.bytes, this.layout.strings + this.cell(at + 8))));
    }
    return properties;
  }

  private propertyAt(node: FdtNode, at: u32, name: string): FdtProperty {
    const length = this.cell(at + 4);
    return new FdtProperty(node, name, this.bytes.subarray(at + 12, at + 12 + length));
  }

  /** Where the first child of the node that begins at `node` begins; 0: it has none. */
  firstChild(node: u32): u32 {
    let at = this.skipNothing(this.after(node));
    while (this.token(at) === fdtFormat.property) at = this.skipNothing(this.after(at));
    return this.token(at) === fdtFormat.beginNode ? at : 0;
  }

  /** Where the next node with the same parent begins; 0: it is the last one. */
  nextSibling(node: u32): u32 {
    let depth: u32 = 0;
    let at = node;
    do {
      const token = this.token(at);
      if (token === fdtFormat.beginNode) depth++;
      if (token === fdtFormat.endNode) depth--;
      at = this.after(at);
    } while (depth > 0);
    at = this.skipNothing(at);
    return this.token(at) === fdtFormat.beginNode ? at : 0;
  }

  private skipNothing(from: u32): u32 {
    let at = from;
    while (this.token(at) === fdtFormat.nothing) at += 4;
    return at;
  }

  private token(at: u32): u32 {
    if (!this.checked && at + 4 > this.layout.structureEnd) throw this.broken(at, "the structure block ends without an END token");
    return this.cell(at);
  }

  /** First byte of the token after the one at `at`. */
  private after(at: u32): u32 {
    switch (this.cell(at)) {
      case fdtFormat.beginNode:
        return alignToCell(endOfText(this.bytes, at + 4, this.layout.structureEnd, "node name"));
      case fdtFormat.property:
        return this.afterProperty(at);
      default:
        return at + 4;
    }
  }

  private afterProperty(at: u32): u32 {
    const end = at + 12 + this.cell(at + 4);
    if (this.checked) return alignToCell(end);
    if (end > this.layout.structureEnd) throw this.broken(at, "a property passes the end of the structure block");
    const name = this.layout.strings + this.cell(at + 8);
    if (name >= this.layout.stringsEnd) throw this.broken(at, "a property's name lies outside the strings block");
    endOfText(this.bytes, name, this.layout.stringsEnd, "property name");
    return alignToCell(end);
  }

  private cell(at: u32): u32 {
    return readCell(this.bytes, at, "structure block");
  }

  private broken(at: u32, why: string): FdtError {
    return new FdtError(`device tree: ${why} at ${hex(BigInt(at))}`);
  }
}

function alignToCell(at: u32): u32 {
  return ((at + 3) >>> 2) * 4;
}
