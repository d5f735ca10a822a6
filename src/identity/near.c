/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "identity/near.h"

#include "identity/name_resolve.h"

#define ASKED_MAX       8192 /* answers remembered at a time */
#define ACRONYM_LETTERS 4    /* an acronym of fewer says too little */
#define TELLING_BITS    13.0 /* of a word that no table knows: rarer than one name in 8,000 */

static bool is_acronym(umbel_str name, size_t *n_letters) {
    *n_letters = 0;
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];
        if ((c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80 || c == ' ') return false;
        *n_letters += c >= 'A' && c <= 'Z';
    }
    return true;
}

static bool has_upper(umbel_str name) {
    for (size_t i = 0; i < name.n; i++)
        if ((name.p[i] >= 'A' && name.p[i] <= 'Z') || (unsigned char)name.p[i] >= 0x80) return true;
    return false;
}

/* Whether a word is no general one: a number, none that the tables of words know, or a place; but in a text without
 * capitals a place is mostly whose, as in "salvadoran aircraft". */
static bool is_telling(const name_words *words, umbel_str folded, bool cased) {
    const name_word *known = umbel_name_word_find(words, folded);
    if (!known) return umbel_word_bits(words, folded) >= TELLING_BITS;
    return known->kind == WORD_UNKNOWN || known->kind == WORD_NUMBER || (cased && known->kind == WORD_PLACE);
}

/* Too little: short acronyms, single common words, single words taken for states (they may be anything), and the
 * offices that every state has ("interior ministry"). */
static bool says_enough(const name_words *words, umbel_str name, umbel_str folded, umbel_kind kind) {
    size_t n_letters, n_words = umbel_str_words(folded);
    bool telling = false, cased = has_upper(name);
    umbel_str word;
    if (is_acronym(name, &n_letters)) return n_letters >= ACRONYM_LETTERS;
    while (!telling && umbel_str_cut(&folded, ' ', &word)) telling = is_telling(words, word, cased);
    if (n_words < 2) return telling && kind != UMBEL_KIND_STATE;
    return telling || (cased && kind == UMBEL_KIND_GROUP);
}

/* An acronym in other letters is another acronym; a label, adjective or capital is no name of the actor's own. */
static bool may_be_respelled(umbel_name_kind kind) {
    return kind != UMBEL_NAME_ACRONYM && kind != UMBEL_NAME_LABEL && kind != UMBEL_NAME_ADJECTIVE &&
           kind != UMBEL_NAME_CAPITAL;
}

static bool is_alike(umbel_str a, umbel_str b) {
    char x[SKELETON_BYTES], y[SKELETON_BYTES];
    size_t n = umbel_skeleton(a, x, sizeof x), m = umbel_skeleton(b, y, sizeof y);
    return umbel_str_eq(a, b) || (n && umbel_str_eq((umbel_str){x, n}, (umbel_str){y, m}));
}

static bool has_alike(umbel_str folded, umbel_str word) {
    umbel_str one;
    while (umbel_str_cut(&folded, ' ', &one))
        if (is_alike(one, word)) return true;
    return false;
}

/* The one word of a that b lacks, articles apart; false where there are none or several, or it is no ordinary word. */
static bool has_sole_other(const name_words *words, umbel_str a, umbel_str b) {
    size_t n = 0;
    bool ordinary = false;
    umbel_str word;
    while (umbel_str_cut(&a, ' ', &word)) {
        const name_word *known = umbel_name_word_find(words, word);
        if ((known && known->kind == WORD_SMALL) || has_alike(b, word)) continue;
        ordinary = known && known->kind == WORD_WORD;
        n++;
    }
    return n == 1 && ordinary;
}

/* "Moro National Salvation Front" beside "Moro National Liberation Front": a translation or a slip would not leave all
 * other words as they are and take another ordinary word for one, be it of the same meaning. */
static bool is_namesake(const name_words *words, umbel_str a, umbel_str b) {
    return has_sole_other(words, a, b) && has_sole_other(words, b, a);
}

/* Whether the match is another spelling of the name. */
static umbel_status is_respelled(umbel_ctx *cx, const near_finder *near, umbel_str folded, const umbel_match *match,
                                 bool *out) {
    umbel_str other;
    *out = false;
    if (!may_be_respelled(match->kind)) return UMBEL_OK;
    umbel_mark mark = umbel_arena_mark(&cx->scratch);
    umbel_status status = umbel_fold_name(cx, &cx->scratch, match->name, &other);
    *out = status == UMBEL_OK && !is_namesake(&near->names->words, folded, other);
    umbel_arena_release(cx, &cx->scratch, mark);
    return status;
}

static umbel_status ask(umbel_ctx *cx, near_finder *near, umbel_str name, umbel_str folded, near_answer *out) {
    static const umbel_resolve_options options = {.top = 1, .threshold = NEAR_P};
    umbel_answer answer;
    bool respelled;
    *out = (near_answer){UMBEL_INTERN_NONE, 0};
    if (!near->resolver) UMBEL_TRY(umbel_resolver_new(cx, &near->resolver, near->names));
    UMBEL_TRY(umbel_resolve_name(cx, near->resolver, name, &options, &answer));
    if (answer.resolution != UMBEL_RESOLVED_MATCH) return UMBEL_OK;
    UMBEL_TRY(is_respelled(cx, near, folded, &answer.matches[0], &respelled));
    if (!respelled) return UMBEL_OK;
    out->actor = umbel_intern_find(near->ids, answer.matches[0].actor);
    if (out->actor != UMBEL_INTERN_NONE) out->p_match = answer.matches[0].p_match;
    return UMBEL_OK;
}

static void forget(umbel_ctx *cx, near_finder *near) {
    umbel_intern_free(cx, &near->asked);
    umbel_arena_free(cx, &near->arena);
    near->answers = NULL;
    near->cap_answers = 0;
}

static umbel_status ask_or_remember(umbel_ctx *cx, near_finder *near, umbel_str name, umbel_str folded,
                                    near_answer *out) {
    uint32_t k = umbel_intern_find(&near->asked, name);
    if (k != UMBEL_INTERN_NONE) {
        *out = near->answers[k];
        return UMBEL_OK;
    }
    UMBEL_TRY(ask(cx, near, name, folded, out));
    if (near->asked.n == ASKED_MAX) forget(cx, near);
    UMBEL_TRY(umbel_reserve(cx, &near->arena, (void *)&near->answers, &near->cap_answers, near->asked.n + 1,
                            sizeof *near->answers));
    UMBEL_TRY(umbel_intern_add(cx, &near->asked, name, &k));
    near->answers[k] = *out;
    return UMBEL_OK;
}

umbel_status umbel_near_find(umbel_ctx *cx, near_finder *near, umbel_str name, umbel_str folded, umbel_kind kind,
                             near_answer *out) {
    *out = (near_answer){UMBEL_INTERN_NONE, 0};
    if (!near->names || kind == UMBEL_KIND_PLACE || kind == UMBEL_KIND_AGREEMENT) return UMBEL_OK;
    if (!says_enough(&near->names->words, name, folded, kind)) return UMBEL_OK;
    UMBEL_TRY(ask_or_remember(cx, near, name, folded, out));
    if (out->p_match > 0 && near->actors->actors[out->actor].kind != kind) out->p_match = 0;
    return UMBEL_OK;
}

void umbel_near_free(umbel_ctx *cx, near_finder *near) {
    umbel_resolver_free(cx, near->resolver);
    forget(cx, near);
    near->resolver = NULL;
}
