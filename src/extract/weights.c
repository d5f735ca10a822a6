/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/weights.h"

#include <stdio.h>
#include <unistd.h>

#include "base/intern.h"
#include "base/tsv.h"

/* Precisions, in percent, that the table may have thresholds for. */
#define WANTED_LEAST 50
#define WANTED_MOST  95
#define WANTED_STEP  5

feature_part umbel_part(umbel_str text) { return (feature_part){text, umbel_hash(text)}; }

typedef struct loader {
    umbel_weights *w;
    uint64_t *keys;
    weight_pair *pairs;
    size_t cap_keys, cap_pairs;
} loader;

/* Key of "template:part|part|part". */
static uint64_t key_of(umbel_str text, size_t colon) {
    umbel_str name = {text.p, colon}, rest = {text.p + colon + 1, text.n - colon - 1}, part;
    uint64_t key = umbel_hash(name);
    for (unsigned i = 0; umbel_str_cut(&rest, '|', &part); i++) key = umbel_feature_mix(key, umbel_hash(part), i);
    return key ? key : 1;
}

static umbel_status load_weight(void *user, umbel_ctx *cx, const umbel_str *cells, size_t line, const char *path) {
    loader *l = user;
    umbel_weights *w = l->w;
    double own = 0, joint = 0;
    UMBEL_TRY(umbel_table_number(cx, cells[1], line, path, &own));
    UMBEL_TRY(umbel_table_number(cx, cells[2], line, path, &joint));
    size_t colon = umbel_str_find(cells[0], UMBEL_STR(":"));
    if (colon == SIZE_MAX) return UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, line, path, "a feature is template:part|part|part");
    UMBEL_TRY(umbel_reserve(cx, &w->arena, (void *)&l->keys, &l->cap_keys, w->n + 1, sizeof *l->keys));
    UMBEL_TRY(umbel_reserve(cx, &w->arena, (void *)&l->pairs, &l->cap_pairs, w->n + 1, sizeof *l->pairs));
    l->keys[w->n] = key_of(cells[0], colon);
    l->pairs[w->n++] = (weight_pair){(float)own, (float)joint};
    return UMBEL_OK;
}

static uint8_t tag_of(uint64_t key) { return (uint8_t)(key >> 56 ? key >> 56 : 1); }

static umbel_status build_table(umbel_ctx *cx, umbel_weights *w, const loader *l) {
    if (!l->keys || !l->pairs) return UMBEL_OK;
    w->n_slots = 16;
    while (w->n_slots < w->n * 2) w->n_slots *= 2;
    w->tags = UMBEL_NEW(cx, &w->arena, uint8_t, w->n_slots);
    w->slots = UMBEL_NEW(cx, &w->arena, weight_slot, w->n_slots);
    if (!w->tags || !w->slots) return cx->err.code;
    for (size_t i = 0; i < w->n; i++) {
        size_t at = l->keys[i] & (w->n_slots - 1);
        while (w->tags[at] && w->slots[at].key != l->keys[i]) at = (at + 1) & (w->n_slots - 1);
        w->tags[at] = tag_of(l->keys[i]);
        w->slots[at] = (weight_slot){l->keys[i], l->pairs[i]};
    }
    return UMBEL_OK;
}

static weight_pair weight_of(const umbel_weights *w, const char *name, const char *value) {
    feature_part template = umbel_part(umbel_str_of(name)), part = umbel_part(umbel_str_of(value));
    feature f = umbel_feature_of(&template, &part, NULL, NULL);
    return umbel_weigh(w, &f, 1);
}

static void read_constants(umbel_weights *w) {
    static const char *const join[UMBEL_N_JOINED] = {[JOINED_CONSTANT] = "constant",
                                                     [JOINED_ENCODER] = "encoder",
                                                     [JOINED_TREES] = "trees",
                                                     [JOINED_FRAMED] = "framed",
                                                     [JOINED_SUBJECT_LOOSE] = "subject-loose",
                                                     [JOINED_OBJECT_LOOSE] = "object-loose",
                                                     [JOINED_SUBJECT_BACK] = "subject-back",
                                                     [JOINED_OBJECT_BACK] = "object-back",
                                                     [JOINED_SUBJECT_LESS] = "subject-less",
                                                     [JOINED_OBJECT_LESS] = "object-less"};
    w->bias[0] = weight_of(w, "bias", "cue");
    w->bias[0].joint = weight_of(w, "bias", "joint").joint;
    w->bias[1] = weight_of(w, "bias", "subject");
    w->bias[2] = weight_of(w, "bias", "object");
    w->gate = weight_of(w, "bias", "gate").own;
    w->asked[0] = weight_of(w, "bias", "asked").own;
    w->asked[1] = weight_of(w, "bias", "asked-caseless").own;
    weight_pair threshold = weight_of(w, "bias", "threshold");
    w->threshold[0] = threshold.joint, w->threshold[1] = threshold.own;
    for (int i = 0; i < UMBEL_N_JOINED; i++) w->join[i] = weight_of(w, "join", join[i]);
}

umbel_status umbel_weights_load(umbel_ctx *cx, umbel_weights *weights, const char *features, const char *trees) {
    loader l = {.w = weights};
    if (access(features, F_OK) == 0) UMBEL_TRY(umbel_table_read(cx, features, "feature\town\tjoint", load_weight, &l));
    if (weights->n) UMBEL_TRY(build_table(cx, weights, &l));
    read_constants(weights);
    if (access(trees, F_OK) != 0) return UMBEL_OK;
    return umbel_trees_load(cx, &weights->arena, &weights->trees, trees);
}

void umbel_weights_free(umbel_ctx *cx, umbel_weights *weights) {
    umbel_arena_free(cx, &weights->arena);
    *weights = (umbel_weights){0};
}

static const weight_pair *find_weight(const umbel_weights *w, uint64_t key) {
    const uint8_t tag = tag_of(key);
    size_t at = key & (w->n_slots - 1);
    for (; w->tags[at]; at = (at + 1) & (w->n_slots - 1))
        if (w->tags[at] == tag && w->slots[at].key == key) return &w->slots[at].weight;
    return NULL;
}

weight_pair umbel_weigh(const umbel_weights *w, const feature *features, size_t n) {
    weight_pair sum = {0, 0};
    for (size_t i = 0; w->n_slots && i < n; i++) {
        const weight_pair *found = find_weight(w, features[i].key);
        if (!found) continue;
        sum.own += found->own;
        sum.joint += found->joint;
    }
    return sum;
}

/* The rows "precision:0.65": thresholds with the encoder and by the judge alone. */
static const weight_pair *thresholds_of(const umbel_weights *w, int percent) {
    char text[8];
    int n = snprintf(text, sizeof text, "0.%02d", percent);
    feature_part template = umbel_part(UMBEL_STR("precision")), part = umbel_part((umbel_str){text, (size_t)n});
    return w->n_slots ? find_weight(w, umbel_feature_of(&template, &part, NULL, NULL).key) : NULL;
}

umbel_status umbel_weights_want(umbel_ctx *cx, umbel_weights *weights, double precision) {
    int percent = 0, highest = 0;
    for (int i = WANTED_LEAST; i <= WANTED_MOST; i += WANTED_STEP) {
        if (!thresholds_of(weights, i)) continue;
        highest = i;
        if (!percent && i >= precision * 100 - 1e-6) percent = i;
    }
    if (!highest) return UMBEL_FAIL(cx, UMBEL_E_ARG, "the tables say nothing of precision");
    if (!(precision * 100 >= WANTED_LEAST - 1e-6) || !percent)
        return UMBEL_FAIL(cx, UMBEL_E_ARG, "a precision from 0.%02d to 0.%02d can be asked for", WANTED_LEAST, highest);
    const weight_pair *thresholds = thresholds_of(weights, percent);
    weights->threshold[0] = thresholds->joint, weights->threshold[1] = thresholds->own;
    return UMBEL_OK;
}
