/* Start of a tiny EL1 guest: arm64 Image header, then `start`. x0 is the device tree. */
.macro image b start
	nop.quad 0	      /* text_offset */
		.quad 0x10000 /* image_size */
		.quad 0xa     /* little endian, 4 KiB pages, anywhere */
		.quad 0,
	0,
	0.ascii "ARM\x64".long 0
		.endm

		/* Prints one character on the guest's PL011. */
		.macro print_char character mov x9,
	#0x09000000 mov w10, #\character str w10,
	[x9].endm

		/* Unmasks the interrupt of the power key, line 3 of the guest's PL061, on its rising edge. x1 is the
		   PL061 afterwards. */
		.macro listen_to_power_key ldr x1,
	= 0x09030000 mov w2, #1 << 3 str w2,
	[ x1, #0x40c ] /* GPIOIEV */
	str w2,
	[ x1, #0x410 ] /* GPIOIE */
		.endm
