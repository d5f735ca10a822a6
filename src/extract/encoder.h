/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file encoder.h  A small transformer that reads a sentence, and a head that scores the ties between its mentions.
 *
 *  The encoder is a BERT (Devlin et al. 2019, doi:10.18653/v1/N19-1423) with 8-bit weights: uncased WordPiece tokens,
 *  absolute positions, post-norm layers, GELU. The pair head: for a span x = the mean of its tokens' vectors. Subject
 *  and object look together for the words that join them: of token t, l_t = (Q x_s + R x_o) . K h_t, and
 *  w = the softmax of l over the tokens. m = A x_s + B x_o + (C x_s)(D x_o) + sum of w_t V h_t, with their constants;
 * the score of tie k is g_k . gelu(m) + c_k. The tokens with the largest l are the words that carry the tie. The file
 * is written by tools/train/pack.py; its form stands in encoder_file.c. Weights have one scale a row, activations scale
 * and middle a token; what a layer norm gives is evened out first (SmoothQuant, Xiao et al. 2023, arXiv:2211.10438).
 * Thread: a loaded encoder is immutable and may be shared. The same input gives the same bits on every machine.
 * Meaning: a score is a log-odds of the training texts; it says nothing of whether the sentence is true.
 */
#ifndef UMBEL_EXTRACT_ENCODER_H
#define UMBEL_EXTRACT_ENCODER_H

#include "extract/encoder_kernels.h"
#include "umbel/base.h"

#define UMBEL_ENCODER_TOKENS_MAX  160 /**< wordpieces of a sentence, [CLS] and [SEP] included */
#define UMBEL_ENCODER_SPANS_MAX   160 /**< spans of a sentence */
#define UMBEL_ENCODER_CONTEXT_MAX 64  /**< wordpieces of the sentence before */

/** Tokens of a mention, the last included. */
typedef struct encoder_span {
    uint16_t first, last;
} encoder_span;

typedef struct encoder_layer {
    encoder_matrix qkv, attended, widen, narrow;
    encoder_norm after_attention, after_inner;
} encoder_layer;

typedef struct umbel_encoder {
    bool loaded; /**< false: there was no file; nothing else may be used */
    umbel_arena arena;
    const encoder_kernels *kernels; /**< the fastest of this machine; tests set others */
    uint32_t n_hidden, n_heads, n_inner, n_layers, n_pair, n_query, n_context, n_ties, n_vocab, n_positions;
    uint32_t n_padded; /**< n_ties rounded up to 16 */
    uint16_t cls, sep, unk;
    umbel_str *ties;           /**< [n_ties] names */
    umbel_str *pieces;         /**< [n_vocab] */
    uint32_t *slots;           /**< [n_slots] hash table of pieces: id + 1, 0 for empty */
    size_t n_slots, n_longest; /**< n_longest: bytes of the longest piece */
    const uint8_t *words;      /**< [n_vocab * n_hidden] embeddings + 128, with a scale for each */
    const float *word_scale;
    const float *positions; /**< [n_positions * n_hidden] with that of token type 0 added */
    encoder_norm embedded;
    encoder_layer *layers;
    encoder_matrix sides;      /**< rows of A, B, C, D [n_pair each], Q, R [n_query each] */
    encoder_matrix words_read; /**< rows of K [n_query], V [n_pair] */
    const float *of_ties;      /**< [n_pair * n_padded] g */
    const float *c;            /**< [n_padded] */
    void *map;
    size_t n_map;
} umbel_encoder;

/** Maps the file for reading. No such file: UMBEL_OK with loaded = false.
 *  UMBEL_E_FORMAT: damaged, cut short, of another program or version; UMBEL_E_IO; UMBEL_E_MEMORY.
 *  Cost: O(bytes), for the checksum. The file must not be changed in place while it is in use (replace it by rename).
 */
umbel_status umbel_encoder_load(umbel_ctx *cx, umbel_encoder *e, const char *path);
/** The same from memory that must outlive the encoder, aligned to 8 bytes or more. `name` is for messages. */
umbel_status umbel_encoder_read(umbel_ctx *cx, umbel_encoder *e, umbel_str bytes, const char *name);
void umbel_encoder_free(umbel_ctx *cx, umbel_encoder *e);

/** Wordpieces of one token, as BERT's uncased tokenizer makes them: controls dropped, marks stripped, lower case,
 * parted at punctuation and CJK, then the longest pieces from the left; [UNK] for a part without pieces or of more than
 * 100 letters. Writes at most max ids and returns their number (0 for a word of controls only). Any bytes will do.
 *  Cost: O(bytes * longest piece). */
size_t umbel_wordpieces(const umbel_encoder *e, umbel_str word, uint16_t *ids, size_t max);

/** Vectors of the tokens: hidden [n * n_hidden]. ids begin with cls and end with sep. UMBEL_E_ARG: n is 0 or above
 *  UMBEL_ENCODER_TOKENS_MAX or the model's positions, or an id is not in the vocabulary; UMBEL_E_MEMORY.
 *  Cost: O(n * weights + n^2 * n_hidden). */
umbel_status umbel_encoder_run(umbel_ctx *cx, const umbel_encoder *e, const uint16_t *ids, size_t n, float *hidden);

/** out [n * m->n_out] = a matrix of the encoder times the n rows of x. The room it takes in the scratch arena is freed
 *  with the caller's mark. */
umbel_status umbel_encoder_apply(umbel_ctx *cx, const umbel_encoder *e, const encoder_matrix *m, const float *x,
                                 size_t n, float *out);

/** What the pair head makes of a sentence; the arrays are the caller's. */
typedef struct encoder_reading {
    float *scores; /**< [n_spans * n_spans * n_ties] subject, object, tie; log-odds */
    float *looks;  /**< [2 * n_spans * encoder_padded(n)] of each subject, then of each object: its part of l_t */
} encoder_reading;

/** Tokens of a row of `looks`. */
static inline size_t encoder_padded(size_t n) { return (n + 15) / 16 * 16; }

/** hidden [n * n_hidden]; spans within the n tokens. Only pairs with wanted[subject * n_spans + object] are scored, the
 *  others get UMBEL_ENCODER_UNASKED; NULL asks for all. UMBEL_E_ARG: a span is empty or lies beyond n, n is 0 or above
 *  UMBEL_ENCODER_TOKENS_MAX, or more spans than UMBEL_ENCODER_SPANS_MAX; UMBEL_E_MEMORY. Cost: O((n + n_spans) *
 *  n_hidden * n_pair + pairs * n_pair * (n + n_ties)). */
umbel_status umbel_encoder_pairs(umbel_ctx *cx, const umbel_encoder *e, const float *hidden, size_t n,
                                 const encoder_span *spans, size_t n_spans, const bool *wanted,
                                 const encoder_reading *out);
#define UMBEL_ENCODER_UNASKED (-100.0F)

/** FNV-1a, a byte at a time: the hash of the table of wordpieces. */
static inline uint32_t encoder_hash_step(uint32_t hash, unsigned char byte) { return (hash ^ byte) * 16777619u; }
#define ENCODER_HASH_START 2166136261u

#endif
