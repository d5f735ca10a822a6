/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file utf8.h  One character at a time. */
#ifndef UMBEL_TEXT_UTF8_H
#define UMBEL_TEXT_UTF8_H

#include "umbel/text.h"

/** The character at s.p[*i] of valid UTF-8, and moves *i behind it. Stops short at the end of s. */
uint32_t umbel_utf8_next(umbel_str s, size_t *i);
/** Writes a character; returns its bytes (1 to 4). */
size_t umbel_utf8_put(uint32_t c, char out[4]);

#endif
