/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Strings that belong to somebody else, and growing byte buffers. */
#include "umbel/base.h"

#include <string.h>

umbel_str umbel_str_of(const char *z) { return z ? (umbel_str){z, strlen(z)} : (umbel_str){NULL, 0}; }

bool umbel_str_eq(umbel_str a, umbel_str b) { return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0); }

int umbel_str_cmp(umbel_str a, umbel_str b) {
    size_t n = a.n < b.n ? a.n : b.n;
    int d = n ? memcmp(a.p, b.p, n) : 0;
    return d ? d : (a.n > b.n) - (a.n < b.n);
}

bool umbel_str_starts(umbel_str s, umbel_str prefix) {
    return s.n >= prefix.n && (prefix.n == 0 || memcmp(s.p, prefix.p, prefix.n) == 0);
}

bool umbel_str_ends(umbel_str s, umbel_str suffix) {
    return s.n >= suffix.n && (suffix.n == 0 || memcmp(s.p + s.n - suffix.n, suffix.p, suffix.n) == 0);
}

static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

umbel_str umbel_str_trim(umbel_str s) {
    while (s.n && is_space(s.p[0])) s.p++, s.n--;
    while (s.n && is_space(s.p[s.n - 1])) s.n--;
    return s;
}

bool umbel_str_cut(umbel_str *rest, char sep, umbel_str *part) {
    if (!rest->p) return false;
    const char *at = rest->n ? memchr(rest->p, sep, rest->n) : NULL;
    if (at) {
        *part = (umbel_str){rest->p, (size_t)(at - rest->p)};
        *rest = (umbel_str){at + 1, rest->n - part->n - 1};
    } else {
        *part = *rest;
        *rest = (umbel_str){NULL, 0};
    }
    return true;
}

size_t umbel_str_find(umbel_str s, umbel_str needle) {
    if (needle.n == 0) return 0;
    for (size_t i = 0; i + needle.n <= s.n; i++) {
        const char *at = memchr(s.p + i, needle.p[0], s.n - needle.n - i + 1);
        if (!at) return SIZE_MAX;
        i = (size_t)(at - s.p);
        if (memcmp(at, needle.p, needle.n) == 0) return i;
    }
    return SIZE_MAX;
}

size_t umbel_str_words(umbel_str s) {
    size_t n = 0;
    bool inside = false;
    for (size_t i = 0; i < s.n; i++) {
        n += !is_space(s.p[i]) && !inside;
        inside = !is_space(s.p[i]);
    }
    return n;
}

umbel_status umbel_str_copy(umbel_ctx *cx, umbel_arena *arena, umbel_str s, umbel_str *out) {
    char *p = UMBEL_NEW(cx, arena, char, s.n + 1);
    if (!p) return cx->err.code;
    if (s.n) memcpy(p, s.p, s.n);
    *out = (umbel_str){p, s.n};
    return UMBEL_OK;
}

umbel_status umbel_str_format(umbel_ctx *cx, umbel_arena *arena, umbel_str *out, const char *fmt, ...) {
    va_list args, again;
    va_start(args, fmt);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    char *p = n < 0 ? NULL : UMBEL_NEW(cx, arena, char, (size_t)n + 1);
    if (p) vsnprintf(p, (size_t)n + 1, fmt, again);
    va_end(again);
    if (n < 0) return UMBEL_FAIL(cx, UMBEL_E_ARG, "text cannot be formatted");
    if (!p) return cx->err.code;
    *out = (umbel_str){p, (size_t)n};
    return UMBEL_OK;
}

static umbel_status make_room(umbel_ctx *cx, umbel_buf *buf, size_t n) {
    if (n < buf->cap - buf->n) return UMBEL_OK; /* one byte stays for a NUL */
    if (n > SIZE_MAX / 4 - buf->n) return UMBEL_FAIL(cx, UMBEL_E_LIMIT, "a text of more than %zu bytes", buf->n);
    size_t cap = buf->cap ? buf->cap : 256;
    while (cap - buf->n <= n) cap *= 2;
    char *p = cx->alloc.resize(cx->alloc.user, buf->p, buf->cap, cap);
    if (!p) return UMBEL_FAIL(cx, UMBEL_E_MEMORY, "no memory for a text of %zu bytes", cap);
    buf->p = p;
    buf->cap = cap;
    return UMBEL_OK;
}

umbel_status umbel_buf_add(umbel_ctx *cx, umbel_buf *buf, umbel_str s) {
    if (s.n == 0) return UMBEL_OK;
    UMBEL_TRY(make_room(cx, buf, s.n));
    memcpy(buf->p + buf->n, s.p, s.n);
    buf->n += s.n;
    buf->p[buf->n] = 0;
    return UMBEL_OK;
}

umbel_status umbel_buf_addz(umbel_ctx *cx, umbel_buf *buf, const char *z) {
    return umbel_buf_add(cx, buf, umbel_str_of(z));
}

umbel_status umbel_buf_byte(umbel_ctx *cx, umbel_buf *buf, char c) {
    return umbel_buf_add(cx, buf, (umbel_str){&c, 1});
}

umbel_status umbel_buf_printf(umbel_ctx *cx, umbel_buf *buf, const char *fmt, ...) {
    va_list args, again;
    va_start(args, fmt);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    umbel_status status =
        n < 0 ? UMBEL_FAIL(cx, UMBEL_E_ARG, "text cannot be formatted") : make_room(cx, buf, (size_t)n);
    if (status == UMBEL_OK) {
        vsnprintf(buf->p + buf->n, (size_t)n + 1, fmt, again);
        buf->n += (size_t)n;
    }
    va_end(again);
    return status;
}

umbel_str umbel_buf_str(const umbel_buf *buf) { return (umbel_str){buf->p, buf->n}; }

void umbel_buf_free(umbel_ctx *cx, umbel_buf *buf) {
    if (buf->p) cx->alloc.resize(cx->alloc.user, buf->p, buf->cap, 0);
    *buf = (umbel_buf){0};
}
