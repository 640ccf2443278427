/**
 * Stage-2 translation tables of one VM. Arm ARM DDI 0487, D8.3 (descriptors).
 *
 * Raw memory: tables are written only in pages that `TablePages` gave to this object alone; entries are reached by an index
 * below the table's size, so no access leaves them.
 */
import type { u32, u64, u8 } from "../../std/index.js";
import { flushVmid } from "../../std/kernel/machine.js";
import { fillMemory, read64, write64 } from "../../std/unsafe/memory.js";
import type { Stage2Format } from "./stage2-format.js";
import { allocateVmid, freeVmid } from "./stage2-vmids.js";

/** Where tables get their memory: `bytes` is a power of two, the address a multiple of it. */
export interface TablePages {
  /** HPA, null when there is none. */
  allocate(bytes: u64): u64 | null;
  /** @param hpa what `allocate` gave for as many bytes */
  free(hpa: u64, bytes: u64): void;
}

const tableBytes: u64 = 0x1000n;
/** Entries of one table. */
const entryCount: u64 = 512n;
const lastLevel: u32 = 3;

/** Descriptor bits. */
const valid: u64 = 1n << 0n;
/** With `valid`: a table at levels 0 to 2, a page at level 3. */
const tableOrPage: u64 = 1n << 1n;
const writeBackMemory: u64 = 0xfn << 2n;
/** Device-nGnRE: the guest's own map may only be stricter. */
const deviceMemory: u64 = 0x1n << 2n;
const readable: u64 = 1n << 6n;
const writable: u64 = 1n << 7n;
const innerShareable: u64 = 3n << 8n;
const accessed: u64 = 1n << 10n;
const executeNever: u64 = 1n << 54n;
/** Bits 47:12: the address in a descriptor. */
const addressMask: u64 = 0x0000_ffff_ffff_f000n;

/** AxVisor's mapping flags. */
const flagRead: u64 = 1n;
const flagWrite: u64 = 2n;
const flagExecute: u64 = 4n;

/** VTTBR_EL2.VMID. */
const vmidShift: u64 = 48n;

/** Not locked: whoever makes the VM fills it, before a CPU runs the guest. */
export class Stage2 {
  /** For VTTBR_EL2. */
  readonly vttbr: u64;
  /** For VTCR_EL2. */
  readonly vtcr: u64;
  /** Tables below the root, for `release`. @owned whoever makes the VM, then who deletes it */
  private readonly tables: u64[] = [];

  /** Use `createStage2`. */
  constructor(
    private readonly format: Stage2Format,
    private readonly pages: TablePages,
    private readonly vmid: u8,
    private readonly root: u64,
  ) {
    this.vttbr = (BigInt(vmid) << vmidShift) | root;
    this.vtcr = format.vtcr;
  }

  /** Bytes that the tables take. */
  get tableBytes(): u64 {
    return tableBytes * BigInt(this.format.rootTables + this.tables.length);
  }

  /**
   * Maps normal write-back memory; all three a multiple of 4 KiB, nothing mapped there before. Uses 1 GiB and 2 MiB blocks where both
   * addresses are multiples of them.
   * @param flags 1 read, 2 write, 4 execute @returns false when there is no memory for a table, or `gpa` is beyond the address size
   */
  map(gpa: u64, hpa: u64, bytes: u64, flags: u64): boolean {
    return this.mapLeaves(gpa, hpa, bytes, attributes(flags));
  }

  /** Maps registers of a device, which the guest may read and write and not execute; otherwise as `map`. */
  mapDevice(gpa: u64, hpa: u64, bytes: u64): boolean {
    return this.mapLeaves(gpa, hpa, bytes, valid | deviceMemory | readable | writable | accessed | executeNever);
  }

  /** Makes the CPUs forget what they know of this VM's addresses, and see the tables as they are. */
  flush(): void {
    flushVmid(this.vttbr);
  }

  /** Gives all tables and the VMID back. No CPU may run the VM any more. */
  release(): void {
    this.flush();
    for (const table of this.tables) this.pages.free(table, tableBytes);
    this.tables.length = 0;
    this.pages.free(this.root, tableBytes * BigInt(this.format.rootTables));
    freeVmid(this.vmid);
  }

  private mapLeaves(gpa: u64, hpa: u64, bytes: u64, leaf: u64): boolean {
    const limit = 1n << BigInt(this.format.addressBits);
    if (gpa > limit || bytes > limit - gpa) return false;
    return this.mapIn(this.root, this.format.startLevel, gpa, hpa, bytes, leaf);
  }

  private mapIn(table: u64, level: u32, gpa: u64, hpa: u64, bytes: u64, leaf: u64): boolean {
    const span = 1n << levelShift(level);
    let done: u64 = 0n;
    while (done < bytes) {
      const at = gpa + done;
      const room = span - (at & (span - 1n));
      const piece = room < bytes - done ? room : bytes - done;
      if (!this.mapEntry(this.entryAt(table, level, at), level, at, hpa + done, piece, leaf)) return false;
      done += piece;
    }
    return true;
  }

  /** Maps `bytes`, which lie below one entry: by a block or page when they fill it, else by a table. */
  private mapEntry(entry: u64, level: u32, gpa: u64, hpa: u64, bytes: u64, leaf: u64): boolean {
    const span = 1n << levelShift(level);
    if (level === lastLevel) {
      write64(entry, hpa | leaf | tableOrPage);
      return true;
    }
    const old = read64(entry);
    if (level > 0 && old === 0n && bytes === span && (hpa & (span - 1n)) === 0n) {
      write64(entry, hpa | leaf);
      return true;
    }
    const next = old === 0n ? this.newTable(entry) : old & addressMask;
    return next === null ? false : this.mapIn(next, level + 1, gpa, hpa, bytes, leaf);
  }

  /** Puts an empty table into `entry`. */
  private newTable(entry: u64): u64 | null {
    const table = this.pages.allocate(tableBytes);
    if (table === null) return null;
    fillMemory(table, 0, tableBytes);
    this.tables.push(table);
    write64(entry, table | valid | tableOrPage);
    return table;
  }

  /** HPA of the entry for `gpa`. At the start level the tables side by side are one longer table. */
  private entryAt(table: u64, level: u32, gpa: u64): u64 {
    const count = level === this.format.startLevel ? entryCount * BigInt(this.format.rootTables) : entryCount;
    const index = (gpa >> levelShift(level)) & (count - 1n);
    return table + index * 8n;
  }
}

/** A stage 2 that maps nothing, with a VMID of its own; null when memory or VMIDs are used up. */
export function createStage2(format: Stage2Format, pages: TablePages): Stage2 | null {
  const vmid = allocateVmid();
  if (vmid === null) return null;
  const bytes = tableBytes * BigInt(format.rootTables);
  const root = pages.allocate(bytes);
  if (root === null) {
    freeVmid(vmid);
    return null;
  }
  fillMemory(root, 0, bytes);
  return new Stage2(format, pages, vmid, root);
}

/** Lowest address bit that a level resolves: 39, 30, 21, 12. */
function levelShift(level: u32): u64 {
  return BigInt(39 - 9 * level);
}

function attributes(flags: u64): u64 {
  let leaf = valid | writeBackMemory | innerShareable | accessed;
  if ((flags & flagRead) !== 0n) leaf |= readable;
  if ((flags & flagWrite) !== 0n) leaf |= writable;
  if ((flags & flagExecute) === 0n) leaf |= executeNever;
  return leaf;
}
