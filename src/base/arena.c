/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Arenas: blocks that double in size, given back together. Under AddressSanitizer unused bytes are poisoned; with
 * UMBEL_ARENA_SINGLE defined every object is a block of its own, so that tools see each one's bounds. */
#include "umbel/base.h"

#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define HAS_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_ASAN 1
#endif
#endif
#ifdef HAS_ASAN
#include <sanitizer/asan_interface.h>
#define POISON(p, n)   ASAN_POISON_MEMORY_REGION(p, n)
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION(p, n)
#define RED_ZONE       16
#else
#define POISON(p, n)   ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
#define RED_ZONE       0
#endif

#define ALIGN       16
#define BLOCK_FIRST ((size_t)8 << 10)
#define BLOCK_LAST  ((size_t)1 << 20)

struct umbel_arena_block {
    umbel_arena_block *before;
    size_t size; /* bytes of data */
    size_t used;
    size_t pad;
    /* data follows, aligned to ALIGN */
};

_Static_assert(sizeof(umbel_arena_block) % ALIGN == 0, "block data must stay aligned");

static char *data_of(umbel_arena_block *block) { return (char *)(block + 1); }

static void drop_block(umbel_ctx *cx, umbel_arena *arena, umbel_arena_block *block) {
    size_t n = sizeof *block + block->size;
    UNPOISON(data_of(block), block->size);
    arena->n_held -= n;
    cx->alloc.resize(cx->alloc.user, block, n, 0);
}

static umbel_arena_block *add_block(umbel_ctx *cx, umbel_arena *arena, size_t n) {
    size_t size = BLOCK_FIRST;
    if (arena->last) size = arena->last->size < BLOCK_LAST / 2 ? arena->last->size * 2 : BLOCK_LAST;
#ifdef UMBEL_ARENA_SINGLE
    size = n;
#endif
    if (size < n) size = n;
    umbel_arena_block *block = cx->alloc.resize(cx->alloc.user, NULL, 0, sizeof *block + size);
    if (!block) return NULL;
    block->before = arena->last;
    block->size = size;
    block->used = 0;
    block->pad = 0;
    POISON(data_of(block), size);
    arena->last = block;
    arena->n_held += sizeof *block + size;
    return block;
}

/* n must be rounded up to ALIGN. */
static void *take(umbel_ctx *cx, umbel_arena *arena, size_t n) {
    umbel_arena_block *block = arena->last;
    if (!block || block->size - block->used < n + RED_ZONE) {
        block = add_block(cx, arena, n + RED_ZONE);
        if (!block) return NULL;
    }
    char *p = data_of(block) + block->used;
    block->used += n + RED_ZONE;
    arena->n_used += n;
    UNPOISON(p, n);
    return p;
}

static bool rounded(size_t n, size_t size, size_t *out) {
    if (size != 0 && n > (SIZE_MAX - 4 * ALIGN - sizeof(umbel_arena_block)) / size) return false;
    size_t total = n * size;
    *out = total == 0 ? ALIGN : (total + ALIGN - 1) / ALIGN * ALIGN;
    return true;
}

void *umbel_arena_alloc(umbel_ctx *cx, umbel_arena *arena, size_t n, size_t size) {
    size_t total;
    if (!rounded(n, size, &total)) {
        (void)UMBEL_FAIL(cx, UMBEL_E_MEMORY, "%zu items of %zu bytes are more than can be addressed", n, size);
        return NULL;
    }
    void *p = take(cx, arena, total);
    if (!p) {
        (void)UMBEL_FAIL(cx, UMBEL_E_MEMORY, "no memory for %zu bytes; close other programs or split the input", total);
        return NULL;
    }
    memset(p, 0, total);
    return p;
}

void *umbel_arena_grow(umbel_ctx *cx, umbel_arena *arena, void *p, size_t n_old, size_t n_new, size_t size) {
    void *grown = umbel_arena_alloc(cx, arena, n_new, size);
    if (!grown) return NULL;
    if (p && n_old) memcpy(grown, p, (n_old < n_new ? n_old : n_new) * size);
    return grown;
}

umbel_mark umbel_arena_mark(const umbel_arena *arena) {
    return (umbel_mark){arena->last, arena->last ? arena->last->used : 0, arena->n_used};
}

void umbel_arena_release(umbel_ctx *cx, umbel_arena *arena, umbel_mark mark) {
    while (arena->last != mark.block) {
        umbel_arena_block *before = arena->last->before;
        drop_block(cx, arena, arena->last);
        arena->last = before;
    }
    if (arena->last) {
        POISON(data_of(arena->last) + mark.used, arena->last->used - mark.used);
        arena->last->used = mark.used;
    }
    arena->n_used = mark.n_used;
}

void umbel_arena_reset(umbel_ctx *cx, umbel_arena *arena) {
    umbel_arena_block *keep = arena->last;
    if (!keep) return;
    while (keep->before) {
        umbel_arena_block *before = keep->before->before;
        drop_block(cx, arena, keep->before);
        keep->before = before;
    }
    POISON(data_of(keep), keep->used);
    keep->used = 0;
    arena->n_used = 0;
}

void umbel_arena_free(umbel_ctx *cx, umbel_arena *arena) {
    umbel_arena_release(cx, arena, (umbel_mark){NULL, 0, 0});
    *arena = (umbel_arena){0};
}

umbel_status umbel_reserve(umbel_ctx *cx, umbel_arena *arena, void *items, size_t *cap, size_t need, size_t size) {
    if (need <= *cap) return UMBEL_OK;
    void *old;
    memcpy(&old, items, sizeof old);
    size_t grown = *cap < 8 ? 16 : *cap;
    while (grown < need) {
        if (grown > SIZE_MAX / 2) return UMBEL_FAIL(cx, UMBEL_E_LIMIT, "a list of %zu items is too long", need);
        grown *= 2;
    }
    void *p = umbel_arena_grow(cx, arena, old, *cap, grown, size);
    if (!p) return cx->err.code;
    memcpy(items, &p, sizeof p);
    *cap = grown;
    return UMBEL_OK;
}
