/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file graph.h  A network as igraph takes it; a symmetric tie becomes two arcs. igraph_destroy the result. */
#ifndef UMBEL_MEASURE_GRAPH_H
#define UMBEL_MEASURE_GRAPH_H

#include <igraph.h>

#include "umbel/measure.h"

umbel_status umbel_measure_graph(umbel_ctx *cx, const umbel_network *network, igraph_t *graph);

#endif
