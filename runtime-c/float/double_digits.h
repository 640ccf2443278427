/* The shortest decimal digits that read back as a double, as JavaScript and others print it. */
#ifndef TSVISOR_DOUBLE_DIGITS_H
#define TSVISOR_DOUBLE_DIGITS_H

#include <stdint.h>

/* No double needs more. */
#define RT_SHORTEST_DIGITS 17

struct rt_digits {
	char digit[RT_SHORTEST_DIGITS]; /* '0' to '9', the first one not '0' */
	uint32_t count;
	int32_t point; /* the value is 0.DIGITS * 10^point */
};

/* `value` is positive and finite. */
struct rt_digits rt_shortest_digits(double value);

#endif
