/** How often a vCPU left the guest in this run of its VM, by reason; but for interrupts, which its context counts. Written by the vCPU's own task, read by anybody (a figure may be a moment old). */
import type { u32, u64 } from "../std/index.js";

/** What is counted besides the exception classes, which are counters 0 to 63. */
export enum ExitEvent {
  /** The guest's virtual timer fired. */
  VirtualTimer = 64,
  /** An interrupt was put into a list register because somebody else asked for it. */
  Flush = 65,
  Maintenance = 66,
  /** HVC or SMC with a function that nobody answers. */
  UnknownCall = 67,
  /** Load, store or fetch where nothing is, answered with an abort. */
  UnmappedAccess = 68,
  /** System register that the guest may not use, answered with an undefined-instruction exception. */
  DeniedRegister = 69,
}

const counterCount: u32 = 70;

export class ExitCounters {
  /** @racy written by the vCPU's own task; who reads a figure may get that of a moment ago */
  private readonly counts = new BigUint64Array(counterCount);

  /** @param reason ESR_EL2.EC or an ExitEvent @nothrow @noalloc */
  count(reason: u32): void {
    this.counts[reason] = BigInt.asUintN(64, this.counts[reason]! + 1n);
  }

  /** All from 0 on again, at the start of a run. @nothrow @noalloc */
  reset(): void {
    this.counts.fill(0n);
  }

  /** @param reason ESR_EL2.EC or an ExitEvent @nothrow @noalloc */
  of(reason: u32): u64 {
    return this.counts[reason]!;
  }

  /** All exits that an exception class counts. */
  total(): u64 {
    let sum: u64 = 0n;
    for (let reason: u32 = 0; reason < 64; reason++) sum += this.counts[reason]!;
    return sum;
  }
}
