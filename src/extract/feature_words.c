/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts of the closed parts of features. data/judge.tsv is written in them: a change here wants a new training. */
#include "extract/features.h"

static const char *const names[N_COMMON_FEATURES] = {
    [F_TIE] = "tie",
    [F_STRENGTH] = "strength",
    [F_STRENGTH_TIE] = "strength-tie",
    [F_LEMMA] = "lemma",
    [F_LEMMA_VOICE] = "lemma-voice",
    [F_UNREAL] = "unreal",
    [F_QUESTION] = "question",
    [F_OBJECT_HEAD] = "object-head",
    [F_OBJECT_HEAD_TIE] = "object-head-tie",
    [F_MODIFIER] = "modifier",
    [F_VERB] = "verb",
    [F_VERB_LEMMA] = "verb-lemma",
    [F_VALENCY_STRENGTH] = "valency-strength",
    [F_VALENCY_GROUP] = "valency-group",
    [F_VALENCY_TIE] = "valency-tie",
    [F_CUE_FRAMED] = "cue-framed",
    [F_CUE_FRAMED_ANY] = "cue-framed-any",
    [F_NEXT] = "next",
    [F_BEFORE] = "before",
    [F_BEFORE2] = "before2",
    [F_NEXT2] = "next2",
    [F_NEAR] = "near",
    [F_NEAR_GROUP] = "near-group",
    [F_REL] = "rel",
    [F_REL_GROUP] = "rel-group",
    [F_REL_TIE] = "rel-tie",
    [F_REL_STRENGTH] = "rel-strength",
    [F_KINDS] = "kinds",
    [F_KINDS_TIE] = "kinds-tie",
    [F_REFS] = "refs",
    [F_ORDER] = "order",
    [F_ORDER_TIE] = "order-tie",
    [F_FAR] = "far",
    [F_PARTIES] = "parties",
    [F_APART] = "apart",
    [F_PREPS] = "preps",
    [F_ONE_PHRASE] = "one-phrase",
    [F_VALENCY] = "valency",
    [F_FRAMED] = "framed",
    [F_FRAMED_TIE] = "framed-tie",
    [F_FRAMED_ELSE] = "framed-else",
    [F_FRAMED_TURNED] = "framed-turned",
    [F_WORD] = "word",
    [F_GATE] = "gate",
    [F_GATE_PARTIES] = "gate-parties",
    [F_GATE_KIND] = "gate-kind",
    [F_GATE_TIE] = "gate-tie",
};

static const char *const side_names[2][N_SIDE_FEATURES] = {
    {"s.rel",  "s.rel-group", "s.rel-tie", "s.rel-lemma", "s.rel-strength", "s.kind",       "s.kind-tie", "s.kind-rel",
     "s.ref",  "s.ref-rel",   "s.far",     "s.far-rel",   "s.prep",         "s.prep-lemma", "s.head",     "s.head-tie",
     "s.verb", "s.valency",   "s.parties", "s.framed",    "s.voice",        "s.next",       "s.first",    "s.prep-rel"},
    {"o.rel",      "o.rel-group",  "o.rel-tie", "o.rel-lemma", "o.rel-strength", "o.kind",
     "o.kind-tie", "o.kind-rel",   "o.ref",     "o.ref-rel",   "o.far",          "o.far-rel",
     "o.prep",     "o.prep-lemma", "o.head",    "o.head-tie",  "o.verb",         "o.valency",
     "o.parties",  "o.framed",     "o.voice",   "o.next",      "o.first",        "o.prep-rel"}};

static const char *const words[N_FEATURE_WORDS] = {
    [FW_D0] = "d0",
    [FW_D1] = "d1",
    [FW_D3] = "d3",
    [FW_D6] = "d6",
    [FW_D11] = "d11",
    [FW_D21] = "d21",
    [FW_P0] = "p0",
    [FW_P1] = "p1",
    [FW_P2] = "p2",
    [FW_P3] = "p3",
    [FW_PRON1] = "pron1",
    [FW_PRON2] = "pron2",
    [FW_PRON3] = "pron3",
    [FW_PRON4] = "pron4",
    [FW_DESC1] = "desc1",
    [FW_DESC2] = "desc2",
    [FW_DESC3] = "desc3",
    [FW_DESC4] = "desc4",
    [FW_BOTH] = "both",
    [FW_LOOSE] = "loose",
    [FW_COMMON] = "common",
    [FW_NAMED] = "name",
    [FW_VERB_BEFORE] = "verb",
    [FW_COMMA] = ",",
    [FW_AND] = "and",
    [FW_NOTHING] = "-",
    [FW_CSO] = "cso",
    [FW_COS] = "cos",
    [FW_SOC] = "soc",
    [FW_OSC] = "osc",
    [FW_SCO] = "sco",
    [FW_OCS] = "ocs",
    [FW_SO] = "so",
    [FW_OS] = "os",
    [FW_LEFT] = "left",
    [FW_RIGHT] = "right",
    [FW_FIRST] = "first",
    [FW_LATER] = "later",
    [FW_NOUN] = "noun",
    [FW_MODIFIER] = "modifier",
    [FW_PARTICIPLE] = "participle",
    [FW_PASSIVE] = "passive",
    [FW_INFINITIVE] = "infinitive",
    [FW_GERUND] = "gerund",
    [FW_ACTIVE] = "active",
    [FW_IS_VERB] = "verb",
    [FW_IS_NOUN] = "noun",
    [FW_STRONG] = "strong",
    [FW_KIN] = "kin",
    [FW_OTHER] = "other",
    [FW_WEAK] = "weak",
    [FW_SAME] = "same",
    [FW_NO] = "no",
    [FW_GIVE] = "give",
    [FW_TRANSFER] = "transfer",
    [FW_RECEIVE] = "receive",
    [FW_DENY] = "deny",
    [FW_BE] = "be",
    [FW_HAVE] = "have",
    [FW_SUPPORT] = "support",
    [FW_ATTACK] = "attack",
    [FW_FIGHT] = "fight",
    [FW_ELSE] = "else",
    [FW_MENTION] = "@",
};

static void fill(feature_part *out, const char *const *texts, size_t n) {
    for (size_t i = 0; i < n; i++) out[i] = umbel_part(umbel_str_of(texts[i]));
}

void umbel_feature_parts_fill(umbel_feature_parts *out, const umbel_lexicon *lexicon) {
    fill(out->names, names, N_COMMON_FEATURES);
    fill(out->side_names[0], side_names[0], N_SIDE_FEATURES);
    fill(out->side_names[1], side_names[1], N_SIDE_FEATURES);
    fill(out->words, words, N_FEATURE_WORDS);
    for (umbel_tie tie = UMBEL_TIE_NONE; tie < UMBEL_N_TIES; tie++) {
        out->ties[tie] = umbel_part(umbel_str_of(umbel_tie_name(tie)));
        out->groups[tie] = umbel_part(umbel_str_of(umbel_tie_group_name(umbel_tie_group_of(tie))));
    }
    for (umbel_kind kind = UMBEL_KIND_NONE; kind < UMBEL_N_KINDS; kind++)
        out->kinds[kind] = umbel_part(umbel_str_of(umbel_kind_name(kind)));
    for (int w = FW_GIVE; w <= FW_FIGHT; w++) out->valency[w - FW_GIVE] = umbel_lexicon_class(lexicon, words[w]);
}
