/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* An official list from anywhere. The first byte says what the rest is: 'a' a UN list or whatever its first bytes show,
 * else OFAC's file, with its other names behind the first 0x1a. What is delivered must be valid, whatever the bytes. */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "read/list.h"
#include "umbel/umbel.h"

static umbel_status check(void *user, umbel_ctx *cx, const umbel_list_entry *e) {
    size_t bad;
    (void)user;
    (void)cx;
    if (e->n_names == 0 || e->reference.n == 0 || e->reference.n > 64 || !e->authority.n) abort();
    if (!umbel_utf8_valid(e->reference, &bad) || !umbel_utf8_valid(e->list, &bad)) abort();
    for (size_t i = 0; i < e->n_names; i++) {
        umbel_str t = e->names[i].text;
        if (t.n == 0 || t.n > UMBEL_LIST_NAME_MAX || !umbel_utf8_valid(t, &bad)) abort();
        if (!e->names[i].quality.n || !umbel_str_eq(t, umbel_str_trim(t))) abort();
    }
    return UMBEL_OK;
}

static void as_file(umbel_ctx *cx, umbel_str bytes, umbel_diagnostics *bad) {
    char path[64];
    bool is_list;
    int fd = memfd_create("list", MFD_CLOEXEC);
    if (fd < 0 || write(fd, bytes.p, bytes.n) != (ssize_t)bytes.n) abort();
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    if (umbel_read_list(cx, path, check, NULL, bad, &is_list) != UMBEL_OK) abort();
    close(fd);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
    umbel_ctx cx;
    umbel_diagnostics bad = {0};
    umbel_ctx_init(&cx, NULL, 1);
    umbel_str rest = {(const char *)data + 1, n ? n - 1 : 0}, sdn = {0};
    if (n > 0 && data[0] == 'a') {
        as_file(&cx, rest, &bad);
    } else if (n > 0) {
        list_reader l = {.r = {.cx = &cx, .bad = &bad, .locator = UMBEL_STR("sdn.csv")}, .sink = check};
        umbel_str_cut(&rest, '\x1a', &sdn);
        if (umbel_read_ofac_list(&l, sdn, rest) != UMBEL_OK) abort();
        umbel_arena_free(&cx, &l.arena);
    }
    umbel_diagnostics_free(&cx, &bad);
    umbel_ctx_free(&cx);
    return 0;
}
