/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures of one event to one range: sides are added up, a later figure replaces, claims that differ make a range. */
#include "extract/casualty.h"

/* A figure that counts, widened by what others claim of the same people. */
typedef struct entry {
    umbel_count count;
    const figure *from;
    uint8_t side;
    bool conflict, added;
} entry;

typedef struct tally {
    entry of[UMBEL_FIGURES_MAX];
    size_t n;
} tally;

static bool is_zero(const umbel_count *c) { return c->high == 0 && c->low == 0; }

static bool overlap(uint8_t a, uint8_t b) { return a == b || a == SIDE_PEOPLE || b == SIDE_PEOPLE; }

static umbel_count sum(umbel_count a, umbel_count b) {
    return (umbel_count){a.low + b.low, a.best < 0 || b.best < 0 ? -1 : a.best + b.best,
                         a.high < 0 || b.high < 0 ? -1 : a.high + b.high};
}

static void append(tally *t, const figure *f, uint8_t side) {
    if (t->n < UMBEL_FIGURES_MAX) t->of[t->n++] = (entry){.count = f->count, .from = f, .side = side, .added = f->more};
}

static void drop(tally *t, size_t i) {
    for (; i + 1 < t->n; i++) t->of[i] = t->of[i + 1];
    t->n--;
}

/* All entries that a total speaks of become one. */
static entry *collapse(tally *t) {
    while (t->n > 1) {
        t->of[0].count = sum(t->of[0].count, t->of[1].count);
        t->of[0].conflict = t->of[0].conflict || t->of[1].conflict;
        t->of[0].side = SIDE_PEOPLE;
        drop(t, 1);
    }
    return &t->of[0];
}

/* The least and most claimed; the best is that of a monitor, else none. */
static void widen(entry *x, const figure *f) {
    int32_t high = x->count.high, least_open = -1;
    if (x->count.high < 0) least_open = x->count.low;
    if (f->count.high < 0 && f->count.low > least_open) least_open = f->count.low;
    if (f->count.high > high) high = f->count.high;
    if (high >= 0 && high < least_open) high = -1;
    bool same = x->count.low == f->count.low && x->count.high == f->count.high;
    int32_t best = f->monitor ? f->count.best : x->from->monitor ? x->count.best : same ? x->count.best : -1;
    x->count = (umbel_count){f->count.low < x->count.low ? f->count.low : x->count.low, best, high};
    x->conflict = true;
    if (f->monitor) x->from = f;
}

static bool rivals(const figure *a, const figure *b) {
    if (umbel_str_eq(a->claimant, b->claimant)) return false;
    bool differ = a->count.low != b->count.low || a->count.high != b->count.high;
    bool sides = (a->belligerent || b->belligerent) && a->passage != b->passage && differ;
    return (a->claimant.n && b->claimant.n) || sides;
}

static bool same_noun(const figure *a, const figure *b) {
    return a->bare || b->bare || !a->noun.n || !b->noun.n || umbel_str_eq(a->noun, b->noun) ||
           umbel_str_starts(a->noun, b->noun) || umbel_str_starts(b->noun, a->noun);
}

static void replace(entry *x, const figure *f) {
    x->count = f->count;
    x->from = f;
    x->conflict = false;
    if (!f->bare) x->side = f->side;
}

static int32_t low_of(const tally *t) {
    int32_t low = 0;
    for (size_t i = 0; i < t->n; i++) low += t->of[i].count.low;
    return low;
}

/* A total ("27 people", "the toll") against what was counted before. */
static void take_total(tally *t, const figure *f) {
    int32_t before = low_of(t);
    const figure *first = t->of[0].from;
    if (f->passage == first->passage && !rivals(f, first)) {
        if (f->count.low > before) replace(collapse(t), f);
        return;
    }
    if (f->later || first->earlier)
        replace(collapse(t), f);
    else if (rivals(f, first))
        widen(collapse(t), f);
    else if (f->count.low >= before)
        replace(collapse(t), f);
}

/* A further figure of people already counted at x. */
static void take_again(tally *t, entry *x, const figure *f) {
    if (f->own && x->side == SIDE_PEOPLE && f->count.low <= x->count.low) return; /* one side's losses of a total */
    if (is_zero(&x->count) || x->from->earlier || f->later) {
        replace(x, f);
    } else if (f->passage == x->from->passage && !rivals(f, x->from)) {
        if (x->side == SIDE_PEOPLE && f->side != SIDE_MILITANTS && f->count.low <= x->count.low && !x->from->bare)
            return;
        append(t, f, f->side);
    } else if (rivals(f, x->from)) {
        widen(x, f);
    } else if (f->side == SIDE_MILITANTS && x->side == SIDE_PEOPLE) {
        append(t, f, f->side); /* attackers are counted apart */
    } else if (f->single) {
        if (!same_noun(f, x->from) && x->side != SIDE_PEOPLE) append(t, f, f->side);
    } else if (same_noun(f, x->from) || x->side == SIDE_PEOPLE) {
        if (f->count.low >= x->count.low || f->side == x->side) replace(x, f);
    } else {
        append(t, f, f->side);
    }
}

static void take(tally *t, const figure *f, uint8_t side) {
    if (is_zero(&f->count) && t->n) return;
    if (f->more || t->n == 0) {
        append(t, f, side);
        return;
    }
    if (f->earlier && !t->of[0].from->earlier) return; /* "an earlier count had put it at 24" */
    figure with_side = *f;
    if (side == SIDE_PEOPLE && t->n > 0 && !is_zero(&t->of[0].count)) {
        take_total(t, f);
        return;
    }
    (void)with_side;
    for (size_t i = t->n; i-- > 0;)
        if (overlap(t->of[i].side, side) && !t->of[i].added) {
            take_again(t, &t->of[i], f);
            return;
        }
    append(t, f, side);
}

umbel_count umbel_total_figures(const figures *list, bool wounded, int side) {
    tally t = {.n = 0};
    umbel_count total = {0, 0, 0};
    bool any = false;
    uint8_t last_side = SIDE_PEOPLE;
    for (size_t i = 0; i < list->n; i++) {
        const figure *f = &list->of[i];
        if (f->wounded != wounded || f->part) continue;
        uint8_t as = f->bare && !f->later && t.n == 1 ? last_side : f->side;
        take(&t, f, as);
        last_side = as;
    }
    for (size_t i = 0; i < t.n; i++) {
        if (side != N_SIDES && t.of[i].side != side) continue;
        total = sum(total, t.of[i].count);
        any = true;
    }
    return any ? total : (umbel_count){-1, -1, -1};
}
