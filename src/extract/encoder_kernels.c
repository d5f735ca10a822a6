/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Products of 8-bit integers: tiles of 64 rows by 6 tokens whose sums stay in registers. Weights are stored with 128
 * added, as the machine's instructions want one unsigned side; 128 times the sum of the activations is taken off again.
 */
#include "extract/encoder_kernels.h"

#include <string.h>

#include "extract/encoder_float.h"

#if defined(__x86_64__)
#include <immintrin.h>
#define HAS_X86 1
#define AVX2    __attribute__((target("avx2")))
#define VNNI    __attribute__((target("avx2,avx512f,avx512bw,avx512vl,avx512vnni")))
#endif

#define UNROLL _Pragma("GCC unroll 8")
/* Holds a sum in its register: without it gcc 12 stores copies of the sums in the innermost loop. */
#define KEEP(sum) __asm__("" : "+v"(sum))
#define INLINE    static inline __attribute__((always_inline))

/* ---- plain C ------------------------------------------------------------------------------- */

static void tile_plain(const uint8_t *q, size_t n_blocks, const encoder_rows *rows, size_t first, size_t n,
                       int32_t *sums) {
    size_t n_in = rows->n_in;
    for (size_t b = 0; b < n_blocks; b++) {
        for (size_t i = 0; i < n; i++) {
            const uint8_t *w = q + b * ENCODER_BLOCK * n_in;
            const int8_t *a = rows->q + (first + i) * n_in;
            int32_t acc[ENCODER_BLOCK] = {0};
            for (size_t k = 0; k < n_in; k += 4, w += 4 * ENCODER_BLOCK)
                for (size_t r = 0; r < ENCODER_BLOCK; r++)
                    acc[r] +=
                        w[4 * r] * a[k] + w[4 * r + 1] * a[k + 1] + w[4 * r + 2] * a[k + 2] + w[4 * r + 3] * a[k + 3];
            memcpy(sums + i * ENCODER_TILE_ROWS + b * ENCODER_BLOCK, acc, sizeof acc);
        }
    }
}

static void finish_plain(const int32_t *sums, const encoder_matrix *m, size_t row, size_t n_rows,
                         const encoder_rows *rows, size_t first, size_t n, float *out) {
    finish_body(sums, m, row, n_rows, rows, first, n, out);
}

static void quantise_plain(const float *x, const float *gain, bool wide, encoder_rows *rows, size_t i) {
    quantise_body(x, gain, wide, rows, i);
}

static void gelu_plain(float *x, size_t n) { gelu_body(x, n); }

static void norm_plain(const float *a, const float *b, const float *weight, const float *bias, size_t n, float *out) {
    norm_body(a, b, weight, bias, n, out);
}

static void attend_plain(const encoder_heads *h, const float *qkv, float *out) { attend_body(h, qkv, out); }

static void mix_plain(const float *weight, size_t n, const float *rows, size_t stride, size_t n_cols, float *out) {
    mix_body(weight, n, rows, stride, n_cols, out);
}

static const encoder_kernels plain = {"plain",    false,      tile_plain,   finish_plain, quantise_plain,
                                      gelu_plain, norm_plain, attend_plain, mix_plain};

#ifdef HAS_X86

/* ---- AVX2: pairs of 16-bit products --------------------------------------------------------- */

/* Half a block (8 rows) for a fixed number of tokens. */
INLINE AVX2 void half_avx2(const uint8_t *q, const encoder_rows *rows, size_t first, size_t n, int32_t *sums) {
    __m256i acc[ENCODER_TILE_TOKENS][2];
    size_t n_in = rows->n_in;
    const int16_t *a = rows->wide + first * n_in;
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

AVX2 static void tile_avx2(const uint8_t *q, size_t n_blocks, const encoder_rows *rows, size_t first, size_t n,
                           int32_t *sums) {
    for (size_t h = 0; h < 2 * n_blocks; h++) {
        const uint8_t *at = q + h / 2 * ENCODER_BLOCK * rows->n_in + h % 2 * 2 * ENCODER_BLOCK;
        int32_t *to = sums + h * 8;
        switch (n) { /* so that the sums of each number of tokens stay in registers */
        case 6: half_avx2(at, rows, first, 6, to); break;
        case 5: half_avx2(at, rows, first, 5, to); break;
        case 4: half_avx2(at, rows, first, 4, to); break;
        case 3: half_avx2(at, rows, first, 3, to); break;
        case 2: half_avx2(at, rows, first, 2, to); break;
        default: half_avx2(at, rows, first, 1, to); break;
        }
    }
}

AVX2 static void finish_avx2(const int32_t *sums, const encoder_matrix *m, size_t row, size_t n_rows,
                             const encoder_rows *rows, size_t first, size_t n, float *out) {
    finish_body(sums, m, row, n_rows, rows, first, n, out);
}

AVX2 static void quantise_avx2(const float *x, const float *gain, bool wide, encoder_rows *rows, size_t i) {
    quantise_body(x, gain, wide, rows, i);
}

AVX2 static void gelu_avx2(float *x, size_t n) { gelu_body(x, n); }

AVX2 static void norm_avx2(const float *a, const float *b, const float *weight, const float *bias, size_t n,
                           float *out) {
    norm_body(a, b, weight, bias, n, out);
}

AVX2 static void attend_avx2(const encoder_heads *h, const float *qkv, float *out) { attend_body(h, qkv, out); }

AVX2 static void mix_avx2(const float *weight, size_t n, const float *rows, size_t stride, size_t n_cols, float *out) {
    mix_body(weight, n, rows, stride, n_cols, out);
}

static const encoder_kernels avx2 = {"avx2",    true,      tile_avx2,   finish_avx2, quantise_avx2,
                                     gelu_avx2, norm_avx2, attend_avx2, mix_avx2};

/* ---- AVX-512 VNNI: four 8-bit products at once ----------------------------------------------- */

INLINE VNNI void blocks_vnni(const uint8_t *q, size_t n_blocks, const encoder_rows *rows, size_t first, size_t n,
                             int32_t *sums) {
    __m512i acc[ENCODER_TILE_TOKENS][4];
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

INLINE VNNI void tokens_vnni(const uint8_t *q, size_t n_blocks, const encoder_rows *rows, size_t first, size_t n,
                             int32_t *sums) {
    switch (n) {
    case 6: blocks_vnni(q, n_blocks, rows, first, 6, sums); break;
    case 5: blocks_vnni(q, n_blocks, rows, first, 5, sums); break;
    case 4: blocks_vnni(q, n_blocks, rows, first, 4, sums); break;
    case 3: blocks_vnni(q, n_blocks, rows, first, 3, sums); break;
    case 2: blocks_vnni(q, n_blocks, rows, first, 2, sums); break;
    default: blocks_vnni(q, n_blocks, rows, first, 1, sums); break;
    }
}

VNNI static void tile_vnni(const uint8_t *q, size_t n_blocks, const encoder_rows *rows, size_t first, size_t n,
                           int32_t *sums) {
    if (n_blocks == 4) {
        tokens_vnni(q, 4, rows, first, n, sums);
        return;
    }
    for (size_t b = 0; b < n_blocks; b++)
        tokens_vnni(q + b * ENCODER_BLOCK * rows->n_in, 1, rows, first, n, sums + b * ENCODER_BLOCK);
}

static const encoder_kernels vnni = {"vnni",    false,     tile_vnni,   finish_avx2, quantise_avx2,
                                     gelu_avx2, norm_avx2, attend_avx2, mix_avx2};
#endif

const encoder_kernels *umbel_encoder_kernels_at(size_t i) {
    const encoder_kernels *able[4] = {&plain};
    size_t n = 1;
#ifdef HAS_X86
    if (__builtin_cpu_supports("avx2")) able[n++] = &avx2;
    if (n == 2 && __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512vl"))
        able[n++] = &vnni;
#endif
    return i < n ? able[i] : NULL;
}

const encoder_kernels *umbel_encoder_kernels_best(void) {
    const encoder_kernels *best = &plain, *k;
    for (size_t i = 0; (k = umbel_encoder_kernels_at(i)); i++) best = k;
    return best;
}

void umbel_encoder_multiply(const encoder_kernels *k, const encoder_matrix *m, const encoder_rows *rows, size_t n,
                            float *out) {
    int32_t sums[ENCODER_TILE_TOKENS * ENCODER_TILE_ROWS];
    size_t n_tiles = (n + ENCODER_TILE_TOKENS - 1) / ENCODER_TILE_TOKENS;
    for (size_t row = 0; row < m->n_out; row += ENCODER_TILE_ROWS) {
        size_t left = m->n_out - row, n_rows = left < ENCODER_TILE_ROWS ? left : ENCODER_TILE_ROWS;
        for (size_t t = 0; t < n_tiles; t++) { /* even tiles: 8 tokens are 4 and 4 */
            size_t first = n * t / n_tiles, n_tokens = n * (t + 1) / n_tiles - first;
            k->tile(m->q + row * m->n_in, n_rows / ENCODER_BLOCK, rows, first, n_tokens, sums);
            k->finish(sums, m, row, n_rows, rows, first, n_tokens, out);
        }
    }
}
