/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* The encoder's kernels for AVX2: pairs of 16-bit products. */
#if defined(__x86_64__)
#include <immintrin.h>

#define LANES       8
#define QUERIES     3
#define TILE_TOKENS 6
#include "extract/encoder_vectors.h"

#define LARGER(a, b)  ((fv)_mm256_max_ps((__m256)(b), (__m256)(a)))
#define SMALLER(a, b) ((fv)_mm256_min_ps((__m256)(b), (__m256)(a)))

/* Half a block (8 rows) for a fixed number of tokens. */
BODY void half(const tile_of *t, size_t h, size_t n, int32_t *sums) {
    __m256i acc[TILE_TOKENS][2];
    size_t n_in = t->rows->n_in;
    const uint8_t *q = t->q + h / 2 * ENCODER_BLOCK * n_in + h % 2 * 2 * ENCODER_BLOCK;
    const int16_t *a = t->rows->wide + t->first * n_in;
    UNROLL
    for (size_t i = 0; i < n; i++) acc[i][0] = acc[i][1] = _mm256_setzero_si256();
    for (size_t k = 0; k < n_in; k += 4, q += 4 * ENCODER_BLOCK) {
        __m256i low = _mm256_cvtepu8_epi16(_mm_loadu_si128((const __m128i *)q));
        __m256i high = _mm256_cvtepu8_epi16(_mm_loadu_si128((const __m128i *)(q + 16)));
        UNROLL
        for (size_t i = 0; i < n; i++) {
            int64_t four;
            memcpy(&four, a + i * n_in + k, sizeof four);
            __m256i x = _mm256_set1_epi64x(four);
            acc[i][0] = _mm256_add_epi32(acc[i][0], _mm256_madd_epi16(low, x));
            acc[i][1] = _mm256_add_epi32(acc[i][1], _mm256_madd_epi16(high, x));
            KEEP(acc[i][0]);
            KEEP(acc[i][1]);
        }
    }
    UNROLL
    for (size_t i = 0; i < n; i++) {
        __m256i mixed = _mm256_hadd_epi32(acc[i][0], acc[i][1]); /* rows 0 1 4 5 2 3 6 7 */
        _mm256_storeu_si256((__m256i *)(sums + i * ENCODER_TILE_ROWS), _mm256_permute4x64_epi64(mixed, 0xd8));
    }
}

static void tile(const tile_of *t, int32_t *sums) {
    const char *ahead = t->ahead;
    for (size_t h = 0; h < 2 * t->n_blocks; h++) {
        int32_t *to = sums + h * 8;
        for (size_t k = 0; k < t->rows->n_in; k += 32, ahead += 64) _mm_prefetch(ahead, _MM_HINT_T1);
        switch (t->n) { /* so that the sums of each number of tokens stay in registers */
        case 6: half(t, h, 6, to); break;
        case 5: half(t, h, 5, to); break;
        case 4: half(t, h, 4, to); break;
        case 3: half(t, h, 3, to); break;
        case 2: half(t, h, 2, to); break;
        default: half(t, h, 1, to); break;
        }
    }
}

BODY void pack(const wv *whole, encoder_rows *rows, size_t at) {
    __m256i narrow = _mm256_packs_epi32((__m256i)whole[0], (__m256i)whole[1]); /* by fours: 0 2 1 3 */
    _mm256_storeu_si256((__m256i *)(rows->wide + at), _mm256_permute4x64_epi64(narrow, 0xd8));
}

#include "extract/encoder_float.h"

const encoder_kernels umbel_encoder_avx2 = {"avx2", true, multiply, quantise, gelu, norm, attend, mix, softmax};
#endif
