/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Reported speech against brat annotations: cues one to one, and the sources of the cues found. */
#include <stdlib.h>

#include "app/eval.h"
#include "base/intern.h"

enum { CUES_FOUND, N_PRED, N_GOLD, SOURCES_FOUND, SOURCES_OF };

#define CUE_WORDS 8

typedef struct attribution {
    umbel_span cue, source; /* source empty where the text states none */
    bool used;
} attribution;

typedef struct gold {
    umbel_intern ids;  /* "T12" */
    umbel_span *spans; /* [ids.n] in bytes */
    size_t cap_spans;
    attribution *items;
    size_t n, cap;
    uint32_t *bytes; /* of each character: [n_chars + 1] */
    size_t n_chars;
} gold;

static bool hit(umbel_span a, umbel_span b) { return a.begin < b.end && b.begin < a.end; }

static int by_place(const void *x, const void *y) {
    const attribution *a = x, *b = y;
    if (a->cue.begin != b->cue.begin) return a->cue.begin < b->cue.begin ? -1 : 1;
    if (a->cue.end != b->cue.end) return a->cue.end < b->cue.end ? -1 : 1;
    if (a->source.begin != b->source.begin) return a->source.begin < b->source.begin ? -1 : 1;
    return a->source.end < b->source.end ? -1 : a->source.end > b->source.end;
}

/* "Cue 107 114;120 125": from the least to the greatest number. */
static umbel_status add_span(umbel_ctx *cx, gold *g, umbel_str id, umbel_str place) {
    size_t least = SIZE_MAX, most = 0;
    for (size_t i = umbel_str_find(place, UMBEL_STR(" ")); i < place.n;) {
        size_t number = 0, begin = i;
        for (; i < place.n && place.p[i] >= '0' && place.p[i] <= '9'; i++)
            if (number <= g->n_chars) number = number * 10 + (size_t)(place.p[i] - '0');
        if (i > begin && number < least) least = number;
        if (i > begin && number > most) most = number;
        if (i == begin) i++;
    }
    uint32_t k;
    if (least == SIZE_MAX || most > g->n_chars) return UMBEL_OK;
    UMBEL_TRY(umbel_intern_add(cx, &g->ids, id, &k));
    UMBEL_TRY(umbel_reserve(cx, &cx->scratch, (void *)&g->spans, &g->cap_spans, g->ids.n, sizeof *g->spans));
    g->spans[k] = (umbel_span){g->bytes[least], g->bytes[most]};
    return UMBEL_OK;
}

static bool find_span(const gold *g, umbel_str id, umbel_span *out) {
    uint32_t k = id.n ? umbel_intern_find(&g->ids, id) : UMBEL_INTERN_NONE;
    *out = k == UMBEL_INTERN_NONE ? (umbel_span){0, 0} : g->spans[k];
    return k != UMBEL_INTERN_NONE;
}

/* "Attribution:T1 Cue:T2 Source:T3" */
static umbel_status add_event(umbel_ctx *cx, gold *g, umbel_str members) {
    umbel_str part, key, cue = {0}, source = {0};
    attribution a = {.used = false};
    while (umbel_str_cut(&members, ' ', &part)) {
        if (!umbel_str_cut(&part, ':', &key)) continue;
        if (umbel_str_eq(key, UMBEL_STR("Cue"))) cue = part;
        if (umbel_str_eq(key, UMBEL_STR("Source"))) source = part;
    }
    if (!find_span(g, umbel_str_trim(cue), &a.cue)) return UMBEL_OK;
    find_span(g, umbel_str_trim(source), &a.source);
    UMBEL_TRY(umbel_reserve(cx, &cx->scratch, (void *)&g->items, &g->cap, g->n + 1, sizeof a));
    g->items[g->n++] = a;
    return UMBEL_OK;
}

static umbel_status read_gold(umbel_ctx *cx, const eval_item *item, gold *g) {
    umbel_str ann = umbel_eval_text(item->row, "ann"), line, first;
    UMBEL_TRY(umbel_eval_char_bytes(cx, &cx->scratch, item->document.text, &g->bytes, &g->n_chars));
    while (umbel_str_cut(&ann, '\n', &line)) {
        umbel_str place;
        char kind = line.n ? line.p[0] : 0;
        if (!umbel_str_cut(&line, '\t', &first) || !umbel_str_cut(&line, '\t', &place)) continue;
        if (kind == 'T') UMBEL_TRY(add_span(cx, g, first, place));
        if (kind == 'E') UMBEL_TRY(add_event(cx, g, place));
    }
    size_t n = 0;
    if (g->n) qsort(g->items, g->n, sizeof *g->items, by_place);
    for (size_t i = 0; i < g->n; i++)
        if (!n || by_place(&g->items[n - 1], &g->items[i]) != 0) g->items[n++] = g->items[i];
    g->n = n;
    return UMBEL_OK;
}

static int by_cue(const void *x, const void *y) {
    const umbel_attribution *a = *(const umbel_attribution *const *)x, *b = *(const umbel_attribution *const *)y;
    if (a->cue.begin != b->cue.begin) return a->cue.begin < b->cue.begin ? -1 : 1;
    return a < b ? -1 : a > b; /* as they were given */
}

static void score_one(eval_item *item, gold *g, const umbel_attribution *x) {
    tally *t = &item->tally;
    umbel_span cue = {x->cue.begin, x->cue.end}, speaker = {x->speaker.begin, x->speaker.end};
    size_t i = 0;
    t->n[N_PRED]++;
    if (!umbel_eval_stands(item->document.text, &x->cue, CUE_WORDS)) return;
    while (i < g->n && (g->items[i].used || !hit(cue, g->items[i].cue))) i++;
    if (i == g->n) return;
    g->items[i].used = true;
    t->n[CUES_FOUND]++;
    if (g->items[i].source.begin == g->items[i].source.end) return;
    t->n[SOURCES_OF]++;
    t->n[SOURCES_FOUND] +=
        umbel_eval_stands(item->document.text, &x->speaker, UMBEL_NAME_WORDS_MAX) && hit(speaker, g->items[i].source);
}

static umbel_status score(umbel_ctx *cx, eval_item *item) {
    gold g = {0};
    size_t n = item->reading->n_attributions;
    const umbel_attribution **found = UMBEL_NEW(cx, &cx->scratch, const umbel_attribution *, n + 1);
    umbel_status status = found ? read_gold(cx, item, &g) : cx->err.code;
    for (size_t i = 0; status == UMBEL_OK && i < n; i++) found[i] = &item->reading->attributions[i];
    if (status == UMBEL_OK && n) qsort(found, n, sizeof(*found), by_cue);
    for (size_t i = 0; status == UMBEL_OK && i < n; i++) score_one(item, &g, found[i]);
    item->tally.n[N_GOLD] += (int64_t)g.n;
    umbel_intern_free(cx, &g.ids);
    return status;
}

static void figures_of(const tally *t, const eval_groups *groups, figures *out) {
    const int64_t *n = t->n;
    (void)groups;
    umbel_eval_put_prf(out, true, "cue", (int64_t[]){n[CUES_FOUND], n[CUES_FOUND]}, n[N_PRED], n[N_GOLD]);
    umbel_eval_put(out, true, umbel_eval_share(n[SOURCES_FOUND], n[SOURCES_OF]), n[SOURCES_OF], "source_accuracy");
}

const eval_scorer umbel_eval_polnear = {"polnear", "id", "text", NULL, score, figures_of};
