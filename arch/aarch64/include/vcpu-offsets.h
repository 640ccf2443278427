/* Offsets in struct vcpu_context that assembly uses; checked in vcpu-context.h. */
#ifndef TSVISOR_VCPU_OFFSETS_H
#define TSVISOR_VCPU_OFFSETS_H

#define VCPU_PC		248
#define VCPU_PSTATE	256
#define VCPU_HOST_SP	264
#define VCPU_OWNER	272
#define VCPU_REQUESTS	280
#define VCPU_INTERRUPTS 288

#endif
