/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file hostility.h  Sides of a war where its telling is spread over a clause: "joined the fight against O", "S's
 *  efforts to defeat O", "retook the town from O", "flew sorties in support of O". */
#ifndef UMBEL_EXTRACT_HOSTILITY_H
#define UMBEL_EXTRACT_HOSTILITY_H

#include "extract/sentence.h"

/** Adds `fights`, `strikes` and `supports` statements between pairs of which the sentence has stated no such tie yet;
 *  to be called behind the frames and the judge. Cost: linear in the sentence. */
umbel_status umbel_read_hostility(umbel_ctx *cx, document_state *d, const sentence *s);

#endif
