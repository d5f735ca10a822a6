/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file judge.h  The judge of ties: a linear model (data/judge.tsv) over what a cue word, two parties and their places
 *  in the sentence look like. It weighs what frames propose and proposes what they miss. Works without its table: then
 *  the frames decide alone.
 *
 *  A feature is a template name and up to three parts, written "template:part|part|part" in the table. Log-odds are the
 *  sum of the weights of the features that hold.
 */
#ifndef UMBEL_EXTRACT_JUDGE_H
#define UMBEL_EXTRACT_JUDGE_H

#include "extract/proposal.h"
#include "extract/relation.h"

#define UMBEL_FEATURES_MAX 96

/** What is known of a sentence before its candidates are weighed. */
typedef struct judge_view {
    const document_state *d;
    const sentence *s;
    place *places;
    size_t n_places;
    tie_cue *cues;
    size_t n_cues;
    relations verbs;
    umbel_str *rels;    /**< [n_cues * n_places] relation of the place to the cue, spelled out */
    const proposals *frames;
} judge_view;

umbel_status umbel_judge_view(umbel_ctx *cx, judge_view *v);
/** Features of: cue c carries `tie` from place a to place b. Returns how many. */
size_t umbel_judge_features(const judge_view *v, size_t c, size_t a, size_t b, umbel_tie tie,
                            feature out[UMBEL_FEATURES_MAX]);

/** Decides on the sentence: turns what is kept into statements. */
umbel_status umbel_judge_sentence(umbel_ctx *cx, document_state *d, const sentence *s, proposals *frames);

/** For training: is told every candidate with its features instead of deciding. */
typedef umbel_status umbel_judge_tap(void *user, umbel_ctx *cx, const document_state *d, const proposal *p,
                                     const feature *features, size_t n);
typedef struct umbel_tapping {
    umbel_judge_tap *tap;
    void *user;
} umbel_tapping;

#endif
