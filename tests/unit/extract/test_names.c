/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Mentions: the cases of tests/golden/mentions.txt, and attacks whose author stands apart from them. */
#include "base/file.h"
#include "tests/check.h"

static umbel_ctx cx;
static umbel_tables tables;
static umbel_reading reading;

static void read_text(umbel_str text) {
    umbel_document d = {.id = UMBEL_STR("00000000000000000000000000000000"), .text = text};
    assert_ok(umbel_extract(&cx, tables.extractor, &d, &reading));
    for (size_t i = 0; i < reading.n_mentions; i++) {
        const umbel_quote *q = &reading.mentions[i].quote;
        assert_true(q->end <= text.n && q->begin < q->end);
        assert_memory_equal(q->text.p, text.p + q->begin, q->text.n);
    }
}

static bool kind_fits(umbel_str kinds, umbel_kind kind) {
    umbel_str one;
    while (umbel_str_cut(&kinds, '/', &one))
        if (umbel_str_eq(one, umbel_str_of(umbel_kind_name(kind)))) return true;
    return false;
}

static bool is_mentioned(umbel_str text, const umbel_str *kinds) {
    for (size_t i = 0; i < reading.n_mentions; i++)
        if (umbel_str_eq(reading.mentions[i].quote.text, text) &&
            (!kinds || kind_fits(*kinds, reading.mentions[i].kind)))
            return true;
    return false;
}

static unsigned check_line(umbel_str line, umbel_str text) {
    umbel_str rest = {line.p + 2, line.n - 2}, kinds;
    bool banned = rest.n > 2 && rest.p[0] == '-';
    if (banned) {
        rest = (umbel_str){rest.p + 2, rest.n - 2};
        if (!is_mentioned(rest, NULL)) return 0;
    } else {
        assert_true(umbel_str_cut(&rest, '|', &kinds) && rest.n > 1 && kinds.n > 1);
        rest = (umbel_str){rest.p + 1, rest.n - 1};
        kinds.n--;
        if (is_mentioned(rest, &kinds)) return 0;
    }
    print_message("%s: %.*s\n  in: %.*s\n", banned ? "mentioned" : "not mentioned so", UMBEL_ARGS(line),
                  UMBEL_ARGS(text));
    return 1;
}

static void golden(void **state) {
    (void)state;
    umbel_buf bytes = {0};
    umbel_str line, text = {0};
    unsigned failed = 0, checked = 0;
    assert_ok(umbel_file_read(&cx, UMBEL_TREE "/tests/golden/mentions.txt", (size_t)1 << 20, &bytes));
    umbel_str rest = umbel_buf_str(&bytes);
    while (umbel_str_cut(&rest, '\n', &line)) {
        if (line.n == 0 || line.p[0] == '#') continue;
        if (line.p[0] != ' ') {
            text = line;
            read_text(text);
            continue;
        }
        failed += check_line(line, text);
        checked++;
    }
    umbel_buf_free(&cx, &bytes);
    assert_true(checked > 30);
    assert_int_equal(failed, 0);
}

static bool attacks(const char *text, const char *who) {
    read_text(umbel_str_of(text));
    for (size_t i = 0; i < reading.n_statements; i++) {
        const umbel_statement *st = &reading.statements[i];
        umbel_str name = st->subject.antecedent.text.n ? st->subject.antecedent.text : st->subject.quote.text;
        if (st->tie == UMBEL_TIE_ATTACKS && st->polarity == UMBEL_AFFIRMED && umbel_str_eq(name, umbel_str_of(who)))
            return true;
    }
    return false;
}

/* The words that name the author may stand in another clause or sentence than the attack. */
static void claims(void **state) {
    (void)state;
    assert_true(attacks("A bomb killed two clerks at the bank. The Tern Brigade claimed responsibility on Friday.",
                        "Tern Brigade"));
    assert_true(attacks("The murder of the judge was attributed to the Tern Brigade.", "Tern Brigade"));
    assert_true(attacks("Police blamed the bombing on the Tern Brigade.", "Tern Brigade"));
    assert_true(
        attacks("the judge was kidnapped by members of the tern liberation front (tlf), the police reported today "
                "in a communique that was read out on the radio.",
                "tern liberation front"));
    assert_true(attacks("the tern liberation front is responsible for the murder of six clerks, the archbishop said in "
                        "his sermon, and he demanded justice for all of them.",
                        "tern liberation front"));
    assert_false(attacks("The Tern Brigade was not responsible for the murder.", "Tern Brigade"));
    assert_false(attacks("A letter attributed to the Tern Brigade was sent to the museum.", "Tern Brigade"));
}

/* Nothing about a text's size or oddity may upset the pass over the whole document. */
static void odd_texts(void **state) {
    (void)state;
    static const char *const texts[] = {"",         "(",    "The (", "A. B. C.", "The X (Y",     "al-",
                                        "The al-",  "' '",  "X/Y/",  "\"A\"",    "THE (FMLN) (", "(a) (b) (c)",
                                        "Gen. . .", "23rd", "Mr"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) read_text(umbel_str_of(texts[i]));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(golden), cmocka_unit_test(claims), cmocka_unit_test(odd_texts)};
    umbel_ctx_init(&cx, NULL, 1);
    if (umbel_tables_open(&cx, &tables, UMBEL_TREE "/data", NULL) != UMBEL_OK) {
        print_message("%s:%lld: %s\n", cx.err.where, (long long)cx.err.pos, cx.err.msg);
        return 1;
    }
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    umbel_reading_free(&cx, &reading);
    umbel_tables_close(&cx, &tables);
    umbel_ctx_free(&cx);
    return failed;
}
