/** How a command stops a VM: a guest that listens to its power key is asked, and has time; every other one is not. */
import type { u64 } from "../std/index.js";
import { Ending } from "./crash-reason.js";
import { VmError } from "./errors.js";
import { whyNotStop } from "./refusals.js";
import { beginShutdown, beginStopping, cancelRestart, changeState, expelVcpus } from "./run-state.js";
import { VmState } from "./vm-state.js";
import type { Vm } from "./vm.js";
import { isStopped, waitFor } from "./wait-for-vm.js";
import type { Patience } from "./wait-for-vm.js";

/** How long a guest that was asked to power itself off has for it, ms: what Linux takes for its services, with some to spare. */
export const shutdownMilliseconds: u64 = 10_000n;
/** How long the key is held, ms. Drivers look at it some ms after its interrupt, scripts once a second, and a guest that shares its CPU late. */
const pressMilliseconds: u64 = 3000n;
/** How long the vCPUs of a VM have to leave the guest, ms. They are kicked, so it takes them microseconds unless something is wrong. */
export const stopMilliseconds: u64 = 5000n;

/**
 * Begins to stop the VM. A guest that listens to its power key finds it pressed, and runs on: `Vm.shuttingDown` says so. Every other
 * VM is on its way to Stopped. `finishStop` waits for either.
 * @param force asks no guest, and pushes a VM that is stopping already: its vCPUs are sent out of the guest, a restart that it asked for is dropped
 * @returns whether the guest was asked; it may have obeyed already
 * @throws VmError naming the state
 */
export function stopVm(vm: Vm, force: boolean): boolean {
  const refusal = whyNotStop(vm.state, force);
  if (refusal !== null) throw new VmError(`VM[${vm.id}] ${refusal}`);
  if (changeState(vm, VmState.Loaded, VmState.Stopped) || changeState(vm, VmState.Loading, VmState.Stopped)) return false;
  if (!force && vm.powerKey.isListenedTo() && beginShutdown(vm)) {
    vm.powerKey.press();
    return true;
  }
  if (beginStopping(vm, Ending.Stopped)) return false;
  cancelRestart(vm);
  expelVcpus(vm);
  return false;
}

/** What came of `stopVm`. */
export enum StopOutcome {
  Stopped = 0,
  /** The guest did not power itself off in time, so the VM was stopped without its consent. */
  StoppedUnasked = 1,
  /** A vCPU has not left the guest within `stopMilliseconds`. */
  Late = 2,
  /** Whoever waited did not want to any more: the guest goes on shutting down. */
  LeftAlone = 3,
}

/** Waits for the end of what `stopVm` began; a guest whose time to power itself off is up is stopped. */
export function finishStop(vm: Vm, waits: Patience): StopOutcome {
  let wanted = true;
  const stillWanted = (): boolean => (wanted = wanted && waits());
  const asked = vm.shuttingDown;
  if (asked && !waitForShutdown(vm, stillWanted)) {
    if (!wanted) return StopOutcome.LeftAlone;
    beginStopping(vm, Ending.Stopped);
  }
  if (!waitFor(vm, stopMilliseconds, () => isStopped(vm), stillWanted)) return wanted ? StopOutcome.Late : StopOutcome.LeftAlone;
  return asked && vm.ending === Ending.Stopped ? StopOutcome.StoppedUnasked : StopOutcome.Stopped;
}

/** False: the guest has not begun to leave for good. The key is up again afterwards. */
function waitForShutdown(vm: Vm, waits: Patience): boolean {
  const isOver = (): boolean => !vm.shuttingDown;
  const pressed = waitFor(vm, pressMilliseconds, isOver, waits);
  vm.powerKey.release();
  return pressed || waitFor(vm, shutdownMilliseconds - pressMilliseconds, isOver, waits);
}
