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
import { deactivateSpi } from "../../std/kernel/guest-spi.js";
import { firstBit, withoutFirstBit } from "./bits.js";
import { InjectionCounts } from "./injection-counts.js";
import { InterruptBank, interruptCount, virtualTimer } from "./interrupt-bank.js";
import type { VirtualGic } from "./virtual-gic.js";

/** The vCPU, as its interrupts see it. */
export interface InterruptTarget {
  readonly context: VcpuContext;
  /** CPU that runs it, the first one where there are several. */
  readonly homeCpu: u32;
  /** An interrupt came up for it: ends its WFI, or its stay in the guest on another CPU. Any CPU. @nothrow @noalloc */
  interrupt(): void;
}

/** In `slotOf`: no list register. */
const noSlot: u32 = 0xff;
/** In `intidOf`: nothing. */
const noInterrupt: u32 = 0xffff;
const pendingState: u64 = 0x4000_0000_0000_0000n;
const activeState: u64 = 0x8000_0000_0000_0000n;
const hardwareBit: u64 = 0x2000_0000_0000_0000n;
const notPending: u64 = 0xbfff_ffff_ffff_ffffn;
const notActive: u64 = 0x7fff_ffff_ffff_ffffn;
const listRegisterLimit: u32 = 16;

export class VcpuInterrupts {
  /** SGIs and PPIs. @racy changed under the GIC's lock; a single word may be read without it */
  readonly bank = new InterruptBank(1);
  readonly injections = new InjectionCounts();
  /** An SPI for this vCPU changed, or what the list registers hold may have to go. @guarded gic.lock */
  attention = false;
  /** GICR_WAKER.ProcessorSleep. @atomic @guarded gic.lock */
  asleep = true;
  private readonly context: VcpuContext;
  /** List register that holds, or held last, INTID i. @owned the CPU that has the vCPU's registers, interrupts off */
  private readonly slotOf = new Uint8Array(interruptCount);
  /** INTID that list register n holds, or held last. @owned the CPU that has the vCPU's registers, interrupts off */
  private readonly intidOf = new Uint16Array(listRegisterLimit);
  /** Bit n: intidOf[n] is an INTID. @owned the CPU that has the vCPU's registers, interrupts off */
  private used: u32 = 0;
  /** Those of `used` that hold an SPI: the banks must learn when the guest ends it. @owned the CPU that has the vCPU's registers, interrupts off */
  private usedBySpis: u32 = 0;
  /** Something is left over that found no list register. @owned the CPU that has the vCPU's registers, interrupts off */
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

  get homeCpu(): u32 {
    return this.target.homeCpu;
  }

  /** The list registers were cleared, as a reset of the vCPU's registers does. Its own task, not in the guest. */
  forgetListRegisters(): void {
    this.slotOf.fill(noSlot);
    this.intidOf.fill(noInterrupt);
    this.used = 0;
    this.usedBySpis = 0;
    this.overflow = false;
    this.bank.forgetListed();
  }

  /**
   * The vCPU is off and no CPU has its registers: what its list registers held goes back to the banks, from where SPIs reach the vCPU
   * that they are routed to. Its own task. @nothrow @noalloc
   */
  giveBack(): void {
    const interrupts = this.gic.lock.lock();
    let rest = this.used;
    while (rest !== 0) {
      const slot = firstBit(rest);
      rest = withoutFirstBit(rest);
      this.giveBackSlot(slot, this.context.savedListRegister(slot));
    }
    this.gic.lock.unlock(interrupts);
  }

  /** The timer's goes away with the vCPU's timer. @param value of the list register */
  private giveBackSlot(slot: u32, value: u64): void {
    const intid = this.intidOf[slot]!;
    const bank = this.bankOf(intid);
    if (intid !== virtualTimer) {
      if ((value & pendingState) !== 0n && !bank.isLevelHigh(intid)) bank.latch(intid);
      if ((value & activeState) !== 0n) bank.activate(intid);
    }
    this.vacate(slot);
  }

  /** As after a reset. The guest does not run. */
  reset(): void {
    this.bank.reset();
    this.attention = false;
    this.asleep = true;
    this.forgetListRegisters();
  }

  /** Wakes the vCPU, and lets it look at its interrupts before it goes on. Any CPU. @nothrow @noalloc */
  alert(): void {
    this.context.requestFlush();
    this.target.interrupt();
  }

  /** As `alert`, and its list registers are compared with the banks besides. Under the GIC's lock. @nothrow @noalloc */
  alertToChange(): void {
    this.attention = true;
    this.alert();
  }

  /**
   * Whether WFI would end at once. The vCPU's own task, interrupts off. Takes the lock, so that whoever makes something pending after
   * this has looked also sees what the vCPU wrote before. @nothrow @noalloc
   */
  hasPending(): boolean {
    const interrupts = this.gic.lock.lock();
    const waiting = this.attention || this.bank.privateCandidates() !== 0;
    this.gic.lock.unlock(interrupts);
    return waiting || this.hasListedPending();
  }

  private hasListedPending(): boolean {
    let rest: u32 = (this.used & ~readEmptyListRegisters()) >>> 0;
    while (rest !== 0) {
      const slot = firstBit(rest);
      if ((readListRegister(slot) & pendingState) !== 0n) return true;
      rest = withoutFirstBit(rest);
    }
    return false;
  }

  /**
   * SGI or PPI `intid` is pending. A list register that it had before and that is free again takes it without the lock.
   * On the CPU that has the vCPU's registers, interrupts off. @nothrow @noalloc
   */
  raise(intid: u32): void {
    const slot = this.slotOf[intid]!;
    const bit = 1 << intid;
    if (slot !== noSlot && (readEmptyListRegisters() & (1 << slot)) !== 0 && (this.bank.deliverable[0]! & bit) !== 0) {
      writeListRegister(slot, this.bank.listRegister(intid));
    } else {
      this.raiseSlowly(intid);
    }
  }

  private raiseSlowly(intid: u32): void {
    const interrupts = this.gic.lock.lock();
    this.bank.latch(intid);
    this.fill();
    this.gic.lock.unlock(interrupts);
  }

  /** As `raise`, from any CPU, and where no CPU has the vCPU's registers. @nothrow @noalloc */
  raiseFromAfar(intid: u32): void {
    const interrupts = this.gic.lock.lock();
    this.bank.latch(intid);
    this.gic.lock.unlock(interrupts);
    this.alert();
  }

  /** Puts what is pending into the list registers. On the CPU that has the vCPU's registers, interrupts off. @nothrow @noalloc */
  flush(): void {
    const interrupts = this.gic.lock.lock();
    this.fill();
    this.gic.lock.unlock(interrupts);
  }

  /** Brings the banks up to date with the list registers: at once where this CPU has them, otherwise soon. Under the GIC's lock. @nothrow @noalloc */
  look(): void {
    if (this.used === 0) return;
    if (!this.context.isResident()) return this.alertToChange();
    this.sync();
    if (this.attention) this.context.requestFlush();
  }

  private fill(): void {
    if (this.attention || this.usedBySpis !== 0) this.sync();
    let left = this.listWord(this.bank, 0, this.bank.privateCandidates());
    if (this.attention) {
      this.attention = false;
      if (this.listSpis()) left = true;
      if (left) this.attention = true;
    }
    if (left === this.overflow) return;
    this.overflow = left;
    setUnderflowInterrupt(left);
  }

  private listSpis(): boolean {
    const spis = this.gic.spis;
    let left = false;
    for (let n: u32 = 1; n < spis.words; n++) {
      if (this.listWord(spis, n, spis.candidates(n))) left = true;
    }
    return left;
  }

  /** Lists the candidates of one word; true when something found no place. */
  private listWord(bank: InterruptBank, n: u32, candidates: u32): boolean {
    let left = false;
    let rest = candidates;
    while (rest !== 0) {
      const intid: u32 = 32 * n + firstBit(rest);
      rest = withoutFirstBit(rest);
      if (n !== 0 && this.gic.routes[intid]! !== this.index) continue;
      if (!this.place(bank, intid)) left = true;
    }
    return left;
  }

  /** Puts `intid` into a list register; false when all hold what is as urgent. */
  private place(bank: InterruptBank, intid: u32): boolean {
    const slot = this.slotOf[intid]!;
    const empty = readEmptyListRegisters();
    if (slot !== noSlot) {
      if (((empty >>> slot) & 1) !== 0) writeListRegister(slot, bank.listRegister(intid));
      else this.pendAgain(slot);
      this.noteTaken(bank, intid);
      return true;
    }
    if (intid >= 32 && bank.isListed(intid)) return true;
    const free = this.findSlot(empty, bank.priority[intid]!);
    if (free === noSlot) return false;
    this.occupy(free, intid);
    this.noteTaken(bank, intid);
    writeListRegister(free, bank.listRegister(intid));
    return true;
  }

  /** The bank need not know which SGIs and PPIs are listed: who asks looks first. */
  private noteTaken(bank: InterruptBank, intid: u32): void {
    if (intid < 32) return bank.unlatch(intid);
    bank.markListed(intid);
    this.injections.countShared();
  }

  /** It is pending or active in its list register. The timer's stays as it is: the physical one fires again once the guest ends it. */
  private pendAgain(slot: u32): void {
    const value = readListRegister(slot);
    if ((value & hardwareBit) === 0n) writeListRegister(slot, value | pendingState);
  }

  /** A list register for an interrupt of `priority`: an empty one, or one that holds what is less urgent. */
  private findSlot(empty: u32, priority: u32): u32 {
    const fresh = (empty & ~this.used) >>> 0;
    if (fresh !== 0) return firstBit(fresh);
    const slot = empty !== 0 ? firstBit(empty) : this.leastUrgent(priority);
    if (slot === noSlot) return noSlot;
    if (empty !== 0) this.retire(slot);
    else this.evict(slot);
    return slot;
  }

  /** The list register with the least urgent pending interrupt, if that is less urgent than `priority`. Smaller is more urgent. */
  private leastUrgent(priority: u32): u32 {
    let slot = noSlot;
    let least = priority;
    let rest = this.used;
    while (rest !== 0) {
      const n = firstBit(rest);
      rest = withoutFirstBit(rest);
      const value = readListRegister(n);
      const its = lowU32(value >> 48n) & 0xff;
      if ((value & activeState) !== 0n || its <= least) continue;
      least = its;
      slot = n;
    }
    return slot;
  }

  private occupy(slot: u32, intid: u32): void {
    this.slotOf[intid] = slot;
    this.intidOf[slot] = intid;
    this.used = (this.used | (1 << slot)) >>> 0;
    if (intid < 32) return;
    this.usedBySpis = (this.usedBySpis | (1 << slot)) >>> 0;
    this.gic.holders[intid] = this.index;
  }

  /** Takes a pending interrupt out of its list register; it stays pending. */
  private evict(slot: u32): void {
    const intid = this.intidOf[slot]!;
    const bank = this.bankOf(intid);
    if (!bank.isLevelHigh(intid)) bank.latch(intid);
    this.retire(slot);
  }

  /** Takes note of what the guest did with its list registers, and of what became of the interrupts in them. */
  private sync(): void {
    const empty = readEmptyListRegisters();
    let rest = this.used;
    while (rest !== 0) {
      const slot = firstBit(rest);
      rest = withoutFirstBit(rest);
      if (((empty >>> slot) & 1) !== 0) this.retire(slot);
      else this.syncSlot(slot);
    }
  }

  private syncSlot(slot: u32): void {
    const intid = this.intidOf[slot]!;
    const bank = this.bankOf(intid);
    const before = readListRegister(slot);
    if ((before & activeState) === 0n && (!bank.isDeliverable(intid) || this.isRoutedAway(intid))) return this.evict(slot);
    let after = before;
    if ((before & hardwareBit) === 0n || intid >= 32) {
      if (bank.takeDropPending(intid) || bank.isIdle(intid)) after &= notPending;
      if (bank.takeDropActive(intid)) after &= notActive;
      if ((after & (pendingState | activeState)) === 0n) return this.drop(slot, intid);
      if (after !== before) writeListRegister(slot, after);
    }
    bank.noteListed(intid, (after & pendingState) !== 0n, (after & activeState) !== 0n);
  }

  /** The guest took the interrupt back without ending it. */
  private drop(slot: u32, intid: u32): void {
    this.retire(slot);
    if (intid >= 32 && this.gic.spis.isPhysical(intid)) deactivateSpi(intid);
  }

  /** List register `slot` is free. An SPI is looked at again, by the vCPU that has it now. */
  private retire(slot: u32): void {
    writeListRegister(slot, 0n);
    this.vacate(slot);
  }

  /** What `retire` does outside the list register. */
  private vacate(slot: u32): void {
    const intid = this.intidOf[slot]!;
    this.bankOf(intid).markUnlisted(intid);
    this.slotOf[intid] = noSlot;
    this.intidOf[slot] = noInterrupt;
    this.used = (this.used & ~(1 << slot)) >>> 0;
    if (intid < 32) return;
    this.usedBySpis = (this.usedBySpis & ~(1 << slot)) >>> 0;
    if (this.gic.routes[intid]! === this.index) this.attention = true;
    else this.gic.alertRoute(intid);
  }

  /** An SPI that goes to another vCPU by now. */
  private isRoutedAway(intid: u32): boolean {
    return intid >= 32 && this.gic.routes[intid]! !== this.index;
  }

  private bankOf(intid: u32): InterruptBank {
    return intid < 32 ? this.bank : this.gic.spis;
  }
}
