/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "umbel/app.h"

umbel_status umbel_tables_open_extractor(umbel_ctx *cx, umbel_tables *tables, const char *data_dir,
                                         const char *names_path) {
    char path[4096];
    if (names_path) {
        UMBEL_TRY(umbel_read_names(cx, names_path, &tables->actors));
    } else {
        snprintf(path, sizeof path, "%s/actors.tsv", data_dir);
        UMBEL_TRY(umbel_read_actors(cx, path, &tables->actors));
        snprintf(path, sizeof path, "%s/names.tsv", data_dir);
        UMBEL_TRY(umbel_read_names(cx, path, &tables->actors));
    }
    return umbel_extractor_new(cx, &tables->extractor, &tables->actors, data_dir);
}

umbel_status umbel_tables_add_identity(umbel_ctx *cx, umbel_tables *tables, const char *data_dir) {
    return umbel_identity_new(cx, &tables->identity, &tables->actors, data_dir);
}

umbel_status umbel_tables_open(umbel_ctx *cx, umbel_tables *tables, const char *data_dir, const char *names_path) {
    UMBEL_TRY(umbel_tables_open_extractor(cx, tables, data_dir, names_path));
    return umbel_tables_add_identity(cx, tables, data_dir);
}

void umbel_tables_close(umbel_ctx *cx, umbel_tables *tables) {
    umbel_identity_free(cx, tables->identity);
    umbel_extractor_free(cx, tables->extractor);
    umbel_actors_free(cx, &tables->actors);
    *tables = (umbel_tables){0};
}
