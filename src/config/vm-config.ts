/** What a guest's configuration file says, after it was read and before it is compared with the machine. */
import type { u32, u64 } from "../std/index.js";

/** How a memory region gets its memory: AxVisor's `map_type`. */
export enum MemoryMapType {
  /** Any free memory of the machine, at the region's GPA. */
  Allocate = 0,
  /** The machine's own memory at HPA = GPA: the configured address where that is free, else another, and what lies in it moves along. */
  Identical = 1,
  /** The machine's memory at HPA = GPA exactly: what its device tree reserves, or what is free; one VM can have it. */
  Reserved = 2,
}

/** One entry of `kernel.memory_regions`. */
export interface MemoryRegionConfig {
  /** First address, GPA. */
  readonly gpa: u64;
  /** Bytes. */
  readonly size: u64;
  /** AxVisor's mapping flags: bit 0 read, 1 write, 2 execute; others are kept, not used. */
  readonly flags: u64;
  readonly mapType: MemoryMapType;
}

/** AxVisor's `interrupt_mode`. The guest's GIC is emulated in each. */
export enum InterruptMode {
  NoIrq = 0,
  Emulated = 1,
  /** The interrupts of devices that were passed through are delivered to the guest. */
  Passthrough = 2,
}

/** A device that the guest gets, or does not get: a path of the machine's device tree. */
export interface PathRequest {
  /** Key and line that ask for it. */
  readonly key: string;
  readonly line: u32;
  readonly path: string;
}

/** Device memory that the guest gets by address. */
export interface WindowRequest {
  readonly key: string;
  readonly line: u32;
  /** Empty: it has none. */
  readonly name: string;
  readonly gpa: u64;
  readonly hpa: u64;
  readonly bytes: u64;
  /** INTID; 0: none. */
  readonly interrupt: u32;
}

/**
 * A guest's configuration. Filled by `parseVmConfig`; `createVm` moves addresses where memory of map type 1 lies elsewhere; constant from then on. Paths are as the file has them: relative ones
 * start at the directory of `source`.
 */
export class VmConfig {
  id: u32 = 0;
  name = "";
  /** AxVisor's 0 host VM, 1 RTOS, 2 Linux; shown, never decided by. */
  vmType: u32 = 0;
  cpuNum: u32 = 1;
  /** Affinity fields of MPIDR that each vCPU gets, in order of vCPUs; empty: numbered from 0. */
  physCpuIds: u64[] = [];
  /** Bit n of element i: vCPU i may run on CPU n; empty: any CPU. */
  physCpuSets: u64[] = [];
  /** GPA of the primary vCPU's first instruction. */
  entryPoint: u64 = 0n;
  kernelPath = "";
  /** GPA. */
  kernelLoadAddress: u64 = 0n;
  ramdiskPath: string | null = null;
  /** GPA; null: where there is room. */
  ramdiskLoadAddress: u64 | null = null;
  /** null: the tree is made from this configuration. */
  dtbPath: string | null = null;
  /** GPA; null: where there is room. */
  dtbLoadAddress: u64 | null = null;
  cmdline = "";
  /** @owned whoever makes the VM of it: the parser, then createVm */
  memoryRegions: MemoryRegionConfig[] = [];
  /** null: the file does not say. */
  interruptMode: InterruptMode | null = null;
  /** AxVisor 0.8's guest_type "passthrough": all devices that can be passed through, but for the excluded ones. */
  passesAllDevices = false;
  /** AxVisor's address_space_policy "passthrough": the same, as far as device memory goes. */
  mapsAllDevices = false;
  passedPaths: PathRequest[] = [];
  excludedPaths: PathRequest[] = [];
  passedWindows: WindowRequest[] = [];
  /** `FILE:LINE: …` for whoever made the file; nothing that stops the VM. @owned whoever makes the VM of it: the parser, then createVm */
  readonly warnings: string[] = [];
  private readonly lines = new Map<string, u32>();

  /** @param source file name, for messages and as the base of relative paths */
  constructor(readonly source: string) {}

  /**
   * Whether the interrupts of passed devices go to the guest. AxVisor's classic format has them where `interrupt_mode` says so; its
   * format from 0.8 on has no such key, and always has them.
   */
  deliversInterrupts(): boolean {
    if (this.interruptMode !== null) return this.interruptMode === InterruptMode.Passthrough;
    return this.passesAllDevices || this.passedPaths.some((request) => request.key === "devices.passthrough");
  }

  /** `FILE:LINE: KEY`, for an entry of a list. */
  placeOf(request: PathRequest | WindowRequest): string {
    return `${this.source}:${request.line}: ${request.key.slice(request.key.lastIndexOf(".") + 1)}`;
  }

  /** Puts the memory regions at other addresses, and moves every address that lies in one along with it. */
  moveRegions(gpas: readonly u64[]): void {
    this.entryPoint = this.moved(this.entryPoint, gpas);
    this.kernelLoadAddress = this.moved(this.kernelLoadAddress, gpas);
    if (this.ramdiskLoadAddress !== null) this.ramdiskLoadAddress = this.moved(this.ramdiskLoadAddress, gpas);
    if (this.dtbLoadAddress !== null) this.dtbLoadAddress = this.moved(this.dtbLoadAddress, gpas);
    this.memoryRegions = this.memoryRegions.map((region, i): MemoryRegionConfig => {
      return { gpa: gpas[i]!, size: region.size, flags: region.flags, mapType: region.mapType };
    });
  }

  private moved(address: u64, gpas: readonly u64[]): u64 {
    for (let i: u32 = 0; i < gpas.length; i++) {
      const region = this.memoryRegions[i]!;
      if (address >= region.gpa && address - region.gpa < region.size) return gpas[i]! + (address - region.gpa);
    }
    return address;
  }

  /** Notes where `key` ("kernel.entry_point") was defined. */
  setLine(key: string, line: u32): void {
    this.lines.set(key, line);
  }

  /** Line of a key such as "kernel.entry_point"; 0 where the file does not have it. */
  lineOf(key: string): u32 {
    return this.lines.get(key) ?? 0;
  }

  /** `linux.toml:14: kernel_load_addr`: how a message about a key begins; without the line where the file does not have the key. */
  place(key: string): string {
    const line = this.lineOf(key);
    const name = key.slice(key.lastIndexOf(".") + 1);
    return line === 0 ? `${this.source}: ${name}` : `${this.source}:${line}: ${name}`;
  }

  /** Bytes of all memory regions. */
  memorySize(): u64 {
    let sum: u64 = 0n;
    for (const region of this.memoryRegions) sum += region.size;
    return sum;
  }
}
