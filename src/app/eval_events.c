/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Events against gold: of a like type, with dates that meet, and with place, doer or sufferer in common. */
#include <string.h>

#include "app/eval.h"

enum { FOUND, N_PRED, N_GOLD, RIGHT };
enum { TYPE, PLACE, DATE, BY, KILLED, N_TRAITS }; /* among the found: RIGHT + 2k right, of RIGHT + 2k + 1 */

#define OPEN_FROM  (0 * 372 + 1 * 31 + 1)
#define OPEN_TO    (9999 * 372 + 12 * 31 + 31)
#define WIDER_DAYS 62 /* a guess that much wider than the gold does not count */

static const char *const trait_names[N_TRAITS] = {"type", "place", "date", "by", "killed"};

/* Days as the scorer counts them: months of 31, years of 372. */
typedef struct days {
    bool known;
    int first, last;
} days;

typedef struct gold {
    const json_t *row;
    umbel_event_type type;
    name_set place, by, on;
    days date;
    bool dated, optional, used;
    int32_t low, high; /* killed; -1 where not said */
} gold;

typedef struct answer {
    const umbel_event *event;
    name_set place, by, on;
    days date;
    bool dated;
} answer;

/* A number with X as 0 or 9; -1 where there is none. */
static int digits(umbel_str s, bool last) {
    int n = 0;
    for (size_t i = 0; i < s.n && i < 4; i++) {
        char c = s.p[i] == 'X' ? (last ? '9' : '0') : s.p[i];
        if (c < '0' || c > '9') return -1;
        n = n * 10 + (c - '0');
    }
    return s.n ? n : -1;
}

/* First or last day of an EDTF date; false for an open end. */
static bool edge(umbel_str s, bool last, int *out) {
    static const int season_first[] = {3 * 31 + 1, 6 * 31 + 1, 9 * 31 + 1, 12 * 31 + 1},
                     season_last[] = {5 * 31 + 31, 8 * 31 + 31, 11 * 31 + 30, 12 * 31 + 31};
    umbel_str part;
    int field[3] = {-1, -1, -1};
    s = umbel_str_trim(s);
    while (s.n && strchr("~?%", s.p[s.n - 1])) s.n--;
    while (s.n && strchr("~?%", s.p[0])) s.p++, s.n--;
    if (!s.n || umbel_str_eq(s, UMBEL_STR(".."))) return false;
    for (int i = 0; i < 3 && umbel_str_cut(&s, '-', &part); i++) field[i] = digits(part, last);
    if (field[0] < 0) return false;
    if (field[1] >= 21 && field[1] <= 24)
        *out = field[0] * 372 + (last ? season_last : season_first)[field[1] - 21];
    else if (field[1] <= 0 || field[1] == 99)
        *out = field[0] * 372 + (last ? 12 * 31 + 31 : 31 + 1);
    else if (field[2] <= 0 || field[2] == 99)
        *out = field[0] * 372 + field[1] * 31 + (last ? 31 : 1);
    else
        *out = field[0] * 372 + field[1] * 31 + field[2];
    return true;
}

static days days_of(umbel_str date) {
    umbel_str first = {0};
    days d = {.first = OPEN_FROM, .last = OPEN_TO};
    if (!umbel_str_cut(&date, '/', &first)) return d;
    bool from = edge(first, false, &d.first), to = edge(date.n ? date : first, true, &d.last);
    d.known = from || to;
    return d;
}

/* As the answer is printed: one date where both ends are the same. */
static days days_of_interval(const umbel_interval *when) {
    char from[UMBEL_DATE_MAX], to[UMBEL_DATE_MAX], text[2 * UMBEL_DATE_MAX + 4];
    size_t n_from = umbel_date_print(&when->from, from), n_to = umbel_date_print(&when->to, to);
    if (!n_from && !n_to) return (days){.known = false};
    int n = snprintf(text, sizeof text, "%s/%s", n_from ? from : "..", n_to ? to : "..");
    return days_of((umbel_str){text, (size_t)n});
}

static bool meet(const days *a, const days *b) {
    if (!a->known || !b->known) return true;
    return a->first <= b->last && b->first <= a->last && a->last - a->first <= b->last - b->first + WIDER_DAYS;
}

static umbel_status add_norm(umbel_ctx *cx, name_set *set, umbel_str text) {
    umbel_str norm;
    UMBEL_TRY(umbel_eval_norm(cx, &cx->scratch, text, NORM_MUC, &norm));
    return norm.n ? umbel_names_add(cx, &cx->scratch, set, norm) : UMBEL_OK;
}

static umbel_status add_parties(umbel_ctx *cx, name_set *set, const umbel_party *list, size_t n) {
    for (size_t i = 0; i < n; i++) {
        UMBEL_TRY(add_norm(cx, set, list[i].quote.text));
        UMBEL_TRY(add_norm(cx, set, list[i].antecedent.text));
    }
    return UMBEL_OK;
}

static umbel_status add_strings(umbel_ctx *cx, name_set *set, const json_t *list) {
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *s = json_array_get(list, i);
        if (json_is_string(s)) UMBEL_TRY(add_norm(cx, set, (umbel_str){json_string_value(s), json_string_length(s)}));
    }
    return UMBEL_OK;
}

static int32_t bound(const json_t *count, const char *key) {
    const json_t *v = json_object_get(count, key);
    json_int_t n = json_integer_value(v);
    return json_is_integer(v) && n >= 0 && n <= INT32_MAX ? (int32_t)n : -1;
}

static umbel_status read_gold(umbel_ctx *cx, const json_t *row, gold *g) {
    const json_t *killed = json_object_get(row, "killed");
    umbel_str date = umbel_eval_text(row, "date");
    g->row = row;
    if (!umbel_event_type_parse(umbel_eval_text(row, "type"), &g->type)) g->type = UMBEL_EVENT_NONE;
    g->date = days_of(date);
    g->dated = date.n > 0;
    g->optional = json_is_true(json_object_get(row, "optional"));
    g->low = bound(killed, "low");
    g->high = bound(killed, "high");
    UMBEL_TRY(add_strings(cx, &g->place, json_object_get(row, "place")));
    UMBEL_TRY(add_strings(cx, &g->by, json_object_get(row, "by")));
    return add_strings(cx, &g->on, json_object_get(row, "on"));
}

static umbel_status read_answer(umbel_ctx *cx, const umbel_event *e, answer *a) {
    *a = (answer){.event = e, .date = days_of_interval(&e->when)};
    a->dated = e->when.from.precision != UMBEL_PRECISION_UNKNOWN || e->when.to.precision != UMBEL_PRECISION_UNKNOWN;
    UMBEL_TRY(add_parties(cx, &a->place, &e->place, 1));
    UMBEL_TRY(add_parties(cx, &a->by, e->by, e->n_by));
    return add_parties(cx, &a->on, e->on, e->n_on);
}

/* How much an answer has in common with a gold row it may be; 0: nothing. */
static int in_common(const answer *a, const gold *g) {
    bool fight = (a->event->type == UMBEL_EVENT_ATTACK && g->type == UMBEL_EVENT_CLASH) ||
                 (a->event->type == UMBEL_EVENT_CLASH && g->type == UMBEL_EVENT_ATTACK);
    if ((a->event->type != g->type && !fight) || !meet(&a->date, &g->date)) return 0;
    int n = 4 * umbel_names_touch(&a->place, &g->place) + 2 * umbel_names_touch(&a->by, &g->by) +
            umbel_names_touch(&a->on, &g->on);
    int turned = 2 * umbel_names_touch(&a->on, &g->by) + umbel_names_touch(&a->by, &g->on);
    return g->type == UMBEL_EVENT_CLASH && turned > n ? turned : n;
}

static void count_found(tally *t, const answer *a, const gold *g) {
    const umbel_count *k = &a->event->killed;
    bool none = k->low < 0 && k->high < 0;
    bool right[N_TRAITS] = {a->event->type == g->type, umbel_names_touch(&a->place, &g->place),
                            (a->dated && meet(&a->date, &g->date)) || !g->dated, umbel_names_touch(&a->by, &g->by),
                            (none ? -1 : k->low) == g->low && (none ? -1 : k->high) == g->high};
    bool of[N_TRAITS] = {true, json_array_size(json_object_get(g->row, "place")) > 0, true,
                         json_array_size(json_object_get(g->row, "by")) > 0, true};
    for (int i = 0; i < N_TRAITS; i++) {
        t->n[RIGHT + 2 * i] += of[i] && right[i];
        t->n[RIGHT + 2 * i + 1] += of[i];
    }
}

static umbel_str first_of(const json_t *row, const char *key) {
    const json_t *s = json_array_get(json_object_get(row, key), 0);
    return json_is_string(s) ? (umbel_str){json_string_value(s), json_string_length(s)} : (umbel_str){0};
}

static umbel_status note_extra(umbel_ctx *cx, eval_item *item, const umbel_event *e) {
    return umbel_eval_error_add(cx, item,
                                &(umbel_eval_error){.what = UMBEL_STR("extra"),
                                                    .subject = e->n_by ? e->by[0].quote.text : (umbel_str){0},
                                                    .tie = umbel_str_of(umbel_event_type_name(e->type)),
                                                    .object = e->place.quote.text,
                                                    .sentence = e->passage_text});
}

static umbel_status score(umbel_ctx *cx, eval_item *item) {
    const json_t *rows = json_object_get(item->row, "events");
    size_t n = json_array_size(rows);
    tally *t = &item->tally;
    if (n > EVAL_ROWS_MAX)
        return UMBEL_FAIL(cx, UMBEL_E_LIMIT, "%zu gold rows in one document, more than %d", n, EVAL_ROWS_MAX);
    gold *g = UMBEL_NEW(cx, &cx->scratch, gold, n);
    if (!g) return cx->err.code;
    for (size_t j = 0; j < n; j++) UMBEL_TRY(read_gold(cx, json_array_get(rows, j), &g[j]));
    for (size_t i = 0; i < item->reading->n_events; i++) {
        answer a;
        size_t best = n;
        int most = 0;
        UMBEL_TRY(read_answer(cx, &item->reading->events[i], &a));
        for (size_t j = 0; j < n; j++) {
            int common = g[j].used ? 0 : in_common(&a, &g[j]);
            if (common > most) most = common, best = j;
        }
        if (best < n) g[best].used = true;
        if (best < n && g[best].optional) continue;
        t->n[N_PRED]++;
        if (best == n) {
            UMBEL_TRY(note_extra(cx, item, a.event));
            continue;
        }
        t->n[FOUND]++;
        count_found(t, &a, &g[best]);
    }
    for (size_t j = 0; j < n; j++) {
        umbel_eval_error e = {.what = UMBEL_STR("missed"),
                              .subject = first_of(g[j].row, "by"),
                              .tie = umbel_eval_text(g[j].row, "type"),
                              .object = first_of(g[j].row, "place"),
                              .sentence = item->document.text};
        t->n[N_GOLD] += !g[j].optional;
        if (!g[j].used && !g[j].optional) UMBEL_TRY(umbel_eval_error_add(cx, item, &e));
    }
    return UMBEL_OK;
}

static void figures_of(const tally *t, const eval_groups *groups, figures *out) {
    const int64_t *n = t->n;
    (void)groups;
    umbel_eval_put_prf(out, true, "event", (int64_t[]){n[FOUND], n[FOUND]}, n[N_PRED], n[N_GOLD]);
    for (int i = 0; i < N_TRAITS; i++)
        umbel_eval_put(out, true, umbel_eval_share(n[RIGHT + 2 * i], n[RIGHT + 2 * i + 1]), n[RIGHT + 2 * i + 1],
                       "among_found.%s", trait_names[i]);
}

const eval_scorer umbel_eval_events = {"events", "id", "text", NULL, score, figures_of};
