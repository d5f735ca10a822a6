/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* The threshold for a number of alerts: the next stricter row, whatever their order; the shipped table can be read. */
#include "tests/check.h"

#include <math.h>
#include <sys/stat.h>
#include <unistd.h>

static umbel_ctx cx;
static char folder[64], path[96];

static void write_table(const char *rows) {
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    fprintf(f, "per_thousand\tthreshold\n%s", rows);
    fclose(f);
}

static void assert_threshold(double per_thousand, double want) {
    double got = -1;
    assert_ok(umbel_alert_threshold(&cx, &got, folder, per_thousand));
    assert_true(fabs(got - want) < 1e-12);
}

static void rows(void **state) {
    double t;
    (void)state;
    write_table("# any order\n20\t0.5\n1\t0.9\n5\t0.7\n");
    assert_threshold(1, 0.9);
    assert_threshold(4.99, 0.9);
    assert_threshold(5, 0.7);
    assert_threshold(19, 0.7);
    assert_threshold(900, 0.5);
    const double outside[] = {0.5, 0, -1, NAN, INFINITY};
    for (size_t i = 0; i < sizeof outside / sizeof *outside; i++)
        assert_int_equal(umbel_alert_threshold(&cx, &t, folder, outside[i]), UMBEL_E_ARG);
    static const char *const bad[] = {"5\tx\n", "5\n", "5\t1.5\n", "0\t0.5\n", "5\t0\n"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        write_table(bad[i]);
        assert_int_equal(umbel_alert_threshold(&cx, &t, folder, 5), UMBEL_E_FORMAT);
    }
    write_table("");
    assert_int_equal(umbel_alert_threshold(&cx, &t, folder, 5), UMBEL_E_ARG);
    remove(path);
    assert_int_equal(umbel_alert_threshold(&cx, &t, folder, 5), UMBEL_E_IO);
}

static void shipped(void **state) {
    double few, many;
    (void)state;
    assert_ok(umbel_alert_threshold(&cx, &few, UMBEL_TREE "/data", 1));
    assert_ok(umbel_alert_threshold(&cx, &many, UMBEL_TREE "/data", 50));
    assert_true(many > 0 && many < few && few <= 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(rows), cmocka_unit_test(shipped)};
    umbel_ctx_init(&cx, NULL, 1);
    snprintf(folder, sizeof folder, "/tmp/umbel-alerts-%ld", (long)getpid());
    snprintf(path, sizeof path, "%s/namealerts.tsv", folder);
    mkdir(folder, 0700);
    int code = cmocka_run_group_tests(tests, NULL, NULL);
    rmdir(folder);
    umbel_ctx_free(&cx);
    return code;
}
