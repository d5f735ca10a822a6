/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file weigh.h  Rank 7: statements to ties. Beliefs and origins will stand here; now the evidence is counted. */
#ifndef UMBEL_WEIGH_H
#define UMBEL_WEIGH_H

#include "umbel/model.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Groups statements into ties (see umbel_tie_row). Rows are ordered by subject name, tie, object name.
 *  Cost: O(n log n) in the statements. Thread: distinct cx.
 *  Meaning: counts say how much is said and by whom, not how likely it is; ten copies of one story still count ten. */
umbel_status umbel_weigh_ties(umbel_ctx *cx, const umbel_evidence *evidence, umbel_ties *out);

/** The id under which a party stands in ties: its actor, or "~" and its folded text. */
umbel_status umbel_weigh_party_id(umbel_ctx *cx, umbel_arena *arena, const umbel_party *party, umbel_str *out);

#ifdef __cplusplus
}
#endif
#endif
