/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file file.h  Files, whole. */
#ifndef UMBEL_BASE_FILE_H
#define UMBEL_BASE_FILE_H

#include "umbel/base.h"

/** Reads a whole file ("-": standard input) into buf. UMBEL_E_IO with the system's reason; UMBEL_E_LIMIT when it has
 *  more than n_max bytes (at most n_max + 1 are read). */
umbel_status umbel_file_read(umbel_ctx *cx, const char *path, size_t n_max, umbel_buf *buf);
/** Writes a file so that it is there whole or not at all (temporary name, fsync, rename). */
umbel_status umbel_file_write(umbel_ctx *cx, const char *path, umbel_str bytes);

#endif
