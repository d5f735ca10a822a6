/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/check.h"

#include <math.h>
#include <stdio.h>
#include <unistd.h>

#include "base/rng.h"
#include "identity/name_align.h"
#include "identity/name_form.h"

#define DATA UMBEL_TREE "/data"

static umbel_ctx cx;

static void near(double a, double b, double tolerance) {
    if (!(fabs(a - b) <= tolerance)) fail_msg("%.15g is not %.15g", a, b);
}

/* ---- Fellegi and Sunter: published and recomputed values, docs/names.md ---- */

static void weights(void **state) {
    (void)state;
    near(umbel_fs_weight(0.9, 0.1, true), 3.169925, 1e-6);
    near(umbel_fs_weight(0.9, 0.1, false), -3.169925, 1e-6);
    double three = 3 * umbel_fs_weight(0.9, 0.01, true) + log2(0.001 / 0.999);
    near(three, 9.511218421196608, 1e-12);
    near(umbel_fs_posterior(3 * umbel_fs_weight(0.9, 0.01, true), 0.001), 0.9986315049746644, 1e-12);
    near(umbel_fs_term_weight(0.05, 0.001), 5.643856, 1e-6);
    near(umbel_fs_term_weight(0.05, 0.2), -2, 1e-12);
}

static const double counts[8] = {547.8, 66.2, 139.2, 36.8, 32.2, 33.8, 20.8, 123.2}; /* bit 0: the first field */

static void em(void **state) {
    (void)state;
    umbel_fs_model m = {3, 0.1, {0.7, 0.7, 0.7}, {0.3, 0.3, 0.3}};
    unsigned n;
    assert_ok(umbel_fs_em(&cx, &m, counts, 0, 1, &n));
    near(m.lambda, 0.10647930343397397, 1e-12);
    static const double m1[3] = {0.8420071, 0.8480337, 0.7965563}, u1[3] = {0.1906432, 0.2570751, 0.1401011};
    for (int i = 0; i < 3; i++) {
        near(m.m[i], m1[i], 5e-8);
        near(m.u[i], u1[i], 5e-8);
    }
    assert_ok(umbel_fs_em(&cx, &m, counts, 1e-13, 1000, &n));
    static const double m2[3] = {0.9, 0.8, 0.85}, u2[3] = {0.1, 0.2, 0.05};
    near(m.lambda, 0.2, 1e-9);
    for (int i = 0; i < 3; i++) {
        near(m.m[i], m2[i], 1e-9);
        near(m.u[i], u2[i], 1e-9);
    }
    assert_in_range(n, 100, 160);
}

static void em_refuses(void **state) {
    (void)state;
    unsigned n;
    umbel_fs_model none = {0}, certain = {3, 0.1, {1, 0.7, 0.7}, {0.3, 0.3, 0.3}},
                   m = {3, 0.1, {0.7, 0.7, 0.7}, {0.3, 0.3, 0.3}};
    assert_int_equal(umbel_fs_em(&cx, &none, counts, 0, 9, &n), UMBEL_E_ARG);
    assert_int_equal(umbel_fs_em(&cx, &certain, counts, 0, 9, &n), UMBEL_E_ARG);
    assert_int_equal(umbel_fs_em(&cx, &m, (const double[8]){-1, 1}, 0, 9, &n), UMBEL_E_ARG);
    assert_int_equal(umbel_fs_em(&cx, &m, counts, 0, 3, &n), UMBEL_E_DIVERGED);
}

/* ---- words ---- */

static void likeness(void **state) {
    (void)state;
    near(umbel_jaro(UMBEL_STR("MARTHA"), UMBEL_STR("MARHTA")), 0.9444444, 1e-6);
    near(umbel_jaro_winkler(UMBEL_STR("MARTHA"), UMBEL_STR("MARHTA")), 0.9611111, 1e-6);
    near(umbel_jaro(UMBEL_STR("DIXON"), UMBEL_STR("DICKSONX")), 0.7666667, 1e-6);
    near(umbel_jaro_winkler(UMBEL_STR("DIXON"), UMBEL_STR("DICKSONX")), 0.8133333, 1e-6);
    near(umbel_jaro(UMBEL_STR("DWAYNE"), UMBEL_STR("DUANE")), 0.8222222, 1e-6);
    near(umbel_jaro_winkler(UMBEL_STR("DWAYNE"), UMBEL_STR("DUANE")), 0.84, 1e-6);
    near(umbel_jaro(UMBEL_STR(""), UMBEL_STR("")), 1, 0);
    near(umbel_jaro(UMBEL_STR("a"), UMBEL_STR("")), 0, 0);
}

/* The dynamic programme as it is written down. */
static unsigned slow_distance(umbel_str a, umbel_str b) {
    unsigned d[66][66];
    for (unsigned i = 0; i <= a.n; i++)
        for (unsigned j = 0; j <= b.n; j++) {
            if (!i || !j) {
                d[i][j] = i + j;
                continue;
            }
            unsigned best = d[i - 1][j - 1] + (a.p[i - 1] != b.p[j - 1]);
            if (d[i - 1][j] + 1 < best) best = d[i - 1][j] + 1;
            if (d[i][j - 1] + 1 < best) best = d[i][j - 1] + 1;
            if (i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] && a.p[i - 2] == b.p[j - 1] && d[i - 2][j - 2] + 1 < best)
                best = d[i - 2][j - 2] + 1;
            d[i][j] = best;
        }
    return d[a.n][b.n];
}

static void distance(void **state) {
    (void)state;
    umbel_ctx_init(&cx, NULL, 11);
    for (int k = 0; k < 20000; k++) {
        char x[64], y[64];
        umbel_str a = {x, umbel_rng_below(&cx.rng, k % 7 ? 13 : 65)},
                  b = {y, umbel_rng_below(&cx.rng, k % 5 ? 13 : 65)};
        for (size_t i = 0; i < a.n; i++) x[i] = (char)('a' + umbel_rng_below(&cx.rng, 3));
        for (size_t i = 0; i < b.n; i++) y[i] = (char)('a' + umbel_rng_below(&cx.rng, 3));
        unsigned want = slow_distance(a, b), got = umbel_edit_distance(a, b);
        if (got != want) fail_msg("%.*s, %.*s: %u, not %u", UMBEL_ARGS(a), UMBEL_ARGS(b), got, want);
    }
}

static void same_skeleton(const char *a, const char *b, bool same) {
    umbel_romanizer r = {0};
    char folded[128], latin[128], x[32], y[32];
    size_t n;
    const char *words[2] = {a, b};
    umbel_str out[2] = {{x, 0}, {y, 0}};
    for (int i = 0; i < 2; i++) {
        size_t k = umbel_fold_word(umbel_str_of(words[i]), folded, sizeof folded);
        assert_ok(umbel_romanize(&cx, &r, (umbel_str){folded, k}, latin, sizeof latin, &n));
        out[i].n = umbel_skeleton((umbel_str){latin, n}, i ? y : x, 32);
    }
    if (umbel_str_eq(out[0], out[1]) != same)
        fail_msg("%s: %.*s, %s: %.*s", a, UMBEL_ARGS(out[0]), b, UMBEL_ARGS(out[1]));
    umbel_romanizer_free(&r);
}

static void skeletons(void **state) {
    (void)state;
    same_skeleton("Qaida", "Kaeda", true);
    same_skeleton("Mohammed", "\xd9\x85\xd8\xad\xd9\x85\xd8\xaf", true); /* Arabic */
    same_skeleton("Jabhat", "\xd8\xac\xd8\xa8\xd9\x87\xd8\xa9", true);   /* with a feminine ending */
    same_skeleton("Liwa", "\xd9\x84\xd9\x88\xd8\xa7\xd8\xa1", true);
    same_skeleton("Dzhokhar", "\xd0\x96\xd0\xbe\xd1\x85\xd0\xb0\xd1\x80", true); /* Cyrillic */
    same_skeleton("Tawhid", "Tauhid", true);
    same_skeleton("Karst", "Karsk", false);
}

/* ---- resolving ---- */

static umbel_actors actors;
static umbel_names *names;
static umbel_resolver *resolver;

static void add(const char *actor, const char *text, umbel_name_kind kind) {
    assert_ok(umbel_reserve(&cx, &actors.arena, (void *)&actors.names, &actors.cap_names, actors.n_names + 1,
                            sizeof(umbel_name)));
    actors.names[actors.n_names++] =
        (umbel_name){.actor = umbel_str_of(actor), .text = umbel_str_of(text), .kind = kind};
}

static int begin(void **state) {
    (void)state;
    umbel_ctx_init(&cx, NULL, 3);
    add("karst", "Karst Brigade", UMBEL_NAME_OFFICIAL);
    add("karst", "KB", UMBEL_NAME_ACRONYM);
    add("vorn-army", "Jaysh al-Vorn", UMBEL_NAME_OFFICIAL);
    add("vorn-front", "Vorn Liberation Front (VLF)", UMBEL_NAME_OFFICIAL);
    add("dawn", "Movement of the Golden Dawn of Sarnia", UMBEL_NAME_OFFICIAL);
    add("ttp", "Tehrik-e Taliban Pakistan", UMBEL_NAME_OFFICIAL);
    add("bla", "Balochistan Liberation Army", UMBEL_NAME_OFFICIAL);
    add("blf", "Balochistan Liberation Front", UMBEL_NAME_OFFICIAL);
    add("qaida", "al-Qaida", UMBEL_NAME_OFFICIAL);
    add("fifth", "5th Assault Corps", UMBEL_NAME_OFFICIAL);
    add("bandits-a", "Bandits of the Ridge", UMBEL_NAME_LABEL);
    add("bandits-b", "Bandits of the Ridge", UMBEL_NAME_LABEL);
    assert_ok(umbel_names_build(&cx, &names, &actors, DATA));
    assert_ok(umbel_resolver_new(&cx, &resolver, names));
    return 0;
}

static int end(void **state) {
    (void)state;
    umbel_resolver_free(&cx, resolver);
    umbel_names_free(&cx, names);
    umbel_actors_free(&cx, &actors);
    umbel_ctx_free(&cx);
    return 0;
}

static umbel_answer ask(const char *query) {
    umbel_answer a;
    assert_ok(umbel_resolve_name(&cx, resolver, umbel_str_of(query), &(umbel_resolve_options){0}, &a));
    return a;
}

static void means(const char *query, const char *actor) {
    umbel_answer a = ask(query);
    if (a.resolution != UMBEL_RESOLVED_MATCH || !umbel_str_eq(a.matches[0].actor, umbel_str_of(actor)))
        fail_msg("%s: %s, %.*s (%.3f, %.*s)", query, umbel_resolution_name(a.resolution),
                 UMBEL_ARGS(a.n_matches ? a.matches[0].actor : (umbel_str){0}), a.n_matches ? a.matches[0].p_match : 0,
                 UMBEL_ARGS(a.n_matches ? a.matches[0].why : (umbel_str){0}));
}

static void resolves(void **state) {
    (void)state;
    means("Karst Brigade", "karst");
    means("the Karst brigades", "karst");
    means("Karst Birgade", "karst");
    means("Jaish al-Vorn", "vorn-army");
    means("Tahreek-i-Taleban Pakistan", "ttp");
    means("\xd8\xaa\xd8\xad\xd8\xb1\xdb\x8c\xda\xa9 \xd8\xb7\xd8\xa7\xd9\x84\xd8\xa8\xd8\xa7\xd9\x86 "
          "\xd9\xbe\xd8\xa7\xda\xa9\xd8\xb3\xd8\xaa\xd8\xa7\xd9\x86",
          "ttp");
    means("VLF", "vorn-front");
    means("Sarnia Golden Dawn Movement", "dawn");
}

static void says_why(void **state) {
    (void)state;
    umbel_answer a = ask("Army of Vorn");
    assert_true(umbel_str_find(a.matches[0].why, UMBEL_STR("army = jaysh (translation)")) != SIZE_MAX);
}

static void abstains(void **state) {
    (void)state;
    static const char *const none[] = {
        "", " ", "...", "Green Valley Football Club", "the", "\xff\xfe\x80", "Front", "\xe2\x80\x8f\xe2\x80\xae"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        if (ask(none[i]).resolution != UMBEL_RESOLVED_NONE) fail_msg("\"%s\" is somebody", none[i]);
}

static void held_apart(void **state) {
    (void)state;
    umbel_answer a = ask("al-Qaida in the Arabian Peninsula"); /* has its own entry on the UN list */
    assert_int_equal(a.resolution, UMBEL_RESOLVED_NONE);
    for (size_t i = 0; i < a.n_matches; i++)
        if (umbel_str_eq(a.matches[i].actor, UMBEL_STR("qaida"))) assert_true(a.matches[i].p_match < 0.1);
}

static void qualified(void **state) {
    (void)state;
    means("Fifth Assault Corps", "fifth");
    assert_int_equal(ask("4th Assault Corps").resolution, UMBEL_RESOLVED_NONE);
    assert_int_equal(ask("Karst Brigade (Reformed)").resolution, UMBEL_RESOLVED_NONE);
}

static void labels(void **state) {
    (void)state;
    umbel_answer a = ask("Fitna al-Hindustan"); /* several groups of Balochistan, two of them here */
    assert_int_equal(a.resolution, UMBEL_RESOLVED_SET);
    assert_int_equal(a.n_matches, 2);
    means("Fitna al-Khawarij", "ttp");
    assert_true(umbel_str_starts(ask("Fitna al-Khawarij").matches[0].why, UMBEL_STR("label for ")));
    assert_int_equal(ask("Bandits of the Ridge").resolution, UMBEL_RESOLVED_SET);
    umbel_resolve_options before = {0};
    assert_true(umbel_date_parse(UMBEL_STR("2019"), &before.at));
    assert_ok(umbel_resolve_name(&cx, resolver, UMBEL_STR("Fitna al-Khawarij"), &before, &a));
    assert_int_equal(a.resolution, UMBEL_RESOLVED_NONE);
}

static void through_a_file(void **state) {
    (void)state;
    char path[] = "/tmp/umbel-names-XXXXXX";
    umbel_names *mapped;
    umbel_resolver *other;
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
    assert_ok(umbel_names_write(&cx, names, path));
    assert_ok(umbel_names_open(&cx, &mapped, path, DATA));
    assert_ok(umbel_resolver_new(&cx, &other, mapped));
    static const char *const queries[] = {"Karst Brigad", "Army of Vorn", "VLF", "Taliban", "Liberation Army"};
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
        umbel_answer a = ask(queries[i]), b;
        assert_ok(umbel_resolve_name(&cx, other, umbel_str_of(queries[i]), &(umbel_resolve_options){0}, &b));
        assert_int_equal(a.n_matches, b.n_matches);
        for (size_t k = 0; k < a.n_matches; k++) {
            assert_true(umbel_str_eq(a.matches[k].actor, b.matches[k].actor));
            near(a.matches[k].p_match, b.matches[k].p_match, 0);
        }
    }
    umbel_resolver_free(&cx, other);
    umbel_names_free(&cx, mapped);
    FILE *f = fopen(path, "r+");
    fseek(f, 400, SEEK_SET);
    int c = fgetc(f);
    fseek(f, 400, SEEK_SET);
    fputc(c ^ 1, f);
    fclose(f);
    assert_int_equal(umbel_names_open(&cx, &mapped, path, DATA), UMBEL_E_CORRUPT);
    assert_int_equal(truncate(path, 300), 0);
    assert_int_equal(umbel_names_open(&cx, &mapped, path, DATA), UMBEL_E_CORRUPT);
    assert_int_equal(truncate(path, 20), 0);
    assert_int_equal(umbel_names_open(&cx, &mapped, path, DATA), UMBEL_E_FORMAT);
    unlink(path);
}

/* ---- pairs that are not one, tests/golden/names_apart.tsv ---- */

/* p_match of the actor `id` for a query, 0 where it is not among the first forty. */
static double p_of(umbel_resolver *r, umbel_str query, umbel_str id, umbel_resolution *resolution, bool *first) {
    umbel_answer a;
    assert_ok(umbel_resolve_name(&cx, r, query, &(umbel_resolve_options){.top = 40}, &a));
    *resolution = a.resolution;
    for (size_t i = 0; i < a.n_matches; i++)
        if (umbel_str_eq(a.matches[i].actor, id)) {
            *first = i == 0;
            return a.matches[i].p_match;
        }
    return 0;
}

static void splinters_and_namesakes(void **state) {
    (void)state;
    static char lines[512][1024];
    umbel_actors table = {0};
    umbel_names *own;
    umbel_resolver *r;
    size_t n = 0, n_confident = 0;
    FILE *f = fopen(UMBEL_TREE "/tests/golden/names_apart.tsv", "r");
    assert_non_null(f);
    while (n < 512 && fgets(lines[n], sizeof lines[n], f))
        if (lines[n][0] != '#' && strncmp(lines[n], "names\t", 6) != 0) n++;
    fclose(f);
    assert_true(n >= 60);
    for (size_t i = 0; i < n; i++) {
        umbel_str rest = umbel_str_of(lines[i]), listed, name, id;
        umbel_str_cut(&rest, '\t', &listed);
        assert_ok(umbel_str_format(&cx, &table.arena, &id, "%zu", i));
        while (umbel_str_cut(&listed, '|', &name)) {
            assert_ok(umbel_reserve(&cx, &table.arena, (void *)&table.names, &table.cap_names, table.n_names + 1,
                                    sizeof(umbel_name)));
            table.names[table.n_names++] =
                (umbel_name){.actor = id, .text = umbel_str_trim(name), .kind = UMBEL_NAME_ALIAS};
        }
    }
    assert_ok(umbel_names_build(&cx, &own, &table, DATA));
    assert_ok(umbel_resolver_new(&cx, &r, own));
    for (size_t i = 0; i < n; i++) {
        umbel_str rest = umbel_str_of(lines[i]), listed, query;
        char id[24];
        umbel_resolution resolution;
        bool first = false;
        umbel_str_cut(&rest, '\t', &listed);
        umbel_str_cut(&rest, '\t', &query);
        snprintf(id, sizeof id, "%zu", i);
        double p = p_of(r, query, umbel_str_of(id), &resolution, &first);
        if (p < 0.9) continue;
        printf("%.3f  %.*s  for  %.*s\n", p, UMBEL_ARGS(query), UMBEL_ARGS(listed));
        n_confident++;
    }
    umbel_resolver_free(&cx, r);
    umbel_names_free(&cx, own);
    umbel_actors_free(&cx, &table);
    assert_int_equal(n_confident, 0);
}

/* Any bytes get an answer in bounded time. */
static void any_bytes(void **state) {
    (void)state;
    char bytes[12000];
    umbel_answer a;
    for (int k = 0; k < 300; k++) {
        size_t n = umbel_rng_below(&cx.rng, k % 10 ? 60 : sizeof bytes);
        for (size_t i = 0; i < n; i++)
            bytes[i] =
                k % 3 ? (char)umbel_rng_below(&cx.rng, 256) : (char)("ab ()-/'\xd8\xa7"[umbel_rng_below(&cx.rng, 10)]);
        assert_ok(umbel_resolve_name(&cx, resolver, (umbel_str){bytes, n}, &(umbel_resolve_options){0}, &a));
        for (size_t i = 0; i < a.n_matches; i++) assert_true(a.matches[i].p_match >= 0 && a.matches[i].p_match <= 1);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(weights),    cmocka_unit_test(em),
                                       cmocka_unit_test(em_refuses), cmocka_unit_test(likeness),
                                       cmocka_unit_test(distance),   cmocka_unit_test(skeletons)};
    const struct CMUnitTest resolving[] = {cmocka_unit_test(resolves),       cmocka_unit_test(says_why),
                                           cmocka_unit_test(abstains),       cmocka_unit_test(held_apart),
                                           cmocka_unit_test(qualified),      cmocka_unit_test(labels),
                                           cmocka_unit_test(through_a_file), cmocka_unit_test(splinters_and_namesakes),
                                           cmocka_unit_test(any_bytes)};
    umbel_ctx_init(&cx, NULL, 1);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    umbel_ctx_free(&cx);
    return failed + cmocka_run_group_tests(resolving, begin, end);
}
