#include "task/uncaught.h"

#include "console/console.h"
#include "rt.h"

void uncaught_write(const char *what)
{
	struct rt_error *error = rt_catch();

	if (error == NULL)
		return;
	console_begin();
	console_write_text(what);
	console_write_text(": uncaught ");
	console_write_bytes(error->name->text, error->name->bytes);
	console_write_text(": ");
	console_write_bytes(error->message->text, error->message->bytes);
	console_write_text("\n");
	console_end();
	rt_release(error);
}
