/** What a guest's configuration file says, after it was read and before it is compared with the machine. */
import type { u32, u64 } from "../std/index.js";

/** How a memory region gets its memory: AxVisor's `map_type`. */
export enum MemoryMapType {
  /** Any free memory of the machine, at the region's GPA. */
  Allocate = 0,
  /** The machine's own memory at HPA = GPA, which must be free. */
  Identical = 1,
  /** Memory that the machine's device tree reserves, at HPA = GPA; one VM can have it. */
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

/**
 * A guest's configuration. Filled by `parseVmConfig`, constant from then on. Paths are as the file has them: relative ones
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
  memoryRegions: MemoryRegionConfig[] = [];
  /** `FILE:LINE: …` for whoever made the file; nothing that stops the VM. */
  readonly warnings: string[] = [];
  private readonly lines = new Map<string, u32>();

  /** @param source file name, for messages and as the base of relative paths */
  constructor(readonly source: string) {}

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
