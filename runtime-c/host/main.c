/* Runs a compiled program as an ordinary process: its top-level statements, then the audit of its memory. */
#include <stdio.h>

#include "../lang/rt.h"
#include "audit.h"
#include "exit_codes.h"

/* Prints the pending error as Node would name it. */
static void report_uncaught(void)
{
	struct rt_error *error = rt_catch();
	(void)fflush(stdout);
	(void)fprintf(stderr, "uncaught: %s: %s\n", error->name->text, error->message->text);
	rt_release(error);
}

int main(void)
{
	int code = 0;
	audit_start();
	if (!program_initialise()) {
		report_uncaught();
		code = EXIT_UNCAUGHT;
	}
	program_release_globals();
	(void)fflush(stdout);
	return audit_finish() ? code : EXIT_LEAK;
}
