/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known outweighs likeness: labels stand for their referents, and what is held apart is not one. */
#include <string.h>

#include "identity/name_resolve.h"

#define HELD_APART_ODDS (-3.0) /* p_match 0.047 */
#define REFERENT_ODDS   2.2    /* p_match 0.9, from which a name of a referent finds it */
#define REFERENTS_MAX   32
#define REFERENT_NAMES  12 /* of one referent that are looked up */
#define APART_TOP       8  /* candidates that are looked at */
#define APART_NAMES     64 /* of a candidate */

/* ---- held apart ----------------------------------------------------------------------------- */

/* Whether the candidate's names say that it is another than `known`, and none that it is the same. */
static umbel_status is_other(umbel_ctx *cx, const umbel_resolver *r, const candidate *c, uint32_t known, bool *other) {
    const name_index *x = &r->names->index;
    uint32_t first = x->actor_rows[c->actor], last = x->actor_rows[c->actor + 1];
    *other = false;
    for (uint32_t k = first; k < last && k < x->h->n_rows && k < first + APART_NAMES; k++) {
        umbel_str folded;
        if (x->rows[k].name >= x->h->n_names) continue;
        umbel_mark mark = umbel_arena_mark(&cx->scratch);
        umbel_str text = umbel_index_text(x, &x->names[x->rows[k].name]);
        umbel_status status = umbel_fold_name(cx, &cx->scratch, text, &folded);
        uint32_t own = status == UMBEL_OK ? umbel_fact_actor(&r->names->facts, folded) : UMBEL_INTERN_NONE;
        umbel_arena_release(cx, &cx->scratch, mark);
        UMBEL_TRY(status);
        if (own == known) {
            *other = false;
            return UMBEL_OK;
        }
        *other = *other || umbel_fact_apart(&r->names->facts, known, own);
    }
    return UMBEL_OK;
}

umbel_status umbel_hold_apart(umbel_ctx *cx, umbel_resolver *r, umbel_str folded) {
    uint32_t known = umbel_fact_actor(&r->names->facts, folded);
    if (known == UMBEL_INTERN_NONE) return UMBEL_OK;
    for (size_t i = 0; i < r->n_candidates && i < APART_TOP; i++) {
        candidate *c = &r->candidates[i];
        if (c->log_odds <= HELD_APART_ODDS) break;
        UMBEL_TRY(is_other(cx, r, c, known, &c->apart));
        if (c->apart) c->log_odds = HELD_APART_ODDS;
    }
    umbel_sort_candidates(r);
    return UMBEL_OK;
}

/* ---- labels --------------------------------------------------------------------------------- */

static umbel_status why_label(umbel_ctx *cx, umbel_resolver *r, const umbel_name *label, umbel_match *m) {
    char from[UMBEL_DATE_MAX];
    const name_facts *f = &r->names->facts;
    uint32_t actor = umbel_intern_find(&f->ids, label->actor);
    umbel_str name = actor == UMBEL_INTERN_NONE ? label->actor : f->table.actors[actor].name;
    umbel_date_print(&label->when.from, from);
    return umbel_str_format(cx, &r->answers, &m->why, "label for %.*s%s%.*s%s%s", UMBEL_ARGS(name),
                            label->used_by.n ? ", used by " : "", UMBEL_ARGS(label->used_by), from[0] ? ", since " : "",
                            from);
}

/* The actor of the index that bears a name of the label's referent. */
static umbel_status find_referent(umbel_ctx *cx, umbel_resolver *r, const umbel_name *label,
                                  const umbel_resolve_options *options, candidate *out, bool *found) {
    const name_facts *f = &r->names->facts;
    uint32_t actor = umbel_intern_find(&f->ids, label->actor);
    umbel_resolve_options o = *options;
    int n = 0;
    *found = false;
    o.leave_out = (umbel_str){0};
    for (uint32_t i = actor == UMBEL_INTERN_NONE ? 0 : f->names_of[actor]; i && n < REFERENT_NAMES;
         i = f->next_of[i - 1]) {
        const umbel_name *name = &f->table.names[i - 1];
        if (name->kind == UMBEL_NAME_LABEL || name->kind == UMBEL_NAME_ADJECTIVE || name->kind == UMBEL_NAME_CAPITAL)
            continue;
        n++;
        UMBEL_TRY(umbel_resolver_candidates(cx, r, name->text, &o));
        if (r->n_candidates == 0 || r->candidates[0].log_odds < REFERENT_ODDS) continue;
        if (*found && r->candidates[0].log_odds <= out->log_odds) continue;
        *out = r->candidates[0];
        *found = true;
    }
    return UMBEL_OK;
}

static bool is_in(const umbel_answer *answer, umbel_str actor) {
    for (size_t i = 0; i < answer->n_matches; i++)
        if (umbel_str_eq(answer->matches[i].actor, actor)) return true;
    return false;
}

umbel_status umbel_resolve_label(umbel_ctx *cx, umbel_resolver *r, umbel_str folded,
                                 const umbel_resolve_options *options, umbel_answer *out) {
    const umbel_name *label;
    uint32_t at = 0;
    size_t n_referents = 0;
    while ((label = umbel_fact_label(&r->names->facts, folded, &options->at, &at)) && n_referents < REFERENTS_MAX) {
        candidate c;
        bool found;
        if (!n_referents++) {
            out->matches = UMBEL_NEW(cx, &r->answers, umbel_match, REFERENTS_MAX);
            if (!out->matches) return cx->err.code;
        }
        UMBEL_TRY(find_referent(cx, r, label, options, &c, &found));
        if (!found || is_in(out, umbel_index_actor(&r->names->index, c.actor))) continue;
        UMBEL_TRY(umbel_answer_match(cx, r, &c, &out->matches[out->n_matches]));
        UMBEL_TRY(why_label(cx, r, label, &out->matches[out->n_matches]));
        out->n_matches++;
    }
    if (out->n_matches) out->resolution = n_referents > 1 ? UMBEL_RESOLVED_SET : UMBEL_RESOLVED_MATCH;
    return UMBEL_OK;
}
