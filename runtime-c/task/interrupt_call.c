#include "task/interrupt_call.h"

#include "task/uncaught.h"

void kernel_call_in_interrupt(struct rt_closure *closure)
{
	struct rt_task_state *state = rt_task_state();
	struct rt_task_state interrupted = *state;

	*state = (struct rt_task_state){0};
	if (!rt_closure_call(closure))
		uncaught_write("interrupt handler");
	*state = interrupted;
}
