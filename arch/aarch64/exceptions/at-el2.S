/* Exceptions that come while EL2 itself runs: interrupts, and our own bugs. */
#include "arch-frame-offsets.h"

	.section .text.exceptions, "ax"
	.balign	64
	.global interrupt_at_el2
interrupt_at_el2:				/* what C does not preserve goes to the task's stack: the task may be switched */
	sub	sp, sp, #192
	stp	x0, x1, [sp, #0]
	stp	x2, x3, [sp, #16]
	stp	x4, x5, [sp, #32]
	stp	x6, x7, [sp, #48]
	stp	x8, x9, [sp, #64]
	stp	x10, x11, [sp, #80]
	stp	x12, x13, [sp, #96]
	stp	x14, x15, [sp, #112]
	stp	x16, x17, [sp, #128]
	mrs	x0, elr_el2
	mrs	x1, spsr_el2
	stp	x18, x1, [sp, #144]
	stp	x29, x30, [sp, #160]
	str	x0, [sp, #176]
	bl	irq_handle
	bl	scheduler_preempt_if_needed
	ldr	x0, [sp, #176]
	ldp	x29, x30, [sp, #160]
	ldp	x18, x1, [sp, #144]
	msr	elr_el2, x0
	msr	spsr_el2, x1
	ldp	x16, x17, [sp, #128]
	ldp	x14, x15, [sp, #112]
	ldp	x12, x13, [sp, #96]
	ldp	x10, x11, [sp, #80]
	ldp	x8, x9, [sp, #64]
	ldp	x6, x7, [sp, #48]
	ldp	x4, x5, [sp, #32]
	ldp	x2, x3, [sp, #16]
	ldp	x0, x1, [sp, #0]
	add	sp, sp, #192
	eret
	dsb	nsh
	isb

/*
 * A bug of ours, perhaps a stack overflow: nothing may be pushed. EL1's thread registers hold three values meanwhile (no guest goes on
 * after this), the frame is static, and the panic has a stack of its own. A second CPU, or a fault in the panic, stops.
 */
	.global exception_at_el2
exception_at_el2:
	msr	tpidr_el0, x0
	msr	tpidr_el1, x1
	msr	tpidrro_el0, x2
	adrp	x0, panic_claimed
	add	x0, x0, :lo12:panic_claimed
1:	ldaxr	w1, [x0]
	cbnz	w1, 2f
	mov	w1, #1
	stlxr	w2, w1, [x0]
	cbnz	w2, 1b
	adrp	x0, panic_frame
	add	x0, x0, :lo12:panic_frame
	stp	x3, x4, [x0, #24]
	stp	x5, x6, [x0, #40]
	stp	x7, x8, [x0, #56]
	stp	x9, x10, [x0, #72]
	stp	x11, x12, [x0, #88]
	stp	x13, x14, [x0, #104]
	stp	x15, x16, [x0, #120]
	stp	x17, x18, [x0, #136]
	stp	x19, x20, [x0, #152]
	stp	x21, x22, [x0, #168]
	stp	x23, x24, [x0, #184]
	stp	x25, x26, [x0, #200]
	stp	x27, x28, [x0, #216]
	stp	x29, x30, [x0, #232]
	mrs	x1, tpidr_el0
	mrs	x2, tpidr_el1
	stp	x1, x2, [x0, #0]
	mrs	x1, tpidrro_el0
	str	x1, [x0, #16]
	mov	x1, sp
	mrs	x2, elr_el2
	stp	x1, x2, [x0, #FRAME_SP]
	mrs	x1, spsr_el2
	mrs	x2, esr_el2
	stp	x1, x2, [x0, #FRAME_PSTATE]
	mrs	x1, far_el2
	str	x1, [x0, #FRAME_FAR]
	adrp	x1, panic_stack_top
	add	x1, x1, :lo12:panic_stack_top
	mov	sp, x1
	bl	panic_exception
2:	wfe
	b	2b

	.section .bss.panic, "aw", %nobits
	.balign	16
panic_frame:
	.skip	FRAME_SIZE
panic_claimed:
	.skip	4
	.section .noinit.panic, "aw", %nobits
	.balign	16
	.skip	16384
panic_stack_top:
