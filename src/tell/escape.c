/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Text from documents made harmless in each form it leaves in. */
#include "umbel/tell.h"

#include "text/utf8.h"

/* Marks that turn the reading direction or hide: a quote must not reorder the page around it. */
static bool is_bidi(uint32_t c) {
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x200e || c == 0x200f || c == 0x61c;
}

static bool is_control(uint32_t c) {
    return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029;
}

static umbel_status put(umbel_ctx *cx, umbel_buf *out, umbel_str s, size_t from, size_t to) {
    return umbel_buf_add(cx, out, (umbel_str){s.p + from, to - from});
}

umbel_status umbel_tell_html(umbel_ctx *cx, umbel_buf *out, umbel_str s) {
    for (size_t i = 0; i < s.n;) {
        size_t at = i;
        uint32_t c = umbel_utf8_next(s, &i);
        const char *entity = c == '&'    ? "&amp;"
                             : c == '<'  ? "&lt;"
                             : c == '>'  ? "&gt;"
                             : c == '"'  ? "&quot;"
                             : c == '\'' ? "&#39;"
                                         : NULL;
        if (entity)
            UMBEL_TRY(umbel_buf_addz(cx, out, entity));
        else if (is_bidi(c))
            UMBEL_TRY(umbel_buf_printf(cx, out, "\xe2\x80\xb9U+%04X\xe2\x80\xba", (unsigned)c));
        else if (is_control(c))
            UMBEL_TRY(umbel_buf_addz(cx, out, "\xef\xbf\xbd"));
        else
            UMBEL_TRY(put(cx, out, s, at, i));
    }
    return UMBEL_OK;
}

umbel_status umbel_tell_plain(umbel_ctx *cx, umbel_buf *out, umbel_str s) {
    for (size_t i = 0; i < s.n;) {
        size_t at = i;
        uint32_t c = umbel_utf8_next(s, &i);
        if (c == '\n' || c == '\t' || c == '\r')
            UMBEL_TRY(umbel_buf_byte(cx, out, ' '));
        else if (is_bidi(c) || is_control(c))
            UMBEL_TRY(umbel_buf_addz(cx, out, "\xef\xbf\xbd"));
        else
            UMBEL_TRY(put(cx, out, s, at, i));
    }
    return UMBEL_OK;
}

umbel_status umbel_tell_csv_cell(umbel_ctx *cx, umbel_buf *out, umbel_str s) {
    UMBEL_TRY(umbel_buf_byte(cx, out, '"'));
    size_t k = 0;
    while (k < s.n && s.p[k] == ' ') k++; /* spreadsheets trim before they look for a formula */
    if (k < s.n && (s.p[k] == '=' || s.p[k] == '+' || s.p[k] == '-' || s.p[k] == '@' || s.p[k] == '\t' ||
                    s.p[k] == '\r' || s.p[k] == '\n'))
        UMBEL_TRY(umbel_buf_byte(cx, out, '\''));
    for (size_t i = 0; i < s.n;) {
        size_t at = i;
        uint32_t c = umbel_utf8_next(s, &i);
        if (c == '"')
            UMBEL_TRY(umbel_buf_addz(cx, out, "\"\""));
        else if (is_bidi(c) || is_control(c))
            UMBEL_TRY(umbel_buf_addz(cx, out, "\xef\xbf\xbd"));
        else
            UMBEL_TRY(put(cx, out, s, at, i));
    }
    return umbel_buf_byte(cx, out, '"');
}

umbel_status umbel_tell_markdown(umbel_ctx *cx, umbel_buf *out, umbel_str s) {
    for (size_t i = 0; i < s.n;) {
        size_t at = i;
        uint32_t c = umbel_utf8_next(s, &i);
        bool sign = c == '\\' || c == '`' || c == '*' || c == '_' || c == '[' || c == ']' || c == '#' || c == '|' ||
                    c == '!' || c == '~';
        if (c == '<' || c == '>' || c == '&')
            UMBEL_TRY(umbel_buf_addz(cx, out, c == '<' ? "&lt;" : c == '>' ? "&gt;" : "&amp;"));
        else if (c == '\n' || c == '\t' || c == '\r')
            UMBEL_TRY(umbel_buf_byte(cx, out, ' '));
        else if (is_bidi(c) || is_control(c))
            UMBEL_TRY(umbel_buf_addz(cx, out, "\xef\xbf\xbd"));
        else {
            if (sign) UMBEL_TRY(umbel_buf_byte(cx, out, '\\'));
            UMBEL_TRY(put(cx, out, s, at, i));
        }
    }
    return UMBEL_OK;
}

static umbel_status json_inside(umbel_ctx *cx, umbel_buf *out, umbel_str s) {
    size_t from = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7f) continue;
        UMBEL_TRY(put(cx, out, s, from, i));
        from = i + 1;
        if (c == '"' || c == '\\')
            UMBEL_TRY(umbel_buf_printf(cx, out, "\\%c", c));
        else if (c == '\n')
            UMBEL_TRY(umbel_buf_addz(cx, out, "\\n"));
        else if (c == '\t')
            UMBEL_TRY(umbel_buf_addz(cx, out, "\\t"));
        else
            UMBEL_TRY(umbel_buf_printf(cx, out, "\\u%04x", c));
    }
    return put(cx, out, s, from, s.n);
}

umbel_status umbel_tell_json_string(umbel_ctx *cx, umbel_buf *out, umbel_str s) {
    UMBEL_TRY(umbel_buf_byte(cx, out, '"'));
    UMBEL_TRY(json_inside(cx, out, s));
    return umbel_buf_byte(cx, out, '"');
}

umbel_status umbel_tell_json_bytes(umbel_ctx *cx, umbel_buf *out, umbel_str s) {
    size_t bad;
    UMBEL_TRY(umbel_buf_byte(cx, out, '"'));
    while (!umbel_utf8_valid(s, &bad)) { /* a NUL is said to be bad too, and stays */
        UMBEL_TRY(json_inside(cx, out, (umbel_str){s.p, bad}));
        UMBEL_TRY(s.p[bad] ? umbel_buf_addz(cx, out, "\xef\xbf\xbd") : umbel_buf_addz(cx, out, "\\u0000"));
        s = (umbel_str){s.p + bad + 1, s.n - bad - 1};
    }
    UMBEL_TRY(json_inside(cx, out, s));
    return umbel_buf_byte(cx, out, '"');
}
