/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Names made comparable for scoring. The public scorers are the definition; what they say with Python's regular
 * expressions is spelt out here, character class by character class, so that the figures agree. */
#include <string.h>
#include <unicode/uchar.h>

#include "app/eval.h"
#include "text/utf8.h"

bool umbel_eval_is_word(uint32_t c) {
    if (c < 128) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    return U_GET_GC_MASK((UChar32)c) & (U_GC_L_MASK | U_GC_ND_MASK | U_GC_NL_MASK | U_GC_NO_MASK);
}

bool umbel_eval_is_space(uint32_t c) {
    return (c >= 9 && c <= 13) || (c >= 0x1c && c <= 0x20) || c == 0x85 || c == 0xa0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

/* Characters of a string, in lower case. */
typedef struct chars {
    uint32_t *c;
    size_t n;
} chars;

static umbel_status lower(umbel_ctx *cx, umbel_str s, chars *out) {
    out->c = UMBEL_NEW(cx, &cx->scratch, uint32_t, s.n * 2 + 1);
    out->n = 0;
    if (!out->c) return cx->err.code;
    for (size_t i = 0; i < s.n;) {
        uint32_t c = umbel_utf8_next(s, &i);
        if (c == 0x130) out->c[out->n++] = 'i', c = 0x307; /* the one letter that lowers to two */
        out->c[out->n++] = (uint32_t)u_tolower((UChar32)c);
    }
    return UMBEL_OK;
}

static umbel_status pack(umbel_ctx *cx, umbel_arena *arena, const uint32_t *c, size_t n, umbel_str *out) {
    char *p = UMBEL_NEW(cx, arena, char, n * 4 + 1);
    if (!p) return cx->err.code;
    size_t k = 0;
    for (size_t i = 0; i < n; i++) k += umbel_utf8_put(c[i], p + k);
    *out = (umbel_str){p, k};
    return UMBEL_OK;
}

static void strip(chars *s) {
    while (s->n && umbel_eval_is_space(s->c[s->n - 1])) s->n--;
    while (s->n && umbel_eval_is_space(s->c[0])) s->c++, s->n--;
}

/* Signs become spaces, runs of spaces one, none at the ends. */
static void words_only(chars *s) {
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++) {
        if (umbel_eval_is_word(s->c[i]))
            s->c[n++] = s->c[i];
        else if (n && s->c[n - 1] != ' ')
            s->c[n++] = ' ';
    }
    s->n = n && s->c[n - 1] == ' ' ? n - 1 : n;
}

/* "'s" before no letter, and "s'" at the end. */
static void drop_possessives(chars *s) {
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++) {
        bool owner =
            i + 1 < s->n && s->c[i] == '\'' && s->c[i + 1] == 's' && !(i + 2 < s->n && umbel_eval_is_word(s->c[i + 2]));
        bool owners = i + 2 == s->n && s->c[i] == 's' && s->c[i + 1] == '\'';
        if (owner || owners)
            i++;
        else
            s->c[n++] = s->c[i];
    }
    s->n = n;
}

/* Takes `word` and the space behind it off the front. */
static bool drop_word(chars *s, const char *word) {
    size_t n = strlen(word);
    if (s->n <= n || s->c[n] != ' ') return false;
    for (size_t i = 0; i < n; i++)
        if (s->c[i] != (unsigned char)word[i]) return false;
    s->c += n + 1;
    s->n -= n + 1;
    return true;
}

static void norm_ties(chars *s) {
    static const char *const words[] = {"the",  "a",       "an",   "its",   "their",  "his",
                                        "some", "several", "many", "other", "various"};
    for (size_t i = 0; i < s->n; i++)
        if (s->c[i] == 0x2019) s->c[i] = '\'';
    strip(s);
    drop_possessives(s);
    words_only(s);
    for (size_t k = 0; k < sizeof words / sizeof *words;) k = drop_word(s, words[k]) ? 0 : k + 1;
}

static void norm_muc(chars *s) {
    for (size_t i = 0; i < s->n; i++)
        if (!umbel_eval_is_word(s->c[i])) s->c[i] = ' ';
    strip(s);
    if (!drop_word(s, "the") && !drop_word(s, "a")) drop_word(s, "an");
}

umbel_status umbel_eval_norm(umbel_ctx *cx, umbel_arena *arena, umbel_str s, norm_style style, umbel_str *out) {
    chars c;
    bool own = arena != &cx->scratch;
    umbel_mark mark = umbel_arena_mark(&cx->scratch);
    UMBEL_TRY(lower(cx, s, &c));
    if (style == NORM_TIES) norm_ties(&c);
    if (style == NORM_MUC) norm_muc(&c);
    if (style == NORM_WORDS) words_only(&c);
    UMBEL_TRY(pack(cx, arena, c.c, c.n, out));
    if (own) umbel_arena_release(cx, &cx->scratch, mark);
    return UMBEL_OK;
}

umbel_status umbel_eval_char_bytes(umbel_ctx *cx, umbel_arena *arena, umbel_str text, uint32_t **out, size_t *n) {
    *out = UMBEL_NEW(cx, arena, uint32_t, text.n + 1);
    *n = 0;
    if (!*out) return cx->err.code;
    for (size_t i = 0; i < text.n;) {
        (*out)[(*n)++] = (uint32_t)i;
        umbel_utf8_next(text, &i);
    }
    (*out)[*n] = (uint32_t)text.n;
    return UMBEL_OK;
}

umbel_status umbel_names_add(umbel_ctx *cx, umbel_arena *arena, name_set *set, umbel_str s) {
    if (umbel_names_has(set, s)) return UMBEL_OK;
    UMBEL_TRY(umbel_reserve(cx, arena, (void *)&set->items, &set->cap, set->n + 1, sizeof s));
    set->items[set->n++] = s;
    return UMBEL_OK;
}

bool umbel_names_has(const name_set *set, umbel_str s) {
    for (size_t i = 0; i < set->n; i++)
        if (umbel_str_eq(set->items[i], s)) return true;
    return false;
}

bool umbel_names_touch(const name_set *a, const name_set *b) {
    for (size_t i = 0; i < a->n; i++)
        if (umbel_names_has(b, a->items[i])) return true;
    return false;
}

bool umbel_names_equal(const name_set *a, const name_set *b) {
    if (a->n != b->n) return false;
    for (size_t i = 0; i < a->n; i++)
        if (!umbel_names_has(b, a->items[i])) return false;
    return true;
}

static size_t count_words(umbel_str s) {
    size_t n = 0;
    bool inside = false;
    for (size_t i = 0; i < s.n;) {
        bool space = umbel_eval_is_space(umbel_utf8_next(s, &i));
        n += !space && !inside;
        inside = !space;
    }
    return n;
}

bool umbel_eval_stands(umbel_str text, const umbel_quote *q, size_t max_words) {
    if (!q->text.n || q->begin >= q->end || q->end > text.n || q->text.n != q->end - q->begin) return false;
    if (memcmp(text.p + q->begin, q->text.p, q->text.n) != 0) return false;
    return !max_words || count_words(q->text) <= max_words;
}

static bool party_stands(umbel_str text, const umbel_party *p, const umbel_passage *in) {
    if (!umbel_eval_stands(text, &p->quote, UMBEL_NAME_WORDS_MAX)) return false;
    if (p->quote.begin < in->begin || p->quote.end > in->end) return false;
    return !p->antecedent.text.n || umbel_eval_stands(text, &p->antecedent, UMBEL_NAME_WORDS_MAX);
}

bool umbel_eval_verify(umbel_str text, const umbel_statement *st) {
    umbel_quote passage = {st->passage_text, st->passage.begin, st->passage.end};
    if (!umbel_eval_stands(text, &passage, 0)) return false;
    if (!party_stands(text, &st->subject, &st->passage) || !party_stands(text, &st->object, &st->passage)) return false;
    for (size_t i = 0; i < st->n_cues; i++)
        if (!umbel_eval_stands(text, &st->cues[i].quote, 0)) return false;
    return true;
}
