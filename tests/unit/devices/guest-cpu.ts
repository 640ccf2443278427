/** A VM's GIC with vCPUs whose list registers are the simulated ones, and a guest that takes and ends interrupts in them. */
import { affinityOf } from "../../../src/devices/gic/affinity.js";
import { VcpuContext } from "../../../src/arch/aarch64/vcpu-context.js";
import { VcpuInterrupts } from "../../../src/devices/gic/vcpu-interrupts.js";
import type { InterruptTarget } from "../../../src/devices/gic/vcpu-interrupts.js";
import { VirtualGic } from "../../../src/devices/gic/virtual-gic.js";
import { simulatedRegisters } from "../../../src/std/node/simulated-registers.js";

/** A vCPU that counts how often it was woken; `resident` says whether the simulated CPU has its registers. */
export class Target implements InterruptTarget {
  readonly context: SwitchableContext = new SwitchableContext();
  readonly homeCpu = 0;
  wakes = 0;

  interrupt(): void {
    this.wakes++;
  }
}

class SwitchableContext extends VcpuContext {
  resident = true;
  flushes = 0;

  override isResident(): boolean {
    return this.resident;
  }

  override requestFlush(): void {
    this.flushes++;
  }
}

export interface Machine {
  readonly gic: VirtualGic;
  readonly targets: readonly Target[];
  readonly interrupts: readonly VcpuInterrupts[];
}

/** vCPU 0 is the one on the simulated CPU. All groups forwarded, all SGIs and PPIs enabled in Group 1, as Linux leaves it. */
export function machine(vcpus: number): Machine {
  simulatedRegisters.reset();
  const gic = new VirtualGic(vcpus);
  const targets = Array.from({ length: vcpus }, () => new Target());
  const interrupts = targets.map((target, n) => new VcpuInterrupts(target, gic, n));
  targets.forEach((target, n) => (target.context.resident = n === 0));
  gic.distributor.write(0n, 4, 0x13n);
  for (let n = 0; n < vcpus; n++) {
    redistributor(gic, n, 0x1_0080, 0xffff_ffffn);
    redistributor(gic, n, 0x1_0100, 0xffff_ffffn);
  }
  interrupts[0]!.flush();
  targets.forEach(quiet);
  return { gic, targets, interrupts };
}

export function quiet(target: Target): void {
  target.wakes = 0;
  target.context.flushes = 0;
}

export function redistributor(gic: VirtualGic, vcpu: number, at: number, value: bigint): void {
  gic.redistributors.write(BigInt(vcpu * 0x2_0000 + at), 4, value);
}

export function readRedistributor(gic: VirtualGic, vcpu: number, at: number, bytes = 4): bigint {
  return gic.redistributors.read(BigInt(vcpu * 0x2_0000 + at), bytes);
}

/** Enables SPI `intid` in Group 1. */
export function enableSpi(gic: VirtualGic, intid: number): void {
  const word = BigInt(intid >>> 5) * 4n;
  gic.distributor.write(0x80n + word, 4, 0xffff_ffffn);
  gic.distributor.write(0x100n + word, 4, 1n << BigInt(intid & 31));
}

/** INTIDs that are pending in the list registers, most urgent first. */
export function pending(): number[] {
  return simulatedRegisters.listRegisters
    .filter((value) => ((value >> 62n) & 1n) === 1n)
    .sort((a, b) => Number(((a >> 48n) & 0xffn) - ((b >> 48n) & 0xffn)))
    .map((value) => Number(value & 0xffff_ffffn));
}

/** The guest reads ICC_IAR1: the most urgent pending interrupt that is not active becomes so. 1023: none. */
export function acknowledge(): number {
  const intid = pending().find((candidate) => simulatedRegisters.listRegisters[slotOf(candidate)]! >> 63n === 0n);
  if (intid === undefined) return 1023;
  const slot = slotOf(intid);
  simulatedRegisters.listRegisters[slot] = (simulatedRegisters.listRegisters[slot]! & ~(1n << 62n)) | (1n << 63n);
  return intid;
}

/** The guest writes ICC_EOIR1. True: the GIC raises its maintenance interrupt. */
export function endOfInterrupt(intid: number): boolean {
  const slot = slotOf(intid);
  const value = simulatedRegisters.listRegisters[slot]! & ~(1n << 63n);
  simulatedRegisters.listRegisters[slot] = value;
  return value >> 62n === 0n && ((value >> 61n) & 1n) === 0n && ((value >> 41n) & 1n) === 1n;
}

function slotOf(intid: number): number {
  return simulatedRegisters.listRegisters.findIndex((value) => value >> 62n !== 0n && Number(value & 0xffff_ffffn) === intid);
}

/** ICC_SGI1R_EL1 for vCPUs by index, all within 16 of each other. */
export function sgi(intid: number, ...vcpus: number[]): bigint {
  const aff1 = affinityOf(vcpus[0]!) >> 8n;
  const list = vcpus.reduce((bits, n) => bits | (1n << BigInt(n & 15)), 0n);
  return (BigInt(intid) << 24n) | (aff1 << 16n) | list;
}
