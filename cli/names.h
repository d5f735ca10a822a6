/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file names.h  What the commands share that look names up. */
#ifndef UMBEL_CLI_NAMES_H
#define UMBEL_CLI_NAMES_H

#include "view.h"

/** Where names come from: a table, or an index made of one; neither: the program's own table of actors. */
typedef struct names_source {
    const char *table, *index;
} names_source;

/** Damaged lines of a user's table are added to `bad`, the rest is taken. */
umbel_status open_names(umbel_ctx *cx, const names_source *source, umbel_names **out, umbel_diagnostics *bad);
/** Reads a probability, 0 to 1. */
bool read_probability(const char *text, double *out);

/** Actors of a ledger whose names are near a given one. Zero-initialise. */
typedef struct near_misses {
    umbel_name_book *book;
    umbel_resolver *resolver;
    umbel_answer answer;
} near_misses;

/** `at`: only names in use then. */
umbel_status find_near(umbel_ctx *cx, const view *v, umbel_str name, const umbel_date *at, bool without_persons,
                       near_misses *out);
void near_free(umbel_ctx *cx, near_misses *n);
/** Adds the near misses of an actor that was found, as a table behind a title, or as lines of JSON: other actors,
 * unless it was decided that they are not it. */
umbel_status show_near_actor(umbel_ctx *cx, const view *v, umbel_str name, const umbel_date *at, umbel_str actor,
                             bool json, umbel_buf *out);
/** Shows what a name that no actor bears may mean: listed persons who bear it, then near misses.
 *  @param[out] any  a person bears it, or something fits more likely than not */
umbel_status show_near(umbel_ctx *cx, const view *v, umbel_str name, const umbel_date *at, bool json, umbel_buf *out,
                       bool *any);
/** Adds "; did you mean ...?" with the names of actors that are near; nothing where none is, or they cannot be had. */
void suggest(umbel_ctx *cx, const view *v, umbel_str name, umbel_buf *out);

#endif
