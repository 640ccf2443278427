/** How many interrupts a vCPU got in this run of its VM, but for those of its timer, which are counted where they fire. Read by anybody. */
import type { u64 } from "../../std/index.js";

export class InjectionCounts {
  /** SGIs that it sent itself. Written on its CPU. @racy who reads a figure may get that of a moment ago */
  private ownSoftware: u64 = 0n;
  /** SGIs that others sent it. Written under the GIC's lock. @racy who reads a figure may get that of a moment ago */
  private otherSoftware: u64 = 0n;
  /** SPIs that went into its list registers. Written under the GIC's lock. @racy who reads a figure may get that of a moment ago */
  private shared: u64 = 0n;

  /** The vCPU is off. @nothrow @noalloc */
  reset(): void {
    this.ownSoftware = 0n;
    this.otherSoftware = 0n;
    this.shared = 0n;
  }

  /** @nothrow @noalloc */
  countOwnSoftware(): void {
    this.ownSoftware = BigInt.asUintN(64, this.ownSoftware + 1n);
  }

  /** @nothrow @noalloc */
  countOtherSoftware(): void {
    this.otherSoftware = BigInt.asUintN(64, this.otherSoftware + 1n);
  }

  /** @nothrow @noalloc */
  countShared(): void {
    this.shared = BigInt.asUintN(64, this.shared + 1n);
  }

  /** SGIs, those that it sent itself among them. */
  softwareInterrupts(): u64 {
    return BigInt.asUintN(64, this.ownSoftware + this.otherSoftware);
  }

  /** SPIs. */
  sharedInterrupts(): u64 {
    return this.shared;
  }
}
