/* Arrays: dense, growing by doubling. */
#include "rt_internal.h"

/* Room that the first pushed element brings. */
#define FIRST_CAPACITY 4u

static struct rt_object *destroy_array(struct rt_object *object, struct rt_object *dying)
{
	struct rt_array *a = (struct rt_array *)object;
	dying = rt_elements_let_go(a->element, a->data, a->length, dying);
	rt_free(a->data, (size_t)a->capacity * a->element.size);
	RT_FREE(a);
	return dying;
}

const struct rt_class rt_array_class = {
	"Array", sizeof(struct rt_array), RT_NO_CLASS, RT_NO_CLASS, destroy_array, NULL, NULL, NULL};

static char *element_at(const struct rt_array *a, uint32_t index)
{
	return (char *)a->data + (size_t)index * a->element.size;
}

struct rt_array *rt_array_new(struct rt_element element)
{
	struct rt_array *a = RT_NEW_OF(rt_array_class, struct rt_array);
	if (a != NULL)
		a->element = element;
	return a;
}

__attribute__((weak)) void *rt_grow(void *memory, size_t before, size_t after)
{
	void *grown = rt_allocate(after);
	if (grown == NULL || before == 0)
		return grown;
	memcpy(grown, memory, before);
	rt_free(memory, before);
	return grown;
}

/* Room for exactly `capacity` elements, at least as many as there are. */
static bool set_capacity(struct rt_array *a, uint32_t capacity)
{
	size_t before = (size_t)a->capacity * a->element.size;
	void *data = rt_grow(a->data, before, (size_t)capacity * a->element.size);
	if (data == NULL) {
		(void)rt_throw_out_of_memory();
		return false;
	}
	a->data = data;
	a->capacity = capacity;
	return true;
}

/* Room for `length` elements, with some to spare for the next ones. */
static bool reserve(struct rt_array *a, uint64_t length)
{
	if (length <= a->capacity)
		return true;
	if (length > UINT32_MAX) {
		(void)rt_throw_out_of_memory();
		return false;
	}
	uint64_t doubled = (uint64_t)a->capacity * 2;
	uint64_t wanted = length > doubled ? length : doubled;
	if (wanted < FIRST_CAPACITY)
		wanted = FIRST_CAPACITY;
	return set_capacity(a, wanted > UINT32_MAX ? UINT32_MAX : (uint32_t)wanted);
}

struct rt_array *rt_array_of(struct rt_element element, uint32_t count, const void *elements)
{
	struct rt_array *a = rt_array_new(element);
	if (a == NULL || count == 0)
		return a;
	if (!set_capacity(a, count)) {
		rt_release(a);
		return NULL;
	}
	memcpy(a->data, elements, (size_t)count * element.size);
	a->length = count;
	rt_elements_retain(element, a->data, count);
	return a;
}

bool rt_array_push(struct rt_array *a, const void *element)
{
	if (!reserve(a, (uint64_t)a->length + 1))
		return false;
	memcpy(element_at(a, a->length), element, a->element.size);
	rt_elements_retain(a->element, element, 1);
	a->length++;
	return true;
}

bool rt_array_pop(struct rt_array *a, void *element)
{
	if (a->length == 0)
		return false;
	a->length--;
	if (element != NULL)
		memcpy(element, element_at(a, a->length), a->element.size);
	else
		rt_elements_release(a->element, element_at(a, a->length), 1);
	return true;
}

bool rt_array_set_length(struct rt_array *a, int64_t length)
{
	if (length < (int64_t)a->length)
		return rt_array_move_tail(a, length < 0 ? 0 : length, (length < 0 ? 0 : length) - (int64_t)a->length);
	return rt_array_move_tail(a, a->length, length - (int64_t)a->length);
}

struct rt_array *rt_array_slice(const struct rt_array *a, int64_t start, int64_t end)
{
	if (start >= end)
		return rt_array_new(a->element);
	return rt_array_of(a->element, (uint32_t)(end - start), element_at(a, (uint32_t)start));
}

static bool open_gap(struct rt_array *a, uint32_t at, uint64_t count)
{
	if (!reserve(a, a->length + count))
		return false;
	uint32_t added = (uint32_t)count;
	size_t tail = (size_t)(a->length - at) * a->element.size;
	memmove(element_at(a, at + added), element_at(a, at), tail);
	memset(element_at(a, at), 0, (size_t)added * a->element.size);
	a->length += added;
	return true;
}

static void close_gap(struct rt_array *a, uint32_t at, uint32_t count)
{
	size_t tail = (size_t)(a->length - at - count) * a->element.size;
	rt_elements_release(a->element, element_at(a, at), count);
	memmove(element_at(a, at), element_at(a, at + count), tail);
	a->length -= count;
}

bool rt_array_move_tail(struct rt_array *a, int64_t at, int64_t count)
{
	if (count > 0)
		return open_gap(a, (uint32_t)at, (uint64_t)count);
	if (count < 0)
		close_gap(a, (uint32_t)at, (uint32_t)-count);
	return true;
}
