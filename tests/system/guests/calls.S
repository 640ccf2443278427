/* Calls HVC and SMC with numbers that nobody has; prints 'n' for each that is answered NOT_SUPPORTED (-1), then powers off. */
#include "header.inc"
	image
	.macro try instruction, number
	ldr	x0, =\number
	\instruction #0
	cmn	x0, #1
	b.ne	1f
	print_char 'n'
1:
	.endm
start:	try	hvc, 0x8600ff10
	try	smc, 0x8600ff10
	try	hvc, 0xc2001234
	try	smc, 0x82000010
	try	hvc, 0xffffffff
	try	smc, 0x84000099
	print_char '\n'
	ldr	x0, =0x84000008
	hvc	#0
2:	wfi
	b	2b
