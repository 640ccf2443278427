/** What `vm top` compares: everything at one moment. */
import type { u64 } from "../../std/index.js";
import type { VmStatistics } from "../../vmm/statistics.js";
import type { CpuTimes, ShellContext, VmInfo } from "../shell-context.js";

export interface VmSample {
  readonly vm: VmInfo;
  readonly statistics: VmStatistics;
}

export interface TopSample {
  readonly cpus: CpuTimes;
  /** Bytes of RAM that no guest has. */
  readonly freeMemory: u64;
  readonly vms: readonly VmSample[];
}

export function takeSample(shell: ShellContext): TopSample {
  const vms: VmSample[] = [];
  for (const vm of shell.vms.list()) {
    const statistics = shell.vms.statistics(vm.id);
    // Null: deleted since the list was made.
    if (statistics !== null) vms.push({ vm, statistics });
  }
  return { cpus: shell.machine.cpuTimes(), freeMemory: shell.machine.memoryUse().guestFree, vms };
}
