/*
 * Does string operations that its input names, for comparison with JavaScript: each line is `OPERATION A B I J`, A and
 * B strings as four hexadecimal digits a UTF-16 unit (`-` for the empty one), I and J integers. Results are printed the
 * same way.
 */
#include "check.h"

static const struct rt_place nowhere = {"test", 1, 1};

/* Built unit by unit, so that halves of characters meet. */
static struct rt_string *read_string(const char *hex)
{
	struct rt_string *s = text("");
	for (size_t i = 0; *hex != '-' && i < strlen(hex); i += 4) {
		char digits[5] = {hex[i], hex[i + 1], hex[i + 2], hex[i + 3], '\0'};
		struct rt_string *unit = rt_string_from_code_unit(strtol(digits, NULL, 16));
		struct rt_string *const parts[] = {s, unit};
		struct rt_string *longer = rt_string_concat(2, parts);
		CHECK(longer != NULL);
		rt_release(s);
		rt_release(unit);
		s = longer;
	}
	return s;
}

static void print_string(struct rt_string *s)
{
	CHECK(s != NULL && s->text[s->bytes] == '\0');
	if (s->units == 0)
		(void)printf("-");
	for (uint32_t i = 0; i < s->units; i++)
		(void)printf("%04llx", (unsigned long long)rt_string_code_unit_at(s, i, &nowhere));
	rt_release(s);
}

/* The other way round, and from both ends in turn: the walk to an index starts where the last one ended. */
static void print_backwards(const struct rt_string *s)
{
	for (uint32_t i = s->units; i > 0; i--) {
		(void)rt_string_code_unit_at(s, s->units - i, &nowhere);
		(void)printf("%04llx", (unsigned long long)rt_string_code_unit_at(s, i - 1, &nowhere));
	}
}

static void print_bytes(struct rt_bytes *b)
{
	for (uint32_t i = 0; i < b->length; i++)
		(void)printf("%02x", ((const uint8_t *)b->data)[i]);
	rt_release(b);
}

/* The low bytes of the units of `s` as bytes, decoded. */
static struct rt_string *decode(const struct rt_string *s)
{
	const struct rt_element byte = {RT_U8, 1};
	struct rt_bytes *bytes = rt_bytes_new(byte, s->units);
	for (uint32_t i = 0; i < s->units; i++)
		((uint8_t *)bytes->data)[i] = (uint8_t)rt_string_code_unit_at(s, i, &nowhere);
	struct rt_string *decoded = rt_string_from_utf8(bytes);
	rt_release(bytes);
	return decoded;
}

static int sign(int value)
{
	return (value > 0) - (value < 0);
}

static void print_result(const char *operation, struct rt_string *a, struct rt_string *b, int64_t i, int64_t j)
{
	struct rt_string *const parts[] = {a, b};
	if (strcmp(operation, "concat") == 0)
		print_string(rt_string_concat(2, parts));
	else if (strcmp(operation, "slice") == 0)
		print_string(rt_string_slice(a, i, j));
	else if (strcmp(operation, "codePoint") == 0)
		(void)printf("%lld", (long long)rt_string_code_point_at(a, i, &nowhere));
	else if (strcmp(operation, "indexOf") == 0)
		(void)printf("%lld", (long long)rt_string_index_of(a, b, i));
	else if (strcmp(operation, "lastIndexOf") == 0)
		(void)printf("%lld", (long long)rt_string_last_index_of(a, b, i));
	else if (strcmp(operation, "compare") == 0)
		(void)printf("%d %d", sign(rt_string_compare(a, b)), rt_string_equal(a, b));
	else if (strcmp(operation, "encode") == 0)
		print_bytes(rt_string_to_utf8(a));
	else if (strcmp(operation, "decode") == 0)
		print_string(decode(a));
	else if (strcmp(operation, "backwards") == 0)
		print_backwards(a);
	else if (strcmp(operation, "number") == 0)
		print_string(rt_string_from_signed(i, j));
	else
		CHECK(false);
}

int main(void)
{
	static char line[4096];
	char operation[16];
	static char hex_a[1024];
	static char hex_b[1024];
	long long i = 0;
	long long j = 0;
	while (fgets(line, sizeof(line), stdin) != NULL) {
		CHECK(sscanf(line, "%15s %1023s %1023s %lld %lld", operation, hex_a, hex_b, &i, &j) == 5);
		struct rt_string *a = read_string(hex_a);
		struct rt_string *b = read_string(hex_b);
		print_result(operation, a, b, i, j);
		(void)printf("\n");
		rt_release(a);
		rt_release(b);
	}
	return finish();
}
