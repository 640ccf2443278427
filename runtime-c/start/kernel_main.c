/* From the architecture's start-up code to TypeScript. */
#include "console/console.h"
#include "heap/heap.h"
#include "kernel.h"
#include "task/cpu.h"
#include "task/stack.h"
#include "task/uncaught.h"

#define FIRST_HEAP_BYTES   (1024u * 1024u)
#define BOOT_TASK_PRIORITY 16

/* Exported by src/main.ts. */
void tsvisor_main(void);

static _Alignas(ARCH_PAGE_SIZE) char first_heap[FIRST_HEAP_BYTES] __attribute__((section(".noinit")));

/* What CPUs run that have nothing to do: the code that started them. */
static struct task idle_tasks[ARCH_MAX_CPUS];

static void adopt_cpu(uint32_t index)
{
	static const char name[] = "idle";

	task_setup(&idle_tasks[index], name, sizeof(name) - 1u, (uint64_t)1 << index, 0);
	scheduler_adopt_cpu(index, &idle_tasks[index]);
}

static void boot(void *argument)
{
	(void)argument;
	if (!program_initialise()) {
		uncaught_write("start-up");
		arch_power_off();
	}
	tsvisor_main();
}

void kernel_main(uint64_t device_tree)
{
	static const char name[] = "boot";
	struct task *task;

	(void)device_tree;
	adopt_cpu(0);
	heap_begin(first_heap, sizeof(first_heap));
	task = task_create(name, sizeof(name) - 1u, 1, BOOT_TASK_PRIORITY);
	if (task == NULL || !task_launch(task, boot, NULL))
		panic_with("the first heap is too small for the boot task");
	task_drop(task);
	scheduler_idle();
}

void *kernel_secondary_stack(uint32_t index)
{
	struct task *idle = &idle_tasks[index];

	if (idle->stack == NULL)
		idle->stack = stack_allocate();
	return idle->stack == NULL ? NULL : (char *)idle->stack + STACK_BYTES;
}

void kernel_secondary_main(uint32_t index)
{
	adopt_cpu(index);
	scheduler_idle();
}
