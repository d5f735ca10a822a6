/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file encoder_float.h  The bodies of the encoder's kernels; included by the file of each machine, once.
 *
 *  That file says first: LANES, the numbers of a vector (8, or 16 where the machine has such vectors); QUERIES, the
 * tokens whose attention is worked out together (as many as there are registers for, at most ENCODER_QUERIES);
 * LARGER(a, b) = b > a ? b : a and SMALLER; and the functions tile and pack.
 *  The bits do not depend on LANES: where the order of a sum counts there are eight lanes, all else goes number by
 * number. Compiled without contraction. Vectors never cross a call by value (their passing differs by machine).
 */
#ifndef UMBEL_EXTRACT_ENCODER_FLOAT_H
#define UMBEL_EXTRACT_ENCODER_FLOAT_H

#include <math.h>

#include "extract/encoder_vectors.h"

/* Adding it moves a float's unit to the last bit: the sum's low bits are the nearest integer, ties to even. */
#define ROUNDER      12582912.0f
#define ROUNDER_BITS 0x4b400000u

BODY float sum_of(const f8 *v) {
    f4 h = __builtin_shufflevector(*v, *v, 0, 1, 2, 3) + __builtin_shufflevector(*v, *v, 4, 5, 6, 7);
    return (h[0] + h[2]) + (h[1] + h[3]);
}

/* Of sixteen numbers. */
BODY float largest_of(const fv *v) {
    fv top = v[0];
    for (size_t g = 1; g < GROUPS; g++) top = LARGER(top, v[g]);
#if LANES > 8
    top = LARGER(top, ROTATED(top, 8));
#endif
    top = LARGER(top, ROTATED(top, 4));
    top = LARGER(top, ROTATED(top, 2));
    top = LARGER(top, ROTATED(top, 1));
    return top[0];
}

/* e to the x for x in [-87, 0]; smaller x count as -87. Relative error 2e-7. Coefficients: Cephes, expf. */
BODY void exp_of(fv *x) {
    const fv least = (fv){0} - 87.0f;
    fv v = LARGER(*x, least);
    fv shifted = v * 1.44269504088896341f + ROUNDER;
    fv whole = shifted - ROUNDER;
    fv r = (v - whole * 0.693359375f) + whole * 2.12194440e-4f;
    fv p = r * 1.9875691500e-4f + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    p = p * (r * r) + r + 1.0f;
    *x = (fv)((wv)p + (((wv)shifted - ROUNDER_BITS) << 23));
}

/* x / 2 (1 + erf(x / sqrt 2)). erf is a quotient of polynomials on [-4, 4], 1 beyond; absolute error 1e-6. */
BODY void gelu_of(fv *x) {
    const fv four = (fv){0} + 4.0f, minus_four = (fv){0} - 4.0f;
    fv z = *x * 0.70710678118654752f;
    z = LARGER(z, minus_four);
    z = SMALLER(z, four);
    fv z2 = z * z;
    fv p = z2 * -2.72614225801306e-10f + 2.77068142495902e-08f;
    p = p * z2 + -2.10102402082508e-06f;
    p = p * z2 + -5.69250639462346e-05f;
    p = p * z2 + -7.34990630326855e-04f;
    p = p * z2 + -2.95459980854025e-03f;
    p = p * z2 + -1.60960333262415e-02f;
    fv q = z2 * -1.45660718464996e-05f + -2.13374055278905e-04f;
    q = q * z2 + -1.68282697438203e-03f;
    q = q * z2 + -7.37332916720468e-03f;
    q = q * z2 + -1.42647390514189e-02f;
    fv half = *x * 0.5f;
    *x = half + half * (z * p / q);
}

/* ---- products ------------------------------------------------------------------------------ */

/* Scales the sums of a tile, adds middle and bias. */
BODY void finish(const int32_t *sums, const encoder_matrix *m, size_t row, size_t n_rows, const encoder_rows *rows,
                 size_t first, size_t n, bool gelu, float *out) {
    for (size_t r = 0; r < n_rows; r += LANES) {
        const fv row_scale = LOAD(m->scale + row + r), lift = LOAD(m->lift + row + r), bias = LOAD(m->bias + row + r);
        for (size_t i = 0; i < n; i++) {
            uint32_t offset = 128U * (uint32_t)rows->sum[first + i];
            iv sum = (iv)(*(const wv_at *)(sums + i * ENCODER_TILE_ROWS + r) - offset);
            fv rest = lift * rows->middle[first + i] + bias;
            fv v = __builtin_convertvector(sum, fv) * (row_scale * rows->scale[first + i]) + rest;
            if (gelu) gelu_of(&v);
            STORE(out + (first + i) * m->n_out + row + r, v);
        }
    }
}

BODY void multiply_body(const encoder_matrix *m, const encoder_rows *rows, size_t n, bool gelu, float *out) {
    int32_t sums[TILE_TOKENS * ENCODER_TILE_ROWS];
    size_t n_tiles = (n + TILE_TOKENS - 1) / TILE_TOKENS;
    for (size_t row = 0; row < m->n_out; row += ENCODER_TILE_ROWS) {
        size_t left = m->n_out - row, n_rows = left < ENCODER_TILE_ROWS ? left : ENCODER_TILE_ROWS;
        const uint8_t *q = m->q + row * m->n_in;
        /* The next weights come from far while these are at work, a quarter with each of four tiles. */
        const uint8_t *next = left > ENCODER_TILE_ROWS ? q + n_rows * m->n_in : m->after;
        size_t quarter = left > ENCODER_TILE_ROWS && left < 2 * ENCODER_TILE_ROWS ? 0 : ENCODER_BLOCK * m->n_in;
        if (!next) next = q, quarter = 0;
        for (size_t t = 0; t < n_tiles; t++) { /* even tiles: 8 tokens are 4 and 4 */
            size_t first = n * t / n_tiles, n_tokens = n * (t + 1) / n_tiles - first;
            tile_of now = {q, n_rows / ENCODER_BLOCK, rows, first, n_tokens, (const char *)(next + t % 4 * quarter)};
            tile(&now, sums);
            finish(sums, m, row, n_rows, rows, first, n_tokens, gelu, out);
        }
    }
}

static void multiply(const encoder_matrix *m, const encoder_rows *rows, size_t n, bool gelu, float *out) {
    if (gelu)
        multiply_body(m, rows, n, true, out);
    else
        multiply_body(m, rows, n, false, out);
}

static void quantise(const float *x, const float *gain, encoder_rows *rows, size_t i) {
    size_t n = rows->n_in;
    fv low[GROUPS], high[GROUPS];
    wv sum = {0};
    uint32_t total = 0;
    UNROLL
    for (size_t g = 0; g < GROUPS; g++) low[g] = high[g] = LOAD(x + g * LANES) * LOAD(gain + g * LANES);
    for (size_t k = 16; k < n; k += 16) {
        UNROLL
        for (size_t g = 0; g < GROUPS; g++) {
            fv v = LOAD(x + k + g * LANES) * LOAD(gain + k + g * LANES);
            low[g] = SMALLER(low[g], v);
            high[g] = LARGER(high[g], v);
        }
    }
    UNROLL
    for (size_t g = 0; g < GROUPS; g++) low[g] = -low[g];
    float top = largest_of(high), bottom = -largest_of(low), width = top - bottom, middle = (top + bottom) * 0.5f;
    float inverse = width > 1e-30f ? 254.0f / width : 0.0f;
    for (size_t k = 0; k < n; k += 16) {
        wv whole[GROUPS];
        UNROLL
        for (size_t g = 0; g < GROUPS; g++) {
            fv v = LOAD(x + k + g * LANES) * LOAD(gain + k + g * LANES);
            whole[g] = (wv)((v - middle) * inverse + ROUNDER) - ROUNDER_BITS;
            sum += whole[g];
        }
        pack(whole, rows, i * n + k);
    }
    for (size_t l = 0; l < LANES; l++) total += sum[l];
    rows->scale[i] = width > 1e-30f ? width / 254.0f : 0.0f;
    rows->middle[i] = middle;
    rows->sum[i] = (int32_t)total;
}

/* ---- between the products ------------------------------------------------------------------ */

static void gelu(float *x, size_t n) {
    for (size_t i = 0; i < n; i += LANES) {
        fv v = LOAD(x + i);
        gelu_of(&v);
        STORE(x + i, v);
    }
}

/* n_rows is a constant where this is inlined: rows in step, as the sums of each wait for one another. */
BODY void norm_rows(const float *a, const float *b, const encoder_norm *m, size_t n, size_t n_rows, float *out) {
    f8 sum[2] = {{0}}, squares[2] = {{0}};
    float mean[2], scale[2];
    for (size_t i = 0; i < n; i += 8) {
        UNROLL
        for (size_t r = 0; r < n_rows; r++) {
            f8 v = LOAD8(a + r * n + i) + LOAD8(b + r * n + i);
            STORE8(out + r * n + i, v);
            sum[r] += v;
        }
    }
    for (size_t r = 0; r < n_rows; r++) mean[r] = sum_of(&sum[r]) / (float)n;
    for (size_t i = 0; i < n; i += 8) {
        UNROLL
        for (size_t r = 0; r < n_rows; r++) {
            f8 v = LOAD8(out + r * n + i) - mean[r];
            squares[r] += v * v;
        }
    }
    for (size_t r = 0; r < n_rows; r++) scale[r] = 1.0f / sqrtf(sum_of(&squares[r]) / (float)n + 1e-12f);
    for (size_t i = 0; i < n; i += LANES) {
        const fv weight = LOAD(m->weight + i), bias = LOAD(m->bias + i);
        UNROLL
        for (size_t r = 0; r < n_rows; r++)
            STORE(out + r * n + i, (LOAD(out + r * n + i) - mean[r]) * scale[r] * weight + bias);
    }
}

static void norm(const float *a, const float *b, const encoder_norm *m, size_t n, size_t n_rows, float *out) {
    size_t i = 0;
    for (; i + 2 <= n_rows; i += 2) norm_rows(a + i * n, b + i * n, m, n, 2, out + i * n);
    if (i < n_rows) norm_rows(a + i * n, b + i * n, m, n, 1, out + i * n);
}

/* Sums of rows for some queries at once; each is a row of weights with n_padded numbers from one to the next. */
typedef struct mixture {
    const float *weight;
    size_t weight_stride, n;
    const float *rows;
    size_t stride;
    float *out;
    size_t out_stride;
} mixture;

/* n_queries and n_vectors are constants where this is inlined. Even and odd rows are summed apart: additions need not
 * wait. */
BODY void mix_columns(const mixture *m, size_t n_queries, size_t c, size_t n_vectors, const float *share) {
    fv even[QUERIES][4], odd[QUERIES][4];
    const float *row = m->rows + c;
    UNROLL
    for (size_t q = 0; q < n_queries; q++) UNROLL
    for (size_t v = 0; v < n_vectors; v++) even[q][v] = odd[q][v] = (fv){0};
    size_t i = 0;
    for (; i + 1 < m->n; i += 2, row += 2 * m->stride) {
        UNROLL
        for (size_t q = 0; q < n_queries; q++) UNROLL
        for (size_t v = 0; v < n_vectors; v++)
            even[q][v] += LOAD(row + v * LANES) * m->weight[q * m->weight_stride + i];
        UNROLL
        for (size_t q = 0; q < n_queries; q++) UNROLL
        for (size_t v = 0; v < n_vectors; v++)
            odd[q][v] += LOAD(row + m->stride + v * LANES) * m->weight[q * m->weight_stride + i + 1];
    }
    if (i < m->n) {
        UNROLL
        for (size_t q = 0; q < n_queries; q++) UNROLL
        for (size_t v = 0; v < n_vectors; v++)
            even[q][v] += LOAD(row + v * LANES) * m->weight[q * m->weight_stride + i];
    }
    UNROLL
    for (size_t q = 0; q < n_queries; q++) UNROLL
    for (size_t v = 0; v < n_vectors; v++)
        STORE(m->out + q * m->out_stride + c + v * LANES, (even[q][v] + odd[q][v]) * share[q]);
}

#if LANES > 8
/* The last eight columns of a length that is no multiple of sixteen. */
BODY void mix_eight(const mixture *m, size_t n_queries, size_t c, const float *share) {
    for (size_t q = 0; q < n_queries; q++) {
        const float *weight = m->weight + q * m->weight_stride, *row = m->rows + c;
        f8 even = {0}, odd = {0};
        size_t i = 0;
        for (; i + 1 < m->n; i += 2) {
            even += LOAD8(row + i * m->stride) * weight[i];
            odd += LOAD8(row + (i + 1) * m->stride) * weight[i + 1];
        }
        if (i < m->n) even += LOAD8(row + i * m->stride) * weight[i];
        STORE8(m->out + q * m->out_stride + c, (even + odd) * share[q]);
    }
}
#endif

BODY void mix_queries(const mixture *m, size_t n_queries, size_t n_cols, const float *share) {
    size_t c = 0;
    for (; n_queries == 1 && c + 4 * LANES <= n_cols; c += 4 * LANES) mix_columns(m, n_queries, c, 4, share);
    for (; c + 2 * LANES <= n_cols; c += 2 * LANES) mix_columns(m, n_queries, c, 2, share);
    for (; c + LANES <= n_cols; c += LANES) mix_columns(m, n_queries, c, 1, share);
#if LANES > 8
    if (c < n_cols) mix_eight(m, n_queries, c, share);
#endif
}

static void mix(const float *weight, size_t n, const float *rows, size_t stride, size_t n_cols, float *out) {
    const float one = 1.0f;
    mix_queries(&(mixture){weight, 0, n, rows, stride, out, 0}, 1, n_cols, &one);
}

/* One head of all tokens. */
typedef struct one_head {
    size_t n, d, n_padded, stride, n_hidden;
    const float *value;
    float *turned, *weights;
    float scale;
} one_head;

/* Weights of the tokens from their products, and one over their sum; those after the last token, which are those of the
 * first, become 0. Queries go in step, as each by itself waits for its own numbers. */
BODY void soften(const one_head *h, size_t n_queries, float *share) {
    float top[QUERIES];
    f8 sum[QUERIES];
    UNROLL
    for (size_t q = 0; q < n_queries; q++) {
        const float *weights = h->weights + q * h->n_padded;
        fv most[GROUPS];
        UNROLL
        for (size_t g = 0; g < GROUPS; g++) most[g] = LOAD(weights + g * LANES);
        for (size_t j = 16; j < h->n_padded; j += 16) {
            UNROLL
            for (size_t g = 0; g < GROUPS; g++) most[g] = LARGER(most[g], LOAD(weights + j + g * LANES));
        }
        top[q] = largest_of(most);
        sum[q] = (f8){0};
    }
    for (size_t j = 0; j < h->n_padded; j += LANES) {
        const iv within = LANE_NUMBERS + (int32_t)j < (int32_t)h->n;
        UNROLL
        for (size_t q = 0; q < n_queries; q++) {
            float *weights = h->weights + q * h->n_padded + j;
            fv v = (LOAD(weights) - top[q]) * h->scale;
            exp_of(&v);
            v = (fv)((iv)v & within);
            STORE(weights, v);
            sum[q] += LOW8(v);
#if LANES > 8
            sum[q] += HIGH8(v);
#endif
        }
    }
    UNROLL
    for (size_t q = 0; q < n_queries; q++) share[q] = 1.0f / sum_of(&sum[q]);
}

static float softmax(float *weights, size_t n, float scale) {
    one_head h = {.n = n, .n_padded = (n + 15) / 16 * 16, .weights = weights, .scale = scale};
    float share[QUERIES];
    for (size_t j = n; j < h.n_padded; j++) weights[j] = weights[0];
    soften(&h, 1, share);
    return share[0];
}

BODY void attend_queries(const one_head *h, const float *query, size_t n_queries, float *out) {
    static const float ones[ENCODER_QUERIES] = {1, 1, 1, 1};
    float share[QUERIES];
    const mixture scores = {query, h->stride, h->d, h->turned, h->n_padded, h->weights, h->n_padded};
    const mixture values = {h->weights, h->n_padded, h->n, h->value, h->stride, out, h->n_hidden};
    mix_queries(&scores, n_queries, h->n_padded, ones);
    soften(h, n_queries, share);
    mix_queries(&values, n_queries, h->d, share);
}

/* The numbers of a head's keys one after the other; past the last token those of the first stand again. */
BODY void turn_keys(const one_head *h, const float *keys) {
    for (size_t j = 0; j < h->n_padded; j += 4) {
        const float *key[4];
        for (size_t r = 0; r < 4; r++) key[r] = keys + (j + r < h->n ? j + r : 0) * h->stride;
        for (size_t k = 0; k < h->d; k += 4) {
            f4 a = LOAD4(key[0] + k), b = LOAD4(key[1] + k), c = LOAD4(key[2] + k), d = LOAD4(key[3] + k);
            f4 ab = __builtin_shufflevector(a, b, 0, 4, 1, 5), cd = __builtin_shufflevector(c, d, 0, 4, 1, 5);
            float *to = h->turned + k * h->n_padded + j;
            STORE4(to, __builtin_shufflevector(ab, cd, 0, 1, 4, 5));
            STORE4(to + h->n_padded, __builtin_shufflevector(ab, cd, 2, 3, 6, 7));
            ab = __builtin_shufflevector(a, b, 2, 6, 3, 7), cd = __builtin_shufflevector(c, d, 2, 6, 3, 7);
            STORE4(to + 2 * h->n_padded, __builtin_shufflevector(ab, cd, 0, 1, 4, 5));
            STORE4(to + 3 * h->n_padded, __builtin_shufflevector(ab, cd, 2, 3, 6, 7));
        }
    }
}

static void attend(const encoder_heads *heads, const float *qkv, float *out) {
    size_t n = heads->n_tokens, d = heads->n_head, n_hidden = heads->n_heads * d, i;
    one_head h = {n, d, (n + 15) / 16 * 16, 3 * n_hidden, n_hidden, NULL, heads->turned, heads->weights, 0};
    h.scale = 1.0f / sqrtf((float)d);
    for (size_t head = 0; head < heads->n_heads; head++) {
        const float *query = qkv + head * d, *key = query + n_hidden;
        float *to = out + head * d;
        h.value = key + n_hidden;
        turn_keys(&h, key);
        for (i = 0; i + QUERIES <= n; i += QUERIES)
            attend_queries(&h, query + i * h.stride, QUERIES, to + i * n_hidden);
        for (; QUERIES > 2 && i + 2 <= n; i += 2) attend_queries(&h, query + i * h.stride, 2, to + i * n_hidden);
        for (; i < n; i++) attend_queries(&h, query + i * h.stride, 1, to + i * n_hidden);
    }
}

#endif
