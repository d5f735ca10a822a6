/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* The names of a ledger, made to be looked up, and what stands on lists behind them. */
#include <string.h>

#include "base/intern.h"
#include "umbel/app.h"

#define PARTS_BYTES 1000 /* of lists or references, from which no more are told: a ledger may hold any number */

struct umbel_name_book {
    umbel_arena arena;
    umbel_names *names;
    umbel_intern ids; /* of the listings, in their order */
    umbel_listing *listings;
    size_t n_listings, cap_listings;
};

typedef struct collector {
    umbel_name_book *book;
    const umbel_book_options *options;
    umbel_actors actors; /* only names */
    umbel_str own, id;   /* as the ledger has it; what its names count for. Ids come in order: one copy for all names */
} collector;

static umbel_status listing_of(umbel_ctx *cx, umbel_name_book *book, umbel_str id, umbel_listing **out) {
    uint32_t k;
    size_t before = book->ids.n;
    UMBEL_TRY(umbel_intern_add(cx, &book->ids, id, &k));
    if (book->ids.n > before) {
        UMBEL_TRY(umbel_reserve(cx, &book->arena, (void *)&book->listings, &book->cap_listings, book->n_listings + 1,
                                sizeof **out));
        UMBEL_TRY(umbel_str_copy(cx, &book->arena, id, &book->listings[book->n_listings].id));
        book->n_listings++;
    }
    *out = &book->listings[k];
    return UMBEL_OK;
}

static bool has_part(umbel_str parts, umbel_str part) {
    for (size_t at; (at = umbel_str_find(parts, part)) != SIZE_MAX;) {
        umbel_str before = {parts.p, at}, behind = {parts.p + at + part.n, parts.n - at - part.n};
        if ((at == 0 || umbel_str_ends(before, UMBEL_STR("; "))) &&
            (behind.n == 0 || umbel_str_starts(behind, UMBEL_STR("; "))))
            return true;
        parts = (umbel_str){parts.p + at + 1, parts.n - at - 1};
    }
    return false;
}

/* Adds to a list with "; " between, once. */
static umbel_status add_part(umbel_ctx *cx, umbel_arena *arena, umbel_str *parts, umbel_str part) {
    if (part.n == 0 || parts->n > PARTS_BYTES || has_part(*parts, part)) return UMBEL_OK;
    if (parts->n == 0) return umbel_str_copy(cx, arena, part, parts);
    return umbel_str_format(cx, arena, parts, "%.*s; %.*s", UMBEL_ARGS(*parts), UMBEL_ARGS(part));
}

static umbel_status add_listing(umbel_ctx *cx, umbel_name_book *book, umbel_listing *l, umbel_str list,
                                umbel_str reference, const umbel_date *from) {
    UMBEL_TRY(add_part(cx, &book->arena, &l->list, list));
    UMBEL_TRY(add_part(cx, &book->arena, &l->reference, reference));
    bool said = from->precision != UMBEL_PRECISION_UNKNOWN;
    if (said && (l->from.precision == UMBEL_PRECISION_UNKNOWN || from->t_first < l->from.t_first)) l->from = *from;
    return UMBEL_OK;
}

static umbel_str standing(const collector *c, umbel_str id) {
    return c->options->sameness ? umbel_sameness_of(c->options->sameness, id) : id;
}

static umbel_status take_designations(umbel_ctx *cx, collector *c, umbel_ledger *ledger) {
    umbel_designations all = {0};
    umbel_status status = umbel_ledger_designations(cx, ledger, (umbel_str){0}, &all);
    umbel_mark mark = umbel_arena_mark(&cx->scratch);
    for (size_t i = 0; status == UMBEL_OK && i < all.n; i++) {
        const umbel_designation *d = &all.items[i];
        umbel_listing *l;
        umbel_str label;
        if (!umbel_interval_may_hold(&d->listed, &c->options->at)) continue;
        status = umbel_str_format(cx, &cx->scratch, &label, "%.*s%s%.*s", UMBEL_ARGS(d->authority),
                                  d->list.n ? ", " : "", UMBEL_ARGS(d->list));
        if (status == UMBEL_OK) status = listing_of(cx, c->book, standing(c, d->actor), &l);
        if (status == UMBEL_OK) status = add_listing(cx, c->book, l, label, d->reference, &d->listed.from);
    }
    umbel_arena_release(cx, &cx->scratch, mark);
    umbel_designations_free(cx, &all);
    return status;
}

static umbel_status take_person(umbel_ctx *cx, collector *c, const umbel_indexed_name *n) {
    umbel_listing *l;
    UMBEL_TRY(listing_of(cx, c->book, n->id, &l));
    l->is_person = true;
    if (l->name.n == 0 || umbel_str_eq(n->kind, UMBEL_STR("primary")))
        UMBEL_TRY(umbel_str_copy(cx, &c->book->arena, n->text, &l->name));
    return add_listing(cx, c->book, l, n->list, n->reference, &n->listed.from);
}

static umbel_name_kind kind_of(const umbel_indexed_name *n) {
    umbel_name_kind kind;
    if (!n->is_person) return umbel_name_kind_parse(n->kind, &kind) ? kind : UMBEL_NAME_ALIAS;
    if (umbel_str_eq(n->kind, UMBEL_STR("primary"))) return UMBEL_NAME_OFFICIAL;
    return umbel_str_eq(n->kind, UMBEL_STR("f.k.a.")) ? UMBEL_NAME_FORMER : UMBEL_NAME_ALIAS;
}

static umbel_status take_name(void *user, umbel_ctx *cx, const umbel_indexed_name *n) {
    collector *c = user;
    umbel_actors *a = &c->actors;
    umbel_name name = {.kind = kind_of(n), .when = n->when};
    if (n->is_person && (c->options->without_persons || !umbel_interval_may_hold(&n->listed, &c->options->at)))
        return UMBEL_OK;
    if (n->is_person) UMBEL_TRY(take_person(cx, c, n));
    if (!umbel_str_eq(n->id, c->own)) {
        umbel_str id = n->is_person ? n->id : standing(c, n->id);
        UMBEL_TRY(umbel_str_copy(cx, &a->arena, n->id, &c->own));
        UMBEL_TRY(umbel_str_copy(cx, &a->arena, id, &c->id));
    }
    if (c->options->listed_only && !umbel_name_book_listing(c->book, c->id)) return UMBEL_OK;
    name.actor = c->id;
    UMBEL_TRY(umbel_str_copy(cx, &a->arena, n->text, &name.text));
    UMBEL_TRY(umbel_str_copy(cx, &a->arena, n->language, &name.language));
    UMBEL_TRY(umbel_reserve(cx, &a->arena, (void *)&a->names, &a->cap_names, a->n_names + 1, sizeof name));
    a->names[a->n_names++] = name;
    return a->n_names % 1024 ? UMBEL_OK : umbel_ctx_poll(cx);
}

umbel_status umbel_app_names(umbel_ctx *cx, umbel_name_book **out, umbel_ledger *ledger,
                             const umbel_book_options *options) {
    umbel_name_book *book = cx->alloc.resize(cx->alloc.user, NULL, 0, sizeof *book);
    *out = NULL;
    if (!book) return UMBEL_FAIL(cx, UMBEL_E_MEMORY, "no memory for the names of the ledger");
    memset(book, 0, sizeof *book);
    collector c = {.book = book, .options = options};
    umbel_status status = take_designations(cx, &c, ledger);
    if (status == UMBEL_OK) status = umbel_ledger_each_name(cx, ledger, take_name, &c);
    if (status == UMBEL_OK) status = umbel_names_build(cx, &book->names, &c.actors, options->data_dir);
    umbel_actors_free(cx, &c.actors);
    if (status == UMBEL_OK)
        *out = book;
    else
        umbel_name_book_free(cx, book);
    return status;
}

void umbel_name_book_free(umbel_ctx *cx, umbel_name_book *book) {
    if (!book) return;
    umbel_names_free(cx, book->names);
    umbel_intern_free(cx, &book->ids);
    umbel_arena_free(cx, &book->arena);
    cx->alloc.resize(cx->alloc.user, book, sizeof *book, 0);
}

const umbel_names *umbel_name_book_names(const umbel_name_book *book) { return book->names; }

const umbel_listing *umbel_name_book_listing(const umbel_name_book *book, umbel_str id) {
    uint32_t k = umbel_intern_find(&book->ids, id);
    return k == UMBEL_INTERN_NONE ? NULL : &book->listings[k];
}
