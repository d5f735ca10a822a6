/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* umbel frames check: every frame against its example. */
#include <string.h>

#include "cli.h"

int cmd_frames(umbel_ctx *cx, int argc, char **argv) {
    umbel_tables tables = {0};
    umbel_diagnostics failures = {0};
    size_t n = 0;
    if (argc > 1 && strcmp(argv[1], "--help") == 0) return show_help("frames");
    if (argc != 2 || strcmp(argv[1], "check") != 0) return usage_error("frames", "say 'umbel frames check'");
    umbel_status status = umbel_tables_open_extractor(cx, &tables, data_dir(), NULL);
    if (status == UMBEL_OK) status = umbel_frames_check(cx, tables.extractor, &failures, &n);
    for (size_t i = 0; i < failures.n; i++)
        printf("%.*s does not read its example: %.*s\n", UMBEL_ARGS(failures.items[i].file),
               UMBEL_ARGS(failures.items[i].text));
    if (status == UMBEL_OK) printf("%zu frames, %zu fail\n", n, failures.n);
    int code = status != UMBEL_OK ? report(cx, status) : failures.n ? EXIT_BAD_INPUT : EXIT_DONE;
    umbel_diagnostics_free(cx, &failures);
    umbel_tables_close(cx, &tables);
    return code;
}
