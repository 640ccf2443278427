#include "arch.h"
#include "arch-frame-offsets.h"

_Static_assert(offsetof(struct arch_frame, sp) == FRAME_SP, "arch-frame-offsets.h");
_Static_assert(offsetof(struct arch_frame, pstate) == FRAME_PSTATE, "arch-frame-offsets.h");
_Static_assert(offsetof(struct arch_frame, far) == FRAME_FAR, "arch-frame-offsets.h");
_Static_assert(sizeof(struct arch_frame) == FRAME_SIZE, "arch-frame-offsets.h");

/* Exception classes that EL2 can cause. Arm ARM DDI 0487, ESR_ELx.EC. */
const char *arch_exception_name(uint64_t esr)
{
	switch ((esr >> 26) & 0x3f) {
	case 0x00:
		return "undefined instruction";
	case 0x07:
		return "FP or SIMD instruction";
	case 0x0e:
		return "illegal execution state";
	case 0x16:
		return "HVC";
	case 0x18:
		return "system register access";
	case 0x21:
		return "instruction abort";
	case 0x22:
		return "PC alignment fault";
	case 0x25:
		return "data abort";
	case 0x26:
		return "stack alignment fault";
	case 0x2f:
		return "SError";
	case 0x3c:
		return "BRK instruction";
	default:
		return "exception";
	}
}

bool arch_frame_next(const uint64_t **frame, uint64_t low, uint64_t high, uint64_t *return_address)
{
	uint64_t at = (uint64_t)*frame;

	if ((at & 15) != 0 || at < low || at > high - 16)
		return false;
	*return_address = (*frame)[1];
	/* Callers lie higher; what does not is no frame (x29 of a guest) and ends the walk the next time. */
	*frame = (*frame)[0] > at ? (const uint64_t *)(*frame)[0] : NULL;
	return *return_address != 0;
}
