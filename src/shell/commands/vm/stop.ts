import { VmState } from "../../../vmm/vm-state.js";
import type { Call } from "../../call.js";
import { command, Repeat, vmArgument } from "../../command.js";
import type { VmInfo } from "../../shell-context.js";
import { lookUpVms, vmTitle } from "../../vm-lookup.js";
import { awaitStop, tellBegin } from "./stopping.js";

export const stop = command("stop", "Stop VMs, the way their guests want it")
  .argument(vmArgument("vm", Repeat.OneOrMore))
  .flag("force", "f", "at once, without asking the guest; also a VM that is stopping already")
  .note("A guest that listens to its power key finds it pressed and has 10 s to power itself off; every other one is stopped at once.")
  .note("Ctrl-C ends the waiting: the guest goes on shutting down, and nothing but --force ends it should it take longer.")
  .run((call) => {
    const stopping = lookUpVms(call, call.arguments("vm")).filter((vm) => beginStop(call, vm));
    for (const vm of stopping) reportStop(call, vm);
  });

function beginStop(call: Call, vm: VmInfo): boolean {
  const force = call.has("force");
  if (!tellBegin(call, vm, call.shell.vms.stop(vm.id, force))) return false;
  if (vm.state === VmState.Loaded || vm.state === VmState.Loading) call.out.warning(`${vmTitle(vm)} was not running`);
  if (vm.state === VmState.Suspended && !force) call.out.warning(`${vmTitle(vm)} was suspended: its guest was not asked`);
  return true;
}

function reportStop(call: Call, vm: VmInfo): void {
  if (awaitStop(call, vm)) call.out.success(`${vmTitle(vm)} stopped`);
}
