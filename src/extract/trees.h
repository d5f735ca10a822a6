/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file trees.h  Boosted trees over a few numbers (data/judge_trees.tsv), built for many rows that differ little from
 *  one to the next. Immutable once loaded; shared between threads.
 *
 *  No tree is walked. Each tree has a word with a bit for each of its leaves, from left to right. A test that fails
 *  rules out the leaves on its left; the lowest bit that is left when all failed tests have been seen is the leaf the
 *  walk would have ended in. The tests of one number are sorted by their cuts, so the failed ones are the first few and
 *  no branch is hard to foresee. What a group of numbers rules out is kept, since rows share most of their groups:
 * those of the cue, of the subject, of the object.
 *
 *  Source: Lucchese et al. 2015, QuickScorer, doi:10.1145/2766462.2767733. */
#ifndef UMBEL_EXTRACT_TREES_H
#define UMBEL_EXTRACT_TREES_H

#include "umbel/base.h"

#define UMBEL_TREE_LEAVES  32 /**< of one tree */
#define UMBEL_TREE_NUMBERS 40 /**< that the trees can look at */
#define UMBEL_TREE_GROUPS  4
#define UMBEL_TREE_KEPT    5 /**< outcomes of a group that are kept at most */

/** A test: where the number is above `cut`, only the leaves in `keep` are left of the tree. */
typedef struct tree_cut {
    float cut;
    uint32_t tree;
    uint32_t keep;
} tree_cut;

typedef struct umbel_trees {
    size_t n; /**< trees */
    /** Those of number i are cuts[first[i]] …, ascending, with a last one that nothing is above. */
    tree_cut *cuts;
    uint32_t first[UMBEL_TREE_NUMBERS];
    float *leaves; /**< [n * UMBEL_TREE_LEAVES] values, from left to right */
} umbel_trees;

/** The leaves that a group's numbers leave of each tree. */
typedef struct tree_outcome {
    float numbers[UMBEL_TREE_NUMBERS]; /**< in the scorer's order */
    uint32_t *left;                    /**< [trees->n]; NULL before the first */
} tree_outcome;

/** Scores rows one after the other. The groups change no score, only the cost: rows should come sorted by group 0 and
 *  in these by group 1, each with the same few of group 2; group 3 is seldom the same. */
typedef struct umbel_scorer {
    const umbel_trees *trees;
    uint8_t order[UMBEL_TREE_NUMBERS];    /**< numbers by group */
    uint8_t begin[UMBEL_TREE_GROUPS + 1]; /**< where each group begins in it */
    tree_outcome kept[UMBEL_TREE_GROUPS][UMBEL_TREE_KEPT];
    uint8_t latest[UMBEL_TREE_GROUPS];
    uint32_t *left; /**< [trees->n] of the row */
} umbel_scorer;

/** Reads "judge_trees.tsv" (tree, node, test, cut, left, right, value): a node goes left where the number `test` is at
 *  most `cut`; a leaf has a negative test and a value. UMBEL_E_FORMAT names file and line. */
umbel_status umbel_trees_load(umbel_ctx *cx, umbel_arena *arena, umbel_trees *out, const char *path);
/** For rows of n_numbers, at most UMBEL_TREE_NUMBERS. `group` [n_numbers] below UMBEL_TREE_GROUPS. Its words live in
 *  the scratch arena. */
umbel_status umbel_scorer_begin(umbel_ctx *cx, umbel_scorer *out, const umbel_trees *trees, const uint8_t *group,
                                size_t n_numbers);
/** Log-odds: the sum of the trees, in their order. */
double umbel_scorer_score(umbel_scorer *scorer, const float *numbers);

#endif
