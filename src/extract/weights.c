/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/weights.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/intern.h"
#include "extract/table.h"

static uint64_t mix(uint64_t key, umbel_str part, unsigned i) {
    return (key ^ umbel_hash(part)) * UINT64_C(0x9E3779B97F4A7C15) + i + 1;
}

feature umbel_feature_of(const char *name, umbel_str a, umbel_str b, umbel_str c) {
    feature f = {name, umbel_hash(umbel_str_of(name)), {a, b, c}};
    for (unsigned i = 0; i < 3 && f.parts[i].p; i++) f.key = mix(f.key, f.parts[i], i);
    if (f.key == 0) f.key = 1;
    return f;
}

typedef struct loader {
    umbel_judge *judge;
    uint64_t *keys;
    float *weights;
    size_t cap_keys, cap_weights;
} loader;

static uint64_t key_of(umbel_str text) {
    umbel_str name, part;
    umbel_str_cut(&text, '\x1f', &name);
    uint64_t key = umbel_hash(name);
    for (unsigned i = 0; umbel_str_cut(&text, '|', &part); i++) key = mix(key, part, i);
    return key ? key : 1;
}

static umbel_status load_row(void *user, umbel_ctx *cx, const umbel_str *cells, size_t line, const char *path) {
    loader *l = user;
    umbel_judge *j = l->judge;
    char number[32], *end;
    if (cells[1].n == 0 || cells[1].n >= sizeof number)
        return UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, line, path, "a weight is a number");
    memcpy(number, cells[1].p, cells[1].n);
    number[cells[1].n] = 0;
    double weight = strtod(number, &end);
    if (*end || !(weight > -1000 && weight < 1000))
        return UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, line, path, "weight \"%s\": a number between -1000 and 1000", number);
    char text[512];
    size_t colon = umbel_str_find(cells[0], UMBEL_STR(":"));
    if (colon == SIZE_MAX || cells[0].n >= sizeof text)
        return UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, line, path, "a feature is template:part|part|part");
    memcpy(text, cells[0].p, cells[0].n);
    text[colon] = '\x1f';
    UMBEL_TRY(umbel_reserve(cx, &j->arena, (void *)&l->keys, &l->cap_keys, j->n + 1, sizeof *l->keys));
    UMBEL_TRY(umbel_reserve(cx, &j->arena, (void *)&l->weights, &l->cap_weights, j->n + 1, sizeof *l->weights));
    l->keys[j->n] = key_of((umbel_str){text, cells[0].n});
    l->weights[j->n++] = (float)weight;
    return UMBEL_OK;
}

static umbel_status build_table(umbel_ctx *cx, umbel_judge *j, const loader *l) {
    j->n_slots = 16;
    while (j->n_slots < j->n * 2) j->n_slots *= 2;
    j->keys = UMBEL_NEW(cx, &j->arena, uint64_t, j->n_slots);
    j->weights = UMBEL_NEW(cx, &j->arena, float, j->n_slots);
    if (!j->keys || !j->weights) return cx->err.code;
    for (size_t i = 0; i < j->n; i++) {
        size_t at = l->keys[i] & (j->n_slots - 1);
        while (j->keys[at] && j->keys[at] != l->keys[i]) at = (at + 1) & (j->n_slots - 1);
        j->keys[at] = l->keys[i];
        j->weights[at] = l->weights[i];
    }
    return UMBEL_OK;
}

umbel_status umbel_judge_load(umbel_ctx *cx, umbel_judge *judge, const char *path) {
    loader l = {.judge = judge};
    if (access(path, F_OK) != 0) return UMBEL_OK;
    UMBEL_TRY(umbel_table_read(cx, path, "feature\tweight", load_row, &l));
    return judge->n ? build_table(cx, judge, &l) : UMBEL_OK;
}

void umbel_judge_free(umbel_ctx *cx, umbel_judge *judge) {
    umbel_arena_free(cx, &judge->arena);
    *judge = (umbel_judge){0};
}

double umbel_judge_weigh(const umbel_judge *judge, const feature *features, size_t n) {
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        size_t at = features[i].key & (judge->n_slots - 1);
        while (judge->keys[at] && judge->keys[at] != features[i].key) at = (at + 1) & (judge->n_slots - 1);
        if (judge->keys[at]) sum += judge->weights[at];
    }
    return sum;
}

