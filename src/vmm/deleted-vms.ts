/** Looks after deleted VMs: one whose object is still held somewhere is a leak. */
import { Mutex } from "../std/index.js";
import type { u32 } from "../std/index.js";
import type { Vm } from "./vm.js";

class DeletedVms {
  references: WeakRef<Vm>[] = [];

  forgetGone(): void {
    this.references = this.references.filter((reference) => reference.deref() !== undefined);
  }
}

/** Guards the list alone. */
const deleted = new Mutex(new DeletedVms());

/** Notes a VM that is in no list any more, for `heldAfterDelete`; does not keep it alive. */
export function rememberDeleted(vm: Vm): void {
  deleted.with((vms) => {
    vms.forgetGone();
    vms.references.push(new WeakRef(vm));
  });
}

/** Strong references to the VM, the caller's among them; says nothing while other tasks may take or drop some. @native rt_strong_count @nothrow @noalloc */
export function strongCount(_vm: Vm): u32 {
  return 1;
}

/** Deleted VMs that somebody still holds: 0 once every command is done. */
export function heldAfterDelete(): u32 {
  return deleted.with((vms) => {
    vms.forgetGone();
    return vms.references.length;
  });
}
