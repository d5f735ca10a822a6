/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Drafts to events of the model, and the statements that point to them. */
#include <string.h>

#include "base/hash.h"
#include "extract/event.h"

static const char *const side_names[N_SIDES] = {"", "forces", "civilians", "militants"};

/* Enough said to be an event that a reader could look for: where, or when and by or upon whom. */
static bool is_event(const event_draft *x) {
    bool own_place = x->has_place && !x->inherited_place && x->place_grade != PLACE_DESCRIBED;
    bool parties = x->by.n || x->on.n;
    if (x->type == UMBEL_EVENT_NONE) return false;
    if (x->noun_only && !x->has_when && !x->figures.n && !x->by.n) return false; /* only mentioned */
    if (x->type == UMBEL_EVENT_ARREST && x->has_place && x->on.n) return true;
    return own_place || (x->has_place && (x->has_when || x->figures.n)) || (parties && (x->has_when || x->figures.n));
}

static umbel_status copy_parties(umbel_ctx *cx, umbel_arena *arena, const event_parties *from,
                                 bool (*keep)(const event_parties *, size_t), umbel_party **out, size_t *n) {
    *out = UMBEL_NEW(cx, arena, umbel_party, from->n + 1);
    *n = 0;
    if (!*out) return cx->err.code;
    for (int rank = BY_CLAIMED; rank >= 0; rank--)
        for (size_t i = 0; i < from->n; i++)
            if (from->of[i].rank == rank && keep(from, i)) (*out)[(*n)++] = from->of[i].party;
    return UMBEL_OK;
}

static bool is_named(const event_party *who) { return who->entity != UINT32_MAX; }

/* A description stands only where nobody is named; a guess only where nobody acts, claims or is blamed. */
static bool keep_by(const event_parties *list, size_t k) {
    bool named = false, better = false;
    for (size_t i = 0; i < list->n; i++) {
        named = named || is_named(&list->of[i]);
        better = better || (is_named(&list->of[i]) && list->of[i].rank > BY_SAYS);
    }
    if (!is_named(&list->of[k])) return !named;
    return list->of[k].rank > BY_SAYS || !better;
}

static bool keep_all(const event_parties *list, size_t k) {
    (void)list;
    (void)k;
    return true;
}

static umbel_status add_sides(umbel_ctx *cx, umbel_arena *arena, const event_draft *x, umbel_event *out) {
    out->sides = UMBEL_NEW(cx, arena, umbel_event_side, N_SIDES);
    if (!out->sides) return cx->err.code;
    for (int side = SIDE_FORCES; side < N_SIDES; side++) {
        umbel_event_side row = {umbel_str_of(side_names[side]), umbel_total_figures(&x->figures, false, side),
                                umbel_total_figures(&x->figures, true, side)};
        if (row.killed.low >= 0 || row.wounded.low >= 0) out->sides[out->n_sides++] = row;
    }
    return UMBEL_OK;
}

static umbel_status close_one(umbel_ctx *cx, const document_state *d, event_draft *x, umbel_event *out) {
    umbel_arena *arena = &d->out->arena;
    char where[64];
    *out = (umbel_event){.document = d->document->id,
                         .passage = x->passage,
                         .type = (umbel_event_type)x->type,
                         .when = x->when,
                         .weapon = x->weapon.n ? x->weapon : UMBEL_STR("unknown"),
                         .also = x->also,
                         .n_also = x->n_also,
                         .extractor = UMBEL_STR(UMBEL_EXTRACTOR)};
    out->passage_text = (umbel_str){d->document->text.p + x->passage.begin, x->passage.end - x->passage.begin};
    if (x->has_place) out->place = x->place;
    out->killed = umbel_total_figures(&x->figures, false, N_SIDES);
    out->wounded = umbel_total_figures(&x->figures, true, N_SIDES);
    UMBEL_TRY(copy_parties(cx, arena, &x->by, keep_by, &out->by, &out->n_by));
    UMBEL_TRY(copy_parties(cx, arena, &x->on, keep_all, &out->on, &out->n_on));
    UMBEL_TRY(add_sides(cx, arena, x, out));
    int n = snprintf(where, sizeof where, "%u-%u %u", x->passage.begin, x->passage.end, x->begin);
    umbel_str parts[] = {
        d->document->id, UMBEL_STR("event"), umbel_str_of(umbel_event_type_name(out->type)), {where, (size_t)n}};
    return umbel_id_of(cx, arena, parts, sizeof parts / sizeof *parts, &out->id);
}

static bool is_hostile(umbel_tie tie) {
    return tie == UMBEL_TIE_ATTACKS || tie == UMBEL_TIE_FIGHTS || tie == UMBEL_TIE_STRIKES;
}

static umbel_status point(umbel_ctx *cx, const document_state *d, umbel_statement *st, umbel_str id) {
    umbel_attribute *a = UMBEL_NEW(cx, &d->out->arena, umbel_attribute, st->n_attributes + 1);
    if (!a) return cx->err.code;
    if (st->n_attributes) memcpy(a, st->attributes, st->n_attributes * sizeof *a);
    a[st->n_attributes++] = (umbel_attribute){UMBEL_STR("event"), id};
    st->attributes = a;
    return UMBEL_OK;
}

/* Each hostility statement points to the event told nearest to its words in its passage. Marks and statements both come
 * in the order of the text, so one walk serves all. */
static umbel_status link_statements(umbel_ctx *cx, const document_state *d, const size_t *event_of) {
    const event_drafts *list = d->events;
    size_t from = 0;
    for (size_t i = 0; i < d->out->n_statements; i++) {
        umbel_statement *st = &d->out->statements[i];
        uint32_t nearest = UINT32_MAX;
        size_t best = SIZE_MAX;
        while (from < list->n_marks && list->marks[from].passage < st->passage.n) from++;
        if (!is_hostile(st->tie) || st->polarity == UMBEL_DENIED || !st->n_cues) continue;
        for (size_t k = from; k < list->n_marks && list->marks[k].passage == st->passage.n; k++) {
            uint32_t at = st->cues[0].quote.begin, mark = list->marks[k].begin;
            uint32_t distance = at > mark ? at - mark : mark - at;
            if (event_of[list->marks[k].draft] != SIZE_MAX && distance < nearest)
                nearest = distance, best = event_of[list->marks[k].draft];
        }
        if (best != SIZE_MAX) UMBEL_TRY(point(cx, d, st, d->out->events[best].id));
    }
    return UMBEL_OK;
}

umbel_status umbel_close_events(umbel_ctx *cx, document_state *d) {
    event_drafts *list = d->events;
    umbel_reading *out = d->out;
    if (!list || !list->n) return UMBEL_OK;
    size_t *event_of = UMBEL_NEW(cx, &out->arena, size_t, list->n);
    if (!event_of) return cx->err.code;
    for (size_t i = 0; i < list->n; i++) {
        event_of[i] = SIZE_MAX;
        if (!is_event(&list->of[i])) continue;
        UMBEL_TRY(umbel_reserve(cx, &out->arena, (void *)&out->events, &out->cap_events, out->n_events + 1,
                                sizeof *out->events));
        UMBEL_TRY(close_one(cx, d, &list->of[i], &out->events[out->n_events]));
        event_of[i] = out->n_events++;
    }
    return link_statements(cx, d, event_of);
}
