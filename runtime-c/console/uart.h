/* The UARTs that the kernel can print on, polled. Speed and format stay as the loader left them. */
#ifndef TSVISOR_UART_H
#define TSVISOR_UART_H

#include <stdbool.h>
#include <stdint.h>

/* The numbers are those of `enum UartKind` in src/std/kernel/machine.ts. */
enum uart_kind { UART_PL011, UART_DW8250, UART_KINDS };

struct uart {
	const struct uart_driver *driver; /* NULL: none is known yet */
	uint64_t base;			  /* HPA of its registers, mapped */
};

/* `kind` is below UART_KINDS. Receiver and transmitter are on afterwards. */
void uart_open(struct uart *uart, enum uart_kind kind, uint64_t base);
/* Waits while the FIFO is full. */
void uart_put(const struct uart *uart, uint8_t byte);
/* The oldest byte received, -1: none. */
int uart_get(const struct uart *uart);
/* While off, received bytes stay in the FIFO. */
void uart_set_receive_interrupt(const struct uart *uart, bool on);

#endif
