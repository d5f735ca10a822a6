/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Names in text whose capitals say nothing: by the words that names of organisations are made of. */
#include "extract/names.h"

#define NAME_MAX 9 /* words of a name */

static bool is_word(const token *t) { return t->kind == UMBEL_TOKEN_WORD; }

static bool is_unknown(const document_state *d, const token *t) {
    if (!is_word(t)) return false;
    if (t->word == UMBEL_NO_WORD) return true;
    const umbel_word *w = &d->ex->lexicon.words[t->word];
    return !w->analyses && !w->classes[0] && !w->classes[1];
}

static bool is_modifier(const document_state *d, const token *t) {
    return umbel_token_is(d->ex, t, W_NAMEMOD) || umbel_token_is(d->ex, t, W_NAMEOWNER);
}

static bool is_group_head(const document_state *d, const token *t) {
    if (umbel_token_is(d->ex, t, W_CLASSHEAD)) return false; /* "urban guerrillas" are a class */
    return umbel_token_is(d->ex, t, W_GROUPHEAD) || umbel_token_is(d->ex, t, W_GROUPLEAD);
}

/* "of national liberation", "for the homeland's defence": the words behind the head that belong to the name. */
static uint16_t tail_of(const document_state *d, const sentence *s, uint16_t head) {
    uint16_t j = (uint16_t)(head + 1), last = head;
    if (j >= s->n || !(umbel_word_is(d->ex, &s->t[j], "of") || umbel_word_is(d->ex, &s->t[j], "for"))) return head;
    j++;
    if (j < s->n && umbel_word_is(d->ex, &s->t[j], "the")) j++;
    while (j < s->n && j < head + 6) {
        bool cause = umbel_token_is(d->ex, &s->t[j], W_NAMECAUSE);
        if (!cause && !is_modifier(d, &s->t[j])) break;
        last = j++;
        if (cause && j + 1 < s->n && umbel_word_is(d->ex, &s->t[j], "and") &&
            umbel_token_is(d->ex, &s->t[j + 1], W_NAMECAUSE))
            j++;
    }
    return last;
}

/* "national liberation front", "manuel rodriguez patriotic front": modifiers and unknown words before a head. */
static bool modified_head(const document_state *d, const sentence *s, uint16_t i, uint16_t *last) {
    bool modified = false, found = false;
    bool of_state = umbel_is_adjective_of_state(d, s, i); /* "salvadoran army" */
    for (uint16_t j = i; j < s->n && j < i + NAME_MAX; j++) {
        const token *t = &s->t[j];
        if (umbel_joins(d, s, j)) continue; /* "drug-trafficking mafias" */
        if (t->flags & UMBEL_TOKEN_POSSESSIVE && j > i && umbel_token_is(d->ex, &s->t[j - 1], W_NAMEOWNER)) continue;
        if ((modified || (of_state && j > i)) && is_group_head(d, t)) {
            *last = tail_of(d, s, j);
            found = true;
            if (*last > j) return true;
            continue;
        }
        if (found) return true;
        if (j > i && umbel_match_table(d, s, j).found) return false; /* "the armed shining path" */
        if (is_modifier(d, t) || umbel_token_is(d->ex, t, W_ORGANMOD))
            modified = modified || is_modifier(d, t);
        else if (!is_unknown(d, t))
            return false;
    }
    return found;
}

/* "the extraditables," in quotation marks, a short form in brackets behind it: the writer shows that it is a name. */
static bool quoted(const document_state *d, const sentence *s, uint16_t i, uint16_t *last) {
    if (i == 0 || !umbel_str_eq(umbel_token_text(d, &s->t[i - 1]), UMBEL_STR("\""))) return false;
    bool group = false;
    for (uint16_t j = i; j < s->n && j < i + 6; j++) {
        umbel_str text = umbel_token_text(d, &s->t[j]);
        if (umbel_str_eq(text, UMBEL_STR("\"")) || (umbel_str_eq(text, UMBEL_STR(",")) && j + 1 < s->n &&
                                                    umbel_str_eq(umbel_token_text(d, &s->t[j + 1]), UMBEL_STR("\"")))) {
            *last = (uint16_t)(j - 1);
            return j > i && group;
        }
        if (!is_word(&s->t[j]) && s->t[j].kind != UMBEL_TOKEN_NUMBER) return false;
        group = group || is_group_head(d, &s->t[j]);
    }
    return false;
}

bool umbel_caseless_end(const document_state *d, const sentence *s, uint16_t i, uint16_t *last) {
    const token *t = &s->t[i];
    if (!is_word(t)) return false;
    if (quoted(d, s, i, last)) return true;
    if (is_group_head(d, t) && !is_modifier(d, t)) { /* "army of national liberation" */
        *last = tail_of(d, s, i);
        return *last > i;
    }
    if (!is_modifier(d, t) && !is_unknown(d, t)) return false;
    return modified_head(d, s, i, last);
}
