/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file judge.h  The judge of ties: weighs which words of a sentence state a tie, and who its sides are.
 *
 *  A candidate is a word that can carry a tie (data/tiewords.tsv, data/frames.tsv), a tie type and two parties. Linear
 *  models (data/judge.tsv) score the word, each side, and the candidate as a whole; boosted trees
 * (data/judge_trees.tsv) decide from these scores and from how the candidate stands against its rivals. What the frames
 * matched is among the features. Without the tables the frames decide alone. Trained by tools/train/judge.py.
 */
#ifndef UMBEL_EXTRACT_JUDGE_H
#define UMBEL_EXTRACT_JUDGE_H

#include "extract/features.h"
#include "extract/proposal.h"
#include "extract/relation.h"

#define UMBEL_FEATURES_MAX  64
#define UMBEL_SIDES_MAX     5    /**< likeliest places of a side that are paired */
#define UMBEL_JUDGE_NUMBERS 26   /**< what the trees look at; named in tools/train/judge.py */
#define UMBEL_SECOND_TIE    1.0F /**< by how much a pair's second tie must pass the threshold */
#define UMBEL_TREES_FLOOR                                                                                              \
    (-6.0F) /**< log-odds that stand for any below, and for no candidate, where the encoder is asked or not */
#define UMBEL_CUE_FLOOR (-2.0F) /**< log-odds below which a word's tie is not looked at */

/** What features say of a cue, whatever its tie and sides. */
typedef struct cue_look {
    const feature_part *lemma, *voice;
    const feature_part *object;         /**< head of the verb's object; NULL for none */
    const feature_part *verb, *valency; /**< of the verb that governs it; NULL for none */
    bool related;                       /**< its standings are filled in */
} cue_look;

/** Of a place, whatever the cue. */
typedef struct place_look {
    const feature_part *kind, *reference, *before, *head, *first;
    const feature_part *next; /**< word behind it; NULL at the end of the sentence */
} place_look;

/** Of a place as seen from a cue. */
typedef struct standing {
    feature_part rel; /**< relation of the place to the cue, spelled out */
    const feature_part *side;
    const feature_part *far_first, *far_last;         /**< of its first and last token from the cue */
    const feature_part *between_first, *between_last; /**< parties that lie between */
} standing;

/** What is known of a sentence before its candidates are weighed. */
typedef struct judge_view {
    const document_state *d;
    const sentence *s;
    place *places;
    size_t n_places;
    tie_cue *cues;
    size_t n_cues;
    relations verbs;
    cue_look *cue_looks;     /**< [n_cues] */
    place_look *place_looks; /**< [n_places] */
    standing *standings;     /**< [n_cues * n_places] those of a cue are filled in by umbel_relate_cue */
    feature_part *words;     /**< [s->n] base form of each token */
    const proposals *frames;
    bool unreal; /**< the sentence speaks of films, drills, sport */
    float gate;  /**< log-odds that it states a tie, from its words alone */
} judge_view;

umbel_status umbel_judge_view(umbel_ctx *cx, judge_view *v);
/** How all places stand to cue c; to be called before features of sides and pairs are asked for. */
umbel_status umbel_relate_cue(umbel_ctx *cx, const judge_view *v, size_t c);
/** Whether place p is near enough to cue c to be a side of its tie. */
bool umbel_place_is_near(const judge_view *v, size_t c, size_t p);
const feature_part *umbel_feature_distance(const judge_view *v, uint16_t a, uint16_t b);
/** How many parties lie between two tokens. */
const feature_part *umbel_feature_between(const judge_view *v, uint16_t a, uint16_t b);
/** Features of: the sentence states a tie. `out` has room for s->n + UMBEL_GATE_MORE. */
#define UMBEL_GATE_MORE (1 + UMBEL_N_KINDS + UMBEL_N_TIES)
size_t umbel_gate_features(const judge_view *v, feature *out);
/** Features of: cue c carries `tie`. Each returns how many. */
size_t umbel_cue_features(const judge_view *v, size_t c, umbel_tie tie, feature out[UMBEL_FEATURES_MAX]);
/** Of: place p is the subject (or object) of `tie` at cue c. */
size_t umbel_side_features(const judge_view *v, size_t c, size_t p, umbel_tie tie, bool object,
                           feature out[UMBEL_FEATURES_MAX]);
/** Of the two sides together. */
size_t umbel_pair_features(const judge_view *v, size_t c, size_t a, size_t b, umbel_tie tie,
                           feature out[UMBEL_FEATURES_MAX]);
/** What the frames made of the pair: the same tie, another one, the sides turned. */
typedef struct frame_opinion {
    bool same, other, turned;
} frame_opinion;
frame_opinion umbel_frame_opinion(const judge_view *v, size_t a, size_t b, umbel_tie tie);

/** Decides on the sentence: turns what is kept into statements. */
umbel_status umbel_judge_sentence(umbel_ctx *cx, document_state *d, const sentence *s, proposals *frames);

/** For training: is shown each sentence before it is decided. */
typedef umbel_status umbel_judge_tap(void *user, umbel_ctx *cx, const judge_view *v);
typedef struct umbel_tapping {
    umbel_judge_tap *tap;
    void *user;
} umbel_tapping;

/** Whether the sides can stand in the tie, one with the other. */
bool umbel_sides_fit(const judge_view *v, size_t a, size_t b, umbel_tie tie);

#endif
