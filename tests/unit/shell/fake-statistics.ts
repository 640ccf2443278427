/** What made-up VMs do: vCPU n runs (n + 1) tenths of the time, is kept from its CPU for one tenth, and sleeps the rest. */
import { deviceWindows } from "../../../src/devices/guest-map.js";
import type { VmInfo } from "../../../src/shell/shell-context.js";
import type { VcpuStatistics, VmStatistics } from "../../../src/vmm/statistics.js";

/** Ticks of Node's system counter in a second. */
export const secondTicks = 1_000_000_000n;

/** Time, which passes only when somebody waits. */
export class FakeClock {
  /** Milliseconds since the start. */
  milliseconds = 0n;

  get ticks(): bigint {
    return (this.milliseconds * secondTicks) / 1000n;
  }
}

export function fakeStatistics(vm: VmInfo, clock: FakeClock): VmStatistics {
  return {
    memory: { ram: 0x1000_0000n, pieces: 1, tables: 0x3000n },
    consoleBytes: 4711n,
    devices: deviceWindows(1),
    vcpus: vm.vcpus.map((vcpu) => fakeVcpu(vcpu.index, clock)),
  };
}

function fakeVcpu(index: number, clock: FakeClock): VcpuStatistics {
  const tenth = clock.ticks / 10n;
  const tens = clock.milliseconds / 100n;
  const count = (name: string, key: string, n: bigint): { name: string; key: string; count: bigint } => ({ name, key, count: n });
  return {
    index,
    cpu: index + 1,
    times: { run: tenth * BigInt(index + 1), wait: tenth * BigInt(8 - index), steal: tenth },
    exits: [count("interrupt", "interrupt", tens * 2n), count("WFI", "wfi", tens), count("other", "other", 0n)],
    refusals: [count("unknown call", "unknown_call", BigInt(index)), count("denied register", "denied_register", 0n)],
    injections: { timer: tens, softwareInterrupts: 2n, sharedInterrupts: 3n },
  };
}
