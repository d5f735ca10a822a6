/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents through the extractor on several threads: a window of them is read, extracted in parallel, printed in
 * order. What is printed does not depend on the number of threads, and memory is that of a window. */
#include "base/thread.h"
#include "umbel/app.h"

#define WINDOW_DOCUMENTS 1024
#define WINDOW_BYTES     ((size_t)2 << 20) /* of text: enough to keep the threads busy, little to hold */

typedef struct slot {
    umbel_document document;
    umbel_buf printed;
} slot;

typedef struct window {
    const umbel_extract_job *job;
    umbel_arena arena; /* texts of the documents that wait */
    slot *slots;       /* [WINDOW_DOCUMENTS] */
    size_t n, n_bytes;
    umbel_reading *readings;        /* [UMBEL_THREADS_MAX] */
    umbel_identifier **identifiers; /* [UMBEL_THREADS_MAX] made when a thread has its first document */
} window;

/* Extracts and prints; what is printed does not depend on the thread. */
static umbel_status do_document(umbel_ctx *cx, window *w, const umbel_document *document, unsigned thread,
                                umbel_buf *printed) {
    const umbel_extract_job *job = w->job;
    umbel_reading *reading = &w->readings[thread];
    umbel_identifier **identifier = &w->identifiers[thread];
    UMBEL_TRY(umbel_extract(cx, job->extractor, document, reading));
    if (job->identity && !*identifier) UMBEL_TRY(umbel_identifier_new(cx, identifier, job->identity));
    if (job->identity) UMBEL_TRY(umbel_identity_resolve(cx, *identifier, reading, NULL));
    printed->n = 0;
    return job->print(job->print_user, cx, document, reading, printed);
}

static umbel_status do_slot(void *user, umbel_ctx *cx, size_t i, unsigned thread) {
    window *w = user;
    slot *s = &w->slots[i];
    return do_document(cx, w, &s->document, thread, &s->printed);
}

static umbel_status flush(umbel_ctx *cx, window *w) {
    umbel_status status = umbel_thread_for(cx, w->job->n_threads, w->n, do_slot, w);
    for (size_t i = 0; status == UMBEL_OK && i < w->n; i++)
        status = w->job->sink(w->job->sink_user, cx, umbel_buf_str(&w->slots[i].printed));
    for (size_t i = 0; i < w->n; i++) /* a buffer grown by one long document is not kept for short ones */
        if (w->slots[i].printed.cap > WINDOW_BYTES / WINDOW_DOCUMENTS * 8) umbel_buf_free(cx, &w->slots[i].printed);
    umbel_arena_reset(cx, &w->arena);
    w->n = w->n_bytes = 0;
    return status;
}

static umbel_status keep(umbel_ctx *cx, umbel_arena *arena, const umbel_document *from, umbel_document *to) {
    const umbel_str *in[] = {&from->id,    &from->sha256,   &from->locator,    &from->source,   &from->url,
                             &from->title, &from->language, &from->media_type, &from->given_id, &from->text};
    umbel_str *out[] = {&to->id,    &to->sha256,   &to->locator,    &to->source,   &to->url,
                        &to->title, &to->language, &to->media_type, &to->given_id, &to->text};
    *to = *from;
    for (size_t i = 0; i < sizeof in / sizeof *in; i++)
        if (in[i]->n) UMBEL_TRY(umbel_str_copy(cx, arena, *in[i], out[i]));
    return UMBEL_OK;
}

static umbel_status take(void *user, umbel_ctx *cx, const umbel_document *document) {
    window *w = user;
    UMBEL_TRY(keep(cx, &w->arena, document, &w->slots[w->n].document));
    w->n++;
    w->n_bytes += document->text.n;
    return w->n == WINDOW_DOCUMENTS || w->n_bytes >= WINDOW_BYTES ? flush(cx, w) : UMBEL_OK;
}

/* One thread needs no copies and prints each document as soon as it is read. */
static umbel_status take_alone(void *user, umbel_ctx *cx, const umbel_document *document) {
    window *w = user;
    slot *s = &w->slots[0];
    UMBEL_TRY(do_document(cx, w, document, 0, &s->printed));
    return w->job->sink(w->job->sink_user, cx, umbel_buf_str(&s->printed));
}

umbel_status umbel_extract_path(umbel_ctx *cx, const umbel_extract_job *job, const char *path, umbel_diagnostics *bad) {
    umbel_arena own = {0};
    window w = {.job = job};
    unsigned n_threads = job->n_threads ? job->n_threads : umbel_thread_count();
    size_t n_slots = n_threads == 1 ? 1 : WINDOW_DOCUMENTS;
    w.slots = UMBEL_NEW(cx, &own, slot, n_slots);
    w.readings = UMBEL_NEW(cx, &own, umbel_reading, UMBEL_THREADS_MAX);
    w.identifiers = UMBEL_NEW(cx, &own, umbel_identifier *, UMBEL_THREADS_MAX);
    umbel_status status = w.slots && w.readings && w.identifiers ? UMBEL_OK : cx->err.code;
    if (status == UMBEL_OK) status = umbel_read_path(cx, path, &job->read, n_threads == 1 ? take_alone : take, &w, bad);
    if (status == UMBEL_OK && w.n) status = flush(cx, &w);
    for (size_t i = 0; w.slots && i < n_slots; i++) umbel_buf_free(cx, &w.slots[i].printed);
    for (size_t i = 0; w.readings && i < UMBEL_THREADS_MAX; i++) umbel_reading_free(cx, &w.readings[i]);
    for (size_t i = 0; w.identifiers && i < UMBEL_THREADS_MAX; i++) umbel_identifier_free(cx, w.identifiers[i]);
    umbel_arena_free(cx, &w.arena);
    umbel_arena_free(cx, &own);
    return status;
}
