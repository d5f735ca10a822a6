/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* EDTF dates (Library of Congress, level 1 as far as reporting needs it) on day numbers. */
#include "umbel/base.h"

#include <string.h>

/* Howard Hinnant's civil-day arithmetic, valid for all years used here. */
int32_t umbel_day_of_ymd(int year, int month, int day) {
    int y = year - (month <= 2);
    int era = (y >= 0 ? y : y - 399) / 400;
    int yoe = y - era * 400;
    int doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return era * 146097 + doe - 719468;
}

void umbel_ymd_of_day(int32_t t_day, int *year, int *month, int *day) {
    int z = t_day + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int doe = z - era * 146097;
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int mp = (5 * doy + 2) / 153;
    *day = doy - (153 * mp + 2) / 5 + 1;
    *month = mp < 10 ? mp + 3 : mp - 9;
    *year = yoe + era * 400 + (*month <= 2);
}

static int days_in(int year, int month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

umbel_date umbel_date_of_day(int32_t t_day) { return (umbel_date){t_day, t_day, UMBEL_PRECISION_DAY, false, false}; }

umbel_date umbel_date_of_ymd(int year, int month, int day) {
    umbel_date d = {0};
    if (year < 1 || year > 9999 || month < 0 || month > 12 || day < 0 || (month == 0 && day != 0)) return d;
    if (month && day > days_in(year, month)) return d;
    if (month == 0) {
        d.t_first = umbel_day_of_ymd(year, 1, 1);
        d.t_last = umbel_day_of_ymd(year, 12, 31);
        d.precision = UMBEL_PRECISION_YEAR;
    } else if (day == 0) {
        d.t_first = umbel_day_of_ymd(year, month, 1);
        d.t_last = umbel_day_of_ymd(year, month, days_in(year, month));
        d.precision = UMBEL_PRECISION_MONTH;
    } else {
        d = umbel_date_of_day(umbel_day_of_ymd(year, month, day));
    }
    return d;
}

static bool digits(umbel_str s, size_t at, size_t n, int *out) {
    *out = 0;
    if (s.n < at + n) return false;
    for (size_t i = at; i < at + n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') return false;
        *out = *out * 10 + (s.p[i] - '0');
    }
    return true;
}

static bool parse_plain(umbel_str s, umbel_date *out) {
    int year, month = 0, day = 0;
    if (s.n == 4 && s.p[3] == 'X' && digits(s, 0, 3, &year)) {
        if (year == 0) return false;
        out->t_first = umbel_day_of_ymd(year * 10, 1, 1);
        out->t_last = umbel_day_of_ymd(year * 10 + 9, 12, 31);
        out->precision = UMBEL_PRECISION_DECADE;
        return true;
    }
    if (!digits(s, 0, 4, &year) || year == 0) return false;
    if (s.n > 4 && (s.p[4] != '-' || !digits(s, 5, 2, &month) || month == 0)) return false;
    if (s.n > 7 && (s.p[7] != '-' || !digits(s, 8, 2, &day) || day == 0)) return false;
    if (s.n != 4 && s.n != 7 && s.n != 10) return false;
    umbel_date d = umbel_date_of_ymd(year, month, day);
    if (d.precision == UMBEL_PRECISION_UNKNOWN) return false;
    *out = d;
    return true;
}

bool umbel_date_parse(umbel_str s, umbel_date *out) {
    umbel_date d = {0};
    char last = s.n ? s.p[s.n - 1] : 0;
    bool qualified = last == '?' || last == '~' || last == '%';
    if (qualified) s.n--;
    if (!parse_plain(s, &d)) return false;
    d.uncertain = qualified && last != '~';
    d.approximate = qualified && last != '?';
    *out = d;
    return true;
}

bool umbel_interval_parse(umbel_str s, umbel_interval *out) {
    umbel_interval when = {0};
    umbel_str rest = s, from, to;
    if (!s.p || !umbel_str_cut(&rest, '/', &from)) return false;
    if (!rest.p) {
        if (!umbel_date_parse(s, &when.from)) return false;
        when.to = when.from;
        *out = when;
        return true;
    }
    to = rest;
    bool open_from = from.n == 0 || umbel_str_eq(from, UMBEL_STR(".."));
    bool open_to = to.n == 0 || umbel_str_eq(to, UMBEL_STR(".."));
    if (open_from && open_to) return false;
    if (!open_from && !umbel_date_parse(from, &when.from)) return false;
    if (!open_to && !umbel_date_parse(to, &when.to)) return false;
    if (!open_from && !open_to && when.from.t_first > when.to.t_last) return false;
    *out = when;
    return true;
}

size_t umbel_date_print(const umbel_date *date, char out[UMBEL_DATE_MAX]) {
    int year, month, day, n = 0;
    out[0] = 0;
    umbel_ymd_of_day(date->t_first, &year, &month, &day);
    switch ((umbel_precision)date->precision) {
    case UMBEL_PRECISION_UNKNOWN: return 0;
    case UMBEL_PRECISION_DAY: n = snprintf(out, UMBEL_DATE_MAX, "%04d-%02d-%02d", year, month, day); break;
    case UMBEL_PRECISION_MONTH: n = snprintf(out, UMBEL_DATE_MAX, "%04d-%02d", year, month); break;
    case UMBEL_PRECISION_YEAR: n = snprintf(out, UMBEL_DATE_MAX, "%04d", year); break;
    case UMBEL_PRECISION_DECADE: n = snprintf(out, UMBEL_DATE_MAX, "%03dX", year / 10); break;
    }
    if (date->uncertain || date->approximate) {
        out[n++] = date->uncertain && date->approximate ? '%' : date->uncertain ? '?' : '~';
        out[n] = 0;
    }
    return (size_t)n;
}

bool umbel_interval_may_touch(const umbel_interval *when, int32_t t_first, int32_t t_last) {
    if (when->from.precision != UMBEL_PRECISION_UNKNOWN && when->from.t_first > t_last) return false;
    return when->to.precision == UMBEL_PRECISION_UNKNOWN || when->to.t_last >= t_first;
}

bool umbel_interval_may_hold(const umbel_interval *when, const umbel_date *at) {
    return at->precision == UMBEL_PRECISION_UNKNOWN || umbel_interval_may_touch(when, at->t_first, at->t_last);
}

const char *umbel_precision_name(umbel_precision precision) {
    static const char *const names[] = {"unknown", "day", "month", "year", "decade"};
    return (unsigned)precision < sizeof names / sizeof *names ? names[precision] : "";
}
