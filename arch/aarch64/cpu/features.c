/* What this CPU is and can do. Arm ARM DDI 0487, D19.2. */
#include "machine.h"
#include "registers.h"

uint32_t machine_physical_address_bits(void)
{
	static const uint8_t bits[] = {32, 36, 40, 42, 44, 48, 52};
	uint64_t range = READ_SYSTEM_REGISTER(id_aa64mmfr0_el1) & 0xf;

	return range < sizeof(bits) ? bits[range] : 48;
}

/* Bits of `encoding`: Op0 21:20, Op2 19:17, Op1 16:14, CRn 13:10, CRm 4:1. */
#define ENCODING_SPACE 0x31fc00u /* Op0, Op1, CRn */
#define ENCODING_ID    0x300000u /* 3, 0, 0 */

#define READ_ID(crm, op2)                                                                                              \
	case (crm)*8 + (op2):                                                                                          \
		return READ_SYSTEM_REGISTER(s3_0_c0_c##crm##_##op2);
#define READ_ID_GROUP(crm)                                                                                             \
	READ_ID(crm, 0)                                                                                                \
	READ_ID(crm, 1)                                                                                                \
	READ_ID(crm, 2)                                                                                                \
	READ_ID(crm, 3)                                                                                                \
	READ_ID(crm, 4)                                                                                                \
	READ_ID(crm, 5)                                                                                                \
	READ_ID(crm, 6)                                                                                                \
	READ_ID(crm, 7)

/* All of CRm 1 to 7 exists; what has no name reads as zero. */
uint64_t arch_read_id_register(uint32_t encoding)
{
	if ((encoding & ENCODING_SPACE) != ENCODING_ID)
		return 0;
	switch ((encoding >> 1 & 0xf) * 8 + (encoding >> 17 & 7)) {
		READ_ID_GROUP(1)
		READ_ID_GROUP(2)
		READ_ID_GROUP(3)
		READ_ID_GROUP(4)
		READ_ID_GROUP(5)
		READ_ID_GROUP(6)
		READ_ID_GROUP(7)
	default:
		return 0;
	}
}
