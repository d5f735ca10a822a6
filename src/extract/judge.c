/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* What the judge decides on a sentence. */
#include "extract/judge.h"

#include "extract/scope.h"
#include "extract/statement.h"

static umbel_status state(umbel_ctx *cx, document_state *d, const sentence *s, const proposal *p) {
    reading_of_clause r;
    umbel_read_scope(d, s, p->pos, p->governed, &r);
    if (p->negative) r.polarity = r.polarity == UMBEL_DENIED ? UMBEL_AFFIRMED : UMBEL_DENIED;
    tie_words words = {s->t[p->cue_first].begin, s->t[p->cue_last].end, p->cue_at};
    return umbel_add_statement(cx, d, s, p, &r, words);
}

static bool has_no(const judge_view *v, uint16_t k) {
    const token *t = &v->s->t[v->s->items[k].first];
    return umbel_word_is(v->d->ex, t, "no") || umbel_word_is(v->d->ex, t, "neither");
}

/* The candidate of cue c, places a and b; its words run from the governing verb to the noun where these are near. */
static proposal candidate_of(const judge_view *v, size_t c, umbel_tie tie, const party *subject, const party *object) {
    const tie_cue *cue = &v->cues[c];
    proposal p = {.tie = tie,
                  .subject = *subject,
                  .object = *object,
                  .pos = cue->pos,
                  .governed = cue->pos,
                  .cue_first = cue->token,
                  .cue_last = cue->token,
                  .cue_at = cue->token};
    if (cue->verb) return p;
    p.governed = v->verbs.governing_verb[cue->pos];
    p.negative = has_no(v, cue->item);
    if (p.governed == NOWHERE) return p;
    uint16_t verb = umbel_item_at(v->s, p.governed)->head;
    if (verb < cue->token && cue->token - verb < 7) p.cue_first = verb;
    return p;
}

static bool same_pair(const proposal *a, const proposal *b) {
    bool straight = a->subject.quote.begin == b->subject.quote.begin && a->object.quote.begin == b->object.quote.begin;
    return straight || (a->subject.quote.begin == b->object.quote.begin && a->object.quote.begin == b->subject.quote.begin);
}

/* Keeps the better of two readings of the same words and pair. */
static umbel_status keep_best(umbel_ctx *cx, proposals *kept, const proposal *p) {
    for (size_t i = 0; i < kept->n; i++) {
        proposal *x = &kept->list[i];
        if (!same_pair(x, p)) continue;
        if (x->tie != p->tie && x->cue_at != p->cue_at) continue;
        if (p->score > x->score) *x = *p;
        return UMBEL_OK;
    }
    return umbel_propose(cx, kept, p);
}

static umbel_status weigh(umbel_ctx *cx, const judge_view *v, size_t c, size_t a, size_t b, uint32_t ties,
                          proposals *kept) {
    const umbel_extractor *ex = v->d->ex;
    feature features[UMBEL_FEATURES_MAX];
    party subject = v->places[a].who, object = v->places[b].who;
    if (subject.entity != UINT32_MAX && subject.entity == object.entity) return UMBEL_OK;
    for (umbel_tie tie = UMBEL_TIE_SUPPORTS; tie <= UMBEL_TIE_UPHOLDS; tie++) {
        if (!(ties >> tie & 1) || !umbel_kinds_fit(tie, false, subject.kind) || !umbel_kinds_fit(tie, true, object.kind))
            continue;
        if (umbel_tie_symmetric(tie) && v->places[a].first > v->places[b].first) continue;
        size_t n = umbel_judge_features(v, c, a, b, tie, features);
        proposal p = candidate_of(v, c, tie, &subject, &object);
        if (ex->tap) {
            UMBEL_TRY(ex->tap->tap(ex->tap->user, cx, v->d, &p, features, n));
            continue;
        }
        p.score = umbel_judge_weigh(ex->judge, features, n);
        if (p.score > 0) UMBEL_TRY(keep_best(cx, kept, &p));
    }
    return UMBEL_OK;
}

static bool near(const judge_view *v, size_t c, size_t p) {
    int gap = (int)v->places[p].first - (int)v->cues[c].token;
    return gap > -40 && gap < 40;
}

/* Whether the judge has weighed what the frame proposes; if not (an ellipsis, a word outside the tables), it stands. */
static bool was_weighed(const judge_view *v, const proposal *p) {
    bool subject = false, object = false, cue = false;
    for (size_t i = 0; i < v->n_places; i++) {
        subject = subject || v->places[i].who.quote.begin == p->subject.quote.begin;
        object = object || v->places[i].who.quote.begin == p->object.quote.begin;
    }
    for (size_t i = 0; i < v->n_cues; i++) cue = cue || v->cues[i].ties >> p->tie & 1;
    return subject && object && cue;
}

umbel_status umbel_judge_sentence(umbel_ctx *cx, document_state *d, const sentence *s, proposals *frames) {
    const umbel_extractor *ex = d->ex;
    if (!ex->judge && !ex->tap) {
        for (size_t i = 0; i < frames->n; i++) UMBEL_TRY(state(cx, d, s, &frames->list[i]));
        return UMBEL_OK;
    }
    judge_view v = {.d = d, .s = s, .frames = frames};
    proposals kept = {0};
    UMBEL_TRY(umbel_judge_view(cx, &v));
    for (size_t c = 0; c < v.n_cues; c++)
        for (size_t a = 0; a < v.n_places; a++)
            for (size_t b = 0; b < v.n_places; b++)
                if (a != b && near(&v, c, a) && near(&v, c, b))
                    UMBEL_TRY(weigh(cx, &v, c, a, b, v.cues[c].ties, &kept));
    for (size_t i = 0; i < frames->n; i++)
        if (!was_weighed(&v, &frames->list[i])) UMBEL_TRY(keep_best(cx, &kept, &frames->list[i]));
    for (size_t i = 0; i < kept.n && !ex->tap; i++) UMBEL_TRY(state(cx, d, s, &kept.list[i]));
    return UMBEL_OK;
}
