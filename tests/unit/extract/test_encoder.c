/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* The encoder against a second implementation (tests/oracle/encoder_tiny.py), its kernels against each other, damaged
 * files, WordPiece. */
#include "tests/check.h"

#include <math.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/rng.h"
#include "extract/encoder.h"

#define TINY UMBEL_TREE "/tests/oracle/encoder_tiny"

static umbel_ctx cx;

static int setup(void **state) {
    (void)state;
    umbel_ctx_init(&cx, NULL, 1);
    return 0;
}

static int teardown(void **state) {
    (void)state;
    assert_int_equal(cx.scratch.n_used, 0);
    umbel_ctx_free(&cx);
    return 0;
}

static void read_numbers(FILE *f, double *out, size_t n) {
    for (size_t i = 0; i < n; i++) assert_int_equal(fscanf(f, "%lf", &out[i]), 1);
}

static double largest_error(const float *mine, const double *theirs, size_t n) {
    double most = 0;
    for (size_t i = 0; i < n; i++) most = fmax(most, fabs((double)mine[i] - theirs[i]));
    return most;
}

static size_t most_looked_at(const float *looks, size_t n, size_t n_spans, size_t subject, size_t object) {
    const float *s = looks + subject * encoder_padded(n), *o = looks + (n_spans + object) * encoder_padded(n);
    size_t best = 0;
    for (size_t t = 1; t < n; t++)
        if (s[t] + o[t] > s[best] + o[best]) best = t;
    return best;
}

/* ---- the model ----------------------------------------------------------------------------- */

static void test_against_oracle(void **state) {
    (void)state;
    umbel_encoder e;
    double v[24 * 32];
    size_t n_cases = 0;
    assert_ok(umbel_encoder_load(&cx, &e, TINY ".bin"));
    assert_true(e.loaded);
    assert_int_equal(e.n_ties, 3);
    assert_str(e.ties[1], "commands");
    FILE *f = fopen(TINY ".txt", "r");
    assert_non_null(f);
    while (fscanf(f, "%lf", v) == 1) {
        size_t n = (size_t)v[0], n_spans;
        uint16_t ids[24];
        encoder_span spans[8];
        float hidden[24 * 32], scores[8 * 8 * 3], looks[2 * 8 * 32];
        read_numbers(f, v, n);
        for (size_t i = 0; i < n; i++) ids[i] = (uint16_t)v[i];
        read_numbers(f, v, 1);
        n_spans = (size_t)v[0];
        read_numbers(f, v, 2 * n_spans);
        for (size_t i = 0; i < n_spans; i++) spans[i] = (encoder_span){(uint16_t)v[2 * i], (uint16_t)v[2 * i + 1]};
        assert_ok(umbel_encoder_run(&cx, &e, ids, n, hidden));
        assert_ok(umbel_encoder_pairs(&cx, &e, hidden, n, spans, n_spans, NULL, &(encoder_reading){scores, looks}));
        read_numbers(f, v, n * 32);
        assert_true(largest_error(hidden, v, n * 32) < 1e-4);
        read_numbers(f, v, n_spans * n_spans * 3);
        assert_true(largest_error(scores, v, n_spans * n_spans * 3) < 1e-4);
        read_numbers(f, v, n_spans * n_spans);
        for (size_t i = 0; i < n_spans * n_spans; i++)
            assert_int_equal(most_looked_at(looks, n, n_spans, i / n_spans, i % n_spans), (size_t)v[i]);
        n_cases++;
    }
    fclose(f);
    assert_int_equal(n_cases, 6);
    umbel_encoder_free(&cx, &e);
}

static void test_kernels_agree_on_the_model(void **state) {
    (void)state;
    umbel_encoder e;
    uint16_t ids[24];
    static float hidden[24 * 32], scores[160 * 160 * 3], looks[2 * 160 * 32], first_hidden[24 * 32],
        first_scores[sizeof scores / sizeof *scores];
    encoder_span spans[UMBEL_ENCODER_SPANS_MAX];
    const encoder_kernels *k;
    assert_ok(umbel_encoder_load(&cx, &e, TINY ".bin"));
    for (uint16_t i = 0; i < 24; i++) ids[i] = (uint16_t)(i * 5 % e.n_vocab);
    for (uint16_t i = 0; i < UMBEL_ENCODER_SPANS_MAX; i++)
        spans[i] = (encoder_span){i % 12, (uint16_t)(i % 12 + i % 7)};
    for (size_t i = 0; (k = umbel_encoder_kernels_at(i)); i++) {
        e.kernels = k;
        assert_ok(umbel_encoder_run(&cx, &e, ids, 24, hidden));
        assert_ok(umbel_encoder_pairs(&cx, &e, hidden, 24, spans, UMBEL_ENCODER_SPANS_MAX, NULL,
                                      &(encoder_reading){scores, looks}));
        if (i == 0) memcpy(first_hidden, hidden, sizeof hidden), memcpy(first_scores, scores, sizeof scores);
        assert_memory_equal(hidden, first_hidden, sizeof hidden);
        assert_memory_equal(scores, first_scores, sizeof scores);
    }
    umbel_encoder_free(&cx, &e);
}

static void test_arguments(void **state) {
    (void)state;
    umbel_encoder e;
    uint16_t ids[UMBEL_ENCODER_TOKENS_MAX + 1] = {2};
    float hidden[24 * 32] = {0}, scores[4 * 3], looks[4 * 32];
    const encoder_reading out = {scores, looks};
    const bool wanted[4] = {false, true, false, false};
    encoder_span spans[2] = {{0, 1}, {3, 2}};
    assert_ok(umbel_encoder_load(&cx, &e, TINY ".bin"));
    assert_int_equal(umbel_encoder_run(&cx, &e, ids, 0, hidden), UMBEL_E_ARG);
    assert_int_equal(umbel_encoder_run(&cx, &e, ids, 25, hidden), UMBEL_E_ARG); /* this model has 24 positions */
    assert_int_equal(umbel_encoder_run(&cx, &e, ids, UMBEL_ENCODER_TOKENS_MAX + 1, hidden), UMBEL_E_ARG);
    ids[1] = (uint16_t)e.n_vocab;
    assert_int_equal(umbel_encoder_run(&cx, &e, ids, 2, hidden), UMBEL_E_ARG);
    assert_int_equal(umbel_encoder_pairs(&cx, &e, hidden, 24, spans, 2, NULL, &out), UMBEL_E_ARG);
    spans[1] = (encoder_span){2, 24};
    assert_int_equal(umbel_encoder_pairs(&cx, &e, hidden, 24, spans, 2, NULL, &out), UMBEL_E_ARG);
    assert_int_equal(umbel_encoder_pairs(&cx, &e, hidden, 24, spans, UMBEL_ENCODER_SPANS_MAX + 1, NULL, &out),
                     UMBEL_E_ARG);
    assert_int_equal(umbel_encoder_pairs(&cx, &e, hidden, 0, spans, 0, NULL, &out), UMBEL_E_ARG);
    assert_ok(umbel_encoder_pairs(&cx, &e, hidden, 24, spans, 0, NULL, &out));
    assert_ok(umbel_encoder_pairs(&cx, &e, hidden, 24, spans, 1, NULL, &out));
    spans[1] = (encoder_span){2, 23};
    assert_ok(umbel_encoder_pairs(&cx, &e, hidden, 24, spans, 2, wanted, &out));
    for (size_t i = 0; i < 4; i++) assert_int_equal(scores[3 * i] == UMBEL_ENCODER_UNASKED, !wanted[i]);
    umbel_encoder_free(&cx, &e);
}

static void test_every_allocation_fails(void **state) {
    (void)state;
    failing f = {0};
    umbel_allocator alloc = {failing_resize, &f};
    umbel_ctx poor;
    umbel_encoder e;
    const uint16_t ids[3] = {2, 5, 3};
    const encoder_span span = {1, 1};
    float hidden[3 * 32], scores[3], looks[2 * 16];
    umbel_status status = UMBEL_E_MEMORY;
    for (long k = 0; status != UMBEL_OK && k < 200; k++) {
        f.left = k;
        umbel_ctx_init(&poor, &alloc, 1);
        status = umbel_encoder_load(&poor, &e, TINY ".bin");
        if (status == UMBEL_OK) status = umbel_encoder_run(&poor, &e, ids, 3, hidden);
        if (status == UMBEL_OK)
            status = umbel_encoder_pairs(&poor, &e, hidden, 3, &span, 1, NULL, &(encoder_reading){scores, looks});
        assert_true(status == UMBEL_OK || status == UMBEL_E_MEMORY);
        assert_int_equal(poor.scratch.n_used, 0);
        umbel_encoder_free(&poor, &e);
        umbel_ctx_free(&poor);
    }
    assert_int_equal(status, UMBEL_OK);
}

/* ---- kernels ------------------------------------------------------------------------------- */

typedef struct problem {
    uint8_t q[80 * 4096];
    float scale[80], bias[80], lift[80], gain[4096], a_middle[13], x[13 * 4096], out[13 * 80], first_out[13 * 80];
    float ones[80], zeros[80], own_scale[13], own_middle[13];
    int8_t a[13 * 4096];
    int16_t wide[13 * 4096];
    float a_scale[13];
    int32_t a_sum[13];
} problem;

/* Products against sums made one number at a time: with scales of one they come out as they are. */
static void check_sums(const encoder_matrix *m, const encoder_rows *rows, size_t n, const float *out) {
    for (size_t i = 0; i < n; i++) {
        for (size_t r = 0; r < m->n_out; r++) {
            int64_t sum = 0;
            for (size_t c = 0; c < m->n_in; c++)
                sum +=
                    (m->q[(r / 16 * m->n_in + c / 4 * 4) * 16 + r % 16 * 4 + c % 4] - 128) * rows->q[i * m->n_in + c];
            assert_true(out[i * m->n_out + r] == (float)sum);
        }
    }
}

static void test_products(void **state) {
    (void)state;
    static problem p;
    const size_t shapes[][2] = {{16, 16}, {32, 48}, {64, 384}, {80, 1536}, {48, 4096}};
    const encoder_kernels *k;
    for (size_t s = 0; s < sizeof shapes / sizeof *shapes; s++) {
        for (int extreme = 0; extreme < 3; extreme++) { /* random, and the largest sums of either sign */
            encoder_matrix m = {p.q, p.scale, p.bias, p.lift, p.gain, shapes[s][0], shapes[s][1], NULL};
            encoder_matrix plain = {p.q, p.ones, p.zeros, p.zeros, p.gain, m.n_out, m.n_in, NULL};
            encoder_rows rows = {p.a, p.wide, p.a_scale, p.a_middle, p.a_sum, m.n_in};
            for (size_t i = 0; i < m.n_out * m.n_in; i++)
                p.q[i] = extreme ? 255 : (uint8_t)umbel_rng_below(&cx.rng, 256);
            for (size_t i = 0; i < 13 * m.n_in; i++) {
                p.x[i] = (float)umbel_rng_below(&cx.rng, 2001) / 1000.0f - 1.0f;
                p.a[i] = extreme == 1 ? 127 : -127;
                p.wide[i] = p.a[i];
            }
            for (size_t i = 0; i < 13; i++) p.a_scale[i] = 1, p.a_middle[i] = 0, p.a_sum[i] = (int32_t)m.n_in * p.a[0];
            for (size_t i = 0; i < m.n_in; i++) p.gain[i] = 0.5f + (float)(i % 7);
            for (size_t i = 0; i < m.n_out; i++)
                p.ones[i] = 1.0f, p.scale[i] = 0.01f * (float)(i + 1), p.bias[i] = (float)i - 3.0f,
                p.lift[i] = 0.3f * (float)i;
            for (size_t i = 0; (k = umbel_encoder_kernels_at(i)); i++) {
                for (size_t t = 0; t < 13 && !extreme; t++) k->quantise(p.x + t * m.n_in, p.gain, &rows, t);
                memcpy(p.own_scale, p.a_scale, sizeof p.own_scale);
                memcpy(p.own_middle, p.a_middle, sizeof p.own_middle);
                for (size_t t = 0; t < 13; t++) p.a_scale[t] = 1, p.a_middle[t] = 0;
                for (size_t n = 1; n <= 13; n++) { /* every number of tokens of a tile */
                    k->multiply(&plain, &rows, n, false, p.out);
                    check_sums(&plain, &rows, n, p.out);
                }
                memcpy(p.a_scale, p.own_scale, sizeof p.own_scale);
                memcpy(p.a_middle, p.own_middle, sizeof p.own_middle);
                k->multiply(&m, &rows, 13, extreme == 1, p.out);
                if (i == 0) memcpy(p.first_out, p.out, sizeof p.out);
                assert_memory_equal(p.out, p.first_out, 13 * m.n_out * sizeof(float));
            }
        }
    }
}

static void test_functions(void **state) {
    (void)state;
    const encoder_kernels *k;
    float x[4096], first[4096];
    for (size_t i = 0; (k = umbel_encoder_kernels_at(i)); i++) {
        for (int j = 0; j < 4096; j++) x[j] = (float)(j - 2048) / 200.0f;
        k->gelu(x, 4096);
        for (int j = 0; j < 4096; j++) {
            double v = (double)((float)(j - 2048) / 200.0f);
            assert_true(fabs((double)x[j] - v / 2 * (1 + erf(v / sqrt(2)))) < 2e-6 * fmax(1, fabs(v)));
        }
        if (i == 0) memcpy(first, x, sizeof x);
        assert_memory_equal(x, first, sizeof x);
    }
}

/* Zeros, numbers too small to scale and rows of one value give no surprise. */
static void test_quantise(void **state) {
    (void)state;
    const encoder_kernels *k;
    float x[16], gain[16];
    int8_t q[16];
    int16_t wide[16];
    float scale, middle;
    int32_t sum;
    encoder_rows rows = {q, wide, &scale, &middle, &sum, 16};
    for (int j = 0; j < 16; j++) gain[j] = 1.0f;
    for (size_t i = 0; (k = umbel_encoder_kernels_at(i)); i++) {
        for (int j = 0; j < 16; j++) x[j] = j == 3 ? 1e-38f : 0.0f;
        k->quantise(x, gain, &rows, 0);
        assert_true(scale == 0 && sum == 0 && (k->wide ? wide[3] : q[3]) == 0);
        for (int j = 0; j < 16; j++) x[j] = 5.0f;
        k->quantise(x, gain, &rows, 0);
        assert_true(scale == 0 && sum == 0 && middle == 5.0f);
        for (int j = 0; j < 16; j++) x[j] = j == 0 ? 4.5f : j % 2 ? -53.0f : 201.0f; /* the middle is 74, a step is 1 */
        gain[0] = 2.0f;
        k->quantise(x, gain, &rows, 0);
        for (int j = 0; j < 3 && k->wide; j++) q[j] = (int8_t)wide[j];
        assert_true(scale == 1.0f && middle == 74.0f && q[1] == -127 && q[2] == 127 && q[0] == -65 &&
                    sum == 7 * 127 - 8 * 127 - 65);
        gain[0] = 1.0f;
        x[0] = 75.5f; /* 1.5: to even */
        k->quantise(x, gain, &rows, 0);
        assert_true((k->wide ? wide[0] : q[0]) == 2);
    }
}

/* ---- files --------------------------------------------------------------------------------- */

static void put_right(uint8_t *data, size_t n) {
    char hex[UMBEL_SHA256_HEX + 1], digits[3] = "";
    umbel_str body = {(const char *)data, n - 32};
    for (int i = 0; i < 8; i++) data[64 + i] = (uint8_t)((uint64_t)n >> (8 * i));
    assert_ok(umbel_sha256(&cx, &body, 1, hex));
    for (size_t i = 0; i < 32; i++) {
        memcpy(digits, hex + 2 * i, 2);
        data[n - 32 + i] = (uint8_t)strtoul(digits, NULL, 16);
    }
}

static void assert_refused(const uint8_t *data, size_t n, const char *words) {
    umbel_encoder e;
    assert_int_equal(umbel_encoder_read(&cx, &e, (umbel_str){(const char *)data, n}, "w.bin"), UMBEL_E_FORMAT);
    assert_false(e.loaded);
    if (!strstr(cx.err.msg, words)) fail_msg("\"%s\" is not in \"%s\"", words, cx.err.msg);
    assert_non_null(strstr(cx.err.msg, "put the file back"));
    assert_string_equal(cx.err.where, "w.bin");
}

static void test_damaged(void **state) {
    (void)state;
    umbel_buf buf = {0};
    umbel_encoder e;
    assert_ok(umbel_file_read(&cx, TINY ".bin", 1 << 20, &buf));
    uint8_t *data = (uint8_t *)buf.p;
    for (size_t n = 0; n < buf.n; n += n < 128 ? 1 : 997) assert_refused(data, n, "");
    for (size_t i = 0; i < buf.n; i += i < 64 ? 1 : 499) {
        data[i] ^= 0x20;
        assert_refused(data, buf.n, "");
        data[i] ^= 0x20;
    }
    assert_refused((const uint8_t *)"SQLite format 3", 15, "no file of encoder weights");
    const struct {
        size_t at;
        uint8_t value;
        const char *words;
    } faults[] = {{8, 9, "of form 9"},
                  {12, 31, "31 hidden numbers"},
                  {14, 9, "hidden numbers"},
                  {16, 0, "0 heads"},
                  {16, 3, "do not divide"},
                  {16, 8, "do not divide"},
                  {20, 64, ""},
                  {24, 1, ""},
                  {24, 25, "25 layers"},
                  {28, 32, ""},
                  {32, 32, ""},
                  {36, 65, "65 wordpieces of context"},
                  {40, 2, ""},
                  {44, 20, ""},
                  {48, 23, ""},
                  {52, 250, "special wordpiece"},
                  {72, 0, "name 0 is empty"},
                  {73, 0xff, "name 0 is not UTF-8"}};
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        uint8_t before = data[faults[i].at];
        data[faults[i].at] = faults[i].value;
        put_right(data, buf.n);
        assert_refused(data, buf.n, faults[i].words);
        data[faults[i].at] = before;
    }
    const float bad = NAN; /* the last tensor: c */
    memcpy(data + buf.n - 32 - 64, &bad, sizeof bad);
    put_right(data, buf.n);
    assert_refused(data, buf.n, "no finite number");
    memset(data + buf.n - 32 - 64, 0, sizeof bad);
    put_right(data, buf.n);
    assert_ok(umbel_encoder_read(&cx, &e, umbel_buf_str(&buf), "w.bin"));
    umbel_encoder_free(&cx, &e);
    umbel_buf_free(&cx, &buf);
}

static void test_paths(void **state) {
    (void)state;
    umbel_encoder e;
    char path[] = "/tmp/umbel-encoder-XXXXXX";
    assert_ok(umbel_encoder_load(&cx, &e, TINY "-absent.bin"));
    assert_false(e.loaded);
    umbel_encoder_free(&cx, &e);
    assert_int_equal(umbel_encoder_load(&cx, &e, UMBEL_TREE "/tests"), UMBEL_E_FORMAT);
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(umbel_encoder_load(&cx, &e, path), UMBEL_E_FORMAT);
    char filler[4096] = "not weights";
    assert_int_equal(write(fd, filler, sizeof filler), sizeof filler);
    assert_int_equal(umbel_encoder_load(&cx, &e, path), UMBEL_E_FORMAT);
    close(fd);
    unlink(path);
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_int_equal(umbel_encoder_load(&cx, &e, path), UMBEL_E_FORMAT);
    unlink(path);
}

/* ---- WordPiece ----------------------------------------------------------------------------- */

static void assert_pieces(const umbel_encoder *e, umbel_str word, const char *expected) {
    uint16_t ids[256];
    char text[2048] = "";
    size_t n = umbel_wordpieces(e, word, ids, 256), at = 0;
    for (size_t i = 0; i < n; i++) {
        umbel_str piece = e->pieces[ids[i]];
        at += (size_t)snprintf(text + at, sizeof text - at, "%s%.*s", i ? " " : "", UMBEL_ARGS(piece));
    }
    if (strcmp(text, expected) != 0) fail_msg("\"%.*s\": %s, not %s", UMBEL_ARGS(word), text, expected);
}

static void test_wordpieces(void **state) {
    (void)state;
    umbel_encoder e;
    static const char *const cases[][2] = {{"the", "the"},
                                           {"THE", "the"},
                                           {"groups", "group ##s"},
                                           {"al-Qaida", "al - qa ##ida"}, /* the longest: ##ida, not ##id ##a */
                                           {"attackeds", "attack ##ed ##s"},
                                           {"attackx", "[UNK]"},
                                           {"U.S.", "u . s ."},
                                           {"1,200", "1 , 200"},
                                           {"o's", "o ' s"},
                                           {"Caf\u00c9", "caf ##e"},
                                           {"cafe\u0301", "caf ##e"},
                                           {"caf\u00ade", "caf ##e"}, /* soft hyphen */
                                           {"\u4e2d\u6587", "\u4e2d \u6587"},
                                           {"the\u4e2d", "the \u4e2d"},
                                           {"\ud55c", "\u1112 ##\u1161 ##\u11ab"}, /* Hangul parts into letters */
                                           {"\u03a3\u039f\u03a3", "\u03c3 ##\u03bf ##\u03c3"}, /* final sigma stays */
                                           {"the group", "the group"},
                                           {"the\u00a0group", "the group"},
                                           {"the\u2028group", "the group"},
                                           {"stra\u00dfe", "[UNK]"}, /* \u00df is not ss */
                                           {"\u2014", "[UNK]"},
                                           {"the\u2014", "the [UNK]"},
                                           {"#", "#"},
                                           {"##s", "# # s"},
                                           {"\u0301", ""},
                                           {"\u200b\ufeff", ""},
                                           {"", ""},
                                           {"\x01\x7f", ""},
                                           {"a\x02"
                                            "b",
                                            "a ##b"},
                                           {"\xff\xfe", "[UNK]"},
                                           {"the\xff", "[UNK]"},
                                           {"\xe2\x82", ""},
                                           {"\xed\xa0\x80the", "the"}, /* a surrogate */
                                           {"\U0001f600", "[UNK]"},
                                           {"Mali", "mali"},
                                           {"Malian", "mali ##an"}};
    assert_ok(umbel_encoder_load(&cx, &e, TINY ".bin"));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) assert_pieces(&e, umbel_str_of(cases[i][0]), cases[i][1]);
    assert_pieces(&e, (umbel_str){"a\0b", 3}, "a ##b");
    umbel_encoder_free(&cx, &e);
}

static void test_long_words(void **state) {
    (void)state;
    umbel_encoder e;
    static char word[1 << 20];
    static uint16_t ids[1 << 16];
    assert_ok(umbel_encoder_load(&cx, &e, TINY ".bin"));
    memset(word, 'a', sizeof word);
    assert_int_equal(umbel_wordpieces(&e, (umbel_str){word, 99}, ids, 256), 50); /* a ##aa ##aa ... */
    assert_int_equal(umbel_wordpieces(&e, (umbel_str){word, 100}, ids, 256), 51);
    assert_int_equal(umbel_wordpieces(&e, (umbel_str){word, 101}, ids, 256), 1);
    assert_int_equal(ids[0], e.unk);
    assert_int_equal(umbel_wordpieces(&e, (umbel_str){word, sizeof word}, ids, 256), 1);
    memset(word, '.', sizeof word);
    ids[7] = 999;
    assert_int_equal(umbel_wordpieces(&e, (umbel_str){word, sizeof word}, ids, 7), 7);
    assert_int_equal(ids[7], 999);
    assert_int_equal(umbel_wordpieces(&e, (umbel_str){word, 5}, ids, 0), 0);
    for (size_t i = 0; i < sizeof word; i++) word[i] = (char)umbel_rng_below(&cx.rng, 256);
    size_t n = umbel_wordpieces(&e, (umbel_str){word, sizeof word}, ids, 1 << 16);
    for (size_t i = 0; i < n; i++) assert_true(ids[i] < e.n_vocab);
    umbel_encoder_free(&cx, &e);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_against_oracle, setup, teardown),
        cmocka_unit_test_setup_teardown(test_kernels_agree_on_the_model, setup, teardown),
        cmocka_unit_test_setup_teardown(test_arguments, setup, teardown),
        cmocka_unit_test_setup_teardown(test_every_allocation_fails, setup, teardown),
        cmocka_unit_test_setup_teardown(test_products, setup, teardown),
        cmocka_unit_test_setup_teardown(test_functions, setup, teardown),
        cmocka_unit_test_setup_teardown(test_quantise, setup, teardown),
        cmocka_unit_test_setup_teardown(test_damaged, setup, teardown),
        cmocka_unit_test_setup_teardown(test_paths, setup, teardown),
        cmocka_unit_test_setup_teardown(test_wordpieces, setup, teardown),
        cmocka_unit_test_setup_teardown(test_long_words, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
