/** Where a stage-2 fault happened. */
import { readFar, readHpfar } from "../../arch/aarch64/registers.js";
import type { u64 } from "../../std/index.js";

/** HPFAR_EL2.FIPA is bits 43:4 and holds bits 51:12 of the address; the offset in the page is FAR_EL2's. Arm ARM DDI 0487, D19.2.66. */
export function faultAddress(): u64 {
  return BigInt.asUintN(64, (readHpfar() & 0xfff_ffff_fff0n) << 8n) | (readFar() & 0xfffn);
}
