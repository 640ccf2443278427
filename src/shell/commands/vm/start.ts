import { whyNotStart } from "../../../vmm/refusals.js";
import type { Call } from "../../call.js";
import { command, Repeat, vmArgument } from "../../command.js";
import type { VmInfo } from "../../shell-context.js";
import { lookUpVms, vmTitle } from "../../vm-lookup.js";

export const start = command("start", "Boot VMs and sit at the console of the first")
  .argument(vmArgument("vm", Repeat.Any))
  .flag("detach", "d", "stay in the shell")
  .note("Without a VM all that can be started are. Ctrl-] leaves the console; the VM goes on.")
  .run((call) => {
    const words = call.arguments("vm");
    const wanted = words.length === 0 ? startable(call) : lookUpVms(call, words);
    const started = wanted.filter((vm) => startOne(call, vm));
    if (started.length === 0) return;
    if (!call.has("detach")) return call.shell.vms.attach(started[0]!.id);
    call.out.hint(`'vm console ${started[0]!.id}' shows its console.`);
  });

function startable(call: Call): readonly VmInfo[] {
  const vms = call.shell.vms.list().filter((vm) => whyNotStart(vm.state) === null);
  if (vms.length === 0) call.out.warning("there is no VM that could be started");
  return vms;
}

function startOne(call: Call, vm: VmInfo): boolean {
  const refusal = call.shell.vms.start(vm.id);
  if (refusal === null) call.out.success(`${vmTitle(vm)} started`);
  else call.out.failure(refusal);
  return refusal === null;
}
