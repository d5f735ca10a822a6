/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Names to look up, one a line, from anywhere, among a few invented ones. The same question twice has the same answer.
 */
#include "names.h"

typedef struct ready {
    umbel_ctx cx;
    umbel_names *names;
    umbel_resolver *resolver;
} ready;

static ready *get_ready(void) {
    static ready r;
    if (r.resolver) return &r;
    umbel_actors actors = fuzz_actors();
    umbel_ctx_init(&r.cx, NULL, 1);
    if (umbel_names_build(&r.cx, &r.names, &actors, FUZZ_DATA) != UMBEL_OK) abort();
    if (umbel_resolver_new(&r.cx, &r.resolver, r.names) != UMBEL_OK) abort();
    return &r;
}

static void ask(ready *r, umbel_str line) {
    umbel_resolve_options o = {.top = 3};
    umbel_answer a;
    umbel_buf json = {0};
    size_t bad;
    double first;
    if (line.n && (line.p[0] & 1)) o.at = umbel_date_of_ymd(2001, 0, 0);
    if (umbel_resolve_name(&r->cx, r->resolver, line, &o, &a) != UMBEL_OK) abort();
    fuzz_check_answer(&a, o.top);
    first = a.n_matches ? a.matches[0].p_match : -1;
    for (size_t i = 0; i < a.n_matches; i++)
        if (!umbel_utf8_valid(a.matches[i].why, &bad) || !umbel_utf8_valid(a.matches[i].name, &bad)) abort();
    if (umbel_tell_json_bytes(&r->cx, &json, line) != UMBEL_OK) abort();
    if (!umbel_utf8_valid(umbel_buf_str(&json), &bad)) abort();
    umbel_buf_free(&r->cx, &json);
    if (umbel_resolve_name(&r->cx, r->resolver, line, &o, &a) != UMBEL_OK) abort();
    if ((a.n_matches ? a.matches[0].p_match : -1) != first) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
    umbel_str rest = {(const char *)data, n}, line;
    while (umbel_str_cut(&rest, '\n', &line)) ask(get_ready(), line);
    return 0;
}
