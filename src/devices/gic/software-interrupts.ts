/** SGIs that a vCPU sends by writing ICC_SGI1R_EL1 and its like. Arm IHI 0069H, 12.2.19. */
import { lowU32 } from "../../std/index.js";
import type { u32, u64 } from "../../std/index.js";
import { firstBit, hasBit, withBit, withoutFirstBit } from "./bits.js";
import type { VcpuInterrupts } from "./vcpu-interrupts.js";
import type { VirtualGic } from "./virtual-gic.js";

/** Fields of the register's upper word: bits 63:32. */
const toAllOthers: u32 = 0x100;
/** Aff3, RS and Aff2: no vCPU has one that is not zero. */
const farAffinity: u32 = 0x00ff_f0ff;

/**
 * @param sender the vCPU that wrote the register, on this CPU, interrupts off
 * @param group1 whether interrupts of Group 1 are sent too, or those of Group 0 alone. @nothrow @noalloc
 */
export function sendSoftwareInterrupt(gic: VirtualGic, sender: VcpuInterrupts, value: u64, group1: boolean): void {
  const low = lowU32(value);
  const high = lowU32(value >> 32n);
  const intid = (low >>> 24) & 0xf;
  if ((high & toAllOthers) !== 0) return sendToAllOthers(gic, sender, intid, group1);
  if ((high & farAffinity) !== 0) return;
  const first = ((low >>> 16) & 0xff) << 4;
  let targets: u32 = low & 0xffff;
  const own = sender.index - first;
  if (own >= 0 && own < 16 && hasBit(targets, own)) {
    targets = targets & ~(1 << own);
    if (group1 || !hasBit(sender.bank.group[0]!, intid)) raiseOwn(sender, intid);
  }
  if (targets === 0) return;
  if (withoutFirstBit(targets) === 0) sendToOne(gic, first + firstBit(targets), intid, group1);
  else sendToOthers(gic, first, targets, intid, group1);
}

function raiseOwn(sender: VcpuInterrupts, intid: u32): void {
  sender.injections.countOwnSoftware();
  sender.raise(intid);
}

/** The usual case: one target. */
function sendToOne(gic: VirtualGic, index: u32, intid: u32, group1: boolean): void {
  const interrupts = gic.lock.lock();
  const matters = latch(gic, index, intid, group1);
  gic.lock.unlock(interrupts);
  if (matters) gic.vcpus[index]!.alert();
}

/** @param first index of the vCPU that bit 0 of `targets` stands for */
function sendToOthers(gic: VirtualGic, first: u32, targets: u32, intid: u32, group1: boolean): void {
  let woken: u32 = 0;
  let rest = targets;
  const interrupts = gic.lock.lock();
  while (rest !== 0) {
    const n = firstBit(rest);
    rest = withoutFirstBit(rest);
    if (latch(gic, first + n, intid, group1)) woken = withBit(woken, n);
  }
  gic.lock.unlock(interrupts);
  while (woken !== 0) {
    gic.vcpus[first + firstBit(woken)]!.alert();
    woken = withoutFirstBit(woken);
  }
}

/** Whether the vCPU must be told. Under the GIC's lock. */
function latch(gic: VirtualGic, index: u32, intid: u32, group1: boolean): boolean {
  if (index >= gic.vcpus.length) return false;
  const target = gic.vcpus[index]!;
  const bank = target.bank;
  if (!group1 && hasBit(bank.group[0]!, intid)) return false;
  bank.latch(intid);
  target.injections.countOtherSoftware();
  return bank.isDeliverable(intid);
}

function sendToAllOthers(gic: VirtualGic, sender: VcpuInterrupts, intid: u32, group1: boolean): void {
  for (let first: u32 = 0; first < gic.vcpus.length; first += 16) {
    const own = sender.index - first;
    const targets = own >= 0 && own < 16 ? 0xffff & ~(1 << own) : 0xffff;
    sendToOthers(gic, first, targets, intid, group1);
  }
}
