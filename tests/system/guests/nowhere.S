/* Jumps to an address where nothing is, with vectors that are nowhere too. */
#include "header.inc"
	image
start:	print_char 'j'
	print_char '\n'
	ldr	x1, =0x6666660000
	msr	vbar_el1, x1
	isb
	ldr	x2, =0x5555550000
	br	x2
