/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file name_index.h  The index of names: one run of bytes, built in memory or mapped from a file, never changed.
 *
 *  A name gives one or more rows (umbel_name_forms); a row is a list of words of the vocabulary. Keys (skeletons,
 *  concepts, initials, neighbours written as one) lead to the rows that have them; a second table leads from skeletons
 *  with a letter left out to the skeletons they were, so that a slip finds its word. Little-endian; sections at
 *  multiples of 8, found by the header.
 */
#ifndef UMBEL_IDENTITY_NAME_INDEX_H
#define UMBEL_IDENTITY_NAME_INDEX_H

#include "identity/name_form.h"
#include "umbel/identity.h"

#define INDEX_VERSION 1
#define ROW_WIDE      8

typedef struct index_name {
    uint32_t text; /**< in the pool */
    uint16_t n_text;
    uint8_t kind; /**< umbel_name_kind */
    uint8_t unused;
    int32_t t_from, t_to; /**< days; INT32_MIN, INT32_MAX where open */
    uint32_t actor;
} index_name;

typedef struct index_row {
    uint32_t name;
    uint32_t first_token;
    uint8_t n_tokens;
    uint8_t acronym;
    uint16_t bits;       /**< of all tokens, in 1/BITS_SCALE */
    char wide[ROW_WIDE]; /**< initials with small words, zero-padded */
} index_row;

typedef struct index_word {
    uint32_t text; /**< in the pool, the skeleton behind it */
    uint8_t n_text, n_skeleton, kind, flags;
    uint16_t concepts[CONCEPTS_A_WORD];
    uint8_t text_bits, skeleton_bits, concept_bits, unused;
} index_word;

typedef struct index_slot {
    uint32_t tag;   /**< upper half of the key's hash */
    uint32_t place; /**< of the posting list + 1, or skeleton + 1; 0: empty */
} index_slot;

typedef struct index_skeleton {
    char letters[SKELETON_BYTES];
    uint8_t n;
} index_skeleton;

enum {
    SECTION_ACTORS,     /**< uint32 [n_actors + 1]: ids in the pool, one behind the other */
    SECTION_ACTOR_ROWS, /**< uint32 [n_actors + 1]: rows of an actor lie together */
    SECTION_NAMES,
    SECTION_ROWS,
    SECTION_ROW_TOKENS, /**< uint32: words */
    SECTION_WORDS,
    SECTION_KEYS,
    SECTION_POSTINGS, /**< for each key: a varint count, varint differences of rows */
    SECTION_SKELETONS,
    SECTION_NEIGHBOURS,
    SECTION_POOL,
    N_SECTIONS
};

typedef struct index_header {
    char magic[8];
    uint32_t version, n_actors, n_names, n_rows, n_row_tokens, n_words, n_key_slots, n_skeletons, n_neighbour_slots,
        unused;
    uint64_t words_digest; /**< of the tables of words it was made with */
    uint64_t n_bytes;
    uint64_t checksum;           /**< of all behind the header */
    uint64_t at[N_SECTIONS + 1]; /**< where sections begin; the last: the end */
} index_header;

typedef struct name_index {
    const char *bytes; /**< the whole */
    size_t n_bytes;
    void *map;       /**< not NULL: mapped, to be unmapped */
    umbel_buf built; /**< else held here */
    const index_header *h;
    const uint32_t *actors, *actor_rows, *row_tokens;
    const index_name *names;
    const index_row *rows;
    const index_word *words;
    const index_slot *keys, *neighbours;
    const uint8_t *postings;
    const index_skeleton *skeletons;
    const char *pool;
    size_t n_postings, n_pool;
} name_index;

/** Hash of a key: what kind of key, and its letters. */
uint64_t umbel_key_hash(char kind, umbel_str letters);
#define KEY_SKELETON 'S'
#define KEY_CONCEPT  'C'
#define KEY_INITIALS 'A'
#define KEY_LESS     '-' /* a skeleton with a letter left out */

#define NEIGHBOUR_LEAST 4 /**< letters of a skeleton from which one may be missing */
/** The skeleton without its letter i, in out; empty where the letter before is the same: that one stands for both. */
umbel_str umbel_skeleton_less(umbel_str skeleton, size_t i, char out[SKELETON_BYTES]);
/** The initials by which a form is found; returns how many there are. */
size_t umbel_form_initials(const name_form *form, umbel_str out[2]);

/** Calls for each key of a form, once each. */
typedef umbel_status key_sink(void *user, umbel_ctx *cx, uint64_t key);
umbel_status umbel_form_keys(umbel_ctx *cx, const name_words *words, const name_form *form, key_sink *sink, void *user);

umbel_status umbel_index_build(umbel_ctx *cx, name_index *out, const umbel_actors *actors, const name_words *words);
/** Points the sections at the bytes and checks that all of them lie inside; `name` for messages. */
umbel_status umbel_index_attach(umbel_ctx *cx, name_index *index, const name_words *words, const char *name);
umbel_status umbel_index_map(umbel_ctx *cx, name_index *out, const char *path, const name_words *words);
void umbel_index_free(umbel_ctx *cx, name_index *index);
uint64_t umbel_index_checksum(const char *bytes, size_t n);

/** The posting list of a key: its rows' number and where the differences begin; 0 where there is none. */
size_t umbel_index_rows(const name_index *index, uint64_t key, const uint8_t **at, const uint8_t **end);
uint32_t umbel_varint(const uint8_t **at, const uint8_t *end);

umbel_str umbel_index_actor(const name_index *index, uint32_t actor);
umbel_str umbel_index_text(const name_index *index, const index_name *name);
/** The word of a row, unpacked. */
void umbel_index_token(const name_index *index, uint32_t word, name_token *out);

#endif
