/* Maps and sets by every kind of key, and without memory. What they do in order is compared with JavaScript's by
 * map_oracle. */
#include "check.h"

static const struct rt_element none = {RT_U8, 0};
static const struct rt_element u8_element = {RT_U8, 1};
static const struct rt_element u32_element = {RT_U32, 4};
static const struct rt_element string_element = {RT_STRING, 8};
static const struct rt_element object_element = {RT_OBJECT, 8};
static const struct rt_element optional_element = {RT_OPTIONAL, 16};

static void check_strings_by_content(void)
{
	struct rt_map *m = rt_map_new(string_element, u8_element);
	struct rt_string *a = text("key");
	struct rt_string *b = text("key");
	const uint8_t five = 5;
	uint8_t found = 0;
	CHECK(rt_map_set(m, &a, &five));
	CHECK(rt_map_get(m, &b, &found) && found == 5);
	CHECK(a->object.count == 2 && b->object.count == 1);
	CHECK(rt_map_delete(m, &b) && !rt_map_delete(m, &b) && a->object.count == 1);
	rt_release(a);
	rt_release(b);
	rt_release(m);
}

static void check_objects_by_identity(void)
{
	struct rt_map *m = rt_map_new(object_element, object_element);
	struct rt_array *a = rt_array_new(u8_element);
	struct rt_array *b = rt_array_new(u8_element);
	CHECK(rt_map_set(m, &a, &b) && !rt_map_has(m, &b));
	CHECK(rt_map_set(m, &a, &a) && a->object.count == 3 && b->object.count == 1);
	CHECK(rt_map_set(m, &a, &a) && a->object.count == 3);
	struct rt_array *found = NULL;
	CHECK(rt_map_get(m, &a, &found) && found == a && a->object.count == 4);
	rt_release(found);
	rt_map_clear(m);
	CHECK(a->object.count == 1 && m->size == 0 && rt_map_next(m, 0) == -1);
	rt_release(a);
	rt_release(b);
	rt_release(m);
}

struct optional {
	bool has;
	int64_t value;
};

static void check_optional_keys(void)
{
	struct rt_map *m = rt_map_new(optional_element, none);
	const struct optional missing = {false, 0};
	const struct optional also_missing = {false, 77};
	const struct optional zero = {true, 0};
	CHECK(rt_map_set(m, &missing, NULL) && rt_map_has(m, &also_missing) && !rt_map_has(m, &zero));
	CHECK(rt_map_set(m, &zero, NULL) && m->size == 2);
	rt_release(m);
}

static void check_many(void)
{
	struct rt_map *m = rt_map_new(u32_element, string_element);
	for (uint32_t key = 0; key < 20000; key++) {
		struct rt_string *value = rt_string_from_unsigned(key, 10);
		CHECK(rt_map_set(m, &key, &value));
		rt_release(value);
		uint32_t old = key - 100;
		CHECK(key < 100 || rt_map_delete(m, &old));
	}
	CHECK(m->size == 100 && m->capacity <= 256);
	uint32_t first = 0;
	struct rt_string *value = NULL;
	rt_map_key_at(m, rt_map_next(m, 0), &first);
	rt_map_value_at(m, rt_map_next(m, 0), &value);
	CHECK(first == 19900 && strcmp(value->text, "19900") == 0);
	rt_release(value);
	rt_release(m);
}

/* Every allocation on the way to `count` entries fails once. */
static void check_no_memory(void)
{
	struct rt_map *m = rt_map_new(u32_element, u32_element);
	for (uint32_t key = 0; key < 100; key++) {
		for (unsigned long number = 1; number <= 2; number++) {
			uint32_t size = m->size;
			audit_fail(number, false);
			if (!rt_map_set(m, &key, &key)) {
				CHECK(rt_catch() == rt_out_of_memory);
				CHECK(m->size == size && !rt_map_has(m, &key));
			}
		}
		audit_fail(0, false);
		CHECK(rt_map_set(m, &key, &key) && m->size == key + 1);
	}
	rt_release(m);
}

int main(void)
{
	check_strings_by_content();
	check_objects_by_identity();
	check_optional_keys();
	check_many();
	check_no_memory();
	return finish();
}
