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

static struct rt_object *next_dying(const struct rt_object *object)
{
	struct rt_object *next;
	memcpy(&next, (const void *)object, sizeof(struct rt_object *));
	return next;
}

/* What an object holds may die with it: that is put before `dying`, which the result is. */
static inline struct rt_object *destroy_object(struct rt_object *object, struct rt_object *dying)
{
	if (object->class->destroy != NULL)
		return object->class->destroy(object, dying);
	rt_free(object, object_size(object));
	return dying;
}

/*
 * A class's `destroy` hands on what dies with its object, and a release in it finds `destroying` set and only queues
 * its object, so a list of a million nodes dies in a loop and not in a million nested calls.
 */
static void destroy_all(struct rt_object *dying, struct rt_task_state *task)
{
	task->destroying = true;
	while (dying != NULL) {
		struct rt_object *object = dying;
		dying = destroy_object(object, next_dying(object));
		if (dying == NULL) {
			dying = task->dying;
			task->dying = NULL;
		}
	}
	task->destroying = false;
}

static void destroy_with_fields(struct rt_object *object)
{
	struct rt_task_state *task = rt_task_state();
	if (task->destroying)
		task->dying = rt_link_dying(object, task->dying);
	else
		destroy_all(rt_link_dying(object, NULL), task);
}

void rt_destroy(struct rt_object *object)
{
	if ((object->flags & RT_HAS_WEAK) != 0)
		rt_weak_clear(object);
	if (object->class->destroy == NULL)
		rt_free(object, object_size(object));
	else
		destroy_with_fields(object);
}

struct rt_object *rt_put_dying(struct rt_object *object, struct rt_object *dying)
{
	if ((object->flags & RT_HAS_WEAK) != 0)
		rt_weak_clear(object);
	return rt_link_dying(object, dying);
}
