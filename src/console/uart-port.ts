import { getUart, putUart, setUartReceiveInterrupt } from "../std/kernel/machine.js";
import type { u8 } from "../std/index.js";

/** The serial line, byte by byte. */
export interface UartPort {
  /** A received byte; -1: none. @nothrow @noalloc */
  get(): number;
  /** Sends a byte; waits while the line is busy. @nothrow @noalloc */
  put(byte: u8): void;
  /** Whether received bytes raise the interrupt; while off they stay in the UART, and the sender has to wait. @nothrow @noalloc */
  listen(on: boolean): void;
}

/** The machine's own UART. */
export class MachineUart implements UartPort {
  get(): number {
    return getUart();
  }

  put(byte: u8): void {
    putUart(byte);
  }

  listen(on: boolean): void {
    setUartReceiveInterrupt(on);
  }
}
