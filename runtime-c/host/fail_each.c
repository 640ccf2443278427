/* A child process for each failing allocation: what the program did before it is not done again by hand. */
#include "fail_each.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "audit.h"
#include "exit_codes.h"

#define UNCAUGHT "uncaught: OutOfMemoryError: out of memory\n"

/* What a child said on stderr, as far as it matters. */
struct ending {
	int code;
	char text[4096];
};

/* In the child: allocation `number` fails; output goes to nobody, complaints to `to`. Exit code of the program; 100
 * when it made fewer. */
#define EXIT_NOT_REACHED 100

static _Noreturn void run_child(int (*program)(void), unsigned long number, int to)
{
	if (freopen("/dev/null", "w", stdout) == NULL)
		_exit(EXIT_PANIC);
	(void)dup2(to, STDERR_FILENO);
	audit_fail(number, false);
	int code = program();
	(void)fflush(NULL);
	_exit(code == 0 && !audit_has_failed() ? EXIT_NOT_REACHED : code);
}

static void read_all(int from, char *text, size_t size)
{
	size_t used = 0;
	ssize_t got = 1;
	while (got > 0 && used < size - 1) {
		got = read(from, text + used, size - 1 - used);
		used += got > 0 ? (size_t)got : 0;
	}
	text[used] = 0;
}

static struct ending run_once(int (*program)(void), unsigned long number)
{
	struct ending ending = {.code = -1};
	int ends[2];
	int status = 0;
	if (pipe(ends) != 0)
		return ending;
	pid_t child = fork();
	if (child == 0)
		run_child(program, number, ends[1]);
	(void)close(ends[1]);
	read_all(ends[0], ending.text, sizeof(ending.text));
	(void)close(ends[0]);
	if (child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status))
		ending.code = WEXITSTATUS(status);
	return ending;
}

static bool is_in_order(const struct ending *ending)
{
	if (ending->code == 0)
		return ending->text[0] == 0;
	return ending->code == EXIT_UNCAUGHT && strcmp(ending->text, UNCAUGHT) == 0;
}

int fail_each(int (*program)(void), unsigned long most)
{
	unsigned long number = 1;
	int code = 0;
	for (; number <= most; number++) {
		struct ending ending = run_once(program, number);
		if (ending.code == EXIT_NOT_REACHED)
			break;
		if (is_in_order(&ending))
			continue;
		(void)fprintf(stderr, "allocation %lu failed: exit code %d\n%s", number, ending.code, ending.text);
		code = EXIT_LEAK;
	}
	(void)printf("%lu allocations failed, one at a time\n", number - 1);
	return code;
}
