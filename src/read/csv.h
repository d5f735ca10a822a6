/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file csv.h  Records of comma-separated values (RFC 4180), as they come. */
#ifndef UMBEL_READ_CSV_H
#define UMBEL_READ_CSV_H

#include "umbel/base.h"

#define UMBEL_CSV_CELL_MAX ((size_t)64 << 10) /* bytes: a longer quoted cell has lost its closing quote */

/** Zero-initialise, then give the bytes. Cells live in the arena, or in the bytes. */
typedef struct umbel_csv {
    umbel_str rest;   /**< what is still to be read */
    size_t line;      /**< line at which the record at hand begins, from 1 */
    size_t next_line; /**< lines passed so far */
    umbel_str *cells; /**< without their quotes; anything between a closing quote and the comma is dropped */
    size_t n, cap;
    char separator;  /**< 0: a comma */
    bool open_quote; /**< a quote of this record is never closed; it was cut at the end of its first line */
} umbel_csv;

/** Reads the next record; *any is false at the end. The array `cells` is used again; UMBEL_E_MEMORY. */
umbel_status umbel_csv_next(umbel_ctx *cx, umbel_arena *arena, umbel_csv *csv, bool *any);

#endif
