/**
 * HVC and SMC by the SMC calling convention: function in w0, arguments in x1 up, result in x0. Both conduits are answered alike.
 * Nothing is passed on to the machine's firmware; what is not listed is not supported, also the mitigations ARCH_WORKAROUND_1
 * to 3, which only firmware could supply.
 */
import { lowU32 } from "../../../std/index.js";
import type { i32, u64 } from "../../../std/index.js";
import { ExitEvent } from "../../exit-counters.js";
import { affinityInfo, guestPowerOff, guestReset, powerOffVcpu, powerOnVcpu } from "../../guest-requests.js";
import { noteRefusedCall } from "../../refused-call.js";
import type { Vcpu } from "../../vcpu.js";
import { ExitVerdict } from "../verdict.js";
import { CallFunction, callResult } from "./function-ids.js";

/** Answers the call whose function is in w0. @nothrow @noalloc */
export function answerCall(vcpu: Vcpu): ExitVerdict {
  switch (lowU32(vcpu.context.readX(0))) {
    case CallFunction.PsciVersion:
      return answer(vcpu, callResult.psciVersion);
    case CallFunction.CpuSuspend:
    case CallFunction.CpuSuspend64:
      return suspend(vcpu);
    case CallFunction.CpuOff:
      powerOffVcpu(vcpu);
      return ExitVerdict.Leave;
    case CallFunction.CpuOn:
      return answerCode(vcpu, powerOnVcpu(vcpu.vm, word(vcpu, 1), word(vcpu, 2), word(vcpu, 3)));
    case CallFunction.CpuOn64:
      return answerCode(vcpu, powerOnVcpu(vcpu.vm, vcpu.context.readX(1), vcpu.context.readX(2), vcpu.context.readX(3)));
    case CallFunction.AffinityInfo:
      return answerCode(vcpu, affinityInfo(vcpu.vm, word(vcpu, 1), lowU32(vcpu.context.readX(2))));
    case CallFunction.AffinityInfo64:
      return answerCode(vcpu, affinityInfo(vcpu.vm, vcpu.context.readX(1), lowU32(vcpu.context.readX(2))));
    case CallFunction.MigrateInfoType:
      return answer(vcpu, callResult.nothingToMigrate);
    case CallFunction.SystemOff:
      guestPowerOff(vcpu.vm);
      return ExitVerdict.Leave;
    case CallFunction.SystemReset:
      guestReset(vcpu.vm);
      return ExitVerdict.Leave;
    case CallFunction.PsciFeatures:
      return answer(vcpu, hasFunction(word(vcpu, 1)) ? callResult.success : callResult.notSupported);
    case CallFunction.SmcccVersion:
      return answer(vcpu, callResult.smcccVersion);
    case CallFunction.ArchFeatures:
      return answer(vcpu, isArchitectural(word(vcpu, 1)) ? callResult.success : callResult.notSupported);
    default:
      return refuseCall(vcpu);
  }
}

/** Nobody answers such a call. The VM's first one leaves the guest for a moment, so that the log is told. @nothrow @noalloc */
export function refuseCall(vcpu: Vcpu): ExitVerdict {
  if (vcpu.exits.of(ExitEvent.UnknownCall) === 0n) return refuseFirstCall(vcpu);
  vcpu.exits.count(ExitEvent.UnknownCall);
  return answer(vcpu, callResult.notSupported);
}

function refuseFirstCall(vcpu: Vcpu): ExitVerdict {
  const first = noteRefusedCall(vcpu.vm, lowU32(vcpu.context.readX(0)));
  vcpu.exits.count(ExitEvent.UnknownCall);
  vcpu.context.writeX(0, callResult.notSupported);
  return first ? ExitVerdict.Leave : ExitVerdict.Resume;
}

/**
 * CPU_SUSPEND: whatever depth of sleep the guest asks for, it gets a standby state, from which the call returns. An
 * implementation may choose a shallower state (DEN 0022D, 5.4.1).
 */
function suspend(vcpu: Vcpu): ExitVerdict {
  vcpu.waitForInterrupt();
  return answer(vcpu, callResult.success);
}

/** PSCI_FEATURES: the functions of PSCI above, and SMCCC_VERSION, which is asked for here. */
function hasFunction(id: u64): boolean {
  switch (lowU32(id)) {
    case CallFunction.SmcccVersion:
    case CallFunction.PsciVersion:
    case CallFunction.CpuSuspend:
    case CallFunction.CpuSuspend64:
    case CallFunction.CpuOff:
    case CallFunction.CpuOn:
    case CallFunction.CpuOn64:
    case CallFunction.AffinityInfo:
    case CallFunction.AffinityInfo64:
    case CallFunction.MigrateInfoType:
    case CallFunction.SystemOff:
    case CallFunction.SystemReset:
    case CallFunction.PsciFeatures:
      return true;
    default:
      return false;
  }
}

/** SMCCC_ARCH_FEATURES. */
function isArchitectural(id: u64): boolean {
  switch (lowU32(id)) {
    case CallFunction.SmcccVersion:
    case CallFunction.ArchFeatures:
      return true;
    default:
      return false;
  }
}

/** Argument `n` of a call with 32-bit arguments. */
function word(vcpu: Vcpu, n: number): u64 {
  return vcpu.context.readX(n) & 0xffff_ffffn;
}

function answer(vcpu: Vcpu, result: u64): ExitVerdict {
  vcpu.context.writeX(0, result);
  return ExitVerdict.Resume;
}

function answerCode(vcpu: Vcpu, code: i32): ExitVerdict {
  return answer(vcpu, BigInt.asUintN(64, BigInt(code)));
}
