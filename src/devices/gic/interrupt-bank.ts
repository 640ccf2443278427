/**
 * The state of interrupts as bits, 32 to a word, indexed by INTID: word n holds INTIDs 32n to 32n+31. A vCPU has one of a single word
 * (SGIs and PPIs), the VM one for the SPIs, whose word 0 is not used. Registers are read by one load.
 * The GIC's lock guards all changes; a single word may be read without it.
 */
import type { u32, u64, u8 } from "../../std/index.js";
import { hasBit, withBit, withoutBit } from "./bits.js";

/** Bits of a list register's upper word. Arm IHI 0069H, 12.4.9. */
export const listBits = {
  pending: 0x4000_0000,
  active: 0x8000_0000,
  /** Ending the interrupt deactivates the physical one in bits 9:0. */
  hardware: 0x2000_0000,
  group1: 0x1000_0000,
  priorityShift: 16,
  /** Maintenance interrupt when the guest ends it; only without `hardware`. */
  notifyEnd: 0x200,
} as const;

/** INTIDs 0 to 255: GICD_TYPER.ITLinesNumber is 7. */
export const interruptCount: u32 = 256;

/** INTID of the virtual timer, the guest's and the machine's: what the Base System Architecture prescribes. */
export const virtualTimer: u32 = 27;

/** Changes of `enabled` and `group` take effect by `refreshDeliverable`, which is the caller's business. */
export class InterruptBank {
  readonly words: u32;
  /** Set: Group 1. */
  readonly group: Uint32Array;
  readonly enabled: Uint32Array;
  /** Pending by an edge, an SGI, or a write of ISPENDR. */
  readonly latched: Uint32Array;
  /** Level of the input lines. */
  readonly line: Uint32Array;
  /** Set: edge-triggered. */
  readonly edge: Uint32Array;
  /** Made active by a write of ISACTIVER, not by a list register. */
  readonly active: Uint32Array;
  /** Held by a list register of some vCPU, as of its last look. */
  readonly listed: Uint32Array;
  /** Those of `listed` that were pending there, and active there. */
  readonly listedPending: Uint32Array;
  readonly listedActive: Uint32Array;
  /** The guest wants `listed` ones to lose that state; the vCPU that has them does it. */
  readonly dropPending: Uint32Array;
  readonly dropActive: Uint32Array;
  /** Enabled, in a group that the distributor forwards. */
  readonly deliverable: Uint32Array;
  /** Those of the machine's own interrupts: see physical-spis.ts. Set before the guest runs. */
  readonly physical: Uint32Array;
  readonly priority: Uint8Array;
  /** Upper word of the list register that delivers INTID i, without its state. */
  readonly template: Uint32Array;

  constructor(words: u32) {
    this.words = words;
    this.group = new Uint32Array(words);
    this.enabled = new Uint32Array(words);
    this.latched = new Uint32Array(words);
    this.line = new Uint32Array(words);
    this.edge = new Uint32Array(words);
    this.active = new Uint32Array(words);
    this.listed = new Uint32Array(words);
    this.listedPending = new Uint32Array(words);
    this.listedActive = new Uint32Array(words);
    this.dropPending = new Uint32Array(words);
    this.dropActive = new Uint32Array(words);
    this.deliverable = new Uint32Array(words);
    this.physical = new Uint32Array(words);
    this.priority = new Uint8Array(32 * words);
    this.template = new Uint32Array(32 * words);
    this.reset();
  }

  /** As after a reset: everything off, Group 0, level-triggered but for the SGIs; the input lines stay as they are. */
  reset(): void {
    this.group.fill(0);
    this.enabled.fill(0);
    this.latched.fill(0);
    this.edge.fill(0);
    this.active.fill(0);
    this.forgetListed();
    this.deliverable.fill(0);
    this.priority.fill(0);
    this.edge[0] = 0xffff;
    for (let intid: u32 = 0; intid < 32 * this.words; intid++) this.refreshTemplate(intid);
  }

  /** INTIDs of a vCPU's own bank that want the guest's attention: SGIs and PPIs have no lines here. */
  privateCandidates(): u32 {
    return (this.latched[0]! & this.deliverable[0]! & ~this.active[0]!) >>> 0;
  }

  /** INTIDs of word `n` of SPIs that want the guest's attention and can be put into a list register. */
  candidates(n: u32): u32 {
    const wanted = this.latched[n]! | (this.line[n]! & ~this.edge[n]! & ~this.listed[n]!);
    return (wanted & this.deliverable[n]! & ~this.active[n]!) >>> 0;
  }

  /** What ISPENDR shows. */
  pendingWord(n: u32): u32 {
    return (this.latched[n]! | (this.line[n]! & ~this.edge[n]!) | this.listedPending[n]!) >>> 0;
  }

  /** What ISACTIVER shows. */
  activeWord(n: u32): u32 {
    return (this.active[n]! | this.listedActive[n]!) >>> 0;
  }

  /** What a list register holds that makes `intid` pending. */
  listRegister(intid: u32): u64 {
    return BigInt.asUintN(64, BigInt((this.template[intid]! | listBits.pending) >>> 0) << 32n) | BigInt(intid);
  }

  /** Pending until it is put into a list register or `unlatch`ed. Under the GIC's lock. */
  latch(intid: u32): void {
    this.latched[intid >>> 5] = withBit(this.latched[intid >>> 5]!, intid);
  }

  /** It is active without a list register. */
  activate(intid: u32): void {
    this.active[intid >>> 5] = withBit(this.active[intid >>> 5]!, intid);
  }

  /** A level-triggered one stays pending while its line is high. Under the GIC's lock. */
  unlatch(intid: u32): void {
    this.latched[intid >>> 5] = withoutBit(this.latched[intid >>> 5]!, intid);
  }

  /** Enabled, in a group that the distributor forwards; whether it is pending does not matter. */
  isDeliverable(intid: u32): boolean {
    return hasBit(this.deliverable[intid >>> 5]!, intid);
  }

  /** Of an SPI: some vCPU's list register holds it, or held it when that vCPU last looked. */
  isListed(intid: u32): boolean {
    return hasBit(this.listed[intid >>> 5]!, intid);
  }

  /** Level-triggered and the line is high: pending by itself. */
  isLevelHigh(intid: u32): boolean {
    const n = intid >>> 5;
    return hasBit((this.line[n]! & ~this.edge[n]!) >>> 0, intid);
  }

  /** An emulated SPI that is level-triggered and whose line is low: a list register must not hold it as pending. */
  isIdle(intid: u32): boolean {
    const n = intid >>> 5;
    return intid >= 32 && !hasBit((this.latched[n]! | this.line[n]! | this.edge[n]! | this.physical[n]!) >>> 0, intid);
  }

  /** It went into a list register, as pending. */
  markListed(intid: u32): void {
    const n = intid >>> 5;
    this.unlatch(intid);
    this.listed[n] = withBit(this.listed[n]!, intid);
    this.listedPending[n] = withBit(this.listedPending[n]!, intid);
  }

  /** It is in a list register, in this state. */
  noteListed(intid: u32, pending: boolean, active: boolean): void {
    const n = intid >>> 5;
    this.listed[n] = withBit(this.listed[n]!, intid);
    this.listedPending[n] = pending ? withBit(this.listedPending[n]!, intid) : withoutBit(this.listedPending[n]!, intid);
    this.listedActive[n] = active ? withBit(this.listedActive[n]!, intid) : withoutBit(this.listedActive[n]!, intid);
  }

  /** No list register holds it any more. */
  markUnlisted(intid: u32): void {
    const n = intid >>> 5;
    this.listed[n] = withoutBit(this.listed[n]!, intid);
    this.listedPending[n] = withoutBit(this.listedPending[n]!, intid);
    this.listedActive[n] = withoutBit(this.listedActive[n]!, intid);
    this.dropPending[n] = withoutBit(this.dropPending[n]!, intid);
    this.dropActive[n] = withoutBit(this.dropActive[n]!, intid);
  }

  /** No list register holds anything of this bank. */
  forgetListed(): void {
    this.listed.fill(0);
    this.listedPending.fill(0);
    this.listedActive.fill(0);
    this.dropPending.fill(0);
    this.dropActive.fill(0);
  }

  /** Whether the guest wants it to be pending no more; answers once. */
  takeDropPending(intid: u32): boolean {
    const before = this.dropPending[intid >>> 5]!;
    this.dropPending[intid >>> 5] = withoutBit(before, intid);
    return hasBit(before, intid);
  }

  /** Whether the guest wants it to be active no more; answers once. */
  takeDropActive(intid: u32): boolean {
    const before = this.dropActive[intid >>> 5]!;
    this.dropActive[intid >>> 5] = withoutBit(before, intid);
    return hasBit(before, intid);
  }

  /** @param group0 @param group1 all bits set where the distributor forwards the group */
  refreshDeliverable(n: u32, group0: u32, group1: u32): void {
    const group = this.group[n]!;
    this.deliverable[n] = (this.enabled[n]! & ((group & group1) | (~group & group0))) >>> 0;
  }

  /** IGROUPR of word `n`, set: Group 1. Under the GIC's lock. */
  setGroup(n: u32, value: u32): void {
    this.group[n] = value;
    for (let bit: u32 = 0; bit < 32; bit++) this.refreshTemplate(32 * n + bit);
  }

  /** From now on `intid`, an SPI, is the machine's interrupt of the same number. */
  setPhysical(intid: u32): void {
    this.physical[intid >>> 5] = withBit(this.physical[intid >>> 5]!, intid);
    this.refreshTemplate(intid);
  }

  /** It is an interrupt of the machine, which the guest deactivates by ending it. */
  isPhysical(intid: u32): boolean {
    return hasBit(this.physical[intid >>> 5]!, intid);
  }

  /** Only bits 7:3 exist: list registers have no more. */
  setPriority(intid: u32, value: u8): void {
    this.priority[intid] = value & 0xf8;
    this.refreshTemplate(intid);
  }

  /**
   * SPIs tell when they end, so that `listed` never outlives the guest's interest in them; the physical interrupt of the timer and of
   * devices that were passed through is deactivated by the guest, which tells nobody.
   */
  private refreshTemplate(intid: u32): void {
    let upper: u32 = this.priority[intid]! << listBits.priorityShift;
    if (((this.group[intid >>> 5]! >>> (intid & 31)) & 1) !== 0) upper |= listBits.group1;
    if (intid === virtualTimer) upper |= listBits.hardware | virtualTimer;
    if (intid >= 32) upper |= this.isPhysical(intid) ? listBits.hardware | intid : listBits.notifyEnd;
    this.template[intid] = upper;
  }
}
