import { decodeUtf8 } from "../../std/index.js";
import type { u32, u64 } from "../../std/index.js";
import { readCell, readTwoCells } from "./bytes.js";
import { FdtError } from "./error.js";

/** A property of a node: its bytes, and what they can mean. */
export class FdtProperty {
  /** @param place path of the node and name, for messages */
  constructor(
    readonly place: string,
    readonly name: string,
    /** @owned whoever has the tree: a guest's own is written where it is loaded, under `Vm.loading` */
    readonly bytes: Uint8Array,
  ) {}

  /** How many 32-bit cells it has. @throws FdtError when it is not made of cells */
  cellCount(): u32 {
    if (this.bytes.length % 4 !== 0) throw new FdtError(`${this.place}: ${this.bytes.length} bytes are no whole number of cells`);
    return this.bytes.length >> 2;
  }

  cell(index: u32): u32 {
    return readCell(this.bytes, index * 4, this.place);
  }

  /** The property as one number of 32 or 64 bits, by its length. @throws FdtError at another length */
  value(): u64 {
    switch (this.bytes.length) {
      case 4:
        return BigInt(this.cell(0));
      case 8:
        return readTwoCells(this.bytes, 0, this.place);
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
        return readTwoCells(this.bytes, index * 4, this.place);
      default:
        throw new FdtError(`${this.place}: numbers of ${count} cells are not supported`);
    }
  }

  /** Up to the first 0. */
  text(): string {
    return this.texts().at(0) ?? "";
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
