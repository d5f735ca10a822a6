/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file statement.h  From a matched frame to a statement of the model. */
#ifndef UMBEL_EXTRACT_STATEMENT_H
#define UMBEL_EXTRACT_STATEMENT_H

#include "extract/proposal.h"
#include "extract/scope.h"

/** Byte range of the words that carry a tie. */
typedef struct tie_words {
    uint32_t begin, end;
    uint16_t at; /**< token */
} tie_words;

/** Adds the statement, or a further passage to one that says the same. */
umbel_status umbel_add_statement(umbel_ctx *cx, document_state *d, const sentence *s, const proposal *p,
                                 const reading_of_clause *r, tie_words words);
/** Gives the statements of a quotation that began at `from`, which had no speaker yet, their speaker. */
umbel_status umbel_respeak(umbel_ctx *cx, document_state *d, uint32_t from, const umbel_speaker *speaker);

#endif
