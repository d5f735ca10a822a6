/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file casualty.h  Who was killed or wounded, how many, and who says so: the figures of one sentence, and what they
 *  come to together. */
#ifndef UMBEL_EXTRACT_CASUALTY_H
#define UMBEL_EXTRACT_CASUALTY_H

#include "extract/act.h"

#define UMBEL_FIGURES_MAX 24 /**< of one sentence or one event */

/** Sides of the victims; PEOPLE are a total or of no side. */
typedef enum victim_side { SIDE_PEOPLE, SIDE_FORCES, SIDE_CIVILIANS, SIDE_MILITANTS, N_SIDES } victim_side;

/** One figure as it is said. */
typedef struct figure {
    umbel_count count;
    uint8_t side; /**< victim_side */
    bool wounded;
    bool more;           /**< besides those spoken of before */
    bool earlier, later; /**< since replaced; replaces */
    bool part;           /**< "most of them women": part of another figure */
    bool monitor;        /**< of somebody who went to look */
    bool bare;           /**< a number without a noun: of the side spoken of before */
    bool own, others;    /**< the speaker's own losses; those of the other side */
    bool belligerent;    /**< said by one that may be a side */
    bool single;         /**< one person, by a noun alone */
    uint16_t at;         /**< token */
    uint16_t passage;    /**< ordinal, cut at 65535 */
    umbel_str claimant;  /**< empty: the author */
    umbel_str noun;      /**< head of the victims */
} figure;

typedef struct figures {
    figure of[UMBEL_FIGURES_MAX];
    size_t n;
} figures;

/** Reads the figures of a sentence in order. `last_claimant` stands for "it" and "he". */
void umbel_read_figures(const event_sentence *e, umbel_str last_claimant, umbel_kind last_kind, figures *out);
/** Whether the verb at token i gives somebody's word or figure. */
bool umbel_is_speech(const event_sentence *e, int i);
/** Who spoke last in the sentence by a name or description; empty for none. */
umbel_str umbel_last_voice(const event_sentence *e, umbel_kind *kind);
/** What the figures come to: sides added up, conflicting claims as a range. `side` N_SIDES for all. Count -1 where
 *  there is none. */
umbel_count umbel_total_figures(const figures *list, bool wounded, int side);

#endif
