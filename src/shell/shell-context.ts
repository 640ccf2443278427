/** What the shell works on. The device has the real machine behind these interfaces, the unit tests have a made-up one. */
import type { VmConfig } from "../config/vm-config.js";
import type { FileTree } from "../fs/file-tree.js";
import type { u32, u64 } from "../std/index.js";
import type { VcpuState, VmState } from "../vmm/vm-state.js";
import type { Command } from "./command.js";

export interface VcpuInfo {
  readonly index: u32;
  readonly state: VcpuState;
  /** Affinity that the guest sees. */
  readonly mpidr: u64;
  /** Mask of the CPUs that may run it. */
  readonly cpus: u64;
}

/** A line of `vm show --stats`. */
export interface Statistic {
  readonly name: string;
  readonly value: string;
}

/** A VM as it is at one moment. */
export interface VmInfo {
  readonly id: u32;
  readonly name: string;
  readonly state: VmState;
  /** Why the last run ended; "" while it runs and before the first start. */
  readonly stopReason: string;
  readonly vcpus: readonly VcpuInfo[];
  readonly config: VmConfig;
}

/** What the shell does with VMs. Those that can fail give the reason, or null when it was done. */
export interface VmControl {
  /** All VMs in order of id. */
  list(): readonly VmInfo[];
  find(id: u32): VmInfo | null;
  /** Makes a VM of the configuration at `path`, absolute. */
  create(path: string): Creation;
  start(id: u32): string | null;
  stop(id: u32, force: boolean): string | null;
  /** False when it did not reach Stopped within `limit` milliseconds. */
  waitUntilStopped(id: u32, limit: u64): boolean;
  remove(id: u32, force: boolean): string | null;
  statistics(id: u32): readonly Statistic[];
  /** The VM's console, until the escape key or the end of its run. */
  attach(id: u32): void;
}

/** What came of `vm create` for one file. */
export interface Creation {
  /** The new VM; null when there is none. */
  readonly vm: VmInfo | null;
  readonly warnings: readonly string[];
  readonly problems: readonly string[];
}

/** What `free` shows. */
export interface MemoryUse {
  /** Bytes that no guest has. */
  readonly guestFree: u64;
  /** Bytes of the hypervisor's own heap. */
  readonly heapUsed: u64;
  readonly heapSize: u64;
  readonly tasks: u32;
  /** Deleted VMs that something still holds; 0 but for our own bugs. */
  readonly leakedVms: u32;
}

/** The machine and its screen. */
export interface MachineControl {
  powerOff(): void;
  clearScreen(): void;
  /** CPUs that run tasks. */
  cpuCount(): u32;
  memoryUse(): MemoryUse;
}

export interface ShellContext {
  readonly root: Command;
  readonly files: FileTree;
  readonly vms: VmControl;
  readonly machine: MachineControl;
  /** Working directory: absolute, normalised. */
  cwd: string;
}
