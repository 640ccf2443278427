/**
 * SPIs of devices that were passed through: virtual INTID and physical INTID are the same, and the machine's distributor is kept as the
 * guest sets its own. While one is in a list register, or waits for one, the physical interrupt is active: the guest's end of interrupt
 * deactivates it, and only then it can come again. All of this is called under the VM's GIC lock, interrupts off.
 */
import type { u32 } from "../../std/index.js";
import { deactivateSpi, disableSpi, enableSpi, pendSpi, setSpiEdge } from "../../std/kernel/guest-spi.js";
import { BankRegister } from "./bank-registers.js";
import { firstBit, withoutFirstBit } from "./bits.js";
import type { InterruptBank } from "./interrupt-bank.js";

/**
 * Does to the machine's SPIs what the guest's write to word `n` of a register asks for.
 * @returns what of `value` is left for the bank: pending is made by the machine alone @nothrow @noalloc
 */
export function forwardWrite(spis: InterruptBank, register: BankRegister, n: u32, value: u32): u32 {
  const physical = (value & spis.physical[n]!) >>> 0;
  if (physical === 0) return value;
  forwardEach(register, n, (physical & concerned(spis, register, n)) >>> 0);
  return register === BankRegister.SetPending ? (value & ~physical) >>> 0 : value;
}

/** What a list register holds is cleared there, by the vCPU that has it. */
function concerned(spis: InterruptBank, register: BankRegister, n: u32): u32 {
  switch (register) {
    case BankRegister.ClearPending:
      return (spis.latched[n]! & ~spis.listed[n]!) >>> 0;
    case BankRegister.ClearActive:
      return spis.active[n]!;
    default:
      return 0xffff_ffff;
  }
}

function forwardEach(register: BankRegister, n: u32, bits: u32): void {
  let rest = bits;
  while (rest !== 0) {
    forward(register, 32 * n + firstBit(rest));
    rest = withoutFirstBit(rest);
  }
}

function forward(register: BankRegister, intid: u32): void {
  switch (register) {
    case BankRegister.SetEnable:
      return enableSpi(intid);
    case BankRegister.ClearEnable:
      return disableSpi(intid);
    case BankRegister.SetPending:
      return pendSpi(intid);
    case BankRegister.ClearPending:
    case BankRegister.ClearActive:
      return deactivateSpi(intid);
    case BankRegister.Group:
    case BankRegister.SetActive:
    case BankRegister.Priority:
    case BankRegister.Config:
      return;
  }
}

/** GICD_ICFGR, 16 interrupts from `32 * n` or `32 * n + 16` on: the guest knows from its device tree what the device does. @nothrow @noalloc */
export function forwardConfig(spis: InterruptBank, register: u32, value: u32): void {
  const n = register >>> 1;
  const half: u32 = 16 * (register & 1);
  let rest: u32 = (spis.physical[n]! & (0xffff << half)) >>> 0;
  while (rest !== 0) {
    const bit = firstBit(rest);
    setSpiEdge(32 * n + bit, ((value >>> (2 * (bit - half) + 1)) & 1) !== 0);
    rest = withoutFirstBit(rest);
  }
}
