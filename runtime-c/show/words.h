/* The words of show.h, as they are collected. Each function is false when there is no memory. */
#ifndef TSVISOR_SHOW_WORDS_H
#define TSVISOR_SHOW_WORDS_H

#include "show/show.h"

/* Longest texts made here: `Float64Array(4294967295)`, and how many more there are. */
enum { TEXT_SIZE = 48 };

struct rt_words {
	struct rt_array *words;
	bool whole;
};

bool rt_words_push(struct rt_words *w, struct rt_string *word);
/* Takes `word` over; NULL: there was no memory for it. */
bool rt_words_new(struct rt_words *w, struct rt_string *word);
bool rt_words_text(struct rt_words *w, const char *text);
bool rt_words_kind(struct rt_words *w, char kind);
bool rt_words_literal(struct rt_words *w, const char *text);

/* Of a scalar in memory, bytes. */
size_t rt_scalar_size(uint8_t kind);
bool rt_show_scalar(struct rt_words *w, const struct rt_shape *shape, const void *place);

#endif
