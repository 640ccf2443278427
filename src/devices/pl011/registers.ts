/** Registers of the PL011. Arm DDI 0183G, table 3-1; offsets in bytes. */
import type { u32 } from "../../std/index.js";

export enum Pl011Register {
  Data = 0x000,
  ReceiveStatus = 0x004,
  Flag = 0x018,
  LowPower = 0x020,
  IntegerBaudRate = 0x024,
  FractionalBaudRate = 0x028,
  LineControl = 0x02c,
  Control = 0x030,
  FifoLevel = 0x034,
  InterruptMask = 0x038,
  RawInterrupt = 0x03c,
  MaskedInterrupt = 0x040,
  InterruptClear = 0x044,
  DmaControl = 0x048,
  /** UARTPeriphID0 to 3, UARTPCellID0 to 3. */
  Identification = 0xfe0,
}

/** UARTFR. */
export const flag = {
  receiveEmpty: 0x10,
  receiveFull: 0x40,
  transmitEmpty: 0x80,
  /** Modem lines: clear to send, data set ready, carrier. */
  modem: 0x07,
} as const;

/** UARTIMSC, UARTRIS, UARTMIS, UARTICR. */
export const interrupt = {
  receive: 0x10,
  transmit: 0x20,
  receiveTimeout: 0x40,
  all: 0x7ff,
} as const;

/** UARTLCR_H.FEN: FIFOs on; off, each is one byte deep. */
export const fifoEnable: u32 = 0x10;

/** UARTCR after a reset: transmitter and receiver enabled, the UART off. */
export const controlAtReset: u32 = 0x300;
/** UARTIFLS after a reset: both FIFOs half full. */
export const fifoLevelAtReset: u32 = 0x12;

/** Revision r1p5 (PeriphID2 bits 7:4: 3), which tells the guest that the FIFOs are 32 bytes deep. */
export const identification: readonly u32[] = [0x11, 0x10, 0x34, 0x00, 0x0d, 0xf0, 0x05, 0xb1];
