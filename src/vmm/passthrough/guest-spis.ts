/** Which VM gets which SPI of the machine, as long as it runs. */
import { interruptCount } from "../../devices/gic/interrupt-bank.js";
import type { VirtualGic } from "../../devices/gic/virtual-gic.js";
import { SpinLock } from "../../std/index.js";
import type { u32 } from "../../std/index.js";
import { quietSpi } from "../../std/kernel/guest-spi.js";

const firstSpi: u32 = 32;

/** One SPI. */
class SpiOwner {
  /** Guards `gic`: an interrupt that another CPU has just taken is with the VM before this lets the VM go. Taken before that VM's GIC lock, after its own. */
  readonly lock = new SpinLock();
  /** Of the VM that gets it now. @unowned a VM is given no interrupt after its run @guarded lock */
  gic: VirtualGic | null = null;
}

/** By INTID, from the first SPI on. Each has its own lock: no VM waits for another one. */
const owners: readonly SpiOwner[] = Array.from({ length: interruptCount - firstSpi }, () => new SpiOwner());

/** From now on the guest of `gic` may have SPI `intid`: it comes when the guest enables it. @nothrow @noalloc */
export function handOutSpi(intid: u32, gic: VirtualGic): void {
  const owner = owners[intid - firstSpi]!;
  const interrupts = owner.lock.lock();
  owner.gic = gic;
  owner.lock.unlock(interrupts);
  gic.bringHome(intid);
}

/** Nobody's from now on: disabled, neither pending nor active, whatever the guest left of it. @nothrow @noalloc */
export function takeBackSpi(intid: u32): void {
  const owner = owners[intid - firstSpi]!;
  const interrupts = owner.lock.lock();
  owner.gic = null;
  owner.lock.unlock(interrupts);
  quietSpi(intid);
}

/**
 * SPI `intid` came, and is none of the hypervisor's own. Interrupts off.
 * @returns true: its guest has it, and deactivates it @export vmm_guest_spi @nothrow @noalloc
 */
export function guestSpi(intid: u32): boolean {
  if (intid >= interruptCount) return false;
  const owner = owners[intid - firstSpi]!;
  const interrupts = owner.lock.lock();
  const owned = owner.gic !== null;
  if (owner.gic !== null) owner.gic.raisePhysical(intid);
  owner.lock.unlock(interrupts);
  return owned;
}
