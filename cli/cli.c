/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

static const command *find(const char *name) {
    for (const command *c = commands; c->name; c++)
        if (strcmp(c->name, name) == 0) return c;
    return NULL;
}

int show_help(const char *name) {
    const command *c = find(name);
    printf("umbel %s: %s\n\n%s", c->name, c->summary, c->help);
    return EXIT_DONE;
}

int usage_error(const char *name, const char *fmt, ...) {
    va_list args;
    va_start(args, fmt);
    fprintf(stderr, "umbel %s: ", name);
    vfprintf(stderr, fmt, args);
    fprintf(stderr, "\nTry 'umbel %s --help'.\n", name);
    va_end(args);
    return EXIT_USAGE;
}

/* A message may quote a ledger from a stranger: nothing in it may steer the terminal. */
static void print_message(const char *msg) {
    for (; *msg; msg++) {
        bool c1 = (unsigned char)msg[0] == 0xc2 && (unsigned char)msg[1] >= 0x80 && (unsigned char)msg[1] < 0xa0;
        fputc((unsigned char)*msg < ' ' || *msg == 0x7f || c1 ? '?' : *msg, stderr);
        if (c1) msg++;
    }
    fputc('\n', stderr);
}

/* What is no name of a function is one of a file. */
static bool is_file_name(const char *where) {
    static const char identifier[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_";
    return where[strspn(where, identifier)] != 0;
}

int report(const umbel_ctx *cx, umbel_status status) {
    const umbel_error *e = &cx->err;
    fprintf(stderr, "umbel: ");
    if (e->where[0] && e->pos >= 0)
        fprintf(stderr, "%s:%lld: ", e->where, (long long)e->pos);
    else if (e->where[0] && is_file_name(e->where))
        fprintf(stderr, "%s: ", e->where);
    print_message(e->msg[0] ? e->msg : umbel_status_name(status));
    switch (status) {
    case UMBEL_OK: return EXIT_DONE;
    case UMBEL_E_ARG: return EXIT_USAGE;
    case UMBEL_E_NOT_FOUND: return EXIT_NOTHING;
    case UMBEL_E_FORMAT:
    case UMBEL_E_LIMIT:
    case UMBEL_E_CORRUPT: return EXIT_BAD_INPUT;
    default: return EXIT_ENVIRONMENT;
    }
}

void print_diagnostics(umbel_ctx *cx, const umbel_diagnostics *bad) {
    umbel_buf line = {0};
    for (size_t i = 0; i < bad->n; i++) {
        const umbel_diagnostic *d = &bad->items[i];
        line.n = 0;
        umbel_status status = umbel_tell_plain(cx, &line, d->file);
        if (status == UMBEL_OK && d->pos >= 0)
            status = umbel_buf_printf(cx, &line, ":%s %lld", d->unit.n ? d->unit.p : "", (long long)d->pos);
        if (status == UMBEL_OK) status = umbel_buf_addz(cx, &line, ": ");
        if (status == UMBEL_OK) status = umbel_tell_plain(cx, &line, d->text);
        if (status == UMBEL_OK) fprintf(stderr, "umbel: %.*s [%.*s]\n", (int)line.n, line.p, UMBEL_ARGS(d->code));
    }
    umbel_buf_free(cx, &line);
}

static bool is_folder(const char *path) {
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

const char *data_dir(void) {
    static char beside[4096];
    const char *given = getenv("UMBEL_DATA");
    if (given && *given) return given;
    ssize_t n = readlink("/proc/self/exe", beside, sizeof beside - 64);
    if (n > 0) { /* unpacked anywhere: bin/umbel beside share/umbel/data */
        beside[n] = 0;
        char *slash = strrchr(beside, '/');
        if (slash) strcpy(slash, "/../share/umbel/data");
        if (is_folder(beside)) return beside;
    }
    return is_folder(UMBEL_DATA_BUILD) ? UMBEL_DATA_BUILD : UMBEL_DATA_INSTALLED;
}

const char *ledger_path(const char *option) {
    const char *from_env = getenv("UMBEL_LEDGER");
    return option ? option : from_env && *from_env ? from_env : "ledger.umbel";
}

bool write_out(const umbel_buf *buf) { return buf->n == 0 || fwrite(buf->p, 1, buf->n, stdout) == buf->n; }

bool read_threads(const char *text, unsigned *out) {
    char *end;
    long n = strtol(text, &end, 10);
    *out = (unsigned)n;
    return end != text && *end == 0 && n >= 1 && n <= 64;
}

int take_reader_option(const char *name, int c, reader_options *out) {
    char *end;
    if (c == 'F') out->readers = UMBEL_READERS_FRAMES;
    if (c == 'N') out->readers = UMBEL_READERS_NO_ENCODER;
    if (c != 'P') return -1;
    out->precision = strtod(optarg, &end);
    if (end != optarg && *end == 0 && out->precision > 0 && out->precision < 1) return -1;
    return usage_error(name, "--precision %s: write a share such as 0.8", optarg);
}

umbel_status choose_readers(umbel_ctx *cx, umbel_extractor *extractor, const reader_options *options) {
    umbel_extractor_use(extractor, options->readers);
    if (options->precision <= 0) return UMBEL_OK;
    if (options->readers == UMBEL_READERS_FRAMES)
        return UMBEL_FAIL(cx, UMBEL_E_ARG, "--precision: frames alone have one precision; leave --frames-only out");
    return umbel_extractor_want(cx, extractor, options->precision);
}

size_t terminal_width(void) {
    struct winsize size;
    if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return 0;
    return size.ws_col;
}
