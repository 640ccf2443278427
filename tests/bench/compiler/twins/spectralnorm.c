/* Hand-written counterpart of programs/spectralnorm.ts. */
#include <math.h>
#include <stdio.h>

#define N 2000

static double u[N], v[N], tmp[N];

static inline double eval_a(int i, int j)
{
	return 1.0 / (double)((((i + j) * (i + j + 1)) >> 1) + i + 1);
}

static void mul_av(const double *in, double *out)
{
	for (int i = 0; i < N; i++) {
		double sum = 0;
		for (int j = 0; j < N; j++)
			sum += eval_a(i, j) * in[j];
		out[i] = sum;
	}
}

static void mul_atv(const double *in, double *out)
{
	for (int i = 0; i < N; i++) {
		double sum = 0;
		for (int j = 0; j < N; j++)
			sum += eval_a(j, i) * in[j];
		out[i] = sum;
	}
}

int main(void)
{
	for (int i = 0; i < N; i++)
		u[i] = 1.0;
	for (int k = 0; k < 10; k++) {
		mul_av(u, tmp);
		mul_atv(tmp, v);
		mul_av(v, tmp);
		mul_atv(tmp, u);
	}
	double vbv = 0, vv = 0;
	for (int i = 0; i < N; i++) {
		vbv += u[i] * v[i];
		vv += v[i] * v[i];
	}
	printf("%d\n", (int)round(sqrt(vbv / vv) * 1.0e9));
	return 0;
}
