/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file name_align.h  Which words of two names answer each other, and what that says in numbers. */
#ifndef UMBEL_IDENTITY_NAME_ALIGN_H
#define UMBEL_IDENTITY_NAME_ALIGN_H

#include "identity/name_index.h"

typedef enum word_match {
    MATCH_NONE = 0,
    MATCH_EXACT,
    MATCH_SAME,       /**< one concept, nearly one spelling: brigade, brigades */
    MATCH_TRANSLATED, /**< one concept in other words: army, jaysh */
    MATCH_SPELLED,    /**< one skeleton: Qaida, Qaeda */
    MATCH_SLIP,       /**< a letter or two apart */
    MATCH_SHORTENED,  /**< one begins the other: org, organisation */
    MATCH_INITIAL,    /**< M. for Muhammad */
    MATCH_JOINED,     /**< two words written as one */
    N_WORD_MATCHES
} word_match;

typedef struct alignment {
    uint8_t how[FORM_TOKENS];  /**< word_match of each word of the query */
    uint8_t with[FORM_TOKENS]; /**< the word of the row it answers to */
    uint8_t row_how[FORM_TOKENS];
    float bits[FORM_TOKENS]; /**< what each word of the query brings */
    bool initials;           /**< one is an acronym that the other spells */
    bool initials_narrow;    /**< without its small words */
} alignment;

/** What the model of p_match looks at; see tools/train/names.py for their order. */
enum {
    NUMBER_MATCHED_TELLING, /**< bits */
    NUMBER_MISSED_TELLING,  /**< bits of the query that the row lacks */
    NUMBER_EXTRA_TELLING,   /**< bits of the row that the query lacks */
    NUMBER_MATCHED_HEAD,
    NUMBER_MISSED_HEAD,
    NUMBER_EXTRA_HEAD,
    NUMBER_MATCHED_PLACE,
    NUMBER_MISSED_PLACE,
    NUMBER_EXTRA_PLACE,
    NUMBER_SLIGHT_APART, /**< bits of legal forms, titles and the like that one has and the other lacks */
    NUMBER_WEIGHT,       /**< Fellegi and Sunter's, in bits */
    NUMBER_SLIP_BITS,
    NUMBER_TRANSLATED_BITS,
    NUMBER_SPELLED_BITS,
    NUMBER_INITIALS_MATCHED, /**< words */
    NUMBER_COVERED,          /**< share of the query's bits */
    NUMBER_ROW_COVERED,
    NUMBER_LIKENESS,   /**< Jaro-Winkler of the names written as one word */
    NUMBER_TURNED,     /**< share of neighbours out of order */
    NUMBER_ACRONYM,    /**< letters of an acronym that is spelled by the other; negative: with its small words */
    NUMBER_IS_ACRONYM, /**< 1 the query, 2 the row, 3 both */
    NUMBER_WORDS,
    NUMBER_ROW_WORDS,
    NUMBER_BEST_MATCHED,
    NUMBER_WORST_MISSED,
    NUMBER_WORST_EXTRA,
    NUMBER_NUMBERS_APART, /**< both have numbers that the other lacks */
    NUMBER_MATCHED_WORDS,
    NUMBER_UNVOWELLED,
    NUMBER_BITS,
    NUMBER_ELSEWHERE,     /**< missed bits that other names of the actor have */
    NUMBER_WORD_LIKENESS, /**< mean likeness of the matched words */
    NUMBER_CONTRADICTED,  /**< bits: known words that the row lacks, against known words that the query lacks */
    NUMBER_QUALIFIED,     /**< bits of words in brackets that the other lacks */
    N_MATCH_NUMBERS
};

/** Whether two words may mean the same. */
bool umbel_words_share_concept(const name_token *a, const name_token *b);
/** Likeness of two words; *bits is what it brings. Cost: O(letters). */
word_match umbel_words_match(const name_token *a, const name_token *b, float *bits);
void umbel_names_align(const name_words *words, const name_form *query, const name_form *row, alignment *out);
/** What an alignment says in numbers, but NUMBER_ELSEWHERE, which needs the actor's other names. */
void umbel_match_numbers(const name_form *query, const name_form *row, const alignment *a,
                         float numbers[N_MATCH_NUMBERS]);

#endif
