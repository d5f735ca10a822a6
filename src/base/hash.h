/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file hash.h  SHA-256 (OpenSSL) as hexadecimal digits: the ids of what has content. */
#ifndef UMBEL_BASE_HASH_H
#define UMBEL_BASE_HASH_H

#include "umbel/base.h"

#define UMBEL_SHA256_HEX 64 /**< digits of a whole hash */
#define UMBEL_ID_HEX     32 /**< digits of an id */

/** Hash of the parts, each preceded by its length so that no two lists of parts collide by their seams.
 *  One part alone is hashed as it is. */
umbel_status umbel_sha256(umbel_ctx *cx, const umbel_str *parts, size_t n_parts, char out[UMBEL_SHA256_HEX + 1]);
/** The first half of the hash of the parts, copied into the arena. */
umbel_status umbel_id_of(umbel_ctx *cx, umbel_arena *arena, const umbel_str *parts, size_t n_parts, umbel_str *out);

#endif
