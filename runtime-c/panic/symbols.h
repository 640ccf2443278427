/* Names and places in the source for code addresses. */
#ifndef TSVISOR_SYMBOLS_H
#define TSVISOR_SYMBOLS_H

#include <stdint.h>

/* Writes where `address` lies, in one line for each inlined function: `Vcpu.start (src/vmm/vcpu.ts:41)`. Between
 * console_begin() and console_end(). */
void symbols_write(uint64_t address);

#endif
