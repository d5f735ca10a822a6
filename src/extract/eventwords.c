/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/eventwords.h"

#include <string.h>

#include "base/tsv.h"

static const char *const use_names[N_EVENT_USES] = {
    "",         "attack",    "clash",     "strike", "kidnapping", "arrest", "capture", "seize", "find",
    "defuse",   "breach",    "truce",     "kill",   "die",        "wound",  "lose",    "toll",  "body",
    "casualty", "claim",     "blame",     "did",    "void",       "habit",  "fleet",   "air",   "arms",
    "forces",   "civilians", "militants", "people", "earlier",    "later",  "monitor", "weapon"};

typedef struct loading {
    umbel_eventwords *out;
    const umbel_lexicon *lexicon;
} loading;

static umbel_status add_form(umbel_ctx *cx, umbel_eventwords *out, umbel_str form_text, umbel_eventword word) {
    uint32_t k;
    if (!form_text.n) return UMBEL_OK;
    UMBEL_TRY(umbel_intern_add(cx, &out->forms, form_text, &k));
    UMBEL_TRY(umbel_reserve(cx, &out->arena, (void *)&out->first, &out->cap_first, out->forms.n, sizeof *out->first));
    for (uint32_t i = out->first[k]; i; i = out->words[i - 1].next) {
        const umbel_eventword *x = &out->words[i - 1];
        if (x->use == word.use && x->part == word.part && umbel_str_eq(x->tail, word.tail)) return UMBEL_OK;
    }
    UMBEL_TRY(umbel_reserve(cx, &out->arena, (void *)&out->words, &out->cap, out->n + 1, sizeof word));
    word.next = out->first[k];
    out->words[out->n++] = word;
    out->first[k] = (uint32_t)out->n;
    return UMBEL_OK;
}

/* Irregular forms ("shot", "men") as the lexicon has them; false where it has none. */
static bool is_irregular(const umbel_lexicon *lexicon, umbel_str base, umbel_form form) {
    uint32_t lemma = umbel_intern_find(&lexicon->forms, base);
    if (lemma == UMBEL_INTERN_NONE) return false;
    for (size_t i = 0; i < lexicon->n_analyses; i++)
        if (lexicon->analyses[i].lemma == lemma && lexicon->analyses[i].form == form) return true;
    return false;
}

static umbel_status add_irregular(umbel_ctx *cx, const loading *l, umbel_str base, umbel_form form,
                                  umbel_eventword word) {
    uint32_t lemma = umbel_intern_find(&l->lexicon->forms, base);
    for (uint32_t w = 0; w < l->lexicon->forms.n; w++)
        for (uint32_t a = l->lexicon->words[w].analyses; a; a = l->lexicon->analyses[a - 1].next)
            if (l->lexicon->analyses[a - 1].lemma == lemma && l->lexicon->analyses[a - 1].form == form)
                UMBEL_TRY(add_form(cx, l->out, l->lexicon->forms.strings[w], word));
    return UMBEL_OK;
}

static umbel_status add_word(umbel_ctx *cx, const loading *l, umbel_str base, umbel_eventword word) {
    static const umbel_form verb_forms[] = {UMBEL_FORM_S, UMBEL_FORM_ING, UMBEL_FORM_PAST, UMBEL_FORM_PART};
    static const umbel_form noun_forms[] = {UMBEL_FORM_PLURAL};
    const umbel_form *forms = word.part == PART_VERB ? verb_forms : noun_forms;
    size_t n = word.part == PART_VERB ? 4 : word.part == PART_NOUN ? 1 : 0;
    word.form = word.part == PART_VERB ? UMBEL_FORM_BASE : UMBEL_FORM_SINGULAR;
    UMBEL_TRY(add_form(cx, l->out, base, word));
    for (size_t i = 0; i < n; i++) {
        char text[UMBEL_WORD_MAX] = "";
        word.form = (uint8_t)forms[i];
        if (is_irregular(l->lexicon, base, forms[i]))
            UMBEL_TRY(add_irregular(cx, l, base, forms[i], word));
        else
            UMBEL_TRY(add_form(cx, l->out, (umbel_str){text, umbel_inflect(base, forms[i], text)}, word));
    }
    return UMBEL_OK;
}

static umbel_status load_row(void *user, umbel_ctx *cx, const umbel_str *cells, size_t line, const char *path) {
    const loading *l = user;
    umbel_eventword word = {0};
    umbel_str rest = cells[2], entry;
    for (unsigned k = 1; k < N_EVENT_USES; k++)
        if (umbel_str_eq(cells[0], umbel_str_of(use_names[k]))) word.use = (uint8_t)k;
    if (!word.use)
        return UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, line, path, "no use is called \"%.*s\"", UMBEL_ARGS(cells[0]));
    word.part = umbel_str_eq(cells[1], UMBEL_STR("verb"))   ? PART_VERB
                : umbel_str_eq(cells[1], UMBEL_STR("noun")) ? PART_NOUN
                                                            : PART_CLOSED;
    UMBEL_TRY(umbel_str_copy(cx, &l->out->arena, cells[3], &word.weapon));
    while (umbel_str_cut(&rest, ' ', &entry)) {
        size_t n = 0;
        if (!entry.n) continue;
        while (n < entry.n && entry.p[n] != '_' && entry.p[n] != '~') n++;
        if (n == 0 || n > UMBEL_WORD_MAX)
            return UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, line, path, "\"%.*s\" begins with no word", UMBEL_ARGS(entry));
        UMBEL_TRY(umbel_str_copy(cx, &l->out->arena, (umbel_str){entry.p + n, entry.n - n}, &word.tail));
        UMBEL_TRY(add_word(cx, l, (umbel_str){entry.p, n}, word));
    }
    return UMBEL_OK;
}

umbel_status umbel_eventwords_load(umbel_ctx *cx, umbel_eventwords *out, const umbel_lexicon *lexicon,
                                   const char *path) {
    loading l = {out, lexicon};
    return umbel_table_read(cx, path, "use\tpart\twords\tweapon\tsource", load_row, &l);
}

void umbel_eventwords_free(umbel_ctx *cx, umbel_eventwords *words) {
    umbel_intern_free(cx, &words->forms);
    umbel_arena_free(cx, &words->arena);
    *words = (umbel_eventwords){0};
}

uint32_t umbel_eventwords_find(const umbel_eventwords *words, umbel_str surface) {
    char folded[UMBEL_WORD_MAX];
    size_t n = umbel_fold_word(surface, folded, sizeof folded);
    uint32_t k = umbel_intern_find(&words->forms, (umbel_str){folded, n});
    return k == UMBEL_INTERN_NONE ? 0 : words->first[k];
}
