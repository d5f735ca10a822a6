/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file features.h  The closed part of what features are made of: templates, ties, kinds and the plain words for how
 *  things stand. Their hashes are taken once, so that a feature costs a few multiplications. */
#ifndef UMBEL_EXTRACT_FEATURES_H
#define UMBEL_EXTRACT_FEATURES_H

#include "extract/lexicon.h"
#include "extract/weights.h"
#include "umbel/model.h"

/** Templates; their texts stand in feature_words.c in the same order. */
typedef enum feature_name {
    /* of the cue */
    F_TIE,
    F_STRENGTH,
    F_STRENGTH_TIE,
    F_LEMMA,
    F_LEMMA_VOICE,
    F_UNREAL,
    F_QUESTION,
    F_OBJECT_HEAD,
    F_OBJECT_HEAD_TIE,
    F_MODIFIER,
    F_VERB,
    F_VERB_LEMMA,
    F_VALENCY_STRENGTH,
    F_VALENCY_GROUP,
    F_VALENCY_TIE,
    F_CUE_FRAMED,
    F_CUE_FRAMED_ANY,
    F_NEXT,
    F_BEFORE,
    F_BEFORE2,
    F_NEXT2,
    F_NEAR,
    F_NEAR_GROUP,
    /* of the pair */
    F_REL,
    F_REL_GROUP,
    F_REL_TIE,
    F_REL_STRENGTH,
    F_KINDS,
    F_KINDS_TIE,
    F_REFS,
    F_ORDER,
    F_ORDER_TIE,
    F_FAR,
    F_PARTIES,
    F_APART,
    F_PREPS,
    F_ONE_PHRASE,
    F_VALENCY,
    F_FRAMED,
    F_FRAMED_TIE,
    F_FRAMED_ELSE,
    F_FRAMED_TURNED,
    F_WORD,
    /* of the sentence: whether it states a tie at all */
    F_GATE,
    F_GATE_PARTIES,
    F_GATE_KIND,
    F_GATE_TIE,
    N_COMMON_FEATURES
} feature_name;

/** Templates of a side; each exists for the subject and for the object. */
typedef enum side_feature {
    S_REL,
    S_REL_GROUP,
    S_REL_TIE,
    S_REL_LEMMA,
    S_REL_STRENGTH,
    S_KIND,
    S_KIND_TIE,
    S_KIND_REL,
    S_REF,
    S_REF_REL,
    S_FAR,
    S_FAR_REL,
    S_PREP,
    S_PREP_LEMMA,
    S_HEAD,
    S_HEAD_TIE,
    S_VERB,
    S_VALENCY,
    S_PARTIES,
    S_FRAMED,
    S_VOICE,
    S_NEXT,
    S_FIRST,
    S_PREP_REL,
    N_SIDE_FEATURES
} side_feature;

/** Words for how things stand. */
typedef enum feature_word {
    /* distance in tokens */
    FW_D0,
    FW_D1,
    FW_D3,
    FW_D6,
    FW_D11,
    FW_D21,
    /* parties between */
    FW_P0,
    FW_P1,
    FW_P2,
    FW_P3,
    /* what a party is called by */
    FW_PRON1,
    FW_PRON2,
    FW_PRON3,
    FW_PRON4,
    FW_DESC1,
    FW_DESC2,
    FW_DESC3,
    FW_DESC4,
    FW_BOTH,
    FW_LOOSE,
    FW_COMMON,
    FW_NAMED,
    /* what stands before it */
    FW_VERB_BEFORE,
    FW_COMMA,
    FW_AND,
    FW_NOTHING,
    /* order of cue, subject, object */
    FW_CSO,
    FW_COS,
    FW_SOC,
    FW_OSC,
    FW_SCO,
    FW_OCS,
    FW_SO,
    FW_OS,
    FW_LEFT,
    FW_RIGHT,
    FW_FIRST,
    FW_LATER,
    /* how the cue stands */
    FW_NOUN,
    FW_MODIFIER,
    FW_PARTICIPLE,
    FW_PASSIVE,
    FW_INFINITIVE,
    FW_GERUND,
    FW_ACTIVE,
    FW_IS_VERB,
    FW_IS_NOUN,
    /* how surely it carries the tie */
    FW_STRONG,
    FW_KIN,
    FW_OTHER,
    FW_WEAK,
    /* what frames say */
    FW_SAME,
    FW_NO,
    /* how a verb deals out its object; up to FW_FIGHT also classes of words.tsv */
    FW_GIVE,
    FW_TRANSFER,
    FW_RECEIVE,
    FW_DENY,
    FW_BE,
    FW_HAVE,
    FW_SUPPORT,
    FW_ATTACK,
    FW_FIGHT,
    FW_ELSE,
    FW_MENTION,
    N_FEATURE_WORDS
} feature_word;

typedef struct umbel_feature_parts {
    feature_part names[N_COMMON_FEATURES];
    feature_part side_names[2][N_SIDE_FEATURES]; /**< of the subject, of the object */
    feature_part words[N_FEATURE_WORDS];
    feature_part ties[UMBEL_N_TIES];
    feature_part groups[UMBEL_N_TIES]; /**< group of each tie */
    feature_part kinds[UMBEL_N_KINDS];
    uint32_t valency[FW_FIGHT + 1 - FW_GIVE]; /**< word classes, UMBEL_INTERN_NONE where words.tsv has none */
} umbel_feature_parts;

/** Hashes all of them; the lexicon must be complete. */
void umbel_feature_parts_fill(umbel_feature_parts *out, const umbel_lexicon *lexicon);

#endif
