/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* A user's file of comma-separated values, row by row. */
#include <string.h>

#include "base/file.h"
#include "read/csv.h"
#include "read/read.h"
#include "umbel/text.h"

/* Rows with one kind of fault: the first is named, all are counted. */
typedef struct fault {
    size_t n, line;
} fault;

static void note(fault *f, size_t line) {
    if (f->n++ == 0) f->line = line;
}

/* What separates the cells of the first line: semicolons or tabs only where there is no comma. */
static char find_separator(umbel_str bytes) {
    bool quoted = false, semicolon = false, tab = false;
    for (size_t i = 0; i < bytes.n && (quoted || bytes.p[i] != '\n') && i < UMBEL_CSV_CELL_MAX; i++) {
        if (bytes.p[i] == '"') quoted = !quoted;
        if (quoted) continue;
        if (bytes.p[i] == ',') return ',';
        semicolon = semicolon || bytes.p[i] == ';';
        tab = tab || bytes.p[i] == '\t';
    }
    return tab ? '\t' : semicolon ? ';' : ',';
}

static bool is_utf8(const umbel_csv *csv) {
    for (size_t i = 0; i < csv->n; i++)
        if (!umbel_utf8_valid(csv->cells[i], NULL)) return false;
    return true;
}

static bool is_blank(const umbel_csv *csv) {
    for (size_t i = 0; i < csv->n; i++)
        if (umbel_str_trim(csv->cells[i]).n) return false;
    return true;
}

static umbel_status tell_fault(const reader *r, const fault *f, const char *code, const char *what, const char *mend) {
    if (f->n == 0) return UMBEL_OK;
    if (f->n == 1) return umbel_complain(r, r->locator, (int64_t)f->line, "line", code, "this row %s; %s", what, mend);
    return umbel_complain(r, r->locator, (int64_t)f->line, "line", code, "this row, and %zu after it, %s; %s", f->n - 1,
                          what, mend);
}

static umbel_status tell_faults(const reader *r, const fault *not_utf8, const fault *open_quote) {
    UMBEL_TRY(tell_fault(r, not_utf8, "not-utf8", "could not be read: not UTF-8",
                         "convert the file, for example with iconv -f WINDOWS-1252 -t UTF-8"));
    return tell_fault(r, open_quote, "open-quote",
                      "had a cell cut at the end of its line: the quotation mark is never closed",
                      "close or double it");
}

static umbel_status read_rows(const reader *r, umbel_str bytes, umbel_csv_sink *sink, void *user) {
    umbel_ctx *cx = r->cx;
    fault not_utf8 = {0}, open_quote = {0};
    umbel_arena cells = {0};
    umbel_csv csv = {.rest = bytes, .separator = find_separator(bytes)};
    umbel_status status = UMBEL_OK;
    size_t n_row = 0;
    for (bool any = true; status == UMBEL_OK;) {
        umbel_arena_reset(cx, &cells);
        csv.cells = NULL; /* it lay in the arena */
        csv.cap = 0;
        status = umbel_csv_next(cx, &cells, &csv, &any);
        if (status != UMBEL_OK || !any) break;
        n_row++;
        if (is_blank(&csv)) continue;
        if (csv.open_quote) note(&open_quote, csv.line);
        if (is_utf8(&csv))
            status = sink(user, cx, &(umbel_csv_row){n_row, csv.line, csv.cells, csv.n});
        else
            note(&not_utf8, csv.line);
        if (status == UMBEL_OK && n_row % 256 == 0) status = umbel_ctx_poll(cx);
    }
    umbel_arena_free(cx, &cells);
    return status == UMBEL_OK ? tell_faults(r, &not_utf8, &open_quote) : status;
}

umbel_status umbel_read_csv(umbel_ctx *cx, const char *path, umbel_csv_sink *sink, void *user, umbel_diagnostics *bad) {
    reader r = {.cx = cx, .bad = bad, .locator = umbel_str_of(path)};
    umbel_buf bytes = {0};
    umbel_status status = umbel_file_read(cx, path, UMBEL_CSV_MAX, &bytes);
    umbel_str rest = umbel_buf_str(&bytes);
    if (umbel_str_starts(rest, UMBEL_STR("\xef\xbb\xbf"))) rest = (umbel_str){rest.p + 3, rest.n - 3};
    if (status == UMBEL_OK) status = read_rows(&r, rest, sink, user);
    umbel_buf_free(cx, &bytes);
    return status;
}
