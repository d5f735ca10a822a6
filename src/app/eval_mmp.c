/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* The relation between two labelled groups: which class do the statements between them give most? */
#include <string.h>

#include "app/eval.h"
#include "text/utf8.h"

enum { CLASS_ALLIANCE, CLASS_AFFILIATION, CLASS_RIVALRY, CLASS_SPLIT, CLASS_MERGER, N_CLASSES };
enum { ANSWER_DRAW = N_CLASSES, ANSWER_NONE, N_ANSWER_KINDS };
enum {
    ROWS,
    REACHABLE,
    FOUND,
    GIVEN,
    INVALID,
    CONFUSION,
    N_COUNTERS = CONFUSION + (int)N_CLASSES * (int)N_ANSWER_KINDS
};
_Static_assert((int)N_COUNTERS <= EVAL_COUNTERS, "room for the counters");

#define SPAN_WORDS 8 /* longest run of words that is looked at for a name */

static const char *const class_names[N_CLASSES] = {"all", "aff", "riv", "spl", "mer"};

static int class_of(umbel_tie tie) {
    switch (tie) {
    case UMBEL_TIE_AFFILIATED_WITH:
    case UMBEL_TIE_MEMBER_OF:
    case UMBEL_TIE_LEADS_UMBRELLA: return CLASS_AFFILIATION;
    case UMBEL_TIE_FIGHTS:
    case UMBEL_TIE_ATTACKS:
    case UMBEL_TIE_STRIKES:
    case UMBEL_TIE_OPPOSES: return CLASS_RIVALRY;
    case UMBEL_TIE_SPLITS_FROM: return CLASS_SPLIT;
    case UMBEL_TIE_MERGES_INTO:
    case UMBEL_TIE_SUCCEEDS: return CLASS_MERGER;
    case UMBEL_TIE_ALLIED_WITH:
    case UMBEL_TIE_SHARES_IDEOLOGY_WITH:
    case UMBEL_TIE_NEGOTIATES_WITH: return CLASS_ALLIANCE;
    default: return umbel_tie_group_of(tie) == UMBEL_TIES_SUPPORT ? CLASS_ALLIANCE : -1;
    }
}

/* A labelled group: the forms of its name and its telling words. */
typedef struct labelled {
    name_set forms, telling;
} labelled;

static umbel_str without_the(umbel_str s) {
    return umbel_str_starts(s, UMBEL_STR("the ")) ? (umbel_str){s.p + 4, s.n - 4} : s;
}

static bool among(umbel_str s, const char *const *words, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (umbel_str_eq(s, umbel_str_of(words[i]))) return true;
    return false;
}

/* Words that half of all groups bear. */
static bool tells_nothing(umbel_str s) {
    static const char *const words[] = {"the",    "of",           "and",      "in",         "for",      "al",
                                        "el",     "group",        "army",     "front",      "movement", "islamic",
                                        "party",  "organization", "national", "liberation", "people",   "peoples",
                                        "forces", "brigade",      "brigades"};
    return among(s, words, sizeof words / sizeof *words);
}

static umbel_status telling_words(umbel_ctx *cx, umbel_str words, name_set *out) {
    umbel_str rest = words, word;
    while (umbel_str_cut(&rest, ' ', &word))
        if (word.n && !tells_nothing(word)) UMBEL_TRY(umbel_names_add(cx, &cx->scratch, out, word));
    return UMBEL_OK;
}

static umbel_status add_form(umbel_ctx *cx, labelled *g, umbel_str raw) {
    umbel_str words;
    UMBEL_TRY(umbel_eval_norm(cx, &cx->scratch, raw, NORM_WORDS, &words));
    if (!words.n) return UMBEL_OK;
    return umbel_names_add(cx, &cx->scratch, &g->forms, without_the(words));
}

static bool starts_a_word(uint32_t c) { return umbel_eval_is_word(c) && c != '_' && !(c >= '0' && c <= '9'); }

/* Initials of the words, small words apart; `bare` too: without "al-" and the like. */
static umbel_status add_initials(umbel_ctx *cx, labelled *g, umbel_str bare, bool skip_articles) {
    static const char *const small[] = {"of", "the", "and", "for", "in"};
    static const char *const articles[] = {"al", "el", "ul", "e", "i"};
    umbel_buf initials = {0};
    size_t n = 0;
    umbel_status status = UMBEL_OK;
    for (size_t i = 0; status == UMBEL_OK && i < bare.n;) {
        size_t begin = i, first_end;
        if (!starts_a_word(umbel_utf8_next(bare, &i))) continue;
        first_end = i;
        for (size_t k = i; k < bare.n; i = k) {
            uint32_t c = umbel_utf8_next(bare, &k);
            if (!umbel_eval_is_word(c) && c != '\'') break;
        }
        umbel_str word = {bare.p + begin, i - begin}, lower;
        status = umbel_eval_norm(cx, &cx->scratch, word, NORM_LOWER, &lower);
        if (status != UMBEL_OK || among(lower, small, 5) || (skip_articles && among(lower, articles, 5))) continue;
        status = umbel_buf_add(cx, &initials, (umbel_str){bare.p + begin, first_end - begin});
        n++;
    }
    umbel_str form = {0};
    if (status == UMBEL_OK && n > 1)
        status = umbel_eval_norm(cx, &cx->scratch, umbel_buf_str(&initials), NORM_LOWER, &form);
    if (status == UMBEL_OK && n > 1) status = umbel_names_add(cx, &cx->scratch, &g->forms, without_the(form));
    umbel_buf_free(cx, &initials);
    return status;
}

/* The name without brackets, what stands in brackets, and its initials. */
static umbel_status read_label(umbel_ctx *cx, umbel_str name, labelled *g) {
    umbel_str words;
    char *bare = UMBEL_NEW(cx, &cx->scratch, char, name.n + 1);
    size_t n = 0;
    if (!bare) return cx->err.code;
    for (size_t i = 0; i < name.n; i++) {
        size_t close = i;
        if (name.p[i] == '(') close = i + umbel_str_find((umbel_str){name.p + i, name.n - i}, UMBEL_STR(")"));
        if (name.p[i] == '(' && close < name.n && close > i) {
            UMBEL_TRY(add_form(cx, g, (umbel_str){name.p + i + 1, close - i - 1}));
            bare[n++] = ' ';
            i = close;
        } else {
            bare[n++] = name.p[i];
        }
    }
    UMBEL_TRY(add_form(cx, g, (umbel_str){bare, n}));
    for (size_t i = 0; i < n; i++)
        if (bare[i] == '-') bare[i] = ' ';
    UMBEL_TRY(add_initials(cx, g, (umbel_str){bare, n}, false));
    UMBEL_TRY(add_initials(cx, g, (umbel_str){bare, n}, true));
    UMBEL_TRY(umbel_eval_norm(cx, &cx->scratch, name, NORM_WORDS, &words));
    return telling_words(cx, words, &g->telling);
}

static size_t n_chars(umbel_str s) {
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += (s.p[i] & 0xc0) != 0x80;
    return n;
}

static bool has_words(umbel_str text, umbel_str words) {
    for (size_t i = 0; i + words.n <= text.n; i++)
        if ((i == 0 || text.p[i - 1] == ' ') && (i + words.n == text.n || text.p[i + words.n] == ' ') &&
            memcmp(text.p + i, words.p, words.n) == 0)
            return true;
    return false;
}

/* 3: a form of the name; 2: contains one; 1: shares most telling words; 0: another name. */
static umbel_status likeness(umbel_ctx *cx, umbel_str words, const labelled *g, int *out) {
    umbel_str t = without_the(words);
    name_set own = {0};
    *out = 0;
    if (!t.n) return UMBEL_OK;
    if (umbel_names_has(&g->forms, t)) return *out = 3, UMBEL_OK;
    for (size_t i = 0; i < g->forms.n; i++)
        if (n_chars(g->forms.items[i]) > 2 && has_words(t, g->forms.items[i])) return *out = 2, UMBEL_OK;
    UMBEL_TRY(telling_words(cx, t, &own));
    size_t shared = 0, least = own.n < g->telling.n ? own.n : g->telling.n;
    for (size_t i = 0; i < own.n; i++) shared += umbel_names_has(&g->telling, own.items[i]);
    *out = least && (double)shared / (double)least >= 0.6;
    return UMBEL_OK;
}

static umbel_status best_likeness(umbel_ctx *cx, const umbel_party *p, const labelled *g, int *out) {
    umbel_str texts[2] = {p->quote.text, p->antecedent.text}, words;
    *out = 0;
    for (int i = 0; i < 2; i++) {
        int like;
        if (!texts[i].n) continue;
        UMBEL_TRY(umbel_eval_norm(cx, &cx->scratch, texts[i], NORM_WORDS, &words));
        UMBEL_TRY(likeness(cx, words, g, &like));
        if (like > *out) *out = like;
    }
    return UMBEL_OK;
}

/* 0 or 1: the group it names more than the other; -1: neither. */
static umbel_status side_of(umbel_ctx *cx, const umbel_party *p, const labelled g[2], int *out) {
    int a, b;
    UMBEL_TRY(best_likeness(cx, p, &g[0], &a));
    UMBEL_TRY(best_likeness(cx, p, &g[1], &b));
    *out = a > b ? 0 : b > a ? 1 : -1;
    return UMBEL_OK;
}

/* Whether both names stand in the text in a form known here: the ceiling. */
static umbel_status reachable(umbel_ctx *cx, umbel_str text, const labelled g[2], bool *out) {
    umbel_span *words = UMBEL_NEW(cx, &cx->scratch, umbel_span, text.n / 2 + 1);
    size_t n = 0;
    bool inside = false, seen[2] = {false, false};
    if (!words) return cx->err.code;
    for (size_t i = 0; i < text.n;) {
        size_t at = i;
        bool space = umbel_eval_is_space(umbel_utf8_next(text, &i));
        if (!space && !inside) words[n++].begin = (uint32_t)at;
        if (!space) words[n - 1].end = (uint32_t)i;
        inside = !space;
    }
    for (size_t i = 0; i < n && !(seen[0] && seen[1]); i++)
        for (size_t j = i; j < n && j < i + SPAN_WORDS; j++) {
            umbel_mark mark = umbel_arena_mark(&cx->scratch);
            umbel_str span = {text.p + words[i].begin, words[j].end - words[i].begin}, norm;
            int a, b;
            UMBEL_TRY(umbel_eval_norm(cx, &cx->scratch, span, NORM_WORDS, &norm));
            UMBEL_TRY(likeness(cx, norm, &g[0], &a));
            UMBEL_TRY(likeness(cx, norm, &g[1], &b));
            seen[0] = seen[0] || a > b;
            seen[1] = seen[1] || b > a;
            umbel_arena_release(cx, &cx->scratch, mark);
        }
    *out = seen[0] && seen[1];
    return UMBEL_OK;
}

static int answer_of(const int votes[N_CLASSES]) {
    int best = 0, n_best = 0;
    for (int c = 0; c < N_CLASSES; c++) {
        if (votes[c] > votes[best]) best = c;
    }
    for (int c = 0; c < N_CLASSES; c++) n_best += votes[c] == votes[best];
    return votes[best] == 0 ? ANSWER_NONE : n_best > 1 ? ANSWER_DRAW : best;
}

static umbel_status score(umbel_ctx *cx, eval_item *item) {
    tally *t = &item->tally;
    umbel_str type = umbel_eval_text(item->row, "type"), a = umbel_eval_text(item->row, "a"),
              b = umbel_eval_text(item->row, "b");
    labelled groups[2] = {{{0}, {0}}, {{0}, {0}}};
    int votes[N_CLASSES] = {0}, label = -1;
    bool can = false;
    for (int c = 0; c < N_CLASSES; c++)
        if (umbel_str_eq(type, umbel_str_of(class_names[c]))) label = c;
    if (label < 0 || !a.n || !b.n)
        return UMBEL_FAIL(cx, UMBEL_E_FORMAT, "a row needs \"a\", \"b\" and \"type\" (all, aff, riv, spl or mer)");
    UMBEL_TRY(read_label(cx, a, &groups[0]));
    UMBEL_TRY(read_label(cx, b, &groups[1]));
    UMBEL_TRY(reachable(cx, item->document.text, groups, &can));
    for (size_t i = 0; i < item->reading->n_statements; i++) {
        const umbel_statement *st = &item->reading->statements[i];
        int c = class_of(st->tie), subject, object;
        if (c < 0 || st->polarity == UMBEL_DENIED) continue;
        if (!umbel_eval_verify(item->document.text, st)) {
            t->n[INVALID]++;
            continue;
        }
        UMBEL_TRY(side_of(cx, &st->subject, groups, &subject));
        UMBEL_TRY(side_of(cx, &st->object, groups, &object));
        if (subject >= 0 && object >= 0 && subject != object) votes[c]++;
    }
    int answer = answer_of(votes);
    t->n[ROWS]++;
    t->n[REACHABLE] += can;
    t->n[FOUND] += answer != ANSWER_NONE;
    for (int c = 0; c < N_CLASSES; c++) t->n[GIVEN] += votes[c] > 0;
    t->n[CONFUSION + label * (int)N_ANSWER_KINDS + answer]++;
    if (answer == label) return UMBEL_OK;
    umbel_eval_error e = {.what = answer == ANSWER_NONE ? UMBEL_STR("missed") : UMBEL_STR("wrong"),
                          .subject = a,
                          .tie = type,
                          .object = b,
                          .sentence = item->document.text};
    return umbel_eval_error_add(cx, item, &e);
}

static void figures_of(const tally *t, const eval_groups *groups, figures *out) {
    const int64_t *n = t->n, *conf = n + CONFUSION;
    double f1[N_CLASSES], sum = 0;
    int64_t of[N_CLASSES], right = 0;
    (void)groups;
    for (int c = 0; c < N_CLASSES; c++) {
        int64_t gold = 0, given = 0;
        for (int k = 0; k < N_ANSWER_KINDS; k++) gold += conf[c * (int)N_ANSWER_KINDS + k];
        for (int k = 0; k < N_CLASSES; k++) given += conf[k * (int)N_ANSWER_KINDS + c];
        f1[c] = umbel_eval_share(2 * conf[c * (int)N_ANSWER_KINDS + c], gold + given);
        of[c] = gold;
        sum += f1[c];
        right += conf[c * (int)N_ANSWER_KINDS + c];
    }
    umbel_eval_put(out, true, umbel_eval_share(n[REACHABLE], n[ROWS]), n[ROWS], "reachable");
    umbel_eval_put(out, true, umbel_eval_share(n[FOUND], n[ROWS]), n[ROWS], "found");
    umbel_eval_put(out, true, umbel_eval_share(right, n[ROWS]), n[ROWS], "accuracy");
    umbel_eval_put(out, true, sum / N_CLASSES, n[ROWS], "macro_f1");
    umbel_eval_put(out, true, umbel_eval_share(n[GIVEN], n[FOUND]), n[FOUND], "classes");
    for (int c = 0; c < N_CLASSES; c++) umbel_eval_put(out, true, f1[c], of[c], "f1.%s", class_names[c]);
    umbel_eval_put(out, false, (double)n[INVALID], n[ROWS], "invalid");
    out->of[out->n - 1].count = true;
}

const eval_scorer umbel_eval_mmp = {"mmp", "id", "text", NULL, score, figures_of};
