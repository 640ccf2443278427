/* Reads and writes addresses where nothing is, with vectors that count and go on; 'k' says that it is still alive. */
#include "header.inc"
	image
start:	adr	x1, vectors
	msr	vbar_el1, x1
	isb
	mov	x19, #0
	ldr	x2, =0x30000000
	ldr	w3, [x2]
	str	w3, [x2, #4]
	ldr	x2, =0x7f00000000
	ldr	x3, [x2]
	strb	w3, [x2, #1]
	ldp	x4, x5, [x2]
	cbz	x19, 2f
	print_char 'k'
	print_char '\n'
2:	ldr	x0, =0x84000008
	hvc	#0
1:	wfi
	b	1b
	.ltorg
	.balign 2048
vectors:
	.rept	16
	add	x19, x19, #1
	mrs	x20, elr_el1
	add	x20, x20, #4
	msr	elr_el1, x20
	eret
	.balign 128
	.endr
