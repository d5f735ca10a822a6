/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file weights.h  The trained tables of the judge. Immutable once loaded; shared between threads.
 *
 *  "judge.tsv" (feature, own, joint): a feature is a template and up to three parts, written "template:part|part|part".
 *  `own` is its weight in the model of the cue, of the subject or of the object, whichever it speaks of; `joint` its
 *  weight in the model of the whole candidate. "judge_trees.tsv" (tree, node, test, cut, left, right, value) are
 * boosted trees over what these models say: a node goes left where the number `test` is at most `cut`; a leaf has a
 * value.
 */
#ifndef UMBEL_EXTRACT_WEIGHTS_H
#define UMBEL_EXTRACT_WEIGHTS_H

#include "umbel/base.h"

/** A word or name of a feature with its hash. */
typedef struct feature_part {
    umbel_str text;
    uint64_t hash;
} feature_part;

typedef struct feature {
    uint64_t key;     /**< of template and parts */
    const char *name; /**< template */
    umbel_str parts[3];
} feature;

typedef struct weight_pair {
    float own, joint;
} weight_pair;

typedef struct tree_node {
    float cut, value;
    int16_t test; /**< negative: a leaf */
    uint16_t left, right;
} tree_node;

typedef struct umbel_weights {
    umbel_arena arena;
    uint64_t *keys; /**< [n_slots] 0 for empty */
    weight_pair *weights;
    size_t n_slots, n;
    tree_node *nodes;
    uint32_t *roots; /**< [n_trees] first node of each tree */
    size_t n_nodes, n_trees;
    weight_pair bias[3]; /**< of cue, subject and object; joint of the whole candidate in the first */
    float threshold;     /**< log-odds above which a candidate is kept */
    float join[4];       /**< with the encoder: constant, its log-odds, those of the trees, a frame says the same */
} umbel_weights;

feature_part umbel_part(umbel_str text);
/** Feature of a template; parts end at the first without text. */
feature umbel_feature_of(const char *name, feature_part a, feature_part b, feature_part c);

/** Reads "judge.tsv" and "judge_trees.tsv" from their paths; missing files leave the tables empty.
 *  UMBEL_E_FORMAT names file and line. */
umbel_status umbel_weights_load(umbel_ctx *cx, umbel_weights *weights, const char *features, const char *trees);
void umbel_weights_free(umbel_ctx *cx, umbel_weights *weights);
/** Sums of the weights of the features. */
weight_pair umbel_weigh(const umbel_weights *weights, const feature *features, size_t n);
/** Log-odds of the trees for n numbers. */
double umbel_trees_score(const umbel_weights *weights, const float *numbers, size_t n);

#endif
