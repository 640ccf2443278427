/** Registers of the PL061. Arm DDI 0190B, table 3-1; offsets in bytes. */
import type { u32 } from "../../std/index.js";

/** GPIODATA, 0x000 to 0x3fc: bits 9:2 of the address choose the lines that are read or written. */
export const dataEnd: u32 = 0x400;

/** Those behind GPIODATA. */
export enum Pl061Register {
  Direction = 0x400,
  LevelSense = 0x404,
  BothEdges = 0x408,
  Event = 0x40c,
  InterruptMask = 0x410,
  RawInterrupt = 0x414,
  MaskedInterrupt = 0x418,
  InterruptClear = 0x41c,
  AlternateFunction = 0x420,
  /** GPIOPeriphID0 to 3, GPIOPCellID0 to 3. */
  Identification = 0xfe0,
  End = 0x1000,
}

/** One byte a register, from `Identification` on: part 0x061 by Arm, revision 0. */
export const identification: readonly u32[] = [0x61, 0x10, 0x04, 0x00, 0x0d, 0xf0, 0x05, 0xb1];
