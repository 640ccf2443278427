/** Which vCPU has which affinity: 16 vCPUs share an Aff1, because one write of ICC_SGI1R_EL1 reaches 16 values of Aff0. */
import type { u32, u64 } from "../../std/index.js";

/** Affinity fields of vCPU `index`, as in MPIDR_EL1 and as PSCI names it. */
export function affinityOf(index: u32): u64 {
  return BigInt(((index >>> 4) << 8) | (index & 0xf));
}

/** No vCPU has this index. */
export const noVcpu: u32 = 0xff;

/** vCPU with the affinity Aff2.Aff1.Aff0 in bits 23:0 of `affinity` (IROUTER, low half); `noVcpu` where there are fewer than `count`. */
export function vcpuOfAffinity(affinity: u32, count: u32): u32 {
  if ((affinity & 0xff_00f0) !== 0) return noVcpu;
  const index: u32 = (((affinity >>> 8) & 0xff) << 4) | (affinity & 0xf);
  return index < count ? index : noVcpu;
}
