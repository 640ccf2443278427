import type { u32 } from "../std/index.js";
import { FileError } from "./nodes.js";

/** What every node costs that is not the bundle's: object, name and its place in the directory, in bytes of heap. */
export const nodeCharge: u32 = 256;

/** How much may be written: files live in the hypervisor's heap, which they must never fill. */
export class FileSpace {
  private taken: u32 = 0;

  /** @param limit bytes */
  constructor(readonly limit: u32) {}

  /** Bytes: contents of files, and what each node costs. */
  get used(): u32 {
    return this.taken;
  }

  get free(): u32 {
    return this.limit - this.taken;
  }

  /** @param path for the message @throws FileError when there is not so much; nothing is taken then */
  take(bytes: u32, path: string): void {
    if (bytes > this.free) throw new FileError(path, `no space left: ${bytes} bytes are needed, ${this.free} are free`);
    this.taken += bytes;
  }

  /** @param bytes what `take` took */
  giveBack(bytes: u32): void {
    this.taken -= bytes;
  }
}
