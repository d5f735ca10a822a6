/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdint.h>
#include <stdlib.h>

#include "umbel/base.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
    umbel_str s = {(const char *)data, n};
    umbel_date d, again;
    umbel_interval when;
    char text[UMBEL_DATE_MAX];
    if (umbel_date_parse(s, &d)) {
        size_t k = umbel_date_print(&d, text);
        if (d.t_first > d.t_last || !umbel_date_parse((umbel_str){text, k}, &again) || again.t_first != d.t_first ||
            again.t_last != d.t_last)
            abort();
    }
    umbel_interval_parse(s, &when);
    return 0;
}
