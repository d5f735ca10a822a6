/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file speaker.h  From the noun phrase beside a cue to a speaker: named, unnamed, or the author itself. */
#ifndef UMBEL_EXTRACT_SPEAKER_H
#define UMBEL_EXTRACT_SPEAKER_H

#include "extract/party.h"

/** The speaker that item k (a noun phrase) names. Named: a name, a body or office with an owner; the rest ("officials",
 *  "residents", a role) is unnamed. A body in its own document is the author. */
void umbel_speaker_of(const document_state *d, const sentence *s, uint16_t k, umbel_speaker *out);
/** The words of the phrase: without article, at most UMBEL_NAME_WORDS_MAX. */
umbel_quote umbel_speaker_quote(const document_state *d, const sentence *s, uint16_t k);

#endif
