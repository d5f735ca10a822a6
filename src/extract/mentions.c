/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* What a sentence names or describes, kept for the reader of the document: names, and descriptions that speak of an
 * actor ("the regime", "tribal elders", "government forces"). Persons are never kept. */
#include <string.h>

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
    umbel_str actor = m->kind == UMBEL_KIND_PLACE ? (umbel_str){0} : d->entities[m->entity].actor;
    return (umbel_mention){.passage = s->passage,
                           .quote = {{d->document->text.p + begin, end - begin}, begin, end},
                           .kind = (umbel_kind)m->kind,
                           .actor = actor,
                           .score = actor.n ? 1 : 0.5};
}

/* "the Iraqi forces": the adjective is a part of what the phrase speaks of, not a mention of its own. */
static void cover_adjective(const sentence *s, const item *np, bool *covered) {
    for (uint16_t i = np->first; i < np->head; i++)
        if (s->t[i].mention != NONE && s->names[s->t[i].mention].adjective) covered[s->t[i].mention] = true;
}

/* The description that item k is; false where it is a name, a pronoun or speaks of no actor. */
static bool describes(const document_state *d, const sentence *s, uint16_t k, umbel_mention *out) {
    const item *np = &s->items[k];
    party q;
    if (np->type != I_NP || s->t[np->head].mention != NONE || s->t[np->head].tag == T_PRON) return false;
    if (!umbel_party_of(d, s, k, UINT32_MAX, &q) || q.none) return false;
    if (q.quote.end != s->t[np->head].end || q.quote.begin < s->passage.begin) return false;
    *out = (umbel_mention){.passage = s->passage, .quote = q.quote, .kind = q.kind, .actor = q.actor, .score = 0.4};
    return true;
}

umbel_status umbel_keep_mentions(umbel_ctx *cx, document_state *d, const sentence *s) {
    size_t from = d->out->n_mentions;
    bool *covered = UMBEL_NEW(cx, &cx->scratch, bool, s->n_names + 1u);
    if (!covered) return cx->err.code;
    for (uint16_t k = 0; k < s->n_items; k++) {
        umbel_mention m;
        if (!describes(d, s, k, &m)) continue;
        if (m.kind != UMBEL_KIND_THING && m.kind != UMBEL_KIND_PLACE) cover_adjective(s, &s->items[k], covered);
        UMBEL_TRY(keep(cx, d, &m));
    }
    for (uint16_t i = 0; i < s->n_names; i++) {
        const name_mention *m = &s->names[i];
        if (m->person) continue; /* no dossiers on persons */
        note_recent(d, m->entity);
        if (m->kind == UMBEL_KIND_NONE || covered[i]) continue;
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
