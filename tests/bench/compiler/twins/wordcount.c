/* Hand-written counterpart of programs/wordcount.ts: one text buffer, each word copied out of it as `substring` does,
   an open-addressing table that doubles. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WORDS	   1000000
#define VOCABULARY 20000

typedef struct {
	const char *key;
	uint32_t length, hash;
	int32_t count;
} entry;

static int32_t seed = 42;
static entry *table;
static uint32_t table_size = 16, used;

static int32_t next_random(int32_t limit)
{
	seed = (seed * 3877 + 29573) % 139968;
	return seed % limit;
}

static void *checked(void *p)
{
	if (p == NULL)
		abort();
	return p;
}

static uint32_t hash_of(const char *s, uint32_t length)
{
	uint32_t h = 2166136261u;
	for (uint32_t i = 0; i < length; i++)
		h = (h ^ (uint8_t)s[i]) * 16777619u;
	return h;
}

static entry *find(const char *key, uint32_t length, uint32_t hash)
{
	uint32_t i = hash & (table_size - 1);
	while (table[i].key != NULL &&
		!(table[i].hash == hash && table[i].length == length && memcmp(table[i].key, key, length) == 0))
		i = (i + 1) & (table_size - 1);
	return &table[i];
}

static void grow(void)
{
	entry *old = table;
	uint32_t old_size = table_size;
	table_size *= 2;
	table = checked(calloc(table_size, sizeof *table));
	for (uint32_t i = 0; i < old_size; i++)
		if (old[i].key != NULL)
			*find(old[i].key, old[i].length, old[i].hash) = old[i];
	free(old);
}

int main(void)
{
	static char vocabulary[VOCABULARY][8];
	static uint8_t lengths[VOCABULARY];
	for (int32_t i = 0; i < VOCABULARY; i++) {
		uint8_t length = 0;
		for (int32_t n = i * 31 + 1000; n > 0; n /= 26)
			vocabulary[i][length++] = (char)('a' + n % 26);
		lengths[i] = length;
	}
	char *text = checked(malloc(WORDS * 8));
	size_t size = 0;
	for (int32_t i = 0; i < WORDS; i++) {
		int32_t a = next_random(VOCABULARY), b = next_random(VOCABULARY), w = a < b ? a : b;
		if (i > 0)
			text[size++] = ' ';
		memcpy(text + size, vocabulary[w], lengths[w]);
		size += lengths[w];
	}

	table = checked(calloc(table_size, sizeof *table));
	/* first-seen order, as the TypeScript version keeps it: key offsets and lengths */
	const char **seen = checked(malloc(VOCABULARY * sizeof *seen));
	uint32_t *seen_length = checked(malloc(VOCABULARY * sizeof *seen_length));
	size_t start = 0;
	for (size_t i = 0; i <= size; i++) {
		if (i != size && text[i] != ' ')
			continue;
		if (i > start) {
			uint32_t length = (uint32_t)(i - start);
			char *word = checked(malloc(length));
			memcpy(word, text + start, length);
			uint32_t hash = hash_of(word, length);
			if ((used + 1) * 4 > table_size * 3)
				grow();
			entry *e = find(word, length, hash);
			if (e->key == NULL) {
				*e = (entry){word, length, hash, 0};
				seen[used] = word;
				seen_length[used++] = length;
			} else {
				free(word);
			}
			e->count++;
		}
		start = i + 1;
	}
	printf("characters %zu, distinct words %u\n", size, used);
	for (int rank = 0; rank < 5; rank++) {
		entry *best = NULL;
		for (uint32_t i = 0; i < used; i++) {
			entry *e = find(seen[i], seen_length[i], hash_of(seen[i], seen_length[i]));
			if (best == NULL ? e->count > 0 : e->count > best->count)
				best = e;
		}
		printf("%.*s %d\n", (int)best->length, best->key, best->count);
		best->count = 0;
	}
	return 0;
}
