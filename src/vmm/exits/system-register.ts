/** MSR and MRS that trap. */
import type { u32, u64 } from "../../std/index.js";
import { sendSoftwareInterrupt } from "../../devices/gic/software-interrupts.js";
import { ExitEvent } from "../exit-counters.js";
import type { Vcpu } from "../vcpu.js";
import { isIdRegister, readGuestIdRegister } from "./id-registers.js";
import { injectUndefined } from "./injection.js";
import { ExitVerdict } from "./verdict.js";

/** ISS: bit 0 is set for a read, bits 9:5 are the general register, the rest names the system register. Arm ARM DDI 0487, D24.2.40. */
const readBit: u32 = 0x1;
const nameMask: u32 = 0x3f_fc1e;

/** Registers by name as in ISS: Op0 bits 21:20, Op2 19:17, Op1 16:14, CRn 13:10, CRm 4:1. */
enum TrappedRegister {
  /** S3_0_C12_C11_5, _6 and _7. */
  IccSgi1r = 0x3a_3016,
  IccAsgi1r = 0x3c_3016,
  IccSgi0r = 0x3e_3016,
}

/** @nothrow @noalloc */
export function handleSystemRegister(vcpu: Vcpu, syndrome: u32): ExitVerdict {
  const name = syndrome & nameMask;
  const isRead = (syndrome & readBit) !== 0;
  if (name === TrappedRegister.IccSgi1r && !isRead) {
    sendSoftwareInterrupt(vcpu.vm.gic, vcpu.interrupts, written(vcpu, syndrome), true);
  } else if (name === TrappedRegister.IccSgi0r && !isRead) {
    sendSoftwareInterrupt(vcpu.vm.gic, vcpu.interrupts, written(vcpu, syndrome), false);
  } else if (isRead && isIdRegister(name)) {
    vcpu.context.writeX(generalRegister(syndrome), readGuestIdRegister(name));
  } else if (readsAsZero(name)) {
    if (isRead) vcpu.context.writeX(generalRegister(syndrome), 0n);
  } else if (name !== TrappedRegister.IccAsgi1r || isRead) {
    vcpu.exits.count(ExitEvent.DeniedRegister);
    return injectUndefined(vcpu);
  }
  vcpu.context.writePc(BigInt.asUintN(64, vcpu.context.readPc() + 4n));
  return ExitVerdict.Resume;
}

/**
 * What a guest finds switched off rather than missing: debug registers (Op0 2), the performance monitors (Op0 3, CRn 9, CRm 12 to 14, and
 * CRn 14, CRm 8 to 15), and ACTLR_EL1 (3, Op1 0, CRn 1, CRm 0, Op2 1). ASGI1R, with one security state, sends nothing.
 */
function readsAsZero(name: u32): boolean {
  if (name >>> 20 === 2) return true;
  const crn = (name >>> 10) & 0xf;
  const crm = (name >>> 1) & 0xf;
  if (crn === 9) return crm >= 12 && crm <= 14;
  if (crn === 14) return crm >= 8;
  return name === 0x32_0400;
}

function generalRegister(syndrome: u32): u32 {
  return (syndrome >>> 5) & 31;
}

function written(vcpu: Vcpu, syndrome: u32): u64 {
  return vcpu.context.readX(generalRegister(syndrome));
}
