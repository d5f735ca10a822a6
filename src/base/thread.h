/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file thread.h  Work shared out over threads; the order of results never depends on the number of threads. */
#ifndef UMBEL_BASE_THREAD_H
#define UMBEL_BASE_THREAD_H

#include "umbel/base.h"

#define UMBEL_THREADS_MAX 64

/** Does item i with this thread's own context and number. */
typedef umbel_status umbel_job(void *user, umbel_ctx *cx, size_t i, unsigned thread);

/** Cores this process may use, at least 1. */
unsigned umbel_thread_count(void);
/** Runs job for i = 0 … n-1 on n_threads threads (0: as many as cores). Each thread has a context with cx's allocator,
 *  cx's cancel flag; random numbers are
 *  seeded by cx and the item, so they do not depend on the number of threads. Ends early at the first failure, whose
 * error is copied into cx; of several failures the one of the lowest item is kept. */
umbel_status umbel_thread_for(umbel_ctx *cx, unsigned n_threads, size_t n, umbel_job *job, void *user);

#endif
