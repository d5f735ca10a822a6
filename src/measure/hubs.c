/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Degree with rank ranges: who is most connected, and does that hold without each source and without hedged claims. */
#include <stdlib.h>
#include <string.h>

#include "base/intern.h"
#include "umbel/measure.h"

typedef struct pair {
    uint32_t node, neighbour;
} pair;

static int by_pair(const void *pa, const void *pb) {
    const pair *a = pa, *b = pb;
    if (a->node != b->node) return a->node < b->node ? -1 : 1;
    return (a->neighbour > b->neighbour) - (a->neighbour < b->neighbour);
}

/* Distinct neighbours of each node. */
static umbel_status count_neighbours(umbel_ctx *cx, const umbel_network *g, uint32_t *n_neighbours) {
    umbel_mark mark = umbel_arena_mark(&cx->scratch);
    pair *pairs = UMBEL_NEW(cx, &cx->scratch, pair, g->n_edges * 2);
    if (!pairs) return cx->err.code;
    for (size_t i = 0; i < g->n_edges; i++) {
        pairs[2 * i] = (pair){g->edges[i].from, g->edges[i].to};
        pairs[2 * i + 1] = (pair){g->edges[i].to, g->edges[i].from};
    }
    if (g->n_edges) qsort(pairs, g->n_edges * 2, sizeof *pairs, by_pair);
    memset(n_neighbours, 0, g->n_nodes * sizeof *n_neighbours);
    for (size_t i = 0; i < g->n_edges * 2; i++)
        if (i == 0 || by_pair(&pairs[i], &pairs[i - 1]) != 0) n_neighbours[pairs[i].node]++;
    umbel_arena_release(cx, &cx->scratch, mark);
    return UMBEL_OK;
}

/* Rank of a value among n: 1 + how many are greater. */
static uint32_t rank_of(const uint32_t *values, size_t n, uint32_t value) {
    uint32_t rank = 1;
    for (size_t i = 0; i < n; i++) rank += values[i] > value;
    return rank;
}

/* Ranks of the rows' actors in the network under the options; an actor that is gone ranks last. */
static umbel_status ranks_under(umbel_ctx *cx, const umbel_evidence *e, const umbel_ties *ties, const umbel_hubs *hubs,
                                const umbel_network_options *o, uint32_t *ranks, bool *gone) {
    umbel_network g = {0};
    umbel_intern ids = {0};
    uint32_t k;
    umbel_mark mark = umbel_arena_mark(&cx->scratch);
    umbel_status status = umbel_network_build(cx, &g, e, ties, o);
    uint32_t *n = status == UMBEL_OK ? UMBEL_NEW(cx, &cx->scratch, uint32_t, g.n_nodes) : NULL;
    if (status == UMBEL_OK && !n) status = cx->err.code;
    if (status == UMBEL_OK) status = count_neighbours(cx, &g, n);
    for (size_t i = 0; status == UMBEL_OK && i < g.n_nodes; i++) status = umbel_intern_add(cx, &ids, g.nodes[i].id, &k);
    for (size_t i = 0; status == UMBEL_OK && i < hubs->n; i++) {
        k = umbel_intern_find(&ids, hubs->network.nodes[hubs->rows[i].node].id);
        gone[i] = k == UMBEL_INTERN_NONE;
        ranks[i] = gone[i] || !n ? (uint32_t)hubs->n : rank_of(n, g.n_nodes, n[k]);
    }
    umbel_intern_free(cx, &ids);
    umbel_network_free(cx, &g);
    umbel_arena_release(cx, &cx->scratch, mark);
    return status;
}

static void take_range(umbel_hubs *hubs, const uint32_t *ranks) {
    for (size_t i = 0; i < hubs->n; i++) {
        if (ranks[i] < hubs->rows[i].rank_best) hubs->rows[i].rank_best = ranks[i];
        if (ranks[i] > hubs->rows[i].rank_worst) hubs->rows[i].rank_worst = ranks[i];
    }
}

static umbel_status take_ranges(umbel_ctx *cx, const umbel_evidence *e, const umbel_ties *ties, umbel_hubs *hubs) {
    uint32_t *ranks = UMBEL_NEW(cx, &cx->scratch, uint32_t, hubs->n);
    bool *gone = UMBEL_NEW(cx, &cx->scratch, bool, hubs->n);
    umbel_network_options o = {.ranked_kinds_only = true, .without_hedged = true};
    if (!ranks || !gone) return cx->err.code;
    UMBEL_TRY(ranks_under(cx, e, ties, hubs, &o, ranks, gone));
    for (size_t i = 0; i < hubs->n; i++) hubs->rows[i].rank_firm = gone[i] ? 0 : ranks[i];
    take_range(hubs, ranks);
    o.without_hedged = false;
    for (size_t s = 0; s < e->n_sources; s++) {
        UMBEL_TRY(umbel_ctx_poll(cx));
        o.without_source = e->sources[s].name;
        UMBEL_TRY(ranks_under(cx, e, ties, hubs, &o, ranks, gone));
        take_range(hubs, ranks);
        hubs->n_sources++;
    }
    return UMBEL_OK;
}

static int by_rank(const void *pa, const void *pb) {
    const umbel_hub *a = pa, *b = pb;
    if (a->rank != b->rank) return a->rank < b->rank ? -1 : 1;
    return (a->node > b->node) - (a->node < b->node);
}

static umbel_status fill_rows(umbel_ctx *cx, umbel_hubs *out) {
    const umbel_network *g = &out->network;
    out->n = g->n_nodes;
    out->rows = UMBEL_NEW(cx, &out->arena, umbel_hub, g->n_nodes);
    uint32_t *n = UMBEL_NEW(cx, &cx->scratch, uint32_t, g->n_nodes);
    double *hub = UMBEL_NEW(cx, &cx->scratch, double, g->n_nodes),
           *authority = UMBEL_NEW(cx, &cx->scratch, double, g->n_nodes);
    if (!out->rows || !n || !hub || !authority) return cx->err.code;
    UMBEL_TRY(count_neighbours(cx, g, n));
    UMBEL_TRY(umbel_measure_hits(cx, g, hub, authority));
    for (size_t i = 0; i < g->n_nodes; i++) {
        uint32_t rank = rank_of(n, g->n_nodes, n[i]);
        out->rows[i] = (umbel_hub){.node = (uint32_t)i,
                                   .n_neighbours = n[i],
                                   .hub = hub[i],
                                   .authority = authority[i],
                                   .rank = rank,
                                   .rank_best = rank,
                                   .rank_worst = rank};
    }
    for (size_t i = 0; i < g->n_edges; i++) {
        bool both = umbel_tie_symmetric(g->edges[i].tie);
        out->rows[g->edges[i].from].n_out++;
        out->rows[g->edges[i].to].n_in++;
        if (both) out->rows[g->edges[i].from].n_in++, out->rows[g->edges[i].to].n_out++;
    }
    return UMBEL_OK;
}

umbel_status umbel_measure_hubs(umbel_ctx *cx, const umbel_evidence *evidence, const umbel_ties *ties,
                                umbel_hubs *out) {
    umbel_network_options o = {.ranked_kinds_only = true};
    umbel_mark mark = umbel_arena_mark(&cx->scratch);
    umbel_status status = umbel_network_build(cx, &out->network, evidence, ties, &o);
    if (status == UMBEL_OK) status = fill_rows(cx, out);
    if (status == UMBEL_OK) status = take_ranges(cx, evidence, ties, out);
    if (status == UMBEL_OK && out->n) qsort(out->rows, out->n, sizeof *out->rows, by_rank);
    umbel_arena_release(cx, &cx->scratch, mark);
    return status;
}

void umbel_hubs_free(umbel_ctx *cx, umbel_hubs *hubs) {
    umbel_network_free(cx, &hubs->network);
    umbel_arena_free(cx, &hubs->arena);
    *hubs = (umbel_hubs){0};
}
