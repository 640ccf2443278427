/* Birth and death of counted objects. */
#include "rt.h"
#include "rt_internal.h"

void *rt_new_sized(const struct rt_class *class, size_t bytes)
{
	struct rt_object *object = rt_allocate(bytes);
	if (object == NULL)
		return rt_throw_out_of_memory();
	memset(object, 0, bytes);
	object->count = 1;
	object->class = class;
	return object;
}

void *rt_new(const struct rt_class *class)
{
	return rt_new_sized(class, class->size);
}

uint32_t rt_strong_count(const void *object)
{
	return __atomic_load_n(&((const struct rt_object *)object)->count, __ATOMIC_RELAXED);
}

/* Strings carry their text behind the struct; everything else is as large as its class says. */
static inline size_t object_size(const struct rt_object *object)
{
	if (object->class == &rt_string_class)
		return rt_string_size(((const struct rt_string *)object)->bytes);
	return object->class->size;
}

/* The header's first 8 bytes (count and flags, of no more use) become the link of the list. */
static void push_dying(struct rt_task_state *task, struct rt_object *object)
{
	memcpy((void *)object, &task->dying, sizeof(struct rt_object *));
	task->dying = object;
}

static struct rt_object *pop_dying(struct rt_task_state *task)
{
	struct rt_object *object = task->dying;
	memcpy(&task->dying, (void *)object, sizeof(struct rt_object *));
	return object;
}

/*
 * Dropping an object's fields may bring more counts to zero. Those calls find `destroying` set and only queue their
 * object, so a list of a million nodes dies in a loop and not in a million nested calls.
 */
static __attribute__((noinline)) void destroy_with_fields(struct rt_object *object)
{
	struct rt_task_state *task = rt_task_state();
	push_dying(task, object);
	if (task->destroying)
		return;
	task->destroying = true;
	while (task->dying != NULL) {
		struct rt_object *next = pop_dying(task);
		if (next->class->drop != NULL)
			next->class->drop(next);
		rt_free(next, object_size(next));
	}
	task->destroying = false;
}

void rt_destroy(struct rt_object *object)
{
	if ((object->flags & RT_HAS_WEAK) != 0)
		rt_weak_clear(object);
	if (object->class->drop == NULL)
		rt_free(object, object_size(object));
	else
		destroy_with_fields(object);
}
