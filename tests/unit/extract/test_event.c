/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/check.h"

static umbel_ctx cx;
static umbel_tables tables;

/* Reads a text published on 14 May 2031, a Wednesday. */
static umbel_reading *read_text(const char *text) {
    static umbel_reading r;
    static umbel_document d;
    d = (umbel_document){.id = UMBEL_STR("00000000000000000000000000000000"),
                         .published = umbel_date_of_ymd(2031, 5, 14),
                         .text = umbel_str_of(text)};
    assert_ok(umbel_extract(&cx, tables.extractor, &d, &r));
    for (size_t i = 0; i < r.n_events; i++) { /* every quote stands */
        const umbel_event *e = &r.events[i];
        assert_int_equal(e->id.n, 32);
        for (size_t k = 0; k < e->n_by; k++)
            assert_memory_equal(e->by[k].quote.text.p, text + e->by[k].quote.begin, e->by[k].quote.text.n);
    }
    return &r;
}

static void numbers(void **state) {
    static const struct {
        const char *words;
        umbel_count killed;
    } rows[] = {{"four soldiers", {4, 4, 4}},
                {"at least four soldiers", {4, 4, -1}},
                {"no fewer than four soldiers", {4, 4, -1}},
                {"more than 20 soldiers", {21, 21, -1}},
                {"about 30 soldiers", {30, 30, 30}},
                {"up to 30 soldiers", {0, 30, 30}},
                {"as many as 30 soldiers", {0, 30, 30}},
                {"between 11 and 16 soldiers", {11, 13, 16}},
                {"two or three soldiers", {2, 2, 3}},
                {"several soldiers", {3, 5, -1}},
                {"a handful of soldiers", {3, 5, -1}},
                {"dozens of soldiers", {24, 36, -1}},
                {"two dozen soldiers", {24, 24, 24}},
                {"half a dozen soldiers", {6, 6, 6}},
                {"twenty-one soldiers", {21, 21, 21}},
                {"a hundred and twelve soldiers", {112, 112, 112}},
                {"1,150 soldiers", {1150, 1150, 1150}},
                {"a soldier", {1, 1, 1}},
                {"a shepherd and his two sons", {3, 3, 3}},
                {"five soldiers and two villagers", {7, 7, 7}}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[160];
        snprintf(text, sizeof text, "The Reed Front attacked Velm on Tuesday, killing %s.", rows[i].words);
        const umbel_reading *r = read_text(text);
        if (r->n_events != 1 || memcmp(&r->events[0].killed, &rows[i].killed, sizeof rows[i].killed) != 0)
            fail_msg("%s", rows[i].words);
    }
}

static umbel_count killed_in(const char *text) {
    const umbel_reading *r = read_text(text);
    if (r->n_events != 1) fail_msg("%zu events in: %s", r->n_events, text);
    return r->events[0].killed;
}

static void assert_count(umbel_count c, int32_t low, int32_t best, int32_t high) {
    assert_int_equal(c.low, low);
    assert_int_equal(c.best, best);
    assert_int_equal(c.high, high);
}

static void tallies(void **state) {
    (void)state;
    assert_count(killed_in("The Reed Front bombed a bus in Velm on Tuesday. No one was hurt."), 0, 0, 0);
    assert_int_equal(
        read_text("The Reed Front bombed a bus in Velm on Tuesday. Nobody was killed.")->events[0].wounded.low, -1);
    assert_count(
        killed_in("The Reed Front bombed a bus in Velm on Tuesday, killing six people. The toll later rose to nine."),
        9, 9, 9);
    assert_count(
        killed_in(
            "The Reed Front attacked Velm on Tuesday. The army said nine soldiers had died. The Front said it had "
            "killed thirty soldiers."),
        9, -1, 30);
    assert_count(killed_in("The Reed Front attacked a post in Velm on Tuesday and killed six guards. Two of the "
                           "attackers were shot dead."),
                 8, 8, 8);
}

static void dates(void **state) {
    static const struct {
        const char *words, *from, *to;
    } rows[] = {{"on Monday", "2031-05-12", "2031-05-12"},
                {"last Friday", "2031-05-09", "2031-05-09"},
                {"overnight", "2031-05-13", "2031-05-14"},
                {"last night", "2031-05-13", "2031-05-14"},
                {"yesterday", "2031-05-13", "2031-05-13"},
                {"last month", "2031-04", "2031-04"},
                {"last year", "2030", "2030"},
                {"at the weekend", "2031-05-10", "2031-05-11"},
                {"on 4 March", "2031-03-04", "2031-03-04"},
                {"on June 3", "2030-06-03", "2030-06-03"},
                {"on March 4, 2029", "2029-03-04", "2029-03-04"},
                {"on 8 and 9 October 2027", "2027-10-08", "2027-10-09"},
                {"between 10 and 13 January 2030", "2030-01-10", "2030-01-13"},
                {"between 2014 and 2016", "2014", "2016"},
                {"since 2014", "2014", ""},
                {"until 2014", "", "2014"},
                {"over the past year", "2030-05-14", "2031-05-14"},
                {"in early 2019", "2019-01", "2019-04"},
                {"in mid-2026", "2026-05", "2026-08"},
                {"in the first week of December", "2030-12-01", "2030-12-07"},
                {"in the summer of 2019", "2019-06", "2019-08"},
                {"at a camp two weeks ago", "2031-04-27", "2031-05-03"},
                {"at a camp three days ago", "2031-05-11", "2031-05-11"},
                {"in the 1990s", "199X", "199X"},
                {"on 2029-03-04", "2029-03-04", "2029-03-04"}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[160], from[UMBEL_DATE_MAX], to[UMBEL_DATE_MAX];
        snprintf(text, sizeof text, "Veshtia trained the Karst Brigade %s.", rows[i].words);
        const umbel_reading *r = read_text(text);
        if (r->n_statements < 1) fail_msg("no statement: %s", rows[i].words);
        umbel_date_print(&r->statements[0].when.from, from);
        umbel_date_print(&r->statements[0].when.to, to);
        if (strcmp(from, rows[i].from) != 0 || strcmp(to, rows[i].to) != 0)
            fail_msg("%s: read as %s to %s", rows[i].words, from, to);
    }
}

static void dates_that_count(void **state) {
    char text[UMBEL_DATE_MAX];
    (void)state;
    const umbel_reading *r =
        read_text("Veshtia trained the Karst Brigade on 4 March 2030. Two months later it armed the Reed Front.");
    assert_int_equal(r->n_statements, 2);
    umbel_date_print(&r->statements[1].when.from, text);
    assert_string_equal(text, "2030-05");
    r = read_text(
        "PORT HALLEN, Marovia, March 4 - Veshtia trained the Karst Brigade. Veshtia funded the Salt Militia.");
    assert_int_equal(r->statements[0].when.from.precision, UMBEL_PRECISION_UNKNOWN);
    r = read_text("PORT HALLEN, Marovia, March 4 - A bomb killed two guards here on Monday.");
    assert_int_equal(r->n_events, 1);
    assert_str(r->events[0].place.quote.text, "PORT HALLEN");
}

static void no_events(void **state) {
    static const char *const texts[] = {
        "The government fears that the Reed Front will attack Velm on Friday.",
        "Police threatened to arrest the marchers in Velm.",
        "The garrison rehearsed a mock attack on Velm on Monday.",
        "The widows marked the anniversary of the massacre at Velm on Monday.",
        "The minister denied that soldiers had killed a striker in Velm in May.",
        "If the Reed Front attacks Velm, the truce is dead.",
        "The Observatory counted 212 attacks by the Reed Front in 2030, in which 840 people died."};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (read_text(texts[i])->n_events) fail_msg("%s", texts[i]);
}

static void places_of_ties(void **state) {
    (void)state;
    const umbel_reading *r = read_text("Veshtia trained the Karst Brigade at a camp near Velm in Ulm province.");
    assert_true(r->n_statements >= 1);
    assert_str(r->statements[0].place.quote.text, "Velm");
    r = read_text("Veshtia funded the Karst Brigade, officials in Dren said.");
    assert_true(r->n_statements >= 1);
    assert_int_equal(r->statements[0].place.quote.text.n, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(numbers),   cmocka_unit_test(tallies),
                                       cmocka_unit_test(dates),     cmocka_unit_test(dates_that_count),
                                       cmocka_unit_test(no_events), cmocka_unit_test(places_of_ties)};
    umbel_ctx_init(&cx, NULL, 1);
    if (umbel_tables_open(&cx, &tables, UMBEL_TREE "/data", UMBEL_TREE "/samples/karst/names.tsv") != UMBEL_OK) {
        print_message("%s:%lld: %s\n", cx.err.where, (long long)cx.err.pos, cx.err.msg);
        return 1;
    }
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    umbel_reading_free(&cx, read_text(""));
    umbel_tables_close(&cx, &tables);
    umbel_ctx_free(&cx);
    return failed;
}
