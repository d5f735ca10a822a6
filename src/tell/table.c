/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables for people: aligned by how wide characters are shown. */
#include <string.h>
#include <unicode/uchar.h>

#include "text/utf8.h"
#include "umbel/tell.h"

#define GAP 2

static size_t width_of_char(uint32_t c) {
    int8_t type = u_charType((UChar32)c);
    if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) return 0;
    int ea = u_getIntPropertyValue((UChar32)c, UCHAR_EAST_ASIAN_WIDTH);
    return ea == U_EA_WIDE || ea == U_EA_FULLWIDTH ? 2 : 1;
}

static size_t width_of(umbel_str s) {
    size_t w = 0;
    for (size_t i = 0; i < s.n;) w += width_of_char(umbel_utf8_next(s, &i));
    return w;
}

/* The longest beginning of s that is at most `width` wide, with room for an ellipsis. */
static umbel_str cut_to(umbel_str s, size_t width, bool *cut) {
    size_t w = 0, end = 0;
    *cut = width_of(s) > width;
    if (!*cut) return s;
    for (size_t i = 0; i < s.n;) {
        size_t at = i;
        w += width_of_char(umbel_utf8_next(s, &i));
        if (w + 1 > width) {
            end = at;
            break;
        }
        end = i;
    }
    return (umbel_str){s.p, end};
}

umbel_status umbel_table_add(umbel_ctx *cx, umbel_table *t, umbel_str cell) {
    umbel_buf clean = {0};
    UMBEL_TRY(umbel_reserve(cx, &t->arena, (void *)&t->cells, &t->cap_cells, t->n_cells + 1, sizeof *t->cells));
    umbel_status status = umbel_tell_plain(cx, &clean, cell);
    if (status == UMBEL_OK) status = umbel_str_copy(cx, &t->arena, umbel_buf_str(&clean), &t->cells[t->n_cells]);
    if (status == UMBEL_OK) t->n_cells++;
    umbel_buf_free(cx, &clean);
    return status;
}

umbel_status umbel_table_addf(umbel_ctx *cx, umbel_table *t, const char *fmt, ...) {
    char text[512];
    va_list args;
    va_start(args, fmt);
    int n = vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    if (n < 0) n = 0;
    return umbel_table_add(cx, t, (umbel_str){text, (size_t)n < sizeof text ? (size_t)n : sizeof text - 1});
}

static umbel_status pad(umbel_ctx *cx, umbel_buf *out, size_t n, char c) {
    for (size_t i = 0; i < n; i++) UMBEL_TRY(umbel_buf_byte(cx, out, c));
    return UMBEL_OK;
}

static umbel_status put_cell(umbel_ctx *cx, umbel_buf *out, umbel_str cell, size_t width, bool right, bool last) {
    bool cut;
    umbel_str shown = cut_to(cell, width, &cut);
    size_t w = width_of(shown) + cut;
    if (right) UMBEL_TRY(pad(cx, out, width - w, ' '));
    UMBEL_TRY(umbel_buf_add(cx, out, shown));
    if (cut) UMBEL_TRY(umbel_buf_addz(cx, out, "\xe2\x80\xa6"));
    if (!right && !last) UMBEL_TRY(pad(cx, out, width - w, ' '));
    return last ? UMBEL_OK : pad(cx, out, GAP, ' ');
}

#define COLUMNS_MAX 16

static void find_widths(const umbel_table *t, size_t limit, size_t widths[COLUMNS_MAX]) {
    size_t total = 0, widest = 0;
    for (size_t c = 0; c < t->n_columns; c++) {
        const char *name = t->columns[c];
        widths[c] = width_of(umbel_str_of(name[0] == '>' ? name + 1 : name));
        for (size_t i = c; i < t->n_cells; i += t->n_columns)
            if (width_of(t->cells[i]) > widths[c]) widths[c] = width_of(t->cells[i]);
        total += widths[c] + (c ? GAP : 0);
    }
    while (limit && total > limit) { /* the widest column gives way, down to 12 */
        for (size_t c = 0; c < t->n_columns; c++)
            if (widths[c] > widths[widest]) widest = c;
        if (widths[widest] <= 12) break;
        size_t less = total - limit < widths[widest] - 12 ? total - limit : widths[widest] - 12;
        if (less > 8 && t->n_columns > 1) less = 8; /* step by step, so that several wide columns share the loss */
        widths[widest] -= less;
        total -= less;
    }
}

umbel_status umbel_table_print(umbel_ctx *cx, const umbel_table *t, size_t width, umbel_buf *out) {
    size_t widths[COLUMNS_MAX];
    if (t->n_columns > COLUMNS_MAX) return UMBEL_FAIL(cx, UMBEL_E_ARG, "more than %d columns", COLUMNS_MAX);
    find_widths(t, width, widths);
    for (size_t c = 0; c < t->n_columns; c++) {
        bool right = t->columns[c][0] == '>';
        UMBEL_TRY(put_cell(cx, out, umbel_str_of(t->columns[c] + right), widths[c], right, c + 1 == t->n_columns));
    }
    UMBEL_TRY(umbel_buf_byte(cx, out, '\n'));
    for (size_t c = 0; c < t->n_columns; c++) {
        UMBEL_TRY(pad(cx, out, widths[c], '-'));
        if (c + 1 < t->n_columns) UMBEL_TRY(pad(cx, out, GAP, ' '));
    }
    UMBEL_TRY(umbel_buf_byte(cx, out, '\n'));
    for (size_t i = 0; i + t->n_columns <= t->n_cells; i += t->n_columns) {
        for (size_t c = 0; c < t->n_columns; c++)
            UMBEL_TRY(put_cell(cx, out, t->cells[i + c], widths[c], t->columns[c][0] == '>', c + 1 == t->n_columns));
        UMBEL_TRY(umbel_buf_byte(cx, out, '\n'));
    }
    return UMBEL_OK;
}

void umbel_table_free(umbel_ctx *cx, umbel_table *t) {
    umbel_arena_free(cx, &t->arena);
    *t = (umbel_table){0};
}
