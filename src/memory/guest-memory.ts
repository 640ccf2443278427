/**
 * A guest's memory: which HPA each GPA has, and bounded copies in and out.
 *
 * Raw memory: every part was made by guest-ram.ts from RAM that the allocator gave to this VM alone, or that the machine's
 * device tree reserves and no other VM has; such RAM is mapped at EL2 and stays the VM's until `release`. Each access is checked to lie
 * inside one part.
 */
import { u32 } from "../std/index.js";
import type { u64 } from "../std/index.js";
import { cleanCaches, fillMemory, viewMemory } from "../std/unsafe/memory.js";
import { freePhysical } from "./physical-memory.js";
import { returnReserved } from "./reserved-memory.js";

/** A piece of a region that lies in one piece of physical memory. */
export interface GuestMemoryPart {
  readonly gpa: u64;
  readonly hpa: u64;
  readonly bytes: u64;
  /** AxVisor's mapping flags: 1 read, 2 write, 4 execute. */
  readonly flags: u64;
  /** Goes back to the allocator; false: memory that the machine reserves. */
  readonly owned: boolean;
}

/** The parts never change; what is in them the guest may change at any time, also during a copy. */
export class GuestMemory {
  /** @param parts in order of GPA, without overlap; the memory is this VM's from now on */
  constructor(readonly parts: readonly GuestMemoryPart[]) {}

  /** Bytes of all parts. */
  get bytes(): u64 {
    let sum: u64 = 0n;
    for (const part of this.parts) sum += part.bytes;
    return sum;
  }

  /** HPA of `gpa`, when `length` bytes from there on lie in one part; else null. @nothrow @noalloc */
  hpaOf(gpa: u64, length: u64): u64 | null {
    for (const part of this.parts) {
      if (gpa < part.gpa || length > part.bytes) continue;
      const offset = gpa - part.gpa;
      if (offset <= part.bytes - length) return part.hpa + offset;
    }
    return null;
  }

  /** True when every byte from `gpa` on is memory. */
  contains(gpa: u64, length: u64): boolean {
    let at = gpa;
    let missing = length;
    while (missing > 0n) {
      const here = this.runAt(at);
      if (here === 0n) return false;
      if (here >= missing) return true;
      at += here;
      missing -= here;
    }
    return true;
  }

  /** Copies `into.length` bytes from `gpa` on; false, with nothing copied, where not all of it is memory. */
  read(gpa: u64, into: Uint8Array): boolean {
    if (!this.contains(gpa, BigInt(into.length))) return false;
    this.eachPiece(gpa, into.length, (view, from) => {
      into.set(view, from);
    });
    return true;
  }

  /** Copies `bytes` to `gpa`; false, with nothing written, where not all of it is memory. */
  write(gpa: u64, bytes: Uint8Array): boolean {
    if (!this.contains(gpa, BigInt(bytes.length))) return false;
    this.eachPiece(gpa, bytes.length, (view, from) => {
      view.set(bytes.subarray(from, from + view.length));
    });
    return true;
  }

  /** Fills the memory that was allocated for the guest with zeros; what was mapped as it is stays. */
  clear(): void {
    for (const part of this.parts) if (part.owned) fillMemory(part.hpa, 0, part.bytes);
  }

  /** Writes everything back to RAM: a guest begins with its caches off and would see what was there before. */
  cleanCaches(): void {
    for (const part of this.parts) cleanCaches(part.hpa, part.bytes);
  }

  /** Gives the memory back. Nothing may use it any more; what was reserved is zeroed, since `clear` of the next VM leaves it alone. */
  release(): void {
    for (const part of this.parts) {
      if (part.owned) {
        freePhysical(part.hpa, part.bytes);
      } else {
        fillMemory(part.hpa, 0, part.bytes);
        returnReserved(part.hpa, part.bytes);
      }
    }
  }

  /** Bytes of memory from `gpa` to the end of its part; 0: no memory there. */
  private runAt(gpa: u64): u64 {
    for (const part of this.parts) if (gpa >= part.gpa && gpa - part.gpa < part.bytes) return part.bytes - (gpa - part.gpa);
    return 0n;
  }

  /** Calls `body` with a view of each contiguous piece and its offset from `gpa`. All of it must be memory. */
  private eachPiece(gpa: u64, length: u32, body: (view: Uint8Array, from: u32) => void): void {
    let from: u32 = 0;
    while (from < length) {
      const at = gpa + BigInt(from);
      const run = this.runAt(at);
      const rest = BigInt(length - from);
      const bytes = u32(run < rest ? run : rest);
      const hpa = this.hpaOf(at, BigInt(bytes));
      if (hpa === null) return;
      body(viewMemory(hpa, bytes), from);
      from += bytes;
    }
  }
}

/** AxVisor's mapping flags. */
export const accessFlags = { read: 1n, write: 2n, execute: 4n } as const;
