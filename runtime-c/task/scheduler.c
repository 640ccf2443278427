#include "task/scheduler.h"

#include "panic/panic.h"
#include "task/cpu.h"
#include "task/task.h"

struct cpu cpus[ARCH_MAX_CPUS];
static _Atomic uint64_t online;

static uint64_t slice_ticks(void)
{
	return arch_counter_frequency() * SLICE_MILLISECONDS / 1000u;
}

static struct task *current_of(const struct cpu *cpu)
{
	return atomic_load_explicit(&cpu->current, memory_order_relaxed);
}

static void set_state(struct task *task, enum task_state state)
{
	atomic_store_explicit(&task->state, (uint32_t)state, memory_order_relaxed);
}

static bool has_state(const struct task *task, enum task_state state)
{
	return atomic_load_explicit(&task->state, memory_order_relaxed) == (uint32_t)state;
}

/* The idle task is below all. */
static int priority_of_current(const struct cpu *cpu)
{
	struct task *task = current_of(cpu);

	return task == cpu->idle ? -1 : task->priority;
}

/* Adds the time since the last call to `account`, which is one of task->times. The lock of its CPU is held. */
static uint64_t charge(struct task *task, uint64_t *account)
{
	uint64_t now = arch_counter();
	uint64_t ticks = now - task->counted;

	*account += ticks;
	task->counted = now;
	return ticks;
}

/* Charges the running task with the time since the last call. */
static void count_time(struct task *task)
{
	uint64_t used = charge(task, &task->times.run);

	task->slice -= used < task->slice ? used : task->slice;
}

/* The slice's timer: the running task's turn may be over. Runs in timer_interrupt() on the CPU itself. */
static void slice_expired(void *argument)
{
	struct cpu *cpu = argument;

	atomic_store_explicit(&cpu->reschedule, true, memory_order_relaxed);
	arch_request_preemption();
}

static void arm_slice(struct cpu *cpu)
{
	struct task *task = current_of(cpu);

	timer_arm(&cpu->slice, task->counted + task->slice);
}

void scheduler_finish_switch(void)
{
	struct cpu *cpu = cpu_current();
	struct task *previous = cpu->previous;
	bool finished = has_state(previous, TASK_FINISHED);

	cpu->previous = NULL;
	spinlock_release(&cpu->lock);
	if (finished)
		task_reap(previous);
}

/* Runs `next` instead of the current task, which is queued, blocked or finished. Lock held on the way in, free on the
 * way out. */
static void switch_to(struct cpu *cpu, struct task *next)
{
	struct task *previous = current_of(cpu);

	set_state(next, TASK_RUNNING);
	if (next == previous) {
		spinlock_release(&cpu->lock);
		return;
	}
	charge(next, &next->times.ready);
	cpu->previous = previous;
	atomic_store_explicit(&cpu->current, next, memory_order_relaxed);
	if (next != cpu->idle && run_queue_priority(&cpu->ready) == next->priority)
		arm_slice(cpu);
	/* Pairs with the fence in scheduler_kick(): either that sees the new task, or the task sees what was written
	 * before. */
	atomic_thread_fence(memory_order_seq_cst);
	arch_task_switch(&previous->arch, &next->arch);
	scheduler_finish_switch();
}

static struct task *take_next(struct cpu *cpu)
{
	struct task *next = run_queue_take(&cpu->ready);

	return next == NULL ? cpu->idle : next;
}

/* The current task no longer counts for this CPU: it blocked or finished. Lock held, free afterwards. */
static void leave(struct cpu *cpu)
{
	count_time(current_of(cpu));
	atomic_fetch_sub_explicit(&cpu->load, 1, memory_order_relaxed);
	switch_to(cpu, take_next(cpu));
}

static void requeue_current(struct cpu *cpu, bool turn_over)
{
	struct task *task = current_of(cpu);

	if (task == cpu->idle)
		return;
	set_state(task, TASK_READY);
	if (turn_over) {
		task->slice = slice_ticks();
		run_queue_append(&cpu->ready, task);
	} else {
		run_queue_prepend(&cpu->ready, task);
	}
}

/* Looks at the run queue once. Lock held, free afterwards. */
static void reconsider(struct cpu *cpu)
{
	struct task *task = current_of(cpu);
	int running = priority_of_current(cpu);
	int best = run_queue_priority(&cpu->ready);

	count_time(task);
	if (best > running || (best == running && best >= 0 && task->slice == 0)) {
		requeue_current(cpu, best == running);
		switch_to(cpu, take_next(cpu));
		return;
	}
	if (best == running && best >= 0)
		arm_slice(cpu);
	spinlock_release(&cpu->lock);
}

/* Out of line: most interrupts have nothing to do here. */
static __attribute__((noinline)) void preempt(void)
{
	struct cpu *cpu = cpu_current();

	while (atomic_load_explicit(&cpu->reschedule, memory_order_relaxed)) {
		spinlock_acquire(&cpu->lock);
		atomic_store_explicit(&cpu->reschedule, false, memory_order_relaxed);
		reconsider(cpu);
		cpu = cpu_current();
	}
}

bool scheduler_wants_preemption(void)
{
	return atomic_load_explicit(&cpu_current()->reschedule, memory_order_relaxed);
}

void scheduler_preempt_if_needed(void)
{
	if (scheduler_wants_preemption())
		preempt();
}

void scheduler_irq_restore(arch_irq_state_t before)
{
	arch_irq_restore(before);
	if (!scheduler_wants_preemption() || !arch_irqs_are_on())
		return;
	arch_irq_disable();
	scheduler_preempt_if_needed();
	arch_irq_restore(before);
}

bool scheduler_is_alone(void)
{
	return atomic_load_explicit(&cpu_current()->load, memory_order_relaxed) <= 1;
}

void scheduler_prepare_block(void)
{
	set_state(arch_current_task(), TASK_BLOCKED);
}

void scheduler_block(void)
{
	struct cpu *cpu = cpu_current();

	spinlock_acquire(&cpu->lock);
	if (has_state(current_of(cpu), TASK_BLOCKED))
		leave(cpu);
	else
		spinlock_release(&cpu->lock);
}

void scheduler_yield(void)
{
	arch_irq_state_t before = arch_irq_save();
	struct cpu *cpu = cpu_current();

	spinlock_acquire(&cpu->lock);
	count_time(current_of(cpu));
	requeue_current(cpu, true);
	switch_to(cpu, take_next(cpu));
	scheduler_irq_restore(before);
}

void scheduler_exit(void)
{
	struct cpu *cpu = cpu_current();

	spinlock_acquire(&cpu->lock);
	set_state(current_of(cpu), TASK_FINISHED);
	leave(cpu);
	panic_with("a finished task ran on");
}

/* The CPU on which to run the task: the last one if idle, else the one with the least to do. NULL: none is up. */
static struct cpu *choose_cpu(const struct task *task)
{
	struct cpu *last = atomic_load_explicit(&task->cpu, memory_order_relaxed);
	uint64_t allowed = task->allowed & atomic_load_explicit(&online, memory_order_acquire);
	struct cpu *best = NULL;
	uint32_t least = UINT32_MAX;

	if (last != NULL && (allowed >> last->index & 1u) != 0) {
		best = last;
		least = atomic_load_explicit(&last->load, memory_order_relaxed);
	}
	for (uint64_t left = allowed; left != 0 && least != 0; left &= left - 1u) {
		struct cpu *cpu = &cpus[__builtin_ctzll(left)];
		uint32_t load = atomic_load_explicit(&cpu->load, memory_order_relaxed);

		if (load < least) {
			best = cpu;
			least = load;
		}
	}
	return best;
}

/* Should the CPU look at its run queue for a new task? A second one that waits for its turn changes nothing: the
 * slice's timer is armed. */
static bool needs_a_look(const struct cpu *cpu, uint8_t priority)
{
	int running = priority_of_current(cpu);

	return priority > running || (priority == running && run_queue_priority(&cpu->ready) < priority);
}

/* Queues a task that is nowhere and sees to it that the CPU looks. The CPU's lock is held, and free afterwards. */
static void enqueue(struct cpu *cpu, struct task *task)
{
	/* A task that has been alone may be a guest that spins without giving the CPU away: it must learn that it is no
	 * longer. */
	bool alone = atomic_fetch_add_explicit(&cpu->load, 1, memory_order_relaxed) == 1;
	bool look = alone || needs_a_look(cpu, task->priority);

	task->slice = slice_ticks();
	set_state(task, TASK_READY);
	run_queue_append(&cpu->ready, task);
	if (look)
		atomic_store_explicit(&cpu->reschedule, true, memory_order_release);
	spinlock_release(&cpu->lock);
	if (!look)
		return;
	if (cpu == cpu_current())
		arch_request_preemption();
	else
		arch_send_reschedule(cpu->index);
}

/* A CPU that the architecture has started is about to be online. */
static void await_started_cpus(uint64_t allowed)
{
	uint32_t count = arch_cpu_count();
	uint64_t started = count >= 64u ? UINT64_MAX : ((uint64_t)1 << count) - 1u;

	while ((allowed & started) != 0 && (allowed & scheduler_online_cpus()) == 0)
		arch_cpu_relax();
}

bool scheduler_start(struct task *task)
{
	arch_irq_state_t before;
	struct cpu *cpu;

	await_started_cpus(task->allowed);
	cpu = choose_cpu(task);
	if (cpu == NULL)
		return false;
	before = spinlock_lock(&cpu->lock);
	task->counted = arch_counter();
	atomic_store_explicit(&task->cpu, cpu, memory_order_relaxed);
	enqueue(cpu, task);
	scheduler_irq_restore(before);
	return true;
}

static struct cpu *lock_cpu_of(struct task *task)
{
	for (;;) {
		struct cpu *cpu = atomic_load_explicit(&task->cpu, memory_order_relaxed);

		spinlock_acquire(&cpu->lock);
		if (atomic_load_explicit(&task->cpu, memory_order_relaxed) == cpu)
			return cpu;
		spinlock_release(&cpu->lock);
	}
}

bool scheduler_wake(struct task *task)
{
	struct cpu *cpu = lock_cpu_of(task);
	struct cpu *target;

	if (!has_state(task, TASK_BLOCKED)) {
		spinlock_release(&cpu->lock);
		return false;
	}
	if (current_of(cpu) == task) {
		/* It has not left its CPU yet: scheduler_block() will find that it need not. */
		set_state(task, TASK_RUNNING);
		spinlock_release(&cpu->lock);
		return true;
	}
	charge(task, &task->times.sleep);
	set_state(task, TASK_READY);
	target = choose_cpu(task);
	if (target != cpu) {
		/* Ready and in no queue, it is this CPU's alone between the two locks. */
		atomic_store_explicit(&task->cpu, target, memory_order_relaxed);
		spinlock_release(&cpu->lock);
		spinlock_acquire(&target->lock);
	}
	enqueue(target, task);
	return true;
}

void scheduler_kick(struct task *task)
{
	arch_irq_state_t before = arch_irq_save();
	struct cpu *cpu;

	atomic_thread_fence(memory_order_seq_cst);
	cpu = atomic_load_explicit(&task->cpu, memory_order_relaxed);
	if (cpu != NULL && cpu != cpu_current() && current_of(cpu) == task)
		arch_send_reschedule(cpu->index);
	arch_irq_restore(before);
}

/* Brings task->times up to date. The lock of its CPU is held. */
static void count_any_time(const struct cpu *cpu, struct task *task)
{
	if (current_of(cpu) == task)
		count_time(task);
	else if (has_state(task, TASK_READY))
		charge(task, &task->times.ready);
	else if (has_state(task, TASK_BLOCKED))
		charge(task, &task->times.sleep);
}

struct task_times scheduler_task_times(struct task *task)
{
	struct task_times times = {0};
	arch_irq_state_t before = arch_irq_save();
	struct cpu *cpu;

	if (atomic_load_explicit(&task->cpu, memory_order_relaxed) == NULL) {
		arch_irq_restore(before);
		return times;
	}
	cpu = lock_cpu_of(task);
	count_any_time(cpu, task);
	times = task->times;
	spinlock_unlock(&cpu->lock, before);
	return times;
}

uint64_t scheduler_idle_time(uint32_t index)
{
	if (index >= ARCH_MAX_CPUS || (scheduler_online_cpus() >> index & 1u) == 0)
		return 0;
	return scheduler_task_times(cpus[index].idle).run;
}

void scheduler_adopt_cpu(uint32_t index, struct task *idle)
{
	struct cpu *cpu = &cpus[index];

	cpu->index = index;
	cpu->idle = idle;
	spinlock_init(&cpu->lock);
	run_queue_init(&cpu->ready);
	timer_queue_init(&cpu->timers);
	timer_init(&cpu->slice, slice_expired, cpu);
	atomic_store(&cpu->current, idle);
	atomic_store(&idle->cpu, cpu);
	set_state(idle, TASK_RUNNING);
	idle->counted = arch_counter();
	arch_adopt_task(&idle->arch);
	atomic_fetch_or_explicit(&online, (uint64_t)1 << index, memory_order_release);
}

uint64_t scheduler_online_cpus(void)
{
	return atomic_load_explicit(&online, memory_order_acquire);
}

void scheduler_idle(void)
{
	struct cpu *cpu = cpu_current();

	for (;;) {
		arch_irq_disable();
		if (!atomic_load(&cpu->reschedule))
			arch_wait_for_interrupt();
		scheduler_preempt_if_needed();
		arch_irq_enable();
	}
}
