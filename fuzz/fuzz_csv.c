/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* A file of comma-separated values from anywhere: rows come in order, with cells that are UTF-8. */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "umbel/umbel.h"

typedef struct seen {
    size_t n_row, line;
} seen;

static umbel_status check(void *user, umbel_ctx *cx, const umbel_csv_row *row) {
    seen *s = user;
    (void)cx;
    if (row->n_row <= s->n_row || row->line <= s->line || row->n_cells == 0) abort();
    s->n_row = row->n_row;
    s->line = row->line;
    for (size_t i = 0; i < row->n_cells; i++)
        if (!umbel_utf8_valid(row->cells[i], NULL)) abort();
    return UMBEL_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
    umbel_ctx cx;
    umbel_diagnostics bad = {0};
    seen s = {0};
    char path[64];
    int fd = memfd_create("csv", 0);
    if (fd < 0 || write(fd, data, n) != (ssize_t)n) abort();
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    umbel_ctx_init(&cx, NULL, 1);
    if (umbel_read_csv(&cx, path, check, &s, &bad) != UMBEL_OK || bad.n > 2) abort();
    umbel_diagnostics_free(&cx, &bad);
    umbel_ctx_free(&cx);
    close(fd);
    return 0;
}
