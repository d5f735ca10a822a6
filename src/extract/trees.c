/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/trees.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/tsv.h"

/* ---- loading ---- */

typedef struct node {
    double cut, value;
    int test; /* negative: a leaf */
    size_t left, right;
} node;

/* A test on its way into the table. */
typedef struct draft {
    tree_cut c;
    size_t test, order;
} draft;

typedef struct loader {
    umbel_arena *arena;
    umbel_trees *out;
    node *nodes;   /* in the scratch arena, all trees after each other */
    size_t *roots; /* [out->n] */
    draft *drafts;
    size_t n_nodes, n_drafts, cap_nodes, cap_roots, cap_drafts;
    const char *path;
} loader;

static umbel_status load_node(void *user, umbel_ctx *cx, const umbel_str *cells, size_t line, const char *path) {
    loader *l = user;
    size_t *n_trees = &l->out->n;
    double v[7];
    for (int i = 0; i < 7; i++) UMBEL_TRY(umbel_table_number(cx, cells[i], line, path, &v[i]));
    bool new_tree = v[0] == (double)*n_trees && v[1] == 0;
    bool next = *n_trees && v[0] == (double)(*n_trees - 1) && v[1] == (double)(l->n_nodes - l->roots[*n_trees - 1]);
    if (!new_tree && !next) return UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, line, path, "trees and nodes count up from 0");
    bool leaf = v[2] < 0;
    if (!leaf && !(v[4] > v[1] && v[5] > v[1] && v[4] < 1000 && v[5] < 1000))
        return UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, line, path, "a node leads to later ones");
    if (v[2] >= UMBEL_TREE_NUMBERS)
        return UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, line, path, "tests are of numbers below %d", UMBEL_TREE_NUMBERS);
    if (new_tree) {
        UMBEL_TRY(umbel_reserve(cx, &cx->scratch, (void *)&l->roots, &l->cap_roots, *n_trees + 1, sizeof *l->roots));
        l->roots[(*n_trees)++] = l->n_nodes;
    }
    UMBEL_TRY(umbel_reserve(cx, &cx->scratch, (void *)&l->nodes, &l->cap_nodes, l->n_nodes + 1, sizeof *l->nodes));
    l->nodes[l->n_nodes++] = (node){.cut = v[3],
                                    .value = v[6],
                                    .test = leaf ? -1 : (int)v[2],
                                    .left = leaf ? 0 : (size_t)v[4],
                                    .right = leaf ? 0 : (size_t)v[5]};
    return UMBEL_OK;
}

/* Reads one tree from its root, left before right: numbers its leaves and drafts its tests. Nodes lead to later ones
 * only, so the stack, which holds each pending right branch, is never longer than the tree; a node that two others lead
 * to would be read twice, which the number of leaves bounds. */
typedef struct visit {
    size_t node; /* from the root */
    size_t from; /* draft whose right branch this is, or SIZE_MAX */
} visit;

static umbel_status read_tree(umbel_ctx *cx, loader *l, size_t t) {
    size_t end = (t + 1 < l->out->n ? l->roots[t + 1] : l->n_nodes) - l->roots[t], n_leaves = 0, n_stack = 0;
    visit stack[UMBEL_TREE_LEAVES + 1];
    stack[n_stack++] = (visit){0, SIZE_MAX};
    while (n_stack) {
        visit at = stack[--n_stack];
        /* what came since the test was met is on its left */
        if (at.from != SIZE_MAX)
            l->drafts[at.from].c.keep = ~(((uint32_t)1 << n_leaves) - 1) | l->drafts[at.from].c.keep;
        for (;;) {
            const node *x = at.node < end ? &l->nodes[l->roots[t] + at.node] : NULL;
            if (!x) return UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, 0, l->path, "tree %zu leads outside itself", t);
            if (n_leaves + n_stack >= UMBEL_TREE_LEAVES)
                return UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, 0, l->path, "tree %zu has more than %d leaves", t,
                                     UMBEL_TREE_LEAVES);
            if (x->test < 0) {
                l->out->leaves[t * UMBEL_TREE_LEAVES + n_leaves++] = (float)x->value;
                break;
            }
            UMBEL_TRY(umbel_reserve(cx, &cx->scratch, (void *)&l->drafts, &l->cap_drafts, l->n_drafts + 1,
                                    sizeof *l->drafts));
            uint32_t before = ((uint32_t)1 << n_leaves) - 1;
            l->drafts[l->n_drafts] = (draft){{(float)x->cut, (uint32_t)t, before}, (size_t)x->test, l->n_drafts};
            stack[n_stack++] = (visit){x->right, l->n_drafts++};
            at.node = x->left;
        }
    }
    return UMBEL_OK;
}

static int by_cut(const void *a, const void *b) {
    const draft *x = a, *y = b;
    if (x->test != y->test) return x->test < y->test ? -1 : 1;
    if (x->c.cut < y->c.cut || x->c.cut > y->c.cut) return x->c.cut < y->c.cut ? -1 : 1;
    return x->order < y->order ? -1 : 1;
}

static umbel_status sort_cuts(umbel_ctx *cx, loader *l) {
    umbel_trees *out = l->out;
    size_t n = 0, k = 0;
    out->cuts = UMBEL_NEW(cx, l->arena, tree_cut, l->n_drafts + UMBEL_TREE_NUMBERS);
    if (!out->cuts) return cx->err.code;
    if (l->n_drafts) qsort(l->drafts, l->n_drafts, sizeof *l->drafts, by_cut);
    for (size_t i = 0; i < UMBEL_TREE_NUMBERS; i++) {
        out->first[i] = (uint32_t)n;
        for (; k < l->n_drafts && l->drafts[k].test == i; k++) out->cuts[n++] = l->drafts[k].c;
        out->cuts[n++].cut = INFINITY;
    }
    return UMBEL_OK;
}

umbel_status umbel_trees_load(umbel_ctx *cx, umbel_arena *arena, umbel_trees *out, const char *path) {
    loader l = {.arena = arena, .out = out, .path = path};
    umbel_mark mark = umbel_arena_mark(&cx->scratch);
    umbel_status status = umbel_table_read(cx, path, "tree\tnode\ttest\tcut\tleft\tright\tvalue", load_node, &l);
    if (status == UMBEL_OK) {
        out->leaves = UMBEL_NEW(cx, arena, float, out->n *UMBEL_TREE_LEAVES);
        if (!out->leaves) status = cx->err.code;
    }
    for (size_t t = 0; status == UMBEL_OK && t < out->n; t++) status = read_tree(cx, &l, t);
    if (status == UMBEL_OK) status = sort_cuts(cx, &l);
    umbel_arena_release(cx, &cx->scratch, mark);
    return status;
}

/* ---- scoring ---- */

/* Outcomes that are kept of each group. */
static const uint8_t n_kept[UMBEL_TREE_GROUPS] = {1, 1, UMBEL_TREE_KEPT, 1};

umbel_status umbel_scorer_begin(umbel_ctx *cx, umbel_scorer *out, const umbel_trees *trees, const uint8_t *group,
                                size_t n_numbers) {
    uint8_t n = 0;
    size_t n_rows = 1;
    for (size_t g = 0; g < UMBEL_TREE_GROUPS; g++) n_rows += n_kept[g];
    uint32_t *words = UMBEL_NEW(cx, &cx->scratch, uint32_t, n_rows * trees->n);
    if (!words) return cx->err.code;
    out->trees = trees;
    out->left = words;
    for (size_t g = 0; g < UMBEL_TREE_GROUPS; g++) {
        out->begin[g] = n;
        for (size_t i = 0; i < n_numbers; i++)
            if (group[i] == g) out->order[n++] = (uint8_t)i;
        for (size_t k = 0; k < n_kept[g]; k++) {
            words += trees->n;
            out->kept[g][k].left = words;
            out->kept[g][k].numbers[0] = NAN;                                      /* like no other */
            if (out->begin[g] == n) memset(words, 0xFF, trees->n * sizeof *words); /* no numbers: rules nothing out */
        }
        out->latest[g] = 0;
    }
    out->begin[UMBEL_TREE_GROUPS] = n;
    return UMBEL_OK;
}

static uint32_t lowest_bit(uint32_t word) {
#if defined(__GNUC__)
    return (uint32_t)__builtin_ctz(word);
#else
    uint32_t n = 0;
    while (!(word >> n & 1)) n++;
    return n;
#endif
}

static void rule_out(const umbel_scorer *s, size_t g, const float *numbers, tree_outcome *out) {
    memset(out->left, 0xFF, s->trees->n * sizeof *out->left);
    for (size_t i = s->begin[g]; i < s->begin[g + 1]; i++) {
        float x = numbers[s->order[i]];
        out->numbers[i - s->begin[g]] = x;
        if (isnan(x)) x = INFINITY; /* at most nothing, as in a walk */
        for (const tree_cut *c = &s->trees->cuts[s->trees->first[s->order[i]]]; x > c->cut; c++)
            out->left[c->tree] &= c->keep;
    }
}

static bool is_of(const umbel_scorer *s, size_t g, const float *numbers, const tree_outcome *kept) {
    for (size_t i = s->begin[g]; i < s->begin[g + 1]; i++)
        if (numbers[s->order[i]] != kept->numbers[i - s->begin[g]]) return false;
    return true;
}

/* What the numbers of group g leave of the trees: from what is kept, or anew in the place of the oldest. */
static const uint32_t *outcome_of(umbel_scorer *s, size_t g, const float *numbers) {
    size_t k = s->latest[g];
    for (size_t i = 0; i < n_kept[g]; i++) {
        if (is_of(s, g, numbers, &s->kept[g][k])) return s->kept[g][k].left;
        k = k ? k - 1 : n_kept[g] - 1u;
    }
    k = s->latest[g] = (uint8_t)((s->latest[g] + 1) % n_kept[g]);
    rule_out(s, g, numbers, &s->kept[g][k]);
    return s->kept[g][k].left;
}

double umbel_scorer_score(umbel_scorer *s, const float *numbers) {
    double sum = 0;
    size_t n = s->trees->n;
    const uint32_t *a = outcome_of(s, 0, numbers), *b = outcome_of(s, 1, numbers), *c = outcome_of(s, 2, numbers),
                   *d = outcome_of(s, 3, numbers);
    _Static_assert(UMBEL_TREE_GROUPS == 4, "one word for each group");
    for (size_t t = 0; t < n; t++) s->left[t] = a[t] & b[t] & c[t] & d[t];
    const float *leaves = s->trees->leaves;
    for (size_t t = 0; t < n; t++) sum += (double)leaves[t * UMBEL_TREE_LEAVES + lowest_bit(s->left[t])];
    return sum;
}
