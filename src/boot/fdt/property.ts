import { decodeUtf8, readU32be, readU64be } from "../../std/index.js";
import type { u32, u64 } from "../../std/index.js";
import { listsText, textAt } from "./bytes.js";
import { FdtError } from "./error.js";
import type { FdtNode } from "./node.js";

/** A property of a node: its bytes, and what they can mean. */
export class FdtProperty {
  constructor(
    private readonly node: FdtNode,
    readonly name: string,
    /** @owned whoever has the tree: a guest's own is written where it is loaded, under `Vm.loading` */
    readonly bytes: Uint8Array,
  ) {}

  /** Path of the node and name, for messages. */
  get place(): string {
    return `${this.node.path === "" ? "/" : this.node.path}: ${this.name}`;
  }

  /** How many 32-bit cells it has. @throws FdtError when it is not made of cells */
  cellCount(): u32 {
    if (this.bytes.length % 4 !== 0) throw new FdtError(`${this.place}: ${this.bytes.length} bytes are no whole number of cells`);
    return this.bytes.length >> 2;
  }

  /** @throws FdtError where it has no such cell */
  cell(index: u32): u32 {
    if (4 * (index + 1) > this.bytes.length) throw this.tooShort(index);
    return readU32be(this.bytes, 4 * index);
  }

  private twoCells(index: u32): u64 {
    if (4 * (index + 2) > this.bytes.length) throw this.tooShort(index + 1);
    return readU64be(this.bytes, 4 * index);
  }

  private tooShort(index: u32): FdtError {
    return new FdtError(`${this.place}: ${this.bytes.length} bytes have no cell ${index}`);
  }

  /** The property as one number of 32 or 64 bits, by its length. @throws FdtError at another length */
  value(): u64 {
    switch (this.bytes.length) {
      case 4:
        return BigInt(this.cell(0));
      case 8:
        return this.twoCells(0);
      default:
        throw new FdtError(`${this.place}: ${this.bytes.length} bytes where a number of 4 or 8 was expected`);
    }
  }

  /** `count` cells (0 to 2) from cell `index` on, as one number. @throws FdtError for more cells than an address has */
  number(index: u32, count: u32): u64 {
    switch (count) {
      case 0:
        return 0n;
      case 1:
        return BigInt(this.cell(index));
      case 2:
        return this.twoCells(index);
      default:
        throw new FdtError(`${this.place}: numbers of ${count} cells are not supported`);
    }
  }

  /** Up to the first 0. */
  text(): string {
    return textAt(this.bytes, 0);
  }

  /** Whether `text` (ASCII) is one of the texts of a list. */
  lists(text: string): boolean {
    return listsText(this.bytes, 0, this.bytes.length, text);
  }

  /** The texts of a list such as `compatible`. */
  texts(): string[] {
    const all: string[] = [];
    let start: u32 = 0;
    for (let i: u32 = 0; i < this.bytes.length; i++) {
      if (this.bytes[i]! !== 0) continue;
      all.push(decodeUtf8(this.bytes.subarray(start, i)));
      start = i + 1;
    }
    if (start < this.bytes.length) all.push(decodeUtf8(this.bytes.subarray(start)));
    return all;
  }
}
