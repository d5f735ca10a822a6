/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* The encoder's layers and the pair head, in the order of the arithmetic; the kernels do the work. */
#include "extract/encoder.h"

#include <string.h>

static umbel_status new_rows(umbel_ctx *cx, const encoder_kernels *k, size_t n, size_t n_in, encoder_rows *out) {
    out->n_in = n_in;
    out->q = UMBEL_NEW(cx, &cx->scratch, int8_t, k->wide ? 1 : n * n_in);
    out->wide = UMBEL_NEW(cx, &cx->scratch, int16_t, k->wide ? n * n_in : 1);
    out->scale = UMBEL_NEW(cx, &cx->scratch, float, n);
    out->middle = UMBEL_NEW(cx, &cx->scratch, float, n);
    out->sum = UMBEL_NEW(cx, &cx->scratch, int32_t, n);
    return out->q && out->wide && out->scale && out->middle && out->sum ? UMBEL_OK : cx->err.code;
}

static void quantise(const encoder_kernels *k, const encoder_matrix *m, encoder_rows *rows, const float *x, size_t n) {
    rows->n_in = m->n_in;
    for (size_t i = 0; i < n; i++) k->quantise(x + i * m->n_in, m->gain, rows, i);
}

/* out = the matrix times the n rows of x, which rows has room for. */
static void apply(const encoder_kernels *k, const encoder_matrix *m, encoder_rows *rows, const float *x, size_t n,
                  float *out) {
    quantise(k, m, rows, x, n);
    k->multiply(m, rows, n, false, out);
}

/* words [n * n_hidden] is room for the words' own vectors. */
static void embed(const umbel_encoder *e, const uint16_t *ids, size_t n, float *words, float *hidden) {
    size_t h = e->n_hidden;
    for (size_t i = 0; i < n; i++) {
        const uint8_t *word = e->words + ids[i] * h;
        float scale = e->word_scale[ids[i]];
        for (size_t k = 0; k < h; k++) words[i * h + k] = (float)(word[k] - 128) * scale;
    }
    e->kernels->norm(words, e->positions, &e->embedded, h, n, hidden);
}

typedef struct layer_space {
    encoder_rows rows;
    encoder_heads heads;
    float *wide;   /* [n * max(3 n_hidden, n_inner)] */
    float *narrow; /* [n * n_hidden] */
} layer_space;

static umbel_status new_space(umbel_ctx *cx, const umbel_encoder *e, size_t n, layer_space *s) {
    size_t h = e->n_hidden, most = e->n_inner > 3 * h ? e->n_inner : 3 * h, n_padded = (n + 15) / 16 * 16;
    s->heads = (encoder_heads){n, e->n_heads, h / e->n_heads, NULL, NULL};
    s->wide = UMBEL_NEW(cx, &cx->scratch, float, n *most);
    s->narrow = UMBEL_NEW(cx, &cx->scratch, float, n *h);
    s->heads.turned = UMBEL_NEW(cx, &cx->scratch, float, s->heads.n_head *n_padded);
    s->heads.weights = UMBEL_NEW(cx, &cx->scratch, float, ENCODER_QUERIES *n_padded);
    if (!s->wide || !s->narrow || !s->heads.turned || !s->heads.weights) return cx->err.code;
    return new_rows(cx, e->kernels, n, most, &s->rows);
}

static void run_layer(const encoder_kernels *k, const encoder_layer *l, layer_space *s, size_t n, float *hidden) {
    size_t h = l->qkv.n_in;
    apply(k, &l->qkv, &s->rows, hidden, n, s->wide);
    k->attend(&s->heads, s->wide, s->narrow);
    apply(k, &l->attended, &s->rows, s->narrow, n, s->wide);
    k->norm(hidden, s->wide, &l->after_attention, h, n, hidden);
    quantise(k, &l->widen, &s->rows, hidden, n);
    k->multiply(&l->widen, &s->rows, n, true, s->wide);
    apply(k, &l->narrow, &s->rows, s->wide, n, s->narrow);
    k->norm(hidden, s->narrow, &l->after_inner, h, n, hidden);
}

umbel_status umbel_encoder_run(umbel_ctx *cx, const umbel_encoder *e, const uint16_t *ids, size_t n, float *hidden) {
    if (n == 0 || n > UMBEL_ENCODER_TOKENS_MAX || n > e->n_positions)
        return UMBEL_FAIL(cx, UMBEL_E_ARG, "%zu wordpieces; the encoder takes 1 to %d", n, UMBEL_ENCODER_TOKENS_MAX);
    for (size_t i = 0; i < n; i++)
        if (ids[i] >= e->n_vocab)
            return UMBEL_FAIL(cx, UMBEL_E_ARG, "wordpiece %d of a vocabulary of %u", ids[i], e->n_vocab);
    umbel_mark mark = umbel_arena_mark(&cx->scratch);
    layer_space space;
    umbel_status status = new_space(cx, e, n, &space);
    if (status == UMBEL_OK) {
        embed(e, ids, n, space.narrow, hidden);
        for (size_t i = 0; i < e->n_layers; i++) run_layer(e->kernels, &e->layers[i], &space, n, hidden);
    }
    umbel_arena_release(cx, &cx->scratch, mark);
    return status;
}

/* ---- pairs --------------------------------------------------------------------------------- */

#define OBJECTS 6 /* spans that are turned at once */

typedef struct pair_space {
    encoder_rows rows;
    float *x;                /* [n_spans * n_hidden] means */
    float *subject, *object; /* [n_spans * n_pair] */
    float *by_subject;       /* [n_spans * n_padded] vs . s + c */
    float *by_object;        /* [n_spans * n_padded] vo . o */
    float *turned;           /* [OBJECTS * n_pair * n_padded] U_t o of some objects */
} pair_space;

static umbel_status new_pair_space(umbel_ctx *cx, const umbel_encoder *e, size_t n, pair_space *s) {
    size_t most = e->n_hidden > e->n_pair ? e->n_hidden : e->n_pair;
    umbel_arena *a = &cx->scratch;
    s->x = UMBEL_NEW(cx, a, float, n * e->n_hidden);
    s->subject = UMBEL_NEW(cx, a, float, n * e->n_pair);
    s->object = UMBEL_NEW(cx, a, float, n * e->n_pair);
    s->by_subject = UMBEL_NEW(cx, a, float, n * e->n_padded);
    s->by_object = UMBEL_NEW(cx, a, float, n * e->n_padded);
    s->turned = UMBEL_NEW(cx, a, float, (size_t)OBJECTS * e->n_pair * e->n_padded);
    if (!s->x || !s->subject || !s->object || !s->by_subject || !s->by_object || !s->turned) return cx->err.code;
    return new_rows(cx, e->kernels, n, most, &s->rows);
}

static void mean_of(const umbel_encoder *e, const float *hidden, encoder_span span, float *x) {
    size_t h = e->n_hidden;
    float share = 1.0f / (float)(span.last - span.first + 1);
    memcpy(x, hidden + span.first * h, h * sizeof *x);
    for (size_t i = span.first + 1u; i <= span.last; i++)
        for (size_t k = 0; k < h; k++) x[k] += hidden[i * h + k];
    for (size_t k = 0; k < h; k++) x[k] *= share;
}

/* Sides of every span, and what a side says of each tie by itself. */
static void make_sides(const umbel_encoder *e, pair_space *s, size_t n) {
    const encoder_kernels *k = e->kernels;
    size_t pair = e->n_pair, padded = e->n_padded;
    apply(k, &e->subject, &s->rows, s->x, n, s->subject);
    apply(k, &e->object, &s->rows, s->x, n, s->object);
    k->gelu(s->subject, n * pair);
    k->gelu(s->object, n * pair);
    for (size_t i = 0; i < n; i++) {
        k->mix(s->subject + i * pair, pair, e->vs, padded, padded, s->by_subject + i * padded);
        k->mix(s->object + i * pair, pair, e->vo, padded, padded, s->by_object + i * padded);
        for (size_t t = 0; t < padded; t++) s->by_subject[i * padded + t] += e->c[t];
    }
}

static void score_pairs(const umbel_encoder *e, pair_space *s, size_t n, float *scores) {
    const encoder_kernels *k = e->kernels;
    size_t pair = e->n_pair, padded = e->n_padded, n_some;
    float joint[256 + ENCODER_BLOCK];
    for (size_t first = 0; first < n; first += n_some) {
        n_some = n - first < OBJECTS ? n - first : OBJECTS;
        apply(k, &e->pairing, &s->rows, s->object + first * pair, n_some, s->turned);
        for (size_t j = 0; j < n_some; j++) {
            const float *by_object = s->by_object + (first + j) * padded;
            for (size_t i = 0; i < n; i++) {
                const float *by_subject = s->by_subject + i * padded;
                float *to = scores + (i * n + first + j) * e->n_ties;
                k->mix(s->subject + i * pair, pair, s->turned + j * pair * padded, padded, padded, joint);
                for (size_t t = 0; t < e->n_ties; t++) to[t] = joint[t] + by_subject[t] + by_object[t];
            }
        }
    }
}

umbel_status umbel_encoder_pairs(umbel_ctx *cx, const umbel_encoder *e, const float *hidden, const encoder_span *spans,
                                 size_t n_spans, float *scores) {
    if (n_spans > UMBEL_ENCODER_SPANS_MAX)
        return UMBEL_FAIL(cx, UMBEL_E_ARG, "%zu spans; the encoder takes up to %d", n_spans, UMBEL_ENCODER_SPANS_MAX);
    for (size_t i = 0; i < n_spans; i++)
        if (spans[i].first > spans[i].last || spans[i].last >= UMBEL_ENCODER_TOKENS_MAX)
            return UMBEL_FAIL(cx, UMBEL_E_ARG, "span %zu is of tokens %d to %d", i, spans[i].first, spans[i].last);
    if (n_spans == 0) return UMBEL_OK;
    umbel_mark mark = umbel_arena_mark(&cx->scratch);
    pair_space space;
    umbel_status status = new_pair_space(cx, e, n_spans, &space);
    if (status == UMBEL_OK) {
        for (size_t i = 0; i < n_spans; i++) mean_of(e, hidden, spans[i], space.x + i * e->n_hidden);
        make_sides(e, &space, n_spans);
        score_pairs(e, &space, n_spans, scores);
    }
    umbel_arena_release(cx, &cx->scratch, mark);
    return status;
}
