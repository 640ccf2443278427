import type { Call } from "../../call.js";
import { command, Repeat, vmArgument } from "../../command.js";
import type { VmInfo } from "../../shell-context.js";
import { lookUpVms, vmTitle } from "../../vm-lookup.js";

export const remove = command("delete", "Remove VMs and give their memory back")
  .argument(vmArgument("vm", Repeat.OneOrMore))
  .flag("force", "f", "also VMs that are not stopped: they are stopped first")
  .flag("keep-data", "", "keep the VM's files")
  .note("The files of the bundle cannot be changed, so they stay with and without --keep-data.")
  .run((call) => {
    for (const vm of lookUpVms(call, call.arguments("vm"))) removeOne(call, vm);
  });

function removeOne(call: Call, vm: VmInfo): void {
  const { refusal, references } = call.shell.vms.remove(vm.id, call.has("force"));
  if (refusal !== null) return call.out.failure(refusal);
  if (references === 1) call.out.success(`${vmTitle(vm)} deleted, reference count 1: all of it is freed`);
  else call.out.warning(`${vmTitle(vm)} deleted, but it leaks: reference count ${references}, where 1 was expected`);
  if (vm.config.source !== "") call.out.hint(`'vm create ${vm.config.source}' makes it again.`);
}
