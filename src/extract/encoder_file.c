/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* The weights file, little-endian:
 *
 *    0  "UMBELENC"
 *    8  fourteen 32-bit numbers: version, n_hidden, n_heads, n_inner, n_layers, n_pair, n_query, n_context, n_ties,
 *       n_vocab, n_positions, cls, sep, unk
 *   64  bytes of the whole file, 64 bits
 *   72  names of the ties, then the wordpieces: a byte of length and UTF-8
 *       tensors, each at a multiple of 64, in the order of read_tensors below
 *       SHA-256 of all before
 *
 * Every size follows from the header; it is checked before it is used, and the last tensor must end where the hash
 * begins. */
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"
#include "extract/encoder.h"
#include "umbel/text.h"

#define VERSION    3
#define HEADER     72
#define SIZE_AT    64
#define SPECIALS   52
#define HASH_BYTES 32
#define ALIGN      64
#define BYTES_MAX  ((size_t)256 << 20)
#define MEND       "put the file back that came with this version"

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the weights are used where they lie in the file");

typedef struct cursor {
    umbel_ctx *cx;
    const char *name;
    const uint8_t *p;
    size_t at, n; /* n: without the hash */
} cursor;

static uint64_t number_at(const uint8_t *p, int n_bytes) {
    uint64_t v = 0;
    for (int i = n_bytes - 1; i >= 0; i--) v = v << 8 | p[i];
    return v;
}

/* n bytes at the next multiple of ALIGN. The padding must be zero: names that were not read would show there. */
static umbel_status take(cursor *c, size_t n, const uint8_t **out) {
    size_t at = (c->at + ALIGN - 1) / ALIGN * ALIGN;
    bool fits = at <= c->n && n <= c->n - at;
    for (size_t i = c->at; fits && i < at; i++) fits = c->p[i] == 0;
    if (!fits)
        return UMBEL_FAIL_AT(c->cx, UMBEL_E_FORMAT, c->at, c->name,
                             "the weights do not have the sizes that the header says; " MEND);
    *out = c->p + at;
    c->at = at + n;
    return UMBEL_OK;
}

static umbel_status take_floats(cursor *c, size_t n, const float **out) {
    const uint8_t *p = NULL;
    UMBEL_TRY(take(c, n * sizeof(float), &p));
    *out = (const float *)(const void *)p;
    for (size_t i = 0; i < n; i++)
        if (!isfinite((*out)[i]))
            return UMBEL_FAIL_AT(c->cx, UMBEL_E_FORMAT, c->at - (n - i) * sizeof(float), c->name,
                                 "a weight is no finite number; " MEND);
    return UMBEL_OK;
}

static umbel_status take_matrix(cursor *c, size_t n_out, size_t n_in, encoder_matrix *out) {
    out->n_out = n_out;
    out->n_in = n_in;
    UMBEL_TRY(take(c, n_out * n_in, &out->q));
    UMBEL_TRY(take_floats(c, n_out, &out->scale));
    UMBEL_TRY(take_floats(c, n_out, &out->bias));
    UMBEL_TRY(take_floats(c, n_out, &out->lift));
    return take_floats(c, n_in, &out->gain);
}

static umbel_status take_norm(cursor *c, size_t n, encoder_norm *out) {
    UMBEL_TRY(take_floats(c, n, &out->weight));
    return take_floats(c, n, &out->bias);
}

/* What is multiplied next, where it holds as much as the kernels may fetch ahead. */
static void follow(encoder_matrix *m, const encoder_matrix *next) {
    if (next->n_out * next->n_in >= ENCODER_TILE_ROWS * m->n_in) m->after = next->q;
}

static umbel_status read_tensors(cursor *c, umbel_encoder *e) {
    size_t h = e->n_hidden, inner = e->n_inner, pair = e->n_pair, query = e->n_query;
    UMBEL_TRY(take(c, e->n_vocab * h, &e->words));
    UMBEL_TRY(take_floats(c, e->n_vocab, &e->word_scale));
    UMBEL_TRY(take_floats(c, e->n_positions * h, &e->positions));
    UMBEL_TRY(take_norm(c, h, &e->embedded));
    e->layers = UMBEL_NEW(c->cx, &e->arena, encoder_layer, e->n_layers);
    if (!e->layers) return c->cx->err.code;
    for (size_t i = 0; i < e->n_layers; i++) {
        encoder_layer *l = &e->layers[i];
        UMBEL_TRY(take_matrix(c, 3 * h, h, &l->qkv));
        UMBEL_TRY(take_matrix(c, h, h, &l->attended));
        UMBEL_TRY(take_norm(c, h, &l->after_attention));
        UMBEL_TRY(take_matrix(c, inner, h, &l->widen));
        UMBEL_TRY(take_matrix(c, h, inner, &l->narrow));
        UMBEL_TRY(take_norm(c, h, &l->after_inner));
    }
    for (size_t i = 0; i < e->n_layers; i++) {
        encoder_layer *l = &e->layers[i];
        follow(&l->qkv, &l->attended);
        follow(&l->attended, &l->widen);
        follow(&l->widen, &l->narrow);
        if (i + 1 < e->n_layers) follow(&l->narrow, &l[1].qkv);
    }
    UMBEL_TRY(take_matrix(c, 4 * pair + 2 * query, h, &e->sides));
    UMBEL_TRY(take_matrix(c, query + pair, h, &e->words_read));
    UMBEL_TRY(take_floats(c, pair * e->n_padded, &e->of_ties));
    UMBEL_TRY(take_floats(c, e->n_padded, &e->c));
    if (c->at != c->n)
        return UMBEL_FAIL_AT(c->cx, UMBEL_E_FORMAT, c->at, c->name, "%zu bytes too many after the weights; " MEND,
                             c->n - c->at);
    return UMBEL_OK;
}

static umbel_status read_strings(cursor *c, umbel_encoder *e, size_t n, umbel_str **out) {
    umbel_str *s = *out = UMBEL_NEW(c->cx, &e->arena, umbel_str, n);
    if (!s) return c->cx->err.code;
    for (size_t i = 0; i < n; i++) {
        size_t size = c->at < c->n ? c->p[c->at] : 0;
        if (size == 0 || size > c->n - c->at - 1)
            return UMBEL_FAIL_AT(c->cx, UMBEL_E_FORMAT, c->at, c->name, "name %zu is empty or cut short; " MEND, i);
        s[i] = (umbel_str){(const char *)c->p + c->at + 1, size};
        if (!umbel_utf8_valid(s[i], NULL))
            return UMBEL_FAIL_AT(c->cx, UMBEL_E_FORMAT, c->at, c->name, "name %zu is not UTF-8; " MEND, i);
        c->at += 1 + size;
    }
    return UMBEL_OK;
}

static umbel_status index_pieces(cursor *c, umbel_encoder *e) {
    for (e->n_slots = 64; e->n_slots < 4 * (size_t)e->n_vocab;) e->n_slots *= 2;
    e->slots = UMBEL_NEW(c->cx, &e->arena, uint32_t, e->n_slots);
    if (!e->slots) return c->cx->err.code;
    for (uint32_t id = 0; id < e->n_vocab; id++) {
        umbel_str piece = e->pieces[id];
        uint32_t hash = ENCODER_HASH_START;
        for (size_t i = 0; i < piece.n; i++) hash = encoder_hash_step(hash, (unsigned char)piece.p[i]);
        size_t at = hash & (e->n_slots - 1);
        for (; e->slots[at]; at = (at + 1) & (e->n_slots - 1))
            if (umbel_str_eq(e->pieces[e->slots[at] - 1], piece))
                return UMBEL_FAIL_AT(c->cx, UMBEL_E_FORMAT, -1, c->name,
                                     "the wordpiece \"%.*s\" stands twice in the vocabulary; " MEND, UMBEL_ARGS(piece));
        e->slots[at] = id + 1;
        if (piece.n > e->n_longest) e->n_longest = piece.n;
    }
    return UMBEL_OK;
}

/* Sizes within what the arithmetic can hold (encoder_kernels.h) and a sentence can bear. */
static umbel_status read_header(cursor *c, umbel_encoder *e) {
    struct {
        const char *what;
        uint32_t *to;
        uint32_t most, step, least;
    } fields[] = {{"hidden numbers", &e->n_hidden, 1024, 16, 1},
                  {"heads", &e->n_heads, 64, 1, 1},
                  {"inner numbers", &e->n_inner, ENCODER_IN_MAX, 16, 1},
                  {"layers", &e->n_layers, 24, 1, 1},
                  {"pair numbers", &e->n_pair, 512, 16, 1},
                  {"query numbers", &e->n_query, 512, 16, 1},
                  {"wordpieces of context", &e->n_context, UMBEL_ENCODER_CONTEXT_MAX, 1, 0},
                  {"ties", &e->n_ties, 256, 1, 1},
                  {"wordpieces", &e->n_vocab, 65535, 1, 1},
                  {"positions", &e->n_positions, 512, 1, 1}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        uint32_t v = (uint32_t)number_at(c->p + 12 + 4 * i, 4);
        if (v < fields[i].least || v > fields[i].most || v % fields[i].step)
            return UMBEL_FAIL_AT(c->cx, UMBEL_E_FORMAT, 12 + 4 * i, c->name,
                                 "%u %s: must be %u to %u and a multiple of %u; " MEND, v, fields[i].what,
                                 fields[i].least, fields[i].most, fields[i].step);
        *fields[i].to = v;
    }
    if (e->n_hidden % e->n_heads || e->n_hidden / e->n_heads % 8)
        return UMBEL_FAIL_AT(c->cx, UMBEL_E_FORMAT, 16, c->name,
                             "%u hidden numbers do not divide into %u heads of a multiple of 8; " MEND, e->n_hidden,
                             e->n_heads);
    e->n_padded = (e->n_ties + ENCODER_BLOCK - 1) / ENCODER_BLOCK * ENCODER_BLOCK;
    uint16_t *specials[] = {&e->cls, &e->sep, &e->unk};
    for (size_t i = 0; i < 3; i++) {
        uint32_t id = (uint32_t)number_at(c->p + SPECIALS + 4 * i, 4);
        if (id >= e->n_vocab)
            return UMBEL_FAIL_AT(c->cx, UMBEL_E_FORMAT, SPECIALS + 4 * i, c->name,
                                 "special wordpiece %u of a vocabulary of %u; " MEND, id, e->n_vocab);
        *specials[i] = (uint16_t)id;
    }
    c->at = HEADER;
    return UMBEL_OK;
}

static umbel_status check_hash(const cursor *c) {
    char hex[UMBEL_SHA256_HEX + 1];
    umbel_str body = {(const char *)c->p, c->n};
    UMBEL_TRY(umbel_sha256(c->cx, &body, 1, hex));
    for (size_t i = 0; i < HASH_BYTES; i++) {
        const char digits[2] = {"0123456789abcdef"[c->p[c->n + i] >> 4], "0123456789abcdef"[c->p[c->n + i] & 15]};
        if (memcmp(digits, hex + 2 * i, 2) != 0)
            return UMBEL_FAIL_AT(c->cx, UMBEL_E_FORMAT, -1, c->name,
                                 "the checksum of the encoder's weights does not match, the file is damaged; " MEND);
    }
    return UMBEL_OK;
}

static umbel_status read_all(umbel_ctx *cx, umbel_encoder *e, umbel_str bytes, const char *name) {
    cursor c = {cx, name, (const uint8_t *)bytes.p, 0, bytes.n < HASH_BYTES ? 0 : bytes.n - HASH_BYTES};
    if (bytes.n < 8 || memcmp(bytes.p, "UMBELENC", 8) != 0)
        return UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, 0, name, "this is no file of encoder weights; " MEND);
    if (bytes.n >= 12 && number_at(c.p + 8, 4) != VERSION)
        return UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, 8, name,
                             "encoder weights of form %u, but this program reads form %d; " MEND,
                             (unsigned)number_at(c.p + 8, 4), VERSION);
    if (bytes.n < HEADER + HASH_BYTES || number_at(c.p + SIZE_AT, 8) != bytes.n)
        return UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, bytes.n, name,
                             "the encoder's weights have %zu bytes, which is not what their header says; " MEND,
                             bytes.n);
    UMBEL_TRY(check_hash(&c));
    UMBEL_TRY(read_header(&c, e));
    UMBEL_TRY(read_strings(&c, e, e->n_ties, &e->ties));
    UMBEL_TRY(read_strings(&c, e, e->n_vocab, &e->pieces));
    UMBEL_TRY(index_pieces(&c, e));
    return read_tensors(&c, e);
}

umbel_status umbel_encoder_read(umbel_ctx *cx, umbel_encoder *e, umbel_str bytes, const char *name) {
    *e = (umbel_encoder){.kernels = umbel_encoder_kernels_best()};
    umbel_status status = read_all(cx, e, bytes, name);
    if (status != UMBEL_OK) {
        umbel_encoder_free(cx, e);
        return status;
    }
    e->loaded = true;
    return UMBEL_OK;
}

umbel_status umbel_encoder_load(umbel_ctx *cx, umbel_encoder *e, const char *path) {
    umbel_status status = UMBEL_OK;
    struct stat about;
    void *map = MAP_FAILED;
    *e = (umbel_encoder){0};
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* a pipe must not hold us up */
    if (fd < 0 && errno == ENOENT) return UMBEL_OK;
    if (fd < 0) return UMBEL_FAIL_AT(cx, UMBEL_E_IO, -1, path, "cannot be opened: %s", strerror(errno));
    if (fstat(fd, &about) != 0) {
        status = UMBEL_FAIL_AT(cx, UMBEL_E_IO, -1, path, "cannot be examined: %s", strerror(errno));
        goto done;
    }
    if (!S_ISREG(about.st_mode) || about.st_size < HEADER || (uint64_t)about.st_size > BYTES_MAX) {
        status = UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, -1, path,
                               "this is no file of encoder weights (a plain file of %d bytes to %zu MB); " MEND, HEADER,
                               BYTES_MAX >> 20);
        goto done;
    }
    size_t n = (size_t)about.st_size;
    map = mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 0);
    if (map == MAP_FAILED) {
        status = UMBEL_FAIL_AT(cx, UMBEL_E_IO, -1, path, "cannot be mapped: %s", strerror(errno));
        goto done;
    }
    status = umbel_encoder_read(cx, e, (umbel_str){map, n}, path);
    if (status == UMBEL_OK)
        e->map = map, e->n_map = n;
    else
        munmap(map, n);
done:
    close(fd);
    return status;
}

void umbel_encoder_free(umbel_ctx *cx, umbel_encoder *e) {
    umbel_arena_free(cx, &e->arena);
    if (e->map) munmap(e->map, e->n_map);
    *e = (umbel_encoder){0};
}
