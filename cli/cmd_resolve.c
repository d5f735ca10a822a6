/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* umbel resolve: names on standard input to actors. umbel index: a table of names made ready for it. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "names.h"

#define QUERY_MAX ((size_t)64 << 10) /* bytes of a line that are read */

umbel_status open_names(umbel_ctx *cx, const names_source *source, umbel_names **out, umbel_diagnostics *bad) {
    umbel_actors table = {0};
    char path[4096];
    umbel_status status;
    if (source->index) return umbel_names_open(cx, out, source->index, data_dir());
    if (source->table) {
        status = umbel_read_user_names(cx, source->table, &table, bad);
    } else {
        snprintf(path, sizeof path, "%s/names.tsv", data_dir());
        status = umbel_read_names(cx, path, &table);
    }
    if (status == UMBEL_OK) status = umbel_names_build(cx, out, &table, data_dir());
    umbel_actors_free(cx, &table);
    return status;
}

bool read_probability(const char *text, double *out) {
    char *end;
    *out = strtod(text, &end);
    if (end == text || *end || !(*out >= 0 && *out <= 1)) return false;
    if (*out == 0) *out = 1e-300; /* 0 would ask for the usual one */
    return true;
}

/* ---- resolve -------------------------------------------------------------------------------- */

typedef struct asker {
    umbel_resolver *resolver;
    umbel_resolve_options options;
    umbel_buf line, out;
    size_t n_line, n_over; /* bytes of the line at hand that did not fit */
    bool begun;            /* a line is open */
} asker;

static umbel_status answer_json(umbel_ctx *cx, umbel_str asked, const umbel_answer *a, umbel_buf *out) {
    UMBEL_TRY(umbel_buf_byte(cx, out, '{'));
    UMBEL_TRY(add_json(cx, out, "query", asked, true));
    UMBEL_TRY(add_json(cx, out, "status", umbel_str_of(umbel_resolution_name(a->resolution)), false));
    UMBEL_TRY(umbel_buf_addz(cx, out, ",\"candidates\":["));
    for (size_t i = 0; i < a->n_matches; i++) {
        const umbel_match *m = &a->matches[i];
        UMBEL_TRY(umbel_buf_addz(cx, out, i ? ",{" : "{"));
        UMBEL_TRY(add_json(cx, out, "actor", m->actor, true));
        UMBEL_TRY(add_json(cx, out, "name", m->name, false));
        UMBEL_TRY(umbel_buf_printf(cx, out, ",\"p_match\":%.4f", m->p_match));
        UMBEL_TRY(add_json(cx, out, "why", m->why, false));
        UMBEL_TRY(umbel_buf_byte(cx, out, '}'));
    }
    return umbel_buf_addz(cx, out, "]}\n");
}

/* A character that the limit has cut is left out. */
static umbel_str whole_characters(umbel_str s) {
    size_t n = s.n;
    while (n && s.n - n < 3 && ((unsigned char)s.p[n - 1] & 0xc0) == 0x80) n--;
    bool cut = n && (unsigned char)s.p[n - 1] >= 0xc2 && !umbel_utf8_valid((umbel_str){s.p + n - 1, s.n - n + 1}, NULL);
    return (umbel_str){s.p, cut ? n - 1 : s.n};
}

static umbel_status answer_line(umbel_ctx *cx, asker *a) {
    umbel_answer answer = {0};
    umbel_str asked = umbel_buf_str(&a->line);
    a->n_line++;
    if (a->n_over) {
        asked = whole_characters(asked);
        fprintf(stderr,
                "umbel: standard input:line %zu: the line has %zu bytes; what is behind the first %zu was not "
                "read\n",
                a->n_line, a->line.n + a->n_over, QUERY_MAX);
    } else if (asked.n && asked.p[asked.n - 1] == '\r') {
        asked.n--;
    }
    if (umbel_str_trim(asked).n) UMBEL_TRY(umbel_resolve_name(cx, a->resolver, asked, &a->options, &answer));
    a->out.n = 0;
    UMBEL_TRY(answer_json(cx, asked, &answer, &a->out));
    a->line.n = a->n_over = 0;
    a->begun = false;
    if (!write_out(&a->out) || fflush(stdout) != 0) return UMBEL_FAIL(cx, UMBEL_E_IO, "the output cannot be written");
    return UMBEL_OK;
}

static umbel_status take_bytes(umbel_ctx *cx, asker *a, umbel_str bytes) {
    while (bytes.n) {
        const char *end = memchr(bytes.p, '\n', bytes.n);
        size_t n = end ? (size_t)(end - bytes.p) : bytes.n, room = QUERY_MAX - a->line.n;
        UMBEL_TRY(umbel_buf_add(cx, &a->line, (umbel_str){bytes.p, n < room ? n : room}));
        if (n > room) a->n_over += n - room;
        a->begun = true;
        if (end) UMBEL_TRY(answer_line(cx, a));
        n += end != NULL;
        bytes = (umbel_str){bytes.p + n, bytes.n - n};
    }
    return UMBEL_OK;
}

static umbel_status answer_all(umbel_ctx *cx, asker *a) {
    char chunk[1 << 14];
    for (;;) {
        UMBEL_TRY(umbel_ctx_poll(cx));
        ssize_t n = read(STDIN_FILENO, chunk, sizeof chunk);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return UMBEL_FAIL(cx, UMBEL_E_IO, "standard input cannot be read: %s", strerror(errno));
        if (n == 0) break;
        UMBEL_TRY(take_bytes(cx, a, (umbel_str){chunk, (size_t)n}));
    }
    return a->begun ? answer_line(cx, a) : UMBEL_OK;
}

static int run_resolve(umbel_ctx *cx, const names_source *source, const umbel_resolve_options *options) {
    asker a = {.options = *options};
    umbel_names *names = NULL;
    umbel_diagnostics bad = {0};
    umbel_status status = open_names(cx, source, &names, &bad);
    print_diagnostics(cx, &bad);
    if (status == UMBEL_OK) status = umbel_resolver_new(cx, &a.resolver, names);
    if (status == UMBEL_OK) status = answer_all(cx, &a);
    int code = status != UMBEL_OK ? report(cx, status) : bad.n ? EXIT_BAD_INPUT : EXIT_DONE;
    umbel_resolver_free(cx, a.resolver);
    umbel_names_free(cx, names);
    umbel_buf_free(cx, &a.line);
    umbel_buf_free(cx, &a.out);
    umbel_diagnostics_free(cx, &bad);
    return code;
}

int cmd_resolve(umbel_ctx *cx, int argc, char **argv) {
    static const struct option options[] = {{"names", required_argument, NULL, 'n'},
                                            {"index", required_argument, NULL, 'i'},
                                            {"top", required_argument, NULL, 'k'},
                                            {"threshold", required_argument, NULL, 't'},
                                            {"at", required_argument, NULL, 'a'},
                                            {"help", no_argument, NULL, 'h'},
                                            {0}};
    names_source source = {0};
    umbel_resolve_options o = {0};
    for (int c; (c = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
        char *end;
        long top;
        switch (c) {
        case 'h': return show_help("resolve");
        case 'n': source.table = optarg; break;
        case 'i': source.index = optarg; break;
        case 'k':
            top = strtol(optarg, &end, 10);
            if (end == optarg || *end || top < 1 || top > 1000)
                return usage_error("resolve", "--top %s: write a whole number from 1 to 1000", optarg);
            o.top = (size_t)top;
            break;
        case 't':
            if (!read_probability(optarg, &o.threshold))
                return usage_error("resolve", "--threshold %s: write a probability from 0 to 1, such as 0.7", optarg);
            break;
        case 'a':
            if (!umbel_date_parse(umbel_str_of(optarg), &o.at))
                return usage_error("resolve", "--at %s: write YYYY-MM-DD, YYYY-MM or YYYY", optarg);
            break;
        default: return usage_error("resolve", "unknown option");
        }
    }
    if (source.table && source.index) return usage_error("resolve", "give --names or --index, not both");
    if (source.table && strcmp(source.table, "-") == 0)
        return usage_error("resolve", "--names -: standard input holds the queries; write the names to a file");
    if (optind < argc) return usage_error("resolve", "queries are read from standard input, one a line");
    return run_resolve(cx, &source, &o);
}

/* ---- index ---------------------------------------------------------------------------------- */

static double since(const struct timespec *start) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - start->tv_sec) + (double)(now.tv_nsec - start->tv_nsec) / 1e9;
}

/* An index may take the place of another, not of the names or of anything else that somebody keeps. */
static bool may_replace(const char *path) {
    char magic[8] = {0};
    struct stat info;
    if (stat(path, &info) != 0 || (S_ISREG(info.st_mode) && info.st_size == 0)) return true;
    FILE *f = S_ISREG(info.st_mode) ? fopen(path, "rb") : NULL;
    if (!f) return false;
    bool is_index = fread(magic, 1, sizeof magic, f) == sizeof magic && memcmp(magic, "UMBELIDX", sizeof magic) == 0;
    fclose(f);
    return is_index;
}

static void say(bool on, const char *fmt, ...) UMBEL_PRINTF(2, 3);
static void say(bool on, const char *fmt, ...) {
    va_list args;
    if (!on) return;
    va_start(args, fmt);
    fputs("\r\033[K", stderr);
    vfprintf(stderr, fmt, args);
    va_end(args);
    fflush(stderr);
}

int cmd_index(umbel_ctx *cx, int argc, char **argv) {
    static const struct option options[] = {{"help", no_argument, NULL, 'h'}, {0}};
    umbel_actors table = {0};
    umbel_names *names = NULL;
    umbel_diagnostics bad = {0};
    struct timespec start;
    bool on = isatty(STDERR_FILENO);
    for (int c; (c = getopt_long(argc, argv, "h", options, NULL)) != -1;)
        return c == 'h' ? show_help("index") : usage_error("index", "unknown option");
    if (optind + 2 != argc) return usage_error("index", "name the table of names and the index to write");
    const char *from = argv[optind], *to = argv[optind + 1];
    if (!may_replace(to))
        return usage_error("index", "%s is there and is no index of names; move it away or write to another file", to);
    clock_gettime(CLOCK_MONOTONIC, &start);
    say(on, "reading %s ...", from);
    umbel_status status = umbel_read_user_names(cx, from, &table, &bad);
    if (status == UMBEL_OK) say(on, "%zu names read, %.1f s; making the index ...", table.n_names, since(&start));
    if (status == UMBEL_OK) status = umbel_names_build(cx, &names, &table, data_dir());
    umbel_actors_free(cx, &table);
    if (status == UMBEL_OK) say(on, "writing %s, %.1f s ...", to, since(&start));
    if (status == UMBEL_OK) status = umbel_names_write(cx, names, to);
    say(on, "%s", "");
    print_diagnostics(cx, &bad);
    if (status == UMBEL_OK) {
        umbel_names_size s = umbel_names_measure(names);
        printf("%s: %zu names of %zu actors, %zu bytes (%.0f a name), %.1f s\n", to, s.n_names, s.n_actors, s.n_bytes,
               s.n_names ? (double)s.n_bytes / (double)s.n_names : 0.0, since(&start));
    }
    int code = status != UMBEL_OK ? report(cx, status) : bad.n ? EXIT_BAD_INPUT : EXIT_DONE;
    umbel_names_free(cx, names);
    umbel_diagnostics_free(cx, &bad);
    return code;
}
