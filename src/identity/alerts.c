/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* How many of a thousand ordinary names would alert at a threshold, as it was measured. */
#include <math.h>

#include "base/tsv.h"
#include "umbel/identity.h"

typedef struct choice {
    double wanted, least;           /* alerts of a thousand */
    double per_thousand, threshold; /* of the row chosen so far */
    bool found;
} choice;

static umbel_status take_row(void *user, umbel_ctx *cx, const umbel_str *cells, size_t line, const char *path) {
    choice *c = user;
    double per_thousand, threshold;
    UMBEL_TRY(umbel_table_number(cx, cells[0], line, path, &per_thousand));
    UMBEL_TRY(umbel_table_number(cx, cells[1], line, path, &threshold));
    if (!(per_thousand > 0) || !(threshold > 0 && threshold <= 1))
        return UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, line, path,
                             "alerts must be above 0, a threshold above 0 and at most 1");
    if (c->least == 0 || per_thousand < c->least) c->least = per_thousand;
    if (per_thousand > c->wanted || (c->found && per_thousand <= c->per_thousand)) return UMBEL_OK;
    c->per_thousand = per_thousand;
    c->threshold = threshold;
    c->found = true;
    return UMBEL_OK;
}

umbel_status umbel_alert_threshold(umbel_ctx *cx, double *threshold, const char *data_dir, double per_thousand) {
    char path[4096];
    choice c = {.wanted = per_thousand};
    if (!isfinite(per_thousand) || per_thousand <= 0)
        return UMBEL_FAIL(cx, UMBEL_E_ARG, "alerts of a thousand names must be a number above 0");
    snprintf(path, sizeof path, "%s/namealerts.tsv", data_dir);
    UMBEL_TRY(umbel_table_read(cx, path, "per_thousand\tthreshold", take_row, &c));
    if (!c.found)
        return UMBEL_FAIL(cx, UMBEL_E_ARG, "%g alerts of a thousand names: the least that was measured is %g",
                          per_thousand, c.least);
    *threshold = c.threshold;
    return UMBEL_OK;
}
