/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* What a candidate tie looks like: the features that the judge weighs. */
#include <stdio.h>
#include <string.h>

#include "extract/judge.h"

static umbel_str word_of(const judge_view *v, uint32_t word) {
    return word == UMBEL_NO_WORD ? UMBEL_STR("?") : v->d->ex->lexicon.forms.strings[word];
}

/* Base form of a word the lexicon does not know: in small letters, without a regular ending. */
static umbel_str guess_base(umbel_ctx *cx, umbel_str text) {
    static const char *const tails[] = {"ies", "ing", "ed", "s"};
    char *low = UMBEL_NEW(cx, &cx->scratch, char, text.n + 1);
    if (!low) return UMBEL_STR("?");
    for (size_t i = 0; i < text.n; i++)
        low[i] = (char)(text.p[i] >= 'A' && text.p[i] <= 'Z' ? text.p[i] + 32 : text.p[i]);
    umbel_str out = {low, text.n};
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        umbel_str tail = umbel_str_of(tails[i]);
        if (out.n > tail.n + 3 && umbel_str_ends(out, tail) && !umbel_str_ends(out, UMBEL_STR("ss"))) {
            out.n -= tail.n;
            break;
        }
    }
    return out;
}

static umbel_status read_words(umbel_ctx *cx, judge_view *v) {
    v->words = UMBEL_NEW(cx, &cx->scratch, feature_part, v->s->n + 1u);
    if (!v->words) return cx->err.code;
    for (uint16_t i = 0; i < v->s->n; i++) {
        const token *t = &v->s->t[i];
        uint32_t word = t->lemma != UMBEL_NO_WORD ? t->lemma : t->word;
        umbel_str text = word != UMBEL_NO_WORD ? word_of(v, word) : guess_base(cx, umbel_token_text(v->d, t));
        if (t->mention != NONE) text = UMBEL_STR("@");
        v->words[i] = umbel_part(text);
        v->unreal = v->unreal || umbel_token_is(v->d->ex, t, W_UNREAL);
    }
    return UMBEL_OK;
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
    if (at->item == c->item && at->nest == NEST_NONE)
        return at->last < c->token ? UMBEL_STR("in-before") : UMBEL_STR("itself");
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
        umbel_str text;
        const relation *verbal = cue->verb      ? &v->verbs.of_verb[(size_t)cue->pos * s->n_seq + at->pos]
                                 : g != NOWHERE ? &v->verbs.of_verb[(size_t)g * s->n_seq + at->pos]
                                                : NULL;
        if (at->pos == cue->pos)
            text = cue->verb ? UMBEL_STR("itself") : spell_inside(v, cue, at);
        else if (!cue->verb && row[at->pos].kind != REL_NONE)
            text = spell(cx, v, &row[at->pos], "n", cue->pos, at);
        else if (verbal && (verbal->kind != REL_NONE || cue->verb))
            text = spell(cx, v, verbal, before, cue->pos, at);
        else
            text = spell(cx, v, &(relation){.prep = NONE}, before, cue->pos, at);
        if (text.p[0] == '?') return cx->err.code;
        v->rels[c * v->n_places + p] = umbel_part(text);
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
    UMBEL_TRY(read_words(cx, v));
    UMBEL_TRY(umbel_read_relations(cx, v->d, v->s, &v->verbs));
    v->rels = UMBEL_NEW(cx, &cx->scratch, feature_part, v->n_cues * v->n_places);
    relation *row = UMBEL_NEW(cx, &cx->scratch, relation, v->s->n_seq + 1u);
    if (!v->rels || !row) return cx->err.code;
    for (size_t c = 0; c < v->n_cues; c++) UMBEL_TRY(relate(cx, v, c, row));
    return UMBEL_OK;
}

typedef struct writer {
    feature *out;
    size_t n;
} writer;

static const feature_part nothing;

static void put(writer *w, const char *name, feature_part a, feature_part b, feature_part c) {
    if (w->n < UMBEL_FEATURES_MAX) w->out[w->n++] = umbel_feature_of(name, a, b, c);
}

static feature_part part(const char *text) { return umbel_part(umbel_str_of(text)); }

static feature_part tie_part(umbel_tie tie) { return part(umbel_tie_name(tie)); }

static feature_part group_part(umbel_tie tie) { return part(umbel_tie_group_name(umbel_tie_group_of(tie))); }

static feature_part distance(uint16_t a, uint16_t b) {
    static const char *const names[] = {"d0", "d1", "d3", "d6", "d11", "d21"};
    int d = a < b ? b - a : a - b;
    return part(names[d <= 1 ? 0 : d <= 2 ? 1 : d <= 5 ? 2 : d <= 10 ? 3 : d <= 20 ? 4 : 5]);
}

static feature_part between(const judge_view *v, uint16_t a, uint16_t b) {
    static const char *const names[] = {"p0", "p1", "p2", "p3"};
    size_t n = 0;
    uint16_t lo = a < b ? a : b, hi = a < b ? b : a;
    for (size_t i = 0; i < v->n_places; i++)
        n += !v->places[i].loose && v->places[i].rank < 2 && v->places[i].first > lo && v->places[i].last < hi;
    return part(names[n < 3 ? n : 3]);
}

static feature_part reference(const judge_view *v, const place *p) {
    static const char *const pronouns[] = {"pron1", "pron2", "pron3", "pron4"};
    static const char *const descriptions[] = {"desc1", "desc2", "desc3", "desc4"};
    if (p->rank == 9) return part("both");
    if (p->rank) {
        bool pronoun = v->s->t[p->first].tag == T_PRON || v->s->t[p->first].tag == T_PRONPOSS;
        return part((pronoun ? pronouns : descriptions)[(p->rank - 1) & 3]);
    }
    return part(p->loose ? "loose" : p->who.entity == UINT32_MAX ? "common" : "name");
}

static feature_part preposition_before(const judge_view *v, const place *p) {
    for (int i = p->first - 1, k = 0; i >= 0 && k < 4; i--, k++) {
        uint8_t tag = v->s->t[i].tag;
        if (tag == T_PREP || tag == T_TO) return v->words[i];
        if (tag == T_VERB) return part("verb");
        if (tag == T_COMMA || tag == T_STOP) return part(",");
        if (tag == T_CONJ) return part("and");
    }
    return part("-");
}

static feature_part order(const place *a, const place *b, uint16_t cue) {
    bool ab = a->first < b->first;
    if (cue < a->first && cue < b->first) return part(ab ? "cso" : "cos");
    if (cue > a->first && cue > b->first) return part(ab ? "soc" : "osc");
    return part(ab ? "sco" : "ocs");
}

static feature_part kind_part(const place *p) { return part(umbel_kind_name(p->who.kind)); }

/* Whether the cue is a noun, or how its verb stands. */
static feature_part voice(const judge_view *v, const tie_cue *cue) {
    const item *it = &v->s->items[cue->item];
    if (!cue->verb) return part(v->s->t[cue->token].mention == NONE && cue->token == it->head ? "noun" : "modifier");
    if (it->passive) return part(it->participle ? "participle" : "passive");
    return part(it->infinitive ? "infinitive" : it->gerund ? "gerund" : "active");
}

/* How the verb that governs a noun deals it out: "gave weapons to", "received money from", "is a branch of". */
static feature_part valency(const judge_view *v, uint16_t verb) {
    static const char *const names[] = {"give", "transfer", "receive", "deny", "be",
                                        "have", "support",  "attack",  "fight"};
    const token *t = &v->s->t[verb];
    if (t->tag == T_BE) return part("be");
    if (t->tag == T_HAVE) return part("have");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        uint32_t cls = umbel_lexicon_class(&v->d->ex->lexicon, names[i]);
        if (cls != UMBEL_INTERN_NONE && umbel_lexicon_is(&v->d->ex->lexicon, t->lemma, cls)) return part(names[i]);
    }
    return part("else");
}

static int governor(const judge_view *v, const tie_cue *cue) {
    return cue->verb ? umbel_governor_of(v->d, v->s, cue->pos) : v->verbs.governing_verb[cue->pos];
}

static feature_part strength(const tie_cue *cue, umbel_tie tie) {
    return part(cue->strong >> tie & 1 ? "strong" : !(cue->ties >> tie & 1) ? "kin" : cue->strong ? "other" : "weak");
}

/* Content words around the cue, and the words next to it. */
static void put_context(const judge_view *v, writer *w, const tie_cue *cue, umbel_tie tie) {
    const sentence *s = v->s;
    feature_part t = tie_part(tie), g = group_part(tie), lemma = v->words[cue->token];
    if (cue->token + 1 < s->n) put(w, "next", lemma, v->words[cue->token + 1], t);
    if (cue->token > 0) put(w, "before", lemma, v->words[cue->token - 1], t);
    if (cue->token > 1) put(w, "before2", v->words[cue->token - 2], v->words[cue->token - 1], lemma);
    if (cue->token + 2 < s->n) put(w, "next2", lemma, v->words[cue->token + 1], v->words[cue->token + 2]);
    int lo = cue->token > 9 ? cue->token - 9 : 0, hi = cue->token + 9 < s->n ? cue->token + 9 : s->n - 1;
    for (int i = lo; i <= hi; i++) {
        uint8_t tag = s->t[i].tag;
        if (i == cue->token || s->t[i].mention != NONE || (tag != T_VERB && tag != T_NOUN && tag != T_ADJ)) continue;
        put(w, "near", v->words[i], t, nothing);
        put(w, "near-group", v->words[i], g, nothing);
    }
}

size_t umbel_cue_features(const judge_view *v, size_t c, umbel_tie tie, feature out[UMBEL_FEATURES_MAX]) {
    writer w = {out, 0};
    const tie_cue *cue = &v->cues[c];
    const item *it = &v->s->items[cue->item];
    feature_part t = tie_part(tie), group = group_part(tie), lemma = v->words[cue->token], how = voice(v, cue);
    feature_part strong = strength(cue, tie);
    put(&w, "tie", t, how, nothing);
    put(&w, "strength", strong, how, nothing);
    put(&w, "strength-tie", strong, how, t);
    put(&w, "lemma", lemma, t, nothing);
    put(&w, "lemma-voice", lemma, t, how);
    if (v->unreal) put(&w, "unreal", group, nothing, nothing);
    if (v->s->question) put(&w, "question", group, nothing, nothing);
    int object = cue->verb ? umbel_object_of(v->d, v->s, cue->pos) : NOWHERE;
    if (object != NOWHERE) {
        uint16_t head = umbel_item_at(v->s, object)->head;
        put(&w, "object-head", lemma, v->words[head], t);
        put(&w, "object-head-tie", v->words[head], t, nothing);
    }
    if (!cue->verb && it->first < cue->token) put(&w, "modifier", v->words[cue->token - 1], t, nothing);
    int g = governor(v, cue);
    if (g != NOWHERE) {
        uint16_t head = umbel_item_at(v->s, g)->head;
        feature_part verb = v->words[head], cls = valency(v, head);
        put(&w, "verb", verb, t, how);
        put(&w, "verb-lemma", verb, lemma, t);
        put(&w, "valency-strength", cls, strong, how);
        put(&w, "valency-group", cls, group, how);
        put(&w, "valency-tie", cls, t, lemma);
    }
    bool framed = false;
    for (size_t i = 0; v->frames && i < v->frames->n; i++) {
        const proposal *f = &v->frames->list[i];
        framed = framed || (f->tie == tie && f->cue_first <= cue->token && cue->token <= f->cue_last);
    }
    if (framed) {
        put(&w, "cue-framed", t, nothing, nothing);
        put(&w, "cue-framed-any", how, nothing, nothing);
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

size_t umbel_side_features(const judge_view *v, size_t c, size_t i, umbel_tie tie, bool object,
                           feature out[UMBEL_FEATURES_MAX]) {
    static const char *const names[2][24] = {
        {"s.rel",      "s.rel-group",  "s.rel-tie", "s.rel-lemma", "s.rel-strength", "s.kind",
         "s.kind-tie", "s.kind-rel",   "s.ref",     "s.ref-rel",   "s.far",          "s.far-rel",
         "s.prep",     "s.prep-lemma", "s.head",    "s.head-tie",  "s.verb",         "s.valency",
         "s.parties",  "s.framed",     "s.voice",   "s.next",      "s.first",        "s.prep-rel"},
        {"o.rel",      "o.rel-group",  "o.rel-tie", "o.rel-lemma", "o.rel-strength", "o.kind",
         "o.kind-tie", "o.kind-rel",   "o.ref",     "o.ref-rel",   "o.far",          "o.far-rel",
         "o.prep",     "o.prep-lemma", "o.head",    "o.head-tie",  "o.verb",         "o.valency",
         "o.parties",  "o.framed",     "o.voice",   "o.next",      "o.first",        "o.prep-rel"}};
    const char *const *name = names[object];
    writer w = {out, 0};
    const tie_cue *cue = &v->cues[c];
    const place *p = &v->places[i];
    feature_part t = tie_part(tie), group = group_part(tie), lemma = v->words[cue->token], how = voice(v, cue);
    feature_part rel = v->rels[c * v->n_places + i], kind = kind_part(p), ref = reference(v, p);
    feature_part far = distance(p->first < cue->token ? p->last : p->first, cue->token),
                 prep = preposition_before(v, p);
    feature_part head = v->words[v->s->items[p->item].head];
    put(&w, name[0], rel, how, nothing);
    put(&w, name[1], rel, group, nothing);
    put(&w, name[2], rel, t, how);
    put(&w, name[3], rel, lemma, nothing);
    put(&w, name[4], rel, strength(cue, tie), nothing);
    put(&w, name[5], kind, group, nothing);
    put(&w, name[6], kind, t, nothing);
    put(&w, name[7], kind, rel, nothing);
    put(&w, name[8], ref, group, nothing);
    put(&w, name[9], ref, rel, nothing);
    put(&w, name[10], far, group, part(p->first < cue->token ? "left" : "right"));
    put(&w, name[11], far, rel, nothing);
    put(&w, name[12], prep, t, part(p->first < cue->token ? "left" : "right"));
    put(&w, name[13], prep, lemma, nothing);
    put(&w, name[14], head, group, nothing);
    put(&w, name[15], head, t, nothing);
    int g = governor(v, cue);
    if (g != NOWHERE) {
        uint16_t verb = umbel_item_at(v->s, g)->head;
        put(&w, name[16], v->words[verb], rel, nothing);
        put(&w, name[17], valency(v, verb), rel, nothing);
    }
    put(&w, name[18], between(v, p->last, cue->token), group, part(p->first < cue->token ? "left" : "right"));
    if (framed_side(v, p, tie, object)) put(&w, name[19], group, nothing, nothing);
    put(&w, name[20], how, part(p->first < cue->token ? "left" : "right"), t);
    if (p->last + 1 < v->s->n) put(&w, name[21], v->words[p->last + 1], group, nothing);
    put(&w, name[22], part(p->pos < 2 ? "first" : "later"), ref, how);
    put(&w, name[23], prep, rel, nothing);
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
    if (o.same) put(w, "framed", group_part(tie), nothing, nothing);
    if (o.same) put(w, "framed-tie", tie_part(tie), nothing, nothing);
    if (o.other) put(w, "framed-else", part(o.same ? "same" : "no"), nothing, nothing);
    if (o.turned) put(w, "framed-turned", part(o.same ? "same" : "no"), nothing, nothing);
}

/* Words between the parties, with the tie. */
static void put_words(const judge_view *v, writer *w, const place *a, const place *b, umbel_tie tie) {
    uint16_t lo = a->last < b->last ? a->last : b->last, hi = a->first < b->first ? b->first : a->first;
    feature_part t = tie_part(tie), first = part(a->first < b->first ? "so" : "os");
    size_t n = 0;
    for (uint16_t i = (uint16_t)(lo + 1); i < hi && n < 12; i++) {
        uint8_t tag = v->s->t[i].tag;
        if (v->s->t[i].mention != NONE) continue;
        if (tag != T_VERB && tag != T_NOUN && tag != T_PREP && tag != T_ADV && tag != T_ADJ) continue;
        put(w, "word", v->words[i], t, first);
        n++;
    }
}

size_t umbel_pair_features(const judge_view *v, size_t c, size_t ia, size_t ib, umbel_tie tie,
                           feature out[UMBEL_FEATURES_MAX]) {
    writer w = {out, 0};
    const tie_cue *cue = &v->cues[c];
    const place *a = &v->places[ia], *b = &v->places[ib];
    feature_part t = tie_part(tie), group = group_part(tie), how = voice(v, cue);
    feature_part ra = v->rels[c * v->n_places + ia], rb = v->rels[c * v->n_places + ib];
    put(&w, "rel", ra, rb, how);
    put(&w, "rel-group", ra, rb, group);
    put(&w, "rel-tie", ra, rb, t);
    put(&w, "rel-strength", ra, rb, strength(cue, tie));
    put(&w, "kinds", kind_part(a), kind_part(b), group);
    put(&w, "kinds-tie", kind_part(a), kind_part(b), t);
    put(&w, "refs", reference(v, a), reference(v, b), nothing);
    put(&w, "order", order(a, b, cue->token), group, how);
    put(&w, "order-tie", order(a, b, cue->token), t, how);
    put(&w, "far", distance(a->last, cue->token), distance(b->first, cue->token), part(cue->verb ? "verb" : "noun"));
    put(&w, "parties", between(v, a->last, cue->token), between(v, b->first, cue->token), nothing);
    put(&w, "apart", between(v, a->last, b->first), distance(a->last, b->first), order(a, b, cue->token));
    put(&w, "preps", preposition_before(v, a), preposition_before(v, b), group);
    if (a->pos == b->pos) put(&w, "one-phrase", ra, rb, part(a->first < b->first ? "so" : "os"));
    int g = governor(v, cue);
    if (g != NOWHERE) put(&w, "valency", valency(v, umbel_item_at(v->s, g)->head), ra, rb);
    put_frames(v, &w, ia, ib, tie);
    put_words(v, &w, a, b, tie);
    return w.n;
}
