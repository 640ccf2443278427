/* The heap's accounts, its alignment, and that what comes back joins up again. */
#include <string.h>

#include "check.h"
#include "heap/heap.h"
#include "simulated-machine.h"
#include "task/task.h"

#define BLOCKS 400u

struct block {
	unsigned char *memory;
	size_t bytes;
};

static struct block blocks[BLOCKS];

static uint32_t next_random(void)
{
	static uint32_t state = 1;

	state = state * 1664525u + 1013904223u;
	return state >> 8;
}

static size_t random_size(void)
{
	uint32_t kind = next_random() % 10u;

	if (kind < 6)
		return next_random() % 300u;
	return kind < 9 ? next_random() % 3000u : next_random() % 60000u;
}

static void fill(struct block *block, uint32_t n)
{
	block->bytes = random_size();
	block->memory = rt_allocate(block->bytes);
	CHECK(block->memory != NULL && (uintptr_t)block->memory % 16u == 0);
	memset(block->memory, (int)(n & 0xffu), block->bytes);
}

static void check_and_free(struct block *block, uint32_t n)
{
	for (size_t at = 0; at < block->bytes; at++)
		CHECK(block->memory[at] == (n & 0xffu));
	rt_free(block->memory, block->bytes);
	block->memory = NULL;
}

static void blocks_do_not_overlap(void)
{
	uint64_t used = heap_used();

	for (uint32_t round = 0; round < 20000; round++) {
		uint32_t n = next_random() % BLOCKS;

		if (blocks[n].memory == NULL)
			fill(&blocks[n], n);
		else
			check_and_free(&blocks[n], n);
	}
	for (uint32_t n = 0; n < BLOCKS; n++)
		if (blocks[n].memory != NULL)
			check_and_free(&blocks[n], n);
	CHECK(heap_used() == used);
}

static void every_size_is_counted_and_comes_back(void)
{
	uint64_t used = heap_used();

	for (size_t bytes = 0; bytes < 10000; bytes++) {
		void *memory = rt_allocate(bytes);
		uint64_t taken = heap_used() - used;

		CHECK(memory != NULL && taken >= bytes && taken <= bytes + bytes / 2u + 4096u);
		CHECK(bytes > 2048 || taken <= bytes + bytes / 2u + 16u);
		rt_free(memory, bytes);
		CHECK(heap_used() == used);
	}
	rt_free(NULL, 100);
}

/* The longest run there is, by bisection. */
static size_t largest_free_block(void)
{
	size_t low = 0;
	size_t high = 64u * 1024u * 1024u;

	while (high - low > 4096u) {
		size_t middle = (low + high) / 2u;
		void *memory = rt_allocate(middle);

		if (memory == NULL)
			high = middle;
		else
			low = middle;
		rt_free(memory, middle);
	}
	return low;
}

static void cycles_do_not_fragment(void)
{
	static void *objects[3000];
	size_t largest = 0;

	for (uint32_t cycle = 0; cycle < 50; cycle++) {
		for (uint32_t n = 0; n < 3000; n++)
			objects[n] = rt_allocate(n * 37u % 5000u);
		for (uint32_t n = 0; n < 3000; n++)
			rt_free(objects[n], n * 37u % 5000u);
		if (cycle == 0)
			largest = largest_free_block();
		/* The few pages that stay with the size classes lie anywhere, but get no more. */
		CHECK(largest_free_block() > largest / 10u * 9u);
	}
}

static void exhaustion_is_an_answer(void)
{
	static void *taken[2000];
	uint64_t used = heap_used();
	uint32_t count = 0;

	CHECK(rt_allocate(SIZE_MAX) == NULL && rt_allocate((size_t)1 << 40) == NULL);
	while (count < 2000 && (taken[count] = rt_allocate(50000)) != NULL)
		count++;
	CHECK(count > 100 && count < 2000);
	while (count-- > 0)
		rt_free(taken[count], 50000);
	CHECK(heap_used() == used);
}

static _Alignas(4096) char more[1 << 20];

static void memory_can_be_added(void)
{
	uint64_t size = heap_size();

	heap_add((uint64_t)(uintptr_t)more + 100u, sizeof(more) - 200u);
	CHECK(heap_size() > size + sizeof(more) * 9u / 10u && heap_size() < size + sizeof(more));
	heap_add((uint64_t)(uintptr_t)more, 100);
	CHECK(heap_size() < size + sizeof(more));
}

int main(void)
{
	machine_run(1, 1, blocks_do_not_overlap);
	machine_run(1, 1, every_size_is_counted_and_comes_back);
	machine_run(1, 1, cycles_do_not_fragment);
	machine_run(1, 1, exhaustion_is_an_answer);
	machine_run(1, 1, memory_can_be_added);
	puts("ok");
}
