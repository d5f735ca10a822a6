/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Fellegi and Sunter's weights, and EM for what they rest on where nobody has said which pairs match. */
#include <math.h>

#include "umbel/identity.h"

#define SHARE_LEAST 1e-9 /* no share is exactly 0 or 1: one pair must not forbid what it did not show */

double umbel_fs_weight(double m, double u, bool agrees) { return agrees ? log2(m / u) : log2((1 - m) / (1 - u)); }

double umbel_fs_term_weight(double u_mean, double share) { return log2(u_mean / share); }

double umbel_fs_posterior(double weight, double lambda) {
    double odds = exp2(weight + log2(lambda / (1 - lambda)));
    return isinf(odds) ? 1 : odds / (1 + odds);
}

static double inside(double share) {
    return share < SHARE_LEAST ? SHARE_LEAST : share > 1 - SHARE_LEAST ? 1 - SHARE_LEAST : share;
}

/* The probability that a pair with this pattern matches. */
static double expected(const umbel_fs_model *model, unsigned pattern) {
    double match = model->lambda, other = 1 - model->lambda;
    for (unsigned f = 0; f < model->n_fields; f++) {
        bool agrees = pattern >> f & 1;
        match *= agrees ? model->m[f] : 1 - model->m[f];
        other *= agrees ? model->u[f] : 1 - model->u[f];
    }
    return match / (match + other);
}

/* One round; returns how far the furthest number went. */
static double step(umbel_fs_model *model, const double *counts) {
    double matches = 0, pairs = 0, agree_match[UMBEL_FS_FIELDS] = {0}, agree_other[UMBEL_FS_FIELDS] = {0}, moved = 0;
    for (unsigned pattern = 0; pattern < 1u << model->n_fields; pattern++) {
        double w = expected(model, pattern) * counts[pattern];
        pairs += counts[pattern];
        matches += w;
        for (unsigned f = 0; f < model->n_fields; f++)
            if (pattern >> f & 1) {
                agree_match[f] += w;
                agree_other[f] += counts[pattern] - w;
            }
    }
    double lambda = inside(matches / pairs);
    moved = fabs(lambda - model->lambda);
    model->lambda = lambda;
    for (unsigned f = 0; f < model->n_fields; f++) {
        double m = inside(agree_match[f] / matches), u = inside(agree_other[f] / (pairs - matches));
        moved = fmax(moved, fmax(fabs(m - model->m[f]), fabs(u - model->u[f])));
        model->m[f] = m;
        model->u[f] = u;
    }
    return moved;
}

umbel_status umbel_fs_em(umbel_ctx *cx, umbel_fs_model *model, const double *counts, double tolerance, unsigned most,
                         unsigned *n_rounds) {
    double pairs = 0;
    *n_rounds = 0;
    if (model->n_fields < 1 || model->n_fields > UMBEL_FS_FIELDS)
        return UMBEL_FAIL(cx, UMBEL_E_ARG, "%u fields where 1 to %d can be weighed", model->n_fields, UMBEL_FS_FIELDS);
    for (unsigned pattern = 0; pattern < 1u << model->n_fields; pattern++) {
        if (!(counts[pattern] >= 0)) return UMBEL_FAIL(cx, UMBEL_E_ARG, "a count of pairs is below 0");
        pairs += counts[pattern];
    }
    bool starts = model->lambda > 0 && model->lambda < 1 && pairs > 0;
    for (unsigned f = 0; f < model->n_fields; f++)
        starts = starts && model->m[f] > 0 && model->m[f] < 1 && model->u[f] > 0 && model->u[f] < 1;
    if (!starts) return UMBEL_FAIL(cx, UMBEL_E_ARG, "EM needs pairs, and shares between 0 and 1 to start from");
    while (*n_rounds < most) {
        ++*n_rounds;
        if (step(model, counts) <= tolerance) return UMBEL_OK;
    }
    return most == 1 ? UMBEL_OK : UMBEL_FAIL(cx, UMBEL_E_DIVERGED, "no rest after %u rounds", most);
}
