import { getUart, putUart } from "../std/kernel/machine.js";
import type { u8 } from "../std/index.js";

/** The serial line, byte by byte. */
export interface UartPort {
  /** A received byte; -1: none. @nothrow @noalloc */
  get(): number;
  /** Sends a byte; waits while the line is busy. @nothrow @noalloc */
  put(byte: u8): void;
}

/** The machine's own UART. */
export class MachineUart implements UartPort {
  get(): number {
    return getUart();
  }

  put(byte: u8): void {
    putUart(byte);
  }
}
