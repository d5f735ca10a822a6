/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file name_words.h  What the words of names mean, and how rare they are: data/namewords.tsv and data/namefreq.tsv.
 */
#ifndef UMBEL_IDENTITY_NAME_WORDS_H
#define UMBEL_IDENTITY_NAME_WORDS_H

#include "base/intern.h"
#include "umbel/text.h"

typedef enum word_class {
    WORD_UNKNOWN = 0, /**< not in the table: most telling */
    WORD_WORD,        /**< a content word: victory, martyr */
    WORD_HEAD,        /**< kind of organisation: army, front, company */
    WORD_PLACE,       /**< countries, peoples, cities */
    WORD_NUMBER,
    WORD_SMALL, /**< articles, prepositions */
    WORD_LEGAL, /**< ltd, gmbh */
    WORD_TITLE, /**< of persons: haji, dr */
    WORD_KIN,   /**< abu, bin, umm */
    N_WORD_CLASSES
} word_class;

#define NO_CONCEPT      0 /**< concepts count from 1 */
#define CONCEPTS_A_WORD 4
#define RAREST_BITS     16 /**< a word that no list has */

typedef struct name_word {
    uint16_t concepts[CONCEPTS_A_WORD];
    uint8_t kind; /**< word_class */
} name_word;

typedef struct name_words {
    umbel_arena arena;
    umbel_intern words; /**< folded */
    name_word *entries; /**< [words.n] */
    size_t cap_entries;
    umbel_intern concepts; /**< number + 1 is the concept */
    uint8_t *concept_kind;
    size_t cap_kinds;
    float *concept_share;       /**< [concepts.n] how often any of its words stands in a name, 0 to 1 */
    umbel_intern skeletons;     /**< of the words of the table, and of the words counted */
    uint16_t *skeleton_concept; /**< the one concept of a long skeleton, or NO_CONCEPT */
    float *skeleton_share;
    size_t cap_skeletons;
    umbel_intern counted; /**< romanised words with a share */
    float *share;
    size_t cap_counted;
    uint64_t digest; /**< of the rows of both tables: an index made with others is not read with these */
} name_words;

umbel_status umbel_name_words_open(umbel_ctx *cx, name_words *words, const char *data_dir);
void umbel_name_words_free(umbel_ctx *cx, name_words *words);
/** The entry of a folded word, or NULL. */
const name_word *umbel_name_word_find(const name_words *words, umbel_str folded);
/** How telling a word is, in bits: -log2 of the share of names that have it, at most RAREST_BITS. */
double umbel_word_bits(const name_words *words, umbel_str romanized);
double umbel_skeleton_bits(const name_words *words, umbel_str skeleton);
double umbel_concept_bits(const name_words *words, uint16_t concept);
/** The concept that a long skeleton stands for, where it is but one. */
uint16_t umbel_skeleton_concept(const name_words *words, umbel_str skeleton);

#endif
