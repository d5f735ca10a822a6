/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Sentence boundaries by what stands before and behind a stop: abbreviations, initials, brackets, quotes, headings. */
#include <string.h>
#include <unicode/uchar.h>

#include "text/utf8.h"

#define SENTENCE_MAX 8192 /* bytes; a longer run is cut at white space */
#define WORD_MAX     64   /* bytes looked at on either side of a stop, so that a text without spaces costs no more */

static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

static char small(char c) { return (char)(c >= 'A' && c <= 'Z' ? c + 32 : c); }

/* Equal; where the case of the text says nothing, also in other letters. */
static bool is_same(umbel_str word, const char *listed, bool caseless) {
    umbel_str l = umbel_str_of(listed);
    if (!caseless || word.n != l.n) return umbel_str_eq(word, l);
    for (size_t i = 0; i < l.n; i++)
        if (small(word.p[i]) != small(l.p[i])) return false;
    return true;
}

/* Abbreviations that stand before a name or number, so that their dot ends nothing. */
static bool is_title(umbel_str word, bool caseless) {
    static const char *const titles[] = {
        "Gen", "Col",  "Lt",    "Maj",  "Capt", "Sgt", "Brig", "Adm",  "Cmdr", "Mr",   "Mrs", "Ms",     "Dr",  "Prof",
        "Sen", "Rep",  "Gov",   "Pres", "St",   "Mt",  "Ft",   "Hon",  "Rev",  "No",   "Nos", "no",     "nos", "vs",
        "v",   "para", "paras", "Art",  "art",  "p",   "pp",   "fig",  "Fig",  "Vol",  "cf",  "approx", "ca",  "al-",
        "e.g", "i.e",  "viz",   "Sec",  "Res",  "Pvt", "Cpl",  "Msgr", "Amb",  "Supt", "Insp"};
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        if (is_same(word, titles[i], caseless)) return true;
    return false;
}

/* Abbreviations after which a sentence may end, if what follows looks like a beginning. */
static bool is_abbreviation(umbel_str word, bool caseless) {
    static const char *const words[] = {"etc", "Inc", "Ltd", "Co",   "Corp", "Bros",   "Jr",  "Sr",  "al",
                                        "Jan", "Feb", "Mar", "Apr",  "Jun",  "Jul",    "Aug", "Sep", "Sept",
                                        "Oct", "Nov", "Dec", "dept", "Dept", "approx", "km",  "a.m", "p.m"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (is_same(word, words[i], caseless)) return true;
    return word.n >= 3 && memchr(word.p, '.', word.n) != NULL; /* "U.S", "U.N" */
}

static bool is_starter(umbel_str word, bool caseless) {
    static const char *const words[] = {
        "The",   "In",      "It",    "But",       "He",      "She",  "They",     "A",     "An",
        "This",  "That",    "These", "Those",     "And",     "On",   "At",       "For",   "From",
        "We",    "His",     "Its",   "Their",     "As",      "By",   "If",       "When",  "While",
        "After", "Before",  "Since", "According", "However", "Both", "No",       "Many",  "Some",
        "Most",  "Several", "Two",   "There",     "Then",    "Now",  "Although", "Under", "With"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (is_same(word, words[i], caseless)) return true;
    return false;
}

static size_t closers(umbel_str s, size_t i) {
    for (;;) {
        if (i < s.n && (s.p[i] == '"' || s.p[i] == '\'' || s.p[i] == ')' || s.p[i] == ']'))
            i++;
        else if (i + 3 <= s.n && (memcmp(s.p + i, "\xe2\x80\x9d", 3) == 0 || memcmp(s.p + i, "\xe2\x80\x99", 3) == 0))
            i += 3;
        else
            return i;
    }
}

static umbel_str word_before(umbel_str s, size_t begin, size_t stop) {
    size_t i = stop;
    while (i > begin && stop - i < WORD_MAX && !is_space(s.p[i - 1]) && s.p[i - 1] != '(' && s.p[i - 1] != '"') i--;
    return (umbel_str){s.p + i, stop - i};
}

static umbel_str word_behind(umbel_str s, size_t i) {
    size_t end = i;
    while (end < s.n && end - i < WORD_MAX && !is_space(s.p[end]) && s.p[end] != ',' && s.p[end] != '\'') end++;
    return (umbel_str){s.p + i, end - i};
}

/* Newswire without capitals, or all in capitals, by its first 2,000 bytes: any letter may begin a sentence then. */
static bool is_caseless(umbel_str s, size_t begin) {
    size_t upper = 0, lower = 0;
    for (size_t i = begin; i < s.n && i < begin + 2000; i++) {
        upper += s.p[i] >= 'A' && s.p[i] <= 'Z';
        lower += s.p[i] >= 'a' && s.p[i] <= 'z';
    }
    return (lower > 100 && upper * 300 < lower) || (upper > 20 && upper * 3 > lower * 7);
}

/* A character that may begin a sentence. */
static bool begins(umbel_str s, size_t i, bool caseless) {
    size_t k = i;
    uint32_t c = umbel_utf8_next(s, &k);
    if (caseless && c < 0x80 && c >= 'a' && c <= 'z') return true;
    if (c < 0x80) return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("\"'([-*#", (int)c) != NULL;
    return caseless || !u_islower((UChar32)c);
}

/* Whether the full stop at i ends the sentence that began at begin; `next` is the first byte behind it and its
 * closing signs. */
static bool stop_ends(umbel_str s, size_t begin, size_t i, size_t next, bool caseless) {
    umbel_str before = word_before(s, begin, i);
    if (next < s.n && !is_space(s.p[next])) { /* "(FAK).Next" */
        bool lower_before = before.n && (before.p[before.n - 1] >= 'a' || before.p[before.n - 1] == ')');
        return lower_before && before.n > 2 && s.p[next] >= 'A' && s.p[next] <= 'Z' && next + 1 < s.n &&
               s.p[next + 1] >= 'a' && s.p[next + 1] <= 'z' && memchr(before.p, '.', before.n) == NULL;
    }
    size_t k = next;
    while (k < s.n && is_space(s.p[k])) k++;
    if (k >= s.n) return true;
    if (!begins(s, k, caseless)) return false;
    if (is_title(before, caseless)) return false;
    char letter = before.n == 1 ? before.p[0] : '.';
    bool initial = (letter >= 'A' && letter <= 'Z') || (caseless && letter >= 'a' && letter <= 'z');
    if (initial || is_abbreviation(before, caseless)) return is_starter(word_behind(s, k), caseless);
    bool number = before.n && before.n <= 3;
    for (size_t j = 0; j < before.n; j++) number = number && before.p[j] >= '0' && before.p[j] <= '9';
    if (number && before.p == s.p + begin) return false; /* "12. Two networks" */
    return true;
}

typedef struct splitter {
    umbel_ctx *cx;
    umbel_arena *arena;
    umbel_str text;
    umbel_passage *list;
    size_t n, cap;
    bool caseless;
} splitter;

static umbel_status emit(splitter *w, size_t begin, size_t end) {
    while (begin < end && is_space(w->text.p[begin])) begin++;
    while (end > begin && is_space(w->text.p[end - 1])) end--;
    while (begin < end) {
        size_t part = end;
        if (end - begin > SENTENCE_MAX) {
            part = begin + SENTENCE_MAX;
            while (part > begin + SENTENCE_MAX / 2 && !is_space(w->text.p[part])) part--;
            while (part > begin && ((unsigned char)w->text.p[part] & 0xc0) == 0x80) part--;
        }
        UMBEL_TRY(umbel_reserve(w->cx, w->arena, (void *)&w->list, &w->cap, w->n + 1, sizeof *w->list));
        w->list[w->n] = (umbel_passage){(uint32_t)w->n, (uint32_t)begin, (uint32_t)part};
        w->n++;
        begin = part;
        while (begin < end && is_space(w->text.p[begin])) begin++;
    }
    return UMBEL_OK;
}

/* A line break ends a sentence before a blank line, a list item or a heading, and behind a heading. */
static bool break_ends(umbel_str s, size_t begin, size_t i) {
    size_t k = i + 1;
    while (k < s.n && (s.p[k] == ' ' || s.p[k] == '\t' || s.p[k] == '\r')) k++;
    if (k >= s.n || s.p[k] == '\n') return true;
    if (s.p[begin] == '#') return true;
    if (s.p[k] == '#') return true;
    return (s.p[k] == '-' || s.p[k] == '*') && k + 1 < s.n && s.p[k + 1] == ' ';
}

umbel_status umbel_sentences(umbel_ctx *cx, umbel_arena *arena, umbel_str text, uint32_t begin, umbel_passage **out,
                             size_t *n) {
    splitter w = {cx, arena, text, NULL, 0, 0, is_caseless(text, begin)};
    size_t first = begin;
    for (size_t i = begin; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];
        size_t end = 0;
        if (i == first && is_space((char)c)) {
            first++;
            continue;
        }
        if (c == '.' || c == '!' || c == '?') {
            size_t last = i;
            while (last + 1 < text.n && strchr(".!?", text.p[last + 1]) && text.p[last + 1]) last++;
            size_t next = closers(text, last + 1);
            bool space = next >= text.n || is_space(text.p[next]);
            bool ends = c == '.' && last == i ? stop_ends(text, first, i, next, w.caseless)
                                              : space && (next + 1 >= text.n || begins(text, next + 1, w.caseless) ||
                                                          is_space(text.p[next + 1]));
            if (ends)
                end = next;
            else
                i = last;
        } else if (c == '\n') {
            if (break_ends(text, first, i)) end = i;
        } else if (c == 0xd8 || c == 0xdb || c == 0xe0 || c == 0xe3) { /* Arabic and CJK stops */
            size_t k = i;
            uint32_t u = umbel_utf8_next(text, &k);
            if (u == 0x61f || u == 0x6d4 || u == 0x964 || u == 0x3002) end = k;
        }
        if (end) {
            UMBEL_TRY(emit(&w, first, end));
            first = end;
            i = end - 1;
        }
    }
    UMBEL_TRY(emit(&w, first, text.n));
    *out = w.list;
    *n = w.n;
    return UMBEL_OK;
}
