/** Brings the machine's other CPUs up. */
import { hex } from "../std/index.js";
import type { u32 } from "../std/index.js";
import { cpuMpidr, PsciConduit, startCpu } from "../std/kernel/machine.js";
import type { Machine } from "./machine.js";

/** CPUs that the C kernel has room for: `CPU_LIMIT`. */
const greatestCpuCount: u32 = 64;

/** Starts all CPUs but this one, in the order of the device tree. @returns what went wrong, a line each */
export function startCpus(machine: Machine): string[] {
  const warnings: string[] = [];
  const own = cpuMpidr(0);
  let index: u32 = 1;
  for (const mpidr of machine.cpus) {
    if (mpidr === own) continue;
    if (machine.psci === PsciConduit.None) warnings.push(`CPU ${hex(mpidr)} stays off: the device tree names no PSCI 0.2 firmware`);
    else if (index >= greatestCpuCount) warnings.push(`CPU ${hex(mpidr)} stays off: ${greatestCpuCount} CPUs are supported`);
    else if (startCpu(index, mpidr, machine.psci)) index++;
    else warnings.push(`CPU ${hex(mpidr)} did not start`);
  }
  return warnings;
}
