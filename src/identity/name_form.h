/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file name_form.h  A name as it is compared: its words with skeleton, concept and weight, and its initials. */
#ifndef UMBEL_IDENTITY_NAME_FORM_H
#define UMBEL_IDENTITY_NAME_FORM_H

#include "identity/name_words.h"

#define TOKEN_BYTES    23 /* letters of a word that are compared */
#define SKELETON_BYTES 15
#define FORM_TOKENS    20 /* words of a name that are compared */
#define FORM_INITIALS  15
#define NAME_FORMS     4 /* "Long Name (LN) / Other": three */
#define BITS_SCALE     8 /* bits of rarity are kept in eighths */

enum {
    TOKEN_UNVOWELLED = 1,   /**< from a script without short vowels */
    TOKEN_SURE_CONCEPT = 2, /**< the word stands in the table; else its skeleton spoke for it */
    TOKEN_BRACKETED = 4     /**< stands in brackets: what tells a faction or branch from the rest */
};

typedef struct name_token {
    char text[TOKEN_BYTES];
    uint8_t n_text;
    char skeleton[SKELETON_BYTES];
    uint8_t n_skeleton;
    uint16_t concepts[CONCEPTS_A_WORD];
    uint8_t kind; /**< word_class */
    uint8_t flags;
    uint8_t text_bits, skeleton_bits, concept_bits; /**< how telling, in 1/BITS_SCALE bits */
} name_token;

typedef struct name_form {
    name_token tokens[FORM_TOKENS]; /**< without small words */
    uint8_t n_tokens;
    char initials[FORM_INITIALS]; /**< of the tokens */
    uint8_t n_initials;
    char wide[FORM_INITIALS]; /**< with the small words */
    uint8_t n_wide;
    bool acronym; /**< one word that is written, or reads, as an acronym */
} name_form;

typedef struct name_forms {
    name_form forms[NAME_FORMS];
    size_t n;
} name_forms;

/** The forms of a name: the whole, and what stands in brackets or behind a stroke where that is a name of its own.
 *  Names without a letter or digit have none. Of very long names the first words count. Cost: O(bytes). */
umbel_status umbel_name_forms(umbel_ctx *cx, const name_words *words, umbel_romanizer *r, umbel_str name,
                              name_forms *out);

/** Two tokens written as one. */
void umbel_token_join(const name_words *words, const name_token *a, const name_token *b, name_token *out);

static inline umbel_str umbel_token_text_of(const name_token *t) { return (umbel_str){t->text, t->n_text}; }
static inline umbel_str umbel_token_skeleton_of(const name_token *t) { return (umbel_str){t->skeleton, t->n_skeleton}; }

#endif
