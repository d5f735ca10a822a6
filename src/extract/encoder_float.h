/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file encoder_float.h  The floating-point bodies of the encoder's kernels; included by encoder_kernels.c alone.
 *
 *  Each body is inlined into a function for the plain machine and one for AVX2. Vectors never cross a call by value
 * (their passing differs between the two). Compiled without contraction, so both give the same bits.
 */
#ifndef UMBEL_EXTRACT_ENCODER_FLOAT_H
#define UMBEL_EXTRACT_ENCODER_FLOAT_H

#include <math.h>
#include <string.h>

#include "extract/encoder_kernels.h"

#define LANES 8
typedef float f8 __attribute__((vector_size(32)));
typedef int32_t i8 __attribute__((vector_size(32)));
typedef uint32_t w8 __attribute__((vector_size(32))); /* what damaged weights make of a number may wrap */
/* in memory: any address */
typedef float f8_at __attribute__((vector_size(32), aligned(4), may_alias));
typedef uint32_t w8_at __attribute__((vector_size(32), aligned(4), may_alias));

#define BODY        static inline __attribute__((always_inline))
#define LOAD(p)     (*(const f8_at *)(p))
#define STORE(p, v) (*(f8_at *)(p) = (v))

/* Adding it moves a float's unit to the last bit: the sum's low bits are the nearest integer, ties to even. */
#define ROUNDER      12582912.0f
#define ROUNDER_BITS 0x4b400000u

BODY void larger(f8 *a, const f8 *b) {
    i8 mask = *b > *a;
    *a = (f8)(((i8)*b & mask) | ((i8)*a & ~mask));
}

BODY void smaller(f8 *a, const f8 *b) {
    i8 mask = *b < *a;
    *a = (f8)(((i8)*b & mask) | ((i8)*a & ~mask));
}

BODY float sum_of(const f8 *v) {
    return (((*v)[0] + (*v)[4]) + ((*v)[2] + (*v)[6])) + (((*v)[1] + (*v)[5]) + ((*v)[3] + (*v)[7]));
}

BODY float largest_of(const f8 *v) {
    float most = (*v)[0];
    for (int i = 1; i < LANES; i++) most = (*v)[i] > most ? (*v)[i] : most;
    return most;
}

/* e to the x for x in [-87, 0]; smaller x count as -87. Relative error 2e-7. Coefficients: Cephes, expf. */
BODY void exp_of(f8 *x) {
    const f8 least = (f8){0} - 87.0f;
    larger(x, &least);
    f8 shifted = *x * 1.44269504088896341f + ROUNDER;
    f8 whole = shifted - ROUNDER;
    f8 r = (*x - whole * 0.693359375f) + whole * 2.12194440e-4f;
    f8 p = r * 1.9875691500e-4f + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    p = p * (r * r) + r + 1.0f;
    *x = (f8)((w8)p + (((w8)shifted - ROUNDER_BITS) << 23));
}

/* x / 2 (1 + erf(x / sqrt 2)). erf is a quotient of polynomials on [-4, 4], 1 beyond; absolute error 1e-6. */
BODY void gelu_of(f8 *x) {
    const f8 four = (f8){0} + 4.0f, minus_four = (f8){0} - 4.0f;
    f8 z = *x * 0.70710678118654752f;
    larger(&z, &minus_four);
    smaller(&z, &four);
    f8 z2 = z * z;
    f8 p = z2 * -2.72614225801306e-10f + 2.77068142495902e-08f;
    p = p * z2 + -2.10102402082508e-06f;
    p = p * z2 + -5.69250639462346e-05f;
    p = p * z2 + -7.34990630326855e-04f;
    p = p * z2 + -2.95459980854025e-03f;
    p = p * z2 + -1.60960333262415e-02f;
    f8 q = z2 * -1.45660718464996e-05f + -2.13374055278905e-04f;
    q = q * z2 + -1.68282697438203e-03f;
    q = q * z2 + -7.37332916720468e-03f;
    q = q * z2 + -1.42647390514189e-02f;
    f8 half = *x * 0.5f;
    *x = half + half * (z * p / q);
}

BODY void gelu_body(float *x, size_t n) {
    for (size_t i = 0; i < n; i += LANES) {
        f8 v = LOAD(x + i);
        gelu_of(&v);
        STORE(x + i, v);
    }
}

BODY void finish_body(const int32_t *sums, const encoder_matrix *m, size_t row, size_t n_rows, const encoder_rows *rows,
                      size_t first, size_t n, float *out) {
    for (size_t i = 0; i < n; i++) {
        uint32_t offset = 128U * (uint32_t)rows->sum[first + i];
        float scale = rows->scale[first + i], middle = rows->middle[first + i];
        float *to = out + (first + i) * m->n_out + row;
        for (size_t r = 0; r < n_rows; r += LANES) {
            i8 sum = (i8)(*(const w8_at *)(sums + i * ENCODER_TILE_ROWS + r) - offset);
            f8 rest = LOAD(m->lift + row + r) * middle + LOAD(m->bias + row + r);
            STORE(to + r, __builtin_convertvector(sum, f8) * (LOAD(m->scale + row + r) * scale) + rest);
        }
    }
}

BODY void quantise_body(const float *x, const float *gain, bool wide, encoder_rows *rows, size_t i) {
    size_t n = rows->n_in;
    uint32_t whole[ENCODER_IN_MAX], total = 0;
    f8 low = LOAD(x) * LOAD(gain), high = low;
    w8 sum = {0};
    for (size_t k = LANES; k < n; k += LANES) {
        f8 v = LOAD(x + k) * LOAD(gain + k);
        smaller(&low, &v);
        larger(&high, &v);
    }
    low = -low;
    float top = largest_of(&high), bottom = -largest_of(&low), width = top - bottom, middle = (top + bottom) * 0.5f;
    float inverse = width > 1e-30f ? 254.0f / width : 0.0f;
    int8_t *narrow = rows->q + i * n;
    for (size_t k = 0; k < n; k += LANES) {
        w8 q = (w8)((LOAD(x + k) * LOAD(gain + k) - middle) * inverse + ROUNDER) - ROUNDER_BITS;
        sum += q;
        *(w8_at *)(whole + k) = q;
    }
    for (size_t k = 0; k < n; k++) narrow[k] = (int8_t)whole[k]; /* plain loops: the compiler packs them best */
    if (wide)
        for (size_t k = 0; k < n; k++) rows->wide[i * n + k] = (int16_t)whole[k];
    for (int l = 0; l < LANES; l++) total += sum[l];
    rows->scale[i] = width > 1e-30f ? width / 254.0f : 0.0f;
    rows->middle[i] = middle;
    rows->sum[i] = (int32_t)total;
}

BODY void norm_body(const float *a, const float *b, const float *weight, const float *bias, size_t n, float *out) {
    f8 sum = {0}, squares = {0};
    for (size_t i = 0; i < n; i += LANES) {
        f8 v = LOAD(a + i) + LOAD(b + i);
        STORE(out + i, v);
        sum += v;
    }
    float mean = sum_of(&sum) / (float)n;
    for (size_t i = 0; i < n; i += LANES) {
        f8 v = LOAD(out + i) - mean;
        squares += v * v;
    }
    float scale = 1.0f / sqrtf(sum_of(&squares) / (float)n + 1e-12f);
    for (size_t i = 0; i < n; i += LANES)
        STORE(out + i, (LOAD(out + i) - mean) * scale * LOAD(weight + i) + LOAD(bias + i));
}

/* n_vectors is a constant where this is inlined. Even and odd rows are summed apart: additions need not wait. */
BODY void mix_columns(const float *weight, size_t n, const float *rows, size_t stride, size_t n_vectors, float *out) {
    f8 even[4] = {{0}}, odd[4] = {{0}};
    size_t i = 0;
    for (; i + 1 < n; i += 2) {
        const float *row = rows + i * stride;
        for (size_t v = 0; v < n_vectors; v++) even[v] += LOAD(row + v * LANES) * weight[i];
        for (size_t v = 0; v < n_vectors; v++) odd[v] += LOAD(row + stride + v * LANES) * weight[i + 1];
    }
    if (i < n)
        for (size_t v = 0; v < n_vectors; v++) even[v] += LOAD(rows + i * stride + v * LANES) * weight[i];
    for (size_t v = 0; v < n_vectors; v++) STORE(out + v * LANES, even[v] + odd[v]);
}

BODY void mix_body(const float *weight, size_t n, const float *rows, size_t stride, size_t n_cols, float *out) {
    size_t c = 0;
    for (; c + 4 * LANES <= n_cols; c += 4 * LANES) mix_columns(weight, n, rows + c, stride, 4, out + c);
    for (; c + 2 * LANES <= n_cols; c += 2 * LANES) mix_columns(weight, n, rows + c, stride, 2, out + c);
    for (; c < n_cols; c += LANES) mix_columns(weight, n, rows + c, stride, 1, out + c);
}

/* Weights of n tokens from their products; those after n become 0. Returns one over their sum. */
BODY float soften(float *weights, size_t n, size_t n_padded, float scale) {
    for (size_t j = n; j < n_padded; j++) weights[j] = weights[0];
    f8 most = LOAD(weights), sum = {0};
    for (size_t j = LANES; j < n_padded; j += LANES) {
        f8 v = LOAD(weights + j);
        larger(&most, &v);
    }
    float top = largest_of(&most);
    for (size_t j = 0; j < n_padded; j += LANES) {
        f8 v = (LOAD(weights + j) - top) * scale;
        exp_of(&v);
        STORE(weights + j, v);
    }
    for (size_t j = n; j < n_padded; j++) weights[j] = 0;
    for (size_t j = 0; j < n_padded; j += LANES) sum += LOAD(weights + j);
    return 1.0f / sum_of(&sum);
}

BODY void attend_body(const encoder_heads *h, const float *qkv, float *out) {
    size_t n = h->n_tokens, d = h->n_head, n_hidden = h->n_heads * d, stride = 3 * n_hidden;
    size_t n_padded = (n + LANES - 1) / LANES * LANES;
    float scale = 1.0f / sqrtf((float)d);
    for (size_t head = 0; head < h->n_heads; head++) {
        const float *query = qkv + head * d, *key = query + n_hidden, *value = key + n_hidden;
        for (size_t k = 0; k < d; k++)
            for (size_t j = 0; j < n; j++) h->turned[k * n_padded + j] = key[j * stride + k];
        for (size_t i = 0; i < n; i++) {
            float *to = out + i * n_hidden + head * d;
            mix_body(query + i * stride, d, h->turned, n_padded, n_padded, h->weights);
            float share = soften(h->weights, n, n_padded, scale);
            mix_body(h->weights, n, value, stride, d, to);
            for (size_t k = 0; k < d; k += LANES) STORE(to + k, LOAD(to + k) * share);
        }
    }
}

#endif
