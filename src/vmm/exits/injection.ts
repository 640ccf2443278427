/** Exceptions put into the guest: it is told no, and goes on by its own means. */
import { readFar } from "../../arch/aarch64/registers.js";
import { composeSyndrome, dataAbort, ExceptionClass, faultStatus } from "../../arch/aarch64/syndrome.js";
import type { u32, u64 } from "../../std/index.js";
import type { Vcpu } from "../vcpu.js";
import { ExitVerdict } from "./verdict.js";

/** PSTATE.M[3:0]: 0 is EL0. An AArch32 mode is EL0's as well (bit 4; its bits 3:0 are 0 for user mode). */
const modeMask: u64 = 0xfn;

/** The instruction is undefined for the guest. @nothrow @noalloc */
export function injectUndefined(vcpu: Vcpu): ExitVerdict {
  vcpu.context.injectException(composeSyndrome(ExceptionClass.Unknown, 0), 0n);
  return ExitVerdict.Resume;
}

/** Nothing answers at the address of a load or store. @param syndrome of the exit @nothrow @noalloc */
export function injectDataAbort(vcpu: Vcpu, syndrome: u32): ExitVerdict {
  const kind = fromEl0(vcpu) ? ExceptionClass.DataAbortLower : ExceptionClass.DataAbortSame;
  vcpu.context.injectException(composeSyndrome(kind, faultStatus.synchronousExternal | (syndrome & dataAbort.write)), readFar());
  return ExitVerdict.Resume;
}

/** Nothing answers where an instruction is fetched. @nothrow @noalloc */
export function injectInstructionAbort(vcpu: Vcpu): ExitVerdict {
  const kind = fromEl0(vcpu) ? ExceptionClass.InstructionAbortLower : ExceptionClass.InstructionAbortSame;
  vcpu.context.injectException(composeSyndrome(kind, faultStatus.synchronousExternal), readFar());
  return ExitVerdict.Resume;
}

function fromEl0(vcpu: Vcpu): boolean {
  return (vcpu.context.readPstate() & modeMask) === 0n;
}
