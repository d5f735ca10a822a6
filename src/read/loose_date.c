/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "read/read.h"

static int month_of(umbel_str word) {
    static const char *const names[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                        "jul", "aug", "sep", "oct", "nov", "dec"};
    char low[3];
    if (word.n < 3) return 0;
    for (int i = 0; i < 3; i++) low[i] = (char)(word.p[i] >= 'A' && word.p[i] <= 'Z' ? word.p[i] + 32 : word.p[i]);
    for (int m = 0; m < 12; m++)
        if (memcmp(low, names[m], 3) == 0) return m + 1;
    return 0;
}

static int number_of(umbel_str word) {
    int n = 0;
    if (word.n && word.p[word.n - 1] == ',') word.n--;
    if (word.n == 0 || word.n > 4) return -1;
    for (size_t i = 0; i < word.n; i++) {
        if (word.p[i] < '0' || word.p[i] > '9') return -1;
        n = n * 10 + (word.p[i] - '0');
    }
    return n;
}

bool umbel_parse_loose_date(umbel_str s, umbel_date *out) {
    s = umbel_str_trim(s);
    if (umbel_date_parse(s, out)) return true;
    if (s.n > 10 && (s.p[10] == 'T' || s.p[10] == ' ') && umbel_date_parse((umbel_str){s.p, 10}, out)) return true;
    umbel_str words[4], rest = s, word;
    size_t n = 0;
    while (umbel_str_cut(&rest, ' ', &word))
        if (word.n && n < 4) words[n++] = word;
    int day = 0, month = 0, year = -1;
    for (size_t i = 0; i < n; i++) {
        int k = number_of(words[i]);
        if (k < 0 && !month) month = month_of(words[i]);
        if (k > 0 && k <= 31) day = k;
        if (k > 31) year = k;
    }
    if (year < 1000 || month == 0) return false;
    umbel_date d = umbel_date_of_ymd(year, month, day);
    if (d.precision == UMBEL_PRECISION_UNKNOWN) return false;
    *out = d;
    return true;
}
