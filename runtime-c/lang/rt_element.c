/* What arrays and maps do with their elements, whatever those are. */
#include "rt_internal.h"

/* Copied, because the place holds a pointer to some other struct as far as the compiler knows. */
static struct rt_object *object_at(const void *data, size_t n)
{
	struct rt_object *object;
	memcpy(&object, (const char *)data + n * sizeof(struct rt_object *), sizeof(struct rt_object *));
	return object;
}

void rt_elements_retain(struct rt_element e, const void *data, size_t count)
{
	if (!rt_element_counted(e))
		return;
	for (size_t n = 0; n < count; n++)
		(void)rt_retain(object_at(data, n));
}

void rt_elements_release(struct rt_element e, void *data, size_t count)
{
	if (!rt_element_counted(e))
		return;
	for (size_t n = 0; n < count; n++)
		rt_release(object_at(data, n));
}

struct rt_object *rt_elements_let_go(struct rt_element e, const void *data, size_t count, struct rt_object *dying)
{
	if (!rt_element_counted(e))
		return dying;
	for (size_t n = 0; n < count; n++)
		dying = rt_let_go(object_at(data, n), dying);
	return dying;
}

/* The bits of a scalar of 1, 2, 4 or 8 bytes (little-endian, see rt_bytes.c). */
static uint64_t scalar_at(const void *data, uint32_t size)
{
	uint64_t value = 0;
	/* Four calls with constant sizes become four loads. */
	if (size == 8)
		memcpy(&value, data, 8);
	else if (size == 4)
		memcpy(&value, data, 4);
	else if (size == 2)
		memcpy(&value, data, 2);
	else
		memcpy(&value, data, 1);
	return value;
}

/* { bool has; T value }: the value fills the second half; without `has` it is undefined. */
static uint64_t optional_at(const void *data, uint32_t size, bool *has)
{
	*has = *(const bool *)data;
	return *has ? scalar_at((const char *)data + size / 2, size / 2) : 0;
}

static bool optional_equal(uint32_t size, const void *a, const void *b)
{
	bool has_a = false;
	bool has_b = false;
	uint64_t value_a = optional_at(a, size, &has_a);
	uint64_t value_b = optional_at(b, size, &has_b);
	return has_a == has_b && value_a == value_b;
}

bool rt_element_equal(struct rt_element e, const void *a, const void *b)
{
	switch (e.kind) {
	case RT_STRING:
		return rt_string_equal(
			(const struct rt_string *)object_at(a, 0), (const struct rt_string *)object_at(b, 0));
	case RT_OBJECT:
		return object_at(a, 0) == object_at(b, 0);
	case RT_MIXED:
		return rt_mixed_same(object_at(a, 0), object_at(b, 0));
	case RT_OPTIONAL:
		return optional_equal(e.size, a, b);
	default:
		return scalar_at(a, e.size) == scalar_at(b, e.size);
	}
}

/* Finaliser of SplitMix64 (Stafford's Mix13): every input bit reaches every output bit. */
uint32_t rt_hash_bits(uint64_t x)
{
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
	x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
	return (uint32_t)(x ^ (x >> 31));
}

static uint32_t string_hash(struct rt_string *s)
{
	uint32_t hash = s == NULL ? 0 : __atomic_load_n(&s->hash, __ATOMIC_RELAXED);
	return hash != 0 || s == NULL ? hash : rt_string_hash(s);
}

uint32_t rt_element_hash(struct rt_element e, const void *key)
{
	bool has = false;
	switch (e.kind) {
	case RT_STRING:
		return string_hash((struct rt_string *)object_at(key, 0));
	case RT_OBJECT:
		return rt_hash_bits((uint64_t)(uintptr_t)object_at(key, 0));
	case RT_MIXED:
		return rt_mixed_hash(object_at(key, 0));
	case RT_OPTIONAL:
		return rt_hash_bits(optional_at(key, e.size, &has) + has);
	default:
		return rt_hash_bits(scalar_at(key, e.size));
	}
}
