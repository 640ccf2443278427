/* Powers itself off when its power key is pressed. Says 'O' when it listens, 'k' when it has seen the key. */
#include "header.inc"
	image
start:	listen_to_power_key
	print_char 'O'
	print_char '\n'
1:	ldr	w3, [x1, #0x418]	/* GPIOMIS */
	cbz	w3, 1b
	print_char 'k'
	print_char '\n'
	ldr	x0, =0x84000008	/* PSCI SYSTEM_OFF */
	hvc	#0
2:	wfi
	b	2b
