/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file hostility.h  Sides of a war where its telling is spread over a clause: "joined the fight against O", "S's
 *  efforts to defeat O", "retook the town from O", "flew sorties in support of O". */
#ifndef UMBEL_EXTRACT_HOSTILITY_H
#define UMBEL_EXTRACT_HOSTILITY_H

#include "extract/party.h"

/** Adds `fights`, `strikes` and `supports` statements between pairs of which the sentence has stated no such tie yet;
 *  to be called behind the frames and the judge. Cost: linear in the sentence. */
umbel_status umbel_read_hostility(umbel_ctx *cx, document_state *d, const sentence *s);

/** A tie that the words first..last at chunk `pos` tell. */
typedef struct told_pair {
    umbel_tie tie;
    int pos;
    uint16_t first, last;
} told_pair;

/** Adds the statement, unless the sentence has already stated a tie of that kind between the two, or they are one. */
umbel_status umbel_state_pair(umbel_ctx *cx, document_state *d, const sentence *s, const told_pair *told,
                              const party *subject, const party *object);

#endif
