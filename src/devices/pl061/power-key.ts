/** The power key of a VM: a line of its GPIO controller, as gpio-keys describes it in the guest's device tree. */
import { guestMap } from "../guest-map.js";
import type { Pl061 } from "./pl061.js";

export class PowerKey {
  constructor(private readonly gpio: Pl061) {}

  /** The guest has a driver that waits for it. */
  isListenedTo(): boolean {
    return this.gpio.isListenedTo(guestMap.powerKeyLine);
  }

  /** Any CPU, any task. Takes the GPIO controller's lock, in it the GIC's. */
  press(): void {
    this.gpio.setInput(guestMap.powerKeyLine, true);
  }

  /** As `press`. */
  release(): void {
    this.gpio.setInput(guestMap.powerKeyLine, false);
  }
}
