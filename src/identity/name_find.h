/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file name_find.h  The rows of an index that may be meant by a name: a short list, without looking at all. */
#ifndef UMBEL_IDENTITY_NAME_FIND_H
#define UMBEL_IDENTITY_NAME_FIND_H

#include "identity/name_index.h"

#define SHORTLIST 96 /* rows that are compared in full */

/** Memory of one search after the other; one thread. */
typedef struct name_finder {
    const name_index *index;
    const name_words *words;
    umbel_arena arena;
    float *worth;   /**< [n_rows] of the rows touched; zero between searches */
    uint16_t *bits; /**< [n_rows] of the rows, side by side */
    uint32_t *touched;
    size_t n_touched;
    uint32_t list[SHORTLIST];
    size_t n_list;
} name_finder;

umbel_status umbel_finder_begin(umbel_ctx *cx, name_finder *f, const name_index *index, const name_words *words);
void umbel_finder_end(umbel_ctx *cx, name_finder *f);
/** Fills `list` with rows, no row twice. Cost: the posting lists of the form's keys, of common keys only as far as
 *  FIND_BUDGET rows. */
umbel_status umbel_find_rows(umbel_ctx *cx, name_finder *f, const name_form *form);

#endif
