/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "identity/name_words.h"

#include <math.h>
#include <string.h>

#include "base/tsv.h"

#define WORDS_HEADER     "concept\tclass\tlanguage\twords"
#define FREQUENCY_HEADER "word\tshare"
#define WORD_BYTES       64
#define SKELETON_SURE    4 /* letters from which a skeleton alone names a concept */
#define SEVERAL          UINT16_MAX

static const char *const class_names[N_WORD_CLASSES] = {"",      "word",  "head",  "place", "number",
                                                        "small", "legal", "title", "kin"};

static umbel_status skeleton_of(umbel_ctx *cx, name_words *w, umbel_str folded, uint32_t *k, size_t *n_letters) {
    char latin[WORD_BYTES], letters[WORD_BYTES];
    size_t n;
    UMBEL_TRY(umbel_romanize(cx, NULL, folded, latin, sizeof latin, &n));
    umbel_str skeleton = {letters, umbel_skeleton((umbel_str){latin, n}, letters, sizeof letters)};
    UMBEL_TRY(umbel_intern_add(cx, &w->skeletons, skeleton, k));
    size_t cap = w->cap_skeletons;
    UMBEL_TRY(umbel_reserve(cx, &w->arena, (void *)&w->skeleton_concept, &w->cap_skeletons, w->skeletons.n,
                            sizeof(uint16_t)));
    *n_letters = skeleton.n;
    return umbel_reserve(cx, &w->arena, (void *)&w->skeleton_share, &cap, w->skeletons.n, sizeof(float));
}

static umbel_status add_word(umbel_ctx *cx, name_words *w, umbel_str word, uint16_t concept, word_class kind) {
    char folded[WORD_BYTES];
    uint32_t k;
    size_t n_letters;
    umbel_str key = {folded, umbel_fold_word(word, folded, sizeof folded)};
    if (key.n == 0) return UMBEL_OK;
    size_t before = w->words.n;
    UMBEL_TRY(umbel_intern_add(cx, &w->words, key, &k));
    UMBEL_TRY(umbel_reserve(cx, &w->arena, (void *)&w->entries, &w->cap_entries, w->words.n, sizeof(name_word)));
    name_word *entry = &w->entries[k];
    if (k == before) entry->kind = (uint8_t)kind;
    /* what may be small stays small only where nothing else claims it */
    if (entry->kind == WORD_SMALL && kind != WORD_SMALL) entry->kind = (uint8_t)kind;
    for (int i = 0; i < CONCEPTS_A_WORD; i++) {
        if (entry->concepts[i] == concept) break;
        if (entry->concepts[i] == NO_CONCEPT) {
            entry->concepts[i] = concept;
            break;
        }
    }
    UMBEL_TRY(skeleton_of(cx, w, key, &k, &n_letters));
    if (n_letters >= SKELETON_SURE && (kind == WORD_WORD || kind == WORD_HEAD || kind == WORD_PLACE)) {
        uint16_t *own = &w->skeleton_concept[k];
        *own = *own == NO_CONCEPT || *own == concept ? concept : SEVERAL;
    }
    return UMBEL_OK;
}

/* Takes the row, from its first cell to its last, into the digest. */
static void digest_row(name_words *w, const umbel_str *first, const umbel_str *last) {
    umbel_str row = {first->p, (size_t)(last->p + last->n - first->p)};
    w->digest = w->digest * 0x9e3779b97f4a7c15u + umbel_hash(row);
}

static umbel_status words_row(void *user, umbel_ctx *cx, const umbel_str *cells, size_t line, const char *path) {
    name_words *w = user;
    word_class kind = N_WORD_CLASSES;
    uint32_t k;
    digest_row(w, &cells[0], &cells[3]);
    for (int i = 1; i < N_WORD_CLASSES; i++)
        if (umbel_str_eq(cells[1], umbel_str_of(class_names[i]))) kind = (word_class)i;
    if (kind == N_WORD_CLASSES)
        return UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, line, path,
                             "\"%.*s\" is no class of words (word, head, place, number, small, legal, title, kin)",
                             UMBEL_ARGS(cells[1]));
    size_t before = w->concepts.n;
    UMBEL_TRY(umbel_intern_add(cx, &w->concepts, cells[0], &k));
    if (k + 1 >= SEVERAL) return UMBEL_FAIL_AT(cx, UMBEL_E_LIMIT, line, path, "more than %d concepts", SEVERAL - 1);
    UMBEL_TRY(umbel_reserve(cx, &w->arena, (void *)&w->concept_kind, &w->cap_kinds, w->concepts.n, sizeof(uint8_t)));
    if (k == before)
        w->concept_kind[k] = (uint8_t)kind;
    else if (w->concept_kind[k] != kind)
        return UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, line, path, "the concept \"%.*s\" has the class %s above",
                             UMBEL_ARGS(cells[0]), class_names[w->concept_kind[k]]);
    umbel_str rest = cells[3], word;
    while (umbel_str_cut(&rest, ' ', &word)) UMBEL_TRY(add_word(cx, w, word, (uint16_t)(k + 1), kind));
    return UMBEL_OK;
}

static umbel_status frequency_row(void *user, umbel_ctx *cx, const umbel_str *cells, size_t line, const char *path) {
    name_words *w = user;
    uint32_t k, s;
    size_t n_letters;
    double share;
    digest_row(w, &cells[0], &cells[1]);
    UMBEL_TRY(umbel_table_number(cx, cells[1], line, path, &share));
    if (!(share > 0 && share <= 1))
        return UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, line, path, "a share lies between 0 and 1");
    UMBEL_TRY(umbel_intern_add(cx, &w->counted, cells[0], &k));
    UMBEL_TRY(umbel_reserve(cx, &w->arena, (void *)&w->share, &w->cap_counted, w->counted.n, sizeof(float)));
    w->share[k] += (float)share;
    UMBEL_TRY(skeleton_of(cx, w, cells[0], &s, &n_letters));
    w->skeleton_share[s] += (float)share;
    const name_word *entry = umbel_name_word_find(w, cells[0]);
    for (int i = 0; entry && i < CONCEPTS_A_WORD; i++)
        if (entry->concepts[i] != NO_CONCEPT) w->concept_share[entry->concepts[i] - 1] += (float)share;
    return UMBEL_OK;
}

umbel_status umbel_name_words_open(umbel_ctx *cx, name_words *words, const char *data_dir) {
    char path[4096];
    snprintf(path, sizeof path, "%s/namewords.tsv", data_dir);
    umbel_status status = umbel_table_read(cx, path, WORDS_HEADER, words_row, words);
    if (status == UMBEL_OK) {
        words->concept_share = UMBEL_NEW(cx, &words->arena, float, words->concepts.n + 1);
        if (!words->concept_share) status = cx->err.code;
    }
    snprintf(path, sizeof path, "%s/namefreq.tsv", data_dir);
    if (status == UMBEL_OK) status = umbel_table_read(cx, path, FREQUENCY_HEADER, frequency_row, words);
    return status;
}

void umbel_name_words_free(umbel_ctx *cx, name_words *words) {
    umbel_intern_free(cx, &words->words);
    umbel_intern_free(cx, &words->concepts);
    umbel_intern_free(cx, &words->skeletons);
    umbel_intern_free(cx, &words->counted);
    umbel_arena_free(cx, &words->arena);
}

const name_word *umbel_name_word_find(const name_words *words, umbel_str folded) {
    uint32_t k = umbel_intern_find(&words->words, folded);
    return k == UMBEL_INTERN_NONE ? NULL : &words->entries[k];
}

static double bits_of(double share) {
    double bits = share > 0 ? -log2(share) : RAREST_BITS;
    return bits > RAREST_BITS ? RAREST_BITS : bits < 0 ? 0 : bits;
}

double umbel_word_bits(const name_words *words, umbel_str romanized) {
    uint32_t k = umbel_intern_find(&words->counted, romanized);
    return bits_of(k == UMBEL_INTERN_NONE ? 0 : (double)words->share[k]);
}

double umbel_skeleton_bits(const name_words *words, umbel_str skeleton) {
    uint32_t k = umbel_intern_find(&words->skeletons, skeleton);
    double bits = bits_of(k == UMBEL_INTERN_NONE ? 0 : (double)words->skeleton_share[k]);
    double most = 2.5 * (double)skeleton.n; /* few letters are met by chance, whatever the lists hold */
    return bits < most ? bits : most;
}

double umbel_concept_bits(const name_words *words, uint16_t concept) {
    return concept == NO_CONCEPT ? 0 : bits_of((double)words->concept_share[concept - 1]);
}

uint16_t umbel_skeleton_concept(const name_words *words, umbel_str skeleton) {
    uint32_t k = skeleton.n < SKELETON_SURE ? UMBEL_INTERN_NONE : umbel_intern_find(&words->skeletons, skeleton);
    if (k == UMBEL_INTERN_NONE || words->skeleton_concept[k] == SEVERAL) return NO_CONCEPT;
    return words->skeleton_concept[k];
}
