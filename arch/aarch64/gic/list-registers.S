/*
 * The GIC's list registers by number. They have no index: a computed branch goes to the one of 16 pairs of instructions
 * that names the register. C's switch would look the branch up in a table first.
 */
	.text
/* uint64_t gic_read_list_register(uint32_t n): bits 3:0 of n count. */
	.global gic_read_list_register
gic_read_list_register:
	and	w0, w0, #15
	adr	x2, 1f
	add	x2, x2, x0, lsl #3
	br	x2
1:	.irp	n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
	mrs	x0, ich_lr\n\()_el2
	ret
	.endr

/* void gic_write_list_register(uint32_t n, uint64_t value) */
	.global gic_write_list_register
gic_write_list_register:
	and	w0, w0, #15
	adr	x2, 1f
	add	x2, x2, x0, lsl #3
	br	x2
1:	.irp	n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
	msr	ich_lr\n\()_el2, x1
	ret
	.endr
