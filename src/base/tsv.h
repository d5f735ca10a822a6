/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file tsv.h  The program's own tab-separated tables: header, lines, errors that name file and line. */
#ifndef UMBEL_BASE_TSV_H
#define UMBEL_BASE_TSV_H

#include "umbel/base.h"

#define UMBEL_TABLE_COLUMNS 8

/** Takes one row; `line` counts from 1. */
typedef umbel_status umbel_table_row(void *user, umbel_ctx *cx, const umbel_str *cells, size_t line, const char *path);

/** Reads a table whose first line is `header` (tab-separated). Empty lines and lines that begin with '#' are passed
 *  over. UMBEL_E_FORMAT where the header or the number of cells is wrong. */
umbel_status umbel_table_read(umbel_ctx *cx, const char *path, const char *header, umbel_table_row *row, void *user);
/** A number within a thousand million; UMBEL_E_FORMAT for anything else. */
umbel_status umbel_table_number(umbel_ctx *cx, umbel_str cell, size_t line, const char *path, double *out);

#endif
