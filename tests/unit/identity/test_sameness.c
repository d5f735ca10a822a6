/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Actors that are one by decision. The oracle is slow and plain: labels spread over all decisions again and again. */
#include "tests/check.h"

static umbel_ctx cx;

#define N_ACTORS 12
#define N_MAX    40

static umbel_decision taken[N_MAX];
static char subjects[N_MAX][16];
static size_t n_taken;

static void forget(void) { n_taken = 0; }

static void take(umbel_verdict verdict, const char *subject, bool undone) {
    assert_true(n_taken < N_MAX);
    snprintf(subjects[n_taken], sizeof subjects[0], "%s", subject);
    taken[n_taken] = (umbel_decision){.id = UMBEL_STR("0123456789"),
                                      .what = UMBEL_STR("actor"),
                                      .subject = umbel_str_of(subjects[n_taken]),
                                      .verdict = verdict,
                                      .undone_at = umbel_str_of(undone ? "2031" : "")};
    n_taken++;
}

static umbel_sameness *build(void) {
    umbel_sameness *s;
    umbel_decisions all = {.items = taken, .n = n_taken};
    assert_ok(umbel_sameness_new(&cx, &s, &all));
    return s;
}

static umbel_str of(const umbel_sameness *s, const char *id) { return umbel_sameness_of(s, umbel_str_of(id)); }

static void joins(void **state) {
    (void)state;
    umbel_str ids;
    forget();
    take(UMBEL_VERDICT_SAME, "a\tb", false);
    take(UMBEL_VERDICT_SAME, "c\tb", false); /* what a stands for comes to c */
    take(UMBEL_VERDICT_SAME, "x\ty", true);
    take(UMBEL_VERDICT_SAME, "f\tf", false);
    umbel_sameness *s = build();
    assert_str(of(s, "a"), "c");
    assert_str(of(s, "b"), "c");
    assert_str(of(s, "y"), "y");
    assert_str(of(s, "unheard"), "unheard");
    assert_ok(umbel_sameness_members(&cx, s, UMBEL_STR("b"), &cx.scratch, &ids));
    assert_str(ids, "c\ta\tb");
    assert_ok(umbel_sameness_members(&cx, s, UMBEL_STR("unheard"), &cx.scratch, &ids));
    assert_str(ids, "unheard");
    umbel_sameness_free(&cx, s);
}

static void against(void **state) {
    (void)state;
    forget();
    take(UMBEL_VERDICT_SAME, "a\tb", false);
    take(UMBEL_VERDICT_SAME, "c\td", false);
    take(UMBEL_VERDICT_SAME, "b\tc", false); /* joins the two pairs */
    take(UMBEL_VERDICT_DIFFERENT, "e\td", false);
    take(UMBEL_VERDICT_SAME, "e\tf", false);
    take(UMBEL_VERDICT_SAME, "f\ta", false); /* contradicts the one before it and is not followed */
    umbel_sameness *s = build();
    assert_ptr_equal(umbel_sameness_against(s, UMBEL_VERDICT_DIFFERENT, UMBEL_STR("a"), UMBEL_STR("d")), &taken[2]);
    assert_ptr_equal(umbel_sameness_against(s, UMBEL_VERDICT_DIFFERENT, UMBEL_STR("d"), UMBEL_STR("c")), &taken[1]);
    assert_ptr_equal(umbel_sameness_against(s, UMBEL_VERDICT_SAME, UMBEL_STR("f"), UMBEL_STR("a")), &taken[3]);
    assert_null(umbel_sameness_against(s, UMBEL_VERDICT_SAME, UMBEL_STR("a"), UMBEL_STR("d")));
    assert_null(umbel_sameness_against(s, UMBEL_VERDICT_DIFFERENT, UMBEL_STR("a"), UMBEL_STR("e")));
    assert_null(umbel_sameness_against(s, UMBEL_VERDICT_SAME, UMBEL_STR("new"), UMBEL_STR("e")));
    assert_str(of(s, "f"), "e");
    assert_str(of(s, "d"), "a");
    umbel_sameness_free(&cx, s);
}

static uint64_t state_of_chance = 7;
static unsigned chance(unsigned n) {
    state_of_chance = state_of_chance * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(state_of_chance >> 33) % n;
}

static void as_slowly(void **state) {
    (void)state;
    for (int round = 0; round < 2000; round++) {
        char label[N_ACTORS];
        forget();
        for (unsigned i = chance(N_MAX); i > 0; i--) {
            char subject[16];
            snprintf(subject, sizeof subject, "%c\t%c", 'a' + (int)chance(N_ACTORS), 'a' + (int)chance(N_ACTORS));
            take(chance(4) ? UMBEL_VERDICT_SAME : UMBEL_VERDICT_DIFFERENT, subject, chance(5) == 0);
        }
        for (int k = 0; k < N_ACTORS; k++) label[k] = (char)('a' + k);
        for (size_t i = 0; i < n_taken; i++) {
            char x = label[subjects[i][0] - 'a'], y = label[subjects[i][2] - 'a'];
            bool apart = taken[i].verdict != UMBEL_VERDICT_SAME || taken[i].undone_at.n > 0;
            for (size_t k = 0; k < n_taken; k++) {
                char p = label[subjects[k][0] - 'a'], q = label[subjects[k][2] - 'a'];
                if (taken[k].verdict != UMBEL_VERDICT_DIFFERENT || taken[k].undone_at.n) continue;
                apart = apart || (subjects[k][0] != subjects[k][2] && ((p == x && q == y) || (p == y && q == x)));
            }
            for (int k = 0; k < N_ACTORS && !apart; k++)
                if (label[k] == y) label[k] = x;
        }
        umbel_sameness *s = build();
        for (int k = 0; k < N_ACTORS; k++) {
            char id = (char)('a' + k);
            umbel_str got = umbel_sameness_of(s, (umbel_str){&id, 1});
            assert_int_equal(got.p[0], label[k]);
        }
        umbel_sameness_free(&cx, s);
    }
}

static umbel_party party(const char *id) {
    return (umbel_party){.quote = {umbel_str_of(id), 0, 1}, .kind = UMBEL_KIND_GROUP, .actor = umbel_str_of(id)};
}

static void applied(void **state) {
    (void)state;
    umbel_statement statements[2] = {{.subject = party("b"), .object = party("x")},
                                     {.subject = party("a"), .object = party("b")}};
    umbel_actor actors[3] = {{.id = UMBEL_STR("a")}, {.id = UMBEL_STR("b")}, {.id = UMBEL_STR("x")}};
    umbel_name names[4] = {{.actor = UMBEL_STR("a"), .text = UMBEL_STR("One")},
                           {.actor = UMBEL_STR("b"), .text = UMBEL_STR("One")},
                           {.actor = UMBEL_STR("b"), .text = UMBEL_STR("Another")},
                           {.actor = UMBEL_STR("x"), .text = UMBEL_STR("X")}};
    umbel_evidence e = {
        .statements = statements, .n_statements = 2, .actors = actors, .n_actors = 3, .names = names, .n_names = 4};
    forget();
    take(UMBEL_VERDICT_SAME, "a\tb", false);
    umbel_sameness *s = build();
    assert_ok(umbel_sameness_apply(&cx, s, &e));
    umbel_sameness_free(&cx, s); /* what it gave stays */
    assert_str(e.statements[0].subject.actor, "a");
    assert_str(e.statements[0].subject.quote.text, "b"); /* the words stay as they are */
    assert_str(e.statements[0].object.actor, "x");
    assert_str(e.statements[1].object.actor, "a");
    assert_int_equal(e.n_actors, 2);
    assert_str(e.actors[1].id, "x");
    assert_int_equal(e.n_names, 3);
    assert_str(e.names[0].text, "Another");
    assert_str(e.names[0].actor, "a");
    umbel_arena_free(&cx, &e.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(joins), cmocka_unit_test(against), cmocka_unit_test(as_slowly),
                                       cmocka_unit_test(applied)};
    umbel_ctx_init(&cx, NULL, 1);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    umbel_ctx_free(&cx);
    return failed;
}
