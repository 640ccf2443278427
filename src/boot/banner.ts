/** What is printed first: the hypervisor, and the machine that it found. */
import { print } from "../std/index.js";
import type { u32, u64 } from "../std/index.js";
import { productName, productVersion } from "../shell/product.js";
import { ramBytes } from "./machine.js";
import type { Machine } from "./machine.js";

export function printBanner(machine: Machine): void {
  print(`${productName} ${productVersion}: ${machine.model}`);
  print(`  memory ${megabytes(ramBytes(machine))}, ${cpuText(machine.cpus.length)}, GICv3`);
}

export function megabytes(bytes: u64): string {
  return `${bytes >> 20n} MB`;
}

export function cpuText(count: u32): string {
  return count === 1 ? "1 CPU" : `${count} CPUs`;
}
