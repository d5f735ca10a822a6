/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file place.h  Where: the places a sentence names behind "in", "at", "near" …, for ties and events. */
#ifndef UMBEL_EXTRACT_PLACE_H
#define UMBEL_EXTRACT_PLACE_H

#include "extract/sentence.h"

#define UMBEL_LOCATIONS_MAX 24 /**< places read in one sentence */

/** How fine a place is; smaller is finer. */
typedef enum place_grade { PLACE_SPOT, PLACE_DISTRICT, PLACE_REGION, PLACE_STATE, PLACE_DESCRIBED } place_grade;

typedef struct place_name {
    uint16_t prep;        /**< token of the preposition */
    uint16_t first, last; /**< tokens of the name, with a word such as "road" behind it */
    uint8_t grade;        /**< place_grade; DESCRIBED has no name ("the capital") */
    bool of_speaker;      /**< "officials in X said", "according to a doctor in X" */
    uint32_t entity;      /**< of the document, or UINT32_MAX */
} place_name;

/** Reads all places of a sentence, in order, into it. Cost: linear in the sentence. */
umbel_status umbel_find_locations(umbel_ctx *cx, const document_state *d, sentence *s);
/** A place as a party of the model. */
umbel_party umbel_place_party(const document_state *d, const sentence *s, const place_name *place);
/** The finest place that the clause around token `at` names outside of [subject] and [object]; quote empty where it
 *  names none. */
umbel_party umbel_tie_place(const document_state *d, const sentence *s, uint16_t at, const umbel_quote *subject,
                            const umbel_quote *object);

#endif
