/* Asks for a reset as soon as it runs. With much memory its VM is Loading nearly all the time. */
#include "header.inc"
	image
start:	ldr	x0, =0x84000009	/* PSCI SYSTEM_RESET */
	hvc	#0
1:	wfi
	b	1b
