/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* umbel_word_is compares numbers of the lexicon: asked for a word that no table holds it is false for ever. Rules that
 * ask for such a word use umbel_spells. */
#include "tests/check.h"

#include <glob.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "extract/sentence.h"
#include "umbel/app.h"

static umbel_ctx cx;

/* Words that umbel_word_is is asked for in one file, and those of them that the lexicon lacks. */
static void count_words(const umbel_lexicon *lexicon, const char *path, size_t *n, size_t *n_unknown) {
    static const char call[] = "umbel_word_is(";
    umbel_buf bytes = {0};
    assert_ok(umbel_file_read(&cx, path, (size_t)1 << 20, &bytes));
    umbel_str rest = umbel_buf_str(&bytes), word, line;
    for (size_t at; (at = umbel_str_find(rest, UMBEL_STR(call))) != SIZE_MAX;) {
        rest = (umbel_str){rest.p + at + sizeof call - 1, rest.n - at - (sizeof call - 1)};
        umbel_str here = rest;
        umbel_str_cut(&here, ';', &line);
        if (!umbel_str_cut(&line, '"', &word) || !umbel_str_cut(&line, '"', &word)) continue; /* a variable */
        (*n)++;
        if (umbel_lexicon_find(lexicon, word) != UMBEL_NO_WORD) continue;
        print_message("%s: umbel_word_is asks for \"%.*s\", which no table holds\n", path, UMBEL_ARGS(word));
        (*n_unknown)++;
    }
    umbel_buf_free(&cx, &bytes);
}

static void words_of_rules_are_known(void **state) {
    (void)state;
    umbel_tables tables = {0};
    glob_t files;
    size_t n = 0, n_unknown = 0;
    umbel_ctx_init(&cx, NULL, 1);
    assert_ok(umbel_tables_open(&cx, &tables, UMBEL_TREE "/data", NULL));
    assert_int_equal(glob(UMBEL_TREE "/src/extract/*.c", 0, NULL, &files), 0);
    for (size_t i = 0; i < files.gl_pathc; i++)
        count_words(&tables.extractor->lexicon, files.gl_pathv[i], &n, &n_unknown);
    globfree(&files);
    umbel_tables_close(&cx, &tables);
    umbel_ctx_free(&cx);
    assert_true(n > 100);
    assert_int_equal(n_unknown, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(words_of_rules_are_known)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
