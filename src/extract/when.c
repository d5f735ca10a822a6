/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/when.h"

#include <string.h>

/* A number of at most four digits, -1 where the token is none. */
static int number_of(const document_state *d, const token *t) {
    umbel_str text = umbel_token_text(d, t);
    int n = 0;
    if (t->kind != UMBEL_TOKEN_NUMBER || text.n > 4) return -1;
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] < '0' || text.p[i] > '9') return -1;
        n = n * 10 + (text.p[i] - '0');
    }
    return n;
}

static int month_of(const document_state *d, const token *t) {
    static const char *const names[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                        "jul", "aug", "sep", "oct", "nov", "dec"};
    char folded[16];
    if (!umbel_token_is(d->ex, t, W_MONTH) || !(t->flags & UMBEL_TOKEN_CAPITAL)) return 0;
    size_t n = umbel_fold_word(umbel_token_text(d, t), folded, sizeof folded);
    for (int m = 0; n >= 3 && m < 12; m++)
        if (memcmp(folded, names[m], 3) == 0) return m + 1;
    return 0;
}

static bool is_year(int n) { return n >= 1900 && n <= 2100; }

/* The last such date on or before the day of publication; none without one. */
static umbel_date before_publication(const document_state *d, int month, int day) {
    const umbel_date *published = &d->document->published;
    int y, m, dd;
    if (!published->precision) return (umbel_date){0};
    umbel_ymd_of_day(published->t_last, &y, &m, &dd);
    umbel_date date = umbel_date_of_ymd(y, month, day);
    return date.precision && date.t_first > published->t_last ? umbel_date_of_ymd(y - 1, month, day) : date;
}

static umbel_date weekday_before(const document_state *d, const token *t) {
    static const char *const names[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
    const umbel_date *published = &d->document->published;
    if (published->precision != UMBEL_PRECISION_DAY) return (umbel_date){0};
    for (int k = 0; k < 7; k++) {
        if (!umbel_word_is(d->ex, t, names[k])) continue;
        int today = (int)(((published->t_first + 3) % 7 + 7) % 7); /* 1970-01-01 was a Thursday */
        return umbel_date_of_day(published->t_first - (today - k + 7) % 7);
    }
    return (umbel_date){0};
}

/* The date that begins at token i; *n is its length in tokens. */
static umbel_date date_at(const document_state *d, const sentence *s, uint16_t i, uint16_t *n) {
    const token *t = s->t;
    int day = number_of(d, &t[i]), month = month_of(d, &t[i]), year;
    *n = 1;
    if (umbel_token_is(d->ex, &t[i], W_WEEKDAY)) return weekday_before(d, &t[i]);
    if (is_year(day)) return umbel_date_of_ymd(day, 0, 0);
    uint16_t j = (uint16_t)(i + 1);
    if (day >= 1 && day <= 31 && j < s->n && (month = month_of(d, &t[j])) != 0) {
        j++;
    } else if (month) {
        day = j < s->n ? number_of(d, &t[j]) : -1;
        if (day >= 1 && day <= 31)
            j++;
        else
            day = 0;
    } else {
        return (umbel_date){0};
    }
    if (j < s->n && t[j].tag == T_COMMA && j + 1 < s->n && is_year(number_of(d, &t[j + 1]))) j++;
    year = j < s->n ? number_of(d, &t[j]) : -1;
    *n = (uint16_t)(is_year(year) ? j + 1 - i : j - i);
    return is_year(year) ? umbel_date_of_ymd(year, month, day) : before_publication(d, month, day);
}

static bool is_word(const document_state *d, const sentence *s, int i, const char *word) {
    return i >= 0 && i < s->n && umbel_word_is(d->ex, &s->t[i], word);
}

/* The interval around a date at i: what stands before it says which end it is. */
static umbel_interval interval_at(const document_state *d, const sentence *s, uint16_t i, umbel_date date, uint16_t n) {
    umbel_interval when = {date, date};
    int before = i - 1;
    while (is_word(d, s, before, "early") || is_word(d, s, before, "late") || is_word(d, s, before, "about") ||
           is_word(d, s, before, "the"))
        before--;
    if (is_word(d, s, before, "since")) when.to = (umbel_date){0};
    if (is_word(d, s, before, "until") || is_word(d, s, before, "till")) when.from = (umbel_date){0};
    bool from = is_word(d, s, before, "from"), between = is_word(d, s, before, "between");
    int join = i + n;
    if ((from && (is_word(d, s, join, "to") || is_word(d, s, join, "until"))) ||
        (between && is_word(d, s, join, "and"))) {
        uint16_t n_second;
        umbel_date second = join + 1 < s->n ? date_at(d, s, (uint16_t)(join + 1), &n_second) : (umbel_date){0};
        if (second.precision && second.t_last >= date.t_first) when.to = second;
    } else if (from && (is_word(d, s, join, "onwards") || is_word(d, s, join, "on"))) {
        when.to = (umbel_date){0};
    }
    return when;
}

umbel_interval umbel_read_when(const document_state *d, const sentence *s, uint16_t at) {
    umbel_interval best = {0};
    int nearest = 1 << 20;
    for (uint16_t i = 0; i < s->n;) {
        uint16_t n = 1;
        umbel_date date = s->t[i].mention == NONE ? date_at(d, s, i, &n) : (umbel_date){0};
        bool led = i > 0 && (s->t[i - 1].tag == T_PREP || s->t[i - 1].tag == T_ADV || s->t[i - 1].tag == T_DET ||
                             s->t[i - 1].tag == T_ADJ || s->t[i - 1].tag == T_SUBORD || n > 1);
        int distance = i > at ? i - at : at - i;
        if (date.precision && (led || umbel_token_is(d->ex, &s->t[i], W_WEEKDAY)) && distance < nearest) {
            nearest = distance;
            best = interval_at(d, s, i, date, n);
        }
        if (date.precision && is_word(d, s, i + n, "to"))
            n = (uint16_t)(n + 1); /* the second half belongs to the first */
        i = (uint16_t)(i + n);
        if (date.precision && i < s->n && is_word(d, s, i - 1, "to")) {
            uint16_t n_second;
            if (date_at(d, s, i, &n_second).precision) i = (uint16_t)(i + n_second);
        }
    }
    return best;
}
