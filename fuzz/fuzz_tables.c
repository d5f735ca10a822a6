/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* The extractor's own tables, through a file in memory: the first byte says which. A domain person edits them, so a
 * damaged one must be refused with file and line. */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "extract/frames.h"
#include "extract/lexicon.h"
#include "extract/tiewords.h"
#include "extract/weights.h"

static umbel_status load(umbel_ctx *cx, char which, const char *path) {
    umbel_lexicon lexicon = {0};
    umbel_frames frames = {0};
    umbel_tiewords words = {0};
    umbel_weights judge = {0};
    umbel_status status = UMBEL_OK;
    switch (which) {
    case 'j': status = umbel_weights_load(cx, &judge, path, ""); break;
    case 'b': status = umbel_weights_load(cx, &judge, "", path); break;
    case 't': status = umbel_tiewords_load(cx, &words, &frames, &lexicon, path); break;
    case 'f': status = umbel_frames_load(cx, &frames, &lexicon, path); break;
    default: status = umbel_lexicon_load(cx, &lexicon, path); break;
    }
    if (status == UMBEL_OK && judge.n) {
        feature_part name = umbel_part(UMBEL_STR("bias")), part = umbel_part(UMBEL_STR("a"));
        feature f = umbel_feature_of(&name, &part, NULL, NULL);
        double sum = umbel_weigh(&judge, &f, 1).own;
        if (!(sum >= -1e10 && sum <= 1e10)) abort();
    }
    umbel_weights_free(cx, &judge);
    umbel_tiewords_free(cx, &words);
    umbel_frames_free(cx, &frames);
    umbel_lexicon_free(cx, &lexicon);
    return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
    umbel_ctx cx;
    char path[64];
    if (n == 0) return 0;
    int fd = memfd_create("table", 0);
    if (fd < 0 || write(fd, data + 1, n - 1) != (ssize_t)(n - 1)) abort();
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    umbel_ctx_init(&cx, NULL, 1);
    umbel_status status = load(&cx, (char)data[0], path);
    if (status != UMBEL_OK && status != UMBEL_E_FORMAT && status != UMBEL_E_LIMIT) abort();
    if (status != UMBEL_OK && cx.err.msg[0] == 0) abort();
    umbel_ctx_free(&cx);
    close(fd);
    return 0;
}
