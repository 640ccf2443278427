/** Where a guest finds its devices: the addresses of QEMU's `virt` machine, which every guest's earlycon settings know. All GPA. */
import type { u32, u64 } from "../std/index.js";

/** INTIDs: SPI n is 32 + n, PPI n is 16 + n. */
export const guestMap = {
  gicDistributor: 0x0800_0000n,
  gicDistributorBytes: 0x1_0000n,
  gicRedistributor: 0x080a_0000n,
  /** Two 64 KiB frames for each vCPU. */
  gicRedistributorBytes: 0x2_0000n,
  uart: 0x0900_0000n,
  uartBytes: 0x1000n,
  /** INTID of the UART: SPI 1. */
  uartInterrupt: 33,
  /** Hz of the UART's clock. */
  uartClock: 24_000_000,
  gpio: 0x0903_0000n,
  gpioBytes: 0x1000n,
  /** INTID of the GPIO controller: SPI 7. */
  gpioInterrupt: 39,
  /** GPIO line of the power key; high while it is pressed. */
  powerKeyLine: 3,
  /** INTIDs of the timers' PPIs. */
  secureTimerInterrupt: 29,
  physicalTimerInterrupt: 30,
  virtualTimerInterrupt: 27,
  hypTimerInterrupt: 26,
  /** INTID of the GIC's maintenance PPI. */
  maintenanceInterrupt: 25,
} as const;

/** vCPUs that the window between distributor and UART has room for is more; this is what the virtual GIC serves. */
export const greatestVcpuCount: u32 = 16;

/** A range of GPA that an emulated device takes. */
export interface DeviceWindow {
  readonly name: string;
  readonly base: u64;
  readonly bytes: u64;
}

/** Where neither memory nor a device of the machine may lie in a guest with so many vCPUs. */
export function deviceWindows(vcpuCount: u32): DeviceWindow[] {
  return [
    { name: "GIC distributor", base: guestMap.gicDistributor, bytes: guestMap.gicDistributorBytes },
    { name: "GIC redistributors", base: guestMap.gicRedistributor, bytes: guestMap.gicRedistributorBytes * BigInt(vcpuCount) },
    { name: "UART", base: guestMap.uart, bytes: guestMap.uartBytes },
    { name: "GPIO controller", base: guestMap.gpio, bytes: guestMap.gpioBytes },
  ];
}
