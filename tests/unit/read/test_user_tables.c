/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables that users bring: names with damaged lines, and CSV as spreadsheets write it. */
#include "tests/check.h"

#include <unistd.h>

static umbel_ctx cx;
static char path[64];

static void write_bytes(const char *bytes, size_t n) {
    snprintf(path, sizeof path, "/tmp/umbel-user-tables-%ld", (long)getpid());
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    fclose(f);
}

static umbel_status note_row(void *user, umbel_ctx *c, const umbel_csv_row *row) {
    char *all = user;
    size_t n = strlen(all);
    (void)c;
    n += (size_t)snprintf(all + n, 1024 - n, "%zu/%zu", row->n_row, row->line);
    for (size_t i = 0; i < row->n_cells; i++)
        n += (size_t)snprintf(all + n, 1024 - n, "[%.*s]", UMBEL_ARGS(row->cells[i]));
    snprintf(all + n, 1024 - n, " ");
    return UMBEL_OK;
}

/* Reads the bytes; "|" and the codes of the diagnostics with their lines stand behind the rows. */
static void assert_csv(const char *bytes, const char *want) {
    char all[1024] = "";
    umbel_diagnostics bad = {0};
    write_bytes(bytes, strlen(bytes));
    assert_ok(umbel_read_csv(&cx, path, note_row, all, &bad));
    for (size_t i = 0; i < bad.n; i++) {
        size_t n = strlen(all);
        snprintf(all + n, sizeof all - n, "|%.*s@%lld", UMBEL_ARGS(bad.items[i].code), (long long)bad.items[i].pos);
    }
    assert_string_equal(all, want);
    umbel_diagnostics_free(&cx, &bad);
    remove(path);
}

static void csv(void **state) {
    (void)state;
    assert_csv("", "");
    assert_csv("a,b\r\n1,2\r\n", "1/1[a][b] 2/2[1][2] ");
    assert_csv("\xef\xbb\xbf"
               "a\n\n,\n\"x \"\"y\"\"\",\n",
               "1/1[a] 4/4[x \"y\"][] ");
    assert_csv("\"a\nb\",c\nd", "1/1[a\nb][c] 2/3[d] ");
    assert_csv("a;b\n1;2,3\n", "1/1[a][b] 2/2[1][2,3] "); /* what the first line shows holds for all */
    assert_csv("a;b,c\n", "1/1[a;b][c] ");
    assert_csv("\"a,b\";c\n", "1/1[a,b][c] ");
    assert_csv("a\tb;c\n", "1/1[a][b;c] ");
    assert_csv("a,b\ncaf\xe9,1\nok,2\n\xff,3\n", "1/1[a][b] 3/3[ok][2] |not-utf8@2");
    assert_csv("a,b\n\"open,1\nok,2\n", "1/1[a][b] 2/2[\"open,1] 3/3[ok][2] |open-quote@2");
    umbel_diagnostics bad = {0};
    assert_int_equal(umbel_read_csv(&cx, "/no/such/file", note_row, NULL, &bad), UMBEL_E_IO);
}

static umbel_status stop(void *user, umbel_ctx *c, const umbel_csv_row *row) {
    ++*(size_t *)user;
    return UMBEL_FAIL(c, UMBEL_E_ARG, "row %zu", row->n_row);
}

static void csv_sink_ends_it(void **state) {
    size_t n = 0;
    umbel_diagnostics bad = {0};
    (void)state;
    write_bytes("a\nb\n", 4);
    assert_int_equal(umbel_read_csv(&cx, path, stop, &n, &bad), UMBEL_E_ARG);
    assert_int_equal(n, 1);
    assert_int_equal(bad.n, 0);
    remove(path);
}

static void names(void **state) {
    static const char bytes[] =
        "# comment\nactor\tname\nkarst\tKarst Brigade\tno-such-kind\nbad\n\tx\ny\t\ncaf\t\xe9\nn\ta\0b\n"
        "karst\tKB\tacronym\tfr\nkarst\tKB\tacronym";
    umbel_actors table = {0};
    umbel_diagnostics bad = {0};
    static const int lines[] = {4, 5, 6, 7, 8};
    (void)state;
    write_bytes(bytes, sizeof bytes - 1);
    assert_ok(umbel_read_user_names(&cx, path, &table, &bad));
    assert_int_equal(bad.n, sizeof lines / sizeof *lines);
    for (size_t i = 0; i < bad.n; i++) {
        assert_int_equal(bad.items[i].pos, lines[i]);
        assert_str(bad.items[i].unit, "line");
        assert_str(bad.items[i].file, path);
        assert_str(bad.items[i].code, "bad-row");
    }
    assert_int_equal(table.n_names, 3);
    assert_int_equal(table.n_actors, 1);
    assert_str(table.names[0].text, "Karst Brigade");
    assert_int_equal(table.names[0].kind, UMBEL_NAME_ALIAS);
    assert_int_equal(table.names[1].kind, UMBEL_NAME_ACRONYM);
    assert_str(table.names[1].language, "fr");
    /* the program's own tables are strict still */
    umbel_actors strict = {0};
    assert_int_equal(umbel_read_names(&cx, path, &strict), UMBEL_E_FORMAT);
    umbel_actors_free(&cx, &strict);
    umbel_actors_free(&cx, &table);
    umbel_diagnostics_free(&cx, &bad);
    remove(path);
}

static void json_of_any_bytes(void **state) {
    const struct {
        umbel_str bytes;
        const char *json;
    } cases[] = {{UMBEL_STR(""), "\"\""},
                 {UMBEL_STR("a\"\\\n"), "\"a\\\"\\\\\\n\""},
                 {UMBEL_STR("\xff"), "\"\xef\xbf\xbd\""},
                 {UMBEL_STR("a\xc3"), "\"a\xef\xbf\xbd\""},
                 {UMBEL_STR("\0\x01"), "\"\\u0000\\u0001\""},
                 {UMBEL_STR("\xc3\xa9\xe2\x82x"), "\"\xc3\xa9\xef\xbf\xbd\xef\xbf\xbdx\""}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        umbel_buf out = {0};
        assert_ok(umbel_tell_json_bytes(&cx, &out, cases[i].bytes));
        assert_str(umbel_buf_str(&out), cases[i].json);
        umbel_buf_free(&cx, &out);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(csv), cmocka_unit_test(csv_sink_ends_it),
                                       cmocka_unit_test(names), cmocka_unit_test(json_of_any_bytes)};
    umbel_ctx_init(&cx, NULL, 1);
    int code = cmocka_run_group_tests(tests, NULL, NULL);
    umbel_ctx_free(&cx);
    return code;
}
