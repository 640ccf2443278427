/** Which translation tables a stage 2 of a given size has. Arm ARM DDI 0487, D8.2 (VMSAv8-64, 4 KiB granule) and D19.2.163 (VTCR_EL2). */
import type { u32, u64 } from "../../std/index.js";

/** What VTCR_EL2 says of one VM's tables, and what follows from it. */
export interface Stage2Format {
  /** Bits of an intermediate physical address (GPA). */
  readonly addressBits: u32;
  /** 0 or 1. */
  readonly startLevel: u32;
  /** Tables of 4 KiB side by side at the start level: a power of two, 16 at most. */
  readonly rootTables: u32;
  readonly vtcr: u64;
}

/** VTCR_EL2 fields that never change: inner and outer write-back walks, inner shareable, 4 KiB granule, RES1 bit 31. */
const vtcrFixed: u64 = (1n << 31n) | (3n << 12n) | (1n << 10n) | (1n << 8n);
const sl0Shift: u64 = 6n;
const psShift: u64 = 16n;

/** Level 1 resolves bits 38:30 in one table and up to 42:30 in 16 tables side by side; above that level 0 starts. */
const greatestLevel1Bits: u32 = 43;

/** Greatest address size that these tables can have: 52 bits need another format of descriptors. */
export const greatestAddressBits: u32 = 48;
/** Least that a level-1 start can have (T0SZ at most 33 there). */
const leastAddressBits: u32 = 32;

/**
 * @param wanted bits that the VM's addresses need; 32 to 48 are used
 * @param physicalBits what the CPUs have, 32 to 52: a stage 2 must not be larger
 */
export function stage2Format(wanted: u32, physicalBits: u32): Stage2Format {
  const least = Math.max(wanted, leastAddressBits);
  const addressBits = Math.min(least, physicalBits, greatestAddressBits);
  const startLevel = addressBits > greatestLevel1Bits ? 0 : 1;
  const topBits = startLevel === 0 ? 48 : 39;
  const rootTables = addressBits > topBits ? 1 << (addressBits - topBits) : 1;
  const vtcr = vtcrFixed | BigInt(64 - addressBits) | ((startLevel === 0 ? 2n : 1n) << sl0Shift) | (physicalSize(physicalBits) << psShift);
  return { addressBits, startLevel, rootTables, vtcr };
}

/** VTCR_EL2.PS: the encoding of ID_AA64MMFR0_EL1.PARange. */
function physicalSize(bits: u32): u64 {
  if (bits >= 48) return 5n;
  if (bits >= 44) return 4n;
  if (bits >= 42) return 3n;
  if (bits >= 40) return 2n;
  return bits >= 36 ? 1n : 0n;
}
