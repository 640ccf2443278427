/** VMs as people name them. */
import { nearest } from "../config/nearest.js";
import { parseInteger } from "../std/index.js";
import type { Call } from "./call.js";
import type { VmInfo } from "./shell-context.js";

const greatestId = 0xffff_ffffn;

/** The VM with this id or name; null, with the reason printed, when there is not exactly one. */
export function lookUpVm(call: Call, word: string): VmInfo | null {
  const id = parseInteger(word);
  const byId = id === null || id > greatestId ? null : call.shell.vms.find(Number(id));
  if (byId !== null) return byId;
  const vms = call.shell.vms.list();
  const named = vms.filter((vm) => vm.name === word);
  if (named.length === 1) return named[0]!;
  if (named.length > 1) {
    call.out.failure(`'${word}' is the name of VMs ${named.map((vm) => String(vm.id)).join(", ")}: use an id`);
    return null;
  }
  call.out.failure(id === null ? `there is no VM '${word}'` : `there is no VM[${word}]`);
  const near = nearest(
    word,
    vms.map((vm) => vm.name),
  );
  call.out.hint(near === null ? "'vm list' shows all VMs." : `Did you mean '${near}'?`);
  return null;
}

/** Those of the words that name a VM, each once; for the others the reason is printed. */
export function lookUpVms(call: Call, words: readonly string[]): VmInfo[] {
  const found: VmInfo[] = [];
  for (const word of words) {
    const vm = lookUpVm(call, word);
    if (vm !== null && !found.some((other) => other.id === vm.id)) found.push(vm);
  }
  return found;
}

/** `VM[0] linux`, for messages. */
export function vmTitle(vm: VmInfo): string {
  return `VM[${vm.id}] ${vm.name}`;
}
