import { confirmMilliseconds } from "../../../vmm/suspend-vm.js";
import type { Call } from "../../call.js";
import { command, Repeat, vmArgument } from "../../command.js";
import type { VmInfo } from "../../shell-context.js";
import { lookUpVms, vmTitle } from "../../vm-lookup.js";

export const suspend = command("suspend", "Freeze running VMs")
  .argument(vmArgument("vm", Repeat.OneOrMore))
  .note("The guest's clock stands still until 'vm resume'; what its devices receive meanwhile waits for it.")
  .run((call) => {
    for (const vm of lookUpVms(call, call.arguments("vm"))) suspendOne(call, vm);
  });

function suspendOne(call: Call, vm: VmInfo): void {
  const { refusal, late } = call.shell.vms.suspend(vm.id);
  if (refusal !== null) return call.out.failure(refusal);
  if (late.length > 0) {
    const names = late.map((index) => `vCPU ${index}`).join(", ");
    return call.out.warning(`${vmTitle(vm)} is being suspended, but still in the guest after ${confirmMilliseconds / 1000n} s: ${names}`);
  }
  call.out.success(`${vmTitle(vm)} suspended`);
  call.out.hint(`'vm resume ${vm.id}' lets it go on.`);
}
