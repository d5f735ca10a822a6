/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <unicode/uchar.h>

#include "text/utf8.h"

typedef enum class { SPACE, LETTER, DIGIT, SIGN } class;

static class class_of(uint32_t c) {
    if (c < 0x80) {
        if (c == ' ' || (c >= '\t' && c <= '\r')) return SPACE;
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return LETTER;
        return c >= '0' && c <= '9' ? DIGIT : SIGN;
    }
    if (u_isUWhiteSpace((UChar32)c) || c == 0xfeff || c == 0x200b) return SPACE;
    if (u_isdigit((UChar32)c)) return DIGIT;
    int8_t type = u_charType((UChar32)c);
    if (u_isalpha((UChar32)c) || type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK || c == 0x2bc ||
        c == 0x2be || c == 0x2bf)
        return LETTER;
    return SIGN;
}

static bool is_apostrophe(uint32_t c) { return c == '\'' || c == 0x2019 || c == 0x2018 || c == '`'; }

static class class_at(umbel_str s, size_t i) {
    size_t k = i;
    return i < s.n ? class_of(umbel_utf8_next(s, &k)) : SPACE;
}

/* End of the word that begins at i: letters, digits and marks; apostrophes between letters; dots of "U.S.". */
static size_t word_end(umbel_str s, size_t begin) {
    size_t i = begin, letters = 0;
    bool dotted = false;
    while (i < s.n) {
        size_t next = i;
        uint32_t c = umbel_utf8_next(s, &next);
        class k = class_of(c);
        if (k == LETTER || k == DIGIT) {
            i = next;
            letters++;
            continue;
        }
        if (is_apostrophe(c) && letters && class_at(s, next) == LETTER) {
            umbel_str rest = {s.p + next, s.n - next};
            bool s_alone = (rest.p[0] == 's' || rest.p[0] == 'S') && class_at(s, next + 1) != LETTER &&
                           class_at(s, next + 1) != DIGIT;
            bool t_alone = rest.p[0] == 't' && i > begin && s.p[i - 1] == 'n' && class_at(s, next + 1) != LETTER;
            if (s_alone) break;
            if (t_alone) {
                if (i - 1 > begin) return i - 1; /* "should" + "n't" */
            }
            i = next;
            continue;
        }
        /* a single letter, a dot and another single letter: an abbreviation */
        if (c == '.' && letters == 1 && class_at(s, next) == LETTER &&
            (class_at(s, next + 1) == SIGN && next + 1 < s.n && s.p[next + 1] == '.')) {
            dotted = true;
            i = next;
            letters = 0;
            continue;
        }
        if (c == '.' && dotted && letters == 1) return next;
        break;
    }
    return i;
}

static size_t number_end(umbel_str s, size_t begin) {
    size_t i = begin;
    while (i < s.n) {
        char c = s.p[i];
        if (c >= '0' && c <= '9')
            i++;
        else if ((c == ',' || c == '.') && i + 1 < s.n && s.p[i + 1] >= '0' && s.p[i + 1] <= '9')
            i++;
        else
            break;
    }
    return i;
}

static uint8_t shape_of(umbel_str word) {
    size_t letters = 0, upper = 0, lower = 0;
    bool first = false;
    for (size_t i = 0; i < word.n;) {
        size_t at = i;
        uint32_t c = umbel_utf8_next(word, &i);
        bool up = c < 0x80 ? c >= 'A' && c <= 'Z' : u_isupper((UChar32)c),
             low = c < 0x80 ? c >= 'a' && c <= 'z' : u_islower((UChar32)c);
        if (at == 0) first = up;
        letters += up || low;
        upper += up;
        lower += low;
    }
    return (uint8_t)((first ? UMBEL_TOKEN_CAPITAL : 0) |
                     (upper >= 2 && lower == 0 && letters >= 2 ? UMBEL_TOKEN_ALL_UPPER : 0));
}

/* The token that begins at i. */
static umbel_token token_at(umbel_str s, size_t i) {
    size_t next = i;
    uint32_t c = umbel_utf8_next(s, &next);
    umbel_token t = {.begin = (uint32_t)i, .kind = UMBEL_TOKEN_PUNCT};
    class k = class_of(c);
    if (k == LETTER || k == DIGIT) {
        size_t end = word_end(s, i);
        if (k == DIGIT && c < 0x80) {
            size_t number = number_end(s, i);
            t.kind = number >= end ? UMBEL_TOKEN_NUMBER : UMBEL_TOKEN_WORD;
            if (number > end) end = number;
        } else {
            t.kind = UMBEL_TOKEN_WORD;
        }
        t.end = (uint32_t)end;
        t.flags = shape_of((umbel_str){s.p + i, end - i});
        return t;
    }
    if (is_apostrophe(c) && i > 0 && class_at(s, next) == LETTER && (s.p[next] == 's' || s.p[next] == 'S') &&
        class_at(s, next + 1) != LETTER) {
        t.end = (uint32_t)(next + 1);
        t.flags = UMBEL_TOKEN_POSSESSIVE;
        return t;
    }
    t.end = (uint32_t)next;
    return t;
}

umbel_status umbel_tokens(umbel_ctx *cx, umbel_arena *arena, umbel_str text, umbel_span range, umbel_token **out,
                          size_t *n) {
    umbel_str s = {text.p, range.end};
    size_t cap = (range.end - range.begin) / 5 + 16;
    umbel_token *tokens = UMBEL_NEW(cx, arena, umbel_token, cap);
    if (!tokens) return cx->err.code;
    *n = 0;
    for (size_t i = range.begin; i < s.n;) {
        size_t next = i;
        uint32_t c = umbel_utf8_next(s, &next);
        if (class_of(c) == SPACE) {
            i = next;
            continue;
        }
        UMBEL_TRY(umbel_reserve(cx, arena, (void *)&tokens, &cap, *n + 1, sizeof *tokens));
        umbel_token t = token_at(s, i);
        umbel_token *before = *n ? &tokens[*n - 1] : NULL;
        if (before && before->end == t.begin) t.flags |= UMBEL_TOKEN_GLUED;
        /* "the fighters' camp": the apostrophe of a plural */
        if (t.kind == UMBEL_TOKEN_PUNCT && is_apostrophe(c) && before && t.flags & UMBEL_TOKEN_GLUED &&
            (s.p[t.begin - 1] == 's') && class_at(s, t.end) == SPACE)
            t.flags |= UMBEL_TOKEN_POSSESSIVE;
        tokens[(*n)++] = t; /* NOLINT(clang-analyzer-core.NullDereference): umbel_reserve has made it */
        i = t.end;
    }
    *out = tokens;
    return UMBEL_OK;
}
