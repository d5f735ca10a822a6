/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file gazetteer.h  The names of the actor table as a trie over words: longest match, one step a word. */
#ifndef UMBEL_EXTRACT_GAZETTEER_H
#define UMBEL_EXTRACT_GAZETTEER_H

#include "extract/lexicon.h"

/** One name; names with the same words are chained. */
typedef struct gazetteer_name {
    uint32_t name;  /**< index into the name table */
    uint32_t actor; /**< index into the actor table */
    uint32_t next;  /**< index + 1 */
} gazetteer_name;

typedef struct gazetteer {
    umbel_arena arena;
    umbel_arena edge_arena; /**< of edges and targets, made anew when they grow */
    /* open hash of edges (node, word) -> node */
    uint64_t *edges; /**< node << 32 | word, plus 1; 0 empty */
    uint32_t *targets;
    size_t n_edges, n_slots;
    uint32_t *node_names; /**< [n_nodes] index + 1 of the first name that ends there */
    size_t n_nodes, cap_nodes;
    gazetteer_name *names;
    size_t n_names, cap_names;
    const umbel_actors *actors;
    /* places.tsv: read as actors of kind place without an id; their numbers follow those of the actor table */
    umbel_actor *places;
    umbel_name *place_names;
    size_t n_places, cap_places, cap_place_names;
} gazetteer;

/** Puts all names of the table in; the words become known to the lexicon. */
umbel_status umbel_gazetteer_build(umbel_ctx *cx, gazetteer *g, umbel_lexicon *lexicon, const umbel_actors *actors);
/** Adds the places of "places.tsv" (place, name, kind, in, lang, source) that the actor table does not name. */
umbel_status umbel_gazetteer_add_places(umbel_ctx *cx, gazetteer *g, umbel_lexicon *lexicon, const char *path);
const umbel_actor *umbel_gazetteer_actor(const gazetteer *g, const gazetteer_name *entry);
const umbel_name *umbel_gazetteer_name(const gazetteer *g, const gazetteer_name *entry);
void umbel_gazetteer_free(umbel_ctx *cx, gazetteer *g);
/** Node after a word, UINT32_MAX where no name goes on so; the root is 0. */
uint32_t umbel_gazetteer_step(const gazetteer *g, uint32_t node, uint32_t word);

#endif
