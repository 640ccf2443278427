/*
 * Values of a host program taken apart into words, from which src/std/lang/host writes what `console.log` and
 * `JSON.stringify` show. The compiler describes each class that can be met on the way.
 */
#ifndef TSVISOR_SHOW_H
#define TSVISOR_SHOW_H

#include "lang/rt.h"

enum rt_show_kind {
	RT_SHOW_SCALAR, /* `scalar` tells which */
	RT_SHOW_STRING,
	RT_SHOW_OBJECT,	  /* its class has an rt_shown */
	RT_SHOW_BYTES,	  /* a typed array of the name `name` */
	RT_SHOW_ARRAY,	  /* of `parts[0]` */
	RT_SHOW_SET,	  /* of `parts[0]` */
	RT_SHOW_MAP,	  /* of keys `parts[0]` and values `parts[1]` */
	RT_SHOW_MIXED,	  /* one of the `parts` */
	RT_SHOW_OPTIONAL, /* `parts[0]`, or missing, which is shown as `name` */
};

/* What stands at a place in memory. */
struct rt_shape {
	uint8_t kind;	/* enum rt_show_kind */
	uint8_t scalar; /* enum rt_kind */
	bool bigint;	/* the scalar is a bigint, not a number */
	uint8_t count;	/* of the parts */
	const char *name;
	const struct rt_shape *const *parts;
};

struct rt_shown_field {
	struct rt_string *key;
	size_t offset; /* in the object, bytes */
	const struct rt_shape *shape;
	bool late; /* shown only where it has a value */
};

/* Of a class; struct rt_class points to it. */
struct rt_shown {
	struct rt_string *name; /* before the braces; empty: nothing is */
	bool is_tuple;
	uint32_t count;
	const struct rt_shown_field *fields;
};

/*
 * The words of what the first field of the object `wrapper` holds, each beginning with its kind:
 *
 *   = TEXT            a number or the like, as it is shown
 *   ' TEXT            a string
 *   { NAME ID ... ]   an object or collection in braces, numbered by ID; `[` with brackets; `#` with brackets, of
 * numbers : KEY WORDS     a field > WORDS WORDS   a key of a map and its value
 *     + TEXT          how many more elements there are
 *   * ID              an object inside itself
 *
 * `whole`: for JSON, which leaves nothing out, and knows neither names nor what is in maps and sets. Otherwise as Node
 * shows values: objects in objects to a depth of three, the first hundred elements.
 */
struct rt_array *rt_show(const void *wrapper, bool whole);

/* Writes `text` and a newline to standard error; supplied by the platform. */
void rt_print_error(const struct rt_string *text);

#endif
