/** Which physical CPUs may run which vCPU. */
import type { VmConfig } from "../config/vm-config.js";
import { hex } from "../std/index.js";
import type { u32, u64 } from "../std/index.js";
import { cpuCount, cpuMpidr } from "../std/kernel/machine.js";
import { VmError } from "./errors.js";
import { listVms } from "./vm-list.js";

const idsKey = "base.phys_cpu_ids";
const setsKey = "base.phys_cpu_sets";

/**
 * A mask for each vCPU: what `phys_cpu_sets` says, else the CPU that `phys_cpu_ids` names, else the CPU with the fewest vCPUs.
 * @throws VmError naming the key and the CPU that does not exist
 */
export function placeVcpus(config: VmConfig): u64[] {
  checkIds(config);
  if (config.physCpuSets.length > 0) return masksFromSets(config);
  if (config.physCpuIds.length > 0) return config.physCpuIds.map((mpidr) => 1n << BigInt(cpuWith(mpidr)!));
  return spread(config.cpuNum);
}

function checkIds(config: VmConfig): void {
  for (const id of config.physCpuIds) {
    if (cpuWith(id) === null) throw new VmError(`${config.place(idsKey)}: no CPU of this machine has the id ${hex(id)} (${cpuIds()})`);
  }
}

function masksFromSets(config: VmConfig): u64[] {
  const online = (1n << BigInt(cpuCount())) - 1n;
  for (const mask of config.physCpuSets) {
    if ((mask & online) !== mask || mask === 0n) {
      throw new VmError(`${config.place(setsKey)}: ${hex(mask)} names no CPU or one that does not run (${hex(online)} do)`);
    }
  }
  return [...config.physCpuSets];
}

/** Index of the CPU with this affinity; null: none runs that has it. */
function cpuWith(mpidr: u64): u32 | null {
  for (let i: u32 = 0; i < cpuCount(); i++) if (cpuMpidr(i) === mpidr) return i;
  return null;
}

function cpuIds(): string {
  const ids: string[] = [];
  for (let i: u32 = 0; i < cpuCount(); i++) ids.push(hex(cpuMpidr(i)));
  return `they have ${ids.join(", ")}`;
}

function spread(vcpuCount: u32): u64[] {
  const load = vcpusOfEachCpu();
  const masks: u64[] = [];
  for (let i: u32 = 0; i < vcpuCount; i++) {
    const cpu = leastLoaded(load);
    load[cpu] = load[cpu]! + 1;
    masks.push(1n << BigInt(cpu));
  }
  return masks;
}

/** The last of those with the least: CPU 0, which has the shell and the machine's interrupts, comes last. */
function leastLoaded(load: readonly u32[]): u32 {
  let best = load.length - 1;
  for (let cpu = load.length - 1; cpu >= 0; cpu--) if (load[cpu]! < load[best]!) best = cpu;
  return best;
}

/** How many vCPUs of all VMs are bound to each CPU alone. */
function vcpusOfEachCpu(): u32[] {
  const load = new Array<u32>(cpuCount()).fill(0);
  for (const vm of listVms()) {
    for (const vcpu of vm.vcpus) {
      for (let cpu: u32 = 0; cpu < load.length; cpu++) if (vcpu.cpus === 1n << BigInt(cpu)) load[cpu] = load[cpu]! + 1;
    }
  }
  return load;
}
