/*
 * The image's first bytes and the way from the loader (or PSCI CPU_ON) to C with MMU and caches on.
 *
 * Until the MMU is on only the early page tables and a few words of stack are written: what the caches may still hold of
 * that memory is thrown away first, so nothing stale covers it later. BSS and relocations come after, through the caches.
 */
#include "el2-registers.h"

/* Loads a constant of 48 bits at most. */
	.macro	mov_q, register, value
	movz	\register, #((\value) & 0xffff)
	movk	\register, #(((\value) >> 16) & 0xffff), lsl #16
	movk	\register, #(((\value) >> 32) & 0xffff), lsl #32
	.endm

	.section .head, "ax"			/* arm64 Image header: Linux, Documentation/arm64/booting.rst */
	b	boot_primary
	.long	0
	.quad	0			/* text_offset */
	/* here the linker script puts image_size, with BSS */
	.section .head.rest, "ax"
	.quad	0xa			/* little endian, 4 KiB pages, anywhere in memory */
	.quad	0, 0, 0
	.ascii	"ARM\x64"
	.long	0

	.text
boot_primary:				/* x0: device tree */
	mov	x20, x0
	bl	require_el2
	bl	init_el2_registers
	adrp	x1, boot_stack_top
	add	x1, x1, :lo12:boot_stack_top
	mov	sp, x1
	sub	x0, x1, #4096		/* more is not used before the MMU is on */
	bl	discard_cached
	adrp	x0, mmu_tables
	add	x0, x0, :lo12:mmu_tables
	add	x1, x0, #(MMU_EARLY_TABLES * 4096)
	bl	discard_cached
	bl	mmu_build_early
	mov	x21, x0			/* first unused table */
	adrp	x0, mmu_tables
	add	x0, x0, :lo12:mmu_tables
	add	x1, x0, #(MMU_EARLY_TABLES * 4096)
	bl	discard_cached
	bl	enable_mmu
	bl	relocate
	bl	clear_bss
	adrp	x0, arch_cpus
	add	x0, x0, :lo12:arch_cpus
	str	x0, [x0, #8]		/* boot_task.cpu */
	msr	tpidr_el2, x0
	mov	x0, x20
	mov	x1, x21
	mov	x29, xzr
	mov	x30, xzr
	b	arch_start

	.global boot_secondary
boot_secondary:				/* x0: struct arch_cpu; entered by PSCI CPU_ON */
	mov	x20, x0
	bl	require_el2
	bl	init_el2_registers
	bl	enable_mmu
	msr	tpidr_el2, x20		/* &cpu->boot_task */
	ldr	x1, [x20, #32]		/* first_stack */
	mov	sp, x1
	mov	x0, x20
	mov	x29, xzr
	mov	x30, xzr
	b	arch_secondary_start

/* Nothing can be said at another level: the UART is not known and the registers below do not exist at EL1. */
require_el2:
	mrs	x1, CurrentEL
	cmp	x1, #(2 << 2)
	b.ne	1f
	ret
1:	msr	daifset, #0xf
2:	wfe
	b	2b

/* Every EL2 register that matters, whole: loaders leave bits behind (U-Boot HCR_EL2.AMO), resets leave some unknown. */
init_el2_registers:
	msr	daifset, #0xf
	msr	spsel, #1
	mov_q	x1, (HCR_RW | HCR_AMO | HCR_IMO | HCR_FMO)
	msr	hcr_el2, x1		/* E2H = 0, TGE = 0 before anything whose meaning depends on them */
	isb
	mov_q	x1, SCTLR_EL2_OFF
	msr	sctlr_el2, x1
	isb
	mov_q	x1, CPTR_EL2_VALUE
	msr	cptr_el2, x1
	msr	hstr_el2, xzr
	mov	x1, #CNTHCTL_EL1PCTEN
	msr	cnthctl_el2, x1
	msr	cnthp_ctl_el2, xzr
	msr	cntv_ctl_el0, xzr
	msr	cntp_ctl_el0, xzr
	msr	cntvoff_el2, xzr
	msr	vttbr_el2, xzr
	mrs	x1, midr_el1
	msr	vpidr_el2, x1

	mrs	x2, id_aa64dfr0_el1	/* MDCR_EL2.HPMN: all counters, as many as PMCR_EL0.N says */
	ubfx	x3, x2, #8, #4
	mov_q	x1, MDCR_EL2_VALUE
	cbz	x3, 1f
	cmp	x3, #0xf
	b.eq	1f
	mrs	x3, pmcr_el0
	ubfx	x3, x3, #11, #5
	orr	x1, x1, x3
1:	msr	mdcr_el2, x1

	mrs	x2, id_aa64mmfr1_el1
	ubfx	x3, x2, #40, #4		/* HCX */
	cbz	x3, 2f
	msr	HCRX_EL2, xzr
2:	mrs	x2, id_aa64mmfr0_el1
	ubfx	x3, x2, #56, #4		/* FGT */
	cbz	x3, 3f
	msr	HFGRTR_EL2, xzr
	msr	HFGWTR_EL2, xzr
	msr	HFGITR_EL2, xzr
	msr	HDFGRTR_EL2, xzr
	msr	HDFGWTR_EL2, xzr
3:	mrs	x2, id_aa64pfr0_el1
	ubfx	x3, x2, #24, #4		/* GIC system registers; undefined where it says none */
	cbz	x3, 4f
	mov	x1, #ICC_SRE_EL2_VALUE
	msr	ICC_SRE_EL2, x1
	isb
	msr	ICH_HCR_EL2, xzr
4:	adrp	x1, exception_vectors
	add	x1, x1, :lo12:exception_vectors
	msr	vbar_el2, x1
	isb
	ret

/* x0, x1: from, to; both multiples of a page. Throws away what the data cache holds of it, written back or not. */
discard_cached:
	mrs	x2, ctr_el0
	ubfx	x2, x2, #16, #4
	mov	x3, #4
	lsl	x3, x3, x2		/* bytes of the smallest data cache line */
	dsb	sy
1:	dc	ivac, x0
	add	x0, x0, x3
	cmp	x0, x1
	b.lo	1b
	dsb	sy
	ret

enable_mmu:
	adrp	x1, mmu_tables
	add	x1, x1, :lo12:mmu_tables
	msr	ttbr0_el2, x1
	mov_q	x1, MAIR_EL2_VALUE
	msr	mair_el2, x1
	mov_q	x1, TCR_EL2_VALUE
	mrs	x2, id_aa64mmfr0_el1
	and	x2, x2, #0xf		/* PARange */
	mov	x3, #5			/* 48 bits: more needs another table format */
	cmp	x2, x3
	csel	x2, x2, x3, lo
	orr	x1, x1, x2, lsl #16
	msr	tcr_el2, x1
	isb
	tlbi	alle2
	tlbi	alle1
	ic	iallu
	dsb	sy
	isb
	mov_q	x1, SCTLR_EL2_ON
	msr	sctlr_el2, x1
	isb
	ret

/* Applies the linker's R_AARCH64_RELATIVE entries; the linker script allows no others. */
relocate:
	adrp	x1, _rela_start
	add	x1, x1, :lo12:_rela_start
	adrp	x2, _rela_end
	add	x2, x2, :lo12:_rela_end
	adrp	x3, _image_start	/* linked at 0 */
	b	2f
1:	ldr	x4, [x1]		/* offset */
	ldr	x5, [x1, #16]		/* addend */
	add	x5, x5, x3
	str	x5, [x3, x4]
	add	x1, x1, #24
2:	cmp	x1, x2
	b.lo	1b
	ret

clear_bss:
	adrp	x1, _bss_start
	add	x1, x1, :lo12:_bss_start
	adrp	x2, _bss_end
	add	x2, x2, :lo12:_bss_end
	b	2f
1:	stp	xzr, xzr, [x1], #16
	stp	xzr, xzr, [x1], #16
	stp	xzr, xzr, [x1], #16
	stp	xzr, xzr, [x1], #16
2:	cmp	x1, x2
	b.lo	1b
	ret

	.section .noinit, "aw", %nobits
	.balign	4096
	.skip	BOOT_STACK_SIZE
boot_stack_top:
