/*
 * What compiled TypeScript needs from C: counted objects, strings, arrays, maps, closures, traps.
 *
 * Every counted value is a pointer to a struct that starts with struct rt_object. Functions borrow their arguments and
 * own their results. A function that allocates returns NULL (or false) when there is no memory and has then set the
 * task's pending error (rt_throw); nothing is changed in that case.
 */
#ifndef TSVISOR_RT_H
#define TSVISOR_RT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct rt_object;

/* One per TypeScript class, record, and kind of container. */
struct rt_class {
	const char *name;
	uint32_t size;	/* of an instance, bytes */
	uint32_t first; /* pre-order number of this class ... */
	uint32_t last;	/* ... and of its last descendant: instanceof is first <= x->class->first <= last */
	/*
	 * Lets go of what the object holds (rt_let_go, rt_release) and frees it. Gives the list `dying` with those
	 * put before it that nothing holds any more. NULL where an object holds nothing.
	 */
	struct rt_object *(*destroy)(struct rt_object *object, struct rt_object *dying);
	/* Interface tables: slot number to method, indexed by numbers that the compiler gives out; may be NULL. */
	void (*const *interfaces)(void);
	/* Virtual methods. */
	void (*const *methods)(void);
	/* How objects are shown (show/show.h); NULL where the program shows none. */
	const struct rt_shown *shown;
};

#define RT_IMMORTAL UINT32_MAX

/* 16 bytes; while the object waits to be destroyed, the first 8 hold the link to the next one. */
struct rt_object {
	uint32_t count; /* RT_IMMORTAL: static, never counted */
	uint32_t flags; /* RT_HAS_WEAK */
	const struct rt_class *class;
};
#define RT_HAS_WEAK 1u

/* A place in the TypeScript source, for traps. */
struct rt_place {
	const char *file;
	uint32_t line;
	uint32_t column;
};

/* Class numbers of strings, arrays and the like: no class of the program has them. */
#define RT_NO_CLASS UINT32_MAX
/* ... and of boxes: `last` is then the enum rt_kind of the scalar that follows the header. */
#define RT_BOX_CLASS (UINT32_MAX - 1)
/* `last` of function values, whose `first` is RT_NO_CLASS. */
#define RT_FUNCTION (UINT32_MAX - 2)

/* ---- the running task's part of the runtime ---- */
struct rt_task_state {
	struct rt_object *pending; /* error thrown and not caught yet; owned */
	struct rt_object *dying;   /* list of objects whose count fell to zero in a release within a destruction */
	bool destroying;	   /* rt_destroy runs: it will take care of `dying` */
};
/*
 * Supplied by the platform: thread-local in host programs, in struct task on the device. All zero at a task's start. An
 * interrupt handler that runs compiled code has a state of its own (or saves, zeroes and restores the interrupted
 * one's).
 */
struct rt_task_state *rt_task_state(void);

/* ---- counts: rt_count.c; inline parts in rt_inline.h ---- */
/* NULL is allowed everywhere. Plain counts in host programs; atomic with RT_ATOMIC_COUNTS (the device). */
void *rt_new(const struct rt_class *class); /* zeroed but for the header; count 1 */
static inline void *rt_retain(void *object);
static inline void rt_release(void *object);
/* In a class's `destroy`: as rt_release, but an object whose count falls to zero goes on the list. */
static inline struct rt_object *rt_let_go(void *object, struct rt_object *dying);
/* References to `object` at this moment. */
uint32_t rt_strong_count(const void *object);
/* The count fell to zero: clears weak references, destroys the object and what dies with it, one after the other. */
void rt_destroy(struct rt_object *object);
/* Likewise: clears weak references; the list that starts with the object. */
struct rt_object *rt_put_dying(struct rt_object *object, struct rt_object *dying);

/* ---- errors: rt_error.c ---- */
/* Makes `error` (owned) the task's pending error. The caller then returns false or NULL. */
void rt_throw(void *error);
/* Takes the pending error (owned by the caller). */
void *rt_catch(void);
/* The preallocated OutOfMemoryError of the program; the emitter defines it. */
extern struct rt_object *const rt_out_of_memory;
/* The class BaseError of src/std/lang/error.ts: every error starts like this. */
struct rt_error {
	struct rt_object object;
	struct rt_string *name;
	struct rt_string *message;
};
/* Throws rt_out_of_memory; always NULL, so that an allocating function can return it. */
void *rt_throw_out_of_memory(void);

/* ---- traps: rt_trap.c; rt_trap itself is supplied by the platform ---- */
/* Ends the program (host) or panics (device) with `FILE:LINE:COLUMN: trap: REASON`. */
_Noreturn void rt_trap(const struct rt_place *place, const char *reason);
/* What is no safe integer, as an index: outside everything. */
#define RT_NO_INDEX INT64_MIN
_Noreturn void rt_trap_index(const struct rt_place *place, int64_t index, uint64_t length);
_Noreturn void rt_trap_range(const struct rt_place *place, int64_t value, const char *type);
_Noreturn void rt_trap_range_unsigned(const struct rt_place *place, uint64_t value, const char *type);

/* ---- what an element, key or field is ---- */
enum rt_kind {
	RT_U8,
	RT_U16,
	RT_U32,
	RT_U64,
	RT_I8,
	RT_I16,
	RT_I32,
	RT_I64,
	RT_BOOL,
	RT_F32,
	RT_F64,	     /* host programs; a key is normalised before it gets here, so that equal ones have equal bits */
	RT_STRING,   /* counted; hashed and compared by content */
	RT_OBJECT,   /* counted; by identity */
	RT_MIXED,    /* counted; boxes and strings by content, all else by identity */
	RT_OPTIONAL, /* { bool has; T value } of a scalar; `size` in rt_element tells */
};
struct rt_element {
	uint8_t kind; /* enum rt_kind */
	uint8_t size; /* bytes */
};

/* ---- strings: rt_string.c. UTF-8 (WTF-8: lone surrogates survive), immutable ---- */
struct rt_string {
	struct rt_object object;
	uint32_t bytes;	  /* length in bytes */
	uint32_t units;	  /* length in UTF-16 units; equal to `bytes` exactly when all is ASCII */
	uint32_t hash;	  /* 0: not yet computed */
	uint32_t cursor;  /* where the last index was found in a text beyond ASCII: bits 31:16 the unit, 15:0 its
			     character's first byte */
	const char *text; /* `bytes` of it, then a 0; behind the struct or in read-only data */
};
extern const struct rt_class rt_string_class;
/* A static string: struct rt_string s = RT_STRING_LITERAL("abc", bytes, units); */
#define RT_STRING_LITERAL(literal, byte_count, unit_count)                                                             \
	{                                                                                                              \
		{RT_IMMORTAL, 0, &rt_string_class}, (byte_count), (unit_count), 0, 0, (literal)                        \
	}
struct rt_string *rt_string_new(const char *utf8, uint32_t bytes);
struct rt_string *rt_string_concat(uint32_t count, struct rt_string *const *parts);
bool rt_string_equal(const struct rt_string *a, const struct rt_string *b);
/* By UTF-16 units as JavaScript: < 0, 0, > 0. */
int rt_string_compare(const struct rt_string *a, const struct rt_string *b);
static inline int64_t rt_string_code_unit_at(const struct rt_string *s, int64_t index, const struct rt_place *place);
int64_t rt_string_code_point_at(const struct rt_string *s, int64_t index, const struct rt_place *place);
struct rt_string *rt_string_slice(struct rt_string *s, int64_t start, int64_t end);
int64_t rt_string_index_of(const struct rt_string *s, const struct rt_string *needle, int64_t from);
int64_t rt_string_last_index_of(const struct rt_string *s, const struct rt_string *needle, int64_t from);
struct rt_string *rt_string_from_code_unit(int64_t unit);
struct rt_string *rt_string_from_code_point(int64_t point);
struct rt_string *rt_string_from_signed(int64_t value, int64_t radix);
struct rt_string *rt_string_from_unsigned(uint64_t value, int64_t radix);
struct rt_string *rt_string_from_bool(bool value);

/* ---- arrays: rt_array.c ---- */
struct rt_array {
	struct rt_object object;
	struct rt_element element;
	uint32_t length;
	uint32_t capacity;
	void *data;
};
extern const struct rt_class rt_array_class;
struct rt_array *rt_array_new(struct rt_element element);
struct rt_array *rt_array_of(
	struct rt_element element, uint32_t count, const void *elements); /* retains what it copies */
bool rt_array_push(struct rt_array *a, const void *element);		  /* retains */
bool rt_array_pop(struct rt_array *a, void *element); /* moves it out (NULL: lets go of it); false when empty */
bool rt_array_set_length(struct rt_array *a, int64_t length);
struct rt_array *rt_array_slice(const struct rt_array *a, int64_t start, int64_t end);
bool rt_array_move_tail(struct rt_array *a, int64_t at, int64_t count);
struct rt_string *rt_string_join(const struct rt_array *parts, const struct rt_string *separator);

/*
 * ---- maps and sets: rt_map.c. Entries dense in insertion order, an index table beside them ----
 * An entry's number counts all insertions since the map was made, so it stays valid when others are deleted, when the
 * map grows and when it closes its gaps: iteration is `for (e = rt_map_next(m, 0); e >= 0; e = rt_map_next(m, e + 1))`.
 */
struct rt_map {
	struct rt_object object;
	struct rt_element key;
	struct rt_element value; /* size 0: a set */
	uint16_t value_offset;	 /* of the value in an entry, bytes */
	uint16_t entry_size;	 /* bytes */
	uint32_t size;		 /* live entries */
	uint32_t used;		 /* entries, deleted ones included */
	uint32_t capacity;	 /* entries that there is memory for; a power of two, or 0 */
	uint64_t next;		 /* number that the next new entry gets */
	void *entries;
	/* 2 * capacity slots: 0 free, otherwise the position of the entry + 1 in the bits that number a slot, above
	 * them those of the key's hash */
	uint32_t *index;
};
extern const struct rt_class rt_map_class;
struct rt_map *rt_map_new(struct rt_element key, struct rt_element value);
bool rt_map_get(
	const struct rt_map *m, const void *key, void *value); /* retains what it copies out; untouched when false */
bool rt_map_has(const struct rt_map *m, const void *key);
bool rt_map_set(struct rt_map *m, const void *key, const void *value); /* retains; `value` NULL for a set */
bool rt_map_delete(struct rt_map *m, const void *key);
/* Where lookups of one key follow each other: its entry, NULL without one. It stays until the map is changed. */
void *rt_map_find(const struct rt_map *m, const void *key);
void rt_map_clear(struct rt_map *m);
/* Number of the first live entry whose number is at least `from`; -1 at the end. */
int64_t rt_map_next(const struct rt_map *m, int64_t from);
/* Copies out, retained. `entry` is what rt_map_next gave, and nothing was deleted since. */
void rt_map_key_at(const struct rt_map *m, int64_t entry, void *key);
void rt_map_value_at(const struct rt_map *m, int64_t entry, void *value);

/* ---- bytes: rt_bytes.c ---- */
struct rt_bytes {
	struct rt_object object;
	struct rt_element element;
	uint32_t length;	/* in elements */
	void *data;		/* own memory, the owner's, or foreign memory */
	struct rt_bytes *owner; /* whose memory a subarray shares; counted */
	bool own;		/* `data` is freed with this */
};
extern const struct rt_class rt_bytes_class;
struct rt_bytes *rt_bytes_new(struct rt_element element, int64_t length);
/* A window on memory that nobody frees (device memory, guest memory). */
struct rt_bytes *rt_bytes_view(struct rt_element element, void *data, uint32_t length);
struct rt_bytes *rt_bytes_subarray(struct rt_bytes *b, int64_t start, int64_t end);
struct rt_bytes *rt_bytes_slice(const struct rt_bytes *b, int64_t start, int64_t end);
/* Traps when `from` does not fit at `offset`; the two may overlap. Both have elements of one width. */
void rt_bytes_set(struct rt_bytes *to, const struct rt_bytes *from, int64_t offset, const struct rt_place *place);
void rt_bytes_fill(struct rt_bytes *b, uint64_t value, int64_t start, int64_t end);
/*
 * A window of `length` elements (-1: as many as there are) on the memory of `buffer`, from its byte `offset` on. Traps
 * where that lies outside or no element can begin.
 */
struct rt_bytes *rt_bytes_over(struct rt_element element, struct rt_bytes *buffer, int64_t offset, int64_t length,
	const struct rt_place *place);
/* All the memory that `b` is a window on, byte by byte. */
struct rt_bytes *rt_bytes_buffer(struct rt_bytes *b);
/* Where in that memory it begins, bytes. */
int64_t rt_bytes_offset(const struct rt_bytes *b);
struct rt_bytes *rt_string_to_utf8(const struct rt_string *s);
struct rt_string *rt_string_from_utf8(const struct rt_bytes *bytes);

/* ---- closures ---- */
/* A function value. `code` takes (struct rt_closure *self, arguments...[, result *out]) and follows the emitter's rule
 * for functions that may throw: every closure's code returns bool, its result by the last pointer argument. The
 * captures follow. */
struct rt_closure {
	struct rt_object object;
	void (*code)(void);
};
/* rt_new for a closure of `class` with `code`; the captures stay zero. */
struct rt_closure *rt_closure_new(const struct rt_class *class, void (*code)(void));
/* Calls a closure of type () => void; false: it threw. For C callers (tasks, timers, interrupts). */
bool rt_closure_call(struct rt_closure *closure);

/* ---- values of several kinds: rt_mixed.c. Scalars in boxes, everything else as it is ---- */
/* JavaScript's null, where undefined is there as well (NULL). */
extern struct rt_object rt_null;
/* As `===`. */
bool rt_mixed_equal(const void *a, const void *b);

/* ---- weak references: rt_weak.c ---- */
struct rt_weak {
	struct rt_object object;
	struct rt_object *target; /* not counted; NULL when it died */
	struct rt_weak *next;	  /* in its bucket of the table of weak references */
};
extern const struct rt_class rt_weak_class;
struct rt_weak *rt_weak_new(void *target);
void *rt_weak_deref(struct rt_weak *weak); /* owned, or NULL */

/* ---- supplied by the platform: runtime-c/host in host programs ---- */
void *rt_allocate(size_t bytes); /* 16-byte aligned, not zeroed; NULL when there is none */
void rt_free(void *memory, size_t bytes);
/*
 * A block of `after` bytes that begins with the `before` bytes of `memory`, which is no more; NULL, and `memory` as it
 * was, when there is none. rt_array.c has one that copies, which a platform may replace.
 */
void *rt_grow(void *memory, size_t before, size_t after);
/* Lock around the table of weak references: short, with interrupts off; the result goes back to rt_weak_unlock. */
uint64_t rt_weak_lock(void);
void rt_weak_unlock(uint64_t before);
/* `print` of src/std: the text and a newline. */
void rt_print(const struct rt_string *text);
/* `panic` of src/std: ends the program or stops the machine. */
_Noreturn void rt_panic(const struct rt_string *message);

/* ---- supplied by the compiled program ---- */
/* Runs all modules' top-level statements in import order; false: one threw, its error is pending. */
bool program_initialise(void);
/* Releases what the module variables hold; for leak checks of host programs. */
void program_release_globals(void);

#include "rt_inline.h"

#endif
