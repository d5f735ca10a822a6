/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/party.h"

#include <string.h>

#include "extract/names.h"

static umbel_quote quote_of(const document_state *d, const sentence *s, uint16_t first, uint16_t last) {
    uint32_t begin = s->t[first].begin, end = s->t[last].end;
    return (umbel_quote){{d->document->text.p + begin, end - begin}, begin, end};
}

static void fill(const document_state *d, party *out, uint32_t e) {
    const entity *x = &d->entities[e];
    out->entity = e;
    out->kind = (umbel_kind)x->kind;
    out->actor = x->actor;
}

/* The name inside the phrase that its head belongs to or modifies; NONE where there is none. */
static uint16_t name_in(const sentence *s, const item *np, bool at_head) {
    for (int i = np->last; i >= np->first; i--) {
        if (s->t[i].mention != NONE) return s->t[i].mention;
        if (at_head && i == np->head) return NONE;
    }
    return NONE;
}

/* "Brigade" for "Karst Brigade": one word of a longer name. An acronym or another name stands for itself. */
static bool is_short_form(umbel_str text, const umbel_quote *name) {
    bool one_word = umbel_str_find(text, UMBEL_STR(" ")) == SIZE_MAX;
    return one_word && text.n < name->text.n && umbel_str_find(name->text, text) != SIZE_MAX;
}

static bool from_name(const document_state *d, const sentence *s, uint16_t m, party *out) {
    const name_mention *name = &s->names[m];
    if (name->person) return false;
    out->quote = quote_of(d, s, name->first, name->last);
    fill(d, out, name->entity);
    if (name->kind == UMBEL_KIND_PLACE && out->kind == UMBEL_KIND_STATE) { /* "in Kabul" */
        out->kind = UMBEL_KIND_PLACE;
        out->actor = (umbel_str){0};
    }
    const entity *e = &d->entities[name->entity];
    if (!name->adjective && is_short_form(out->quote.text, &e->name)) out->antecedent = e->name;
    return out->kind != UMBEL_KIND_NONE;
}

static bool from_reference(const document_state *d, const sentence *s, const item *np, uint16_t first, uint32_t other,
                           uint32_t kinds, party *out) {
    uint32_t e = umbel_antecedent(d, s, np, other, kinds);
    if (e == UINT32_MAX) return false;
    fill(d, out, e);
    out->quote = quote_of(d, s, first, np->head);
    out->antecedent = d->entities[e].name;
    out->back_at = np->first;
    out->back_head = np->head;
    out->back_kinds = kinds;
    return true;
}

void umbel_read_as(const document_state *d, party *p, uint32_t e) {
    fill(d, p, e);
    p->antecedent = d->entities[e].name;
}

#define KIND(k) (1u << UMBEL_KIND_##k)
#define ACTORS  (KIND(GROUP) | KIND(STATE) | KIND(ORGAN) | KIND(BODY))

static bool is_determiner(const token *t) {
    return t->tag == T_DET || t->tag == T_PRONPOSS || t->tag == T_NEG || t->tag == T_ADV;
}

static uint16_t without_determiner(const sentence *s, const item *np) {
    uint16_t first = np->first;
    while (first < np->head && is_determiner(&s->t[first])) first++;
    return first;
}

uint16_t umbel_described_from(const sentence *s, const item *np) {
    uint16_t first = np->first;
    while (first < np->head && (is_determiner(&s->t[first]) || s->t[first].tag == T_NUM)) first++;
    return first;
}

bool umbel_is_definite(const document_state *d, const sentence *s, const item *np) {
    const token *t = &s->t[np->first];
    return umbel_word_is(d->ex, t, "the") || umbel_word_is(d->ex, t, "this") || umbel_word_is(d->ex, t, "these") ||
           umbel_word_is(d->ex, t, "those") || umbel_word_is(d->ex, t, "that");
}

/* A word that speaks of no actor: of no class, or an abstract one. */
static bool is_no_actor(const document_state *d, const token *t) {
    if (t->mention != NONE || t->word == UMBEL_NO_WORD) return false;
    return umbel_token_is(d->ex, t, W_ABSTRACT) || umbel_lexicon_is_plain(&d->ex->lexicon, t->word);
}

/* "It is clear that", "it was hard to": it stands for what follows. "It is a collapse of": for what was told. */
static bool is_expletive(const document_state *d, const sentence *s, const item *np) {
    if (!umbel_word_is(d->ex, &s->t[np->head], "it")) return false;
    uint16_t i = (uint16_t)(np->head + 1), predicate = NONE;
    bool be = false, article = false;
    for (; i < s->n; i++) {
        uint8_t tag = s->t[i].tag;
        if (tag == T_BE || tag == T_MODAL)
            be = be || tag == T_BE;
        else if (be && tag == T_DET)
            article = true;
        else if (be && (tag == T_ADJ || tag == T_NOUN) && s->t[i].mention == NONE)
            predicate = i;
        else if (tag != T_ADV && tag != T_NEG)
            break;
    }
    if (predicate == NONE || i >= s->n) return false;
    const token *t = &s->t[i];
    if (article) return umbel_word_is(d->ex, t, "of") && is_no_actor(d, &s->t[predicate]);
    return t->tag == T_THAT || t->tag == T_TO || umbel_word_is(d->ex, t, "whether") || umbel_word_is(d->ex, t, "how") ||
           umbel_word_is(d->ex, t, "why") || umbel_word_is(d->ex, t, "for");
}

static bool from_pronoun(const document_state *d, const sentence *s, const item *np, uint32_t other, party *out) {
    const token *t = &s->t[np->head];
    static const char *const plain[] = {"it", "they", "them", "itself", "themselves"};
    if (is_expletive(d, s, np)) return false;
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (umbel_word_is(d->ex, t, plain[i])) return from_reference(d, s, np, np->head, other, ACTORS, out);
    return false;
}

/* "guerrillas", "salvadoran rebels" in newswire that calls one organisation so. */
static bool from_rebels(const document_state *d, const sentence *s, const item *np, uint32_t other, party *out) {
    uint32_t list[UMBEL_ANTECEDENTS_MAX];
    bool named = d->has_armed || d->sole_armed < d->n_entities;
    if (!d->caseless || !named || !umbel_means_rebels(d, s, np->head)) return false;
    if (umbel_antecedents(d, s, np->first, np->head, KIND(GROUP), list) > 1) return false;
    return from_reference(d, s, np, without_determiner(s, np), other, KIND(GROUP), out);
}

umbel_kind umbel_kind_of_noun(const document_state *d, const token *head) {
    static const struct {
        word_class cls;
        umbel_kind kind;
    } rows[] = {{W_STATEHEAD, UMBEL_KIND_STATE},         {W_PEOPLEHEAD, UMBEL_KIND_PEOPLE},
                {W_AGREEMENTHEAD, UMBEL_KIND_AGREEMENT}, {W_GROUPDESC, UMBEL_KIND_GROUP},
                {W_BODYHEAD, UMBEL_KIND_BODY},           {W_THINGHEAD, UMBEL_KIND_THING},
                {W_PLACEHEAD, UMBEL_KIND_PLACE}};
    const umbel_extractor *ex = d->ex;
    umbel_str text = umbel_token_text(d, head);
    bool plural = head->tag == T_NOUN && (umbel_str_ends(text, UMBEL_STR("s")) || umbel_str_ends(text, UMBEL_STR("S")));
    if (umbel_token_is(ex, head, W_CLASSHEAD) && (plural || umbel_word_is(ex, head, "militia")))
        return UMBEL_KIND_CLASS;
    if (umbel_token_is(ex, head, W_ORGANHEAD) && !(plural && umbel_token_is(ex, head, W_PEOPLEHEAD)))
        return UMBEL_KIND_ORGAN; /* "soldiers" are people */
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (umbel_token_is(ex, head, rows[i].cls)) return rows[i].kind;
    return UMBEL_KIND_NONE;
}

/* Last word of a phrase's name: "the ministry of transport", "a cessation of hostilities" are named whole. */
static uint16_t end_of_name(const document_state *d, const sentence *s, const item *np) {
    const token *head = &s->t[np->head];
    if (np->of == NONE || !(umbel_token_is(d->ex, head, W_OFFICE) || umbel_token_is(d->ex, head, W_AGREEMENTHEAD)))
        return np->head;
    const item *of = &s->items[np->of];
    return s->t[of->head].mention == NONE && of->first == of->head && of->last == of->head &&
                   s->t[of->head].tag == T_NOUN
               ? of->head
               : np->head;
}

/* "the municipal council", "the northern wing", "the Hafiz Gul group": told apart from others by its words, so no
 * reference to what was named before. "The armed group" may be one. */
static bool is_told_apart(const document_state *d, const sentence *s, const item *np) {
    static const char *const plain[] = {
        "armed",     "same",      "new",          "said",       "latter",      "former",    "whole",    "entire",
        "outlawed",  "banned",    "secretive",    "shadowy",    "underground", "terrorist", "jihadist", "islamist",
        "militant",  "extremist", "paramilitary", "separatist", "insurgent",   "small",     "young",    "tiny",
        "notorious", "so",        "called",       "proscribed", NULL};
    for (uint16_t i = (uint16_t)(np->first + 1); i < np->head; i++) {
        bool known = s->t[i].kind != UMBEL_TOKEN_WORD || umbel_token_is(d->ex, &s->t[i], W_REBEL) ||
                     s->t[i].tag == T_DET || s->t[i].tag == T_NUM;
        if (s->t[i].mention != NONE) {
            if (s->names[s->t[i].mention].adjective) continue;
            return true;
        }
        if (!known && !umbel_spells_one(d, &s->t[i], plain)) return true;
    }
    return false;
}

/* A phrase without a name: "the group", "like-minded extremist groups", "Afghan nationals". */
static bool from_common_noun(const document_state *d, const sentence *s, const item *np, uint32_t other, party *out) {
    const token *head = &s->t[np->head];
    const umbel_extractor *ex = d->ex;
    uint16_t first = without_determiner(s, np);
    out->quote = quote_of(d, s, first, end_of_name(d, s, np));
    bool force = np->head > first && umbel_token_is(ex, &s->t[np->head - 1], W_ORGANMOD); /* "the air force" */
    if (umbel_is_definite(d, s, np) && !force && umbel_token_is(ex, head, W_GROUPDESC) && !is_told_apart(d, s, np) &&
        from_reference(d, s, np, first, other, KIND(GROUP), out))
        return true;
    out->kind = umbel_kind_of_noun(d, head);
    if (out->kind == UMBEL_KIND_PEOPLE && np->head > first && umbel_token_is(ex, &s->t[np->head - 1], W_ORGANHEAD))
        out->kind = UMBEL_KIND_ORGAN; /* "army troops" */
    bool mass = np->first == np->head && out->kind == UMBEL_KIND_GROUP &&
                !umbel_str_ends(umbel_token_text(d, head), UMBEL_STR("s"));
    return out->kind != UMBEL_KIND_NONE && (!mass || d->caseless); /* "facilitating movement" */
}

size_t umbel_both_of(const document_state *d, const sentence *s, uint16_t k, uint32_t out[2]) {
    const item *np = &s->items[k];
    if (np->type != I_NP) return 0;
    const token *head = &s->t[np->head];
    bool both = false;
    for (uint16_t i = np->first; i <= np->head; i++) {
        if (s->t[i].mention != NONE) return 0;
        both = both || umbel_word_is(d->ex, &s->t[i], "both") || umbel_word_is(d->ex, &s->t[i], "two") ||
               umbel_word_is(d->ex, &s->t[i], "either") || umbel_word_is(d->ex, &s->t[i], "neither");
    }
    bool plain = np->head == np->first || (umbel_is_definite(d, s, np) && np->head == np->first + 1);
    bool parties = umbel_token_is(d->ex, head, W_CLASSHEAD) || umbel_token_is(d->ex, head, W_GROUPDESC) ||
                   umbel_token_is(d->ex, head, W_STATEHEAD) || umbel_word_is(d->ex, head, "sides") ||
                   umbel_word_is(d->ex, head, "parties") || umbel_word_is(d->ex, head, "countries") ||
                   umbel_word_is(d->ex, head, "movements") || umbel_word_is(d->ex, head, "capitals") ||
                   umbel_word_is(d->ex, head, "side");
    if (!both || !(plain || parties) || np->of != NONE) return 0;
    bool states = umbel_token_is(d->ex, head, W_STATEHEAD) || umbel_word_is(d->ex, head, "countries");
    uint32_t list[UMBEL_ANTECEDENTS_MAX];
    size_t n = umbel_antecedents(d, s, np->first, np->head, states ? KIND(STATE) : ACTORS, list);
    if (n < 2) return 0;
    out[0] = list[0];
    out[1] = list[1];
    return 2;
}

/* "our coastguard", "his men": not of an organisation named before. */
static bool is_of_speaker(const document_state *d, const token *t) {
    return umbel_word_is(d->ex, t, "his") || umbel_word_is(d->ex, t, "our") || umbel_word_is(d->ex, t, "my") ||
           umbel_word_is(d->ex, t, "your");
}

bool umbel_owner_of(const document_state *d, const sentence *s, uint16_t k, uint32_t other, party *out) {
    const item *np = &s->items[k];
    *out = (party){.entity = UINT32_MAX};
    if (np->owner != NONE) return umbel_party_of(d, s, np->owner, other, out);
    uint16_t m = name_in(s, np, false);
    if (m != NONE && from_name(d, s, m, out)) return true;
    if (np->owned_by_pronoun && !is_of_speaker(d, &s->t[np->first]) &&
        from_reference(d, s, np, np->first, other, ACTORS, out))
        return true;
    if (np->of != NONE) return umbel_party_of(d, s, np->of, other, out);
    return false;
}

/* "the US-led coalition", "Turkish-backed rebels": neither is the state that leads or backs them. */
static bool is_led_by(const document_state *d, const sentence *s, const item *np, uint16_t m) {
    uint16_t j = (uint16_t)(s->names[m].last + 1);
    const token *head = &s->t[np->head];
    if (j + 1 >= np->head || !umbel_joins(d, s, j)) return false;
    return umbel_token_is(d->ex, head, W_GROUPDESC) || umbel_token_is(d->ex, head, W_CLASSHEAD);
}

/* "a group of rebels", "a band of men": they, not an organisation called a group. */
static bool is_some_of(const document_state *d, const sentence *s, const item *np) {
    static const char *const words[] = {"group", "groups", "band", "gang", "party", "couple", "handful"};
    const item *of = &s->items[np->of];
    if (umbel_is_definite(d, s, np) || of->type != I_NP || s->t[of->head].mention != NONE) return false;
    const token *t = &s->t[of->head];
    if (!umbel_token_is(d->ex, t, W_PEOPLEHEAD) && !umbel_token_is(d->ex, t, W_CLASSHEAD) &&
        !umbel_token_is(d->ex, t, W_COLLECTIVE) && !umbel_token_is(d->ex, t, W_REBEL))
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (umbel_spells(d, &s->t[np->head], words[i])) return true;
    return false;
}

/* A phrase whose head is no name. */
static bool from_noun(const document_state *d, const sentence *s, const item *np, uint32_t other, party *out) {
    const token *head = &s->t[np->head];
    uint16_t m = name_in(s, np, false);
    bool ok = false;
    if ((m == NONE || s->names[m].adjective) && from_rebels(d, s, np, other, out)) return true;
    if (m != NONE && is_led_by(d, s, np, m)) {
        bool group = !umbel_token_is(d->ex, head, W_CLASSHEAD);
        *out = (party){.entity = UINT32_MAX, .kind = group ? UMBEL_KIND_GROUP : UMBEL_KIND_CLASS};
        out->quote = quote_of(d, s, without_determiner(s, np), np->head);
        return true;
    }
    if (m != NONE && (umbel_token_is(d->ex, head, W_THINGHEAD) || umbel_token_is(d->ex, head, W_PEOPLEHEAD) ||
                      umbel_token_is(d->ex, head, W_CLASSHEAD) || umbel_token_is(d->ex, head, W_GROUPDESC))) {
        ok = from_name(d, s, m, out);
        if (s->names[m].adjective) {
            /* "Iraqi militias", "Afghan nationals" stand for themselves */
            out->quote = quote_of(d, s, without_determiner(s, np), np->head);
            out->actor = (umbel_str){0};
            out->entity = UINT32_MAX;
            out->kind = umbel_token_is(d->ex, head, W_CLASSHEAD)    ? UMBEL_KIND_CLASS
                        : umbel_token_is(d->ex, head, W_ORGANHEAD)  ? UMBEL_KIND_ORGAN
                        : umbel_token_is(d->ex, head, W_PEOPLEHEAD) ? UMBEL_KIND_PEOPLE
                                                                    : UMBEL_KIND_THING;
        }
    }
    if (!ok) ok = from_common_noun(d, s, np, other, out);
    if (!ok && m != NONE && !s->names[m].adjective) ok = from_name(d, s, m, out); /* "TTP settlements" */
    return ok;
}

/* "Oradan rebels", "Iranian militias": not the state they are of. */
static bool is_class_of_state(const document_state *d, const sentence *s, const item *np) {
    const token *head = &s->t[np->head];
    uint16_t m = name_in(s, np, false);
    if (m == NONE || !s->names[m].adjective || np->owner != NONE || np->of != NONE) return false;
    return umbel_token_is(d->ex, head, W_CLASSHEAD) && umbel_str_ends(umbel_token_text(d, head), UMBEL_STR("s"));
}

bool umbel_party_of(const document_state *d, const sentence *s, uint16_t k, uint32_t other, party *out) {
    const item *np = &s->items[k];
    const token *head = &s->t[np->head];
    *out = (party){.entity = UINT32_MAX};
    if (np->type != I_NP) return false;
    bool none = umbel_negates(d, s, np->first) || umbel_word_is(d->ex, &s->t[np->first], "no") ||
                umbel_word_is(d->ex, &s->t[np->first], "neither");
    bool ok = false;
    if (head->tag == T_PRON) {
        ok = from_pronoun(d, s, np, other, out);
        if (ok) out->none = none;
        return ok;
    }
    if (head->mention == NONE && np->of != NONE && (head->tag == T_DET || head->tag == T_NUM || is_some_of(d, s, np))) {
        ok = umbel_party_of(d, s, np->of, other, out); /* "a number of", "two of" */
    } else if (head->mention != NONE) {
        ok = from_name(d, s, head->mention, out);
        /* "Segunda Marquetalia": an unknown name that no head explains may still be a group */
    } else if (is_class_of_state(d, s, np)) {
        ok = false;
    } else if (umbel_token_is(d->ex, head, W_TRANSPARENT) && !umbel_is_definite(d, s, np)) {
        ok = umbel_owner_of(d, s, k, other, out);
    } else if (umbel_token_is(d->ex, head, W_TRANSPARENT) &&
               (np->of != NONE || np->owner != NONE || name_in(s, np, false) != NONE)) {
        ok = umbel_owner_of(d, s, k, other, out);
    }
    if (!ok && head->mention == NONE) ok = from_noun(d, s, np, other, out);
    out->none = none;
    return ok;
}

static bool is_separator(const sentence *s, uint16_t p) {
    uint8_t type = s->items[s->seq[p]].type;
    return type == I_COMMA || type == I_CONJ;
}

/* "five groups on Saturday, including A, B and C": the examples in place of the class; 1 where there are none. */
static size_t examples_of(const document_state *d, const sentence *s, int p, uint16_t items[UMBEL_LIST_MAX]) {
    if (!umbel_token_is(d->ex, &s->t[s->items[s->seq[p]].head], W_CLASSHEAD)) return 1;
    for (int i = p + 1; i + 1 < s->n_seq && i < p + 6; i++) {
        const item *it = &s->items[s->seq[i]];
        if (it->type == I_VG || it->type == I_STOP) break;
        const item *next = &s->items[s->seq[i + 1]];
        bool among = umbel_word_is(d->ex, &s->t[it->first], "among") && umbel_word_is(d->ex, &s->t[next->head], "them");
        if (among && i + 2 < s->n_seq && s->items[s->seq[i + 2]].type == I_NP)
            return umbel_list_of(d, s, (uint16_t)(i + 2), true, items);
        if (umbel_word_is(d->ex, &s->t[it->first], "including") && next->type == I_NP)
            return umbel_list_of(d, s, (uint16_t)(i + 1), true, items);
    }
    return 1;
}

size_t umbel_list_of(const document_state *d, const sentence *s, uint16_t p, bool forward,
                     uint16_t items[UMBEL_LIST_MAX]) {
    size_t n = 0;
    int step = forward ? 1 : -1, i = p;
    bool last = false; /* the member behind "and": what a comma parts from it is none */
    items[n++] = s->seq[p];
    while (n < UMBEL_LIST_MAX) {
        int j = i + step, separators = 0;
        bool joined = false;
        for (; j >= 0 && j < s->n_seq && separators < 2 && is_separator(s, (uint16_t)j); j += step, separators++)
            joined = joined || s->items[s->seq[j]].type == I_CONJ;
        if (forward && last && !joined) break;
        last = joined;
        if (separators == 0 || j < 0 || j >= s->n_seq || s->items[s->seq[j]].type != I_NP) break;
        /* the next clause's subject is no member */
        bool between = p > 0 && umbel_word_is(d->ex, &s->t[s->items[s->seq[p - 1]].first], "between");
        if (forward && !between && j + 1 < s->n_seq && s->items[s->seq[j + 1]].type == I_VG &&
            s->items[s->seq[j + 1]].finite)
            break;
        if (!forward && j > 0 && s->items[s->seq[j - 1]].type == I_PREP) break;
        if (!forward && j > 0 && s->items[s->seq[j - 1]].type == I_VG) break;
        party q;
        if (!umbel_party_of(d, s, s->seq[j], UINT32_MAX, &q)) break;
        if (s->t[s->items[s->seq[j]].head].tag == T_PRON) break;
        items[n++] = s->seq[j];
        i = j;
    }
    if (forward && n == 1) n = examples_of(d, s, i, items);
    if (!forward)
        for (size_t a = 0; a < n / 2; a++) {
            uint16_t keep = items[a];
            items[a] = items[n - 1 - a];
            items[n - 1 - a] = keep;
        }
    return n;
}
