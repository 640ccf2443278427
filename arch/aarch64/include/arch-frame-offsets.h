/* Offsets in struct arch_frame that assembly uses; checked in exceptions/names.c. */
#ifndef TSVISOR_ARCH_FRAME_OFFSETS_H
#define TSVISOR_ARCH_FRAME_OFFSETS_H

#define FRAME_SP     248
#define FRAME_PSTATE 264
#define FRAME_FAR    280
#define FRAME_SIZE   288

#endif
