/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "identity/name_find.h"

#include <stdlib.h>
#include <string.h>

#define FIND_BUDGET    150000 /* rows looked at for one form */
#define COMMON_ROWS    5000
#define ENOUGH_ROWS    1000
#define RANK_WORTH     0.004F
#define KEYS_MAX       512
#define NEIGHBOURS_MAX 48 /* other spellings of one word */
#define SLIP_WORTH     0.6F
#define JOINED_WORTH   0.9F
#define ACRONYM_BITS   4.0F /* a letter of an acronym */
#define ACRONYM_ROWS   4096

typedef struct search_key {
    const uint8_t *at, *end;
    size_t n; /* rows */
    float worth;
    bool initials;
} search_key;

typedef struct search {
    name_finder *f;
    const name_form *form;
    search_key keys[KEYS_MAX];
    size_t n_keys;
    float bits; /* of the form */
} search;

umbel_status umbel_finder_begin(umbel_ctx *cx, name_finder *f, const name_index *index, const name_words *words) {
    f->index = index;
    f->words = words;
    f->worth = UMBEL_NEW(cx, &f->arena, float, index->h->n_rows + 1);
    f->touched = UMBEL_NEW(cx, &f->arena, uint32_t, index->h->n_rows + 1);
    f->bits = UMBEL_NEW(cx, &f->arena, uint16_t, index->h->n_rows + 1);
    if (!f->worth || !f->touched || !f->bits) return cx->err.code;
    for (uint32_t i = 0; i < index->h->n_rows; i++) f->bits[i] = index->rows[i].bits;
    return UMBEL_OK;
}

void umbel_finder_end(umbel_ctx *cx, name_finder *f) { umbel_arena_free(cx, &f->arena); }

static void add_key(search *s, uint64_t hash, float worth, bool initials) {
    search_key *k = &s->keys[s->n_keys];
    if (s->n_keys == KEYS_MAX || worth <= 0) return;
    k->n = umbel_index_rows(s->f->index, hash, &k->at, &k->end);
    k->worth = worth;
    k->initials = initials;
    if (k->n) s->n_keys++;
}

/* Skeletons of the index that differ from s by the letter left out of `less`. */
static void add_neighbours(search *s, umbel_str less, umbel_str own, float worth, size_t *n_found) {
    const name_index *x = s->f->index;
    uint64_t hash = umbel_key_hash(KEY_LESS, less);
    uint32_t mask = x->h->n_neighbour_slots - 1, i = (uint32_t)hash & mask;
    for (uint32_t n = 0; n <= mask && x->neighbours[i].place && *n_found < NEIGHBOURS_MAX; n++, i = (i + 1) & mask) {
        uint32_t k = x->neighbours[i].place - 1;
        if (x->neighbours[i].tag != (uint32_t)(hash >> 32) || k >= x->h->n_skeletons) continue;
        umbel_str other = {x->skeletons[k].letters,
                           x->skeletons[k].n < SKELETON_BYTES ? x->skeletons[k].n : SKELETON_BYTES};
        if (umbel_str_eq(other, own)) continue;
        add_key(s, umbel_key_hash(KEY_SKELETON, other), worth, false);
        ++*n_found;
    }
}

static void add_slips(search *s, const name_token *t, float worth) {
    umbel_str own = umbel_token_skeleton_of(t);
    size_t n_found = 0;
    if (own.n + 1 >= NEIGHBOUR_LEAST) add_neighbours(s, own, own, worth, &n_found);
    for (size_t i = 0; own.n >= NEIGHBOUR_LEAST && i < own.n; i++) {
        char letters[SKELETON_BYTES];
        umbel_str less = umbel_skeleton_less(own, i, letters);
        if (less.n == 0) continue;
        add_key(s, umbel_key_hash(KEY_SKELETON, less), worth, false);
        add_neighbours(s, less, own, worth, &n_found);
    }
}

static void collect_keys(search *s) {
    const name_form *q = s->form;
    for (size_t i = 0; i < q->n_tokens; i++) {
        const name_token *t = &q->tokens[i];
        float skeleton = (float)t->skeleton_bits / BITS_SCALE, concept = (float)t->concept_bits / BITS_SCALE;
        s->bits += (float)t->text_bits / BITS_SCALE;
        for (int c = 0; c < CONCEPTS_A_WORD && t->concepts[c] != NO_CONCEPT; c++)
            add_key(s, umbel_key_hash(KEY_CONCEPT, (umbel_str){(const char *)&t->concepts[c], sizeof t->concepts[c]}),
                    concept, false);
        if (t->n_skeleton && !(t->flags & TOKEN_SURE_CONCEPT))
            add_key(s, umbel_key_hash(KEY_SKELETON, umbel_token_skeleton_of(t)), skeleton, false);
        if (!(t->flags & TOKEN_SURE_CONCEPT) && t->kind != WORD_NUMBER) add_slips(s, t, SLIP_WORTH * skeleton);
        if (i + 1 < q->n_tokens) {
            name_token joined;
            umbel_token_join(s->f->words, t, t + 1, &joined);
            float bits = JOINED_WORTH * (float)joined.skeleton_bits / BITS_SCALE;
            if (joined.n_skeleton >= 3)
                add_key(s, umbel_key_hash(KEY_SKELETON, umbel_token_skeleton_of(&joined)), bits, false);
        }
    }
    umbel_str initials[2];
    size_t n = umbel_form_initials(q, initials);
    for (size_t i = 0; i < n; i++)
        add_key(s, umbel_key_hash(KEY_INITIALS, initials[i]), ACRONYM_BITS * (float)initials[i].n, true);
}

static int by_rows(const void *a, const void *b) {
    const search_key *x = a, *y = b;
    if (x->n != y->n) return x->n < y->n ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

static void touch(name_finder *f, uint32_t row, float worth) {
    if (f->worth[row] == 0) f->touched[f->n_touched++] = row;
    f->worth[row] += worth;
}

/* An acronym is looked for among whole names, a whole name among acronyms. */
static bool may_spell(const search *s, uint32_t row) {
    const index_row *r = &s->f->index->rows[row];
    return s->form->acronym ? !r->acronym || s->form->n_tokens == r->n_tokens : r->acronym;
}

/* Where rarer words have found enough rows, a common word speaks for these alone (`known`): what has nothing but common
 * words of the name is not among the best. */
static void walk(search *s, const search_key *k, bool known) {
    name_finder *f = s->f;
    const uint8_t *at = k->at;
    uint32_t row = 0;
    size_t n = k->initials && k->n > ACRONYM_ROWS ? ACRONYM_ROWS : k->n;
    for (size_t i = 0; i < n && at < k->end; i++) {
        row += umbel_varint(&at, k->end);
        if (row >= f->index->h->n_rows) return;
        float worth = k->worth;
        if (known && f->worth[row] == 0) continue;
        if (k->initials) {
            if (!may_spell(s, row)) continue;
            /* letters say little beside a long name: the longer it is, the more they are given */
            float own = (float)f->bits[row] / BITS_SCALE;
            worth += 0.25F * (own > s->bits ? own : s->bits);
        }
        touch(f, row, worth);
    }
}

typedef struct ranked {
    float rank;
    uint32_t row;
} ranked;

static bool is_lower(const ranked *a, const ranked *b) {
    return a->rank != b->rank ? a->rank < b->rank : a->row > b->row;
}

/* The share of both names' words that was found, and a little for how much that is. */
static float rank_of(const search *s, float worth, float own) {
    float both = s->bits + own - worth;
    return worth / (both > worth ? both : worth) + RANK_WORTH * worth;
}

/* The best rows, kept in a heap with the lowest on top. */
static void keep_best(search *s) {
    name_finder *f = s->f;
    ranked heap[SHORTLIST];
    size_t n = 0;
    for (size_t i = 0; i < f->n_touched; i++) {
        uint32_t row = f->touched[i];
        float worth = f->worth[row];
        f->worth[row] = 0;
        /* no row ranks higher than one that has no words but those found: most need not be looked at */
        if (n == SHORTLIST && rank_of(s, worth, 0) < heap[0].rank) continue;
        ranked r = {rank_of(s, worth, (float)f->bits[row] / BITS_SCALE), row};
        if (n == SHORTLIST && !is_lower(&heap[0], &r)) continue;
        size_t at;
        if (n < SHORTLIST) {
            for (at = n++; at && is_lower(&r, &heap[(at - 1) / 2]); at = (at - 1) / 2) heap[at] = heap[(at - 1) / 2];
        } else {
            at = 0;
            for (size_t c; (c = 2 * at + 1) < n; at = c) {
                if (c + 1 < n && is_lower(&heap[c + 1], &heap[c])) c++;
                if (!is_lower(&heap[c], &r)) break;
                heap[at] = heap[c];
            }
        }
        heap[at] = r;
    }
    f->n_touched = 0;
    f->n_list = n;
    for (size_t i = 0; i < n; i++) f->list[i] = heap[i].row;
}

umbel_status umbel_find_rows(umbel_ctx *cx, name_finder *f, const name_form *form) {
    umbel_mark mark = umbel_arena_mark(&cx->scratch);
    search *s = UMBEL_NEW(cx, &cx->scratch, search, 1);
    if (!s) return cx->err.code;
    size_t budget = FIND_BUDGET;
    s->f = f;
    s->form = form;
    collect_keys(s);
    qsort(s->keys, s->n_keys, sizeof *s->keys, by_rows);
    for (size_t i = 0; i < s->n_keys; i++) {
        if (s->keys[i].n > budget && f->n_touched) break;
        const search_key *k = &s->keys[i];
        walk(s, k, k->n > COMMON_ROWS && f->n_touched > ENOUGH_ROWS && !k->initials);
        budget -= s->keys[i].n < budget ? s->keys[i].n : budget;
    }
    keep_best(s);
    umbel_arena_release(cx, &cx->scratch, mark);
    return UMBEL_OK;
}
