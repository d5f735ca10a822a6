/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell/layout.h"

#include <math.h>

#define SWEEPS  500
#define GRAVITY 0.6
#define REACH   4.0 /* of repulsion, in ideal lengths */

static void spread(double *v, size_t n, double low, double high) {
    double min = INFINITY, max = -INFINITY;
    for (size_t i = 0; i < n; i++) {
        if (v[i] < min) min = v[i];
        if (v[i] > max) max = v[i];
    }
    for (size_t i = 0; i < n; i++)
        v[i] = max - min < 1e-9 ? (low + high) / 2 : low + (v[i] - min) / (max - min) * (high - low);
}

static void sweep(const umbel_network *g, double *x, double *y, double *dx, double *dy, double step) {
    size_t n = g->n_nodes;
    double k = 1.1 / sqrt((double)n);
    for (size_t i = 0; i < n; i++) {
        dx[i] = (0.5 - x[i]) * GRAVITY; /* keeps unconnected parts near */
        dy[i] = (0.5 - y[i]) * GRAVITY;
        for (size_t j = 0; j < n; j++) {
            double ex = x[i] - x[j], ey = y[i] - y[j], d2 = ex * ex + ey * ey + 1e-6;
            if (i == j || d2 > REACH * REACH * k * k) continue; /* far parts leave each other alone */
            dx[i] += ex / d2 * k * k;
            dy[i] += ey / d2 * k * k;
        }
    }
    for (size_t e = 0; e < g->n_edges; e++) {
        uint32_t a = g->edges[e].from, b = g->edges[e].to;
        double ex = x[a] - x[b], ey = y[a] - y[b], d = sqrt(ex * ex + ey * ey) + 1e-6, pull = d / k;
        dx[a] -= ex * pull, dy[a] -= ey * pull;
        dx[b] += ex * pull, dy[b] += ey * pull;
    }
    for (size_t i = 0; i < n; i++) {
        double d = sqrt(dx[i] * dx[i] + dy[i] * dy[i]) + 1e-9, move = d < step ? d : step;
        x[i] += dx[i] / d * move;
        y[i] += dy[i] / d * move;
    }
}

umbel_status umbel_layout(umbel_ctx *cx, const umbel_network *g, double *x, double *y) {
    umbel_mark mark = umbel_arena_mark(&cx->scratch);
    double *dx = UMBEL_NEW(cx, &cx->scratch, double, g->n_nodes), *dy = UMBEL_NEW(cx, &cx->scratch, double, g->n_nodes);
    if (!dx || !dy) return cx->err.code;
    for (size_t i = 0; i < g->n_nodes; i++) {
        double angle = 2.399963 * (double)i,
               radius = 0.45 * sqrt(((double)i + 0.5) / (double)g->n_nodes); /* sunflower */
        x[i] = 0.5 + radius * cos(angle);
        y[i] = 0.5 + radius * sin(angle);
    }
    for (int s = 0; s < SWEEPS; s++) sweep(g, x, y, dx, dy, 0.08 * (1 - (double)s / SWEEPS) + 0.001);
    double margin = g->n_nodes < 8 ? 0.25 : 0; /* a few nodes need not fill the picture */
    spread(x, g->n_nodes, margin, 1 - margin);
    spread(y, g->n_nodes, margin, 1 - margin);
    umbel_arena_release(cx, &cx->scratch, mark);
    return UMBEL_OK;
}
