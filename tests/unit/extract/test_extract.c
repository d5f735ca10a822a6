/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/check.h"

static umbel_ctx cx;
static umbel_tables tables;

static umbel_reading *read_text(const char *text) {
    static umbel_reading r;
    static umbel_document d;
    d = (umbel_document){.id = UMBEL_STR("00000000000000000000000000000000"), .text = umbel_str_of(text)};
    assert_ok(umbel_extract(&cx, tables.extractor, &d, &r));
    for (size_t i = 0; i < r.n_statements; i++) { /* every quote stands */
        const umbel_statement *st = &r.statements[i];
        assert_memory_equal(st->subject.quote.text.p, text + st->subject.quote.begin, st->subject.quote.text.n);
        assert_true(st->subject.quote.begin >= st->passage.begin && st->subject.quote.end <= st->passage.end);
        assert_true(st->object.quote.begin >= st->passage.begin && st->object.quote.end <= st->passage.end);
        assert_int_equal(st->id.n, 32);
        assert_true(st->n_cues >= 1);
    }
    return &r;
}

static const umbel_statement *find(const umbel_reading *r, umbel_tie tie, const char *subject, const char *object) {
    for (size_t i = 0; i < r->n_statements; i++) {
        const umbel_statement *st = &r->statements[i];
        umbel_str s = st->subject.antecedent.text.n ? st->subject.antecedent.text : st->subject.quote.text;
        umbel_str o = st->object.antecedent.text.n ? st->object.antecedent.text : st->object.quote.text;
        if (st->tie == tie && umbel_str_eq(s, umbel_str_of(subject)) && umbel_str_eq(o, umbel_str_of(object)))
            return st;
    }
    return NULL;
}

static void all_frames(void **state) {
    (void)state;
    umbel_diagnostics failures = {0};
    size_t n;
    assert_ok(umbel_frames_check(&cx, tables.extractor, &failures, &n));
    for (size_t i = 0; i < failures.n; i++)
        print_message("%.*s: %.*s\n", UMBEL_ARGS(failures.items[i].file), UMBEL_ARGS(failures.items[i].text));
    assert_int_equal(failures.n, 0);
    assert_true(n >= 200);
    umbel_diagnostics_free(&cx, &failures);
}

static void voices(void **state) {
    (void)state;
    const umbel_statement *st = find(read_text("The Karst Brigade was trained by Veshtia in 2016."), UMBEL_TIE_TRAINS,
                                     "Veshtia", "Karst Brigade");
    assert_non_null(st);
    assert_int_equal(st->speaker.kind, UMBEL_SPEAKER_AUTHOR);
    st = find(read_text("Kelmara denied that it had armed the Karst Brigade."), UMBEL_TIE_ARMS, "Kelmara",
              "Karst Brigade");
    assert_non_null(st);
    assert_int_equal(st->polarity, UMBEL_DENIED);
    assert_int_equal(st->speaker.kind, UMBEL_SPEAKER_NAMED);
    st = find(read_text("Officials said Veshtia may have funded the Karst Brigade."), UMBEL_TIE_FUNDS, "Veshtia",
              "Karst Brigade");
    assert_non_null(st);
    assert_int_equal(st->certainty, UMBEL_POSSIBLE);
    assert_int_equal(st->speaker.kind, UMBEL_SPEAKER_UNNAMED);
    st = find(read_text("Veshtia has reportedly trained the Karst Brigade."), UMBEL_TIE_TRAINS, "Veshtia",
              "Karst Brigade");
    assert_non_null(st);
    assert_int_equal(st->certainty, UMBEL_PROBABLE);
    st = find(read_text("Veshtia no longer funds the Karst Brigade."), UMBEL_TIE_FUNDS, "Veshtia", "Karst Brigade");
    assert_non_null(st);
    assert_int_equal(st->polarity, UMBEL_AFFIRMED);
    assert_true(st->n_attributes == 1);
}

/* The attribution whose cue is `cue`; NULL where there is none. */
static const umbel_attribution *attribution_of(const umbel_reading *r, const char *cue) {
    for (size_t i = 0; i < r->n_attributions; i++)
        if (umbel_str_eq(r->attributions[i].cue.text, umbel_str_of(cue))) return &r->attributions[i];
    return NULL;
}

static void reported_speech(void **state) {
    (void)state;
    const char *text = "The ferry, the harbour master said, would sail at noon. It did not.";
    const umbel_reading *r = read_text(text);
    const umbel_attribution *a = attribution_of(r, "said");
    assert_non_null(a);
    assert_int_equal(r->n_attributions, 1);
    assert_memory_equal(a->speaker.text.p, "harbour master", 14);
    assert_memory_equal(text + a->speaker.begin, "harbour master", 14);
    assert_int_equal(a->content.begin, 0);
    assert_memory_equal(text + a->content.end - 4, "noon", 4);
    assert_int_equal(read_text("The ferry carries forty cars.")->n_attributions, 0);
}

/* A quotation keeps its speaker over the sentences it runs on, and no longer; the speaker may be named behind it. */
static void quotations(void **state) {
    (void)state;
    const umbel_reading *r =
        read_text("\"Veshtia funds the Karst Brigade,\" Colonel Ossip Rane said. \"Kelmara arms the "
                  "Reed Front.\" The road was shut. Oradan trains the Ember Column.");
    const umbel_statement *st = find(r, UMBEL_TIE_ARMS, "Kelmara", "Reed Front");
    assert_non_null(st);
    assert_int_equal(st->speaker.kind, UMBEL_SPEAKER_NAMED);
    st = find(r, UMBEL_TIE_TRAINS, "Oradan", "Ember Column");
    assert_non_null(st);
    assert_int_equal(st->speaker.kind, UMBEL_SPEAKER_AUTHOR);
    r = read_text("\"Veshtia funds the Karst Brigade. Kelmara arms the Reed Front,\" a deserter told the court.");
    st = find(r, UMBEL_TIE_FUNDS, "Veshtia", "Karst Brigade");
    assert_non_null(st);
    assert_int_equal(st->speaker.kind, UMBEL_SPEAKER_UNNAMED);
    assert_true(umbel_str_eq(st->speaker.quote.text, UMBEL_STR("deserter")));
    r = read_text("\"Veshtia funds the Karst Brigade\n\nKelmara arms the Reed Front."); /* never closed */
    st = find(r, UMBEL_TIE_ARMS, "Kelmara", "Reed Front");
    assert_non_null(st);
    assert_int_equal(st->speaker.kind, UMBEL_SPEAKER_AUTHOR);
}

static void nested_speakers(void **state) {
    (void)state;
    const umbel_statement *st = find(read_text("The ministry said that the Ember Column claims that Veshtia funds the "
                                               "Karst Brigade."),
                                     UMBEL_TIE_FUNDS, "Veshtia", "Karst Brigade");
    assert_non_null(st);
    assert_true(umbel_str_eq(st->speaker.quote.text, UMBEL_STR("Ember Column")));
    assert_int_equal(st->speaker.n_via, 1);
    assert_true(umbel_str_eq(st->speaker.via[0].text, UMBEL_STR("ministry")));
}

static void lists_and_references(void **state) {
    (void)state;
    const umbel_reading *r = read_text("The Highland Council (HC) brings together the Karst Brigade, the Reed Front "
                                       "and the Ember Column. It trained the Salt Militia.");
    assert_non_null(find(r, UMBEL_TIE_MEMBER_OF, "Karst Brigade", "Highland Council"));
    assert_non_null(find(r, UMBEL_TIE_MEMBER_OF, "Ember Column", "Highland Council"));
    assert_non_null(find(r, UMBEL_TIE_TRAINS, "Highland Council", "Salt Militia"));
    r = read_text("The Reed Front split from the Karst Brigade. The Brigade armed the Ember Column.");
    assert_non_null(find(r, UMBEL_TIE_ARMS, "Karst Brigade", "Ember Column"));
}

static void words_of_no_list(void **state) {
    (void)state;
    const umbel_statement *st = find(read_text("Veshtia picked up the Karst Brigade's bills for a decade."),
                                     UMBEL_TIE_FUNDS, "Veshtia", "Karst Brigade");
    assert_non_null(st);
    assert_true(umbel_str_eq(st->extractor, UMBEL_STR("encoder/2")));
}

static void each_word_to_its_sides(void **state) {
    (void)state;
    const umbel_reading *r =
        read_text("The Basalt Front supplied weapons to the Reed Front, and it pays the wages of the "
                  "Salt Militia.");
    assert_non_null(find(r, UMBEL_TIE_ARMS, "Basalt Front", "Reed Front"));
    assert_null(find(r, UMBEL_TIE_ARMS, "Basalt Front", "Salt Militia"));
}

static void times(void **state) {
    (void)state;
    static const struct {
        const char *text, *from, *to;
    } rows[] = {{"From 1995 to 2018 the Karst Brigade fought the Reed Front.", "1995", "2018"},
                {"Since 2014 the Karst Brigade has armed the Reed Front.", "2014", ""},
                {"The Karst Brigade attacked the Reed Front on Tuesday.", "2031-03-11", "2031-03-11"},
                {"On 3 April 2016 the Karst Brigade armed the Reed Front.", "2016-04-03", "2016-04-03"},
                {"The Karst Brigade armed the Reed Front until March 2020.", "", "2020-03"},
                {"The Karst Brigade armed the Reed Front in December.", "2030-12", "2030-12"},
                {"The Karst Brigade armed 2000 men of the Reed Front.", "", ""}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        umbel_reading r = {0};
        char from[UMBEL_DATE_MAX], to[UMBEL_DATE_MAX];
        umbel_document d = {
            .id = UMBEL_STR("d"), .text = umbel_str_of(rows[i].text), .published = umbel_date_of_ymd(2031, 3, 14)};
        assert_ok(umbel_extract(&cx, tables.extractor, &d, &r));
        assert_true(r.n_statements >= 1);
        umbel_date_print(&r.statements[0].when.from, from);
        umbel_date_print(&r.statements[0].when.to, to);
        assert_string_equal(from, rows[i].from);
        assert_string_equal(to, rows[i].to);
        umbel_reading_free(&cx, &r);
    }
}

static void nothing_there(void **state) {
    (void)state;
    static const char *const texts[] = {"", "Coffee prices rose in Dun for the third month.",
                                        "Iran trains run on time.",
                                        "The chess club attacked on the queen's side and the president clapped."};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) assert_int_equal(read_text(texts[i])->n_statements, 0);
}

static void bounded(void **state) {
    (void)state;
    umbel_buf text = {0};
    for (int i = 0; i < 10000; i++) assert_ok(umbel_buf_addz(&cx, &text, i % 2 ? "Karst Brigade, " : "((and "));
    read_text(text.p);
    text.n = 0;
    assert_ok(umbel_buf_addz(&cx, &text, "Veshtia armed "));
    for (int i = 0; i < 1000; i++) assert_ok(umbel_buf_printf(&cx, &text, "the Group%d Brigade, ", i));
    read_text(text.p);
    umbel_buf_free(&cx, &text);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(all_frames),
                                       cmocka_unit_test(voices),
                                       cmocka_unit_test(reported_speech),
                                       cmocka_unit_test(quotations),
                                       cmocka_unit_test(nested_speakers),
                                       cmocka_unit_test(lists_and_references),
                                       cmocka_unit_test(words_of_no_list),
                                       cmocka_unit_test(each_word_to_its_sides),
                                       cmocka_unit_test(times),
                                       cmocka_unit_test(nothing_there),
                                       cmocka_unit_test(bounded)};
    umbel_ctx_init(&cx, NULL, 1);
    if (umbel_tables_open(&cx, &tables, UMBEL_TREE "/data", NULL) != UMBEL_OK) {
        print_message("%s:%lld: %s\n", cx.err.where, (long long)cx.err.pos, cx.err.msg);
        return 1;
    }
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    umbel_reading_free(&cx, read_text(""));
    umbel_tables_close(&cx, &tables);
    umbel_ctx_free(&cx);
    return failed;
}
