import { FileError } from "../../../fs/file-tree.js";
import type { Call } from "../../call.js";
import { command, Repeat, vmArgument } from "../../command.js";
import type { VmInfo } from "../../shell-context.js";
import { keepLog, keptLogPath, removeVmData } from "../../vm-data.js";
import { lookUpVms, vmTitle } from "../../vm-lookup.js";

export const remove = command("delete", "Remove VMs and give their memory back")
  .argument(vmArgument("vm", Repeat.OneOrMore))
  .flag("force", "f", "also VMs that are not stopped: they are stopped first")
  .flag("keep-data", "", "keep the VM's files, and its console's output in a file beside them")
  .note("Without --keep-data its configuration, images and log are removed, unless another VM uses them.")
  .run((call) => {
    for (const vm of lookUpVms(call, call.arguments("vm"))) removeOne(call, vm);
  });

function removeOne(call: Call, vm: VmInfo): void {
  const log = call.shell.vms.consoleLog(vm.id);
  const { refusal, references } = call.shell.vms.remove(vm.id, call.has("force"));
  if (refusal !== null) return call.out.failure(refusal);
  if (references === 1) call.out.success(`${vmTitle(vm)} deleted, reference count 1: all of it is freed`);
  else call.out.warning(`${vmTitle(vm)} deleted, but it leaks: reference count ${references}, where 1 was expected`);
  if (call.has("keep-data")) keepData(call, vm, log);
  else removeData(call, vm);
}

function keepData(call: Call, vm: VmInfo, log: Uint8Array): void {
  try {
    if (log.length > 0) {
      keepLog(call.shell.files, vm.id, log);
      call.out.text(`Its console's output is in ${keptLogPath(vm.id)}.`);
    }
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    call.out.warning(`its console's output is lost: ${error.message}`);
  }
  if (vm.config.source !== "") call.out.hint(`'vm create ${vm.config.source}' makes it again.`);
}

function removeData(call: Call, vm: VmInfo): void {
  const { removed, kept } = removeVmData(call.shell.files, vm, call.shell.vms.list());
  if (removed.length > 0) call.out.text(`Removed: ${removed.join(", ")}`);
  for (const one of kept) call.out.text(`Kept ${one}`);
}
