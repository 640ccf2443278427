/** Emulated devices of a VM by guest-physical address. */
import type { u32, u64 } from "../std/index.js";

/** A block of registers that the guest reaches by loads and stores. Called on the exit path of any of the VM's vCPUs, interrupts off. */
export interface MmioDevice {
  readonly name: string;
  /** @param offset from the base, a multiple of `bytes` @param bytes 1, 2, 4 or 8 @returns the value, zero-extended @nothrow @noalloc */
  read(offset: u64, bytes: u32): u64;
  /** @param value no wider than `bytes` @nothrow @noalloc */
  write(offset: u64, bytes: u32, value: u64): void;
}

/** Device windows that one bus takes. */
const windowLimit: u32 = 16;

/** `find`'s answer where there is no device. */
export const noDevice: u32 = 0xffff_ffff;

/** Filled while the VM is made, constant afterwards: the exit path reads it without a lock. */
export class MmioBus {
  private readonly devices: MmioDevice[] = [];
  private readonly bases = new BigUint64Array(windowLimit);
  private readonly lengths = new BigUint64Array(windowLimit);
  private count: u32 = 0;

  /** Before the guest runs. @param base GPA @param length bytes; the window must overlap no other */
  attach(base: u64, length: u64, device: MmioDevice): void {
    this.bases[this.count] = base;
    this.lengths[this.count] = length;
    this.devices.push(device);
    this.count++;
  }

  /** Number of the device at GPA `address`, `noDevice` where there is none. The access may not straddle windows: they are whole pages. */
  find(address: u64): u32 {
    for (let n: u32 = 0; n < this.count; n++) {
      if (BigInt.asUintN(64, address - this.bases[n]!) < this.lengths[n]!) return n;
    }
    return noDevice;
  }

  /** @param device what `find` gave for `address` @nothrow @noalloc */
  read(device: u32, address: u64, bytes: u32): u64 {
    return this.devices[device]!.read(BigInt.asUintN(64, address - this.bases[device]!), bytes);
  }

  /** @param device what `find` gave for `address` @nothrow @noalloc */
  write(device: u32, address: u64, bytes: u32, value: u64): void {
    this.devices[device]!.write(BigInt.asUintN(64, address - this.bases[device]!), bytes, value);
  }
}
