/** Commands that wait for a VM. */
import { milliseconds, now } from "../std/index.js";
import type { u64 } from "../std/index.js";
import { VmState } from "./vm-state.js";
import type { Vm } from "./vm.js";

/** How often a command that waits looks, ms; a change of the VM's state ends its sleep at once. */
export const pollMilliseconds: u64 = 100n;

/** Tells, at each look, whether the command still wants to wait. */
export type Patience = () => boolean;

/** Waits whatever happens. */
export const patient: Patience = () => true;

/** Waits until `isDone`, for `limit` ms at most and no longer than `waits` says; false: it is not done. */
export function waitFor(vm: Vm, limit: u64, isDone: () => boolean, waits: Patience): boolean {
  const deadline = now() + milliseconds(limit);
  for (let left = limit; left > 0n && now() < deadline;) {
    const ticket = vm.changed.prepare();
    if (isDone()) return true;
    if (!waits()) return false;
    if (!vm.changed.waitUntil(ticket, now() + milliseconds(pollMilliseconds))) left -= left < pollMilliseconds ? left : pollMilliseconds;
  }
  return isDone();
}

/** At this moment: the lock is not taken. */
export function isStopped(vm: Vm): boolean {
  return vm.state === VmState.Stopped;
}
