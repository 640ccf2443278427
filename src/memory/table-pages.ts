/** Pages for translation tables, from the machine's free memory. */
import type { TablePages } from "../arch/aarch64/stage2.js";
import type { u64 } from "../std/index.js";
import { allocatePages, freePhysical } from "./physical-memory.js";

export class MachineTablePages implements TablePages {
  allocate(bytes: u64): u64 | null {
    return allocatePages(bytes);
  }

  free(hpa: u64, bytes: u64): void {
    freePhysical(hpa, bytes);
  }
}
