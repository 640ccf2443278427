/* Four threads share objects, weak references and a string's hash; built with RT_ATOMIC_COUNTS. */
#include <pthread.h>

#include "check.h"

#define THREADS 4
#define TURNS	20000

static struct rt_string *shared;
static struct rt_weak *shared_weak;

static void *count_up_and_down(void *unused)
{
	const struct rt_element string_element = {RT_STRING, 8};
	const struct rt_element none = {RT_U8, 0};
	for (int turn = 0; turn < TURNS; turn++) {
		struct rt_string *mine = rt_retain(shared);
		struct rt_weak *weak = rt_weak_new(mine);
		struct rt_string *target = rt_weak_deref(weak);
		CHECK(target == mine);
		rt_release(target);
		rt_release(weak);
		struct rt_string *maybe = rt_weak_deref(shared_weak);
		CHECK(maybe == NULL || maybe->units == 9);
		rt_release(maybe);
		rt_release(mine);
	}
	struct rt_map *m = rt_map_new(string_element, none);
	CHECK(rt_map_set(m, &shared, NULL));
	rt_release(m);
	return unused;
}

int main(void)
{
	pthread_t threads[THREADS];
	shared = text("shared by four");
	struct rt_string *dying = text("dies soon");
	shared_weak = rt_weak_new(dying);
	for (int i = 0; i < THREADS; i++)
		CHECK(pthread_create(&threads[i], NULL, count_up_and_down, NULL) == 0);
	rt_release(dying);
	for (int i = 0; i < THREADS; i++)
		CHECK(pthread_join(threads[i], NULL) == 0);
	CHECK(shared->object.count == 1 && rt_weak_deref(shared_weak) == NULL);
	rt_release(shared);
	rt_release(shared_weak);
	return finish();
}
