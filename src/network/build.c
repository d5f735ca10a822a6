/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/intern.h"
#include "umbel/network.h"

static bool is_ranked(umbel_kind kind) {
    return kind == UMBEL_KIND_GROUP || kind == UMBEL_KIND_STATE || kind == UMBEL_KIND_ORGAN;
}

static umbel_status node_of(umbel_ctx *cx, umbel_network *out, umbel_intern *ids, umbel_str id, umbel_str name,
                            umbel_kind kind, uint32_t *node) {
    size_t before = ids->n;
    UMBEL_TRY(umbel_intern_add(cx, ids, id, node));
    if (ids->n == before) return UMBEL_OK;
    UMBEL_TRY(
        umbel_reserve(cx, &out->arena, (void *)&out->nodes, &out->cap_nodes, out->n_nodes + 1, sizeof(umbel_node)));
    out->nodes[out->n_nodes++] = (umbel_node){id, name, kind};
    return UMBEL_OK;
}

static umbel_str source_of(const umbel_evidence *e, const umbel_intern *documents, const umbel_statement *st) {
    uint32_t k = umbel_intern_find(documents, st->document);
    static const umbel_str none;
    return k == UMBEL_INTERN_NONE ? none : e->documents[k].source;
}

/* Whether a statement of the row affirms it under the options. */
static bool holds(const umbel_evidence *e, const umbel_intern *documents, const umbel_tie_row *row,
                  const umbel_network_options *o) {
    for (size_t i = 0; i < row->n_statements; i++) {
        const umbel_statement *st = &e->statements[row->statements[i]];
        if (st->polarity != UMBEL_AFFIRMED || (o->without_hedged && st->certainty != UMBEL_CERTAIN)) continue;
        if (o->without_source.n && umbel_str_eq(source_of(e, documents, st), o->without_source)) continue;
        return true;
    }
    return false;
}

umbel_status umbel_network_build(umbel_ctx *cx, umbel_network *out, const umbel_evidence *e, const umbel_ties *ties,
                                 const umbel_network_options *options) {
    static const umbel_network_options plain;
    const umbel_network_options *o = options ? options : &plain;
    umbel_intern ids = {0}, documents = {0};
    umbel_status status = UMBEL_OK;
    uint32_t k, from, to;
    for (size_t i = 0; status == UMBEL_OK && i < e->n_documents; i++)
        status = umbel_intern_add(cx, &documents, e->documents[i].id, &k);
    for (size_t i = 0; status == UMBEL_OK && i < ties->n; i++) {
        const umbel_tie_row *row = &ties->rows[i];
        if (o->ranked_kinds_only && !(is_ranked(row->subject_kind) && is_ranked(row->object_kind))) continue;
        if (o->groups && !(o->groups >> umbel_tie_group_of(row->tie) & 1)) continue;
        if (umbel_str_eq(row->subject, row->object) || !holds(e, &documents, row, o)) continue;
        status = node_of(cx, out, &ids, row->subject, row->subject_name, row->subject_kind, &from);
        if (status == UMBEL_OK) status = node_of(cx, out, &ids, row->object, row->object_name, row->object_kind, &to);
        if (status == UMBEL_OK)
            status = umbel_reserve(cx, &out->arena, (void *)&out->edges, &out->cap_edges, out->n_edges + 1,
                                   sizeof(umbel_edge));
        if (status == UMBEL_OK) out->edges[out->n_edges++] = (umbel_edge){from, to, (uint32_t)i, row->tie};
    }
    umbel_intern_free(cx, &ids);
    umbel_intern_free(cx, &documents);
    return status;
}

void umbel_network_free(umbel_ctx *cx, umbel_network *network) {
    umbel_arena_free(cx, &network->arena);
    *network = (umbel_network){0};
}
