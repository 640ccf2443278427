/*
 * Maps and sets: entries side by side in insertion order, and an index table with open addressing that leads to them.
 *
 * An entry is { number, key, value }. Numbers only grow, also across clear(), so the entries are sorted by them and a
 * cursor that holds a number finds its way after any change: what was deleted is skipped, what was added comes later. A
 * deleted entry keeps its place with DELETED set in its number; when the entries are full, its place is closed up or
 * the map grows.
 */
#include "rt_map.h"
#include "rt_text.h"

static struct rt_object *destroy_map(struct rt_object *object, struct rt_object *dying)
{
	struct rt_map *m = (struct rt_map *)object;
	rt_map_release_entries(m);
	rt_map_free_tables(m);
	RT_FREE(m);
	return dying;
}

const struct rt_class rt_map_class = {
	"Map", sizeof(struct rt_map), RT_NO_CLASS, RT_NO_CLASS, destroy_map, NULL, NULL, NULL};

/* The key follows the 64-bit number, the value the key, each at a multiple of its size (powers of two up to 16). */
static void lay_out(struct rt_map *m)
{
	uint32_t end = (uint32_t)sizeof(uint64_t) + m->key.size;
	uint32_t align = m->value.size > 8 ? 8 : m->value.size;
	uint32_t offset = align == 0 ? end : (end + align - 1) & ~(align - 1);
	m->value_offset = (uint16_t)offset;
	m->entry_size = (uint16_t)((offset + m->value.size + 7u) & ~7u);
}

struct rt_map *rt_map_new(struct rt_element key, struct rt_element value)
{
	struct rt_map *m = RT_NEW_OF(rt_map_class, struct rt_map);
	if (m == NULL)
		return NULL;
	m->key = key;
	m->value = value;
	lay_out(m);
	return m;
}

static inline struct rt_string *string_key(const void *key)
{
	struct rt_string *s;
	memcpy(&s, key, sizeof(struct rt_string *));
	return s;
}

/* Whether the entry at a slot may have a key with that hash: their bits above the mask are the same. */
static inline bool may_match(uint32_t slot, uint32_t hash, uint32_t mask)
{
	return ((slot ^ hash) & ~mask) == 0;
}

typedef bool (*rt_key_test)(struct rt_element kind, const char *entry, const void *key);

static inline bool has_key(struct rt_element kind, const char *entry, const void *key)
{
	return rt_element_equal(kind, rt_map_key(entry), key);
}

static inline bool has_string(struct rt_element kind, const char *entry, const void *key)
{
	(void)kind;
	return rt_string_equal(string_key(rt_map_key(entry)), key);
}

/* A text of at most RT_SHORT_TEXT bytes, its ends looked at once for all entries. */
struct short_key {
	const struct rt_string *string;
	struct rt_ends ends;
};

static inline bool has_short_string(struct rt_element kind, const char *entry, const void *key)
{
	const struct short_key *wanted = key;
	const struct rt_string *own = string_key(rt_map_key(entry));
	(void)kind;
	if (own == wanted->string)
		return true;
	if (own == NULL || own->bytes != wanted->string->bytes)
		return false;
	struct rt_ends ends = rt_ends_of(own->text, own->bytes);
	return ends.first == wanted->ends.first && ends.last == wanted->ends.last;
}

/* Inlined for each test. */
static inline __attribute__((always_inline)) uint32_t *search(
	const struct rt_map *m, const void *key, uint32_t hash, rt_key_test has)
{
	uint32_t mask = rt_map_slots(m) - 1;
	uint32_t at = hash & mask;
	for (uint32_t slot = m->index[at]; slot != 0; slot = m->index[at]) {
		if (may_match(slot, hash, mask)) {
			const char *entry = rt_map_entry(m, (slot & mask) - 1);
			if (!rt_map_is_deleted(entry) && has(m->key, entry, key))
				break;
		}
		at = (at + 1) & mask;
	}
	return &m->index[at];
}

/* As find_slot. */
static uint32_t *find_slot_of_string(const struct rt_map *m, const struct rt_string *key, uint32_t hash)
{
	if (key == NULL || key->bytes > RT_SHORT_TEXT)
		return search(m, key, hash, has_string);
	struct short_key wanted = {key, rt_ends_of(key->text, key->bytes)};
	return search(m, &wanted, hash, has_short_string);
}

/* The slot of the index that leads to `key`, or the free one where its search ends. The index is never full. */
static uint32_t *find_slot(const struct rt_map *m, const void *key, uint32_t hash)
{
	if (m->key.kind == RT_STRING)
		return find_slot_of_string(m, string_key(key), hash);
	return search(m, key, hash, has_key);
}

static inline char *entry_of_slot(const struct rt_map *m, uint32_t slot)
{
	return slot == 0 ? NULL : rt_map_entry(m, (slot & (rt_map_slots(m) - 1)) - 1);
}

void *rt_map_find(const struct rt_map *m, const void *key)
{
	if (m->size == 0)
		return NULL;
	if (m->key.kind != RT_STRING)
		return entry_of_slot(m, *find_slot(m, key, rt_element_hash(m->key, key)));
	struct rt_string *text = string_key(key);
	return entry_of_slot(m, *find_slot_of_string(m, text, text == NULL ? 0 : rt_string_hash(text)));
}

bool rt_map_has(const struct rt_map *m, const void *key)
{
	return rt_map_find(m, key) != NULL;
}

static void copy_out(struct rt_element e, void *to, const void *from)
{
	memcpy(to, from, e.size);
	rt_elements_retain(e, from, 1);
}

bool rt_map_get(const struct rt_map *m, const void *key, void *value)
{
	const char *entry = rt_map_find(m, key);
	if (entry == NULL)
		return false;
	copy_out(m->value, value, rt_map_value(m, entry));
	return true;
}

static void replace_value(const struct rt_map *m, char *entry, const void *value)
{
	/* The new one is counted first: it may be the old one. */
	uint64_t before = 0;
	char *place = rt_map_value(m, entry);
	rt_elements_retain(m->value, value, 1);
	if (rt_element_counted(m->value))
		memcpy(&before, place, m->value.size);
	memcpy(place, value, m->value.size);
	rt_elements_release(m->value, &before, 1);
}

/* There is room. */
static void append(struct rt_map *m, const void *key, const void *value, uint32_t hash, uint32_t *slot)
{
	*slot = rt_map_slot(hash, m->used, rt_map_slots(m) - 1);
	char *entry = rt_map_entry(m, m->used);
	memcpy(entry, &m->next, sizeof(m->next));
	copy_out(m->key, rt_map_key(entry), key);
	if (m->value.size != 0)
		copy_out(m->value, rt_map_value(m, entry), value);
	m->next++;
	m->used++;
	m->size++;
}

bool rt_map_set(struct rt_map *m, const void *key, const void *value)
{
	uint32_t hash = rt_element_hash(m->key, key);
	if (m->capacity == 0 && !rt_map_make_room(m))
		return false;
	uint32_t *slot = find_slot(m, key, hash);
	if (*slot != 0) {
		if (m->value.size != 0)
			replace_value(m, entry_of_slot(m, *slot), value);
		return true;
	}
	if (m->used == m->capacity) {
		if (!rt_map_make_room(m))
			return false;
		slot = find_slot(m, key, hash);
	}
	append(m, key, value, hash, slot);
	return true;
}

bool rt_map_delete(struct rt_map *m, const void *key)
{
	char *entry = rt_map_find(m, key);
	if (entry == NULL)
		return false;
	rt_map_mark_deleted(entry);
	m->size--;
	rt_elements_release(m->key, rt_map_key(entry), 1);
	rt_elements_release(m->value, rt_map_value(m, entry), 1);
	return true;
}

void rt_map_clear(struct rt_map *m)
{
	rt_map_release_entries(m);
	m->size = 0;
	m->used = 0;
	if (m->capacity != 0)
		memset(m->index, 0, rt_map_slots(m) * sizeof(*m->index));
}

/*
 * Position of the first entry, deleted or not, whose number is at least `number`. Between two entries lie at least as
 * many numbers as places, and without gaps exactly as many, so the position counted from the end is the place itself
 * unless gaps have been closed behind it; then a binary search below that finds it.
 */
static uint32_t position_of(const struct rt_map *m, uint64_t number)
{
	if (m->used == 0 || number >= m->next)
		return m->used;
	uint64_t from_end = m->next - number;
	uint32_t least = from_end < m->used ? m->used - (uint32_t)from_end : 0;
	uint32_t greatest = m->used;
	if (rt_map_number(rt_map_entry(m, least)) == number)
		return least;
	while (least < greatest) {
		uint32_t middle = least + (greatest - least) / 2;
		if (rt_map_number(rt_map_entry(m, middle)) < number)
			least = middle + 1;
		else
			greatest = middle;
	}
	return least;
}

int64_t rt_map_next(const struct rt_map *m, int64_t from)
{
	uint32_t position = position_of(m, from < 0 ? 0 : (uint64_t)from);
	while (position < m->used && rt_map_is_deleted(rt_map_entry(m, position)))
		position++;
	return position == m->used ? -1 : (int64_t)rt_map_number(rt_map_entry(m, position));
}

void rt_map_key_at(const struct rt_map *m, int64_t entry, void *key)
{
	copy_out(m->key, key, rt_map_key(rt_map_entry(m, position_of(m, (uint64_t)entry))));
}

void rt_map_value_at(const struct rt_map *m, int64_t entry, void *value)
{
	copy_out(m->value, value, rt_map_value(m, rt_map_entry(m, position_of(m, (uint64_t)entry))));
}
