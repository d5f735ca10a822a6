/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file tell.h  Rank 10: records, exports, pictures and the brief. Text from documents is data: every form escapes it.
 */
#ifndef UMBEL_TELL_H
#define UMBEL_TELL_H

#include "umbel/measure.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- escaping ------------------------------------------------------------------------------- */

/** Adds s as HTML or XML text or attribute value: the five signs as entities, control characters and bidirectional
 *  controls as visible marks. */
umbel_status umbel_tell_html(umbel_ctx *cx, umbel_buf *out, umbel_str s);
/** Adds s as a CSV cell (RFC 4180, always quoted); a cell that begins like a formula gets a leading apostrophe. */
umbel_status umbel_tell_csv_cell(umbel_ctx *cx, umbel_buf *out, umbel_str s);
/** Adds s for a terminal: escapes, control characters and bidirectional controls become U+FFFD, line breaks spaces. */
umbel_status umbel_tell_plain(umbel_ctx *cx, umbel_buf *out, umbel_str s);
/** Adds s as Markdown text: signs that would be markup are escaped, raw HTML cannot come through. */
umbel_status umbel_tell_markdown(umbel_ctx *cx, umbel_buf *out, umbel_str s);
/** Adds s as a JSON string with its quotation marks; s must be valid UTF-8. */
umbel_status umbel_tell_json_string(umbel_ctx *cx, umbel_buf *out, umbel_str s);

/** The same for any bytes: those that are no UTF-8 become U+FFFD, one each. */
umbel_status umbel_tell_json_bytes(umbel_ctx *cx, umbel_buf *out, umbel_str s);

/* ---- records -------------------------------------------------------------------------------- */

/** Adds one line of JSON, as in the design's data model, with its line break. `document` overrides the document's name
 *  where not empty (`umbel extract` gives the id that the input used). */
umbel_status umbel_tell_statement_json(umbel_ctx *cx, umbel_buf *out, const umbel_statement *statement,
                                       umbel_str document);
umbel_status umbel_tell_attribution_json(umbel_ctx *cx, umbel_buf *out, const umbel_attribution *attribution,
                                         umbel_str document);
umbel_status umbel_tell_event_json(umbel_ctx *cx, umbel_buf *out, const umbel_event *event, umbel_str document);
umbel_status umbel_tell_mention_json(umbel_ctx *cx, umbel_buf *out, const umbel_mention *mention, umbel_str document);
umbel_status umbel_tell_decision_json(umbel_ctx *cx, umbel_buf *out, const umbel_decision *decision);
umbel_status umbel_tell_designation_json(umbel_ctx *cx, umbel_buf *out, const umbel_designation *designation);
umbel_status umbel_tell_diagnostic_json(umbel_ctx *cx, umbel_buf *out, const umbel_diagnostic *diagnostic);

/* ---- exports -------------------------------------------------------------------------------- */

typedef enum umbel_export_format { UMBEL_EXPORT_JSONL, UMBEL_EXPORT_CSV, UMBEL_EXPORT_GRAPHML } umbel_export_format;

typedef struct umbel_export_options {
    bool without_text; /**< leave quotes out */
} umbel_export_options;

bool umbel_export_format_parse(umbel_str s, umbel_export_format *out);
umbel_status umbel_tell_export(umbel_ctx *cx, umbel_buf *out, const umbel_evidence *evidence, const umbel_ties *ties,
                               umbel_export_format format, const umbel_export_options *options);

/* ---- tables for people ---------------------------------------------------------------------- */

/** Columns aligned by display width; a column whose name begins with '>' is right-aligned. */
typedef struct umbel_table {
    umbel_arena arena;
    const char *const *columns;
    size_t n_columns;
    umbel_str *cells; /**< row by row */
    size_t n_cells, cap_cells;
} umbel_table;

umbel_status umbel_table_add(umbel_ctx *cx, umbel_table *table, umbel_str cell);
umbel_status umbel_table_addf(umbel_ctx *cx, umbel_table *table, const char *fmt, ...) UMBEL_PRINTF(3, 4);
/** Renders the table; the widest text column is cut so that lines fit `width` (0: no limit). */
umbel_status umbel_table_print(umbel_ctx *cx, const umbel_table *table, size_t width, umbel_buf *out);
void umbel_table_free(umbel_ctx *cx, umbel_table *table);

/* ---- picture and brief ---------------------------------------------------------------------- */

typedef struct umbel_brief_options {
    umbel_str title;     /**< empty: made from the documents */
    umbel_date as_of;    /**< date shown on the brief */
    umbel_str made_from; /**< name of the ledger, without folders */
    bool no_encoder;     /**< says that what the encoder alone found was left out */
} umbel_brief_options;

/** The network as SVG: shape by kind, size by degree, colour by group of tie types; solid asserted, dashed only hedged,
 *  dotted denied. At most 60 nodes; how many are left out is said in the picture. Deterministic. */
umbel_status umbel_tell_network_svg(umbel_ctx *cx, umbel_buf *out, const umbel_evidence *evidence,
                                    const umbel_ties *ties, const umbel_brief_options *options);
/** A cited brief as one self-contained HTML page (strict Content-Security-Policy, no script, no outside request). */
umbel_status umbel_tell_brief_html(umbel_ctx *cx, umbel_buf *out, const umbel_evidence *evidence,
                                   const umbel_ties *ties, const umbel_hubs *hubs, const umbel_brief_options *options);
umbel_status umbel_tell_brief_markdown(umbel_ctx *cx, umbel_buf *out, const umbel_evidence *evidence,
                                       const umbel_ties *ties, const umbel_hubs *hubs,
                                       const umbel_brief_options *options);

#ifdef __cplusplus
}
#endif
#endif
