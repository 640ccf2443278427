/* What the kernel needs beside the machine: panics that end the test, and errors that nobody throws. */
#include <stdio.h>
#include <stdlib.h>

#include "panic/panic.h"
#include "rt.h"

static const struct rt_class error_class = {.name = "OutOfMemoryError", .size = sizeof(struct rt_error)};
static struct rt_string name = RT_STRING_LITERAL("OutOfMemoryError", 16, 16);
static struct rt_error out_of_memory = {{RT_IMMORTAL, 0, &error_class}, &name, &name};
struct rt_object *const rt_out_of_memory = &out_of_memory.object;

void panic_with(const char *reason)
{
	fprintf(stderr, "panic: %s\n", reason);
	abort();
}

void rt_panic(const struct rt_string *message)
{
	panic_with(message->text);
}

void rt_trap(const struct rt_place *place, const char *reason)
{
	(void)place;
	panic_with(reason);
}
