/** What is put into a guest's memory before each start. */
import type { GuestMemory } from "../memory/guest-memory.js";
import type { u64 } from "../std/index.js";
import { VmError } from "./errors.js";
import { renewSeed } from "./guest-tree/renew-seed.js";

/** One piece: a kernel, a RAM disk, a device tree. */
export interface GuestImage {
  /** Key of the configuration that names its address, for messages. */
  readonly key: string;
  /** GPA. */
  readonly address: u64;
  /** Bytes that must be free for it; at least those of the file. */
  readonly footprint: u64;
  readonly bytes: Uint8Array;
}

/** Keeps the files' bytes as long as the VM lives: each start of a stopped VM copies them anew. */
export class GuestImages {
  /**
   * @param entry GPA of the primary vCPU's first instruction @param treeAddress GPA of the device tree: x0 at the entry
   * @param images each lies in the guest's memory, apart from the others
   * @param madeTree bytes of the device tree where it was made here, not read from a file: its seed is renewed before each start
   */
  constructor(
    readonly entry: u64,
    readonly treeAddress: u64,
    readonly images: readonly GuestImage[],
    private readonly madeTree: Uint8Array | null = null,
  ) {}

  /** Copies all images; the caches are the caller's business. @throws VmError where an image lies outside the memory */
  load(memory: GuestMemory): void {
    if (this.madeTree !== null) renewSeed(this.madeTree);
    for (const image of this.images)
      if (!memory.write(image.address, image.bytes)) throw new VmError(`${image.key}: the image lies outside the memory`);
  }
}
