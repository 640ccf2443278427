/* Says nothing and does nothing: waits for interrupts that never come. */
#include "header.inc"
	image
start:	wfi
	b	start
