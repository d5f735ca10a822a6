/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* From files to the ledger: read, extract, identify, store. */
#include <string.h>

#include "app/add.h"
#include "umbel/text.h"

#define COMMIT_BYTES ((uint64_t)1 << 20) /* text between two commits */

umbel_status umbel_adder_store_name(umbel_ctx *cx, umbel_adder *a, const umbel_name *name) {
    umbel_mark mark = umbel_arena_mark(&cx->scratch);
    umbel_str folded;
    umbel_status status = umbel_fold_name(cx, &cx->scratch, name->text, &folded);
    if (status == UMBEL_OK) status = umbel_ledger_put_name(cx, a->ledger, name, folded);
    umbel_arena_release(cx, &cx->scratch, mark);
    return status;
}

umbel_status umbel_adder_store_actor(umbel_ctx *cx, umbel_adder *a, umbel_str id) {
    const umbel_actors *t = &a->tables->actors;
    uint32_t k = umbel_intern_find(&a->ids, id), s;
    if (!id.n || k == UMBEL_INTERN_NONE || umbel_intern_find(&a->stored, id) != UMBEL_INTERN_NONE) return UMBEL_OK;
    UMBEL_TRY(umbel_intern_add(cx, &a->stored, id, &s));
    UMBEL_TRY(umbel_ledger_put_actor(cx, a->ledger, &t->actors[k]));
    for (size_t i = 0; i < t->n_names; i++)
        if (umbel_str_eq(t->names[i].actor, id)) UMBEL_TRY(umbel_adder_store_name(cx, a, &t->names[i]));
    return UMBEL_OK;
}

static umbel_status store_actors(umbel_ctx *cx, umbel_adder *a) {
    const umbel_reading *r = &a->reading;
    for (; a->n_found_stored < a->found.n_actors; a->n_found_stored++) {
        UMBEL_TRY(umbel_ledger_put_actor(cx, a->ledger, &a->found.actors[a->n_found_stored]));
        UMBEL_TRY(umbel_adder_store_name(cx, a, &a->found.names[a->n_found_stored]));
    }
    for (size_t i = 0; i < r->n_mentions; i++) UMBEL_TRY(umbel_adder_store_actor(cx, a, r->mentions[i].actor));
    for (size_t i = 0; i < r->n_statements; i++) {
        UMBEL_TRY(umbel_adder_store_actor(cx, a, r->statements[i].subject.actor));
        UMBEL_TRY(umbel_adder_store_actor(cx, a, r->statements[i].object.actor));
        UMBEL_TRY(umbel_adder_store_actor(cx, a, r->statements[i].speaker.actor));
    }
    return UMBEL_OK;
}

umbel_status umbel_adder_begin(umbel_ctx *cx, umbel_adder *a) {
    if (a->open) return UMBEL_OK;
    UMBEL_TRY(umbel_ledger_begin(cx, a->ledger));
    a->open = true;
    return UMBEL_OK;
}

static umbel_status commit(umbel_ctx *cx, umbel_adder *a) {
    if (!a->open) return UMBEL_OK;
    a->open = false;
    a->n_uncommitted = 0;
    return umbel_ledger_commit(cx, a->ledger);
}

umbel_status umbel_adder_wrote(umbel_ctx *cx, umbel_adder *a, uint64_t n_bytes) {
    a->n_uncommitted += n_bytes;
    return a->n_uncommitted >= COMMIT_BYTES ? commit(cx, a) : UMBEL_OK;
}

static umbel_status store(umbel_ctx *cx, umbel_adder *a, const umbel_document *document) {
    umbel_put what;
    size_t n_refused = 0;
    UMBEL_TRY(store_actors(cx, a));
    UMBEL_TRY(umbel_ledger_put_document(cx, a->ledger, document, a->reading.passages, a->reading.n_passages, &what));
    if (a->reading.extractor.n) UMBEL_TRY(umbel_ledger_put_reading(cx, a->ledger, document, &a->reading, &n_refused));
    a->added->n_documents += what == UMBEL_PUT_NEW;
    a->added->n_sightings += what == UMBEL_PUT_SIGHTING;
    a->added->n_same += what == UMBEL_PUT_SAME;
    a->added->n_bytes += document->text.n;
    if (what == UMBEL_PUT_NEW) {
        a->added->n_passages += a->reading.n_passages;
        a->added->n_statements += a->reading.n_statements - n_refused;
    }
    a->added->n_refused += n_refused;
    return UMBEL_OK;
}

static umbel_status one_document(void *user, umbel_ctx *cx, const umbel_document *document) {
    umbel_adder *a = user;
    bool known;
    UMBEL_TRY(umbel_ctx_poll(cx));
    UMBEL_TRY(umbel_ledger_is_read(cx, a->ledger, document->id, UMBEL_STR(UMBEL_EXTRACTOR), &known));
    umbel_reading_reset(cx, &a->reading);
    if (!known) { /* a known document can only be a further sighting */
        UMBEL_TRY(umbel_extract(cx, a->tables->extractor, document, &a->reading));
        if (!a->identifier) UMBEL_TRY(umbel_identifier_new(cx, &a->identifier, a->tables->identity));
        UMBEL_TRY(umbel_identity_resolve(cx, a->identifier, &a->reading, &a->found));
    }
    UMBEL_TRY(umbel_adder_begin(cx, a));
    UMBEL_TRY(store(cx, a, document));
    UMBEL_TRY(umbel_adder_wrote(cx, a, document->text.n + 4096));
    if (a->progress) a->progress(a->user, a->added, document);
    return UMBEL_OK;
}

umbel_status umbel_add_path(umbel_ctx *cx, umbel_ledger *ledger, const umbel_tables *tables, const char *path,
                            const umbel_read_options *options, umbel_diagnostics *bad, umbel_added *added,
                            umbel_progress *progress, void *user) {
    umbel_adder a = {.ledger = ledger, .tables = tables, .added = added, .progress = progress, .user = user};
    umbel_read_options own = *options;
    umbel_status status = UMBEL_OK;
    size_t n_bad = bad->n;
    own.list_sink = umbel_adder_list_entry;
    own.list_user = &a;
    uint32_t k;
    for (size_t i = 0; status == UMBEL_OK && i < tables->actors.n_actors; i++)
        status = umbel_intern_add(cx, &a.ids, tables->actors.actors[i].id, &k);
    if (status == UMBEL_OK) status = umbel_read_path(cx, path, &own, one_document, &a, bad);
    if (status == UMBEL_OK && bad->n > n_bad) status = umbel_adder_begin(cx, &a);
    for (size_t i = n_bad; status == UMBEL_OK && i < bad->n; i++)
        status = umbel_ledger_put_diagnostic(cx, ledger, &bad->items[i]);
    if (status == UMBEL_OK) {
        status = commit(cx, &a);
    } else {
        umbel_error keep = cx->err;
        umbel_ledger_rollback(cx, ledger); /* whole documents only */
        cx->err = keep;
    }
    umbel_identifier_free(cx, a.identifier);
    umbel_reading_free(cx, &a.reading);
    umbel_actors_free(cx, &a.found);
    umbel_intern_free(cx, &a.ids);
    umbel_intern_free(cx, &a.stored);
    umbel_intern_free(cx, &a.refs);
    umbel_arena_free(cx, &a.arena);
    return status;
}
