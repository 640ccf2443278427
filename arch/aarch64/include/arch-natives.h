/* Everything of this architecture that compiled TypeScript calls. */
#ifndef TSVISOR_ARCH_NATIVES_H
#define TSVISOR_ARCH_NATIVES_H

#include "gic.h"
#include "gic-virtual.h"
#include "image.h"
#include "machine.h"
#include "memory-access.h"
#include "mmu.h"
#include "registers.h"
#include "vcpu-context.h"

#endif
