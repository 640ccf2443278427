/** What a VM has of the machine's devices, and what happens to them when its runs begin and end. */
import type { VirtualGic } from "../../devices/gic/virtual-gic.js";
import type { u32 } from "../../std/index.js";
import { setSpiEdge } from "../../std/kernel/guest-spi.js";
import { ClaimOwner } from "./claims.js";
import type { DeviceInterrupt } from "./device-facts.js";
import { handOutSpi, takeBackSpi } from "./guest-spis.js";
import { resetDevice } from "./resets.js";
import type { DeviceReset } from "./resets.js";

/** What `owner` claims it keeps between runs, until the VM is deleted. */
export class PassedDevices {
  /** Who claims them. */
  readonly owner: ClaimOwner;
  /** Paths, or names that the configuration gives: for people. Filled once, while the VM is made, as the others. */
  readonly names: string[] = [];
  /** Those that are delivered. */
  readonly interrupts: DeviceInterrupt[] = [];
  readonly resets: DeviceReset[] = [];

  /** @param id @param name of the VM */
  constructor(id: u32, name: string) {
    this.owner = new ClaimOwner(id, name);
  }

  /** A run begins, the virtual GIC is as after a reset. Under the VM's lock. @nothrow @noalloc */
  handOut(gic: VirtualGic): void {
    for (let n: u32 = 0; n < this.interrupts.length; n++) {
      const interrupt = this.interrupts[n]!;
      setSpiEdge(interrupt.intid, interrupt.edge);
      handOutSpi(interrupt.intid, gic);
    }
  }

  /** The last vCPU has left the guest: its devices are still, before anybody else gets its memory. Under the VM's lock. @nothrow @noalloc */
  takeBack(): void {
    for (let n: u32 = 0; n < this.resets.length; n++) resetDevice(this.resets[n]!);
    for (let n: u32 = 0; n < this.interrupts.length; n++) takeBackSpi(this.interrupts[n]!.intid);
  }
}
