/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* umbel eval: extraction scored against gold, both parts side by side, with the worst errors. */
#include <dirent.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"

#define GOLD_FILES_MAX 64

typedef struct asked {
    const char *dir, *names;
    const char *gold[GOLD_FILES_MAX];
    size_t n_gold;
    bool sets[UMBEL_N_GOLDS];
    int part; /* UMBEL_PART_ALL: both */
    long n_errors;
    bool all, json;
    unsigned n_threads;
    reader_options readers;
} asked;

/* What is scored and what came of it. */
typedef struct scoring {
    umbel_eval_options options;
    umbel_eval eval;
    umbel_diagnostics bad;
    size_t n_sets;
} scoring;

static bool read_sets(const char *text, bool sets[UMBEL_N_GOLDS]) {
    umbel_str rest = umbel_str_of(text), name;
    umbel_gold gold;
    memset(sets, 0, UMBEL_N_GOLDS * sizeof *sets);
    while (umbel_str_cut(&rest, ',', &name)) {
        if (!umbel_gold_parse(umbel_str_trim(name), &gold)) return false;
        sets[gold] = true;
    }
    return true;
}

/* -1 to go on, else the exit status. */
static int read_options(int argc, char **argv, asked *q) {
    static const struct option options[] = {{"gold", required_argument, NULL, 'g'},
                                            {"sets", required_argument, NULL, 's'},
                                            {"part", required_argument, NULL, 'p'},
                                            {"errors", required_argument, NULL, 'e'},
                                            {"all", no_argument, NULL, 'a'},
                                            {"json", no_argument, NULL, 'j'},
                                            {"threads", required_argument, NULL, 't'},
                                            {"names", required_argument, NULL, 'n'},
                                            READER_OPTIONS,
                                            {"help", no_argument, NULL, 'h'},
                                            {0}};
    *q = (asked){.part = UMBEL_PART_ALL, .n_errors = -1};
    for (int g = 0; g < (int)UMBEL_N_GOLDS; g++) q->sets[g] = true;
    for (int c; (c = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
        char *rest = NULL;
        switch (c) {
        case 'h': return show_help("eval");
        case 'g':
            if (q->n_gold == GOLD_FILES_MAX)
                return usage_error("eval", "more than %d files; put them into a folder", GOLD_FILES_MAX);
            q->gold[q->n_gold++] = optarg;
            break;
        case 's':
            if (!read_sets(optarg, q->sets))
                return usage_error("eval", "--sets %s: name ties, mmp, re3d, muc, polnear, events with commas between",
                                   optarg);
            break;
        case 'p':
            if (strcmp(optarg, "a") != 0 && strcmp(optarg, "b") != 0)
                return usage_error("eval", "--part %s: write a or b", optarg);
            q->part = *optarg == 'a' ? UMBEL_PART_A : UMBEL_PART_B;
            break;
        case 'e':
            q->n_errors = strtol(optarg, &rest, 10);
            if (rest == optarg || *rest || q->n_errors < 0)
                return usage_error("eval", "--errors %s: write a whole number", optarg);
            break;
        case 'a': q->all = true; break;
        case 'j': q->json = true; break;
        case 't':
            if (!read_threads(optarg, &q->n_threads))
                return usage_error("eval", "--threads %s: write a whole number from 1 to 64", optarg);
            break;
        case 'n': q->names = optarg; break;
        case 'F':
        case 'N':
        case 'P': {
            int code = take_reader_option("eval", c, &q->readers);
            if (code >= 0) return code;
            break;
        }
        default: return usage_error("eval", "unknown option");
        }
    }
    if (argc - optind > 1) return usage_error("eval", "name one folder");
    if (optind < argc && q->n_gold) return usage_error("eval", "name a folder or --gold files, not both");
    if (optind < argc) q->dir = argv[optind];
    if (q->n_errors < 0) q->n_errors = q->json ? 0 : 10;
    return -1;
}

static int by_name(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

/* Files of a folder that end so, in order of names; none where there is no such folder. */
static umbel_status list_files(umbel_ctx *cx, const char *folder, const char *tail, const char ***out, size_t *n) {
    DIR *dir = opendir(folder);
    size_t cap = 0;
    umbel_status status = UMBEL_OK;
    *n = 0;
    *out = NULL;
    if (!dir) return UMBEL_OK;
    for (struct dirent *e; status == UMBEL_OK && (e = readdir(dir));) {
        umbel_str path;
        if (e->d_name[0] == '.' || !umbel_str_ends(umbel_str_of(e->d_name), umbel_str_of(tail))) continue;
        status = umbel_reserve(cx, &cx->scratch, (void *)out, &cap, *n + 1, sizeof **out);
        if (status == UMBEL_OK) status = umbel_str_format(cx, &cx->scratch, &path, "%s/%s", folder, e->d_name);
        if (status == UMBEL_OK) (*out)[(*n)++] = path.p;
    }
    closedir(dir);
    if (status == UMBEL_OK && *n) qsort(*out, *n, sizeof **out, by_name);
    return status;
}

/* "gold/dev" of ".../gold/dev.jsonl" */
static umbel_status set_name(umbel_ctx *cx, const char *folder, const char *path, umbel_str *out) {
    const char *slash = strrchr(path, '/');
    umbel_str file = umbel_str_of(slash ? slash + 1 : path);
    size_t dot = umbel_str_find(file, UMBEL_STR("."));
    if (dot != SIZE_MAX && dot) file.n = dot;
    return umbel_str_format(cx, &cx->scratch, out, "%s%s%.*s", folder, *folder ? "/" : "", UMBEL_ARGS(file));
}

static umbel_status score_one(umbel_ctx *cx, scoring *s, umbel_gold gold, const char *folder, const char *path) {
    umbel_str set;
    UMBEL_TRY(set_name(cx, folder, path, &set));
    s->n_sets++;
    return umbel_eval_files(cx, gold, set, &path, 1, &s->options, &s->eval, &s->bad);
}

static umbel_status score_folder(umbel_ctx *cx, scoring *s, umbel_gold gold, const char *dir, const char *folder) {
    umbel_str path;
    const char **files;
    size_t n;
    UMBEL_TRY(umbel_str_format(cx, &cx->scratch, &path, "%s/%s", dir, folder));
    UMBEL_TRY(list_files(cx, path.p, ".jsonl", &files, &n));
    if (n == 0) fprintf(stderr, "umbel eval: no gold in %s; %s is passed over\n", path.p, umbel_gold_name(gold));
    for (size_t i = 0; i < n; i++) UMBEL_TRY(score_one(cx, s, gold, folder, files[i]));
    if (n < 2 || gold != UMBEL_GOLD_TIES) return UMBEL_OK;
    umbel_eval_options sums = s->options; /* the errors are there already */
    sums.with_errors[0] = sums.with_errors[1] = false;
    umbel_diagnostics again = {0};
    umbel_status status = umbel_eval_files(cx, gold, umbel_str_of(folder), files, n, &sums, &s->eval, &again);
    umbel_diagnostics_free(cx, &again);
    return status;
}

/* Events: the folder's, else the project's own where the program runs in its tree. */
static umbel_status score_events(umbel_ctx *cx, scoring *s, const asked *q, const char *dir) {
    umbel_str folder, own;
    UMBEL_TRY(umbel_str_format(cx, &cx->scratch, &folder, "%s/events", dir));
    UMBEL_TRY(umbel_str_format(cx, &cx->scratch, &own, "%s/../tests/golden/events.jsonl", data_dir()));
    bool use_own = access(folder.p, R_OK) != 0 && access(own.p, R_OK) == 0 && (s->n_sets || !q->dir);
    return use_own ? score_one(cx, s, UMBEL_GOLD_EVENTS, "golden", own.p)
                   : score_folder(cx, s, UMBEL_GOLD_EVENTS, dir, "events");
}

static umbel_status score_dir(umbel_ctx *cx, scoring *s, const asked *q) {
    static const char *const folders[UMBEL_N_GOLDS] = {"gold", "mmp", "re3d", "muc4", "polnear", "events"};
    const char *shared = getenv("UMBEL_SHARED"), **files;
    umbel_str dir, seed;
    size_t n;
    if (q->dir)
        UMBEL_TRY(umbel_str_copy(cx, &cx->scratch, umbel_str_of(q->dir), &dir));
    else
        UMBEL_TRY(umbel_str_format(cx, &cx->scratch, &dir, "%s/eval", shared && *shared ? shared : "../shared"));
    UMBEL_TRY(umbel_str_format(cx, &cx->scratch, &seed, "%s/../seed", dir.p));
    for (int g = 0; g < (int)UMBEL_N_GOLDS; g++) {
        if (!q->sets[g]) continue;
        UMBEL_TRY(g == UMBEL_GOLD_EVENTS ? score_events(cx, s, q, dir.p)
                                         : score_folder(cx, s, (umbel_gold)g, dir.p, folders[g]));
        if (g != UMBEL_GOLD_TIES) continue;
        UMBEL_TRY(list_files(cx, seed.p, ".gold.jsonl", &files, &n));
        for (size_t i = 0; i < n; i++) UMBEL_TRY(score_one(cx, s, UMBEL_GOLD_TIES, "seed", files[i]));
    }
    if (s->n_sets == 0)
        return UMBEL_FAIL_AT(cx, UMBEL_E_ENVIRONMENT, -1, dir.p,
                             "there is no gold here; name the folder, set UMBEL_SHARED, or give files with --gold");
    return UMBEL_OK;
}

static umbel_status score_files(umbel_ctx *cx, scoring *s, const asked *q) {
    for (size_t i = 0; i < q->n_gold; i++) {
        umbel_gold gold;
        UMBEL_TRY(umbel_gold_guess(cx, q->gold[i], &gold));
        if (q->sets[gold]) UMBEL_TRY(score_one(cx, s, gold, "", q->gold[i]));
    }
    return UMBEL_OK;
}

static bool both_parts(const umbel_score *s) { return s->rows[UMBEL_PART_A] && s->rows[UMBEL_PART_B]; }

static double difference(const umbel_score *s) { return s->value[UMBEL_PART_A] - s->value[UMBEL_PART_B]; }

static bool is_finding(const umbel_score *s) {
    return !s->count && both_parts(s) && fabs(difference(s)) > UMBEL_PART_FINDING;
}

/* Files that are summed up elsewhere show their F1 alone. */
static bool is_shown(const asked *q, const scoring *s, const umbel_score *score) {
    bool summed = s->n_sets > 1 && umbel_str_starts(score->set, UMBEL_STR("gold/"));
    if (q->part != UMBEL_PART_ALL && score->rows[q->part] == 0) return q->all;
    if (q->all) return true;
    if (!score->headline || score->rows[UMBEL_PART_ALL] == 0) return false;
    return !summed || umbel_str_ends(score->measure, UMBEL_STR(".f1"));
}

static umbel_status put_value(umbel_ctx *cx, umbel_table *t, const umbel_score *s, int part) {
    if (s->rows[part] == 0) return umbel_table_add(cx, t, UMBEL_STR("-"));
    return umbel_table_addf(cx, t, s->count ? "%.0f" : "%.3f", s->value[part]);
}

static umbel_status print_one_part(umbel_ctx *cx, const asked *q, const scoring *s, umbel_buf *out) {
    static const char *const columns_a[] = {"set", "measure", ">part a", ">rows"};
    static const char *const columns_b[] = {"set", "measure", ">part b", ">rows"};
    umbel_table t = {.columns = q->part == UMBEL_PART_A ? columns_a : columns_b, .n_columns = 4};
    umbel_status status = UMBEL_OK;
    for (size_t i = 0; status == UMBEL_OK && i < s->eval.n_scores; i++) {
        const umbel_score *score = &s->eval.scores[i];
        if (!is_shown(q, s, score)) continue;
        status = umbel_table_add(cx, &t, score->set);
        if (status == UMBEL_OK) status = umbel_table_add(cx, &t, score->measure);
        if (status == UMBEL_OK) status = put_value(cx, &t, score, q->part);
        if (status == UMBEL_OK) status = umbel_table_addf(cx, &t, "%lld", (long long)score->rows[q->part]);
    }
    if (status == UMBEL_OK) status = umbel_table_print(cx, &t, 0, out);
    umbel_table_free(cx, &t);
    return status;
}

static umbel_status print_row(umbel_ctx *cx, umbel_table *t, const umbel_score *s) {
    UMBEL_TRY(umbel_table_add(cx, t, s->set));
    UMBEL_TRY(umbel_table_add(cx, t, s->measure));
    UMBEL_TRY(put_value(cx, t, s, UMBEL_PART_A));
    UMBEL_TRY(put_value(cx, t, s, UMBEL_PART_B));
    if (s->count || !both_parts(s))
        UMBEL_TRY(umbel_table_add(cx, t, UMBEL_STR("-")));
    else
        UMBEL_TRY(umbel_table_addf(cx, t, "%+.3f", difference(s)));
    UMBEL_TRY(put_value(cx, t, s, UMBEL_PART_ALL));
    UMBEL_TRY(umbel_table_addf(cx, t, "%lld", (long long)s->rows[UMBEL_PART_A]));
    UMBEL_TRY(umbel_table_addf(cx, t, "%lld", (long long)s->rows[UMBEL_PART_B]));
    UMBEL_TRY(umbel_table_addf(cx, t, "%lld", (long long)s->rows[UMBEL_PART_ALL]));
    return umbel_table_add(cx, t, is_finding(s) ? UMBEL_STR("finding") : UMBEL_STR(""));
}

static umbel_status print_table(umbel_ctx *cx, const asked *q, const scoring *s, umbel_buf *out) {
    static const char *const columns[] = {"set",       "measure", ">part a", ">part b", ">a - b",
                                          ">together", ">rows a", ">rows b", ">rows",   ""};
    umbel_table t = {.columns = columns, .n_columns = 10};
    umbel_status status = UMBEL_OK;
    size_t n_findings = 0;
    for (size_t i = 0; status == UMBEL_OK && i < s->eval.n_scores; i++) {
        if (!is_shown(q, s, &s->eval.scores[i])) continue;
        n_findings += is_finding(&s->eval.scores[i]);
        status = print_row(cx, &t, &s->eval.scores[i]);
    }
    if (status == UMBEL_OK) status = umbel_table_print(cx, &t, 0, out);
    umbel_table_free(cx, &t);
    if (status == UMBEL_OK && n_findings)
        status = umbel_buf_printf(cx, out, "\n%zu finding%s: parts that differ by more than %.2f\n", n_findings,
                                  n_findings == 1 ? "" : "s", UMBEL_PART_FINDING);
    return status;
}

static umbel_status print_errors(umbel_ctx *cx, const scoring *s, umbel_buf *out) {
    if (s->eval.n_errors) UMBEL_TRY(umbel_buf_addz(cx, out, "\nWorst errors, documents with most first:\n"));
    for (size_t i = 0; i < s->eval.n_errors; i++) {
        const umbel_eval_error *e = &s->eval.errors[i];
        umbel_str sentence = e->sentence;
        if (sentence.n > 300) sentence.n = 300;
        while (sentence.n < e->sentence.n && sentence.n && (e->sentence.p[sentence.n] & 0xc0) == 0x80) sentence.n--;
        UMBEL_TRY(umbel_buf_printf(cx, out, "\n%.*s %.*s (%zu errors): %.*s ", UMBEL_ARGS(e->set),
                                   UMBEL_ARGS(e->document), e->n_in_document, UMBEL_ARGS(e->what)));
        UMBEL_TRY(umbel_tell_plain(cx, out, e->subject));
        UMBEL_TRY(umbel_buf_printf(cx, out, " | %.*s | ", UMBEL_ARGS(e->tie)));
        UMBEL_TRY(umbel_tell_plain(cx, out, e->object));
        UMBEL_TRY(umbel_buf_addz(cx, out, "\n    "));
        UMBEL_TRY(umbel_tell_plain(cx, out, sentence));
        UMBEL_TRY(umbel_buf_addz(cx, out, sentence.n < e->sentence.n ? " ...\n" : "\n"));
    }
    return UMBEL_OK;
}

static umbel_status member(umbel_ctx *cx, umbel_buf *out, const char *key, umbel_str value) {
    UMBEL_TRY(umbel_buf_printf(cx, out, ",\"%s\":", key));
    return umbel_tell_json_string(cx, out, value);
}

static umbel_status part_member(umbel_ctx *cx, umbel_buf *out, const char *key, const umbel_score *s, int part) {
    if (s->rows[part] == 0) return umbel_buf_printf(cx, out, ",\"%s\":null,\"rows_%s\":0", key, key);
    return umbel_buf_printf(cx, out, ",\"%s\":%.4f,\"rows_%s\":%lld", key, s->value[part], key,
                            (long long)s->rows[part]);
}

static umbel_status print_json(umbel_ctx *cx, const asked *q, const scoring *s, umbel_buf *out) {
    static const char *const parts[UMBEL_N_PARTS] = {"a", "b", "all"};
    for (size_t i = 0; i < s->eval.n_scores; i++) {
        const umbel_score *score = &s->eval.scores[i];
        UMBEL_TRY(umbel_buf_addz(cx, out, "{\"record\":\"score\""));
        UMBEL_TRY(member(cx, out, "set", score->set));
        UMBEL_TRY(member(cx, out, "measure", score->measure));
        for (int part = 0; part < UMBEL_N_PARTS; part++)
            if (q->part == UMBEL_PART_ALL || part == q->part) UMBEL_TRY(part_member(cx, out, parts[part], score, part));
        if (q->part == UMBEL_PART_ALL && !score->count && both_parts(score))
            UMBEL_TRY(umbel_buf_printf(cx, out, ",\"difference\":%.4f,\"finding\":%s", difference(score),
                                       is_finding(score) ? "true" : "false"));
        UMBEL_TRY(umbel_buf_addz(cx, out, "}\n"));
    }
    for (size_t i = 0; i < s->eval.n_errors; i++) {
        const umbel_eval_error *e = &s->eval.errors[i];
        UMBEL_TRY(umbel_buf_addz(cx, out, "{\"record\":\"error\""));
        UMBEL_TRY(member(cx, out, "set", e->set));
        UMBEL_TRY(member(cx, out, "document", e->document));
        UMBEL_TRY(member(cx, out, "what", e->what));
        UMBEL_TRY(member(cx, out, "subject", e->subject));
        UMBEL_TRY(member(cx, out, "tie", e->tie));
        UMBEL_TRY(member(cx, out, "object", e->object));
        UMBEL_TRY(member(cx, out, "sentence", e->sentence));
        UMBEL_TRY(umbel_buf_printf(cx, out, ",\"errors_of_document\":%zu}\n", e->n_in_document));
    }
    return UMBEL_OK;
}

static umbel_status print_all(umbel_ctx *cx, const asked *q, const scoring *s, umbel_buf *out) {
    if (q->json) return print_json(cx, q, s, out);
    UMBEL_TRY(q->part == UMBEL_PART_ALL ? print_table(cx, q, s, out) : print_one_part(cx, q, s, out));
    return print_errors(cx, s, out);
}

int cmd_eval(umbel_ctx *cx, int argc, char **argv) {
    asked q;
    umbel_tables tables = {0};
    umbel_buf out = {0};
    int code = read_options(argc, argv, &q);
    if (code >= 0) return code;
    umbel_status status = umbel_tables_open_extractor(cx, &tables, data_dir(), q.names);
    if (status == UMBEL_OK) status = choose_readers(cx, tables.extractor, &q.readers);
    scoring s = {.options = {.extractor = tables.extractor,
                             .n_threads = q.n_threads,
                             .n_errors = (size_t)q.n_errors,
                             .with_errors = {q.n_errors > 0 && q.part != UMBEL_PART_B,
                                             q.n_errors > 0 && q.part == UMBEL_PART_B}}};
    if (status == UMBEL_OK) status = q.n_gold ? score_files(cx, &s, &q) : score_dir(cx, &s, &q);
    print_diagnostics(cx, &s.bad);
    if (status == UMBEL_OK) status = print_all(cx, &q, &s, &out);
    bool written = write_out(&out);
    code = status != UMBEL_OK ? report(cx, status) : !written ? EXIT_ENVIRONMENT : s.bad.n ? EXIT_BAD_INPUT : EXIT_DONE;
    umbel_buf_free(cx, &out);
    umbel_eval_free(cx, &s.eval);
    umbel_diagnostics_free(cx, &s.bad);
    umbel_tables_close(cx, &tables);
    return code;
}
