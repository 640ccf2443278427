/* Values of EL2's registers. Read by the assembler and by C. Arm ARM DDI 0487, D19.2. */
#ifndef TSVISOR_EL2_REGISTERS_H
#define TSVISOR_EL2_REGISTERS_H

#define BOOT_STACK_SIZE	 65536
#define MMU_EARLY_TABLES 10 /* root, and what an image that straddles every boundary can need */
#define MMU_TABLES	 256

#ifdef __ASSEMBLER__
#define EL2_BIT(n) (1 << (n))
#else
#define EL2_BIT(n) (1UL << (n))
#endif

/* HCR_EL2 */
#define HCR_VM	  EL2_BIT(0) /* stage 2 on */
#define HCR_SWIO  EL2_BIT(1) /* set/way invalidation cleans too */
#define HCR_FMO	  EL2_BIT(3) /* physical FIQ, IRQ, SError come to EL2, ... */
#define HCR_IMO	  EL2_BIT(4)
#define HCR_AMO	  EL2_BIT(5)
#define HCR_FB	  EL2_BIT(9)  /* ... TLB and instruction cache maintenance is broadcast: the vCPU may have moved */
#define HCR_BSU	  EL2_BIT(10) /* barriers reach the inner shareable domain, for the same reason */
#define HCR_TWI	  EL2_BIT(13) /* traps: WFI, */
#define HCR_TWE	  EL2_BIT(14) /* WFE, */
#define HCR_TID3  EL2_BIT(18) /* feature ID registers, */
#define HCR_TSC	  EL2_BIT(19) /* SMC, */
#define HCR_TIDCP EL2_BIT(20) /* implementation defined registers, */
#define HCR_TACR  EL2_BIT(21) /* ACTLR_EL1 */
#define HCR_RW	  EL2_BIT(31) /* EL1 is AArch64 */
#define HCR_APK	  EL2_BIT(40) /* pointer authentication: keys and instructions are the guest's own */
#define HCR_API	  EL2_BIT(41)

/* MMU, caches and alignment check off / MMU, data cache, stack alignment check, instruction cache on; the rest is RES1.
 */
#define SCTLR_EL2_OFF 0x30c50830
#define SCTLR_EL2_ON  0x30c5183d

/* Traps to EL2: SVE (TZ), SME (TSM), trace (TTA), activity monitors (TAM). Not FP/SIMD. The other set bits are RES1. */
#define CPTR_EL2_VALUE 0x401033ff

/* Traps: debug (TDRA, TDOSA, TDA), performance monitors (TPM, TPMCR), statistical profiling (TPMS), trace filter
 * (TTRF). */
#define MDCR_EL2_VALUE 0x84e60

#define CNTHCTL_EL1PCTEN 1 /* the guest reads CNTPCT_EL0; CNTP_* traps */

/* Attribute 0: Device-nGnRnE; attribute 1: Normal, write-back, allocating. */
#define MAIR_EL2_VALUE 0xff00

/* T0SZ = 16 (48 bits), walks inner shareable and write-back, 4 KiB granule, RES1 bits; PS is added at run time. */
#define TCR_EL2_VALUE 0x80803510

#define ICC_SRE_EL2_VALUE 0xf /* system registers here and at EL1, no bypass */

/* Not every assembler knows these names. */
#define HCRX_EL2    s3_4_c1_c2_2
#define HFGRTR_EL2  s3_4_c1_c1_4
#define HFGWTR_EL2  s3_4_c1_c1_5
#define HFGITR_EL2  s3_4_c1_c1_6
#define HDFGRTR_EL2 s3_4_c3_c1_4
#define HDFGWTR_EL2 s3_4_c3_c1_5
#define ICC_SRE_EL2 s3_4_c12_c9_5
#define ICH_HCR_EL2 s3_4_c12_c11_0

#endif
