/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/lexicon.h"

#include <string.h>

#include "base/tsv.h"

umbel_status umbel_lexicon_add(umbel_ctx *cx, umbel_lexicon *lexicon, umbel_str folded, uint32_t *out) {
    if (folded.n > UMBEL_WORD_MAX) folded.n = UMBEL_WORD_MAX;
    UMBEL_TRY(umbel_intern_add(cx, &lexicon->forms, folded, out));
    return umbel_reserve(cx, &lexicon->arena, (void *)&lexicon->words, &lexicon->cap_words, lexicon->forms.n,
                         sizeof(umbel_word));
}

uint32_t umbel_lexicon_find(const umbel_lexicon *lexicon, umbel_str surface) {
    char folded[UMBEL_WORD_MAX];
    size_t n = umbel_fold_word(surface, folded, sizeof folded);
    return umbel_intern_find(&lexicon->forms, (umbel_str){folded, n});
}

uint32_t umbel_lexicon_class(const umbel_lexicon *lexicon, const char *name) {
    return umbel_intern_find(&lexicon->classes, umbel_str_of(name));
}

umbel_status umbel_lexicon_put(umbel_ctx *cx, umbel_lexicon *lexicon, uint32_t word, umbel_str cls) {
    uint32_t k;
    UMBEL_TRY(umbel_intern_add(cx, &lexicon->classes, cls, &k));
    if (k >= 64 * UMBEL_CLASS_CHUNKS)
        return UMBEL_FAIL(cx, UMBEL_E_LIMIT, "more than %d word classes", 64 * UMBEL_CLASS_CHUNKS);
    lexicon->words[word].classes[k / 64] |= (uint64_t)1 << (k % 64);
    return UMBEL_OK;
}

static umbel_status add_form(umbel_ctx *cx, umbel_lexicon *lexicon, umbel_str form_text, uint32_t lemma,
                             umbel_form form) {
    uint32_t word;
    if (form_text.n == 0) return UMBEL_OK;
    UMBEL_TRY(umbel_lexicon_add(cx, lexicon, form_text, &word));
    for (uint32_t a = lexicon->words[word].analyses; a; a = lexicon->analyses[a - 1].next)
        if (lexicon->analyses[a - 1].lemma == lemma && lexicon->analyses[a - 1].form == form) return UMBEL_OK;
    UMBEL_TRY(umbel_reserve(cx, &lexicon->arena, (void *)&lexicon->analyses, &lexicon->cap_analyses,
                            lexicon->n_analyses + 1, sizeof(umbel_analysis)));
    lexicon->analyses[lexicon->n_analyses++] = (umbel_analysis){lemma, lexicon->words[word].analyses, (uint8_t)form};
    lexicon->words[word].analyses = (uint32_t)lexicon->n_analyses;
    return UMBEL_OK;
}

static bool has_form(const umbel_lexicon *lexicon, uint32_t word, umbel_form first, umbel_form last) {
    for (uint32_t a = lexicon->words[word].analyses; a; a = lexicon->analyses[a - 1].next)
        if (lexicon->analyses[a - 1].lemma == word && lexicon->analyses[a - 1].form >= first &&
            lexicon->analyses[a - 1].form <= last)
            return true;
    return false;
}

/* True where the table of irregular forms has given the lemma a past already. */
static bool is_irregular(const umbel_lexicon *lexicon, uint32_t lemma) {
    return umbel_lexicon_is(lexicon, lemma, umbel_lexicon_class(lexicon, "irregular"));
}

umbel_status umbel_lexicon_add_verb(umbel_ctx *cx, umbel_lexicon *lexicon, uint32_t lemma) {
    static const umbel_form forms[] = {UMBEL_FORM_S, UMBEL_FORM_ING, UMBEL_FORM_PAST, UMBEL_FORM_PART};
    if (has_form(lexicon, lemma, UMBEL_FORM_BASE, UMBEL_FORM_BASE)) return UMBEL_OK;
    umbel_str base = lexicon->forms.strings[lemma];
    size_t n_forms = is_irregular(lexicon, lemma) ? 2 : 4;
    UMBEL_TRY(add_form(cx, lexicon, base, lemma, UMBEL_FORM_BASE));
    for (size_t i = 0; i < n_forms; i++) {
        char text[UMBEL_WORD_MAX] = "";
        UMBEL_TRY(add_form(cx, lexicon, (umbel_str){text, umbel_inflect(base, forms[i], text)}, lemma, forms[i]));
    }
    return UMBEL_OK;
}

umbel_status umbel_lexicon_add_noun(umbel_ctx *cx, umbel_lexicon *lexicon, uint32_t lemma) {
    char text[UMBEL_WORD_MAX] = "";
    if (has_form(lexicon, lemma, UMBEL_FORM_SINGULAR, UMBEL_FORM_PLURAL)) return UMBEL_OK;
    umbel_str base = lexicon->forms.strings[lemma];
    bool looks_plural =
        base.n > 3 && base.p[base.n - 1] == 's' && base.p[base.n - 2] != 's' && base.p[base.n - 2] != 'u';
    UMBEL_TRY(add_form(cx, lexicon, base, lemma, looks_plural ? UMBEL_FORM_PLURAL : UMBEL_FORM_SINGULAR));
    if (looks_plural) return UMBEL_OK;
    return add_form(cx, lexicon, (umbel_str){text, umbel_inflect(base, UMBEL_FORM_PLURAL, text)}, lemma,
                    UMBEL_FORM_PLURAL);
}

/* "give/gave/given" or "men/man": forms that no rule makes. */
static umbel_status add_irregular(umbel_ctx *cx, umbel_lexicon *lexicon, umbel_str entry, bool verb) {
    static const umbel_form verb_forms[] = {UMBEL_FORM_BASE, UMBEL_FORM_PAST, UMBEL_FORM_PART};
    umbel_str rest = entry, first, part;
    uint32_t lemma;
    if (!umbel_str_cut(&rest, '/', &first) || !rest.p)
        return UMBEL_FAIL(cx, UMBEL_E_FORMAT, "\"%.*s\": write the forms with '/' between", UMBEL_ARGS(entry));
    if (!verb) {
        UMBEL_TRY(umbel_lexicon_add(cx, lexicon, rest, &lemma));
        UMBEL_TRY(add_form(cx, lexicon, rest, lemma, UMBEL_FORM_SINGULAR));
        return add_form(cx, lexicon, first, lemma, UMBEL_FORM_PLURAL);
    }
    UMBEL_TRY(umbel_lexicon_add(cx, lexicon, first, &lemma));
    UMBEL_TRY(umbel_lexicon_put(cx, lexicon, lemma, UMBEL_STR("irregular")));
    for (int i = 1; umbel_str_cut(&rest, '/', &part) && i < 3; i++)
        UMBEL_TRY(add_form(cx, lexicon, part, lemma, verb_forms[i]));
    return umbel_lexicon_add_verb(cx, lexicon, lemma);
}

static umbel_status load_row(void *user, umbel_ctx *cx, const umbel_str *cells, size_t line, const char *path) {
    umbel_lexicon *lexicon = user;
    umbel_str cls = cells[0], part = cells[1], rest = cells[2], word;
    bool irregular = umbel_str_eq(cls, UMBEL_STR("irregular")), plural = umbel_str_eq(cls, UMBEL_STR("plural"));
    bool verb = umbel_str_eq(part, UMBEL_STR("verb")), noun = umbel_str_eq(part, UMBEL_STR("noun"));
    if (!verb && !noun && !umbel_str_eq(part, UMBEL_STR("closed")))
        return UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, line, path, "part \"%.*s\" is not closed, verb or noun",
                             UMBEL_ARGS(part));
    while (umbel_str_cut(&rest, ' ', &word)) {
        uint32_t id;
        if (word.n == 0) continue;
        if (irregular || plural) {
            UMBEL_TRY(add_irregular(cx, lexicon, word, irregular));
            continue;
        }
        UMBEL_TRY(umbel_lexicon_add(cx, lexicon, word, &id));
        UMBEL_TRY(umbel_lexicon_put(cx, lexicon, id, cls));
        if (verb) UMBEL_TRY(umbel_lexicon_add_verb(cx, lexicon, id));
        if (noun) UMBEL_TRY(umbel_lexicon_add_noun(cx, lexicon, id));
    }
    return UMBEL_OK;
}

umbel_status umbel_lexicon_load(umbel_ctx *cx, umbel_lexicon *lexicon, const char *path) {
    return umbel_table_read(cx, path, "class\tpart\twords\tsource", load_row, lexicon);
}

void umbel_lexicon_free(umbel_ctx *cx, umbel_lexicon *lexicon) {
    umbel_intern_free(cx, &lexicon->forms);
    umbel_intern_free(cx, &lexicon->classes);
    umbel_arena_free(cx, &lexicon->arena);
    *lexicon = (umbel_lexicon){0};
}
