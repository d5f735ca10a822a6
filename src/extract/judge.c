/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* What the judge decides on a sentence. */
#include "extract/judge.h"

#include <stdlib.h>

#include "extract/pairs.h"
#include "extract/scope.h"
#include "extract/statement.h"

/* "nothing", "neither outfit", "no armed group"; "no fewer than six", "no doubt" deny nothing. */
static bool is_none(const document_state *d, const sentence *s, uint16_t i) {
    if (!UMBEL_SPELLS_ONE(d, &s->t[i], "no", "neither", "none", "nothing", "nobody")) return false;
    return i + 1 >= s->n || !UMBEL_SPELLS_ONE(d, &s->t[i + 1], "fewer", "less", "more", "doubt", "secret", "matter",
                                              "small", "little", "wonder");
}

#define OBJECT_REACH 12 /* tokens from a verb to what denies it */

/* "gave the Front nothing", "armed neither outfit", "played no part in": an object denies the verb at v. The cue is
 * that verb, or stands in the object or behind its "part"; "was given no notice of the raid" denies no raid. */
static bool is_denied_by_object(const document_state *d, const sentence *s, int v, uint16_t cue) {
    const item *vg = umbel_item_at(s, v);
    if (vg->type != I_VG || vg->negated) return false;
    for (uint16_t i = (uint16_t)(vg->last + 1); i < s->n && i < vg->last + OBJECT_REACH; i++) {
        uint8_t tag = s->t[i].tag;
        bool goes_on = tag == T_DET || tag == T_ADJ || tag == T_NOUN || tag == T_NAME || tag == T_NUM ||
                       tag == T_PRONPOSS || tag == T_PRON || tag == T_ADV || tag == T_POSS || tag == T_NEG;
        if (!goes_on) return false;
        if (!is_none(d, s, i)) continue;
        return cue <= i + 3 || (i + 1 < s->n && UMBEL_SPELLS_ONE(d, &s->t[i + 1], "part", "role", "hand"));
    }
    return false;
}

static umbel_status state(umbel_ctx *cx, document_state *d, const sentence *s, const proposal *p) {
    reading_of_clause r;
    umbel_read_scope(d, s, p->pos, p->governed, &r);
    int verb = umbel_item_at(s, p->pos)->type == I_VG ? p->pos : p->governed;
    if (!p->negative && r.polarity == UMBEL_AFFIRMED && is_denied_by_object(d, s, verb, p->cue_at))
        r.polarity = UMBEL_DENIED;
    if (p->negative) r.polarity = r.polarity == UMBEL_DENIED ? UMBEL_AFFIRMED : UMBEL_DENIED;
    tie_words words = {s->t[p->cue_first].begin, s->t[p->cue_last].end, p->cue_at};
    return umbel_add_statement(cx, d, s, p, &r, words);
}

static bool has_no(const judge_view *v, uint16_t k) {
    const token *t = &v->s->t[v->s->items[k].first];
    return umbel_word_is(v->d->ex, t, "no") || umbel_word_is(v->d->ex, t, "neither");
}

/* What a phrase is that no list knows: by its head ("Oradan rebels"); one that acts is no thing. */
static void name_kind(const judge_view *v, const place *at, bool object, party *who) {
    if (!at->loose) return;
    umbel_kind kind = umbel_kind_of_noun(v->d, &v->s->t[v->s->items[at->item].head]);
    if (kind != UMBEL_KIND_NONE) who->kind = kind;
    if (who->kind == UMBEL_KIND_THING && !object) who->kind = UMBEL_KIND_BODY;
}

/* A tie by these words between places a and b; the words run from the governing verb to the noun where these are near.
 */
static proposal proposal_of(const judge_view *v, const tie_cue *cue, size_t a, size_t b, umbel_tie tie) {
    proposal p = {.tie = tie,
                  .subject = v->places[a].who,
                  .object = v->places[b].who,
                  .pos = cue->pos,
                  .governed = cue->pos,
                  .cue_first = cue->token,
                  .cue_last = cue->token,
                  .cue_at = cue->token};
    name_kind(v, &v->places[a], false, &p.subject);
    name_kind(v, &v->places[b], true, &p.object);
    p.negative = p.subject.none || p.object.none; /* "no armed group" */
    if (cue->verb) return p;
    p.governed = v->verbs.governing_verb[cue->pos];
    p.negative = has_no(v, cue->item) != p.negative;
    if (p.governed == NOWHERE) return p;
    uint16_t verb = umbel_item_at(v->s, p.governed)->head;
    if (verb < cue->token && cue->token - verb < 7) p.cue_first = verb;
    return p;
}

static bool side_fits(const place *p, umbel_tie tie, bool object) {
    if (p->loose) {
        umbel_tie_group g = umbel_tie_group_of(tie);
        if (g == UMBEL_TIES_LINEAGE || tie == UMBEL_TIE_DESIGNATES || tie == UMBEL_TIE_OPERATES_IN) return !object;
        if (g == UMBEL_TIES_RULES && object) return false;
        return true;
    }
    return umbel_kinds_fit(tie, object, p->who.kind);
}

bool umbel_sides_fit(const judge_view *v, size_t a, size_t b, umbel_tie tie) {
    const place *s = &v->places[a], *o = &v->places[b];
    if (a == b || (s->who.entity != UINT32_MAX && s->who.entity == o->who.entity)) return false;
    if (s->who.quote.begin == o->who.quote.begin && s->rank != 9) return false;
    if (umbel_tie_symmetric(tie) && (s->first > o->first || (s->first == o->first && a > b))) return false;
    bool by_state = s->who.kind == UMBEL_KIND_STATE || s->who.kind == UMBEL_KIND_ORGAN;
    bool on_group = o->who.kind == UMBEL_KIND_GROUP || o->who.kind == UMBEL_KIND_CLASS;
    if (tie == UMBEL_TIE_ATTACKS && by_state && on_group) return false; /* such are strikes */
    return side_fits(s, tie, false) && side_fits(o, tie, true);
}

/* One candidate with what the models say of it; cue is NONE where only the encoder proposes it. */
typedef struct candidate {
    uint16_t cue, subject, object;
    uint8_t tie;
    float numbers[UMBEL_JUDGE_NUMBERS];
    float trees; /**< log-odds by the judge alone */
    float score; /**< log-odds */
} candidate;

static bool is_framed(const candidate *x) { return x->numbers[16] > 0; } /* a frame says the same of the pair */

typedef struct bench {
    umbel_ctx *cx;
    const judge_view *v;
    const umbel_weights *w;
    float threshold;       /**< log-odds above which a candidate is kept */
    weight_pair *sides[2]; /**< [n_places] of the cue and tie at hand */
    candidate *list;
    size_t n, cap;
} bench;

/* The likeliest places of a side, best first; returns how many. */
static size_t likeliest(const bench *b, size_t c, bool object, uint16_t out[UMBEL_SIDES_MAX]) {
    size_t n = 0;
    for (size_t p = 0; p < b->v->n_places; p++) {
        if (!umbel_place_is_near(b->v, c, p)) continue;
        size_t at = n;
        while (at > 0 && b->sides[object][out[at - 1]].own < b->sides[object][p].own) at--;
        if (at == UMBEL_SIDES_MAX) continue;
        if (n < UMBEL_SIDES_MAX) n++;
        for (size_t i = n - 1; i > at; i--) out[i] = out[i - 1];
        out[at] = (uint16_t)p;
    }
    return n;
}

static umbel_status add_candidates(bench *b, size_t c, umbel_tie tie, weight_pair cue) {
    uint16_t ss[UMBEL_SIDES_MAX], os[UMBEL_SIDES_MAX];
    size_t n_s = likeliest(b, c, false, ss), n_o = likeliest(b, c, true, os), from = b->n;
    feature features[UMBEL_FEATURES_MAX];
    float best = -1e9F;
    for (size_t i = 0; i < n_s; i++)
        for (size_t j = 0; j < n_o; j++) {
            if (!umbel_sides_fit(b->v, ss[i], os[j], tie)) continue;
            weight_pair s = b->sides[0][ss[i]], o = b->sides[1][os[j]];
            size_t n = umbel_pair_features(b->v, c, ss[i], os[j], tie, features);
            frame_opinion f = umbel_frame_opinion(b->v, ss[i], os[j], tie);
            float joint = cue.joint + s.joint + o.joint + umbel_weigh(b->w, features, n).joint;
            candidate x = {(uint16_t)c, ss[i], os[j], (uint8_t)tie, {0}, 0, 0};
            float *v = x.numbers;
            v[0] = cue.own, v[1] = s.own, v[2] = o.own, v[3] = joint;
            v[4] = (float)i, v[5] = s.own - b->sides[0][ss[0]].own;
            v[6] = (float)j, v[7] = o.own - b->sides[1][os[0]].own;
            v[16] = f.same, v[17] = f.other, v[18] = f.turned;
            v[19] = (float)(b->v->cues[c].strong >> tie & 1), v[20] = (float)(b->v->cues[c].ties >> tie & 1);
            v[21] = b->v->cues[c].verb, v[22] = b->v->places[ss[i]].loose, v[23] = b->v->places[os[j]].loose;
            v[24] = b->v->places[ss[i]].rank, v[25] = b->v->places[os[j]].rank;
            if (joint > best) best = joint;
            UMBEL_TRY(umbel_reserve(b->cx, &b->cx->scratch, (void *)&b->list, &b->cap, b->n + 1, sizeof x));
            b->list[b->n++] = x;
        }
    for (size_t i = from; i < b->n; i++) {
        b->list[i].numbers[8] = b->list[i].numbers[3] - best;
        b->list[i].numbers[9] = (float)(b->n - from);
    }
    return UMBEL_OK;
}

static umbel_status weigh_tie(bench *b, size_t c, umbel_tie tie) {
    feature features[UMBEL_FEATURES_MAX];
    size_t n = umbel_cue_features(b->v, c, tie, features);
    weight_pair cue = umbel_weigh(b->w, features, n);
    cue.own += b->w->bias[0].own, cue.joint += b->w->bias[0].joint;
    if (cue.own < UMBEL_CUE_FLOOR) return UMBEL_OK;
    UMBEL_TRY(umbel_relate_cue(b->cx, b->v, c));
    for (size_t p = 0; p < b->v->n_places; p++) {
        if (!umbel_place_is_near(b->v, c, p)) continue;
        n = umbel_side_features(b->v, c, p, tie, false, features);
        b->sides[0][p] = umbel_weigh(b->w, features, n);
        b->sides[0][p].own += b->w->bias[1].own;
        n = umbel_side_features(b->v, c, p, tie, true, features);
        b->sides[1][p] = umbel_weigh(b->w, features, n);
        b->sides[1][p].own += b->w->bias[2].own;
    }
    return add_candidates(b, c, tie, cue);
}

typedef enum rivalry { SAME_CUE, SAME_PAIR, SAME_SENTENCE } rivalry;

/* How each stands against the best of its rivals: those of its cue, of its pair, of the sentence. */
static umbel_status compare(bench *b) {
    size_t n_places = b->v->n_places, n_cues = b->v->n_cues;
    size_t n_keys[3] = {n_cues, n_places * n_places, 1};
    for (rivalry r = SAME_CUE; r <= SAME_SENTENCE; r++) {
        float *best = UMBEL_NEW(b->cx, &b->cx->scratch, float, n_keys[r] * 2);
        if (!best) return b->cx->err.code;
        for (size_t i = 0; i < n_keys[r] * 2; i++) best[i] = -1e9F;
        for (int pass = 0; pass < 2; pass++)
            for (size_t i = 0; i < b->n; i++) {
                candidate *x = &b->list[i];
                size_t key = r == SAME_CUE ? x->cue : r == SAME_PAIR ? x->subject * n_places + x->object : 0;
                float *joint = &best[key * 2], *cue = &best[key * 2 + 1];
                if (pass == 0) {
                    if (x->numbers[3] > *joint) *joint = x->numbers[3];
                    if (x->numbers[0] > *cue) *cue = x->numbers[0];
                } else {
                    x->numbers[10 + 2 * r] = x->numbers[3] - *joint;
                    x->numbers[11 + 2 * r] = x->numbers[0] - *cue;
                }
            }
    }
    return UMBEL_OK;
}

static bool same_pair(const proposal *a, const proposal *b) {
    bool straight = a->subject.quote.begin == b->subject.quote.begin && a->object.quote.begin == b->object.quote.begin;
    return straight ||
           (a->subject.quote.begin == b->object.quote.begin && a->object.quote.begin == b->subject.quote.begin);
}

/* An umbrella brings its members together: both are said. */
static bool converse(const proposal *a, const proposal *b) {
    bool turned = a->subject.quote.begin == b->object.quote.begin;
    uint32_t both = 1u << a->tie | 1u << b->tie;
    return turned && both == (1u << UMBEL_TIE_MEMBER_OF | 1u << UMBEL_TIE_LEADS_UMBRELLA);
}

/* Keeps the better of two readings of the same words and pair; other words must carry a second tie of a pair well
 * (`firm`), since most pairs stand in one tie. */
static umbel_status keep_best(umbel_ctx *cx, proposals *kept, const proposal *p, bool firm) {
    for (size_t i = 0; i < kept->n; i++) {
        proposal *x = &kept->list[i];
        if (!same_pair(x, p)) continue;
        if (x->tie != p->tie && (converse(x, p) || (x->cue_at != p->cue_at && firm))) continue;
        if (p->score > x->score) *x = *p;
        return UMBEL_OK;
    }
    return umbel_propose(cx, kept, p);
}

/* Whether the judge has weighed what the frame proposes; if not (an ellipsis, a word outside the tables), it stands. */
static bool was_weighed(const bench *b, const proposal *p) {
    const place *places = b->v->places;
    for (size_t i = 0; i < b->n; i++) {
        if (b->list[i].cue == NONE) continue;
        uint32_t s = places[b->list[i].subject].who.quote.begin, o = places[b->list[i].object].who.quote.begin;
        bool straight = s == p->subject.quote.begin && o == p->object.quote.begin;
        bool turned = s == p->object.quote.begin && o == p->subject.quote.begin && umbel_tie_symmetric(p->tie);
        if ((umbel_tie)b->list[i].tie == p->tie && (straight || turned)) return true;
    }
    return false;
}

static int by_score(const void *a, const void *b) {
    const candidate *x = a, *y = b;
    if (x->score < y->score || x->score > y->score) return x->score < y->score ? 1 : -1;
    int p = x->cue - y->cue, q = x->tie - y->tie, r = x->subject - y->subject;
    return p ? p : q ? q : r ? r : x->object - y->object;
}

#define TWO_TO_ONE 0.01F   /* by how much a tie passes that frame and judge both read, */
#define SURE_NOT   (-4.0F) /* where the encoder is not surer than this that it is none */

static float within(float odds) {
    return odds < -UMBEL_JOINED_MOST ? -UMBEL_JOINED_MOST : odds > UMBEL_JOINED_MOST ? UMBEL_JOINED_MOST : odds;
}

/* Judge and encoder together on a candidate of places a and b; without a listed word the encoder alone. */
static float join(const bench *b, float encoder, const candidate *x) {
    const place *s = &b->v->places[x->subject], *o = &b->v->places[x->object];
    const float numbers[UMBEL_N_JOINED] = {[JOINED_CONSTANT] = 1,
                                           [JOINED_ENCODER] = within(encoder),
                                           [JOINED_TREES] = x->cue == NONE ? 0 : within(x->trees),
                                           [JOINED_FRAMED] = x->numbers[16],
                                           [JOINED_SUBJECT_LOOSE] = s->loose,
                                           [JOINED_OBJECT_LOOSE] = o->loose,
                                           [JOINED_SUBJECT_BACK] = s->rank > 0,
                                           [JOINED_OBJECT_BACK] = o->rank > 0,
                                           [JOINED_SUBJECT_LESS] = s->rank > 1,
                                           [JOINED_OBJECT_LESS] = o->rank > 1};
    float sum = 0;
    for (int i = 0; i < UMBEL_N_JOINED; i++)
        sum += numbers[i] * (x->cue == NONE ? b->w->join[i].joint : b->w->join[i].own);
    return sum;
}

/* What the trees say, joined with what the encoder says of the pair where it was asked. */
static float score_of(const bench *b, const pair_scores *pairs, const candidate *x) {
    if (!pairs->scores) return x->trees;
    float encoder = umbel_pair_score(b->v, pairs, x->subject, x->object, (umbel_tie)x->tie),
          joined = join(b, encoder, x);
    bool two_to_one = is_framed(x) && x->trees > 0 && encoder > SURE_NOT;
    return two_to_one && joined < b->threshold + TWO_TO_ONE ? b->threshold + TWO_TO_ONE : joined;
}

/* Where a frame says the same of the pair, its words and attributes are those of the statement. */
static void take_frame(const proposals *frames, proposal *p) {
    for (size_t i = 0; i < frames->n; i++) {
        const proposal *f = &frames->list[i];
        if (f->tie != p->tie || !same_pair(f, p)) continue;
        p->frame = f->frame;
        p->pos = f->pos, p->governed = f->governed, p->negative = f->negative;
        p->cue_first = f->cue_first, p->cue_last = f->cue_last, p->cue_at = f->cue_at;
        return;
    }
}

static bool has_candidate(const bench *b, const pair_scores *pairs, size_t i, size_t j, umbel_tie tie) {
    for (size_t k = 0; k < b->n; k++) {
        const candidate *x = &b->list[k];
        if (x->tie == tie && pairs->span_of[x->subject] == pairs->span_of[i] &&
            pairs->span_of[x->object] == pairs->span_of[j])
            return true;
    }
    return false;
}

/* Ties that no listed word carries. Of the readings of a reference back the likeliest antecedent is taken. */
static umbel_status add_encoder_candidates(bench *b, const pair_scores *pairs) {
    size_t n_places = b->v->n_places;
    if (!pairs->scores) return UMBEL_OK;
    for (size_t i = 0; i < n_places; i++)
        for (size_t j = 0; j < n_places; j++)
            for (umbel_tie tie = UMBEL_TIE_SUPPORTS; tie <= UMBEL_TIE_UPHOLDS; tie++) {
                if (!(pairs->fits[i * n_places + j] >> tie & 1)) continue;
                candidate x = {NONE, (uint16_t)i, (uint16_t)j, (uint8_t)tie, {0}, UMBEL_TREES_FLOOR, 0};
                if (join(b, umbel_pair_score(b->v, pairs, i, j, tie), &x) <= b->threshold) continue;
                if (has_candidate(b, pairs, i, j, tie)) continue;
                UMBEL_TRY(umbel_reserve(b->cx, &b->cx->scratch, (void *)&b->list, &b->cap, b->n + 1, sizeof x));
                b->list[b->n++] = x;
            }
    return UMBEL_OK;
}

/* The chunk that holds a token, nested ones first; false where it stands between chunks. */
static bool item_with(const sentence *s, int pos, uint16_t at, uint16_t *out) {
    uint16_t stack[16];
    size_t depth = 0;
    stack[depth++] = s->seq[pos];
    while (depth) {
        const item *it = &s->items[ *out = stack[--depth]];
        if (it->type != I_NP && it->type != I_VG) return false;
        if (it->of != NONE && depth < 14) stack[depth++] = it->of;
        if (it->owner != NONE && depth < 14) stack[depth++] = it->owner;
        if (at >= it->first && at <= it->last) return true;
    }
    return false;
}

/* The words that the encoder looks at, as a cue; false where they stand in no chunk. */
static bool cue_of_pair(const judge_view *v, const pair_scores *pairs, size_t a, size_t b, tie_cue *out) {
    *out = (tie_cue){.token = umbel_pair_cue(v, pairs, a, b)};
    for (int p = 0; out->token != NONE && p < v->s->n_seq; p++)
        if (item_with(v->s, p, out->token, &out->item)) {
            out->pos = p;
            out->verb = umbel_item_at(v->s, p)->type == I_VG;
            return true;
        }
    return false;
}

/* What each number speaks of, as add_candidates and compare fill them in, and then the trees. */
static umbel_status ask_trees(bench *b) {
    enum { CUE, SUBJECT, OBJECT, PAIR };
    static const uint8_t group[UMBEL_JUDGE_NUMBERS] = {
        CUE,  SUBJECT, OBJECT, PAIR, SUBJECT, SUBJECT, OBJECT, OBJECT, PAIR, CUE,     PAIR,   CUE,     PAIR,
        PAIR, PAIR,    CUE,    PAIR, PAIR,    PAIR,    CUE,    CUE,    CUE,  SUBJECT, OBJECT, SUBJECT, OBJECT};
    umbel_scorer *scorer = UMBEL_NEW(b->cx, &b->cx->scratch, umbel_scorer, 1);
    if (!scorer) return b->cx->err.code;
    UMBEL_TRY(umbel_scorer_begin(b->cx, scorer, &b->w->trees, group, UMBEL_JUDGE_NUMBERS));
    for (size_t i = 0; i < b->n; i++) b->list[i].trees = (float)umbel_scorer_score(scorer, b->list[i].numbers);
    return UMBEL_OK;
}

/* Whether a frame has dealt out the tie of these words to other sides: "armed A, and pays B" arms A alone. */
static bool dealt_out(const bench *b, const candidate *x) {
    if (x->cue == NONE || is_framed(x)) return false;
    for (size_t i = 0; i < b->n && b->list[i].score > b->threshold; i++)
        if (b->list[i].cue == x->cue && b->list[i].tie == x->tie && is_framed(&b->list[i])) return true;
    return false;
}

/* What a frame says in the converse of a tie that is kept stands with it: who brings B together has B as a member. */
static umbel_status keep_converses(umbel_ctx *cx, const proposals *frames, proposals *kept) {
    for (size_t i = 0, n = kept->n; i < frames->n; i++)
        for (size_t k = 0; k < n; k++) {
            proposal f = frames->list[i];
            if (!same_pair(&kept->list[k], &f) || !converse(&kept->list[k], &f)) continue;
            f.score = kept->list[k].score, f.by_encoder = kept->list[k].by_encoder;
            UMBEL_TRY(keep_best(cx, kept, &f, true));
            break;
        }
    return UMBEL_OK;
}

static umbel_status decide(umbel_ctx *cx, const judge_view *v, proposals *kept) {
    bench b = {.cx = cx, .v = v, .w = v->d->ex->judge};
    for (int i = 0; i < 2; i++) {
        b.sides[i] = UMBEL_NEW(cx, &cx->scratch, weight_pair, v->n_places + 1);
        if (!b.sides[i]) return cx->err.code;
    }
    for (size_t c = 0; c < v->n_cues; c++) {
        uint32_t ties = v->cues[c].ties | v->cues[c].kin;
        for (umbel_tie tie = UMBEL_TIE_SUPPORTS; tie <= UMBEL_TIE_UPHOLDS; tie++)
            if (ties >> tie & 1) UMBEL_TRY(weigh_tie(&b, c, tie));
    }
    UMBEL_TRY(compare(&b));
    pair_scores pairs = {0};
    float best = UMBEL_TREES_FLOOR;
    UMBEL_TRY(ask_trees(&b));
    for (size_t i = 0; i < b.n; i++)
        if (b.list[i].trees > best) best = b.list[i].trees;
    if (v->gate + best > b.w->asked[v->d->caseless]) UMBEL_TRY(umbel_read_pairs(cx, v, &pairs));
    b.threshold = b.w->threshold[pairs.scores != NULL];
    UMBEL_TRY(add_encoder_candidates(&b, &pairs));
    for (size_t i = 0; i < b.n; i++) b.list[i].score = score_of(&b, &pairs, &b.list[i]);
    if (b.n) qsort(b.list, b.n, sizeof *b.list, by_score);
    for (size_t i = 0; i < b.n && b.list[i].score > b.threshold; i++) {
        const candidate *x = &b.list[i];
        tie_cue cue;
        if (dealt_out(&b, x)) continue;
        if (x->cue != NONE)
            cue = v->cues[x->cue];
        else if (!cue_of_pair(v, &pairs, x->subject, x->object, &cue))
            continue;
        proposal p = proposal_of(v, &cue, x->subject, x->object, (umbel_tie)x->tie);
        p.score = (double)x->score;
        p.by_encoder = x->trees <= b.w->threshold[0];
        if (is_framed(x) || x->cue == NONE) take_frame(v->frames, &p);
        UMBEL_TRY(keep_best(cx, kept, &p, p.frame || x->score > b.threshold + UMBEL_SECOND_TIE));
    }
    for (size_t i = 0; i < v->frames->n; i++)
        if (!was_weighed(&b, &v->frames->list[i])) UMBEL_TRY(keep_best(cx, kept, &v->frames->list[i], true));
    return keep_converses(cx, v->frames, kept);
}

umbel_status umbel_judge_sentence(umbel_ctx *cx, document_state *d, const sentence *s, proposals *frames) {
    const umbel_extractor *ex = d->ex;
    judge_view v = {.d = d, .s = s, .frames = frames};
    proposals kept = {0};
    if (ex->judge || ex->tap) UMBEL_TRY(umbel_judge_view(cx, &v));
    if (ex->tap) return ex->tap->tap(ex->tap->user, cx, &v);
    if (ex->judge && (v.n_cues || frames->n || ex->asks_encoder)) UMBEL_TRY(decide(cx, &v, &kept));
    const proposals *stated = ex->judge ? &kept : frames;
    for (size_t i = 0; i < stated->n; i++) UMBEL_TRY(state(cx, d, s, &stated->list[i]));
    umbel_remember_sentence(d, s);
    return UMBEL_OK;
}
