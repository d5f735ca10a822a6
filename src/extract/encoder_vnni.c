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

BODY void blocks(const uint8_t *q, size_t n_blocks, const encoder_rows *rows, size_t first, size_t n, int32_t *sums) {
    __m512i acc[TILE_TOKENS][4];
    size_t n_in = rows->n_in;
    const int8_t *a = rows->q + first * n_in;
    UNROLL
    for (size_t i = 0; i < n; i++) UNROLL
    for (size_t b = 0; b < n_blocks; b++) acc[i][b] = _mm512_setzero_si512();
    for (size_t k = 0; k < n_in; k += 4, q += 4 * ENCODER_BLOCK) {
        __m512i w[4];
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

BODY void tokens(const uint8_t *q, size_t n_blocks, const encoder_rows *rows, size_t first, size_t n, int32_t *sums) {
    switch (n) { /* so that the sums of each number of tokens stay in registers */
    case 6: blocks(q, n_blocks, rows, first, 6, sums); break;
    case 5: blocks(q, n_blocks, rows, first, 5, sums); break;
    case 4: blocks(q, n_blocks, rows, first, 4, sums); break;
    case 3: blocks(q, n_blocks, rows, first, 3, sums); break;
    case 2: blocks(q, n_blocks, rows, first, 2, sums); break;
    default: blocks(q, n_blocks, rows, first, 1, sums); break;
    }
}

static void tile(const uint8_t *q, size_t n_blocks, const encoder_rows *rows, size_t first, size_t n, int32_t *sums) {
    if (n_blocks == 4) {
        tokens(q, 4, rows, first, n, sums);
        return;
    }
    for (size_t b = 0; b < n_blocks; b++)
        tokens(q + b * ENCODER_BLOCK * rows->n_in, 1, rows, first, n, sums + b * ENCODER_BLOCK);
}

BODY void pack(const wv *whole, encoder_rows *rows, size_t at) {
    _mm_storeu_si128((__m128i *)(rows->q + at), _mm512_cvtepi32_epi8((__m512i)whole[0]));
}

#include "extract/encoder_float.h"

const encoder_kernels umbel_encoder_vnni = {"vnni", false, multiply, quantise, gelu, norm, attend, mix};
#endif
