/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <string.h>

#include "base/hash.h"
#include "read/read.h"
#include "umbel/text.h"

umbel_status umbel_complain(const reader *r, umbel_str file, int64_t pos, const char *unit, const char *code,
                            const char *fmt, ...) {
    char text[400];
    va_list args;
    va_start(args, fmt);
    int n = vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    if (n < 0) n = 0;
    if ((size_t)n >= sizeof text) n = sizeof text - 1;
    umbel_diagnostic d = {
        .file = file, .pos = pos, .unit = umbel_str_of(unit), .code = umbel_str_of(code), .text = {text, (size_t)n}};
    return umbel_diagnose(r->cx, r->bad, &d);
}

static bool is_blank(umbel_str s) { return umbel_str_trim(s).n == 0; }

umbel_status umbel_deliver(const reader *r, umbel_document *document) {
    size_t bad;
    umbel_str text = document->text;
    if (text.n > UMBEL_DOCUMENT_MAX)
        return umbel_complain(r, document->locator, -1, "", "too-large",
                              "the document has %zu bytes, more than the %zu that one may have; split it", text.n,
                              (size_t)UMBEL_DOCUMENT_MAX);
    if (text.n && memchr(text.p, 0, text.n))
        return umbel_complain(r, document->locator, (const char *)memchr(text.p, 0, text.n) - text.p, "byte", "binary",
                              "this is no text (it has zero bytes); give the text of the document");
    if (!umbel_utf8_valid(text, &bad))
        return umbel_complain(
            r, document->locator, (int64_t)bad, "byte", "not-utf8",
            "the text is not UTF-8 at byte %zu; convert it, for instance with iconv -f WINDOWS-1252 -t UTF-8", bad);
    if (is_blank(text)) return umbel_complain(r, document->locator, -1, "", "empty", "there is no text in it");
    umbel_mark mark = umbel_arena_mark(&r->cx->scratch);
    char hex[UMBEL_SHA256_HEX + 1];
    umbel_status status = umbel_sha256(r->cx, &text, 1, hex);
    if (status == UMBEL_OK)
        status = umbel_str_copy(r->cx, &r->cx->scratch, (umbel_str){hex, UMBEL_SHA256_HEX}, &document->sha256);
    document->id = (umbel_str){document->sha256.p, UMBEL_ID_HEX};
    if (r->options->source.n) document->source = r->options->source;
    if (document->published.precision == UMBEL_PRECISION_UNKNOWN) document->published = r->options->date;
    if (status == UMBEL_OK) status = r->sink(r->user, r->cx, document);
    umbel_arena_release(r->cx, &r->cx->scratch, mark);
    return status;
}

umbel_status umbel_read_text(const reader *r, umbel_str bytes) {
    umbel_document document = {.locator = r->locator, .media_type = UMBEL_STR("text/plain"), .text = bytes};
    return umbel_deliver(r, &document);
}
