/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* The context: error record, cancel flag, status names, version. */
#include "umbel/base.h"

#include <stdlib.h>
#include <string.h>

#include "base/rng.h"

static void *system_resize(void *user, void *p, size_t n_old, size_t n_new) {
    (void)user;
    (void)n_old;
    if (n_new == 0) {
        free(p);
        return NULL;
    }
    return realloc(p, n_new);
}

void umbel_ctx_init(umbel_ctx *cx, const umbel_allocator *alloc, uint64_t seed) {
    memset(cx, 0, sizeof *cx);
    if (alloc)
        cx->alloc = *alloc;
    else
        cx->alloc.resize = system_resize;
    cx->err.pos = -1;
    umbel_rng_seed(&cx->rng, seed);
}

void umbel_ctx_free(umbel_ctx *cx) { umbel_arena_free(cx, &cx->scratch); }

umbel_status umbel_ctx_poll(umbel_ctx *cx) {
    if (cx->cancel && atomic_load_explicit(cx->cancel, memory_order_relaxed))
        return UMBEL_FAIL(cx, UMBEL_E_CANCELLED, "stopped on request");
    return UMBEL_OK;
}

umbel_status umbel_fail(umbel_ctx *cx, umbel_status code, int64_t pos, const char *where, const char *fmt, ...) {
    va_list args;
    cx->err.code = code;
    cx->err.pos = pos;
    snprintf(cx->err.where, sizeof cx->err.where, "%s", where ? where : "");
    va_start(args, fmt);
    vsnprintf(cx->err.msg, sizeof cx->err.msg, fmt, args);
    va_end(args);
    return code;
}

const char *umbel_status_name(umbel_status status) {
    switch (status) {
    case UMBEL_OK: return "done";
    case UMBEL_E_ARG: return "wrong argument";
    case UMBEL_E_MEMORY: return "out of memory";
    case UMBEL_E_IO: return "input or output failed";
    case UMBEL_E_FORMAT: return "bad input";
    case UMBEL_E_LIMIT: return "over the limit";
    case UMBEL_E_NOT_FOUND: return "not found";
    case UMBEL_E_CORRUPT: return "damaged";
    case UMBEL_E_CANCELLED: return "cancelled";
    case UMBEL_E_DIVERGED: return "did not converge";
    case UMBEL_E_ENVIRONMENT: return "environment";
    }
    return "unknown status";
}

const char *umbel_version(void) { return UMBEL_VERSION; }
