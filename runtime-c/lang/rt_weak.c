/*
 * Weak references: a hash table, by the target's address, of all that point at a living target. An object that has some
 * carries RT_HAS_WEAK; when it dies they are taken out and become NULL before its memory goes. The table, `target` and
 * `next` are guarded by the platform's rt_weak_lock.
 */
#include "rt_internal.h"

#define FIRST_BITS 6u
/* The table grows by this when there are twice as many references as buckets. */
#define GROW_BITS 3u
#define LAST_BITS 24u

static struct rt_weak *first_buckets[1u << FIRST_BITS];

static struct {
	struct rt_weak **buckets;
	uint32_t bits;	/* there are 1 << bits buckets */
	uint32_t count; /* of references in them */
} table = {first_buckets, FIRST_BITS, 0};

static size_t table_bytes(uint32_t bits)
{
	return sizeof(struct rt_weak *) << bits;
}

static void free_buckets(struct rt_weak **buckets, uint32_t bits)
{
	if (buckets != first_buckets)
		rt_free(buckets, table_bytes(bits));
}

/* Objects are 16-byte aligned: the low bits say nothing. The multiplier is 2^64 divided by the golden ratio. */
static struct rt_weak **bucket_of(const struct rt_object *target)
{
	uint64_t mixed = ((uint64_t)(uintptr_t)target >> 4) * 0x9e3779b97f4a7c15u;
	return &table.buckets[mixed >> (64 - table.bits)];
}

static void insert(struct rt_weak *weak)
{
	struct rt_weak **bucket = bucket_of(weak->target);
	weak->next = *bucket;
	*bucket = weak;
}

/* Moves all references to `buckets`; gives back the old ones. */
static struct rt_weak **exchange_buckets(struct rt_weak **buckets, uint32_t bits)
{
	struct rt_weak **old = table.buckets;
	uint32_t old_bits = table.bits;
	table.buckets = buckets;
	table.bits = bits;
	for (size_t i = 0; i < (size_t)1 << old_bits; i++) {
		struct rt_weak *weak = old[i];
		while (weak != NULL) {
			struct rt_weak *next = weak->next;
			insert(weak);
			weak = next;
		}
	}
	return old;
}

/* More buckets, unless there is no memory: then the chains are longer, which is only slower. */
static void grow(uint32_t old_bits)
{
	uint32_t bits = old_bits + GROW_BITS;
	struct rt_weak **buckets = bits > LAST_BITS ? NULL : rt_allocate(table_bytes(bits));
	if (buckets == NULL)
		return;
	memset(buckets, 0, table_bytes(bits));
	uint64_t before = rt_weak_lock();
	/* Another CPU may have been faster; then the new buckets are the ones to free. */
	bool mine = table.bits == old_bits;
	struct rt_weak **unused = mine ? exchange_buckets(buckets, bits) : buckets;
	rt_weak_unlock(before);
	free_buckets(unused, mine ? old_bits : bits);
}

static void take_out(struct rt_weak *weak)
{
	struct rt_weak **link = bucket_of(weak->target);
	while (*link != weak)
		link = &(*link)->next;
	*link = weak->next;
	table.count--;
}

/* With the last reference the table goes back to its first buckets, so that nothing stays allocated. */
static struct rt_object *destroy_weak(struct rt_object *object, struct rt_object *dying)
{
	struct rt_weak *weak = (struct rt_weak *)object;
	uint64_t before = rt_weak_lock();
	struct rt_weak **old = first_buckets;
	uint32_t old_bits = table.bits;
	if (weak->target != NULL && (weak->target->flags & RT_HAS_WEAK) != 0)
		take_out(weak);
	if (table.count == 0 && table.buckets != first_buckets) {
		memset(first_buckets, 0, sizeof(first_buckets));
		old = exchange_buckets(first_buckets, FIRST_BITS);
	}
	rt_weak_unlock(before);
	free_buckets(old, old_bits);
	RT_FREE(weak);
	return dying;
}

const struct rt_class rt_weak_class = {
	"WeakRef", sizeof(struct rt_weak), RT_NO_CLASS, RT_NO_CLASS, destroy_weak, NULL, NULL, NULL};

/* Enters `weak` into the table; gives the table's bits when it is too small now, 0 otherwise. */
static uint32_t enter(struct rt_weak *weak)
{
	uint64_t before = rt_weak_lock();
	weak->target->flags |= RT_HAS_WEAK;
	insert(weak);
	table.count++;
	uint32_t full = table.count >> 1 > (uint32_t)1 << table.bits ? table.bits : 0;
	rt_weak_unlock(before);
	return full;
}

struct rt_weak *rt_weak_new(void *target)
{
	struct rt_object *object = target;
	struct rt_weak *weak = RT_NEW_OF(rt_weak_class, struct rt_weak);
	if (weak == NULL)
		return NULL;
	weak->target = object;
	/* What is static never dies: nothing to undo. */
	if (__atomic_load_n(&object->count, __ATOMIC_RELAXED) == RT_IMMORTAL)
		return weak;
	uint32_t full = enter(weak);
	if (full != 0)
		grow(full);
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
			table.count--;
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
		if (__atomic_compare_exchange_n(
			    &object->count, &count, count + 1, true, __ATOMIC_RELAXED, __ATOMIC_RELAXED))
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
