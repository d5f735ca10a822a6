/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "identity/name_align.h"

#include <math.h>
#include <string.h>

#define SPELLED_LIKENESS 0.62 /* Jaro-Winkler from which words with one skeleton are one word */
#define SHORT_LIKENESS   0.80 /* the same where the skeleton has two letters or fewer */
#define SAME_LIKENESS    0.84
#define SLIP_LIKENESS    0.80
#define SLIP_LETTERS     3 /* of a skeleton that may differ in one */
#define SLIP_WORTH       0.7F
#define SHORTENED_WORTH  0.6F
#define INITIAL_BITS     3.0F
#define WHOLE_BYTES      128

bool umbel_words_share_concept(const name_token *a, const name_token *b) {
    for (int i = 0; i < CONCEPTS_A_WORD && a->concepts[i]; i++)
        for (int j = 0; j < CONCEPTS_A_WORD && b->concepts[j]; j++)
            if (a->concepts[i] == b->concepts[j]) return true;
    return false;
}

static float real(uint8_t eighths) { return (float)eighths / BITS_SCALE; }
static float less(uint8_t a, uint8_t b) { return real(a < b ? a : b); }

/* Slips that a word of its length may have. */
static bool is_slip(umbel_str a, umbel_str b) {
    size_t n = a.n < b.n ? a.n : b.n, longest = a.n > b.n ? a.n : b.n;
    unsigned most = n >= 11 ? 3 : n >= 7 ? 2 : n >= 4 ? 1 : 0;
    return most && longest - n <= most && umbel_edit_distance(a, b) <= most;
}

word_match umbel_words_match(const name_token *a, const name_token *b, float *bits) {
    umbel_str x = umbel_token_text_of(a), y = umbel_token_text_of(b), sx = umbel_token_skeleton_of(a),
              sy = umbel_token_skeleton_of(b);
    bool unvowelled = (a->flags | b->flags) & TOKEN_UNVOWELLED;
    *bits = 0;
    if (umbel_str_eq(x, y)) {
        *bits = unvowelled ? less(a->skeleton_bits, a->text_bits) : real(a->text_bits);
        return MATCH_EXACT;
    }
    if (a->kind == WORD_NUMBER && b->kind == WORD_NUMBER && !umbel_words_share_concept(a, b)) return MATCH_NONE;
    if (x.n == 1 || y.n == 1) {
        if (x.p[0] != y.p[0] || a->kind == WORD_NUMBER || b->kind == WORD_NUMBER) return MATCH_NONE;
        *bits = INITIAL_BITS;
        return MATCH_INITIAL;
    }
    double likeness = umbel_jaro_winkler(x, y);
    if (umbel_words_share_concept(a, b)) {
        *bits = less(a->concept_bits, b->concept_bits);
        return likeness >= SAME_LIKENESS || (sx.n > 1 && umbel_str_eq(sx, sy)) ? MATCH_SAME : MATCH_TRANSLATED;
    }
    bool spelled = sx.n && umbel_str_eq(sx, sy) &&
                   (unvowelled ? sx.n >= 2 : likeness >= (sx.n <= 2 ? SHORT_LIKENESS : SPELLED_LIKENESS));
    if (spelled) {
        *bits = real(a->skeleton_bits);
        return MATCH_SPELLED;
    }
    bool near = sx.n >= SLIP_LETTERS && sy.n >= SLIP_LETTERS && umbel_edit_distance(sx, sy) <= 1;
    bool slip = unvowelled ? near && sx.n > SLIP_LETTERS && sy.n > SLIP_LETTERS
                           : is_slip(x, y) || (near && likeness >= SLIP_LIKENESS);
    if (slip) {
        *bits = SLIP_WORTH * less(a->skeleton_bits, b->skeleton_bits);
        return MATCH_SLIP;
    }
    size_t n = x.n < y.n ? x.n : y.n;
    if (n >= 3 && (x.n > n + 1 || y.n > n + 1) && memcmp(x.p, y.p, n) == 0) {
        *bits = SHORTENED_WORTH * less(a->text_bits, b->text_bits);
        return MATCH_SHORTENED;
    }
    return MATCH_NONE;
}

/* Two words of one side, not yet answered, that are one word of the other. */
static void match_joined(const name_words *words, const name_form *two, const name_form *one, uint8_t *two_how,
                         uint8_t *two_with, uint8_t *one_how, uint8_t *one_with, float *bits_two, float *bits_one) {
    for (size_t i = 0; i + 1 < two->n_tokens; i++) {
        name_token joined;
        if (two_how[i] || two_how[i + 1]) continue;
        umbel_token_join(words, &two->tokens[i], &two->tokens[i + 1], &joined);
        for (size_t j = 0; j < one->n_tokens; j++) {
            float bits;
            if (one_how[j]) continue;
            word_match how = umbel_words_match(&joined, &one->tokens[j], &bits);
            if (how == MATCH_NONE || how == MATCH_SHORTENED || how == MATCH_INITIAL || how == MATCH_TRANSLATED)
                continue;
            two_how[i] = two_how[i + 1] = one_how[j] = MATCH_JOINED;
            two_with[i] = two_with[i + 1] = (uint8_t)j;
            one_with[j] = (uint8_t)i;
            if (bits_two) bits_two[i] = bits_two[i + 1] = bits / 2;
            if (bits_one) bits_one[j] = bits;
            break;
        }
    }
}

static bool spells(const name_form *acronym, const name_form *other, bool *narrow) {
    umbel_str letters = umbel_token_text_of(&acronym->tokens[0]);
    umbel_str short_one = {other->initials, other->n_initials}, wide = {other->wide, other->n_wide};
    if (!acronym->acronym || other->acronym || letters.n < 2) return false;
    *narrow = umbel_str_eq(letters, short_one);
    bool whole = wide.n <= ROW_WIDE && umbel_str_eq(letters, wide);
    return *narrow || whole;
}

void umbel_names_align(const name_words *words, const name_form *query, const name_form *row, alignment *out) {
    float worth[FORM_TOKENS][FORM_TOKENS];
    uint8_t how[FORM_TOKENS][FORM_TOKENS], row_with[FORM_TOKENS] = {0};
    memset(out, 0, sizeof *out);
    for (size_t i = 0; i < query->n_tokens; i++)
        for (size_t j = 0; j < row->n_tokens; j++)
            how[i][j] = (uint8_t)umbel_words_match(&query->tokens[i], &row->tokens[j], &worth[i][j]);
    for (;;) { /* the best pair first; of equals the one in place */
        size_t best_i = FORM_TOKENS, best_j = 0;
        float best = -1;
        for (size_t i = 0; i < query->n_tokens; i++)
            for (size_t j = 0; j < row->n_tokens; j++) {
                if (how[i][j] == MATCH_NONE || out->how[i] || out->row_how[j]) continue;
                float at = i > j ? (float)(i - j) : (float)(j - i),
                      w = worth[i][j] - 0.01F * at + (how[i][j] == MATCH_EXACT ? 0.5F : 0);
                if (best_i == FORM_TOKENS || w > best) {
                    best = w;
                    best_i = i;
                    best_j = j;
                }
            }
        if (best_i == FORM_TOKENS) break;
        out->how[best_i] = out->row_how[best_j] = how[best_i][best_j];
        out->with[best_i] = (uint8_t)best_j;
        out->bits[best_i] = worth[best_i][best_j];
    }
    match_joined(words, query, row, out->how, out->with, out->row_how, row_with, out->bits, NULL);
    match_joined(words, row, query, out->row_how, row_with, out->how, out->with, NULL, out->bits);
    out->initials = spells(query, row, &out->initials_narrow) || spells(row, query, &out->initials_narrow);
}

enum { TELLING, HEAD, PLACE, SLIGHT, N_GROUPS };

/* How often a word of each group answers where the names are one: over aliases of half a of the lists (docs/names.md).
 */
static const double answered[N_GROUPS] = {0.82, 0.86, 0.88, 0.50};

static int group_of(const name_token *t) {
    switch (t->kind) {
    case WORD_HEAD: return HEAD;
    case WORD_PLACE:
    case WORD_NUMBER: return PLACE;
    case WORD_LEGAL:
    case WORD_TITLE:
    case WORD_KIN:
    case WORD_SMALL: return SLIGHT;
    default: return TELLING;
    }
}

/* How telling a word is where nothing answers it. */
static float own_bits(const name_token *t) {
    return t->flags & TOKEN_UNVOWELLED ? less(t->skeleton_bits, t->text_bits) : real(t->text_bits);
}

/* All words as one, or their skeletons. */
static umbel_str written_as_one(const name_form *form, bool skeletons, char out[WHOLE_BYTES]) {
    size_t n = 0;
    for (size_t i = 0; i < form->n_tokens; i++) {
        const name_token *t = &form->tokens[i];
        umbel_str s = skeletons ? umbel_token_skeleton_of(t) : umbel_token_text_of(t);
        if (n + s.n > WHOLE_BYTES) break;
        memcpy(out + n, s.p, s.n);
        n += s.n;
    }
    return (umbel_str){out, n};
}

static double whole_likeness(const name_form *a, const name_form *b) {
    char x[WHOLE_BYTES], y[WHOLE_BYTES];
    bool unvowelled = (a->tokens[0].flags | b->tokens[0].flags) & TOKEN_UNVOWELLED;
    return umbel_jaro_winkler(written_as_one(a, unvowelled, x), written_as_one(b, unvowelled, y));
}

static void count_query(const name_form *query, const name_form *row, const alignment *a, float *f, float *total) {
    static const int matched[N_GROUPS] = {NUMBER_MATCHED_TELLING, NUMBER_MATCHED_HEAD, NUMBER_MATCHED_PLACE, -1};
    static const int missed[N_GROUPS] = {NUMBER_MISSED_TELLING, NUMBER_MISSED_HEAD, NUMBER_MISSED_PLACE,
                                         NUMBER_SLIGHT_APART};
    float in_order = 0, steps = 0, likeness = 0;
    int before = -1;
    for (size_t i = 0; i < query->n_tokens; i++) {
        const name_token *t = &query->tokens[i];
        int group = group_of(t);
        float own = own_bits(t), bits = a->bits[i];
        total[0] += own;
        if (a->how[i] == MATCH_NONE) {
            f[NUMBER_WEIGHT] += (float)log2(1 - answered[group]);
            f[missed[group]] += own;
            if ((group == TELLING || group == PLACE) && own > f[NUMBER_WORST_MISSED]) f[NUMBER_WORST_MISSED] = own;
            continue;
        }
        total[1] += own < bits ? own : bits;
        f[NUMBER_WEIGHT] += bits + (float)log2(answered[group]); /* u is the word's share: its bits are -log2 u */
        if (matched[group] >= 0) f[matched[group]] += bits;
        if (group == TELLING && bits > f[NUMBER_BEST_MATCHED]) f[NUMBER_BEST_MATCHED] = bits;
        if (a->how[i] == MATCH_SLIP || a->how[i] == MATCH_SHORTENED) f[NUMBER_SLIP_BITS] += bits;
        if (a->how[i] == MATCH_TRANSLATED) f[NUMBER_TRANSLATED_BITS] += bits;
        if (a->how[i] == MATCH_SPELLED || a->how[i] == MATCH_JOINED) f[NUMBER_SPELLED_BITS] += bits;
        f[NUMBER_INITIALS_MATCHED] += a->how[i] == MATCH_INITIAL;
        f[NUMBER_MATCHED_WORDS]++;
        const name_token *other = &row->tokens[a->with[i]];
        bool spelled = a->how[i] == MATCH_SPELLED || a->how[i] == MATCH_SLIP || a->how[i] == MATCH_SHORTENED;
        bool hidden = (t->flags | other->flags) & TOKEN_UNVOWELLED;
        likeness +=
            !spelled || hidden ? 1 : (float)umbel_jaro_winkler(umbel_token_text_of(t), umbel_token_text_of(other));
        if (before >= 0) {
            steps++;
            in_order += a->with[i] >= before;
        }
        before = a->with[i];
    }
    f[NUMBER_TURNED] = steps > 0 ? 1 - in_order / steps : 0;
    f[NUMBER_WORD_LIKENESS] = f[NUMBER_MATCHED_WORDS] > 0 ? likeness / f[NUMBER_MATCHED_WORDS] : 0;
}

/* Words with a known meaning that stand on both sides and answer nothing there say that two are meant: Real and
 * Continuity, Marxist and Maoist. So do words in brackets on one side alone. */
static void count_qualifiers(const name_form *query, const name_form *row, const alignment *a, float *f) {
    float known[2] = {0};
    for (int side = 0; side < 2; side++) {
        const name_form *form = side ? row : query;
        const uint8_t *how = side ? a->row_how : a->how;
        for (size_t i = 0; i < form->n_tokens; i++) {
            const name_token *t = &form->tokens[i];
            if (how[i] != MATCH_NONE) continue;
            if (t->flags & TOKEN_SURE_CONCEPT && group_of(t) != SLIGHT && group_of(t) != HEAD)
                known[side] += own_bits(t);
            if (t->flags & TOKEN_BRACKETED) f[NUMBER_QUALIFIED] += own_bits(t);
        }
    }
    f[NUMBER_CONTRADICTED] = known[0] < known[1] ? known[0] : known[1];
}

void umbel_match_numbers(const name_form *query, const name_form *row, const alignment *a, float f[N_MATCH_NUMBERS]) {
    static const int extra[N_GROUPS] = {NUMBER_EXTRA_TELLING, NUMBER_EXTRA_HEAD, NUMBER_EXTRA_PLACE,
                                        NUMBER_SLIGHT_APART};
    float total[2] = {0}, row_total = 0, row_lacks = 0;
    bool missed_number = false, extra_number = false;
    memset(f, 0, N_MATCH_NUMBERS * sizeof *f);
    count_query(query, row, a, f, total);
    for (size_t j = 0; j < row->n_tokens; j++) {
        const name_token *t = &row->tokens[j];
        float own = own_bits(t);
        int group = group_of(t);
        row_total += own;
        if (a->row_how[j] != MATCH_NONE) continue;
        row_lacks += own;
        f[NUMBER_WEIGHT] += (float)log2(1 - answered[group]);
        f[extra[group]] += own;
        extra_number |= t->kind == WORD_NUMBER;
        if ((group == TELLING || group == PLACE) && own > f[NUMBER_WORST_EXTRA]) f[NUMBER_WORST_EXTRA] = own;
    }
    for (size_t i = 0; i < query->n_tokens; i++)
        missed_number |= query->tokens[i].kind == WORD_NUMBER && a->how[i] == MATCH_NONE;
    count_qualifiers(query, row, a, f);
    f[NUMBER_COVERED] = total[0] > 0 ? total[1] / total[0] : 0;
    f[NUMBER_ROW_COVERED] = row_total > 0 ? 1 - row_lacks / row_total : 0;
    f[NUMBER_LIKENESS] = (float)whole_likeness(query, row);
    float letters = query->acronym ? query->tokens[0].n_text : row->tokens[0].n_text;
    f[NUMBER_ACRONYM] = !a->initials ? 0 : a->initials_narrow ? letters : -letters;
    f[NUMBER_IS_ACRONYM] = (float)(query->acronym + 2 * row->acronym);
    f[NUMBER_WORDS] = query->n_tokens;
    f[NUMBER_ROW_WORDS] = row->n_tokens;
    f[NUMBER_NUMBERS_APART] = missed_number && extra_number ? 1 : (float)(missed_number || extra_number) / 2;
    f[NUMBER_UNVOWELLED] =
        (float)((query->tokens[0].flags & TOKEN_UNVOWELLED) != (row->tokens[0].flags & TOKEN_UNVOWELLED));
    f[NUMBER_BITS] = total[0];
}
