#include "panic/symbols.h"

#include "arch-natives.h"
#include "console/console.h"

void symbols_write_address(uint64_t address)
{
	uint64_t start = machine_image_start();

	console_write_hex(address, 16);
	if (address < start || address >= machine_image_end())
		return;
	console_write_text(" image+");
	console_write_hex(address - start, 6);
}
