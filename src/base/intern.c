/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/intern.h"

#include <string.h>

static uint64_t load_8(const char *p) {
    uint64_t w;
    memcpy(&w, p, sizeof w);
    return w;
}

/* The last n bytes (1 to 7) as the low bytes of a word: two loads that overlap, since words are short and a call of
 * memcpy costs more than the hash. */
static uint64_t load_tail(const char *p, size_t n) {
    if (n >= 4) {
        uint32_t low, high;
        memcpy(&low, p, sizeof low);
        memcpy(&high, p + n - sizeof high, sizeof high);
        return low | (uint64_t)high << (8 * (n - sizeof high));
    }
    const unsigned char *b = (const unsigned char *)p;
    return b[0] | (uint64_t)b[n / 2] << (8 * (n / 2)) | (uint64_t)b[n - 1] << (8 * (n - 1));
}

uint64_t umbel_hash(umbel_str s) { /* wyhash-like mixing of 8-byte words */
    uint64_t h = 0x9e3779b97f4a7c15u ^ s.n;
    size_t i = 0;
    for (; i + 8 <= s.n; i += 8) {
        h = (h ^ load_8(s.p + i)) * 0xff51afd7ed558ccdu;
        h ^= h >> 32;
    }
    if (i < s.n) {
        h = (h ^ load_tail(s.p + i, s.n - i)) * 0xff51afd7ed558ccdu;
        h ^= h >> 32;
    }
    h *= 0xc4ceb9fe1a85ec53u;
    return h ^ (h >> 33);
}

static size_t slot_of(const umbel_intern *table, umbel_str s, uint32_t hash) {
    size_t mask = table->n_slots - 1, i = hash & mask;
    while (table->slots[i]) {
        uint32_t k = table->slots[i] - 1;
        if (table->hashes[k] == hash && umbel_str_eq(table->strings[k], s)) break;
        i = (i + 1) & mask;
    }
    return i;
}

static umbel_status widen(umbel_ctx *cx, umbel_intern *table) {
    size_t n_slots = table->n_slots ? table->n_slots * 2 : 64;
    umbel_arena tables = {0};
    uint32_t *slots = UMBEL_NEW(cx, &tables, uint32_t, n_slots);
    umbel_str *strings = slots ? UMBEL_NEW(cx, &tables, umbel_str, n_slots / 2) : NULL;
    uint32_t *hashes = strings ? UMBEL_NEW(cx, &tables, uint32_t, n_slots / 2) : NULL;
    if (!hashes) {
        umbel_arena_free(cx, &tables);
        return cx->err.code;
    }
    for (size_t k = 0; k < table->n; k++) {
        size_t i = table->hashes[k] & (n_slots - 1);
        while (slots[i]) i = (i + 1) & (n_slots - 1);
        slots[i] = (uint32_t)k + 1;
        strings[k] = table->strings[k];
        hashes[k] = table->hashes[k];
    }
    umbel_arena_free(cx, &table->tables);
    table->tables = tables;
    table->slots = slots;
    table->strings = strings;
    table->hashes = hashes;
    table->n_slots = n_slots;
    return UMBEL_OK;
}

umbel_status umbel_intern_add(umbel_ctx *cx, umbel_intern *table, umbel_str s, uint32_t *out) {
    if (table->n * 2 >= table->n_slots) UMBEL_TRY(widen(cx, table));
    uint32_t hash = (uint32_t)umbel_hash(s);
    size_t i = slot_of(table, s, hash);
    if (table->slots[i]) {
        *out = table->slots[i] - 1;
        return UMBEL_OK;
    }
    if (table->n >= UMBEL_INTERN_NONE - 1) return UMBEL_FAIL(cx, UMBEL_E_LIMIT, "more than 4 billion strings");
    UMBEL_TRY(umbel_str_copy(cx, &table->arena, s, &table->strings[table->n]));
    table->hashes[table->n] = hash;
    *out = (uint32_t)table->n++;
    table->slots[i] = *out + 1;
    return UMBEL_OK;
}

uint32_t umbel_intern_find(const umbel_intern *table, umbel_str s) {
    if (table->n_slots == 0) return UMBEL_INTERN_NONE;
    size_t i = slot_of(table, s, (uint32_t)umbel_hash(s));
    return table->slots[i] ? table->slots[i] - 1 : UMBEL_INTERN_NONE;
}

void umbel_intern_free(umbel_ctx *cx, umbel_intern *table) {
    umbel_arena_free(cx, &table->arena);
    umbel_arena_free(cx, &table->tables);
    *table = (umbel_intern){0};
}
