/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* The pair head: which ties hold between the spans of a sentence, and the words that say so. */
#include <math.h>
#include <string.h>

#include "extract/encoder.h"

typedef struct pair_space {
    float *x;     /* [n_spans * n_hidden] means */
    float *sides; /* [n_spans * (4 n_pair + 2 n_query)] */
    float *words; /* [n * (n_query + n_pair)] */
    float *keys;  /* [n_query * n_padded] of the tokens, turned */
    float *look;  /* [n_padded] */
    float *m;     /* [n_pair] */
    float *said;  /* [n_padded ties] */
} pair_space;

static umbel_status new_pair_space(umbel_ctx *cx, const umbel_encoder *e, size_t n, size_t n_spans, pair_space *s) {
    umbel_arena *a = &cx->scratch;
    s->x = UMBEL_NEW(cx, a, float, n_spans * e->n_hidden);
    s->sides = UMBEL_NEW(cx, a, float, n_spans * e->sides.n_out);
    s->words = UMBEL_NEW(cx, a, float, n * e->words_read.n_out);
    s->keys = UMBEL_NEW(cx, a, float, e->n_query *encoder_padded(n));
    s->look = UMBEL_NEW(cx, a, float, encoder_padded(n));
    s->m = UMBEL_NEW(cx, a, float, e->n_pair);
    s->said = UMBEL_NEW(cx, a, float, e->n_padded);
    return s->x && s->sides && s->words && s->keys && s->look && s->m && s->said ? UMBEL_OK : cx->err.code;
}

static void mean_of(const umbel_encoder *e, const float *hidden, encoder_span span, float *x) {
    size_t h = e->n_hidden;
    float share = 1.0f / (float)(span.last - span.first + 1);
    memcpy(x, hidden + span.first * h, h * sizeof *x);
    for (size_t i = span.first + 1u; i <= span.last; i++)
        for (size_t k = 0; k < h; k++) x[k] += hidden[i * h + k];
    for (size_t k = 0; k < h; k++) x[k] *= share;
}

/* Where each span looks when it is the subject, and when it is the object. */
static void look(const umbel_encoder *e, const pair_space *s, size_t n, size_t n_spans, float *looks) {
    size_t padded = encoder_padded(n), query = e->n_query, stride = e->words_read.n_out;
    for (size_t k = 0; k < query; k++)
        for (size_t t = 0; t < n; t++) s->keys[k * padded + t] = s->words[t * stride + k];
    for (size_t side = 0; side < 2; side++)
        for (size_t i = 0; i < n_spans; i++) {
            const float *q = s->sides + i * e->sides.n_out + 4 * (size_t)e->n_pair + side * query;
            e->kernels->mix(q, query, s->keys, padded, padded, looks + (side * n_spans + i) * padded);
        }
}

static void score_pair(const umbel_encoder *e, const pair_space *s, size_t n, const float *looks[2],
                       const float *sides[2], float *scores) {
    const encoder_kernels *k = e->kernels;
    size_t pair = e->n_pair, stride = e->words_read.n_out;
    for (size_t t = 0; t < n; t++) s->look[t] = looks[0][t] + looks[1][t];
    float share = k->softmax(s->look, n, 1.0f / sqrtf((float)e->n_query));
    k->mix(s->look, n, s->words + e->n_query, stride, pair, s->m);
    const float *a = sides[0], *c = a + 2 * pair, *b = sides[1] + pair, *d = b + 2 * pair;
    for (size_t i = 0; i < pair; i++) s->m[i] = s->m[i] * share + (a[i] + b[i] + c[i] * d[i]);
    k->gelu(s->m, pair);
    k->mix(s->m, pair, e->of_ties, e->n_padded, e->n_padded, s->said);
    for (size_t t = 0; t < e->n_ties; t++) scores[t] = s->said[t] + e->c[t];
}

static umbel_status read_pairs(umbel_ctx *cx, const umbel_encoder *e, const float *hidden, size_t n,
                               const encoder_span *spans, size_t n_spans, const bool *wanted,
                               const encoder_reading *out) {
    pair_space s;
    size_t padded = encoder_padded(n);
    UMBEL_TRY(new_pair_space(cx, e, n, n_spans, &s));
    for (size_t i = 0; i < n_spans; i++) mean_of(e, hidden, spans[i], s.x + i * e->n_hidden);
    UMBEL_TRY(umbel_encoder_apply(cx, e, &e->sides, s.x, n_spans, s.sides));
    UMBEL_TRY(umbel_encoder_apply(cx, e, &e->words_read, hidden, n, s.words));
    look(e, &s, n, n_spans, out->looks);
    for (size_t i = 0; i < n_spans; i++)
        for (size_t j = 0; j < n_spans; j++) {
            float *scores = out->scores + (i * n_spans + j) * e->n_ties;
            const float *looks[2] = {out->looks + i * padded, out->looks + (n_spans + j) * padded};
            const float *sides[2] = {s.sides + i * e->sides.n_out, s.sides + j * e->sides.n_out};
            if (!wanted || wanted[i * n_spans + j])
                score_pair(e, &s, n, looks, sides, scores);
            else
                for (size_t t = 0; t < e->n_ties; t++) scores[t] = UMBEL_ENCODER_UNASKED;
        }
    return UMBEL_OK;
}

umbel_status umbel_encoder_pairs(umbel_ctx *cx, const umbel_encoder *e, const float *hidden, size_t n,
                                 const encoder_span *spans, size_t n_spans, const bool *wanted,
                                 const encoder_reading *out) {
    if (n == 0 || n > UMBEL_ENCODER_TOKENS_MAX)
        return UMBEL_FAIL(cx, UMBEL_E_ARG, "%zu wordpieces; the encoder takes 1 to %d", n, UMBEL_ENCODER_TOKENS_MAX);
    if (n_spans > UMBEL_ENCODER_SPANS_MAX)
        return UMBEL_FAIL(cx, UMBEL_E_ARG, "%zu spans; the encoder takes up to %d", n_spans, UMBEL_ENCODER_SPANS_MAX);
    for (size_t i = 0; i < n_spans; i++)
        if (spans[i].first > spans[i].last || spans[i].last >= n)
            return UMBEL_FAIL(cx, UMBEL_E_ARG, "span %zu is of tokens %d to %d", i, spans[i].first, spans[i].last);
    if (n_spans == 0) return UMBEL_OK;
    umbel_mark mark = umbel_arena_mark(&cx->scratch);
    umbel_status status = read_pairs(cx, e, hidden, n, spans, n_spans, wanted, out);
    umbel_arena_release(cx, &cx->scratch, mark);
    return status;
}
