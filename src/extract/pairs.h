/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file pairs.h  The second reader: what the encoder says of each pair of parties in a sentence. Names are replaced by
 * a plain word for their kind first, so that it cannot know who is meant. */
#ifndef UMBEL_EXTRACT_PAIRS_H
#define UMBEL_EXTRACT_PAIRS_H

#include "extract/judge.h"

typedef struct pair_scores {
    float *scores; /**< [n_spans * n_spans * n_ties] log-odds, subject first; NULL where the encoder was not asked */
    size_t n_spans, n_ties;
    uint16_t span_of[UMBEL_PLACES_MAX]; /**< span of each place; places of the same words share one */
} pair_scores;

/** The plain word that stands for a name. */
const char *umbel_encoder_word(const name_mention *name);
/** Runs the encoder over the sentence. Without an encoder `out` stays empty. Cost: one pass of the encoder. */
umbel_status umbel_read_pairs(umbel_ctx *cx, const judge_view *v, pair_scores *out);
/** Log-odds that place a stands in `tie` to place b; 0 where the encoder does not know the tie. */
float umbel_pair_score(const judge_view *v, const pair_scores *scores, size_t a, size_t b, umbel_tie tie);

#endif
