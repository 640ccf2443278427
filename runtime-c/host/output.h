/* Text of a program, as it leaves the process. */
#ifndef TSVISOR_HOST_OUTPUT_H
#define TSVISOR_HOST_OUTPUT_H

#include <stdio.h>

#include "../lang/rt.h"

/* As Node: UTF-8, in which U+FFFD stands for a surrogate without a partner. A NUL is a character as any other. */
void host_write(const struct rt_string *text, FILE *to);

#endif
