/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* From the acts of one sentence to the events of the document. */
#include "extract/event.h"

#include <string.h>

#include "extract/clause.h"

#define IS(e, i, ...) UMBEL_SPELLS(e, i, __VA_ARGS__)
#define WINDOW        12 /* drafts that a further mention may belong to */

/* Acts of a sentence that are one event. */
typedef struct telling {
    uint8_t type;
    bool weak, noun_only, find;
    umbel_str weapon;
    event_parties by, on;
    const place_name *place;
    bool has_when;
    umbel_interval when;
    int first, last; /* tokens */
    int segment;
    bool own_time; /* in its own clause */
    bool since;    /* told of a time that runs to the present */
    bool anew;     /* "another attack", "a second mine" */
} telling;

/* ---- segments ------------------------------------------------------------------------------- */

/* Whether "and", "but", "while" at p joins a clause with its own subject and verb. */
static bool joins_clause(const event_sentence *e, int p) {
    bool phrase = false;
    for (int q = p + 1; q < e->s->n_seq && q < p + 12; q++) {
        const item *x = umbel_item_at(e->s, q);
        if (x->type == I_STOP || x->type == I_CONJ || x->type == I_SUBORD) return false;
        if (x->type == I_VG && !phrase) return false; /* the same subject goes on */
        if (x->type == I_NP) phrase = true;
        if (x->type == I_VG && x->finite) return true;
    }
    return false;
}

/* Numbers the clauses: a new one begins behind a semicolon and where another clause is joined. */
static umbel_status number_segments(umbel_ctx *cx, event_sentence *e) {
    uint16_t segment = 0;
    bool verb = false;
    uint16_t *out = UMBEL_NEW(cx, &cx->scratch, uint16_t, e->s->n + 1u);
    if (!out) return cx->err.code;
    for (int p = 0; p < e->s->n_seq; p++) {
        const item *it = umbel_item_at(e->s, p);
        if (it->type == I_VG && it->finite) verb = true;
        bool join = it->type == I_CONJ || (it->type == I_SUBORD && IS(e, it->first, "while", "whereas"));
        if (verb && (it->type == I_STOP || (join && joins_clause(e, p)))) segment++, verb = false;
        uint16_t end = p + 1 < e->s->n_seq ? umbel_item_at(e->s, p + 1)->first : e->s->n;
        for (uint16_t i = it->first; i < end; i++) out[i] = segment;
    }
    e->segments = out;
    return UMBEL_OK;
}

static int segment_of(const event_sentence *e, int at) { return at >= 0 && at < e->s->n ? e->segments[at] : 0; }

/* ---- time and place of an act --------------------------------------------------------------- */

static bool behind_speech(const event_sentence *e, int first) {
    for (int i = first - 1; i >= 0 && i >= first - 2; i--)
        if (e->s->t[i].tag == T_VERB && umbel_token_is(e->d->ex, &e->s->t[i], C_SAY)) return true;
    return false;
}

/* The time stands in a relative clause with a verb of its own, and the act outside of it: "X, which swore its oath in
 * 2015, took …". */
static bool verb_between(const event_sentence *e, const telling *t, const time_phrase *x) {
    int rel = -1;
    bool verb = false;
    for (int p = 0; p < e->s->n_seq && umbel_item_at(e->s, p)->first < x->first; p++) {
        const item *it = umbel_item_at(e->s, p);
        if (it->type == I_REL) rel = it->first, verb = false;
        if (it->type == I_VG && it->finite) verb = true;
        if (it->type == I_STOP) rel = -1;
    }
    return rel >= 0 && verb && !(t->last > rel && t->first < x->last);
}

static void time_of(const event_sentence *e, telling *t) {
    int best = 1 << 20;
    for (size_t k = 0; k < e->n_times; k++) {
        const time_phrase *x = &e->times[k];
        int distance = x->first > t->last ? x->first - t->last : t->first > x->last ? t->first - x->last : 0;
        if (x->bound) continue;
        if (segment_of(e, x->first) != t->segment) distance += 60;
        if (behind_speech(e, x->first)) distance += 30;
        if (verb_between(e, t, x)) distance += 66;
        if (distance >= best || distance > 75) continue;
        best = distance;
        t->own_time = segment_of(e, x->first) == t->segment;
        t->when = x->when;
        t->has_when = true;
    }
    if (!t->has_when) return;
    t->since = !t->when.to.precision;
    if (!t->when.to.precision && e->d->document->published.precision) t->when.to = e->d->document->published;
}

/* "… to avenge the offensive in X", "…, who had fled X": a place of something else. */
static bool behind_other_verb(const event_sentence *e, const act *acts, size_t n, const telling *t,
                              const place_name *x) {
    for (int p = 0; p < e->s->n_seq; p++) {
        const item *it = umbel_item_at(e->s, p);
        if (it->type != I_VG || it->first <= t->last || it->first > x->prep) continue;
        bool own = false;
        for (size_t k = 0; k < n; k++) own = own || acts[k].pos == p;
        if (!own && (it->infinitive || umbel_item_at(e->s, p - 1)->type == I_REL)) return true;
    }
    return false;
}

static const place_name *place_of(const event_sentence *e, const act *acts, size_t n, const telling *t) {
    const place_name *best = NULL;
    int best_score = 1 << 20;
    for (size_t k = 0; k < e->n_places; k++) {
        const place_name *x = &e->places[k];
        int distance = x->first > t->last ? x->first - t->last : t->first > x->last ? (t->first - x->last) + 8 : 0;
        int score = x->grade * 40 + distance + (x->of_speaker ? 90 : 0);
        if (segment_of(e, x->first) != t->segment) score += t->own_time ? 600 : 200;
        if (behind_other_verb(e, acts, n, t, x)) score += 400;
        if (score < best_score) best = x, best_score = score;
    }
    for (size_t k = 0; k < n; k++) {
        bool object_place = acts[k].type == UMBEL_EVENT_CAPTURE || !best || best_score >= 40;
        if (acts[k].has_place && object_place && (!best || acts[k].place.grade <= best->grade)) return &acts[k].place;
    }
    return best && best_score < 200 + 40 * PLACE_DESCRIBED + 40 ? best : NULL;
}

/* ---- one sentence --------------------------------------------------------------------------- */

static int dominance(uint8_t type) {
    static const int ranks[UMBEL_N_EVENT_TYPES] = {
        [UMBEL_EVENT_CAPTURE] = 7, [UMBEL_EVENT_KIDNAPPING] = 6, [UMBEL_EVENT_ARREST] = 5, [UMBEL_EVENT_OTHER] = 4,
        [UMBEL_EVENT_STRIKE] = 3,  [UMBEL_EVENT_CLASH] = 2,      [UMBEL_EVENT_ATTACK] = 1};
    return ranks[type];
}

static bool is_violence(uint8_t type) {
    return type == UMBEL_EVENT_ATTACK || type == UMBEL_EVENT_CLASH || type == UMBEL_EVENT_STRIKE;
}

static void add_act(telling *t, const act *a) {
    bool first = t->type == UMBEL_EVENT_NONE;
    bool stronger = !first && t->weak && !a->weak && is_violence(t->type);
    bool aside =
        !first && !t->weak && a->type == UMBEL_EVENT_KIDNAPPING && a->gerund; /* "raided …, carrying off nine" */
    if (first || stronger || (dominance(a->type) > dominance(t->type) && !aside)) t->type = a->type;
    if (first) t->first = a->at;
    t->last = a->last;
    t->weak = (first || t->weak) && a->weak;
    t->noun_only = (first || t->noun_only) && a->noun;
    t->find = t->find || (a->type == UMBEL_EVENT_OTHER && a->use != USE_BREACH);
    if (!t->weapon.n) t->weapon = a->weapon;
    for (size_t i = 0; i < a->by.n; i++) umbel_add_event_party(&t->by, &a->by.of[i], (by_rank)a->by.of[i].rank);
    for (size_t i = 0; i < a->on.n; i++) umbel_add_event_party(&t->on, &a->on.of[i], (by_rank)a->on.of[i].rank);
}

static bool is_anew(const event_sentence *e, int first) {
    for (int i = first - 5 > 0 ? first - 5 : 0; i < first; i++)
        if (IS(e, i, "another", "second", "similar", "separate", "elsewhere", "third")) return true;
    return false;
}

/* Whether the next act is told as another event: in its own clause with its own place or time, or of a kind that does
 * not belong to the first. */
static bool parts_from(const event_sentence *e, const telling *t, const act *a) {
    if (segment_of(e, a->at) == t->segment) {
        bool both_verbs = !t->noun_only && !a->noun;
        bool arrest = (t->type == UMBEL_EVENT_ARREST) != (a->type == UMBEL_EVENT_ARREST);
        return arrest && both_verbs && is_violence(t->type) && !t->weak && a->type == UMBEL_EVENT_ARREST;
    }
    if (a->type == UMBEL_EVENT_ARREST && is_violence(t->type)) return true;
    if (!is_violence(a->type) && a->type != t->type && !t->weak) return true;
    return true;
}

/* "killed forty since 2013", "in three years": a count, no event. */
static bool is_long(const telling *t) {
    if (!t->has_when || !t->when.from.precision || !t->when.to.precision) return false;
    int32_t days = t->when.to.t_last - t->when.from.t_first;
    return days > 370 || (days > 62 && t->since);
}

/* "Fighting raged around X as the Y tried to …": whoever the sentence names. */
static void name_fighters(const event_sentence *e, telling *t) {
    event_party who;
    for (uint16_t k = 0; k < e->s->n_items; k++) {
        const item *np = &e->s->items[k];
        if (np->type != I_NP || e->s->t[np->head].mention == NONE || !umbel_event_party(e->d, e->s, k, &who)) continue;
        if (who.party.kind != UMBEL_KIND_GROUP && who.party.kind != UMBEL_KIND_ORGAN) continue;
        if (e->d->caseless && who.party.kind != UMBEL_KIND_GROUP) continue;
        umbel_add_event_party(t->by.n ? &t->on : &t->by, &who, BY_AGENT);
    }
}

static size_t tell(const event_sentence *e, telling *out, bool *dropped) {
    size_t n = 0;
    for (size_t k = 0; k < e->n_acts;) {
        telling *t = &out[n++];
        size_t first = k;
        *t = (telling){.segment = segment_of(e, e->acts[k].at)};
        do add_act(t, &e->acts[k++]);
        while (k < e->n_acts && !parts_from(e, t, &e->acts[k]));
        t->anew = is_anew(e, t->first);
        if (t->type == UMBEL_EVENT_CLASH && !t->by.n && !t->on.n && n == 1) name_fighters(e, t);
        time_of(e, t);
        t->place = place_of(e, e->acts + first, k - first, t);
        if (is_long(t)) n--, *dropped = true;
    }
    return n;
}

/* ---- which event of the document ------------------------------------------------------------ */

static bool contains(umbel_str a, umbel_str b) {
    return umbel_str_find(a, b) != SIZE_MAX || umbel_str_find(b, a) != SIZE_MAX;
}

static bool touch(const umbel_interval *a, const umbel_interval *b) {
    return (!a->from.precision || !b->to.precision || a->from.t_first <= b->to.t_last) &&
           (!b->from.precision || !a->to.precision || b->from.t_first <= a->to.t_last);
}

static bool named_place(const telling *t) { return t->place && t->place->grade != PLACE_DESCRIBED; }

typedef enum fit { APART, MAY, SAME } fit;

/* Types that may be one event: an arrest takes in a seizure, a kidnapping a killing, a capture the fighting. */
static bool types_fit(const event_draft *x, const telling *t, bool own) {
    if (x->type == t->type) return true;
    if (is_violence(x->type) && is_violence(t->type)) return true;
    if (x->type == UMBEL_EVENT_CAPTURE && is_violence(t->type)) return true;
    if (t->type == UMBEL_EVENT_CAPTURE && is_violence(x->type) && !x->weak) return true;
    if (is_violence(t->type)) return !own || t->weak;
    if (t->type == UMBEL_EVENT_OTHER) return !own;
    if (t->type == UMBEL_EVENT_KIDNAPPING && x->weak) return !own;
    return false;
}

static bool shares(const event_parties *a, const event_parties *b) {
    for (size_t i = 0; i < a->n; i++)
        for (size_t j = 0; j < b->n; j++)
            if (a->of[i].entity == b->of[j].entity && a->of[i].entity < UINT32_MAX - 1) return true;
    return false;
}

static bool has_entity(const event_parties *list) {
    for (size_t i = 0; i < list->n; i++)
        if (list->of[i].entity != UINT32_MAX) return true;
    return false;
}

/* Both name who did it, and none of one is of the other. */
static bool other_parties(const event_draft *x, const telling *t) {
    if (!has_entity(&x->by) || !has_entity(&t->by)) return false;
    return !shares(&x->by, &t->by) && !shares(&x->on, &t->by) && !shares(&x->by, &t->on) && !shares(&x->on, &t->on);
}

static fit fits(const event_sentence *e, const event_draft *x, const telling *t) {
    umbel_party place = t->place ? umbel_place_party(e->d, e->s, t->place) : (umbel_party){0};
    bool own_place = named_place(t), own = own_place || t->has_when;
    fit result = own ? APART : MAY;
    if (x->type == UMBEL_EVENT_KIDNAPPING && is_violence(t->type) && t->weak && !own_place)
        return MAY; /* of a captive */
    if (!types_fit(x, t, own)) return APART;
    if (!own && !t->weak && !t->noun_only && other_parties(x, t)) return APART;
    if (t->has_when && x->has_when) {
        if (!touch(&t->when, &x->when)) return APART;
        result = MAY;
    } else if (t->has_when) {
        result = MAY;
    }
    if (own_place && x->has_place && x->place_grade != PLACE_DESCRIBED) {
        bool alike = contains(place.quote.text, x->place.quote.text);
        bool finer = t->place->grade != x->place_grade;
        if (!alike && !finer) return APART;
        result = alike ? SAME : MAY;
    } else if (own_place) {
        result = MAY;
    }
    return t->anew && result != SAME ? APART : t->anew && t->has_when && !x->has_when ? APART : result;
}

static event_draft *find_draft(const event_sentence *e, event_drafts *drafts, const telling *t, size_t fresh) {
    event_draft *may = NULL;
    for (size_t i = drafts->n; i-- > 0 && i + WINDOW >= drafts->n;) {
        fit f = fits(e, &drafts->of[i], t);
        if (i >= fresh && f == MAY && named_place(t)) f = APART; /* two places in one sentence are two events */
        if (f == SAME) return &drafts->of[i];
        if (f == MAY && !may &&
            (i + 1 == drafts->n || t->has_when || named_place(t) || !is_violence(drafts->of[i + 1].type)))
            may = &drafts->of[i];
    }
    return may;
}

/* ---- drafts --------------------------------------------------------------------------------- */

static umbel_status add_mark(umbel_ctx *cx, document_state *d, const sentence *s, event_draft *x, uint32_t begin) {
    event_drafts *list = d->events;
    UMBEL_TRY(umbel_reserve(cx, &d->out->arena, (void *)&list->marks, &list->cap_marks, list->n_marks + 1,
                            sizeof *list->marks));
    list->marks[list->n_marks++] = (event_mark){s->passage.n, begin, (uint32_t)(x - list->of)};
    umbel_passage last = x->n_also ? x->also[x->n_also - 1] : x->passage;
    if (last.n == s->passage.n) return UMBEL_OK;
    UMBEL_TRY(umbel_reserve(cx, &d->out->arena, (void *)&x->also, &x->cap_also, x->n_also + 1, sizeof *x->also));
    x->also[x->n_also++] = s->passage;
    return UMBEL_OK;
}

static umbel_status new_draft(umbel_ctx *cx, document_state *d, const sentence *s, const telling *t,
                              event_draft **out) {
    event_drafts *list = d->events;
    *out = NULL;
    if (list->n == UMBEL_EVENTS_MAX) return UMBEL_OK;
    UMBEL_TRY(umbel_reserve(cx, &d->out->arena, (void *)&list->of, &list->cap, list->n + 1, sizeof *list->of));
    *out = &list->of[list->n++];
    **out = (event_draft){.type = t->type,
                          .weak = t->weak,
                          .noun_only = t->noun_only,
                          .passage = s->passage,
                          .begin = s->t[t->first].begin};
    return UMBEL_OK;
}

static void refine(const event_sentence *e, event_draft *x, const telling *t) {
    if ((x->weak && !t->weak && is_violence(t->type) && is_violence(x->type)) ||
        (dominance(t->type) > dominance(x->type) && is_violence(x->type) &&
         (t->type == UMBEL_EVENT_STRIKE || !is_violence(t->type)) && t->type != UMBEL_EVENT_OTHER))
        x->type = t->type;
    x->weak = x->weak && t->weak;
    x->noun_only = x->noun_only && t->noun_only;
    x->find = x->find || t->find;
    if (!x->weapon.n) x->weapon = t->weapon;
    if (t->place && (!x->has_place || x->inherited_place || t->place->grade < x->place_grade)) {
        x->place = umbel_place_party(e->d, e->s, t->place);
        x->place_grade = t->place->grade;
        x->has_place = true;
        x->inherited_place = false;
    }
    if (t->has_when && !x->has_when) {
        x->when = t->when;
        x->has_when = true;
    }
    if (t->type == UMBEL_EVENT_OTHER && x->type != UMBEL_EVENT_OTHER) return; /* "weapons were recovered" */
    for (size_t i = 0; i < t->by.n; i++) umbel_add_event_party(&x->by, &t->by.of[i], (by_rank)t->by.of[i].rank);
    for (size_t i = 0; i < t->on.n; i++) umbel_add_event_party(&x->on, &t->on.of[i], (by_rank)t->on.of[i].rank);
}

/* "here", "in the capital": the dateline; a further event without a place of its own: that of the one before. */
static void borrow_place(const event_sentence *e, event_draft *x, const event_draft *before, bool anew) {
    bool here = false;
    for (int i = e->d->n_dateline; i < e->s->n; i++) here = here || IS(e, i, "here");
    if (here && e->d->dateline.text.n && (!x->has_place || x->place_grade == PLACE_DESCRIBED)) {
        x->place = (umbel_party){.quote = e->d->dateline, .kind = UMBEL_KIND_PLACE};
        x->place_grade = PLACE_SPOT;
        x->has_place = true;
    }
    bool far = x->has_when && before && before->has_when && !anew &&
               (x->when.from.t_first > before->when.to.t_last + 3 || x->when.to.t_last + 3 < before->when.from.t_first);
    if (!x->has_place && before && before->has_place && !far) {
        x->place = before->place;
        x->place_grade = before->place_grade;
        x->has_place = x->inherited_place = true;
    }
}

static umbel_str weapon_in(const event_sentence *e, int first, int last) {
    const umbel_eventwords *table = &e->d->ex->eventwords;
    umbel_str found = {0};
    for (int i = first < 0 ? 0 : first; i <= last && i < e->s->n; i++)
        for (uint32_t k = e->words[i]; k; k = table->words[k - 1].next)
            if (table->words[k - 1].use == USE_WEAPON && umbel_event_use(e, i, USE_WEAPON) &&
                (!found.n || umbel_str_starts(table->words[k - 1].weapon, UMBEL_STR("suicide"))))
                found = table->words[k - 1].weapon;
    return found;
}

/* The draft that figures of a sentence without an act belong to: the last with violence, told not long before, and not
 * of another place than the sentence's. */
static size_t last_of_figures(const event_sentence *e, const event_drafts *drafts) {
    for (size_t i = drafts->n; i-- > 0 && i + 3 >= drafts->n;) {
        const event_draft *x = &drafts->of[i];
        uint32_t told = x->n_also ? x->also[x->n_also - 1].n : x->passage.n;
        if (x->type == UMBEL_EVENT_OTHER || e->s->passage.n > told + 4) continue;
        for (size_t k = 0; k < e->n_places; k++) {
            umbel_party place = umbel_place_party(e->d, e->s, &e->places[k]);
            bool ward = false; /* where the wounded lie is not where they fell */
            for (int j = e->places[k].prep - 1; j >= 0 && j > e->places[k].prep - 4; j--)
                ward = ward || IS(e, j, "hospital", "hospitals", "clinic", "morgue", "mortuary", "doctors");
            if (!ward && e->places[k].grade == PLACE_SPOT && !e->places[k].of_speaker && x->has_place &&
                x->place_grade == PLACE_SPOT && !contains(place.quote.text, x->place.quote.text) && e->n_acts == 0)
                return SIZE_MAX;
        }
        return i;
    }
    return SIZE_MAX;
}

/* Each figure belongs to the act of its clause, else to the last draft. */
static void give_figures(const event_sentence *e, event_drafts *drafts, const figures *found, const telling *told,
                         const size_t *draft_of, size_t n) {
    for (size_t k = 0; k < found->n; k++) {
        const figure *f = &found->of[k];
        size_t best = SIZE_MAX;
        int nearest = 1 << 20;
        for (size_t i = 0; i < n; i++) {
            int distance = f->at > told[i].last    ? f->at - told[i].last
                           : told[i].first > f->at ? told[i].first - f->at
                                                   : 0;
            if (segment_of(e, f->at) != told[i].segment) distance += 100;
            if (draft_of[i] != SIZE_MAX && distance < nearest) best = draft_of[i], nearest = distance;
        }
        if (best == SIZE_MAX) best = last_of_figures(e, drafts);
        if (best == SIZE_MAX) continue;
        event_draft *x = &drafts->of[best];
        if (x->figures.n < UMBEL_FIGURES_MAX) x->figures.of[x->figures.n++] = *f;
    }
}

static umbel_status keep(umbel_ctx *cx, document_state *d, const event_sentence *e, telling *told, size_t n,
                         size_t *draft_of) {
    size_t fresh = d->events->n;
    for (size_t i = 0; i < n; i++) {
        telling *t = &told[i];
        draft_of[i] = SIZE_MAX;
        if (!t->weapon.n || umbel_str_eq(t->weapon, UMBEL_STR("bomb"))) {
            umbel_str weapon = weapon_in(e, t->first - 12, t->last + 12);
            if (weapon.n) t->weapon = weapon;
        }
        event_draft *x = find_draft(e, d->events, t, fresh);
        const event_draft *before = d->events->n ? &d->events->of[d->events->n - 1] : NULL;
        bool is_new = !x;
        if (!x) {
            size_t last = d->events->n;
            UMBEL_TRY(new_draft(cx, d, e->s, t, &x));
            if (!x) return UMBEL_OK;
            before = last ? &d->events->of[last - 1] : NULL; /* the list may have moved */
        }
        refine(e, x, t);
        if (is_new) borrow_place(e, x, before, t->anew);
        UMBEL_TRY(add_mark(cx, d, e->s, x, e->s->t[t->first].begin));
        draft_of[i] = (size_t)(x - d->events->of);
    }
    return UMBEL_OK;
}

/* A sentence without a word of the table says nothing of events, but for a denial or "speaks of 200". */
static bool bears_on_events(const event_sentence *e) {
    bool any = false;
    for (int i = 0; i < e->s->n && !any; i++)
        any = e->words[i] || (e->d->events->n && umbel_is_speech(e, i)) || IS(e, i, "dead", "no", "bodies", "deaths");
    return any;
}

/* Reads a sentence that bears on events into the document's drafts. */
static umbel_status read_telling(umbel_ctx *cx, document_state *d, event_sentence *e) {
    telling *told = UMBEL_NEW(cx, &cx->scratch, telling, e->max_acts);
    figures *found = UMBEL_NEW(cx, &cx->scratch, figures, 1);
    size_t draft_of[UMBEL_ACTS_MAX];
    if (!told || !found) return cx->err.code;
    umbel_read_acts(e);
    umbel_read_figures(e, d->events->last_claimant, d->events->last_kind, found);
    bool dropped = false;
    size_t n = tell(e, told, &dropped);
    if (dropped && n == 0) found->n = 0;
    umbel_status status = keep(cx, d, e, told, n, draft_of);
    if (status == UMBEL_OK) give_figures(e, d->events, found, told, draft_of, n);
    umbel_kind kind;
    umbel_str voice = umbel_last_voice(e, &kind);
    if (voice.n) d->events->last_claimant = voice, d->events->last_kind = kind;
    if (status == UMBEL_OK) umbel_read_blame(e, d->events->of, d->events->n);
    return status;
}

umbel_status umbel_read_events(umbel_ctx *cx, document_state *d, const sentence *s) {
    umbel_mark mark = umbel_arena_mark(&cx->scratch);
    event_sentence e;
    if (!d->events) d->events = UMBEL_NEW(cx, &d->out->arena, event_drafts, 1);
    if (!d->events) return cx->err.code;
    umbel_status status = umbel_view_sentence(cx, d, s, &e);
    if (status == UMBEL_OK) status = number_segments(cx, &e);
    if (status == UMBEL_OK && bears_on_events(&e)) status = read_telling(cx, d, &e);
    umbel_arena_release(cx, &cx->scratch, mark);
    return status;
}
