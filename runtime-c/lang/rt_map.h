/* Layout of a map's tables, shared by rt_map.c (what a map does) and rt_map_tables.c (their memory). */
#ifndef TSVISOR_RT_MAP_H
#define TSVISOR_RT_MAP_H

#include "rt_internal.h"

/* Set in the number of an entry that was deleted; its key and value are gone. */
#define RT_MAP_DELETED ((uint64_t)1 << 63)

static inline char *rt_map_entry(const struct rt_map *m, uint32_t position)
{
	return (char *)m->entries + (size_t)position * m->entry_size;
}
static inline uint64_t rt_map_tag(const char *entry)
{
	uint64_t tag = 0;
	memcpy(&tag, entry, sizeof(tag));
	return tag;
}
static inline uint64_t rt_map_number(const char *entry)
{
	return rt_map_tag(entry) & ~RT_MAP_DELETED;
}
static inline bool rt_map_is_deleted(const char *entry)
{
	return (rt_map_tag(entry) & RT_MAP_DELETED) != 0;
}
static inline void rt_map_mark_deleted(char *entry)
{
	uint64_t tag = rt_map_tag(entry) | RT_MAP_DELETED;
	memcpy(entry, &tag, sizeof(tag));
}
static inline void *rt_map_key(const char *entry)
{
	return (char *)(uintptr_t)entry + sizeof(uint64_t);
}
static inline void *rt_map_value(const struct rt_map *m, const char *entry)
{
	return (char *)(uintptr_t)entry + m->value_offset;
}
/* Slots of the index: half of them stay free. */
static inline size_t rt_map_slots_of(uint32_t capacity)
{
	return (size_t)capacity * 2;
}
static inline uint32_t rt_map_slots(const struct rt_map *m)
{
	return (uint32_t)rt_map_slots_of(m->capacity);
}

/* The slot of the entry at `position`, whose key has that hash. Where it lies tells the hash's bits inside the mask. */
static inline uint32_t rt_map_slot(uint32_t hash, uint32_t position, uint32_t mask)
{
	return (hash & ~mask) | (position + 1u);
}

/* The entries are full: closes the gaps when half of them are, otherwise doubles. False: no memory, nothing changed. */
bool rt_map_make_room(struct rt_map *m);
/* Counts down all live keys and values. */
void rt_map_release_entries(struct rt_map *m);
void rt_map_free_tables(struct rt_map *m);

#endif
