/* What an architecture calls in the kernel; arch.h is the other direction. */
#ifndef TSVISOR_KERNEL_H
#define TSVISOR_KERNEL_H

#include <stdint.h>

#include "panic/panic.h"
#include "rt.h"
#include "sync/spinlock.h"
#include "task/cpu_call.h"
#include "task/interrupt_call.h"
#include "task/scheduler.h"
#include "task/task.h"
#include "timer/timer.h"

/* CPU 0, on the boot stack, interrupts off; only the image and the tree (HPA, 0: none) are mapped. */
_Noreturn void kernel_main(uint64_t device_tree);
/* Before CPU `index` is started: the top of its first stack; NULL: no memory. Asking again gives the same. */
void *kernel_secondary_stack(uint32_t index);
/* On that stack, interrupts off, its interrupt controller ready. */
_Noreturn void kernel_secondary_main(uint32_t index);

#endif
