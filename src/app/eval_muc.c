/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Organisations behind attacks: those of a document's templates against the subjects of its `attacks` statements. */
#include <string.h>

#include "app/eval.h"
#include "text/utf8.h"

enum { FOUND, N_PRED, N_GOLD };

/* An organisation with all its names. */
typedef struct organisation {
    umbel_str key;
    name_set names;
    bool used;
} organisation;

typedef struct organisations {
    organisation *items;
    size_t n, cap;
} organisations;

static umbel_status add(umbel_ctx *cx, organisations *list, organisation **out) {
    UMBEL_TRY(umbel_reserve(cx, &cx->scratch, (void *)&list->items, &list->cap, list->n + 1, sizeof **out));
    *out = &list->items[list->n++];
    **out = (organisation){.used = false};
    return UMBEL_OK;
}

static umbel_status merge(umbel_ctx *cx, name_set *into, const name_set *from) {
    for (size_t i = 0; i < from->n; i++) UMBEL_TRY(umbel_names_add(cx, &cx->scratch, into, from->items[i]));
    return UMBEL_OK;
}

/* One organisation of a template: [[name, place], …]. */
static umbel_status add_gold(umbel_ctx *cx, organisations *list, const json_t *mentions) {
    name_set names = {0};
    organisation *at = NULL;
    for (size_t i = 0; i < json_array_size(mentions); i++) {
        const json_t *name = json_array_get(json_array_get(mentions, i), 0);
        umbel_str norm;
        if (!json_is_string(name)) continue;
        UMBEL_TRY(umbel_eval_norm(cx, &cx->scratch, (umbel_str){json_string_value(name), json_string_length(name)},
                                  NORM_MUC, &norm));
        UMBEL_TRY(umbel_names_add(cx, &cx->scratch, &names, norm));
    }
    for (size_t i = 0; i < list->n && !at; i++)
        if (umbel_names_touch(&list->items[i].names, &names)) at = &list->items[i];
    if (!at) UMBEL_TRY(add(cx, list, &at));
    return merge(cx, &at->names, &names);
}

static umbel_status read_gold(umbel_ctx *cx, const json_t *row, organisations *list) {
    const json_t *templates = json_object_get(row, "templates");
    size_t n = 0;
    for (size_t i = 0; i < json_array_size(templates); i++) {
        const json_t *perpetrators = json_object_get(json_array_get(templates, i), "PerpOrg");
        for (size_t k = 0; k < json_array_size(perpetrators); k++) {
            if (++n > EVAL_ROWS_MAX)
                return UMBEL_FAIL(cx, UMBEL_E_LIMIT, "more than %d gold rows in one document", EVAL_ROWS_MAX);
            UMBEL_TRY(add_gold(cx, list, json_array_get(perpetrators, k)));
        }
    }
    return UMBEL_OK;
}

static umbel_status read_answers(umbel_ctx *cx, const eval_item *item, organisations *list) {
    for (size_t i = 0; i < item->reading->n_statements; i++) {
        const umbel_statement *st = &item->reading->statements[i];
        const umbel_party *who = &st->subject;
        name_set names = {0};
        umbel_str norm;
        organisation *at = NULL;
        if (st->tie != UMBEL_TIE_ATTACKS || st->polarity == UMBEL_DENIED ||
            (who->kind != UMBEL_KIND_GROUP && who->kind != UMBEL_KIND_ORGAN) ||
            !umbel_eval_verify(item->document.text, st))
            continue;
        UMBEL_TRY(umbel_eval_norm(cx, &cx->scratch, who->quote.text, NORM_MUC, &norm));
        UMBEL_TRY(umbel_names_add(cx, &cx->scratch, &names, norm));
        umbel_str key = norm;
        if (who->antecedent.text.n) {
            UMBEL_TRY(umbel_eval_norm(cx, &cx->scratch, who->antecedent.text, NORM_MUC, &norm));
            UMBEL_TRY(umbel_names_add(cx, &cx->scratch, &names, norm));
            if (umbel_str_cmp(norm, key) < 0) key = norm;
        }
        if (who->actor.n) key = who->actor;
        for (size_t k = 0; k < list->n && !at; k++)
            if (umbel_str_eq(list->items[k].key, key)) at = &list->items[k];
        if (!at) UMBEL_TRY(add(cx, list, &at));
        at->key = key;
        UMBEL_TRY(merge(cx, &at->names, &names));
    }
    return UMBEL_OK;
}

static bool word_at(umbel_str s, size_t i) { return i < s.n && umbel_eval_is_word(umbel_utf8_next(s, &i)); }

static bool word_before(umbel_str s, size_t i) {
    if (i == 0) return false;
    do i--;
    while (i > 0 && (s.p[i] & 0xc0) == 0x80);
    return word_at(s, i);
}

static bool boundary(umbel_str s, size_t i) { return word_before(s, i) != word_at(s, i); }

/* Whether `part`, of more than three letters, stands in `whole` between word boundaries. */
static bool contains(umbel_str whole, umbel_str part) {
    size_t n_chars = 0;
    for (size_t i = 0; i < part.n; i++) n_chars += (part.p[i] & 0xc0) != 0x80;
    for (size_t i = 0; n_chars > 3 && i + part.n <= whole.n; i++)
        if (memcmp(whole.p + i, part.p, part.n) == 0 && boundary(whole, i) && boundary(whole, i + part.n)) return true;
    return false;
}

static bool same_organisation(const name_set *a, const name_set *b) {
    for (size_t i = 0; i < a->n; i++)
        for (size_t j = 0; j < b->n; j++)
            if (umbel_str_eq(a->items[i], b->items[j]) || contains(a->items[i], b->items[j]) ||
                contains(b->items[j], a->items[i]))
                return true;
    return false;
}

static umbel_status note(umbel_ctx *cx, eval_item *item, const char *what, umbel_str name) {
    return umbel_eval_error_add(
        cx, item,
        &(umbel_eval_error){
            .what = umbel_str_of(what), .subject = name, .tie = UMBEL_STR("attacks"), .sentence = item->document.text});
}

static umbel_status score(umbel_ctx *cx, eval_item *item) {
    organisations gold = {0}, answers = {0};
    UMBEL_TRY(read_gold(cx, item->row, &gold));
    UMBEL_TRY(read_answers(cx, item, &answers));
    item->tally.n[N_GOLD] += (int64_t)gold.n;
    item->tally.n[N_PRED] += (int64_t)answers.n;
    for (size_t k = 0; k < answers.n; k++) {
        size_t i = 0;
        while (i < gold.n && (gold.items[i].used || !same_organisation(&answers.items[k].names, &gold.items[i].names)))
            i++;
        if (i == gold.n) {
            UMBEL_TRY(note(cx, item, "extra", answers.items[k].names.items[0]));
            continue;
        }
        gold.items[i].used = true;
        item->tally.n[FOUND]++;
    }
    for (size_t i = 0; i < gold.n; i++)
        if (!gold.items[i].used && gold.items[i].names.n)
            UMBEL_TRY(note(cx, item, "missed", gold.items[i].names.items[0]));
    return UMBEL_OK;
}

static void figures_of(const tally *t, const eval_groups *groups, figures *out) {
    (void)groups;
    umbel_eval_put_prf(out, true, "organisations", (int64_t[]){t->n[FOUND], t->n[FOUND]}, t->n[N_PRED], t->n[N_GOLD]);
}

const eval_scorer umbel_eval_muc = {"muc", "docid", "doctext", NULL, score, figures_of};
