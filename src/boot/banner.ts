/** What is printed first: the hypervisor, and the machine that it found. */
import { print } from "../std/index.js";
import type { u32, u64 } from "../std/index.js";
import type { HostMemory } from "./host-memory.js";
import { ramBytes } from "./machine.js";
import type { Machine } from "./machine.js";

/** @param product name and version of the hypervisor */
export function printMachine(product: string, machine: Machine): void {
  print(`${product} on ${machine.model}`);
  print(`  ${countText(machine.cpus.length, "CPU")}, ${megabytes(ramBytes(machine))} of memory`);
}

export function printMemory(memory: HostMemory): void {
  print(`  ${megabytes(memory.guestBytes)} for guests, ${megabytes(memory.heapBytes)} for the hypervisor's objects`);
}

function megabytes(bytes: u64): string {
  return `${bytes >> 20n} MB`;
}

function countText(count: u32, what: string): string {
  return count === 1 ? `1 ${what}` : `${count} ${what}s`;
}
