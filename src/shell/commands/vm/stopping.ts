/** What `vm stop` and `vm restart` say while a VM stops. */
import { shutdownMilliseconds, StopOutcome, stopMilliseconds } from "../../../vmm/stop-vm.js";
import type { Call } from "../../call.js";
import type { StopBegin, VmInfo } from "../../shell-context.js";
import { vmTitle } from "../../vm-lookup.js";

/** Prints why the VM does not begin to stop, false then, or that its guest was asked to power itself off. */
export function tellBegin(call: Call, vm: VmInfo, begin: StopBegin): boolean {
  if (begin.refusal !== null) call.out.failure(begin.refusal);
  if (begin.asked) tellAsked(call, vm);
  return begin.refusal === null;
}

function tellAsked(call: Call, vm: VmInfo): void {
  call.out.hint(`${vmTitle(vm)} was asked to power off and has ${shutdownMilliseconds / 1000n} s for it; Ctrl-C does not wait.`);
}

/** Waits until the VM is Stopped; false, with the reason printed, when it is not. */
export function awaitStop(call: Call, vm: VmInfo): boolean {
  switch (call.shell.vms.finishStop(vm.id)) {
    case StopOutcome.Stopped:
      return true;
    case StopOutcome.StoppedUnasked:
      call.out.warning(`${vmTitle(vm)} did not power off within ${shutdownMilliseconds / 1000n} s, so it had no say`);
      return true;
    case StopOutcome.Late:
      call.out.warning(`${vmTitle(vm)} is still stopping after ${stopMilliseconds / 1000n} s`);
      call.out.hint(`'vm stop --force ${vm.id}' pushes it.`);
      return false;
    case StopOutcome.LeftAlone:
      call.out.warning(`${vmTitle(vm)} is still stopping`);
      call.out.hint(`'vm stop --force ${vm.id}' ends it at once.`);
      return false;
  }
}
