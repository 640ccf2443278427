/*
 * A guest's virtual timer.
 *
 * Its physical interrupt (a PPI) is acknowledged by EL2, which lowers the priority but leaves it active, and given to
 * the guest by a list register with the HW bit: the guest's EOI deactivates it. So between delivery and EOI it is
 * active, and being active it cannot fire again. This active state belongs to the vCPU: when the vCPU leaves the CPU it
 * is taken along and cleared, so that the next vCPU's timer can fire; when it comes back the state is written back, and
 * the EOI finds it as it left it.
 *
 * A vCPU that is off its CPU cannot be interrupted by its timer. An alarm of the kernel stands in for it; when it
 * expires, the interrupt is given to the guest as if the timer had fired, and counts as active from then on: the timer,
 * still past its deadline, does not fire a second time when it is loaded.
 */
#include "gic.h"
#include "system-register.h"
#include "vcpu-context.h"

#define TIMER_ENABLE 1UL /* CNTV_CTL_EL0 */
#define TIMER_MASKED 2UL

void vcpu_timer_save(struct vcpu_timer *timer)
{
	timer->control = READ_SYSTEM_REGISTER(cntv_ctl_el0);
	timer->compare = READ_SYSTEM_REGISTER(cntv_cval_el0);
	WRITE_SYSTEM_REGISTER(cntv_ctl_el0, 0);
	ISB();
	timer->active = gic_virtual_timer_is_active();
	if (timer->active)
		gic_virtual_timer_set_active(false);
}

void vcpu_timer_load(const struct vcpu_timer *timer)
{
	if (timer->active)
		gic_virtual_timer_set_active(true);
	WRITE_SYSTEM_REGISTER(cntvoff_el2, timer->offset);
	WRITE_SYSTEM_REGISTER(cntv_cval_el0, timer->compare);
	WRITE_SYSTEM_REGISTER(cntv_ctl_el0, timer->control);
}

/* Runs where the alarm was armed, with interrupts off. The vCPU is loaded nowhere until timer_cancel() has seen this
 * end. */
static void alarm_expired(void *argument)
{
	struct vcpu_context *context = argument;

	context->timer.active = true;
	vmm_virtual_timer(context->owner);
}

void vcpu_timer_arm_alarm(struct vcpu_context *context)
{
	struct vcpu_timer *timer = &context->timer;

	if ((timer->control & (TIMER_ENABLE | TIMER_MASKED)) != TIMER_ENABLE || timer->active)
		return;
	timer->armed = true;
	timer_init(&timer->alarm, alarm_expired, context);
	timer_arm(&timer->alarm, timer->compare + timer->offset);
}

void vcpu_timer_disarm_alarm(struct vcpu_context *context)
{
	if (!context->timer.armed)
		return;
	timer_cancel(&context->timer.alarm);
	context->timer.armed = false;
}
