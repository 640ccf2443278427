/* Intrusive doubly linked ring. The head is a link as well; whoever owns the list says what guards it. */
#ifndef TSVISOR_LIST_H
#define TSVISOR_LIST_H

#include <stdbool.h>
#include <stddef.h>

struct list {
	struct list *next;
	struct list *previous;
};

#define list_entry(link, type, member) ((type *)(void *)((char *)(link)-offsetof(type, member)))

static inline void list_init(struct list *list)
{
	list->next = list;
	list->previous = list;
}

static inline bool list_is_empty(const struct list *list)
{
	return list->next == list;
}

static inline void list_insert_after(struct list *place, struct list *link)
{
	link->next = place->next;
	link->previous = place;
	place->next->previous = link;
	place->next = link;
}

static inline void list_prepend(struct list *list, struct list *link)
{
	list_insert_after(list, link);
}

static inline void list_append(struct list *list, struct list *link)
{
	list_insert_after(list->previous, link);
}

/* Leaves `link` a ring of itself, so that removing it twice does no harm. */
static inline void list_remove(struct list *link)
{
	link->previous->next = link->next;
	link->next->previous = link->previous;
	list_init(link);
}

#endif
