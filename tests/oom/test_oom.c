/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Every call fails at its k-th allocation, k = 0, 1, 2 …: it says so, leaks nothing, and does not fall over. */
#include "tests/check.h"

static const char *const text =
    "The Karst Brigade (KB) was trained by Veshtia, officials said. It armed the Reed Front, the Ember Column and the "
    "Salt Militia in 2016. Kelmara denied that it shelters the group.";

static umbel_status no_sink(void *user, umbel_ctx *cx, const umbel_document *d) {
    (void)user;
    (void)cx;
    (void)d;
    return UMBEL_OK;
}

typedef umbel_status trial(umbel_ctx *cx);

static umbel_status try_sentences(umbel_ctx *cx) {
    umbel_passage *p;
    size_t n;
    return umbel_sentences(cx, &cx->scratch, umbel_str_of(text), 0, &p, &n);
}

static umbel_status try_fold(umbel_ctx *cx) {
    umbel_str out;
    return umbel_fold_name(cx, &cx->scratch, umbel_str_of(text), &out);
}

static umbel_status try_read(umbel_ctx *cx, const char *name, const char *bytes) {
    umbel_diagnostics bad = {0};
    umbel_read_options o = {0};
    umbel_status status = umbel_read_bytes(cx, umbel_str_of(bytes), umbel_str_of(name), &o, no_sink, NULL, &bad);
    umbel_diagnostics_free(cx, &bad);
    return status;
}

static umbel_status try_markdown(umbel_ctx *cx) { return try_read(cx, "a.md", "---\ntitle: x\nbad line\n---\nbody"); }
static umbel_status try_html(umbel_ctx *cx) {
    return try_read(cx, "a.html",
                    "<html><head><meta name='date' content='2031'></head><body><p>a</p><p>b</p></body></html>");
}
static umbel_status try_jsonl(umbel_ctx *cx) { return try_read(cx, "a.jsonl", "{\"text\":\"a\"}\n{bad\n"); }

static umbel_status try_extract(umbel_ctx *cx) {
    umbel_tables tables = {0};
    umbel_reading r = {0};
    umbel_actors found = {0};
    umbel_document d = {.id = UMBEL_STR("d"), .text = umbel_str_of(text)};
    umbel_status status = umbel_tables_open(cx, &tables, UMBEL_TREE "/data", UMBEL_TREE "/samples/karst/names.tsv");
    if (status == UMBEL_OK) status = umbel_extract(cx, tables.extractor, &d, &r);
    if (status == UMBEL_OK) status = umbel_identity_resolve(cx, tables.identity, &r, &found);
    umbel_actors_free(cx, &found);
    umbel_reading_free(cx, &r);
    umbel_tables_close(cx, &tables);
    return status;
}

static umbel_status try_brief(umbel_ctx *cx) {
    umbel_statement st = {.id = UMBEL_STR("s"),
                          .document = UMBEL_STR("d"),
                          .tie = UMBEL_TIE_ARMS,
                          .passage_text = UMBEL_STR("A armed B.")};
    st.subject = (umbel_party){.quote = {UMBEL_STR("A"), 0, 1}, .kind = UMBEL_KIND_GROUP, .actor = UMBEL_STR("a")};
    st.object = (umbel_party){.quote = {UMBEL_STR("B"), 8, 9}, .kind = UMBEL_KIND_GROUP};
    umbel_document d = {.id = UMBEL_STR("d0123456789a"), .source = UMBEL_STR("s")};
    umbel_source s = {.id = UMBEL_STR("s"), .name = UMBEL_STR("s")};
    umbel_evidence e = {
        .documents = &d, .n_documents = 1, .sources = &s, .n_sources = 1, .statements = &st, .n_statements = 1};
    umbel_ties ties = {0};
    umbel_hubs hubs = {0};
    umbel_buf out = {0};
    umbel_brief_options o = {0};
    umbel_status status = umbel_weigh_ties(cx, &e, &ties);
    if (status == UMBEL_OK) status = umbel_measure_hubs(cx, &e, &ties, &hubs);
    if (status == UMBEL_OK) status = umbel_tell_brief_html(cx, &out, &e, &ties, &hubs, &o);
    for (int f = 0; status == UMBEL_OK && f < 3; f++)
        status = umbel_tell_export(cx, &out, &e, &ties, (umbel_export_format)f, NULL);
    umbel_buf_free(cx, &out);
    umbel_hubs_free(cx, &hubs);
    umbel_ties_free(cx, &ties);
    return status;
}

static void run(trial *t, long step) {
    for (long k = 0;; k += 1 + k / 50 * step) {
        failing f = {k};
        umbel_allocator a = {failing_resize, &f};
        umbel_ctx cx;
        umbel_ctx_init(&cx, &a, 1);
        umbel_status status = t(&cx);
        umbel_ctx_free(&cx);
        if (status == UMBEL_OK && f.left >= 0) return;
        assert_int_equal(status, UMBEL_E_MEMORY);
    }
}

static void text_and_read(void **state) {
    (void)state;
    trial *const trials[] = {try_sentences, try_fold, try_markdown, try_html, try_jsonl};
    for (size_t i = 0; i < sizeof trials / sizeof *trials; i++) run(trials[i], 0);
}

static void extract_and_brief(void **state) {
    (void)state;
    run(try_brief, 0);
    run(try_extract, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(text_and_read), cmocka_unit_test(extract_and_brief)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
