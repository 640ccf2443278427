/* The kernel's own output: early messages and panics on the UART. What comes before the UART is known is kept and sent
 * then. */
#ifndef TSVISOR_CONSOLE_H
#define TSVISOR_CONSOLE_H

#include <stdint.h>

#include "rt.h"

/* What is written in between is not mixed up with other CPUs' output. Interrupts are off meanwhile. */
void console_begin(void);
void console_end(void);
/* Between the two. A newline becomes CR LF. */
void console_write_text(const char *text);
void console_write_bytes(const char *text, uint32_t bytes);
void console_write_decimal(uint64_t value);
/* With 0x and `digits` digits. */
void console_write_hex(uint64_t value, uint32_t digits);

/* From now on nobody waits for the console's lock: this CPU is the only one left. */
void console_break_lock(void);

/* ---- natives of src/std/kernel/machine.ts ---- */
void console_set_uart(int64_t kind, uint64_t hpa);
void console_put(uint8_t byte);
int64_t console_get(void);
void console_set_receive_interrupt(bool on);

#endif
