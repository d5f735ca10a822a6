/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Mentions and three relations by their places. Gold counts characters, readings count bytes: gold is converted. */
#include <stdlib.h>

#include "app/eval.h"

typedef struct relation {
    const char *name;
    uint32_t ties; /* bits */
    bool directed; /* and between organisations only */
} relation;

#define BIT(tie) (1u << (tie))

static const relation relations[] = {
    {"FightingAgainst", BIT(UMBEL_TIE_FIGHTS) | BIT(UMBEL_TIE_ATTACKS) | BIT(UMBEL_TIE_STRIKES), false},
    {"AlliesOf", BIT(UMBEL_TIE_ALLIED_WITH) | BIT(UMBEL_TIE_SUPPORTS), false},
    {"BelongsTo", BIT(UMBEL_TIE_MEMBER_OF) | BIT(UMBEL_TIE_AFFILIATED_WITH), true}};
enum { N_RELATIONS = 3 };
enum { ACTORS_FOUND, ACTORS_PRED, ACTORS_GOLD, RELATION, FOUND_PRED = 0, FOUND_GOLD, N_PRED, N_GOLD, N_OF_RELATION };

typedef struct two_spans {
    umbel_span a, b;
} two_spans;

typedef struct list {
    umbel_span *spans;
    two_spans *pairs;
    size_t n, cap;
} list;

static bool hit(umbel_span a, umbel_span b) { return a.begin < b.end && b.begin < a.end; }

static int by_place(const void *x, const void *y) {
    const umbel_span *a = x, *b = y;
    if (a->begin != b->begin) return a->begin < b->begin ? -1 : 1;
    return a->end < b->end ? -1 : a->end > b->end;
}

static umbel_status add_span(umbel_ctx *cx, list *l, umbel_span s) {
    UMBEL_TRY(umbel_reserve(cx, &cx->scratch, (void *)&l->spans, &l->cap, l->n + 1, sizeof s));
    l->spans[l->n++] = s;
    return UMBEL_OK;
}

static bool same(umbel_span a, umbel_span b) { return a.begin == b.begin && a.end == b.end; }

/* A set: what is there already is not added. */
static umbel_status add_pair(umbel_ctx *cx, list *l, two_spans p) {
    for (size_t i = 0; i < l->n; i++)
        if (same(l->pairs[i].a, p.a) && same(l->pairs[i].b, p.b)) return UMBEL_OK;
    UMBEL_TRY(umbel_reserve(cx, &cx->scratch, (void *)&l->pairs, &l->cap, l->n + 1, sizeof p));
    l->pairs[l->n++] = p;
    return UMBEL_OK;
}

typedef struct scale {
    uint32_t *bytes; /* [n + 1] */
    size_t n;
} scale;

/* A span of gold in bytes; beyond the text it lies behind its end and is never met. */
static umbel_span span_of(const scale *s, const json_t *v) {
    json_int_t b = json_integer_value(json_object_get(v, "begin")), e = json_integer_value(json_object_get(v, "end"));
    uint32_t end = s->bytes[s->n];
    return (umbel_span){b >= 0 && (size_t)b <= s->n ? s->bytes[b] : end,
                        e >= 0 && (size_t)e <= s->n ? s->bytes[e] : end};
}

static umbel_status score_mentions(umbel_ctx *cx, eval_item *item, list *gold) {
    static const uint32_t kinds = BIT(UMBEL_KIND_GROUP) | BIT(UMBEL_KIND_STATE) | BIT(UMBEL_KIND_ORGAN) |
                                  BIT(UMBEL_KIND_BODY) | BIT(UMBEL_KIND_PEOPLE) | BIT(UMBEL_KIND_CLASS) |
                                  BIT(UMBEL_KIND_PLACE);
    tally *t = &item->tally;
    list found = {0};
    for (size_t i = 0; i < item->reading->n_mentions; i++) {
        const umbel_mention *m = &item->reading->mentions[i];
        bool stands = umbel_eval_stands(item->document.text, &m->quote, UMBEL_NAME_WORDS_MAX);
        if (!stands) t->n[ACTORS_PRED]++;
        if (stands && kinds & BIT(m->kind)) UMBEL_TRY(add_span(cx, &found, (umbel_span){m->quote.begin, m->quote.end}));
    }
    bool *used = UMBEL_NEW(cx, &cx->scratch, bool, gold->n);
    if (!used) return cx->err.code;
    if (gold->n) qsort(gold->spans, gold->n, sizeof *gold->spans, by_place);
    if (found.n) qsort(found.spans, found.n, sizeof *found.spans, by_place);
    t->n[ACTORS_PRED] += (int64_t)found.n;
    t->n[ACTORS_GOLD] += (int64_t)gold->n;
    for (size_t i = 0; i < found.n; i++) /* one to one, left to right */
        for (size_t j = 0; j < gold->n; j++)
            if (!used[j] && hit(found.spans[i], gold->spans[j])) {
                used[j] = true;
                t->n[ACTORS_FOUND]++;
                break;
            }
    return UMBEL_OK;
}

static bool any_hit(const list *spans, umbel_span s) {
    for (size_t i = 0; i < spans->n; i++)
        if (hit(s, spans->spans[i])) return true;
    return false;
}

static bool pairs_agree(const relation *r, two_spans x, two_spans y) {
    return (hit(x.a, y.a) && hit(x.b, y.b)) || (!r->directed && hit(x.a, y.b) && hit(x.b, y.a));
}

static int64_t count_met(const relation *r, const list *of, const list *by) {
    int64_t n = 0;
    for (size_t i = 0; i < of->n; i++)
        for (size_t j = 0; j < by->n; j++)
            if (pairs_agree(r, of->pairs[i], by->pairs[j])) {
                n++;
                break;
            }
    return n;
}

static umbel_status score_relation(umbel_ctx *cx, eval_item *item, const scale *s, const list *organisations, int k) {
    const relation *r = &relations[k];
    const json_t *rows = json_object_get(item->row, "relations");
    int64_t *n = &item->tally.n[RELATION + k * (int)N_OF_RELATION];
    list gold = {0}, found = {0};
    for (size_t i = 0; i < json_array_size(rows); i++) {
        const json_t *row = json_array_get(rows, i);
        two_spans p = {span_of(s, json_object_get(row, "source")), span_of(s, json_object_get(row, "target"))};
        if (!umbel_str_eq(umbel_eval_text(row, "type"), umbel_str_of(r->name))) continue;
        if (r->directed && !(any_hit(organisations, p.a) && any_hit(organisations, p.b))) continue;
        UMBEL_TRY(add_pair(cx, &gold, p));
    }
    for (size_t i = 0; i < item->reading->n_statements; i++) {
        const umbel_statement *st = &item->reading->statements[i];
        if (!(r->ties & BIT(st->tie)) || st->polarity == UMBEL_DENIED || !umbel_eval_verify(item->document.text, st))
            continue;
        UMBEL_TRY(add_pair(cx, &found,
                           (two_spans){{st->subject.quote.begin, st->subject.quote.end},
                                       {st->object.quote.begin, st->object.quote.end}}));
    }
    n[N_PRED] += (int64_t)found.n;
    n[N_GOLD] += (int64_t)gold.n;
    n[FOUND_PRED] += count_met(r, &found, &gold);
    n[FOUND_GOLD] += count_met(r, &gold, &found);
    return UMBEL_OK;
}

static umbel_status score(umbel_ctx *cx, eval_item *item) {
    const json_t *entities = json_object_get(item->row, "entities");
    list named = {0}, organisations = {0};
    scale s;
    if (json_array_size(entities) > EVAL_ROWS_MAX ||
        json_array_size(json_object_get(item->row, "relations")) > EVAL_ROWS_MAX)
        return UMBEL_FAIL(cx, UMBEL_E_LIMIT, "more than %d gold rows in one document", EVAL_ROWS_MAX);
    UMBEL_TRY(umbel_eval_char_bytes(cx, &cx->scratch, item->document.text, &s.bytes, &s.n));
    for (size_t i = 0; i < json_array_size(entities); i++) {
        const json_t *e = json_array_get(entities, i);
        umbel_str type = umbel_eval_text(e, "type");
        bool organisation = umbel_str_eq(type, UMBEL_STR("Organisation"));
        if (organisation) UMBEL_TRY(add_span(cx, &organisations, span_of(&s, e)));
        if (organisation || umbel_str_eq(type, UMBEL_STR("Location")) || umbel_str_eq(type, UMBEL_STR("Nationality")))
            UMBEL_TRY(add_span(cx, &named, span_of(&s, e)));
    }
    UMBEL_TRY(score_mentions(cx, item, &named));
    for (int k = 0; k < N_RELATIONS; k++) UMBEL_TRY(score_relation(cx, item, &s, &organisations, k));
    return UMBEL_OK;
}

static double f1_of(const int64_t *n) {
    return umbel_eval_f1(umbel_eval_share(n[FOUND_PRED], n[N_PRED]), umbel_eval_share(n[FOUND_GOLD], n[N_GOLD]));
}

static void figures_of(const tally *t, const eval_groups *groups, figures *out) {
    umbel_eval_put_prf(out, true, "actors", (int64_t[]){t->n[ACTORS_FOUND], t->n[ACTORS_FOUND]}, t->n[ACTORS_PRED],
                       t->n[ACTORS_GOLD]);
    for (int k = 0; k < N_RELATIONS; k++) {
        const int64_t *n = &t->n[RELATION + k * (int)N_OF_RELATION];
        double sum = 0;
        int64_t of = 0;
        umbel_eval_put_prf(out, true, relations[k].name, (int64_t[]){n[FOUND_PRED], n[FOUND_GOLD]}, n[N_PRED],
                           n[N_GOLD]);
        for (size_t g = 0; g < groups->n; g++) {
            const int64_t *own = &groups->tallies[g].n[RELATION + k * (int)N_OF_RELATION];
            if (own[N_GOLD]) sum += f1_of(own), of++;
        }
        umbel_eval_put(out, true, of ? sum / (double)of : 0, of, "%s.mean_f1_over_sources", relations[k].name);
    }
}

const eval_scorer umbel_eval_re3d = {"re3d", "id", "text", "source", score, figures_of};
