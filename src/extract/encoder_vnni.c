/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* The encoder's kernels for AVX-512 VNNI: four 8-bit products at once, sixteen lanes. Compiled for such machines. */
#if defined(__x86_64__)
#include <immintrin.h>

#define LANES       16
#define TILE_TOKENS 6
#define QUERIES     4
#include "extract/encoder_vectors.h"

#define LARGER(a, b)  ((fv)_mm512_max_ps((__m512)(b), (__m512)(a)))
#define SMALLER(a, b) ((fv)_mm512_min_ps((__m512)(b), (__m512)(a)))

BODY void blocks(const tile_of *t, const uint8_t *q, size_t n_blocks, size_t n, int32_t *sums) {
    __m512i acc[TILE_TOKENS][4];
    size_t n_in = t->rows->n_in;
    const int8_t *a = t->rows->q + t->first * n_in;
    const char *ahead = t->ahead;
    UNROLL
    for (size_t i = 0; i < n; i++) UNROLL
    for (size_t b = 0; b < n_blocks; b++) acc[i][b] = _mm512_setzero_si512();
    for (size_t k = 0; k < n_in; k += 4, q += 4 * ENCODER_BLOCK) {
        __m512i w[4];
        _mm_prefetch(ahead, _MM_HINT_T1);
        ahead += 64;
        UNROLL
        for (size_t b = 0; b < n_blocks; b++) w[b] = _mm512_loadu_si512(q + b * ENCODER_BLOCK * n_in);
        UNROLL
        for (size_t i = 0; i < n; i++) {
            int32_t four;
            memcpy(&four, a + i * n_in + k, sizeof four);
            __m512i x = _mm512_set1_epi32(four);
            UNROLL
            for (size_t b = 0; b < n_blocks; b++) {
                acc[i][b] = _mm512_dpbusd_epi32(acc[i][b], w[b], x);
                KEEP(acc[i][b]);
            }
        }
    }
    UNROLL
    for (size_t i = 0; i < n; i++) UNROLL
    for (size_t b = 0; b < n_blocks; b++)
        _mm512_storeu_si512(sums + i * ENCODER_TILE_ROWS + b * ENCODER_BLOCK, acc[i][b]);
}

BODY void tokens(const tile_of *t, const uint8_t *q, size_t n_blocks, int32_t *sums) {
    switch (t->n) { /* so that the sums of each number of tokens stay in registers */
    case 6: blocks(t, q, n_blocks, 6, sums); break;
    case 5: blocks(t, q, n_blocks, 5, sums); break;
    case 4: blocks(t, q, n_blocks, 4, sums); break;
    case 3: blocks(t, q, n_blocks, 3, sums); break;
    case 2: blocks(t, q, n_blocks, 2, sums); break;
    default: blocks(t, q, n_blocks, 1, sums); break;
    }
}

static void tile(const tile_of *t, int32_t *sums) {
    if (t->n_blocks == 4) {
        tokens(t, t->q, 4, sums);
        return;
    }
    for (size_t b = 0; b < t->n_blocks; b++)
        tokens(t, t->q + b * ENCODER_BLOCK * t->rows->n_in, 1, sums + b * ENCODER_BLOCK);
}

BODY void pack(const wv *whole, encoder_rows *rows, size_t at) {
    _mm_storeu_si128((__m128i *)(rows->q + at), _mm512_cvtepi32_epi8((__m512i)whole[0]));
}

#include "extract/encoder_float.h"

const encoder_kernels umbel_encoder_vnni = {"vnni", false, multiply, quantise, gelu, norm, attend, mix, softmax};
#endif
