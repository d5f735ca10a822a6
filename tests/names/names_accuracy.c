/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* names_accuracy DATA FOLDER HALF: what name matching reaches on the queries of generate.py that belong to one half of
 * the lists, with the options that users have, except that an alias asked for is not there. A line of JSON for each
 * measure. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/intern.h"
#include "umbel/umbel.h"

typedef struct outcome {
    double p, p_meant; /* of the first, and of the one meant */
    bool right;
} outcome;

typedef struct measure {
    umbel_ctx cx;
    const char *data, *folder;
    umbel_str half;
    umbel_intern ids; /* of half.tsv; of an id the half stands in the same place */
    char *half_of;
    outcome *out;
    size_t n, cap;
} measure;

static int by_p(const void *a, const void *b) {
    const outcome *x = a, *y = b;
    return (x->p < y->p) - (x->p > y->p);
}

static int by_meant(const void *a, const void *b) {
    const outcome *x = a, *y = b;
    return (x->p_meant < y->p_meant) - (x->p_meant > y->p_meant);
}

static FILE *open_file(const measure *m, const char *name) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", m->folder, name);
    FILE *f = fopen(path, "r");
    if (!f) perror(path), exit(2);
    return f;
}

static void check(const measure *m, umbel_status status) {
    if (status == UMBEL_OK) return;
    fprintf(stderr, "%s: %s\n", m->cx.err.where, m->cx.err.msg);
    exit(2);
}

static void read_halves(measure *m) {
    char line[8192];
    FILE *f = open_file(m, "half.tsv");
    while (fgets(line, sizeof line, f)) {
        umbel_str rest = umbel_str_of(line), id, half;
        uint32_t k;
        umbel_str_cut(&rest, '\t', &id);
        umbel_str_cut(&rest, '\n', &half);
        check(m, umbel_intern_add(&m->cx, &m->ids, id, &k));
        m->half_of = realloc(m->half_of, k + 1);
        if (!m->half_of) exit(2);
        m->half_of[k] = half.n ? half.p[0] : 0;
    }
    fclose(f);
}

/* Asks the queries of a file; those of nobody are shared out over the halves by pairs of lines. */
static void ask(measure *m, umbel_resolver *r, const char *file) {
    char line[8192];
    FILE *f = open_file(m, file);
    for (size_t i = 0; fgets(line, sizeof line, f); i++) {
        umbel_str rest = umbel_str_of(line), query, actor, leave;
        umbel_answer a;
        umbel_str_cut(&rest, '\t', &query);
        umbel_str_cut(&rest, '\t', &actor);
        umbel_str_cut(&rest, '\n', &leave);
        uint32_t k = actor.n ? umbel_intern_find(&m->ids, actor) : UMBEL_INTERN_NONE;
        char half = k == UMBEL_INTERN_NONE ? "ab"[i / 2 % 2] : m->half_of[k];
        if (half != m->half.p[0]) continue;
        umbel_resolve_options o = {.top = 40};
        if (umbel_str_eq(leave, UMBEL_STR("1"))) o.leave_out = actor;
        check(m, umbel_resolve_name(&m->cx, r, query, &o, &a));
        if (m->n == m->cap) {
            m->cap = m->cap ? 2 * m->cap : 1024;
            m->out = realloc(m->out, m->cap * sizeof *m->out);
            if (!m->out) exit(2);
        }
        outcome *x = &m->out[m->n++];
        *x = (outcome){.p = a.n_matches ? a.matches[0].p_match : 0};
        for (size_t j = 0; actor.n && j < a.n_matches; j++)
            if (umbel_str_eq(a.matches[j].actor, actor)) {
                x->p_meant = a.matches[j].p_match;
                x->right = j == 0;
            }
    }
    fclose(f);
}

static void report_right(measure *m, const char *name) {
    size_t right = 0, at_recall = 0;
    double precision = 0;
    qsort(m->out, m->n, sizeof *m->out, by_p);
    for (size_t i = 0; i < m->n; i++) right += m->out[i].right;
    for (size_t i = 0; i < m->n && precision == 0; i++) {
        at_recall += m->out[i].right;
        if ((double)at_recall >= 0.6 * (double)m->n) precision = (double)at_recall / (double)(i + 1);
    }
    printf("{\"measure\":\"%s\",\"half\":\"%.*s\",\"queries\":%zu,\"first_right\":%.4f,\"precision_at_recall_0.60\":%."
           "4f}\n",
           name, UMBEL_ARGS(m->half), m->n, (double)right / (double)m->n, precision);
    m->n = 0;
}

static void report_alerts(measure *m, umbel_resolver *r) {
    ask(m, r, "perturbed.tsv");
    qsort(m->out, m->n, sizeof *m->out, by_meant);
    double threshold = m->out[m->n * 9 / 10].p_meant;
    size_t n = m->n, alerts = 0;
    m->n = 0;
    ask(m, r, "unlisted.tsv");
    for (size_t i = 0; i < m->n; i++) alerts += m->out[i].p >= threshold;
    printf("{\"measure\":\"alerts\",\"half\":\"%.*s\",\"perturbed\":%zu,\"recall\":0.9,\"threshold\":%.4f,\"unlisted\":"
           "%zu,\"alerts_a_thousand\":%.2f}\n",
           UMBEL_ARGS(m->half), n, threshold, m->n, 1000.0 * (double)alerts / (double)m->n);
    m->n = 0;
}

static void open_names(measure *m, const char *table, umbel_names **names, umbel_resolver **r) {
    char path[4096];
    umbel_actors actors = {0};
    snprintf(path, sizeof path, "%s/%s", m->folder, table);
    check(m, umbel_read_names(&m->cx, path, &actors));
    check(m, umbel_names_build(&m->cx, names, &actors, m->data));
    check(m, umbel_resolver_new(&m->cx, r, *names));
    umbel_actors_free(&m->cx, &actors);
}

int main(int argc, char **argv) {
    measure m = {0};
    umbel_names *names = NULL;
    umbel_resolver *r = NULL;
    if (argc != 4) return fputs("usage: names_accuracy DATA FOLDER a|b\n", stderr), 2;
    umbel_ctx_init(&m.cx, NULL, 1);
    m.data = argv[1];
    m.folder = argv[2];
    m.half = umbel_str_of(argv[3]);
    read_halves(&m);
    open_names(&m, "organisations.tsv", &names, &r);
    ask(&m, r, "alias.tsv");
    report_right(&m, "alias");
    ask(&m, r, "alias.tsv");
    ask(&m, r, "shared.tsv");
    report_right(&m, "alias, shared ones too");
    umbel_resolver_free(&m.cx, r);
    umbel_names_free(&m.cx, names);
    open_names(&m, "listed.tsv", &names, &r);
    ask(&m, r, "script.tsv");
    report_right(&m, "script");
    report_alerts(&m, r);
    umbel_resolver_free(&m.cx, r);
    umbel_names_free(&m.cx, names);
    umbel_intern_free(&m.cx, &m.ids);
    umbel_ctx_free(&m.cx);
    free(m.half_of);
    free(m.out);
    return 0;
}
