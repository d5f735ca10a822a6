/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file act.h  The acts one sentence tells of: the words that tell them, their type, who and upon whom. */
#ifndef UMBEL_EXTRACT_ACT_H
#define UMBEL_EXTRACT_ACT_H

#include "extract/place.h"
#include "extract/scope.h"
#include "extract/when.h"

#define UMBEL_ACTS_MAX      16 /**< of one sentence */
#define UMBEL_EVENT_PARTIES 6  /**< on each side of an event */

/** How somebody came to be named as the one who did it; higher wins. */
typedef enum by_rank { BY_DESCRIBED, BY_SAYS, BY_BLAMED, BY_AGENT, BY_CLAIMED } by_rank;

/** Who did or suffered something. */
typedef struct event_party {
    umbel_party party;
    uint32_t entity; /**< UINT32_MAX for a description */
    uint8_t rank;    /**< by_rank */
} event_party;

typedef struct event_parties {
    event_party of[UMBEL_EVENT_PARTIES];
    size_t n;
} event_parties;

/** One act. */
typedef struct act {
    uint16_t at, last; /**< tokens that tell it */
    uint8_t use;       /**< event_use */
    uint8_t type;      /**< umbel_event_type */
    int pos;           /**< position of its chunk */
    bool noun;
    bool weak; /**< killing or wounding: what comes of an act rather than an act */
    bool denied;
    bool gerund;
    umbel_str weapon;
    event_parties by, on;
    place_name place; /**< that its words give: "took Varsk", "the Pravel blast" */
    bool has_place;
} act;

/** Positions and words of a sentence looked up once. */
typedef struct event_sentence {
    const document_state *d;
    const sentence *s;
    int *pos_of_token;        /**< [n] position of the chunk that holds the token, or -1 */
    uint16_t *item_of_head;   /**< [n] noun phrase whose head the token is, or NONE */
    uint32_t *words;          /**< [n] index + 1 of the token's first use in the table of event words */
    const uint16_t *segments; /**< [n] number of the clause that the token stands in */
    const time_phrase *times;
    size_t n_times;
    const place_name *places;
    size_t n_places;
    act *acts; /**< [max_acts] */
    size_t n_acts;
    size_t max_acts; /**< words of the table in the sentence, at most UMBEL_ACTS_MAX: most sentences have few */
} event_sentence;

/** Looks words, times and places up; no acts yet. */
umbel_status umbel_view_sentence(umbel_ctx *cx, const document_state *d, const sentence *s, event_sentence *out);
/** Reads the acts; those that are only feared, planned, remembered … are left out. */
void umbel_read_acts(event_sentence *e);
/** True where token i is spelt as one of the words, which end with NULL. */
bool umbel_spells_any(const event_sentence *e, int i, const char *const *words);
#define UMBEL_SPELLS(e, i, ...) umbel_spells_any((e), (i), (const char *const[]){__VA_ARGS__, NULL})
/** The table's entry for token i in this use, NULL where there is none; *last is the last token of its words. A verb
 *  must stand as a verb. */
const umbel_eventword *umbel_event_word(const event_sentence *e, int i, event_use use, uint16_t *last);
/** True where the token has the use at all, whatever its part of speech. */
bool umbel_event_use(const event_sentence *e, int i, event_use use);
bool umbel_in_time(const event_sentence *e, int i);
/** The party that a noun phrase names; false where it names none. */
bool umbel_event_party(const document_state *d, const sentence *s, uint16_t k, event_party *out);
void umbel_add_event_party(event_parties *list, const event_party *who, by_rank rank);
/** Whether the party is named and may act with arms. */
bool umbel_is_named_actor(const document_state *d, const event_party *who);

#endif
