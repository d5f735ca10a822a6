/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* What a name may mean that no actor of the ledger bears, and what is near a name that one does. */
#include <string.h>

#include "names.h"

#define NEAR_TOP      20
#define NEAR_LEAST    0.1 /* p_match from which something is shown where nothing is borne exactly, */
#define BESIDE_LEAST  0.3 /* beside an actor that was found, or suggested */
#define LIKELY        0.5
#define SUGGEST_MAX   3
#define SUGGEST_BYTES 80

umbel_status find_near(umbel_ctx *cx, const view *v, umbel_str name, const umbel_date *at, bool without_persons,
                       near_misses *n) {
    umbel_book_options book = {.data_dir = data_dir(), .sameness = v->sameness, .without_persons = without_persons};
    umbel_resolve_options how = {.top = NEAR_TOP};
    if (at) how.at = *at;
    UMBEL_TRY(umbel_app_names(cx, &n->book, v->ledger, &book));
    UMBEL_TRY(umbel_resolver_new(cx, &n->resolver, umbel_name_book_names(n->book)));
    return umbel_resolve_name(cx, n->resolver, name, &how, &n->answer);
}

void near_free(umbel_ctx *cx, near_misses *n) {
    umbel_resolver_free(cx, n->resolver);
    umbel_name_book_free(cx, n->book);
    *n = (near_misses){0};
}

static const umbel_listing *person_of(const near_misses *n, const umbel_match *m) {
    const umbel_listing *l = umbel_name_book_listing(n->book, m->actor);
    return l && l->is_person ? l : NULL;
}

/* ---- one after the other -------------------------------------------------------------------- */

static umbel_status match_json(umbel_ctx *cx, const near_misses *n, const umbel_match *m, umbel_buf *out) {
    const char *kind = person_of(n, m) ? "listed person" : umbel_name_kind_name(m->kind);
    UMBEL_TRY(umbel_buf_addz(cx, out, "{\"record\":\"near_miss\""));
    UMBEL_TRY(add_json(cx, out, "actor", m->actor, false));
    UMBEL_TRY(add_json(cx, out, "name", m->name, false));
    UMBEL_TRY(add_json(cx, out, "kind", umbel_str_of(kind), false));
    UMBEL_TRY(umbel_buf_printf(cx, out, ",\"p_match\":%.4f", m->p_match));
    UMBEL_TRY(add_json(cx, out, "why", m->why, false));
    return umbel_buf_addz(cx, out, "}\n");
}

static umbel_status match_row(umbel_ctx *cx, const near_misses *n, const umbel_match *m, umbel_table *t) {
    const char *kind = person_of(n, m) ? "listed person" : umbel_name_kind_name(m->kind);
    UMBEL_TRY(umbel_table_add(cx, t, m->actor));
    UMBEL_TRY(umbel_table_add(cx, t, m->name));
    UMBEL_TRY(umbel_table_add(cx, t, umbel_str_of(kind)));
    UMBEL_TRY(umbel_table_addf(cx, t, "%.2f", m->p_match));
    return umbel_table_add(cx, t, m->why);
}

/* A person: on which list, under which reference, since when; nothing else. */
static umbel_status show_person(umbel_ctx *cx, const umbel_listing *l, bool json, umbel_buf *out) {
    char from[UMBEL_DATE_MAX];
    umbel_date_print(&l->from, from);
    if (json) {
        UMBEL_TRY(umbel_buf_addz(cx, out, "{\"record\":\"listed_person\""));
        UMBEL_TRY(add_json(cx, out, "id", l->id, false));
        UMBEL_TRY(add_json(cx, out, "name", l->name, false));
        UMBEL_TRY(add_json(cx, out, "list", l->list, false));
        UMBEL_TRY(add_json(cx, out, "reference", l->reference, false));
        UMBEL_TRY(add_json(cx, out, "listed_from", umbel_str_of(from), false));
        return umbel_buf_addz(cx, out, "}\n");
    }
    UMBEL_TRY(umbel_tell_plain(cx, out, l->name));
    UMBEL_TRY(umbel_buf_addz(cx, out, ": listed person, "));
    UMBEL_TRY(umbel_tell_plain(cx, out, l->id));
    UMBEL_TRY(umbel_buf_addz(cx, out, ", "));
    UMBEL_TRY(umbel_tell_plain(cx, out, l->list));
    return umbel_buf_printf(cx, out, "%s%s\n", from[0] ? ", since " : "", from);
}

/* ---- all ------------------------------------------------------------------------------------ */

/* The matches that are to be shown, in place. */
typedef struct wanted {
    double least;
    const view *v;
    umbel_str beside; /* the actor that was found */
    umbel_str exact;  /* or the folded name: listed persons who bear it are shown apart */
} wanted;

static umbel_status bears(umbel_ctx *cx, const umbel_match *m, umbel_str folded, bool *does) {
    umbel_str own;
    umbel_mark mark = umbel_arena_mark(&cx->scratch);
    umbel_status status = umbel_fold_name(cx, &cx->scratch, m->name, &own);
    *does = status == UMBEL_OK && folded.n && umbel_str_eq(own, folded);
    umbel_arena_release(cx, &cx->scratch, mark);
    return status;
}

static bool is_wanted(const wanted *w, const umbel_match *m) {
    if (m->p_match < w->least) return false;
    if (!w->beside.n) return true;
    return !umbel_str_eq(m->actor, w->beside) &&
           !umbel_sameness_against(w->v->sameness, UMBEL_VERDICT_SAME, w->beside, m->actor);
}

static umbel_status show_matches(umbel_ctx *cx, const near_misses *n, const wanted *w, bool json, const char *title,
                                 umbel_buf *out) {
    static const char *const columns[] = {"actor", "name", "kind", ">p_match", "why"};
    umbel_table t = {.columns = columns, .n_columns = 5};
    umbel_status status = UMBEL_OK;
    for (size_t i = 0; status == UMBEL_OK && i < n->answer.n_matches; i++) {
        const umbel_match *m = &n->answer.matches[i];
        bool apart = false;
        if (!is_wanted(w, m)) continue;
        if (person_of(n, m)) status = bears(cx, m, w->exact, &apart);
        if (status != UMBEL_OK || apart) continue;
        status = json ? match_json(cx, n, m, out) : match_row(cx, n, m, &t);
    }
    if (status == UMBEL_OK && t.n_cells) status = umbel_buf_printf(cx, out, "%s%s\n", out->n ? "\n" : "", title);
    if (status == UMBEL_OK && t.n_cells) status = umbel_table_print(cx, &t, terminal_width(), out);
    for (size_t i = 0; status == UMBEL_OK && !json && i < n->answer.n_matches; i++) {
        const umbel_listing *l = person_of(n, &n->answer.matches[i]);
        bool apart = false;
        if (!l || !is_wanted(w, &n->answer.matches[i])) continue;
        status = bears(cx, &n->answer.matches[i], w->exact, &apart);
        if (status == UMBEL_OK && !apart) status = show_person(cx, l, false, out);
    }
    umbel_table_free(cx, &t);
    return status;
}

umbel_status show_near_actor(umbel_ctx *cx, const view *v, umbel_str name, const umbel_date *at, umbel_str actor,
                             bool json, umbel_buf *out) {
    near_misses n = {0};
    wanted w = {.least = BESIDE_LEAST, .v = v, .beside = actor};
    umbel_status status = find_near(cx, v, name, at, true, &n);
    if (status == UMBEL_OK)
        status = show_matches(cx, &n, &w, json, "near misses (names that may mean this actor, or another):", out);
    near_free(cx, &n);
    return status;
}

/* Listed persons who bear the name, or whose id it is. */
static umbel_status show_persons(umbel_ctx *cx, const near_misses *n, umbel_str name, umbel_str folded, bool json,
                                 umbel_buf *out, bool *any) {
    const umbel_listing *l = umbel_name_book_listing(n->book, name);
    *any = false;
    if (l && l->is_person) {
        *any = true;
        return show_person(cx, l, json, out);
    }
    for (size_t i = 0; i < n->answer.n_matches; i++) {
        bool does = false;
        l = person_of(n, &n->answer.matches[i]);
        if (l) UMBEL_TRY(bears(cx, &n->answer.matches[i], folded, &does));
        if (!does) continue;
        UMBEL_TRY(show_person(cx, l, json, out));
        *any = true;
    }
    return UMBEL_OK;
}

umbel_status show_near(umbel_ctx *cx, const view *v, umbel_str name, const umbel_date *at, bool json, umbel_buf *out,
                       bool *any) {
    near_misses n = {0};
    wanted w = {.least = NEAR_LEAST, .v = v};
    umbel_status status = umbel_fold_name(cx, &cx->scratch, name, &w.exact);
    if (status == UMBEL_OK) status = find_near(cx, v, name, at, false, &n);
    if (status == UMBEL_OK) status = show_persons(cx, &n, name, w.exact, json, out, any);
    bool person = status == UMBEL_OK && *any;
    if (status == UMBEL_OK)
        status = show_matches(cx, &n, &w, json, "near misses (possible matches of names, not findings):", out);
    if (status == UMBEL_OK && n.answer.n_matches && n.answer.matches[0].p_match >= LIKELY) *any = true;
    if (status == UMBEL_OK && !person) {
        umbel_buf shown = {0};
        status = umbel_tell_plain(cx, &shown, name);
        if (status == UMBEL_OK)
            fprintf(stderr, "umbel: no actor in this ledger bears the name \"%.*s\"%s\n",
                    (int)(shown.n < 200 ? shown.n : 200), shown.n ? shown.p : "",
                    out->n ? "; what is near it follows" : "; 'umbel ties' lists those it has");
        umbel_buf_free(cx, &shown);
    }
    near_free(cx, &n);
    return status;
}

static umbel_status add_suggestions(umbel_ctx *cx, const near_misses *n, umbel_buf *out) {
    size_t n_shown = 0;
    for (size_t i = 0; i < n->answer.n_matches && n_shown < SUGGEST_MAX; i++) {
        const umbel_match *m = &n->answer.matches[i];
        if (m->p_match < BESIDE_LEAST || m->name.n > SUGGEST_BYTES) continue;
        UMBEL_TRY(umbel_buf_addz(cx, out, n_shown++ ? ", \"" : "; did you mean \""));
        UMBEL_TRY(umbel_tell_plain(cx, out, m->name));
        UMBEL_TRY(umbel_buf_byte(cx, out, '"'));
    }
    return n_shown ? umbel_buf_byte(cx, out, '?') : UMBEL_OK;
}

void suggest(umbel_ctx *cx, const view *v, umbel_str name, umbel_buf *out) {
    near_misses n = {0};
    umbel_status status = find_near(cx, v, name, NULL, true, &n);
    if (status == UMBEL_OK) status = add_suggestions(cx, &n, out);
    if (status != UMBEL_OK) out->n = 0;
    near_free(cx, &n);
}
