/* Start of a tiny EL1 guest: arm64 Image header, then `start`. x0 is the device tree. */
	.macro image
	b	start
	nop
	.quad	0		/* text_offset */
	.quad	0x10000		/* image_size */
	.quad	0xa		/* little endian, 4 KiB pages, anywhere */
	.quad	0, 0, 0
	.ascii	"ARM\x64"
	.long	0
	.endm

/* Prints one character on the guest's PL011. */
	.macro print_char character
	mov	x9, #0x09000000
	mov	w10, #\character
	str	w10, [x9]
	.endm
