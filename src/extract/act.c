/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/act.h"

#include <string.h>

#include "extract/clause.h"
#include "extract/quantity.h"

#define IS(e, i, ...) UMBEL_SPELLS(e, i, __VA_ARGS__)

static bool is_people_item(const event_sentence *e, int p);

static const token *token_at(const event_sentence *e, int i) { return &e->s->t[i]; }

static uint8_t tag_at(const event_sentence *e, int i) {
    return i >= 0 && i < e->s->n ? e->s->t[i].tag : (uint8_t)T_STOP;
}

/* The verb group that the act is in, or the one that governs its noun; -1. */
static int verb_of(const event_sentence *e, const act *a) {
    int p = a->pos;
    if (!a->noun) return umbel_item_at(e->s, p)->type == I_VG ? p : -1;
    for (int i = p - 1; i >= 0 && i >= p - 4; i--) {
        uint8_t type = umbel_item_at(e->s, i)->type;
        if (type == I_VG) return i;
        if (type == I_STOP || type == I_COMMA || type == I_REL || type == I_SUBORD) return -1;
    }
    return -1;
}

/* ---- what has not happened ------------------------------------------------------------------ */

/* "planned attack", "fear of attacks", "the anniversary of the massacre", "no attack". */
static bool is_void_noun(const event_sentence *e, const act *a) {
    int i = a->at - 1;
    bool none = false;
    if (IS(e, i, "such")) return true; /* "the third such killing" */
    if (IS(e, i, "over", "about", "for") || (tag_at(e, i) == T_DET && IS(e, i - 1, "over", "about", "for")))
        return true;
    for (; i >= 0 && i > a->at - 6; i--) {
        uint8_t tag = tag_at(e, i);
        if (tag == T_VERB && !umbel_event_use(e, i, USE_VOID)) break;
        if (tag == T_COMMA || tag == T_STOP || tag == T_CONJ || tag == T_SUBORD) break;
        none = none || IS(e, i, "no", "any", "without", "if", "against");
        if (umbel_event_use(e, i, USE_VOID)) return true;
        if (tag == T_PREP && !IS(e, i, "of", "for", "in", "to", "against", "without")) break;
    }
    bool behind =
        IS(e, a->last + 1, "plan", "plans", "plot", "threat", "threats", "warning", "fears", "drill", "exercise");
    return none || behind;
}

/* "212 attacks", "attacks on patrols": counts and habits, no single event. */
static bool is_general(const event_sentence *e, const act *a) {
    const umbel_eventwords *table = &e->d->ex->eventwords;
    bool plural = false;
    for (uint32_t k = e->words[a->last]; k; k = table->words[k - 1].next)
        plural = plural || (table->words[k - 1].form == UMBEL_FORM_PLURAL && table->words[k - 1].part == PART_NOUN);
    for (int i = a->at - 8; i < a->last + 8; i++)
        if (i >= 0 && i < e->s->n && umbel_event_use(e, i, USE_HABIT)) return true;
    if (!a->noun || !plural || a->type == UMBEL_EVENT_CLASH) return false;
    bool definite = false, counted = false;
    for (int i = a->at - 1; i >= 0 && i > a->at - 5 && (tag_at(e, i) != T_PREP); i--) {
        uint16_t n;
        int32_t number = umbel_read_number(e->d, e->s, (uint16_t)i, &n);
        counted = counted || number > 4;
        definite = definite || IS(e, i, "the", "twin", "these", "both") || (number >= 2 && number <= 4);
    }
    bool dated = false;
    for (size_t k = 0; k < e->n_times; k++) dated = dated || e->times[k].when.from.precision == UMBEL_PRECISION_DAY;
    return counted || (!definite && !dated);
}

/* A gerund or infinitive that something else makes real or not: "plotting to bomb", "accused of killing". */
static bool is_void_verb(const event_sentence *e, const act *a) {
    const item *vg = umbel_item_at(e->s, a->pos);
    if (vg->type != I_VG) return false;
    const token *main = token_at(e, vg->head);
    if (vg->infinitive) {
        int g = umbel_governor_of(e->d, e->s, a->pos);
        const item *governor = umbel_item_at(e->s, g);
        return g < 0 || governor->type != I_VG ||
               !IS(e, governor->head, "managed", "went", "continued", "began", "proceeded", "helped");
    }
    int before = vg->first - 1;
    if (IS(e, before, "to")) return true; /* "ordered them to hit back" */
    if (vg->gerund && IS(e, before, "of", "for", "from", "without", "before", "against", "avoid")) {
        for (int i = before - 1; i >= 0 && i > before - 8; i--)
            if (umbel_event_use(e, i, USE_BLAME)) return false; /* "accused X of attacking" tells of an attack */
        return true;
    }
    if (vg->gerund && umbel_event_use(e, before, USE_VOID)) return true;
    bool perfect = !vg->infinitive && vg->modal == NONE && IS(e, vg->first, "has", "have");
    bool dated = false;
    for (size_t k = 0; k < e->n_times; k++)
        dated = dated || e->times[k].when.from.precision == UMBEL_PRECISION_DAY ||
                e->times[k].when.from.precision == UMBEL_PRECISION_MONTH;
    if (perfect && !dated) return true; /* "has fought", "have killed": over the years */
    bool present = vg->finite && vg->modal == NONE && vg->first == vg->last && !vg->passive &&
                   (main->form == UMBEL_FORM_BASE || main->form == UMBEL_FORM_S);
    return present && !e->d->caseless;
}

/* "Had X attacked, …", "if", and the like at the head of the clause. */
static bool is_conditional(const event_sentence *e, const act *a) {
    if (IS(e, e->d->n_dateline, "had") && tag_at(e, e->d->n_dateline + 1) != T_VERB) return true;
    for (int i = a->at - 1; i >= 0 && tag_at(e, i) != T_STOP && tag_at(e, i) != T_COMMA; i--)
        if (IS(e, i, "if", "unless", "whether", "lest")) return true;
    return false;
}

/* "a year since the massacre", "ten years after the bombing". */
static bool is_past_count(const event_sentence *e, const act *a) {
    for (int i = a->at - 1; i > 0 && i > a->at - 6; i--)
        if (IS(e, i, "since", "after", "from") && IS(e, i - 1, "year", "years", "decade", "decades", "month", "months"))
            return true;
    return false;
}

/* "nor is there evidence that its agents killed …" */
static bool is_unproved(const event_sentence *e, const act *a) {
    bool none = false;
    for (int i = e->d->n_dateline; i < a->at; i++) {
        if (tag_at(e, i) == T_STOP) none = false;
        none = none || IS(e, i, "no", "nor", "not", "without", "little", "never");
        if (none && IS(e, i, "evidence", "proof", "sign", "indication")) return true;
    }
    return false;
}

static bool is_void(const event_sentence *e, act *a) {
    reading_of_clause r;
    int v = verb_of(e, a);
    if (is_unproved(e, a) || (a->noun && is_past_count(e, a))) return true;
    if (e->s->question || is_conditional(e, a) || is_general(e, a)) return true;
    if (a->noun ? is_void_noun(e, a) : is_void_verb(e, a)) return true;
    if (a->noun && v >= 0) {
        const item *vg = umbel_item_at(e->s, v);
        if (!a->weak && umbel_event_use(e, vg->head, USE_VOID)) return true;
    }
    umbel_read_scope(e->d, e->s, a->pos, v, &r);
    a->denied = r.polarity == UMBEL_DENIED;
    return a->denied || r.certainty == UMBEL_POSSIBLE || r.certainty == UMBEL_UNKNOWN;
}

/* ---- who and upon whom ---------------------------------------------------------------------- */

static bool party_at(const event_sentence *e, int p, event_party *out) {
    return p >= 0 && umbel_item_at(e->s, p)->type == I_NP && umbel_event_party(e->d, e->s, e->s->seq[p], out);
}

/* Members of a list around p; the party at p alone where there is none. */
static void add_list(const event_sentence *e, int p, bool forward, event_parties *out) {
    uint16_t items[UMBEL_LIST_MAX];
    event_party who;
    if (p < 0) return;
    size_t n = umbel_list_of(e->d, e->s, (uint16_t)p, forward, items);
    for (size_t i = 0; i < n && i < 4; i++)
        if (umbel_event_party(e->d, e->s, items[i], &who)) umbel_add_event_party(out, &who, (by_rank)who.rank);
    if (n == 0 && party_at(e, p, &who)) umbel_add_event_party(out, &who, (by_rank)who.rank);
}

static bool is_arms_item(const event_sentence *e, int p) {
    const item *np = umbel_item_at(e->s, p);
    if (np->type != I_NP) return false;
    if (umbel_event_use(e, np->head, USE_MILITANTS)) return false;
    uint16_t last; /* "three blasts killed" */
    if (umbel_event_word(e, np->head, USE_ATTACK, &last) || umbel_event_word(e, np->head, USE_STRIKE, &last) ||
        umbel_event_word(e, np->head, USE_CLASH, &last))
        return true;
    if (np->of != NONE && umbel_event_use(e, e->s->items[np->of].head, USE_ARMS)) return true;
    return umbel_event_use(e, np->head, USE_ARMS) || umbel_event_use(e, np->head, USE_WEAPON);
}

static bool is_people_item(const event_sentence *e, int p) {
    static const event_use uses[] = {USE_FORCES, USE_CIVILIANS, USE_MILITANTS, USE_PEOPLE};
    const item *np = umbel_item_at(e->s, p);
    if (np->type != I_NP) return false;
    for (size_t i = 0; i < sizeof uses / sizeof *uses; i++)
        if (umbel_event_use(e, np->head, uses[i])) return true;
    const token *head = token_at(e, np->head);
    if (head->mention != NONE) return e->s->names[head->mention].person && np->first != np->last;
    return umbel_token_is(e->d->ex, head, W_PEOPLEHEAD) && !umbel_token_is(e->d->ex, head, W_THINGHEAD);
}

/* First noun phrase behind one of the prepositions, before the clause ends; -1. */
static int behind_prep(const event_sentence *e, int p, const char *const *preps) {
    for (int i = p + 1; i + 1 < e->s->n_seq && i < p + 14; i++) {
        const item *it = umbel_item_at(e->s, i);
        if (it->type == I_STOP || it->type == I_SUBORD || (it->type == I_VG && it->finite)) return -1;
        if (it->type == I_PREP && umbel_spells_any(e, it->first, preps) && umbel_item_at(e->s, i + 1)->type == I_NP &&
            !umbel_is_time_phrase(e->d, e->s, umbel_item_at(e->s, i + 1)))
            return i + 1;
    }
    return -1;
}

/* The by-phrase of a passive or a noun; "by radio" and "by dawn" are none. */
static void add_by(const event_sentence *e, int p, act *a) {
    int by = behind_prep(e, p, (const char *const[]){"by", NULL});
    event_party who;
    if (by >= 0 && !is_arms_item(e, by) && umbel_item_at(e->s, by - 1)->type == I_PREP &&
        !umbel_token_is(e->d->ex, token_at(e, umbel_item_at(e->s, by)->head), W_TIMEHEAD) && party_at(e, by, &who))
        add_list(e, by, true, &a->by);
}

/* A name that the act's own words give as its place: "took Varsk", "shelled Talmo". */
static void place_from_item(const event_sentence *e, int p, act *a) {
    const item *np = umbel_item_at(e->s, p);
    if (np->type != I_NP || a->has_place) return;
    uint16_t k = e->s->seq[p];
    for (int depth = 0; depth < 3 && k != NONE; depth++, k = e->s->items[k].of) {
        const item *x = &e->s->items[k];
        uint16_t m = NONE;
        for (uint16_t i = x->first; i <= x->last; i++)
            if (e->s->t[i].mention != NONE) m = e->s->t[i].mention;
        if (m == NONE || e->s->names[m].adjective || e->s->names[m].person) continue;
        bool heads = true; /* "a Weir organiser" is no place */
        for (uint16_t i = (uint16_t)(e->s->names[m].last + 1); i <= x->last; i++)
            heads = heads && umbel_token_is(e->d->ex, &e->s->t[i], W_PLACETAIL);
        if (!heads || a->weak) continue;
        umbel_kind kind = (umbel_kind)e->s->names[m].kind;
        bool known_state = kind == UMBEL_KIND_STATE && e->d->entities[e->s->names[m].entity].actor.n;
        if ((kind != UMBEL_KIND_PLACE && kind != UMBEL_KIND_STATE && kind != UMBEL_KIND_NONE) || known_state) continue;
        uint16_t last = e->s->names[m].last;
        if (last + 1 < e->s->n && e->s->t[last + 1].flags & UMBEL_TOKEN_POSSESSIVE) continue;
        while (last < x->last && umbel_token_is(e->d->ex, &e->s->t[last + 1], W_PLACETAIL)) last++;
        a->place = (place_name){.prep = e->s->names[m].first,
                                .first = e->s->names[m].first,
                                .last = last,
                                .grade = PLACE_SPOT,
                                .entity = e->s->names[m].entity};
        a->has_place = true;
        return;
    }
    if (umbel_token_is(e->d->ex, token_at(e, np->head), W_PLACETAIL)) {
        a->place = (place_name){
            .prep = np->head, .first = np->head, .last = np->head, .grade = PLACE_DESCRIBED, .entity = UINT32_MAX};
        a->has_place = true;
    }
}

/* "Veshtian jets", "its gunboats": whose they are; aircraft without an owner stand for themselves. */
static void add_owner(const event_sentence *e, int p, act *a) {
    const item *np = umbel_item_at(e->s, p);
    party owner;
    event_party who = {.entity = UINT32_MAX};
    if (umbel_owner_of(e->d, e->s, e->s->seq[p], UINT32_MAX, &owner) && owner.entity != UINT32_MAX) {
        who = (event_party){{owner.quote, owner.kind, owner.actor, owner.antecedent}, owner.entity, BY_AGENT};
        if (umbel_is_named_actor(e->d, &who)) umbel_add_event_party(&a->by, &who, BY_AGENT);
    } else if (umbel_event_use(e, np->head, USE_AIR) && umbel_event_party(e->d, e->s, e->s->seq[p], &who)) {
        umbel_add_event_party(&a->by, &who, BY_DESCRIBED);
    }
}

/* "the mayor of Pallas", "the governor of Terek province": where nothing finer is said. */
static void place_of_office(const event_sentence *e, int p, act *a) {
    const item *np = umbel_item_at(e->s, p);
    if (a->has_place || np->type != I_NP || np->of == NONE || !is_people_item(e, p)) return;
    const item *of = &e->s->items[np->of];
    uint16_t first = of->first, m = e->s->t[of->head].mention;
    while (first < of->head && tag_at(e, first) == T_DET) first++;
    bool capitals = e->d->caseless && m == NONE && !umbel_token_is(e->d->ex, token_at(e, of->head), W_GROUPHEAD) &&
                    e->s->t[of->head].word == UMBEL_NO_WORD;
    bool name = m != NONE && !e->s->names[m].person && !e->s->names[m].adjective &&
                (e->s->names[m].kind == UMBEL_KIND_PLACE || e->s->names[m].kind == UMBEL_KIND_STATE);
    if (!capitals && !name) return;
    a->place = (place_name){.prep = first,
                            .first = name ? e->s->names[m].first : first,
                            .last = name ? e->s->names[m].last : of->head,
                            .grade = PLACE_STATE,
                            .entity = name ? e->s->names[m].entity : UINT32_MAX};
    a->has_place = true;
}

/* "The army said it had killed …": the pronoun of what is said is the speaker, where nothing better is known. */
static int said_subject(const event_sentence *e, int subject) {
    event_party who;
    if (subject < 0 || !IS(e, umbel_item_at(e->s, subject)->head, "it", "they")) return subject;
    for (int v = subject - 1; v >= 0; v--) {
        const item *say = umbel_item_at(e->s, v);
        if (say->type != I_VG || !umbel_token_is(e->d->ex, token_at(e, say->head), C_SAY)) continue;
        int speaker = umbel_subject_of(e->d, e->s, v);
        bool body =
            party_at(e, speaker, &who) && (umbel_is_named_actor(e->d, &who) || who.party.kind == UMBEL_KIND_ORGAN ||
                                           who.party.kind == UMBEL_KIND_CLASS);
        return body && !IS(e, umbel_item_at(e->s, speaker)->head, "spokesman", "spokeswoman") ? speaker : subject;
    }
    return subject;
}

static void sides_of_verb(const event_sentence *e, act *a) {
    const item *vg = umbel_item_at(e->s, a->pos);
    int subject = umbel_subject_of(e->d, e->s, a->pos), object = umbel_object_of(e->d, e->s, a->pos);
    event_party who;
    if (vg->type != I_VG) {
        subject = object = -1;
    } else if (a->last > vg->last) { /* "opened fire on X", "exchanged fire with X", "came under attack" */
        int p = e->pos_of_token[a->last];
        bool under = IS(e, a->last - 1, "under") || IS(e, a->last, "to");
        bool on_now = IS(e, a->last, "on", "upon", "at", "near", "into", "in", "inside");
        if (under && IS(e, a->last, "to")) { /* "fell to X" */
            place_from_item(e, subject, a);
            add_list(e, p + 1, true, &a->by);
            return;
        }
        if (under) {
            add_list(e, subject, false, &a->on);
            add_by(e, a->pos, a);
            return;
        }
        bool whole = object > a->pos && umbel_item_at(e->s, object)->first <= a->last && a->use != USE_KIDNAPPING &&
                     !IS(e, a->last, "dead", "ablaze", "hostage", "captive", "up", "custody");
        bool fired = IS(e, a->at, "fired", "launched", "firing", "launching", "lobbed");
        whole = whole || fired;
        if (on_now && umbel_item_at(e->s, p + 1)->type == I_NP)
            object = p + 1;
        else if (whole || IS(e, a->last, "fire", "control", "siege"))
            object =
                behind_prep(e, p - 1, (const char *const[]){"on", "at", "upon", "against", "with", "of", "to", NULL});
    } else if (object < 0 && !vg->passive) {
        object = behind_prep(e, a->pos, (const char *const[]){"on", "upon", "against", "with", "into", NULL});
    }
    bool found = a->at > 0 && IS(e, a->at - 1, "found") && a->pos > 0; /* "was found shot dead" */
    if (found && subject < 0) subject = umbel_subject_of(e->d, e->s, a->pos - 1);
    if (vg->passive || found) {
        add_list(e, subject, false, &a->on);
        if (!is_people_item(e, subject)) place_from_item(e, subject, a);
        place_of_office(e, subject, a);
        add_by(e, a->pos, a);
        return;
    }
    subject = said_subject(e, subject);
    if (subject >= 0 && !is_arms_item(e, subject))
        add_list(e, subject, false, &a->by);
    else if (subject >= 0)
        add_owner(e, subject, a);
    if (object >= 0) add_list(e, object, true, &a->on);
    if (object >= 0 && !is_people_item(e, object)) place_from_item(e, object, a);
    place_of_office(e, object, a);
    if (a->type == UMBEL_EVENT_CLASH && a->by.n > 1) { /* "A and B exchanged fire" */
        for (size_t i = 1; i < a->by.n; i++) umbel_add_event_party(&a->on, &a->by.of[i], (by_rank)a->by.of[i].rank);
        a->by.n = 1;
    }
    int from = a->type == UMBEL_EVENT_CAPTURE ? behind_prep(e, a->pos, (const char *const[]){"from", NULL}) : -1;
    if (from >= 0 && party_at(e, from, &who)) {
        a->on.n = 0;
        umbel_add_event_party(&a->on, &who, (by_rank)who.rank);
    }
}

/* "clashes between X and Y", "fighting with Y". */
static void fighters_of_noun(const event_sentence *e, int with, act *a) {
    event_party who;
    bool between = IS(e, umbel_item_at(e->s, with - 1)->first, "between");
    event_parties both = {0};
    add_list(e, with, true, &both);
    if (between && both.n) {
        umbel_add_event_party(&a->by, &both.of[0], (by_rank)both.of[0].rank);
        for (size_t i = 1; i < both.n; i++) umbel_add_event_party(&a->on, &both.of[i], (by_rank)both.of[i].rank);
        for (int i = with + 1; both.n == 1 && i + 1 < e->s->n_seq && i < with + 9;
             i++) { /* "… loyal to X and supporters of Y" */
            const item *it = umbel_item_at(e->s, i);
            if (it->type == I_VG || it->type == I_STOP) break;
            if (it->type == I_CONJ && party_at(e, i + 1, &who)) umbel_add_event_party(&a->on, &who, (by_rank)who.rank);
        }
    } else if (both.n) {
        umbel_add_event_party(&a->on, &both.of[0], (by_rank)both.of[0].rank);
    }
}

/* "X's attack on Y", "bombing of Y by X", "clashes between X and Y", "X launched an attack on Y". */
static void sides_of_noun(const event_sentence *e, act *a) {
    event_party who;
    uint16_t k = e->item_of_head[a->last];
    const item *np = k != NONE ? &e->s->items[k] : umbel_item_at(e->s, a->pos);
    if (np->type == I_NP && np->owner != NONE && umbel_event_party(e->d, e->s, np->owner, &who) &&
        umbel_is_named_actor(e->d, &who))
        umbel_add_event_party(&a->by, &who, BY_AGENT);
    for (uint16_t i = np->first; i < a->at && np->type == I_NP; i++) { /* "the Pravel blast", "a Brigade ambush" */
        uint16_t m = e->s->t[i].mention;
        if (m == NONE || e->s->names[m].person || e->s->names[m].last + 1 != a->at) continue;
        umbel_kind kind = (umbel_kind)e->s->names[m].kind;
        if ((kind == UMBEL_KIND_PLACE || kind == UMBEL_KIND_STATE) && !e->s->names[m].adjective) {
            a->place = (place_name){.prep = i,
                                    .first = e->s->names[m].first,
                                    .last = e->s->names[m].last,
                                    .grade = PLACE_SPOT,
                                    .entity = e->s->names[m].entity};
            a->has_place = true;
        }
        break;
    }
    if (np->type == I_NP && np->of != NONE) {
        uint16_t of_head = e->s->items[np->of].head;
        for (int p = 0;
             p < e->s->n_seq && !umbel_event_use(e, of_head, USE_CIVILIANS) && !umbel_event_use(e, of_head, USE_FORCES);
             p++)
            if (umbel_item_at(e->s, p) == np) place_from_item(e, p, a);
        if (a->type == UMBEL_EVENT_CAPTURE || IS(e, a->at, "fall", "siege")) {
            for (int p = 0; p < e->s->n_seq; p++)
                if (umbel_item_at(e->s, p) == np) place_from_item(e, p, a);
        } else if (umbel_event_party(e->d, e->s, np->of, &who)) {
            umbel_add_event_party(&a->on, &who, (by_rank)who.rank);
        }
    }
    int on = behind_prep(e, a->pos, (const char *const[]){"on", "upon", "against", "at", NULL});
    int with = behind_prep(e, a->pos, (const char *const[]){"with", "between", NULL});
    if (on >= 0) add_list(e, on, true, &a->on);
    add_by(e, a->pos, a);
    if (with >= 0 && a->type == UMBEL_EVENT_CLASH) fighters_of_noun(e, with, a);
    int v = verb_of(e, a);
    const item *vg = umbel_item_at(e->s, v);
    uint16_t last;
    if (v >= 0 && !vg->passive && a->by.n == 0 && umbel_event_word(e, vg->head, USE_DID, &last))
        add_list(e, umbel_subject_of(e->d, e->s, v), false, &a->by);
}

/* ---- type ----------------------------------------------------------------------------------- */

static bool by_state(const act *a) {
    for (size_t i = 0; i < a->by.n; i++) {
        umbel_kind kind = a->by.of[i].party.kind;
        if (kind == UMBEL_KIND_STATE || kind == UMBEL_KIND_ORGAN) return true;
    }
    return false;
}

static bool by_group(const act *a) {
    for (size_t i = 0; i < a->by.n; i++)
        if (a->by.of[i].party.kind == UMBEL_KIND_GROUP || a->by.of[i].party.kind == UMBEL_KIND_CLASS) return true;
    return false;
}

/* What was seized: arms, people or a place. False where it is none of them ("took part", "seized the chance"). */
static bool type_of_seizure(const event_sentence *e, act *a) {
    const item *vg = umbel_item_at(e->s, a->pos);
    int object = vg->passive ? umbel_subject_of(e->d, e->s, a->pos) : umbel_object_of(e->d, e->s, a->pos);
    bool take = umbel_word_is(e->d->ex, token_at(e, a->at), "take") ||
                umbel_word_is(e->d->ex, token_at(e, a->at), "win") ||
                umbel_word_is(e->d->ex, token_at(e, a->at), "secure");
    bool hostage = false, from = false;
    for (int i = a->at + 1; i < e->s->n && i < a->at + 12; i++) {
        hostage = hostage || IS(e, i, "hostage", "captive", "hostages");
        from = from || IS(e, i, "from", "away");
    }
    if (object < 0) return false;
    const item *np = umbel_item_at(e->s, object);
    bool arms = is_arms_item(e, object), people = is_people_item(e, object);
    bool part = np->of != NONE && e->s->t[e->s->items[np->of].head].mention != NONE && /* "most of Aleppo" */
                IS(e, np->head, "most", "much", "half", "parts", "part", "control", "districts", "outskirts", "all");
    bool vessel = false;
    for (uint16_t i = np->first; i <= np->last; i++)
        vessel = vessel || IS(e, i, "ferry", "tanker", "ship", "vessel", "boat", "yacht", "freighter", "trawler", "bus",
                              "train", "plane", "airliner", "minibus");
    if (vessel && !arms) people = true;
    if (take && !hostage && !(people && from) && !part && !(e->s->t[np->head].mention != NONE) &&
        !umbel_token_is(e->d->ex, token_at(e, np->head), W_PLACETAIL) &&
        !umbel_token_is(e->d->ex, token_at(e, np->head), W_PLACEHEAD))
        return false;
    a->type = hostage  ? UMBEL_EVENT_KIDNAPPING
              : arms   ? UMBEL_EVENT_OTHER
              : people ? (by_state(a) && !by_group(a) ? UMBEL_EVENT_ARREST : UMBEL_EVENT_KIDNAPPING)
                       : UMBEL_EVENT_CAPTURE;
    if (a->type != UMBEL_EVENT_CAPTURE) return true;
    a->has_place = false;
    place_from_item(e, object, a);
    int lost = behind_prep(e, a->pos, (const char *const[]){"from", NULL});
    event_party who;
    a->on.n = 0;
    if (lost >= 0 && party_at(e, lost, &who)) umbel_add_event_party(&a->on, &who, (by_rank)who.rank);
    return a->has_place;
}

static bool has_use(const event_sentence *e, event_use use, int first, int last) {
    for (int i = first < 0 ? 0 : first; i <= last && i < e->s->n; i++)
        if (umbel_event_use(e, i, use)) return true;
    return false;
}

/* A state's aircraft, drones or guns make an attack a strike. */
static void sharpen_attack(const event_sentence *e, act *a) {
    bool air = a->use == USE_STRIKE;
    const item *vg = umbel_item_at(e->s, a->pos);
    bool under = !a->noun && a->last > a->at && IS(e, a->last - 1, "under");
    int subject = vg->type == I_VG && !under ? umbel_subject_of(e->d, e->s, a->pos) : -1;
    if (under) {
        air = false;
    } else if (vg->type == I_VG && vg->passive) {
        int by = behind_prep(e, a->pos, (const char *const[]){"by", NULL});
        air = air || (by >= 0 && has_use(e, USE_AIR, umbel_item_at(e->s, by)->first, umbel_item_at(e->s, by)->last));
    } else if (subject >= 0) {
        const item *np = umbel_item_at(e->s, subject);
        air = air || has_use(e, USE_AIR, np->first, np->last);
        for (uint16_t k = np->of; k != NONE; k = e->s->items[k].of)
            air = air || has_use(e, USE_AIR, e->s->items[k].first, e->s->items[k].last);
    }
    if (a->noun) air = air || has_use(e, USE_AIR, a->at - 2, a->at - 1);
    bool fleet = subject >= 0 && umbel_event_use(e, umbel_item_at(e->s, subject)->head, USE_FLEET);
    if (air && (fleet || !(by_group(a) && !by_state(a))))
        a->type = UMBEL_EVENT_STRIKE;
    else if (a->use == USE_STRIKE)
        a->type = UMBEL_EVENT_ATTACK;
}

/* "broke the ceasefire", "a violation of the truce"; "broke away" is none. */
static bool breaks_truce(const event_sentence *e, const act *a, int object) {
    uint16_t k = a->noun ? e->item_of_head[a->last] : object >= 0 ? e->s->seq[object] : NONE;
    for (int depth = 0; depth < 4 && k != NONE; depth++, k = e->s->items[k].of)
        for (uint16_t i = e->s->items[k].first; i <= e->s->items[k].last; i++)
            if (umbel_event_use(e, i, USE_TRUCE)) return true;
    return false;
}

/* Settles the type; false where the words tell of no act. */
static bool settle(const event_sentence *e, act *a) {
    const item *vg = umbel_item_at(e->s, a->pos);
    int object = vg->type != I_VG ? -1
                 : vg->passive    ? umbel_subject_of(e->d, e->s, a->pos)
                                  : umbel_object_of(e->d, e->s, a->pos);
    switch ((event_use)a->use) {
    case USE_SEIZE: return type_of_seizure(e, a);
    case USE_FIND:
        a->type = UMBEL_EVENT_OTHER;
        return a->noun ? has_use(e, USE_ARMS, a->at, a->last + 6) : object >= 0 && is_arms_item(e, object);
    case USE_DEFUSE: a->type = UMBEL_EVENT_OTHER; return has_use(e, USE_ARMS, 0, e->s->n - 1);
    case USE_BREACH: a->type = UMBEL_EVENT_OTHER; return breaks_truce(e, a, object);
    case USE_CAPTURE: return true;
    case USE_ATTACK:
    case USE_STRIKE: {
        bool arms_only = IS(e, a->at, "landed", "fell", "slammed", "crashed", "rained", "land", "hit", "struck");
        int subject = vg->type == I_VG ? umbel_subject_of(e->d, e->s, a->pos) : -1;
        if (arms_only && !a->noun && vg->type == I_VG && !vg->passive && !IS(e, a->at, "hit", "struck") &&
            !is_arms_item(e, subject))
            return false;
        bool thrown = !a->noun && a->last == a->at &&
                      IS(e, a->at, "threw", "thrown", "hurled", "tossed", "lobbed", "throwing", "hurling");
        if (thrown && !is_arms_item(e, object)) return false;
        if (IS(e, a->at, "struck", "hit", "hitting", "striking") && is_arms_item(e, object) && vg->type == I_VG &&
            !vg->passive) {
            a->on = a->by; /* "their vehicle struck a mine" */
            a->by.n = 0;
        }
        const item *np = umbel_item_at(e->s, object); /* "struck a deal" */
        if (np->type == I_NP && !a->noun && umbel_token_is(e->d->ex, token_at(e, np->head), W_AGREEMENTHEAD))
            return false;
        sharpen_attack(e, a);
        return true;
    }
    default: return true;
    }
}

/* ---- all acts ------------------------------------------------------------------------------- */

static bool new_act(event_sentence *e, int i, event_use use, act *a) {
    static const uint8_t types[] = {[USE_ATTACK] = UMBEL_EVENT_ATTACK, [USE_CLASH] = UMBEL_EVENT_CLASH,
                                    [USE_STRIKE] = UMBEL_EVENT_STRIKE, [USE_KIDNAPPING] = UMBEL_EVENT_KIDNAPPING,
                                    [USE_ARREST] = UMBEL_EVENT_ARREST, [USE_CAPTURE] = UMBEL_EVENT_CAPTURE};
    uint16_t last;
    const umbel_eventword *w = umbel_event_word(e, i, use, &last);
    if (!w || e->pos_of_token[i] < 0) return false;
    bool counted = (use == USE_WOUND || use == USE_ATTACK) && i > 0 && tag_at(e, i - 1) == T_NUM &&
                   w->form != UMBEL_FORM_ING && w->part == PART_VERB; /* "more than 60 wounded" */
    if (counted) return false;
    *a = (act){.at = (uint16_t)i, .last = last, .use = (uint8_t)use, .pos = e->pos_of_token[i], .weapon = w->weapon};
    a->noun = w->part == PART_NOUN;
    a->gerund = w->form == UMBEL_FORM_ING;
    a->type = use <= USE_CAPTURE ? types[use] : (uint8_t)UMBEL_EVENT_OTHER;
    uint16_t end;
    a->weak = (use == USE_ATTACK && umbel_event_word(e, i, USE_KILL, &end) != NULL) || use == USE_WOUND;
    /* "attack helicopter", "bombing campaign": the word only modifies */
    if (a->noun && last + 1 < e->s->n && tag_at(e, last + 1) == T_NOUN && e->s->t[last + 1].mention == NONE &&
        !umbel_event_use(e, last + 1, USE_TOLL) && !e->d->caseless)
        return false;
    return true;
}

/* Nobody acts upon itself: a pronoun was read wrongly. */
static void part_sides(act *a) {
    size_t n = 0;
    for (size_t i = 0; i < a->on.n; i++) {
        bool same = false;
        for (size_t k = 0; k < a->by.n; k++)
            same = same || (a->by.of[k].entity == a->on.of[i].entity && a->on.of[i].entity < UINT32_MAX - 1);
        if (!same) a->on.of[n++] = a->on.of[i];
    }
    a->on.n = n;
}

/* "the Melk bombing, which killed 48", where the bombing itself was passed over. */
static bool hangs_on_void(const event_sentence *e, const act *a) {
    int i = umbel_item_at(e->s, a->pos)->first - 1;
    if (a->noun || tag_at(e, i) != T_REL) return false;
    i -= 1 + (tag_at(e, i - 1) == T_COMMA);
    uint16_t last;
    if (!umbel_event_word(e, i, USE_ATTACK, &last) && !umbel_event_word(e, i, USE_STRIKE, &last) &&
        !umbel_event_word(e, i, USE_CLASH, &last))
        return false;
    for (size_t k = 0; k < e->n_acts; k++)
        if (e->acts[k].last == i) return false;
    return true;
}

static bool read_act(event_sentence *e, int i, act *a) {
    for (int use = USE_ATTACK; use <= USE_BREACH; use++) {
        if (!new_act(e, i, (event_use)use, a)) continue;
        if (a->noun)
            sides_of_noun(e, a);
        else
            sides_of_verb(e, a);
        part_sides(a);
        if (settle(e, a) && !is_void(e, a) && !hangs_on_void(e, a)) return true;
    }
    if (!new_act(e, i, USE_WOUND, a)) return false;
    sides_of_verb(e, a);
    a->type = UMBEL_EVENT_ATTACK;
    return !is_void(e, a);
}

void umbel_read_acts(event_sentence *e) {
    for (int i = e->d->n_dateline; i < e->s->n && e->n_acts < e->max_acts; i++) {
        act *a = &e->acts[e->n_acts];
        if (!e->words[i] || !read_act(e, i, a)) continue;
        e->n_acts++;
        i = a->last;
    }
}
