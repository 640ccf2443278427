import type { u32 } from "../../../std/index.js";
import { VcpuState } from "../../../vmm/vm-state.js";
import type { VmInfo } from "../../shell-context.js";

export interface StateCount {
  readonly state: VcpuState;
  readonly count: u32;
}

const shownOrder: readonly VcpuState[] = [
  VcpuState.Running,
  VcpuState.Blocked,
  VcpuState.Ready,
  VcpuState.Created,
  VcpuState.Free,
  VcpuState.Invalid,
];

/** How many vCPUs are in each state that occurs. */
export function countStates(vm: VmInfo): StateCount[] {
  const counts = shownOrder.map((state): StateCount => ({ state, count: vm.vcpus.filter((vcpu) => vcpu.state === state).length }));
  return counts.filter((one) => one.count > 0);
}
