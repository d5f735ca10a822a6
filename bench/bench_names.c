/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* bench_names NAMES.tsv QUERIES.tsv [INDEX]: the index of a table of names, and queries against it, on one core.
 * NAMES.tsv is million.tsv of tests/names/generate.py --million 1000000 (seed 7): the listed names and made ones;
 * QUERIES.tsv one of its query files (query TAB actor TAB ...). Prints a line of JSON each: building, bytes a name,
 * start from the file, queries a second with percentiles, and the share whose actor is among the first and the first
 * ten. */
#include "bench.h"

#define QUERIES_MAX 20000

static double took[QUERIES_MAX];

static int by_time(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static int fail(const umbel_ctx *cx) { return fprintf(stderr, "%s: %s\n", cx->err.where, cx->err.msg), 1; }

static umbel_status build(umbel_ctx *cx, const char *table, const char *path) {
    umbel_actors actors = {0};
    umbel_names *names = NULL;
    double start = now_s();
    umbel_status status = umbel_read_names(cx, table, &actors);
    double read = now_s();
    if (status == UMBEL_OK) status = umbel_names_build(cx, &names, &actors, UMBEL_TREE "/data");
    double built = now_s();
    umbel_actors_free(cx, &actors);
    if (status == UMBEL_OK) status = umbel_names_write(cx, names, path);
    if (status == UMBEL_OK) {
        umbel_names_size n = umbel_names_measure(names);
        printf("{\"bench\":\"names.build\",\"names\":%zu,\"actors\":%zu,\"bytes\":%zu,\"bytes_a_name\":%.1f,\"read_s\":"
               "%.2f,\"build_s\":%.2f,\"peak_mb\":%.0f}\n",
               n.n_names, n.n_actors, n.n_bytes, (double)n.n_bytes / (double)n.n_names, read - start, built - read,
               peak_mb());
    }
    umbel_names_free(cx, names);
    return status;
}

static umbel_status ask(umbel_ctx *cx, umbel_resolver *r, FILE *queries) {
    char line[8192];
    size_t n = 0, first = 0, ten = 0, meant = 0;
    umbel_resolve_options o = {.top = 10};
    double total = 0;
    while (n < QUERIES_MAX && fgets(line, sizeof line, queries)) {
        umbel_str rest = umbel_str_of(line), query, actor;
        umbel_answer answer;
        umbel_str_cut(&rest, '\t', &query);
        umbel_str_cut(&rest, '\t', &actor);
        double start = now_s();
        UMBEL_TRY(umbel_resolve_name(cx, r, query, &o, &answer));
        took[n] = now_s() - start;
        total += took[n++];
        meant += actor.n > 0;
        for (size_t i = 0; actor.n && i < answer.n_matches; i++)
            if (umbel_str_eq(answer.matches[i].actor, actor)) {
                ten++;
                first += i == 0;
            }
    }
    qsort(took, n, sizeof *took, by_time);
    printf("{\"bench\":\"names.query\",\"queries\":%zu,\"a_second\":%.0f,\"p50_ms\":%.3f,\"p99_ms\":%.3f,\"max_ms\":%."
           "3f,\"first\":%.3f,\"among_ten\":%.3f,\"peak_mb\":%.0f}\n",
           n, (double)n / total, 1e3 * took[n / 2], 1e3 * took[n * 99 / 100], 1e3 * took[n - 1],
           meant ? (double)first / (double)meant : 0, meant ? (double)ten / (double)meant : 0, peak_mb());
    return UMBEL_OK;
}

int main(int argc, char **argv) {
    umbel_ctx cx;
    umbel_names *names = NULL;
    umbel_resolver *r = NULL;
    if (argc < 3) return fputs("usage: bench_names NAMES.tsv QUERIES.tsv [INDEX]\n", stderr), 2;
    const char *path = argc > 3 ? argv[3] : "bench_names.idx";
    FILE *queries = fopen(argv[2], "r");
    if (!queries) return perror(argv[2]), 1;
    umbel_ctx_init(&cx, NULL, 1);
    umbel_status status = strcmp(argv[1], "-") == 0 ? UMBEL_OK : build(&cx, argv[1], path);
    double start = now_s();
    if (status == UMBEL_OK) status = umbel_names_open(&cx, &names, path, UMBEL_TREE "/data");
    if (status == UMBEL_OK) status = umbel_resolver_new(&cx, &r, names);
    if (status == UMBEL_OK)
        printf("{\"bench\":\"names.start\",\"start_s\":%.3f,\"peak_mb\":%.0f}\n", now_s() - start, peak_mb());
    if (status == UMBEL_OK) status = ask(&cx, r, queries);
    fclose(queries);
    umbel_resolver_free(&cx, r);
    umbel_names_free(&cx, names);
    if (status != UMBEL_OK) return fail(&cx);
    umbel_ctx_free(&cx);
    return 0;
}
