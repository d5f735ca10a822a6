/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/check.h"

#include "base/rng.h"
#include "base/thread.h"

typedef struct work {
    uint64_t *out;
    size_t fail_at;
} work;

static umbel_status square(void *user, umbel_ctx *cx, size_t i, unsigned thread) {
    work *w = user;
    (void)thread;
    char *p = UMBEL_NEW(cx, &cx->scratch, char, 100); /* each thread has its own scratch */
    if (!p) return cx->err.code;
    if (i == w->fail_at) return UMBEL_FAIL(cx, UMBEL_E_ARG, "item %zu", i);
    w->out[i] = (uint64_t)i * i + umbel_rng_next(&cx->rng);
    return UMBEL_OK;
}

static void same_for_any_number(void **state) {
    (void)state;
    umbel_ctx cx;
    uint64_t one[1000], many[1000];
    work a = {one, SIZE_MAX}, b = {many, SIZE_MAX};
    umbel_ctx_init(&cx, NULL, 1);
    assert_ok(umbel_thread_for(&cx, 1, 1000, square, &a));
    umbel_rng_seed(&cx.rng, 1);
    assert_ok(umbel_thread_for(&cx, 8, 1000, square, &b));
    assert_memory_equal(one, many, sizeof one);
    b.fail_at = 500;
    assert_int_equal(umbel_thread_for(&cx, 8, 1000, square, &b), UMBEL_E_ARG);
    assert_string_equal(cx.err.msg, "item 500");
    umbel_ctx_free(&cx);
}

typedef struct shared {
    umbel_tables tables;
    umbel_document document;
    size_t n[64];
} shared;

static umbel_status read_it(void *user, umbel_ctx *cx, size_t i, unsigned thread) {
    shared *s = user;
    umbel_reading r = {0};
    (void)thread;
    umbel_status status = umbel_extract(cx, s->tables.extractor, &s->document, &r);
    s->n[i] = r.n_statements;
    umbel_reading_free(cx, &r);
    return status;
}

static void one_extractor_many_threads(void **state) {
    (void)state;
    umbel_ctx cx;
    static shared s;
    umbel_ctx_init(&cx, NULL, 1);
    assert_ok(umbel_tables_open(&cx, &s.tables, UMBEL_TREE "/data", NULL));
    s.document = (umbel_document){
        .id = UMBEL_STR("d"),
        .text = UMBEL_STR("Veshtia trained the Karst Brigade. It also armed the group, officials said.")};
    assert_ok(umbel_thread_for(&cx, 4, 64, read_it, &s));
    for (int i = 0; i < 64; i++) assert_int_equal(s.n[i], s.n[0]);
    assert_true(s.n[0] >= 1);
    umbel_tables_close(&cx, &s.tables);
    umbel_ctx_free(&cx);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(same_for_any_number),
                                       cmocka_unit_test(one_extractor_many_threads)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
