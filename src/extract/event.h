/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file event.h  Events of a document: acts told in several sentences are one event for each place and act. */
#ifndef UMBEL_EXTRACT_EVENT_H
#define UMBEL_EXTRACT_EVENT_H

#include "extract/casualty.h"

#define UMBEL_EVENTS_MAX 4096 /**< of one document; further ones are not read */

/** An event under way. */
typedef struct event_draft {
    uint8_t type;   /**< umbel_event_type */
    bool weak;      /**< only a killing or wounding has told it so far */
    bool noun_only; /**< told by nouns alone so far */
    bool find;      /**< arms found, a bomb made safe: blame names whose they were */
    umbel_party place;
    uint8_t place_grade;
    bool has_place, inherited_place;
    umbel_interval when;
    bool has_when;
    event_parties by, on;
    figures figures;
    umbel_str weapon;
    umbel_passage passage;
    uint32_t begin; /**< of the first words that tell it */
    umbel_passage *also;
    size_t n_also, cap_also;
} event_draft;

/** Words of a passage that tell of a draft. */
typedef struct event_mark {
    uint32_t passage, begin, draft;
} event_mark;

typedef struct event_drafts {
    event_draft *of;
    size_t n, cap;
    event_mark *marks;
    size_t n_marks, cap_marks;
    umbel_str last_claimant;
    umbel_kind last_kind;
} event_drafts;

/** Reads the sentence's acts and figures into the document's drafts. Cost: linear in the sentence but for the clause
 *  steps; at most UMBEL_ACTS_MAX acts against a fixed window of drafts. */
umbel_status umbel_read_events(umbel_ctx *cx, document_state *d, const sentence *s);
/** At the document's end: drafts become events of the reading; hostility statements of the same passage get the
 *  attribute "event". */
umbel_status umbel_close_events(umbel_ctx *cx, document_state *d);
/** Who claims, is blamed or denies: for the draft told last. */
void umbel_read_blame(const event_sentence *e, event_draft *drafts, size_t n);

#endif
