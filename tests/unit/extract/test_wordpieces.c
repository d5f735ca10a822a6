/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* WordPiece against the reference tokenizer on 10,000 strings of all scripts (tests/oracle/wordpieces.py). */
#include "tests/check.h"

#include <stdio.h>
#include <stdlib.h>

#include "extract/encoder.h"

#define LINE_MAX_BYTES 4096
#define PIECES_MAX     256

/* Bytes of a string written in hexadecimal; *rest is behind it. */
static size_t read_hex(const char *text, char *out, const char **rest) {
    size_t n = 0;
    unsigned byte;
    while (sscanf(text + 2 * n, "%2x", &byte) == 1 && text[2 * n] != '\t') out[n++] = (char)byte;
    *rest = text + 2 * n;
    return n;
}

static void test_as_the_reference(void **state) {
    (void)state;
    umbel_ctx cx;
    umbel_encoder e;
    static char line[LINE_MAX_BYTES], word[LINE_MAX_BYTES];
    size_t n_strings = 0, n_wrong = 0;
    umbel_ctx_init(&cx, NULL, 1);
    assert_ok(umbel_encoder_load(&cx, &e, UMBEL_TREE "/data/encoder.bin"));
    FILE *f = fopen(UMBEL_TREE "/tests/oracle/wordpieces.txt", "r");
    assert_non_null(f);
    while (fgets(line, sizeof line, f)) {
        uint16_t ids[PIECES_MAX];
        const char *at;
        size_t n_bytes = read_hex(line, word, &at),
               n = umbel_wordpieces(&e, (umbel_str){word, n_bytes}, ids, PIECES_MAX);
        bool same = true;
        size_t n_expected = 0;
        for (char *end; (void)strtol(at, &end, 10), end != at; n_expected++) {
            same = same && n_expected < n && ids[n_expected] == strtol(at, NULL, 10);
            at = end;
        }
        if (!same || n != n_expected) {
            if (n_wrong++ < 20) fprintf(stderr, "%zu pieces, not %zu: %s", n, n_expected, line);
        }
        n_strings++;
    }
    fclose(f);
    assert_int_equal(n_strings, 10000);
    assert_int_equal(n_wrong, 0);
    umbel_encoder_free(&cx, &e);
    umbel_ctx_free(&cx);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_as_the_reference)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
