/** The states of a VM and of a vCPU, and how they are shown. */

/** docs: the lifecycle table. */
export enum VmState {
  Loading = 0,
  Loaded = 1,
  Running = 2,
  Suspended = 3,
  Stopping = 4,
  Stopped = 5,
}

/** As commands and their JSON have it. */
export function vmStateName(state: VmState): string {
  switch (state) {
    case VmState.Loading:
      return "Loading";
    case VmState.Loaded:
      return "Loaded";
    case VmState.Running:
      return "Running";
    case VmState.Suspended:
      return "Suspended";
    case VmState.Stopping:
      return "Stopping";
    case VmState.Stopped:
      return "Stopped";
  }
}

/** What a vCPU does. */
export enum VcpuState {
  /** Off: a secondary one that the guest has not switched on, or any one that the guest switched off. */
  Free = 0,
  /** The primary one of a VM that is not started. */
  Created = 1,
  /** Switched on, its task has not yet entered the guest. */
  Ready = 2,
  /** In the guest, or ready to be there. */
  Running = 3,
  /** Waits for an interrupt, or for the VM to be resumed. */
  Blocked = 4,
  /** Crashed. */
  Invalid = 5,
}

/** In full, as `vm show` has it. */
export function vcpuStateName(state: VcpuState): string {
  switch (state) {
    case VcpuState.Free:
      return "Free";
    case VcpuState.Created:
      return "Created";
    case VcpuState.Ready:
      return "Ready";
    case VcpuState.Running:
      return "Running";
    case VcpuState.Blocked:
      return "Blocked";
    case VcpuState.Invalid:
      return "Invalid";
  }
}

/** As `vm list` abbreviates it. */
export function vcpuStateCode(state: VcpuState): string {
  switch (state) {
    case VcpuState.Free:
      return "Free";
    case VcpuState.Created:
      return "Cre";
    case VcpuState.Ready:
      return "Rdy";
    case VcpuState.Running:
      return "Run";
    case VcpuState.Blocked:
      return "Blk";
    case VcpuState.Invalid:
      return "Inv";
  }
}
