/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file ledger.h  Rank 4: the ledger file, where everything said is kept. The only folder that knows SQL.
 *
 *  People hand ledgers to each other, so a file is not trusted: it is opened defensively, its schema must be the one
 *  this program makes, and umbel_ledger_check verifies what it says of itself.
 *  Thread: one ledger handle, one thread. Several processes may read while one writes.
 */
#ifndef UMBEL_LEDGER_H
#define UMBEL_LEDGER_H

#include "umbel/model.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct umbel_ledger umbel_ledger;

typedef enum umbel_ledger_mode { UMBEL_LEDGER_READ, UMBEL_LEDGER_WRITE /**< made where absent */ } umbel_ledger_mode;

/** Opens a ledger. UMBEL_E_NOT_FOUND: no such file (reading); UMBEL_E_CORRUPT: not a ledger, damaged, or of a foreign
 *  schema; UMBEL_E_ENVIRONMENT: made by a newer version, locked, or not writable. Errors name the file. */
umbel_status umbel_ledger_open(umbel_ctx *cx, umbel_ledger **out, const char *path, umbel_ledger_mode mode);
void umbel_ledger_close(umbel_ctx *cx, umbel_ledger *ledger);

/** What is put between begin and commit is there whole or not at all. Not nested. */
umbel_status umbel_ledger_begin(umbel_ctx *cx, umbel_ledger *ledger);
umbel_status umbel_ledger_commit(umbel_ctx *cx, umbel_ledger *ledger);
void umbel_ledger_rollback(umbel_ctx *cx, umbel_ledger *ledger);

/* ---- putting in (all idempotent) ------------------------------------------------------------ */

typedef enum umbel_put { UMBEL_PUT_SAME, UMBEL_PUT_SIGHTING, UMBEL_PUT_NEW } umbel_put;

/** A document with its sentences. The same text from the same place and source changes nothing; from another, it is a
 *  further sighting of the one document. */
umbel_status umbel_ledger_put_document(umbel_ctx *cx, umbel_ledger *ledger, const umbel_document *document,
                                       const umbel_passage *passages, size_t n_passages, umbel_put *what);
/** What the extractor read in a document that is in the ledger. A statement whose quotes do not stand at their offsets
 * is refused: it becomes a diagnostic, the others go in. A document read by the same extractor before is left as it is.
 */
umbel_status umbel_ledger_put_reading(umbel_ctx *cx, umbel_ledger *ledger, const umbel_document *document,
                                      const umbel_reading *reading, size_t *n_refused);
/** Whether a document (by id) has been read by the extractor and stored. */
umbel_status umbel_ledger_is_read(umbel_ctx *cx, umbel_ledger *ledger, umbel_str document, umbel_str extractor,
                                  bool *is_read);
umbel_status umbel_ledger_put_actor(umbel_ctx *cx, umbel_ledger *ledger, const umbel_actor *actor);
/** `folded`: the name as umbel_fold_name gives it. */
umbel_status umbel_ledger_put_name(umbel_ctx *cx, umbel_ledger *ledger, const umbel_name *name, umbel_str folded);
umbel_status umbel_ledger_put_diagnostic(umbel_ctx *cx, umbel_ledger *ledger, const umbel_diagnostic *diagnostic);

/* ---- taking out ----------------------------------------------------------------------------- */

typedef struct umbel_ledger_filter {
    umbel_str actor; /**< subject or object; empty: any */
    umbel_str other; /**< the other side; empty: any */
    umbel_tie tie;   /**< NONE: any */
    bool certain_only;
    bool no_encoder; /**< without what the encoder alone found */
} umbel_ledger_filter;

/** Fills the evidence with the statements that pass, and the documents, sources, actors and names they need; with no
 *  filter (NULL) all documents and sources are listed, also those without statements. */
umbel_status umbel_ledger_load(umbel_ctx *cx, umbel_ledger *ledger, const umbel_ledger_filter *filter,
                               umbel_evidence *out);

typedef struct umbel_hit {
    umbel_str text; /**< the sentence */
    umbel_str document, title, source, locator;
    umbel_date published;
    uint32_t begin, end;
} umbel_hit;

typedef umbel_status umbel_hit_sink(void *user, umbel_ctx *cx, const umbel_hit *hit);

/** Sentences that have all the words, best first. Words are taken as words: no query language leaks through.
 *  @param[out] n  sentences given to the sink, at most `limit` */
umbel_status umbel_ledger_search(umbel_ctx *cx, umbel_ledger *ledger, umbel_str words, size_t limit,
                                 umbel_hit_sink *sink, void *user, size_t *n);
/** Actors that bear a folded name, or whose id it is. Ids are in the arena. */
umbel_status umbel_ledger_find_actors(umbel_ctx *cx, umbel_ledger *ledger, umbel_str folded, umbel_arena *arena,
                                      umbel_str **ids, size_t *n);
/** An actor with its names, in the evidence's lists. UMBEL_E_NOT_FOUND. */
umbel_status umbel_ledger_actor(umbel_ctx *cx, umbel_ledger *ledger, umbel_str id, umbel_evidence *out);
umbel_status umbel_ledger_diagnostics(umbel_ctx *cx, umbel_ledger *ledger, umbel_diagnostics *out);
/** Verifies file, schema, hashes, offsets, quotes and references. Each fault is a diagnostic that names the record. */
umbel_status umbel_ledger_check(umbel_ctx *cx, umbel_ledger *ledger, umbel_diagnostics *faults);
/** SHA-256 over all content in a fixed order, times of fetching apart: equal ledgers, equal digests. */
umbel_status umbel_ledger_digest(umbel_ctx *cx, umbel_ledger *ledger, char out[65]);

#ifdef __cplusplus
}
#endif
#endif
