/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Other names that a document gives: short forms in brackets, one word for a longer name. */
#include "extract/names.h"

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
    for (size_t e = 0; e < d->n_entities; e++)
        if (d->entities[e].head_word == word && d->entities[e].named && d->entities[e].last_seen >= latest) {
            latest = d->entities[e].last_seen;
            *out = (uint32_t)e;
            found = true;
        }
    return found;
}

/* "Northern Dawn Front (NDF)": the bracketed short form names the same entity. */
umbel_status umbel_bracketed_name(umbel_ctx *cx, document_state *d, sentence *s, uint16_t *i) {
    uint16_t j = (uint16_t)(*i + 1);
    if (j + 2 >= s->n || s->n_names == 0 || !umbel_str_eq(umbel_token_text(d, &s->t[j]), UMBEL_STR("(")))
        return UMBEL_OK;
    uint16_t first = (uint16_t)(j + 1), last = first;
    while (last + 1 < s->n && !umbel_str_eq(umbel_token_text(d, &s->t[last + 1]), UMBEL_STR(")")) && last < first + 4)
        last++;
    if (last + 1 >= s->n || !umbel_str_eq(umbel_token_text(d, &s->t[last + 1]), UMBEL_STR(")"))) return UMBEL_OK;
    if (!(s->t[first].flags & UMBEL_TOKEN_ALL_UPPER) && !umbel_is_capital(&s->t[first])) return UMBEL_OK;
    const name_mention *owner = &s->names[s->n_names - 1];
    umbel_str key;
    UMBEL_TRY(umbel_fold_span(cx, d, s, first, last, &key));
    if (umbel_intern_find(&d->keys, key) == UMBEL_INTERN_NONE) UMBEL_TRY(umbel_name_alias(cx, d, key, owner->entity));
    if (d->entities[owner->entity].kind == UMBEL_KIND_NONE && s->t[first].flags & UMBEL_TOKEN_ALL_UPPER) {
        d->entities[owner->entity].kind = UMBEL_KIND_GROUP;
        d->entities[owner->entity].person = false;
        s->names[s->n_names - 1].kind = UMBEL_KIND_GROUP;
        s->names[s->n_names - 1].person = false;
    }
    *i = (uint16_t)(last + 1);
    return UMBEL_OK;
}
