/*
 * The way from the guest to EL2 and back.
 *
 * While the guest runs SP_EL2 points to its struct vcpu_context, which begins with x0..x30: registers are stored before
 * any is needed, and nothing has to be looked up. All 31 are stored, because handlers read and write any of them. On the
 * way back only x0 to x19 are loaded: C code preserves x19 to x29 (AAPCS64), across task switches too, so they
 * still hold the guest's values, but for x19, which this file uses. Who changes one of them in memory sets
 * requests.reload, and everything is loaded.
 */
#include "vcpu-offsets.h"

/* EC of an SError, for vmm_guest_exit(), in ESR_EL2's place. */
#define ESR_SERROR (0x2f << 26)

	.macro	store_guest
	stp	x0, x1, [sp, #0]
	stp	x2, x3, [sp, #16]
	stp	x4, x5, [sp, #32]
	stp	x6, x7, [sp, #48]
	stp	x8, x9, [sp, #64]
	stp	x10, x11, [sp, #80]
	stp	x12, x13, [sp, #96]
	stp	x14, x15, [sp, #112]
	stp	x16, x17, [sp, #128]
	stp	x18, x19, [sp, #144]
	stp	x20, x21, [sp, #160]
	stp	x22, x23, [sp, #176]
	stp	x24, x25, [sp, #192]
	stp	x26, x27, [sp, #208]
	stp	x28, x29, [sp, #224]
	mrs	x2, elr_el2
	mrs	x3, spsr_el2
	stp	x30, x2, [sp, #240]
	ldr	x4, [sp, #VCPU_HOST_SP]
	str	x3, [sp, #VCPU_PSTATE]
	mov	x19, sp				/* the context, from here on */
	mov	sp, x4
	.endm

	.macro	load_guest_pc
	ldp	x30, x2, [x19, #240]
	ldr	x3, [x19, #VCPU_PSTATE]
	mov	sp, x19
	msr	elr_el2, x2
	msr	spsr_el2, x3
	.endm

	/* x0 to x19; and no speculation past ERET */
	.macro	load_guest_and_enter
	ldp	x0, x1, [sp, #0]
	ldp	x2, x3, [sp, #16]
	ldp	x4, x5, [sp, #32]
	ldp	x6, x7, [sp, #48]
	ldp	x8, x9, [sp, #64]
	ldp	x10, x11, [sp, #80]
	ldp	x12, x13, [sp, #96]
	ldp	x14, x15, [sp, #112]
	ldp	x16, x17, [sp, #128]
	ldp	x18, x19, [sp, #144]
	eret
	dsb	nsh
	isb
	.endm

	.section .text.exceptions, "ax"
	.balign	64
	.global guest_synchronous
guest_synchronous:
	store_guest
	mrs	x1, esr_el2
	ldr	x0, [x19, #VCPU_OWNER]
	bl	vmm_guest_exit
back_to_guest:					/* w0: verdict, x19: context */
	ldr	w1, [x19, #VCPU_REQUESTS]
	orr	w1, w1, w0
	cbnz	w1, prepare_entry
	load_guest_pc
	load_guest_and_enter

prepare_entry:
	mov	w1, w0
	mov	x0, x19
	bl	vcpu_before_entry
	cbnz	w0, leave_run
enter_whole:					/* x19: context */
	load_guest_pc
	ldp	x20, x21, [sp, #160]
	ldp	x22, x23, [sp, #176]
	ldp	x24, x25, [sp, #192]
	ldp	x26, x27, [sp, #208]
	ldp	x28, x29, [sp, #224]
	load_guest_and_enter

	.balign	64
	.global guest_interrupt
guest_interrupt:
	store_guest
	ldr	x0, [x19, #VCPU_INTERRUPTS]
	add	x0, x0, #1
	str	x0, [x19, #VCPU_INTERRUPTS]
	bl	irq_handle			/* what makes another task run sets requests.reload besides */
	mov	w0, wzr
	b	back_to_guest

/* Nothing configures a Group 0 interrupt for EL2: the guest's time ends here. */
	.global guest_fast_interrupt
guest_fast_interrupt:
	store_guest
	mov	x1, #ESR_SERROR
	b	1f
	.global guest_system_error
guest_system_error:
	store_guest
	mrs	x1, esr_el2
1:	ldr	x0, [x19, #VCPU_OWNER]
	bl	vmm_guest_exit
	b	back_to_guest

	.text
/* void vcpu_enter(struct vcpu_context *): keeps the caller's registers on its stack until leave_run. */
	.global vcpu_enter
vcpu_enter:
	stp	x29, x30, [sp, #-96]!
	mov	x29, sp
	stp	x19, x20, [sp, #16]
	stp	x21, x22, [sp, #32]
	stp	x23, x24, [sp, #48]
	stp	x25, x26, [sp, #64]
	stp	x27, x28, [sp, #80]
	mov	x1, sp
	str	x1, [x0, #VCPU_HOST_SP]
	mov	x19, x0
	b	enter_whole

leave_run:					/* sp is host_sp again */
	ldp	x19, x20, [sp, #16]
	ldp	x21, x22, [sp, #32]
	ldp	x23, x24, [sp, #48]
	ldp	x25, x26, [sp, #64]
	ldp	x27, x28, [sp, #80]
	ldp	x29, x30, [sp], #96
	ret
