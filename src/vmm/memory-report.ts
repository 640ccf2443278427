/** What a VM takes of the machine's memory. */
import type { u32, u64 } from "../std/index.js";
import type { Vm } from "./vm.js";

export interface MemoryReport {
  /** Bytes of RAM that the guest has. */
  readonly ram: u64;
  /** Pieces of physical memory that it lies in. */
  readonly pieces: u32;
  /** Bytes of its stage-2 tables. */
  readonly tables: u64;
}

export function reportMemory(vm: Vm): MemoryReport {
  return { ram: vm.memory.bytes, pieces: vm.memory.parts.length, tables: vm.stage2.tableBytes };
}
