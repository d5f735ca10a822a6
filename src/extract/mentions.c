/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* What a sentence names or describes, kept for the reader of the document: names, and descriptions that speak of an
 * actor ("the regime", "tribal elders", "government forces"). Persons are never kept. */
#include <string.h>

#include "extract/names.h"
#include "extract/party.h"

static void note_recent(document_state *d, uint32_t e) {
    size_t i = 0;
    while (i < d->n_recent && d->recent[i] != e) i++;
    if (i == d->n_recent && d->n_recent < UMBEL_RECENT_MAX) d->n_recent++;
    if (i == UMBEL_RECENT_MAX) i--;
    memmove(d->recent + 1, d->recent, i * sizeof *d->recent);
    d->recent[0] = e;
}

static umbel_status keep(umbel_ctx *cx, document_state *d, const umbel_mention *m) {
    umbel_reading *out = d->out;
    UMBEL_TRY(
        umbel_reserve(cx, &out->arena, (void *)&out->mentions, &out->cap_mentions, out->n_mentions + 1, sizeof *m));
    out->mentions[out->n_mentions++] = *m;
    return UMBEL_OK;
}

static umbel_mention of_name(const document_state *d, const sentence *s, const name_mention *m) {
    uint32_t begin = s->t[m->first].begin, end = s->t[m->last].end;
    umbel_str actor = d->entities[m->entity].actor;
    if (m->kind == UMBEL_KIND_PLACE) actor = (umbel_str){NULL, 0};
    return (umbel_mention){.passage = s->passage,
                           .quote = {{d->document->text.p + begin, end - begin}, begin, end},
                           .kind = (umbel_kind)m->kind,
                           .actor = actor,
                           .score = actor.n ? 1 : 0.5};
}

static bool is_plural(const document_state *d, const token *t) {
    umbel_str text = umbel_token_text(d, t);
    return umbel_str_ends(text, UMBEL_STR("s")) || umbel_str_ends(text, UMBEL_STR("S")) ||
           umbel_str_ends(text, UMBEL_STR("men")) || umbel_word_is(d->ex, t, "people");
}

/* Kind of an actor that a head noun gives by itself, NONE where it gives none. */
static umbel_kind kind_of_noun(const document_state *d, const token *head) {
    if (umbel_token_is(d->ex, head, W_CLASSHEAD) && is_plural(d, head)) return UMBEL_KIND_CLASS;
    if (umbel_token_is(d->ex, head, W_PEOPLEHEAD) && is_plural(d, head)) return UMBEL_KIND_PEOPLE;
    if (umbel_token_is(d->ex, head, W_ORGANHEAD)) return UMBEL_KIND_ORGAN;
    return umbel_token_is(d->ex, head, W_GROUPDESC) ? UMBEL_KIND_GROUP : UMBEL_KIND_NONE;
}

/* Whether the name only says whose or of what nation the head is: "Syrian rebels", "Tuareg fighters". */
static bool is_national(const document_state *d, const sentence *s, const name_mention *m) {
    umbel_str text = umbel_token_text(d, &s->t[m->last]);
    return m->adjective || m->kind == UMBEL_KIND_STATE || m->kind == UMBEL_KIND_PLACE ||
           (m->first == m->last && (umbel_is_adjectival(text) || umbel_token_is(d->ex, &s->t[m->last], W_ETHNIC)));
}

static void set_quote(const document_state *d, const sentence *s, uint16_t first, uint16_t last, umbel_mention *out) {
    uint32_t begin = s->t[first].begin, end = s->t[last].end;
    out->quote = (umbel_quote){{d->document->text.p + begin, end - begin}, begin, end};
}

/* "Syrian rebels", "Teshkar's border guards": what the phrase calls them, where its owner or nation is no group. */
static bool describes_members(const document_state *d, const sentence *s, uint16_t k, bool *covered,
                              umbel_mention *out) {
    const item *np = &s->items[k];
    umbel_kind kind = kind_of_noun(d, &s->t[np->head]);
    uint16_t first = umbel_described_from(s, np), name = NONE;
    if (kind == UMBEL_KIND_NONE) return false;
    for (uint16_t i = np->first; i < np->head; i++)
        if (s->t[i].mention != NONE) name = s->t[i].mention;
    if (name == NONE) {
        if (np->owner == NONE || s->items[np->owner].type != I_NP) return false;
        uint16_t owner = s->t[s->items[np->owner].head].mention;
        if (owner == NONE || s->names[owner].kind != UMBEL_KIND_STATE) return false;
    } else {
        if (!is_national(d, s, &s->names[name])) return false;
        covered[name] = true;
        if (s->names[name].first < first) first = s->names[name].first;
    }
    *out = (umbel_mention){.passage = s->passage, .kind = kind, .score = 0.4};
    set_quote(d, s, first, np->head, out);
    return true;
}

/* "the international community", "Iraqi journalists", "the city": many people, or a site. Not where a name in the
 * phrase says more ("the city of Mosul", "Coalition partners"). */
static bool describes_many(const document_state *d, const sentence *s, uint16_t k, bool *covered, umbel_mention *out) {
    const item *np = &s->items[k];
    bool site = umbel_token_is(d->ex, &s->t[np->head], W_SITE);
    if (np->of != NONE && s->t[s->items[np->of].head].mention != NONE) return false;
    uint16_t first = umbel_described_from(s, np);
    for (uint16_t i = np->first; i < np->head; i++) {
        if (s->t[i].mention == NONE) continue;
        const name_mention *m = &s->names[s->t[i].mention];
        if (!is_national(d, s, m)) return false;
        covered[s->t[i].mention] = true;
        if (m->first < first) first = m->first;
    }
    *out = (umbel_mention){.passage = s->passage, .kind = site ? UMBEL_KIND_PLACE : UMBEL_KIND_PEOPLE, .score = 0.3};
    set_quote(d, s, first, np->head, out);
    return true;
}

/* The description that item k is; false where it is a name, a pronoun or speaks of no actor. */
static bool describes(const document_state *d, const sentence *s, uint16_t k, bool *covered, umbel_mention *out) {
    const item *np = &s->items[k];
    const token *head = &s->t[np->head];
    party q;
    if (np->type != I_NP || head->mention != NONE || head->tag == T_PRON) return false;
    if (umbel_token_is(d->ex, head, W_PERSONROLE) && !is_plural(d, head)) return false; /* a person */
    if (head->word == UMBEL_NO_WORD || umbel_token_is(d->ex, head, W_NODESCRIPTION)) return false;
    if (describes_members(d, s, k, covered, out)) return true;
    if (umbel_token_is(d->ex, head, W_COLLECTIVE) || umbel_token_is(d->ex, head, W_SITE))
        return describes_many(d, s, k, covered, out);
    if (head->lemma == head->word && umbel_lexicon_is_plain(&d->ex->lexicon, head->word) && !np->owned_by_pronoun)
        return false; /* a word of no class describes no actor */
    if (!umbel_party_of(d, s, k, UINT32_MAX, &q) || q.none) return false;
    if (q.quote.end < head->end || q.quote.begin < s->passage.begin) return false;
    if (q.kind == UMBEL_KIND_PEOPLE && !is_plural(d, head)) return false;
    if (q.kind == UMBEL_KIND_THING && umbel_token_is(d->ex, head, W_PLACEHEAD)) q.kind = UMBEL_KIND_PLACE;
    if (q.kind == UMBEL_KIND_ORGAN && umbel_token_is(d->ex, head, W_MATERIEL)) q.kind = UMBEL_KIND_THING;
    *out = (umbel_mention){.passage = s->passage, .quote = q.quote, .kind = q.kind, .actor = q.actor, .score = 0.4};
    return true;
}

/* "Prime Minister", "Foreign Secretary Hammond": an office that a person holds. */
static bool is_office(const document_state *d, const sentence *s, const name_mention *m) {
    const token *t = &s->t[m->last];
    return umbel_token_is(d->ex, t, W_TITLE) || umbel_token_is(d->ex, t, W_PERSONROLE);
}

umbel_status umbel_keep_mentions(umbel_ctx *cx, document_state *d, const sentence *s) {
    size_t from = d->out->n_mentions;
    bool *covered = UMBEL_NEW(cx, &cx->scratch, bool, s->n_names + 1u);
    if (!covered) return cx->err.code;
    for (uint16_t k = 0; k < s->n_items; k++) {
        umbel_mention m;
        if (!describes(d, s, k, covered, &m)) continue;
        UMBEL_TRY(keep(cx, d, &m));
    }
    for (uint16_t i = 0; i < s->n_names; i++) {
        const name_mention *m = &s->names[i];
        if (m->person) continue; /* no dossiers on persons */
        note_recent(d, m->entity);
        if (m->kind == UMBEL_KIND_NONE || covered[i] || is_office(d, s, m)) continue;
        umbel_mention out = of_name(d, s, m);
        UMBEL_TRY(keep(cx, d, &out));
    }
    umbel_mention *list = d->out->mentions; /* by place: few a sentence, and almost in order */
    for (size_t i = from + 1; i < d->out->n_mentions; i++)
        for (size_t j = i; j > from && list[j].quote.begin < list[j - 1].quote.begin; j--) {
            umbel_mention keep_one = list[j];
            list[j] = list[j - 1];
            list[j - 1] = keep_one;
        }
    return UMBEL_OK;
}
