/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file encoder_kernels.h  The arithmetic of the encoder: products of 8-bit integers, and what goes on between them.
 *
 *  The same numbers come out on every machine, to the bit. Integer products are exact. Floating point is written once
 * (encoder_float.h), with a fixed order of sums and without fused multiply-add, and compiled for each machine.
 *  Lengths of rows are multiples of 16. Thread: nothing here keeps state.
 */
#ifndef UMBEL_EXTRACT_ENCODER_KERNELS_H
#define UMBEL_EXTRACT_ENCODER_KERNELS_H

#include "umbel/base.h"

#define ENCODER_BLOCK     16   /**< rows of a matrix that are stored together */
#define ENCODER_TILE_ROWS 64   /**< rows of a matrix in one tile */
#define ENCODER_IN_MAX    4096 /**< columns of a matrix */
#define ENCODER_QUERIES   4    /**< tokens whose attention is worked out together, at most */

/** A matrix of 8-bit integers with one scale a row. Number k of row r stands as q + 128 at
 *  (r / 16 * n_in + k / 4 * 4) * 16 + r % 16 * 4 + k % 4. */
typedef struct encoder_matrix {
    const uint8_t *q;
    const float *scale; /**< [n_out] */
    const float *bias;  /**< [n_out] */
    const float *lift;  /**< [n_out] what an input of ones gives: the middle of a row of activations counts so often */
    const float *gain;  /**< [n_in] the input is multiplied by it first, which evens out its numbers */
    size_t n_out;       /**< a multiple of 16 */
    size_t n_in;        /**< a multiple of 16, at most ENCODER_IN_MAX: sums fit 32 bits */
    const uint8_t *after; /**< weights that are wanted after these, ENCODER_TILE_ROWS * n_in of them; or NULL */
} encoder_matrix;

typedef struct encoder_norm {
    const float *weight, *bias; /**< [n_hidden] */
} encoder_norm;

/** Activations as 8-bit integers: number k of token i, times the matrix's gain, is q * scale + middle. */
typedef struct encoder_rows {
    int8_t *q;     /**< [n * n_in] in -127..127; unused where the kernels are wide */
    int16_t *wide; /**< the same in 16 bits; else unused */
    float *scale;  /**< [n] */
    float *middle; /**< [n] */
    int32_t *sum;  /**< [n] sum of a row's integers */
    size_t n_in;
} encoder_rows;

/** Shapes and room for `attend`. */
typedef struct encoder_heads {
    size_t n_tokens, n_heads, n_head; /**< n_head: numbers of a head, a multiple of 8 */
    float *turned;                    /**< scratch [n_head * n_tokens, tokens rounded up to 16], zero at first */
    float *weights;                   /**< scratch [ENCODER_QUERIES * n_tokens rounded up to 16] */
} encoder_heads;

typedef struct encoder_kernels {
    const char *name;
    bool wide; /**< encoder_rows.wide is used, not q */
    /** out [n * m->n_out] = the matrix times each of the n rows, plus bias, through GELU where it is asked for. The
     *  sums of integers are exact. Cost: O(n * n_out * n_in). */
    void (*multiply)(const encoder_matrix *m, const encoder_rows *rows, size_t n, bool gelu, float *out);
    /** Token i of rows from x [n_in] times gain [n_in]. */
    void (*quantise)(const float *x, const float *gain, encoder_rows *rows, size_t i);
    void (*gelu)(float *x, size_t n);
    /** out [n_rows * n] = layer norm of each row of a + b, times weight, plus bias; eps 1e-12. out may be a. */
    void (*norm)(const float *a, const float *b, const encoder_norm *norm, size_t n, size_t n_rows, float *out);
    /** Self-attention: qkv [n_tokens * 3 * n_hidden] to out [n_tokens * n_hidden]. */
    void (*attend)(const encoder_heads *h, const float *qkv, float *out);
    /** out [n_cols] = sum over i of weight[i] * rows[i * stride ..]. */
    void (*mix)(const float *weight, size_t n, const float *rows, size_t stride, size_t n_cols, float *out);
    /** weights [n, room for n rounded up to 16] become exp(scale (w - the largest)); returns one over their sum. */
    float (*softmax)(float *weights, size_t n, float scale);
} encoder_kernels;

extern const encoder_kernels umbel_encoder_avx2, umbel_encoder_vnni; /* of machines that have them */

/** The i-th set of kernels that this machine can run, the plain C one first and the fastest last; NULL past the last.
 */
const encoder_kernels *umbel_encoder_kernels_at(size_t i);
/** The last of them. */
const encoder_kernels *umbel_encoder_kernels_best(void);

#endif
