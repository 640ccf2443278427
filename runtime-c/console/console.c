#include "console/console.h"

#include <stdatomic.h>

#include "console/uart.h"
#include "sync/spinlock.h"

/* Output from before the UART is known; later bytes are lost when it is full, since the first ones tell more. */
#define EARLY_BYTES 8192u

/* Guards all below. The last in the order of locks. */
static struct spinlock lock;
static arch_irq_state_t interrupts_before;
static _Atomic bool lock_is_broken;

static struct uart uart;
static uint8_t early[EARLY_BYTES];
static uint32_t early_length;

void console_begin(void)
{
	arch_irq_state_t before;

	if (atomic_load(&lock_is_broken))
		return;
	before = spinlock_lock(&lock);
	interrupts_before = before;
}

void console_end(void)
{
	if (!atomic_load(&lock_is_broken))
		spinlock_unlock(&lock, interrupts_before);
}

void console_break_lock(void)
{
	atomic_store(&lock_is_broken, true);
}

static void put(uint8_t byte)
{
	if (uart.driver != NULL)
		uart_put(&uart, byte);
	else if (early_length < EARLY_BYTES)
		early[early_length++] = byte;
}

void console_write_bytes(const char *text, uint32_t bytes)
{
	for (uint32_t n = 0; n < bytes; n++) {
		if (text[n] == '\n')
			put('\r');
		put((uint8_t)text[n]);
	}
}

void console_write_text(const char *text)
{
	for (; *text != '\0'; text++)
		console_write_bytes(text, 1);
}

void console_write_decimal(uint64_t value)
{
	char digits[20];
	uint32_t at = sizeof(digits);

	do {
		digits[--at] = (char)('0' + value % 10u);
		value /= 10u;
	} while (value != 0);
	console_write_bytes(digits + at, (uint32_t)sizeof(digits) - at);
}

void console_write_hex(uint64_t value, uint32_t digits)
{
	console_write_text("0x");
	while (digits-- > 0)
		console_write_bytes(&"0123456789abcdef"[value >> 4u * digits & 0xfu], 1);
}

void console_set_uart(int64_t kind, uint64_t hpa)
{
	if (kind < 0 || kind >= UART_KINDS)
		return;
	console_begin();
	uart_open(&uart, (enum uart_kind)kind, hpa);
	for (uint32_t n = 0; n < early_length; n++)
		uart_put(&uart, early[n]);
	early_length = 0;
	console_end();
}

void console_put(uint8_t byte)
{
	console_begin();
	put(byte);
	console_end();
}

int64_t console_get(void)
{
	int64_t byte;

	console_begin();
	byte = uart.driver == NULL ? -1 : uart_get(&uart);
	console_end();
	return byte;
}

void console_set_receive_interrupt(bool on)
{
	console_begin();
	if (uart.driver != NULL)
		uart_set_receive_interrupt(&uart, on);
	console_end();
}

void rt_print(const struct rt_string *text)
{
	console_begin();
	console_write_bytes(text->text, text->bytes);
	console_write_text("\n");
	console_end();
}
