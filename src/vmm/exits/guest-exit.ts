/**
 * Every synchronous exit and every SError of a guest comes here from arch/aarch64/exceptions, with interrupts off, on the stack of
 * the vCPU's task. One row per exception class; what is not listed ends the VM.
 */
import { ExceptionClass } from "../../arch/aarch64/syndrome.js";
import { lowU32 } from "../../std/index.js";
import type { u64 } from "../../std/index.js";
import { CrashReason, guestCrashed } from "../guest-requests.js";
import type { Vcpu } from "../vcpu.js";
import { handleDataAbort } from "./data-abort.js";
import { handleHypervisorCall, handleSecureMonitorCall } from "./hypervisor-call.js";
import { injectUndefined } from "./injection.js";
import { handleInstructionAbort } from "./instruction-abort.js";
import { handleSystemRegister } from "./system-register.js";
import { ExitVerdict } from "./verdict.js";
import { handleWait } from "./wait-for-interrupt.js";

/** @param esr ESR_EL2 @export vmm_guest_exit @nothrow @noalloc */
export function guestExit(vcpu: Vcpu, esr: u64): ExitVerdict {
  const syndrome = lowU32(esr);
  const exceptionClass = syndrome >>> 26;
  vcpu.exits.count(exceptionClass);
  switch (exceptionClass) {
    case ExceptionClass.HypervisorCall:
      return handleHypervisorCall(vcpu, syndrome);
    case ExceptionClass.DataAbortLower:
      return handleDataAbort(vcpu, syndrome);
    case ExceptionClass.SystemRegister:
      return handleSystemRegister(vcpu, syndrome);
    case ExceptionClass.WaitForInterrupt:
      return handleWait(vcpu, syndrome);
    case ExceptionClass.SecureMonitorCall:
      return handleSecureMonitorCall(vcpu, syndrome);
    case ExceptionClass.InstructionAbortLower:
      return handleInstructionAbort(vcpu, syndrome);
    case ExceptionClass.Unknown:
    case ExceptionClass.FloatingPoint:
    case ExceptionClass.PointerAuthentication:
    case ExceptionClass.ScalableVector:
    case ExceptionClass.MatrixExtension:
      return injectUndefined(vcpu);
    case ExceptionClass.SystemError:
      return crash(vcpu, CrashReason.SystemError, esr);
    default:
      return crash(vcpu, CrashReason.UnknownException, esr);
  }
}

function crash(vcpu: Vcpu, reason: CrashReason, esr: u64): ExitVerdict {
  guestCrashed(vcpu, reason, esr);
  return ExitVerdict.Leave;
}
