/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* The encoder's layers, in the order of the arithmetic; the kernels do the work. */
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

umbel_status umbel_encoder_apply(umbel_ctx *cx, const umbel_encoder *e, const encoder_matrix *m, const float *x,
                                 size_t n, float *out) {
    encoder_rows rows;
    UMBEL_TRY(new_rows(cx, e->kernels, n, m->n_in, &rows));
    apply(e->kernels, m, &rows, x, n, out);
    return UMBEL_OK;
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
