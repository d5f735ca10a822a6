/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "identity/near.h"

#include "identity/name_resolve.h"

#define ASKED_MAX       8192 /* answers remembered at a time */
#define ACRONYM_LETTERS 4    /* an acronym of fewer says too little */
#define GLANCE_BYTES    256  /* longer names are always compared */
#define SHORT_SKELETON  3
#define COVER_LEAST     3 /* of COVER_PARTS: the share of a name's bits that a row must have */
#define COVER_PARTS     5
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

bool umbel_has_capital(umbel_str name) {
    for (size_t i = 0; i < name.n; i++)
        if ((name.p[i] >= 'A' && name.p[i] <= 'Z') || (unsigned char)name.p[i] >= 0x80) return true;
    return false;
}

static bool has_dot(umbel_str word) { return umbel_str_find(word, UMBEL_STR(".")) != SIZE_MAX; } /* "u.s." */

/* Whether a word is no general one: a number, none that the tables of words know, or a place; but in a text without
 * capitals a place is mostly whose, as in "salvadoran aircraft". */
static bool is_telling(const name_words *words, umbel_str folded, bool cased) {
    const name_word *known = umbel_name_word_find(words, folded);
    if (!known) return !has_dot(folded) && umbel_word_bits(words, folded) >= TELLING_BITS;
    return known->kind == WORD_UNKNOWN || known->kind == WORD_NUMBER || (cased && known->kind == WORD_PLACE);
}

/* Too little: short acronyms, single common words, single words taken for states (they may be anything), and the
 * offices that every state has ("interior ministry"). */
static bool says_enough(const name_words *words, umbel_str name, umbel_str folded, umbel_kind kind) {
    size_t n_letters, n_words = umbel_str_words(folded);
    bool telling = false, cased = umbel_has_capital(name);
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

static bool is_like_in_letters(const name_token *a, const name_token *b, uint8_t how) {
    if (how != MATCH_TRANSLATED) return how != MATCH_NONE;
    return umbel_str_eq(umbel_token_skeleton_of(a), umbel_token_skeleton_of(b));
}

/* How a name of the tables answers the words of a query. */
typedef struct answers {
    size_t n_like, n_other; /* in letters alike, or not */
    bool ordinary;          /* the last other is an ordinary word in another's place */
    bool initials;
} answers;

static answers answers_of(const umbel_names *names, const name_form *query, uint32_t row_number) {
    name_form row;
    alignment a;
    answers out = {0};
    umbel_row_form(&names->index, row_number, &row);
    umbel_names_align(&names->words, query, &row, &a);
    out.initials = a.initials;
    for (size_t i = 0; i < query->n_tokens; i++) {
        if (is_like_in_letters(&query->tokens[i], &row.tokens[a.with[i]], a.how[i])) {
            out.n_like++;
        } else {
            out.n_other++;
            out.ordinary = a.how[i] == MATCH_TRANSLATED && query->tokens[i].kind == WORD_WORD;
        }
    }
    return out;
}

/* Whether the first candidate's name is the query's in other letters, at least in part. Where every word is translated
 * ("Riyasat-i-Nigahbani" for "Guardioes do Estado") they have the sense in common, no more. And "Moro National
 * Salvation Front" is a namesake of "Moro National Liberation Front": who translates or errs does not keep all words
 * but one; unless the actor has the other word too ("Nusrah Front", "Support Front"). */
static bool is_respelled(const umbel_resolver *r) {
    const candidate *c = &r->candidates[0];
    const name_form *query = &r->forms.forms[c->form];
    const name_index *x = &r->names->index;
    answers a = answers_of(r->names, query, c->row);
    if (a.initials || (a.n_like > 0 && !(a.n_other == 1 && a.ordinary))) return true;
    uint32_t first = x->actor_rows[c->actor], last = x->actor_rows[c->actor + 1];
    for (uint32_t k = first; k < last && k < x->h->n_rows && k < first + ELSEWHERE_ROWS; k++)
        if (answers_of(r->names, query, k).n_other == 0) return true;
    return false;
}

/* Equal, a letter apart, or one the beginning of the other; short ones must be equal. */
static bool is_letter_apart(umbel_str a, umbel_str b) {
    umbel_str less = a.n < b.n ? a : b, more = a.n < b.n ? b : a;
    size_t i = 0;
    if (less.n < SHORT_SKELETON) return less.n && umbel_str_eq(a, b);
    while (i < less.n && less.p[i] == more.p[i]) i++;
    if (more.n > less.n + 1) return i == less.n; /* one begins the other */
    for (size_t skip = more.n - less.n; i + 1 < more.n && less.p[i + 1 - skip] == more.p[i + 1];) i++;
    return i + 1 >= more.n;
}

/* Whether two words may answer each other, at little cost: rather too often than not. */
static bool may_answer(const name_token *a, const name_token *b) {
    return is_letter_apart(umbel_token_skeleton_of(a), umbel_token_skeleton_of(b)) || umbel_words_share_concept(a, b);
}

static bool may_cover(const name_form *query, const name_form *row) {
    unsigned all = 0, covered = 0;
    for (size_t i = 0; i < query->n_tokens; i++) {
        size_t j = 0;
        while (j < row->n_tokens && !may_answer(&query->tokens[i], &row->tokens[j])) j++;
        all += query->tokens[i].text_bits;
        covered += j < row->n_tokens ? query->tokens[i].text_bits : 0;
    }
    return covered * COVER_PARTS >= all * COVER_LEAST;
}

/* Most names in a text are of nobody the table knows: whether any row has enough of the words to be compared in full.
 */
static umbel_status glance(umbel_ctx *cx, umbel_resolver *r, umbel_str name, bool *worth) {
    size_t at;
    *worth = name.n > GLANCE_BYTES || !umbel_utf8_valid(name, &at);
    if (*worth) return UMBEL_OK;
    UMBEL_TRY(umbel_name_forms(cx, &r->names->words, &r->romanizer, name, &r->forms));
    for (size_t i = 0; i < r->forms.n && !*worth; i++) {
        const name_form *query = &r->forms.forms[i];
        UMBEL_TRY(umbel_find_rows(cx, &r->finder, query));
        *worth = query->acronym;
        for (size_t k = 0; k < r->finder.n_list && !*worth; k++) {
            name_form row;
            umbel_row_form(&r->names->index, r->finder.list[k], &row);
            *worth = may_cover(query, &row);
        }
    }
    return UMBEL_OK;
}

static umbel_status ask(umbel_ctx *cx, near_finder *near, umbel_str name, near_answer *out) {
    static const umbel_resolve_options options = {.top = 1, .threshold = NEAR_P};
    umbel_answer answer;
    bool worth;
    *out = (near_answer){UMBEL_INTERN_NONE, 0};
    if (!near->resolver) UMBEL_TRY(umbel_resolver_new(cx, &near->resolver, near->names));
    UMBEL_TRY(glance(cx, near->resolver, name, &worth));
    if (!worth) return UMBEL_OK;
    UMBEL_TRY(umbel_resolve_name(cx, near->resolver, name, &options, &answer));
    if (answer.resolution != UMBEL_RESOLVED_MATCH || !may_be_respelled(answer.matches[0].kind) ||
        !is_respelled(near->resolver))
        return UMBEL_OK;
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

static umbel_status ask_or_remember(umbel_ctx *cx, near_finder *near, umbel_str name, near_answer *out) {
    uint32_t k = umbel_intern_find(&near->asked, name);
    if (k != UMBEL_INTERN_NONE) {
        *out = near->answers[k];
        return UMBEL_OK;
    }
    UMBEL_TRY(ask(cx, near, name, out));
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
    UMBEL_TRY(ask_or_remember(cx, near, name, out));
    if (out->p_match > 0 && near->actors->actors[out->actor].kind != kind) out->p_match = 0;
    return UMBEL_OK;
}

void umbel_near_free(umbel_ctx *cx, near_finder *near) {
    umbel_resolver_free(cx, near->resolver);
    forget(cx, near);
    near->resolver = NULL;
}
