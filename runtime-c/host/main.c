/*
 * Runs a compiled program as an ordinary process: its top-level statements, then the audit of its memory. With
 * RT_FAIL_EACH=N it runs once for each of its first N allocations, which fails.
 */
#include <stdio.h>
#include <stdlib.h>

#include "../lang/rt.h"
#include "audit.h"
#include "exit_codes.h"
#include "fail_each.h"
#include "output.h"

/* Prints the pending error as Node would name it. */
static void report_uncaught(void)
{
	struct rt_error *error = rt_catch();
	(void)fflush(stdout);
	(void)fputs("uncaught: ", stderr);
	host_write(error->name, stderr);
	(void)fputs(": ", stderr);
	host_write(error->message, stderr);
	(void)fputc('\n', stderr);
	rt_release(error);
}

static int run_program(void)
{
	int code = 0;
	if (!program_initialise()) {
		report_uncaught();
		code = EXIT_UNCAUGHT;
	}
	program_release_globals();
	(void)fflush(stdout);
	return audit_finish() ? code : EXIT_LEAK;
}

int main(void)
{
	const char *most = getenv("RT_FAIL_EACH");
	if (most != NULL)
		return fail_each(run_program, strtoul(most, NULL, 10));
	audit_start();
	return run_program();
}
