/** What the start-up code tells the C kernel about the machine, found in the device tree. Called once each, from the boot task on CPU 0. */
import type { u32, u64, u8 } from "../integers.js";

/* Node's. */
declare const process: { readonly stdout: { write(bytes: Uint8Array): boolean }; exit(code: number): never };

/** Attributes of a mapping at EL2. */
export enum MapKind {
  /** Normal, write-back. */
  Memory = 0,
  /** Device-nGnRnE. */
  Device = 1,
}

/** HPA of the device tree that the loader passed, 0 for none. @native machine_device_tree @nothrow @noalloc */
export function deviceTreeAddress(): u64 {
  return 0n;
}
/** First byte of the hypervisor's image in memory. @native machine_image_start @nothrow @noalloc */
export function imageStart(): u64 {
  return 0n;
}
/** First byte after the image, its stacks and tables. @native machine_image_end @nothrow @noalloc */
export function imageEnd(): u64 {
  return 0n;
}

/**
 * Maps HPA to the same VA at EL2, rounded outwards to 2 MiB for memory (4 KiB for devices); what is mapped already stays. False when
 * the page-table pool is used up. At the start only the image and the device tree are mapped. @native machine_map @nothrow @noalloc
 */
export function mapAtEl2(_hpa: u64, _bytes: u64, _kind: MapKind): boolean {
  return true;
}

/** UARTs that the C kernel can print on (panics, early messages). */
export enum UartKind {
  Pl011 = 0,
  /** 16550 with 32-bit registers 4 bytes apart (DesignWare). */
  Dw8250 = 1,
}

/** Sends the kernel's own output there from now on; what was printed before is sent then. @native console_set_uart @nothrow @noalloc */
export function setUart(_kind: UartKind, _hpa: u64): void {}
/** Sends one byte to the UART; waits while its FIFO is full. @native console_put @nothrow @noalloc */
export function putUart(value: u8): void {
  process.stdout.write(Uint8Array.of(value));
}
/** Takes a received byte; -1: none. @native console_get @nothrow @noalloc */
export function getUart(): number {
  return -1;
}
/** Whether the UART raises its interrupt while it holds received bytes. @native console_set_receive_interrupt @nothrow @noalloc */
export function setUartReceiveInterrupt(_on: boolean): void {}

/**
 * Sets up the machine's GICv3 and this CPU's part of it.
 * @param stride bytes from one redistributor to the next @param maintenance INTID @param virtualTimer INTID @param hypTimer INTID of CNTHP
 * @native gic_init @nothrow @noalloc
 */
export function initGic(
  _gicd: u64,
  _gicr: u64,
  _gicrBytes: u64,
  _stride: u64,
  _maintenance: u32,
  _virtualTimer: u32,
  _hypTimer: u32,
): boolean {
  return true;
}

/** Calls `handler` at each interrupt `intid` (an SPI), with interrupts off, on CPU 0. @native irq_register */
export function registerInterrupt(_intid: u32, _handler: () => void): boolean {
  return true;
}

/** How the machine's firmware is called. */
export enum PsciConduit {
  None = 0,
  Smc = 1,
  Hvc = 2,
}

/**
 * Starts the other CPUs by PSCI CPU_ON, one call each; returns when it schedules tasks, false when the firmware refused or it did not
 * come within 1 s. @param index 1 up, in order of the calls @param mpidr affinity fields alone @native cpu_start @nothrow
 */
export function startCpu(_index: u32, _mpidr: u64, _conduit: PsciConduit): boolean {
  return true;
}
/** CPUs that schedule tasks. @native cpu_count @nothrow @noalloc */
export function cpuCount(): u32 {
  return 4;
}
/** MPIDR_EL1's affinity fields of CPU `index`. @native cpu_mpidr @nothrow @noalloc */
export function cpuMpidr(index: u32): u64 {
  return BigInt(index);
}
/** Turns the machine off (PSCI SYSTEM_OFF), or stops all CPUs where that is not possible. @native machine_power_off @nothrow @noalloc */
export function powerOff(_conduit: PsciConduit): void {
  process.exit(0);
}
/** Physical address bits, ID_AA64MMFR0_EL1.PARange decoded: 32 to 52. @native machine_physical_address_bits @nothrow @noalloc */
export function physicalAddressBits(): u32 {
  return 40;
}
/** Invalidates all TLB entries of a VMID (TLBI VMALLS12E1IS with VTTBR set). @native stage2_flush_vmid @nothrow @noalloc */
export function flushVmid(_vttbr: u64): void {}
/** ID register as hardware has it, by its encoding (Op0:Op1:CRn:CRm:Op2 as in ESR_EL2.ISS bits 21:5 order). @native arch_read_id_register @nothrow @noalloc */
export function readIdRegister(_encoding: u32): u64 {
  return 0n;
}
