/* The TypeScript classes AtomicU32 and AtomicU64: every operation is one step, and all tasks see all of them in one
 * order. */
#ifndef TSVISOR_ATOMIC_H
#define TSVISOR_ATOMIC_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

/* add and exchange give what was there before; add wraps. */
#define DEFINE_ATOMIC(name, type)                                                                                      \
	struct name {                                                                                                  \
		_Atomic type value;                                                                                    \
	};                                                                                                             \
	static inline bool name##_init(struct name *atomic, type initial)                                              \
	{                                                                                                              \
		atomic_init(&atomic->value, initial);                                                                  \
		return true;                                                                                           \
	}                                                                                                              \
	static inline void name##_fini(struct name *atomic)                                                            \
	{                                                                                                              \
		(void)atomic;                                                                                          \
	}                                                                                                              \
	static inline type name##_load(struct name *atomic)                                                            \
	{                                                                                                              \
		return atomic_load(&atomic->value);                                                                    \
	}                                                                                                              \
	static inline void name##_store(struct name *atomic, type value)                                               \
	{                                                                                                              \
		atomic_store(&atomic->value, value);                                                                   \
	}                                                                                                              \
	static inline type name##_add(struct name *atomic, type value)                                                 \
	{                                                                                                              \
		return atomic_fetch_add(&atomic->value, value);                                                        \
	}                                                                                                              \
	static inline type name##_exchange(struct name *atomic, type value)                                            \
	{                                                                                                              \
		return atomic_exchange(&atomic->value, value);                                                         \
	}                                                                                                              \
	static inline bool name##_compare_exchange(struct name *atomic, type expected, type value)                     \
	{                                                                                                              \
		return atomic_compare_exchange_strong(&atomic->value, &expected, value);                               \
	}

DEFINE_ATOMIC(atomic_u32, uint32_t)
DEFINE_ATOMIC(atomic_u64, uint64_t)

#endif
