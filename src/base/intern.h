/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file intern.h  Strings to dense numbers 0, 1, 2 … in order of first use. Also the map of the house: an array
 *  indexed by the number holds what belongs to the string. Read-only use from several threads is safe. */
#ifndef UMBEL_BASE_INTERN_H
#define UMBEL_BASE_INTERN_H

#include "umbel/base.h"

#define UMBEL_INTERN_NONE UINT32_MAX

/** Zero-initialise; umbel_intern_free. */
typedef struct umbel_intern {
    umbel_arena arena; /**< the strings' bytes */
    umbel_arena
        tables; /**< the arrays; made anew when they grow, so that a large table leaves no smaller ones behind */
    umbel_str *strings; /**< [n] moves when a string is added */
    uint32_t *hashes;   /**< [n] */
    size_t n;
    uint32_t *slots; /**< [n_slots] number + 1, 0 for empty */
    size_t n_slots;
} umbel_intern;

uint64_t umbel_hash(umbel_str s);
/** Number of s, added (copied) where it is new. */
umbel_status umbel_intern_add(umbel_ctx *cx, umbel_intern *table, umbel_str s, uint32_t *out);
/** Number of s, or UMBEL_INTERN_NONE. */
uint32_t umbel_intern_find(const umbel_intern *table, umbel_str s);
void umbel_intern_free(umbel_ctx *cx, umbel_intern *table);

#endif
