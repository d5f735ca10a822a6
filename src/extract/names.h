/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file names.h  What the finders of names share: shapes.c (runs of words that look like a name), kinds.c (what kind
 * of actor a name is), aliases.c (other names that a document gives), names.c (the order of trying them). */
#ifndef UMBEL_EXTRACT_NAMES_H
#define UMBEL_EXTRACT_NAMES_H

#include "extract/sentence.h"

/** A run of tokens that may be a name. */
typedef struct candidate {
    uint16_t last;
    bool found, from_table;
    uint32_t name; /**< index + 1 into the gazetteer's names */
} candidate;

/* Questions about tokens. */
static inline bool umbel_is_capital(const token *t) {
    return t->flags & UMBEL_TOKEN_CAPITAL && t->kind != UMBEL_TOKEN_PUNCT;
}
bool umbel_is_hyphen(const document_state *d, const token *t);
/** A hyphen that joins: no white space on either side. */
bool umbel_joins(const document_state *d, const sentence *s, uint16_t i);
bool umbel_is_date_word(const document_state *d, const token *t);
bool umbel_is_ordinal(const document_state *d, const token *t);
bool umbel_is_closed_word(const document_state *d, const token *t);
bool umbel_is_name_head(const document_state *d, const token *t);

/** The longest name of the tables that begins at i. */
candidate umbel_match_table(const document_state *d, const sentence *s, uint16_t i);

/** "Afghan": an adjective of the tables. */
bool umbel_is_adjective_of_state(const document_state *d, const sentence *s, uint16_t i);

/** Last token of the run of capitalised words that begins at i. */
uint16_t umbel_shape_end(const document_state *d, const sentence *s, uint16_t i);
/** Where capitals say nothing: whether a name begins at i by its words ("army of national liberation"), or in quotation
 *  marks, or in front of its bracketed short form; *last takes its end. */
bool umbel_caseless_end(const document_state *d, const sentence *s, uint16_t i, uint16_t *last);
/** "Oradan army", "Veshtia police": last token of a name that goes on in small letters, else `last`. */
uint16_t umbel_organ_tail(const document_state *d, const sentence *s, uint16_t last);
/** "Kestrel cell", "Maute clan": last token with the word for a group in small letters, else `last`. */
uint16_t umbel_group_tail(const document_state *d, const sentence *s, uint16_t last);
/** Whether the capital at i can begin a name; at the start of a sentence it may say nothing. */
bool umbel_may_start_name(const document_state *d, const sentence *s, uint16_t i);

/** The word that names the kind: the last one before "of" or "for". */
uint16_t umbel_head_of_name(const document_state *d, const sentence *s, uint16_t first, uint16_t last);
/** Whether a word of the name says what it is ("front", "ministry", "province"). */
bool umbel_has_kind_word(const document_state *d, const sentence *s, uint16_t first, uint16_t last);
/** @param evidence  of the whole document, see umbel_evidence_of */
umbel_kind umbel_kind_of_shape(const document_state *d, const sentence *s, uint16_t first, uint16_t last,
                               uint8_t evidence, bool *person);
/** An ending that adjectives of nations have. */
bool umbel_is_adjectival(umbel_str word);
/** "Iraq east of Basra", "troops north of the river": token i says where, and belongs to no name. */
bool umbel_is_bearing(const document_state *d, const sentence *s, uint16_t i);
/** Whether the word can be a noun. */
bool umbel_is_noun(const document_state *d, const token *t);

enum { UMBEL_EVIDENCE_PERSON = 1, UMBEL_EVIDENCE_GROUP = 2, UMBEL_EVIDENCE_SURNAME = 4 };
/** What the document shows about the name with this folded form: UMBEL_EVIDENCE_… */
uint8_t umbel_evidence_of(const document_state *d, umbel_str key);

umbel_status umbel_fold_span(umbel_ctx *cx, const document_state *d, const sentence *s, uint16_t first, uint16_t last,
                             umbel_str *out);
/** Makes `key` another name of an entity. */
umbel_status umbel_name_alias(umbel_ctx *cx, document_state *d, umbel_str key, uint32_t to);
/** "the Brigade", "the Front": the latest entity with that head. */
bool umbel_short_form(const document_state *d, const sentence *s, uint16_t first, uint32_t *out);
/** "Congress for Justice in Azawad (CJA)": whether the bracketed initials show that a name begins at i; *last: its end.
 */
bool umbel_spelled_name(const document_state *d, const sentence *s, uint16_t i, uint16_t open, uint16_t *last);
/** "Northern Dawn Front (NDF)": the bracketed short form behind token *i names the same entity; *i moves past it. */
umbel_status umbel_bracketed_name(umbel_ctx *cx, document_state *d, sentence *s, uint16_t *i);

#endif
