/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Actors that are one by decision: a forest whose roots stand for their trees. Each branch remembers the decision that
 * made it, so that a contradiction can name what stands against it. */
#include <stdlib.h>
#include <string.h>

#include "base/intern.h"
#include "umbel/identity.h"

typedef struct pair {
    uint32_t first, second;         /* numbers of the actors */
    const umbel_decision *decision; /* in their order */
} pair;

struct umbel_sameness {
    umbel_arena arena;
    umbel_intern ids;
    uint32_t *root;            /* [ids.n] who stands for the actor; kept short while joining, exact once built */
    uint32_t *parent;          /* [ids.n] the root it was joined to, itself for a root */
    const umbel_decision **by; /* [ids.n] the decision that joined it to its parent */
    pair *apart;               /* what `different` decisions keep apart */
    size_t n_apart, cap_apart;
};

static uint32_t root_of(umbel_sameness *s, uint32_t k) {
    while (s->root[k] != k) {
        s->root[k] = s->root[s->root[k]];
        k = s->root[k];
    }
    return k;
}

/* The `different` decision between two trees, NULL where none is. */
static const umbel_decision *kept_apart(const umbel_sameness *s, const uint32_t *root, uint32_t a, uint32_t b) {
    for (size_t i = 0; i < s->n_apart; i++) {
        uint32_t x = s->apart[i].first, y = s->apart[i].second;
        while (root[x] != x) x = root[x];
        while (root[y] != y) y = root[y];
        if ((x == a && y == b) || (x == b && y == a)) return s->apart[i].decision;
    }
    return NULL;
}

static bool stands(const umbel_decision *d, umbel_verdict verdict, umbel_str *first, umbel_str *second) {
    return d->verdict == verdict && !d->undone_at.n && umbel_str_eq(d->what, UMBEL_STR("actor")) &&
           umbel_decision_pair(d, first, second) && !umbel_str_eq(*first, *second);
}

/* Numbers all actors and notes what is kept apart. */
static umbel_status take_all(umbel_ctx *cx, umbel_sameness *s, const umbel_decisions *decisions) {
    umbel_str first, second;
    uint32_t a, b;
    for (size_t i = 0; i < decisions->n; i++) {
        const umbel_decision *d = &decisions->items[i];
        bool apart = stands(d, UMBEL_VERDICT_DIFFERENT, &first, &second);
        if (!apart && !stands(d, UMBEL_VERDICT_SAME, &first, &second)) continue;
        UMBEL_TRY(umbel_intern_add(cx, &s->ids, first, &a));
        UMBEL_TRY(umbel_intern_add(cx, &s->ids, second, &b));
        if (!apart) continue;
        UMBEL_TRY(umbel_reserve(cx, &s->arena, (void *)&s->apart, &s->cap_apart, s->n_apart + 1, sizeof *s->apart));
        s->apart[s->n_apart++] = (pair){a, b, d};
    }
    return UMBEL_OK;
}

static umbel_status join_all(umbel_ctx *cx, umbel_sameness *s, const umbel_decisions *decisions) {
    umbel_str first, second;
    s->root = UMBEL_NEW(cx, &s->arena, uint32_t, s->ids.n);
    s->parent = UMBEL_NEW(cx, &s->arena, uint32_t, s->ids.n);
    s->by = UMBEL_NEW(cx, &s->arena, const umbel_decision *, s->ids.n);
    if (!s->root || !s->parent || !s->by) return cx->err.code;
    for (uint32_t k = 0; k < s->ids.n; k++) s->root[k] = s->parent[k] = k;
    for (size_t i = 0; i < decisions->n; i++) {
        const umbel_decision *d = &decisions->items[i];
        UMBEL_TRY(umbel_ctx_poll(cx));
        if (!stands(d, UMBEL_VERDICT_SAME, &first, &second)) continue;
        uint32_t a = root_of(s, umbel_intern_find(&s->ids, first)), b = root_of(s, umbel_intern_find(&s->ids, second));
        if (a == b || kept_apart(s, s->root, a, b)) continue;
        s->root[b] = s->parent[b] = a;
        s->by[b] = d;
    }
    for (uint32_t k = 0; k < s->ids.n; k++) s->root[k] = root_of(s, k);
    return UMBEL_OK;
}

umbel_status umbel_sameness_new(umbel_ctx *cx, umbel_sameness **out, const umbel_decisions *decisions) {
    *out = NULL;
    umbel_sameness *s = cx->alloc.resize(cx->alloc.user, NULL, 0, sizeof *s);
    if (!s) return UMBEL_FAIL(cx, UMBEL_E_MEMORY, "no memory for the decisions");
    memset(s, 0, sizeof *s);
    umbel_status status = take_all(cx, s, decisions);
    if (status == UMBEL_OK) status = join_all(cx, s, decisions);
    if (status != UMBEL_OK) {
        umbel_sameness_free(cx, s);
        return status;
    }
    *out = s;
    return UMBEL_OK;
}

void umbel_sameness_free(umbel_ctx *cx, umbel_sameness *s) {
    if (!s) return;
    umbel_intern_free(cx, &s->ids);
    umbel_arena_free(cx, &s->arena);
    cx->alloc.resize(cx->alloc.user, s, sizeof *s, 0);
}

umbel_str umbel_sameness_of(const umbel_sameness *s, umbel_str actor) {
    uint32_t k = umbel_intern_find(&s->ids, actor);
    return k == UMBEL_INTERN_NONE || s->root[k] == k ? actor : s->ids.strings[s->root[k]];
}

umbel_status umbel_sameness_members(umbel_ctx *cx, const umbel_sameness *s, umbel_str actor, umbel_arena *arena,
                                    umbel_str *ids) {
    uint32_t k = umbel_intern_find(&s->ids, actor), root = k == UMBEL_INTERN_NONE ? k : s->root[k];
    umbel_buf all = {0};
    umbel_status status = umbel_buf_add(cx, &all, umbel_sameness_of(s, actor));
    for (uint32_t i = 0; status == UMBEL_OK && root != UMBEL_INTERN_NONE && i < s->ids.n; i++) {
        if (i == root || s->root[i] != root) continue;
        status = umbel_buf_byte(cx, &all, '\t');
        if (status == UMBEL_OK) status = umbel_buf_add(cx, &all, s->ids.strings[i]);
    }
    if (status == UMBEL_OK) status = umbel_str_copy(cx, arena, umbel_buf_str(&all), ids);
    umbel_buf_free(cx, &all);
    return status;
}

static size_t depth_of(const umbel_sameness *s, uint32_t k) {
    size_t depth = 0;
    for (; s->parent[k] != k; k = s->parent[k]) depth++;
    return depth;
}

/* The last decision on the way between two actors of one tree: the one that joined them. Decisions lie in one array in
 * their order, so the later one has the greater address. */
static const umbel_decision *joined_by(const umbel_sameness *s, uint32_t a, uint32_t b) {
    const umbel_decision *last = NULL;
    size_t da = depth_of(s, a), db = depth_of(s, b);
    while (a != b) {
        uint32_t *deeper = da >= db ? &a : &b;
        if (!last || s->by[*deeper] > last) last = s->by[*deeper];
        *deeper = s->parent[*deeper];
        --*(da >= db ? &da : &db);
    }
    return last;
}

const umbel_decision *umbel_sameness_against(const umbel_sameness *s, umbel_verdict verdict, umbel_str first,
                                             umbel_str second) {
    uint32_t a = umbel_intern_find(&s->ids, first), b = umbel_intern_find(&s->ids, second);
    if (a == UMBEL_INTERN_NONE || b == UMBEL_INTERN_NONE) return NULL;
    if (verdict == UMBEL_VERDICT_SAME) return kept_apart(s, s->root, s->root[a], s->root[b]);
    return verdict == UMBEL_VERDICT_DIFFERENT && s->root[a] == s->root[b] ? joined_by(s, a, b) : NULL;
}

/* ---- applied to evidence -------------------------------------------------------------------- */

typedef struct renamer {
    const umbel_sameness *s;
    umbel_str *names; /* [ids.n] who stands for each, with the evidence's lifetime */
} renamer;

/* Gives the actor the id of the one that stands for it; true where that is another. */
static bool rename_actor(const renamer *r, umbel_str *actor) {
    uint32_t k = actor->n ? umbel_intern_find(&r->s->ids, *actor) : UMBEL_INTERN_NONE;
    if (k == UMBEL_INTERN_NONE || r->s->root[k] == k) return false;
    *actor = r->names[r->s->root[k]];
    return true;
}

/* The order in which a ledger gives names. */
static int by_actor(const void *pa, const void *pb) {
    const umbel_name *a = pa, *b = pb;
    int d = umbel_str_cmp(a->actor, b->actor);
    if (!d) d = strcmp(umbel_name_kind_name(a->kind), umbel_name_kind_name(b->kind));
    if (!d) d = umbel_str_cmp(a->text, b->text);
    return d ? d : umbel_str_cmp(a->source, b->source);
}

/* Names in order again, each once. */
static void rename_names(const renamer *r, umbel_evidence *e) {
    size_t n = 0;
    for (size_t i = 0; i < e->n_names; i++) rename_actor(r, &e->names[i].actor);
    if (e->n_names) qsort(e->names, e->n_names, sizeof *e->names, by_actor);
    for (size_t i = 0; i < e->n_names; i++) {
        const umbel_name *name = &e->names[i], *last = n ? &e->names[n - 1] : NULL;
        if (last && last->kind == name->kind && umbel_str_eq(last->text, name->text) &&
            umbel_str_eq(last->actor, name->actor))
            continue;
        e->names[n++] = *name;
    }
    e->n_names = n;
}

umbel_status umbel_sameness_apply(umbel_ctx *cx, const umbel_sameness *s, umbel_evidence *e) {
    renamer r = {s, NULL};
    bool any = false;
    size_t n = 0;
    umbel_mark mark = umbel_arena_mark(&cx->scratch);
    r.names = UMBEL_NEW(cx, &cx->scratch, umbel_str, s->ids.n);
    umbel_status status = r.names ? UMBEL_OK : cx->err.code;
    for (uint32_t k = 0; status == UMBEL_OK && k < s->ids.n; k++) {
        uint32_t root = s->root[k];
        any = any || root != k;
        if (root != k && !r.names[root].p) status = umbel_str_copy(cx, &e->arena, s->ids.strings[root], &r.names[root]);
    }
    for (size_t i = 0; status == UMBEL_OK && any && i < e->n_statements; i++) {
        umbel_statement *st = &e->statements[i];
        rename_actor(&r, &st->subject.actor);
        rename_actor(&r, &st->object.actor);
        rename_actor(&r, &st->against.actor);
        rename_actor(&r, &st->place.actor);
        rename_actor(&r, &st->speaker.actor);
    }
    for (size_t i = 0; status == UMBEL_OK && any && i < e->n_actors; i++) {
        umbel_str id = e->actors[i].id;
        if (!rename_actor(&r, &id)) e->actors[n++] = e->actors[i];
    }
    if (status == UMBEL_OK && any) {
        e->n_actors = n;
        rename_names(&r, e);
    }
    umbel_arena_release(cx, &cx->scratch, mark);
    return status;
}
