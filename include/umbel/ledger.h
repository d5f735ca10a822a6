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
/** `designation->id` is not looked at: the ledger makes it. The actor must be there (UMBEL_E_ENVIRONMENT). */
umbel_status umbel_ledger_put_designation(umbel_ctx *cx, umbel_ledger *ledger, const umbel_designation *designation,
                                          umbel_put *what);
/** A person known before gains the names that are new; none is taken away. */
umbel_status umbel_ledger_put_listed_person(umbel_ctx *cx, umbel_ledger *ledger, const umbel_listed_person *person,
                                            umbel_put *what);
/** `decision->id` is not looked at: the ledger makes it and gives it back in the arena. Whether the decision agrees
 * with others is not asked here; see umbel_decide. */
umbel_status umbel_ledger_put_decision(umbel_ctx *cx, umbel_ledger *ledger, const umbel_decision *decision,
                                       umbel_arena *arena, umbel_str *id);
/** Notes when a decision was undone; the first such note stays. UMBEL_E_NOT_FOUND: no decision has this id. */
umbel_status umbel_ledger_undo_decision(umbel_ctx *cx, umbel_ledger *ledger, umbel_str id, umbel_str undone_at);

/* ---- taking out ----------------------------------------------------------------------------- */

typedef struct umbel_ledger_filter {
    umbel_str actor; /**< subject or object: an id, or several with tabs between that count as one; empty: any */
    umbel_str other; /**< the other side, likewise; empty: any */
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
/** Whether an actor has this id. */
umbel_status umbel_ledger_has_actor(umbel_ctx *cx, umbel_ledger *ledger, umbel_str id, bool *has);
/** Actors that bear a folded name, or whose id it is. Ids are in the arena. */
umbel_status umbel_ledger_find_actors(umbel_ctx *cx, umbel_ledger *ledger, umbel_str folded, umbel_arena *arena,
                                      umbel_str **ids, size_t *n);
/** An actor with its names, in the evidence's lists. UMBEL_E_NOT_FOUND. */
umbel_status umbel_ledger_actor(umbel_ctx *cx, umbel_ledger *ledger, umbel_str id, umbel_evidence *out);
/** Designations of an actor, added to the list; an empty id: all. */
umbel_status umbel_ledger_designations(umbel_ctx *cx, umbel_ledger *ledger, umbel_str actor, umbel_designations *out);
/** Decisions about an actor, undone ones too, added to the list in the order they were taken; an empty id: all. */
umbel_status umbel_ledger_decisions(umbel_ctx *cx, umbel_ledger *ledger, umbel_str actor, umbel_decisions *out);

/** One name of an actor or a listed person, for an index. */
typedef struct umbel_indexed_name {
    umbel_str id; /**< of the actor or person */
    bool is_person;
    umbel_str text;
    umbel_str kind; /**< name kind of an actor's name, quality of a person's: "alias", "low" */
    umbel_str language;
    umbel_str list;        /**< lists that hold the actor or person, with "; " between; may be empty */
    umbel_interval when;   /**< of an actor's name: when it was in use */
    umbel_str reference;   /**< of a person; of actors see umbel_ledger_designations */
    umbel_interval listed; /**< of a person */
} umbel_indexed_name;

typedef umbel_status umbel_indexed_name_sink(void *user, umbel_ctx *cx, const umbel_indexed_name *name);

/** Every name of every actor, then of every listed person, in order of ids. Strings live until the sink returns. */
umbel_status umbel_ledger_each_name(umbel_ctx *cx, umbel_ledger *ledger, umbel_indexed_name_sink *sink, void *user);
umbel_status umbel_ledger_diagnostics(umbel_ctx *cx, umbel_ledger *ledger, umbel_diagnostics *out);
/** Verifies file, schema, hashes, offsets, quotes and references. Each fault is a diagnostic that names the record. */
umbel_status umbel_ledger_check(umbel_ctx *cx, umbel_ledger *ledger, umbel_diagnostics *faults);
/** SHA-256 over all content in a fixed order, times of fetching apart: equal ledgers, equal digests. */
umbel_status umbel_ledger_digest(umbel_ctx *cx, umbel_ledger *ledger, char out[65]);

#ifdef __cplusplus
}
#endif
#endif
