/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file antecedent.h  What pronouns and descriptions refer back to: "it", "the group", "the union". */
#ifndef UMBEL_EXTRACT_ANTECEDENT_H
#define UMBEL_EXTRACT_ANTECEDENT_H

#include "extract/sentence.h"

#define UMBEL_ANTECEDENTS_MAX 4

/** What a pronoun or description of the tokens at..head may mean, likeliest first; returns how many entities. */
size_t umbel_antecedents(const document_state *d, const sentence *s, uint16_t at, uint16_t head, uint32_t kinds,
                         uint32_t out[UMBEL_ANTECEDENTS_MAX]);
/** "guerrillas", "rebel units": words for armed men that an organisation's name may stand behind. */
bool umbel_means_rebels(const document_state *d, const sentence *s, uint16_t head);
/** The likeliest of them that is not `other`, the entity of the tie's other side; UINT32_MAX where there is none. */
uint32_t umbel_antecedent(const document_state *d, const sentence *s, const item *np, uint32_t other, uint32_t kinds);

/** Before a sentence is read: what its names are called in it, "the Haqqani network", "X, a militia". */
void umbel_note_calls(document_state *d, const sentence *s);
/** After a sentence: what later pronouns may mean. */
void umbel_note_subject(document_state *d, uint32_t e);

#endif
