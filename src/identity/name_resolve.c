/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* From a name to the actors that may be meant: rows by the index, numbers by the words, p_match by the trees. */
#include "identity/name_resolve.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define QUALIFIED_ODDS  (-0.4) /* p_match 0.40 */
#define SAME_NAME_ODDS  0.3    /* p_match 0.57 */
#define SAME_SOUND_ODDS 0.1    /* p_match 0.52 */
#define SCORED_MAX      40
#define SOUND_LIKENESS  0.85F

umbel_status umbel_resolver_new(umbel_ctx *cx, umbel_resolver **out, const umbel_names *names) {
    umbel_resolver *r = cx->alloc.resize(cx->alloc.user, NULL, 0, sizeof *r);
    if (!r) return UMBEL_FAIL(cx, UMBEL_E_MEMORY, "no memory to look names up");
    memset(r, 0, sizeof *r);
    r->names = names;
    umbel_status status = umbel_finder_begin(cx, &r->finder, &names->index, &names->words);
    if (status == UMBEL_OK) {
        r->candidates = UMBEL_NEW(cx, &r->finder.arena, candidate, CANDIDATES_MAX);
        if (!r->candidates) status = cx->err.code;
    }
    if (status != UMBEL_OK) {
        umbel_resolver_free(cx, r);
        return status;
    }
    *out = r;
    return UMBEL_OK;
}

void umbel_resolver_free(umbel_ctx *cx, umbel_resolver *r) {
    if (!r) return;
    umbel_finder_end(cx, &r->finder);
    umbel_romanizer_free(&r->romanizer);
    umbel_arena_free(cx, &r->answers);
    cx->alloc.resize(cx->alloc.user, r, sizeof *r, 0);
}

void umbel_row_form(const name_index *x, uint32_t row, name_form *out) {
    const index_row *r = &x->rows[row];
    size_t n = r->n_tokens < FORM_TOKENS ? r->n_tokens : FORM_TOKENS;
    out->n_tokens = out->n_initials = out->n_wide = 0;
    out->acronym = r->acronym;
    for (size_t i = 0; i < n && (size_t)r->first_token + i < x->h->n_row_tokens; i++) {
        name_token *t = &out->tokens[out->n_tokens++];
        umbel_index_token(x, x->row_tokens[r->first_token + i], t);
        if (out->n_initials < FORM_INITIALS && t->n_text) out->initials[out->n_initials++] = t->text[0];
    }
    while (out->n_wide < ROW_WIDE && r->wide[out->n_wide]) {
        out->wide[out->n_wide] = r->wide[out->n_wide];
        out->n_wide++;
    }
}

/* Valid UTF-8 of at most UMBEL_QUERY_BYTES: what is not becomes spaces. */
umbel_str umbel_clean_query(umbel_str query, char out[UMBEL_QUERY_BYTES]) {
    size_t bad, n = query.n < UMBEL_QUERY_BYTES ? query.n : UMBEL_QUERY_BYTES;
    memcpy(out, query.p, n);
    while (!umbel_utf8_valid((umbel_str){out, n}, &bad)) out[bad] = ' ';
    return (umbel_str){out, n};
}

static bool holds_at(const index_name *name, const umbel_date *at) {
    return at->precision == UMBEL_PRECISION_UNKNOWN || (name->t_from <= at->t_last && name->t_to >= at->t_first);
}

/* Whether the row may answer: its name in use at the date, and not the name that is left out. */
static umbel_status may_answer(umbel_ctx *cx, const umbel_resolver *r, uint32_t row, umbel_str folded,
                               const umbel_resolve_options *o, bool *may) {
    const name_index *x = &r->names->index;
    *may = false;
    if (x->rows[row].name >= x->h->n_names) return UMBEL_OK;
    const index_name *name = &x->names[x->rows[row].name];
    if (name->actor >= x->h->n_actors || !holds_at(name, &o->at)) return UMBEL_OK;
    *may = true;
    if (o->leave_out.n == 0 || !umbel_str_eq(o->leave_out, umbel_index_actor(x, name->actor))) return UMBEL_OK;
    umbel_str own;
    umbel_mark mark = umbel_arena_mark(&cx->scratch);
    umbel_status status = umbel_fold_name(cx, &cx->scratch, umbel_index_text(x, name), &own);
    *may = status == UMBEL_OK && !umbel_str_eq(own, folded);
    umbel_arena_release(cx, &cx->scratch, mark);
    return status;
}

/* Two numbers that differ, or words in brackets that only one has, tell apart what is otherwise alike: the 4th and the
 * 5th Corps, a party and its (Marxist) faction. */
static double with_ceiling(double log_odds, const float *f) {
    bool apart = f[NUMBER_NUMBERS_APART] >= 1 || f[NUMBER_QUALIFIED] > 0;
    return apart && log_odds > QUALIFIED_ODDS ? QUALIFIED_ODDS : log_odds;
}

/* Nothing but one name in one order, letter for letter or by its sound: whatever its words are worth, somebody who
 * writes it most likely means it. Low, since names of common words alone are borne by many. */
static double bounded(double log_odds, const float *f) {
    bool whole = f[NUMBER_MISSED_TELLING] + f[NUMBER_EXTRA_TELLING] + f[NUMBER_MISSED_HEAD] + f[NUMBER_EXTRA_HEAD] +
                         f[NUMBER_MISSED_PLACE] + f[NUMBER_EXTRA_PLACE] + f[NUMBER_SLIGHT_APART] + f[NUMBER_SLIP_BITS] +
                         f[NUMBER_TRANSLATED_BITS] + f[NUMBER_INITIALS_MATCHED] + f[NUMBER_TURNED] <=
                     0 &&
                 f[NUMBER_MATCHED_WORDS] > 0 && f[NUMBER_UNVOWELLED] <= 0;
    double floor = whole && f[NUMBER_LIKENESS] >= 1                ? SAME_NAME_ODDS
                   : whole && f[NUMBER_LIKENESS] >= SOUND_LIKENESS ? SAME_SOUND_ODDS
                                                                   : log_odds;
    return with_ceiling(log_odds > floor ? log_odds : floor, f);
}

/* Which of an actor's names speaks for it: by a plain measure, so that p_match is no maximum over many guesses. */
static float row_fit(const float *f) {
    float spelled = f[NUMBER_ACRONYM] > 0 ? 3 : f[NUMBER_ACRONYM] < 0 ? 2 : 0;
    return 2 * f[NUMBER_COVERED] + 1.5F * f[NUMBER_ROW_COVERED] + 1.5F * f[NUMBER_LIKENESS] +
           0.5F * f[NUMBER_WORD_LIKENESS] + spelled;
}

static void keep(umbel_resolver *r, const candidate *c) {
    for (size_t i = 0; i < r->n_candidates; i++)
        if (r->candidates[i].actor == c->actor) {
            if (c->fit > r->candidates[i].fit) r->candidates[i] = *c;
            return;
        }
    if (r->n_candidates < CANDIDATES_MAX) r->candidates[r->n_candidates++] = *c;
}

static int by_odds(const void *a, const void *b) {
    const candidate *x = a, *y = b;
    if (x->log_odds != y->log_odds) return x->log_odds > y->log_odds ? -1 : 1;
    return (x->actor > y->actor) - (x->actor < y->actor);
}

void umbel_sort_candidates(umbel_resolver *r) {
    if (r->n_candidates) qsort(r->candidates, r->n_candidates, sizeof *r->candidates, by_odds);
}

static int by_fit(const void *a, const void *b) {
    const candidate *x = a, *y = b;
    if (x->fit != y->fit) return x->fit > y->fit ? -1 : 1;
    return (x->actor > y->actor) - (x->actor < y->actor);
}

/* Scores those that fit best; the others are not worth the trees. */
static void score(umbel_resolver *r, umbel_scorer *scorer) {
    if (r->n_candidates) qsort(r->candidates, r->n_candidates, sizeof *r->candidates, by_fit);
    if (r->n_candidates > SCORED_MAX) r->n_candidates = SCORED_MAX;
    for (size_t i = 0; i < r->n_candidates; i++) {
        candidate *c = &r->candidates[i];
        c->log_odds = bounded(umbel_scorer_score(scorer, c->numbers), c->numbers);
    }
    umbel_sort_candidates(r);
}

/* The bits of the query's words that the best row lacks and another name of the actor has. */
static umbel_status look_elsewhere(umbel_ctx *cx, umbel_resolver *r, candidate *c, umbel_str folded,
                                   const umbel_resolve_options *o) {
    const name_index *x = &r->names->index;
    const name_form *query = &r->forms.forms[c->form];
    uint32_t first = x->actor_rows[c->actor], last = x->actor_rows[c->actor + 1];
    name_form row;
    alignment a;
    float found[FORM_TOKENS] = {0};
    if (last > x->h->n_rows || last < first) return UMBEL_OK;
    umbel_row_form(x, c->row, &row);
    umbel_names_align(&r->names->words, query, &row, &a);
    c->numbers[NUMBER_ELSEWHERE] = 0;
    for (uint32_t k = first; k < last && k < first + ELSEWHERE_ROWS; k++) {
        bool may;
        if (k == c->row) continue;
        UMBEL_TRY(may_answer(cx, r, k, folded, o, &may));
        if (!may) continue;
        umbel_row_form(x, k, &row);
        for (size_t i = 0; i < query->n_tokens; i++) {
            if (a.how[i] != MATCH_NONE) continue;
            for (size_t j = 0; j < row.n_tokens; j++) {
                float bits;
                if (umbel_words_match(&query->tokens[i], &row.tokens[j], &bits) != MATCH_NONE && bits > found[i])
                    found[i] = bits;
            }
        }
    }
    for (size_t i = 0; i < query->n_tokens; i++) c->numbers[NUMBER_ELSEWHERE] += found[i];
    return UMBEL_OK;
}

static const uint8_t number_groups[N_MATCH_NUMBERS]; /* all alike: rows share nothing worth keeping */

static umbel_status compare_form(umbel_ctx *cx, umbel_resolver *r, uint32_t form, umbel_str folded,
                                 const umbel_resolve_options *o) {
    const name_index *x = &r->names->index;
    const name_form *query = &r->forms.forms[form];
    UMBEL_TRY(umbel_find_rows(cx, &r->finder, query));
    for (size_t i = 0; i < r->finder.n_list; i++) {
        name_form row;
        alignment a;
        bool may;
        candidate c = {.row = r->finder.list[i], .form = form};
        UMBEL_TRY(may_answer(cx, r, c.row, folded, o, &may));
        if (!may) continue;
        umbel_row_form(x, c.row, &row);
        if (row.n_tokens == 0) continue;
        umbel_names_align(&r->names->words, query, &row, &a);
        umbel_match_numbers(query, &row, &a, c.numbers);
        c.actor = x->names[x->rows[c.row].name].actor;
        c.fit = row_fit(c.numbers);
        keep(r, &c);
    }
    return UMBEL_OK;
}

umbel_status umbel_resolver_candidates(umbel_ctx *cx, umbel_resolver *r, umbel_str query,
                                       const umbel_resolve_options *o) {
    umbel_scorer scorer;
    umbel_str folded = {0};
    umbel_mark mark = umbel_arena_mark(&cx->scratch);
    r->n_candidates = 0;
    umbel_status status = umbel_name_forms(cx, &r->names->words, &r->romanizer, query, &r->forms);
    if (status == UMBEL_OK && o->leave_out.n) status = umbel_fold_name(cx, &cx->scratch, query, &folded);
    if (status == UMBEL_OK) status = umbel_scorer_begin(cx, &scorer, &r->names->trees, number_groups, N_MATCH_NUMBERS);
    for (uint32_t i = 0; status == UMBEL_OK && i < r->forms.n; i++) status = compare_form(cx, r, i, folded, o);
    if (status == UMBEL_OK) score(r, &scorer);
    size_t n = o->all_elsewhere || r->n_candidates < ELSEWHERE_TOP ? r->n_candidates : ELSEWHERE_TOP;
    for (size_t i = 0; status == UMBEL_OK && i < n; i++) {
        candidate *c = &r->candidates[i];
        if (c->numbers[NUMBER_COVERED] < 1) status = look_elsewhere(cx, r, c, folded, o);
        if (status == UMBEL_OK && c->numbers[NUMBER_ELSEWHERE] > 0)
            c->log_odds = bounded(umbel_scorer_score(&scorer, c->numbers), c->numbers);
    }
    umbel_sort_candidates(r);
    umbel_arena_release(cx, &cx->scratch, mark);
    return status;
}
