/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* The encoder's kernels for AVX2. Additions cost half of what products do, so of two products one is saved (Winograd
 * 1968, doi:10.1109/TC.1968.227420): a b + c d = (a + d)(b + c) - a c - b d, where the last two hang on a token or a
 * row alone. Activations are numbers of 16 bits; of four that follow each other the even ones come first. */
#if defined(__x86_64__)
#include <immintrin.h>

#define LANES   8
#define QUERIES 2
#include "extract/encoder_vectors.h"

#define LARGER(a, b)  ((fv)_mm256_max_ps((__m256)(b), (__m256)(a)))
#define SMALLER(a, b) ((fv)_mm256_min_ps((__m256)(b), (__m256)(a)))

/* Four numbers of eight rows: of each row the even two, and the odd two. */
#define EVEN(w) _mm256_and_si256(w, _mm256_set1_epi16(255))
#define ODD(w)  _mm256_srli_epi16(w, 8)

typedef int32_t two_at __attribute__((aligned(2), may_alias)); /* two activations in memory */

/* For each row the sum of its even numbers times the odd ones after them. */
static void measure(const uint8_t *q, size_t n_blocks, size_t n_in, int32_t *excess) {
    for (size_t h = 0; h < 2 * n_blocks; h++) {
        const uint8_t *at = q + h / 2 * ENCODER_BLOCK * n_in + h % 2 * 32;
        __m256i sum = _mm256_setzero_si256();
        for (size_t k = 0; k < n_in; k += 4, at += 4 * ENCODER_BLOCK) {
            __m256i w = _mm256_loadu_si256((const __m256i *)at);
            sum = _mm256_add_epi32(sum, _mm256_madd_epi16(EVEN(w), ODD(w)));
        }
        _mm256_storeu_si256((__m256i *)(excess + 8 * h), sum);
    }
}

/* Half a block (8 rows) for a fixed number of tokens. */
BODY void half(const uint8_t *q, const encoder_rows *rows, size_t first, size_t n, const int32_t *excess,
               int32_t *sums) {
    __m256i acc[ENCODER_TILE_TOKENS];
    size_t n_in = rows->n_in;
    const int16_t *a = rows->wide + first * n_in;
    UNROLL
    for (size_t i = 0; i < n; i++) acc[i] = _mm256_setzero_si256();
    for (size_t k = 0; k < n_in; k += 4, q += 4 * ENCODER_BLOCK) {
        __m256i w = _mm256_loadu_si256((const __m256i *)q), even = EVEN(w), odd = ODD(w);
        UNROLL
        for (size_t i = 0; i < n; i++) {
            __m256i x = _mm256_add_epi16(_mm256_set1_epi32(*(const two_at *)(a + i * n_in + k)), odd);
            __m256i y = _mm256_add_epi16(_mm256_set1_epi32(*(const two_at *)(a + i * n_in + k + 2)), even);
            acc[i] = _mm256_add_epi32(acc[i], _mm256_madd_epi16(x, y));
            KEEP(acc[i]);
        }
    }
    __m256i less = _mm256_loadu_si256((const __m256i *)excess);
    UNROLL
    for (size_t i = 0; i < n; i++)
        _mm256_storeu_si256((__m256i *)(sums + i * ENCODER_TILE_ROWS), _mm256_sub_epi32(acc[i], less));
}

static void tile(const uint8_t *q, size_t n_blocks, const encoder_rows *rows, size_t first, size_t n,
                 const int32_t *excess, int32_t *sums) {
    for (size_t h = 0; h < 2 * n_blocks; h++, excess += 8, sums += 8) {
        const uint8_t *at = q + h / 2 * ENCODER_BLOCK * rows->n_in + h % 2 * 32;
        switch (n) { /* so that the sums of each number of tokens stay in registers */
        case 6: half(at, rows, first, 6, excess, sums); break;
        case 5: half(at, rows, first, 5, excess, sums); break;
        case 4: half(at, rows, first, 4, excess, sums); break;
        case 3: half(at, rows, first, 3, excess, sums); break;
        case 2: half(at, rows, first, 2, excess, sums); break;
        default: half(at, rows, first, 1, excess, sums); break;
        }
    }
}

BODY void pack(const wv *whole, encoder_rows *rows, size_t at) {
    const __m256i even_first = _mm256_set1_epi64x(0x0706030205040100);
    const __m256i order =
        _mm256_add_epi8(_mm256_broadcastsi128_si256(_mm_set_epi64x(0x0808080808080808, 0)), even_first);
    __m256i narrow = _mm256_packs_epi32((__m256i)whole[0], (__m256i)whole[1]); /* by fours: 0 2 1 3 */
    narrow = _mm256_shuffle_epi8(_mm256_permute4x64_epi64(narrow, 0xd8), order);
    _mm256_storeu_si256((__m256i *)(rows->wide + at), narrow);
}

/* The sum of even activations times the odd ones after them. */
BODY uint32_t settle(const encoder_rows *rows, size_t i) {
    __m256i sum = _mm256_setzero_si256();
    for (size_t k = 0; k < rows->n_in; k += 16) {
        __m256i a = _mm256_loadu_si256((const __m256i *)(rows->wide + i * rows->n_in + k));
        sum = _mm256_add_epi32(sum, _mm256_madd_epi16(a, _mm256_srli_epi64(a, 32)));
    }
    wv all = (wv)sum;
    return all[0] + all[2] + all[4] + all[6];
}

#include "extract/encoder_float.h"

const encoder_kernels umbel_encoder_avx2 = {"avx2", true, multiply, quantise, gelu, norm, attend, mix, softmax};
#endif
