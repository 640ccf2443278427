import { log } from "../console/log.js";
import { OutOfMemoryError } from "../std/index.js";
import { Ending } from "./crash-reason.js";
import type { Vm } from "./vm.js";

/** Tells the log why the VM stopped; in detail messages alone where a command asked for it. Without memory nothing is told. */
export function reportEnding(vm: Vm): void {
  try {
    const reason = vm.stopReason;
    if (reason === "") return;
    const text = `VM[${vm.id}] ${vm.name} stopped: ${reason}`;
    if (vm.ending === Ending.Stopped) log.debug(text);
    else if (vm.ending === Ending.Crash || vm.ending === Ending.Failure) log.error(text);
    else log.info(text);
  } catch (error) {
    if (!(error instanceof OutOfMemoryError)) throw error;
  }
}
