/** Writes a flattened device tree. Devicetree Specification 0.4, chapter 5. */
import { fdtFormat } from "../../boot/fdt/header.js";
import type { AddressRange } from "../../boot/fdt/header.js";
import type { u32, u64 } from "../../std/index.js";
import { ByteBuilder } from "./byte-builder.js";

/** A node's properties must be written before its children: the format has them in that order (5.4.1). */
export class FdtWriter {
  private readonly structure = new ByteBuilder();
  private readonly strings = new ByteBuilder();
  private readonly stringOffsets = new Map<string, u32>();
  /** Names of the root's children. */
  private readonly topNames = new Set<string>();
  private depth: u32 = 0;

  /** Nodes nest: each needs its `end`. The root's name is "". */
  begin(name: string): void {
    if (this.depth === 1) this.topNames.add(name);
    this.depth++;
    this.structure.addU32(fdtFormat.beginNode);
    this.structure.addText(name);
    this.structure.align(4);
  }

  /** Ends the node that was begun last. */
  end(): void {
    this.depth--;
    this.structure.addU32(fdtFormat.endNode);
  }

  /** Whether the root has a child of this name. */
  hasTopNode(name: string): boolean {
    return this.topNames.has(name);
  }

  /** A property without a value. */
  flag(name: string): void {
    this.beginProperty(name, 0);
  }

  /** Numbers of one cell each. */
  cells(name: string, values: readonly u32[]): void {
    this.beginProperty(name, values.length * 4);
    for (const value of values) this.structure.addU32(value);
  }

  /** Numbers of two cells each. */
  doubleCells(name: string, values: readonly u64[]): void {
    this.beginProperty(name, values.length * 8);
    for (const value of values) this.structure.addU64(value);
  }

  /** A value as it lies in a tree. */
  bytes(name: string, value: Uint8Array): void {
    this.beginProperty(name, value.length);
    this.structure.addBytes(value);
    this.structure.align(4);
  }

  /** One text, with a 0 behind it. */
  text(name: string, value: string): void {
    this.texts(name, [value]);
  }

  /** One property: the texts one after the other, each with a 0 behind it. */
  texts(name: string, values: readonly string[]): void {
    const bytes = new ByteBuilder();
    for (const value of values) bytes.addText(value);
    this.beginProperty(name, bytes.length);
    this.structure.addBytes(bytes.bytes());
    this.structure.align(4);
  }

  /** The whole tree; no node may be open. @param reservations memory that its reader must leave alone */
  finish(reservations: readonly AddressRange[]): Uint8Array {
    this.structure.addU32(fdtFormat.end);
    const reservationBytes: u32 = 16 * (reservations.length + 1);
    const structureAt = fdtFormat.headerBytes + reservationBytes;
    const stringsAt = structureAt + this.structure.length;
    const tree = new ByteBuilder();
    tree.addU32(fdtFormat.magic);
    tree.addU32(stringsAt + this.strings.length);
    tree.addU32(structureAt);
    tree.addU32(stringsAt);
    tree.addU32(fdtFormat.headerBytes);
    tree.addU32(fdtFormat.version);
    tree.addU32(fdtFormat.compatibleVersion);
    tree.addU32(0); // the CPU that boots: its `reg`
    tree.addU32(this.strings.length);
    tree.addU32(this.structure.length);
    for (const range of reservations) {
      tree.addU64(range.base);
      tree.addU64(range.bytes);
    }
    tree.addU64(0n); // address 0 and size 0 end the list
    tree.addU64(0n);
    tree.addBytes(this.structure.bytes());
    tree.addBytes(this.strings.bytes());
    return tree.bytes();
  }

  private beginProperty(name: string, length: u32): void {
    this.structure.addU32(fdtFormat.property);
    this.structure.addU32(length);
    this.structure.addU32(this.stringOffset(name));
  }

  private stringOffset(name: string): u32 {
    const known = this.stringOffsets.get(name);
    if (known !== undefined) return known;
    const offset = this.strings.length;
    this.strings.addText(name);
    this.stringOffsets.set(name, offset);
    return offset;
  }
}
