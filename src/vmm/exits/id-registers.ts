/**
 * Feature registers as a guest reads them where they trap: on CPUs that have features which no guest gets, because EL2 does not switch
 * their state between guests (`guest_hcr` in arch/aarch64/vcpu/context.c names the same fields). Arm ARM DDI 0487, D19.2.
 */
import type { u32, u64 } from "../../std/index.js";
import { readIdRegister } from "../../std/kernel/machine.js";

/** As ESR_EL2.ISS names registers: Op0 bits 21:20, Op2 19:17, Op1 16:14, CRn 13:10, CRm 4:1. */
enum IdRegister {
  Pfr0 = 0x30_0008,
  Pfr1 = 0x32_0008,
  Zfr0 = 0x38_0008,
  Smfr0 = 0x3a_0008,
}
const idSpaceMask: u32 = 0x31_fc00;
const idSpace: u32 = 0x30_0000;

/** ID_AA64PFR0_EL1: AMU 47:44, MPAM 43:40, SVE 35:32. */
const pfr0Shown: u64 = 0xffff_00f0_ffff_ffffn;
/** ID_AA64PFR1_EL1: SME 27:24, MPAM_frac 19:16, MTE 11:8. */
const pfr1Shown: u64 = 0xffff_ffff_f0f0_f0ffn;

/** Op0 3, Op1 0, CRn 0: the identification space. @nothrow @noalloc */
export function isIdRegister(name: u32): boolean {
  return (name & idSpaceMask) === idSpace;
}

/** @nothrow @noalloc */
export function readGuestIdRegister(name: u32): u64 {
  switch (name) {
    case IdRegister.Pfr0:
      return readIdRegister(name) & pfr0Shown;
    case IdRegister.Pfr1:
      return readIdRegister(name) & pfr1Shown;
    case IdRegister.Zfr0:
    case IdRegister.Smfr0:
      return 0n;
    default:
      return readIdRegister(name);
  }
}
