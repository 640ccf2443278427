/* Counts what a host program allocates, so that tests find leaks and can make any single allocation fail. */
#ifndef TSVISOR_HOST_AUDIT_H
#define TSVISOR_HOST_AUDIT_H

#include <stdbool.h>

/* Reads RT_FAIL_ALLOCATION (see audit.c). Before the first allocation. */
void audit_start(void);
/* Makes allocation number `number`, counted from now (1: the next one), fail, with `rest` all after it too; 0: none. */
void audit_fail(unsigned long number, bool rest);
/* The allocation that was to fail has been asked for. */
bool audit_has_failed(void);
/* Says on stderr what is still allocated; false when that is anything. */
bool audit_finish(void);

#endif
