/** What the shell works on. The device has the real machine behind these interfaces, the unit tests have a made-up one. */
import type { VmConfig } from "../config/vm-config.js";
import type { FileTree } from "../fs/file-tree.js";
import type { u32, u64 } from "../std/index.js";
import type { VmStatistics } from "../vmm/statistics.js";
import type { StopOutcome } from "../vmm/stop-vm.js";
import type { VcpuRegisters } from "../vmm/vcpu-registers.js";
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

/** A VM as it is at one moment. */
export interface VmInfo {
  readonly id: u32;
  readonly name: string;
  readonly state: VmState;
  /** The guest was asked to power itself off and may take its time. */
  readonly shuttingDown: boolean;
  /** Why the last run ended; "" before the first end. */
  readonly stopReason: string;
  /** How often it was started, its own restarts among them. */
  readonly starts: u32;
  readonly vcpus: readonly VcpuInfo[];
  readonly config: VmConfig;
}

/** What the shell does with VMs. Those that can fail give the reason, or null when it was done. */
export interface VmControl {
  /** All VMs in order of id. */
  list(): readonly VmInfo[];
  /** Null: none has the id. */
  find(id: u32): VmInfo | null;
  /** Makes a VM of the configuration at `path`, absolute. */
  create(path: string): Creation;
  start(id: u32): string | null;
  /** Waits for the vCPUs to leave the guest, but not for ever. */
  suspend(id: u32): Suspension;
  resume(id: u32): string | null;
  /** Begins to stop the VM. */
  stop(id: u32, force: boolean): StopBegin;
  /** Begins a restart: stops the VM unless it is ready to be started. */
  beginRestart(id: u32, force: boolean): StopBegin;
  /** Waits for the end of what `stop` or `beginRestart` began, or for Ctrl-C. */
  finishStop(id: u32): StopOutcome;
  /** @param force stops it first, whatever its state */
  remove(id: u32, force: boolean): Removal;
  /** Null where there is no such VM. */
  statistics(id: u32): VmStatistics | null;
  /** Where vCPU `index` is in its guest; null for one that is off. */
  registers(id: u32, index: u32): VcpuRegisters | null;
  /** What its console printed last, as much as is kept; nothing where there is no such VM. */
  consoleLog(id: u32): Uint8Array;
  /** Gives `body` the last `lines` of that (null: all), and then what comes, until Ctrl-C is pressed or the VM does not run. */
  followLog(id: u32, lines: u64 | null, body: (piece: Uint8Array) => void): void;
  /** The VM's console, until the escape key or the end of its run. */
  attach(id: u32): void;
}

/** What came of a suspend. */
export interface Suspension {
  readonly refusal: string | null;
  /** vCPUs that were still in the guest when the time to leave it was up. */
  readonly late: readonly u32[];
}

/** What came of the begin of a stop. */
export interface StopBegin {
  readonly refusal: string | null;
  /** The guest was asked to power itself off, and has its time for it. */
  readonly asked: boolean;
}

/** What came of a delete. */
export interface Removal {
  readonly refusal: string | null;
  /** Strong references to the VM that were left: 1 is the command's own. */
  readonly references: u32;
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
  /** Armed at this moment. */
  readonly timers: u32;
  /** Tags of the VMs in the TLBs. */
  readonly vmids: u32;
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
  cpuTimes(): CpuTimes;
  /** Waits `limit` milliseconds at most for one of `keys` (bytes); true: it was pressed. Other input is dropped meanwhile. */
  awaitKey(keys: readonly number[], limit: u64): boolean;
}

/** What the machine's CPUs did, in ticks of the system counter. */
export interface CpuTimes {
  readonly now: u64;
  /** Time without anything to do, for each CPU. */
  readonly idle: readonly u64[];
}

/** What a command reaches. `cd` changes `cwd`, nothing else is changed. */
export interface ShellContext {
  readonly root: Command;
  readonly files: FileTree;
  readonly vms: VmControl;
  readonly machine: MachineControl;
  /** Working directory: absolute, normalised. */
  cwd: string;
}
