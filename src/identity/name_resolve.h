/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file name_resolve.h  What a resolver holds, for the training program that looks at the numbers behind p_match. */
#ifndef UMBEL_IDENTITY_NAME_RESOLVE_H
#define UMBEL_IDENTITY_NAME_RESOLVE_H

#include "extract/trees.h"
#include "identity/name_align.h"
#include "identity/name_facts.h"
#include "identity/name_find.h"

struct umbel_names {
    umbel_arena arena;
    name_words words;
    name_index index;
    umbel_trees trees;
    name_facts facts;
};

/** An actor that may be meant, by the row that fits best. */
typedef struct candidate {
    uint32_t actor, row;
    uint32_t form; /**< of the query */
    bool apart;    /**< known not to be the one the query names */
    float fit;     /**< of the row among the actor's rows, see row_fit */
    double log_odds;
    float numbers[N_MATCH_NUMBERS];
} candidate;

#define UMBEL_QUERY_BYTES 4096 /**< of a longer query the rest is not looked at */
#define CANDIDATES_MAX    (NAME_FORMS * SHORTLIST)
#define ELSEWHERE_ROWS    48 /**< of an actor's other names that are looked at */
#define ELSEWHERE_TOP     12 /**< candidates whose other names are looked at */

struct umbel_resolver {
    const umbel_names *names;
    name_finder finder;
    umbel_romanizer romanizer;
    umbel_arena answers;
    name_forms forms; /**< of the query */
    candidate *candidates;
    size_t n_candidates;
};

/** Fills r->candidates for a query (valid UTF-8), best first, one for each actor. */
umbel_status umbel_resolver_candidates(umbel_ctx *cx, umbel_resolver *r, umbel_str query,
                                       const umbel_resolve_options *options);
/** Lowers the candidates that are known to be others than the one whose name the query is, and orders them anew. */
umbel_status umbel_hold_apart(umbel_ctx *cx, umbel_resolver *r, umbel_str folded);
/** Answers a query that is a label, or leaves the answer as it is. */
umbel_status umbel_resolve_label(umbel_ctx *cx, umbel_resolver *r, umbel_str folded,
                                 const umbel_resolve_options *options, umbel_answer *out);
/** The candidate as it is answered. */
umbel_status umbel_answer_match(umbel_ctx *cx, umbel_resolver *r, const candidate *c, umbel_match *out);
/** Orders r->candidates, best first. */
void umbel_sort_candidates(umbel_resolver *r);
/** Valid UTF-8 of at most UMBEL_QUERY_BYTES: what is not becomes spaces. */
umbel_str umbel_clean_query(umbel_str query, char out[UMBEL_QUERY_BYTES]);
/** A row of the index as a form. */
void umbel_row_form(const name_index *index, uint32_t row, name_form *out);
/** Why a candidate was proposed, into the buffer. */
umbel_status umbel_candidate_why(umbel_ctx *cx, const umbel_resolver *r, const candidate *c, umbel_buf *out);

#endif
