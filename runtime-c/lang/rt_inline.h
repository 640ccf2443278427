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

/* One owner fewer: was it the last one? Its writes and everybody's before it are seen by the destruction (acquire and
 * release). */
static inline bool rt_count_down(struct rt_object *o)
{
#ifdef RT_ATOMIC_COUNTS
	return o != NULL && __atomic_load_n(&o->count, __ATOMIC_RELAXED) != RT_IMMORTAL &&
	       __atomic_fetch_sub(&o->count, 1, __ATOMIC_ACQ_REL) == 1;
#else
	return o != NULL && o->count != RT_IMMORTAL && --o->count == 0;
#endif
}

static inline void rt_release(void *object)
{
	struct rt_object *o = object;
	if (rt_count_down(o))
		rt_destroy(o);
}

/* The first 8 bytes of an object without owners (count and flags, of no more use) become the link of the list. */
static inline struct rt_object *rt_link_dying(struct rt_object *object, struct rt_object *dying)
{
	__builtin_memcpy((void *)object, &dying, sizeof(struct rt_object *));
	return object;
}

static inline struct rt_object *rt_let_go(void *object, struct rt_object *dying)
{
	struct rt_object *o = object;
#ifndef RT_ATOMIC_COUNTS
	/* Most often this is the only owner, and there are no weak references. */
	if (o != NULL && o->count == 1 && o->flags == 0)
		return rt_link_dying(o, dying);
#endif
	return rt_count_down(o) ? rt_put_dying(o, dying) : dying;
}

/*
 * RT_NEW(TAG) is rt_new for an object of TAG__class, which is a struct TAG; RT_NEW_CLOSURE(CODE) likewise
 * rt_closure_new for a struct CODE__closure; RT_FREE(object) is rt_free for a struct of known type. Where the platform
 * keeps lists of free blocks, they are used without a call.
 */
#ifdef RT_FREE_LISTS
#include "host/release/free_lists.h"

static inline void *rt_new_of(const struct rt_class *class, size_t bytes)
{
	if (bytes > RT_FREE_LISTS_LARGEST)
		return rt_new(class);
	struct rt_object *object = rt_allocate_listed(bytes);
	if (__builtin_expect(object == NULL, 0))
		return rt_throw_out_of_memory();
	__builtin_memset((void *)object, 0, bytes);
	object->count = 1;
	object->class = class;
	return object;
}

static inline void rt_free_of(void *memory, size_t bytes)
{
	if (bytes > RT_FREE_LISTS_LARGEST)
		rt_free(memory, bytes);
	else
		rt_free_listed(memory, bytes);
}

static inline struct rt_closure *rt_closure_new_of(const struct rt_class *class, size_t bytes, void (*code)(void))
{
	struct rt_closure *closure = rt_new_of(class, bytes);
	if (closure != NULL)
		closure->code = code;
	return closure;
}

#define RT_NEW_OF(class, type) rt_new_of(&(class), sizeof(type))
#define RT_NEW_CLOSURE(of)     rt_closure_new_of(&of##__class, sizeof(struct of##__closure), (void (*)(void))(of))
#define RT_FREE(object)	       rt_free_of((object), sizeof(*(object)))
#else
#define RT_NEW_OF(class, type) rt_new(&(class))
#define RT_NEW_CLOSURE(of)     rt_closure_new(&of##__class, (void (*)(void))(of))
#define RT_FREE(object)	       rt_free((object), sizeof(*(object)))
#endif
#define RT_NEW(tag) RT_NEW_OF(tag##__class, struct tag)

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
