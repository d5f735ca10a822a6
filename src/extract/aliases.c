/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Other names that a document gives: short forms in brackets, one word for a longer name. */
#include "extract/names.h"

#define SHORT_FORM_REACH 512 /* entities looked back for "the Front", so that long documents cost no more a word */

umbel_status umbel_fold_span(umbel_ctx *cx, const document_state *d, const sentence *s, uint16_t first, uint16_t last,
                             umbel_str *out) {
    umbel_str text = {d->document->text.p + s->t[first].begin, s->t[last].end - s->t[first].begin};
    return umbel_fold_name(cx, &cx->scratch, text, out);
}

umbel_status umbel_name_alias(umbel_ctx *cx, document_state *d, umbel_str key, uint32_t to) {
    uint32_t e;
    bool is_new;
    UMBEL_TRY(umbel_entity_of(cx, d, key, &e, &is_new));
    d->key_entity[umbel_intern_find(&d->keys, key)] = to;
    return UMBEL_OK;
}

/* "the Brigade", "the Front": the latest entity with that head. */
bool umbel_short_form(const document_state *d, const sentence *s, uint16_t first, uint32_t *out) {
    bool found = false;
    uint32_t word = s->t[first].word, latest = 0;
    if (word == UMBEL_NO_WORD) return false;
    size_t from = d->n_entities > SHORT_FORM_REACH ? d->n_entities - SHORT_FORM_REACH : 0;
    for (size_t e = from; e < d->n_entities; e++)
        if (d->entities[e].head_word == word && d->entities[e].named && d->entities[e].last_seen >= latest) {
            latest = d->entities[e].last_seen;
            *out = (uint32_t)e;
            found = true;
        }
    return found;
}

static bool is_sign(const document_state *d, const token *t, const char *sign) {
    return t->kind == UMBEL_TOKEN_PUNCT && umbel_str_eq(umbel_token_text(d, t), umbel_str_of(sign));
}

static char letter_of(char c) { return (char)(c >= 'a' && c <= 'z' ? c - 32 : c); }

/* Whether the initials of the words first..last spell the acronym; small words may be left out. */
static bool spells(const document_state *d, const sentence *s, uint16_t first, uint16_t last, umbel_str acronym) {
    size_t k = 0;
    for (uint16_t j = first; j <= last; j++) {
        const token *t = &s->t[j];
        if (t->kind == UMBEL_TOKEN_PUNCT) continue;
        bool fits = k < acronym.n && letter_of(d->document->text.p[t->begin]) == letter_of(acronym.p[k]);
        bool small = umbel_is_closed_word(d, t) || umbel_token_is(d->ex, t, W_JOINER);
        bool counts = d->caseless ? !small : umbel_is_capital(t);
        if (counts && !fits) return false;
        if (fits && (counts || j > first)) k++;
    }
    return k == acronym.n;
}

/* "Congress for Justice in Azawad (CJA)": the initials show where the name ends. */
bool umbel_spelled_name(const document_state *d, const sentence *s, uint16_t i, uint16_t open, uint16_t *last) {
    if (open >= s->n || open <= i + 1 || open > i + 12 || open + 2 >= s->n) return false;
    umbel_str acronym = umbel_token_text(d, &s->t[open + 1]);
    bool shown = d->caseless ? !umbel_is_closed_word(d, &s->t[open + 1]) : s->t[open + 1].flags & UMBEL_TOKEN_ALL_UPPER;
    if (!shown || acronym.n < 3 || acronym.n > 9 || !is_sign(d, &s->t[open + 2], ")")) return false;
    if (letter_of(acronym.p[0]) != letter_of(d->document->text.p[s->t[i].begin])) return false;
    for (uint16_t j = i; j < open; j++)
        if (is_sign(d, &s->t[j], ",") || is_sign(d, &s->t[j], ".") || is_sign(d, &s->t[j], ")")) return false;
    *last = (uint16_t)(open - 1);
    return !umbel_is_closed_word(d, &s->t[i]) && spells(d, s, i, *last, acronym);
}

/* Last token of what stands in the brackets that open at j, or j where it is no name. */
static uint16_t bracket_end(const document_state *d, const sentence *s, uint16_t j) {
    uint16_t first = (uint16_t)(j + 1), last = first;
    while (last + 1 < s->n && !is_sign(d, &s->t[last + 1], ")") && last < first + 4) last++;
    if (last + 1 >= s->n || !is_sign(d, &s->t[last + 1], ")")) return j;
    if (d->caseless) {
        bool known = s->t[first].word != UMBEL_NO_WORD && d->ex->lexicon.words[s->t[first].word].analyses;
        return first == last && s->t[first].kind == UMBEL_TOKEN_WORD && !known && !umbel_is_closed_word(d, &s->t[first])
                   ? last
                   : j;
    }
    return umbel_is_capital(&s->t[first]) ? last : j;
}

/* "NSCN (Khaplang)": a faction, told from the others by the bracketed word. */
static bool is_faction(const document_state *d, const sentence *s, const name_mention *owner, uint16_t first,
                       uint16_t last) {
    bool acronym = s->t[owner->first].flags & UMBEL_TOKEN_ALL_UPPER && owner->first == owner->last;
    bool group = acronym || d->entities[owner->entity].kind == UMBEL_KIND_GROUP;
    if (d->caseless || !group || (last != first && !umbel_joins(d, s, (uint16_t)(first + 1)))) return false;
    return !(s->t[first].flags & UMBEL_TOKEN_ALL_UPPER) && s->t[first].end - s->t[first].begin > 2 &&
           !umbel_match_table(d, s, first).found;
}

/* "Northern Dawn Front (NDF)": the bracketed short form names the same entity. */
umbel_status umbel_bracketed_name(umbel_ctx *cx, document_state *d, sentence *s, uint16_t *i) {
    uint16_t j = (uint16_t)(*i + 1);
    if (j + 2 >= s->n || s->n_names == 0 || !is_sign(d, &s->t[j], "(")) return UMBEL_OK;
    uint16_t first = (uint16_t)(j + 1), last = bracket_end(d, s, j);
    name_mention *owner = &s->names[s->n_names - 1];
    if (last == j || owner->last != *i) return UMBEL_OK;
    umbel_str key;
    if (is_faction(d, s, owner, first, last)) {
        bool is_new;
        UMBEL_TRY(umbel_fold_span(cx, d, s, owner->first, last, &key));
        UMBEL_TRY(umbel_entity_of(cx, d, key, &owner->entity, &is_new));
        owner->last = (uint16_t)(last + 1);
        for (uint16_t k = owner->first; k <= owner->last; k++) s->t[k].mention = (uint16_t)(s->n_names - 1);
        entity *e = &d->entities[owner->entity];
        uint32_t begin = s->t[owner->first].begin, end = s->t[owner->last].end;
        if (is_new) e->name = (umbel_quote){{d->document->text.p + begin, end - begin}, begin, end};
        e->kind = owner->kind = UMBEL_KIND_GROUP;
        e->named = true;
        *i = owner->last;
        return UMBEL_OK;
    }
    bool listed = d->caseless && d->entities[owner->entity].actor.n && umbel_match_table(d, s, first).found;
    if (listed) return UMBEL_OK; /* the tables know its short form */
    UMBEL_TRY(umbel_fold_span(cx, d, s, first, last, &key));
    if (umbel_intern_find(&d->keys, key) == UMBEL_INTERN_NONE) UMBEL_TRY(umbel_name_alias(cx, d, key, owner->entity));
    bool acronym = d->caseless || s->t[first].flags & UMBEL_TOKEN_ALL_UPPER;
    if (d->entities[owner->entity].kind == UMBEL_KIND_NONE && acronym) {
        d->entities[owner->entity].kind = UMBEL_KIND_GROUP;
        d->entities[owner->entity].person = false;
        owner->kind = UMBEL_KIND_GROUP;
        owner->person = false;
    }
    if (!d->caseless) *i = (uint16_t)(last + 1);
    return UMBEL_OK;
}
