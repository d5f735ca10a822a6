/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file eval.h  What the scorers share: rows of gold with what was read of them, counters, and names made comparable.
 *  A scorer adds whole numbers to the counters of a document; sums over documents make the figures, so that the order
 * and the threads do not matter. */
#ifndef UMBEL_APP_EVAL_H
#define UMBEL_APP_EVAL_H

#include <jansson.h>

#include "umbel/app.h"

#define EVAL_COUNTERS 160
#define EVAL_FIGURES  192
#define EVAL_ROWS_MAX 4096 /**< gold rows of one document; more are refused */

typedef struct tally {
    int64_t n[EVAL_COUNTERS];
} tally;

/** A document of a set, with its gold, what was read of it and room for what comes out. */
typedef struct eval_item {
    json_t *row;
    size_t line;
    umbel_document document;
    const umbel_reading *reading;
    unsigned part; /**< UMBEL_PART_A, _B; _ALL where the row names none */
    tally tally;
    bool with_errors;
    umbel_arena arena; /**< of the errors and the document's id */
    umbel_eval_error *errors;
    size_t n_errors, cap_errors;
    char refused[160]; /**< why the row cannot be scored; empty where it was */
} eval_item;

typedef struct figure {
    char measure[48];
    double value;
    int64_t rows;
    bool headline, count;
} figure;

typedef struct figures {
    figure of[EVAL_FIGURES];
    size_t n;
} figures;

/** Counters of one source (re3d), for means over sources. */
typedef struct eval_groups {
    const tally *tallies;
    size_t n;
} eval_groups;

typedef struct eval_scorer {
    const char *name;
    const char *id_key, *text_key;
    const char *group_key; /**< NULL where nothing is grouped */
    umbel_status (*score)(umbel_ctx *cx, eval_item *item);
    /** Always the same measures in the same order. */
    void (*figures)(const tally *t, const eval_groups *groups, figures *out);
} eval_scorer;

extern const eval_scorer umbel_eval_ties, umbel_eval_mmp, umbel_eval_re3d, umbel_eval_muc, umbel_eval_polnear,
    umbel_eval_events;

/* ---- figures ---- */

double umbel_eval_share(int64_t n, int64_t of);
double umbel_eval_f1(double p, double r);
void umbel_eval_put(figures *out, bool headline, double value, int64_t rows, const char *fmt, ...) UMBEL_PRINTF(5, 6);
/** name.p, name.r, name.f1 */
void umbel_eval_put_prf(figures *out, bool headline, const char *name, const int64_t found[2], int64_t n_answers,
                        int64_t n_gold);

/* ---- gold rows ---- */

umbel_str umbel_eval_text(const json_t *object, const char *key);
umbel_status umbel_eval_error_add(umbel_ctx *cx, eval_item *item, const umbel_eval_error *error);

/* ---- whether an answer stands in its document ---- */

bool umbel_eval_stands(umbel_str text, const umbel_quote *q, size_t max_words);
bool umbel_eval_verify(umbel_str text, const umbel_statement *st);

/* ---- comparable names ---- */

/** A small set of strings. */
typedef struct name_set {
    umbel_str *items;
    size_t n, cap;
} name_set;

umbel_status umbel_names_add(umbel_ctx *cx, umbel_arena *arena, name_set *set, umbel_str s);
bool umbel_names_has(const name_set *set, umbel_str s);
bool umbel_names_touch(const name_set *a, const name_set *b); /**< a string in common */
bool umbel_names_equal(const name_set *a, const name_set *b);

bool umbel_eval_is_word(uint32_t c);  /**< as a regular expression's \w */
bool umbel_eval_is_space(uint32_t c); /**< white space of any script */
/** Lower case, other signs than letters, digits and '_' as spaces; what `keep` says of spaces. */
typedef enum norm_style {
    NORM_TIES,  /**< without possessives, articles and "several"; single spaces */
    NORM_MUC,   /**< without an article; each sign a space */
    NORM_WORDS, /**< the words with single spaces */
    NORM_LOWER  /**< lower case alone */
} norm_style;
umbel_status umbel_eval_norm(umbel_ctx *cx, umbel_arena *arena, umbel_str s, norm_style style, umbel_str *out);
/** The same place in bytes for each character of the text and its end: [*n + 1]. */
umbel_status umbel_eval_char_bytes(umbel_ctx *cx, umbel_arena *arena, umbel_str text, uint32_t **out, size_t *n);

#endif
