/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Designations, listed persons and decisions: in, out, checked. */
#include "tests/check.h"

#include <sqlite3.h>
#include <unistd.h>

static umbel_ctx cx;
static char path[64];

static void forget(void) {
    static const char *const tails[] = {"", "-wal", "-shm"};
    for (int i = 0; i < 3; i++) {
        char name[80];
        snprintf(name, sizeof name, "%s%s", path, tails[i]);
        remove(name);
    }
}

static umbel_ledger *open_ledger(void) {
    umbel_ledger *l;
    assert_ok(umbel_ledger_open(&cx, &l, path, UMBEL_LEDGER_WRITE));
    return l;
}

static void put_actor(umbel_ledger *l, const char *id, const char *name) {
    umbel_actor a = {.id = umbel_str_of(id), .kind = UMBEL_KIND_GROUP, .name = umbel_str_of(name)};
    umbel_name n = {.actor = a.id, .text = a.name, .kind = UMBEL_NAME_ALIAS};
    assert_ok(umbel_ledger_put_actor(&cx, l, &a));
    assert_ok(umbel_ledger_put_name(&cx, l, &n, a.name));
}

static const umbel_designation heron = {.actor = {"heron", 5},
                                        .authority = {"UN Security Council", 19},
                                        .list = {"Karst", 5},
                                        .reference = {"KAe.002", 7},
                                        .listed = {.from = {22000, 22000, UMBEL_PRECISION_DAY, false, false}}};
static const umbel_listed_name names[] = {{{"Orin Vel", 8}, {"primary", 7}}, {{"Tal", 3}, {"low", 3}}};
static const umbel_listed_person person = {.id = {"un-kai-001", 10},
                                           .list = {"UN Security Council, Karst", 26},
                                           .reference = {"KAi.001", 7},
                                           .names = names,
                                           .n_names = 2};

static umbel_str decide(umbel_ledger *l, const char *subject, umbel_verdict verdict, const char *at) {
    umbel_decision d = {.what = UMBEL_STR("actor"),
                        .subject = umbel_str_of(subject),
                        .verdict = verdict,
                        .reason = UMBEL_STR("one letterhead"),
                        .decided_by = UMBEL_STR("me"),
                        .decided_at = umbel_str_of(at)};
    umbel_str id;
    assert_ok(umbel_ledger_put_decision(&cx, l, &d, &cx.scratch, &id));
    return id;
}

/* A ledger with one of each; the decision's id is written to `id`. */
static void fill(char id[33]) {
    umbel_put what;
    forget();
    umbel_ledger *l = open_ledger();
    put_actor(l, "heron", "Heron League");
    put_actor(l, "x-heron-band", "Heron Band");
    for (int round = 0; round < 2; round++) { /* idempotent */
        umbel_put want = round ? UMBEL_PUT_SAME : UMBEL_PUT_NEW;
        assert_ok(umbel_ledger_put_designation(&cx, l, &heron, &what));
        assert_int_equal(what, want);
        assert_ok(umbel_ledger_put_listed_person(&cx, l, &person, &what));
        assert_int_equal(what, want);
        umbel_str made = decide(l, "heron\tx-heron-band", UMBEL_VERDICT_SAME, "2031-01-01T00:00:00.000Z");
        assert_int_equal(made.n, 32);
        snprintf(id, 33, "%.*s", UMBEL_ARGS(made));
    }
    umbel_ledger_close(&cx, l);
}

static umbel_status take_name(void *user, umbel_ctx *c, const umbel_indexed_name *n) {
    char *all = user;
    size_t at = strlen(all);
    (void)c;
    snprintf(all + at, 1024 - at, "%.*s %s %.*s (%.*s) [%.*s]\n", UMBEL_ARGS(n->id), n->is_person ? "person" : "actor",
             UMBEL_ARGS(n->text), UMBEL_ARGS(n->kind), UMBEL_ARGS(n->list));
    return UMBEL_OK;
}

static void in_and_out(void **state) {
    (void)state;
    char id[33], all[1024] = "";
    umbel_designations designations = {0};
    umbel_decisions decisions = {0};
    fill(id);
    umbel_ledger *l = open_ledger();
    assert_ok(umbel_ledger_designations(&cx, l, UMBEL_STR("heron"), &designations));
    assert_int_equal(designations.n, 1);
    assert_str(designations.items[0].reference, "KAe.002");
    assert_int_equal(designations.items[0].listed.from.t_first, 22000);
    assert_int_equal(designations.items[0].listed.to.precision, UMBEL_PRECISION_UNKNOWN);
    assert_ok(umbel_ledger_each_name(&cx, l, take_name, all));
    assert_string_equal(all, "heron actor Heron League (alias) [UN Security Council, Karst]\n"
                             "x-heron-band actor Heron Band (alias) []\n"
                             "un-kai-001 person Orin Vel (primary) [UN Security Council, Karst]\n"
                             "un-kai-001 person Tal (low) [UN Security Council, Karst]\n");
    assert_ok(umbel_ledger_decisions(&cx, l, UMBEL_STR("x-heron-band"), &decisions));
    assert_int_equal(decisions.n, 1);
    assert_str(decisions.items[0].id, id);
    assert_int_equal(decisions.items[0].undone_at.n, 0);
    assert_ok(umbel_ledger_decisions(&cx, l, UMBEL_STR("x-heron"), &decisions)); /* no part of an id */
    assert_int_equal(decisions.n, 1);
    umbel_decisions_free(&cx, &decisions);
    umbel_designations_free(&cx, &designations);
    umbel_ledger_close(&cx, l);
}

static void undoing(void **state) {
    (void)state;
    char id[33], before[65], after[65];
    umbel_decisions decisions = {0};
    fill(id);
    umbel_ledger *l = open_ledger();
    assert_ok(umbel_ledger_digest(&cx, l, before));
    assert_int_equal(umbel_ledger_undo_decision(&cx, l, UMBEL_STR("none"), UMBEL_STR("2031-02-01")), UMBEL_E_NOT_FOUND);
    assert_ok(umbel_ledger_undo_decision(&cx, l, umbel_str_of(id), UMBEL_STR("2031-02-01")));
    assert_ok(umbel_ledger_undo_decision(&cx, l, umbel_str_of(id), UMBEL_STR("2032-02-01")));
    assert_ok(umbel_ledger_digest(&cx, l, after));
    assert_string_not_equal(before, after);
    decide(l, "heron\tx-heron-band", UMBEL_VERDICT_DIFFERENT, "2031-01-02T00:00:00.000Z");
    assert_ok(umbel_ledger_decisions(&cx, l, (umbel_str){0}, &decisions));
    assert_int_equal(decisions.n, 2);
    assert_str(decisions.items[0].undone_at, "2031-02-01"); /* the first date stays, and so does the row */
    assert_str(decisions.items[0].reason, "one letterhead");
    assert_int_equal(decisions.items[1].verdict, UMBEL_VERDICT_DIFFERENT);
    umbel_decisions_free(&cx, &decisions);
    umbel_ledger_close(&cx, l);
}

static void meddle(const char *sql) {
    sqlite3 *db;
    char *msg = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &msg) != SQLITE_OK) fail_msg("%s: %s", sql, msg);
    sqlite3_close(db);
}

static void checked(void **state) {
    (void)state;
    static const struct {
        const char *sql, *code;
    } cases[] = {{"SELECT 1", ""},
                 {"PRAGMA foreign_keys=OFF; DELETE FROM actor WHERE id = 'heron'", "bad-reference"},
                 {"PRAGMA foreign_keys=OFF; DELETE FROM listed_person", "bad-reference"},
                 {"UPDATE decision SET subject = 'heron' || char(9) || 'nobody'", "bad-id"},
                 {"PRAGMA foreign_keys=OFF; DELETE FROM actor WHERE id = 'x-heron-band'", "bad-reference"},
                 {"UPDATE decision SET reason = 'another'", "bad-id"},
                 {"UPDATE decision SET verdict = 'perhaps'", "bad-record"},
                 {"UPDATE designation SET reference = 'KAe.003'", "bad-id"},
                 {"UPDATE designation SET listed_from = 'soon'", "bad-date"},
                 {"DELETE FROM listed_name", "bad-record"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char id[33];
        umbel_diagnostics faults = {0};
        fill(id);
        meddle(cases[i].sql);
        umbel_ledger *l = open_ledger();
        assert_ok(umbel_ledger_check(&cx, l, &faults));
        umbel_ledger_close(&cx, l);
        if ((faults.n == 0) != (i == 0)) fail_msg("%s: %zu faults", cases[i].sql, faults.n);
        if (i) assert_str(faults.items[0].code, cases[i].code);
        umbel_diagnostics_free(&cx, &faults);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(in_and_out), cmocka_unit_test(undoing),
                                       cmocka_unit_test(checked)};
    umbel_ctx_init(&cx, NULL, 1);
    snprintf(path, sizeof path, "/tmp/umbel-listed-%ld.umbel", (long)getpid());
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    forget();
    umbel_ctx_free(&cx);
    return failed;
}
