/* EL2's exception vectors. Arm ARM DDI 0487, D1.3. EL1 is always AArch64, so nothing arrives at the AArch32 entries. */

	.macro	vector, target
	.balign	128
	b	\target
	.endm

	.section .text.exceptions, "ax"
	.balign	2048
	.global exception_vectors
exception_vectors:
	/* from EL2 with SP_EL0, which is never used */
	vector	exception_at_el2
	vector	exception_at_el2
	vector	exception_at_el2
	vector	exception_at_el2
	/* from EL2 */
	vector	exception_at_el2
	vector	interrupt_at_el2
	vector	exception_at_el2
	vector	exception_at_el2
	/* from the guest */
	vector	guest_synchronous
	vector	guest_interrupt
	vector	guest_fast_interrupt
	vector	guest_system_error
	/* from a guest whose EL1 is AArch32 */
	vector	exception_at_el2
	vector	exception_at_el2
	vector	exception_at_el2
	vector	exception_at_el2
	.balign	128
