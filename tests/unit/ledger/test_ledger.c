/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/check.h"

#include <sqlite3.h>
#include <unistd.h>

static umbel_ctx cx;
static umbel_tables tables;
static char path[64];

static const char *const text = "Veshtia trained the Karst Brigade. Kelmara denied that it had armed the group.";

static void forget(void) {
    char other[80];
    remove(path);
    snprintf(other, sizeof other, "%s-wal", path);
    remove(other);
    snprintf(other, sizeof other, "%s-shm", path);
    remove(other);
}

static umbel_added add_text(const char *body, const char *source) {
    char file[80];
    umbel_ledger *l;
    umbel_added added = {0};
    umbel_diagnostics bad = {0};
    umbel_read_options o = {.source = umbel_str_of(source)};
    snprintf(file, sizeof file, "%s.txt", path);
    FILE *f = fopen(file, "wb");
    assert_non_null(f);
    fputs(body, f);
    fclose(f);
    assert_ok(umbel_ledger_open(&cx, &l, path, UMBEL_LEDGER_WRITE));
    assert_ok(umbel_add_path(&cx, l, &tables, file, &o, &bad, &added, NULL, NULL));
    umbel_ledger_close(&cx, l);
    umbel_diagnostics_free(&cx, &bad);
    remove(file);
    return added;
}

static size_t faults(char *first, size_t cap) {
    umbel_ledger *l;
    umbel_diagnostics d = {0};
    assert_ok(umbel_ledger_open(&cx, &l, path, UMBEL_LEDGER_READ));
    assert_ok(umbel_ledger_check(&cx, l, &d));
    size_t n = d.n;
    if (first) snprintf(first, cap, "%s %s", n ? d.items[0].code.p : "", n ? d.items[0].document.p : "");
    umbel_diagnostics_free(&cx, &d);
    umbel_ledger_close(&cx, l);
    return n;
}

static void meddle(const char *sql) {
    sqlite3 *db;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    char *msg = NULL;
    if (sqlite3_exec(db, sql, NULL, NULL, &msg) != SQLITE_OK) fail_msg("%s: %s", sql, msg);
    sqlite3_close(db);
}

static void round_trip(void **state) {
    (void)state;
    forget();
    umbel_added a = add_text(text, "Plateau Watch");
    assert_int_equal(a.n_documents, 1);
    assert_true(a.n_statements >= 2);
    a = add_text(text, "Plateau Watch");
    assert_int_equal(a.n_same, 1);
    a = add_text(text, "Another Outlet");
    assert_int_equal(a.n_sightings, 1);
    umbel_ledger *l;
    umbel_evidence e = {0};
    umbel_ties ties = {0};
    assert_ok(umbel_ledger_open(&cx, &l, path, UMBEL_LEDGER_READ));
    assert_ok(umbel_ledger_load(&cx, l, NULL, &e));
    assert_int_equal(e.n_documents, 1);
    assert_int_equal(e.n_sources, 2);
    const umbel_statement *st = &e.statements[0];
    assert_str(st->subject.quote.text, "Veshtia");
    assert_str(st->passage_text, "Veshtia trained the Karst Brigade.");
    assert_str(st->cues[0].quote.text, "trained");
    assert_int_equal(e.statements[1].polarity, UMBEL_DENIED);
    assert_str(e.statements[1].object.antecedent.text, "Karst Brigade");
    assert_ok(umbel_weigh_ties(&cx, &e, &ties));
    assert_int_equal(ties.n, 2);
    umbel_ties_free(&cx, &ties);
    umbel_evidence_free(&cx, &e);
    umbel_ledger_close(&cx, l);
    assert_int_equal(faults(NULL, 0), 0);
}

static void flipped_byte(void **state) {
    (void)state;
    char first[128];
    forget();
    add_text(text, "X");
    meddle("UPDATE document SET text = replace(text, 'Kelmara', 'Kelmari')");
    assert_true(faults(first, sizeof first) >= 1);
    assert_non_null(strstr(first, "text-changed"));
    assert_true(strlen(first) > 32); /* the document is named */
    forget();
    add_text(text, "X");
    meddle("UPDATE statement SET subject_first = subject_first + 1");
    faults(first, sizeof first);
    assert_non_null(strstr(first, "bad-quote"));
    forget();
    add_text(text, "X");
    meddle("PRAGMA foreign_keys=OFF; DELETE FROM passage WHERE ordinal = 0");
    assert_true(faults(first, sizeof first) >= 1);
}

static void hostile_files(void **state) {
    (void)state;
    umbel_ledger *l;
    forget();
    add_text(text, "X");
    meddle("CREATE TRIGGER evil AFTER INSERT ON document BEGIN DELETE FROM statement; END");
    assert_int_equal(umbel_ledger_open(&cx, &l, path, UMBEL_LEDGER_WRITE), UMBEL_E_CORRUPT);
    assert_non_null(strstr(cx.err.msg, "trigger"));
    assert_null(l);
    forget();
    add_text(text, "X");
    meddle("CREATE VIEW v AS SELECT 1");
    assert_int_equal(umbel_ledger_open(&cx, &l, path, UMBEL_LEDGER_READ), UMBEL_E_CORRUPT);
    forget();
    add_text(text, "X");
    meddle("PRAGMA user_version=99");
    assert_int_equal(umbel_ledger_open(&cx, &l, path, UMBEL_LEDGER_READ), UMBEL_E_ENVIRONMENT);
    assert_non_null(strstr(cx.err.msg, "newer"));
    forget();
    FILE *f = fopen(path, "wb");
    fputs("this is no ledger at all, but a text of some length", f);
    fclose(f);
    assert_int_equal(umbel_ledger_open(&cx, &l, path, UMBEL_LEDGER_WRITE), UMBEL_E_CORRUPT);
    f = fopen(path, "rb"); /* untouched */
    char back[64] = "";
    assert_true(fread(back, 1, sizeof back - 1, f) > 40);
    fclose(f);
    assert_string_equal(back, "this is no ledger at all, but a text of some length");
    forget();
    assert_int_equal(umbel_ledger_open(&cx, &l, path, UMBEL_LEDGER_READ), UMBEL_E_ENVIRONMENT);
}

static void the_door(void **state) {
    (void)state;
    umbel_ledger *l;
    umbel_reading r = {0};
    umbel_put what;
    size_t n_refused;
    umbel_diagnostics bad = {0};
    umbel_document d = {.id = UMBEL_STR("0123456789abcdef0123456789abcdef"),
                        .sha256 = UMBEL_STR("x"),
                        .locator = UMBEL_STR("l"),
                        .text = umbel_str_of(text)};
    forget();
    assert_ok(umbel_extract(&cx, tables.extractor, &d, &r));
    assert_true(r.n_statements >= 2);
    r.statements[0].subject.quote.begin++; /* no longer what stands there */
    assert_ok(umbel_ledger_open(&cx, &l, path, UMBEL_LEDGER_WRITE));
    assert_ok(umbel_ledger_put_document(&cx, l, &d, r.passages, r.n_passages, &what));
    assert_ok(umbel_ledger_put_reading(&cx, l, &d, &r, &n_refused));
    assert_int_equal(n_refused, 1);
    assert_ok(umbel_ledger_diagnostics(&cx, l, &bad));
    assert_int_equal(bad.n, 1);
    assert_str(bad.items[0].code, "bad-quote");
    umbel_diagnostics_free(&cx, &bad);
    umbel_reading_free(&cx, &r);
    umbel_ledger_close(&cx, l);
}

static umbel_status count_hit(void *user, umbel_ctx *c, const umbel_hit *hit) {
    (void)c;
    assert_true(hit->text.n > 0);
    ++*(size_t *)user;
    return UMBEL_OK;
}

static void searching(void **state) {
    (void)state;
    static const char *const words[] = {"trained",       "\"", "a* OR b", "NEAR(x y)", "') DROP TABLE document; --",
                                        "karst brigade", "^",  "-x",      "text:x"};
    umbel_ledger *l;
    forget();
    add_text(text, "X");
    assert_ok(umbel_ledger_open(&cx, &l, path, UMBEL_LEDGER_READ));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t n, hits = 0;
        assert_ok(umbel_ledger_search(&cx, l, umbel_str_of(words[i]), 10, count_hit, &hits, &n));
        assert_int_equal(n, hits);
        if (i == 0 || i == 5) assert_int_equal(n, 1);
    }
    umbel_ledger_close(&cx, l);
}

static void digest_ignores_order(void **state) {
    (void)state;
    char one[65], two[65];
    umbel_ledger *l;
    for (int round = 0; round < 2; round++) {
        forget();
        add_text(round ? "Oradan armed the Reed Front." : text, "X");
        add_text(round ? text : "Oradan armed the Reed Front.", "X");
        assert_ok(umbel_ledger_open(&cx, &l, path, UMBEL_LEDGER_READ));
        assert_ok(umbel_ledger_digest(&cx, l, round ? two : one));
        umbel_ledger_close(&cx, l);
    }
    assert_string_equal(one, two);
    add_text("Something else armed the Reed Front.", "X");
    assert_ok(umbel_ledger_open(&cx, &l, path, UMBEL_LEDGER_READ));
    assert_ok(umbel_ledger_digest(&cx, l, two));
    umbel_ledger_close(&cx, l);
    assert_string_not_equal(one, two);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(round_trip),    cmocka_unit_test(flipped_byte),
                                       cmocka_unit_test(hostile_files), cmocka_unit_test(the_door),
                                       cmocka_unit_test(searching),     cmocka_unit_test(digest_ignores_order)};
    umbel_ctx_init(&cx, NULL, 1);
    snprintf(path, sizeof path, "/tmp/umbel-test-%ld.umbel", (long)getpid());
    if (umbel_tables_open(&cx, &tables, UMBEL_TREE "/data", NULL) != UMBEL_OK) return 1;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    forget();
    umbel_tables_close(&cx, &tables);
    umbel_ctx_free(&cx);
    return failed;
}
