/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file lineage.h  Groups that come of others where the two verbs of it share a clause: "members left O to form S",
 *  "broke with O and founded S", "the two united to form O". */
#ifndef UMBEL_EXTRACT_LINEAGE_H
#define UMBEL_EXTRACT_LINEAGE_H

#include "extract/sentence.h"

/** Adds `splits_from` and `merges_into` statements between pairs of which the sentence has stated no lineage yet; to be
 *  called behind the frames and the judge. Cost: linear in the sentence. */
umbel_status umbel_read_lineage(umbel_ctx *cx, document_state *d, const sentence *s);

#endif
