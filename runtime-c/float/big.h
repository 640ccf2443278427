/* Natural numbers of any size that a double needs: exact arithmetic for turning doubles into decimal digits. */
#ifndef TSVISOR_FLOAT_BIG_H
#define TSVISOR_FLOAT_BIG_H

#include <stdint.h>

/* 1280 bits: 2^1024 times what the scaling by tens needs on top, or the 1074 places behind the point of the least
 * double. */
#define RT_BIG_LIMBS 40

struct rt_big {
	uint32_t length;	     /* limbs in use; 0 is the number 0 */
	uint32_t limb[RT_BIG_LIMBS]; /* the lowest 32 bits first */
};

/* value * 2^shift */
void rt_big_set(struct rt_big *big, uint64_t value, uint32_t shift);
void rt_big_multiply(struct rt_big *big, uint32_t factor);
void rt_big_multiply_power_of_ten(struct rt_big *big, uint32_t exponent);
/* < 0, 0, > 0 */
int rt_big_compare(const struct rt_big *a, const struct rt_big *b);
/* a + b against c */
int rt_big_compare_sum(const struct rt_big *a, const struct rt_big *b, const struct rt_big *c);
/* a / b, which is below 10; `a` becomes the remainder. */
uint32_t rt_big_divide(struct rt_big *a, const struct rt_big *b);

#endif
