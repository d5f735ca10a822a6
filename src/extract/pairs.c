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
    size_t n, most; /* those past most are counted, not kept */
} pieces;

static void add_piece(pieces *p, uint16_t id) {
    if (p->n < p->most) p->ids[p->n] = id;
    p->n++;
}

static void add_word(const umbel_encoder *e, umbel_str word, pieces *out) {
    uint16_t ids[PIECES_OF_WORD];
    size_t n = umbel_wordpieces(e, word, ids, PIECES_OF_WORD);
    for (size_t i = 0; i < n; i++) add_piece(out, ids[i]);
    if (n == 0) add_piece(out, e->unk);
}

/* What the encoder reads where a token stands: itself, or the word for what a name is; empty inside a name. */
static umbel_str word_read(const document_state *d, const sentence *s, uint16_t i) {
    uint16_t m = s->t[i].mention;
    if (m == NONE) return umbel_token_text(d, &s->t[i]);
    if (i > 0 && s->t[i - 1].mention == m) return (umbel_str){NULL, 0};
    return umbel_str_of(umbel_encoder_word(&s->names[m]));
}

void umbel_remember_sentence(document_state *d, const sentence *s) {
    size_t most = d->ex->encoder.n_context, n = 0;
    if (!d->ex->asks_encoder || most == 0) return;
    for (uint16_t i = s->n; i > 0 && n < most; i--) {
        umbel_str word = word_read(d, s, (uint16_t)(i - 1));
        if (word.p) d->before[n++] = word;
    }
    d->n_before = n;
}

/* The end of the sentence before, as far as the model was trained to look back. */
static void add_context(const document_state *d, pieces *out) {
    const umbel_encoder *e = &d->ex->encoder;
    uint16_t ids[UMBEL_ENCODER_CONTEXT_MAX], word[PIECES_OF_WORD];
    size_t at = e->n_context; /* filled from its end */
    for (size_t i = 0; i < d->n_before && at > 0; i++) {
        size_t n = umbel_wordpieces(e, d->before[i], word, PIECES_OF_WORD);
        if (n == 0) word[n++] = e->unk;
        while (n > 0 && at > 0) ids[--at] = word[--n];
    }
    if (e->n_context == 0) return;
    for (; at < e->n_context; at++) add_piece(out, ids[at]);
    add_piece(out, e->sep);
}

static umbel_status spell(umbel_ctx *cx, const judge_view *v, pieces *p, pair_scores *out) {
    const umbel_encoder *e = &v->d->ex->encoder;
    const sentence *s = v->s;
    out->begin = UMBEL_NEW(cx, &cx->scratch, uint16_t, s->n + 1u);
    out->end = UMBEL_NEW(cx, &cx->scratch, uint16_t, s->n + 1u);
    if (!out->begin || !out->end) return cx->err.code;
    *p = (pieces){.most = UMBEL_ENCODER_TOKENS_MAX - 1};
    add_piece(p, e->cls);
    add_context(v->d, p);
    size_t last = UMBEL_ENCODER_TOKENS_MAX - 2;
    for (uint16_t i = 0; i < s->n; i++) {
        umbel_str word = word_read(v->d, s, i);
        size_t from = word.p ? p->n : p->n - 1;
        if (word.p) add_word(e, word, p);
        out->begin[i] = (uint16_t)(from < last ? from : last);
        out->end[i] = (uint16_t)(p->n - 1 < last ? p->n - 1 : last);
    }
    if (p->n > p->most) p->n = p->most;
    p->ids[p->n++] = e->sep;
    return UMBEL_OK;
}

/* Places of the same words share a span. */
static void find_spans(const judge_view *v, pair_scores *out, encoder_span *spans) {
    for (size_t i = 0; i < v->n_places; i++) {
        encoder_span span = {out->begin[v->places[i].first], out->end[v->places[i].last]};
        size_t k = 0;
        while (k < out->n_spans && (spans[k].first != span.first || spans[k].last != span.last)) k++;
        if (k == out->n_spans) spans[out->n_spans++] = span;
        out->span_of[i] = (uint16_t)k;
    }
}

static bool find_wanted(const judge_view *v, pair_scores *out, bool *wanted) {
    bool any = false;
    for (size_t a = 0; a < v->n_places; a++)
        for (size_t b = 0; b < v->n_places; b++) {
            uint32_t ties = 0;
            for (umbel_tie tie = UMBEL_TIE_SUPPORTS; tie <= UMBEL_TIE_UPHOLDS; tie++)
                if (umbel_sides_fit(v, a, b, tie)) ties |= 1u << tie;
            out->fits[a * v->n_places + b] = ties;
            if (ties) any = wanted[out->span_of[a] * out->n_spans + out->span_of[b]] = true;
        }
    return any;
}

umbel_status umbel_read_pairs(umbel_ctx *cx, const judge_view *v, pair_scores *out) {
    const umbel_encoder *e = &v->d->ex->encoder;
    encoder_span spans[UMBEL_PLACES_MAX] = {{0, 0}};
    pieces p;
    *out = (pair_scores){0};
    if (!v->d->ex->asks_encoder || v->n_places < 2) return UMBEL_OK;
    UMBEL_TRY(spell(cx, v, &p, out));
    find_spans(v, out, spans);
    size_t n_pairs = out->n_spans * out->n_spans;
    bool *wanted = UMBEL_NEW(cx, &cx->scratch, bool, n_pairs);
    out->fits = UMBEL_NEW(cx, &cx->scratch, uint32_t, v->n_places * v->n_places);
    if (!wanted || !out->fits) return cx->err.code;
    if (!find_wanted(v, out, wanted)) return UMBEL_OK;
    out->n_ties = e->n_ties;
    out->stride = encoder_padded(p.n);
    float *hidden = UMBEL_NEW(cx, &cx->scratch, float, p.n * e->n_hidden);
    encoder_reading reading = {UMBEL_NEW(cx, &cx->scratch, float, n_pairs * e->n_ties),
                               UMBEL_NEW(cx, &cx->scratch, float, 2 * out->n_spans * out->stride)};
    if (!hidden || !reading.scores || !reading.looks) return cx->err.code;
    UMBEL_TRY(umbel_encoder_run(cx, e, p.ids, p.n, hidden));
    UMBEL_TRY(umbel_encoder_pairs(cx, e, hidden, p.n, spans, out->n_spans, wanted, &reading));
    out->scores = reading.scores;
    out->looks = reading.looks;
    return UMBEL_OK;
}

float umbel_pair_score(const judge_view *v, const pair_scores *r, size_t a, size_t b, umbel_tie tie) {
    int t = v->d->ex->encoder_ties[tie];
    if (!r->scores || t < 0) return UMBEL_ENCODER_UNASKED;
    return r->scores[((size_t)r->span_of[a] * r->n_spans + r->span_of[b]) * r->n_ties + (size_t)t];
}

static bool carries(const judge_view *v, const place *a, const place *b, uint16_t i) {
    const token *t = &v->s->t[i];
    bool inside = (i >= a->first && i <= a->last) || (i >= b->first && i <= b->last);
    bool content = t->tag == T_NOUN || t->tag == T_VERB || t->tag == T_ADJ;
    return content && !inside && t->mention == NONE;
}

uint16_t umbel_pair_cue(const judge_view *v, const pair_scores *r, size_t a, size_t b) {
    const float *s = r->looks + r->span_of[a] * r->stride;
    const float *o = r->looks + (r->n_spans + r->span_of[b]) * r->stride;
    uint16_t best = NONE;
    float most = 0;
    for (uint16_t i = 0; i < v->s->n; i++) {
        if (!carries(v, &v->places[a], &v->places[b], i)) continue;
        for (uint16_t p = r->begin[i]; p <= r->end[i]; p++)
            if (best == NONE || s[p] + o[p] > most) most = s[p] + o[p], best = i;
    }
    return best;
}
