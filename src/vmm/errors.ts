/** What can go wrong with a VM from outside: files, configurations, commands. Guests that fail are no errors: see crash-reason.ts. */
import type { u32 } from "../std/index.js";

/** The message names the place (`linux.toml:14: kernel_load_addr …`) and what was expected; the shell shows it as it is. */
export class VmError extends Error {}

/** The VM that has the id was not touched. */
export class DuplicateVmId extends VmError {
  constructor(readonly id: u32) {
    super(`VM[${id}] exists already`);
  }
}
