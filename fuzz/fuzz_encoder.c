/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Weights from a stranger: read as they are, then with size and checksum put right so that what lies behind them is
 * reached. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "extract/encoder.h"

#define TOKENS 4
#define SPANS  2

static void use(umbel_ctx *cx, const umbel_encoder *e, const uint8_t *data, size_t n) {
    uint16_t ids[64], few[TOKENS];
    umbel_str word = {(const char *)data, n < 300 ? n : 300};
    size_t n_ids = umbel_wordpieces(e, word, ids, 64), n_few = e->n_positions < TOKENS ? e->n_positions : TOKENS;
    for (size_t i = 0; i < n_ids; i++)
        if (ids[i] >= e->n_vocab) abort();
    for (size_t i = 0; i < n_few; i++) few[i] = (uint16_t)((data[i] + 7 * i) % e->n_vocab);
    float *hidden = calloc(n_few * e->n_hidden, sizeof *hidden);
    encoder_reading reading = {calloc((size_t)SPANS * SPANS * e->n_ties, sizeof(float)),
                               calloc(2 * SPANS * encoder_padded(TOKENS), sizeof(float))};
    const encoder_span spans[SPANS] = {{0, 0}, {0, (uint16_t)(n_few - 1)}};
    if (!hidden || !reading.scores || !reading.looks || umbel_encoder_run(cx, e, few, n_few, hidden) != UMBEL_OK ||
        umbel_encoder_pairs(cx, e, hidden, n_few, spans, SPANS, NULL, &reading) != UMBEL_OK)
        abort();
    free(hidden);
    free(reading.scores);
    free(reading.looks);
}

static void put_right(umbel_ctx *cx, uint8_t *data, size_t n) {
    char hex[UMBEL_SHA256_HEX + 1], digits[3] = "";
    umbel_str body = {(const char *)data, n - 32};
    for (int i = 0; i < 8; i++) data[64 + i] = (uint8_t)((uint64_t)n >> (8 * i));
    if (umbel_sha256(cx, &body, 1, hex) != UMBEL_OK) abort();
    for (size_t i = 0; i < 32; i++) {
        memcpy(digits, hex + 2 * i, 2);
        data[n - 32 + i] = (uint8_t)strtoul(digits, NULL, 16);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
    umbel_ctx cx;
    umbel_encoder e;
    umbel_ctx_init(&cx, NULL, 1);
    uint8_t *copy = malloc(n ? n : 1);
    if (!copy) abort();
    if (n) memcpy(copy, data, n);
    for (int round = 0; round < 2; round++) {
        if (umbel_encoder_read(&cx, &e, (umbel_str){(const char *)copy, n}, "fuzz") == UMBEL_OK) {
            use(&cx, &e, copy, n);
            umbel_encoder_free(&cx, &e);
        }
        if (n < 104) break;
        put_right(&cx, copy, n);
    }
    free(copy);
    umbel_ctx_free(&cx);
    return 0;
}
