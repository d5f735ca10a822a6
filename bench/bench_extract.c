/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Sentences a second from document text to statements, one thread, no ledger. The text is the samples, repeated. */
#include "bench.h"

typedef struct run {
    const umbel_extractor *extractor;
    umbel_reading reading;
    size_t n_sentences, n_statements, n_bytes;
} run;

static umbel_status read_it(void *user, umbel_ctx *cx, const umbel_document *d) {
    run *r = user;
    UMBEL_TRY(umbel_extract(cx, r->extractor, d, &r->reading));
    r->n_sentences += r->reading.n_passages;
    r->n_statements += r->reading.n_statements;
    r->n_bytes += d->text.n;
    return UMBEL_OK;
}

int main(int argc, char **argv) {
    umbel_ctx cx;
    umbel_tables tables = {0};
    umbel_diagnostics bad = {0};
    umbel_read_options o = {0};
    run r = {0};
    int rounds = argc > 1 ? atoi(argv[1]) : 200;
    const char *path = argc > 2 ? argv[2] : UMBEL_TREE "/samples";
    umbel_ctx_init(&cx, NULL, 1);
    double start = now_s();
    umbel_status status = umbel_tables_open(&cx, &tables, UMBEL_TREE "/data", NULL);
    double loaded = now_s() - start;
    r.extractor = tables.extractor;
    start = now_s();
    for (int i = 0; status == UMBEL_OK && i < rounds; i++) status = umbel_read_path(&cx, path, &o, read_it, &r, &bad);
    double seconds = now_s() - start;
    if (status != UMBEL_OK) return fprintf(stderr, "%s\n", cx.err.msg), 1;
    printf("{\"bench\":\"extract\",\"sentences\":%zu,\"statements\":%zu,\"megabytes\":%.1f,\"seconds\":%.2f,"
           "\"sentences_per_second\":%.0f,\"tables_seconds\":%.2f,\"peak_mb\":%.0f}\n",
           r.n_sentences, r.n_statements, (double)r.n_bytes / 1e6, seconds, (double)r.n_sentences / seconds, loaded,
           peak_mb());
    umbel_reading_free(&cx, &r.reading);
    umbel_diagnostics_free(&cx, &bad);
    umbel_tables_close(&cx, &tables);
    umbel_ctx_free(&cx);
    return 0;
}
