/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* An index of names from anywhere: it is refused, or it answers. Its sum, its size, and the digest of the words that it
 * was made with are set right first, else nothing behind them would ever be reached. Input that begins with '!' changes
 * a good index instead: each 5 bytes behind it are a place (4, as a share of the whole) and what is put there. */
#include "names.h"

#include "identity/name_index.h"
#include "identity/name_resolve.h"

typedef struct ready {
    umbel_ctx cx;
    umbel_names *good;
} ready;

static ready *get_ready(void) {
    static ready r;
    if (r.good) return &r;
    umbel_actors actors = fuzz_actors();
    umbel_ctx_init(&r.cx, NULL, 1);
    if (umbel_names_build(&r.cx, &r.good, &actors, FUZZ_DATA) != UMBEL_OK) abort();
    return &r;
}

/* The bytes to be tried, in new memory of exactly their size. */
static char *bytes_of(const ready *r, const uint8_t *data, size_t n, size_t *n_out) {
    const name_index *good = &r->good->index;
    bool change = n > 0 && data[0] == '!';
    *n_out = change ? good->n_bytes : n;
    char *bytes = malloc(*n_out ? *n_out : 1);
    if (!bytes) abort();
    if (!change) {
        if (n) memcpy(bytes, data, n);
        return bytes;
    }
    memcpy(bytes, good->bytes, *n_out);
    for (size_t i = 1; i + 5 <= n; i += 5) {
        uint32_t place;
        memcpy(&place, data + i, 4);
        bytes[(uint64_t)place * *n_out >> 32] = (char)data[i + 4];
    }
    return bytes;
}

static void set_right(const ready *r, char *bytes, size_t n) {
    index_header h;
    if (n < sizeof h) return;
    memcpy(&h, bytes, sizeof h);
    h.n_bytes = n;
    h.words_digest = r->good->words.digest;
    h.checksum = umbel_index_checksum(bytes + sizeof h, n - sizeof h);
    memcpy(bytes, &h, sizeof h);
}

static void ask_all(umbel_ctx *cx, const umbel_names *names) {
    static const char *const queries[] = {
        "Veldrin Heron League", "vhl",     "Karst Brigades", "Krast Brigade", "Tashkel Orin", "PFLI", "",
        "front for liberation", "melnitsa"};
    umbel_resolver *resolver = NULL;
    if (umbel_resolver_new(cx, &resolver, names) != UMBEL_OK) return;
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
        umbel_resolve_options o = {
            .top = 1000, .all_elsewhere = i & 1, .leave_out = umbel_str_of(i & 2 ? "karst" : "")};
        umbel_answer a;
        if (umbel_resolve_name(cx, resolver, umbel_str_of(queries[i]), &o, &a) != UMBEL_OK) continue;
        fuzz_check_answer(&a, o.top);
    }
    umbel_resolver_free(cx, resolver);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
    ready *r = get_ready();
    umbel_names names = {.words = r->good->words, .trees = r->good->trees};
    size_t n_bytes;
    char *bytes = bytes_of(r, data, n, &n_bytes);
    set_right(r, bytes, n_bytes);
    names.index.bytes = bytes;
    names.index.n_bytes = n_bytes;
    if (umbel_index_attach(&r->cx, &names.index, &names.words, "input") == UMBEL_OK) ask_all(&r->cx, &names);
    free(bytes);
    return 0;
}
