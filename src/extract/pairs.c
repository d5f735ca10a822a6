/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/pairs.h"

#define PIECES_OF_WORD 12

const char *umbel_encoder_word(const name_mention *name) {
    static const char *const words[UMBEL_N_KINDS] = {"person", "group",     "country", "forces", "organization",
                                                     "city",   "agreement", "people",  "object", "groups"};
    if (name->person) return "person";
    return name->adjective ? "foreign" : words[name->kind < UMBEL_N_KINDS ? name->kind : 0];
}

typedef struct pieces {
    uint16_t ids[UMBEL_ENCODER_TOKENS_MAX];
    size_t n;
} pieces;

static void add_piece(pieces *p, uint16_t id) {
    if (p->n < UMBEL_ENCODER_TOKENS_MAX - 1) p->ids[p->n] = id; /* one place is kept for the end */
    p->n++;
}

static void add_word(const umbel_encoder *e, umbel_str word, pieces *out) {
    uint16_t ids[PIECES_OF_WORD];
    size_t n = umbel_wordpieces(e, word, ids, PIECES_OF_WORD);
    for (size_t i = 0; i < n; i++) add_piece(out, ids[i]);
    if (n == 0) add_piece(out, e->unk);
}

static uint16_t cut(size_t i) {
    return (uint16_t)(i < UMBEL_ENCODER_TOKENS_MAX - 2 ? i : UMBEL_ENCODER_TOKENS_MAX - 2);
}

umbel_status umbel_read_pairs(umbel_ctx *cx, const judge_view *v, pair_scores *out) {
    const umbel_encoder *e = &v->d->ex->encoder;
    const sentence *s = v->s;
    *out = (pair_scores){0};
    if (!v->d->ex->asks_encoder || v->n_places < 2) return UMBEL_OK;
    pieces p = {.ids = {e->cls}, .n = 1};
    uint16_t *begin = UMBEL_NEW(cx, &cx->scratch, uint16_t, s->n + 1u);
    uint16_t *end = UMBEL_NEW(cx, &cx->scratch, uint16_t, s->n + 1u);
    encoder_span spans[UMBEL_PLACES_MAX] = {{0, 0}};
    if (!begin || !end) return cx->err.code;
    for (uint16_t i = 0; i < s->n; i++) {
        uint16_t m = s->t[i].mention;
        bool goes_on = m != NONE && i > 0 && s->t[i - 1].mention == m;
        size_t from = goes_on ? p.n - 1 : p.n;
        if (m == NONE)
            add_word(e, umbel_token_text(v->d, &s->t[i]), &p);
        else if (!goes_on)
            add_word(e, umbel_str_of(umbel_encoder_word(&s->names[m])), &p);
        begin[i] = cut(from);
        end[i] = cut(p.n - 1);
    }
    if (p.n > UMBEL_ENCODER_TOKENS_MAX - 1) p.n = UMBEL_ENCODER_TOKENS_MAX - 1;
    p.ids[p.n++] = e->sep;
    for (size_t i = 0; i < v->n_places; i++) {
        encoder_span span = {begin[v->places[i].first], end[v->places[i].last]};
        size_t k = 0;
        while (k < out->n_spans && (spans[k].first != span.first || spans[k].last != span.last)) k++;
        if (k == out->n_spans) spans[out->n_spans++] = span;
        out->span_of[i] = (uint16_t)k;
    }
    float *hidden = UMBEL_NEW(cx, &cx->scratch, float, p.n * e->n_hidden);
    out->n_ties = e->n_ties;
    out->scores = UMBEL_NEW(cx, &cx->scratch, float, out->n_spans * out->n_spans * e->n_ties);
    if (!hidden || !out->scores) return cx->err.code;
    UMBEL_TRY(umbel_encoder_run(cx, e, p.ids, p.n, hidden));
    return umbel_encoder_pairs(cx, e, hidden, spans, out->n_spans, out->scores);
}

float umbel_pair_score(const judge_view *v, const pair_scores *scores, size_t a, size_t b, umbel_tie tie) {
    int t = v->d->ex->encoder_ties[tie];
    if (!scores->scores || t < 0) return 0;
    return scores
        ->scores[((size_t)scores->span_of[a] * scores->n_spans + scores->span_of[b]) * scores->n_ties + (size_t)t];
}
