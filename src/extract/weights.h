/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file weights.h  The trained tables of the judge. Immutable once loaded; shared between threads.
 *
 *  "judge.tsv" (feature, own, joint): a feature is a template and up to three parts, written "template:part|part|part".
 *  `own` is its weight in the model of the cue, of the subject or of the object, whichever it speaks of; `joint` its
 *  weight in the model of the whole candidate. The trees (trees.h) decide over what these models say.
 */
#ifndef UMBEL_EXTRACT_WEIGHTS_H
#define UMBEL_EXTRACT_WEIGHTS_H

#include "extract/trees.h"

/** A word or name of a feature with its hash. */
typedef struct feature_part {
    umbel_str text;
    uint64_t hash;
} feature_part;

typedef struct feature {
    uint64_t key;             /**< of template and parts */
    const feature_part *name; /**< template */
    const feature_part *parts[3];
} feature;

typedef struct weight_pair {
    float own, joint;
} weight_pair;

/** What judge and encoder are joined by. */
enum umbel_joined {
    JOINED_CONSTANT,
    JOINED_ENCODER, /**< its log-odds, within UMBEL_JOINED_MOST */
    JOINED_TREES,   /**< the judge's log-odds, within the same */
    JOINED_FRAMED,  /**< a frame says the same of the pair */
    JOINED_SUBJECT_LOOSE,
    JOINED_OBJECT_LOOSE, /**< a phrase that no list knows as an actor */
    JOINED_SUBJECT_BACK,
    JOINED_OBJECT_BACK, /**< a reference back */
    JOINED_SUBJECT_LESS,
    JOINED_OBJECT_LESS, /**< not to its likeliest antecedent */
    UMBEL_N_JOINED
};

#define UMBEL_JOINED_MOST 8.0F

/** A slot of the table of features. */
typedef struct weight_slot {
    uint64_t key;
    weight_pair weight;
} weight_slot;

typedef struct umbel_weights {
    umbel_arena arena;
    uint8_t *tags; /**< [n_slots] a byte of each key, 0 for empty: most features are told from it to have no weight */
    weight_slot *slots; /**< [n_slots] */
    size_t n_slots, n;
    umbel_trees trees;
    weight_pair bias[3]; /**< of cue, subject and object; joint of the whole candidate in the first */
    float threshold[2];  /**< log-odds above which a candidate is kept: by the judge alone, with the encoder */
    weight_pair join[UMBEL_N_JOINED]; /**< own: a listed word carries the tie; joint: none does */
    float gate;                       /**< constant of the gate */
    /** the encoder is asked where gate and best candidate pass this together; [1]: in text without case, where it gains
     *  little */
    float asked[2];
} umbel_weights;

feature_part umbel_part(umbel_str text);
/** Adds part number i (0, 1, 2) to the key of a feature. */
static inline uint64_t umbel_feature_mix(uint64_t key, uint64_t part, unsigned i) {
    return (key ^ part) * UINT64_C(0x9E3779B97F4A7C15) + i + 1;
}

/** Feature of a template; parts end at the first NULL. The parts must outlive it. */
static inline feature umbel_feature_of(const feature_part *name, const feature_part *a, const feature_part *b,
                                       const feature_part *c) {
    uint64_t key = name->hash;
    if (a) key = umbel_feature_mix(key, a->hash, 0);
    if (a && b) key = umbel_feature_mix(key, b->hash, 1);
    if (a && b && c) key = umbel_feature_mix(key, c->hash, 2);
    return (feature){key ? key : 1, name, {a, b, c}};
}

/** Sets the thresholds to those that gave this precision (0.50 to 0.95) on documents that nothing was trained on.
 *  UMBEL_E_ARG: outside that, or higher than was reached; the message names what is. */
umbel_status umbel_weights_want(umbel_ctx *cx, umbel_weights *weights, double precision);

/** Reads "judge.tsv" and "judge_trees.tsv" from their paths; missing files leave the tables empty.
 *  UMBEL_E_FORMAT names file and line. */
umbel_status umbel_weights_load(umbel_ctx *cx, umbel_weights *weights, const char *features, const char *trees);
void umbel_weights_free(umbel_ctx *cx, umbel_weights *weights);
/** Sums of the weights of the features. */
weight_pair umbel_weigh(const umbel_weights *weights, const feature *features, size_t n);

#endif
