/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file measure.h  Rank 9: numbers about the network, each with its range and what it does not mean. */
#ifndef UMBEL_MEASURE_H
#define UMBEL_MEASURE_H

#include "umbel/network.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Hub and authority scores (HITS).
 *
 *  a = A' h, h = A a, scaled so that the largest is 1
 *
 *  @param[out] hub        [n_nodes]  in [0, 1]
 *  @param[out] authority  [n_nodes]  in [0, 1]
 *  @return  UMBEL_OK; UMBEL_E_DIVERGED where igraph finds no vector; all 0 for a graph without edges.
 *  Cost:    O(sweeps * edges).  Thread: one call at a time (igraph's error state).
 *  Meaning: of a graph in several parts only the densest gets scores; read it beside the degree, never alone.
 *  Source:  Kleinberg 1999, doi:10.1145/324133.324140; igraph 0.10.
 *  Check:   tests/unit/measure/test_hubs.c, the worked graph of four nodes. */
umbel_status umbel_measure_hits(umbel_ctx *cx, const umbel_network *network, double *hub, double *authority);

typedef struct umbel_hub {
    uint32_t node;
    uint32_t n_neighbours; /**< distinct actors tied to it */
    uint32_t n_out, n_in;  /**< ties as subject and as object; a symmetric tie counts in both */
    double hub, authority;
    uint32_t rank;                  /**< 1 is the most connected; equals share the better rank */
    uint32_t rank_best, rank_worst; /**< over every source left out in turn, and with hedged statements left out */
    uint32_t rank_firm;             /**< with hedged statements left out; 0 where it has no tie then */
} umbel_hub;

typedef struct umbel_hubs {
    umbel_network network; /**< what the nodes index */
    umbel_arena arena;
    umbel_hub *rows; /**< ordered by rank, then name */
    size_t n;
    size_t n_sources; /**< left out in turn */
} umbel_hubs;

/** Groups, states and organs by number of distinct neighbours, with rank ranges.
 *  Cost: O(sources * ties). Thread: one call at a time.
 *  Meaning: much reported is not the same as central: ranks follow what sources chose to cover. */
umbel_status umbel_measure_hubs(umbel_ctx *cx, const umbel_evidence *evidence, const umbel_ties *ties, umbel_hubs *out);
void umbel_hubs_free(umbel_ctx *cx, umbel_hubs *hubs);

#ifdef __cplusplus
}
#endif
#endif
