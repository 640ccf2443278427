import { VmState } from "../../vmm/vm-state.js";
import { command } from "../command.js";
import type { VmInfo } from "../shell-context.js";

function isActive(vm: VmInfo): boolean {
  return vm.state === VmState.Running || vm.state === VmState.Suspended || vm.state === VmState.Stopping;
}

export const exit = command("exit", "Power the machine off")
  .alias("quit")
  .flag("force", "f", "also while VMs run: they are cut off")
  .note("Without --force the machine stays on while a VM runs, so that no guest loses its work.")
  .run((call) => {
    const active = call.shell.vms.list().filter(isActive);
    if (active.length > 0 && !call.has("force")) {
      const names = active.map((vm) => `VM[${vm.id}] ${vm.name}`);
      call.out.failure(`the machine stays on: ${active.length === 1 ? "a VM is" : "VMs are"} still running: ${names.join(", ")}`);
      return call.out.hint("Stop them with 'vm stop', or use 'exit --force' to cut them off.");
    }
    call.out.text("Powering off.");
    call.shell.machine.powerOff();
  });
