/* Counts in its own memory: prints 'c' when it finds it clean, 'd' when an earlier run's trace is still there; then powers off. */
#include "header.inc"
	image
start:	adr	x1, trace
	ldr	w2, [x1]
	mov	w3, #1
	str	w3, [x1]
	cbnz	w2, 2f
	print_char 'c'
	b	3f
2:	print_char 'd'
3:	print_char '\n'
	ldr	x0, =0x84000008	/* PSCI SYSTEM_OFF */
	hvc	#0
1:	wfi
	b	1b
	.ltorg
	.balign 4096
trace:	.word	0
