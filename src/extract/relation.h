/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file relation.h  How the phrases of a sentence stand to its verbs and nouns: subject, object, "to …", owner … */
#ifndef UMBEL_EXTRACT_RELATION_H
#define UMBEL_EXTRACT_RELATION_H

#include "extract/party.h"

typedef enum relation_kind {
    REL_NONE,
    REL_SUBJECT,
    REL_PASSIVE_SUBJECT,
    REL_OBJECT,
    REL_OBJECT2,          /**< "gave X rifles" */
    REL_PREP,             /**< behind a preposition of the verb or noun */
    REL_GOVERNOR_SUBJECT, /**< of the verb that governs this one */
    REL_GOVERNOR_OBJECT,
    REL_GOVERNOR_PREP,
    REL_COMPLEMENT_OBJECT, /**< of the verb that this one governs */
    REL_COMPLEMENT_PREP,
    REL_APPOSED_BEFORE, /**< "X, an affiliate" */
    REL_APPOSED_BEHIND,
    N_RELATIONS
} relation_kind;

/** Of one phrase to one verb or noun. */
typedef struct relation {
    uint8_t kind;
    uint8_t listed; /**< a further member of a list */
    uint16_t prep;  /**< token of the preposition, or NONE */
} relation;

/** Relations of all positions to all verb groups, and how noun phrases are governed. */
typedef struct relations {
    relation *of_verb;   /**< [n_seq * n_seq] row: position of the verb group; empty rows for the rest */
    int *governing_verb; /**< [n_seq] of the noun phrase there: position of its verb, or NOWHERE */
} relations;

const char *umbel_relation_name(relation_kind kind);
/** Reads the whole sentence. Cost: O(verb groups * positions); sentences have at most UMBEL_SENTENCE_WORDS. */
umbel_status umbel_read_relations(umbel_ctx *cx, const document_state *d, const sentence *s, relations *out);
/** Relations of all positions to the noun phrase at p: prepositions behind it and appositions. `out` [n_seq]. */
void umbel_noun_relations(const document_state *d, const sentence *s, int p, relation *out);

#endif
