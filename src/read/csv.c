/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "read/csv.h"

#include <string.h>

/* Length of the quoted cell at s, with both quotes; 0 where the closing one is missing. */
static size_t quoted_length(umbel_str s, size_t *n_doubled, size_t *n_lines) {
    for (size_t i = 1; i < s.n && i <= UMBEL_CSV_CELL_MAX; i++) {
        *n_lines += s.p[i] == '\n';
        if (s.p[i] != '"') continue;
        if (i + 1 >= s.n || s.p[i + 1] != '"') return i + 1;
        ++*n_doubled;
        i++;
    }
    return 0;
}

/* The cell without its quotes; doubled quotes inside become single ones. */
static umbel_status unquote(umbel_ctx *cx, umbel_arena *arena, umbel_str cell, size_t n_doubled, umbel_str *out) {
    *out = (umbel_str){cell.p + 1, cell.n - 2};
    if (n_doubled == 0) return UMBEL_OK;
    char *copy = UMBEL_NEW(cx, arena, char, cell.n - 2);
    if (!copy) return cx->err.code;
    size_t n = 0;
    for (size_t i = 1; i + 1 < cell.n; i++) {
        copy[n++] = cell.p[i];
        if (cell.p[i] == '"') i++;
    }
    *out = (umbel_str){copy, n};
    return UMBEL_OK;
}

static char separator_of(const umbel_csv *csv) { return csv->separator ? csv->separator : ','; }

/* Bytes before the next separator or line break. */
static size_t plain_length(umbel_str s, char separator) {
    size_t n = 0;
    while (n < s.n && s.p[n] != separator && s.p[n] != '\n') n++;
    return n;
}

static umbel_status take_cell(umbel_ctx *cx, umbel_arena *arena, umbel_csv *csv, umbel_str *cell) {
    size_t n_doubled = 0, n_lines = 0, n = 0;
    umbel_str s = csv->rest;
    if (s.n && s.p[0] == '"') {
        n = quoted_length(s, &n_doubled, &n_lines);
        if (n) {
            UMBEL_TRY(unquote(cx, arena, (umbel_str){s.p, n}, n_doubled, cell));
            csv->next_line += n_lines;
            n += plain_length((umbel_str){s.p + n, s.n - n}, separator_of(csv));
        } else {
            const char *end = memchr(s.p, '\n', s.n);
            csv->open_quote = true;
            n = end ? (size_t)(end - s.p) : s.n;
            *cell = (umbel_str){s.p, n};
        }
    } else {
        n = plain_length(s, separator_of(csv));
        *cell = (umbel_str){s.p, n};
        if (n && s.p[n - 1] == '\r' && (n == s.n || s.p[n] == '\n')) cell->n--;
    }
    csv->rest = (umbel_str){s.p + n, s.n - n};
    return UMBEL_OK;
}

umbel_status umbel_csv_next(umbel_ctx *cx, umbel_arena *arena, umbel_csv *csv, bool *any) {
    *any = csv->rest.n > 0;
    csv->n = 0;
    csv->open_quote = false;
    csv->line = csv->next_line + 1;
    for (bool more = *any; more;) {
        UMBEL_TRY(umbel_reserve(cx, arena, (void *)&csv->cells, &csv->cap, csv->n + 1, sizeof *csv->cells));
        UMBEL_TRY(take_cell(cx, arena, csv, &csv->cells[csv->n]));
        csv->n++;
        more = csv->rest.n > 0 && csv->rest.p[0] == separator_of(csv);
        if (csv->rest.n) csv->next_line += csv->rest.p[0] == '\n', csv->rest.p++, csv->rest.n--;
    }
    return UMBEL_OK;
}
