/* EL1 and EL0 registers of a guest; the order is that of `GuestRegister` in src/arch/aarch64/guest-register.ts. */
#ifndef TSVISOR_GUEST_REGISTERS_H
#define TSVISOR_GUEST_REGISTERS_H

#define GUEST_REGISTERS(EACH)                                                                                          \
	EACH(SCTLR_EL1, sctlr_el1)                                                                                     \
	EACH(CPACR_EL1, cpacr_el1)                                                                                     \
	EACH(TTBR0_EL1, ttbr0_el1)                                                                                     \
	EACH(TTBR1_EL1, ttbr1_el1)                                                                                     \
	EACH(TCR_EL1, tcr_el1)                                                                                         \
	EACH(MAIR_EL1, mair_el1)                                                                                       \
	EACH(AMAIR_EL1, amair_el1)                                                                                     \
	EACH(VBAR_EL1, vbar_el1)                                                                                       \
	EACH(ELR_EL1, elr_el1)                                                                                         \
	EACH(SPSR_EL1, spsr_el1)                                                                                       \
	EACH(ESR_EL1, esr_el1)                                                                                         \
	EACH(FAR_EL1, far_el1)                                                                                         \
	EACH(AFSR0_EL1, afsr0_el1)                                                                                     \
	EACH(AFSR1_EL1, afsr1_el1)                                                                                     \
	EACH(PAR_EL1, par_el1)                                                                                         \
	EACH(SP_EL0, sp_el0)                                                                                           \
	EACH(SP_EL1, sp_el1)                                                                                           \
	EACH(TPIDR_EL0, tpidr_el0)                                                                                     \
	EACH(TPIDRRO_EL0, tpidrro_el0)                                                                                 \
	EACH(TPIDR_EL1, tpidr_el1)                                                                                     \
	EACH(CONTEXTIDR_EL1, contextidr_el1)                                                                           \
	EACH(CNTKCTL_EL1, cntkctl_el1)                                                                                 \
	EACH(CSSELR_EL1, csselr_el1)

#define GUEST_REGISTER_NUMBER(name, assembler_name) GUEST_##name,
enum guest_register { GUEST_REGISTERS(GUEST_REGISTER_NUMBER) GUEST_REGISTER_COUNT };

#endif
