/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file brief.h  What both forms of the brief need: numbers of documents, lists of rows, sentences in short. */
#ifndef UMBEL_TELL_BRIEF_H
#define UMBEL_TELL_BRIEF_H

#include "base/intern.h"
#include "umbel/tell.h"

#define UMBEL_BRIEF_SENTENCES 5 /**< sentences shown for one tie */
#define UMBEL_BRIEF_ACTORS    40
#define UMBEL_BRIEF_HUBS      12

typedef struct umbel_brief {
    umbel_ctx *cx;
    umbel_buf *out;
    const umbel_evidence *e;
    const umbel_ties *ties;
    const umbel_hubs *hubs;
    const umbel_brief_options *o;
    umbel_intern documents; /**< ids; their number + 1 is the citation */
    umbel_intern actors;
    uint32_t n_affirmed, n_single, n_hedged, n_contested; /**< ties */
    umbel_date first, last;                               /**< of publication */
} umbel_brief;

umbel_status umbel_brief_open(umbel_brief *b);
void umbel_brief_close(umbel_brief *b);
const umbel_document *umbel_brief_document(const umbel_brief *b, umbel_str id, uint32_t *number);
umbel_str umbel_brief_actor_name(const umbel_brief *b, umbel_str id);
bool umbel_row_is_single(const umbel_tie_row *row);
bool umbel_row_is_hedged(const umbel_tie_row *row);
bool umbel_row_is_contested(const umbel_tie_row *row);
/** "AQIS, named", "unnamed", "the document itself". */
umbel_status umbel_brief_speaker(const umbel_brief *b, const umbel_statement *st, umbel_buf *out);
/** Date range of the documents: "2031-03 to 2031-09". */
umbel_status umbel_brief_period(const umbel_brief *b, umbel_buf *out);

#endif
