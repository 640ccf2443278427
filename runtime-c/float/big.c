#include "big.h"

static void trim(struct rt_big *big)
{
	while (big->length > 0 && big->limb[big->length - 1] == 0)
		big->length--;
}

void rt_big_set(struct rt_big *big, uint64_t value, uint32_t shift)
{
	uint32_t skipped = shift / 32;
	uint32_t bits = shift % 32;
	uint32_t low = (uint32_t)value;
	uint32_t high = (uint32_t)(value >> 32);
	for (uint32_t i = 0; i < skipped; i++)
		big->limb[i] = 0;
	big->limb[skipped] = low << bits;
	big->limb[skipped + 1] = (high << bits) | (bits == 0 ? 0 : low >> (32 - bits));
	big->limb[skipped + 2] = bits == 0 ? 0 : high >> (32 - bits);
	big->length = skipped + 3;
	trim(big);
}

void rt_big_multiply(struct rt_big *big, uint32_t factor)
{
	uint64_t carry = 0;
	for (uint32_t i = 0; i < big->length; i++) {
		carry += (uint64_t)big->limb[i] * factor;
		big->limb[i] = (uint32_t)carry;
		carry >>= 32;
	}
	if (carry != 0)
		big->limb[big->length++] = (uint32_t)carry;
}

/* 10^9 is the greatest power of ten in a limb. */
void rt_big_multiply_power_of_ten(struct rt_big *big, uint32_t exponent)
{
	for (; exponent >= 9; exponent -= 9)
		rt_big_multiply(big, 1000000000);
	for (; exponent > 0; exponent--)
		rt_big_multiply(big, 10);
}

int rt_big_compare(const struct rt_big *a, const struct rt_big *b)
{
	if (a->length != b->length)
		return a->length < b->length ? -1 : 1;
	for (uint32_t i = a->length; i-- > 0;) {
		if (a->limb[i] != b->limb[i])
			return a->limb[i] < b->limb[i] ? -1 : 1;
	}
	return 0;
}

static void add(struct rt_big *a, const struct rt_big *b)
{
	uint64_t carry = 0;
	for (uint32_t i = 0; i < b->length || i < a->length || carry != 0; i++) {
		if (i == a->length)
			a->limb[a->length++] = 0;
		carry += (uint64_t)a->limb[i] + (i < b->length ? b->limb[i] : 0);
		a->limb[i] = (uint32_t)carry;
		carry >>= 32;
	}
}

int rt_big_compare_sum(const struct rt_big *a, const struct rt_big *b, const struct rt_big *c)
{
	struct rt_big sum = *a;
	add(&sum, b);
	return rt_big_compare(&sum, c);
}

/* a - b, which is not negative. */
static void subtract(struct rt_big *a, const struct rt_big *b)
{
	uint64_t borrow = 0;
	for (uint32_t i = 0; i < a->length; i++) {
		uint64_t difference = (uint64_t)a->limb[i] - (i < b->length ? b->limb[i] : 0) - borrow;
		a->limb[i] = (uint32_t)difference;
		borrow = difference >> 63;
	}
	trim(a);
}

uint32_t rt_big_divide(struct rt_big *a, const struct rt_big *b)
{
	uint32_t quotient = 0;
	for (; rt_big_compare(a, b) >= 0; quotient++)
		subtract(a, b);
	return quotient;
}
