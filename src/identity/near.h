/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file near.h  The actor of a name that no table spells so, where one fits well enough that it may be taken for it.
 */
#ifndef UMBEL_IDENTITY_NEAR_H
#define UMBEL_IDENTITY_NEAR_H

#include "base/intern.h"
#include "umbel/identity.h"

/** p_match from which another spelling is taken. To be chosen anew with every model of p_match: by part a of
 *  tests/golden/identity.tsv, and by eye over the mentions of real texts that get an actor so. */
#define NEAR_P 0.95

/** Whether a name has a capital, or any letter beyond ASCII, which may be one or belong to a script without. */
bool umbel_has_capital(umbel_str name);

/** No actor where p_match is 0. */
typedef struct near_answer {
    uint32_t actor; /**< number in the table */
    double p_match;
} near_answer;

/** Looks names up and remembers the answers; one thread. Set the first three; umbel_near_free. */
typedef struct near_finder {
    const umbel_names *names; /**< NULL: there is never an answer */
    const umbel_actors *actors;
    const umbel_intern *ids; /**< of the actors */
    umbel_resolver *resolver;
    umbel_intern
        asked; /**< by the bytes: another case is another question, so that no answer depends on what came first */
    umbel_arena arena;
    near_answer *answers; /**< [asked.n] */
    size_t cap_answers;
} near_finder;

/** The actor that a name is taken for: the one of that kind which it resolves to, no other near, at NEAR_P or above, by
 *  a name that is no acronym, label, adjective or capital. Only groups, states, organs and bodies, and not by names
 * that say too little. */
umbel_status umbel_near_find(umbel_ctx *cx, near_finder *near, umbel_str name, umbel_str folded, umbel_kind kind,
                             near_answer *out);
void umbel_near_free(umbel_ctx *cx, near_finder *near);

#endif
