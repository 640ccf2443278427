/* Has a driver for its power key, and does not obey it. Says 'D' when it listens. */
#include "header.inc"
	image
start:	listen_to_power_key
	print_char 'D'
	print_char '\n'
1:	wfi
	b	1b
