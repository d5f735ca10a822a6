/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/place.h"

#include <string.h>

#include "extract/clause.h"

static bool is(const document_state *d, const sentence *s, int i, const char *word) {
    return i >= 0 && i < s->n && umbel_spells(d, &s->t[i], word);
}

static bool is_any(const document_state *d, const sentence *s, int i, const char *const *words) {
    return i >= 0 && i < s->n && umbel_spells_one(d, &s->t[i], words);
}

static bool is_locative(const document_state *d, const sentence *s, int i) {
    static const char *const words[] = {"in",   "at",      "near",       "outside", "inside", "around", "off",
                                        "over", "across",  "along",      "on",      "above",  "beside", "within",
                                        "by",   "through", "throughout", "of",      NULL};
    return is_any(d, s, i, words) && !is(d, s, i, "of");
}

/* "the Talmo road", "Lorgai area": a small word that belongs to the place named before it. */
static bool is_tail(const document_state *d, const token *t) {
    return t->kind == UMBEL_TOKEN_WORD && t->mention == NONE &&
           (t->tag == T_NOUN || (t->tag == T_VERB && (t->form == UMBEL_FORM_BASE || t->form == UMBEL_FORM_ING))) &&
           umbel_token_is(d->ex, t, W_PLACETAIL);
}

static uint8_t grade_of_word(const document_state *d, const sentence *s, int i) {
    static const char *const districts[] = {"district", "county", "subdistrict", "tehsil", "municipality", NULL};
    static const char *const regions[] = {"province",   "governorate", "region",       "state",  "country", "peninsula",
                                          "department", "provinces",   "governorates", "oblast", NULL};
    if (is_any(d, s, i, districts)) return PLACE_DISTRICT;
    return is_any(d, s, i, regions) ? PLACE_REGION : PLACE_SPOT;
}

/* A name that may be a place: no person, group, body or agreement. */
static bool may_be_place(const document_state *d, const sentence *s, uint16_t m) {
    const name_mention *name = &s->names[m];
    if (name->person && name->first == name->last) return false;
    switch ((umbel_kind)name->kind) {
    case UMBEL_KIND_GROUP: return s->t[name->first].flags & UMBEL_TOKEN_ALL_UPPER ? false : d->caseless;
    case UMBEL_KIND_ORGAN:
    case UMBEL_KIND_BODY:
    case UMBEL_KIND_AGREEMENT: return false;
    default: return true;
    }
}

static bool ends_phrase(const sentence *s, int i) {
    switch ((word_tag)s->t[i].tag) {
    case T_PREP:
    case T_TO:
    case T_COMMA:
    case T_CONJ:
    case T_VERB:
    case T_BE:
    case T_HAVE:
    case T_MODAL:
    case T_STOP:
    case T_REL:
    case T_THAT:
    case T_SUBORD:
    case T_OPEN:
    case T_PRON: return true;
    default: return false;
    }
}

static bool unknown_word(const document_state *d, const token *t) {
    if (t->kind != UMBEL_TOKEN_WORD) return false;
    if (t->word == UMBEL_NO_WORD) return true;
    const umbel_word *w = &d->ex->lexicon.words[t->word];
    return !w->analyses && !w->classes[0] && !w->classes[1];
}

/* Newswire in capitals: words behind "IN" that no table knows are a place. */
static bool capitals_at(const document_state *d, const sentence *s, uint16_t i, place_name *out) {
    static const char *const time_words[] = {"last", "this", "yesterday", "today", "tonight", "early", "late", NULL};
    uint16_t j = i;
    bool unknown = false;
    while (j < s->n && j < i + 4 && s->t[j].kind == UMBEL_TOKEN_WORD && !ends_phrase(s, j) && s->t[j].tag != T_DET &&
           !umbel_token_is(d->ex, &s->t[j], W_TIMEHEAD) && !umbel_token_is(d->ex, &s->t[j], W_MONTH) &&
           !umbel_token_is(d->ex, &s->t[j], W_WEEKDAY) && !is_any(d, s, j, time_words)) {
        unknown = unknown || unknown_word(d, &s->t[j]);
        j++;
    }
    if (j == i || !unknown || !(unknown_word(d, &s->t[i]) || j > i + 1)) return false;
    *out = (place_name){.prep = (uint16_t)(i - 1), .first = i, .last = (uint16_t)(j - 1), .entity = UINT32_MAX};
    return true;
}

static uint8_t grade_of_name(const document_state *d, const sentence *s, uint16_t m, uint16_t last) {
    const name_mention *name = &s->names[m];
    uint8_t grade = grade_of_word(d, s, last);
    if (grade == PLACE_SPOT && is(d, s, name->first - 1, "of")) grade = grade_of_word(d, s, name->first - 2);
    if (grade == PLACE_SPOT && d->entities[name->entity].actor.n && name->kind == UMBEL_KIND_STATE) grade = PLACE_STATE;
    static const char *const parts[] = {"northern",     "southern",     "eastern",      "western", "central",
                                        "north",        "south",        "east",         "west",    "northeastern",
                                        "northwestern", "southeastern", "southwestern", NULL};
    if (grade == PLACE_SPOT && is_any(d, s, name->first - 1, parts)) grade = PLACE_REGION;
    return grade;
}

/* The place behind the preposition at token i. */
static bool place_behind(const document_state *d, const sentence *s, uint16_t i, place_name *out) {
    uint16_t j = (uint16_t)(i + 1), head = NONE;
    if (j < s->n && d->caseless && capitals_at(d, s, j, out)) return true;
    for (; j < s->n && j < i + 12; j++) {
        const token *t = &s->t[j];
        bool of = is(d, s, j, "of") && j > i + 1;
        if (ends_phrase(s, j) && !of) break;
        if (t->mention == NONE) {
            if (t->tag == T_NOUN && !of) head = j;
            if (t->flags & UMBEL_TOKEN_POSSESSIVE) head = NONE;
            continue;
        }
        const name_mention *name = &s->names[t->mention];
        bool owner = name->last + 1 < s->n && s->t[name->last + 1].flags & UMBEL_TOKEN_POSSESSIVE;
        if (!may_be_place(d, s, t->mention) || name->adjective || owner) {
            j = name->last;
            head = NONE;
            continue;
        }
        uint16_t last = name->last;
        for (uint16_t k = (uint16_t)(last + 1);
             k < s->n && k < name->last + 4 && (s->t[k].tag == T_NOUN || is_tail(d, &s->t[k])); k++)
            if (is_tail(d, &s->t[k])) last = k; /* "Canno railway station" */
        *out = (place_name){.prep = i, .first = name->first, .last = last, .entity = name->entity};
        out->grade = grade_of_name(d, s, t->mention, last);
        return true;
    }
    if (head == NONE) return false;
    const token *t = &s->t[head];
    if (!umbel_token_is(d->ex, t, W_PLACEHEAD) && !umbel_token_is(d->ex, t, W_THINGHEAD) &&
        !umbel_token_is(d->ex, t, W_PLACETAIL))
        return false;
    *out = (place_name){.prep = i, .first = head, .last = head, .grade = PLACE_DESCRIBED, .entity = UINT32_MAX};
    return true;
}

/* "officials in X said", "according to a doctor in X": where the speaker is. */
static bool is_speakers(const document_state *d, const sentence *s, const place_name *place) {
    int behind = place->last + 1;
    if (place->prep > 0 && behind < s->n && s->t[behind].tag == T_COMMA && s->t[place->prep - 1].tag == T_NOUN)
        behind++;
    bool noun = place->prep > 0 && (s->t[place->prep - 1].tag == T_NOUN || s->t[place->prep - 1].tag == T_NAME);
    bool says = noun && behind < s->n && s->t[behind].tag == T_VERB && umbel_token_is(d->ex, &s->t[behind], C_SAY);
    for (int i = place->prep - 1; i >= 0 && i > place->prep - 5 && !says; i--) {
        if (s->t[i].tag == T_COMMA) break;
        says = is(d, s, i, "according") || is(d, s, i, "told");
    }
    return says;
}

static size_t read_places(const document_state *d, const sentence *s, place_name out[UMBEL_LOCATIONS_MAX]) {
    size_t n = 0;
    for (uint16_t i = d->n_dateline; i + 1 < s->n && n < UMBEL_LOCATIONS_MAX; i++) {
        if (s->t[i].mention != NONE || (s->t[i].tag != T_PREP && s->t[i].tag != T_ADV && s->t[i].tag != T_OTHER) ||
            !is_locative(d, s, i))
            continue;
        place_name found;
        if (!place_behind(d, s, i, &found)) continue;
        bool tail = is_tail(d, &s->t[found.last]) || found.grade == PLACE_DESCRIBED;
        static const char *const sides[] = {"outskirts", "road", "border", "coast",    "island", "edge",
                                            "banks",     "bank", "side",   "frontier", NULL};
        for (int j = i + 1; j < found.first && !tail; j++) tail = is_any(d, s, j, sides);
        bool weak = is(d, s, i, "on") || is(d, s, i, "by"); /* "on Marovia", "by Veshtia" are no places */
        if (weak && !tail) continue;
        if (is(d, s, i, "by") || (is(d, s, i, "over") && found.grade == PLACE_DESCRIBED)) continue;
        found.of_speaker = is_speakers(d, s, &found);
        out[n++] = found;
    }
    return n;
}

umbel_status umbel_find_locations(umbel_ctx *cx, const document_state *d, sentence *s) {
    place_name places[UMBEL_LOCATIONS_MAX];
    size_t n = read_places(d, s, places);
    place_name *kept = UMBEL_NEW(cx, &cx->scratch, place_name, n + 1);
    if (!kept) return cx->err.code;
    memcpy(kept, places, n * sizeof *kept);
    s->places = kept;
    s->n_places = n;
    return UMBEL_OK;
}

umbel_party umbel_place_party(const document_state *d, const sentence *s, const place_name *place) {
    uint32_t begin = s->t[place->first].begin, end = s->t[place->last].end;
    return (umbel_party){.quote = {{d->document->text.p + begin, end - begin}, begin, end},
                         .kind = UMBEL_KIND_PLACE,
                         .actor = place->entity != UINT32_MAX ? d->entities[place->entity].actor : (umbel_str){0}};
}

/* Tokens of the clause that token `at` stands in. */
static umbel_span clause_around(const document_state *d, const sentence *s, uint16_t at) {
    int p = 0;
    while (p + 1 < s->n_seq && s->items[s->seq[p + 1]].first <= at) p++;
    int begin = p, end = umbel_clause_end(d, s, p);
    while (begin > 0) {
        const item *it = umbel_item_at(s, begin - 1);
        bool other = it->type == I_VG && it->finite && begin - 1 != p;
        if (it->type == I_STOP || it->type == I_SUBORD || it->type == I_THAT || other) break;
        begin--;
    }
    return (umbel_span){umbel_item_at(s, begin)->first, end >= s->n_seq - 1 ? s->n : umbel_item_at(s, end)->last + 1u};
}

umbel_party umbel_tie_place(const document_state *d, const sentence *s, uint16_t at, const umbel_quote *subject,
                            const umbel_quote *object) {
    const place_name *places = s->places;
    size_t n = s->n_places;
    const place_name *best = NULL;
    if (!n || !s->n_seq) return (umbel_party){0};
    umbel_span clause = clause_around(d, s, at);
    for (size_t i = 0; i < n; i++) {
        const place_name *x = &places[i];
        uint32_t begin = s->t[x->first].begin, end = s->t[x->last].end;
        bool taken = (begin < subject->end && subject->begin < end) || (begin < object->end && object->begin < end);
        if (taken || x->prep < clause.begin || x->first >= clause.end || x->grade == PLACE_DESCRIBED || x->of_speaker)
            continue;
        if (!best || x->grade < best->grade) best = x;
    }
    return best ? umbel_place_party(d, s, best) : (umbel_party){0};
}
