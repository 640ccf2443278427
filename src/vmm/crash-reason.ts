/** Why a run of a VM ended: kept as numbers, because the exit path records it; the words are made when somebody asks. */
import { hex } from "../std/index.js";
import type { u32, u64 } from "../std/index.js";

/** Why a guest's vCPU could not go on. The comment names what `detail` is. */
export enum CrashReason {
  /** Exception class that nobody handles. ESR_EL2. */
  UnknownException = 0,
  /** GPA that neither memory nor a device has. */
  UnmappedRead = 1,
  UnmappedWrite = 2,
  UnmappedFetch = 3,
  /** GPA; the memory's flags do not allow the access. */
  ForbiddenAccess = 4,
  /** GPA; a device was accessed by an instruction that the CPU does not describe (pair, writeback, vector). */
  UndecodableAccess = 5,
  /** ESR_EL2 of an SError that the guest caused. */
  SystemError = 6,
  /** ESR_EL2; the walk of the guest's own tables, or of stage 2, failed in another way. */
  TranslationFailure = 7,
  /** System register that may not be accessed. ESR_EL2. */
  ForbiddenRegister = 8,
}

/** Why the last run ended. */
export enum Ending {
  /** No run has ended yet. */
  None = 0,
  /** `vm stop` took the guest's vCPUs away. */
  Stopped = 1,
  /** The guest switched itself off (PSCI SYSTEM_OFF). */
  PowerOff = 2,
  /** The guest asked for a restart (PSCI SYSTEM_RESET). */
  Reset = 3,
  Crash = 4,
  /** The guest's last vCPU switched itself off (PSCI CPU_OFF). */
  AllCpusOff = 5,
  /** The restart failed: `Vm.failure` says why. */
  Failure = 6,
  /** `vm stop` asked the guest to power itself off, and it did. */
  ShutDown = 7,
}

/** A crash as the exit path records it; plain numbers, all written under the VM's lock. */
export class CrashRecord {
  vcpu: u32 = 0;
  reason: CrashReason = CrashReason.UnknownException;
  detail: u64 = 0n;
  pc: u64 = 0n;

  /** @nothrow @noalloc */
  set(vcpu: u32, reason: CrashReason, detail: u64, pc: u64): void {
    this.vcpu = vcpu;
    this.reason = reason;
    this.detail = detail;
    this.pc = pc;
  }
}

/** For messages. @param crash a copy: the exit path may write the VM's own meanwhile */
export function describeCrash(crash: CrashRecord): string {
  return `vCPU ${crash.vcpu}: ${describeReason(crash.reason, hex(crash.detail))} at pc ${hex(crash.pc)}`;
}

function describeReason(reason: CrashReason, detail: string): string {
  switch (reason) {
    case CrashReason.UnknownException:
      return `unhandled exception, ESR_EL2 ${detail},`;
    case CrashReason.UnmappedRead:
      return `read from unmapped address ${detail}`;
    case CrashReason.UnmappedWrite:
      return `write to unmapped address ${detail}`;
    case CrashReason.UnmappedFetch:
      return `instruction fetch from unmapped address ${detail}`;
    case CrashReason.ForbiddenAccess:
      return `access to ${detail} that the memory's flags forbid`;
    case CrashReason.UndecodableAccess:
      return `device access to ${detail} by an instruction that cannot be emulated`;
    case CrashReason.SystemError:
      return `system error, ESR_EL2 ${detail},`;
    case CrashReason.TranslationFailure:
      return `address translation failed, ESR_EL2 ${detail},`;
    case CrashReason.ForbiddenRegister:
      return `access to a system register that it may not touch, ESR_EL2 ${detail},`;
  }
}
