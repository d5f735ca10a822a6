/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/weights.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/intern.h"
#include "extract/table.h"

feature_part umbel_part(umbel_str text) { return (feature_part){text, umbel_hash(text)}; }

typedef struct loader {
    umbel_weights *w;
    uint64_t *keys;
    weight_pair *pairs;
    size_t cap_keys, cap_pairs, cap_nodes, cap_roots;
} loader;

static umbel_status number(umbel_ctx *cx, umbel_str cell, size_t line, const char *path, double *out) {
    char text[32], *end;
    if (cell.n == 0 || cell.n >= sizeof text)
        return UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, line, path, "\"%.*s\" is no number", UMBEL_ARGS(cell));
    memcpy(text, cell.p, cell.n);
    text[cell.n] = 0;
    *out = strtod(text, &end);
    if (*end || !(*out > -1e9 && *out < 1e9))
        return UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, line, path, "\"%s\" is no number within a thousand million", text);
    return UMBEL_OK;
}

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
    UMBEL_TRY(number(cx, cells[1], line, path, &own));
    UMBEL_TRY(number(cx, cells[2], line, path, &joint));
    size_t colon = umbel_str_find(cells[0], UMBEL_STR(":"));
    if (colon == SIZE_MAX) return UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, line, path, "a feature is template:part|part|part");
    UMBEL_TRY(umbel_reserve(cx, &w->arena, (void *)&l->keys, &l->cap_keys, w->n + 1, sizeof *l->keys));
    UMBEL_TRY(umbel_reserve(cx, &w->arena, (void *)&l->pairs, &l->cap_pairs, w->n + 1, sizeof *l->pairs));
    l->keys[w->n] = key_of(cells[0], colon);
    l->pairs[w->n++] = (weight_pair){(float)own, (float)joint};
    return UMBEL_OK;
}

static umbel_status load_node(void *user, umbel_ctx *cx, const umbel_str *cells, size_t line, const char *path) {
    loader *l = user;
    umbel_weights *w = l->w;
    double v[7];
    for (int i = 0; i < 7; i++) UMBEL_TRY(number(cx, cells[i], line, path, &v[i]));
    bool new_tree = v[0] == (double)w->n_trees && v[1] == 0;
    bool next =
        w->n_trees && v[0] == (double)(w->n_trees - 1) && v[1] == (double)(w->n_nodes - w->roots[w->n_trees - 1]);
    if (!new_tree && !next) return UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, line, path, "trees and nodes count up from 0");
    bool leaf = v[2] < 0;
    if (!leaf && !(v[4] > v[1] && v[5] > v[1] && v[4] < 1000 && v[5] < 1000 && v[2] < 1000))
        return UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, line, path, "a node leads to later ones");
    if (new_tree) {
        UMBEL_TRY(umbel_reserve(cx, &w->arena, (void *)&w->roots, &l->cap_roots, w->n_trees + 1, sizeof *w->roots));
        w->roots[w->n_trees++] = (uint32_t)w->n_nodes;
    }
    UMBEL_TRY(umbel_reserve(cx, &w->arena, (void *)&w->nodes, &l->cap_nodes, w->n_nodes + 1, sizeof *w->nodes));
    w->nodes[w->n_nodes++] = (tree_node){.cut = (float)(leaf ? v[6] : v[3]),
                                         .test = (int16_t)(leaf ? -1 : v[2]),
                                         .next = {(uint16_t)(leaf ? 0 : v[4]), (uint16_t)(leaf ? 0 : v[5])}};
    if (!leaf && (size_t)v[2] >= w->n_tests) w->n_tests = (size_t)v[2] + 1;
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
    static const char *const join[] = {"constant", "encoder", "trees", "framed"};
    w->bias[0] = weight_of(w, "bias", "cue");
    w->bias[0].joint = weight_of(w, "bias", "joint").joint;
    w->bias[1] = weight_of(w, "bias", "subject");
    w->bias[2] = weight_of(w, "bias", "object");
    w->threshold = weight_of(w, "bias", "threshold").own;
    for (int i = 0; i < 4; i++) w->join[i] = weight_of(w, "join", join[i]).own;
}

/* Every branch must stay within its tree. */
static umbel_status check_trees(umbel_ctx *cx, const umbel_weights *w, const char *path) {
    for (size_t t = 0; t < w->n_trees; t++) {
        size_t end = t + 1 < w->n_trees ? w->roots[t + 1] : w->n_nodes;
        for (size_t i = w->roots[t]; i < end; i++) {
            const tree_node *node = &w->nodes[i];
            if (node->test >= 0 && (w->roots[t] + node->next[0] >= end || w->roots[t] + node->next[1] >= end))
                return UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, 0, path, "tree %zu leads outside itself", t);
        }
    }
    return UMBEL_OK;
}

/* What the trees from each on can add at most, so that a hopeless candidate is left early. */
static umbel_status bound_trees(umbel_ctx *cx, umbel_weights *w) {
    w->rest = UMBEL_NEW(cx, &w->arena, double, w->n_trees + 1);
    if (!w->rest) return cx->err.code;
    for (size_t t = w->n_trees, end = w->n_nodes; t-- > 0; end = w->roots[t]) {
        double most = -1e9;
        for (size_t i = w->roots[t]; i < end; i++)
            if (w->nodes[i].test < 0 && (double)w->nodes[i].cut > most) most = (double)w->nodes[i].cut;
        w->rest[t] = w->rest[t + 1] + most;
    }
    return UMBEL_OK;
}

umbel_status umbel_weights_load(umbel_ctx *cx, umbel_weights *weights, const char *features, const char *trees) {
    loader l = {.w = weights};
    if (access(features, F_OK) == 0) UMBEL_TRY(umbel_table_read(cx, features, "feature\town\tjoint", load_weight, &l));
    if (weights->n) UMBEL_TRY(build_table(cx, weights, &l));
    read_constants(weights);
    if (access(trees, F_OK) != 0) return UMBEL_OK;
    UMBEL_TRY(umbel_table_read(cx, trees, "tree\tnode\ttest\tcut\tleft\tright\tvalue", load_node, &l));
    UMBEL_TRY(check_trees(cx, weights, trees));
    return bound_trees(cx, weights);
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

double umbel_trees_score(const umbel_weights *w, const float *numbers, size_t n, double floor) {
    const double slack = 1e-6; /* more than the sums' rounding */
    double sum = 0;
    if (n < w->n_tests) return 0;
    for (size_t t = 0; t < w->n_trees; t++) {
        if (sum + w->rest[t] + slack < floor) return sum + w->rest[t];
        const tree_node *tree = &w->nodes[w->roots[t]], *node = tree;
        while (node->test >= 0) node = &tree[node->next[!(numbers[node->test] <= node->cut)]];
        sum += (double)node->cut;
    }
    return sum;
}
