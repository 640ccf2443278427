/** Where a serial device's output goes, and who is told that its input is taken. */
import type { u8 } from "../std/index.js";

export interface ByteSink {
  /** The guest sent a byte. From the exit path, interrupts off. @nothrow @noalloc */
  put(byte: u8): void;
  /** The guest has taken a byte out of the receive FIFO: there is room for another. From the exit path, interrupts off. @nothrow @noalloc */
  inputTaken(): void;
}
