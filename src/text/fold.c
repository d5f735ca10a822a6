/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Comparison forms: ICU's compatibility decomposition and case folding for what is not ASCII. */
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include "text/utf8.h"

#define WORD_UNITS 256 /* UTF-16 units of a word that are folded; the rest is cut */

static bool is_apostrophe(uint32_t c) {
    return c == '\'' || c == '`' || c == 0x2019 || c == 0x2018 || c == 0x2bc || c == 0x2be || c == 0x2bf || c == 0xb4;
}

/* Letters that have no decomposition but are the same letter to a reader. */
static uint32_t plain_letter(uint32_t c) {
    switch (c) {
    case 0x131: return 'i'; /* dotless i */
    case 0x142: return 'l';
    case 0xf8: return 'o';
    case 0x111: return 'd';
    case 0x127: return 'h';
    case 0x640: return 0; /* tatweel */
    default: return c;
    }
}

static size_t fold_wide(umbel_str word, char *out, size_t cap) {
    UChar units[WORD_UNITS], decomposed[WORD_UNITS * 3];
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2 *nfkd = unorm2_getNFKDInstance(&error);
    int32_t n_units = 0;
    size_t n = 0;
    for (size_t i = 0; i < word.n && n_units < WORD_UNITS - 2;) {
        uint32_t c = umbel_utf8_next(word, &i);
        UBool overflow = false;
        U16_APPEND(units, n_units, WORD_UNITS, c > 0x10ffff ? 0xfffd : c, overflow);
        (void)overflow;
    }
    int32_t n_out = U_SUCCESS(error) ? unorm2_normalize(nfkd, units, n_units, decomposed, WORD_UNITS * 3, &error) : 0;
    if (U_FAILURE(error)) return 0;
    for (int32_t i = 0; i < n_out;) {
        UChar32 c;
        U16_NEXT(decomposed, i, n_out, c);
        int8_t type = u_charType(c);
        if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR ||
            is_apostrophe((uint32_t)c))
            continue;
        c = (UChar32)plain_letter((uint32_t)u_foldCase(c, U_FOLD_CASE_DEFAULT));
        char bytes[4];
        size_t k = c ? umbel_utf8_put((uint32_t)c, bytes) : 0;
        if (n + k > cap) break;
        memcpy(out + n, bytes, k);
        n += k;
    }
    return n;
}

size_t umbel_fold_word(umbel_str word, char *out, size_t cap) {
    size_t n = 0;
    for (size_t i = 0; i < word.n; i++) {
        unsigned char c = (unsigned char)word.p[i];
        if (c >= 0x80) return fold_wide(word, out, cap);
        if (c == '\'' || c == '`') continue;
        if (n == cap) break;
        out[n++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    return n;
}

static bool is_article(umbel_str word) {
    return umbel_str_eq(word, UMBEL_STR("the")) || umbel_str_eq(word, UMBEL_STR("a")) ||
           umbel_str_eq(word, UMBEL_STR("an"));
}

umbel_status umbel_fold_name(umbel_ctx *cx, umbel_arena *arena, umbel_str name, umbel_str *out) {
    umbel_mark mark = umbel_arena_mark(&cx->scratch);
    umbel_buf buf = {0};
    umbel_token *tokens;
    size_t n;
    umbel_status status = umbel_tokens(cx, &cx->scratch, name, (umbel_span){0, (uint32_t)name.n}, &tokens, &n);
    for (size_t i = 0; status == UMBEL_OK && i < n; i++) {
        char folded[256];
        if (tokens[i].kind == UMBEL_TOKEN_PUNCT) continue;
        umbel_str word = {name.p + tokens[i].begin, tokens[i].end - tokens[i].begin};
        size_t k = umbel_fold_word(word, folded, sizeof folded);
        if (k == 0 || (buf.n == 0 && i + 1 < n && is_article((umbel_str){folded, k}))) continue;
        if (buf.n) status = umbel_buf_byte(cx, &buf, ' ');
        if (status == UMBEL_OK) status = umbel_buf_add(cx, &buf, (umbel_str){folded, k});
    }
    /* the result may live in the scratch arena: release first, copy then */
    umbel_arena_release(cx, &cx->scratch, mark);
    if (status == UMBEL_OK) status = umbel_str_copy(cx, arena, umbel_buf_str(&buf), out);
    umbel_buf_free(cx, &buf);
    return status;
}
