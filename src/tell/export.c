/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "tell/records.h"

bool umbel_export_format_parse(umbel_str s, umbel_export_format *out) {
    static const char *const names[] = {"jsonl", "csv", "graphml"};
    for (int i = 0; i < 3; i++)
        if (umbel_str_eq(s, umbel_str_of(names[i]))) return *out = (umbel_export_format)i, true;
    return false;
}

static umbel_str or_null(umbel_str s) { return s.n ? s : (umbel_str){0}; }

static umbel_status put_source(umbel_ctx *cx, umbel_buf *out, const umbel_source *s) {
    UMBEL_TRY(umbel_buf_addz(cx, out, "{\"record\":\"source\""));
    UMBEL_TRY(umbel_json_text(cx, out, "id", s->id));
    UMBEL_TRY(umbel_json_text(cx, out, "name", s->name));
    UMBEL_TRY(umbel_json_text(cx, out, "kind", or_null(s->kind)));
    UMBEL_TRY(umbel_json_text(cx, out, "country", or_null(s->country)));
    UMBEL_TRY(
        umbel_json_text(cx, out, "reliability", s->reliability ? (umbel_str){&s->reliability, 1} : (umbel_str){0}));
    return umbel_buf_addz(cx, out, "}\n");
}

static umbel_status put_document(umbel_ctx *cx, umbel_buf *out, const umbel_document *d) {
    UMBEL_TRY(umbel_buf_addz(cx, out, "{\"record\":\"document\""));
    UMBEL_TRY(umbel_json_text(cx, out, "id", d->id));
    UMBEL_TRY(umbel_json_text(cx, out, "sha256", d->sha256));
    UMBEL_TRY(umbel_json_text(cx, out, "source", or_null(d->source)));
    UMBEL_TRY(umbel_json_text(cx, out, "url", or_null(d->url)));
    UMBEL_TRY(umbel_json_text(cx, out, "title", or_null(d->title)));
    UMBEL_TRY(umbel_json_date(cx, out, "published", &d->published));
    UMBEL_TRY(umbel_json_text(cx, out, "language", or_null(d->language)));
    UMBEL_TRY(umbel_json_text(cx, out, "locator", d->locator));
    return umbel_buf_addz(cx, out, "}\n");
}

static umbel_status put_actor(umbel_ctx *cx, umbel_buf *out, const umbel_actor *a) {
    UMBEL_TRY(umbel_buf_addz(cx, out, "{\"record\":\"actor\""));
    UMBEL_TRY(umbel_json_text(cx, out, "id", a->id));
    UMBEL_TRY(umbel_json_text(cx, out, "kind", umbel_str_of(umbel_kind_name(a->kind))));
    UMBEL_TRY(umbel_json_text(cx, out, "name", a->name));
    UMBEL_TRY(umbel_json_text(cx, out, "country", or_null(a->country)));
    UMBEL_TRY(umbel_json_date(cx, out, "from", &a->active.from));
    UMBEL_TRY(umbel_json_date(cx, out, "to", &a->active.to));
    UMBEL_TRY(umbel_json_text(cx, out, "refs", or_null(a->refs)));
    UMBEL_TRY(umbel_json_text(cx, out, "source", or_null(a->source)));
    return umbel_buf_addz(cx, out, "}\n");
}

static umbel_status put_name(umbel_ctx *cx, umbel_buf *out, const umbel_name *n) {
    UMBEL_TRY(umbel_buf_addz(cx, out, "{\"record\":\"name\""));
    UMBEL_TRY(umbel_json_text(cx, out, "actor", n->actor));
    UMBEL_TRY(umbel_json_text(cx, out, "text", n->text));
    UMBEL_TRY(umbel_json_text(cx, out, "kind", umbel_str_of(umbel_name_kind_name(n->kind))));
    UMBEL_TRY(umbel_json_text(cx, out, "language", or_null(n->language)));
    UMBEL_TRY(umbel_json_text(cx, out, "used_by", or_null(n->used_by)));
    UMBEL_TRY(umbel_json_date(cx, out, "from", &n->when.from));
    UMBEL_TRY(umbel_json_date(cx, out, "to", &n->when.to));
    UMBEL_TRY(umbel_json_text(cx, out, "source", or_null(n->source)));
    return umbel_buf_addz(cx, out, "}\n");
}

static umbel_status export_jsonl(umbel_ctx *cx, umbel_buf *out, const umbel_evidence *e,
                                 const umbel_export_options *o) {
    for (size_t i = 0; i < e->n_sources; i++) UMBEL_TRY(put_source(cx, out, &e->sources[i]));
    for (size_t i = 0; i < e->n_documents; i++) UMBEL_TRY(put_document(cx, out, &e->documents[i]));
    for (size_t i = 0; i < e->n_actors; i++) UMBEL_TRY(put_actor(cx, out, &e->actors[i]));
    for (size_t i = 0; i < e->n_names; i++) UMBEL_TRY(put_name(cx, out, &e->names[i]));
    for (size_t i = 0; i < e->n_statements; i++) {
        umbel_statement st = e->statements[i];
        if (o && o->without_text) st.passage_text = (umbel_str){0};
        UMBEL_TRY(umbel_tell_statement_json(cx, out, &st, (umbel_str){0}));
    }
    return UMBEL_OK;
}

static umbel_status csv_number(umbel_ctx *cx, umbel_buf *out, uint32_t n, char behind) {
    return umbel_buf_printf(cx, out, "%u%c", n, behind);
}

static umbel_status csv_date(umbel_ctx *cx, umbel_buf *out, const umbel_date *d) {
    char text[UMBEL_DATE_MAX];
    umbel_date_print(d, text);
    return umbel_buf_printf(cx, out, "%s,", text);
}

static umbel_status export_csv(umbel_ctx *cx, umbel_buf *out, const umbel_evidence *e, const umbel_ties *ties,
                               const umbel_export_options *o) {
    UMBEL_TRY(
        umbel_buf_addz(cx, out,
                       "subject,subject_id,subject_kind,tie,object,object_id,object_kind,held_from,held_to,first_"
                       "reported,last_reported,statements,affirmed,denied,hedged,documents,sources,first_quote\r\n"));
    for (size_t i = 0; i < ties->n; i++) {
        const umbel_tie_row *r = &ties->rows[i];
        umbel_str cells[] = {r->subject_name,
                             r->subject,
                             umbel_str_of(umbel_kind_name(r->subject_kind)),
                             umbel_str_of(umbel_tie_name(r->tie)),
                             r->object_name,
                             r->object,
                             umbel_str_of(umbel_kind_name(r->object_kind))};
        for (int c = 0; c < 7; c++) {
            UMBEL_TRY(umbel_tell_csv_cell(cx, out, cells[c]));
            UMBEL_TRY(umbel_buf_byte(cx, out, ','));
        }
        const umbel_date *dates[] = {&r->when.from, &r->when.to, &r->first_reported, &r->last_reported};
        for (int c = 0; c < 4; c++) UMBEL_TRY(csv_date(cx, out, dates[c]));
        UMBEL_TRY(csv_number(cx, out, (uint32_t)r->n_statements, ','));
        UMBEL_TRY(csv_number(cx, out, r->n_affirmed, ','));
        UMBEL_TRY(csv_number(cx, out, r->n_denied, ','));
        UMBEL_TRY(csv_number(cx, out, r->n_hedged, ','));
        UMBEL_TRY(csv_number(cx, out, r->n_documents, ','));
        UMBEL_TRY(csv_number(cx, out, r->n_sources, ','));
        umbel_str quote = e->statements[r->statements[0]].passage_text;
        if (o && o->without_text) quote.n = 0;
        UMBEL_TRY(umbel_tell_csv_cell(cx, out, quote));
        UMBEL_TRY(umbel_buf_addz(cx, out, "\r\n"));
    }
    return UMBEL_OK;
}

static umbel_status graphml_data(umbel_ctx *cx, umbel_buf *out, const char *key, umbel_str value) {
    UMBEL_TRY(umbel_buf_printf(cx, out, "<data key=\"%s\">", key));
    UMBEL_TRY(umbel_tell_html(cx, out, value));
    return umbel_buf_addz(cx, out, "</data>");
}

static umbel_status export_graphml(umbel_ctx *cx, umbel_buf *out, const umbel_evidence *e, const umbel_ties *ties) {
    static const char *const keys =
        "<key id=\"name\" for=\"node\" attr.name=\"name\" attr.type=\"string\"/>\n<key id=\"kind\" for=\"node\" "
        "attr.name=\"kind\" attr.type=\"string\"/>\n"
        "<key id=\"tie\" for=\"edge\" attr.name=\"tie\" attr.type=\"string\"/>\n<key id=\"group\" for=\"edge\" "
        "attr.name=\"group\" attr.type=\"string\"/>\n"
        "<key id=\"statements\" for=\"edge\" attr.name=\"statements\" attr.type=\"int\"/>\n<key id=\"sources\" "
        "for=\"edge\" attr.name=\"sources\" attr.type=\"int\"/>\n"
        "<key id=\"denied\" for=\"edge\" attr.name=\"denied\" attr.type=\"int\"/>\n<key id=\"hedged\" for=\"edge\" "
        "attr.name=\"hedged\" attr.type=\"int\"/>\n";
    umbel_network g = {0};
    umbel_status status = umbel_network_build(cx, &g, e, ties, NULL);
    if (status == UMBEL_OK)
        status = umbel_buf_printf(
            cx, out,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml "
            "xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n%s<graph id=\"ties\" edgedefault=\"directed\">\n",
            keys);
    for (size_t i = 0; status == UMBEL_OK && i < g.n_nodes; i++) {
        status = umbel_buf_printf(cx, out, "<node id=\"n%zu\">", i);
        if (status == UMBEL_OK) status = graphml_data(cx, out, "name", g.nodes[i].name);
        if (status == UMBEL_OK) status = graphml_data(cx, out, "kind", umbel_str_of(umbel_kind_name(g.nodes[i].kind)));
        if (status == UMBEL_OK) status = umbel_buf_addz(cx, out, "</node>\n");
    }
    for (size_t i = 0; status == UMBEL_OK && i < g.n_edges; i++) {
        const umbel_tie_row *r = &ties->rows[g.edges[i].row];
        status = umbel_buf_printf(
            cx, out,
            "<edge source=\"n%u\" target=\"n%u\"><data key=\"tie\">%s</data><data key=\"group\">%s</data><data "
            "key=\"statements\">%zu</data><data key=\"sources\">%u</data><data key=\"denied\">%u</data><data "
            "key=\"hedged\">%u</data></edge>\n",
            g.edges[i].from, g.edges[i].to, umbel_tie_name(r->tie), umbel_tie_group_name(umbel_tie_group_of(r->tie)),
            r->n_statements, r->n_sources, r->n_denied, r->n_hedged);
    }
    if (status == UMBEL_OK) status = umbel_buf_addz(cx, out, "</graph>\n</graphml>\n");
    umbel_network_free(cx, &g);
    return status;
}

umbel_status umbel_tell_export(umbel_ctx *cx, umbel_buf *out, const umbel_evidence *evidence, const umbel_ties *ties,
                               umbel_export_format format, const umbel_export_options *options) {
    switch (format) {
    case UMBEL_EXPORT_JSONL: return export_jsonl(cx, out, evidence, options);
    case UMBEL_EXPORT_CSV: return export_csv(cx, out, evidence, ties, options);
    case UMBEL_EXPORT_GRAPHML: return export_graphml(cx, out, evidence, ties);
    }
    return UMBEL_FAIL(cx, UMBEL_E_ARG, "no such format");
}
