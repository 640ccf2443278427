/* EL1 and EL0 system registers of a guest, pointer authentication keys, and exceptions put into the guest. */
#include "stage1-walks.h"
#include "system-register.h"
#include "vcpu-context.h"

#define SAVE(name, assembler_name) registers[GUEST_##name] = READ_SYSTEM_REGISTER(assembler_name);
#define LOAD(name, assembler_name)                                                                                     \
	if (GUEST_##name != GUEST_TCR_EL1)                                                                             \
		WRITE_SYSTEM_REGISTER(assembler_name, registers[GUEST_##name]);

void vcpu_save_el1(uint64_t *registers)
{
	GUEST_REGISTERS(SAVE)
}

void vcpu_load_el1(const uint64_t *registers){GUEST_REGISTERS(LOAD)}

uint64_t vcpu_context_read_register(struct vcpu_context *context, uint32_t number)
{
	arch_irq_state_t before = arch_irq_save();

	if (vcpu_is_resident(context))
		vcpu_save_el1(context->el1);
	arch_irq_restore(before);
	return number < GUEST_REGISTER_COUNT ? context->el1[number] : 0;
}

void vcpu_context_write_register(struct vcpu_context *context, uint32_t number, uint64_t value)
{
	arch_irq_state_t before = arch_irq_save();
	bool resident = vcpu_is_resident(context);

	if (resident)
		vcpu_save_el1(context->el1);
	if (number < GUEST_REGISTER_COUNT)
		context->el1[number] = value;
	if (resident) {
		vcpu_stop_walks();
		vcpu_load_el1(context->el1);
		vcpu_allow_walks(context->el1[GUEST_TCR_EL1]);
	}
	arch_irq_restore(before);
}

#define PSTATE_MODE    0xfUL
#define PSTATE_EL0     0x0UL
#define PSTATE_EL1T    0x4UL
#define PSTATE_EL1H    0x5UL
#define PSTATE_AARCH32 (1UL << 4)
#define PSTATE_DAIF    (0xfUL << 6)
#define PSTATE_SSBS    (1UL << 12)
#define PSTATE_PAN     (1UL << 22)
#define PSTATE_DIT     (1UL << 24)
#define PSTATE_TCO     (1UL << 25)
#define PSTATE_NZCV    (0xfUL << 28)
#define SCTLR_SPAN     (1UL << 23)
#define SCTLR_DSSBS    (1UL << 44)

/* Offset from VBAR_EL1 for a synchronous exception out of `pstate`. Arm ARM DDI 0487, table D1-5. */
static uint64_t vector_offset(uint64_t pstate)
{
	if ((pstate & PSTATE_AARCH32) != 0)
		return 0x600;
	switch (pstate & PSTATE_MODE) {
	case PSTATE_EL0:
		return 0x400;
	case PSTATE_EL1T:
		return 0x000;
	default:
		return 0x200;
	}
}

/* PSTATE with which EL1 takes an exception. Arm ARM DDI 0487, AArch64.TakeException(). */
static uint64_t exception_pstate(uint64_t pstate, uint64_t sctlr)
{
	uint64_t taken = PSTATE_EL1H | PSTATE_DAIF | (pstate & (PSTATE_NZCV | PSTATE_DIT | PSTATE_PAN));

	if ((sctlr & SCTLR_SPAN) == 0 && (READ_SYSTEM_REGISTER(id_aa64mmfr1_el1) >> 20 & 0xf) != 0)
		taken |= PSTATE_PAN;
	if ((sctlr & SCTLR_DSSBS) != 0)
		taken |= PSTATE_SSBS;
	if ((READ_SYSTEM_REGISTER(id_aa64pfr1_el1) >> 8 & 0xf) >= 2)
		taken |= PSTATE_TCO;
	return taken;
}

void vcpu_context_inject_exception(struct vcpu_context *context, uint64_t esr, uint64_t far)
{
	uint64_t vbar = vcpu_context_read_register(context, GUEST_VBAR_EL1);
	uint64_t sctlr = vcpu_context_read_register(context, GUEST_SCTLR_EL1);

	vcpu_context_write_register(context, GUEST_ELR_EL1, context->pc);
	vcpu_context_write_register(context, GUEST_SPSR_EL1, context->pstate);
	vcpu_context_write_register(context, GUEST_ESR_EL1, esr);
	vcpu_context_write_register(context, GUEST_FAR_EL1, far);
	context->pc = vbar + vector_offset(context->pstate);
	context->pstate = exception_pstate(context->pstate, sctlr);
}

/* Generic or address authentication, of whichever algorithm: then the key registers exist. */
static bool has_keys(void)
{
	return (READ_SYSTEM_REGISTER(id_aa64isar1_el1) & 0xff000ff0UL) != 0;
}

#define KEYS(EACH)                                                                                                     \
	EACH(0, s3_0_c2_c1_0)                                                                                          \
	EACH(1, s3_0_c2_c1_1)                                                                                          \
	EACH(2, s3_0_c2_c1_2)                                                                                          \
	EACH(3, s3_0_c2_c1_3)                                                                                          \
	EACH(4, s3_0_c2_c2_0)                                                                                          \
	EACH(5, s3_0_c2_c2_1)                                                                                          \
	EACH(6, s3_0_c2_c2_2)                                                                                          \
	EACH(7, s3_0_c2_c2_3)                                                                                          \
	EACH(8, s3_0_c2_c3_0)                                                                                          \
	EACH(9, s3_0_c2_c3_1)
#define SAVE_KEY(n, name) keys[n] = READ_SYSTEM_REGISTER(name);
#define LOAD_KEY(n, name) WRITE_SYSTEM_REGISTER(name, keys[n]);

/* APIA, APIB, APDA, APDB, APGA; each low, high. */
void vcpu_save_keys(uint64_t keys[10])
{
	if (has_keys()) {
		KEYS(SAVE_KEY)
	}
}

void vcpu_load_keys(const uint64_t keys[10])
{
	if (has_keys()) {
		KEYS(LOAD_KEY)
	}
}
