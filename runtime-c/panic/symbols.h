/* Names and places in the TypeScript source for code addresses. */
#ifndef TSVISOR_SYMBOLS_H
#define TSVISOR_SYMBOLS_H

#include <stdint.h>

/* Writes `address` to the console as a person wants it, without a newline: between console_begin() and console_end(). */
void symbols_write_address(uint64_t address);

#endif
