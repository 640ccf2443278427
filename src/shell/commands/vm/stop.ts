import type { u64 } from "../../../std/index.js";
import { VmState } from "../../../vmm/vm-state.js";
import type { Call } from "../../call.js";
import { command, Repeat, vmArgument } from "../../command.js";
import type { VmInfo } from "../../shell-context.js";
import { lookUpVms, vmTitle } from "../../vm-lookup.js";

/** How long a VM has to stop before the command goes on without it, ms. */
const stopWithin: u64 = 5000n;

export const stop = command("stop", "Stop VMs")
  .argument(vmArgument("vm", Repeat.OneOrMore))
  .flag("force", "f", "also a VM that is stopping already")
  .run((call) => {
    const stopping = lookUpVms(call, call.arguments("vm")).filter((vm) => beginStop(call, vm));
    for (const vm of stopping) reportStop(call, vm);
  });

function beginStop(call: Call, vm: VmInfo): boolean {
  if (vm.state === VmState.Loaded || vm.state === VmState.Loading) call.out.warning(`${vmTitle(vm)} was not running`);
  const refusal = call.shell.vms.stop(vm.id, call.has("force"));
  if (refusal !== null) call.out.failure(refusal);
  return refusal === null;
}

function reportStop(call: Call, vm: VmInfo): void {
  if (call.shell.vms.waitUntilStopped(vm.id, stopWithin)) return call.out.success(`${vmTitle(vm)} stopped`);
  call.out.warning(`${vmTitle(vm)} is still stopping after ${stopWithin / 1000n} s`);
  call.out.hint(`'vm stop --force ${vm.id}' pushes it.`);
}
