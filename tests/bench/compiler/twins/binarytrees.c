/* Hand-written counterpart of programs/binarytrees.ts: plain malloc and free per node. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct node {
	struct node *left, *right;
} node;

static node *build(int depth)
{
	node *n = malloc(sizeof *n);
	if (n == NULL)
		abort();
	n->left = n->right = NULL;
	if (depth > 0) {
		n->left = build(depth - 1);
		n->right = build(depth - 1);
	}
	return n;
}

static int32_t check(const node *n)
{
	if (n->left == NULL || n->right == NULL)
		return 1;
	return 1 + check(n->left) + check(n->right);
}

static void release(node *n)
{
	if (n == NULL)
		return;
	release(n->left);
	release(n->right);
	free(n);
}

static void run(int max_depth)
{
	node *stretch = build(max_depth + 1);
	printf("stretch %d\n", check(stretch));
	release(stretch);
	node *long_lived = build(max_depth);
	for (int depth = 4; depth <= max_depth; depth += 2) {
		int32_t iterations = 1 << (max_depth - depth + 4), sum = 0;
		for (int32_t i = 0; i < iterations; i++) {
			node *tree = build(depth);
			sum += check(tree);
			release(tree);
		}
		printf("%d trees of depth %d check %d\n", iterations, depth, sum);
	}
	printf("long lived %d\n", check(long_lived));
	release(long_lived);
}

int main(void)
{
	run(16);
	return 0;
}
