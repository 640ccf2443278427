/* Says so and then spins for ever with all interrupts off: nothing but an IPI to the CPU gets it out. */
#include "header.inc"
	image
start:	msr	daifset, #0xf
	print_char 'S'
	print_char 'P'
	print_char 'I'
	print_char 'N'
	print_char '\n'
1:	b	1b
