/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file network.h  Rank 8: ties to a directed graph, immutable once built. */
#ifndef UMBEL_NETWORK_H
#define UMBEL_NETWORK_H

#include "umbel/model.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct umbel_node {
    umbel_str id;
    umbel_str name;
    umbel_kind kind;
} umbel_node;

typedef struct umbel_edge {
    uint32_t from, to; /**< nodes */
    uint32_t row;      /**< of the ties */
    umbel_tie tie;
} umbel_edge;

/** Zero-initialise; umbel_network_free. */
typedef struct umbel_network {
    umbel_arena arena;
    umbel_node *nodes;
    size_t n_nodes, cap_nodes;
    umbel_edge *edges;
    size_t n_edges, cap_edges;
} umbel_network;

typedef struct umbel_network_options {
    bool ranked_kinds_only; /**< groups, states and organs: what may be ranked (peoples, media and relief bodies never)
                             */
    bool without_hedged;    /**< only ties that a statement asserts as certain */
    umbel_str without_source; /**< leave out what only this source says; empty: none */
    uint32_t groups;          /**< bits 1 << umbel_tie_group; 0: all */
} umbel_network_options;

/** Builds the graph of the affirmed ties. Symmetric ties give one edge; self-ties are left out.
 *  Cost: O(ties). Thread: the result may be shared. */
umbel_status umbel_network_build(umbel_ctx *cx, umbel_network *out, const umbel_evidence *evidence,
                                 const umbel_ties *ties, const umbel_network_options *options);
void umbel_network_free(umbel_ctx *cx, umbel_network *network);

#ifdef __cplusplus
}
#endif
#endif
