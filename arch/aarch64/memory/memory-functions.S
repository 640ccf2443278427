/*
 * memcpy, memmove, memset, memcmp: what the compiler calls by itself. For normal memory: sources may be read unaligned. No FP registers
 * (they are a guest's), no DC ZVA and aligned stores in memset (it also runs with the MMU off).
 */
	.text
/* void *memmove(void *to, const void *from, size_t bytes) */
	.global memmove
memmove:
	sub	x3, x0, x1
	cmp	x3, x2
	b.lo	copy_backwards			/* `to` lies within [from, from + bytes) */
	.global memcpy
memcpy:
	mov	x3, x0
1:	tst	x3, #7
	b.eq	2f
	cbz	x2, 9f
	ldrb	w4, [x1], #1
	strb	w4, [x3], #1
	sub	x2, x2, #1
	b	1b
2:	subs	x2, x2, #32
	b.lo	4f
3:	ldp	x4, x5, [x1], #16
	ldp	x6, x7, [x1], #16
	stp	x4, x5, [x3], #16
	stp	x6, x7, [x3], #16
	subs	x2, x2, #32
	b.hs	3b
4:	add	x2, x2, #32
5:	subs	x2, x2, #8
	b.lo	6f
	ldr	x4, [x1], #8
	str	x4, [x3], #8
	b	5b
6:	add	x2, x2, #8
7:	cbz	x2, 9f
	ldrb	w4, [x1], #1
	strb	w4, [x3], #1
	sub	x2, x2, #1
	b	7b
9:	ret

copy_backwards:
	subs	x2, x2, #8
	b.lo	3f
	ldr	x4, [x1, x2]
	str	x4, [x0, x2]
	b	copy_backwards
3:	adds	x2, x2, #8
	b.eq	2f
1:	sub	x2, x2, #1
	ldrb	w4, [x1, x2]
	strb	w4, [x0, x2]
	cbnz	x2, 1b
2:	ret

/* void *memset(void *to, int value, size_t bytes) */
	.global memset
memset:
	mov	x3, x0
	and	x1, x1, #0xff
	mov	x4, #0x0101010101010101
	mul	x1, x1, x4
1:	tst	x3, #7
	b.eq	2f
	cbz	x2, 9f
	strb	w1, [x3], #1
	sub	x2, x2, #1
	b	1b
2:	subs	x2, x2, #64
	b.lo	4f
3:	stp	x1, x1, [x3], #16
	stp	x1, x1, [x3], #16
	stp	x1, x1, [x3], #16
	stp	x1, x1, [x3], #16
	subs	x2, x2, #64
	b.hs	3b
4:	add	x2, x2, #64
5:	subs	x2, x2, #8
	b.lo	6f
	str	x1, [x3], #8
	b	5b
6:	add	x2, x2, #8
7:	cbz	x2, 9f
	strb	w1, [x3], #1
	sub	x2, x2, #1
	b	7b
9:	ret

/* int memcmp(const void *a, const void *b, size_t bytes) */
	.global memcmp
memcmp:
	orr	x3, x0, x1
	tst	x3, #7
	b.ne	2f
1:	cmp	x2, #8
	b.lo	2f
	ldr	x3, [x0]
	ldr	x4, [x1]
	cmp	x3, x4
	b.ne	2f				/* the bytes tell which is greater */
	add	x0, x0, #8
	add	x1, x1, #8
	sub	x2, x2, #8
	b	1b
2:	cbz	x2, 3f
	ldrb	w3, [x0], #1
	ldrb	w4, [x1], #1
	sub	x2, x2, #1
	subs	w3, w3, w4
	b.eq	2b
	mov	w0, w3
	ret
3:	mov	w0, wzr
	ret
