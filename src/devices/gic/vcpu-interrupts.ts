/**
 * The interrupts of one vCPU on their way into the guest: its SGIs and PPIs, and what its list registers hold.
 *
 * The list registers, and the fields that say what is in them, belong to the CPU that has the vCPU's registers: they are touched
 * there alone, with interrupts off, and need no lock. Everything that others may change is in banks under the GIC's lock. Who makes
 * something pending for a vCPU asks for a flush; it happens on the vCPU's CPU before the guest goes on.
 */
import { readEmptyListRegisters, readListRegister, setUnderflowInterrupt, writeListRegister } from "../../arch/aarch64/registers.js";
import type { VcpuContext } from "../../arch/aarch64/vcpu-context.js";
import { lowU32 } from "../../std/index.js";
import type { u32, u64 } from "../../std/index.js";
import { InterruptBank, listBits } from "./interrupt-bank.js";
import type { VirtualGic } from "./virtual-gic.js";

/** The vCPU, as its interrupts see it. */
export interface InterruptTarget {
  readonly context: VcpuContext;
  /** Something came up for it: ends its wait, or its stay in the guest on another CPU. Any CPU. @nothrow @noalloc */
  wake(): void;
}

/** In `slotOf`: no list register. */
const noSlot: u32 = 0xff;
/** In `intidOf`: nothing. */
const noInterrupt: u32 = 0xffff;
const pendingState: u64 = 1n << 62n;
const activeState: u64 = 1n << 63n;
const hardwareBit: u64 = 1n << 61n;
const listRegisterLimit: u32 = 16;

export class VcpuInterrupts {
  /** SGIs and PPIs. */
  readonly bank = new InterruptBank(1);
  /** An SPI for this vCPU changed. Under the GIC's lock. */
  attention = false;
  /** GICR_WAKER.ProcessorSleep. */
  asleep = true;
  private readonly context: VcpuContext;
  /** List register that holds, or held last, INTID i. */
  private readonly slotOf = new Uint8Array(256);
  /** INTID that list register n holds, or held last. */
  private readonly intidOf = new Uint16Array(listRegisterLimit);
  /** Bit n: intidOf[n] is an INTID. */
  private used: u32 = 0;
  /** Something is left over that found no list register. */
  private overflow = false;

  /** Enters itself into `gic`. */
  constructor(
    /** @unowned has this as its part */
    private readonly target: InterruptTarget,
    /** @unowned belongs to the VM, as the target does */
    private readonly gic: VirtualGic,
    readonly index: u32,
  ) {
    this.context = target.context;
    this.forgetListRegisters();
    gic.connect(index, this);
  }

  /** The list registers were cleared, as a reset of the vCPU does. Its own task, not in the guest. */
  forgetListRegisters(): void {
    this.slotOf.fill(noSlot);
    this.intidOf.fill(noInterrupt);
    this.used = 0;
    this.overflow = false;
  }

  /** Wakes the vCPU, and lets it look at its interrupts before it goes on. Any CPU. @nothrow @noalloc */
  alert(): void {
    this.context.requestFlush();
    this.target.wake();
  }

  /** Whether WFI would end at once. Exit path, or own task with interrupts off. @nothrow @noalloc */
  hasPending(): boolean {
    if (this.bank.candidates(0) !== 0 || this.attention) return true;
    const held = this.used & ~readEmptyListRegisters();
    for (let rest = held; rest !== 0; rest &= rest - 1) {
      if ((readListRegister(lastBit(rest)) & pendingState) !== 0n) return true;
    }
    return false;
  }

  /**
   * The virtual timer fired, or an SGI to itself: SGI or PPI `intid` is pending. Without the lock as long as a list register is free.
   * On the CPU that has the vCPU's registers, interrupts off. @nothrow @noalloc
   */
  raise(intid: u32): void {
    const slot = this.slotOf[intid]!;
    const bit = 1 << intid;
    if (slot !== noSlot && (readEmptyListRegisters() & (1 << slot)) !== 0 && (this.bank.deliverable[0]! & bit) !== 0) {
      writeListRegister(slot, listRegister(this.bank, intid));
    } else {
      this.raiseSlowly(bit);
    }
  }

  private raiseSlowly(bit: u32): void {
    const interrupts = this.gic.lock.lock();
    this.bank.latched[0] = (this.bank.latched[0]! | bit) >>> 0;
    this.fill();
    this.gic.lock.unlock(interrupts);
  }

  /**
   * The virtual timer's deadline passed while no CPU had the vCPU's registers. Any CPU. @nothrow @noalloc
   */
  raiseFromAfar(intid: u32): void {
    const interrupts = this.gic.lock.lock();
    this.bank.latched[0] = (this.bank.latched[0]! | (1 << intid)) >>> 0;
    this.gic.lock.unlock(interrupts);
    this.alert();
  }

  /** Puts what is pending into the list registers. On the CPU that has the vCPU's registers, interrupts off. @nothrow @noalloc */
  flush(): void {
    const interrupts = this.gic.lock.lock();
    this.fill();
    this.gic.lock.unlock(interrupts);
  }

  /** Brings the banks up to date with the list registers, where this CPU has them. Under the GIC's lock. @nothrow @noalloc */
  look(): void {
    if (this.context.isResident()) this.sync();
    else if (this.bank.listed[0] !== 0) this.context.requestFlush();
  }

  private fill(): void {
    this.sync();
    let left = this.listWord(this.bank, 0);
    if (this.attention) {
      this.attention = false;
      const spis = this.gic.spis;
      for (let n: u32 = 1; n < spis.words; n++) {
        if (this.listWord(spis, n)) left = true;
      }
      if (left) this.attention = true;
    }
    if (left !== this.overflow) {
      this.overflow = left;
      setUnderflowInterrupt(left);
    }
  }

  /** Lists what is pending in one word; true when something found no place. */
  private listWord(bank: InterruptBank, n: u32): boolean {
    let left = false;
    for (let rest = bank.candidates(n); rest !== 0; rest = (rest & (rest - 1)) >>> 0) {
      const intid: u32 = 32 * n + lastBit(rest);
      if (n !== 0 && this.gic.routes[intid] !== this.index) continue;
      if (!this.place(bank, intid)) left = true;
    }
    return left;
  }

  /** Puts `intid` into a list register; false when all hold what is as urgent. */
  private place(bank: InterruptBank, intid: u32): boolean {
    const slot = this.slotOf[intid]!;
    if (slot !== noSlot) return this.pendAgain(bank, intid, slot);
    if (((bank.listed[intid >>> 5]! >>> (intid & 31)) & 1) !== 0) return true;
    const free = this.findSlot(bank.priority[intid]!);
    if (free === noSlot) return false;
    this.slotOf[intid] = free;
    this.intidOf[free] = intid;
    this.used = (this.used | (1 << free)) >>> 0;
    this.markPending(bank, intid);
    writeListRegister(free, listRegister(bank, intid));
    return true;
  }

  /** It is in a list register, pending or active. The timer's stays active: the physical one fires again when the guest ends it. */
  private pendAgain(bank: InterruptBank, intid: u32, slot: u32): boolean {
    const value = readListRegister(slot);
    if ((value & hardwareBit) === 0n) writeListRegister(slot, value | pendingState);
    this.markPending(bank, intid);
    return true;
  }

  private markPending(bank: InterruptBank, intid: u32): void {
    const n = intid >>> 5;
    const bit = 1 << (intid & 31);
    bank.latched[n] = (bank.latched[n]! & ~bit) >>> 0;
    bank.listed[n] = (bank.listed[n]! | bit) >>> 0;
    bank.listedPending[n] = (bank.listedPending[n]! | bit) >>> 0;
  }

  /** A list register that is empty, or is made so because it holds what is less urgent than `priority`. After `sync`. */
  private findSlot(priority: u32): u32 {
    const empty = readEmptyListRegisters();
    if (empty !== 0) return lastBit(empty);
    let slot = noSlot;
    let least = priority;
    for (let rest = this.used; rest !== 0; rest = (rest & (rest - 1)) >>> 0) {
      const n = lastBit(rest);
      const value = readListRegister(n);
      const itsPriority = lowU32(value >> 48n) & 0xff;
      if ((value & activeState) !== 0n || itsPriority <= least) continue;
      least = itsPriority;
      slot = n;
    }
    if (slot !== noSlot) this.evict(slot);
    return slot;
  }

  /** Takes a pending interrupt out of its list register; it stays pending. */
  private evict(slot: u32): void {
    const intid = this.intidOf[slot]!;
    const bank = this.bankOf(intid);
    if (!isLevelPending(bank, intid)) bank.latched[intid >>> 5] = (bank.latched[intid >>> 5]! | (1 << (intid & 31))) >>> 0;
    if (intid >= 32) this.attention = true;
    this.retire(slot);
  }

  /** Takes note of what the guest did with its list registers, and of what became of the interrupts in them. Under the GIC's lock. */
  private sync(): void {
    if (this.used === 0) return;
    const empty = readEmptyListRegisters();
    for (let rest = this.used; rest !== 0; rest = (rest & (rest - 1)) >>> 0) {
      const slot = lastBit(rest);
      if (((empty >>> slot) & 1) !== 0) this.retire(slot);
      else this.syncSlot(slot);
    }
  }

  private syncSlot(slot: u32): void {
    const intid = this.intidOf[slot]!;
    const bank = this.bankOf(intid);
    const n = intid >>> 5;
    const bit = 1 << (intid & 31);
    let value = readListRegister(slot);
    if ((value & activeState) === 0n && (bank.deliverable[n]! & bit) === 0) return this.evict(slot);
    if ((bank.dropPending[n]! & bit) !== 0 || ((value & hardwareBit) === 0n && bank.isIdle(intid))) value &= ~pendingState;
    if ((bank.dropActive[n]! & bit) !== 0) value &= ~activeState;
    bank.dropPending[n] = (bank.dropPending[n]! & ~bit) >>> 0;
    bank.dropActive[n] = (bank.dropActive[n]! & ~bit) >>> 0;
    if ((value & (pendingState | activeState)) === 0n) return this.retire(slot);
    writeListRegister(slot, value);
    bank.listedPending[n] = ((bank.listedPending[n]! & ~bit) | ((value & pendingState) === 0n ? 0 : bit)) >>> 0;
    bank.listedActive[n] = ((bank.listedActive[n]! & ~bit) | ((value & activeState) === 0n ? 0 : bit)) >>> 0;
  }

  /** List register `slot` is free. An SPI that is now another vCPU's is left to that one. */
  private retire(slot: u32): void {
    const intid = this.intidOf[slot]!;
    const bank = this.bankOf(intid);
    const n = intid >>> 5;
    const keep = ~(1 << (intid & 31));
    bank.listed[n] = (bank.listed[n]! & keep) >>> 0;
    bank.listedPending[n] = (bank.listedPending[n]! & keep) >>> 0;
    bank.listedActive[n] = (bank.listedActive[n]! & keep) >>> 0;
    bank.dropPending[n] = (bank.dropPending[n]! & keep) >>> 0;
    bank.dropActive[n] = (bank.dropActive[n]! & keep) >>> 0;
    this.slotOf[intid] = noSlot;
    this.intidOf[slot] = noInterrupt;
    this.used = (this.used & ~(1 << slot)) >>> 0;
    writeListRegister(slot, 0n);
    if (intid < 32) return;
    if (this.gic.routes[intid] === this.index) this.attention = true;
    else this.gic.attend(intid);
  }

  private bankOf(intid: u32): InterruptBank {
    return intid < 32 ? this.bank : this.gic.spis;
  }
}

/** Number of the highest bit that is set. */
function lastBit(bits: u32): u32 {
  return 31 - Math.clz32(bits);
}
