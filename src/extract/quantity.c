/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/quantity.h"

#include <string.h>

#define NUMBER_MAX 10000000 /* larger figures are no count of people */

static bool is(const document_state *d, const sentence *s, int i, const char *word) {
    return i >= 0 && i < s->n && umbel_spells(d, &s->t[i], word);
}

static int32_t word_value(const document_state *d, const token *t) {
    static const struct {
        const char *word;
        int32_t value;
    } words[] = {{"one", 1},      {"two", 2},        {"three", 3},     {"four", 4},      {"five", 5},
                 {"six", 6},      {"seven", 7},      {"eight", 8},     {"nine", 9},      {"ten", 10},
                 {"eleven", 11},  {"twelve", 12},    {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15},
                 {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20},
                 {"thirty", 30},  {"forty", 40},     {"fifty", 50},    {"sixty", 60},    {"seventy", 70},
                 {"eighty", 80},  {"ninety", 90}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (umbel_spells(d, t, words[i].word)) return words[i].value;
    return -1;
}

static int32_t digits_value(umbel_str text) {
    int64_t n = 0;
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == ',') continue;
        if (text.p[i] < '0' || text.p[i] > '9') return -1;
        n = n * 10 + (text.p[i] - '0');
        if (n > NUMBER_MAX) return -1;
    }
    return text.n ? (int32_t)n : -1;
}

static int32_t multiplier(const document_state *d, const sentence *s, int i) {
    if (is(d, s, i, "dozen")) return 12;
    if (is(d, s, i, "score")) return 20;
    if (is(d, s, i, "hundred")) return 100;
    if (is(d, s, i, "thousand")) return 1000;
    return 0;
}

int32_t umbel_read_number(const document_state *d, const sentence *s, uint16_t i, uint16_t *n) {
    if (i >= s->n) return -1;
    const token *t = &s->t[i];
    int32_t value = t->kind == UMBEL_TOKEN_NUMBER ? digits_value(umbel_token_text(d, t)) : word_value(d, t);
    *n = 1;
    bool article = is(d, s, i, "a") || is(d, s, i, "an");
    if (value < 0 && is(d, s, i, "half") && is(d, s, i + 1, "a") && is(d, s, i + 2, "dozen")) {
        *n = 3;
        return 6;
    }
    if (value < 0 && article && multiplier(d, s, i + 1)) value = 1;
    if (value < 0) return -1;
    if (value >= 20 && value < 100 && value % 10 == 0 && is(d, s, i + 1, "-") && i + 2 < s->n) {
        int32_t ones = word_value(d, &s->t[i + 2]);
        if (ones > 0 && ones < 10) {
            value += ones;
            *n = 3;
        }
    }
    int32_t times = multiplier(d, s, i + *n);
    if (times && value <= NUMBER_MAX / times) {
        value *= times;
        *n = (uint16_t)(*n + 1);
        uint16_t n_rest = 0;
        bool and = times >= 100 && is(d, s, i + *n, "and");
        int32_t rest = and? umbel_read_number(d, s, (uint16_t)(i + *n + 1), &n_rest) : -1;
        if (rest > 0 && rest < times && s->t[i + *n + 1].kind == UMBEL_TOKEN_WORD) {
            value += rest;
            *n = (uint16_t)(*n + 1 + n_rest);
        }
    }
    return value;
}

typedef enum bound { B_PLAIN, B_LEAST, B_MORE, B_LESS, B_UP_TO } bound;

/* The words in front of a number; returns how many. */
static uint16_t read_bound(const document_state *d, const sentence *s, uint16_t i, bound *out) {
    static const struct {
        const char *words[3];
        bound bound;
    } rows[] = {{{"at", "least", NULL}, B_LEAST},     {{"no", "fewer", "than"}, B_LEAST},
                {{"no", "less", "than"}, B_LEAST},    {{"not", "less", "than"}, B_LEAST},
                {{"more", "than", NULL}, B_MORE},     {{"upwards", "of", NULL}, B_MORE},
                {{"over", NULL, NULL}, B_MORE},       {{"above", NULL, NULL}, B_MORE},
                {{"fewer", "than", NULL}, B_LESS},    {{"less", "than", NULL}, B_LESS},
                {{"up", "to", NULL}, B_UP_TO},        {{"as", "many", "as"}, B_UP_TO},
                {{"at", "most", NULL}, B_UP_TO},      {{"an", "estimated", NULL}, B_PLAIN},
                {{"close", "to", NULL}, B_PLAIN},     {{"about", NULL, NULL}, B_PLAIN},
                {{"around", NULL, NULL}, B_PLAIN},    {{"some", NULL, NULL}, B_PLAIN},
                {{"nearly", NULL, NULL}, B_PLAIN},    {{"almost", NULL, NULL}, B_PLAIN},
                {{"roughly", NULL, NULL}, B_PLAIN},   {{"approximately", NULL, NULL}, B_PLAIN},
                {{"exactly", NULL, NULL}, B_PLAIN},   {{"only", NULL, NULL}, B_PLAIN},
                {{"just", NULL, NULL}, B_PLAIN},      {{"all", NULL, NULL}, B_PLAIN},
                {{"the", NULL, NULL}, B_PLAIN},       {{"a", "total", "of"}, B_PLAIN},
                {{"estimated", NULL, NULL}, B_PLAIN}, {{"perhaps", NULL, NULL}, B_PLAIN}};
    *out = B_PLAIN;
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        uint16_t n = 0;
        while (n < 3 && rows[k].words[n] && is(d, s, i + n, rows[k].words[n])) n++;
        if (n < 3 && rows[k].words[n]) continue;
        *out = rows[k].bound;
        return n;
    }
    return 0;
}

/* "several", "dozens", "a handful": numbers that are only words. */
static bool read_vague(const document_state *d, const sentence *s, uint16_t i, quantity *out) {
    static const struct {
        const char *words[3];
        umbel_count count;
    } rows[] = {{{"several", NULL, NULL}, {3, 5, -1}},
                {{"a", "handful", NULL}, {3, 5, -1}},
                {{"a", "few", NULL}, {3, 5, -1}},
                {{"dozens", NULL, NULL}, {24, 36, -1}},
                {{"scores", NULL, NULL}, {40, 60, -1}},
                {{"hundreds", NULL, NULL}, {200, 300, -1}},
                {{"thousands", NULL, NULL}, {2000, 3000, -1}},
                {{"a", "couple", NULL}, {2, 2, 2}},
                {{"a", "pair", NULL}, {2, 2, 2}},
                {{"a", "score", NULL}, {20, 20, 20}},
                {{"both", NULL, NULL}, {2, 2, 2}}};
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        uint16_t n = 0;
        while (n < 3 && rows[k].words[n] && is(d, s, i + n, rows[k].words[n])) n++;
        if (n < 3 && rows[k].words[n]) continue;
        *out = (quantity){.count = rows[k].count, .n = n};
        out->couple = is(d, s, i, "both");
        if (is(d, s, i + n, "of")) out->n++;
        return true;
    }
    return false;
}

static bool is_year(const document_state *d, const sentence *s, uint16_t i) {
    umbel_str text = umbel_token_text(d, &s->t[i]);
    int32_t n = s->t[i].kind == UMBEL_TOKEN_NUMBER && text.n == 4 ? digits_value(text) : -1;
    return n >= 1900 && n <= 2100;
}

/* Second number of "11 to 15", "11-15", "two or three". */
static int32_t read_second(const document_state *d, const sentence *s, uint16_t i, bool between, uint16_t *n) {
    bool joined = between ? is(d, s, i, "and")
                          : is(d, s, i, "to") || is(d, s, i, "or") || is(d, s, i, "-") || is(d, s, i, "\xe2\x80\x93");
    if (!joined || i + 1 >= s->n) return -1;
    int32_t value = umbel_read_number(d, s, (uint16_t)(i + 1), n);
    *n = (uint16_t)(*n + 1);
    return value;
}

static umbel_count bounded(bound b, int32_t value) {
    switch (b) {
    case B_LEAST: return (umbel_count){value, value, -1};
    case B_MORE: return (umbel_count){value + 1, value + 1, -1};
    case B_LESS: return (umbel_count){0, value > 0 ? value - 1 : 0, value > 0 ? value - 1 : 0};
    case B_UP_TO: return (umbel_count){0, value, value};
    case B_PLAIN: break;
    }
    return (umbel_count){value, value, value};
}

bool umbel_read_quantity(const document_state *d, const sentence *s, uint16_t i, quantity *out) {
    uint16_t at = i, n = 0, n_second = 0;
    bound b;
    bool more = false, between = false;
    *out = (quantity){.count = {-1, -1, -1}};
    if (is(d, s, at, "another")) more = true, at++;
    if (is(d, s, at, "a") && (is(d, s, at + 1, "further") || is(d, s, at + 1, "second"))) {
        *out = (quantity){.count = {1, 1, 1}, .n = 2, .more = true};
        more = true, at = (uint16_t)(at + 2);
    }
    if (read_vague(d, s, at, out)) {
        out->n = (uint16_t)(out->n + at - i);
        out->more = more;
        return true;
    }
    uint16_t n_bound = read_bound(d, s, at, &b);
    at = (uint16_t)(at + n_bound);
    if (n_bound && (b == B_LEAST || b == B_MORE) && read_vague(d, s, at, out)) {
        out->n = (uint16_t)(out->n + at - i);
        return true;
    }
    between = is(d, s, at, "between") || (is(d, s, at, "from") && n_bound);
    if (between) at++;
    if (at >= s->n || (is_year(d, s, at) && b == B_PLAIN)) return false;
    int32_t value = umbel_read_number(d, s, at, &n);
    if (value < 0) {
        bool one = more || out->more; /* "another soldier" */
        *out = (quantity){.count = {1, 1, 1}, .n = (uint16_t)(out->more ? 2 : 1), .more = true};
        return one;
    }
    out->count = bounded(b, value);
    out->bare = n_bound == 0;
    at = (uint16_t)(at + n);
    int32_t second = read_second(d, s, at, between, &n_second);
    if (between && second < 0) return false;
    if (second >= value && second >= 0 && b == B_PLAIN) {
        out->count = (umbel_count){value, value + (second - value) / 2, second};
        at = (uint16_t)(at + n_second);
    } else if (is(d, s, at, "or") && is(d, s, at + 1, "more")) {
        out->count = bounded(B_LEAST, value);
        at = (uint16_t)(at + 2);
    }
    if (is(d, s, at, "more") || is(d, s, at, "others")) more = true;
    if (is(d, s, at, "more")) at++;
    out->more = more;
    out->n = (uint16_t)(at - i);
    return true;
}
