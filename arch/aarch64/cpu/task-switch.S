/* Switching from one task's stack to another's. */
	.text
/* void arch_task_switch_stacks(struct arch_task *from, struct arch_task *to): `sp` is the first member of both. */
	.global arch_task_switch_stacks
arch_task_switch_stacks:
	stp	x29, x30, [sp, #-96]!
	stp	x19, x20, [sp, #16]
	stp	x21, x22, [sp, #32]
	stp	x23, x24, [sp, #48]
	stp	x25, x26, [sp, #64]
	stp	x27, x28, [sp, #80]
	mov	x2, sp
	ldr	x3, [x1]
	str	x2, [x0]
	mov	sp, x3
	msr	tpidr_el2, x1
	ldp	x19, x20, [sp, #16]
	ldp	x21, x22, [sp, #32]
	ldp	x23, x24, [sp, #48]
	ldp	x25, x26, [sp, #64]
	ldp	x27, x28, [sp, #80]
	ldp	x29, x30, [sp], #96
	ret

/* Where a task begins: x19 and x20 as arch_task_prepare() put them on its stack. */
	.global arch_task_begin
arch_task_begin:
	mov	x29, xzr
	mov	x30, xzr
	mov	x0, x20
	blr	x19
1:	wfe					/* the entry function does not return */
	b	1b
