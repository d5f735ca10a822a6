/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "umbel/identity.h"

#include <string.h>

#include "identity/near.h"
#include "umbel/text.h"

#define ID_MAX 64

struct umbel_identity {
    const umbel_actors *actors;
    umbel_arena arena;
    umbel_intern ids;
    umbel_intern folded;
    uint32_t *actor_of; /* [folded.n] actor, or MANY */
    size_t cap;
    umbel_names *names; /* NULL: only equal names count */
};

struct umbel_identifier {
    const umbel_identity *identity;
    near_finder near;
};

#define MANY UINT32_MAX

static umbel_status add_name(umbel_ctx *cx, umbel_identity *id, const umbel_name *name) {
    uint32_t k, actor = umbel_intern_find(&id->ids, name->actor);
    size_t before = id->folded.n;
    umbel_str folded;
    if (actor == UMBEL_INTERN_NONE || name->kind == UMBEL_NAME_ADJECTIVE || name->kind == UMBEL_NAME_CAPITAL)
        return UMBEL_OK;
    umbel_mark mark = umbel_arena_mark(&cx->scratch);
    umbel_status status = umbel_fold_name(cx, &cx->scratch, name->text, &folded);
    if (status == UMBEL_OK && name->kind == UMBEL_NAME_ACRONYM && umbel_str_words(folded) < 2) {
        umbel_arena_release(cx, &cx->scratch, mark); /* where extraction gave it no actor, it is the text's own */
        return UMBEL_OK;
    }
    if (status == UMBEL_OK) status = umbel_intern_add(cx, &id->folded, folded, &k);
    umbel_arena_release(cx, &cx->scratch, mark);
    if (status == UMBEL_OK)
        status = umbel_reserve(cx, &id->arena, (void *)&id->actor_of, &id->cap, id->folded.n, sizeof(uint32_t));
    UMBEL_TRY(status);
    if (id->folded.n > before)
        id->actor_of[k] = actor;
    else if (id->actor_of[k] != actor)
        id->actor_of[k] = MANY;
    return UMBEL_OK;
}

static umbel_status fill(umbel_ctx *cx, umbel_identity *id, const umbel_actors *actors, const char *data_dir) {
    uint32_t k;
    for (size_t i = 0; i < actors->n_actors; i++) UMBEL_TRY(umbel_intern_add(cx, &id->ids, actors->actors[i].id, &k));
    for (size_t i = 0; i < actors->n_names; i++) UMBEL_TRY(add_name(cx, id, &actors->names[i]));
    if (!data_dir || actors->n_names > UMBEL_NEAR_NAMES_MAX) return UMBEL_OK;
    return umbel_names_build(cx, &id->names, actors, data_dir);
}

umbel_status umbel_identity_new(umbel_ctx *cx, umbel_identity **out, const umbel_actors *actors, const char *data_dir) {
    umbel_identity *id = cx->alloc.resize(cx->alloc.user, NULL, 0, sizeof *id);
    if (!id) return UMBEL_FAIL(cx, UMBEL_E_MEMORY, "no memory for the names");
    memset(id, 0, sizeof *id);
    id->actors = actors;
    umbel_status status = fill(cx, id, actors, data_dir);
    if (status != UMBEL_OK) {
        umbel_identity_free(cx, id);
        return status;
    }
    *out = id;
    return UMBEL_OK;
}

void umbel_identity_free(umbel_ctx *cx, umbel_identity *id) {
    if (!id) return;
    umbel_names_free(cx, id->names);
    umbel_intern_free(cx, &id->ids);
    umbel_intern_free(cx, &id->folded);
    umbel_arena_free(cx, &id->arena);
    cx->alloc.resize(cx->alloc.user, id, sizeof *id, 0);
}

umbel_status umbel_identifier_new(umbel_ctx *cx, umbel_identifier **out, const umbel_identity *identity) {
    umbel_identifier *r = cx->alloc.resize(cx->alloc.user, NULL, 0, sizeof *r);
    if (!r) return UMBEL_FAIL(cx, UMBEL_E_MEMORY, "no memory to look names up");
    memset(r, 0, sizeof *r);
    r->identity = identity;
    r->near = (near_finder){.names = identity->names, .actors = identity->actors, .ids = &identity->ids};
    *out = r;
    return UMBEL_OK;
}

void umbel_identifier_free(umbel_ctx *cx, umbel_identifier *identifier) {
    if (!identifier) return;
    umbel_near_free(cx, &identifier->near);
    cx->alloc.resize(cx->alloc.user, identifier, sizeof *identifier, 0);
}

typedef struct resolver {
    umbel_ctx *cx;
    const umbel_identity *id;
    near_finder *near;
    umbel_reading *reading;
    umbel_actors *found; /* NULL: names that no table has stay without an actor */
    umbel_intern new_ids;
} resolver;

static umbel_status add_found(resolver *r, umbel_str id, umbel_str name, umbel_kind kind) {
    uint32_t k;
    size_t before = r->new_ids.n;
    umbel_actors *t = r->found;
    UMBEL_TRY(umbel_intern_add(r->cx, &r->new_ids, id, &k));
    if (r->new_ids.n == before) return UMBEL_OK;
    UMBEL_TRY(
        umbel_reserve(r->cx, &t->arena, (void *)&t->actors, &t->cap_actors, t->n_actors + 1, sizeof(umbel_actor)));
    UMBEL_TRY(umbel_reserve(r->cx, &t->arena, (void *)&t->names, &t->cap_names, t->n_names + 1, sizeof(umbel_name)));
    umbel_actor actor = {.kind = kind, .source = UMBEL_STR("text")};
    umbel_name n = {.kind = UMBEL_NAME_ALIAS, .source = UMBEL_STR("text")};
    UMBEL_TRY(umbel_str_copy(r->cx, &t->arena, id, &actor.id));
    UMBEL_TRY(umbel_str_copy(r->cx, &t->arena, name, &actor.name));
    n.actor = actor.id;
    n.text = actor.name;
    t->actors[t->n_actors++] = actor;
    t->names[t->n_names++] = n;
    return UMBEL_OK;
}

static bool is_named_kind(umbel_kind kind) {
    return kind == UMBEL_KIND_GROUP || kind == UMBEL_KIND_STATE || kind == UMBEL_KIND_ORGAN ||
           kind == UMBEL_KIND_BODY || kind == UMBEL_KIND_PLACE || kind == UMBEL_KIND_AGREEMENT;
}

/* The id of a name that no table has: "x-karst-brigade". */
static size_t slug(umbel_str folded, char out[ID_MAX]) {
    size_t n = 2;
    memcpy(out, "x-", 2);
    for (size_t i = 0; i < folded.n && n < ID_MAX - 4; i++) {
        char c = folded.p[i];
        if (c == ' ') c = '-';
        out[n++] = c;
    }
    while (n > 2 && ((unsigned char)out[n - 1] & 0xc0) == 0x80 && folded.n + 2 > n) n--; /* no half characters */
    if (n > 2 && (unsigned char)out[n - 1] >= 0xc0) n--;
    return n;
}

static umbel_status make_new(resolver *r, umbel_str folded, umbel_str name, umbel_kind kind, umbel_str *actor) {
    char id[ID_MAX];
    size_t n = slug(folded, id);
    if (!r->found) return UMBEL_OK;
    UMBEL_TRY(umbel_str_copy(r->cx, &r->reading->arena, (umbel_str){id, n}, actor));
    return add_found(r, *actor, name, kind);
}

/* @param score  NULL, or takes p_match where the name is another spelling */
static umbel_status resolve_name(resolver *r, umbel_str name, umbel_kind kind, umbel_str *actor, double *score) {
    umbel_mark mark = umbel_arena_mark(&r->cx->scratch);
    umbel_str folded;
    umbel_status status = umbel_fold_name(r->cx, &r->cx->scratch, name, &folded);
    if (status == UMBEL_OK && folded.n) {
        const umbel_actor *actors = r->id->actors->actors;
        uint32_t k = umbel_intern_find(&r->id->folded, folded);
        near_answer near = {UMBEL_INTERN_NONE, 0};
        if (k == UMBEL_INTERN_NONE) status = umbel_near_find(r->cx, r->near, name, folded, kind, &near);
        if (status == UMBEL_OK && k != UMBEL_INTERN_NONE && r->id->actor_of[k] != MANY && umbel_has_capital(name)) {
            *actor = actors[r->id->actor_of[k]].id;
        } else if (status == UMBEL_OK && near.p_match > 0) {
            *actor = actors[near.actor].id;
            if (score) *score = near.p_match;
        } else if (status == UMBEL_OK) {
            status = make_new(r, folded, name, kind, actor);
        }
    }
    umbel_arena_release(r->cx, &r->cx->scratch, mark);
    return status;
}

static umbel_status resolve_party(resolver *r, umbel_party *p) {
    umbel_str name = p->antecedent.text.n ? p->antecedent.text : p->quote.text;
    if (p->actor.n || !name.n || !is_named_kind(p->kind) || !umbel_has_capital(name)) return UMBEL_OK;
    return resolve_name(r, name, p->kind, &p->actor, NULL);
}

umbel_status umbel_identity_resolve(umbel_ctx *cx, umbel_identifier *identifier, umbel_reading *reading,
                                    umbel_actors *found) {
    resolver r = {.cx = cx, .id = identifier->identity, .near = &identifier->near, .reading = reading, .found = found};
    umbel_status status = UMBEL_OK;
    uint32_t k;
    for (size_t i = 0; status == UMBEL_OK && found && i < found->n_actors; i++)
        status = umbel_intern_add(cx, &r.new_ids, found->actors[i].id, &k);
    for (size_t i = 0; status == UMBEL_OK && i < reading->n_statements; i++) {
        status = resolve_party(&r, &reading->statements[i].subject);
        if (status == UMBEL_OK) status = resolve_party(&r, &reading->statements[i].object);
    }
    for (size_t i = 0; status == UMBEL_OK && i < reading->n_mentions; i++) {
        umbel_mention *m = &reading->mentions[i];
        if (!m->actor.n && is_named_kind(m->kind))
            status = resolve_name(&r, m->quote.text, m->kind, &m->actor, &m->score);
    }
    umbel_intern_free(cx, &r.new_ids);
    return status;
}
