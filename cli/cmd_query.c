/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* The questions one asks of a ledger: search, ties, why, hubs. */
#include <string.h>

#include "view.h"

static int finish(umbel_ctx *cx, view *v, umbel_status status, bool any) {
    int code = status != UMBEL_OK ? report(cx, status) : any ? EXIT_DONE : EXIT_NOTHING;
    view_close(cx, v);
    return code;
}

/* ---- search --------------------------------------------------------------------------------- */

typedef struct hits {
    umbel_buf out;
    bool json;
} hits;

static umbel_status on_hit(void *user, umbel_ctx *cx, const umbel_hit *h) {
    hits *r = user;
    char published[UMBEL_DATE_MAX];
    shown_date(&h->published, published);
    if (r->json) {
        UMBEL_TRY(umbel_buf_byte(cx, &r->out, '{'));
        UMBEL_TRY(add_json(cx, &r->out, "text", h->text, true));
        UMBEL_TRY(add_json(cx, &r->out, "document", h->document, false));
        UMBEL_TRY(add_json(cx, &r->out, "title", h->title, false));
        UMBEL_TRY(add_json(cx, &r->out, "source", h->source, false));
        UMBEL_TRY(add_json(cx, &r->out, "published", umbel_str_of(published), false));
        return umbel_buf_printf(cx, &r->out, ",\"begin\":%u,\"end\":%u}\n", h->begin, h->end);
    }
    UMBEL_TRY(umbel_buf_addz(cx, &r->out, "\xe2\x80\x9c"));
    UMBEL_TRY(umbel_tell_plain(cx, &r->out, h->text));
    UMBEL_TRY(umbel_buf_addz(cx, &r->out, "\xe2\x80\x9d\n    "));
    UMBEL_TRY(umbel_tell_plain(cx, &r->out, h->title.n ? h->title : h->locator));
    UMBEL_TRY(umbel_buf_addz(cx, &r->out, h->source.n ? ", " : ""));
    UMBEL_TRY(umbel_tell_plain(cx, &r->out, h->source));
    return umbel_buf_printf(cx, &r->out, "%s%s [%.8s]\n", published[0] ? ", " : "", published, h->document.p);
}

int cmd_search(umbel_ctx *cx, int argc, char **argv) {
    query q;
    view v = {0};
    hits r = {0};
    umbel_buf words = {0};
    size_t n = 0;
    int code = read_query("search", argc, argv, &q);
    if (code >= 0) return code;
    if (optind >= argc) return usage_error("search", "name the words to look for");
    r.json = q.json;
    umbel_status status = view_open(cx, &v, &q);
    for (int i = optind; status == UMBEL_OK && i < argc; i++) {
        status = umbel_buf_addz(cx, &words, argv[i]);
        if (status == UMBEL_OK) status = umbel_buf_byte(cx, &words, ' ');
    }
    if (status == UMBEL_OK) status = umbel_ledger_search(cx, v.ledger, umbel_buf_str(&words), q.limit, on_hit, &r, &n);
    if (status == UMBEL_OK) write_out(&r.out);
    umbel_buf_free(cx, &r.out);
    umbel_buf_free(cx, &words);
    return finish(cx, &v, status, n > 0);
}

/* ---- ties ----------------------------------------------------------------------------------- */

static umbel_status ties_json(umbel_ctx *cx, const umbel_ties *ties, umbel_buf *out) {
    for (size_t i = 0; i < ties->n; i++) {
        const umbel_tie_row *r = &ties->rows[i];
        UMBEL_TRY(umbel_buf_byte(cx, out, '{'));
        UMBEL_TRY(add_json(cx, out, "subject", r->subject, true));
        UMBEL_TRY(add_json(cx, out, "subject_name", r->subject_name, false));
        UMBEL_TRY(add_json(cx, out, "tie", umbel_str_of(umbel_tie_name(r->tie)), false));
        UMBEL_TRY(add_json(cx, out, "object", r->object, false));
        UMBEL_TRY(add_json(cx, out, "object_name", r->object_name, false));
        UMBEL_TRY(umbel_buf_printf(
            cx, out,
            ",\"statements\":%zu,\"affirmed\":%u,\"denied\":%u,\"hedged\":%u,\"documents\":%u,\"sources\":%u}\n",
            r->n_statements, r->n_affirmed, r->n_denied, r->n_hedged, r->n_documents, r->n_sources));
    }
    return UMBEL_OK;
}

static umbel_status ties_table(umbel_ctx *cx, const umbel_ties *ties, umbel_buf *out) {
    static const char *const columns[] = {"subject", "tie",        "object",   ">said", ">denied",
                                          ">hedged", ">documents", ">sources", "held",  "reported"};
    umbel_table t = {.columns = columns, .n_columns = 10};
    umbel_status status = UMBEL_OK;
    for (size_t i = 0; status == UMBEL_OK && i < ties->n; i++) {
        const umbel_tie_row *r = &ties->rows[i];
        char first[UMBEL_DATE_MAX], from[UMBEL_DATE_MAX], to[UMBEL_DATE_MAX];
        uint32_t numbers[] = {r->n_affirmed, r->n_denied, r->n_hedged, r->n_documents, r->n_sources};
        status = umbel_table_add(cx, &t, r->subject_name);
        if (status == UMBEL_OK) status = umbel_table_add(cx, &t, umbel_str_of(umbel_tie_name(r->tie)));
        if (status == UMBEL_OK) status = umbel_table_add(cx, &t, r->object_name);
        for (int c = 0; status == UMBEL_OK && c < 5; c++) status = umbel_table_addf(cx, &t, "%u", numbers[c]);
        shown_date(&r->when.from, from);
        shown_date(&r->when.to, to);
        bool one = strcmp(from, to) == 0, none = !from[0] && !to[0];
        if (status == UMBEL_OK)
            status = one ? umbel_table_add(cx, &t, umbel_str_of(from))
                         : umbel_table_addf(cx, &t, "%s/%s", from, none || to[0] ? to : "..");
        if (status == UMBEL_OK) status = umbel_table_add(cx, &t, umbel_str_of(shown_date(&r->first_reported, first)));
    }
    if (status == UMBEL_OK) status = umbel_table_print(cx, &t, terminal_width(), out);
    umbel_table_free(cx, &t);
    return status;
}

int cmd_ties(umbel_ctx *cx, int argc, char **argv) {
    query q;
    view v = {0};
    umbel_buf out = {0};
    umbel_ledger_filter filter = {0};
    int code = read_query("ties", argc, argv, &q);
    if (code >= 0) return code;
    if (q.tie && !umbel_tie_parse(umbel_str_of(q.tie), &filter.tie))
        return usage_error("ties", "--tie %s: no such type", q.tie);
    umbel_status status = view_open(cx, &v, &q);
    if (status == UMBEL_OK && optind < argc) status = view_actor(cx, &v, argv[optind], &filter.actor);
    if (status == UMBEL_OK) status = view_load(cx, &v, &filter);
    if (status == UMBEL_OK && v.ties.n) status = q.json ? ties_json(cx, &v.ties, &out) : ties_table(cx, &v.ties, &out);
    if (status == UMBEL_OK) write_out(&out);
    umbel_buf_free(cx, &out);
    return finish(cx, &v, status, v.ties.n > 0);
}

/* ---- why ------------------------------------------------------------------------------------ */

static const umbel_document *document_of(const umbel_evidence *e, umbel_str id) {
    for (size_t i = 0; i < e->n_documents; i++)
        if (umbel_str_eq(e->documents[i].id, id)) return &e->documents[i];
    return NULL;
}

static umbel_status show_statement(umbel_ctx *cx, const umbel_evidence *e, const umbel_statement *st, umbel_buf *out) {
    const umbel_document *d = document_of(e, st->document);
    char published[UMBEL_DATE_MAX] = "";
    UMBEL_TRY(umbel_buf_addz(cx, out, "  \xe2\x80\x9c"));
    UMBEL_TRY(umbel_tell_plain(cx, out, st->passage_text));
    UMBEL_TRY(umbel_buf_printf(cx, out, "\xe2\x80\x9d\n    %s, %s, speaker: ", umbel_polarity_name(st->polarity),
                               umbel_certainty_name(st->certainty)));
    if (st->speaker.quote.text.n)
        UMBEL_TRY(umbel_tell_plain(cx, out, st->speaker.quote.text));
    else
        UMBEL_TRY(umbel_buf_addz(cx, out, umbel_speaker_kind_name(st->speaker.kind)));
    for (size_t i = 0; i < st->n_cues; i++) {
        UMBEL_TRY(umbel_buf_printf(cx, out, "%s%.*s: ", i ? "; " : "\n    ", UMBEL_ARGS(st->cues[i].role)));
        UMBEL_TRY(umbel_tell_plain(cx, out, st->cues[i].quote.text));
    }
    UMBEL_TRY(umbel_buf_addz(cx, out, "\n    "));
    if (d) {
        shown_date(&d->published, published);
        UMBEL_TRY(umbel_tell_plain(cx, out, d->title.n ? d->title : d->locator));
        UMBEL_TRY(umbel_buf_addz(cx, out, d->source.n ? ", " : ""));
        UMBEL_TRY(umbel_tell_plain(cx, out, d->source));
    }
    return umbel_buf_printf(cx, out, "%s%s, bytes %u to %u of %.8s\n", published[0] ? ", " : "", published,
                            st->passage.begin, st->passage.end, st->document.p);
}

static umbel_status show_why(umbel_ctx *cx, const view *v, umbel_buf *out) {
    for (size_t i = 0; i < v->ties.n; i++) {
        const umbel_tie_row *r = &v->ties.rows[i];
        UMBEL_TRY(umbel_tell_plain(cx, out, r->subject_name));
        UMBEL_TRY(umbel_buf_printf(cx, out, " %s ", umbel_tie_phrase(r->tie)));
        UMBEL_TRY(umbel_tell_plain(cx, out, r->object_name));
        UMBEL_TRY(umbel_buf_printf(cx, out, ": %u said, %u denied, %u documents, %u sources\n", r->n_affirmed,
                                   r->n_denied, r->n_documents, r->n_sources));
        for (size_t k = 0; k < r->n_statements; k++)
            UMBEL_TRY(show_statement(cx, &v->evidence, &v->evidence.statements[r->statements[k]], out));
        UMBEL_TRY(umbel_buf_byte(cx, out, '\n'));
    }
    return UMBEL_OK;
}

int cmd_why(umbel_ctx *cx, int argc, char **argv) {
    query q;
    view v = {0};
    umbel_buf out = {0};
    umbel_ledger_filter filter = {0};
    int code = read_query("why", argc, argv, &q);
    if (code >= 0) return code;
    if (optind + 2 != argc) return usage_error("why", "name the two actors");
    umbel_status status = view_open(cx, &v, &q);
    if (status == UMBEL_OK) status = view_actor(cx, &v, argv[optind], &filter.actor);
    if (status == UMBEL_OK) status = view_actor(cx, &v, argv[optind + 1], &filter.other);
    if (status == UMBEL_OK) status = view_load(cx, &v, &filter);
    for (size_t i = 0; status == UMBEL_OK && q.json && i < v.evidence.n_statements; i++)
        status = umbel_tell_statement_json(cx, &out, &v.evidence.statements[i], (umbel_str){0});
    if (status == UMBEL_OK && !q.json) status = show_why(cx, &v, &out);
    if (status == UMBEL_OK) write_out(&out);
    umbel_buf_free(cx, &out);
    return finish(cx, &v, status, v.evidence.n_statements > 0);
}

/* ---- hubs ----------------------------------------------------------------------------------- */

static umbel_status hubs_table(umbel_ctx *cx, const umbel_hubs *hubs, size_t limit, umbel_buf *out) {
    static const char *const columns[] = {">rank",    "actor", "kind",       ">neighbours", ">ties out",
                                          ">ties in", ">hub",  ">authority", ">rank range", ">firm rank"};
    umbel_table t = {.columns = columns, .n_columns = 10};
    umbel_status status = UMBEL_OK;
    for (size_t i = 0; status == UMBEL_OK && i < hubs->n && i < limit; i++) {
        const umbel_hub *h = &hubs->rows[i];
        const umbel_node *n = &hubs->network.nodes[h->node];
        status = umbel_table_addf(cx, &t, "%u", h->rank);
        if (status == UMBEL_OK) status = umbel_table_add(cx, &t, n->name);
        if (status == UMBEL_OK) status = umbel_table_add(cx, &t, umbel_str_of(umbel_kind_name(n->kind)));
        uint32_t counts[] = {h->n_neighbours, h->n_out, h->n_in};
        for (int c = 0; status == UMBEL_OK && c < 3; c++) status = umbel_table_addf(cx, &t, "%u", counts[c]);
        if (status == UMBEL_OK) status = umbel_table_addf(cx, &t, "%.2f", h->hub);
        if (status == UMBEL_OK) status = umbel_table_addf(cx, &t, "%.2f", h->authority);
        if (status == UMBEL_OK) status = umbel_table_addf(cx, &t, "%u-%u", h->rank_best, h->rank_worst);
        if (status == UMBEL_OK)
            status =
                h->rank_firm ? umbel_table_addf(cx, &t, "%u", h->rank_firm) : umbel_table_add(cx, &t, UMBEL_STR("-"));
    }
    if (status == UMBEL_OK) status = umbel_table_print(cx, &t, terminal_width(), out);
    umbel_table_free(cx, &t);
    if (status == UMBEL_OK)
        status = umbel_buf_printf(
            cx, out,
            "\nRank by distinct neighbours; range over %zu sources left out in turn and hedged statements left out; "
            "firm: without hedged statements.\nCounts of what was reported: not importance, danger or guilt.\n",
            hubs->n_sources);
    return status;
}

static umbel_status hubs_json(umbel_ctx *cx, const umbel_hubs *hubs, size_t limit, umbel_buf *out) {
    for (size_t i = 0; i < hubs->n && i < limit; i++) {
        const umbel_hub *h = &hubs->rows[i];
        UMBEL_TRY(umbel_buf_printf(cx, out,
                                   "{\"rank\":%u,\"rank_best\":%u,\"rank_worst\":%u,\"rank_firm\":%u,\"neighbours\":%u,"
                                   "\"out\":%u,\"in\":%u,\"hub\":%.6f,\"authority\":%.6f",
                                   h->rank, h->rank_best, h->rank_worst, h->rank_firm, h->n_neighbours, h->n_out,
                                   h->n_in, h->hub, h->authority));
        UMBEL_TRY(add_json(cx, out, "actor", hubs->network.nodes[h->node].id, false));
        UMBEL_TRY(add_json(cx, out, "name", hubs->network.nodes[h->node].name, false));
        UMBEL_TRY(umbel_buf_addz(cx, out, "}\n"));
    }
    return UMBEL_OK;
}

int cmd_hubs(umbel_ctx *cx, int argc, char **argv) {
    query q;
    view v = {0};
    umbel_hubs hubs = {0};
    umbel_buf out = {0};
    int code = read_query("hubs", argc, argv, &q);
    if (code >= 0) return code;
    umbel_status status = view_open(cx, &v, &q);
    if (status == UMBEL_OK) status = view_load(cx, &v, NULL);
    if (status == UMBEL_OK) status = umbel_measure_hubs(cx, &v.evidence, &v.ties, &hubs);
    bool any = hubs.n > 0;
    if (status == UMBEL_OK && any)
        status = q.json ? hubs_json(cx, &hubs, q.limit, &out) : hubs_table(cx, &hubs, q.limit, &out);
    if (status == UMBEL_OK) write_out(&out);
    umbel_buf_free(cx, &out);
    umbel_hubs_free(cx, &hubs);
    return finish(cx, &v, status, any);
}
