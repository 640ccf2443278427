/**
 * Functions that a guest may call by HVC or SMC: the SMC calling convention's own (Arm DEN 0028E, 7) and PSCI 1.1's (DEN 0022D, 5.1).
 * `64`: the form with 64-bit arguments.
 */
export enum CallFunction {
  SmcccVersion = 0x8000_0000,
  ArchFeatures = 0x8000_0001,
  PsciVersion = 0x8400_0000,
  CpuSuspend = 0x8400_0001,
  CpuOff = 0x8400_0002,
  CpuOn = 0x8400_0003,
  AffinityInfo = 0x8400_0004,
  MigrateInfoType = 0x8400_0006,
  SystemOff = 0x8400_0008,
  SystemReset = 0x8400_0009,
  PsciFeatures = 0x8400_000a,
  CpuSuspend64 = 0xc400_0001,
  CpuOn64 = 0xc400_0003,
  AffinityInfo64 = 0xc400_0004,
}

/** What they answer besides the codes of `psci`. */
export const callResult = {
  /** SMCCC 1.1: the guest may ask with ARCH_FEATURES what else there is. */
  smcccVersion: 0x1_0001n,
  psciVersion: 0x1_0001n,
  success: 0n,
  /** -1 in 64 bits. */
  notSupported: 0xffff_ffff_ffff_ffffn,
  /** MIGRATE_INFO_TYPE: there is no Trusted OS that would have to migrate. */
  nothingToMigrate: 2n,
} as const;
