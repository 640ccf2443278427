/* Counts, destruction without recursion, weak references, pending errors. */
#include "check.h"

struct node {
	struct rt_object object;
	struct node *next;
	struct rt_weak *back;
};

static unsigned long destroyed;

/* As the compiler writes it. */
static struct rt_object *destroy_node(struct rt_object *object, struct rt_object *dying)
{
	struct node *n = (struct node *)object;
	dying = rt_let_go(n->next, dying);
	dying = rt_let_go(n->back, dying);
	RT_FREE(n);
	destroyed++;
	return dying;
}

/* As C structs inside of objects do: what dies waits in the task's list. */
static struct rt_object *destroy_foreign(struct rt_object *object, struct rt_object *dying)
{
	struct node *n = (struct node *)object;
	rt_release(n->next);
	rt_release(n->back);
	RT_FREE(n);
	destroyed++;
	return dying;
}

static const struct rt_class node_class = {"Node", sizeof(struct node), 2, 2, destroy_node, NULL, NULL, NULL};
static const struct rt_class foreign_class = {"Foreign", sizeof(struct node), 3, 3, destroy_foreign, NULL, NULL, NULL};

/* A list whose nodes point back weakly: the way that doubly linked lists are written. */
static struct node *make_list(unsigned long length, const struct rt_class *even, const struct rt_class *odd)
{
	struct node *head = NULL;
	for (unsigned long i = 0; i < length; i++) {
		struct node *n = rt_new(i % 2 == 0 ? even : odd);
		CHECK(n != NULL);
		n->next = head;
		if (head != NULL)
			head->back = rt_weak_new(n);
		head = n;
	}
	return head;
}

static void check_long_list(const struct rt_class *even, const struct rt_class *odd)
{
	destroyed = 0;
	rt_release(make_list(300000, even, odd));
	CHECK(destroyed == 300000);
}

static void check_weak(void)
{
	struct node *n = rt_new(&node_class);
	struct rt_weak *first = rt_weak_new(n);
	struct rt_weak *second = rt_weak_new(n);
	CHECK(rt_weak_deref(first) == n);
	rt_release(n);
	rt_release(second);
	CHECK(n->object.count == 1);
	rt_release(n);
	CHECK(rt_weak_deref(first) == NULL);
	rt_release(first);
}

static void check_weak_to_static(void)
{
	struct rt_weak *weak = rt_weak_new(rt_out_of_memory);
	CHECK(rt_weak_deref(weak) == rt_out_of_memory);
	rt_release(weak);
}

static void check_errors(void)
{
	struct node *first = rt_new(&node_class);
	struct node *second = rt_new(&node_class);
	rt_throw(first);
	rt_throw(second); /* what a finally block throws replaces what was on its way */
	CHECK(rt_catch() == second);
	CHECK(rt_catch() == NULL);
	rt_release(second);
}

static void check_no_memory(void)
{
	audit_fail(1, true);
	CHECK(rt_new(&node_class) == NULL);
	CHECK(rt_catch() == rt_out_of_memory);
	CHECK(rt_weak_new(rt_out_of_memory) == NULL);
	CHECK(rt_catch() == rt_out_of_memory);
	audit_fail(0, false);
}

static bool called_with(struct rt_closure *self)
{
	return self->object.count == 1;
}

static void check_closure(void)
{
	static const struct rt_class closure_class = {
		"closure", sizeof(struct rt_closure), RT_NO_CLASS, RT_NO_CLASS, NULL, NULL, NULL, NULL};
	struct rt_closure *closure = rt_closure_new(&closure_class, (void (*)(void))called_with);
	CHECK(rt_closure_call(closure));
	rt_release(closure);
}

int main(void)
{
	check_long_list(&node_class, &node_class);
	check_long_list(&foreign_class, &foreign_class);
	check_long_list(&node_class, &foreign_class);
	check_weak();
	check_weak_to_static();
	check_errors();
	check_no_memory();
	check_closure();
	rt_release(NULL);
	CHECK(rt_retain(NULL) == NULL);
	return finish();
}
