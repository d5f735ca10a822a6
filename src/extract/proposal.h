/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file proposal.h  Ties that a sentence may state, before it is decided which of them are kept. Frames propose what
 *  they match; the judge proposes from any word that can carry a tie, and weighs both. */
#ifndef UMBEL_EXTRACT_PROPOSAL_H
#define UMBEL_EXTRACT_PROPOSAL_H

#include "extract/clause.h"
#include "extract/party.h"

/** How a party hangs on the chunk it stands in. */
typedef enum nesting { NEST_NONE, NEST_OWNER, NEST_OF, NEST_MODIFIER } nesting;

/** A party of the sentence and where it stands. */
typedef struct place {
    party who;
    uint16_t item;
    int pos; /**< of the chunk that holds it */
    uint8_t nest;
    uint8_t rank;         /**< of a reference back: which of its antecedents this is, from 1; 9 for "both" */
    bool loose;           /**< a phrase that no list knows as an actor ("a firm", "two nightclubs") */
    uint16_t first, last; /**< tokens of the quote */
} place;

#define UMBEL_PLACES_MAX  40 /**< parties of one sentence that are paired */
#define UMBEL_TIECUES_MAX 48

/** A word that can carry a tie. */
typedef struct tie_cue {
    uint16_t token; /**< its head */
    uint16_t item;  /**< verb group or noun phrase */
    int pos;
    bool verb;
    uint32_t ties;   /**< bits 1 << umbel_tie */
    uint32_t strong; /**< those it states by itself */
    uint32_t kin;    /**< ties that such words also carry: "truce" for a promise kept */
} tie_cue;

/** One tie that may be stated. */
typedef struct proposal {
    const umbel_frame *frame; /**< NULL where no frame made it */
    umbel_tie tie;
    party subject, object;
    int pos, governed; /**< for the scope: position of the cue, and of the verb whose negation counts or -1 */
    bool negative;     /**< "no fighters" */
    bool by_encoder;   /**< frames and judge alone would not have it */
    uint16_t cue_first, cue_last, cue_at; /**< tokens */
    double score;                         /**< log-odds of the judge */
} proposal;

typedef struct proposals {
    proposal *list; /**< in the context's scratch arena */
    size_t n, cap;
} proposals;

umbel_status umbel_propose(umbel_ctx *cx, proposals *list, const proposal *p);

/** All parties of the sentence, each once. Returns how many, at most UMBEL_PLACES_MAX. */
size_t umbel_find_places(const document_state *d, const sentence *s, place out[UMBEL_PLACES_MAX]);
/** All words of the sentence that can carry a tie. */
size_t umbel_find_tie_cues(const document_state *d, const sentence *s, tie_cue out[UMBEL_TIECUES_MAX]);
/** Whether parties of these kinds can stand in a tie of this type at all. */
bool umbel_kinds_fit(umbel_tie tie, bool object, umbel_kind kind);

#endif
