/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Gold rows of every kind: bad ones become diagnostics, and every figure stays within its bounds. */
#include <stdint.h>
#include <stdlib.h>

#include "umbel/umbel.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
    static umbel_ctx cx;
    static umbel_tables tables;
    static bool ready;
    if (!ready) {
        umbel_ctx_init(&cx, NULL, 1);
        if (umbel_tables_open_extractor(&cx, &tables, UMBEL_TREE "/data", UMBEL_TREE "/samples/karst/names.tsv") !=
            UMBEL_OK)
            abort();
        ready = true;
    }
    umbel_eval_options o = {.extractor = tables.extractor, .n_threads = 1, .with_errors = {true, true}, .n_errors = 50};
    for (int g = 0; g < (int)UMBEL_N_GOLDS; g++) {
        umbel_eval e = {0};
        umbel_diagnostics bad = {0};
        if (umbel_eval_bytes(&cx, (umbel_gold)g, UMBEL_STR("fuzz"), (umbel_str){(const char *)data, n}, &o, &e, &bad) !=
            UMBEL_OK)
            abort();
        for (size_t i = 0; i < e.n_scores; i++)
            for (int part = 0; part < UMBEL_N_PARTS; part++) {
                const umbel_score *s = &e.scores[i];
                if (s->rows[part] < 0 || !(s->value[part] >= 0)) abort();
                bool share = umbel_str_ends(s->measure, UMBEL_STR(".p")) ||
                             umbel_str_ends(s->measure, UMBEL_STR(".r")) ||
                             umbel_str_ends(s->measure, UMBEL_STR(".f1"));
                if (share && s->value[part] > 1) abort();
            }
        umbel_eval_free(&cx, &e);
        umbel_diagnostics_free(&cx, &bad);
    }
    return 0;
}
