/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file encoder_vectors.h  Vectors of LANES numbers, for the files of the encoder's kernels; LANES is 8 or 16. */
#ifndef UMBEL_EXTRACT_ENCODER_VECTORS_H
#define UMBEL_EXTRACT_ENCODER_VECTORS_H

#include <string.h>

#include "extract/encoder_kernels.h"

#define GROUPS (16 / LANES) /* vectors of sixteen numbers */

typedef float f4 __attribute__((vector_size(16)));
typedef float f8 __attribute__((vector_size(32)));
typedef float fv __attribute__((vector_size(4 * LANES)));
typedef int32_t iv __attribute__((vector_size(4 * LANES)));
typedef uint32_t wv __attribute__((vector_size(4 * LANES))); /* what damaged weights make of a number may wrap */
/** Blocks of rows of a matrix, and some tokens: sums[i * ENCODER_TILE_ROWS + r] = sum over k of (q + 128) of row r
 * times activation k of token first + i. */
typedef struct tile_of {
    const uint8_t *q;
    size_t n_blocks;
    const encoder_rows *rows;
    size_t first, n;   /**< tokens, n at most TILE_TOKENS */
    const char *ahead; /**< n_in / 4 lines of memory that are wanted soon */
} tile_of;

/* in memory: any address */
typedef float f8_at __attribute__((vector_size(32), aligned(4), may_alias));
typedef float f4_at __attribute__((vector_size(16), aligned(4), may_alias));
typedef float fv_at __attribute__((vector_size(4 * LANES), aligned(4), may_alias));
typedef uint32_t wv_at __attribute__((vector_size(4 * LANES), aligned(4), may_alias));

#define BODY         static inline __attribute__((always_inline))
#define LOAD(p)      (*(const fv_at *)(p))
#define STORE(p, v)  (*(fv_at *)(p) = (v))
#define LOAD4(p)     (*(const f4_at *)(p))
#define STORE4(p, v) (*(f4_at *)(p) = (v))
#define LOAD8(p)     (*(const f8_at *)(p))
#define STORE8(p, v) (*(f8_at *)(p) = (v))

#if LANES == 8
#define LANE_NUMBERS ((iv){0, 1, 2, 3, 4, 5, 6, 7})
#define LOW8(v)      (v)
#define ROTATED(v, n)                                                                                                  \
    __builtin_shufflevector(v, v, n, (n + 1) % 8, (n + 2) % 8, (n + 3) % 8, (n + 4) % 8, (n + 5) % 8, (n + 6) % 8,     \
                            (n + 7) % 8)
#else
#define LANE_NUMBERS ((iv){0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15})
#define LOW8(v)      __builtin_shufflevector(v, v, 0, 1, 2, 3, 4, 5, 6, 7)
#define HIGH8(v)     __builtin_shufflevector(v, v, 8, 9, 10, 11, 12, 13, 14, 15)
#define ROTATED(v, n)                                                                                                  \
    __builtin_shufflevector(v, v, n, n + 1, n + 2, n + 3, n + 4, n + 5, n + 6, n + 7, (n + 8) % 16, (n + 9) % 16,      \
                            (n + 10) % 16, (n + 11) % 16, (n + 12) % 16, (n + 13) % 16, (n + 14) % 16, (n + 15) % 16)
#endif

#define UNROLL _Pragma("GCC unroll 8")
/* Holds a sum in its register: without it gcc 12 stores copies of the sums in the innermost loop. */
#define KEEP(sum) __asm__("" : "+v"(sum))

#endif
