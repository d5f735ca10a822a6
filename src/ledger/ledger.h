/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file ledger.h  The handle and the helpers of the ledger's files. */
#ifndef UMBEL_LEDGER_LEDGER_H
#define UMBEL_LEDGER_LEDGER_H

#include <sqlite3.h>

#include "umbel/ledger.h"

#define UMBEL_LEDGER_APPLICATION 0x756d626c /* "umbl" */
#define UMBEL_LEDGER_VERSION     1

typedef enum statement_slot {
    Q_SOURCE,
    Q_SOURCE_N,
    Q_DOCUMENT_N,
    Q_DOCUMENT,
    Q_SIGHTED,
    Q_SIGHTING,
    Q_PASSAGE,
    Q_PASSAGE_WORDS,
    Q_PASSAGE_N,
    Q_IS_READ,
    Q_READING,
    Q_MENTION,
    Q_STATEMENT,
    Q_ACTOR,
    Q_NAME,
    Q_DIAGNOSTIC,
    Q_TEXT,
    Q_DESIGNATION,
    Q_LISTED_PERSON,
    Q_LISTED_NAME,
    Q_DECISION,
    Q_UNDO,
    Q_HAS_ACTOR,
    N_SLOTS
} statement_slot;

struct umbel_ledger {
    sqlite3 *db;
    sqlite3_stmt *prepared[N_SLOTS];
    int64_t text_of; /**< document whose text Q_TEXT stands on, 0 for none */
    char path[1024];
};

/** The schema in order; NULL ends it. */
extern const char *const umbel_ledger_schema[];

/** Records SQLite's error with the ledger's path. */
umbel_status umbel_ledger_fail(umbel_ctx *cx, umbel_ledger *ledger, const char *what);
umbel_status umbel_ledger_exec(umbel_ctx *cx, umbel_ledger *ledger, const char *sql);
/** A statement prepared once and reset at each use. */
umbel_status umbel_ledger_prepare(umbel_ctx *cx, umbel_ledger *ledger, statement_slot slot, const char *sql,
                                  sqlite3_stmt **out);
/** Runs a statement that puts a row in; whether it did (NULL: not asked). */
umbel_status umbel_ledger_put_row(umbel_ctx *cx, umbel_ledger *ledger, sqlite3_stmt *q, bool *is_new);
/** The id of a decision, in the arena. */
umbel_status umbel_ledger_decision_id(umbel_ctx *cx, umbel_arena *arena, const umbel_decision *decision, umbel_str *id);
/** The id of a designation, in the arena. */
umbel_status umbel_ledger_designation_id(umbel_ctx *cx, umbel_arena *arena, const umbel_designation *designation,
                                         umbel_str *id);
/** Text of document n. It lives until the next call with another document: a query that sorts must not carry texts
 * along. */
umbel_status umbel_ledger_text(umbel_ctx *cx, umbel_ledger *ledger, int64_t n, umbel_str *out);
void umbel_bind_str(sqlite3_stmt *q, int at, umbel_str s);
/** NULL for an empty string. */
void umbel_bind_opt(sqlite3_stmt *q, int at, umbel_str s);
void umbel_bind_date(sqlite3_stmt *q, int at, const umbel_date *date);
umbel_str umbel_column_str(sqlite3_stmt *q, int at);
umbel_status umbel_column_copy(umbel_ctx *cx, umbel_arena *arena, sqlite3_stmt *q, int at, umbel_str *out);
umbel_date umbel_column_date(sqlite3_stmt *q, int at);

#endif
