/* Every native that compiled TypeScript may call. */
#ifndef TSVISOR_H
#define TSVISOR_H

#include "arch-natives.h"
#include "console/console.h"
#include "heap/heap.h"
#include "kernel.h"
#include "rt.h"
#include "sync/atomic.h"
#include "sync/semaphore.h"
#include "sync/spinlock.h"
#include "sync/wait_queue.h"
#include "task/task.h"
#include "timer/clock.h"

#endif
