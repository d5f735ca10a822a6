/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/check.h"

#include <jansson.h>

static umbel_ctx cx;

#define HOSTILE "<script>alert(1)</script>\"><svg onload=x>=cmd|' /C calc'!A0 \x1b[31m \xe2\x80\xae --> ]]> \xc2\x9b"

typedef umbel_status escape(umbel_ctx *, umbel_buf *, umbel_str);

static char *escaped(escape *f, const char *s) {
    static umbel_buf out;
    out.n = 0;
    assert_ok(umbel_buf_addz(&cx, &out, ""));
    assert_ok(f(&cx, &out, umbel_str_of(s)));
    return out.p;
}

static void forms(void **state) {
    (void)state;
    char *s = escaped(umbel_tell_html, HOSTILE);
    assert_null(strpbrk(s, "<>\"'\x1b"));
    assert_null(strstr(s, "\xe2\x80\xae"));
    assert_non_null(strstr(s, "U+202E"));
    s = escaped(umbel_tell_plain, HOSTILE "\r\n\t");
    assert_null(strpbrk(s, "\x1b\r\n\t"));
    assert_null(strstr(s, "\xe2\x80\xae"));
    assert_null(strstr(s, "\xc2\x9b"));
    s = escaped(umbel_tell_markdown, "<b>[x](javascript:1) *a* `b` | c");
    assert_null(strchr(s, '<'));
    assert_non_null(strstr(s, "\\[x\\]"));
    static const char *const formulas[] = {"=1+1", "+1", "-1", "@SUM(1)", "\t=1", "  =1"};
    for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++) {
        s = escaped(umbel_tell_csv_cell, formulas[i]);
        assert_true(s[0] == '"' && s[1] == '\'');
    }
    assert_string_equal(escaped(umbel_tell_csv_cell, "a \"b\", c"), "\"a \"\"b\"\", c\"");
}

static void json_round_trip(void **state) {
    (void)state;
    static const char *const texts[] = {HOSTILE, "", "\x01\x1f\\ \" / \xf0\x9f\x8c\xbf", "line\nbreak\ttab"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char *s = escaped(umbel_tell_json_string, texts[i]);
        json_t *v = json_loads(s, JSON_DECODE_ANY, NULL);
        assert_non_null(v);
        assert_string_equal(json_string_value(v), texts[i]);
        json_decref(v);
    }
}

static void table(void **state) {
    (void)state;
    static const char *const columns[] = {"name", ">n"};
    umbel_table t = {.columns = columns, .n_columns = 2};
    umbel_buf out = {0};
    assert_ok(umbel_table_add(&cx, &t, UMBEL_STR("\xe6\x97\xa5\xe6\x9c\xac"))); /* two wide characters */
    assert_ok(umbel_table_addf(&cx, &t, "%d", 7));
    assert_ok(umbel_table_add(&cx, &t, UMBEL_STR("e\xcc\x81t\x1b[2J")));
    assert_ok(umbel_table_addf(&cx, &t, "%d", 12));
    assert_ok(umbel_table_print(&cx, &t, 0, &out));
    /* the second name is six wide: e with its accent, t, the replaced escape and three signs */
    assert_string_equal(out.p, "name     n\n------  --\n\xe6\x97\xa5\xe6\x9c\xac     7\n"
                               "e\xcc\x81t\xef\xbf\xbd[2J  12\n");
    umbel_buf_free(&cx, &out);
    umbel_table_free(&cx, &t);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(forms), cmocka_unit_test(json_round_trip),
                                       cmocka_unit_test(table)};
    umbel_ctx_init(&cx, NULL, 1);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    umbel_ctx_free(&cx);
    return failed;
}
