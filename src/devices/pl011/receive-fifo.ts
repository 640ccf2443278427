/** What a guest's UART has received and the guest has not yet read. */
import type { u32, u8 } from "../../std/index.js";

/** A power of two. */
const capacity: u32 = 32;

/** Not locked: the UART that has it does that. */
export class ReceiveFifo {
  private readonly bytes = new Uint8Array(capacity);
  private first: u32 = 0;
  /** Bytes that wait. */
  length: u32 = 0;
  /** Bytes that there is room for: 32, or 1 while the guest has switched the FIFO off. */
  depth: u32 = 1;
  /** From so many bytes on the receive interrupt is raised. */
  trigger: u32 = 1;

  clear(): void {
    this.first = 0;
    this.length = 0;
  }

  /** For the depth that the guest has set. */
  isFull(): boolean {
    return this.length >= this.depth;
  }

  /** Where it is full the byte must be kept elsewhere; call `isFull` first. */
  push(byte: u8): void {
    this.bytes[(this.first + this.length) & (capacity - 1)] = byte;
    this.length++;
  }

  /** The oldest byte, 0 when there is none. */
  take(): u8 {
    if (this.length === 0) return 0;
    const byte = this.bytes[this.first]!;
    this.first = (this.first + 1) & (capacity - 1);
    this.length--;
    return byte;
  }

  /** @param level UARTIFLS.RXIFLSEL: 1/8, 1/4, 1/2, 3/4, 7/8 of the depth */
  configure(enabled: boolean, level: u32): void {
    this.depth = enabled ? capacity : 1;
    this.trigger = enabled ? triggerOf(level) : 1;
  }
}

function triggerOf(level: u32): u32 {
  switch (level) {
    case 0:
      return 4;
    case 1:
      return 8;
    case 2:
      return 16;
    case 3:
      return 24;
    default:
      return 28;
  }
}
