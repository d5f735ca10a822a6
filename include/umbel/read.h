/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file read.h  Rank 4: bytes to documents, tables and official lists. One file per format; dirty input becomes
 *  diagnostics. */
#ifndef UMBEL_READ_H
#define UMBEL_READ_H

#include "umbel/model.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- official lists ------------------------------------------------------------------------- */

typedef struct umbel_list_name {
    umbel_str text;     /**< trimmed, inner white space collapsed */
    umbel_str quality;  /**< "primary", "good", "low", "a.k.a.", "f.k.a.", "n.k.a.", "original-script" */
    umbel_str language; /**< ISO 639-1; "" where the list does not say (none of the lists read so far does) */
} umbel_list_name;

/** One entry of an official list: who is listed, under which names. Numbers of papers, addresses, dates and places of
 *  birth stand in the lists too, some of them behind a name; they are never carried. */
typedef struct umbel_list_entry {
    bool is_person;
    umbel_str authority;          /**< "UN Security Council", "OFAC" */
    umbel_str list;               /**< "Al-Qaida"; OFAC programs with spaces between: "FTO SDGT" */
    umbel_str reference;          /**< "QDe.132", "16696" */
    umbel_date listed_from;       /**< unknown for OFAC, whose files do not say */
    umbel_str country;            /**< of an organisation, where given; "" for persons */
    const umbel_list_name *names; /**< the primary name first; as the list writes them ("ABBAS, Abu") */
    size_t n_names;
} umbel_list_entry;

/** Takes one entry; it and its strings live until the call returns. Any status but UMBEL_OK ends the reading. */
typedef umbel_status umbel_list_sink(void *user, umbel_ctx *cx, const umbel_list_entry *entry);

/** Reads an official list, recognised by its first bytes, not its name:
 *  - the UN Security Council's Consolidated List (XML, UTF-8), streamed. No document type, entity or network is let in.
 * A file that is not well-formed: the entries that end before the fault are delivered, the rest is not, and a
 * diagnostic names the line. What cannot be parsed is not guessed at, and half an entry might lack the names that
 * matter.
 *  - OFAC's sdn.csv, joined on the entry number with the other names of its alt.csv, which is looked for in the same
 *    folder under the name with "sdn" replaced by "alt". UTF-8, else code page 1252. Vessels and aircraft are left out:
 *    one diagnostic counts them. Weak aliases in the remarks are not read.
 *    The other files of the set (alt.csv, add.csv) are lists without entries of their own.
 *  @param[out] is_list  false: the file is no list, nothing was read
 *  @return UMBEL_OK also when there were diagnostics; UMBEL_E_MEMORY, UMBEL_E_CANCELLED or the sink's status.
 *  Memory: of one entry (UN); of the files (OFAC, at most UMBEL_DOCUMENT_MAX each).
 *  Meaning: that an authority listed somebody under these names; no proof of anything else.
 *  Check: tests/unit/read/test_lists.c */
umbel_status umbel_read_list(umbel_ctx *cx, const char *path, umbel_list_sink *sink, void *user, umbel_diagnostics *bad,
                             bool *is_list);

/* ---- documents ------------------------------------------------------------------------------ */

typedef struct umbel_read_options {
    umbel_str source;           /**< overrides the document's own source where not empty */
    umbel_date date;            /**< publication date for documents that state none */
    umbel_str format;           /**< "text", "markdown", "html", "jsonl"; empty: from the name and the first bytes */
    umbel_list_sink *list_sink; /**< takes the entries of official lists met on the way, whatever `format` says; NULL:
                                     files are documents or nothing. On standard input a list is refused. */
    void *list_user;
} umbel_read_options;

/** Takes one document; it and its strings live until the call returns. Any status but UMBEL_OK ends the reading. */
typedef umbel_status umbel_document_sink(void *user, umbel_ctx *cx, const umbel_document *document);

/** Reads every document of a file or, recursively and in byte order of names, of a directory ("README*" and hidden
 *  files are passed over in directories). What cannot be read is added to `bad` and the rest goes on; a document is
 *  given to the sink whole or not at all. "-" is standard input.
 *  @return UMBEL_OK also when there were diagnostics; UMBEL_E_MEMORY, UMBEL_E_CANCELLED or the sink's status. */
umbel_status umbel_read_path(umbel_ctx *cx, const char *path, const umbel_read_options *options,
                             umbel_document_sink *sink, void *user, umbel_diagnostics *bad);

/** The same for bytes in memory; `locator` names them in diagnostics and documents. */
umbel_status umbel_read_bytes(umbel_ctx *cx, umbel_str bytes, umbel_str locator, const umbel_read_options *options,
                              umbel_document_sink *sink, void *user, umbel_diagnostics *bad);

/* ---- tables --------------------------------------------------------------------------------- */

/** Reads `actors.tsv` (header: actor kind name country from to refs source). Adds to the table.
 *  A damaged line is an error that names file and line: these tables are the program's own. */
umbel_status umbel_read_actors(umbel_ctx *cx, const char *path, umbel_actors *table);

/** Reads a names table: with the header "actor name kind lang used_by from to source", or without a header as
 *  `actor<TAB>name[<TAB>kind[<TAB>lang]]` (an unknown kind reads as alias). Adds to the table. For an actor that has no
 *  row yet, one of kind group is added (kind state where it has an adjective or capital). */
umbel_status umbel_read_names(umbel_ctx *cx, const char *path, umbel_actors *table);

/** The same for a user's table, "-" for standard input: a line without actor or name, not in UTF-8, of more than 65,535
 *  bytes or with a date that is none becomes a diagnostic and is passed over (of more than 100 the rest is counted). A
 *  byte order mark is let pass; the header may end after any column from the second. Control and bidirectional
 *  characters stay in a name: whoever shows it makes it harmless.
 *  @return UMBEL_OK also when there were diagnostics; UMBEL_E_IO; UMBEL_E_LIMIT: more than 256 MB. */
umbel_status umbel_read_user_names(umbel_ctx *cx, const char *path, umbel_actors *table, umbel_diagnostics *bad);

/* ---- tables of any columns ------------------------------------------------------------------ */

#define UMBEL_CSV_MAX ((size_t)1 << 30) /**< bytes of a CSV file; larger is refused */

typedef struct umbel_csv_row {
    size_t n_row;           /**< from 1, the header's included: as a spreadsheet counts */
    size_t line;            /**< at which it begins, from 1; cells may hold line breaks */
    const umbel_str *cells; /**< valid UTF-8, without their quotes */
    size_t n_cells;
} umbel_csv_row;

/** Takes one row; it and its strings live until the call returns. Any status but UMBEL_OK ends the reading. */
typedef umbel_status umbel_csv_sink(void *user, umbel_ctx *cx, const umbel_csv_row *row);

/** Reads a file of comma-separated values (RFC 4180), "-" for standard input. Semicolons or tabs separate where the
 *  first line has them and no comma. A byte order mark and rows without any cell filled are passed over. Rows that are
 *  not UTF-8 are not delivered: one diagnostic names the first and counts them. Of a quote that is never closed the
 * rest of its line is the cell: likewise.
 *  @return UMBEL_OK also when there were diagnostics; UMBEL_E_IO, UMBEL_E_LIMIT (UMBEL_CSV_MAX), UMBEL_E_MEMORY,
 *  UMBEL_E_CANCELLED or the sink's status. Memory: of the file. */
umbel_status umbel_read_csv(umbel_ctx *cx, const char *path, umbel_csv_sink *sink, void *user, umbel_diagnostics *bad);

#ifdef __cplusplus
}
#endif
#endif
