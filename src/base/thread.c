/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/thread.h"

#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#include "base/rng.h"

typedef struct pool {
    umbel_job *job;
    void *user;
    size_t n;
    uint64_t seed;
    atomic_size_t next;
    atomic_bool failed;
} pool;

typedef struct worker {
    pool *pool;
    umbel_ctx cx;
    unsigned number;
    size_t failed_at;
    umbel_status status;
} worker;

unsigned umbel_thread_count(void) {
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : n > UMBEL_THREADS_MAX ? UMBEL_THREADS_MAX : (unsigned)n;
}

static void *work(void *arg) {
    worker *w = arg;
    while (!atomic_load(&w->pool->failed)) {
        size_t i = atomic_fetch_add(&w->pool->next, 1);
        if (i >= w->pool->n) break;
        umbel_rng_seed(&w->cx.rng, w->pool->seed + i); /* by the item: the same for any number of threads */
        w->status = w->pool->job(w->pool->user, &w->cx, i, w->number);
        if (w->status != UMBEL_OK) {
            w->failed_at = i;
            atomic_store(&w->pool->failed, true);
            break;
        }
    }
    return NULL;
}

umbel_status umbel_thread_for(umbel_ctx *cx, unsigned n_threads, size_t n, umbel_job *job, void *user) {
    pool shared = {job, user, n, umbel_rng_next(&cx->rng), 0, false};
    worker workers[UMBEL_THREADS_MAX];
    pthread_t threads[UMBEL_THREADS_MAX];
    bool started[UMBEL_THREADS_MAX] = {false};
    if (n_threads == 0) n_threads = umbel_thread_count();
    if (n_threads > UMBEL_THREADS_MAX) n_threads = UMBEL_THREADS_MAX;
    if (n_threads > n) n_threads = n ? (unsigned)n : 1;
    for (unsigned k = 0; k < n_threads; k++) {
        workers[k] = (worker){.pool = &shared, .number = k, .failed_at = SIZE_MAX};
        umbel_ctx_init(&workers[k].cx, &cx->alloc, 0);
        workers[k].cx.cancel = cx->cancel;
    }
    for (unsigned k = 1; k < n_threads; k++) started[k] = pthread_create(&threads[k], NULL, work, &workers[k]) == 0;
    work(&workers[0]); /* this thread works too, so a failed start only costs speed */
    const worker *worst = NULL;
    for (unsigned k = 0; k < n_threads; k++) {
        if (started[k]) pthread_join(threads[k], NULL);
        if (workers[k].status != UMBEL_OK && (!worst || workers[k].failed_at < worst->failed_at)) worst = &workers[k];
    }
    umbel_status status = worst ? worst->status : UMBEL_OK;
    if (worst) cx->err = worst->cx.err;
    for (unsigned k = 0; k < n_threads; k++) umbel_ctx_free(&workers[k].cx);
    return status;
}
