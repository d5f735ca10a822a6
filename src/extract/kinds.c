/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* What kind of actor a name is, by its words and the words around it. */
#include "extract/names.h"

static umbel_kind kind_of_head(const document_state *d, const token *head, const token *first) {
    const umbel_extractor *ex = d->ex;
    if (umbel_token_is(ex, head, W_AGREEMENTHEAD)) return UMBEL_KIND_AGREEMENT;
    if (umbel_token_is(ex, first, W_GROUPLEAD)) return UMBEL_KIND_GROUP;
    if (umbel_word_is(ex, head, "government") || umbel_word_is(ex, head, "regime") ||
        umbel_word_is(ex, head, "republic"))
        return UMBEL_KIND_STATE;
    if (umbel_word_is(ex, first, "ministry") || umbel_word_is(ex, first, "directorate") ||
        umbel_word_is(ex, first, "department"))
        return UMBEL_KIND_ORGAN;
    if (umbel_token_is(ex, head, W_ORGANHEAD) && !umbel_token_is(ex, head, W_GROUPHEAD)) return UMBEL_KIND_ORGAN;
    if (umbel_token_is(ex, head, W_BODYHEAD) && !umbel_token_is(ex, head, W_GROUPHEAD)) return UMBEL_KIND_BODY;
    if (umbel_token_is(ex, head, W_GROUPHEAD) || umbel_token_is(ex, head, W_GROUPLEAD)) return UMBEL_KIND_GROUP;
    if (umbel_token_is(ex, head, W_PLACEHEAD)) return UMBEL_KIND_PLACE;
    return UMBEL_KIND_NONE;
}

/* The word that names the kind: the last one before "of", "for" or a dash ("Army–North"). */
uint16_t umbel_head_of_name(const document_state *d, const sentence *s, uint16_t first, uint16_t last) {
    for (uint16_t j = (uint16_t)(first + 1); j <= last; j++)
        if (umbel_word_is(d->ex, &s->t[j], "of") || umbel_word_is(d->ex, &s->t[j], "for") ||
            umbel_spells(d, &s->t[j], "\xe2\x80\x93"))
            return (uint16_t)(j - 1);
    bool numbered = last > first && s->t[last].kind == UMBEL_TOKEN_NUMBER && s->t[last - 1].kind == UMBEL_TOKEN_WORD;
    return numbered ? (uint16_t)(last - 1) : last; /* "Brigade 313" */
}

/* "armed forces", "Oradan army", "Salvadoran air force": words of armies that bear a state's name or an office's. */
static bool is_state_force(const document_state *d, const sentence *s, uint16_t first, uint16_t head) {
    if (head == first || !umbel_token_is(d->ex, &s->t[head], W_ORGANHEAD)) return false;
    for (uint16_t j = first; j < head; j++) /* "National Liberation Army" is none */
        if (umbel_token_is(d->ex, &s->t[j], W_NAMEMOD) && !umbel_token_is(d->ex, &s->t[j], W_ORGANMOD)) return false;
    if (umbel_token_is(d->ex, &s->t[head - 1], W_ORGANMOD)) return true;
    if (!d->caseless && !umbel_is_capital(&s->t[head])) return true;
    return umbel_is_adjective_of_state(d, s, first);
}

bool umbel_has_kind_word(const document_state *d, const sentence *s, uint16_t first, uint16_t last) {
    uint16_t head = umbel_head_of_name(d, s, first, last);
    return first != last && kind_of_head(d, &s->t[head], &s->t[first]) != UMBEL_KIND_NONE;
}

umbel_kind umbel_kind_of_shape(const document_state *d, const sentence *s, uint16_t first, uint16_t last,
                               uint8_t evidence, bool *person) {
    uint16_t head = umbel_head_of_name(d, s, first, last);
    umbel_kind kind = kind_of_head(d, &s->t[head], &s->t[first]);
    *person = false;
    if (d->caseless && head > first && umbel_word_is(d->ex, &s->t[head], "department") &&
        !umbel_token_is(d->ex, &s->t[head - 1], W_ORGANMOD))
        return UMBEL_KIND_PLACE; /* "chalatenango department" */
    if (kind == UMBEL_KIND_GROUP && d->caseless && umbel_token_is(d->ex, &s->t[head], W_CIVICHEAD))
        kind = UMBEL_KIND_BODY; /* newswire of parties and unions: arms are not the rule */
    if (kind == UMBEL_KIND_GROUP && is_state_force(d, s, first, head)) kind = UMBEL_KIND_ORGAN;
    if (kind != UMBEL_KIND_NONE && first != last) return kind;
    bool after_place = first > 0 && (umbel_token_is(d->ex, &s->t[first - 1], W_PLACEPREP));
    bool after_title = first > 0 && umbel_token_is(d->ex, &s->t[first - 1], W_TITLE);
    if (after_title || (evidence && !(evidence & UMBEL_EVIDENCE_GROUP))) {
        *person = true;
        return UMBEL_KIND_NONE;
    }
    if (evidence && !(evidence & UMBEL_EVIDENCE_PERSON)) return UMBEL_KIND_GROUP;
    uint16_t words = 0;
    for (uint16_t j = first; j <= last; j++) words = (uint16_t)(words + (s->t[j].kind == UMBEL_TOKEN_WORD));
    if (s->t[last].kind == UMBEL_TOKEN_NUMBER) return UMBEL_KIND_NONE; /* "AK-47", "F-16" */
    if (s->t[first].flags & UMBEL_TOKEN_ALL_UPPER && words == 1) return UMBEL_KIND_GROUP;
    if (last == first + 2 && umbel_str_eq(umbel_token_text(d, &s->t[first + 1]), UMBEL_STR("/")))
        return UMBEL_KIND_GROUP; /* "PYD/YPG" */
    if (words == 1) return UMBEL_KIND_STATE;
    if (after_place) return UMBEL_KIND_PLACE;
    bool hyphen = last > first + 1 && umbel_is_hyphen(d, &s->t[first + 1]);
    *person = !hyphen;
    return hyphen ? UMBEL_KIND_GROUP : UMBEL_KIND_NONE;
}
