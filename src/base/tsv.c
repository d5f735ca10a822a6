/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/tsv.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"

#define TABLE_MAX ((size_t)64 << 20)

static size_t split(umbel_str line, umbel_str cells[UMBEL_TABLE_COLUMNS]) {
    size_t n = 0;
    umbel_str rest = line, cell;
    while (umbel_str_cut(&rest, '\t', &cell)) {
        if (n < UMBEL_TABLE_COLUMNS) cells[n] = cell;
        n++;
    }
    return n;
}

umbel_status umbel_table_read(umbel_ctx *cx, const char *path, const char *header, umbel_table_row *row, void *user) {
    umbel_buf bytes = {0};
    umbel_str cells[UMBEL_TABLE_COLUMNS], rest, text;
    size_t n_columns = split(umbel_str_of(header), cells), line = 0;
    bool seen_header = false;
    umbel_status status = umbel_file_read(cx, path, TABLE_MAX, &bytes);
    rest = umbel_buf_str(&bytes);
    while (status == UMBEL_OK && umbel_str_cut(&rest, '\n', &text)) {
        line++;
        if (text.n && text.p[text.n - 1] == '\r') text.n--;
        if (text.n == 0 || text.p[0] == '#') continue;
        size_t n = split(text, cells);
        if (!seen_header) {
            seen_header = true;
            if (!umbel_str_eq(text, umbel_str_of(header)))
                status =
                    UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, line, path, "the first line must be the columns \"%s\"", header);
        } else if (n != n_columns) {
            status = UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, line, path,
                                   "%zu cells where %zu belong; separate them with tabs", n, n_columns);
        } else {
            status = row(user, cx, cells, line, path);
        }
    }
    umbel_buf_free(cx, &bytes);
    return status;
}

umbel_status umbel_table_number(umbel_ctx *cx, umbel_str cell, size_t line, const char *path, double *out) {
    char text[32], *end;
    if (cell.n == 0 || cell.n >= sizeof text)
        return UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, line, path, "\"%.*s\" is no number", UMBEL_ARGS(cell));
    memcpy(text, cell.p, cell.n);
    text[cell.n] = 0;
    *out = strtod(text, &end);
    if (*end || !(*out > -1e9 && *out < 1e9))
        return UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, line, path, "\"%s\" is no number within a thousand million", text);
    return UMBEL_OK;
}
