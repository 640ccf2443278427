/** A VM's output, read once more: what is kept of it, then what comes. */
import { u32 } from "../std/index.js";
import type { u64 } from "../std/index.js";
import { OutputReader } from "./vm-console.js";
import type { VmConsole } from "./vm-console.js";

/** Copied at once, with interrupts off. */
const pieceBytes: u32 = 512;
const newline = 0x0a;

/** For one task. What it gives is shown at the console all the same. */
export class KeptOutput {
  private readonly reader = new OutputReader();
  private readonly piece = new Uint8Array(pieceBytes);

  constructor(private readonly console: VmConsole) {}

  /** There is output that was not given yet. */
  hasMore(): boolean {
    return this.reader.position < this.console.printedBytes();
  }

  /** What is there by now, is still kept, and was not given yet. */
  next(): Uint8Array {
    const end = this.console.printedBytes();
    const waiting = end - this.reader.position;
    const most = BigInt(this.console.keptBytes);
    // The last piece may have a few bytes that come meanwhile.
    const output = new Uint8Array(u32(waiting < most ? waiting : most) + pieceBytes);
    let length: u32 = 0;
    while (this.reader.position < end && length + pieceBytes <= output.length) {
      const count = this.console.copyOutput(this.reader, this.piece);
      output.set(this.piece.subarray(0, count), length);
      length += count;
    }
    return output.subarray(0, length);
  }
}

/** The last lines of a text, of which the very last may have no end; all of it where `count` is null. */
export function lastLines(text: Uint8Array, count: u64 | null): Uint8Array {
  if (count === null) return text;
  if (count === 0n) return text.subarray(text.length);
  let wanted: u64 = count;
  for (let i = text.length - 2; i >= 0; i--) {
    if (text[i] !== newline) continue;
    wanted--;
    if (wanted === 0n) return text.subarray(i + 1);
  }
  return text;
}
