/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* A user's table of names, through a file in memory. */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "umbel/umbel.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
    umbel_ctx cx;
    umbel_actors table = {0};
    char path[64];
    int fd = memfd_create("names", 0);
    if (fd < 0 || write(fd, data, n) != (ssize_t)n) abort();
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    umbel_ctx_init(&cx, NULL, 1);
    umbel_status status = umbel_read_names(&cx, path, &table);
    if (status != UMBEL_OK && status != UMBEL_E_FORMAT) abort();
    umbel_actors_free(&cx, &table);
    umbel_diagnostics bad = {0};
    if (lseek(fd, 0, SEEK_SET) != 0 || umbel_read_user_names(&cx, path, &table, &bad) != UMBEL_OK) abort();
    for (size_t i = 0; i < table.n_names; i++)
        if (!umbel_utf8_valid(table.names[i].text, NULL) || !table.names[i].text.n || !table.names[i].actor.n) abort();
    if (bad.n > 101) abort();
    umbel_actors_free(&cx, &table);
    umbel_diagnostics_free(&cx, &bad);
    umbel_ctx_free(&cx);
    close(fd);
    return 0;
}
