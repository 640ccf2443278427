/* The parts of rt.h that stand inline in the program: tests, counts, leading zeros. Included by rt.h alone. */
#ifndef TSVISOR_RT_INLINE_H
#define TSVISOR_RT_INLINE_H

/* A test that the compiler's front end does not put together with the one beside it. */
static inline bool rt_apart(bool test)
{
	return test;
}

/* One more owner. NULL and static objects are left alone. */
static inline void *rt_retain(void *object)
{
	struct rt_object *o = object;
#ifdef RT_ATOMIC_COUNTS
	if (o != NULL && __atomic_load_n(&o->count, __ATOMIC_RELAXED) != RT_IMMORTAL)
		(void)__atomic_fetch_add(&o->count, 1, __ATOMIC_RELAXED);
#else
	if (o != NULL && o->count != RT_IMMORTAL)
		o->count++;
#endif
	return object;
}

/* One owner fewer. The last one's writes and everybody's before it are seen by the destruction (acquire and release).
 */
static inline void rt_release(void *object)
{
	struct rt_object *o = object;
#ifdef RT_ATOMIC_COUNTS
	if (o != NULL && __atomic_load_n(&o->count, __ATOMIC_RELAXED) != RT_IMMORTAL &&
		__atomic_fetch_sub(&o->count, 1, __ATOMIC_ACQ_REL) == 1)
		rt_destroy(o);
#else
	if (o != NULL && o->count != RT_IMMORTAL && --o->count == 0)
		rt_destroy(o);
#endif
}

/* Where the text is not all ASCII, or the index lies outside (a trap). */
int64_t rt_string_code_unit_search(const struct rt_string *s, int64_t index, const struct rt_place *place);

static inline int64_t rt_string_code_unit_at(const struct rt_string *s, int64_t index, const struct rt_place *place)
{
	if (s->bytes == s->units && (uint64_t)index < s->units)
		return (uint8_t)s->text[index];
	return rt_string_code_unit_search(s, index, place);
}

/* The elements are counted objects. */
static inline bool rt_element_counted(struct rt_element e)
{
	return e.kind == RT_STRING || e.kind == RT_OBJECT || e.kind == RT_MIXED;
}

/* rt_array_push where the compiler knows what `a` holds: without a call as long as there is room. */
static inline bool rt_array_append(struct rt_array *a, const void *element, struct rt_element kind)
{
	if (__builtin_expect(a->length == a->capacity, 0))
		return rt_array_push(a, element);
	__builtin_memcpy((char *)a->data + (size_t)a->length * kind.size, element, kind.size);
	if (rt_element_counted(kind)) {
		void *counted;
		__builtin_memcpy(&counted, element, sizeof(counted));
		(void)rt_retain(counted);
	}
	a->length++;
	return true;
}

/* rt_map_get where rt_map_find gave `entry` for the key, and the compiler knows what `m` holds. */
static inline bool rt_map_get_found(const struct rt_map *m, const void *entry, void *value, struct rt_element kind)
{
	if (entry == NULL)
		return false;
	__builtin_memcpy(value, (const char *)entry + m->value_offset, kind.size);
	if (rt_element_counted(kind))
		(void)rt_retain(*(void **)value);
	return true;
}

/* rt_map_set likewise. */
static inline bool rt_map_set_found(
	struct rt_map *m, void *entry, const void *key, const void *value, struct rt_element kind)
{
	if (entry == NULL || rt_element_counted(kind))
		return rt_map_set(m, key, value);
	__builtin_memcpy((char *)entry + m->value_offset, value, kind.size);
	return true;
}

/* Math.clz32: leading zeros of the low 32 bits. */
static inline int64_t rt_clz32(int64_t value)
{
	uint32_t bits = (uint32_t)value;

	return bits == 0 ? 32 : __builtin_clz(bits);
}

#endif
