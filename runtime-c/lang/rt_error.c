/* The task's pending error: thrown errors travel as `false` and `NULL` results, the object waits here. */
#include "rt.h"

void rt_throw(void *error)
{
	struct rt_task_state *task = rt_task_state();
	struct rt_object *before = task->pending;
	task->pending = error;
	rt_release(before);
}

void *rt_catch(void)
{
	struct rt_task_state *task = rt_task_state();
	struct rt_object *error = task->pending;
	task->pending = NULL;
	return error;
}

void *rt_throw_out_of_memory(void)
{
	rt_throw(rt_retain(rt_out_of_memory));
	return NULL;
}
