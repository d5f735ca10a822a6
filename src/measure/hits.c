/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include <igraph.h>

#include "measure/graph.h"

umbel_status umbel_measure_graph(umbel_ctx *cx, const umbel_network *network, igraph_t *graph) {
    igraph_vector_int_t ends;
    if (igraph_vector_int_init(&ends, 0)) return UMBEL_FAIL(cx, UMBEL_E_MEMORY, "no memory for the graph");
    igraph_error_t code = IGRAPH_SUCCESS;
    for (size_t i = 0; !code && i < network->n_edges; i++) {
        const umbel_edge *e = &network->edges[i];
        code = igraph_vector_int_push_back(&ends, e->from);
        if (!code) code = igraph_vector_int_push_back(&ends, e->to);
        if (!code && umbel_tie_symmetric(e->tie)) {
            code = igraph_vector_int_push_back(&ends, e->to);
            if (!code) code = igraph_vector_int_push_back(&ends, e->from);
        }
    }
    if (!code) code = igraph_create(graph, &ends, (igraph_integer_t)network->n_nodes, IGRAPH_DIRECTED);
    igraph_vector_int_destroy(&ends);
    return code ? UMBEL_FAIL(cx, UMBEL_E_MEMORY, "the graph cannot be made: %s", igraph_strerror(code)) : UMBEL_OK;
}

umbel_status umbel_measure_hits(umbel_ctx *cx, const umbel_network *network, double *hub, double *authority) {
    igraph_t graph;
    igraph_vector_t h, a;
    for (size_t i = 0; i < network->n_nodes; i++) hub[i] = authority[i] = 0;
    if (network->n_edges == 0) return UMBEL_OK;
    igraph_error_handler_t *before = igraph_set_error_handler(igraph_error_handler_ignore);
    igraph_warning_handler_t *before_warning = igraph_set_warning_handler(igraph_warning_handler_ignore);
    umbel_status status = umbel_measure_graph(cx, network, &graph);
    if (status == UMBEL_OK) {
        bool have_h = !igraph_vector_init(&h, 0), have_a = !igraph_vector_init(&a, 0);
        igraph_error_t code =
            have_h && have_a ? igraph_hub_and_authority_scores(&graph, &h, &a, NULL, true, NULL, NULL) : IGRAPH_ENOMEM;
        if (code) status = UMBEL_FAIL(cx, UMBEL_E_DIVERGED, "no hub scores: %s", igraph_strerror(code));
        for (size_t i = 0; status == UMBEL_OK && i < network->n_nodes; i++) {
            hub[i] = VECTOR(h)[i] > 1e-12 ? VECTOR(h)[i] : 0;
            authority[i] = VECTOR(a)[i] > 1e-12 ? VECTOR(a)[i] : 0;
        }
        if (have_h) igraph_vector_destroy(&h);
        if (have_a) igraph_vector_destroy(&a);
        igraph_destroy(&graph);
    }
    igraph_set_error_handler(before);
    igraph_set_warning_handler(before_warning);
    return status;
}
