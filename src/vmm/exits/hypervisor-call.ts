/** HVC and SMC. */
import type { u32 } from "../../std/index.js";
import type { Vcpu } from "../vcpu.js";
import { answerCall, refuseCall } from "./psci/call.js";
import type { ExitVerdict } from "./verdict.js";

/** ISS: the instruction's immediate; the calling convention wants 0. */
const immediateMask: u32 = 0xffff;

/** @nothrow @noalloc */
export function handleHypervisorCall(vcpu: Vcpu, syndrome: u32): ExitVerdict {
  return (syndrome & immediateMask) === 0 ? answerCall(vcpu) : refuseCall(vcpu);
}

/** Unlike HVC, a trapped SMC has not been executed: the guest's PC is still at it. @nothrow @noalloc */
export function handleSecureMonitorCall(vcpu: Vcpu, syndrome: u32): ExitVerdict {
  vcpu.context.writePc(BigInt.asUintN(64, vcpu.context.readPc() + 4n));
  return handleHypervisorCall(vcpu, syndrome);
}
