import type { Call } from "../../call.js";
import { command, Repeat, vmArgument } from "../../command.js";
import type { VmInfo } from "../../shell-context.js";
import { lookUpVms, vmTitle } from "../../vm-lookup.js";

export const resume = command("resume", "Let suspended VMs go on where they were")
  .argument(vmArgument("vm", Repeat.OneOrMore))
  .run((call) => {
    for (const vm of lookUpVms(call, call.arguments("vm"))) resumeOne(call, vm);
  });

function resumeOne(call: Call, vm: VmInfo): void {
  const refusal = call.shell.vms.resume(vm.id);
  if (refusal === null) call.out.success(`${vmTitle(vm)} resumed`);
  else call.out.failure(refusal);
}
