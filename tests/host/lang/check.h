/* Unit tests of runtime-c/lang: a program of CHECKs that prints "ok" when all hold and nothing leaked. */
#ifndef TSVISOR_TEST_CHECK_H
#define TSVISOR_TEST_CHECK_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../../runtime-c/host/audit.h"
#include "../../../runtime-c/lang/rt.h"

#define CHECK(condition)                                                                                               \
	do {                                                                                                           \
		if (!(condition)) {                                                                                    \
			(void)printf("%s:%d: failed: %s\n", __FILE__, __LINE__, #condition);                           \
			exit(1);                                                                                       \
		}                                                                                                      \
	} while (0)

/* What the emitter defines in a compiled program. */
static const struct rt_class out_of_memory_class = {
	"OutOfMemoryError", sizeof(struct rt_error), 1, 1, NULL, NULL, NULL, NULL};
static struct rt_string out_of_memory_name = RT_STRING_LITERAL("OutOfMemoryError", 16, 16);
static struct rt_string out_of_memory_message = RT_STRING_LITERAL("out of memory", 13, 13);
static struct rt_error out_of_memory = {
	{RT_IMMORTAL, 0, &out_of_memory_class},
	&out_of_memory_name,
	&out_of_memory_message,
};
struct rt_object *const rt_out_of_memory = &out_of_memory.object;

static inline struct rt_string *text(const char *utf8)
{
	return rt_string_new(utf8, (uint32_t)strlen(utf8));
}

static inline int finish(void)
{
	CHECK(rt_catch() == NULL);
	CHECK(audit_finish());
	(void)puts("ok");
	return 0;
}

#endif
