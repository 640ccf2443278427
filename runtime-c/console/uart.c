#include "console/uart.h"

#include "arch.h"

struct uart_driver {
	void (*open)(uint64_t base);
	bool (*can_send)(uint64_t base);
	bool (*has_received)(uint64_t base);
	uint32_t data; /* offset of the data register */
	uint32_t interrupt_mask;
	uint32_t receive_interrupts; /* bits of the mask register */
};

/* Arm PrimeCell UART (PL011), DDI 0183G, chapter 3. */
#define PL011_DR       0x00u
#define PL011_FR       0x18u
#define PL011_FR_BUSY  0x08u /* sends a byte */
#define PL011_FR_RXFE  0x10u /* receive FIFO empty */
#define PL011_FR_TXFF  0x20u /* transmit FIFO full */
#define PL011_LCRH     0x2cu
#define PL011_LCRH_FEN 0x10u /* FIFOs on */
#define PL011_CR       0x30u
#define PL011_CR_ON    0x301u /* UARTEN, TXE, RXE */
#define PL011_IMSC     0x38u
#define PL011_IMSC_RX  0x50u /* receive, and receive timeout */

/* 16550 registers, 4 bytes apart and 32 bits wide: Synopsys DW_apb_uart databook, chapter 5. */
#define DW8250_DATA    0x00u
#define DW8250_IER     0x04u
#define DW8250_IER_RX  0x01u
#define DW8250_FCR     0x08u
#define DW8250_FCR_ON  0x01u
#define DW8250_LSR     0x14u
#define DW8250_LSR_DR  0x01u /* data ready */
#define DW8250_LSR_THR 0x20u /* room to send */

static uint32_t read_register(uint64_t address)
{
	return *(const volatile uint32_t *)(uintptr_t)address;
}

static void write_register(uint64_t address, uint32_t value)
{
	*(volatile uint32_t *)(uintptr_t)address = value;
}

static void pl011_open(uint64_t base)
{
	uint32_t control = read_register(base + PL011_CR);

	/* The line control register may only change while the UART is off and has nothing to send. */
	while ((read_register(base + PL011_FR) & PL011_FR_BUSY) != 0)
		arch_cpu_relax();
	write_register(base + PL011_CR, 0);
	write_register(base + PL011_LCRH, read_register(base + PL011_LCRH) | PL011_LCRH_FEN);
	write_register(base + PL011_CR, control | PL011_CR_ON);
}

static bool pl011_can_send(uint64_t base)
{
	return (read_register(base + PL011_FR) & PL011_FR_TXFF) == 0;
}

static bool pl011_has_received(uint64_t base)
{
	return (read_register(base + PL011_FR) & PL011_FR_RXFE) == 0;
}

static void dw8250_open(uint64_t base)
{
	write_register(base + DW8250_FCR, DW8250_FCR_ON);
}

static bool dw8250_can_send(uint64_t base)
{
	return (read_register(base + DW8250_LSR) & DW8250_LSR_THR) != 0;
}

static bool dw8250_has_received(uint64_t base)
{
	return (read_register(base + DW8250_LSR) & DW8250_LSR_DR) != 0;
}

static const struct uart_driver drivers[UART_KINDS] = {
	[UART_PL011] =
		{
			.open = pl011_open,
			.can_send = pl011_can_send,
			.has_received = pl011_has_received,
			.data = PL011_DR,
			.interrupt_mask = PL011_IMSC,
			.receive_interrupts = PL011_IMSC_RX,
		},
	[UART_DW8250] =
		{
			.open = dw8250_open,
			.can_send = dw8250_can_send,
			.has_received = dw8250_has_received,
			.data = DW8250_DATA,
			.interrupt_mask = DW8250_IER,
			.receive_interrupts = DW8250_IER_RX,
		},
};

void uart_open(struct uart *uart, enum uart_kind kind, uint64_t base)
{
	drivers[kind].open(base);
	uart->base = base;
	uart->driver = &drivers[kind];
}

void uart_put(const struct uart *uart, uint8_t byte)
{
	while (!uart->driver->can_send(uart->base))
		arch_cpu_relax();
	write_register(uart->base + uart->driver->data, byte);
}

int uart_get(const struct uart *uart)
{
	if (!uart->driver->has_received(uart->base))
		return -1;
	return (int)(read_register(uart->base + uart->driver->data) & 0xffu);
}

void uart_set_receive_interrupt(const struct uart *uart, bool on)
{
	uint64_t mask = uart->base + uart->driver->interrupt_mask;
	uint32_t others = read_register(mask) & ~uart->driver->receive_interrupts;

	write_register(mask, on ? others | uart->driver->receive_interrupts : others);
}
