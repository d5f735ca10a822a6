/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file when.h  The time a sentence speaks of: dates, ranges, weekdays, "since 2014", "over the past year", "two
 * months later". One reader for ties and events.
 *
 *  Dates without a year and weekdays are read back from the day of publication; "two months later" and "the next day"
 *  count from the date spoken of last, else from publication.
 */
#ifndef UMBEL_EXTRACT_WHEN_H
#define UMBEL_EXTRACT_WHEN_H

#include "extract/sentence.h"

#define UMBEL_TIMES_MAX 16 /**< time phrases read in one sentence */

/** One time phrase. */
typedef struct time_phrase {
    uint16_t first, last; /**< tokens, with the words that open it ("since", "in early") */
    umbel_interval when;
    bool bound; /**< says when something was over ("by Sunday"), not when it happened */
} time_phrase;

/** Reads all time phrases of a sentence, in order, into it. Cost: linear in the sentence. */
umbel_status umbel_find_times(umbel_ctx *cx, const document_state *d, sentence *s);
/** The interval nearest to token `at`. Nothing found: both ends unknown. */
umbel_interval umbel_read_when(const document_state *d, const sentence *s, uint16_t at);
/** Keeps the sentence's last date for "two months later" in the next ones. */
void umbel_note_when(document_state *d, const sentence *s);
/** Tokens of "PORT HALLEN, Marovia, March 4 -" at the head of a document, 0 where there is none; keeps its place. */
uint16_t umbel_read_dateline(document_state *d, sentence *s);

#endif
