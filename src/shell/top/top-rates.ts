/** The difference of two samples: shares of a CPU, events per second. */
import { ticksPerSecond } from "../../std/index.js";
import type { u64 } from "../../std/index.js";
import type { Count } from "../../vmm/exit-reasons.js";
import type { VcpuStatistics, VmStatistics } from "../../vmm/statistics.js";
import type { TopSample, VmSample } from "./top-sample.js";

/** Of one vCPU, or of all of a VM's. */
export interface Rates {
  /** Thousandths of one CPU. */
  readonly run: u64;
  readonly steal: u64;
  /** Exits a second, for each reason, in the order of `exitsOf`. */
  readonly exits: readonly Count[];
}

/** Of each vCPU. A VM that was started between the samples began to count at 0. */
export function vcpuRates(before: TopSample, after: TopSample, of: VmSample): Rates[] {
  const earlier = before.vms.find((one) => one.vm.id === of.vm.id && one.vm.starts === of.vm.starts);
  const ticks = elapsed(before, after);
  return of.statistics.vcpus.map((vcpu) => rate(earlierVcpu(earlier?.statistics ?? null, vcpu), vcpu, ticks));
}

/** Shares are still of one CPU: those of four busy vCPUs make 4000. */
export function sumOfRates(rates: readonly Rates[]): Rates {
  let run: u64 = 0n;
  let steal: u64 = 0n;
  for (const one of rates) {
    run += one.run;
    steal += one.steal;
  }
  return { run, steal, exits: sumOfExits(rates) };
}

/** Thousandths of the time that each CPU had something to do. */
export function cpuLoads(before: TopSample, after: TopSample): u64[] {
  const ticks = elapsed(before, after);
  return after.cpus.idle.map((idle, n) => {
    const share = thousandths(growth(before.cpus.idle.at(n) ?? 0n, idle), ticks);
    return share > 1000n ? 0n : 1000n - share;
  });
}

function earlierVcpu(statistics: VmStatistics | null, vcpu: VcpuStatistics): VcpuStatistics | null {
  return statistics?.vcpus.at(vcpu.index) ?? null;
}

function rate(before: VcpuStatistics | null, after: VcpuStatistics, ticks: u64): Rates {
  return {
    run: thousandths(growth(before?.times.run ?? 0n, after.times.run), ticks),
    steal: thousandths(growth(before?.times.steal ?? 0n, after.times.steal), ticks),
    exits: after.exits.map((one, n): Count => {
      const more = growth(before?.exits.at(n)?.count ?? 0n, one.count);
      return { name: one.name, key: one.key, count: (more * ticksPerSecond()) / ticks };
    }),
  };
}

function sumOfExits(rates: readonly Rates[]): Count[] {
  const first = rates.at(0);
  if (first === undefined) return [];
  return first.exits.map((one, n): Count => {
    let count: u64 = 0n;
    for (const other of rates) count += other.exits[n]!.count;
    return { name: one.name, key: one.key, count };
  });
}

/** Ticks between the samples; not 0. */
function elapsed(before: TopSample, after: TopSample): u64 {
  const ticks = growth(before.cpus.now, after.cpus.now);
  return ticks === 0n ? 1n : ticks;
}

/** A count that began again is all growth. */
function growth(before: u64, after: u64): u64 {
  return after >= before ? after - before : after;
}

function thousandths(part: u64, whole: u64): u64 {
  return (part * 1000n) / whole;
}
