/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file read.h  Rank 4: bytes to documents and tables. One file per format; dirty input becomes diagnostics. */
#ifndef UMBEL_READ_H
#define UMBEL_READ_H

#include "umbel/model.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct umbel_read_options {
    umbel_str source; /**< overrides the document's own source where not empty */
    umbel_date date;  /**< publication date for documents that state none */
    umbel_str format; /**< "text", "markdown", "html", "jsonl"; empty: from the name and the first bytes */
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

/** Reads `actors.tsv` (header: actor kind name country from to refs source). Adds to the table.
 *  A damaged line is an error that names file and line: these tables are the program's own. */
umbel_status umbel_read_actors(umbel_ctx *cx, const char *path, umbel_actors *table);

/** Reads a names table: with the header "actor name kind lang used_by from to source", or without a header as
 *  `actor<TAB>name[<TAB>kind[<TAB>lang]]` (an unknown kind reads as alias). Adds to the table. For an actor that has no
 *  row yet, one of kind group is added (kind state where it has an adjective or capital). */
umbel_status umbel_read_names(umbel_ctx *cx, const char *path, umbel_actors *table);

#ifdef __cplusplus
}
#endif
#endif
