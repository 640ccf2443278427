/* What a guest sees of the GIC's CPU interface, moved between memory and ICH_*_EL2. Arm IHI 0069H, 12.4. */
#include "gic-virtual.h"
#include "system-register.h"
#include "vcpu-context.h"

/* Active priority registers per group: 1, 2 or 4, for 5, 6 or 7 bits of preemption (ICH_VTR_EL2.PREbits). */
static unsigned active_priority_registers(void)
{
	unsigned bits = (unsigned)(READ_SYSTEM_REGISTER(ich_vtr_el2) >> 26 & 7) + 1;

	return bits <= 5 ? 1 : bits == 6 ? 2 : 4;
}

#define SAVE_ACTIVE(n)                                                                                                 \
	gic->active_group0[n] = READ_SYSTEM_REGISTER(ich_ap0r##n##_el2);                                               \
	gic->active_group1[n] = READ_SYSTEM_REGISTER(ich_ap1r##n##_el2)
#define LOAD_ACTIVE(n)                                                                                                 \
	WRITE_SYSTEM_REGISTER(ich_ap0r##n##_el2, gic->active_group0[n]);                                               \
	WRITE_SYSTEM_REGISTER(ich_ap1r##n##_el2, gic->active_group1[n])

void vcpu_save_gic(struct vcpu_gic *gic)
{
	uint32_t count = gic_list_register_count();
	unsigned active = active_priority_registers();

	for (uint32_t n = 0; n < count; n++)
		gic->list[n] = gic_read_list_register(n);
	gic->vmcr = READ_SYSTEM_REGISTER(ich_vmcr_el2);
	gic->hcr = READ_SYSTEM_REGISTER(ich_hcr_el2);
	SAVE_ACTIVE(0);
	if (active > 1) {
		SAVE_ACTIVE(1);
	}
	if (active > 2) {
		SAVE_ACTIVE(2);
		SAVE_ACTIVE(3);
	}
	/* No maintenance interrupt for a vCPU that is not here. */
	WRITE_SYSTEM_REGISTER(ich_hcr_el2, 0);
}

uint64_t vcpu_context_read_list_register(const struct vcpu_context *context, uint32_t number)
{
	return number < VCPU_LIST_REGISTERS ? context->gic.list[number] : 0;
}

void vcpu_load_gic(const struct vcpu_gic *gic)
{
	uint32_t count = gic_list_register_count();
	unsigned active = active_priority_registers();

	for (uint32_t n = 0; n < count; n++)
		gic_write_list_register(n, gic->list[n]);
	WRITE_SYSTEM_REGISTER(ich_vmcr_el2, gic->vmcr);
	LOAD_ACTIVE(0);
	if (active > 1) {
		LOAD_ACTIVE(1);
	}
	if (active > 2) {
		LOAD_ACTIVE(2);
		LOAD_ACTIVE(3);
	}
	WRITE_SYSTEM_REGISTER(ich_hcr_el2, gic->hcr);
}
