/*
 * The table that scripts/symbols puts into an image: for every call in it, which TypeScript (or C) function it stands
 * in, and where.
 *
 *   table    = unit files functions records       numbers are unsigned LEB128
 *   unit     = bytes that instruction addresses are a multiple of; 0: there is no table
 *   files    = count, then that many strings, each with a 0 at its end
 *   functions = count, then for each: name (string), file (index)
 *   records  = count, then for each, by address: 2 * (address - address before) / unit + same
 *              same = 1: one place, in the function of the last place before; its line as a zigzag difference from that
 * one same = 0: count of places, innermost inlined function first; for each: function (index), line Lines are 0 where
 * none is known. Addresses count from the start of the image. Each function has a record at its start.
 */
#ifndef TSVISOR_SYMBOL_TABLE_H
#define TSVISOR_SYMBOL_TABLE_H

#include <stdint.h>

struct symbol_place {
	const char *name;
	const char *file;
	uint32_t line; /* 0: not known */
};

/* The table of this image; a table of unit 0 unless the link gave another. */
extern const uint8_t symbol_table[];

/*
 * Finds the places of the call that covers `offset`, innermost first, at most `limit`. Of an address that no call
 * covers it gives the function alone, without a line. 0: not in the table.
 */
uint32_t symbol_table_find(const uint8_t *table, uint64_t offset, struct symbol_place *places, uint32_t limit);

#endif
