/* Values as words: what show.h says. */
#include <stdio.h>
#include <string.h>

#include "lang/rt_map.h"
#include "show/show.h"
#include "show/words.h"

/* Node's `depth` and `maxArrayLength`. */
static const uint32_t deepest = 2;
static const uint32_t most_elements = 100;

/* Objects within objects that JSON may have: more would need more stack than a thread has. */
static const uint32_t deepest_whole = 3000;

/* The objects that a value is in, the innermost first. */
struct around {
	const struct rt_object *object;
	uint32_t depth;
	const struct around *outer;
};

static bool show(struct rt_words *w, const struct rt_shape *shape, const void *place, const struct around *around);

/* ---- what is missing, and values of several kinds ---- */

/* Where the value of an optional stands; NULL: it is missing. */
static const void *present(const struct rt_shape *part, const void *place)
{
	if (part->kind == RT_SHOW_SCALAR)
		return *(const bool *)place ? (const char *)place + rt_scalar_size(part->scalar) : NULL;
	return *(struct rt_object *const *)place == NULL ? NULL : place;
}

/* Can `object`, which is no box, be what `shape` says? */
static bool holds_object(const struct rt_shape *shape, const struct rt_object *object)
{
	switch (shape->kind) {
	case RT_SHOW_STRING:
		return object->class == &rt_string_class;
	case RT_SHOW_ARRAY:
		return object->class == &rt_array_class;
	case RT_SHOW_SET:
	case RT_SHOW_MAP:
		return object->class == &rt_map_class;
	case RT_SHOW_BYTES:
		return object->class == &rt_bytes_class;
	default:
		return shape->kind == RT_SHOW_OBJECT && object->class->shown != NULL;
	}
}

/* The part of `shape` that a value of several kinds is, and where that stands. NULL: it is `null`. */
static const struct rt_shape *member_of(
	const struct rt_shape *shape, struct rt_object *const *place, const void **member_place)
{
	const struct rt_object *object = *place;
	bool is_box = object->class->first == RT_BOX_CLASS;
	for (uint32_t i = 0; i < shape->count; i++) {
		const struct rt_shape *part = shape->parts[i];
		bool is_part = is_box ? part->kind == RT_SHOW_SCALAR && part->scalar == object->class->last
				      : holds_object(part, object);
		if (!is_part)
			continue;
		*member_place = is_box ? (const void *)(object + 1) : (const void *)place;
		return part;
	}
	return NULL;
}

static bool show_mixed(
	struct rt_words *w, const struct rt_shape *shape, struct rt_object *const *place, const struct around *around)
{
	const void *member_place = NULL;
	const struct rt_shape *part = member_of(shape, place, &member_place);
	return part == NULL ? rt_words_literal(w, "null") : show(w, part, member_place, around);
}

static bool is_number(const struct rt_shape *shape)
{
	return shape->kind == RT_SHOW_SCALAR && shape->scalar != RT_BOOL;
}

static bool is_number_at(const struct rt_shape *shape, const void *place)
{
	if (shape->kind == RT_SHOW_OPTIONAL) {
		const void *value = present(shape->parts[0], place);
		return value != NULL && is_number_at(shape->parts[0], value);
	}
	if (shape->kind == RT_SHOW_MIXED) {
		const void *member_place = NULL;
		const struct rt_shape *part = member_of(shape, place, &member_place);
		return part != NULL && is_number(part);
	}
	return is_number(shape);
}

/* ---- objects and collections ---- */

/* What is shown of an object before its content. */
struct opening {
	char kind;
	const char *type;	/* in the place of an object that lies too deep */
	struct rt_string *name; /* of a class; NULL: `type` with its size, or nothing where `size` is negative */
	int64_t size;
	bool is_empty;
};

static bool push_name(struct rt_words *w, const struct opening *opening)
{
	char text[TEXT_SIZE];
	if (opening->name != NULL)
		return rt_words_push(w, opening->name);
	if (w->whole || opening->size < 0)
		return rt_words_text(w, "");
	int length = snprintf(text, sizeof(text), "%s(%lld)", opening->type, (long long)opening->size);
	return length > 0 && rt_words_text(w, text);
}

static bool too_deep(struct rt_words *w, const struct opening *opening)
{
	char text[TEXT_SIZE];
	if (opening->name == NULL || opening->name->bytes == 0) {
		int length = snprintf(text, sizeof(text), "[%s]", opening->type);
		return length > 0 && rt_words_literal(w, text);
	}
	struct rt_string *open = rt_string_from_code_unit('[');
	struct rt_string *close = rt_string_from_code_unit(']');
	struct rt_string *parts[] = {open, opening->name, close};
	struct rt_string *all = open == NULL || close == NULL ? NULL : rt_string_concat(3, parts);
	rt_release(open);
	rt_release(close);
	return all != NULL && rt_words_kind(w, '=') && rt_words_new(w, all);
}

typedef bool (*show_content)(
	struct rt_words *w, const struct rt_shape *shape, const struct rt_object *object, const struct around *self);

/* The same for the same object, as long as it is there. */
static uint64_t identity(const struct rt_object *object)
{
	return (uint64_t)(uintptr_t)object;
}

/* One object: a mark where it is inside itself, its type where it is too deep, otherwise its content. */
static bool show_block(struct rt_words *w, const struct rt_shape *shape, const struct rt_object *object,
	const struct around *around, const struct opening *opening, show_content content)
{
	for (const struct around *a = around; a != NULL; a = a->outer)
		if (a->object == object)
			return rt_words_kind(w, '*') && rt_words_new(w, rt_string_from_unsigned(identity(object), 10));
	struct around self = {object, around == NULL ? 0 : around->depth + 1, around};
	if (!w->whole && self.depth > deepest && !opening->is_empty)
		return too_deep(w, opening);
	if (self.depth > deepest_whole)
		rt_trap(&(const struct rt_place){"JSON.stringify", 0, 0}, "objects within objects too deep");
	return rt_words_kind(w, opening->kind) && push_name(w, opening) &&
	       rt_words_new(w, rt_string_from_unsigned(identity(object), 10)) && content(w, shape, object, &self) &&
	       rt_words_kind(w, ']');
}

static bool is_there(const struct rt_shown_field *field, const void *place)
{
	if (!field->late || field->shape->kind != RT_SHOW_OPTIONAL)
		return true;
	return present(field->shape->parts[0], place) != NULL;
}

static bool show_fields(
	struct rt_words *w, const struct rt_shape *shape, const struct rt_object *object, const struct around *self)
{
	(void)shape;
	const struct rt_shown *shown = object->class->shown;
	for (uint32_t i = 0; i < shown->count; i++) {
		const struct rt_shown_field *field = &shown->fields[i];
		const void *place = (const char *)object + field->offset;
		if (!is_there(field, place))
			continue;
		if (!shown->is_tuple && !(rt_words_kind(w, ':') && rt_words_push(w, field->key)))
			return false;
		if (!show(w, field->shape, place, self))
			return false;
	}
	return true;
}

static bool has_numbers_alone(const struct rt_object *object)
{
	const struct rt_shown *shown = object->class->shown;
	for (uint32_t i = 0; i < shown->count; i++)
		if (!is_number_at(shown->fields[i].shape, (const char *)object + shown->fields[i].offset))
			return false;
	return true;
}

static bool has_fields(const struct rt_object *object)
{
	const struct rt_shown *shown = object->class->shown;
	for (uint32_t i = 0; i < shown->count; i++)
		if (is_there(&shown->fields[i], (const char *)object + shown->fields[i].offset))
			return true;
	return false;
}

static bool show_object(
	struct rt_words *w, const struct rt_shape *shape, const struct rt_object *object, const struct around *around)
{
	const struct rt_shown *shown = object->class->shown;
	struct opening opening = {'{', "Object", shown->name, -1, !has_fields(object)};
	if (shown->is_tuple)
		opening = (struct opening){has_numbers_alone(object) ? '#' : '[', "Array", NULL, -1, false};
	return show_block(w, shape, object, around, &opening, show_fields);
}

static bool push_more(struct rt_words *w, uint32_t count)
{
	char text[TEXT_SIZE];
	int length = snprintf(text, sizeof(text), "... %u more item%s", count, count == 1 ? "" : "s");
	return length > 0 && rt_words_kind(w, '+') && rt_words_text(w, text);
}

static uint32_t shown_of(const struct rt_words *w, uint32_t length)
{
	return w->whole || length < most_elements ? length : most_elements;
}

static bool show_elements(
	struct rt_words *w, const struct rt_shape *shape, const struct rt_object *object, const struct around *self)
{
	const struct rt_array *a = (const struct rt_array *)object;
	uint32_t count = shown_of(w, a->length);
	for (uint32_t i = 0; i < count; i++)
		if (!show(w, shape->parts[0], (const char *)a->data + (size_t)i * a->element.size, self))
			return false;
	return count == a->length || push_more(w, a->length - count);
}

static bool show_array(
	struct rt_words *w, const struct rt_shape *shape, const struct rt_object *object, const struct around *around)
{
	const struct rt_array *a = (const struct rt_array *)object;
	char kind = '#';
	/* Node looks at one element more than it shows. */
	for (uint32_t i = 0; i < a->length && i <= most_elements && kind == '#'; i++)
		if (!is_number_at(shape->parts[0], (const char *)a->data + (size_t)i * a->element.size))
			kind = '[';
	struct opening opening = {kind, "Array", NULL, -1, a->length == 0};
	return show_block(w, shape, object, around, &opening, show_elements);
}

/* JSON takes a typed array for an object with a field for each index. */
static bool show_bytes_elements(
	struct rt_words *w, const struct rt_shape *shape, const struct rt_object *object, const struct around *self)
{
	(void)self;
	const struct rt_bytes *b = (const struct rt_bytes *)object;
	struct rt_shape element = {
		.kind = RT_SHOW_SCALAR, .scalar = b->element.kind, .bigint = strncmp(shape->name, "Big", 3) == 0};
	uint32_t count = shown_of(w, b->length);
	for (uint32_t i = 0; i < count; i++) {
		if (w->whole && !(rt_words_kind(w, ':') && rt_words_new(w, rt_string_from_unsigned(i, 10))))
			return false;
		if (!rt_show_scalar(w, &element, (const char *)b->data + (size_t)i * b->element.size))
			return false;
	}
	return count == b->length || push_more(w, b->length - count);
}

static bool show_bytes(
	struct rt_words *w, const struct rt_shape *shape, const struct rt_object *object, const struct around *around)
{
	const struct rt_bytes *b = (const struct rt_bytes *)object;
	struct opening opening = {w->whole ? '{' : '#', shape->name, NULL, b->length, b->length == 0};
	return show_block(w, shape, object, around, &opening, show_bytes_elements);
}

static bool show_entry(struct rt_words *w, const struct rt_shape *shape, const struct rt_map *m, const char *entry,
	const struct around *self)
{
	if (shape->kind == RT_SHOW_SET)
		return show(w, shape->parts[0], rt_map_key(entry), self);
	return rt_words_kind(w, '>') && show(w, shape->parts[0], rt_map_key(entry), self) &&
	       show(w, shape->parts[1], rt_map_value(m, entry), self);
}

static bool show_entries(
	struct rt_words *w, const struct rt_shape *shape, const struct rt_object *object, const struct around *self)
{
	const struct rt_map *m = (const struct rt_map *)object;
	uint32_t count = w->whole ? 0 : shown_of(w, m->size);
	uint32_t done = 0;
	for (uint32_t position = 0; position < m->used && done < count; position++) {
		const char *entry = rt_map_entry(m, position);
		if (rt_map_is_deleted(entry))
			continue;
		if (!show_entry(w, shape, m, entry, self))
			return false;
		done++;
	}
	return w->whole || count == m->size || push_more(w, m->size - count);
}

static bool show_map(
	struct rt_words *w, const struct rt_shape *shape, const struct rt_object *object, const struct around *around)
{
	const struct rt_map *m = (const struct rt_map *)object;
	struct opening opening = {'{', shape->kind == RT_SHOW_SET ? "Set" : "Map", NULL, m->size, m->size == 0};
	return show_block(w, shape, object, around, &opening, show_entries);
}

static bool show(struct rt_words *w, const struct rt_shape *shape, const void *place, const struct around *around)
{
	struct rt_object *const *object = place;
	const void *value;
	switch (shape->kind) {
	case RT_SHOW_SCALAR:
		return rt_show_scalar(w, shape, place);
	case RT_SHOW_OPTIONAL:
		value = present(shape->parts[0], place);
		return value == NULL ? rt_words_literal(w, shape->name) : show(w, shape->parts[0], value, around);
	case RT_SHOW_STRING:
		return rt_words_kind(w, '\'') && rt_words_push(w, (struct rt_string *)*object);
	case RT_SHOW_OBJECT:
		return show_object(w, shape, *object, around);
	case RT_SHOW_BYTES:
		return show_bytes(w, shape, *object, around);
	case RT_SHOW_ARRAY:
		return show_array(w, shape, *object, around);
	case RT_SHOW_MIXED:
		return show_mixed(w, shape, object, around);
	default:
		return show_map(w, shape, *object, around);
	}
}

struct rt_array *rt_show(const void *wrapper, bool whole)
{
	const struct rt_object *object = wrapper;
	const struct rt_shown_field *field = &object->class->shown->fields[0];
	struct rt_words w = {rt_array_new((struct rt_element){RT_STRING, sizeof(struct rt_string *)}), whole};
	if (w.words == NULL)
		return NULL;
	if (show(&w, field->shape, (const char *)wrapper + field->offset, NULL))
		return w.words;
	rt_release(w.words);
	return NULL;
}
