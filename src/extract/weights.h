/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file weights.h  The table of a linear model (data/judge.tsv): features and their weights. A feature is a template
 *  and up to three parts, written "template:part|part|part". Immutable once loaded. */
#ifndef UMBEL_EXTRACT_WEIGHTS_H
#define UMBEL_EXTRACT_WEIGHTS_H

#include "umbel/base.h"

typedef struct feature {
    const char *name; /**< template */
    uint64_t key;     /**< of template and parts */
    umbel_str parts[3];
} feature;

typedef struct umbel_judge {
    umbel_arena arena;
    uint64_t *keys; /**< [n_slots] 0 for empty */
    float *weights; /**< [n_slots] */
    size_t n_slots, n;
} umbel_judge;

/** Feature with its key; parts end at the first without text. */
feature umbel_feature_of(const char *name, umbel_str a, umbel_str b, umbel_str c);

/** Reads "judge.tsv" (feature, weight). A missing file leaves the table empty. */
umbel_status umbel_judge_load(umbel_ctx *cx, umbel_judge *judge, const char *path);
void umbel_judge_free(umbel_ctx *cx, umbel_judge *judge);
/** Log-odds: the sum of the weights of the features. */
double umbel_judge_weigh(const umbel_judge *judge, const feature *features, size_t n);

#endif
