/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole path from the bytes of a file to statements as lines of JSON, as `umbel extract` goes it: on one core, with
 * the program's names and with a million made-up ones, and on every number of threads up to the cores.
 *
 *   bench_path [DATA.jsonl [ROUNDS [NAMES [all|judge|frames]]]]
 *
 * DATA has "id" and "text", or "docid" and "doctext" as MUC has; the default is eval/muc4/train.jsonl of UMBEL_SHARED
 * (or ../shared), and the samples where that is absent. "judge" leaves the encoder out, as --no-encoder does; "frames"
 * the judge as well. */
#include <jansson.h>

#include "base/file.h"
#include "base/intern.h"
#include "base/rng.h"
#include "base/thread.h"
#include "bench.h"

typedef struct counts {
    atomic_size_t *n_sentences, *n_statements;
} counts;

/* How to read the input. */
typedef struct plan {
    const char *input;
    int rounds;
    umbel_readers readers;
} plan;

typedef struct result {
    double seconds;
    uint64_t hash; /* of all that was printed, in order */
    size_t n_bytes;
} result;

static umbel_status print_it(const void *user, umbel_ctx *cx, const umbel_document *d, const umbel_reading *r,
                             umbel_buf *out) {
    const counts *c = user;
    atomic_fetch_add(c->n_sentences, r->n_passages);
    atomic_fetch_add(c->n_statements, r->n_statements);
    for (size_t i = 0; i < r->n_statements; i++)
        UMBEL_TRY(umbel_tell_statement_json(cx, out, &r->statements[i], d->given_id));
    return UMBEL_OK;
}

static umbel_status hash_it(void *user, umbel_ctx *cx, umbel_str printed) {
    result *r = user;
    (void)cx;
    if (printed.n) r->hash = r->hash * 0x100000001b3u ^ umbel_hash(printed);
    r->n_bytes += printed.n;
    return UMBEL_OK;
}

/* Rows of MUC in the form that extract reads; other rows as they are. */
static umbel_status write_input(umbel_ctx *cx, const char *data, const char *path) {
    umbel_buf bytes = {0};
    umbel_str rest, line;
    FILE *f = fopen(path, "wb");
    umbel_status status =
        f ? umbel_file_read(cx, data, (size_t)1 << 30, &bytes) : UMBEL_FAIL(cx, UMBEL_E_IO, "no %s", path);
    rest = umbel_buf_str(&bytes);
    while (status == UMBEL_OK && umbel_str_cut(&rest, '\n', &line)) {
        json_t *row = json_loadb(line.p, line.n, 0, NULL), *id = json_object_get(row, "docid"),
               *text = json_object_get(row, "doctext");
        json_t *made = id && text ? json_pack("{sOsO}", "id", id, "text", text) : json_incref(row);
        if (made && (json_dumpf(made, f, JSON_COMPACT) != 0 || fputc('\n', f) == EOF))
            status = UMBEL_FAIL(cx, UMBEL_E_IO, "%s cannot be written", path);
        json_decref(made);
        json_decref(row);
    }
    if (f && fclose(f) != 0 && status == UMBEL_OK) status = UMBEL_FAIL(cx, UMBEL_E_IO, "%s cannot be written", path);
    umbel_buf_free(cx, &bytes);
    return status;
}

/* Names of two to four words out of 30,000, four to an actor; the same in every run. */
static umbel_status write_names(umbel_ctx *cx, const char *path, size_t n) {
    static const char *const syllables[] = {"ka", "ru",  "men", "tol", "ves", "zur", "bin", "dor", "lim", "sha",
                                            "ul", "ter", "gan", "mur", "pel", "ix",  "osh", "yar", "eth", "und"};
    static const char *const heads[] = {"Brigade", "Front", "Movement", "Army", "Column", "League", "Guard", "Council"};
    umbel_rng rng;
    FILE *f = fopen(path, "wb");
    if (!f) return UMBEL_FAIL(cx, UMBEL_E_IO, "%s cannot be written", path);
    umbel_rng_seed(&rng, 1);
    for (size_t i = 0; i < n; i++) {
        fprintf(f, "x%06zu\t", i / 4);
        for (size_t words = 1 + umbel_rng_below(&rng, 3); words; words--) {
            size_t w = umbel_rng_below(&rng, 30000);
            char first = syllables[w % 20][0];
            fprintf(f, "%c%s%s%s%s ", first - 32, syllables[w % 20] + 1, syllables[w / 20 % 20],
                    syllables[w / 400 % 20], w / 8000 ? syllables[w / 8000] : "");
        }
        fprintf(f, "%s\n", heads[umbel_rng_below(&rng, 8)]);
    }
    return fclose(f) == 0 ? UMBEL_OK : UMBEL_FAIL(cx, UMBEL_E_IO, "%s cannot be written", path);
}

static const char *const reader_names[] = {"all", "judge", "frames"};

static umbel_status run(umbel_ctx *cx, const umbel_extractor *extractor, const plan *p, unsigned n_threads,
                        const char *what, result *out) {
    atomic_size_t n_sentences = 0, n_statements = 0;
    counts c = {&n_sentences, &n_statements};
    umbel_diagnostics bad = {0};
    umbel_extract_job job = {.extractor = extractor,
                             .n_threads = n_threads,
                             .print = print_it,
                             .print_user = &c,
                             .sink = hash_it,
                             .sink_user = out};
    umbel_status status = UMBEL_OK;
    *out = (result){.hash = 1};
    double start = now_s();
    for (int i = 0; status == UMBEL_OK && i < p->rounds; i++) status = umbel_extract_path(cx, &job, p->input, &bad);
    out->seconds = now_s() - start;
    umbel_diagnostics_free(cx, &bad);
    printf("{\"bench\":\"path\",\"readers\":\"%s\",\"names\":\"%s\",\"threads\":%u,\"sentences\":%zu,\"statements\":%"
           "zu,\"seconds\":%.2f,"
           "\"sentences_per_second\":%.0f,\"peak_mb\":%.0f,\"output\":\"%016llx\"}\n",
           reader_names[p->readers], what, n_threads, (size_t)n_sentences, (size_t)n_statements, out->seconds,
           (double)n_sentences / out->seconds, peak_mb(), (unsigned long long)out->hash);
    return status;
}

static umbel_status with_names(umbel_ctx *cx, const plan *p, const char *names, size_t n, double seconds_before) {
    umbel_tables tables = {0};
    result r = {0};
    UMBEL_TRY(write_names(cx, names, n));
    double before_mb = peak_mb(), start = now_s();
    umbel_status status = umbel_tables_open_extractor(cx, &tables, UMBEL_TREE "/data", names);
    double loaded = now_s() - start, mb = peak_mb() - before_mb;
    unlink(names);
    if (status == UMBEL_OK) umbel_extractor_use(tables.extractor, p->readers);
    if (status == UMBEL_OK) status = run(cx, tables.extractor, p, 1, "made up", &r);
    if (status == UMBEL_OK)
        printf("{\"bench\":\"names\",\"names\":%zu,\"loaded_seconds\":%.2f,\"loaded_mb\":%.0f,\"bytes_a_name\":%.0f,"
               "\"speed_against_own_names\":%.2f}\n",
               n, loaded, mb, mb * 1048576 / (double)n, seconds_before / r.seconds);
    umbel_tables_close(cx, &tables);
    return status;
}

int main(int argc, char **argv) {
    umbel_ctx cx;
    umbel_tables tables = {0};
    result one = {0}, more;
    char data[4096], input[64], names[64];
    const char *shared = getenv("UMBEL_SHARED");
    plan p = {.rounds = argc > 2 ? atoi(argv[2]) : 5, .readers = UMBEL_READERS_ALL};
    for (int i = 0; argc > 4 && i < 3; i++)
        if (strcmp(argv[4], reader_names[i]) == 0) p.readers = (umbel_readers)i;
    size_t n_names = argc > 3 ? (size_t)atol(argv[3]) : 1000000;
    bool same = true;
    umbel_ctx_init(&cx, NULL, 1);
    snprintf(data, sizeof data, "%s/eval/muc4/train.jsonl", shared && *shared ? shared : UMBEL_TREE "/../shared");
    if (argc > 1) snprintf(data, sizeof data, "%s", argv[1]);
    snprintf(input, sizeof input, "/tmp/umbel-bench-%d.jsonl", (int)getpid());
    snprintf(names, sizeof names, "/tmp/umbel-bench-%d.tsv", (int)getpid());
    umbel_status status = UMBEL_OK;
    bool given = access(data, R_OK) == 0;
    if (!given) fprintf(stderr, "bench_path: no %s; the samples are read instead\n", data);
    if (given) status = write_input(&cx, data, input);
    p.input = given ? input : UMBEL_TREE "/samples";
    if (status == UMBEL_OK) status = umbel_tables_open_extractor(&cx, &tables, UMBEL_TREE "/data", NULL);
    if (status == UMBEL_OK) umbel_extractor_use(tables.extractor, p.readers);
    for (unsigned t = 1; status == UMBEL_OK && t <= umbel_thread_count(); t++) {
        status = run(&cx, tables.extractor, &p, t, "own", t == 1 ? &one : &more);
        same = same && (t == 1 || more.hash == one.hash);
    }
    umbel_tables_close(&cx, &tables);
    if (status == UMBEL_OK) status = with_names(&cx, &p, names, n_names, one.seconds);
    if (status != UMBEL_OK) fprintf(stderr, "bench_path: %s\n", cx.err.msg);
    if (!same) fprintf(stderr, "bench_path: the output depends on the number of threads\n");
    unlink(input);
    umbel_ctx_free(&cx);
    return status != UMBEL_OK || !same;
}
