/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Version 1 of the schema. Records refer to each other by small numbers (n); ids made from content stand beside them.
 * Sentences are stored once, in the document's text: passages and quotes are offsets, and the full-text index keeps
 * words only. In tables without rowid the key's columns come first: SQLite 3.40's integrity check misreads others. */
#include "ledger/ledger.h"

const char *const umbel_ledger_schema[] = {
    "CREATE TABLE source (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, kind TEXT, country TEXT, "
    "party_to TEXT, reliability TEXT, rated_by TEXT, rated_on TEXT) STRICT",
    "CREATE TABLE document (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL, source INTEGER "
    "REFERENCES source(n), locator TEXT NOT NULL, url TEXT, title TEXT, published TEXT, fetched INTEGER NOT NULL, "
    "language TEXT, media_type TEXT, given_id TEXT, text TEXT NOT NULL) STRICT",
    "CREATE TABLE sighting (document INTEGER NOT NULL REFERENCES document(n), source INTEGER NOT NULL, locator TEXT "
    "NOT NULL, seen INTEGER NOT NULL, PRIMARY KEY (document, source, locator)) STRICT, WITHOUT ROWID",
    "CREATE TABLE passage (n INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES document(n), ordinal INTEGER "
    "NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, UNIQUE (document, ordinal)) STRICT",
    "CREATE VIRTUAL TABLE passage_words USING fts5(text, content='', tokenize='unicode61 remove_diacritics 2')",
    "CREATE TABLE reading (document INTEGER NOT NULL REFERENCES document(n), extractor TEXT NOT NULL, PRIMARY KEY "
    "(document, extractor)) STRICT, WITHOUT ROWID",
    "CREATE TABLE actor (id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, country TEXT, active_from TEXT, "
    "active_to TEXT, refs TEXT, source TEXT) STRICT, WITHOUT ROWID",
    "CREATE TABLE name (actor TEXT NOT NULL REFERENCES actor(id), text TEXT NOT NULL, kind TEXT NOT NULL, folded TEXT "
    "NOT NULL, language TEXT, script TEXT, used_by TEXT, used_from TEXT, used_to TEXT, source TEXT, PRIMARY KEY "
    "(actor, text, kind)) STRICT, WITHOUT ROWID",
    "CREATE INDEX name_folded ON name(folded)",
    "CREATE TABLE mention (n INTEGER PRIMARY KEY, passage INTEGER NOT NULL REFERENCES passage(n), first INTEGER NOT "
    "NULL, last INTEGER NOT NULL, kind TEXT NOT NULL, actor TEXT, score REAL NOT NULL) STRICT",
    "CREATE TABLE statement (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, passage INTEGER NOT NULL REFERENCES "
    "passage(n), tie TEXT NOT NULL, "
    "subject_text TEXT NOT NULL, subject_first INTEGER NOT NULL, subject_kind TEXT NOT NULL, subject_actor TEXT, "
    "subject_antecedent TEXT, subject_antecedent_first INTEGER, "
    "object_text TEXT NOT NULL, object_first INTEGER NOT NULL, object_kind TEXT NOT NULL, object_actor TEXT, "
    "object_antecedent TEXT, object_antecedent_first INTEGER, "
    "against_text TEXT, against_first INTEGER, against_kind TEXT, against_actor TEXT, place_text TEXT, place_first "
    "INTEGER, place_actor TEXT, "
    "held_from TEXT, held_to TEXT, polarity TEXT NOT NULL, certainty TEXT NOT NULL, speaker TEXT NOT NULL, "
    "speaker_text TEXT, speaker_first INTEGER, speaker_actor TEXT, "
    "cues TEXT NOT NULL, also TEXT NOT NULL, attributes TEXT NOT NULL, score REAL NOT NULL, extractor TEXT NOT NULL) "
    "STRICT",
    "CREATE INDEX statement_subject ON statement(subject_actor)",
    "CREATE INDEX statement_object ON statement(object_actor)",
    "CREATE TABLE event (id TEXT PRIMARY KEY, document INTEGER REFERENCES document(n), passage INTEGER REFERENCES "
    "passage(n), type TEXT NOT NULL, place TEXT, date TEXT, fatalities_low INTEGER, fatalities_best INTEGER, "
    "fatalities_high INTEGER, detail TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE commitment (id TEXT PRIMARY KEY, agreement TEXT NOT NULL, party TEXT NOT NULL, clause TEXT NOT NULL, "
    "signed TEXT, source TEXT) STRICT, WITHOUT ROWID",
    "CREATE TABLE designation (id TEXT PRIMARY KEY, actor TEXT NOT NULL REFERENCES actor(id), authority TEXT NOT NULL, "
    "list TEXT NOT NULL, reference TEXT NOT NULL, listed_from TEXT, listed_to TEXT, document INTEGER REFERENCES "
    "document(n)) STRICT, WITHOUT ROWID",
    "CREATE TABLE origin (id TEXT PRIMARY KEY, why TEXT NOT NULL, first_hand INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE origin_member (origin TEXT NOT NULL REFERENCES origin(id), document INTEGER NOT NULL REFERENCES "
    "document(n), passage INTEGER NOT NULL, PRIMARY KEY (origin, document, passage)) STRICT, WITHOUT ROWID",
    "CREATE TABLE decision (id TEXT PRIMARY KEY, what TEXT NOT NULL, subject TEXT NOT NULL, verdict TEXT NOT NULL, "
    "reason TEXT, decided_by TEXT NOT NULL, decided_at TEXT NOT NULL, undone_at TEXT) STRICT, WITHOUT ROWID",
    "CREATE TABLE rating (source INTEGER NOT NULL REFERENCES source(n), rated_on TEXT NOT NULL, rated_by TEXT NOT "
    "NULL, "
    "letter TEXT NOT NULL, PRIMARY KEY (source, rated_on, rated_by)) STRICT, WITHOUT ROWID",
    "CREATE TABLE diagnostic (file TEXT NOT NULL, position INTEGER NOT NULL, code TEXT NOT NULL, text TEXT NOT NULL, "
    "unit TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (file, position, code, text)) STRICT, WITHOUT ROWID",
    "CREATE TABLE listed_person (id TEXT PRIMARY KEY, list TEXT NOT NULL, reference TEXT NOT NULL, listed_from TEXT, "
    "listed_to TEXT) STRICT, WITHOUT ROWID",
    "CREATE TABLE listed_name (person TEXT NOT NULL REFERENCES listed_person(id), text TEXT NOT NULL, quality TEXT, "
    "PRIMARY KEY (person, text)) STRICT, WITHOUT ROWID",
    NULL};
