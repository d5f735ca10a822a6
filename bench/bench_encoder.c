/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Sentences of 30 wordpieces a second of processor time through the encoder and eight spans through the pair head, one
 * thread, for each kind of kernel that the machine runs. bench_encoder WEIGHTS [SECONDS] */
#include "bench.h"
#include "extract/encoder.h"

#define TOKENS 30
#define SPANS  8

/* Seconds of the processor, so that a busy machine does not count against us. */
static double cpu_s(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
    umbel_ctx cx;
    umbel_encoder e;
    uint16_t ids[TOKENS];
    encoder_span spans[SPANS];
    const encoder_kernels *k;
    double limit = argc > 2 ? atof(argv[2]) : 1.0;
    umbel_ctx_init(&cx, NULL, 1);
    double start = cpu_s();
    if (argc < 2 || umbel_encoder_load(&cx, &e, argv[1]) != UMBEL_OK || !e.loaded)
        return fprintf(stderr, "bench_encoder WEIGHTS [SECONDS]: %s\n", cx.err.msg), 1;
    double loaded = cpu_s() - start;
    float *hidden = calloc((size_t)TOKENS * e.n_hidden, sizeof *hidden);
    encoder_reading reading = {calloc((size_t)SPANS * SPANS * e.n_ties, sizeof(float)),
                               calloc(2 * SPANS * encoder_padded(TOKENS), sizeof(float))};
    if (!hidden || !reading.scores || !reading.looks) return 1;
    for (size_t i = 0; i < TOKENS; i++) ids[i] = (uint16_t)((i * 7919 + 2000) % e.n_vocab);
    for (uint16_t i = 0; i < SPANS; i++) spans[i] = (encoder_span){(uint16_t)(i * 3), (uint16_t)(i * 3 + 1)};
    for (size_t i = 0; (k = umbel_encoder_kernels_at(i)); i++) {
        size_t n = 0;
        double pairs = 0;
        e.kernels = k;
        start = cpu_s();
        while (cpu_s() - start < limit) {
            if (umbel_encoder_run(&cx, &e, ids, TOKENS, hidden) != UMBEL_OK) return 1;
            double before = cpu_s();
            if (umbel_encoder_pairs(&cx, &e, hidden, TOKENS, spans, SPANS, NULL, &reading) != UMBEL_OK) return 1;
            pairs += cpu_s() - before;
            n++;
        }
        double seconds = cpu_s() - start;
        printf(
            "{\"bench\":\"encoder\",\"kernels\":\"%s\",\"layers\":%u,\"sentences_per_second\":%.0f,\"pairs_ms\":%.3f,"
            "\"load_ms\":%.1f,\"peak_mb\":%.0f}\n",
            k->name, e.n_layers, (double)n / (seconds - pairs), 1e3 * pairs / (double)n, 1e3 * loaded, peak_mb());
    }
    free(hidden);
    free(reading.scores);
    free(reading.looks);
    umbel_encoder_free(&cx, &e);
    umbel_ctx_free(&cx);
    return 0;
}
