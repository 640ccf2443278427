/** The device tree that a guest gets when its configuration names none: what the VM has, described as Linux's bindings want it. */
import type { VmConfig } from "../../config/vm-config.js";
import { affinityOf } from "../../devices/gic/affinity.js";
import { hex } from "../../std/index.js";
import type { u32, u64 } from "../../std/index.js";
import { randomWords } from "../../std/random/machine-random.js";
import { guestMap } from "../../devices/guest-map.js";
import type { DevicePlan } from "../passthrough/device-plan.js";
import { copyDevices } from "./copy-nodes.js";
import { FdtWriter } from "./fdt-writer.js";

/** Where the initial RAM disk lies, GPA. */
export interface RamdiskPlace {
  readonly address: u64;
  readonly bytes: u64;
}

/** Words of the seed for the guest's random numbers: without one Linux has none for its first minute, and waits for them at each system call. */
const seedWords: u32 = 16;
/** KEY_POWER of Linux's input-event-codes.h. */
const powerKeyCode: u32 = 116;
/** GPIO_ACTIVE_HIGH of bindings/gpio/gpio.txt. */
const activeHigh: u32 = 0;

/** What the tree itself refers to. */
interface Phandles {
  readonly gic: u32;
  /** Cells of an address in the GIC's specifiers, as an `interrupt-map` has them. */
  readonly gicAddressCells: u32;
  readonly clock: u32;
  readonly gpio: u32;
}

/** Of a tree without nodes of the machine. */
const ownPhandles: Phandles = { gic: 1, gicAddressCells: 0, clock: 2, gpio: 3 };

/** Interrupt specifiers: type, and the number of INTID's first of that type; flags. */
const specifier = { spi: 0, ppi: 1, firstSpi: 32, firstPpi: 16, levelHigh: 4 } as const;

/** @param devices those of the machine that the guest has */
export function makeGuestTree(config: VmConfig, ramdisk: RamdiskPlace | null, devices: DevicePlan): Uint8Array {
  const phandles = phandlesBeside(devices);
  const tree = new FdtWriter();
  tree.begin("");
  tree.text("compatible", "tsvisor,virt");
  tree.text("model", "tsvisor virtual machine");
  tree.cells("#address-cells", [2]);
  tree.cells("#size-cells", [2]);
  tree.cells("interrupt-parent", [phandles.gic]);
  addChosen(tree, config, ramdisk);
  addAliases(tree);
  addMemory(tree, config);
  addCpus(tree, config.cpuNum);
  addPsci(tree);
  addTimer(tree);
  addGic(tree, config.cpuNum, phandles);
  addClock(tree, phandles.clock);
  addUart(tree, phandles.clock);
  addGpio(tree, phandles);
  addPowerKey(tree, phandles.gpio);
  if (devices.machine !== null && devices.selection !== null) copyDevices(tree, devices.machine.tree.root(), devices.selection);
  tree.end();
  return tree.finish([]);
}

/** The guest's GIC stands for the machine's in every node that is copied; other phandles of its own must be none of the machine's. */
function phandlesBeside(devices: DevicePlan): Phandles {
  const machine = devices.machine;
  const gic = machine?.gic ?? null;
  if (machine === null || gic === null || devices.selection === null) return ownPhandles;
  const free = machine.freePhandle();
  const known = gic.phandle();
  return {
    gic: known === 0 ? free + 1 : known,
    gicAddressCells: gic.property("#address-cells")?.cell(0) ?? 0,
    clock: free,
    gpio: free + 2,
  };
}

function addChosen(tree: FdtWriter, config: VmConfig, ramdisk: RamdiskPlace | null): void {
  tree.begin("chosen");
  tree.text("stdout-path", uartPath());
  if (config.cmdline !== "") tree.text("bootargs", config.cmdline);
  if (ramdisk !== null) {
    tree.doubleCells("linux,initrd-start", [ramdisk.address]);
    tree.doubleCells("linux,initrd-end", [ramdisk.address + ramdisk.bytes]);
  }
  const seed = randomWords(seedWords);
  if (seed !== null) tree.cells("rng-seed", seed);
  tree.end();
}

function addAliases(tree: FdtWriter): void {
  tree.begin("aliases");
  tree.text("serial0", uartPath());
  tree.end();
}

function addMemory(tree: FdtWriter, config: VmConfig): void {
  for (const region of config.memoryRegions) {
    tree.begin(`memory@${unitAddress(region.gpa)}`);
    tree.text("device_type", "memory");
    tree.doubleCells("reg", [region.gpa, region.size]);
    tree.end();
  }
}

function addCpus(tree: FdtWriter, vcpuCount: u32): void {
  tree.begin("cpus");
  tree.cells("#address-cells", [2]);
  tree.cells("#size-cells", [0]);
  for (let i: u32 = 0; i < vcpuCount; i++) {
    const affinity = affinityOf(i);
    tree.begin(`cpu@${unitAddress(affinity)}`);
    tree.text("device_type", "cpu");
    tree.text("compatible", "arm,armv8");
    tree.doubleCells("reg", [affinity]);
    tree.text("enable-method", "psci");
    tree.end();
  }
  tree.end();
}

/** bindings/arm/psci.yaml */
function addPsci(tree: FdtWriter): void {
  tree.begin("psci");
  tree.texts("compatible", ["arm,psci-1.0", "arm,psci-0.2"]);
  tree.text("method", "hvc");
  tree.end();
}

/** bindings/timer/arm,arch_timer.yaml: secure, physical, virtual, hypervisor. */
function addTimer(tree: FdtWriter): void {
  const interrupts: u32[] = [];
  addPpi(interrupts, guestMap.secureTimerInterrupt);
  addPpi(interrupts, guestMap.physicalTimerInterrupt);
  addPpi(interrupts, guestMap.virtualTimerInterrupt);
  addPpi(interrupts, guestMap.hypTimerInterrupt);
  tree.begin("timer");
  tree.text("compatible", "arm,armv8-timer");
  tree.cells("interrupts", interrupts);
  tree.flag("always-on");
  tree.end();
}

function addPpi(cells: u32[], intid: u32): void {
  cells.push(specifier.ppi);
  cells.push(intid - specifier.firstPpi);
  cells.push(specifier.levelHigh);
}

/** bindings/interrupt-controller/arm,gic-v3.yaml */
function addGic(tree: FdtWriter, vcpuCount: u32, phandles: Phandles): void {
  const redistributors = guestMap.gicRedistributorBytes * BigInt(vcpuCount);
  tree.begin(`interrupt-controller@${unitAddress(guestMap.gicDistributor)}`);
  tree.text("compatible", "arm,gic-v3");
  tree.cells("#interrupt-cells", [3]);
  tree.cells("#address-cells", [phandles.gicAddressCells]);
  tree.flag("interrupt-controller");
  tree.doubleCells("reg", [guestMap.gicDistributor, guestMap.gicDistributorBytes, guestMap.gicRedistributor, redistributors]);
  tree.cells("phandle", [phandles.gic]);
  tree.end();
}

/** The clock that the drivers of Arm's PrimeCells ask for. It has its node's name, which no clock of the machine has. */
function addClock(tree: FdtWriter, clock: u32): void {
  tree.begin("guest-clock");
  tree.text("compatible", "fixed-clock");
  tree.cells("#clock-cells", [0]);
  tree.cells("clock-frequency", [guestMap.uartClock]);
  tree.cells("phandle", [clock]);
  tree.end();
}

/** bindings/serial/pl011.yaml */
function addUart(tree: FdtWriter, clock: u32): void {
  tree.begin(uartPath().slice(1));
  tree.texts("compatible", ["arm,pl011", "arm,primecell"]);
  tree.doubleCells("reg", [guestMap.uart, guestMap.uartBytes]);
  tree.cells("interrupts", [specifier.spi, guestMap.uartInterrupt - specifier.firstSpi, specifier.levelHigh]);
  tree.cells("clocks", [clock, clock]);
  tree.texts("clock-names", ["uartclk", "apb_pclk"]);
  tree.end();
}

/** bindings/gpio/pl061-gpio.yaml */
function addGpio(tree: FdtWriter, phandles: Phandles): void {
  tree.begin(`gpio@${unitAddress(guestMap.gpio)}`);
  tree.texts("compatible", ["arm,pl061", "arm,primecell"]);
  tree.doubleCells("reg", [guestMap.gpio, guestMap.gpioBytes]);
  tree.cells("interrupts", [specifier.spi, guestMap.gpioInterrupt - specifier.firstSpi, specifier.levelHigh]);
  tree.flag("gpio-controller");
  tree.cells("#gpio-cells", [2]);
  tree.flag("interrupt-controller");
  tree.cells("#interrupt-cells", [2]);
  tree.cells("#address-cells", [0]);
  tree.cells("clocks", [phandles.clock]);
  tree.text("clock-names", "apb_pclk");
  tree.cells("phandle", [phandles.gpio]);
  tree.end();
}

/** bindings/input/gpio-keys.yaml: how `vm stop` asks the guest to power itself off. */
function addPowerKey(tree: FdtWriter, gpio: u32): void {
  tree.begin("gpio-keys");
  tree.text("compatible", "gpio-keys");
  tree.begin("power-key");
  tree.text("label", "Power key");
  tree.cells("gpios", [gpio, guestMap.powerKeyLine, activeHigh]);
  tree.cells("linux,code", [powerKeyCode]);
  tree.end();
  tree.end();
}

function uartPath(): string {
  return `/serial@${unitAddress(guestMap.uart)}`;
}

/** Hexadecimal without 0x, as node names have it. */
function unitAddress(address: u64): string {
  return hex(address).slice(2);
}
