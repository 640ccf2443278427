/* Arrays of scalars and of counted elements, with and without memory. */
#include "check.h"

static const struct rt_element u32_element = {RT_U32, 4};
static const struct rt_element string_element = {RT_STRING, 8};

static uint32_t *numbers(const struct rt_array *a)
{
	return a->data;
}

static void check_push_and_pop(void)
{
	struct rt_array *a = rt_array_new(u32_element);
	for (uint32_t i = 0; i < 1000; i++)
		CHECK(rt_array_push(a, &i));
	uint32_t last = 0;
	CHECK(a->length == 1000 && rt_array_pop(a, &last) && last == 999);
	CHECK(rt_array_set_length(a, 3) && a->length == 3 && numbers(a)[2] == 2);
	CHECK(rt_array_set_length(a, 5) && numbers(a)[4] == 0);
	CHECK(rt_array_set_length(a, 0) && !rt_array_pop(a, &last));
	rt_release(a);
}

static void check_move_tail(void)
{
	const uint32_t four[] = {1, 2, 3, 4};
	struct rt_array *a = rt_array_of(u32_element, 4, four);
	CHECK(rt_array_move_tail(a, 1, 2));
	CHECK(a->length == 6 && numbers(a)[0] == 1 && numbers(a)[1] == 0 && numbers(a)[3] == 2 && numbers(a)[5] == 4);
	CHECK(rt_array_move_tail(a, 0, -4));
	CHECK(a->length == 2 && numbers(a)[0] == 3 && numbers(a)[1] == 4);
	struct rt_array *part = rt_array_slice(a, 1, 2);
	CHECK(part->length == 1 && numbers(part)[0] == 4);
	struct rt_array *none = rt_array_slice(a, 2, 2);
	CHECK(none->length == 0);
	rt_release(none);
	rt_release(part);
	rt_release(a);
}

static void check_counted(void)
{
	struct rt_string *s = text("counted");
	struct rt_string *const two[] = {s, s};
	struct rt_array *a = rt_array_of(string_element, 2, two);
	CHECK(s->object.count == 3);
	CHECK(rt_array_push(a, &s) && s->object.count == 4);
	struct rt_array *copy = rt_array_slice(a, 0, 3);
	CHECK(s->object.count == 7);
	CHECK(rt_array_move_tail(a, 0, -1) && s->object.count == 6);
	struct rt_string *popped = NULL;
	CHECK(rt_array_pop(a, &popped) && popped == s && s->object.count == 6);
	rt_release(popped);
	CHECK(rt_array_pop(a, NULL) && s->object.count == 4);
	rt_release(copy);
	rt_release(a);
	CHECK(s->object.count == 1);
	rt_release(s);
}

static void check_join(void)
{
	struct rt_string *a = text("ab");
	struct rt_string *b = text("c\xc3\xa4");
	struct rt_string *const parts[] = {a, b, a};
	struct rt_array *xs = rt_array_of(string_element, 3, parts);
	struct rt_string *comma = text(", ");
	struct rt_string *joined = rt_string_join(xs, comma);
	CHECK(strcmp(joined->text, "ab, c\xc3\xa4, ab") == 0 && joined->units == 10);
	rt_release(joined);
	rt_release(comma);
	rt_release(xs);
	rt_release(b);
	rt_release(a);
}

static void check_no_memory(void)
{
	uint32_t x = 7;
	struct rt_array *a = rt_array_new(u32_element);
	for (uint32_t i = 0; i < 4; i++)
		CHECK(rt_array_push(a, &x));
	audit_fail(1, true);
	CHECK(!rt_array_push(a, &x) && rt_catch() == rt_out_of_memory);
	CHECK(!rt_array_move_tail(a, 0, 1) && rt_catch() == rt_out_of_memory);
	CHECK(a->length == 4 && numbers(a)[3] == 7);
	CHECK(!rt_array_set_length(a, (int64_t)1 << 40) && rt_catch() == rt_out_of_memory);
	audit_fail(2, false);
	CHECK(rt_array_of(u32_element, 1, &x) == NULL && rt_catch() == rt_out_of_memory);
	audit_fail(0, false);
	rt_release(a);
}

int main(void)
{
	check_push_and_pop();
	check_move_tail();
	check_counted();
	check_join();
	check_no_memory();
	return finish();
}
