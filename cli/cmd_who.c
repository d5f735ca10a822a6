/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* umbel who: the actor behind a name, or what is near it. */
#include "decisions.h"
#include "names.h"

/* Drops the names that were not in use at the date asked for. */
static void keep_names_at(const query *q, umbel_evidence *e) {
    size_t kept = 0;
    for (size_t i = 0; i < e->n_names; i++)
        if (umbel_interval_may_hold(&e->names[i].when, &q->at)) e->names[kept++] = e->names[i];
    e->n_names = kept;
}

/* Loads the actor and all that count as one with it, the one that stands for them first. */
static umbel_status load_actor(umbel_ctx *cx, view *v, umbel_str id) {
    umbel_str members, member;
    UMBEL_TRY(umbel_sameness_members(cx, v->sameness, id, &cx->scratch, &members));
    while (umbel_str_cut(&members, '\t', &member)) UMBEL_TRY(umbel_ledger_actor(cx, v->ledger, member, &v->evidence));
    return UMBEL_OK;
}

static umbel_status show_listing(umbel_ctx *cx, const umbel_designation *d, umbel_buf *out) {
    char from[UMBEL_DATE_MAX];
    shown_date(&d->listed.from, from);
    UMBEL_TRY(umbel_buf_addz(cx, out, "listed: "));
    UMBEL_TRY(umbel_tell_plain(cx, out, d->authority));
    UMBEL_TRY(umbel_buf_addz(cx, out, d->list.n ? ", " : ""));
    UMBEL_TRY(umbel_tell_plain(cx, out, d->list));
    UMBEL_TRY(umbel_buf_addz(cx, out, ", as "));
    UMBEL_TRY(umbel_tell_plain(cx, out, d->reference));
    return umbel_buf_printf(cx, out, "%s%s\n", from[0] ? " since " : "", from);
}

/* The lists that the loaded actors stand on. */
static umbel_status show_listings(umbel_ctx *cx, view *v, const query *q, umbel_buf *out) {
    umbel_designations all = {0};
    umbel_status status = UMBEL_OK;
    for (size_t i = 0; status == UMBEL_OK && i < v->evidence.n_actors; i++)
        status = umbel_ledger_designations(cx, v->ledger, v->evidence.actors[i].id, &all);
    bool any = false;
    for (size_t i = 0; status == UMBEL_OK && i < all.n; i++) {
        if (!umbel_interval_may_hold(&all.items[i].listed, &q->at)) continue;
        if (!any && !q->json) status = umbel_buf_byte(cx, out, '\n');
        any = true;
        if (status == UMBEL_OK)
            status =
                q->json ? umbel_tell_designation_json(cx, out, &all.items[i]) : show_listing(cx, &all.items[i], out);
    }
    umbel_designations_free(cx, &all);
    return status;
}

static umbel_status show_actor(umbel_ctx *cx, const umbel_evidence *e, umbel_buf *out) {
    static const char *const columns[] = {"name", "kind", "language", "used by", "from", "to", "rests on"};
    const umbel_actor *a = &e->actors[0];
    umbel_table t = {.columns = columns, .n_columns = 7};
    char from[UMBEL_DATE_MAX], to[UMBEL_DATE_MAX];
    UMBEL_TRY(umbel_tell_plain(cx, out, a->name));
    UMBEL_TRY(umbel_buf_printf(cx, out, "  (%s, %.*s)\n", umbel_kind_name(a->kind), UMBEL_ARGS(a->id)));
    for (size_t i = 1; i < e->n_actors; i++) {
        UMBEL_TRY(umbel_buf_addz(cx, out, "also, by decision: "));
        UMBEL_TRY(umbel_tell_plain(cx, out, e->actors[i].name));
        UMBEL_TRY(umbel_buf_printf(cx, out, "  (%s, %.*s)\n", umbel_kind_name(e->actors[i].kind),
                                   UMBEL_ARGS(e->actors[i].id)));
    }
    shown_date(&a->active.from, from);
    shown_date(&a->active.to, to);
    if (from[0] || to[0])
        UMBEL_TRY(umbel_buf_printf(cx, out, "active: %s to %s\n", from[0] ? from : "?", to[0] ? to : "now"));
    if (a->refs.n) {
        UMBEL_TRY(umbel_buf_addz(cx, out, "references: "));
        UMBEL_TRY(umbel_tell_plain(cx, out, a->refs));
        UMBEL_TRY(umbel_buf_byte(cx, out, '\n'));
    }
    UMBEL_TRY(umbel_buf_byte(cx, out, '\n'));
    umbel_status status = UMBEL_OK;
    for (size_t i = 0; status == UMBEL_OK && i < e->n_names; i++) {
        const umbel_name *n = &e->names[i];
        umbel_str cells[] = {
            n->text,    umbel_str_of(umbel_name_kind_name(n->kind)),   n->language,
            n->used_by, umbel_str_of(shown_date(&n->when.from, from)), umbel_str_of(shown_date(&n->when.to, to)),
            n->source};
        for (int c = 0; status == UMBEL_OK && c < 7; c++) status = umbel_table_add(cx, &t, cells[c]);
    }
    if (status == UMBEL_OK) status = umbel_table_print(cx, &t, terminal_width(), out);
    umbel_table_free(cx, &t);
    return status;
}

/* What was asked; the actor's name where it was asked for by an id. */
static umbel_str name_of(const umbel_evidence *e, const char *asked) {
    umbel_str name = umbel_str_of(asked);
    for (size_t i = 0; i < e->n_actors; i++)
        if (umbel_str_eq(e->actors[i].id, name)) return e->actors[i].name;
    return name;
}

static umbel_status show_found(umbel_ctx *cx, view *v, const query *q, const char *name, umbel_buf *out) {
    umbel_str id;
    UMBEL_TRY(view_actor(cx, v, name, &id));
    UMBEL_TRY(load_actor(cx, v, id));
    keep_names_at(q, &v->evidence);
    UMBEL_TRY(q->json ? umbel_tell_export(cx, out, &v->evidence, &v->ties, UMBEL_EXPORT_JSONL, NULL)
                      : show_actor(cx, &v->evidence, out));
    UMBEL_TRY(show_listings(cx, v, q, out));
    UMBEL_TRY(show_decisions(cx, v, id, q->json, out));
    return show_near_actor(cx, v, name_of(&v->evidence, name), &q->at, id, q->json, out);
}

int cmd_who(umbel_ctx *cx, int argc, char **argv) {
    query q;
    view v = {0};
    umbel_buf out = {0};
    bool found = false, any = true;
    int code = read_query("who", argc, argv, &q);
    if (code >= 0) return code;
    if (optind + 1 != argc) return usage_error("who", "give one name, in quotes if it has spaces");
    const char *name = argv[optind];
    umbel_status status = view_open(cx, &v, &q);
    if (status == UMBEL_OK) status = view_bears(cx, &v, name, &found);
    if (status == UMBEL_OK)
        status = found ? show_found(cx, &v, &q, name, &out)
                       : show_near(cx, &v, umbel_str_of(name), &q.at, q.json, &out, &any);
    if (status == UMBEL_OK) write_out(&out);
    umbel_buf_free(cx, &out);
    code = status != UMBEL_OK ? report(cx, status) : any ? EXIT_DONE : EXIT_NOTHING;
    view_close(cx, &v);
    return code;
}
