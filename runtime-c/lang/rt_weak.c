/*
 * Weak references: a table, by the target's address, of all that point at a living target. An object that has some carries
 * RT_HAS_WEAK; when it dies they are taken out and become NULL before its memory goes.
 * The table, `target` and `next` are guarded by the platform's rt_weak_lock.
 */
#include "rt_internal.h"

/* A power of two. VMs, vCPUs and their devices are hundreds; longer chains are only slower. */
#define BUCKETS 256u

static struct rt_weak *table[BUCKETS];

/* Objects are 16-byte aligned: the low bits say nothing. */
static struct rt_weak **bucket_of(const struct rt_object *target)
{
	uint64_t mixed = ((uint64_t)(uintptr_t)target >> 4) * 0x9e3779b97f4a7c15u;
	return &table[mixed >> 56];
}
_Static_assert(BUCKETS == 1u << (64 - 56), "the shift above keeps as many bits as there are buckets");

static void drop_weak(struct rt_object *object)
{
	struct rt_weak *weak = (struct rt_weak *)object;
	uint64_t before = rt_weak_lock();
	if (weak->target != NULL && (weak->target->flags & RT_HAS_WEAK) != 0) {
		struct rt_weak **link = bucket_of(weak->target);
		while (*link != weak)
			link = &(*link)->next;
		*link = weak->next;
	}
	rt_weak_unlock(before);
}

const struct rt_class rt_weak_class = { "WeakRef", sizeof(struct rt_weak), RT_NO_CLASS, RT_NO_CLASS, drop_weak, NULL, NULL };

struct rt_weak *rt_weak_new(void *target)
{
	struct rt_object *object = target;
	struct rt_weak *weak = rt_new(&rt_weak_class);
	if (weak == NULL)
		return NULL;
	weak->target = object;
	/* What is static never dies: nothing to undo. */
	if (object->count == RT_IMMORTAL)
		return weak;
	uint64_t before = rt_weak_lock();
	struct rt_weak **bucket = bucket_of(object);
	object->flags |= RT_HAS_WEAK;
	weak->next = *bucket;
	*bucket = weak;
	rt_weak_unlock(before);
	return weak;
}

void rt_weak_clear(struct rt_object *target)
{
	uint64_t before = rt_weak_lock();
	struct rt_weak **link = bucket_of(target);
	while (*link != NULL) {
		struct rt_weak *weak = *link;
		if (weak->target == target) {
			*link = weak->next;
			weak->target = NULL;
		} else {
			link = &weak->next;
		}
	}
	rt_weak_unlock(before);
}

/* Counts up unless the count is zero already: then another CPU is about to destroy the object. */
static void *retain_living(struct rt_object *object)
{
	uint32_t count = __atomic_load_n(&object->count, __ATOMIC_RELAXED);
	while (count != 0 && count != RT_IMMORTAL) {
		if (__atomic_compare_exchange_n(&object->count, &count, count + 1, true, __ATOMIC_RELAXED, __ATOMIC_RELAXED))
			return object;
	}
	return count == 0 ? NULL : object;
}

void *rt_weak_deref(struct rt_weak *weak)
{
	uint64_t before = rt_weak_lock();
	void *target = weak->target == NULL ? NULL : retain_living(weak->target);
	rt_weak_unlock(before);
	return target;
}
