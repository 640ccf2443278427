/* Byte arrays: windows share, copies do not, the memory lives as long as the last window. */
#include "check.h"

static const struct rt_element u8_element = {RT_U8, 1};
static const struct rt_element u64_element = {RT_U64, 8};
static const struct rt_place nowhere = {"test", 1, 1};

static uint8_t *data(const struct rt_bytes *b)
{
	return b->data;
}

static void check_windows(void)
{
	struct rt_bytes *b = rt_bytes_new(u8_element, 16);
	CHECK(b->length == 16 && data(b)[15] == 0);
	rt_bytes_fill(b, 0x1ff, 4, 8);
	CHECK(data(b)[3] == 0 && data(b)[4] == 0xff && data(b)[7] == 0xff && data(b)[8] == 0);
	struct rt_bytes *window = rt_bytes_subarray(b, 4, 12);
	struct rt_bytes *inner = rt_bytes_subarray(window, 2, 4);
	struct rt_bytes *copy = rt_bytes_slice(window, 0, 2);
	rt_release(b);
	rt_release(window);
	data(inner)[0] = 1;
	CHECK(inner->length == 2 && data(inner)[1] == 0xff && data(copy)[0] == 0xff);
	rt_release(inner);
	rt_release(copy);
}

static void check_set(void)
{
	struct rt_bytes *b = rt_bytes_new(u8_element, 8);
	for (uint8_t i = 0; i < 8; i++)
		data(b)[i] = i;
	struct rt_bytes *low = rt_bytes_subarray(b, 0, 6);
	rt_bytes_set(b, low, 2, &nowhere);
	CHECK(memcmp(data(b), "\0\1\0\1\2\3\4\5", 8) == 0);
	rt_release(low);
	rt_release(b);
}

static void check_wide(void)
{
	struct rt_bytes *b = rt_bytes_new(u64_element, 4);
	rt_bytes_fill(b, 0x1122334455667788u, 1, 3);
	const uint64_t *words = b->data;
	CHECK(words[0] == 0 && words[1] == 0x1122334455667788u && words[2] == words[1] && words[3] == 0);
	rt_release(b);
}

static void check_foreign(void)
{
	uint8_t memory[4] = {1, 2, 3, 4};
	struct rt_bytes *view = rt_bytes_view(u8_element, memory, 4);
	struct rt_bytes *part = rt_bytes_subarray(view, 1, 3);
	rt_release(view);
	data(part)[0] = 9;
	CHECK(memory[1] == 9);
	rt_release(part);
}

static void check_no_memory(void)
{
	audit_fail(2, false);
	CHECK(rt_bytes_new(u8_element, 100) == NULL && rt_catch() == rt_out_of_memory);
	CHECK(rt_bytes_new(u8_element, -1) == NULL && rt_catch() == rt_out_of_memory);
	CHECK(rt_bytes_new(u8_element, (int64_t)1 << 33) == NULL && rt_catch() == rt_out_of_memory);
	audit_fail(0, false);
}

int main(void)
{
	check_windows();
	check_set();
	check_wide();
	check_foreign();
	check_no_memory();
	return finish();
}
