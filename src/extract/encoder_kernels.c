/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* The encoder's kernels in plain C, and which kernels a machine can run. */
#define LANES       8
#define TILE_TOKENS 6
#define QUERIES     1
#include "extract/encoder_vectors.h"

#define CHOOSE(a, b, mask) ((fv)(((iv)(b) & (mask)) | ((iv)(a) & ~(mask))))
#define LARGER(a, b)       CHOOSE(a, b, (iv)((b) > (a)))
#define SMALLER(a, b)      CHOOSE(a, b, (iv)((b) < (a)))

static void tile(const tile_of *t, int32_t *sums) {
    size_t n_in = t->rows->n_in;
    for (size_t b = 0; b < t->n_blocks; b++) {
        for (size_t i = 0; i < t->n; i++) {
            const uint8_t *w = t->q + b * ENCODER_BLOCK * n_in;
            const int8_t *a = t->rows->q + (t->first + i) * n_in;
            int32_t acc[ENCODER_BLOCK] = {0};
            for (size_t k = 0; k < n_in; k += 4, w += 4 * ENCODER_BLOCK)
                for (size_t r = 0; r < ENCODER_BLOCK; r++)
                    acc[r] +=
                        w[4 * r] * a[k] + w[4 * r + 1] * a[k + 1] + w[4 * r + 2] * a[k + 2] + w[4 * r + 3] * a[k + 3];
            memcpy(sums + i * ENCODER_TILE_ROWS + b * ENCODER_BLOCK, acc, sizeof acc);
        }
    }
}

BODY void pack(const wv *whole, encoder_rows *rows, size_t at) {
    for (size_t l = 0; l < 16; l++) rows->q[at + l] = (int8_t)whole[l / LANES][l % LANES];
}

#include "extract/encoder_float.h"

static const encoder_kernels plain = {"plain", false, multiply, quantise, gelu, norm, attend, mix, softmax};

const encoder_kernels *umbel_encoder_kernels_at(size_t i) {
    const encoder_kernels *able[4] = {&plain};
    size_t n = 1;
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) able[n++] = &umbel_encoder_avx2;
    if (n == 2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vnni"))
        able[n++] = &umbel_encoder_vnni;
#endif
    return i < n ? able[i] : NULL;
}

const encoder_kernels *umbel_encoder_kernels_best(void) {
    const encoder_kernels *best = &plain, *k;
    for (size_t i = 0; (k = umbel_encoder_kernels_at(i)); i++) best = k;
    return best;
}
