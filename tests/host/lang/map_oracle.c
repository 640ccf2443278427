/*
 * Does to a map what its input says, one command a line, and prints what it sees, for comparison with JavaScript's Map:
 * `s K V` set, `d K` delete, `c` clear, `g K` get, `n I` next entry of iterator I (0 to 3), which starts anew after its
 * end.
 */
#include "check.h"

static const struct rt_element i64_element = {RT_I64, 8};

static void print_next(struct rt_map *m, int64_t *cursor)
{
	int64_t key = 0;
	int64_t value = 0;
	int64_t entry = rt_map_next(m, *cursor);
	*cursor = entry + 1;
	if (entry < 0) {
		(void)puts("end");
		return;
	}
	rt_map_key_at(m, entry, &key);
	rt_map_value_at(m, entry, &value);
	(void)printf("%lld=%lld\n", (long long)key, (long long)value);
}

static void print_value(struct rt_map *m, int64_t key)
{
	int64_t value = 0;
	if (rt_map_get(m, &key, &value))
		(void)printf("%lld\n", (long long)value);
	else
		(void)puts("none");
}

static void obey(struct rt_map *m, int64_t *cursors, char command, int64_t key, int64_t value)
{
	switch (command) {
	case 's':
		CHECK(rt_map_set(m, &key, &value));
		break;
	case 'd':
		(void)puts(rt_map_delete(m, &key) ? "true" : "false");
		break;
	case 'c':
		rt_map_clear(m);
		break;
	case 'g':
		print_value(m, key);
		break;
	default:
		print_next(m, &cursors[key]);
		break;
	}
}

int main(void)
{
	char line[80];
	int64_t cursors[4] = {0};
	struct rt_map *m = rt_map_new(i64_element, i64_element);
	while (fgets(line, sizeof(line), stdin) != NULL) {
		char *at = line + 1;
		int64_t key = strtoll(at, &at, 10);
		obey(m, cursors, line[0], key, strtoll(at, &at, 10));
	}
	(void)printf("size %u\n", m->size);
	rt_release(m);
	return finish();
}
