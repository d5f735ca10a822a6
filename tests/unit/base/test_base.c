/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/check.h"

#include "base/file.h"
#include "base/hash.h"
#include "base/intern.h"
#include "base/rng.h"

static void arena_marks(void **state) {
    (void)state;
    umbel_ctx cx;
    umbel_arena a = {0};
    umbel_ctx_init(&cx, NULL, 1);
    char *kept = UMBEL_NEW(&cx, &a, char, 100);
    memset(kept, 7, 100);
    umbel_mark mark = umbel_arena_mark(&a);
    for (int i = 0; i < 1000; i++) {
        char *p = UMBEL_NEW(&cx, &a, char, 977);
        assert_non_null(p);
        assert_int_equal((uintptr_t)p % 16, 0);
        for (int k = 0; k < 977; k++) assert_int_equal(p[k], 0);
        memset(p, 1, 977);
    }
    umbel_arena_release(&cx, &a, mark);
    assert_int_equal(a.n_used, mark.n_used);
    for (int k = 0; k < 100; k++) assert_int_equal(kept[k], 7);
    assert_null(umbel_arena_alloc(&cx, &a, SIZE_MAX / 2, 8));
    assert_int_equal(cx.err.code, UMBEL_E_MEMORY);
    umbel_arena_free(&cx, &a);
    assert_int_equal(a.n_held, 0);
    umbel_ctx_free(&cx);
}

static void reserve_keeps(void **state) {
    (void)state;
    umbel_ctx cx;
    umbel_arena a = {0};
    uint32_t *list = NULL;
    size_t cap = 0;
    umbel_ctx_init(&cx, NULL, 1);
    for (uint32_t i = 0; i < 5000; i++) {
        assert_ok(umbel_reserve(&cx, &a, (void *)&list, &cap, i + 1, sizeof *list));
        list[i] = i * 3;
    }
    for (uint32_t i = 0; i < 5000; i++) assert_int_equal(list[i], i * 3);
    umbel_arena_free(&cx, &a);
    umbel_ctx_free(&cx);
}

static void strings(void **state) {
    (void)state;
    umbel_str rest = UMBEL_STR("a,,b"), part;
    assert_true(umbel_str_cut(&rest, ',', &part));
    assert_str(part, "a");
    assert_true(umbel_str_cut(&rest, ',', &part));
    assert_str(part, "");
    assert_true(umbel_str_cut(&rest, ',', &part));
    assert_str(part, "b");
    assert_false(umbel_str_cut(&rest, ',', &part));
    assert_int_equal(umbel_str_find(UMBEL_STR("abcabd"), UMBEL_STR("abd")), 3);
    assert_true(umbel_str_find(UMBEL_STR("abc"), UMBEL_STR("abd")) == SIZE_MAX);
    assert_true(umbel_str_cmp(UMBEL_STR("ab"), UMBEL_STR("abc")) < 0);
    assert_int_equal(umbel_str_words(UMBEL_STR("  two\nwords ")), 2);
    assert_str(umbel_str_trim(UMBEL_STR(" \t x \n")), "x");
}

static void dates(void **state) {
    (void)state;
    static const char *const good[] = {"2031-03-14", "2031-03",  "2031", "201X",      "2031-03-14?",
                                       "2031~",      "1999-12%", "0001", "2024-02-29"};
    static const char *const bad[] = {"",        "31",   "2031-13",  "2031-02-30", "2031-3-1",   "2031-03-14T00:00",
                                      "203X-01", "0000", "20310314", "2023-02-29", "2031-00-01", "2031?~"};
    umbel_date d;
    umbel_interval when;
    char text[UMBEL_DATE_MAX];
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_true(umbel_date_parse(umbel_str_of(good[i]), &d));
        umbel_date_print(&d, text);
        assert_string_equal(text, good[i]);
        assert_true(d.t_first <= d.t_last);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) assert_false(umbel_date_parse(umbel_str_of(bad[i]), &d));
    assert_true(umbel_interval_parse(UMBEL_STR("2014/2016-03"), &when));
    assert_int_equal(when.from.t_first, umbel_day_of_ymd(2014, 1, 1));
    assert_int_equal(when.to.t_last, umbel_day_of_ymd(2016, 3, 31));
    assert_true(umbel_interval_parse(UMBEL_STR("2014/.."), &when));
    assert_int_equal(when.to.precision, UMBEL_PRECISION_UNKNOWN);
    assert_true(umbel_interval_may_touch(&when, umbel_day_of_ymd(2030, 1, 1), umbel_day_of_ymd(2030, 1, 2)));
    assert_false(umbel_interval_may_touch(&when, umbel_day_of_ymd(2010, 1, 1), umbel_day_of_ymd(2010, 1, 2)));
    assert_false(umbel_interval_parse(UMBEL_STR("2016/2014"), &when));
    assert_false(umbel_interval_parse(UMBEL_STR("../.."), &when));
}

static void days_round_trip(void **state) {
    (void)state;
    for (int32_t day = -800000; day < 800000; day += 97) {
        int y, m, d;
        umbel_ymd_of_day(day, &y, &m, &d);
        assert_int_equal(umbel_day_of_ymd(y, m, d), day);
    }
    assert_int_equal(umbel_day_of_ymd(1970, 1, 1), 0);
    assert_int_equal(umbel_day_of_ymd(2000, 3, 1), 11017);
}

static void interning(void **state) {
    (void)state;
    umbel_ctx cx;
    umbel_intern t = {0};
    umbel_ctx_init(&cx, NULL, 7);
    for (uint32_t i = 0; i < 20000; i++) {
        char text[32];
        uint32_t k;
        int n = snprintf(text, sizeof text, "word %u", i * 2654435761u);
        assert_int_equal(umbel_intern_find(&t, (umbel_str){text, (size_t)n}), UMBEL_INTERN_NONE);
        assert_ok(umbel_intern_add(&cx, &t, (umbel_str){text, (size_t)n}, &k));
        assert_int_equal(k, i);
        assert_int_equal(umbel_intern_find(&t, (umbel_str){text, (size_t)n}), i);
    }
    umbel_intern_free(&cx, &t);
    umbel_ctx_free(&cx);
}

static void hashes(void **state) {
    (void)state;
    umbel_ctx cx;
    char hex[65], other[65];
    umbel_str abc = UMBEL_STR("abc"), ab_c[] = {UMBEL_STR("ab"), UMBEL_STR("c")},
              a_bc[] = {UMBEL_STR("a"), UMBEL_STR("bc")};
    umbel_ctx_init(&cx, NULL, 1);
    assert_ok(umbel_sha256(&cx, &abc, 1, hex)); /* FIPS 180-2, appendix B.1 */
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_ok(umbel_sha256(&cx, ab_c, 2, hex));
    assert_ok(umbel_sha256(&cx, a_bc, 2, other));
    assert_string_not_equal(hex, other);
    umbel_ctx_free(&cx);
}

static void random_numbers(void **state) {
    (void)state;
    umbel_rng a, b;
    size_t counts[7] = {0};
    umbel_rng_seed(&a, 42);
    umbel_rng_seed(&b, 42);
    for (int i = 0; i < 70000; i++) {
        uint64_t x = umbel_rng_below(&a, 7);
        assert_int_equal(x, umbel_rng_below(&b, 7));
        counts[x]++;
    }
    for (int i = 0; i < 7; i++) assert_in_range(counts[i], 9600, 10400);
}

static void files(void **state) {
    (void)state;
    umbel_ctx cx;
    umbel_buf buf = {0};
    char path[] = "/tmp/umbel-test-XXXXXX";
    umbel_ctx_init(&cx, NULL, 1);
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_ok(umbel_file_write(&cx, path, UMBEL_STR("hello")));
    assert_ok(umbel_file_read(&cx, path, 100, &buf));
    assert_str(umbel_buf_str(&buf), "hello");
    buf.n = 0;
    assert_int_equal(umbel_file_read(&cx, path, 4, &buf), UMBEL_E_LIMIT);
    assert_int_equal(umbel_file_read(&cx, "/nonexistent/x", 4, &buf), UMBEL_E_IO);
    assert_non_null(strstr(cx.err.where, "/nonexistent/x"));
    umbel_buf_free(&cx, &buf);
    remove(path);
    umbel_ctx_free(&cx);
}

static void values(void **state) {
    (void)state;
    for (int t = 1; t < UMBEL_N_TIES; t++) {
        umbel_tie back;
        assert_true(umbel_tie_parse(umbel_str_of(umbel_tie_name((umbel_tie)t)), &back));
        assert_int_equal(back, t);
        assert_true(umbel_tie_phrase((umbel_tie)t)[0] && umbel_tie_group_of((umbel_tie)t) != UMBEL_TIES_NONE);
    }
    assert_true(umbel_tie_symmetric(UMBEL_TIE_FIGHTS) && !umbel_tie_symmetric(UMBEL_TIE_ATTACKS));
    assert_string_equal(umbel_tie_name((umbel_tie)99), "");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(arena_marks),     cmocka_unit_test(reserve_keeps),
                                       cmocka_unit_test(strings),         cmocka_unit_test(dates),
                                       cmocka_unit_test(days_round_trip), cmocka_unit_test(interning),
                                       cmocka_unit_test(hashes),          cmocka_unit_test(random_numbers),
                                       cmocka_unit_test(files),           cmocka_unit_test(values)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
