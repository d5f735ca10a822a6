/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file clause.h  Who does what to whom: subjects and objects of verb groups by position, without a parser. All
 *  positions count the chunks of a sentence (sentence.seq). */
#ifndef UMBEL_EXTRACT_CLAUSE_H
#define UMBEL_EXTRACT_CLAUSE_H

#include "extract/sentence.h"

/** No position. */
#define NOWHERE (-1)

/** A stop, for positions outside of the sentence. */
extern const item umbel_no_item;
static inline const item *umbel_item_at(const sentence *s, int p) {
    return p < 0 || p >= s->n_seq ? &umbel_no_item : &s->items[s->seq[p]];
}
/** Position of the noun phrase that is the verb's grammatical subject, or NOWHERE. */
int umbel_subject_of(const document_state *d, const sentence *s, int p);
/** Position of the direct object: the noun phrase right behind the verb, or the one a relative clause hangs on. */
int umbel_object_of(const document_state *d, const sentence *s, int p);
/** Position behind p of the noun phrase governed by a preposition that `set` has, before the clause ends. */
int umbel_complement_of(const document_state *d, const sentence *s, int p, const umbel_word_set *set);
/** Position of the verb group that governs a non-finite one, or NOWHERE. */
int umbel_governor_of(const document_state *d, const sentence *s, int p);
/** Last position of the clause that p stands in. */
int umbel_clause_end(const document_state *d, const sentence *s, int p);
bool umbel_is_time_phrase(const document_state *d, const sentence *s, const item *np);

#endif
