/* What the language's runtime asks of its platform, in host programs: traps, panics, output, the task's state. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "../lang/rt.h"
#include "exit_codes.h"
#include "output.h"

static _Thread_local struct rt_task_state task_state;

struct rt_task_state *rt_task_state(void)
{
	return &task_state;
}

/* Leaves at once: what is still allocated is no leak of the program's, and no sanitizer shall report it as one. */
static _Noreturn void leave(int code)
{
	(void)fflush(stdout);
	(void)fflush(stderr);
	_exit(code);
}

_Noreturn void rt_trap(const struct rt_place *place, const char *reason)
{
	(void)fflush(stdout);
	(void)fprintf(stderr, "%s:%u:%u: trap: %s\n", place->file, place->line, place->column, reason);
	leave(EXIT_TRAP);
}

/* Bytes of `text` up to the next surrogate without a partner, which UTF-8 cannot say. */
static uint32_t printable_bytes(const char *text, uint32_t bytes)
{
	uint32_t n = 0;
	while (n < bytes && !((uint8_t)text[n] == 0xedu && (uint8_t)text[n + 1] >= 0xa0u))
		n++;
	return n;
}

void host_write(const struct rt_string *text, FILE *to)
{
	uint32_t done = 0;
	while (done < text->bytes) {
		uint32_t n = printable_bytes(text->text + done, text->bytes - done);
		(void)fwrite(text->text + done, 1, n, to);
		done += n;
		if (done < text->bytes) {
			(void)fputs("\xef\xbf\xbd", to);
			done += 3;
		}
	}
}

_Noreturn void rt_panic(const struct rt_string *message)
{
	(void)fflush(stdout);
	(void)fputs("panic: ", stderr);
	host_write(message, stderr);
	(void)fputc('\n', stderr);
	leave(EXIT_PANIC);
}

void rt_print(const struct rt_string *text)
{
	host_write(text, stdout);
	(void)fputc('\n', stdout);
}

void rt_print_error(const struct rt_string *text)
{
	host_write(text, stderr);
	(void)fputc('\n', stderr);
}

/* One lock for all weak references; host programs hold it for a few instructions. */
static char weak_lock;

uint64_t rt_weak_lock(void)
{
	while (__atomic_test_and_set(&weak_lock, __ATOMIC_ACQUIRE)) {
	}
	return 0;
}

void rt_weak_unlock(uint64_t before)
{
	(void)before;
	__atomic_clear(&weak_lock, __ATOMIC_RELEASE);
}
