/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* umbel add: documents into the ledger. */
#include <ftw.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "cli.h"

typedef struct bar {
    bool on;
    struct timespec start;
    double shown_at;
    uint64_t n_total; /* bytes of all files, 0 where unknown */
} bar;

static double since(const struct timespec *start) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - start->tv_sec) + (double)(now.tv_nsec - start->tv_nsec) / 1e9;
}

static uint64_t n_total;

static int add_size(const char *path, const struct stat *st, int type, struct FTW *ftw) {
    (void)path;
    (void)ftw;
    if (type == FTW_F && S_ISREG(st->st_mode)) n_total += (uint64_t)st->st_size;
    return 0;
}

/* Bytes under the paths, for the time that is left. */
static uint64_t size_of(char **paths, int n) {
    n_total = 0;
    for (int i = 0; i < n; i++) nftw(paths[i], add_size, 16, FTW_PHYS);
    return n_total;
}

static void on_progress(void *user, const umbel_added *a, const umbel_document *document) {
    bar *b = user;
    double t = since(&b->start);
    (void)document;
    if (!b->on || t - b->shown_at < 0.1) return;
    b->shown_at = t;
    size_t n = a->n_documents + a->n_same + a->n_sightings;
    fprintf(stderr, "\r\033[K%zu documents, %zu statements, %.1f MB, %.0f documents/s", n, a->n_statements,
            (double)a->n_bytes / 1e6, (double)n / t);
    if (b->n_total > a->n_bytes && a->n_bytes > 0)
        fprintf(stderr, ", %.0f s left", t * (double)(b->n_total - a->n_bytes) / (double)a->n_bytes);
}

static void print_added(const umbel_added *a, size_t n_bad, const char *ledger, bool json) {
    if (json) {
        printf("{\"documents\":%zu,\"sightings\":%zu,\"same\":%zu,\"sentences\":%zu,\"statements\":%zu,\"refused\":%zu,"
               "\"unread\":%zu,\"entries\":%zu,\"actors\":%zu,\"designations\":%zu,\"listed_persons\":%zu}\n",
               a->n_documents, a->n_sightings, a->n_same, a->n_passages, a->n_statements, a->n_refused, n_bad,
               a->n_entries, a->n_actors, a->n_designations, a->n_listed_persons);
        return;
    }
    printf("%s: %zu new document%s (%zu sentences, %zu statements), %zu further sighting%s, %zu unchanged, %zu not "
           "read\n",
           ledger, a->n_documents, a->n_documents == 1 ? "" : "s", a->n_passages, a->n_statements, a->n_sightings,
           a->n_sightings == 1 ? "" : "s", a->n_same, n_bad);
    if (a->n_entries)
        printf(
            "%s: %zu list entr%s: %zu new designation%s of organisations (%zu new actor%s), %zu new listed person%s\n",
            ledger, a->n_entries, a->n_entries == 1 ? "y" : "ies", a->n_designations, a->n_designations == 1 ? "" : "s",
            a->n_actors, a->n_actors == 1 ? "" : "s", a->n_listed_persons, a->n_listed_persons == 1 ? "" : "s");
}

int cmd_add(umbel_ctx *cx, int argc, char **argv) {
    static const struct option options[] = {{"ledger", required_argument, NULL, 'l'},
                                            {"source", required_argument, NULL, 's'},
                                            {"date", required_argument, NULL, 'd'},
                                            {"format", required_argument, NULL, 'f'},
                                            {"names", required_argument, NULL, 'n'},
                                            {"json", no_argument, NULL, 'j'},
                                            READER_OPTIONS,
                                            {"help", no_argument, NULL, 'h'},
                                            {0}};
    const char *ledger_option = NULL, *names = NULL;
    bool json = false;
    reader_options readers = {0};
    umbel_read_options read = {0};
    umbel_tables tables = {0};
    umbel_ledger *ledger = NULL;
    umbel_diagnostics bad = {0};
    umbel_added added = {0};
    bar b = {.on = isatty(STDERR_FILENO)};
    for (int c; (c = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
        if (c == 'h') return show_help("add");
        int code = take_reader_option("add", c, &readers);
        if (code >= 0) return code;
        if (c == 'l')
            ledger_option = optarg;
        else if (c == 's')
            read.source = umbel_str_of(optarg);
        else if (c == 'f')
            read.format = umbel_str_of(optarg);
        else if (c == 'n')
            names = optarg;
        else if (c == 'j')
            json = true;
        else if (c == 'd' && !umbel_date_parse(umbel_str_of(optarg), &read.date))
            return usage_error("add", "--date %s: write YYYY-MM-DD", optarg);
        else if (c == '?')
            return usage_error("add", "unknown option");
    }
    if (optind >= argc) return usage_error("add", "name a file or a folder");
    const char *path = ledger_path(ledger_option);
    clock_gettime(CLOCK_MONOTONIC, &b.start);
    if (b.on) b.n_total = size_of(argv + optind, argc - optind);
    umbel_status status = umbel_tables_open(cx, &tables, data_dir(), names);
    if (status == UMBEL_OK) status = choose_readers(cx, tables.extractor, &readers);
    if (status == UMBEL_OK) status = umbel_ledger_open(cx, &ledger, path, UMBEL_LEDGER_WRITE);
    for (int i = optind; status == UMBEL_OK && i < argc; i++)
        status = umbel_add_path(cx, ledger, &tables, argv[i], &read, &bad, &added, on_progress, &b);
    if (b.on) fprintf(stderr, "\r\033[K");
    print_diagnostics(cx, &bad);
    int code = status != UMBEL_OK ? report(cx, status) : bad.n ? EXIT_BAD_INPUT : EXIT_DONE;
    if (status == UMBEL_OK) print_added(&added, bad.n, path, json);
    umbel_ledger_close(cx, ledger);
    umbel_tables_close(cx, &tables);
    umbel_diagnostics_free(cx, &bad);
    return code;
}
