/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/tiewords.h"

#include "base/tsv.h"

typedef struct row {
    umbel_tie tie;
    bool verb, strong;
    uint32_t word;
} row;

typedef struct loader {
    umbel_lexicon *lexicon;
    umbel_arena *arena;
    row *rows;
    size_t n, cap;
} loader;

static umbel_status load_row(void *user, umbel_ctx *cx, const umbel_str *cells, size_t line, const char *path) {
    loader *l = user;
    row r = {.verb = umbel_str_eq(cells[1], UMBEL_STR("verb"))};
    if (!umbel_tie_parse(cells[0], &r.tie))
        return UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, line, path, "\"%.*s\" is no tie type", UMBEL_ARGS(cells[0]));
    if (!r.verb && !umbel_str_eq(cells[1], UMBEL_STR("noun")))
        return UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, line, path, "part \"%.*s\": write verb or noun", UMBEL_ARGS(cells[1]));
    r.strong = umbel_str_eq(cells[2], UMBEL_STR("strong"));
    if (!r.strong && !umbel_str_eq(cells[2], UMBEL_STR("weak")))
        return UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, line, path, "strength \"%.*s\": write strong or weak",
                             UMBEL_ARGS(cells[2]));
    umbel_str rest = cells[3], word;
    while (umbel_str_cut(&rest, ' ', &word)) {
        if (word.n == 0) continue;
        UMBEL_TRY(umbel_lexicon_add(cx, l->lexicon, word, &r.word));
        if (r.verb)
            UMBEL_TRY(umbel_lexicon_add_verb(cx, l->lexicon, r.word));
        else
            UMBEL_TRY(umbel_lexicon_add_noun(cx, l->lexicon, r.word));
        UMBEL_TRY(umbel_reserve(cx, l->arena, (void *)&l->rows, &l->cap, l->n + 1, sizeof r));
        l->rows[l->n++] = r;
    }
    return UMBEL_OK;
}

static void mark_set(const umbel_word_set *set, const umbel_lexicon *lexicon, umbel_tie tie, uint32_t *of,
                     size_t n_words) {
    for (uint32_t w = 0; w < n_words; w++)
        if (umbel_word_set_has(set, lexicon, w)) of[w] |= 1u << tie;
}

/* The noun of a frame tells the kind of help; its verb only where there is no noun ("gave" means nothing by itself). */
static void mark_frame(umbel_tiewords *out, const umbel_lexicon *lexicon, const umbel_frame *f) {
    const umbel_arg *args[4 + UMBEL_FRAME_PREPS] = {&f->head, &f->object, &f->object2, &f->complement_object};
    size_t n = 4;
    bool noun = false;
    for (size_t i = 0; i < f->n_preps; i++) args[n++] = &f->preps[i].arg;
    for (size_t i = 0; i < n; i++) {
        if (!args[i]->is_noun) continue;
        noun = true;
        mark_set(&args[i]->nouns, lexicon, f->tie, out->of_noun, out->n_words);
    }
    if (!noun && f->anchored_on_verb) mark_set(&f->verbs, lexicon, f->tie, out->of_verb, out->n_words);
}

umbel_status umbel_tiewords_load(umbel_ctx *cx, umbel_tiewords *out, const umbel_frames *frames, umbel_lexicon *lexicon,
                                 const char *path) {
    loader l = {.lexicon = lexicon, .arena = &out->arena};
    UMBEL_TRY(umbel_table_read(cx, path, "tie\tpart\tstrength\twords\tsource", load_row, &l));
    out->n_words = lexicon->forms.n;
    out->of_verb = UMBEL_NEW(cx, &out->arena, uint32_t, out->n_words);
    out->of_noun = UMBEL_NEW(cx, &out->arena, uint32_t, out->n_words);
    out->strong_verb = UMBEL_NEW(cx, &out->arena, uint32_t, out->n_words);
    out->strong_noun = UMBEL_NEW(cx, &out->arena, uint32_t, out->n_words);
    if (!out->of_verb || !out->of_noun || !out->strong_verb || !out->strong_noun) return cx->err.code;
    for (size_t i = 0; i < l.n; i++) {
        const row *r = &l.rows[i];
        (r->verb ? out->of_verb : out->of_noun)[r->word] |= 1u << r->tie;
        if (r->strong) (r->verb ? out->strong_verb : out->strong_noun)[r->word] |= 1u << r->tie;
    }
    for (size_t i = 0; i < frames->n; i++) mark_frame(out, lexicon, &frames->frames[i]);
    return UMBEL_OK;
}

void umbel_tiewords_free(umbel_ctx *cx, umbel_tiewords *words) {
    umbel_arena_free(cx, &words->arena);
    *words = (umbel_tiewords){0};
}
