/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Statements a second into a new ledger, committed, with mentions, names and full-text index. Readings are made
 * beforehand: what is timed is the ledger alone. */
#include "base/hash.h"
#include "base/rng.h"
#include "bench.h"

#define SENTENCES 10

static const char *const groups[] = {"Karst Brigade", "Reed Front",    "Ember Column",        "Salt Militia",
                                     "Lantern Guard", "Harrow League", "Ashen Road Movement", "Tern Brigade"};
static const char *const verbs[] = {"trained", "armed", "attacked", "funded", "sheltered", "denounced"};

static umbel_status make_text(umbel_ctx *cx, umbel_buf *text, size_t number) {
    text->n = 0;
    for (int i = 0; i < SENTENCES; i++) {
        size_t a = umbel_rng_below(&cx->rng, 8), b = (a + 1 + umbel_rng_below(&cx->rng, 7)) % 8;
        UMBEL_TRY(umbel_buf_printf(cx, text, "The %s %s the %s near milestone %zu-%d. ", groups[a],
                                   verbs[umbel_rng_below(&cx->rng, 6)], groups[b], number, i));
    }
    return UMBEL_OK;
}

int main(int argc, char **argv) {
    umbel_ctx cx;
    umbel_tables tables = {0};
    umbel_reading reading = {0};
    umbel_actors found = {0};
    umbel_identifier *identifier = NULL;
    umbel_ledger *ledger = NULL;
    umbel_buf text = {0};
    size_t n = argc > 1 ? (size_t)atol(argv[1]) : 10000, n_statements = 0;
    const char *path = argc > 2 ? argv[2] : "/tmp/umbel-bench.umbel";
    double seconds = 0;
    umbel_ctx_init(&cx, NULL, 1);
    unlink(path);
    umbel_status status = umbel_tables_open(&cx, &tables, UMBEL_TREE "/data", UMBEL_TREE "/samples/karst/names.tsv");
    if (status == UMBEL_OK) status = umbel_identifier_new(&cx, &identifier, tables.identity);
    if (status == UMBEL_OK) status = umbel_ledger_open(&cx, &ledger, path, UMBEL_LEDGER_WRITE);
    for (size_t i = 0; status == UMBEL_OK && i < n; i++) {
        char hex[65];
        umbel_put what;
        size_t refused;
        status = make_text(&cx, &text, i);
        umbel_str body = umbel_buf_str(&text);
        if (status == UMBEL_OK) status = umbel_sha256(&cx, &body, 1, hex);
        umbel_document d = {.id = {hex, 32},
                            .sha256 = {hex, 64},
                            .locator = UMBEL_STR("bench"),
                            .source = UMBEL_STR("bench"),
                            .text = body,
                            .t_fetched = 1};
        if (status == UMBEL_OK) status = umbel_extract(&cx, tables.extractor, &d, &reading);
        if (status == UMBEL_OK) status = umbel_identity_resolve(&cx, identifier, &reading, &found);
        double start = now_s();
        if (status == UMBEL_OK && i % 200 == 0) status = umbel_ledger_begin(&cx, ledger);
        for (size_t k = 0; status == UMBEL_OK && i < 50 && k < found.n_actors; k++) {
            status = umbel_ledger_put_actor(&cx, ledger, &found.actors[k]);
            if (status == UMBEL_OK) status = umbel_ledger_put_name(&cx, ledger, &found.names[k], found.names[k].text);
        }
        if (status == UMBEL_OK)
            status = umbel_ledger_put_document(&cx, ledger, &d, reading.passages, reading.n_passages, &what);
        if (status == UMBEL_OK) status = umbel_ledger_put_reading(&cx, ledger, &d, &reading, &refused);
        if (status == UMBEL_OK && (i % 200 == 199 || i + 1 == n)) status = umbel_ledger_commit(&cx, ledger);
        seconds += now_s() - start;
        n_statements += reading.n_statements;
    }
    if (status != UMBEL_OK) return fprintf(stderr, "%s\n", cx.err.msg), 1;
    double start = now_s();
    umbel_ledger_close(&cx, ledger);
    seconds += now_s() - start;
    printf("{\"bench\":\"ledger\",\"documents\":%zu,\"statements\":%zu,\"seconds\":%.2f,\"statements_per_second\":%.0f,"
           "\"peak_mb\":%.0f}\n",
           n, n_statements, seconds, (double)n_statements / seconds, peak_mb());
    unlink(path);
    umbel_reading_free(&cx, &reading);
    umbel_actors_free(&cx, &found);
    umbel_buf_free(&cx, &text);
    umbel_identifier_free(&cx, identifier);
    umbel_tables_close(&cx, &tables);
    umbel_ctx_free(&cx);
    return 0;
}
