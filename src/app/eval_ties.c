/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Ties against gold: typed pairs one to one, pairs, and pairs with polarity, certainty and speaker. */
#include <string.h>

#include "app/eval.h"

enum {
    TP,
    N_ANSWERS,
    N_GOLD,
    FULL,
    PAIR_FOUND,
    PAIR_EXTRA,
    PAIR_GOLD,
    INVALID,
    EMPTY,
    FALSE_TIES,
    RIGHT,                    /* [3] polarity, certainty, speaker */
    VALUE_HIT = RIGHT + 3,    /* [9] by value of gold */
    VALUE_OF = VALUE_HIT + 9, /* [9] */
    BY_TIE = VALUE_OF + 9,    /* [UMBEL_N_TIES][3] found, answers, gold */
    N_COUNTERS = BY_TIE + (int)UMBEL_N_TIES * 3
};
_Static_assert((int)N_COUNTERS <= EVAL_COUNTERS, "room for the counters");

enum { POLARITY, CERTAINTY, SPEAKER, N_ATTRIBUTES };
static const int first_value[N_ATTRIBUTES + 1] = {0, 2, 6, 9};

/* A gold row. */
typedef struct gold {
    const json_t *row;
    name_set subject, object;
    uint32_t ties; /* bits */
    umbel_tie first_tie;
    uint32_t fair[N_ATTRIBUTES]; /* bits of accepted values */
    int only[N_ATTRIBUTES];      /* the value where there is but one, -1 */
    bool optional;
} gold;

/* A predicted statement. */
typedef struct answer {
    const umbel_statement *st;
    name_set subject, object;
    int value[N_ATTRIBUTES];
} answer;

typedef struct comparison {
    eval_item *item;
    gold *gold;
    size_t n_gold;
    answer *answers;
    size_t n_answers;
    bool *edges;       /* [n_answers][n_gold] of the pass at hand */
    uint32_t *of_gold; /* [n_gold] index + 1 of the answer */
    bool *seen;        /* [n_gold] */
} comparison;

static bool is_pronoun(umbel_str s) {
    static const char *const words[] = {"it",    "its", "they", "them", "their", "he",    "him",  "his",
                                        "she",   "her", "this", "that", "these", "those", "both", "who",
                                        "which", "we",  "us",   "our",  "one",   "ones"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (umbel_str_eq(s, umbel_str_of(words[i]))) return true;
    return false;
}

static bool share_a_word(umbel_str a, umbel_str b) {
    umbel_str rest = a, word, other, word_b;
    while (umbel_str_cut(&rest, ' ', &word)) {
        other = b;
        while (word.n && umbel_str_cut(&other, ' ', &word_b))
            if (umbel_str_eq(word, word_b)) return true;
    }
    return false;
}

static umbel_status names_of(umbel_ctx *cx, const umbel_party *p, name_set *out) {
    umbel_str text, antecedent;
    UMBEL_TRY(umbel_eval_norm(cx, &cx->scratch, p->quote.text, NORM_TIES, &text));
    if (!p->antecedent.text.n) return text.n ? umbel_names_add(cx, &cx->scratch, out, text) : UMBEL_OK;
    UMBEL_TRY(umbel_eval_norm(cx, &cx->scratch, p->antecedent.text, NORM_TIES, &antecedent));
    UMBEL_TRY(umbel_names_add(cx, &cx->scratch, out, antecedent));
    return share_a_word(text, antecedent) ? umbel_names_add(cx, &cx->scratch, out, text) : UMBEL_OK;
}

/* Accepted strings; a pronoun alone is no name where the gold has one. */
static umbel_status accepted(umbel_ctx *cx, const json_t *strings, name_set *out) {
    name_set all = {0};
    for (size_t i = 0; i < json_array_size(strings); i++) {
        const json_t *s = json_array_get(strings, i);
        umbel_str norm;
        if (!json_is_string(s)) continue;
        UMBEL_TRY(umbel_eval_norm(cx, &cx->scratch, (umbel_str){json_string_value(s), json_string_length(s)}, NORM_TIES,
                                  &norm));
        UMBEL_TRY(umbel_names_add(cx, &cx->scratch, &all, norm));
        if (!is_pronoun(norm)) UMBEL_TRY(umbel_names_add(cx, &cx->scratch, out, norm));
    }
    if (out->n == 0) *out = all;
    return UMBEL_OK;
}

/* Number of an attribute's value, -1 for one that is unknown. */
static int value_of(int attribute, umbel_str s) {
    umbel_polarity p;
    umbel_certainty c;
    umbel_speaker_kind k;
    if (attribute == POLARITY) return umbel_polarity_parse(s, &p) ? (int)p : -1;
    if (attribute == CERTAINTY) return umbel_certainty_parse(s, &c) ? (int)c : -1;
    return umbel_speaker_kind_parse(s, &k) ? (int)k : -1;
}

static const char *value_name(int attribute, int value) {
    if (attribute == POLARITY) return umbel_polarity_name((umbel_polarity)value);
    if (attribute == CERTAINTY) return umbel_certainty_name((umbel_certainty)value);
    return umbel_speaker_kind_name((umbel_speaker_kind)value);
}

static const char *const attribute_names[N_ATTRIBUTES] = {"polarity", "certainty", "speaker"};

static umbel_str string_at(const json_t *v, size_t i) {
    if (json_is_array(v)) v = json_array_get(v, i);
    return json_is_string(v) ? (umbel_str){json_string_value(v), json_string_length(v)} : (umbel_str){0};
}

static umbel_status read_gold(umbel_ctx *cx, const json_t *row, gold *g) {
    g->row = row;
    g->optional = json_is_true(json_object_get(row, "optional"));
    UMBEL_TRY(accepted(cx, json_object_get(row, "subject"), &g->subject));
    UMBEL_TRY(accepted(cx, json_object_get(row, "object"), &g->object));
    const json_t *ties = json_object_get(row, "tie");
    for (size_t i = 0; i < json_array_size(ties); i++) {
        umbel_tie tie;
        if (!umbel_tie_parse(string_at(ties, i), &tie)) continue;
        g->ties |= 1u << tie;
        if (i == 0) g->first_tie = tie;
    }
    for (int a = 0; a < N_ATTRIBUTES; a++) {
        const json_t *v = json_object_get(row, attribute_names[a]);
        size_t n = json_is_array(v) ? json_array_size(v) : 1;
        g->only[a] = json_is_array(v) ? -1 : value_of(a, string_at(v, 0));
        for (size_t i = 0; i < n; i++) {
            int value = value_of(a, string_at(v, i));
            if (value >= 0) g->fair[a] |= 1u << value;
        }
    }
    return UMBEL_OK;
}

static bool pair_fits(const gold *g, const name_set *s, const name_set *o, bool both_ways) {
    return (umbel_names_touch(s, &g->subject) && umbel_names_touch(o, &g->object)) ||
           (both_ways && umbel_names_touch(s, &g->object) && umbel_names_touch(o, &g->subject));
}

static bool tie_fits(const gold *g, const answer *a) {
    return g->ties >> a->st->tie & 1 && pair_fits(g, &a->subject, &a->object, umbel_tie_symmetric(a->st->tie));
}

static bool polarity_fits(const gold *g, const answer *a) { return g->fair[POLARITY] >> a->value[POLARITY] & 1; }

static bool augment(comparison *m, size_t i) {
    for (size_t j = 0; j < m->n_gold; j++) {
        if (!m->edges[i * m->n_gold + j] || m->seen[j]) continue;
        m->seen[j] = true;
        if (!m->of_gold[j] || augment(m, m->of_gold[j] - 1)) {
            m->of_gold[j] = (uint32_t)i + 1;
            return true;
        }
    }
    return false;
}

static bool is_matched(const comparison *m, size_t i, size_t *gold_row) {
    for (size_t j = 0; j < m->n_gold; j++)
        if (m->of_gold[j] == i + 1) return *gold_row = j, true;
    return false;
}

/* One to one: required rows of the same polarity first, then optional ones, then those of the other polarity. */
static void match(comparison *m) {
    for (int pass = 0; pass < 4; pass++) {
        bool optional = pass & 1, same = pass < 2;
        for (size_t i = 0; i < m->n_answers; i++)
            for (size_t j = 0; j < m->n_gold; j++)
                m->edges[i * m->n_gold + j] = m->gold[j].optional == optional &&
                                              tie_fits(&m->gold[j], &m->answers[i]) &&
                                              (!same || polarity_fits(&m->gold[j], &m->answers[i]));
        for (size_t i = 0; i < m->n_answers; i++) {
            size_t j;
            if (is_matched(m, i, &j)) continue;
            memset(m->seen, 0, m->n_gold * sizeof *m->seen);
            augment(m, i);
        }
    }
}

static umbel_status read_answers(umbel_ctx *cx, comparison *m) {
    eval_item *item = m->item;
    const umbel_reading *r = item->reading;
    m->answers = UMBEL_NEW(cx, &cx->scratch, answer, r->n_statements);
    if (!m->answers) return cx->err.code;
    for (size_t i = 0; i < r->n_statements; i++) {
        const umbel_statement *st = &r->statements[i];
        answer a = {.st = st, .value = {(int)st->polarity, (int)st->certainty, (int)st->speaker.kind}};
        if (!umbel_eval_verify(item->document.text, st)) {
            item->tally.n[INVALID]++;
            continue;
        }
        UMBEL_TRY(names_of(cx, &st->subject, &a.subject));
        UMBEL_TRY(names_of(cx, &st->object, &a.object));
        bool again = false;
        for (size_t k = 0; k < m->n_answers && !again; k++) {
            const answer *b = &m->answers[k];
            again = b->st->tie == st->tie && b->st->polarity == st->polarity &&
                    umbel_names_equal(&b->subject, &a.subject) && umbel_names_equal(&b->object, &a.object);
        }
        if (!again) m->answers[m->n_answers++] = a;
    }
    return UMBEL_OK;
}

/* The sentence that a missed row stands in: the first with both names, else with one, else the first. */
static umbel_status sentence_of(umbel_ctx *cx, const eval_item *item, const gold *g, umbel_str *out) {
    int best = -1;
    for (size_t i = 0; i < item->reading->n_passages && best < 2; i++) {
        const umbel_passage *p = &item->reading->passages[i];
        umbel_str text = {item->document.text.p + p->begin, p->end - p->begin}, norm;
        umbel_mark mark = umbel_arena_mark(&cx->scratch);
        UMBEL_TRY(umbel_eval_norm(cx, &cx->scratch, text, NORM_TIES, &norm));
        int n = 0;
        const name_set *sides[] = {&g->subject, &g->object};
        for (int side = 0; side < 2; side++)
            for (size_t k = 0; k < sides[side]->n; k++)
                if (umbel_str_find(norm, sides[side]->items[k]) != SIZE_MAX) {
                    n++;
                    break;
                }
        if (n > best) best = n, *out = text;
        umbel_arena_release(cx, &cx->scratch, mark);
    }
    return UMBEL_OK;
}

static umbel_status note_extra(umbel_ctx *cx, eval_item *item, const umbel_statement *st, const char *what) {
    return umbel_eval_error_add(cx, item,
                                &(umbel_eval_error){.what = umbel_str_of(what),
                                                    .subject = st->subject.quote.text,
                                                    .tie = umbel_str_of(umbel_tie_name(st->tie)),
                                                    .object = st->object.quote.text,
                                                    .sentence = st->passage_text});
}

static umbel_status note_missed(umbel_ctx *cx, eval_item *item, const gold *g) {
    umbel_eval_error e = {.what = UMBEL_STR("missed"),
                          .subject = string_at(json_object_get(g->row, "subject"), 0),
                          .tie = string_at(json_object_get(g->row, "tie"), 0),
                          .object = string_at(json_object_get(g->row, "object"), 0)};
    if (!item->with_errors) return UMBEL_OK;
    UMBEL_TRY(sentence_of(cx, item, g, &e.sentence));
    return umbel_eval_error_add(cx, item, &e);
}

static void count_match(tally *t, const answer *a, const gold *g) {
    bool full = true;
    t->n[TP]++, t->n[N_ANSWERS]++;
    t->n[BY_TIE + (int)g->first_tie * 3]++;
    t->n[BY_TIE + (int)a->st->tie * 3 + 1]++;
    for (int k = 0; k < N_ATTRIBUTES; k++) {
        bool hit = g->fair[k] >> a->value[k] & 1;
        t->n[RIGHT + k] += hit;
        full = full && hit;
        if (g->only[k] < 0) continue;
        t->n[VALUE_HIT + first_value[k] + g->only[k]] += hit;
        t->n[VALUE_OF + first_value[k] + g->only[k]]++;
    }
    t->n[FULL] += full;
}

static umbel_status count_answers(umbel_ctx *cx, comparison *m) {
    tally *t = &m->item->tally;
    for (size_t i = 0; i < m->n_answers; i++) {
        const answer *a = &m->answers[i];
        size_t j;
        if (is_matched(m, i, &j)) {
            if (!m->gold[j].optional) count_match(t, a, &m->gold[j]);
            continue;
        }
        bool again = false; /* said once more: counts neither way */
        for (j = 0; j < m->n_gold && !again; j++) again = tie_fits(&m->gold[j], a) && polarity_fits(&m->gold[j], a);
        if (again) continue;
        t->n[N_ANSWERS]++;
        t->n[BY_TIE + (int)a->st->tie * 3 + 1]++;
        UMBEL_TRY(note_extra(cx, m->item, a->st, "extra"));
    }
    for (size_t j = 0; j < m->n_gold; j++) {
        const gold *g = &m->gold[j];
        if (g->optional) continue;
        t->n[N_GOLD]++;
        t->n[BY_TIE + (int)g->first_tie * 3 + 2]++;
        if (!m->of_gold[j]) UMBEL_TRY(note_missed(cx, m->item, g));
    }
    return UMBEL_OK;
}

static uint32_t root_of(const uint32_t *group, uint32_t i) {
    while (group[i] != i) i = group[i];
    return i;
}

/* Pairs without types: gold rows on one pair are one. */
static umbel_status count_pairs(umbel_ctx *cx, comparison *m) {
    tally *t = &m->item->tally;
    uint32_t *group = UMBEL_NEW(cx, &cx->scratch, uint32_t, m->n_gold);
    bool *required = UMBEL_NEW(cx, &cx->scratch, bool, m->n_gold),
         *found = UMBEL_NEW(cx, &cx->scratch, bool, m->n_gold);
    const answer **extra = UMBEL_NEW(cx, &cx->scratch, const answer *, m->n_answers);
    size_t n_extra = 0;
    if (!group || !required || !found || !extra) return cx->err.code;
    for (uint32_t i = 0; i < m->n_gold; i++) {
        group[i] = i;
        for (uint32_t j = 0; j < i; j++)
            if (pair_fits(&m->gold[i], &m->gold[j].subject, &m->gold[j].object, true))
                group[root_of(group, i)] = root_of(group, j);
    }
    for (uint32_t i = 0; i < m->n_gold; i++)
        if (!m->gold[i].optional) required[root_of(group, i)] = true;
    for (size_t i = 0; i < m->n_answers; i++) {
        const answer *a = &m->answers[i];
        bool any = false, again = false;
        for (uint32_t j = 0; j < m->n_gold; j++)
            if (pair_fits(&m->gold[j], &a->subject, &a->object, true)) found[root_of(group, j)] = any = true;
        for (size_t k = 0; !any && k < n_extra && !again; k++)
            again = (umbel_names_equal(&extra[k]->subject, &a->subject) &&
                     umbel_names_equal(&extra[k]->object, &a->object)) ||
                    (umbel_names_equal(&extra[k]->subject, &a->object) &&
                     umbel_names_equal(&extra[k]->object, &a->subject));
        if (!any && !again) extra[n_extra++] = a;
    }
    for (uint32_t i = 0; i < m->n_gold; i++) {
        t->n[PAIR_GOLD] += required[i];
        t->n[PAIR_FOUND] += required[i] && found[i];
    }
    t->n[PAIR_EXTRA] += (int64_t)n_extra;
    return UMBEL_OK;
}

static umbel_status score(umbel_ctx *cx, eval_item *item) {
    const json_t *rows = json_object_get(item->row, "gold");
    comparison m = {.item = item, .n_gold = json_array_size(rows)};
    if (m.n_gold > EVAL_ROWS_MAX)
        return UMBEL_FAIL(cx, UMBEL_E_LIMIT, "%zu gold rows in one document, more than %d", m.n_gold, EVAL_ROWS_MAX);
    m.gold = UMBEL_NEW(cx, &cx->scratch, gold, m.n_gold);
    m.of_gold = UMBEL_NEW(cx, &cx->scratch, uint32_t, m.n_gold);
    m.seen = UMBEL_NEW(cx, &cx->scratch, bool, m.n_gold);
    if (!m.gold || !m.of_gold || !m.seen) return cx->err.code;
    for (size_t j = 0; j < m.n_gold; j++) UMBEL_TRY(read_gold(cx, json_array_get(rows, j), &m.gold[j]));
    UMBEL_TRY(read_answers(cx, &m));
    m.edges = UMBEL_NEW(cx, &cx->scratch, bool, m.n_answers *m.n_gold);
    if (!m.edges) return cx->err.code;
    if (m.n_gold == 0) item->tally.n[EMPTY]++, item->tally.n[FALSE_TIES] += (int64_t)m.n_answers;
    match(&m);
    UMBEL_TRY(count_answers(cx, &m));
    return count_pairs(cx, &m);
}

static void figures_of(const tally *t, const eval_groups *groups, figures *out) {
    const int64_t *n = t->n;
    (void)groups;
    umbel_eval_put_prf(out, true, "tie", (int64_t[]){n[TP], n[TP]}, n[N_ANSWERS] + n[INVALID], n[N_GOLD]);
    umbel_eval_put_prf(out, true, "pair", (int64_t[]){n[PAIR_FOUND], n[PAIR_FOUND]},
                       n[PAIR_FOUND] + n[PAIR_EXTRA] + n[INVALID], n[PAIR_GOLD]);
    umbel_eval_put_prf(out, true, "full", (int64_t[]){n[FULL], n[FULL]}, n[N_ANSWERS] + n[INVALID], n[N_GOLD]);
    for (int k = 0; k < N_ATTRIBUTES; k++)
        umbel_eval_put(out, true, umbel_eval_share(n[RIGHT + k], n[TP]), n[TP], "accuracy.%s", attribute_names[k]);
    for (int k = 0; k < N_ATTRIBUTES; k++)
        for (int v = 0; v < first_value[k + 1] - first_value[k]; v++) {
            int at = first_value[k] + v;
            umbel_eval_put(out, true, umbel_eval_share(n[VALUE_HIT + at], n[VALUE_OF + at]), n[VALUE_OF + at],
                           "recall.%s:%s", attribute_names[k], value_name(k, v));
        }
    umbel_eval_put(out, true, umbel_eval_share(n[FALSE_TIES], n[EMPTY]), n[EMPTY], "false_a_document");
    umbel_eval_put(out, false, (double)n[INVALID], n[N_ANSWERS] + n[INVALID], "invalid");
    out->of[out->n - 1].count = true;
    for (int tie = 1; tie < (int)UMBEL_N_TIES; tie++) {
        const int64_t *c = &n[BY_TIE + tie * 3];
        char name[40];
        snprintf(name, sizeof name, "by_tie.%s", umbel_tie_name((umbel_tie)tie));
        umbel_eval_put_prf(out, false, name, (int64_t[]){c[0], c[0]}, c[1], c[2]);
    }
}

const eval_scorer umbel_eval_ties = {"ties", "id", "text", NULL, score, figures_of};
