/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file read.h  What the readers share: where they are, whom they tell, and the last checks of a document. */
#ifndef UMBEL_READ_READ_H
#define UMBEL_READ_READ_H

#include "umbel/read.h"

typedef struct reader {
    umbel_ctx *cx;
    const umbel_read_options *options;
    umbel_document_sink *sink;
    void *user;
    umbel_diagnostics *bad;
    umbel_str locator; /* of the file */
} reader;

/** Adds a diagnostic about the reader's file. */
umbel_status umbel_complain(const reader *r, umbel_str file, int64_t pos, const char *unit, const char *code,
                            const char *fmt, ...) UMBEL_PRINTF(6, 7);
/** Checks the text (UTF-8, not empty, not too large), hashes it and gives the document to the sink. */
umbel_status umbel_deliver(const reader *r, umbel_document *document);

umbel_status umbel_read_text(const reader *r, umbel_str bytes);
umbel_status umbel_read_markdown(const reader *r, umbel_str bytes);
umbel_status umbel_read_html(const reader *r, umbel_str bytes);
/** One line of JSONL; `line` counts from 1. */
umbel_status umbel_read_jsonl_line(const reader *r, umbel_str text, size_t line);

/** A date as front matter, metadata and feeds write it: EDTF, an ISO timestamp, "14 March 2031", "March 14, 2031". */
bool umbel_parse_loose_date(umbel_str s, umbel_date *out);

#endif
