/* What the files of runtime-c/lang share among themselves. */
#ifndef TSVISOR_RT_INTERNAL_H
#define TSVISOR_RT_INTERNAL_H

#include "rt.h"

/* The compiler wants these four of every platform, freestanding ones too; there is no <string.h> on the device. */
void *memcpy(void *restrict to, const void *restrict from, size_t bytes);
void *memmove(void *to, const void *from, size_t bytes);
void *memset(void *to, int value, size_t bytes);
int memcmp(const void *a, const void *b, size_t bytes);

/* ---- rt_count.c ---- */
/* As rt_new, with room for more than the class says. */
void *rt_new_sized(const struct rt_class *class, size_t bytes);

/* ---- rt_weak.c ---- */
/* Makes all weak references to the dying `target` NULL. */
void rt_weak_clear(struct rt_object *target);

/* ---- rt_string.c ---- */
/* JavaScript engines have such a limit too; it keeps every length and its sums in 32 bits. */
#define RT_STRING_MAX_BYTES 0x3fffffffu

static inline size_t rt_string_size(uint32_t bytes)
{
	return sizeof(struct rt_string) + bytes + 1;
}
/* A string of `bytes` whose text is yet to be written (and its units to be set), the closing 0 set. */
struct rt_string *rt_string_reserve(size_t bytes);
static inline char *rt_string_room(struct rt_string *s)
{
	return (char *)(s + 1);
}
/* Where unit `index` (at most the length) lies: the start of its character, and whether it is that character's second
 * half. */
const char *rt_string_find_unit(const struct rt_string *s, uint32_t index, bool *second_half);
struct rt_string *rt_string_empty(void);
/* The shared string of one ASCII character. */
struct rt_string *rt_string_of_ascii(uint32_t c);
/* 32 bits, never 0; kept in the string. */
uint32_t rt_string_hash(struct rt_string *s);

/* ---- elements of arrays and maps: rt_element.c ---- */
/* Counts up what `count` elements at `data` hold. */
void rt_elements_retain(struct rt_element e, const void *data, size_t count);
void rt_elements_release(struct rt_element e, void *data, size_t count);
/* As rt_let_go. */
struct rt_object *rt_elements_let_go(struct rt_element e, const void *data, size_t count, struct rt_object *dying);
/* As `===`; strings by content. */
bool rt_element_equal(struct rt_element e, const void *a, const void *b);
uint32_t rt_element_hash(struct rt_element e, const void *key);
/* Finaliser of SplitMix64: every input bit reaches every output bit. */
uint32_t rt_hash_bits(uint64_t bits);

/* ---- rt_mixed.c ---- */
/* As a key of a map: NaN is itself. */
bool rt_mixed_same(const void *a, const void *b);
uint32_t rt_mixed_hash(struct rt_object *value);

#endif
