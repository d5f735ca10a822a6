/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file tiewords.h  Which verbs and nouns can carry which ties (data/tiewords.tsv and the frames): the words at which
 *  the judge looks for ties that no frame spells out. Immutable once loaded. */
#ifndef UMBEL_EXTRACT_TIEWORDS_H
#define UMBEL_EXTRACT_TIEWORDS_H

#include "extract/frames.h"

typedef struct umbel_tiewords {
    umbel_arena arena;
    uint32_t *of_verb;                   /**< [n_words] bit 1 << umbel_tie for each tie that the base form can carry */
    uint32_t *of_noun;                   /**< [n_words] */
    uint32_t *strong_verb, *strong_noun; /**< [n_words] the ties that the word states by itself ("arm", "sanctuary") */
    size_t n_words;
} umbel_tiewords;

/** Reads "tiewords.tsv" (tie, part, strength, words, source) and adds what the frames name. After it no word may be
 * added to the lexicon. UMBEL_E_FORMAT names file and line. Cost: O(words + frames * lexicon). */
umbel_status umbel_tiewords_load(umbel_ctx *cx, umbel_tiewords *out, const umbel_frames *frames, umbel_lexicon *lexicon,
                                 const char *path);
void umbel_tiewords_free(umbel_ctx *cx, umbel_tiewords *words);

#endif
