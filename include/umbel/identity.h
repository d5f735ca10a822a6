/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file identity.h  Rank 6: from the names in a reading to actors. */
#ifndef UMBEL_IDENTITY_H
#define UMBEL_IDENTITY_H

#include "umbel/model.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Names of the actor table by folded form; immutable once built. */
typedef struct umbel_identity umbel_identity;

umbel_status umbel_identity_new(umbel_ctx *cx, umbel_identity **out, const umbel_actors *actors);
void umbel_identity_free(umbel_ctx *cx, umbel_identity *identity);

/** Gives every group, state, organ, body, place and agreement of a reading an actor: the one of the table whose name
 * (or acronym, with its case) it bears, else a new one made from the name ("x-" and the folded name), added to `found`
 * with its name. A label that stands for several actors resolves to none of them: it becomes an actor of its own, kept
 * as that label. Descriptions without a name keep no actor. Meaning: equal names are taken as one actor; near names are
 * not. */
umbel_status umbel_identity_resolve(umbel_ctx *cx, const umbel_identity *identity, umbel_reading *reading,
                                    umbel_actors *found);

#ifdef __cplusplus
}
#endif
#endif
