/*
 * The natives of the hypervisor in host programs, as their Node bodies have them: one CPU, tasks that run when they are
 * joined, locks that find a deadlock instead of waiting, registers that are variables. Device code is tested with them
 * under sanitizers.
 */
#ifndef TSVISOR_H
#define TSVISOR_H

#include "../../sync/atomic.h"
#include "host_kernel.h"
#include "host_machine.h"

#endif
