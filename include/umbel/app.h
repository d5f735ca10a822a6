/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file app.h  Rank 11: the stages joined. What the program, the server and the bindings call. */
#ifndef UMBEL_APP_H
#define UMBEL_APP_H

#include "umbel/extract.h"
#include "umbel/read.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Actors, names and the extractor made of them; immutable once opened. Zero-initialise. */
typedef struct umbel_tables {
    umbel_actors actors;
    umbel_extractor *extractor;
} umbel_tables;

/** Loads the tables of `data_dir`; `names_path` not NULL: the names of that file in place of the actor tables. */
umbel_status umbel_tables_open(umbel_ctx *cx, umbel_tables *tables, const char *data_dir, const char *names_path);
void umbel_tables_close(umbel_ctx *cx, umbel_tables *tables);

#ifdef __cplusplus
}
#endif
#endif
