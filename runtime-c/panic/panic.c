#include "panic/panic.h"

#include <stdatomic.h>

#include "arch-frame.h"
#include "console/console.h"
#include "panic/backtrace.h"
#include "panic/symbols.h"
#include "rt.h"
#include "task/cpu.h"

#define NOBODY UINT32_MAX

/* The CPU that panics; the first one wins. */
static _Atomic uint32_t panicking_cpu = NOBODY;

/* The task in which this CPU is; NULL before it has one. */
static const struct task *current_task(uint32_t cpu)
{
	struct task *task = arch_current_task();

	return atomic_load(&cpus[cpu].current) == task ? task : NULL;
}

/* Silences everybody else. A panic on a second CPU, or inside a panic, ends here. */
static void begin(void)
{
	uint32_t cpu;
	uint32_t nobody = NOBODY;

	arch_irq_disable();
	cpu = arch_cpu_index();
	if (!atomic_compare_exchange_strong(&panicking_cpu, &nobody, cpu)) {
		if (nobody == cpu)
			console_write_text("panic: another error while panicking\n");
		arch_halt();
	}
	arch_stop_others();
	console_break_lock();
}

static void write_where(void)
{
	uint32_t cpu = arch_cpu_index();
	const struct task *task = current_task(cpu);

	console_write_text("\non CPU ");
	console_write_decimal(cpu);
	console_write_text(task == NULL ? ", before its first task" : ", task ");
	console_write_text(task == NULL ? "" : task->name);
	console_write_text("\n");
}

static _Noreturn void end(const uint64_t *frame)
{
	backtrace_write(frame, current_task(arch_cpu_index()));
	console_write_text("stopped.\n");
	arch_halt();
}

void panic_with(const char *reason)
{
	begin();
	console_write_text("\npanic: ");
	console_write_text(reason);
	write_where();
	end(arch_frame_pointer());
}

void rt_panic(const struct rt_string *message)
{
	panic_with(message->text);
}

void rt_trap(const struct rt_place *place, const char *reason)
{
	begin();
	console_write_text("\n");
	console_write_text(place->file);
	console_write_text(":");
	console_write_decimal(place->line);
	console_write_text(":");
	console_write_decimal(place->column);
	console_write_text(": trap: ");
	console_write_text(reason);
	write_where();
	end(arch_frame_pointer());
}

/* Four registers a line. */
static void write_register(const char *name, uint64_t value)
{
	static uint32_t written;

	console_write_text("  ");
	console_write_text(name);
	console_write_text(" ");
	console_write_hex(value, 16);
	if (++written % 4u == 0)
		console_write_text("\n");
}

void panic_exception(const struct arch_frame *frame)
{
	begin();
	console_write_text("\npanic: ");
	console_write_text(arch_frame_exception_name(frame));
	write_where();
	arch_frame_each(frame, write_register);
	symbols_write(arch_frame_program_counter(frame));
	end(arch_frame_first(frame));
}
