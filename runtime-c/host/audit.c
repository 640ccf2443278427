/*
 * rt_allocate and rt_free of host programs.
 * RT_FAIL_ALLOCATION=N makes allocation number N (from 1) fail, RT_FAIL_ALLOCATION=N+ that one and all after it.
 * RT_COUNT_ALLOCATIONS=1 prints at the end how many there were, so that a test knows where to stop.
 */
#include "audit.h"

#include <stdio.h>
#include <stdlib.h>

#include "../lang/rt.h"

/* Before each block; keeps it 16-byte aligned and remembers how long it is. */
struct header {
	size_t bytes;
	size_t magic;
};
/* "tsvblock" */
#define MAGIC 0x747376626c6f636bu

static struct {
	unsigned long objects;
	unsigned long bytes;
	unsigned long allocations;
	unsigned long fail_first; /* 0: never */
	bool fail_rest;
} audit;

void audit_start(void)
{
	const char *wanted = getenv("RT_FAIL_ALLOCATION");
	char *rest = NULL;
	if (wanted == NULL)
		return;
	unsigned long number = strtoul(wanted, &rest, 10);
	audit_fail(number, *rest == '+');
}

void audit_fail(unsigned long number, bool rest)
{
	audit.fail_first = number == 0 ? 0 : audit.allocations + number;
	audit.fail_rest = rest;
}

bool audit_has_failed(void)
{
	return audit.fail_first != 0 && audit.allocations >= audit.fail_first;
}

bool audit_finish(void)
{
	if (getenv("RT_COUNT_ALLOCATIONS") != NULL)
		(void)fprintf(stderr, "allocations: %lu\n", audit.allocations);
	if (audit.objects == 0)
		return true;
	(void)fprintf(stderr, "leak: %lu blocks of %lu bytes are still allocated\n", audit.objects, audit.bytes);
	return false;
}

static bool must_fail(unsigned long number)
{
	return audit.fail_first != 0 && (number == audit.fail_first || (audit.fail_rest && number > audit.fail_first));
}

void *rt_allocate(size_t bytes)
{
	unsigned long number = __atomic_add_fetch(&audit.allocations, 1, __ATOMIC_RELAXED);
	struct header *header = must_fail(number) ? NULL : malloc(sizeof(*header) + bytes);
	if (header == NULL)
		return NULL;
	*header = (struct header){bytes, MAGIC};
	(void)__atomic_add_fetch(&audit.objects, 1, __ATOMIC_RELAXED);
	(void)__atomic_add_fetch(&audit.bytes, bytes, __ATOMIC_RELAXED);
	return header + 1;
}

void rt_free(void *memory, size_t bytes)
{
	if (memory == NULL)
		return;
	struct header *header = (struct header *)memory - 1;
	if (header->magic != MAGIC || header->bytes != bytes) {
		(void)fprintf(stderr, "rt_free: %zu bytes at a block of %zu bytes\n", bytes, header->bytes);
		abort();
	}
	header->magic = 0;
	(void)__atomic_sub_fetch(&audit.objects, 1, __ATOMIC_RELAXED);
	(void)__atomic_sub_fetch(&audit.bytes, bytes, __ATOMIC_RELAXED);
	free(header);
}
