/* Makes every allocation of a program fail once. */
#ifndef TSVISOR_HOST_FAIL_EACH_H
#define TSVISOR_HOST_FAIL_EACH_H

/*
 * Runs `program` in a process of its own for each of its first `most` allocations, which then fails. In order is: exit
 * code 0, or the uncaught OutOfMemoryError, and nothing leaked. Prints how many failed; says on stderr what was not in
 * order. Gives the exit code.
 */
int fail_each(int (*program)(void), unsigned long most);

#endif
