/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/clause.h"

#include "extract/party.h"

const item umbel_no_item = {.type = I_STOP, .owner = NONE, .of = NONE, .modal = NONE, .hedge = NONE};

static uint8_t type_at(const sentence *s, int p) { return umbel_item_at(s, p)->type; }

bool umbel_is_time_phrase(const document_state *d, const sentence *s, const item *np) {
    const token *head = &s->t[np->head];
    if (head->mention != NONE) return false; /* "the Banner of Dawn" */
    return umbel_token_is(d->ex, head, W_TIMEHEAD) || umbel_token_is(d->ex, head, W_MONTH) ||
           umbel_token_is(d->ex, head, W_WEEKDAY) || (head->tag == T_NUM && head->end - head->begin == 4) ||
           umbel_token_is(d->ex, &s->t[np->first], W_MONTH);
}

static bool is_aside(const sentence *s, int p) {
    uint8_t type = type_at(s, p);
    return type == I_ADV || type == I_QUOTE || type == I_OTHER;
}

/* The comma that opens the aside closed by the comma at p, or NOWHERE. */
static int aside_begin(const sentence *s, int p) {
    for (int i = p - 1; i > 0 && i > p - 24; i--) {
        if (type_at(s, i) == I_STOP) return NOWHERE;
        if (type_at(s, i) == I_COMMA) {
            uint8_t inside = type_at(s, i + 1), before = type_at(s, i - 1);
            bool opens = inside == I_REL || inside == I_NP || inside == I_PREP || inside == I_ADV ||
                         (inside == I_VG && !umbel_item_at(s, i + 1)->finite);
            return opens && before == I_NP ? i : NOWHERE;
        }
    }
    return NOWHERE;
}

static int previous_verb(const sentence *s, int p) {
    for (int i = p - 1; i >= 0; i--) {
        if (type_at(s, i) == I_VG) return i;
        if (type_at(s, i) == I_STOP) return NOWHERE;
    }
    return NOWHERE;
}

int umbel_governor_of(const document_state *d, const sentence *s, int p) {
    (void)d;
    const item *v = umbel_item_at(s, p);
    return v->infinitive || v->gerund ? previous_verb(s, p) : NOWHERE;
}

/* "after Iran had hit": a preposition that a clause follows. */
static bool opens_clause(const document_state *d, const sentence *s, int p) {
    return umbel_token_is(d->ex, &s->t[umbel_item_at(s, p)->first], W_SUBORD);
}

/* First noun phrase of a list that ends at p: the position stays that of its last member. */
static int nominal_before(const document_state *d, const sentence *s, int p) {
    for (int i = p; i >= 0; i--) {
        const item *it = umbel_item_at(s, i);
        if (it->type == I_NP) {
            if (type_at(s, i - 1) == I_PREP && !(i == p && opens_clause(d, s, i - 1))) { /* step over the phrase */
                i--;
                continue;
            }
            if (umbel_is_time_phrase(d, s, it)) continue;
            return i;
        }
        if (is_aside(s, i)) continue;
        if (it->type == I_COMMA) {
            int begin = aside_begin(s, i);
            if (begin != NOWHERE) i = begin;
            continue;
        }
        return NOWHERE;
    }
    return NOWHERE;
}

static int control_subject(const document_state *d, const sentence *s, int p) {
    int g = umbel_governor_of(d, s, p);
    if (g == NOWHERE) return NOWHERE;
    const token *verb = &s->t[umbel_item_at(s, g)->head];
    bool object_control = umbel_token_is(d->ex, verb, W_OBJECTCONTROL) || umbel_token_is(d->ex, verb, C_ACCUSE) ||
                          umbel_token_is(d->ex, verb, C_SUSPECT);
    if (!object_control || umbel_item_at(s, g)->passive) return umbel_subject_of(d, s, g);
    for (int i = g + 1; i < p; i++)
        if (type_at(s, i) == I_NP && type_at(s, i - 1) != I_PREP) return i;
    int gap = umbel_object_of(d, s, g); /* "Qatar, which they accuse of harbouring" */
    return gap != NOWHERE ? gap : umbel_subject_of(d, s, g);
}

static int relative_subject(const document_state *d, const sentence *s, int rel) {
    int i = rel - 1;
    if (type_at(s, i) == I_COMMA) i--;
    while (i >= 0 && type_at(s, i) == I_ADV) i--;
    if (type_at(s, i) != I_NP) return NOWHERE;
    /* "fighters of X, who": the head of the whole phrase; link_of has joined it */
    (void)d;
    return i;
}

/* "crossed the river, shot two men and went home": the verb before whose object the comma closes, or NOWHERE. */
static int verb_listed_before(const sentence *s, int p) {
    if (type_at(s, p - 1) != I_COMMA || type_at(s, p - 2) != I_NP || aside_begin(s, p - 1) != NOWHERE) return NOWHERE;
    int v = p - 3;
    return type_at(s, v) == I_VG && umbel_item_at(s, v)->finite && !umbel_item_at(s, v)->passive ? v : NOWHERE;
}

static int finite_subject(const document_state *d, const sentence *s, int p) {
    int listed = verb_listed_before(s, p);
    if (listed != NOWHERE) return umbel_subject_of(d, s, listed);
    for (int i = p - 1; i >= 0; i--) {
        const item *it = umbel_item_at(s, i);
        if (it->type == I_NP) {
            int found = nominal_before(d, s, i);
            if (found != NOWHERE) return found;
            while (i > 0 && type_at(s, i) != I_PREP) i--;
            continue;
        }
        if (is_aside(s, i)) continue;
        if (it->type == I_REL) return relative_subject(d, s, i);
        if (it->type == I_COMMA) {
            int begin = aside_begin(s, i);
            if (begin != NOWHERE) i = begin;
            continue;
        }
        if (it->type == I_CONJ) { /* "trained X and armed Y" */
            int v = previous_verb(s, i);
            return v == NOWHERE ? NOWHERE : umbel_subject_of(d, s, v);
        }
        if (it->type == I_VG) return it->finite || it->participle ? umbel_subject_of(d, s, i) : NOWHERE;
        return NOWHERE;
    }
    return NOWHERE;
}

int umbel_subject_of(const document_state *d, const sentence *s, int p) {
    const item *v = umbel_item_at(s, p);
    if (v->type != I_VG) return NOWHERE;
    if (v->finite) return finite_subject(d, s, p);
    int before = p - 1;
    while (before >= 0 && type_at(s, before) == I_ADV) before--;
    uint8_t type = type_at(s, before);
    if (v->infinitive) return control_subject(d, s, p);
    if (type == I_NP && type_at(s, before - 1) != I_PREP) return before;
    if (type == I_NP && v->participle)
        return before; /* "camps in X run by Y": the nearest phrase is the better guess */
    if (type == I_COMMA && v->participle && type_at(s, before - 1) == I_NP) return before - 1;
    if (type == I_CONJ || type == I_COMMA) {
        int g = previous_verb(s, before);
        if (g == NOWHERE) { /* "Backed by X, Y …": the subject follows */
            for (int i = p + 1; i < s->n_seq; i++)
                if (type_at(s, i) == I_COMMA && type_at(s, i + 1) == I_NP) return i + 1;
            return NOWHERE;
        }
        return umbel_subject_of(d, s, g);
    }
    if (before < 0 || type == I_STOP) {
        for (int i = p + 1; i < s->n_seq; i++)
            if (type_at(s, i) == I_COMMA && type_at(s, i + 1) == I_NP) return i + 1;
        return NOWHERE;
    }
    if (v->gerund) return control_subject(d, s, p);
    return type == I_VG ? umbel_subject_of(d, s, before) : NOWHERE;
}

int umbel_clause_end(const document_state *d, const sentence *s, int p) {
    for (int i = p + 1; i < s->n_seq; i++) {
        uint8_t type = type_at(s, i);
        if (type == I_STOP || type == I_THAT || type == I_SUBORD) return i - 1;
        if (type == I_VG && umbel_item_at(s, i)->finite) {
            int subject = i - 1;
            while (subject > p && (type_at(s, subject) == I_ADV || type_at(s, subject) == I_REL)) subject--;
            while (subject > p && (type_at(s, subject) == I_CONJ || type_at(s, subject) == I_COMMA)) subject--;
            return subject;
        }
    }
    (void)d;
    return s->n_seq - 1;
}

int umbel_object_of(const document_state *d, const sentence *s, int p) {
    const item *v = umbel_item_at(s, p);
    int i = p + 1;
    while (i < s->n_seq &&
           (is_aside(s, i) ||
            (type_at(s, i) == I_PREP && umbel_token_is(d->ex, &s->t[umbel_item_at(s, i)->first], W_PARTICLE) &&
             type_at(s, i + 1) == I_NP && !(umbel_token_is(d->ex, &s->t[umbel_item_at(s, i)->first], W_PLACEPREP)))))
        i++;
    if (type_at(s, i) == I_NP && !umbel_is_time_phrase(d, s, umbel_item_at(s, i)) && type_at(s, i - 1) != I_PREP)
        return i;
    if (type_at(s, i) == I_NP && type_at(s, i - 1) == I_PREP && i - 1 > p &&
        umbel_token_is(d->ex, &s->t[umbel_item_at(s, i - 1)->first], W_PARTICLE))
        return i;
    if (type_at(s, i) == I_CONJ && type_at(s, i + 1) == I_VG && !v->passive)
        return umbel_object_of(d, s, i + 1); /* "trained and armed X" */
    if (type_at(s, i) == I_COMMA && type_at(s, i + 1) == I_VG && umbel_item_at(s, i + 1)->finite && !v->passive)
        return umbel_object_of(d, s, i + 1);
    if (!v->passive && v->finite) { /* "X, which Y had sheltered" */
        int subject = p - 1;
        while (subject >= 0 && is_aside(s, subject)) subject--;
        if (type_at(s, subject) == I_NP && type_at(s, subject - 1) == I_REL) return relative_subject(d, s, subject - 1);
    }
    return NOWHERE;
}

int umbel_complement_of(const document_state *d, const sentence *s, int p, const umbel_word_set *set) {
    int end = umbel_clause_end(d, s, p);
    for (int i = p + 1; i < end; i++) {
        const item *it = umbel_item_at(s, i);
        if (it->type == I_VG && i > p + 1 && !it->infinitive && !it->gerund && !it->participle) break;
        if (it->type != I_PREP || type_at(s, i + 1) != I_NP) continue;
        if (umbel_word_set_has(set, &d->ex->lexicon, s->t[it->first].word) &&
            !umbel_is_time_phrase(d, s, umbel_item_at(s, i + 1)))
            return i + 1;
    }
    return NOWHERE;
}
