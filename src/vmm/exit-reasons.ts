/** The reasons for which vCPUs leave the guest, and what of that was refused: as people and programs read them. */
import { ExceptionClass } from "../arch/aarch64/syndrome.js";
import type { u32, u64 } from "../std/index.js";
import { ExitEvent } from "./exit-counters.js";
import type { Vcpu } from "./vcpu.js";

/** How often something happened. */
export interface Count {
  /** For people. */
  readonly name: string;
  /** For programs: a JSON key. */
  readonly key: string;
  readonly count: u64;
}

interface Counter {
  readonly name: string;
  readonly key: string;
  /** ESR_EL2.EC, or an ExitEvent. */
  readonly reason: u32;
}

/** Exception classes with a name of their own; the others together are "other". */
const exits: readonly Counter[] = [
  { name: "WFI", key: "wfi", reason: ExceptionClass.WaitForInterrupt },
  { name: "HVC", key: "hvc", reason: ExceptionClass.HypervisorCall },
  { name: "SMC", key: "smc", reason: ExceptionClass.SecureMonitorCall },
  { name: "system register", key: "system_register", reason: ExceptionClass.SystemRegister },
  { name: "device access", key: "device_access", reason: ExceptionClass.DataAbortLower },
];

/** Answered, but with a no. */
const refusals: readonly Counter[] = [
  { name: "unknown call", key: "unknown_call", reason: ExitEvent.UnknownCall },
  { name: "unmapped access", key: "unmapped_access", reason: ExitEvent.UnmappedAccess },
  { name: "denied register", key: "denied_register", reason: ExitEvent.DeniedRegister },
];

/** Every exit in this run of the VM, each under one reason. */
export function exitsOf(vcpu: Vcpu): Count[] {
  const counts: Count[] = [{ name: "interrupt", key: "interrupt", count: vcpu.interruptExits() }];
  let other = vcpu.exits.total();
  for (const { name, key, reason } of exits) {
    const count = vcpu.exits.of(reason);
    // The total was read before: what was counted since must not make it negative.
    other -= count < other ? count : other;
    counts.push({ name, key, count });
  }
  counts.push({ name: "other", key: "other", count: other });
  return counts;
}

/** What the guest asked for in this run of the VM and did not get. */
export function refusalsOf(vcpu: Vcpu): Count[] {
  return refusals.map(({ name, key, reason }): Count => ({ name, key, count: vcpu.exits.of(reason) }));
}

export function sumOf(counts: readonly Count[]): u64 {
  let sum: u64 = 0n;
  for (const one of counts) sum += one.count;
  return sum;
}
