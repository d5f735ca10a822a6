/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/when.h"

#include <string.h>

#include "extract/quantity.h"

/* A reading under way: the sentence and the phrases found before. */
typedef struct reader {
    const document_state *d;
    const sentence *s;
    umbel_date ref;        /* publication, else unknown */
    umbel_interval spoken; /* the last time spoken of */
    bool in_sentence;      /* it was in this sentence */
} reader;

static bool is(const reader *r, int i, const char *word) {
    return i >= 0 && i < r->s->n && umbel_spells(r->d, &r->s->t[i], word);
}

static bool is_any(const reader *r, int i, const char *const *words, size_t n) {
    for (size_t k = 0; k < n; k++)
        if (is(r, i, words[k])) return true;
    return false;
}
#define IS_ANY(r, i, ...)                                                                                              \
    is_any((r), (i), (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static umbel_interval span_of(int32_t first, int32_t last) {
    return (umbel_interval){umbel_date_of_day(first), umbel_date_of_day(last)};
}

static umbel_interval one(umbel_date date) { return (umbel_interval){date, date}; }

static bool known(const umbel_interval *when) { return when->from.precision || when->to.precision; }

/* A number of at most four digits, "14th" included; -1 where the token is none. */
static int digits_of(const reader *r, int i) {
    if (i < 0 || i >= r->s->n) return -1;
    umbel_str text = umbel_token_text(r->d, &r->s->t[i]);
    int n = 0;
    size_t k = 0;
    while (k < text.n && k < 5 && text.p[k] >= '0' && text.p[k] <= '9') n = n * 10 + (text.p[k++] - '0');
    bool ordinal = k + 2 == text.n && k <= 2;
    return k == 0 || k > 4 || (k < text.n && !ordinal) ? -1 : n;
}

static int month_of(const reader *r, int i) {
    static const char *const names[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                        "jul", "aug", "sep", "oct", "nov", "dec"};
    char folded[16];
    if (i < 0 || i >= r->s->n) return 0;
    const token *t = &r->s->t[i];
    if (!umbel_token_is(r->d->ex, t, W_MONTH) || !(t->flags & UMBEL_TOKEN_CAPITAL)) return 0;
    size_t n = umbel_fold_word(umbel_token_text(r->d, t), folded, sizeof folded);
    for (int m = 0; n >= 3 && m < 12; m++)
        if (memcmp(folded, names[m], 3) == 0) return m + 1;
    return 0;
}

static bool is_year(int n) { return n >= 1900 && n <= 2100; }
static bool is_day(int n) { return n >= 1 && n <= 31; }

/* The last such date on or before the day of publication; none without one. */
static umbel_date before_publication(const reader *r, int month, int day) {
    int y, m, dd;
    bool old = r->spoken.from.precision && (!r->ref.precision || r->spoken.to.t_last + 300 < r->ref.t_last);
    if (old) { /* a report on years gone by: the day next to the one spoken of */
        umbel_ymd_of_day(r->spoken.from.t_first, &y, &m, &dd);
        umbel_date near_it = umbel_date_of_ymd(y, month, day);
        bool next = near_it.precision && near_it.t_last + 180 < r->spoken.from.t_first;
        return next ? umbel_date_of_ymd(y + 1, month, day) : near_it;
    }
    if (!r->ref.precision) return (umbel_date){0};
    umbel_ymd_of_day(r->ref.t_last, &y, &m, &dd);
    umbel_date date = umbel_date_of_ymd(y, month, day);
    return date.precision && date.t_first > r->ref.t_last ? umbel_date_of_ymd(y - 1, month, day) : date;
}

static int weekday_of(const reader *r, int i) {
    static const char *const names[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
    for (int k = 0; k < 7; k++)
        if (is(r, i, names[k])) return k;
    return -1;
}

static int weekday_of_day(int32_t day) { return (int)(((day + 3) % 7 + 7) % 7); /* 1970-01-01 was a Thursday */ }

/* The last such weekday on or before the day of publication. */
static umbel_date weekday_before(const reader *r, int weekday, bool before_today) {
    if (r->ref.precision != UMBEL_PRECISION_DAY) return (umbel_date){0};
    int back = (weekday_of_day(r->ref.t_first) - weekday + 7) % 7;
    if (back == 0 && before_today) back = 7;
    return umbel_date_of_day(r->ref.t_first - back);
}

/* "8 MAR 91" of old newswire. */
static int short_year(const reader *r, int i) {
    int n = digits_of(r, i);
    return r->d->caseless && n >= 60 && n <= 99 ? 1900 + n : -1;
}

/* Year behind a month or a day, after a comma or not; *n grows by what was read. */
static int year_behind(const reader *r, int i, int *n) {
    int at = i + *n;
    if (is(r, at, ",") && is_year(digits_of(r, at + 1))) at++;
    if (is(r, at, "of") && is_year(digits_of(r, at + 1))) at++;
    int year = digits_of(r, at);
    if (!is_year(year)) year = short_year(r, at);
    if (year > 0) *n = at + 1 - i;
    return year;
}

static umbel_interval days_of(const reader *r, int year, int month, int first, int last) {
    umbel_date from = year > 0 ? umbel_date_of_ymd(year, month, first) : before_publication(r, month, first);
    if (!from.precision) return (umbel_interval){0};
    int y, m, dd;
    umbel_ymd_of_day(from.t_first, &y, &m, &dd);
    umbel_date to = umbel_date_of_ymd(y, month, last);
    return to.precision && to.t_first >= from.t_first ? (umbel_interval){from, to} : one(from);
}

/* "4 March 2019", "March 4, 2019", "8 to 9 October", "March 2019", "2019-03-04"; *n tokens. */
static umbel_interval calendar_at(const reader *r, int i, int *n) {
    int day = digits_of(r, i), last = day, month, year;
    *n = 1;
    if (is_year(day) && is(r, i + 1, "-") && digits_of(r, i + 2) >= 1 && digits_of(r, i + 2) <= 12) {
        month = digits_of(r, i + 2);
        bool full = is(r, i + 3, "-") && is_day(digits_of(r, i + 4));
        *n = full ? 5 : 3;
        return one(umbel_date_of_ymd(day, month, full ? digits_of(r, i + 4) : 0));
    }
    if (is_day(day)) {
        int at = i + 1;
        if (IS_ANY(r, at, "to", "and", "-", "\xe2\x80\x93", "/", "or") && is_day(digits_of(r, at + 1)) &&
            month_of(r, at + 2)) {
            last = digits_of(r, at + 1);
            at += 2;
        }
        if (is(r, at, "of")) at++;
        month = month_of(r, at);
        if (!month) return (umbel_interval){0};
        *n = at + 1 - i;
        year = year_behind(r, i, n);
        return days_of(r, year, month, day, last);
    }
    month = month_of(r, i);
    if (!month) return (umbel_interval){0};
    if (is(r, i + 1, ".")) (*n)++;
    day = digits_of(r, i + *n);
    if (is_day(day)) {
        last = day;
        (*n)++;
        if (IS_ANY(r, i + *n, "to", "and", "-", "\xe2\x80\x93") && is_day(digits_of(r, i + *n + 1)) &&
            !month_of(r, i + *n + 2)) {
            last = digits_of(r, i + *n + 1);
            *n += 2;
        }
        year = year_behind(r, i, n);
        return days_of(r, year, month, day, last);
    }
    year = year_behind(r, i, n);
    bool bare = year < 0 && r->d->caseless && !IS_ANY(r, i - 1, "in", "last", "of", "since", "until");
    if (bare) return (umbel_interval){0}; /* "MAY" is a verb as well */
    return one(year > 0 ? umbel_date_of_ymd(year, month, 0) : before_publication(r, month, 0));
}

/* Day `day` moved by months, kept inside the month. */
static int32_t add_months(int32_t day, int months) {
    int y, m, dd;
    umbel_ymd_of_day(day, &y, &m, &dd);
    int k = y * 12 + (m - 1) + months;
    umbel_date month = umbel_date_of_ymd(k / 12, k % 12 + 1, 0);
    if (!month.precision) return day;
    return month.t_first + (dd - 1 <= month.t_last - month.t_first ? dd - 1 : month.t_last - month.t_first);
}

typedef enum unit { U_NONE, U_DAY, U_WEEK, U_MONTH, U_YEAR } unit;

static unit unit_of(const reader *r, int i) {
    if (IS_ANY(r, i, "day", "days", "night", "nights", "morning", "evening", "afternoon")) return U_DAY;
    if (IS_ANY(r, i, "week", "weeks")) return U_WEEK;
    if (IS_ANY(r, i, "month", "months")) return U_MONTH;
    if (IS_ANY(r, i, "year", "years")) return U_YEAR;
    return U_NONE;
}

static umbel_date month_holding(int32_t day) {
    int y, m, dd;
    umbel_ymd_of_day(day, &y, &m, &dd);
    return umbel_date_of_ymd(y, m, 0);
}

static umbel_date year_holding(int32_t day) {
    int y, m, dd;
    umbel_ymd_of_day(day, &y, &m, &dd);
    return umbel_date_of_ymd(y, 0, 0);
}

/* `count` units from a day, as exactly as such words are meant. */
static umbel_interval moved(int32_t day, int count, unit u) {
    if (count > 400 || count < -400) return (umbel_interval){0};
    switch (u) {
    case U_DAY: return span_of(day + count, day + count);
    case U_WEEK: return span_of(day + 7 * count - 3, day + 7 * count + 3);
    case U_MONTH: return one(month_holding(add_months(day, count)));
    case U_YEAR: return one(year_holding(add_months(day, 12 * count)));
    default: return (umbel_interval){0};
    }
}

static umbel_interval week_before(const reader *r) {
    int32_t monday = r->ref.t_first - weekday_of_day(r->ref.t_first);
    return span_of(monday - 7, monday - 1);
}

/* "last week", "this morning", "the weekend": a unit counted from publication. */
static umbel_interval near_publication(const reader *r, int i, bool last) {
    int32_t today = r->ref.t_first;
    if (r->ref.precision != UMBEL_PRECISION_DAY) return (umbel_interval){0};
    if (is(r, i, "night")) return last ? span_of(today - 1, today) : span_of(today, today);
    if (is(r, i, "weekend")) {
        int32_t saturday = today - (weekday_of_day(today) + 2) % 7;
        if (weekday_of_day(today) == 6) saturday = today - 1;
        return span_of(saturday, saturday + 1);
    }
    switch (unit_of(r, i)) {
    case U_DAY: return span_of(today, today);
    case U_WEEK: return last ? week_before(r) : span_of(today - weekday_of_day(today), today);
    case U_MONTH: return one(month_holding(last ? add_months(today, -1) : today));
    case U_YEAR: return one(year_holding(last ? add_months(today, -12) : today));
    default: return (umbel_interval){0};
    }
}

static int count_at(const reader *r, int i, int *n) {
    uint16_t n_number = 1;
    if (i < 0 || i >= r->s->n) return -1;
    int value = umbel_read_number(r->d, r->s, (uint16_t)i, &n_number);
    if (value < 0 && IS_ANY(r, i, "a", "an")) value = 1;
    *n = n_number;
    return value;
}

/* "two months later", "a year ago", "three days earlier". */
static umbel_interval counted_at(const reader *r, int i, int *n) {
    int n_count = 1, count = count_at(r, i, &n_count);
    unit u = count > 0 ? unit_of(r, i + n_count) : U_NONE;
    int behind = i + n_count + 1;
    *n = n_count + 2;
    bool hours = count > 0 && IS_ANY(r, i + n_count, "hour", "hours", "minute", "minutes");
    if (hours && IS_ANY(r, behind, "later", "earlier", "after") && known(&r->spoken)) return r->spoken;
    if (u == U_NONE) return (umbel_interval){0};
    bool ago = is(r, behind, "ago"),
         later = is(r, behind, "later") || (is(r, behind, "after") && is(r, behind + 1, ","));
    bool earlier = is(r, behind, "earlier") || (is(r, behind, "before") && !is(r, behind + 1, "the"));
    bool spoken = known(&r->spoken);
    if (ago && r->ref.precision) return moved(r->ref.t_first, -count, u);
    if (earlier && (spoken || r->ref.precision))
        return moved(spoken ? r->spoken.from.t_first : r->ref.t_first, -count, u);
    bool counted_back = IS_ANY(r, behind, "after") && !is(r, behind + 1, ",") && r->in_sentence;
    if (counted_back) return moved(r->spoken.from.t_first, -count, u); /* "on Tuesday, five days after X struck" */
    if (later && spoken) return moved(r->spoken.to.t_last, count, u);
    return (umbel_interval){0};
}

/* "the next day", "the same month", "the following week"; also without the article at the head of a sentence. */
static umbel_interval beside_spoken(const reader *r, int i, int *n) {
    *n = 2;
    unit u = unit_of(r, i + 1);
    if (u == U_NONE || !known(&r->spoken)) return (umbel_interval){0};
    int32_t day = r->spoken.to.precision ? r->spoken.to.t_last : r->spoken.from.t_last;
    if (IS_ANY(r, i, "next", "following")) return moved(day, 1, u);
    if (IS_ANY(r, i, "previous", "preceding")) return moved(day, -1, u);
    if (!is(r, i, "same") && !(is(r, i, "that") && IS_ANY(r, i - 1, "later", "earlier", "on", "in")))
        return (umbel_interval){0};
    switch (u) {
    case U_MONTH: return one(month_holding(day));
    case U_YEAR: return one(year_holding(day));
    default: return r->spoken;
    }
}

/* "over the past year", "in the last three months". */
static umbel_interval past_at(const reader *r, int i, int *n) {
    int n_count = 0, count = 1;
    if (!IS_ANY(r, i, "past", "last") || r->ref.precision != UMBEL_PRECISION_DAY) return (umbel_interval){0};
    unit u = unit_of(r, i + 1);
    if (u == U_NONE) {
        count = count_at(r, i + 1, &n_count);
        u = count > 0 && count < 200 ? unit_of(r, i + 1 + n_count) : U_NONE;
    } else if (is(r, i, "last")) {
        return (umbel_interval){0};
    }
    *n = n_count + 2;
    int32_t today = r->ref.t_first;
    switch (u) {
    case U_DAY: return span_of(today - count, today);
    case U_WEEK: return span_of(today - 7 * count, today);
    case U_MONTH: return span_of(add_months(today, -count), today);
    case U_YEAR: return span_of(add_months(today, -12 * count), today);
    default: return (umbel_interval){0};
    }
}

static umbel_interval relative_at(const reader *r, int i, int *n) {
    umbel_interval when;
    int32_t today = r->ref.t_first;
    bool day = r->ref.precision == UMBEL_PRECISION_DAY;
    *n = 1;
    if (day && is(r, i, "yesterday")) return span_of(today - 1, today - 1);
    if (day && IS_ANY(r, i, "today", "tonight")) return span_of(today, today);
    if (day && is(r, i, "overnight")) return span_of(today - 1, today);
    when = past_at(r, i, n);
    if (known(&when)) return when;
    *n = 2;
    if (IS_ANY(r, i, "hours", "minutes") && IS_ANY(r, i + 1, "later", "earlier") && known(&r->spoken)) return r->spoken;
    if (IS_ANY(r, i, "last", "this") && weekday_of(r, i + 1) >= 0)
        return one(weekday_before(r, weekday_of(r, i + 1), is(r, i, "last")));
    if (is(r, i, "last") && month_of(r, i + 1)) return one(before_publication(r, month_of(r, i + 1), 0));
    if (IS_ANY(r, i, "last", "this")) {
        when = near_publication(r, i + 1, is(r, i, "last"));
        if (known(&when)) return when;
    }
    if (is(r, i, "the") && is(r, i + 1, "weekend")) return near_publication(r, i + 1, true);
    when = beside_spoken(r, i, n);
    if (known(&when)) return when;
    return counted_at(r, i, n);
}

/* The first, middle or last part of a month or year. */
static umbel_interval part_of(umbel_interval whole, int part, int of) {
    if (!whole.from.precision || whole.from.precision == UMBEL_PRECISION_DAY) return whole;
    int32_t first = whole.from.t_first, length = whole.from.t_last - first + 1;
    if (whole.from.precision == UMBEL_PRECISION_YEAR) {
        int y, m, dd;
        umbel_ymd_of_day(first, &y, &m, &dd);
        return (umbel_interval){umbel_date_of_ymd(y, part * 12 / of + 1, 0),
                                umbel_date_of_ymd(y, (part + 1) * 12 / of, 0)};
    }
    return span_of(first + part * length / of, first + (part + 1) * length / of - 1);
}

static int season_of(const reader *r, int i) {
    if (is(r, i, "spring")) return 3;
    if (is(r, i, "summer")) return 6;
    if (IS_ANY(r, i, "autumn", "fall")) return 9;
    return is(r, i, "winter") ? 12 : 0;
}

/* "spring 2019", "the summer of 2020", "last autumn". */
static umbel_interval season_at(const reader *r, int i, int *n) {
    int month = season_of(r, i), y, m, dd;
    if (!month) return (umbel_interval){0};
    *n = 1;
    int year = year_behind(r, i, n);
    if (year < 0 && (!IS_ANY(r, i - 1, "last", "this") || !r->ref.precision)) return (umbel_interval){0};
    if (year < 0) {
        umbel_ymd_of_day(r->ref.t_first, &y, &m, &dd);
        year = month + 2 > m ? y - 1 : y;
        if (is(r, i - 1, "this")) year = y;
    }
    int end = month + 2 > 12 ? 12 : month + 2;
    return (umbel_interval){umbel_date_of_ymd(year, month, 0), umbel_date_of_ymd(year, end, 0)};
}

static umbel_interval date_at(const reader *r, int i, int *n);

/* "early 2019", "mid-2026", "late last month", "the first week of December". */
static umbel_interval partial_at(const reader *r, int i, int *n) {
    int part = -1, of = 3, at = i + 1, n_whole = 0;
    if (is(r, i, "early")) part = 0;
    if (IS_ANY(r, i, "mid", "middle")) part = 1;
    if (is(r, i, "late")) part = 2;
    if (part >= 0) {
        if (is(r, at, "-") || is(r, at, "in")) at++;
    } else if (IS_ANY(r, i, "first", "second", "third", "last", "final") && IS_ANY(r, i + 1, "week", "half", "days")) {
        of = is(r, i + 1, "half") ? 2 : 4;
        part = IS_ANY(r, i, "second") ? 1 : IS_ANY(r, i, "third") ? 2 : is(r, i, "first") ? 0 : of - 1;
        at = i + 2;
    } else {
        return (umbel_interval){0};
    }
    if (is(r, at, "of")) at++;
    umbel_interval whole = date_at(r, at, &n_whole);
    if (!known(&whole)) return (umbel_interval){0};
    *n = at + n_whole - i;
    return part_of(whole, part, of);
}

static umbel_interval year_at(const reader *r, int i, int *n) {
    const token *t = &r->s->t[i];
    umbel_str text = umbel_token_text(r->d, t);
    *n = 1;
    if (text.n == 5 && text.p[4] == 's' && text.p[3] == '0') { /* "the 1990s" */
        umbel_date decade;
        char form[4] = {text.p[0], text.p[1], text.p[2], 'X'};
        return umbel_date_parse((umbel_str){form, 4}, &decade) ? one(decade) : (umbel_interval){0};
    }
    if (!is_year(digits_of(r, i)) || t->kind != UMBEL_TOKEN_NUMBER) return (umbel_interval){0};
    const token *before = i > 0 ? t - 1 : NULL;
    bool led =
        before && (before->tag == T_PREP || before->tag == T_TO || before->tag == T_ADV || before->tag == T_DET ||
                   before->tag == T_ADJ || before->tag == T_SUBORD || is(r, i - 1, "-") || is(r, i - 1, "and") ||
                   IS_ANY(r, i - 1, "early", "mid", "late", "(", "until", "till"));
    bool thing = i + 1 < r->s->n && (t[1].tag == T_NOUN && t[1].kind == UMBEL_TOKEN_WORD) &&
                 !umbel_token_is(r->d->ex, t + 1, W_CONJ);
    bool counted = i >= 2 && IS_ANY(r, i - 1, "least", "than", "about", "some", "almost", "nearly");
    return led && !(thing && !IS_ANY(r, i - 1, "in", "of", "since", "the")) && !counted
               ? one(umbel_date_of_ymd(digits_of(r, i), 0, 0))
               : (umbel_interval){0};
}

/* The date that begins at token i; *n is its length in tokens. */
static umbel_interval date_at(const reader *r, int i, int *n) {
    umbel_interval when = {0};
    if (i < 0 || i >= r->s->n) return when;
    const token *t = &r->s->t[i];
    const umbel_extractor *ex = r->d->ex;
    char first = r->d->document->text.p[t->begin];
    bool opens = (first >= '0' && first <= '9') || umbel_token_is(ex, t, W_MONTH) || umbel_token_is(ex, t, W_WEEKDAY) ||
                 umbel_token_is(ex, t, W_TIMEOPEN) || umbel_token_is(ex, t, W_NUMBER);
    if (!opens || (t->mention != NONE && !umbel_token_is(ex, t, W_MONTH))) return when;
    int weekday = weekday_of(r, i);
    if (weekday >= 0) {
        int n_date = 0, at = i + 1 + is(r, i + 1, ",");
        when = calendar_at(r, at, &n_date); /* "Thursday, March 4" */
        *n = known(&when) ? at + n_date - i : 1;
        return known(&when) ? when : one(weekday_before(r, weekday, false));
    }
    when = calendar_at(r, i, n);
    if (!known(&when)) when = partial_at(r, i, n);
    if (!known(&when)) when = season_at(r, i, n);
    if (!known(&when)) when = relative_at(r, i, n);
    if (!known(&when)) when = year_at(r, i, n);
    return when;
}

/* What stands before a date says which end of the interval it is; what stands behind, whether there is another. */
static int widen(const reader *r, int i, int n, time_phrase *out) {
    int before = i - 1, n_second, join = i + n;
    while (IS_ANY(r, before, "early", "late", "about", "the", "around", "at", "least")) before--;
    bool between = is(r, before, "between"), from = is(r, before, "from");
    out->first = (uint16_t)(before >= 0 && IS_ANY(r, before, "since", "until", "till", "from", "between", "on", "in",
                                                  "by", "before", "during", "over", "after")
                                ? before
                                : before + 1);
    if (is(r, before, "since")) out->when.to = (umbel_date){0};
    if (IS_ANY(r, before, "until", "till")) out->when.from = (umbel_date){0};
    out->bound = IS_ANY(r, before, "by", "before", "until", "till");
    bool joined = between ? is(r, join, "and")
                          : IS_ANY(r, join, "to", "until", "through", "\xe2\x80\x93") ||
                                (is(r, join, "-") && out->when.from.precision);
    if (!between && !from && is(r, join, "and") && weekday_of(r, i) >= 0 && weekday_of(r, join + 1) >= 0) joined = true;
    if (joined) {
        umbel_interval second = date_at(r, join + 1, &n_second);
        if (!known(&second) && is_year(digits_of(r, join + 1)) && join + 1 < r->s->n) {
            second = one(umbel_date_of_ymd(digits_of(r, join + 1), 0, 0));
            n_second = 1;
        }
        if (known(&second) && second.to.t_last >= out->when.from.t_first) {
            out->when.to = second.to;
            return n + 1 + n_second;
        }
    }
    if (from && IS_ANY(r, join, "onwards", "onward", "on")) out->when.to = (umbel_date){0};
    return n;
}

static reader reader_of(const document_state *d, const sentence *s) {
    return (reader){.d = d, .s = s, .ref = d->document->published, .spoken = d->spoken};
}

static size_t read_times(const document_state *d, const sentence *s, time_phrase out[UMBEL_TIMES_MAX]) {
    reader r = reader_of(d, s);
    size_t found = 0;
    for (int i = d->n_dateline; i < s->n && found < UMBEL_TIMES_MAX;) {
        int n = 1;
        umbel_interval when = date_at(&r, i, &n);
        if (!known(&when)) {
            i++;
            continue;
        }
        time_phrase phrase = {.when = when};
        n = widen(&r, i, n, &phrase);
        phrase.last = (uint16_t)(i + n - 1 < s->n ? i + n - 1 : s->n - 1);
        out[found++] = phrase;
        if (phrase.when.from.precision && phrase.when.to.precision) {
            r.spoken = phrase.when;
            r.in_sentence = true;
        }
        i += n;
    }
    return found;
}

umbel_status umbel_find_times(umbel_ctx *cx, const document_state *d, sentence *s) {
    time_phrase times[UMBEL_TIMES_MAX];
    size_t n = read_times(d, s, times);
    time_phrase *kept = UMBEL_NEW(cx, &cx->scratch, time_phrase, n + 1);
    if (!kept) return cx->err.code;
    memcpy(kept, times, n * sizeof *kept);
    s->times = kept;
    s->n_times = n;
    return UMBEL_OK;
}

umbel_interval umbel_read_when(const document_state *d, const sentence *s, uint16_t at) {
    const time_phrase *times = s->times;
    size_t n = s->n_times;
    (void)d;
    umbel_interval best = {0};
    int nearest = 1 << 20;
    for (size_t i = 0; i < n; i++) {
        int distance = times[i].first > at ? times[i].first - at : at > times[i].last ? at - times[i].last : 0;
        if (distance >= nearest) continue;
        nearest = distance;
        best = times[i].when;
    }
    return best;
}

void umbel_note_when(document_state *d, const sentence *s) {
    for (size_t n = s->n_times; n-- > 0;)
        if (s->times[n].when.from.precision && s->times[n].when.to.precision && !s->times[n].bound) {
            d->spoken = s->times[n].when;
            return;
        }
}

/* A dash that divides: no hyphen inside a word. */
static bool divides(const document_state *d, const sentence *s, int i) {
    const token *t = &s->t[i];
    bool long_dash = umbel_spells(d, t, "\xe2\x80\x94") || umbel_spells(d, t, "\xe2\x80\x93");
    return long_dash || (umbel_spells(d, t, "-") && !(t->flags & UMBEL_TOKEN_GLUED));
}

uint16_t umbel_read_dateline(document_state *d, sentence *s) {
    int dash = -1;
    for (int i = 1; i < s->n && i < 16 && dash < 0; i++)
        if (divides(d, s, i)) dash = i;
    if (dash < 0 || dash + 1 >= s->n || !(s->t[0].flags & UMBEL_TOKEN_ALL_UPPER)) return 0;
    reader r = reader_of(d, s);
    bool dated = false, bracket = false;
    int last = -1;
    for (int i = 0; i < dash; i++) {
        dated = dated || month_of(&r, i);
        bracket = bracket || is(&r, i, "(");
        bool name = s->t[i].flags & UMBEL_TOKEN_ALL_UPPER && !month_of(&r, i);
        if (last == i - 1 && name) last = i;
    }
    bool plain = last == dash - 1; /* "KARSHTAD -" */
    if (last < 0 || !(dated || bracket || plain)) return 0;
    uint32_t begin = s->t[0].begin, end = s->t[last].end;
    d->dateline = (umbel_quote){{d->document->text.p + begin, end - begin}, begin, end};
    for (uint16_t m = 0; m < s->n_names; m++) { /* "HADRIN" is no group for its capitals */
        name_mention *name = &s->names[m];
        entity *x = &d->entities[name->entity];
        if (name->last > last || x->actor.n) continue;
        x->kind = UMBEL_KIND_PLACE;
        x->person = false;
        for (uint16_t k = m; k < s->n_names; k++)
            if (s->names[k].entity == name->entity) s->names[k].kind = UMBEL_KIND_PLACE, s->names[k].person = false;
    }
    while (dash + 1 < s->n && divides(d, s, dash + 1)) dash++;
    if (dash + 1 < s->n && umbel_spells(d, &s->t[dash + 1], "-")) dash++;
    return (uint16_t)(dash + 1);
}
