/** VMIDs: the tags of the VMs' entries in the TLBs. 8 bits, which every CPU has; 0 is nobody's. */
import { Mutex, u8 } from "../../std/index.js";
import type { u32 } from "../../std/index.js";

const greatestVmid: u8 = 255;

/** Element n: VMID n is in use. */
const used = new Mutex(new Array<boolean>(greatestVmid + 1).fill(false));

/** Null when 255 VMs have one. */
export function allocateVmid(): u8 | null {
  return used.with((vmids): u8 | null => {
    for (let vmid = 1; vmid <= greatestVmid; vmid++) {
      if (vmids[vmid]!) continue;
      vmids[vmid] = true;
      return u8(vmid);
    }
    return null;
  });
}

/** VMs that have one. */
export function vmidsInUse(): u32 {
  return used.with((vmids) => vmids.filter((taken) => taken).length);
}

/** The TLBs must not know it any more. */
export function freeVmid(vmid: u8): void {
  used.with((vmids) => {
    vmids[vmid] = false;
  });
}
