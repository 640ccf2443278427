/* Function values, for C code that makes or calls them. */
#include "rt.h"

struct rt_closure *rt_closure_new(const struct rt_class *class, void (*code)(void))
{
	struct rt_closure *closure = rt_new(class);
	if (closure != NULL)
		closure->code = code;
	return closure;
}

bool rt_closure_call(struct rt_closure *closure)
{
	bool (*code)(struct rt_closure *) = (bool (*)(struct rt_closure *))closure->code;
	return code(closure);
}
