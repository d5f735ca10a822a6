/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "identity/name_index.h"

uint64_t umbel_key_hash(char kind, umbel_str letters) {
    uint64_t h = umbel_hash(letters) ^ (uint64_t)(unsigned char)kind * 0x9e3779b97f4a7c15u;
    h ^= h >> 31;
    h *= 0xbf58476d1ce4e5b9u;
    return h ^ h >> 29;
}

size_t umbel_form_initials(const name_form *form, umbel_str out[2]) {
    umbel_str narrow = {form->initials, form->n_initials}, wide = {form->wide, form->n_wide};
    size_t n = 0;
    if (form->acronym) narrow = umbel_token_text_of(&form->tokens[0]);
    if (narrow.n >= 2) out[n++] = narrow;
    if (!form->acronym && wide.n >= 2 && !umbel_str_eq(narrow, wide)) out[n++] = wide;
    return n;
}

umbel_str umbel_skeleton_less(umbel_str skeleton, size_t i, char out[SKELETON_BYTES]) {
    if (i && skeleton.p[i] == skeleton.p[i - 1]) return (umbel_str){0};
    memcpy(out, skeleton.p, i);
    memcpy(out + i, skeleton.p + i + 1, skeleton.n - i - 1);
    return (umbel_str){out, skeleton.n - 1};
}

umbel_status umbel_form_keys(umbel_ctx *cx, const name_words *words, const name_form *form, key_sink *sink,
                             void *user) {
    for (size_t i = 0; i < form->n_tokens; i++) {
        const name_token *t = &form->tokens[i];
        if (t->n_skeleton) UMBEL_TRY(sink(user, cx, umbel_key_hash(KEY_SKELETON, umbel_token_skeleton_of(t))));
        for (int c = 0; c < CONCEPTS_A_WORD && t->concepts[c] != NO_CONCEPT; c++) {
            umbel_str number = {(const char *)&t->concepts[c], sizeof t->concepts[c]};
            UMBEL_TRY(sink(user, cx, umbel_key_hash(KEY_CONCEPT, number)));
        }
        if (i + 1 < form->n_tokens) {
            name_token joined;
            umbel_token_join(words, t, t + 1, &joined);
            UMBEL_TRY(sink(user, cx, umbel_key_hash(KEY_SKELETON, umbel_token_skeleton_of(&joined))));
        }
    }
    umbel_str initials[2];
    size_t n = umbel_form_initials(form, initials);
    for (size_t i = 0; i < n; i++) UMBEL_TRY(sink(user, cx, umbel_key_hash(KEY_INITIALS, initials[i])));
    return UMBEL_OK;
}

typedef struct posting {
    uint64_t key;
    uint32_t row;
} posting;

typedef struct builder {
    const name_words *words;
    umbel_romanizer romanizer;
    umbel_arena arena;
    umbel_intern vocabulary; /* by the bytes of the token */
    umbel_intern skeletons;
    umbel_buf actors, actor_rows, names, rows, row_tokens, words_out, pool, keys, postings, skeletons_out, neighbours;
    posting *found;
    size_t n_found, cap_found;
    uint32_t n_actors, n_names, n_rows, n_row_tokens, n_key_slots, n_neighbour_slots;
} builder;

static umbel_status put(umbel_ctx *cx, umbel_buf *buf, const void *p, size_t n) {
    return umbel_buf_add(cx, buf, (umbel_str){p, n});
}

static umbel_status put_number(umbel_ctx *cx, umbel_buf *buf, size_t n) {
    uint32_t v = (uint32_t)n;
    return put(cx, buf, &v, sizeof v);
}

/* The arrays that grow with the names are held by the allocator, so that doubling leaves nothing behind. */
static umbel_status add_posting(void *user, umbel_ctx *cx, uint64_t key) {
    builder *b = user;
    if (b->n_found == b->cap_found) {
        size_t cap = b->cap_found ? b->cap_found * 2 : 4096;
        posting *p = cx->alloc.resize(cx->alloc.user, b->found, b->cap_found * sizeof *p, cap * sizeof *p);
        if (!p) return UMBEL_FAIL(cx, UMBEL_E_MEMORY, "no memory for an index of %u names", b->n_names);
        b->found = p;
        b->cap_found = cap;
    }
    b->found[b->n_found++] = (posting){key, b->n_rows};
    return UMBEL_OK;
}

static umbel_status add_vocabulary(umbel_ctx *cx, builder *b, const name_token *t, uint32_t *word) {
    size_t before = b->vocabulary.n;
    uint32_t k;
    UMBEL_TRY(umbel_intern_add(cx, &b->vocabulary, (umbel_str){(const char *)t, sizeof *t}, word));
    if (b->vocabulary.n == before) return UMBEL_OK;
    index_word w = {.text = (uint32_t)b->pool.n,
                    .n_text = t->n_text,
                    .n_skeleton = t->n_skeleton,
                    .kind = t->kind,
                    .flags = t->flags,
                    .text_bits = t->text_bits,
                    .skeleton_bits = t->skeleton_bits,
                    .concept_bits = t->concept_bits};
    memcpy(w.concepts, t->concepts, sizeof w.concepts);
    UMBEL_TRY(put(cx, &b->words_out, &w, sizeof w));
    UMBEL_TRY(put(cx, &b->pool, t->text, t->n_text));
    UMBEL_TRY(put(cx, &b->pool, t->skeleton, t->n_skeleton));
    return umbel_intern_add(cx, &b->skeletons, umbel_token_skeleton_of(t), &k);
}

static umbel_status add_row(umbel_ctx *cx, builder *b, const name_form *form) {
    index_row row = {
        .name = b->n_names, .first_token = b->n_row_tokens, .n_tokens = form->n_tokens, .acronym = form->acronym};
    unsigned bits = 0;
    memcpy(row.wide, form->wide, form->n_wide < ROW_WIDE ? form->n_wide : ROW_WIDE);
    for (size_t i = 0; i < form->n_tokens; i++) {
        uint32_t word;
        UMBEL_TRY(add_vocabulary(cx, b, &form->tokens[i], &word));
        UMBEL_TRY(put_number(cx, &b->row_tokens, word));
        bits += form->tokens[i].text_bits;
        b->n_row_tokens++;
    }
    row.bits = (uint16_t)bits;
    UMBEL_TRY(put(cx, &b->rows, &row, sizeof row));
    UMBEL_TRY(umbel_form_keys(cx, b->words, form, add_posting, b));
    b->n_rows++;
    return UMBEL_OK;
}

static umbel_status add_name(umbel_ctx *cx, builder *b, const umbel_name *name) {
    name_forms forms;
    UMBEL_TRY(umbel_name_forms(cx, b->words, &b->romanizer, name->text, &forms));
    umbel_str text = name->text;
    if (text.n > UINT16_MAX) text.n = UINT16_MAX;
    if (b->pool.n > UINT32_MAX - (1u << 20))
        return UMBEL_FAIL(cx, UMBEL_E_LIMIT, "more than 4 GB of names in one index; divide the file");
    index_name n = {.text = (uint32_t)b->pool.n,
                    .n_text = (uint16_t)text.n,
                    .kind = (uint8_t)name->kind,
                    .actor = b->n_actors,
                    .t_from = INT32_MIN,
                    .t_to = INT32_MAX};
    if (name->when.from.precision != UMBEL_PRECISION_UNKNOWN) n.t_from = name->when.from.t_first;
    if (name->when.to.precision != UMBEL_PRECISION_UNKNOWN) n.t_to = name->when.to.t_last;
    UMBEL_TRY(put(cx, &b->pool, text.p, text.n));
    UMBEL_TRY(put(cx, &b->names, &n, sizeof n));
    for (size_t i = 0; i < forms.n; i++) UMBEL_TRY(add_row(cx, b, &forms.forms[i]));
    b->n_names++;
    return UMBEL_OK;
}

/* Names by actor, in the order in which actors first come. */
static umbel_status add_names(umbel_ctx *cx, builder *b, const umbel_actors *actors) {
    umbel_intern ids = {0};
    umbel_status status = UMBEL_OK;
    size_t n = actors->n_names;
    uint32_t *of = UMBEL_NEW(cx, &b->arena, uint32_t, n), *next = UMBEL_NEW(cx, &b->arena, uint32_t, n), *first, *last;
    if (!of || !next) return cx->err.code;
    for (size_t i = 0; status == UMBEL_OK && i < n; i++)
        status = umbel_intern_add(cx, &ids, actors->names[i].actor, &of[i]);
    first = UMBEL_NEW(cx, &b->arena, uint32_t, ids.n);
    last = UMBEL_NEW(cx, &b->arena, uint32_t, ids.n);
    if (status == UMBEL_OK && ids.n && (!first || !last)) status = cx->err.code;
    for (size_t i = 0; status == UMBEL_OK && i < n; i++) {
        if (!first[of[i]])
            first[of[i]] = (uint32_t)i + 1;
        else
            next[last[of[i]] - 1] = (uint32_t)i + 1;
        last[of[i]] = (uint32_t)i + 1;
    }
    for (size_t a = 0; status == UMBEL_OK && a < ids.n; a++) {
        status = put_number(cx, &b->actors, b->pool.n);
        if (status == UMBEL_OK) status = put(cx, &b->pool, ids.strings[a].p, ids.strings[a].n);
        if (status == UMBEL_OK) status = put_number(cx, &b->actors, b->pool.n);
        if (status == UMBEL_OK) status = put_number(cx, &b->actor_rows, b->n_rows);
        for (uint32_t i = first[a]; status == UMBEL_OK && i; i = next[i - 1])
            status = add_name(cx, b, &actors->names[i - 1]);
        if (status == UMBEL_OK && a % 256 == 0) status = umbel_ctx_poll(cx);
        b->n_actors++;
    }
    if (status == UMBEL_OK) status = put_number(cx, &b->actor_rows, b->n_rows);
    umbel_intern_free(cx, &ids);
    return status;
}

static int by_key(const void *a, const void *b) {
    const posting *p = a, *q = b;
    if (p->key != q->key) return p->key < q->key ? -1 : 1;
    return (p->row > q->row) - (p->row < q->row);
}

static umbel_status put_varint(umbel_ctx *cx, umbel_buf *buf, uint32_t v) {
    while (v >= 0x80) {
        UMBEL_TRY(umbel_buf_byte(cx, buf, (char)(v | 0x80)));
        v >>= 7;
    }
    return umbel_buf_byte(cx, buf, (char)v);
}

static uint32_t slots_for(size_t n) {
    uint32_t slots = 16;
    while (slots < n + n / 3) slots *= 2;
    return slots;
}

static umbel_status zeros(umbel_ctx *cx, umbel_buf *buf, size_t n) {
    static const char none[512];
    while (n) {
        size_t k = n < sizeof none ? n : sizeof none;
        UMBEL_TRY(put(cx, buf, none, k));
        n -= k;
    }
    return UMBEL_OK;
}

static void fill_slot(umbel_buf *slots, uint32_t n_slots, uint64_t key, uint32_t place) {
    index_slot *s = (index_slot *)(void *)slots->p;
    uint32_t i = (uint32_t)key & (n_slots - 1);
    while (s[i].place) i = (i + 1) & (n_slots - 1);
    s[i] = (index_slot){(uint32_t)(key >> 32), place};
}

static umbel_status write_postings(umbel_ctx *cx, builder *b) {
    size_t n_keys = 0;
    if (b->n_found) qsort(b->found, b->n_found, sizeof *b->found, by_key);
    for (size_t i = 0; i < b->n_found; i++) n_keys += i == 0 || b->found[i].key != b->found[i - 1].key;
    b->n_key_slots = slots_for(n_keys);
    UMBEL_TRY(zeros(cx, &b->keys, b->n_key_slots * sizeof(index_slot)));
    for (size_t i = 0, j; i < b->n_found; i = j) {
        uint32_t n = 0, before = 0;
        for (j = i; j < b->n_found && b->found[j].key == b->found[i].key; j++)
            n += j == i || b->found[j].row != b->found[j - 1].row;
        if (b->postings.n > UINT32_MAX - (1u << 20))
            return UMBEL_FAIL(cx, UMBEL_E_LIMIT, "the index would pass 4 GB; divide the file");
        fill_slot(&b->keys, b->n_key_slots, b->found[i].key, (uint32_t)b->postings.n + 1);
        UMBEL_TRY(put_varint(cx, &b->postings, n));
        for (size_t k = i; k < j; k++) {
            if (k > i && b->found[k].row == b->found[k - 1].row) continue;
            UMBEL_TRY(put_varint(cx, &b->postings, b->found[k].row - before));
            before = b->found[k].row;
        }
    }
    return UMBEL_OK;
}

static umbel_status write_neighbours(umbel_ctx *cx, builder *b) {
    size_t n = 0;
    for (size_t k = 0; k < b->skeletons.n; k++)
        if (b->skeletons.strings[k].n >= NEIGHBOUR_LEAST) n += b->skeletons.strings[k].n;
    b->n_neighbour_slots = slots_for(n);
    UMBEL_TRY(zeros(cx, &b->neighbours, b->n_neighbour_slots * sizeof(index_slot)));
    for (size_t k = 0; k < b->skeletons.n; k++) {
        umbel_str s = b->skeletons.strings[k];
        index_skeleton out = {.n = (uint8_t)s.n};
        memcpy(out.letters, s.p, s.n);
        UMBEL_TRY(put(cx, &b->skeletons_out, &out, sizeof out));
        for (size_t i = 0; s.n >= NEIGHBOUR_LEAST && i < s.n; i++) {
            char letters[SKELETON_BYTES];
            umbel_str less = umbel_skeleton_less(s, i, letters);
            if (less.n)
                fill_slot(&b->neighbours, b->n_neighbour_slots, umbel_key_hash(KEY_LESS, less), (uint32_t)k + 1);
        }
    }
    return UMBEL_OK;
}

static umbel_status assemble(umbel_ctx *cx, builder *b, umbel_buf *out) {
    const umbel_buf *parts[N_SECTIONS] = {&b->actors,        &b->actor_rows, &b->names, &b->rows,
                                          &b->row_tokens,    &b->words_out,  &b->keys,  &b->postings,
                                          &b->skeletons_out, &b->neighbours, &b->pool};
    index_header h = {.magic = {'U', 'M', 'B', 'E', 'L', 'I', 'D', 'X'},
                      .version = INDEX_VERSION,
                      .n_actors = b->n_actors,
                      .n_names = b->n_names,
                      .n_rows = b->n_rows,
                      .n_row_tokens = b->n_row_tokens,
                      .n_words = (uint32_t)b->vocabulary.n,
                      .n_key_slots = b->n_key_slots,
                      .n_skeletons = (uint32_t)b->skeletons.n,
                      .n_neighbour_slots = b->n_neighbour_slots,
                      .words_digest = b->words->digest};
    UMBEL_TRY(put(cx, out, &h, sizeof h));
    for (int i = 0; i < N_SECTIONS; i++) {
        h.at[i] = out->n;
        UMBEL_TRY(umbel_buf_add(cx, out, umbel_buf_str(parts[i])));
        UMBEL_TRY(zeros(cx, out, (8 - out->n % 8) % 8));
    }
    h.at[N_SECTIONS] = h.n_bytes = out->n;
    h.checksum = umbel_index_checksum(out->p + sizeof h, out->n - sizeof h);
    memcpy(out->p, &h, sizeof h);
    return UMBEL_OK;
}

umbel_status umbel_index_build(umbel_ctx *cx, name_index *out, const umbel_actors *actors, const name_words *words) {
    builder b = {.words = words};
    umbel_status status = add_names(cx, &b, actors);
    if (status == UMBEL_OK) status = write_postings(cx, &b);
    if (b.found) cx->alloc.resize(cx->alloc.user, b.found, b.cap_found * sizeof *b.found, 0);
    if (status == UMBEL_OK) status = write_neighbours(cx, &b);
    if (status == UMBEL_OK) status = assemble(cx, &b, &out->built);
    umbel_buf *parts[N_SECTIONS] = {&b.actors,        &b.actor_rows, &b.names, &b.rows,
                                    &b.row_tokens,    &b.words_out,  &b.keys,  &b.postings,
                                    &b.skeletons_out, &b.neighbours, &b.pool};
    for (int i = 0; i < N_SECTIONS; i++) umbel_buf_free(cx, parts[i]);
    umbel_intern_free(cx, &b.vocabulary);
    umbel_intern_free(cx, &b.skeletons);
    umbel_romanizer_free(&b.romanizer);
    umbel_arena_free(cx, &b.arena);
    if (status != UMBEL_OK) return status;
    out->bytes = out->built.p;
    out->n_bytes = out->built.n;
    return umbel_index_attach(cx, out, words, "the index just built");
}
