/* The memory of maps: growing, closing gaps, letting go. */
#include "rt_map.h"

#define FIRST_CAPACITY 4u
/* The index has twice as many slots, numbered by 32 bits. */
#define LAST_CAPACITY 0x40000000u

void rt_map_release_entries(struct rt_map *m)
{
	for (uint32_t position = 0; position < m->used; position++) {
		char *entry = rt_map_entry(m, position);
		if (rt_map_is_deleted(entry))
			continue;
		rt_elements_release(m->key, rt_map_key(entry), 1);
		rt_elements_release(m->value, rt_map_value(m, entry), 1);
	}
}

void rt_map_free_tables(struct rt_map *m)
{
	if (m->capacity == 0)
		return;
	rt_free(m->entries, (size_t)m->capacity * m->entry_size);
	rt_free(m->index, rt_map_slots_of(m->capacity) * sizeof(*m->index));
}

/* Moves the live entries to the start of `to`, which may be where they are. */
static void pack(struct rt_map *m, char *to)
{
	size_t size = m->entry_size;
	for (uint32_t position = 0; position < m->used; position++) {
		const char *entry = rt_map_entry(m, position);
		if (rt_map_is_deleted(entry))
			continue;
		if (to != entry)
			memcpy(to, entry, size);
		to += size;
	}
	m->used = m->size;
}

/* Fills the zeroed index from the packed entries. */
static void build_index(struct rt_map *m)
{
	uint32_t mask = rt_map_slots(m) - 1;
	for (uint32_t position = 0; position < m->used; position++) {
		uint32_t hash = rt_element_hash(m->key, rt_map_key(rt_map_entry(m, position)));
		uint32_t at = hash & mask;
		while (m->index[at] != 0)
			at = (at + 1) & mask;
		m->index[at] = rt_map_slot(hash, position, mask);
	}
}

static bool grow(struct rt_map *m, uint32_t capacity)
{
	size_t entry_bytes = (size_t)capacity * m->entry_size;
	size_t index_bytes = rt_map_slots_of(capacity) * sizeof(*m->index);
	char *entries = capacity > LAST_CAPACITY ? NULL : rt_allocate(entry_bytes);
	uint32_t *index = entries == NULL ? NULL : rt_allocate(index_bytes);
	if (index == NULL) {
		rt_free(entries, entry_bytes);
		(void)rt_throw_out_of_memory();
		return false;
	}
	memset(index, 0, index_bytes);
	pack(m, entries);
	rt_map_free_tables(m);
	m->entries = entries;
	m->index = index;
	m->capacity = capacity;
	build_index(m);
	return true;
}

bool rt_map_make_room(struct rt_map *m)
{
	if (m->capacity == 0)
		return grow(m, FIRST_CAPACITY);
	if (m->size > m->capacity / 2)
		return grow(m, m->capacity * 2);
	pack(m, m->entries);
	memset(m->index, 0, rt_map_slots(m) * sizeof(*m->index));
	build_index(m);
	return true;
}
