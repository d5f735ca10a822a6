/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file party.h  From a noun phrase to the actor it speaks of: names, descriptions, pronouns and lists. */
#ifndef UMBEL_EXTRACT_PARTY_H
#define UMBEL_EXTRACT_PARTY_H

#include "extract/antecedent.h"

#define UMBEL_LIST_MAX 24 /**< members of one coordination that are read */

/** A resolved noun phrase. */
typedef struct party {
    umbel_quote quote;
    umbel_quote antecedent;
    umbel_kind kind;
    umbel_str actor;
    uint32_t entity;     /**< UINT32_MAX where the phrase names no entity of the document */
    bool none;           /**< "no fighters", "nobody" */
    uint16_t back_at;    /**< for a reference back: the token it is read from, */
    uint16_t back_head;  /**< its last word, */
    uint32_t back_kinds; /**< and the kinds it may mean, bits 1 << umbel_kind; 0 for a name */
} party;

/** Reads a reference back as entity e. */
void umbel_read_as(const document_state *d, party *p, uint32_t e);
/** The parties that "both", "the two", "both movements" mean; returns 0 or 2. */
size_t umbel_both_of(const document_state *d, const sentence *s, uint16_t k, uint32_t out[2]);

/** Resolves item k (a noun phrase). `other`: entity of the tie's other side, which a pronoun cannot mean; UINT32_MAX.
 *  False when the phrase speaks of no actor. */
bool umbel_party_of(const document_state *d, const sentence *s, uint16_t k, uint32_t other, party *out);
/** "the army", "these camps" */
bool umbel_is_definite(const document_state *d, const sentence *s, const item *np);
/** What a common noun stands for by itself ("rebels": a class); UMBEL_KIND_NONE where the lists say nothing. */
umbel_kind umbel_kind_of_noun(const document_state *d, const token *head);
/** First word of a phrase behind its determiners and numbers; its head where nothing else is there. */
uint16_t umbel_described_from(const sentence *s, const item *np);
/** The owner of a noun phrase: possessor, modifier ("Veshtian money") or of-phrase. */
bool umbel_owner_of(const document_state *d, const sentence *s, uint16_t k, uint32_t other, party *out);
/** All members of the coordination around seq position p that begins (or ends) there: "A, B and C". `items` takes item
 *  numbers; returns how many. `forward`: the list begins at p; otherwise it ends at p. */
size_t umbel_list_of(const document_state *d, const sentence *s, uint16_t p, bool forward,
                     uint16_t items[UMBEL_LIST_MAX]);

#endif
