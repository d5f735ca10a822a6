/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/check.h"

#include "base/rng.h"

static umbel_ctx cx;

static size_t split(const char *text, umbel_passage **out) {
    size_t n;
    assert_ok(umbel_sentences(&cx, &cx.scratch, umbel_str_of(text), 0, out, &n));
    return n;
}

static void utf8(void **state) {
    (void)state;
    size_t bad;
    assert_true(umbel_utf8_valid(UMBEL_STR("plain and \xd8\xa7 and \xf0\x9f\x8c\xbf"), &bad));
    static const char *const wrong[] = {"a\xff",     "a\xc0\xaf", "a\xed\xa0\x80", "a\xf4\x90\x80\x80",
                                        "a\xe2\x82", "a\x80"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_false(umbel_utf8_valid(umbel_str_of(wrong[i]), &bad));
        assert_int_equal(bad, 1);
    }
    assert_false(umbel_utf8_valid((umbel_str){"123456789\0x", 11}, &bad));
    assert_int_equal(bad, 9);
}

static void sentences(void **state) {
    (void)state;
    static const struct {
        const char *text;
        size_t n;
    } rows[] = {
        {"The stores date from the U.S. military drawdown. Others came by river.", 2},
        {"Gen. Ali Khan met Dr. Omar at No. 4 Street. They left.", 2},
        {"It fell in the U.S. The war went on.", 2},
        {"\"We deny it.\" He left.", 2},
        {"He said: \"We deny it.\" and left.", 1},
        {"Costs rose by 3.5 per cent. Why? Nobody knows!", 3},
        {"No full stop", 1},
        {"", 0},
        {"   \n\n  ", 0},
        {"# Title\n\nText one.\n\n- item one\n- item two", 4},
        {"A line\nthat is wrapped. Next.", 2},
        {"the larger (FAK).Next comes this.", 2},
        {"12. The Panel traced a shipment. 13. It notes that", 2},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        umbel_passage *list;
        size_t n = split(rows[i].text, &list);
        if (n != rows[i].n) fail_msg("\"%s\": %zu sentences, not %zu", rows[i].text, n, rows[i].n);
    }
    umbel_arena_reset(&cx, &cx.scratch);
}

static void tokens(void **state) {
    (void)state;
    static const struct {
        const char *text;
        const char *words; /* joined by | */
    } rows[] = {{"al-Qaida's men", "al|-|Qaida|'s|men"},
                {"They shouldn't go", "They|should|n't|go"},
                {"U.S. troops, 1,200 of 3.5 million", "U.S.|troops|,|1,200|of|3.5|million"},
                {"Jama'at Nusrat", "Jama'at|Nusrat"},
                {"the fighters\xe2\x80\x99 camp\xe2\x80\x99s", "the|fighters|\xe2\x80\x99|camp|\xe2\x80\x99s"},
                {"operatives-often called", "operatives|-|often|called"},
                {"M23 (FAK)", "M23|(|FAK|)"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        umbel_token *t;
        size_t n;
        umbel_buf out = {0};
        umbel_str text = umbel_str_of(rows[i].text);
        assert_ok(umbel_tokens(&cx, &cx.scratch, text, (umbel_span){0, (uint32_t)text.n}, &t, &n));
        for (size_t k = 0; k < n; k++) {
            if (k) assert_ok(umbel_buf_byte(&cx, &out, '|'));
            assert_ok(umbel_buf_add(&cx, &out, (umbel_str){text.p + t[k].begin, t[k].end - t[k].begin}));
        }
        assert_string_equal(out.p, rows[i].words);
        umbel_buf_free(&cx, &out);
    }
    umbel_arena_reset(&cx, &cx.scratch);
}

static void folding(void **state) {
    (void)state;
    static const char *const pairs[][2] = {{"The Karst-Brigade", "karst brigade"},
                                           {"Jama\xe2\x80\x99"
                                            "at",
                                            "jamaat"},
                                           {"K\xc3\xbcrdistan", "kurdistan"},
                                           {"\xc4\xb0stanbul", "istanbul"},
                                           {"Al-Q\xc4\x81\xca\xbfida", "al qaida"},
                                           {"\xd8\xaa\xd9\x8e\xd8\xad", "\xd8\xaa\xd8\xad"},
                                           {"STRASSE", "strasse"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        umbel_str out, again;
        assert_ok(umbel_fold_name(&cx, &cx.scratch, umbel_str_of(pairs[i][0]), &out));
        if (!umbel_str_eq(out, umbel_str_of(pairs[i][1]))) fail_msg("%s folds to %.*s", pairs[i][0], UMBEL_ARGS(out));
        assert_ok(umbel_fold_name(&cx, &cx.scratch, out, &again));
        assert_true(umbel_str_eq(out, again));
    }
    umbel_arena_reset(&cx, &cx.scratch);
}

/* Tokens cover all that is not space, in order; sentences tile the text; whatever the text. */
static void any_text(void **state) {
    (void)state;
    static const char *const bits[] = {"a",        "B",
                                       " ",        ".",
                                       "\n",       "'s",
                                       "-",        "U.S.",
                                       "\xd8\xa7", "\xe2\x80\x99",
                                       "(",        ")",
                                       "\"",       "3",
                                       ",",        "\xf0\x9f\x8c\xbf",
                                       "n't",      "\xcc\x81",
                                       "?"};
    umbel_rng rng;
    umbel_rng_seed(&rng, 5);
    for (int round = 0; round < 3000; round++) {
        char text[300];
        size_t n = 0, n_tokens, n_sentences;
        while (n < 200) {
            const char *bit = bits[umbel_rng_below(&rng, sizeof bits / sizeof *bits)];
            memcpy(text + n, bit, strlen(bit));
            n += strlen(bit);
            if (umbel_rng_below(&rng, 60) == 0) break;
        }
        umbel_str s = {text, n};
        umbel_token *t;
        umbel_passage *p;
        assert_ok(umbel_tokens(&cx, &cx.scratch, s, (umbel_span){0, (uint32_t)n}, &t, &n_tokens));
        uint32_t at = 0;
        for (size_t i = 0; i < n_tokens; i++) {
            assert_true(t[i].begin >= at && t[i].end > t[i].begin && t[i].end <= n);
            for (uint32_t k = at; k < t[i].begin; k++) assert_true(text[k] == ' ' || text[k] == '\n');
            at = t[i].end;
        }
        for (uint32_t k = at; k < n; k++) assert_true(text[k] == ' ' || text[k] == '\n');
        assert_ok(umbel_sentences(&cx, &cx.scratch, s, 0, &p, &n_sentences));
        at = 0;
        for (size_t i = 0; i < n_sentences; i++) {
            assert_int_equal(p[i].n, i);
            for (uint32_t k = at; k < p[i].begin; k++) assert_true(text[k] == ' ' || text[k] == '\n');
            assert_true(p[i].begin >= at && p[i].end > p[i].begin && p[i].end <= n);
            at = p[i].end;
        }
        umbel_arena_reset(&cx, &cx.scratch);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(utf8), cmocka_unit_test(sentences), cmocka_unit_test(tokens),
                                       cmocka_unit_test(folding), cmocka_unit_test(any_text)};
    umbel_ctx_init(&cx, NULL, 1);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    umbel_ctx_free(&cx);
    return failed;
}
