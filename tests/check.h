/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file check.h  What the unit tests share. */
#ifndef UMBEL_TESTS_CHECK_H
#define UMBEL_TESTS_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "umbel/umbel.h"

#define assert_ok(call)                                                                                                \
    do {                                                                                                               \
        umbel_status assert_status_ = (call);                                                                          \
        if (assert_status_ != UMBEL_OK) fail_msg("%s: %s: %s", #call, umbel_status_name(assert_status_), cx.err.msg);  \
    } while (0)

#define assert_str(s, z) assert_true(umbel_str_eq((s), umbel_str_of(z)))

/** An allocator whose k-th allocation fails. */
typedef struct failing {
    long left;
} failing;

static inline void *failing_resize(void *user, void *p, size_t n_old, size_t n_new) {
    failing *f = user;
    (void)n_old;
    if (n_new == 0) {
        free(p);
        return NULL;
    }
    if (f->left-- <= 0) return NULL;
    return realloc(p, n_new);
}

#endif
