/** ESR_ELx: why an exception was taken. Arm ARM DDI 0487, D24.2.40; only bits 31:0 are looked at. */
import type { u32, u64 } from "../../std/index.js";

/** ESR_ELx.EC, bits 31:26. */
export enum ExceptionClass {
  Unknown = 0x00,
  WaitForInterrupt = 0x01,
  FloatingPoint = 0x07,
  PointerAuthentication = 0x09,
  IllegalState = 0x0e,
  HypervisorCall = 0x16,
  SecureMonitorCall = 0x17,
  SystemRegister = 0x18,
  ScalableVector = 0x19,
  MatrixExtension = 0x1d,
  InstructionAbortLower = 0x20,
  InstructionAbortSame = 0x21,
  PcAlignment = 0x22,
  DataAbortLower = 0x24,
  DataAbortSame = 0x25,
  SpAlignment = 0x26,
  SystemError = 0x2f,
}

/** Bit 25: the instruction has 32 bits. */
export const instructionLength32: u32 = 0x200_0000;

/** ISS of a data abort; bit numbers of the fields, masks of the flags. */
export const dataAbort = {
  statusCode: 0x3f,
  write: 0x40,
  /** The fault was met by the walk of the guest's own tables. */
  tableWalk: 0x80,
  cacheMaintenance: 0x100,
  /** The register transferred is 64 bits wide. */
  wide: 0x8000,
  registerShift: 16,
  signExtend: 0x20_0000,
  sizeShift: 22,
  /** The fields above, `statusCode` to `cacheMaintenance` excepted, are valid. */
  syndromeValid: 0x100_0000,
} as const;

/** ISS.DFSC and ISS.IFSC: what went wrong; the low two bits of the first group are the table level. */
export const faultStatus = {
  synchronousExternal: 0x10,
} as const;

/** ISS.DFSC's kinds, without the level. */
export enum FaultKind {
  AddressSize = 0,
  Translation = 1,
  AccessFlag = 2,
  Permission = 3,
}

/** Bytes that a trapped instruction is long: AArch32 code at EL0 may use 16-bit ones. */
export function instructionBytes(syndrome: u32): u64 {
  return (syndrome & instructionLength32) !== 0 ? 4n : 2n;
}

/** ESR for an exception put into the guest. @param syndrome ISS */
export function composeSyndrome(exceptionClass: ExceptionClass, syndrome: u32): u64 {
  return BigInt(((exceptionClass << 26) | instructionLength32 | syndrome) >>> 0);
}
