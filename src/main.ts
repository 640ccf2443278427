/** The hypervisor's first function, and what the compiler follows to find all others. */
import { openGuestFiles } from "./boot/open-bundle.js";
import { startMachine } from "./boot/start-machine.js";
import { productName, productVersion } from "./boot/product.js";
import { startShell } from "./shell/start-shell.js";
import { print } from "./std/index.js";
import { powerOff, PsciConduit } from "./std/kernel/machine.js";
import { useMachine } from "./vmm/passthrough/machine-devices.js";
import { createGuests } from "./vmm/load-guests.js";

/* Called by the C kernel while guests run. */
export { guestExit } from "./vmm/exits/guest-exit.js";
export { guestSpi } from "./vmm/passthrough/guest-spis.js";
export { flushInterrupts, gicMaintenance, virtualTimerFired } from "./vmm/exits/interrupts.js";

/** Called by the C kernel in its boot task on CPU 0, with the image and the device tree mapped and 1 MiB of heap. @once @export tsvisor_main */
export function tsvisorMain(): void {
  try {
    bringUp();
  } catch (error) {
    print("tsvisor cannot run on this machine:");
    print(error instanceof Error ? error.message : "unknown error");
    powerOff(PsciConduit.None);
  }
}

/** @throws MachineError, FdtError, OutOfMemoryError */
function bringUp(): void {
  const machine = startMachine(`${productName} ${productVersion}`);
  useMachine(machine);
  const files = openGuestFiles(machine);
  createGuests(files);
  startShell({ files, uartInterrupt: machine.uart.interrupt, psci: machine.psci });
}
