/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* What the features of a sentence's candidates have in common, looked up once: words, cues, places, relations. */
#include <string.h>

#include "extract/judge.h"

static const feature_part *fixed(const judge_view *v, feature_word w) { return &v->d->ex->feature_parts.words[w]; }

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
        v->unreal = v->unreal || umbel_token_is(v->d->ex, t, W_UNREAL);
        if (t->mention != NONE)
            v->words[i] = *fixed(v, FW_MENTION);
        else
            v->words[i] =
                umbel_part(word != UMBEL_NO_WORD ? word_of(v, word) : guess_base(cx, umbel_token_text(v->d, t)));
    }
    return UMBEL_OK;
}

/* ---- cues ---- */

/* Whether the cue is a noun, or how its verb stands. */
static feature_word voice(const judge_view *v, const tie_cue *cue) {
    const item *it = &v->s->items[cue->item];
    if (!cue->verb) return v->s->t[cue->token].mention == NONE && cue->token == it->head ? FW_NOUN : FW_MODIFIER;
    if (it->passive) return it->participle ? FW_PARTICIPLE : FW_PASSIVE;
    return it->infinitive ? FW_INFINITIVE : it->gerund ? FW_GERUND : FW_ACTIVE;
}

/* How the verb that governs a noun deals it out: "gave weapons to", "received money from", "is a branch of". */
static feature_word valency(const judge_view *v, uint16_t verb) {
    const token *t = &v->s->t[verb];
    if (t->tag == T_BE) return FW_BE;
    if (t->tag == T_HAVE) return FW_HAVE;
    for (int w = FW_GIVE; w <= FW_FIGHT; w++)
        if (umbel_lexicon_is(&v->d->ex->lexicon, t->lemma, v->d->ex->feature_parts.valency[w - FW_GIVE]))
            return (feature_word)w;
    return FW_ELSE;
}

static void look_at_cue(const judge_view *v, size_t c) {
    const tie_cue *cue = &v->cues[c];
    cue_look *look = &v->cue_looks[c];
    look->lemma = &v->words[cue->token];
    look->voice = fixed(v, voice(v, cue));
    int object = cue->verb ? umbel_object_of(v->d, v->s, cue->pos) : NOWHERE;
    if (object != NOWHERE) look->object = &v->words[umbel_item_at(v->s, object)->head];
    int g = cue->verb ? umbel_governor_of(v->d, v->s, cue->pos) : v->verbs.governing_verb[cue->pos];
    if (g == NOWHERE) return;
    uint16_t verb = umbel_item_at(v->s, g)->head;
    look->verb = &v->words[verb];
    look->valency = fixed(v, valency(v, verb));
}

/* ---- places ---- */

static feature_word reference(const judge_view *v, const place *p) {
    if (p->rank == 9) return FW_BOTH;
    if (p->rank) {
        bool pronoun = v->s->t[p->first].tag == T_PRON || v->s->t[p->first].tag == T_PRONPOSS;
        return (feature_word)((pronoun ? FW_PRON1 : FW_DESC1) + ((p->rank - 1) & 3));
    }
    return p->loose ? FW_LOOSE : p->who.entity == UINT32_MAX ? FW_COMMON : FW_NAMED;
}

static const feature_part *preposition_before(const judge_view *v, const place *p) {
    for (int i = p->first - 1, k = 0; i >= 0 && k < 4; i--, k++) {
        uint8_t tag = v->s->t[i].tag;
        if (tag == T_PREP || tag == T_TO) return &v->words[i];
        if (tag == T_VERB) return fixed(v, FW_VERB_BEFORE);
        if (tag == T_COMMA || tag == T_STOP) return fixed(v, FW_COMMA);
        if (tag == T_CONJ) return fixed(v, FW_AND);
    }
    return fixed(v, FW_NOTHING);
}

static void look_at_place(const judge_view *v, size_t i) {
    const place *p = &v->places[i];
    v->place_looks[i] = (place_look){.kind = &v->d->ex->feature_parts.kinds[p->who.kind],
                                     .reference = fixed(v, reference(v, p)),
                                     .before = preposition_before(v, p),
                                     .head = &v->words[v->s->items[p->item].head],
                                     .first = fixed(v, p->pos < 2 ? FW_FIRST : FW_LATER),
                                     .next = p->last + 1 < v->s->n ? &v->words[p->last + 1] : NULL};
}

/* ---- relations of places to cues ---- */

/* The words of a relation; longer ones are cut. */
typedef struct speller {
    char text[160];
    size_t n;
} speller;

static void add(speller *out, umbel_str text) {
    size_t n = text.n < sizeof out->text - out->n ? text.n : sizeof out->text - out->n;
    if (n) memcpy(out->text + out->n, text.p, n);
    out->n += n;
}

static umbel_str nest_text(uint8_t nest) {
    switch ((nesting)nest) {
    case NEST_OWNER: return UMBEL_STR("+own");
    case NEST_OF: return UMBEL_STR("+of");
    case NEST_MODIFIER: return UMBEL_STR("+mod");
    default: return UMBEL_STR("");
    }
}

/* Passes of finite verbs and clause marks between two positions, for phrases without a closer relation. */
static int barriers(const sentence *s, int from, int to) {
    int n = 0, step = from < to ? 1 : -1;
    for (int i = from + step; i != to && n < 3; i += step) {
        const item *it = umbel_item_at(s, i);
        n += (it->type == I_VG && it->finite) || it->type == I_STOP;
    }
    return n;
}

/* Adds the relation to `out`, which holds what comes before it. */
static void spell(const judge_view *v, const relation *r, int from, const place *at, speller *out) {
    if (r->kind == REL_NONE) {
        char n = (char)('0' + barriers(v->s, from, at->pos));
        add(out, at->pos < from ? UMBEL_STR("left") : UMBEL_STR("right"));
        add(out, (umbel_str){&n, 1});
    } else
        add(out, umbel_str_of(umbel_relation_name(r->kind)));
    if (r->kind != REL_NONE && r->prep != NONE) {
        add(out, UMBEL_STR(":"));
        add(out, word_of(v, v->s->t[r->prep].word));
    }
    add(out, nest_text(at->nest));
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

/* How a noun hangs on the verb that governs it, before the relation of a place to that verb. */
static void spell_governor(const judge_view *v, const tie_cue *cue, int g, speller *out) {
    const relation *own = &v->verbs.of_verb[(size_t)g * v->s->n_seq + cue->pos];
    add(out, UMBEL_STR("v"));
    add(out, umbel_str_of(umbel_relation_name(own->kind)));
    if (own->prep != NONE) {
        umbel_str prep = word_of(v, v->s->t[own->prep].word);
        if (prep.n > 16) prep.n = 16;
        add(out, UMBEL_STR(":"));
        add(out, prep);
    }
    add(out, UMBEL_STR(">"));
}

/* What governs a noun and how its chunk's neighbours stand to it; of a verb both are empty. */
typedef struct noun_view {
    int governor; /* position, or NOWHERE */
    const relation *row;
    speller before;
} noun_view;

static void spell_place(const judge_view *v, const tie_cue *cue, const noun_view *noun, const place *at, speller *out) {
    static const relation none = {.prep = NONE};
    int g = cue->verb ? cue->pos : noun->governor;
    const relation *verbal = g != NOWHERE ? &v->verbs.of_verb[(size_t)g * v->s->n_seq + at->pos] : NULL;
    out->n = 0;
    if (at->pos == cue->pos) {
        add(out, cue->verb ? UMBEL_STR("itself") : spell_inside(v, cue, at));
    } else if (!cue->verb && noun->row[at->pos].kind != REL_NONE) {
        add(out, UMBEL_STR("n"));
        spell(v, &noun->row[at->pos], cue->pos, at, out);
    } else {
        add(out, (umbel_str){noun->before.text, noun->before.n});
        spell(v, verbal && verbal->kind != REL_NONE ? verbal : &none, cue->pos, at, out);
    }
}

const feature_part *umbel_feature_distance(const judge_view *v, uint16_t a, uint16_t b) {
    int d = a < b ? b - a : a - b;
    return fixed(v, d <= 1 ? FW_D0 : d <= 2 ? FW_D1 : d <= 5 ? FW_D3 : d <= 10 ? FW_D6 : d <= 20 ? FW_D11 : FW_D21);
}

const feature_part *umbel_feature_between(const judge_view *v, uint16_t a, uint16_t b) {
    size_t n = 0;
    uint16_t lo = a < b ? a : b, hi = a < b ? b : a;
    for (size_t i = 0; i < v->n_places; i++)
        n += !v->places[i].loose && v->places[i].rank < 2 && v->places[i].first > lo && v->places[i].last < hi;
    return fixed(v, (feature_word)(FW_P0 + (n < 3 ? n : 3)));
}

bool umbel_place_is_near(const judge_view *v, size_t c, size_t p) {
    int gap = (int)v->places[p].first - (int)v->cues[c].token;
    return gap > -40 && gap < 40;
}

umbel_status umbel_relate_cue(umbel_ctx *cx, const judge_view *v, size_t c) {
    const tie_cue *cue = &v->cues[c];
    noun_view noun = {.governor = NOWHERE, .before.n = 0};
    if (v->cue_looks[c].related) return UMBEL_OK;
    v->cue_looks[c].related = true;
    if (!cue->verb) {
        relation *row = UMBEL_NEW(cx, &cx->scratch, relation, v->s->n_seq + 1u);
        if (!row) return cx->err.code;
        umbel_noun_relations(v->d, v->s, cue->pos, row);
        noun.row = row;
        noun.governor = v->verbs.governing_verb[cue->pos];
        if (noun.governor != NOWHERE) spell_governor(v, cue, noun.governor, &noun.before);
    }
    for (size_t i = 0; i < v->n_places; i++) {
        const place *p = &v->places[i];
        standing *to = &v->standings[c * v->n_places + i];
        speller rel;
        umbel_str kept;
        if (!umbel_place_is_near(v, c, i)) continue;
        spell_place(v, cue, &noun, p, &rel);
        UMBEL_TRY(umbel_str_copy(cx, &cx->scratch, (umbel_str){rel.text, rel.n}, &kept));
        *to = (standing){.rel = umbel_part(kept),
                         .side = fixed(v, p->first < cue->token ? FW_LEFT : FW_RIGHT),
                         .far_first = umbel_feature_distance(v, p->first, cue->token),
                         .far_last = umbel_feature_distance(v, p->last, cue->token),
                         .between_first = umbel_feature_between(v, p->first, cue->token),
                         .between_last = umbel_feature_between(v, p->last, cue->token)};
    }
    return UMBEL_OK;
}

size_t umbel_gate_features(const judge_view *v, feature *out) {
    const umbel_feature_parts *parts = &v->d->ex->feature_parts;
    size_t n = 0, n_parties = 0;
    for (uint16_t i = 0; i < v->s->n; i++)
        if (v->s->t[i].mention == NONE) out[n++] = umbel_feature_of(&parts->names[F_GATE], &v->words[i], NULL, NULL);
    uint32_t kinds = 0, ties = 0;
    for (size_t i = 0; i < v->n_places; i++) {
        if (v->places[i].loose || v->places[i].rank > 1) continue;
        n_parties++;
        kinds |= 1u << v->places[i].who.kind;
    }
    for (size_t c = 0; c < v->n_cues; c++) ties |= v->cues[c].strong;
    n_parties = n_parties < 3 ? n_parties : 3;
    out[n++] = umbel_feature_of(&parts->names[F_GATE_PARTIES], &parts->words[FW_P0 + n_parties], NULL, NULL);
    for (size_t k = 0; k < UMBEL_N_KINDS; k++)
        if (kinds >> k & 1) out[n++] = umbel_feature_of(&parts->names[F_GATE_KIND], &parts->kinds[k], NULL, NULL);
    for (size_t t = 0; t < UMBEL_N_TIES; t++)
        if (ties >> t & 1) out[n++] = umbel_feature_of(&parts->names[F_GATE_TIE], &parts->ties[t], NULL, NULL);
    return n;
}

/* A word counts once, however often it stands there. */
static umbel_status weigh_gate(umbel_ctx *cx, judge_view *v) {
    const umbel_weights *w = v->d->ex->judge;
    feature *features = UMBEL_NEW(cx, &cx->scratch, feature, v->s->n + UMBEL_GATE_MORE);
    if (!features) return cx->err.code;
    size_t n = umbel_gate_features(v, features), n_once = 0;
    for (size_t i = 0; i < n; i++) {
        size_t k = 0;
        while (k < n_once && features[k].key != features[i].key) k++;
        if (k == n_once) features[n_once++] = features[i];
    }
    v->gate = w->gate + umbel_weigh(w, features, n_once).own;
    return UMBEL_OK;
}

umbel_status umbel_judge_view(umbel_ctx *cx, judge_view *v) {
    v->places = UMBEL_NEW(cx, &cx->scratch, place, UMBEL_PLACES_MAX);
    v->cues = UMBEL_NEW(cx, &cx->scratch, tie_cue, UMBEL_TIECUES_MAX);
    if (!v->places || !v->cues) return cx->err.code;
    v->n_places = umbel_find_places(v->d, v->s, v->places);
    if (v->n_places < 2) return UMBEL_OK;
    const umbel_extractor *ex = v->d->ex;
    v->n_cues = umbel_find_tie_cues(v->d, v->s, v->cues);
    if (v->n_cues == 0 && !ex->asks_encoder && !ex->tap) return UMBEL_OK;
    UMBEL_TRY(read_words(cx, v));
    if (ex->judge && ex->asks_encoder) UMBEL_TRY(weigh_gate(cx, v));
    if (v->n_cues == 0 && (!ex->judge || v->gate + UMBEL_TREES_FLOOR <= ex->judge->asked[v->d->caseless]))
        return UMBEL_OK;
    UMBEL_TRY(umbel_read_relations(cx, v->d, v->s, &v->verbs));
    v->standings = UMBEL_NEW(cx, &cx->scratch, standing, v->n_cues * v->n_places);
    v->cue_looks = UMBEL_NEW(cx, &cx->scratch, cue_look, v->n_cues);
    v->place_looks = UMBEL_NEW(cx, &cx->scratch, place_look, v->n_places);
    if (!v->standings || !v->cue_looks || !v->place_looks) return cx->err.code;
    for (size_t c = 0; c < v->n_cues; c++) look_at_cue(v, c);
    for (size_t p = 0; p < v->n_places; p++) look_at_place(v, p);
    return UMBEL_OK;
}
