/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledger/ledger.h"

/* The user's words as quoted terms, so that no operator of the index's language comes through. */
static umbel_status as_terms(umbel_ctx *cx, umbel_str words, umbel_buf *out) {
    umbel_str rest = words, word;
    while (umbel_str_cut(&rest, ' ', &word)) {
        if (umbel_str_trim(word).n == 0) continue;
        UMBEL_TRY(umbel_buf_addz(cx, out, out->n ? " \"" : "\""));
        for (size_t i = 0; i < word.n; i++) {
            if (word.p[i] == '"') UMBEL_TRY(umbel_buf_byte(cx, out, '"'));
            if (word.p[i]) UMBEL_TRY(umbel_buf_byte(cx, out, word.p[i]));
        }
        UMBEL_TRY(umbel_buf_byte(cx, out, '"'));
    }
    return UMBEL_OK;
}

#define SEARCH_SQL                                                                                                     \
    "SELECT substr(CAST(d.text AS BLOB), p.first + 1, p.last - p.first), d.id, coalesce(d.title, ''), "                \
    "coalesce(s.name, ''), "                                                                                           \
    "d.locator, d.published, p.first, p.last FROM passage_words w JOIN passage p ON p.n = w.rowid JOIN document d ON " \
    "d.n = "                                                                                                           \
    "p.document LEFT JOIN source s ON s.n = d.source WHERE passage_words MATCH ?1 ORDER BY rank, w.rowid LIMIT ?2"

umbel_status umbel_ledger_search(umbel_ctx *cx, umbel_ledger *l, umbel_str words, size_t limit, umbel_hit_sink *sink,
                                 void *user, size_t *n) {
    sqlite3_stmt *q = NULL;
    umbel_buf terms = {0};
    int code = SQLITE_DONE;
    *n = 0;
    umbel_status status = as_terms(cx, words, &terms);
    if (status == UMBEL_OK && terms.n == 0)
        status = UMBEL_FAIL(cx, UMBEL_E_ARG, "name at least one word to search for");
    if (status == UMBEL_OK && sqlite3_prepare_v2(l->db, SEARCH_SQL, -1, &q, NULL) != SQLITE_OK)
        status = umbel_ledger_fail(cx, l, "search");
    if (status == UMBEL_OK) {
        umbel_bind_str(q, 1, umbel_buf_str(&terms));
        sqlite3_bind_int64(q, 2, (int64_t)limit);
    }
    while (status == UMBEL_OK && (code = sqlite3_step(q)) == SQLITE_ROW) {
        umbel_hit hit = {.text = {(const char *)sqlite3_column_blob(q, 0), (size_t)sqlite3_column_bytes(q, 0)},
                         .document = umbel_column_str(q, 1),
                         .title = umbel_column_str(q, 2),
                         .source = umbel_column_str(q, 3),
                         .locator = umbel_column_str(q, 4),
                         .published = umbel_column_date(q, 5),
                         .begin = (uint32_t)sqlite3_column_int64(q, 6),
                         .end = (uint32_t)sqlite3_column_int64(q, 7)};
        status = sink(user, cx, &hit);
        (*n)++;
    }
    if (status == UMBEL_OK && code != SQLITE_DONE) status = umbel_ledger_fail(cx, l, "search");
    sqlite3_finalize(q);
    umbel_buf_free(cx, &terms);
    return status;
}
