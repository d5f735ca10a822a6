/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/statement.h"

#include <math.h>
#include <string.h>

#include "base/hash.h"
#include "extract/place.h"
#include "extract/when.h"

#define PHRASE_REST 4 /* words behind a name in the phrase that it begins */

/* The noun that a name belongs to in one phrase: "fighters" of "Karst Brigade fighters", "government" of "Oradan's
 * federal government"; NONE where it stands alone or the noun is no party. */
static uint16_t head_behind(const document_state *d, const sentence *s, const party *p) {
    for (uint16_t k = 0; k < s->n_items; k++) {
        const item *np = &s->items[k];
        const token *head = &s->t[np->head];
        if (np->type != I_NP || head->mention != NONE || p->quote.end >= head->end) continue;
        uint16_t begin = np->owner != NONE ? s->items[np->owner].first : np->first;
        if (s->t[begin].begin > p->quote.begin || head->begin < p->quote.end) continue;
        uint16_t first = np->head;
        while (first > begin && s->t[first - 1].begin >= p->quote.end) first--;
        bool acts = umbel_kind_of_noun(d, head) != UMBEL_KIND_NONE || head->word == UMBEL_NO_WORD; /* "Temel dam" */
        bool plain = np->head - first <= PHRASE_REST && acts;
        for (uint16_t i = first; i < np->head && plain; i++)
            plain = s->t[i].mention == NONE && (s->t[i].kind == UMBEL_TOKEN_WORD || s->t[i].tag == T_POSS);
        if (plain) return np->head;
    }
    return NONE;
}

/* "southern" before "Somalia"; NONE where the whole is meant. */
static uint16_t part_before(const document_state *d, const sentence *s, const party *p) {
    if (p->kind != UMBEL_KIND_PLACE && p->kind != UMBEL_KIND_STATE) return NONE;
    uint16_t i = 0;
    while (i < s->n && s->t[i].begin < p->quote.begin) i++;
    bool part =
        i > 0 && UMBEL_SPELLS_ONE(d, &s->t[i - 1], "northern", "southern", "eastern", "western", "central", "upper",
                                  "lower", "northeastern", "northwestern", "southeastern", "southwestern");
    return part ? (uint16_t)(i - 1) : NONE;
}

/* "army" is short for "Oradan's army", "town" for "town of Ilden": the description with whose or what it is. */
static umbel_quote described(const document_state *d, const sentence *s, const party *p) {
    for (uint16_t k = 0; k < s->n_items; k++) {
        const item *np = &s->items[k];
        const token *head = &s->t[np->head];
        if (np->type != I_NP || head->end != p->quote.end || s->t[np->first].begin > p->quote.begin) continue;
        if (head->mention != NONE || head->tag == T_PRON) break;
        uint32_t begin = p->quote.begin, end = p->quote.end;
        if (np->owner != NONE && s->t[s->items[np->owner].head].mention != NONE)
            begin = s->t[s->items[np->owner].first].begin;
        else if (np->of != NONE && s->t[s->items[np->of].head].tag != T_PRON && s->items[np->of].first > np->head)
            end = s->t[s->items[np->of].head].end;
        umbel_quote whole = {{d->document->text.p + begin, end - begin}, begin, end};
        bool more = begin < p->quote.begin || end > p->quote.end;
        return more && umbel_str_words(whole.text) <= UMBEL_NAME_WORDS_MAX ? whole : (umbel_quote){0};
    }
    return (umbel_quote){0};
}

/* A name in front of a noun that is the party with it: the words are the whole phrase, which stands for the name. A
 * noun without a name stands for all that is said of it. */
static umbel_party model_party(const document_state *d, const sentence *s, const party *p) {
    umbel_party out = {.quote = p->quote, .kind = p->kind, .actor = p->actor, .antecedent = p->antecedent};
    if (p->back_kinds || p->antecedent.text.n) return out;
    uint16_t head = head_behind(d, s, p), part = part_before(d, s, p);
    if (head == NONE && part == NONE) {
        if (p->entity == UINT32_MAX && !p->actor.n) out.antecedent = described(d, s, p);
        return out;
    }
    out.antecedent = p->quote;
    if (head != NONE) out.quote.end = s->t[head].end;
    if (part != NONE) out.quote.begin = s->t[part].begin;
    out.quote.text = (umbel_str){d->document->text.p + out.quote.begin, out.quote.end - out.quote.begin};
    return out;
}

static umbel_str who(const umbel_party *p) {
    if (p->actor.n) return p->actor;
    return p->antecedent.text.n ? p->antecedent.text : p->quote.text;
}

static bool same_parties(const umbel_statement *a, const umbel_statement *b) {
    bool straight = umbel_str_eq(who(&a->subject), who(&b->subject)) && umbel_str_eq(who(&a->object), who(&b->object));
    if (straight || !umbel_tie_symmetric(a->tie)) return straight;
    return umbel_str_eq(who(&a->subject), who(&b->object)) && umbel_str_eq(who(&a->object), who(&b->subject));
}

static bool same_speaker(const umbel_speaker *a, const umbel_speaker *b) {
    if (a->kind != b->kind) return false;
    if (a->actor.n || b->actor.n) return umbel_str_eq(a->actor, b->actor);
    return umbel_str_eq(a->quote.text, b->quote.text);
}

/* The statement of this document that says the same, if there is one. */
static umbel_statement *find_same(umbel_reading *out, const umbel_statement *st) {
    size_t from = out->n_statements > 400 ? out->n_statements - 400 : 0; /* bounds the work on very long documents */
    for (size_t i = from; i < out->n_statements; i++) {
        umbel_statement *x = &out->statements[i];
        if (x->tie == st->tie && x->polarity == st->polarity && same_parties(x, st) &&
            (x->passage.n == st->passage.n ||
             (x->certainty == st->certainty && same_speaker(&x->speaker, &st->speaker))))
            return x;
    }
    return NULL;
}

/* Passages come in order, so only the last one can be the same. The list's room doubles: it is full whenever its length
 * is a power of two. */
static umbel_status add_passage(umbel_ctx *cx, umbel_reading *out, umbel_statement *x, umbel_passage passage) {
    umbel_passage last = x->n_also ? x->also[x->n_also - 1] : x->passage;
    if (last.n == passage.n) return UMBEL_OK;
    if ((x->n_also & (x->n_also - 1)) == 0) {
        umbel_passage *also = UMBEL_NEW(cx, &out->arena, umbel_passage, x->n_also ? x->n_also * 2 : 1);
        if (!also) return cx->err.code;
        if (x->n_also) memcpy(also, x->also, x->n_also * sizeof *also);
        x->also = also;
    }
    x->also[x->n_also++] = passage;
    return UMBEL_OK;
}

static umbel_status make_id(umbel_ctx *cx, const document_state *d, umbel_statement *st) {
    char offsets[96];
    int n = snprintf(offsets, sizeof offsets, "%u-%u %u-%u %u-%u", st->passage.begin, st->passage.end,
                     st->subject.quote.begin, st->subject.quote.end, st->object.quote.begin, st->object.quote.end);
    umbel_str parts[] = {d->document->id,
                         {offsets, (size_t)n},
                         umbel_str_of(umbel_tie_name(st->tie)),
                         umbel_str_of(umbel_polarity_name(st->polarity)),
                         umbel_str_of(umbel_speaker_kind_name(st->speaker.kind)),
                         st->speaker.quote.text};
    return umbel_id_of(cx, &d->out->arena, parts, sizeof parts / sizeof *parts, &st->id);
}

static umbel_status add_attributes(umbel_ctx *cx, document_state *d, const umbel_frame *f, const reading_of_clause *r,
                                   umbel_statement *st) {
    umbel_attribute *a = UMBEL_NEW(cx, &d->out->arena, umbel_attribute, 2);
    if (!a) return cx->err.code;
    if (f && f->manner.n) a[st->n_attributes++] = (umbel_attribute){UMBEL_STR("manner"), f->manner};
    if (r->ended) a[st->n_attributes++] = (umbel_attribute){UMBEL_STR("ended"), UMBEL_STR("true")};
    st->attributes = a;
    return UMBEL_OK;
}

static umbel_str found_by(const proposal *p) {
    if (p->frame) return UMBEL_STR("frames/2");
    return p->by_encoder ? UMBEL_STR("encoder/2") : UMBEL_STR("judge/2");
}

/* How well words and reading fit: fixed for a frame alone, the judge's probability where it was asked. */
static double fit_of(const document_state *d, const proposal *p) {
    double fit = d->ex->judge && p->score != 0 ? 1 / (1 + exp(-p->score)) : 0.9;
    return fit - (p->subject.antecedent.text.n ? fit / 8 : 0) - (p->object.antecedent.text.n ? fit / 8 : 0);
}

static umbel_status add_one(umbel_ctx *cx, document_state *d, const sentence *s, const proposal *p, umbel_tie tie,
                            const party *subject, const party *object, const reading_of_clause *r, tie_words words) {
    umbel_reading *out = d->out;
    umbel_statement st = {.document = d->document->id,
                          .passage = s->passage,
                          .subject = model_party(d, s, subject),
                          .tie = tie,
                          .object = model_party(d, s, object),
                          .polarity = r->polarity,
                          .certainty = r->certainty,
                          .speaker = r->speaker,
                          .extractor = found_by(p)};
    st.passage_text = (umbel_str){d->document->text.p + s->passage.begin, s->passage.end - s->passage.begin};
    st.when = umbel_read_when(d, s, words.at);
    st.place = umbel_tie_place(d, s, words.at, &st.subject.quote, &st.object.quote);
    umbel_statement *same = find_same(out, &st);
    if (same) return add_passage(cx, out, same, s->passage);
    umbel_cue *cues = UMBEL_NEW(cx, &out->arena, umbel_cue, r->n_cues + 1);
    if (!cues) return cx->err.code;
    cues[0] = (umbel_cue){UMBEL_STR("tie"),
                          {{d->document->text.p + words.begin, words.end - words.begin}, words.begin, words.end}};
    memcpy(cues + 1, r->cues, r->n_cues * sizeof *cues);
    st.cues = cues;
    if (r->n_via) {
        umbel_quote *via = UMBEL_NEW(cx, &out->arena, umbel_quote, r->n_via);
        if (!via) return cx->err.code;
        memcpy(via, r->via, r->n_via * sizeof *via);
        st.speaker.via = via;
        st.speaker.n_via = r->n_via;
    }
    st.n_cues = r->n_cues + 1;
    st.score = fit_of(d, p);
    UMBEL_TRY(add_attributes(cx, d, p->frame, r, &st));
    UMBEL_TRY(make_id(cx, d, &st));
    UMBEL_TRY(umbel_reserve(cx, &out->arena, (void *)&out->statements, &out->cap_statements, out->n_statements + 1,
                            sizeof st));
    out->statements[out->n_statements++] = st;
    return UMBEL_OK;
}

umbel_status umbel_add_statement(umbel_ctx *cx, document_state *d, const sentence *s, const proposal *p,
                                 const reading_of_clause *r, tie_words words) {
    const umbel_frame *f = p->frame;
    const party *subject = &p->subject, *object = &p->object;
    const umbel_quote *quotes[] = {&subject->quote, &object->quote};
    for (int i = 0; i < 2; i++) /* a party read from an earlier sentence has no words here */
        if (umbel_str_words(quotes[i]->text) > UMBEL_NAME_WORDS_MAX || quotes[i]->text.n == 0) return UMBEL_OK;
    party o = *object;
    if (o.quote.begin < s->passage.begin ||
        o.quote.end > s->passage.end) { /* what an ellipsis leaves out: its verb stands for it */
        o.antecedent = o.quote;
        o.quote = (umbel_quote){{d->document->text.p + words.begin, words.end - words.begin}, words.begin, words.end};
    }
    umbel_tie tie = p->tie;
    bool by_state = subject->kind == UMBEL_KIND_STATE || subject->kind == UMBEL_KIND_ORGAN;
    if (tie == UMBEL_TIE_ATTACKS && by_state && (object->kind == UMBEL_KIND_GROUP || object->kind == UMBEL_KIND_CLASS))
        tie = UMBEL_TIE_STRIKES;
    UMBEL_TRY(add_one(cx, d, s, p, tie, subject, &o, r, words));
    if (f && f->also_tie != UMBEL_TIE_NONE) UMBEL_TRY(add_one(cx, d, s, p, f->also_tie, object, subject, r, words));
    return UMBEL_OK;
}

umbel_status umbel_respeak(umbel_ctx *cx, document_state *d, uint32_t from, const umbel_speaker *speaker) {
    for (size_t i = d->out->n_statements; i-- > 0;) {
        umbel_statement *st = &d->out->statements[i];
        if (st->passage.begin < from) break;
        if (st->speaker.kind != UMBEL_SPEAKER_AUTHOR || st->cues[0].quote.begin < d->quote_begin) continue;
        st->speaker = *speaker;
        UMBEL_TRY(make_id(cx, d, st));
    }
    return UMBEL_OK;
}
