/* Locks, heap and timers on CPUs that really run at once; the thread sanitizer watches. */
#include <string.h>

#include "check.h"
#include "heap/heap.h"
#include "rt.h"
#include "sync/spinlock.h"
#include "thread-machine.h"
#include "timer/timer.h"

#define CPUS 4u

static struct spinlock lock;
static uint64_t guarded;
static _Atomic uint32_t finished;

static void count_under_lock(uint32_t cpu)
{
	(void)cpu;
	for (uint32_t n = 0; n < 3000; n++) {
		arch_irq_state_t before = spinlock_lock(&lock);

		CHECK(!arch_irqs_are_on());
		guarded++;
		spinlock_unlock(&lock, before);
		CHECK(arch_irqs_are_on());
	}
}

static void *mailbox[CPUS][32];
static struct spinlock mailbox_lock;

/* Blocks travel: allocated on one CPU, freed on another. */
static void exchange_blocks(uint32_t cpu)
{
	for (uint32_t n = 0; n < 3000; n++) {
		size_t bytes = 1u + n % 32u * 100u;
		unsigned char *mine = rt_allocate(bytes);
		unsigned char *theirs;
		arch_irq_state_t before;

		CHECK(mine != NULL);
		memset(mine, (int)(n % 32u), bytes);
		before = spinlock_lock(&mailbox_lock);
		theirs = mailbox[(cpu + 1u) % CPUS][n % 32u];
		mailbox[(cpu + 1u) % CPUS][n % 32u] = mine;
		spinlock_unlock(&mailbox_lock, before);
		if (theirs != NULL) {
			CHECK(theirs[0] == n % 32u && theirs[bytes - 1u] == n % 32u);
			rt_free(theirs, bytes);
		}
	}
}

static void empty_mailboxes(void)
{
	for (uint32_t cpu = 0; cpu < CPUS; cpu++)
		for (uint32_t n = 0; n < 32; n++)
			rt_free(mailbox[cpu][n], 1u + n * 100u);
}

static void exchange_and_empty(uint32_t cpu)
{
	exchange_blocks(cpu);
	if (atomic_fetch_add(&finished, 1) == CPUS - 1u)
		empty_mailboxes();
}

static struct timer shared;
static uint64_t touched_by_timer;
static _Atomic bool may_touch;

static void touch(void *argument)
{
	(void)argument;
	CHECK(atomic_load(&may_touch));
	touched_by_timer++;
}

/* Three CPUs arm one timer over and over; the fourth cancels it and then owns what it touches. */
static void arm_and_cancel(uint32_t cpu)
{
	if (cpu != 0) {
		while (atomic_load(&finished) == 0) {
			if (atomic_load(&may_touch))
				timer_arm(&shared, arch_counter() + cpu);
			machine_poll_timer();
		}
		return;
	}
	for (uint32_t n = 0; n < 300; n++) {
		timer_arm(&shared, arch_counter() + 5u);
		arch_cpu_relax();
		machine_poll_timer();
		timer_cancel(&shared);
	}
	atomic_store(&finished, 1);
}

int main(void)
{
	machine_run(CPUS, count_under_lock);
	CHECK(guarded == CPUS * 3000u);

	machine_run(CPUS, exchange_and_empty);
	CHECK(heap_used() == 0);

	atomic_store(&finished, 0);
	atomic_store(&may_touch, true);
	timer_init(&shared, touch, NULL);
	machine_run(CPUS, arm_and_cancel);
	puts("ok");
}
