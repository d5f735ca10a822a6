/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* What a candidate tie looks like: the features that the judge weighs. What does not depend on all of cue, tie and
 * places stands ready in the view (judge_view.c); here it is only put together. */
#include "extract/judge.h"

typedef struct writer {
    feature *out;
    size_t n;
    const umbel_feature_parts *parts;
} writer;

static writer writer_of(const judge_view *v, feature *out) { return (writer){out, 0, &v->d->ex->feature_parts}; }

static inline void put(writer *w, feature_name name, const feature_part *a, const feature_part *b,
                       const feature_part *c) {
    if (w->n < UMBEL_FEATURES_MAX) w->out[w->n++] = umbel_feature_of(&w->parts->names[name], a, b, c);
}

static feature_word strength(const tie_cue *cue, umbel_tie tie) {
    return cue->strong >> tie & 1 ? FW_STRONG : !(cue->ties >> tie & 1) ? FW_KIN : cue->strong ? FW_OTHER : FW_WEAK;
}

/* Content words around the cue, and the words next to it. */
static void put_context(const judge_view *v, writer *w, const tie_cue *cue, umbel_tie tie) {
    const sentence *s = v->s;
    const feature_part *t = &w->parts->ties[tie], *group = &w->parts->groups[tie], *lemma = &v->words[cue->token];
    if (cue->token + 1 < s->n) put(w, F_NEXT, lemma, lemma + 1, t);
    if (cue->token > 0) put(w, F_BEFORE, lemma, lemma - 1, t);
    if (cue->token > 1) put(w, F_BEFORE2, lemma - 2, lemma - 1, lemma);
    if (cue->token + 2 < s->n) put(w, F_NEXT2, lemma, lemma + 1, lemma + 2);
    int lo = cue->token > 9 ? cue->token - 9 : 0, hi = cue->token + 9 < s->n ? cue->token + 9 : s->n - 1;
    for (int i = lo; i <= hi; i++) {
        uint8_t tag = s->t[i].tag;
        if (i == cue->token || s->t[i].mention != NONE || (tag != T_VERB && tag != T_NOUN && tag != T_ADJ)) continue;
        put(w, F_NEAR, &v->words[i], t, NULL);
        put(w, F_NEAR_GROUP, &v->words[i], group, NULL);
    }
}

static bool framed_cue(const judge_view *v, const tie_cue *cue, umbel_tie tie) {
    for (size_t i = 0; v->frames && i < v->frames->n; i++) {
        const proposal *f = &v->frames->list[i];
        if (f->tie == tie && f->cue_first <= cue->token && cue->token <= f->cue_last) return true;
    }
    return false;
}

size_t umbel_cue_features(const judge_view *v, size_t c, umbel_tie tie, feature out[UMBEL_FEATURES_MAX]) {
    writer w = writer_of(v, out);
    const tie_cue *cue = &v->cues[c];
    const cue_look *look = &v->cue_looks[c];
    const feature_part *t = &w.parts->ties[tie], *group = &w.parts->groups[tie], *lemma = look->lemma,
                       *how = look->voice, *strong = &w.parts->words[strength(cue, tie)];
    put(&w, F_TIE, t, how, NULL);
    put(&w, F_STRENGTH, strong, how, NULL);
    put(&w, F_STRENGTH_TIE, strong, how, t);
    put(&w, F_LEMMA, lemma, t, NULL);
    put(&w, F_LEMMA_VOICE, lemma, t, how);
    if (v->unreal) put(&w, F_UNREAL, group, NULL, NULL);
    if (v->s->question) put(&w, F_QUESTION, group, NULL, NULL);
    if (look->object) {
        put(&w, F_OBJECT_HEAD, lemma, look->object, t);
        put(&w, F_OBJECT_HEAD_TIE, look->object, t, NULL);
    }
    if (!cue->verb && v->s->items[cue->item].first < cue->token) put(&w, F_MODIFIER, lemma - 1, t, NULL);
    if (look->verb) {
        put(&w, F_VERB, look->verb, t, how);
        put(&w, F_VERB_LEMMA, look->verb, lemma, t);
        put(&w, F_VALENCY_STRENGTH, look->valency, strong, how);
        put(&w, F_VALENCY_GROUP, look->valency, group, how);
        put(&w, F_VALENCY_TIE, look->valency, t, lemma);
    }
    if (framed_cue(v, cue, tie)) {
        put(&w, F_CUE_FRAMED, t, NULL, NULL);
        put(&w, F_CUE_FRAMED_ANY, how, NULL, NULL);
    }
    put_context(v, &w, cue, tie);
    return w.n;
}

static bool framed_side(const judge_view *v, const place *p, umbel_tie tie, bool object) {
    for (size_t i = 0; v->frames && i < v->frames->n; i++) {
        const proposal *f = &v->frames->list[i];
        const party *side = object ? &f->object : &f->subject;
        if (f->tie == tie && side->quote.begin == p->who.quote.begin) return true;
    }
    return false;
}

/* A feature of a side; `names` are those of the subject or of the object. */
static inline void put_side(writer *w, const feature_part *name, const feature_part *a, const feature_part *b,
                            const feature_part *c) {
    if (w->n < UMBEL_FEATURES_MAX) w->out[w->n++] = umbel_feature_of(name, a, b, c);
}

size_t umbel_side_features(const judge_view *v, size_t c, size_t i, umbel_tie tie, bool object,
                           feature out[UMBEL_FEATURES_MAX]) {
    writer w = writer_of(v, out);
    const tie_cue *cue = &v->cues[c];
    const place *p = &v->places[i];
    const cue_look *look = &v->cue_looks[c];
    const place_look *at = &v->place_looks[i];
    const standing *to = &v->standings[c * v->n_places + i];
    const feature_part *name = w.parts->side_names[object];
    const feature_part *t = &w.parts->ties[tie], *group = &w.parts->groups[tie], *lemma = look->lemma,
                       *how = look->voice, *rel = &to->rel;
    const feature_part *far = p->first < cue->token ? to->far_last : to->far_first;
    put_side(&w, &name[S_REL], rel, how, NULL);
    put_side(&w, &name[S_REL_GROUP], rel, group, NULL);
    put_side(&w, &name[S_REL_TIE], rel, t, how);
    put_side(&w, &name[S_REL_LEMMA], rel, lemma, NULL);
    put_side(&w, &name[S_REL_STRENGTH], rel, &w.parts->words[strength(cue, tie)], NULL);
    put_side(&w, &name[S_KIND], at->kind, group, NULL);
    put_side(&w, &name[S_KIND_TIE], at->kind, t, NULL);
    put_side(&w, &name[S_KIND_REL], at->kind, rel, NULL);
    put_side(&w, &name[S_REF], at->reference, group, NULL);
    put_side(&w, &name[S_REF_REL], at->reference, rel, NULL);
    put_side(&w, &name[S_FAR], far, group, to->side);
    put_side(&w, &name[S_FAR_REL], far, rel, NULL);
    put_side(&w, &name[S_PREP], at->before, t, to->side);
    put_side(&w, &name[S_PREP_LEMMA], at->before, lemma, NULL);
    put_side(&w, &name[S_HEAD], at->head, group, NULL);
    put_side(&w, &name[S_HEAD_TIE], at->head, t, NULL);
    if (look->verb) {
        put_side(&w, &name[S_VERB], look->verb, rel, NULL);
        put_side(&w, &name[S_VALENCY], look->valency, rel, NULL);
    }
    put_side(&w, &name[S_PARTIES], to->between_last, group, to->side);
    if (framed_side(v, p, tie, object)) put_side(&w, &name[S_FRAMED], group, NULL, NULL);
    put_side(&w, &name[S_VOICE], how, to->side, t);
    if (at->next) put_side(&w, &name[S_NEXT], at->next, group, NULL);
    put_side(&w, &name[S_FIRST], at->first, at->reference, how);
    put_side(&w, &name[S_PREP_REL], at->before, rel, NULL);
    return w.n;
}

frame_opinion umbel_frame_opinion(const judge_view *v, size_t ia, size_t ib, umbel_tie tie) {
    frame_opinion out = {false, false, false};
    const party *a = &v->places[ia].who, *b = &v->places[ib].who;
    for (size_t i = 0; v->frames && i < v->frames->n; i++) {
        const proposal *f = &v->frames->list[i];
        bool straight = f->subject.quote.begin == a->quote.begin && f->object.quote.begin == b->quote.begin;
        bool reverse = f->subject.quote.begin == b->quote.begin && f->object.quote.begin == a->quote.begin;
        if (reverse && umbel_tie_symmetric(f->tie)) straight = true;
        out.same = out.same || (straight && f->tie == tie);
        out.other = out.other || (straight && f->tie != tie);
        out.turned = out.turned || (reverse && !straight);
    }
    return out;
}

/* What the frames made of the same pair. */
static void put_frames(const judge_view *v, writer *w, size_t a, size_t b, umbel_tie tie) {
    frame_opinion o = umbel_frame_opinion(v, a, b, tie);
    const feature_part *same = &w->parts->words[o.same ? FW_SAME : FW_NO];
    if (o.same) put(w, F_FRAMED, &w->parts->groups[tie], NULL, NULL);
    if (o.same) put(w, F_FRAMED_TIE, &w->parts->ties[tie], NULL, NULL);
    if (o.other) put(w, F_FRAMED_ELSE, same, NULL, NULL);
    if (o.turned) put(w, F_FRAMED_TURNED, same, NULL, NULL);
}

/* Words between the parties, with the tie. */
static void put_words(const judge_view *v, writer *w, const place *a, const place *b, umbel_tie tie) {
    uint16_t lo = a->last < b->last ? a->last : b->last, hi = a->first < b->first ? b->first : a->first;
    const feature_part *t = &w->parts->ties[tie], *first = &w->parts->words[a->first < b->first ? FW_SO : FW_OS];
    size_t n = 0;
    for (uint16_t i = (uint16_t)(lo + 1); i < hi && n < 12; i++) {
        uint8_t tag = v->s->t[i].tag;
        if (v->s->t[i].mention != NONE) continue;
        if (tag != T_VERB && tag != T_NOUN && tag != T_PREP && tag != T_ADV && tag != T_ADJ) continue;
        put(w, F_WORD, &v->words[i], t, first);
        n++;
    }
}

static feature_word order(const place *a, const place *b, uint16_t cue) {
    bool ab = a->first < b->first;
    if (cue < a->first && cue < b->first) return ab ? FW_CSO : FW_COS;
    if (cue > a->first && cue > b->first) return ab ? FW_SOC : FW_OSC;
    return ab ? FW_SCO : FW_OCS;
}

size_t umbel_pair_features(const judge_view *v, size_t c, size_t ia, size_t ib, umbel_tie tie,
                           feature out[UMBEL_FEATURES_MAX]) {
    writer w = writer_of(v, out);
    const feature_part *fixed = w.parts->words;
    const tie_cue *cue = &v->cues[c];
    const place *a = &v->places[ia], *b = &v->places[ib];
    const cue_look *look = &v->cue_looks[c];
    const place_look *la = &v->place_looks[ia], *lb = &v->place_looks[ib];
    const standing *sa = &v->standings[c * v->n_places + ia], *sb = &v->standings[c * v->n_places + ib];
    const feature_part *t = &w.parts->ties[tie], *group = &w.parts->groups[tie], *how = look->voice, *ra = &sa->rel,
                       *rb = &sb->rel, *turn = &fixed[order(a, b, cue->token)];
    put(&w, F_REL, ra, rb, how);
    put(&w, F_REL_GROUP, ra, rb, group);
    put(&w, F_REL_TIE, ra, rb, t);
    put(&w, F_REL_STRENGTH, ra, rb, &fixed[strength(cue, tie)]);
    put(&w, F_KINDS, la->kind, lb->kind, group);
    put(&w, F_KINDS_TIE, la->kind, lb->kind, t);
    put(&w, F_REFS, la->reference, lb->reference, NULL);
    put(&w, F_ORDER, turn, group, how);
    put(&w, F_ORDER_TIE, turn, t, how);
    put(&w, F_FAR, sa->far_last, sb->far_first, &fixed[cue->verb ? FW_IS_VERB : FW_IS_NOUN]);
    put(&w, F_PARTIES, sa->between_last, sb->between_first, NULL);
    put(&w, F_APART, umbel_feature_between(v, a->last, b->first), umbel_feature_distance(v, a->last, b->first), turn);
    put(&w, F_PREPS, la->before, lb->before, group);
    if (a->pos == b->pos) put(&w, F_ONE_PHRASE, ra, rb, &fixed[a->first < b->first ? FW_SO : FW_OS]);
    if (look->verb) put(&w, F_VALENCY, look->valency, ra, rb);
    put_frames(v, &w, ia, ib, tie);
    put_words(v, &w, a, b, tie);
    return w.n;
}
