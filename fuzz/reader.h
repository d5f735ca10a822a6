/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file reader.h  A fuzz target for a reader of bytes: what it delivers must be valid, whatever the bytes. */
#ifndef UMBEL_FUZZ_READER_H
#define UMBEL_FUZZ_READER_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "umbel/umbel.h"

static umbel_status check_document(void *user, umbel_ctx *cx, const umbel_document *d) {
    size_t bad;
    (void)user;
    (void)cx;
    if (!umbel_utf8_valid(d->text, &bad) || d->text.n == 0 || d->id.n != 32 || d->text.n > UMBEL_DOCUMENT_MAX) abort();
    return UMBEL_OK;
}

static inline int fuzz_reader(const char *name, const uint8_t *data, size_t n) {
    umbel_ctx cx;
    umbel_diagnostics bad = {0};
    umbel_read_options o = {0};
    umbel_ctx_init(&cx, NULL, 1);
    if (umbel_read_bytes(&cx, (umbel_str){(const char *)data, n}, umbel_str_of(name), &o, check_document, NULL, &bad) !=
        UMBEL_OK)
        abort();
    umbel_diagnostics_free(&cx, &bad);
    umbel_ctx_free(&cx);
    return 0;
}

#endif
