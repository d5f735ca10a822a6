/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "identity/name_facts.h"

#include <string.h>

#include "base/tsv.h"
#include "umbel/read.h"
#include "umbel/text.h"

#define PAIR_BYTES 256

static umbel_str pair_key(umbel_str a, umbel_str b, char out[PAIR_BYTES]) {
    int n = snprintf(out, PAIR_BYTES, "%.*s\t%.*s", UMBEL_ARGS(a), UMBEL_ARGS(b));
    return (umbel_str){out, n < PAIR_BYTES ? (size_t)n : PAIR_BYTES - 1};
}

static umbel_status apart_row(void *user, umbel_ctx *cx, const umbel_str *cells, size_t line, const char *path) {
    name_facts *f = user;
    char key[PAIR_BYTES];
    uint32_t k;
    for (int i = 0; i < 2; i++)
        if (umbel_intern_find(&f->ids, cells[i]) == UMBEL_INTERN_NONE)
            return UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, line, path, "actors.tsv has no actor \"%.*s\"",
                                 UMBEL_ARGS(cells[i]));
    UMBEL_TRY(umbel_intern_add(cx, &f->apart, pair_key(cells[0], cells[1], key), &k));
    return umbel_intern_add(cx, &f->apart, pair_key(cells[1], cells[0], key), &k);
}

static umbel_status add_name(umbel_ctx *cx, name_facts *f, uint32_t i) {
    umbel_mark mark = umbel_arena_mark(&cx->scratch);
    umbel_str folded;
    uint32_t k, actor = umbel_intern_find(&f->ids, f->table.names[i].actor);
    umbel_status status = umbel_fold_name(cx, &cx->scratch, f->table.names[i].text, &folded);
    if (status == UMBEL_OK) status = umbel_intern_add(cx, &f->folded, folded, &k);
    umbel_arena_release(cx, &cx->scratch, mark);
    if (status == UMBEL_OK)
        status = umbel_reserve(cx, &f->arena, (void *)&f->first_name, &f->cap_first, f->folded.n, sizeof(uint32_t));
    UMBEL_TRY(status);
    f->next_name[i] = f->first_name[k];
    f->first_name[k] = i + 1;
    if (actor != UMBEL_INTERN_NONE) {
        f->next_of[i] = f->names_of[actor];
        f->names_of[actor] = i + 1;
    }
    return UMBEL_OK;
}

umbel_status umbel_name_facts_open(umbel_ctx *cx, name_facts *f, const char *data_dir) {
    char path[4096];
    uint32_t k;
    snprintf(path, sizeof path, "%s/actors.tsv", data_dir);
    UMBEL_TRY(umbel_read_actors(cx, path, &f->table));
    snprintf(path, sizeof path, "%s/names.tsv", data_dir);
    UMBEL_TRY(umbel_read_names(cx, path, &f->table));
    f->next_name = UMBEL_NEW(cx, &f->arena, uint32_t, f->table.n_names);
    f->next_of = UMBEL_NEW(cx, &f->arena, uint32_t, f->table.n_names);
    f->names_of = UMBEL_NEW(cx, &f->arena, uint32_t, f->table.n_actors);
    if (!f->next_name || !f->next_of || !f->names_of) return cx->err.code;
    for (size_t i = 0; i < f->table.n_actors; i++) UMBEL_TRY(umbel_intern_add(cx, &f->ids, f->table.actors[i].id, &k));
    for (uint32_t i = (uint32_t)f->table.n_names; i-- > 0;)
        UMBEL_TRY(add_name(cx, f, i)); /* chains in the table's order */
    snprintf(path, sizeof path, "%s/apart.tsv", data_dir);
    return umbel_table_read(cx, path, "actor\tother\twhy\tsource", apart_row, f);
}

void umbel_name_facts_free(umbel_ctx *cx, name_facts *f) {
    umbel_actors_free(cx, &f->table);
    umbel_intern_free(cx, &f->ids);
    umbel_intern_free(cx, &f->folded);
    umbel_intern_free(cx, &f->apart);
    umbel_arena_free(cx, &f->arena);
}

static bool names_it(umbel_name_kind kind) {
    return kind != UMBEL_NAME_LABEL && kind != UMBEL_NAME_ADJECTIVE && kind != UMBEL_NAME_CAPITAL;
}

uint32_t umbel_fact_actor(const name_facts *f, umbel_str folded) {
    uint32_t k = umbel_intern_find(&f->folded, folded), actor = UMBEL_INTERN_NONE;
    for (uint32_t i = k == UMBEL_INTERN_NONE ? 0 : f->first_name[k]; i; i = f->next_name[i - 1]) {
        if (!names_it(f->table.names[i - 1].kind)) continue;
        uint32_t own = umbel_intern_find(&f->ids, f->table.names[i - 1].actor);
        if (actor != UMBEL_INTERN_NONE && own != actor) return UMBEL_INTERN_NONE;
        actor = own;
    }
    return actor;
}

/* The reference of an actor on the UN list; empty where it has none. */
static umbel_str un_reference(const umbel_actor *actor) {
    umbel_str rest = actor->refs, ref;
    while (umbel_str_cut(&rest, ' ', &ref))
        if (umbel_str_starts(ref, UMBEL_STR("un:"))) return ref;
    return (umbel_str){0};
}

bool umbel_fact_apart(const name_facts *f, uint32_t a, uint32_t b) {
    char key[PAIR_BYTES];
    if (a == b || a == UMBEL_INTERN_NONE || b == UMBEL_INTERN_NONE) return false;
    const umbel_actor *x = &f->table.actors[a], *y = &f->table.actors[b];
    umbel_str own = un_reference(x), other = un_reference(y);
    if (own.n && other.n && !umbel_str_eq(own, other)) return true;
    return umbel_intern_find(&f->apart, pair_key(x->id, y->id, key)) != UMBEL_INTERN_NONE;
}

const umbel_name *umbel_fact_label(const name_facts *f, umbel_str folded, const umbel_date *date, uint32_t *at) {
    uint32_t k = umbel_intern_find(&f->folded, folded);
    if (k == UMBEL_INTERN_NONE) return NULL;
    for (uint32_t i = *at ? f->next_name[*at - 1] : f->first_name[k]; i; i = f->next_name[i - 1]) {
        const umbel_name *name = &f->table.names[i - 1];
        if (name->kind != UMBEL_NAME_LABEL || !umbel_interval_may_hold(&name->when, date)) continue;
        *at = i;
        return name;
    }
    return NULL;
}
