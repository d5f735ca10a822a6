/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/intern.h"
#include "umbel/text.h"
#include "umbel/weigh.h"

umbel_status umbel_weigh_party_id(umbel_ctx *cx, umbel_arena *arena, const umbel_party *party, umbel_str *out) {
    if (party->actor.n) return *out = party->actor, UMBEL_OK;
    umbel_mark mark = umbel_arena_mark(&cx->scratch);
    umbel_str folded, name = party->antecedent.text.n ? party->antecedent.text : party->quote.text;
    umbel_status status = umbel_fold_name(cx, &cx->scratch, name, &folded);
    if (status == UMBEL_OK) status = umbel_str_format(cx, arena, out, "~%.*s", UMBEL_ARGS(folded));
    umbel_arena_release(cx, &cx->scratch, mark);
    return status;
}

typedef struct entry {
    umbel_str subject, object;
    umbel_tie tie;
    uint32_t statement;
    bool swapped;
} entry;

static int by_tie(const void *pa, const void *pb) {
    const entry *a = pa, *b = pb;
    int d = umbel_str_cmp(a->subject, b->subject);
    if (!d) d = (a->tie > b->tie) - (a->tie < b->tie);
    if (!d) d = umbel_str_cmp(a->object, b->object);
    return d ? d : (a->statement > b->statement) - (a->statement < b->statement);
}

static int by_name(const void *pa, const void *pb) {
    const umbel_tie_row *a = pa, *b = pb;
    int d = umbel_str_cmp(a->subject_name, b->subject_name);
    if (!d) d = (a->tie > b->tie) - (a->tie < b->tie);
    if (!d) d = umbel_str_cmp(a->object_name, b->object_name);
    if (!d) d = umbel_str_cmp(a->subject, b->subject);
    return d ? d : umbel_str_cmp(a->object, b->object);
}

static bool same_tie(const entry *a, const entry *b) {
    return a->tie == b->tie && umbel_str_eq(a->subject, b->subject) && umbel_str_eq(a->object, b->object);
}

/* Display name of an actor, else the words themselves. */
static umbel_str name_of(const umbel_evidence *e, const umbel_intern *ids, const umbel_party *p) {
    uint32_t k = p->actor.n ? umbel_intern_find(ids, p->actor) : UMBEL_INTERN_NONE;
    if (k != UMBEL_INTERN_NONE) return e->actors[k].name;
    return p->antecedent.text.n ? p->antecedent.text : p->quote.text;
}

static umbel_kind kind_of(const umbel_evidence *e, const umbel_intern *ids, const umbel_party *p) {
    uint32_t k = p->actor.n ? umbel_intern_find(ids, p->actor) : UMBEL_INTERN_NONE;
    return k != UMBEL_INTERN_NONE ? e->actors[k].kind : p->kind;
}

/* Widens the row's interval and its span of reports. Statements that give no time leave the interval as it is; an open
 * end stays open. */
static void widen(umbel_tie_row *row, const umbel_statement *st, const umbel_document *d) {
    bool known = row->when.from.precision || row->when.to.precision;
    const umbel_interval *w = &st->when;
    if (w->from.precision || w->to.precision) {
        if (!known) {
            row->when = *w;
        } else {
            if (!w->from.precision || (row->when.from.precision && w->from.t_first < row->when.from.t_first))
                row->when.from = w->from;
            if (!w->to.precision || (row->when.to.precision && w->to.t_last > row->when.to.t_last))
                row->when.to = w->to;
        }
    }
    if (!d || !d->published.precision) return;
    if (!row->first_reported.precision || d->published.t_first < row->first_reported.t_first)
        row->first_reported = d->published;
    if (!row->last_reported.precision || d->published.t_last > row->last_reported.t_last)
        row->last_reported = d->published;
}

/* Distinct documents and sources among the affirming statements of a row. */
static umbel_status count_origins(umbel_ctx *cx, const umbel_evidence *e, const umbel_intern *documents,
                                  umbel_tie_row *row) {
    umbel_intern seen_documents = {0}, seen_sources = {0};
    umbel_status status = UMBEL_OK;
    for (size_t i = 0; status == UMBEL_OK && i < row->n_statements; i++) {
        const umbel_statement *st = &e->statements[row->statements[i]];
        uint32_t k = umbel_intern_find(documents, st->document), n;
        const umbel_document *d = k == UMBEL_INTERN_NONE ? NULL : &e->documents[k];
        widen(row, st, d);
        if (st->polarity != UMBEL_AFFIRMED) {
            row->n_denied++;
            continue;
        }
        row->n_affirmed++;
        row->n_hedged += st->certainty != UMBEL_CERTAIN;
        status = umbel_intern_add(cx, &seen_documents, st->document, &n);
        if (status == UMBEL_OK) status = umbel_intern_add(cx, &seen_sources, d ? d->source : (umbel_str){0}, &n);
    }
    row->n_documents = (uint32_t)seen_documents.n;
    row->n_sources = (uint32_t)seen_sources.n;
    umbel_intern_free(cx, &seen_documents);
    umbel_intern_free(cx, &seen_sources);
    return status;
}

static umbel_status add_row(umbel_ctx *cx, const umbel_evidence *e, const umbel_intern *ids,
                            const umbel_intern *documents, const entry *es, size_t n, umbel_ties *out) {
    UMBEL_TRY(umbel_reserve(cx, &out->arena, (void *)&out->rows, &out->cap, out->n + 1, sizeof(umbel_tie_row)));
    umbel_tie_row *row = &out->rows[out->n];
    uint32_t *list = UMBEL_NEW(cx, &out->arena, uint32_t, n);
    if (!list) return cx->err.code;
    const umbel_statement *first = &e->statements[es[0].statement];
    const umbel_party *s = es[0].swapped ? &first->object : &first->subject,
                      *o = es[0].swapped ? &first->subject : &first->object;
    *row = (umbel_tie_row){
        .subject = es[0].subject, .tie = es[0].tie, .object = es[0].object, .statements = list, .n_statements = n};
    row->subject_name = name_of(e, ids, s);
    row->object_name = name_of(e, ids, o);
    row->subject_kind = kind_of(e, ids, s);
    row->object_kind = kind_of(e, ids, o);
    for (size_t i = 0; i < n; i++) list[i] = es[i].statement;
    UMBEL_TRY(count_origins(cx, e, documents, row));
    out->n++;
    return UMBEL_OK;
}

umbel_status umbel_weigh_ties(umbel_ctx *cx, const umbel_evidence *e, umbel_ties *out) {
    umbel_intern ids = {0}, documents = {0};
    uint32_t k;
    umbel_mark mark = umbel_arena_mark(&cx->scratch);
    entry *es = UMBEL_NEW(cx, &cx->scratch, entry, e->n_statements);
    umbel_status status = es ? UMBEL_OK : cx->err.code;
    for (size_t i = 0; status == UMBEL_OK && i < e->n_actors; i++)
        status = umbel_intern_add(cx, &ids, e->actors[i].id, &k);
    for (size_t i = 0; status == UMBEL_OK && i < e->n_documents; i++)
        status = umbel_intern_add(cx, &documents, e->documents[i].id, &k);
    for (size_t i = 0; status == UMBEL_OK && i < e->n_statements; i++) {
        const umbel_statement *st = &e->statements[i];
        entry *x = &es[i];
        *x = (entry){.tie = st->tie, .statement = (uint32_t)i};
        status = umbel_weigh_party_id(cx, &out->arena, &st->subject, &x->subject);
        if (status == UMBEL_OK) status = umbel_weigh_party_id(cx, &out->arena, &st->object, &x->object);
        if (status == UMBEL_OK && umbel_tie_symmetric(st->tie) && umbel_str_cmp(x->object, x->subject) < 0) {
            umbel_str swap = x->subject;
            x->subject = x->object;
            x->object = swap;
            x->swapped = true;
        }
    }
    if (status == UMBEL_OK && e->n_statements) qsort(es, e->n_statements, sizeof *es, by_tie);
    for (size_t i = 0; status == UMBEL_OK && i < e->n_statements;) {
        size_t n = 1;
        while (i + n < e->n_statements && same_tie(&es[i], &es[i + n])) n++;
        status = add_row(cx, e, &ids, &documents, es + i, n, out);
        i += n;
    }
    if (status == UMBEL_OK && out->n) qsort(out->rows, out->n, sizeof *out->rows, by_name);
    umbel_arena_release(cx, &cx->scratch, mark);
    umbel_intern_free(cx, &ids);
    umbel_intern_free(cx, &documents);
    return status;
}
