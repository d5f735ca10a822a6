/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* An index is used where it lies in the file. People hand files to each other: the whole is summed up when it is
 * opened, and every number that leads to another place is checked where it is followed. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "identity/name_index.h"

#define MEND "make it again: umbel index NAMES.tsv NAMES.idx"

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the index is used where it lies in the file");
_Static_assert(sizeof(index_name) == 20 && sizeof(index_row) == 20 && sizeof(index_word) == 20 &&
                   sizeof(index_skeleton) == 16,
               "no padding in the file");

uint64_t umbel_index_checksum(const char *bytes, size_t n) {
    uint64_t lanes[4] = {1, 2, 3, 4}, tail = 0;
    size_t i = 0;
    for (; i + 32 <= n; i += 32)
        for (int k = 0; k < 4; k++) {
            uint64_t v;
            memcpy(&v, bytes + i + 8 * k, 8);
            lanes[k] = (lanes[k] ^ v) * 0x9e3779b97f4a7c15u;
            lanes[k] ^= lanes[k] >> 32;
        }
    for (; i < n; i++) tail = tail * 0x100000001b3u + (unsigned char)bytes[i] + 1;
    uint64_t sum = tail ^ n;
    for (int k = 0; k < 4; k++) sum = (sum ^ lanes[k]) * 0xbf58476d1ce4e5b9u + (sum >> 29);
    return sum;
}

static bool section(const name_index *x, int which, size_t n, size_t size, const void **out) {
    uint64_t from = x->h->at[which], to = x->h->at[which + 1];
    if (from % 8 || from > to || to > x->n_bytes || (size && n > (to - from) / size)) return false;
    *out = x->bytes + from;
    return true;
}

umbel_status umbel_index_attach(umbel_ctx *cx, name_index *x, const name_words *words, const char *name) {
    const index_header *h = x->h = (const index_header *)(const void *)x->bytes;
    if (x->n_bytes < sizeof *h || memcmp(h->magic, "UMBELIDX", 8) != 0)
        return UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, 0, name, "this is no index of names; " MEND);
    if (h->version != INDEX_VERSION)
        return UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, 8, name, "the index has version %u where %d belongs; " MEND,
                             h->version, INDEX_VERSION);
    if (h->n_bytes != x->n_bytes)
        return UMBEL_FAIL_AT(cx, UMBEL_E_CORRUPT, 0, name, "the index has %zu bytes where its header says %llu; " MEND,
                             x->n_bytes, (unsigned long long)h->n_bytes);
    if (h->words_digest != words->digest)
        return UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, 0, name, "the index was made with other tables of words; " MEND);
    if (umbel_index_checksum(x->bytes + sizeof *h, x->n_bytes - sizeof *h) != h->checksum)
        return UMBEL_FAIL_AT(cx, UMBEL_E_CORRUPT, 0, name, "the index is damaged: its sum is not what it was; " MEND);
    bool fits = h->at[N_SECTIONS] == x->n_bytes && h->at[0] >= sizeof *h &&
                (h->n_key_slots & (h->n_key_slots - 1)) == 0 &&
                (h->n_neighbour_slots & (h->n_neighbour_slots - 1)) == 0 && h->n_key_slots && h->n_neighbour_slots;
    const void *p[N_SECTIONS];
    const struct {
        size_t n, size;
    } want[N_SECTIONS] = {{2 * (size_t)h->n_actors, 4},
                          {(size_t)h->n_actors + 1, 4},
                          {h->n_names, sizeof(index_name)},
                          {h->n_rows, sizeof(index_row)},
                          {h->n_row_tokens, 4},
                          {h->n_words, sizeof(index_word)},
                          {h->n_key_slots, sizeof(index_slot)},
                          {0, 0},
                          {h->n_skeletons, sizeof(index_skeleton)},
                          {h->n_neighbour_slots, sizeof(index_slot)},
                          {0, 0}};
    for (int i = 0; fits && i < N_SECTIONS; i++) fits = section(x, i, want[i].n, want[i].size, &p[i]);
    if (!fits)
        return UMBEL_FAIL_AT(cx, UMBEL_E_CORRUPT, 0, name,
                             "the sections of the index do not lie where its header says; " MEND);
    x->actors = p[SECTION_ACTORS];
    x->actor_rows = p[SECTION_ACTOR_ROWS];
    x->names = p[SECTION_NAMES];
    x->rows = p[SECTION_ROWS];
    x->row_tokens = p[SECTION_ROW_TOKENS];
    x->words = p[SECTION_WORDS];
    x->keys = p[SECTION_KEYS];
    x->postings = p[SECTION_POSTINGS];
    x->skeletons = p[SECTION_SKELETONS];
    x->neighbours = p[SECTION_NEIGHBOURS];
    x->pool = p[SECTION_POOL];
    x->n_postings = h->at[SECTION_POSTINGS + 1] - h->at[SECTION_POSTINGS];
    x->n_pool = h->at[SECTION_POOL + 1] - h->at[SECTION_POOL];
    return UMBEL_OK;
}

umbel_status umbel_index_map(umbel_ctx *cx, name_index *out, const char *path, const name_words *words) {
    struct stat info;
    umbel_status status = UMBEL_OK;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return UMBEL_FAIL_AT(cx, UMBEL_E_IO, -1, path, "cannot be opened (%s)", strerror(errno));
    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode))
        status = UMBEL_FAIL_AT(cx, UMBEL_E_IO, -1, path, "is no file");
    else if ((size_t)info.st_size < sizeof(index_header))
        status = UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, 0, path, "this is no index of names; " MEND);
    if (status == UMBEL_OK) {
        void *map = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
        if (map == MAP_FAILED) {
            status = UMBEL_FAIL_AT(cx, UMBEL_E_IO, -1, path, "cannot be mapped (%s)", strerror(errno));
        } else {
            out->map = map;
            out->bytes = map;
            out->n_bytes = (size_t)info.st_size;
            status = umbel_index_attach(cx, out, words, path);
        }
    }
    close(fd);
    return status;
}

void umbel_index_free(umbel_ctx *cx, name_index *index) {
    if (index->map) munmap(index->map, index->n_bytes);
    umbel_buf_free(cx, &index->built);
    *index = (name_index){0};
}

uint32_t umbel_varint(const uint8_t **at, const uint8_t *end) {
    uint32_t v = 0;
    for (int shift = 0; *at < end && shift < 35; shift += 7) {
        uint8_t byte = *(*at)++;
        v |= (uint32_t)(byte & 0x7f) << shift;
        if (!(byte & 0x80)) break;
    }
    return v;
}

size_t umbel_index_rows(const name_index *x, uint64_t key, const uint8_t **at, const uint8_t **end) {
    uint32_t mask = x->h->n_key_slots - 1, i = (uint32_t)key & mask;
    for (uint32_t n = 0; n <= mask && x->keys[i].place; n++, i = (i + 1) & mask)
        if (x->keys[i].tag == (uint32_t)(key >> 32)) {
            size_t place = x->keys[i].place - 1;
            if (place >= x->n_postings) return 0;
            *at = x->postings + place;
            *end = x->postings + x->n_postings;
            return umbel_varint(at, *end);
        }
    return 0;
}

static umbel_str slice(const name_index *x, size_t at, size_t n) {
    if (at > x->n_pool || n > x->n_pool - at) return (umbel_str){0};
    return (umbel_str){x->pool + at, n};
}

umbel_str umbel_index_actor(const name_index *x, uint32_t actor) {
    uint32_t from = x->actors[2 * (size_t)actor], to = x->actors[2 * (size_t)actor + 1];
    return slice(x, from, to < from ? 0 : to - from);
}

umbel_str umbel_index_text(const name_index *x, const index_name *name) { return slice(x, name->text, name->n_text); }

void umbel_index_token(const name_index *x, uint32_t word, name_token *out) {
    memset(out, 0, sizeof *out);
    if (word >= x->h->n_words) return;
    const index_word *w = &x->words[word];
    uint8_t n_text = w->n_text < TOKEN_BYTES ? w->n_text : TOKEN_BYTES,
            n_skeleton = w->n_skeleton < SKELETON_BYTES ? w->n_skeleton : SKELETON_BYTES;
    umbel_str both = slice(x, w->text, (size_t)n_text + n_skeleton);
    if (both.n == 0) return;
    memcpy(out->text, both.p, n_text);
    memcpy(out->skeleton, both.p + n_text, n_skeleton);
    out->n_text = n_text;
    out->n_skeleton = n_skeleton;
    out->kind = w->kind < N_WORD_CLASSES ? w->kind : WORD_UNKNOWN;
    out->flags = w->flags;
    memcpy(out->concepts, w->concepts, sizeof out->concepts);
    out->text_bits = w->text_bits;
    out->skeleton_bits = w->skeleton_bits;
    out->concept_bits = w->concept_bits;
}
