/* The TypeScript classes AtomicU32 and AtomicU64: every operation is one step, and all tasks see all of them in one
 * order. */
#ifndef TSVISOR_ATOMIC_H
#define TSVISOR_ATOMIC_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

struct atomic_u32 {
	_Atomic uint32_t value;
};

static inline bool atomic_u32_init(struct atomic_u32 *atomic, uint32_t initial)
{
	atomic_init(&atomic->value, initial);
	return true;
}

static inline void atomic_u32_fini(struct atomic_u32 *atomic)
{
	(void)atomic;
}

static inline uint32_t atomic_u32_load(struct atomic_u32 *atomic)
{
	return atomic_load(&atomic->value);
}

static inline void atomic_u32_store(struct atomic_u32 *atomic, uint32_t value)
{
	atomic_store(&atomic->value, value);
}

/* Gives what was there before; wraps. */
static inline uint32_t atomic_u32_add(struct atomic_u32 *atomic, uint32_t value)
{
	return atomic_fetch_add(&atomic->value, value);
}

static inline uint32_t atomic_u32_exchange(struct atomic_u32 *atomic, uint32_t value)
{
	return atomic_exchange(&atomic->value, value);
}

static inline bool atomic_u32_compare_exchange(struct atomic_u32 *atomic, uint32_t expected, uint32_t value)
{
	return atomic_compare_exchange_strong(&atomic->value, &expected, value);
}

struct atomic_u64 {
	_Atomic uint64_t value;
};

static inline bool atomic_u64_init(struct atomic_u64 *atomic, uint64_t initial)
{
	atomic_init(&atomic->value, initial);
	return true;
}

static inline void atomic_u64_fini(struct atomic_u64 *atomic)
{
	(void)atomic;
}

static inline uint64_t atomic_u64_load(struct atomic_u64 *atomic)
{
	return atomic_load(&atomic->value);
}

static inline void atomic_u64_store(struct atomic_u64 *atomic, uint64_t value)
{
	atomic_store(&atomic->value, value);
}

static inline uint64_t atomic_u64_add(struct atomic_u64 *atomic, uint64_t value)
{
	return atomic_fetch_add(&atomic->value, value);
}

static inline uint64_t atomic_u64_exchange(struct atomic_u64 *atomic, uint64_t value)
{
	return atomic_exchange(&atomic->value, value);
}

static inline bool atomic_u64_compare_exchange(struct atomic_u64 *atomic, uint64_t expected, uint64_t value)
{
	return atomic_compare_exchange_strong(&atomic->value, &expected, value);
}

#endif
