/* Says nothing and does nothing: waits for interrupts that never come. */
#include "header.h"
	image
start:	wfi
	b	start
