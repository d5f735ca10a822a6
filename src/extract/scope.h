/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file scope.h  Whose word it is, how sure, and whether it is denied: for a place in a sentence. */
#ifndef UMBEL_EXTRACT_SCOPE_H
#define UMBEL_EXTRACT_SCOPE_H

#include "extract/party.h"

#define UMBEL_CUES_MAX 6
#define UMBEL_VIA_MAX  3 /**< outer speakers kept */

typedef struct reading_of_clause {
    umbel_speaker speaker;
    umbel_certainty certainty;
    umbel_polarity polarity;
    bool ended;
    bool likely; /**< a predicate has said how likely: a modal adds nothing */
    umbel_cue cues[UMBEL_CUES_MAX];
    size_t n_cues;
    umbel_quote
        via[UMBEL_VIA_MAX]; /**< outer speakers, innermost first; the speaker's own `via` is set where it is kept */
    size_t n_via;
} reading_of_clause;

/** Reads the scope at position p (a verb group, or the chunk of a noun). `governed`: the position of the verb whose
 *  negation and modals count, or -1. */
void umbel_read_scope(const document_state *d, const sentence *s, int p, int governed, reading_of_clause *out);
void umbel_add_cue(reading_of_clause *r, const char *role, const document_state *d, const sentence *s, uint16_t first,
                   uint16_t last);

#endif
