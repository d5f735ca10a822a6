/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file when.h  The time that a sentence gives to a tie: dates, years, "since", "until", weekdays. */
#ifndef UMBEL_EXTRACT_WHEN_H
#define UMBEL_EXTRACT_WHEN_H

#include "extract/sentence.h"

/** The interval nearest to token `at`; dates without a year and weekdays are read back from the day of publication.
 *  Nothing found: both ends unknown. */
umbel_interval umbel_read_when(const document_state *d, const sentence *s, uint16_t at);

#endif
