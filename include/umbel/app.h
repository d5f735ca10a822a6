/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file app.h  Rank 11: the stages joined. What the program, the server and the bindings call. */
#ifndef UMBEL_APP_H
#define UMBEL_APP_H

#include "umbel/extract.h"
#include "umbel/identity.h"
#include "umbel/ledger.h"
#include "umbel/read.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Actors, names and the extractor made of them; immutable once opened. Zero-initialise. */
typedef struct umbel_tables {
    umbel_actors actors;
    umbel_extractor *extractor;
    umbel_identity *identity;
} umbel_tables;

/** Loads the tables of `data_dir`; `names_path` not NULL: the names of that file in place of the actor tables. */
umbel_status umbel_tables_open(umbel_ctx *cx, umbel_tables *tables, const char *data_dir, const char *names_path);
void umbel_tables_close(umbel_ctx *cx, umbel_tables *tables);

/** What an addition brought. */
typedef struct umbel_added {
    size_t n_documents; /**< new */
    size_t n_sightings; /**< known documents met elsewhere */
    size_t n_same;      /**< nothing new */
    size_t n_passages, n_statements;
    size_t n_refused; /**< statements turned away at the door */
    uint64_t n_bytes; /**< of text read */
} umbel_added;

/** Called after each document; `total` bytes are 0 where unknown. */
typedef void umbel_progress(void *user, const umbel_added *so_far, const umbel_document *document);

/** Reads a file or folder into the ledger: documents, sentences, mentions, statements, actors. What cannot be read
 *  becomes a diagnostic, in `bad` and in the ledger. Documents are committed whole, some at a time; an interrupted
 *  addition is completed by the same call. */
umbel_status umbel_add_path(umbel_ctx *cx, umbel_ledger *ledger, const umbel_tables *tables, const char *path,
                            const umbel_read_options *options, umbel_diagnostics *bad, umbel_added *added,
                            umbel_progress *progress, void *user);

#ifdef __cplusplus
}
#endif
#endif
