/* Ready tasks of one CPU: a FIFO per priority and a bitmap of those that hold somebody. The CPU's lock guards it. */
#ifndef TSVISOR_RUN_QUEUE_H
#define TSVISOR_RUN_QUEUE_H

#include <stdint.h>

#include "list/list.h"

#define TASK_PRIORITIES 32

struct task;

struct run_queue {
	uint32_t occupied; /* bit p: tasks[p] is not empty */
	struct list tasks[TASK_PRIORITIES];
};

void run_queue_init(struct run_queue *queue);
void run_queue_append(struct run_queue *queue, struct task *task);
/* It is the next of its priority. */
void run_queue_prepend(struct run_queue *queue, struct task *task);
/* The highest priority of a ready task, -1 when there is none. */
int run_queue_priority(const struct run_queue *queue);
/* Takes the next task of the highest priority off; NULL when there is none. */
struct task *run_queue_take(struct run_queue *queue);

#endif
