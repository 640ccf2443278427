/* Prints eight letters that depend on every byte of its device tree, of which the random seed alone changes from start to start. */
#include "header.inc"
	image
start:	ldr	w2, [x0, #4]	/* total size, big-endian */
	rev	w2, w2
	mov	w3, #0
1:	ldrb	w4, [x0], #1
	ror	w3, w3, #27
	add	w3, w3, w4
	subs	w2, w2, #1
	b.ne	1b
	mov	x9, #0x09000000
	mov	w5, #8
2:	ror	w3, w3, #28
	and	w6, w3, #0xf
	add	w6, w6, #'a'
	str	w6, [x9]
	subs	w5, w5, #1
	b.ne	2b
	print_char '\n'
3:	wfi
	b	3b
