/* Byte arrays and their wider brothers: fixed in length, zeroed, scalars only. */
#include "rt_internal.h"

static struct rt_object *destroy_bytes(struct rt_object *object, struct rt_object *dying)
{
	struct rt_bytes *b = (struct rt_bytes *)object;
	if (b->own)
		rt_free(b->data, (size_t)b->length * b->element.size);
	dying = rt_let_go(b->owner, dying);
	RT_FREE(b);
	return dying;
}

const struct rt_class rt_bytes_class = {
	"Bytes", sizeof(struct rt_bytes), RT_NO_CLASS, RT_NO_CLASS, destroy_bytes, NULL, NULL, NULL};

static char *element_at(const struct rt_bytes *b, int64_t index)
{
	return (char *)b->data + (size_t)index * b->element.size;
}

struct rt_bytes *rt_bytes_view(struct rt_element element, void *data, uint32_t length)
{
	struct rt_bytes *b = RT_NEW_OF(rt_bytes_class, struct rt_bytes);
	if (b == NULL)
		return NULL;
	b->element = element;
	b->data = data;
	b->length = length;
	return b;
}

struct rt_bytes *rt_bytes_new(struct rt_element element, int64_t length)
{
	if (length < 0 || length > (int64_t)UINT32_MAX)
		return rt_throw_out_of_memory();
	struct rt_bytes *b = rt_bytes_view(element, NULL, 0);
	if (b == NULL || length == 0)
		return b;
	b->data = rt_allocate((size_t)length * element.size);
	if (b->data == NULL) {
		rt_release(b);
		return rt_throw_out_of_memory();
	}
	memset(b->data, 0, (size_t)length * element.size);
	b->length = (uint32_t)length;
	b->own = true;
	return b;
}

/* Whose memory it is; NULL for foreign memory, and for none. */
static struct rt_bytes *owner_of(struct rt_bytes *b)
{
	return b->own ? b : b->owner;
}

struct rt_bytes *rt_bytes_subarray(struct rt_bytes *b, int64_t start, int64_t end)
{
	if (start >= end)
		return rt_bytes_view(b->element, NULL, 0);
	struct rt_bytes *part = rt_bytes_view(b->element, element_at(b, start), (uint32_t)(end - start));
	if (part != NULL)
		part->owner = rt_retain(owner_of(b));
	return part;
}

struct rt_bytes *rt_bytes_over(struct rt_element element, struct rt_bytes *buffer, int64_t offset, int64_t length,
	const struct rt_place *place)
{
	int64_t room = (int64_t)buffer->length * buffer->element.size - offset;
	if (offset < 0 || room < 0 || offset % element.size != 0 || (length < 0 && room % element.size != 0))
		rt_trap(place, "a typed array begins or ends outside its buffer, or within an element");
	int64_t count = length < 0 ? room / element.size : length;
	if (count > room / element.size)
		rt_trap(place, "a typed array ends outside its buffer");
	struct rt_bytes *view =
		rt_bytes_view(element, count == 0 ? NULL : (char *)buffer->data + offset, (uint32_t)count);
	if (view != NULL)
		view->owner = rt_retain(owner_of(buffer));
	return view;
}

struct rt_bytes *rt_bytes_buffer(struct rt_bytes *b)
{
	struct rt_bytes *owner = owner_of(b);
	struct rt_bytes *whole = owner == NULL ? b : owner;
	return rt_bytes_over((struct rt_element){RT_U8, 1}, whole, 0, -1, NULL);
}

int64_t rt_bytes_offset(const struct rt_bytes *b)
{
	return b->owner == NULL || b->data == NULL ? 0 : (const char *)b->data - (const char *)b->owner->data;
}

struct rt_bytes *rt_bytes_slice(const struct rt_bytes *b, int64_t start, int64_t end)
{
	struct rt_bytes *copy = rt_bytes_new(b->element, start < end ? end - start : 0);
	if (copy != NULL && copy->length > 0)
		memcpy(copy->data, element_at(b, start), (size_t)copy->length * b->element.size);
	return copy;
}

void rt_bytes_set(struct rt_bytes *to, const struct rt_bytes *from, int64_t offset, const struct rt_place *place)
{
	if (offset < 0 || offset > (int64_t)to->length || from->length > to->length - offset)
		rt_trap(place, "set() writes outside the array");
	if (from->length > 0)
		memmove(element_at(to, offset), from->data, (size_t)from->length * from->element.size);
}

void rt_bytes_fill(struct rt_bytes *b, uint64_t value, int64_t start, int64_t end)
{
	if (start >= end)
		return;
	if (b->element.size == 1) {
		memset(element_at(b, start), (int)(value & 0xffu), (size_t)(end - start));
		return;
	}
	/* The low bytes come first on every machine that this runs on. */
	for (int64_t i = start; i < end; i++)
		memcpy(element_at(b, i), &value, b->element.size);
}
_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "rt_bytes_fill copies the low bytes of a 64-bit value");
