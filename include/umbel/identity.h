/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file identity.h  Rank 6: from the names in a reading to actors, and which actors are one by decision. */
#ifndef UMBEL_IDENTITY_H
#define UMBEL_IDENTITY_H

#include "umbel/model.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Names of the actor table, as they stand and in other spellings; immutable once built, shared between threads. */
typedef struct umbel_identity umbel_identity;

/** Names up to which a table is also searched for other spellings: the index of more takes longer than many a text. */
#define UMBEL_NEAR_NAMES_MAX 50000

/** `actors` must live as long. `data_dir` holds the tables by which spellings are compared (see umbel_names_build);
 *  NULL, or more than UMBEL_NEAR_NAMES_MAX names: only equal names count. */
umbel_status umbel_identity_new(umbel_ctx *cx, umbel_identity **out, const umbel_actors *actors, const char *data_dir);
void umbel_identity_free(umbel_ctx *cx, umbel_identity *identity);

/** Gives the names of one reading after the other their actors; one thread, the identity is shared. */
typedef struct umbel_identifier umbel_identifier;

umbel_status umbel_identifier_new(umbel_ctx *cx, umbel_identifier **out, const umbel_identity *identity);
void umbel_identifier_free(umbel_ctx *cx, umbel_identifier *identifier);

/** Gives every group, state, organ, body, place and agreement of a reading an actor: the one of the table whose name
 * (or acronym, with its case) it bears; else, but for places and agreements, the one of its kind whose name it may be
 * in another spelling, where p_match is high and no other is near, which then is the mention's score; else a new one
 * made from the name ("x-" and the folded name), added to `found` with its name. `found` NULL: no new actors. A name
 * that stands for several actors resolves to none of them: it becomes an actor of its own. Descriptions without a name
 * keep no actor. Answers do not depend on what was read before. Cost: some 100 microseconds for a name met first.
 *  Meaning: equal names are taken as one actor; another spelling is a possible match, and some of them are wrong. */
umbel_status umbel_identity_resolve(umbel_ctx *cx, umbel_identifier *identifier, umbel_reading *reading,
                                    umbel_actors *found);

/* ---- Fellegi and Sunter --------------------------------------------------------------------- */

/** Weight of evidence, in bits, of a field that agrees (log2 m/u) or does not (log2 (1-m)/(1-u)).
 *  @param m  share of matching pairs in which it agrees, in (0, 1)
 *  @param u  share of other pairs in which it agrees, in (0, 1)
 *  Source: Fellegi & Sunter 1969, doi:10.1080/01621459.1969.10501049. */
double umbel_fs_weight(double m, double u, bool agrees);
/** What agreeing on a value adds that has this share, in bits: log2(u_mean / share). Both in (0, 1]. Only for exact
 *  agreement. */
double umbel_fs_term_weight(double u_mean, double share);
/** The probability that a pair matches, from the sum of its weights and the share of matching pairs, in (0, 1). */
double umbel_fs_posterior(double weight, double lambda);

#define UMBEL_FS_FIELDS 8

typedef struct umbel_fs_model {
    unsigned n_fields;         /**< 1 to UMBEL_FS_FIELDS; fewer than three say nothing sure */
    double lambda;             /**< share of pairs that match */
    double m[UMBEL_FS_FIELDS]; /**< [n_fields] */
    double u[UMBEL_FS_FIELDS];
} umbel_fs_model;

/** EM for the model, starting from what it holds.
 *  @param counts     [2^n_fields] pairs with each pattern; bit f of the index: field f agrees
 *  @param tolerance  ends when no number moves further
 *  @param most       rounds at most; 1 is a single step and no failure
 *  @return UMBEL_E_ARG; UMBEL_E_DIVERGED: the model holds the last round.
 *  Cost: O(rounds * 2^n_fields * n_fields).
 *  Meaning: fields are taken as independent, which names and aliases of one entry are not.
 *  Check: tests/unit/identity/test_resolve.c has the values of docs/names.md. */
umbel_status umbel_fs_em(umbel_ctx *cx, umbel_fs_model *model, const double *counts, double tolerance, unsigned most,
                         unsigned *n_rounds);

/* ---- names in any spelling ------------------------------------------------------------------ */

/** Names with their index, and the tables by which they are compared; immutable once made, shared between threads. */
typedef struct umbel_names umbel_names;

/** Makes the index of a table's names in memory. `data_dir` holds namewords.tsv, namefreq.tsv and namematch.tsv.
 *  Cost: O(names), some 10 microseconds each; about 130 bytes a name stay. */
umbel_status umbel_names_build(umbel_ctx *cx, umbel_names **out, const umbel_actors *actors, const char *data_dir);
/** Maps an index that umbel_names_write wrote. UMBEL_E_FORMAT: no index, of another version, or made with other tables
 *  of words; UMBEL_E_CORRUPT: damaged; UMBEL_E_IO. Cost: one pass over the file to sum it up. */
umbel_status umbel_names_open(umbel_ctx *cx, umbel_names **out, const char *path, const char *data_dir);
/** Writes the index, whole or not at all. */
umbel_status umbel_names_write(umbel_ctx *cx, const umbel_names *names, const char *path);
void umbel_names_free(umbel_ctx *cx, umbel_names *names);

typedef struct umbel_names_size {
    size_t n_actors, n_names, n_bytes;
} umbel_names_size;

umbel_names_size umbel_names_measure(const umbel_names *names);

typedef enum umbel_resolution {
    UMBEL_RESOLVED_NONE = 0,
    UMBEL_RESOLVED_MATCH,     /**< the first is above the threshold and no other near it */
    UMBEL_RESOLVED_SET,       /**< a label that stands for several */
    UMBEL_RESOLVED_AMBIGUOUS, /**< several are near each other */
    UMBEL_N_RESOLUTIONS
} umbel_resolution;

const char *umbel_resolution_name(umbel_resolution resolution);

typedef struct umbel_match {
    umbel_str actor;
    umbel_str name; /**< of the actor's names the one that fits best */
    umbel_name_kind kind;
    double p_match; /**< that query and actor are the same, for this pair alone: 0 to 1, not shared out */
    umbel_str why;  /**< which words answer which, and how */
} umbel_match;

typedef struct umbel_answer {
    umbel_resolution resolution;
    umbel_match *matches; /**< best first */
    size_t n_matches;
} umbel_answer;

typedef struct umbel_resolve_options {
    size_t top;          /**< matches at most; 0: 5 */
    double threshold;    /**< p_match from which one is a match; 0: 0.5 */
    umbel_date at;       /**< only names in use then; no date: all */
    umbel_str leave_out; /**< of this actor, the name that is the query is not there: for measuring */
    bool all_elsewhere;  /**< looks at all names of every candidate: for training */
} umbel_resolve_options;

/** Looks names up, one after the other; one thread, the names are shared. */
typedef struct umbel_resolver umbel_resolver;

umbel_status umbel_resolver_new(umbel_ctx *cx, umbel_resolver **out, const umbel_names *names);
void umbel_resolver_free(umbel_ctx *cx, umbel_resolver *resolver);
/** The actors that a name may mean. The answer lives until the next call. Any bytes are a query: what is not UTF-8 is
 *  passed over, of more than 4,096 bytes the first count. Cost: about half a millisecond among a million names, bounded
 *  for any query.
 *  Meaning: a possible match of names, to be judged by a person; no finding about anyone. */
umbel_status umbel_resolve_name(umbel_ctx *cx, umbel_resolver *resolver, umbel_str query,
                                const umbel_resolve_options *options, umbel_answer *out);

/** The p_match from which, at most, `per_thousand` of a thousand names of ordinary people and organisations would be
 *  proposed as a match with some entry of an official list: from data_dir's namealerts.tsv, the next stricter row that
 * was measured.
 *  @return UMBEL_E_ARG: less than the least that was measured, or no number; UMBEL_E_IO, UMBEL_E_FORMAT: the table.
 *  Meaning: a budget for false alarms on names like those measured; on other names there may be more or fewer. */
umbel_status umbel_alert_threshold(umbel_ctx *cx, double *threshold, const char *data_dir, double per_thousand);

/* ---- decisions ------------------------------------------------------------------------------ */

/** Which actors count as one, by the decisions that stand; immutable once built. */
typedef struct umbel_sameness umbel_sameness;

/** Joins actors by the `same` decisions that are not undone, in their order; the first actor of a decision (or the one
 *  it counts as) stands for both. A `same` that would join what a standing `different` keeps apart is not followed:
 * such a pair can only come from outside, see umbel_decide. The decisions must outlive the result. Cost: O(same *
 * different). Meaning: somebody's judgement, taken back by undoing the decision. */
umbel_status umbel_sameness_new(umbel_ctx *cx, umbel_sameness **out, const umbel_decisions *decisions);
void umbel_sameness_free(umbel_ctx *cx, umbel_sameness *sameness);
/** The actor that `actor` counts as: itself where nothing else was decided. */
umbel_str umbel_sameness_of(const umbel_sameness *sameness, umbel_str actor);
/** All actors that count as one with `actor`, the one that stands for them first, with a tab between, in the arena. */
umbel_status umbel_sameness_members(umbel_ctx *cx, const umbel_sameness *sameness, umbel_str actor, umbel_arena *arena,
                                    umbel_str *ids);
/** The standing decision that stands against a verdict over two actors: for `same`, a `different` between what they
 *  count as; for `different`, the `same` that joined them last. NULL: none does. */
const umbel_decision *umbel_sameness_against(const umbel_sameness *sameness, umbel_verdict verdict, umbel_str first,
                                             umbel_str second);
/** Makes what was said about each actor count as said about the one that stands for it; rows of the others go, their
 *  names stay with it. Nothing stored is changed. */
umbel_status umbel_sameness_apply(umbel_ctx *cx, const umbel_sameness *sameness, umbel_evidence *evidence);

#ifdef __cplusplus
}
#endif
#endif
