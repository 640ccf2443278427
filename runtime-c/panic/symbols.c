#include "panic/symbols.h"

#include "arch-natives.h"
#include "console/console.h"
#include "panic/symbol_table.h"

#define MOST_INLINED 8u

static void write_address(uint64_t address, uint64_t start)
{
	console_write_text("  at ");
	console_write_hex(address, 16);
	console_write_text(" (image+");
	console_write_hex(address - start, 6);
	console_write_text(")\n");
}

static void write_place(const struct symbol_place *place)
{
	console_write_text("  at ");
	console_write_text(place->name);
	console_write_text(" (");
	console_write_text(place->file);
	if (place->line != 0) {
		console_write_text(":");
		console_write_decimal(place->line);
	}
	console_write_text(")\n");
}

void symbols_write(uint64_t address)
{
	struct symbol_place places[MOST_INLINED];
	uint64_t start = machine_image_start();
	uint32_t count = 0;

	if (address >= start && address < machine_image_end())
		count = symbol_table_find(symbol_table, address - start, places, MOST_INLINED);
	if (count == 0)
		write_address(address, start);
	for (uint32_t n = 0; n < count; n++)
		write_place(&places[n]);
}
