/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Decisions: taken, undone, and followed when evidence is loaded. */
#include <time.h>

#include "base/intern.h"
#include "umbel/app.h"

#define TIME_MAX   32
#define PREFIX_MIN 4 /* digits that may stand for an id */

/* ---- followed ------------------------------------------------------------------------------- */

/* Loads the row of each actor that stands for another in the evidence without being in it. */
static umbel_status load_those_who_stand(umbel_ctx *cx, umbel_ledger *l, const umbel_sameness *sameness,
                                         umbel_evidence *e) {
    umbel_intern ids = {0};
    umbel_status status = UMBEL_OK;
    uint32_t k;
    size_t n = e->n_actors;
    for (size_t i = 0; status == UMBEL_OK && i < n; i++) status = umbel_intern_add(cx, &ids, e->actors[i].id, &k);
    for (size_t i = 0; status == UMBEL_OK && i < n; i++) {
        umbel_str id = umbel_sameness_of(sameness, e->actors[i].id);
        if (umbel_intern_find(&ids, id) != UMBEL_INTERN_NONE) continue;
        status = umbel_ledger_actor(cx, l, id, e);
        if (status == UMBEL_OK) status = umbel_intern_add(cx, &ids, id, &k);
    }
    umbel_intern_free(cx, &ids);
    return status;
}

umbel_status umbel_load_evidence(umbel_ctx *cx, umbel_ledger *l, const umbel_sameness *sameness,
                                 const umbel_ledger_filter *filter, umbel_evidence *out) {
    umbel_ledger_filter wide = filter ? *filter : (umbel_ledger_filter){0};
    umbel_mark mark = umbel_arena_mark(&cx->scratch);
    umbel_status status = UMBEL_OK;
    if (wide.actor.n) status = umbel_sameness_members(cx, sameness, wide.actor, &cx->scratch, &wide.actor);
    if (status == UMBEL_OK && wide.other.n)
        status = umbel_sameness_members(cx, sameness, wide.other, &cx->scratch, &wide.other);
    if (status == UMBEL_OK) status = umbel_ledger_load(cx, l, &wide, out);
    if (status == UMBEL_OK) status = load_those_who_stand(cx, l, sameness, out);
    if (status == UMBEL_OK) status = umbel_sameness_apply(cx, sameness, out);
    umbel_arena_release(cx, &cx->scratch, mark);
    return status;
}

/* ---- taken ---------------------------------------------------------------------------------- */

/* To the millisecond: decisions of one second keep their order. */
static umbel_status now(umbel_ctx *cx, umbel_str *out) {
    struct timespec t;
    struct tm day;
    char text[TIME_MAX];
    clock_gettime(CLOCK_REALTIME, &t);
    gmtime_r(&t.tv_sec, &day);
    size_t n = strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &day);
    return umbel_str_format(cx, &cx->scratch, out, "%.*s.%03ldZ", (int)n, text, t.tv_nsec / 1000000);
}

static umbel_status need_actor(umbel_ctx *cx, umbel_ledger *l, umbel_str id) {
    bool has;
    UMBEL_TRY(umbel_ledger_has_actor(cx, l, id, &has));
    return has ? UMBEL_OK : UMBEL_FAIL(cx, UMBEL_E_NOT_FOUND, "there is no actor \"%.*s\"", UMBEL_ARGS(id));
}

static const char *phrase_of(umbel_verdict verdict) {
    return verdict == UMBEL_VERDICT_SAME ? "the same" : umbel_verdict_name(verdict);
}

static umbel_status contradicts(umbel_ctx *cx, const umbel_decision *wanted, umbel_str first, umbel_str second,
                                const umbel_decision *against) {
    umbel_str a = {0}, b = {0};
    bool reason = against->reason.n > 0;
    umbel_decision_pair(against, &a, &b);
    return UMBEL_FAIL(cx, UMBEL_E_ARG,
                      "%.*s and %.*s cannot be %s: decision %.8s, by %.*s on %.10s, says that %.*s and %.*s are "
                      "%s%s%.*s%s; if that no longer holds, 'umbel undo %.8s' first",
                      UMBEL_ARGS(first), UMBEL_ARGS(second), phrase_of(wanted->verdict), against->id.p,
                      UMBEL_ARGS(against->decided_by), against->decided_at.p, UMBEL_ARGS(a), UMBEL_ARGS(b),
                      phrase_of(against->verdict), reason ? " (" : "", UMBEL_ARGS(against->reason), reason ? ")" : "",
                      against->id.p);
}

/* The standing decision with this verdict over the two, in either order. */
static const umbel_decision *standing(const umbel_decisions *all, umbel_verdict verdict, umbel_str first,
                                      umbel_str second) {
    umbel_str a, b;
    for (size_t i = 0; i < all->n; i++) {
        const umbel_decision *d = &all->items[i];
        if (d->verdict != verdict || d->undone_at.n || !umbel_decision_pair(d, &a, &b)) continue;
        if (umbel_str_eq(a, first) && umbel_str_eq(b, second)) return d;
        if (umbel_str_eq(a, second) && umbel_str_eq(b, first)) return d;
    }
    return NULL;
}

/* A copy with strings in the scratch memory: the list it came from goes. */
static umbel_status keep(umbel_ctx *cx, const umbel_decision *from, umbel_decision *to) {
    const umbel_str *in[] = {&from->id,         &from->what,       &from->subject,  &from->reason,
                             &from->decided_by, &from->decided_at, &from->undone_at};
    umbel_str *out[] = {&to->id,         &to->what,       &to->subject,  &to->reason,
                        &to->decided_by, &to->decided_at, &to->undone_at};
    to->verdict = from->verdict;
    for (size_t i = 0; i < sizeof in / sizeof *in; i++) UMBEL_TRY(umbel_str_copy(cx, &cx->scratch, *in[i], out[i]));
    return UMBEL_OK;
}

static umbel_status decide(umbel_ctx *cx, umbel_ledger *l, umbel_str first, umbel_str second, umbel_decision *d,
                           const umbel_decisions *all, bool *stood) {
    umbel_sameness *sameness;
    UMBEL_TRY(need_actor(cx, l, first));
    UMBEL_TRY(need_actor(cx, l, second));
    const umbel_decision *before = standing(all, d->verdict, first, second);
    *stood = before != NULL;
    if (before) return keep(cx, before, d);
    UMBEL_TRY(umbel_sameness_new(cx, &sameness, all));
    const umbel_decision *against = umbel_sameness_against(sameness, d->verdict, first, second);
    umbel_status status = against ? contradicts(cx, d, first, second, against) : UMBEL_OK;
    umbel_sameness_free(cx, sameness);
    UMBEL_TRY(status);
    d->what = UMBEL_STR("actor");
    UMBEL_TRY(now(cx, &d->decided_at));
    UMBEL_TRY(umbel_str_format(cx, &cx->scratch, &d->subject, "%.*s\t%.*s", UMBEL_ARGS(first), UMBEL_ARGS(second)));
    return umbel_ledger_put_decision(cx, l, d, &cx->scratch, &d->id);
}

/* Ends a transaction: committed where all went well, else taken back with the error kept. */
static umbel_status end(umbel_ctx *cx, umbel_ledger *l, umbel_status status) {
    if (status == UMBEL_OK) return umbel_ledger_commit(cx, l);
    umbel_error error = cx->err;
    umbel_ledger_rollback(cx, l);
    cx->err = error;
    return status;
}

umbel_status umbel_decide(umbel_ctx *cx, umbel_ledger *l, umbel_str first, umbel_str second, umbel_decision *d,
                          bool *stood) {
    umbel_decisions all = {0};
    *stood = false;
    if (umbel_str_eq(first, second))
        return UMBEL_FAIL(cx, UMBEL_E_ARG, "both names stand for %.*s; name two actors", UMBEL_ARGS(first));
    if (!d->decided_by.n) return UMBEL_FAIL(cx, UMBEL_E_ARG, "a decision needs somebody who takes it");
    UMBEL_TRY(umbel_ledger_begin(cx, l)); /* what is read here cannot change before the decision is in */
    umbel_status status = umbel_ledger_decisions(cx, l, (umbel_str){0}, &all);
    if (status == UMBEL_OK) status = decide(cx, l, first, second, d, &all, stood);
    umbel_decisions_free(cx, &all);
    return end(cx, l, status);
}

/* ---- undone --------------------------------------------------------------------------------- */

static umbel_status undo(umbel_ctx *cx, umbel_ledger *l, umbel_str id, const umbel_decisions *all, umbel_decision *out,
                         bool *was_undone) {
    const umbel_decision *found = NULL;
    for (size_t i = 0; i < all->n; i++) {
        if (!umbel_str_starts(all->items[i].id, id)) continue;
        if (found)
            return UMBEL_FAIL(cx, UMBEL_E_NOT_FOUND, "several decisions begin with %.*s; write more of it",
                              UMBEL_ARGS(id));
        found = &all->items[i];
    }
    if (!found)
        return UMBEL_FAIL(cx, UMBEL_E_NOT_FOUND, "there is no decision %.*s; 'umbel review' lists them",
                          UMBEL_ARGS(id));
    UMBEL_TRY(keep(cx, found, out));
    *was_undone = out->undone_at.n > 0;
    if (*was_undone) return UMBEL_OK;
    UMBEL_TRY(now(cx, &out->undone_at));
    return umbel_ledger_undo_decision(cx, l, out->id, out->undone_at);
}

umbel_status umbel_undo(umbel_ctx *cx, umbel_ledger *l, umbel_str id, umbel_decision *out, bool *was_undone) {
    umbel_decisions all = {0};
    if (id.n < PREFIX_MIN)
        return UMBEL_FAIL(cx, UMBEL_E_ARG, "write at least %d digits of the decision's id; 'umbel review' lists them",
                          PREFIX_MIN);
    UMBEL_TRY(umbel_ledger_begin(cx, l));
    umbel_status status = umbel_ledger_decisions(cx, l, (umbel_str){0}, &all);
    if (status == UMBEL_OK) status = undo(cx, l, id, &all, out, was_undone);
    umbel_decisions_free(cx, &all);
    return end(cx, l, status);
}
