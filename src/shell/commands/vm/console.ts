import { VmState } from "../../../vmm/vm-state.js";
import { command, Repeat, vmArgument } from "../../command.js";
import { lookUpVm, vmTitle } from "../../vm-lookup.js";

export const attachConsole = command("console", "Sit at a VM's console; Ctrl-] leaves it")
  .argument(vmArgument("vm", Repeat.One))
  .run((call) => {
    const vm = lookUpVm(call, call.argument("vm"));
    if (vm === null) return;
    call.shell.vms.attach(vm.id);
    if (vm.state === VmState.Loaded) call.out.hint(`${vmTitle(vm)} was not started yet: 'vm start ${vm.id}' boots it.`);
  });
