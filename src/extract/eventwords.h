/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file eventwords.h  The words that tell of events (data/events.tsv): acts, casualties, claims, victims, weapons.
 * They are kept apart from the lexicon, so that a word added here changes no reading of ties. */
#ifndef UMBEL_EXTRACT_EVENTWORDS_H
#define UMBEL_EXTRACT_EVENTWORDS_H

#include "extract/lexicon.h"

/** What a word does; a word may have several uses. In the order of `use` names. */
typedef enum event_use {
    USE_NONE,
    USE_ATTACK,
    USE_CLASH,
    USE_STRIKE,
    USE_KIDNAPPING,
    USE_ARREST,
    USE_CAPTURE,
    USE_SEIZE, /**< "seize", "take": of a place, of people, of arms */
    USE_FIND,  /**< "find", "intercept": of arms */
    USE_DEFUSE,
    USE_BREACH, /**< of a truce */
    USE_TRUCE,
    USE_KILL,
    USE_DIE,
    USE_WOUND,
    USE_LOSE,
    USE_TOLL,
    USE_BODY,
    USE_CASUALTY,
    USE_CLAIM,
    USE_BLAME,
    USE_DID,    /**< "planted", "carried out": who did what was told before */
    USE_VOID,   /**< what it governs has not happened: feared, planned, rehearsed, remembered */
    USE_HABIT,  /**< "every", "often": no single event */
    USE_FLEET,  /**< aircraft and ships that only states have */
    USE_AIR,    /**< aircraft, guns, ships of a state */
    USE_ARMS,   /**< what is found and seized */
    USE_FORCES, /**< victims by side */
    USE_CIVILIANS,
    USE_MILITANTS,
    USE_PEOPLE,
    USE_EARLIER, /**< a figure since replaced */
    USE_LATER,   /**< a figure that replaces */
    USE_MONITOR,
    USE_WEAPON,
    N_EVENT_USES
} event_use;

typedef enum event_part { PART_CLOSED, PART_VERB, PART_NOUN } event_part;

/** One use of one form of a word. */
typedef struct umbel_eventword {
    umbel_str tail;   /**< further words: "fire" of "open_fire"; '_' or '~' (up to six words between) before each */
    umbel_str weapon; /**< class of weapon, empty where the word says none */
    uint32_t next;    /**< index + 1 of the form's next use */
    uint8_t use, part, form;
} umbel_eventword;

typedef struct umbel_eventwords {
    umbel_arena arena;
    umbel_intern forms;
    uint32_t *first; /**< [forms.n] index + 1 */
    size_t cap_first;
    umbel_eventword *words;
    size_t n, cap;
} umbel_eventwords;

/** Reads "events.tsv" (use, part, words, weapon, source); irregular forms come from the lexicon. */
umbel_status umbel_eventwords_load(umbel_ctx *cx, umbel_eventwords *out, const umbel_lexicon *lexicon,
                                   const char *path);
void umbel_eventwords_free(umbel_ctx *cx, umbel_eventwords *words);
/** Index + 1 of the first use of a word as it stands in text; 0 for none. */
uint32_t umbel_eventwords_find(const umbel_eventwords *words, umbel_str surface);

#endif
