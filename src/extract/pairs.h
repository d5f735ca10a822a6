/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file pairs.h  The second reader: what the encoder says of each pair of parties in a sentence. Names are replaced by
 * a plain word for their kind first, so that it cannot know who is meant. */
#ifndef UMBEL_EXTRACT_PAIRS_H
#define UMBEL_EXTRACT_PAIRS_H

#include "extract/judge.h"

typedef struct pair_scores {
    float *scores; /**< [n_spans * n_spans * n_ties] log-odds, subject first; NULL where the encoder was not asked */
    float *looks;  /**< encoder_reading.looks, rows of stride */
    size_t n_spans, n_ties, stride;
    uint32_t *fits;                     /**< [n_places * n_places] bits 1 << umbel_tie that the sides allow */
    uint16_t *begin, *end;              /**< [s->n] wordpieces of each token */
    uint16_t span_of[UMBEL_PLACES_MAX]; /**< span of each place; places of the same words share one */
} pair_scores;

/** The plain word that stands for a name. */
const char *umbel_encoder_word(const name_mention *name);
/** Runs the encoder over the sentence. Without an encoder `out` stays empty. Cost: one pass of the encoder. */
umbel_status umbel_read_pairs(umbel_ctx *cx, const judge_view *v, pair_scores *out);
/** Log-odds that place a stands in `tie` to place b; UMBEL_ENCODER_UNASKED where the encoder does not say. */
float umbel_pair_score(const judge_view *v, const pair_scores *scores, size_t a, size_t b, umbel_tie tie);
/** The token that joins them most, as the encoder reads it; NONE where no word can. Only where scores stand. */
uint16_t umbel_pair_cue(const judge_view *v, const pair_scores *scores, size_t a, size_t b);
/** Keeps the sentence as what the next one follows on. */
void umbel_remember_sentence(document_state *d, const sentence *s);

#endif
