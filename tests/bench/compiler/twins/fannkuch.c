/* Hand-written counterpart of programs/fannkuch.ts. */
#include <stdint.h>
#include <stdio.h>

static void fannkuch(int32_t n)
{
	int32_t perm[16], perm1[16], count[16];
	int32_t max_flips = 0, checksum = 0, permutation = 0, r = n;
	for (int32_t i = 0; i < n; i++)
		perm1[i] = i;
	for (;;) {
		while (r != 1) {
			count[r - 1] = r;
			r--;
		}
		for (int32_t i = 0; i < n; i++)
			perm[i] = perm1[i];
		int32_t flips = 0;
		for (int32_t first = perm[0]; first != 0; first = perm[0]) {
			for (int32_t lo = 0, hi = first; lo < hi; lo++, hi--) {
				int32_t t = perm[lo];
				perm[lo] = perm[hi];
				perm[hi] = t;
			}
			flips++;
		}
		if (flips > max_flips)
			max_flips = flips;
		checksum += (permutation & 1) == 0 ? flips : -flips;
		for (;;) {
			if (r == n) {
				printf("%d\nfannkuch(%d) = %d\n", checksum, n, max_flips);
				return;
			}
			int32_t head = perm1[0];
			for (int32_t i = 0; i < r; i++)
				perm1[i] = perm1[i + 1];
			perm1[r] = head;
			if (--count[r] > 0)
				break;
			r++;
		}
		permutation++;
	}
}

int main(void)
{
	fannkuch(10);
	return 0;
}
