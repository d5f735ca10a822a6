/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* What a candidate tie looks like: the features that the judge weighs. */
#include <stdio.h>
#include <string.h>

#include "extract/judge.h"

static umbel_str word_of(const judge_view *v, uint32_t word) {
    return word == UMBEL_NO_WORD ? UMBEL_STR("?") : v->d->ex->lexicon.forms.strings[word];
}

static umbel_str lemma_at(const judge_view *v, uint16_t i) {
    const token *t = &v->s->t[i];
    return word_of(v, t->lemma != UMBEL_NO_WORD ? t->lemma : t->word);
}

static const char *const nest_names[] = {"", "+own", "+of", "+mod"};

/* Passes of finite verbs and clause marks between two positions, for phrases without a closer relation. */
static int barriers(const sentence *s, int from, int to) {
    int n = 0, step = from < to ? 1 : -1;
    for (int i = from + step; i != to && n < 3; i += step) {
        const item *it = umbel_item_at(s, i);
        n += (it->type == I_VG && it->finite) || it->type == I_STOP;
    }
    return n;
}

static umbel_str spell(umbel_ctx *cx, const judge_view *v, const relation *r, const char *before, int from,
                       const place *at) {
    const char *nest = nest_names[at->nest];
    umbel_str out = {0};
    umbel_status status;
    if (r->kind == REL_NONE)
        status = umbel_str_format(cx, &cx->scratch, &out, "%s%s%d%s", before, at->pos < from ? "left" : "right",
                                  barriers(v->s, from, at->pos), nest);
    else if (r->prep != NONE) {
        umbel_str prep = word_of(v, v->s->t[r->prep].word);
        status = umbel_str_format(cx, &cx->scratch, &out, "%s%s:%.*s%s", before, umbel_relation_name(r->kind),
                                  UMBEL_ARGS(prep), nest);
    } else
        status = umbel_str_format(cx, &cx->scratch, &out, "%s%s%s", before, umbel_relation_name(r->kind), nest);
    return status == UMBEL_OK ? out : UMBEL_STR("?");
}

/* Inside the chunk of the noun itself: its owner, what it is of, what it modifies. */
static umbel_str spell_inside(const judge_view *v, const tie_cue *c, const place *at) {
    const item *np = &v->s->items[c->item];
    if (at->item == c->item && at->nest == NEST_NONE) return at->last < c->token ? UMBEL_STR("in-before") : UMBEL_STR("itself");
    if (at->item == c->item) return at->nest == NEST_OWNER ? UMBEL_STR("own") : UMBEL_STR("mod");
    if (at->item == np->owner) return UMBEL_STR("own");
    if (at->item == np->of) return UMBEL_STR("of");
    if (at->last < c->token) return at->nest == NEST_OWNER ? UMBEL_STR("own2") : UMBEL_STR("before");
    return UMBEL_STR("of2");
}

static umbel_status relate(umbel_ctx *cx, judge_view *v, size_t c, relation *row) {
    const tie_cue *cue = &v->cues[c];
    const sentence *s = v->s;
    int g = NOWHERE;
    char before[64] = "";
    if (!cue->verb) {
        umbel_noun_relations(v->d, s, cue->pos, row);
        g = v->verbs.governing_verb[cue->pos];
        if (g != NOWHERE) {
            const relation *own = &v->verbs.of_verb[(size_t)g * s->n_seq + cue->pos];
            umbel_str prep = own->prep == NONE ? UMBEL_STR("") : word_of(v, s->t[own->prep].word);
            snprintf(before, sizeof before, "v%s%s%.*s>", umbel_relation_name(own->kind), prep.n ? ":" : "",
                     (int)(prep.n < 16 ? prep.n : 16), prep.p ? prep.p : "");
        }
    }
    for (size_t p = 0; p < v->n_places; p++) {
        const place *at = &v->places[p];
        umbel_str *out = &v->rels[c * v->n_places + p];
        const relation *verbal = cue->verb ? &v->verbs.of_verb[(size_t)cue->pos * s->n_seq + at->pos]
                                 : g != NOWHERE ? &v->verbs.of_verb[(size_t)g * s->n_seq + at->pos]
                                                : NULL;
        if (at->pos == cue->pos)
            *out = cue->verb ? UMBEL_STR("itself") : spell_inside(v, cue, at);
        else if (!cue->verb && row[at->pos].kind != REL_NONE)
            *out = spell(cx, v, &row[at->pos], "n", cue->pos, at);
        else if (verbal && (verbal->kind != REL_NONE || cue->verb))
            *out = spell(cx, v, verbal, before, cue->pos, at);
        else
            *out = spell(cx, v, &(relation){.prep = NONE}, before, cue->pos, at);
        if (!out->p || out->p[0] == '?') return cx->err.code;
    }
    return UMBEL_OK;
}

umbel_status umbel_judge_view(umbel_ctx *cx, judge_view *v) {
    v->places = UMBEL_NEW(cx, &cx->scratch, place, UMBEL_PLACES_MAX);
    v->cues = UMBEL_NEW(cx, &cx->scratch, tie_cue, UMBEL_TIECUES_MAX);
    if (!v->places || !v->cues) return cx->err.code;
    v->n_places = umbel_find_places(v->d, v->s, v->places);
    if (v->n_places < 2) return UMBEL_OK;
    v->n_cues = umbel_find_tie_cues(v->d, v->s, v->cues);
    if (v->n_cues == 0) return UMBEL_OK;
    UMBEL_TRY(umbel_read_relations(cx, v->d, v->s, &v->verbs));
    v->rels = UMBEL_NEW(cx, &cx->scratch, umbel_str, v->n_cues * v->n_places);
    relation *row = UMBEL_NEW(cx, &cx->scratch, relation, v->s->n_seq + 1u);
    if (!v->rels || !row) return cx->err.code;
    for (size_t c = 0; c < v->n_cues; c++) UMBEL_TRY(relate(cx, v, c, row));
    return UMBEL_OK;
}

typedef struct writer {
    feature *out;
    size_t n;
} writer;

static void put(writer *w, const char *name, umbel_str a, umbel_str b, umbel_str c) {
    if (w->n == UMBEL_FEATURES_MAX) return;
    w->out[w->n++] = umbel_feature_of(name, a, b, c);
}

static umbel_str distance(const sentence *s, uint16_t a, uint16_t b) {
    static const char *const names[] = {"d0", "d1", "d3", "d6", "d11", "d21"};
    (void)s;
    int d = a < b ? b - a : a - b;
    return umbel_str_of(names[d <= 1 ? 0 : d <= 2 ? 1 : d <= 5 ? 2 : d <= 10 ? 3 : d <= 20 ? 4 : 5]);
}

static umbel_str between(const judge_view *v, uint16_t a, uint16_t b) {
    static const char *const names[] = {"p0", "p1", "p2", "p3"};
    size_t n = 0;
    uint16_t lo = a < b ? a : b, hi = a < b ? b : a;
    for (size_t i = 0; i < v->n_places; i++) n += v->places[i].first > lo && v->places[i].last < hi;
    return umbel_str_of(names[n < 3 ? n : 3]);
}

static umbel_str reference(const judge_view *v, const place *p) {
    static const char *const pronouns[] = {"pron1", "pron2", "pron3", "pron4"};
    static const char *const descriptions[] = {"desc1", "desc2", "desc3", "desc4"};
    if (p->rank == 9) return UMBEL_STR("both");
    if (p->rank) {
        bool pronoun = v->s->t[p->first].tag == T_PRON || v->s->t[p->first].tag == T_PRONPOSS;
        return umbel_str_of((pronoun ? pronouns : descriptions)[(p->rank - 1) & 3]);
    }
    return p->who.entity == UINT32_MAX ? UMBEL_STR("common") : UMBEL_STR("name");
}

static umbel_str preposition_before(const judge_view *v, const place *p) {
    for (int i = p->first - 1, k = 0; i >= 0 && k < 4; i--, k++) {
        uint8_t tag = v->s->t[i].tag;
        if (tag == T_PREP || tag == T_TO) return word_of(v, v->s->t[i].word);
        if (tag == T_VERB) return UMBEL_STR("verb");
        if (tag == T_COMMA || tag == T_STOP) return UMBEL_STR(",");
        if (tag == T_CONJ) return UMBEL_STR("and");
    }
    return UMBEL_STR("-");
}

static umbel_str order(const place *a, const place *b, uint16_t cue) {
    bool ab = a->first < b->first;
    if (cue < a->first && cue < b->first) return ab ? UMBEL_STR("cso") : UMBEL_STR("cos");
    if (cue > a->first && cue > b->first) return ab ? UMBEL_STR("soc") : UMBEL_STR("osc");
    return ab ? UMBEL_STR("sco") : UMBEL_STR("ocs");
}

static umbel_str kind_name(const place *p) { return umbel_str_of(umbel_kind_name(p->who.kind)); }

/* What the frames made of the same pair. */
static void put_frames(const judge_view *v, writer *w, const place *a, const place *b, umbel_tie tie, umbel_str group) {
    bool same = false, other = false, turned = false;
    for (size_t i = 0; v->frames && i < v->frames->n; i++) {
        const proposal *f = &v->frames->list[i];
        if (!f->frame) continue;
        bool straight = f->subject.quote.begin == a->who.quote.begin && f->object.quote.begin == b->who.quote.begin;
        bool reverse = f->subject.quote.begin == b->who.quote.begin && f->object.quote.begin == a->who.quote.begin;
        if (reverse && umbel_tie_symmetric(f->tie)) straight = true;
        if (straight && f->tie == tie) {
            put(w, "frame", f->frame->id, (umbel_str){0}, (umbel_str){0});
            same = true;
        }
        other = other || (straight && f->tie != tie);
        turned = turned || (reverse && !straight);
    }
    if (same) put(w, "framed", group, (umbel_str){0}, (umbel_str){0});
    if (other) put(w, "framed-else", same ? UMBEL_STR("same") : UMBEL_STR("no"), (umbel_str){0}, (umbel_str){0});
    if (turned) put(w, "framed-turned", same ? UMBEL_STR("same") : UMBEL_STR("no"), (umbel_str){0}, (umbel_str){0});
}

/* Words between the parties, with the tie. */
static void put_words(const judge_view *v, writer *w, const place *a, const place *b, umbel_str tie) {
    uint16_t lo = a->last < b->last ? a->last : b->last, hi = a->first < b->first ? b->first : a->first;
    size_t n = 0;
    for (uint16_t i = (uint16_t)(lo + 1); i < hi && n < 12; i++) {
        const token *t = &v->s->t[i];
        if (t->mention != NONE || t->word == UMBEL_NO_WORD) continue;
        if (t->tag != T_VERB && t->tag != T_NOUN && t->tag != T_PREP && t->tag != T_ADV && t->tag != T_ADJ) continue;
        put(w, "word", lemma_at(v, i), tie, (umbel_str){0});
        n++;
    }
}

/* How the verb that governs a noun deals it out: "gave weapons to", "received money from", "is a branch of". */
static umbel_str valency(const judge_view *v, uint16_t verb) {
    static const char *const names[] = {"give", "transfer", "receive", "deny", "be", "have", "support", "attack", "fight"};
    const token *t = &v->s->t[verb];
    if (t->tag == T_BE) return UMBEL_STR("be");
    if (t->tag == T_HAVE) return UMBEL_STR("have");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        uint32_t cls = umbel_lexicon_class(&v->d->ex->lexicon, names[i]);
        if (cls != UMBEL_INTERN_NONE && umbel_lexicon_is(&v->d->ex->lexicon, t->lemma, cls)) return umbel_str_of(names[i]);
    }
    return UMBEL_STR("else");
}

size_t umbel_judge_features(const judge_view *v, size_t c, size_t ia, size_t ib, umbel_tie tie_type,
                            feature out[UMBEL_FEATURES_MAX]) {
    static const umbel_str none = {0};
    writer w = {out, 0};
    const tie_cue *cue = &v->cues[c];
    const place *a = &v->places[ia], *b = &v->places[ib];
    umbel_str tie = umbel_str_of(umbel_tie_name(tie_type));
    umbel_str group = umbel_str_of(umbel_tie_group_name(umbel_tie_group_of(tie_type)));
    umbel_str ra = v->rels[c * v->n_places + ia], rb = v->rels[c * v->n_places + ib];
    umbel_str part = cue->verb ? UMBEL_STR("verb") : UMBEL_STR("noun"), lemma = lemma_at(v, cue->token);
    umbel_str ka = kind_name(a), kb = kind_name(b);
    umbel_str strength = cue->strong >> tie_type & 1 ? UMBEL_STR("strong") : cue->strong ? UMBEL_STR("other") : UMBEL_STR("weak");
    put(&w, "tie", tie, part, none);
    put(&w, "strength", strength, part, none);
    put(&w, "strength-tie", strength, part, tie);
    put(&w, "strength-s", strength, ra, none);
    put(&w, "strength-o", strength, rb, none);
    put(&w, "strength-rel", strength, ra, rb);
    put(&w, "lemma", lemma, tie, none);
    put(&w, "rel", ra, rb, none);
    put(&w, "rel-group", ra, rb, group);
    put(&w, "rel-tie", ra, rb, tie);
    put(&w, "s", ra, group, none);
    put(&w, "o", rb, group, none);
    put(&w, "s-tie", ra, tie, none);
    put(&w, "o-tie", rb, tie, none);
    put(&w, "s-lemma", ra, lemma, none);
    put(&w, "o-lemma", rb, lemma, none);
    put(&w, "kinds", ka, kb, group);
    put(&w, "kinds-tie", ka, kb, tie);
    put(&w, "refs", reference(v, a), reference(v, b), none);
    put(&w, "ref-s", reference(v, a), group, none);
    put(&w, "ref-o", reference(v, b), group, none);
    put(&w, "order", order(a, b, cue->token), group, part);
    put(&w, "far", distance(v->s, a->last, cue->token), distance(v->s, b->first, cue->token), part);
    put(&w, "far-s", distance(v->s, a->last, cue->token), group, none);
    put(&w, "far-o", distance(v->s, b->first, cue->token), group, none);
    put(&w, "parties", between(v, a->last, cue->token), between(v, b->first, cue->token), none);
    put(&w, "before-s", preposition_before(v, a), tie, none);
    put(&w, "before-o", preposition_before(v, b), tie, none);
    if (cue->token + 1 < v->s->n) {
        uint8_t tag = v->s->t[cue->token + 1].tag;
        if (tag == T_PREP || tag == T_ADV) put(&w, "particle", lemma, word_of(v, v->s->t[cue->token + 1].word), tie);
    }
    int g = cue->verb ? umbel_governor_of(v->d, v->s, cue->pos) : v->verbs.governing_verb[cue->pos];
    if (g != NOWHERE) {
        umbel_str verb = lemma_at(v, umbel_item_at(v->s, g)->head);
        umbel_str cls = valency(v, umbel_item_at(v->s, g)->head);
        put(&w, "verb", verb, tie, part);
        put(&w, "valency", cls, ra, rb);
        put(&w, "valency-strength", cls, strength, part);
        put(&w, "valency-group", cls, group, part);
        put(&w, "verb-s", verb, ra, none);
        put(&w, "verb-o", verb, rb, none);
        put(&w, "verb-lemma", verb, lemma, tie);
    }
    put_frames(v, &w, a, b, tie_type, group);
    put_words(v, &w, a, b, tie);
    return w.n;
}
