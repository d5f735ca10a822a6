/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file attribution.h  Reported speech: who says, thinks, denies or intends what, as stretches of a sentence. One
 *  reader for both uses: the attributions that are printed, and the scope of a tie. */
#ifndef UMBEL_EXTRACT_ATTRIBUTION_H
#define UMBEL_EXTRACT_ATTRIBUTION_H

#include "extract/speaker.h"

#define UMBEL_VOICES_MAX 32 /**< attributions of one sentence */

/** What the cue does to what it reports. */
typedef enum voice_effect {
    VOICE_CERTAIN,
    VOICE_PROBABLE,
    VOICE_POSSIBLE,
    VOICE_UNKNOWN, /**< asked, investigated */
    VOICE_DENIED,
    VOICE_DOUBTED,  /**< "doubts that": probably not */
    VOICE_INTENDED, /**< "plans to": possible, in the voice outside */
    VOICE_VOWED,    /**< "threatens to": possible, of the speaker */
    VOICE_AVOIDED,  /**< "declined to": not so, in the voice outside */
    VOICE_NEUTRAL   /**< "praised X": an attitude that leaves the content as it is */
} voice_effect;

/** One relation of reported speech. Positions are tokens; `end` is exclusive. */
struct attribution {
    uint16_t cue_first, cue_last;
    int pos;          /**< chunk of the cue */
    uint16_t speaker; /**< item (noun phrase), or NONE */
    int speaker_pos;  /**< its chunk, or -1 where it is nested */
    uint16_t owner;   /**< token of "its" in "its claim that", or NONE */
    voice_effect effect;
    bool negated;              /**< "does not believe" */
    bool impersonal;           /**< "is believed to": nobody is named, somebody speaks */
    bool quiet;                /**< only for the scope of ties: "to say", "I think" within a quotation */
    int outside;               /**< the content is the quotation before (-1) or the sentence behind (1) */
    bool noun;                 /**< "the claim that" */
    bool phrase;               /**< the content is a noun phrase: "praised the deal" */
    uint16_t begin[2], end[2]; /**< the content; two stretches where the cue interrupts it */
    size_t n_content;
};

/** Finds the attributions of a chunked sentence and marks its quotations; fills s->voices, s->quoted. */
umbel_status umbel_find_attributions(umbel_ctx *cx, document_state *d, sentence *s);
/** Puts them into the reading, and remembers the speaker of a quotation that runs on. After the sentence is read. */
umbel_status umbel_keep_attributions(umbel_ctx *cx, document_state *d, const sentence *s);
/** The speaker of the quotation that token t stands in, where the sentence itself names none; false where unknown. */
bool umbel_quote_voice(const document_state *d, const sentence *s, uint16_t t, umbel_speaker *out);
bool umbel_voice_covers(const attribution *a, uint16_t token);

/* ---- shared by the finders of cues ----------------------------------------------------------- */

typedef struct finder {
    const document_state *d;
    sentence *s;
} finder;

/** What may follow a cue as its content. */
enum umbel_takes {
    TAKES_CLAUSE = 1, /**< "that …", "whether …", a bare clause */
    TAKES_QUOTE = 2,  /**< a quotation, a colon */
    TAKES_PHRASE = 4, /**< a noun phrase, "of …" */
    TAKES_INF = 8,    /**< "to …" */
    TAKES_GERUND = 16,
    TAKES_THAT = 32 /**< a clause only behind "that", "whether" */
};

void umbel_find_verb_cues(const finder *f);
void umbel_find_noun_cues(const finder *f);
/** Marks those that only the scope of a tie needs: what nobody says, and thoughts within what is said. */
void umbel_hush_nested(const finder *f);
void umbel_voice_add(const finder *f, const attribution *a);
/** Adds tokens [begin, end) to the content. */
void umbel_voice_stretch(attribution *a, uint16_t begin, uint16_t end);
/** Token behind the last one of content that begins at chunk p behind the cue at v. */
uint16_t umbel_voice_end(const finder *f, int v, int p, unsigned how);
/** First token of the clause that ends before chunk p. */
uint16_t umbel_voice_clause(const finder *f, int p);
/** Whether a clause begins at chunk p: a phrase and, before any stop, its verb. */
bool umbel_voice_is_clause(const finder *f, int p);
/** The sign of a stop at chunk p, 0 where it is none; '-' for a dash. */
char umbel_voice_stop(const finder *f, int p);
/** Whether chunk p is a preposition that leads to what is spoken of: "of", "about". */
bool umbel_voice_preposition(const finder *f, int p);
bool umbel_item_is(const finder *f, int p, const char *word);
/** First token of chunk p with a possessor before it; the number of tokens behind the end. */
uint16_t umbel_first_token(const sentence *s, int p);

#endif
