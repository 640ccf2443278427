#include "panic/symbol_table.h"

#include <stdbool.h>

/* Deepest inlining that is kept. */
#define PLACES 8u

struct place {
	uint32_t function;
	uint32_t line;
};

struct record {
	uint64_t address;
	uint32_t count;
	struct place places[PLACES];
};

struct tables {
	uint32_t unit;
	const uint8_t *files;
	const uint8_t *functions; /* the first one */
	const uint8_t *records;	  /* the first one */
	uint32_t record_count;
};

static uint64_t read_number(const uint8_t **at)
{
	uint64_t value = 0;
	uint8_t byte;
	uint32_t shift = 0;

	do {
		byte = *(*at)++;
		value |= (uint64_t)(byte & 0x7fu) << (shift & 63u);
		shift += 7u;
	} while ((byte & 0x80u) != 0);
	return value;
}

static const char *read_string(const uint8_t **at)
{
	const char *string = (const char *)*at;

	while (*(*at)++ != 0)
		continue;
	return string;
}

static void open_table(struct tables *tables, const uint8_t *at)
{
	tables->unit = (uint32_t)read_number(&at);
	if (tables->unit == 0)
		return;
	tables->files = at;
	for (uint64_t left = read_number(&at); left > 0; left--)
		(void)read_string(&at);
	tables->functions = at;
	for (uint64_t left = read_number(&at); left > 0; left--) {
		(void)read_string(&at);
		(void)read_number(&at);
	}
	tables->record_count = (uint32_t)read_number(&at);
	tables->records = at;
}

static const char *file_name(const struct tables *tables, uint64_t index)
{
	const uint8_t *at = tables->files;

	(void)read_number(&at);
	while (index-- > 0)
		(void)read_string(&at);
	return read_string(&at);
}

static void describe(const struct tables *tables, struct place place, struct symbol_place *result)
{
	const uint8_t *at = tables->functions;

	(void)read_number(&at);
	for (uint32_t n = 0; n < place.function; n++) {
		(void)read_string(&at);
		(void)read_number(&at);
	}
	result->name = read_string(&at);
	result->file = file_name(tables, read_number(&at));
	result->line = place.line;
}

static void read_places(const uint8_t **at, struct record *record)
{
	uint64_t count = read_number(at);

	record->count = 0;
	for (uint64_t n = 0; n < count; n++) {
		struct place *place = &record->places[n < PLACES ? n : PLACES - 1u];

		place->function = (uint32_t)read_number(at);
		place->line = (uint32_t)read_number(at);
		record->count += n < PLACES;
	}
}

/* Changes the record before into the one at *at. */
static void read_record(const struct tables *tables, const uint8_t **at, struct record *record)
{
	uint64_t head = read_number(at);
	uint64_t difference;

	record->address += (head >> 1) * tables->unit;
	if ((head & 1u) == 0) {
		read_places(at, record);
		return;
	}
	difference = read_number(at);
	record->places[0] = record->places[record->count == 0 ? 0 : record->count - 1u];
	record->places[0].line += (uint32_t)((difference >> 1) ^ (0u - (difference & 1u)));
	record->count = 1;
}

/* The last record at or before `offset`; false: none. */
static bool find_record(const struct tables *tables, uint64_t offset, struct record *found)
{
	const uint8_t *at = tables->records;
	struct record record = {0};

	found->count = 0;
	for (uint32_t n = 0; n < tables->record_count; n++) {
		read_record(tables, &at, &record);
		if (record.address > offset)
			break;
		*found = record;
	}
	return found->count > 0;
}

uint32_t symbol_table_find(const uint8_t *table, uint64_t offset, struct symbol_place *places, uint32_t limit)
{
	struct tables tables;
	struct record record;
	uint32_t count = 0;

	open_table(&tables, table);
	if (tables.unit == 0 || limit == 0 || !find_record(&tables, offset, &record))
		return 0;
	if (offset - record.address >= tables.unit) {
		/* Between two calls: only the function that is no inlined one is sure. */
		describe(&tables, (struct place){record.places[record.count - 1u].function, 0}, places);
		return 1;
	}
	for (; count < record.count && count < limit; count++)
		describe(&tables, record.places[count], &places[count]);
	return count;
}
