/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* A ledger from a stranger: opened, checked and loaded, or refused. */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "umbel/umbel.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
    umbel_ctx cx;
    umbel_ledger *l;
    umbel_diagnostics faults = {0};
    umbel_evidence e = {0};
    char path[] = "/tmp/umbel-fuzz-XXXXXX";
    int fd = mkstemp(path);
    if (fd < 0 || write(fd, data, n) != (ssize_t)n) abort();
    close(fd);
    umbel_ctx_init(&cx, NULL, 1);
    if (umbel_ledger_open(&cx, &l, path, UMBEL_LEDGER_READ) == UMBEL_OK) {
        if (umbel_ledger_check(&cx, l, &faults) == UMBEL_OK && faults.n == 0)
            (void)(umbel_ledger_load(&cx, l, NULL, &e) == UMBEL_OK);
        umbel_ledger_close(&cx, l);
    }
    umbel_diagnostics_free(&cx, &faults);
    umbel_evidence_free(&cx, &e);
    umbel_ctx_free(&cx);
    unlink(path);
    return 0;
}
