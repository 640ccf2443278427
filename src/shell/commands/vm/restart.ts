import { whyNotStart } from "../../../vmm/refusals.js";
import type { Call } from "../../call.js";
import { command, Repeat, vmArgument } from "../../command.js";
import type { VmInfo } from "../../shell-context.js";
import { lookUpVms, vmTitle } from "../../vm-lookup.js";
import { awaitStop, tellBegin } from "./stopping.js";

export const restart = command("restart", "Stop VMs, and start them again from clean memory")
  .argument(vmArgument("vm", Repeat.OneOrMore))
  .flag("force", "f", "without asking the guest; also a VM that is stopping already")
  .note("A guest that listens to its power key is asked first, as by 'vm stop'. A VM that does not run is started.")
  .run((call) => {
    const restarted = lookUpVms(call, call.arguments("vm")).filter((vm) => restartOne(call, vm));
    if (restarted.length > 0) call.out.hint(`'vm console ${restarted[0]!.id}' shows its console.`);
  });

function restartOne(call: Call, vm: VmInfo): boolean {
  if (!tellBegin(call, vm, call.shell.vms.beginRestart(vm.id, call.has("force")))) return false;
  if (!mayStart(call, vm)) {
    call.out.failure(`${vmTitle(vm)} was not restarted; when it has stopped, 'vm start ${vm.id}' boots it`);
    return false;
  }
  return startAgain(call, vm);
}

/** It is Stopped, or still Loaded. */
function mayStart(call: Call, vm: VmInfo): boolean {
  return whyNotStart(vm.state) === null || awaitStop(call, vm);
}

function startAgain(call: Call, vm: VmInfo): boolean {
  const refusal = call.shell.vms.start(vm.id);
  if (refusal === null) call.out.success(`${vmTitle(vm)} restarted`);
  else call.out.failure(refusal);
  return refusal === null;
}
