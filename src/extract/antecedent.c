/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* What pronouns and descriptions refer back to. */
#include "extract/antecedent.h"

#include <string.h>

#include "extract/clause.h"
#include "extract/party.h"

static bool is_candidate(const entity *e) {
    return !e->person && (e->kind == UMBEL_KIND_GROUP || e->kind == UMBEL_KIND_ORGAN || e->kind == UMBEL_KIND_STATE ||
                          e->kind == UMBEL_KIND_BODY);
}

/* Scores of antecedents, above any running number of a mention. */
#define FROM_SUBJECT  (1u << 30)
#define FROM_NAME     (1u << 31)
#define FROM_SENTENCE (FROM_NAME - 1)

static bool has_been_called(const entity *e, uint32_t word) {
    for (uint8_t i = 0; i < e->n_called; i++)
        if (e->called[i] == word) return true;
    return false;
}

/* "the union" for the Fishermen's Union, "the militia" for what was called one. "The group" may be any. */
static bool is_called_after(const document_state *d, const token *head, const entity *e) {
    static const char *const any[] = {"group", "organisation", "organization", "network", "militia"};
    if (head->mention != NONE || head->word == UMBEL_NO_WORD) return false;
    if (has_been_called(e, head->word)) return true;
    if (head->word != e->head_word) return false;
    for (size_t i = 0; i < sizeof any / sizeof *any; i++)
        if (umbel_word_is(d->ex, head, any[i])) return false;
    return true;
}

static uint32_t score_antecedent(const document_state *d, const sentence *s, uint16_t at, uint32_t e) {
    const entity *x = &d->entities[e];
    uint32_t score = 0;
    bool later = false;
    for (uint16_t m = s->n_names; m-- > 0;) {
        if (s->names[m].entity != e || s->names[m].adjective) continue;
        if (s->names[m].last < at)
            score = FROM_SENTENCE - s->names[m].first;
        else
            later = true;
    }
    if (!score && later && x->name.begin >= s->passage.begin) return 0; /* first named behind the pronoun */
    if (!score) score = e == d->last_subject ? FROM_SUBJECT : x->last_seen;
    return score;
}

typedef struct ranking {
    uint32_t entity[UMBEL_ANTECEDENTS_MAX], score[UMBEL_ANTECEDENTS_MAX];
    size_t n;
} ranking;

static void rank(ranking *r, uint32_t e, uint32_t score) {
    for (size_t i = 0; i < r->n; i++)
        if (r->entity[i] == e) return;
    size_t at = r->n;
    while (at > 0 && r->score[at - 1] < score) at--;
    if (at == UMBEL_ANTECEDENTS_MAX) return;
    if (r->n < UMBEL_ANTECEDENTS_MAX) r->n++;
    for (size_t i = r->n - 1; i > at; i--) r->entity[i] = r->entity[i - 1], r->score[i] = r->score[i - 1];
    r->entity[at] = e;
    r->score[at] = score;
}

bool umbel_means_rebels(const document_state *d, const sentence *s, uint16_t head) {
    const token *t = &s->t[head];
    if (t->mention != NONE) return false;
    if (umbel_token_is(d->ex, t, W_REBEL)) return true;
    return head > 0 && umbel_token_is(d->ex, t - 1, W_REBEL) && umbel_token_is(d->ex, t, W_TRANSPARENT);
}

/* "the army" is no name of the Basalt Union, "the rebels" none of a party without arms. */
static bool may_be_called(const document_state *d, const sentence *s, uint16_t head, const entity *e) {
    const token *t = &s->t[head];
    if (t->tag == T_PRON || t->mention != NONE || has_been_called(e, t->word)) return true;
    if (umbel_means_rebels(d, s, head)) {
        const umbel_lexicon *words = &d->ex->lexicon;
        return e->armed || (!d->has_armed && !umbel_lexicon_is(words, e->head_word, d->ex->classes[W_CIVICHEAD]));
    }
    if (!umbel_token_is(d->ex, t, W_ORGANHEAD) || !umbel_token_is(d->ex, t, W_GROUPDESC)) return true;
    if (umbel_word_is(d->ex, t, "forces")) return true;
    umbel_str word = umbel_token_text(d, t);
    return umbel_str_find(e->name.text, (umbel_str){word.p + 1, word.n - 1}) != SIZE_MAX;
}

/* Position of the chunk that holds token `at`; chunks stand in the order of their tokens. */
static int position_of(const sentence *s, uint16_t at) {
    int low = 0, high = s->n_seq - 1;
    while (low <= high) {
        int mid = low + (high - low) / 2;
        const item *it = umbel_item_at(s, mid);
        if (it->first <= at && at <= it->last) return mid;
        if (it->first > at)
            high = mid - 1;
        else
            low = mid + 1;
    }
    return NOWHERE;
}

/* "Thailand's army tolerates it": an object that is a pronoun is not the subject of its verb. */
static uint32_t other_than(const document_state *d, const sentence *s, uint16_t at) {
    if (!umbel_word_is(d->ex, &s->t[at], "it") && !umbel_word_is(d->ex, &s->t[at], "them")) return UINT32_MAX;
    int p = position_of(s, at), v = p - 1;
    while (v >= 0 && v > p - 4 && (umbel_item_at(s, v)->type == I_PREP || umbel_item_at(s, v)->type == I_NP)) v--;
    if (v < 0 || umbel_item_at(s, v)->type != I_VG) return UINT32_MAX;
    int subject = umbel_subject_of(d, s, v);
    const item *np = umbel_item_at(s, subject);
    if (np->type != I_NP || s->t[np->head].mention == NONE) return UINT32_MAX;
    return s->names[s->t[np->head].mention].entity;
}

/* "The army said it …": a description that stands before the pronoun in its sentence. */
static bool is_description(const document_state *d, const sentence *s, const item *np) {
    const token *head = &s->t[np->head];
    if (np->type != I_NP || head->mention != NONE || head->tag != T_NOUN || np->owned_by_pronoun) return false;
    umbel_kind kind = umbel_kind_of_noun(d, head);
    return umbel_is_definite(d, s, np) && (kind == UMBEL_KIND_GROUP || kind == UMBEL_KIND_ORGAN ||
                                           kind == UMBEL_KIND_STATE || kind == UMBEL_KIND_BODY);
}

#define DESCRIPTIONS_BACK 24 /* chunks; bounds the work on very long sentences */

static void rank_descriptions(const document_state *d, const sentence *s, uint16_t at, uint32_t kinds, uint32_t but,
                              ranking *r) {
    if (s->t[at].tag != T_PRON && s->t[at].tag != T_PRONPOSS) return;
    int here = position_of(s, at);
    for (int p = here > DESCRIPTIONS_BACK ? here - DESCRIPTIONS_BACK : 0; p < here; p++) {
        party q;
        const item *np = umbel_item_at(s, p);
        if (np->last >= at || !is_description(d, s, np)) continue;
        if (umbel_party_of(d, s, s->seq[p], UINT32_MAX, &q) && q.entity != UINT32_MAX && q.entity != but &&
            (kinds >> q.kind & 1))
            rank(r, q.entity, FROM_SENTENCE - np->first);
    }
}

/* Likeliest first: the names of its own sentence (its subject, as a rule), the subject of the clause before, then the
 * last ones named. */
size_t umbel_antecedents(const document_state *d, const sentence *s, uint16_t at, uint16_t head, uint32_t kinds,
                         uint32_t out[UMBEL_ANTECEDENTS_MAX]) {
    ranking r = {.n = 0};
    uint32_t but = other_than(d, s, at);
    rank_descriptions(d, s, at, kinds, but, &r);
    for (size_t i = 0; i < (size_t)s->n_names + d->n_recent + 1; i++) {
        uint32_t e = i < s->n_names                         ? s->names[i].entity
                     : i < (size_t)s->n_names + d->n_recent ? d->recent[i - s->n_names]
                                                            : d->last_subject;
        if (e == UINT32_MAX || e >= d->n_entities) continue;
        const entity *x = &d->entities[e];
        if (e == but || !is_candidate(x) || !x->named || !(kinds >> x->kind & 1) || !may_be_called(d, s, head, x))
            continue;
        uint32_t score = score_antecedent(d, s, at, e);
        if (score && is_called_after(d, &s->t[head], x)) score |= FROM_NAME;
        if (score) rank(&r, e, score);
    }
    memcpy(out, r.entity, r.n * sizeof *out);
    return r.n;
}

uint32_t umbel_antecedent(const document_state *d, const sentence *s, const item *np, uint32_t other, uint32_t kinds) {
    uint32_t list[UMBEL_ANTECEDENTS_MAX];
    size_t n = umbel_antecedents(d, s, np->first, np->head, kinds, list);
    for (size_t i = 0; i < n; i++)
        if (list[i] != other) return list[i];
    bool sole = d->sole_armed < d->n_entities && d->sole_armed != other;
    return sole && umbel_means_rebels(d, s, np->head) ? d->sole_armed : UINT32_MAX; /* named further on */
}

static bool is_calling(const document_state *d, const token *t) {
    return t->mention == NONE && t->word != UMBEL_NO_WORD &&
           (umbel_token_is(d->ex, t, W_GROUPDESC) || umbel_token_is(d->ex, t, W_ORGANHEAD));
}

static void call(document_state *d, const sentence *s, uint16_t mention, const token *noun) {
    if (mention == NONE || s->names[mention].adjective || s->names[mention].person || !is_calling(d, noun)) return;
    entity *e = &d->entities[s->names[mention].entity];
    if (e->n_called < UMBEL_CALLED_MAX && !has_been_called(e, noun->word)) e->called[e->n_called++] = noun->word;
}

/* "a militia", "the armed wing": a phrase that says what the one named is. */
static bool says_what(const document_state *d, const sentence *s, int p) {
    const item *np = umbel_item_at(s, p);
    if (np->type != I_NP || !is_calling(d, &s->t[np->head])) return false;
    const token *first = &s->t[np->first];
    return umbel_word_is(d->ex, first, "a") || umbel_word_is(d->ex, first, "an") || umbel_word_is(d->ex, first, "the");
}

void umbel_note_calls(document_state *d, const sentence *s) {
    for (int p = 0; p < s->n_seq; p++) {
        const item *np = umbel_item_at(s, p), *next = umbel_item_at(s, p + 1);
        if (np->type != I_NP) continue;
        uint16_t m = s->t[np->head].mention;
        if (m == NONE) {
            if (np->head > np->first)
                call(d, s, s->t[np->head - 1].mention, &s->t[np->head]); /* "the Haqqani network" */
            continue;
        }
        uint16_t first = s->names[m].first;
        if (first > np->first) call(d, s, m, &s->t[first - 1]); /* "the militia Jaysh al-Sahra" */
        if (!says_what(d, s, p + 2)) continue;
        uint8_t after = umbel_item_at(s, p + 3)->type;
        bool aside = next->type == I_COMMA && after != I_CONJ && after != I_NP;
        if (aside || (next->type == I_VG && next->copula && !next->negated))
            call(d, s, m, &s->t[umbel_item_at(s, p + 2)->head]);
    }
}

void umbel_note_subject(document_state *d, uint32_t e) {
    if (e != UINT32_MAX) d->last_subject = e;
}
