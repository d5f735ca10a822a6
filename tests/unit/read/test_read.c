/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/check.h"

static umbel_ctx cx;

typedef struct seen {
    size_t n;
    char text[4][256], title[256], source[256], locator[256];
    umbel_date published;
} seen;

static umbel_status keep(void *user, umbel_ctx *c, const umbel_document *d) {
    seen *s = user;
    (void)c;
    assert_int_equal(d->id.n, 32);
    assert_int_equal(d->sha256.n, 64);
    if (s->n < 4) snprintf(s->text[s->n], 256, "%.*s", UMBEL_ARGS(d->text));
    snprintf(s->title, 256, "%.*s", UMBEL_ARGS(d->title));
    snprintf(s->source, 256, "%.*s", UMBEL_ARGS(d->source));
    snprintf(s->locator, 256, "%.*s", UMBEL_ARGS(d->locator));
    s->published = d->published;
    s->n++;
    return UMBEL_OK;
}

static const char *read_as(const char *name, umbel_str bytes, seen *s) {
    static char code[64];
    umbel_read_options o = {0};
    umbel_diagnostics bad = {0};
    memset(s, 0, sizeof *s);
    assert_ok(umbel_read_bytes(&cx, bytes, umbel_str_of(name), &o, keep, s, &bad));
    umbel_str first = bad.n ? bad.items[0].code : UMBEL_STR("");
    snprintf(code, sizeof code, "%.*s", UMBEL_ARGS(first));
    for (size_t i = 0; i < bad.n; i++) assert_true(bad.items[i].file.n && bad.items[i].text.n);
    umbel_diagnostics_free(&cx, &bad);
    return code;
}

static void formats(void **state) {
    (void)state;
    seen s;
    char date[UMBEL_DATE_MAX];
    assert_string_equal(read_as("a.txt", UMBEL_STR("One.\r\nTwo."), &s), "");
    assert_string_equal(s.text[0], "One.\r\nTwo."); /* byte for byte */
    assert_string_equal(
        read_as("a.md", UMBEL_STR("---\ntitle: \"A: b\"\nsource: X\ndate: 14 March 2031\n---\nBody.\n"), &s), "");
    assert_string_equal(s.text[0], "Body.\n");
    assert_string_equal(s.title, "A: b");
    umbel_date_print(&s.published, date);
    assert_string_equal(date, "2031-03-14");
    assert_string_equal(
        read_as("a.html",
                UMBEL_STR("<html lang=en><head><title>T</title><meta property='og:site_name' "
                          "content='Wire'><script>var x='<p>no'</script></head><body><nav>Menu</nav><article><p>First "
                          "one.</p><p>Second <b>two</b>.</p></article></body></html>"),
                &s),
        "");
    assert_string_equal(s.text[0], "First one.\n\nSecond two.");
    assert_string_equal(s.source, "Wire");
    assert_string_equal(read_as("a.jsonl",
                                UMBEL_STR("{\"id\":\"1\",\"text\":\"A.\",\"published\":\"2031-03-14T10:00:00Z\"}\n\n{"
                                          "\"id\":\"2\",\"text\":\"B.\"}\n"),
                                &s),
                        "");
    assert_int_equal(s.n, 2);
    assert_string_equal(s.locator, "a.jsonl#3");
}

static void bad_input(void **state) {
    (void)state;
    seen s;
    assert_string_equal(read_as("a.txt", UMBEL_STR("caf\xe9"), &s), "not-utf8");
    assert_string_equal(read_as("a.txt", (umbel_str){"ab\0c", 4}, &s), "binary");
    assert_string_equal(read_as("a.txt", UMBEL_STR(" \n "), &s), "empty");
    assert_string_equal(read_as("a.pdf", UMBEL_STR("%PDF-1.4"), &s), "unsupported");
    assert_string_equal(read_as("noname", UMBEL_STR("PK\x03\x04zip"), &s), "unsupported");
    assert_int_equal(s.n, 0);
    assert_string_equal(read_as("a.jsonl", UMBEL_STR("{\"text\":\"A.\"}\n{\"text\":\"B\n{\"text\":\"C.\"}\n"), &s),
                        "bad-json");
    assert_int_equal(s.n, 2); /* the rest goes in */
    assert_string_equal(read_as("a.jsonl", UMBEL_STR("{\"id\":\"1\"}\n[1]\n"), &s), "no-text");
    assert_string_equal(read_as("a.jsonl", UMBEL_STR("{\"text\":\"A\\u0000B\"}"), &s), "bad-json");
    assert_string_equal(read_as("a.md", UMBEL_STR("---\nno front matter, only a line\nText."), &s), "");
}

static void deep_html(void **state) {
    (void)state;
    seen s;
    umbel_buf deep = {0};
    for (int i = 0; i < 100000; i++) assert_ok(umbel_buf_addz(&cx, &deep, "<div>"));
    assert_ok(umbel_buf_addz(&cx, &deep, "x"));
    assert_string_equal(read_as("deep.html", umbel_buf_str(&deep), &s), "too-deep");
    deep.n = 0;
    for (int i = 0; i < 20000; i++) assert_ok(umbel_buf_addz(&cx, &deep, "<p>Flat.<br>"));
    assert_string_equal(read_as("flat.html", umbel_buf_str(&deep), &s), "");
    umbel_buf_free(&cx, &deep);
}

static void tables(void **state) {
    (void)state;
    umbel_actors t = {0};
    assert_ok(umbel_read_actors(&cx, UMBEL_TREE "/data/actors.tsv", &t));
    assert_ok(umbel_read_names(&cx, UMBEL_TREE "/data/names.tsv", &t));
    size_t n_groups = 0, n_states = 0;
    for (size_t i = 0; i < t.n_actors; i++) {
        n_groups += t.actors[i].kind == UMBEL_KIND_GROUP;
        n_states += t.actors[i].kind == UMBEL_KIND_STATE;
    }
    assert_true(n_groups >= 600 && n_states >= 195 && t.n_names > t.n_actors);
    umbel_actors_free(&cx, &t);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(formats), cmocka_unit_test(bad_input),
                                       cmocka_unit_test(deep_html), cmocka_unit_test(tables)};
    umbel_ctx_init(&cx, NULL, 1);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    umbel_ctx_free(&cx);
    return failed;
}
