/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* The network as a picture that stands alone: title, date, legend and source are in it. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tell/layout.h"
#include "umbel/tell.h"

#define WIDTH     960.0
#define HEIGHT    640.0
#define TOP       64.0
#define BOTTOM    92.0
#define SIDE      90.0
#define NODES_MAX 60
#define LABEL_MAX 26 /* characters of a node's label */

/* Okabe and Ito's colours, told apart by colour-blind readers too. */
static const char *const colours[UMBEL_N_TIE_GROUPS] = {"#555555", "#0072B2", "#009E73", "#CC79A7",
                                                        "#D55E00", "#B8860B", "#6A5ACD"};

typedef struct picture {
    umbel_ctx *cx;
    umbel_buf *out;
    const umbel_ties *ties;
    umbel_network *g;
    double *x, *y, *r;
    uint32_t *degree;
} picture;

static void place(picture *p) {
    for (size_t i = 0; i < p->g->n_nodes; i++) {
        p->x[i] = SIDE + p->x[i] * (WIDTH - 2 * SIDE);
        p->y[i] = TOP + 16 + p->y[i] * (HEIGHT - TOP - BOTTOM - 32);
        p->r[i] = 5 + 2.2 * sqrt((double)p->degree[i]);
        if (p->r[i] > 16) p->r[i] = 16;
    }
}

/* How many edges before e join the same two nodes: each is bent a little more. */
static int bend_of(const umbel_network *g, size_t e) {
    int n = 0;
    for (size_t i = 0; i < e; i++) {
        bool same = g->edges[i].from == g->edges[e].from && g->edges[i].to == g->edges[e].to;
        bool back = g->edges[i].from == g->edges[e].to && g->edges[i].to == g->edges[e].from;
        n += same || back;
    }
    return n;
}

static umbel_status put_edge(picture *p, size_t e) {
    const umbel_edge *edge = &p->g->edges[e];
    const umbel_tie_row *row = &p->ties->rows[edge->row];
    double x1 = p->x[edge->from], y1 = p->y[edge->from], x2 = p->x[edge->to], y2 = p->y[edge->to];
    double dx = x2 - x1, dy = y2 - y1, d = sqrt(dx * dx + dy * dy) + 1e-6;
    int n = bend_of(p->g, e);
    int steps = (n + 1) / 2; /* away from the straight line, to one side and the other */
    double bend = (n % 2 ? -14.0 : 14.0) * steps + (n ? 0 : 6);
    if (edge->from > edge->to) bend = -bend; /* both directions bend alike */
    double mx = (x1 + x2) / 2 - dy / d * bend, my = (y1 + y2) / 2 + dx / d * bend;
    double ax = x1 - mx, ay = y1 - my, a = sqrt(ax * ax + ay * ay) + 1e-6, bx = x2 - mx, by = y2 - my,
           b = sqrt(bx * bx + by * by) + 1e-6;
    x1 -= ax / a * p->r[edge->from], y1 -= ay / a * p->r[edge->from];
    x2 -= bx / b * (p->r[edge->to] + 3), y2 -= by / b * (p->r[edge->to] + 3);
    bool contested = row->n_denied > 0, hedged = row->n_hedged == row->n_affirmed;
    double width = 1.1 + 0.6 * (row->n_sources > 5 ? 4 : row->n_sources ? row->n_sources - 1 : 0);
    umbel_tie_group group = umbel_tie_group_of(row->tie);
    UMBEL_TRY(umbel_buf_printf(
        p->cx, p->out,
        "<path d=\"M%.1f %.1fQ%.1f %.1f %.1f %.1f\" fill=\"none\" stroke=\"%s\" stroke-width=\"%.1f\"%s%s><title>", x1,
        y1, mx, my, x2, y2, colours[group], width,
        contested ? " stroke-dasharray=\"1.5 4\" stroke-linecap=\"round\""
        : hedged  ? " stroke-dasharray=\"6 4\""
                  : "",
        ""));
    UMBEL_TRY(umbel_tell_html(p->cx, p->out, row->subject_name));
    UMBEL_TRY(umbel_buf_printf(p->cx, p->out, " %s ", umbel_tie_phrase(row->tie)));
    UMBEL_TRY(umbel_tell_html(p->cx, p->out, row->object_name));
    UMBEL_TRY(umbel_buf_addz(p->cx, p->out, "</title></path>"));
    if (umbel_tie_symmetric(row->tie)) return umbel_buf_byte(p->cx, p->out, '\n');
    double tx = bx / b, ty = by / b; /* towards the node */
    return umbel_buf_printf(p->cx, p->out, "<path d=\"M%.1f %.1fL%.1f %.1fL%.1f %.1fZ\" fill=\"%s\"/>\n", x2, y2,
                            x2 - tx * 7 - ty * 3, y2 - ty * 7 + tx * 3, x2 - tx * 7 + ty * 3, y2 - ty * 7 - tx * 3,
                            colours[group]);
}

static umbel_status put_shape(umbel_ctx *cx, umbel_buf *out, umbel_kind kind, double x, double y, double r) {
    switch (kind) {
    case UMBEL_KIND_STATE:
        return umbel_buf_printf(cx, out, "<rect class=\"n\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
                                x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8);
    case UMBEL_KIND_ORGAN:
        return umbel_buf_printf(cx, out, "<path class=\"n\" d=\"M%.1f %.1fL%.1f %.1fL%.1f %.1fL%.1f %.1fZ\"/>", x,
                                y - r * 1.15, x + r * 1.15, y, x, y + r * 1.15, x - r * 1.15, y);
    case UMBEL_KIND_PLACE:
        return umbel_buf_printf(cx, out, "<path class=\"n\" d=\"M%.1f %.1fL%.1f %.1fL%.1f %.1fZ\"/>", x, y - r * 1.1,
                                x + r, y + r * 0.8, x - r, y + r * 0.8);
    case UMBEL_KIND_GROUP:
        return umbel_buf_printf(cx, out, "<circle class=\"n\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>", x, y, r);
    default:
        return umbel_buf_printf(cx, out, "<circle class=\"n o\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>", x, y, r * 0.8);
    }
}

static umbel_str shortened(umbel_str s, bool *cut) {
    size_t n = 0, i = 0;
    while (i < s.n && n < LABEL_MAX) {
        i++;
        while (i < s.n && ((unsigned char)s.p[i] & 0xc0) == 0x80) i++;
        n++;
    }
    *cut = i < s.n;
    return (umbel_str){s.p, i};
}

typedef struct box {
    double x0, y0, x1, y1;
} box;

static bool overlaps(const box *a, const box *b) {
    return a->x0 < b->x1 && b->x0 < a->x1 && a->y0 < b->y1 && b->y0 < a->y1;
}

/* Labels beside their nodes, at the first of six places that is free. */
static umbel_status put_label(picture *p, size_t i, box *taken, size_t *n_taken) {
    static const double at[6][2] = {{0, 1}, {0, -1}, {1, 0}, {-1, 0}, {0, 1.9}, {0, -1.9}};
    bool cut;
    umbel_str name = shortened(p->g->nodes[i].name, &cut);
    double w = 6.1 * (double)(name.n < LABEL_MAX ? name.n : LABEL_MAX) + 6, h = 14;
    box best = {0, 0, 0, 0};
    for (int k = 0; k < 6; k++) {
        double cx = p->x[i] + at[k][0] * (p->r[i] + w / 2 + 3), cy = p->y[i] + at[k][1] * (p->r[i] + h / 2 + 2);
        box b = {cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2};
        bool free_place = b.x0 > 4 && b.x1 < WIDTH - 4 && b.y0 > TOP - 8 && b.y1 < HEIGHT - BOTTOM + 20;
        for (size_t j = 0; free_place && j < *n_taken; j++) free_place = !overlaps(&b, &taken[j]);
        if (k == 0 || free_place) best = b;
        if (free_place) break;
    }
    taken[(*n_taken)++] = best;
    UMBEL_TRY(umbel_buf_printf(p->cx, p->out, "<text class=\"l\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">",
                               (best.x0 + best.x1) / 2, best.y1 - 4));
    UMBEL_TRY(umbel_tell_html(p->cx, p->out, name));
    return umbel_buf_addz(p->cx, p->out, cut ? "\xe2\x80\xa6</text>\n" : "</text>\n");
}

static umbel_status put_legend(picture *p, size_t n_left_out) {
    static const char *const dash[] = {"", " stroke-dasharray=\"6 4\"",
                                       " stroke-dasharray=\"1.5 4\" stroke-linecap=\"round\""};
    static const char *const line_names[] = {"asserted", "only hedged", "also denied"};
    static const char *const kind_names[] = {"group", "state", "organ", "other"};
    static const umbel_kind kinds[] = {UMBEL_KIND_GROUP, UMBEL_KIND_STATE, UMBEL_KIND_ORGAN, UMBEL_KIND_BODY};
    double y = HEIGHT - 50;
    for (int g = 1; g < UMBEL_N_TIE_GROUPS; g++)
        UMBEL_TRY(umbel_buf_printf(p->cx, p->out,
                                   "<path d=\"M%.0f %.0fh22\" stroke=\"%s\" stroke-width=\"3\"/><text class=\"k\" "
                                   "x=\"%.0f\" y=\"%.0f\">%s</text>\n",
                                   20.0 + (g - 1) * 104, y, colours[g], 47.0 + (g - 1) * 104, y + 4,
                                   umbel_tie_group_name((umbel_tie_group)g)));
    for (int k = 0; k < 3; k++)
        UMBEL_TRY(umbel_buf_printf(p->cx, p->out,
                                   "<path d=\"M%.0f %.0fh22\" stroke=\"#555\" stroke-width=\"2\"%s/><text class=\"k\" "
                                   "x=\"%.0f\" y=\"%.0f\">%s</text>\n",
                                   20.0 + k * 104, y + 20, dash[k], 47.0 + k * 104, y + 24, line_names[k]));
    for (int k = 0; k < 4; k++) {
        UMBEL_TRY(put_shape(p->cx, p->out, kinds[k], 340.0 + k * 80, y + 20, 6));
        UMBEL_TRY(umbel_buf_printf(p->cx, p->out, "<text class=\"k\" x=\"%.0f\" y=\"%.0f\">%s</text>\n", 352.0 + k * 80,
                                   y + 24, kind_names[k]));
    }
    UMBEL_TRY(umbel_buf_printf(
        p->cx, p->out, "<text class=\"k\" x=\"668\" y=\"%.0f\">size: neighbours; width: sources</text>\n", y + 24));
    if (n_left_out)
        UMBEL_TRY(umbel_buf_printf(
            p->cx, p->out, "<text class=\"k\" x=\"668\" y=\"%.0f\">%zu less connected actors are not drawn</text>\n",
            y + 4, n_left_out));
    return UMBEL_OK;
}

static int by_degree(const void *pa, const void *pb) {
    const uint32_t *a = pa, *b = pb; /* [0] degree, [1] node */
    if (a[0] != b[0]) return a[0] > b[0] ? -1 : 1;
    return (a[1] > b[1]) - (a[1] < b[1]);
}

/* Keeps the NODES_MAX most connected nodes; says how many went. */
static umbel_status thin_out(umbel_ctx *cx, umbel_network *g, size_t *n_left_out) {
    *n_left_out = 0;
    if (g->n_nodes <= NODES_MAX) return UMBEL_OK;
    uint32_t(*order)[2] = umbel_arena_alloc(cx, &cx->scratch, g->n_nodes, sizeof *order);
    uint32_t *place_of = UMBEL_NEW(cx, &cx->scratch, uint32_t, g->n_nodes);
    umbel_node *nodes = UMBEL_NEW(cx, &g->arena, umbel_node, NODES_MAX);
    if (!order || !place_of || !nodes) return cx->err.code;
    for (uint32_t i = 0; i < g->n_nodes; i++) order[i][1] = i, place_of[i] = UINT32_MAX;
    for (size_t e = 0; e < g->n_edges; e++) order[g->edges[e].from][0]++, order[g->edges[e].to][0]++;
    qsort(order, g->n_nodes, sizeof *order, by_degree);
    for (uint32_t k = 0; k < NODES_MAX; k++) nodes[k] = g->nodes[order[k][1]], place_of[order[k][1]] = k;
    size_t n = 0;
    for (size_t e = 0; e < g->n_edges; e++) {
        umbel_edge edge = g->edges[e];
        edge.from = place_of[edge.from], edge.to = place_of[edge.to];
        if (edge.from != UINT32_MAX && edge.to != UINT32_MAX) g->edges[n++] = edge;
    }
    *n_left_out = g->n_nodes - NODES_MAX;
    g->nodes = nodes;
    g->n_nodes = NODES_MAX;
    g->n_edges = n;
    return UMBEL_OK;
}

static umbel_status draw(picture *p, const umbel_evidence *e, const umbel_brief_options *o, size_t n_left_out) {
    char as_of[UMBEL_DATE_MAX];
    umbel_date_print(&o->as_of, as_of);
    UMBEL_TRY(umbel_buf_printf(p->cx, p->out,
                               "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" role=\"img\" "
                               "aria-labelledby=\"svg-title\">\n<title id=\"svg-title\">Network of ties</title>\n<text "
                               "class=\"t\" x=\"20\" y=\"26\">",
                               WIDTH, HEIGHT));
    UMBEL_TRY(umbel_tell_html(p->cx, p->out, o->title.n ? o->title : UMBEL_STR("Ties that the documents state")));
    UMBEL_TRY(umbel_buf_printf(
        p->cx, p->out,
        "</text>\n<text class=\"k\" x=\"20\" y=\"45\">%zu actors, %zu ties; reported in %zu documents%s%s</text>\n",
        p->g->n_nodes + n_left_out, p->g->n_edges, e->n_documents, as_of[0] ? "; as of " : "", as_of));
    for (size_t i = 0; i < p->g->n_edges; i++) UMBEL_TRY(put_edge(p, i));
    box *taken = UMBEL_NEW(p->cx, &p->cx->scratch, box, 2 * p->g->n_nodes);
    size_t n_taken = 0;
    if (!taken) return p->cx->err.code;
    for (size_t i = 0; i < p->g->n_nodes; i++) {
        UMBEL_TRY(umbel_buf_addz(p->cx, p->out, "<g>"));
        UMBEL_TRY(put_shape(p->cx, p->out, p->g->nodes[i].kind, p->x[i], p->y[i], p->r[i]));
        UMBEL_TRY(umbel_buf_addz(p->cx, p->out, "</g>\n"));
        taken[n_taken++] = (box){p->x[i] - p->r[i], p->y[i] - p->r[i], p->x[i] + p->r[i], p->y[i] + p->r[i]};
    }
    for (size_t i = 0; i < p->g->n_nodes; i++) UMBEL_TRY(put_label(p, i, taken, &n_taken));
    UMBEL_TRY(put_legend(p, n_left_out));
    UMBEL_TRY(umbel_buf_printf(p->cx, p->out, "<text class=\"k\" x=\"20\" y=\"%.0f\">Source: ", HEIGHT - 8));
    UMBEL_TRY(
        umbel_tell_html(p->cx, p->out, o->made_from.n ? o->made_from : UMBEL_STR("the documents listed in the brief")));
    return umbel_buf_printf(
        p->cx, p->out, ", read by umbel %s. Claims by their speakers, not findings.</text>\n</svg>\n", umbel_version());
}

umbel_status umbel_tell_network_svg(umbel_ctx *cx, umbel_buf *out, const umbel_evidence *evidence,
                                    const umbel_ties *ties, const umbel_brief_options *options) {
    umbel_network g = {0};
    size_t n_left_out;
    umbel_mark mark = umbel_arena_mark(&cx->scratch);
    umbel_network_options actors_only = {.ranked_kinds_only = true};
    umbel_status status = umbel_network_build(cx, &g, evidence, ties, &actors_only);
    if (status == UMBEL_OK) status = thin_out(cx, &g, &n_left_out);
    picture p = {cx, out, ties, &g, NULL, NULL, NULL, NULL};
    if (status == UMBEL_OK) {
        p.x = UMBEL_NEW(cx, &cx->scratch, double, g.n_nodes);
        p.y = UMBEL_NEW(cx, &cx->scratch, double, g.n_nodes);
        p.r = UMBEL_NEW(cx, &cx->scratch, double, g.n_nodes);
        p.degree = UMBEL_NEW(cx, &cx->scratch, uint32_t, g.n_nodes);
        if (!p.x || !p.y || !p.r || !p.degree) status = cx->err.code;
    }
    for (size_t i = 0; status == UMBEL_OK && i < g.n_edges; i++) p.degree[g.edges[i].from]++, p.degree[g.edges[i].to]++;
    if (status == UMBEL_OK && g.n_nodes) status = umbel_layout(cx, &g, p.x, p.y);
    if (status == UMBEL_OK) {
        place(&p);
        status = draw(&p, evidence, options, n_left_out);
    }
    umbel_network_free(cx, &g);
    umbel_arena_release(cx, &cx->scratch, mark);
    return status;
}
