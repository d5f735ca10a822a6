/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs of words that look like a name. */
#include "extract/names.h"

bool umbel_is_hyphen(const document_state *d, const token *t) {
    umbel_str s = umbel_token_text(d, t);
    return t->kind == UMBEL_TOKEN_PUNCT &&
           (umbel_str_eq(s, UMBEL_STR("-")) || umbel_str_eq(s, UMBEL_STR("\xe2\x80\x91")) ||
            umbel_str_eq(s, UMBEL_STR("\xe2\x80\x90")));
}

/* A hyphen that joins: no white space on either side. */
bool umbel_joins(const document_state *d, const sentence *s, uint16_t i) {
    return i + 1 < s->n && umbel_is_hyphen(d, &s->t[i]) && s->t[i].flags & UMBEL_TOKEN_GLUED &&
           s->t[i + 1].flags & UMBEL_TOKEN_GLUED && s->t[i + 1].kind != UMBEL_TOKEN_PUNCT;
}

bool umbel_is_date_word(const document_state *d, const token *t) {
    return umbel_token_is(d->ex, t, W_MONTH) || umbel_token_is(d->ex, t, W_WEEKDAY);
}

bool umbel_is_closed_word(const document_state *d, const token *t) {
    static const word_class closed[] = {W_DET,   W_PREP, W_CONJ, W_SUBORD,   W_REL, W_BE,    W_HAVE,   W_DO,
                                        W_MODAL, W_NEG,  W_PRON, W_PRONPOSS, W_ADV, W_TITLE, W_NOTNAME};
    for (size_t i = 0; i < sizeof closed / sizeof *closed; i++)
        if (umbel_token_is(d->ex, t, closed[i])) return true;
    return umbel_is_date_word(d, t);
}

bool umbel_is_name_head(const document_state *d, const token *t) {
    static const word_class heads[] = {W_GROUPHEAD,     W_GROUPLEAD, W_ORGANHEAD, W_BODYHEAD,
                                       W_AGREEMENTHEAD, W_STATEHEAD, W_PLACEHEAD};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (umbel_token_is(d->ex, t, heads[i])) return true;
    return false;
}

/* "Joseph L. Carver", "PYD/YPG": a sign that stands inside a name. */
static bool is_inner_sign(const document_state *d, const sentence *s, uint16_t j) {
    if (j + 1 >= s->n || !(s->t[j].flags & UMBEL_TOKEN_GLUED) || !umbel_is_capital(&s->t[j + 1])) return false;
    umbel_str sign = umbel_token_text(d, &s->t[j]);
    const token *before = &s->t[j - 1], *behind = &s->t[j + 1];
    if (umbel_str_eq(sign, UMBEL_STR("\xe2\x80\x93")))
        return behind->flags & UMBEL_TOKEN_GLUED && umbel_is_capital(before); /* "SSA–North" */
    if (umbel_str_eq(sign, UMBEL_STR("."))) return umbel_is_capital(before) && before->end - before->begin == 1;
    return umbel_str_eq(sign, UMBEL_STR("/")) && behind->flags & UMBEL_TOKEN_GLUED &&
           before->flags & behind->flags & UMBEL_TOKEN_ALL_UPPER;
}

/* "Workers' Party", "Sea Nomads' League": an owner that belongs to the name. */
static bool owns_name(const document_state *d, const sentence *s, uint16_t j) {
    if (!(s->t[j].flags & UMBEL_TOKEN_POSSESSIVE) || j + 1 >= s->n || !umbel_is_capital(&s->t[j + 1])) return false;
    if (umbel_token_is(d->ex, &s->t[j - 1], W_NAMEOWNER)) return true;
    bool plural = s->t[j].end - s->t[j].begin == 1 || (unsigned char)d->document->text.p[s->t[j].begin] >= 0x80;
    plural = plural && !umbel_str_ends(umbel_token_text(d, &s->t[j]), UMBEL_STR("s"));
    return plural && umbel_token_is(d->ex, &s->t[j + 1], W_GROUPHEAD) && umbel_is_noun(d, &s->t[j - 1]);
}

/* "23rd", "158th". */
bool umbel_is_ordinal(const document_state *d, const token *t) {
    umbel_str text = umbel_token_text(d, t);
    static const char *const tails[] = {"th", "st", "nd", "rd"};
    if (text.n < 3 || text.p[0] < '0' || text.p[0] > '9') return false;
    for (size_t k = 0; k < sizeof tails / sizeof *tails; k++)
        if (umbel_str_ends(text, umbel_str_of(tails[k]))) return true;
    return false;
}

static bool is_link(const document_state *d, const token *t) {
    return umbel_word_is(d->ex, t, "of") || umbel_word_is(d->ex, t, "for");
}

/* "Movement for Justice [and Equality]", "Justice [and Development] Party": causes joined within a name that begins at
 * i. The token behind the "and" at link, 0 where it joins something else. */
static uint16_t joined_cause(const document_state *d, const sentence *s, uint16_t i, uint16_t link) {
    if (link + 1 >= s->n || link <= i || !umbel_word_is(d->ex, &s->t[link], "and")) return 0;
    const token *before = &s->t[link - 1], *behind = &s->t[link + 1];
    bool causes = umbel_token_is(d->ex, before, W_NAMECAUSE) && umbel_token_is(d->ex, behind, W_NAMECAUSE);
    bool people = link > i + 1 && is_link(d, &s->t[link - 2]) && umbel_is_noun(d, before) && umbel_is_noun(d, behind);
    if (!causes && !people) return 0; /* "Army of Emigrants and Helpers" */
    if (!umbel_is_capital(before) || !umbel_is_capital(behind)) return 0;
    bool named = link + 2 < s->n && umbel_is_capital(&s->t[link + 2]) && umbel_is_name_head(d, &s->t[link + 2]);
    for (uint16_t j = i; j + 1 < link && !named; j++) named = umbel_is_name_head(d, &s->t[j]);
    return named ? (uint16_t)(link + 1) : 0;
}

#define NAME_LINKS_MAX 3

/* Last token of the run of capitalised words that begins at i. */
uint16_t umbel_shape_end(const document_state *d, const sentence *s, uint16_t i) {
    uint16_t last = i, links = 0; /* "of" and "for" in the name so far */
    for (uint16_t j = (uint16_t)(i + 1); j < s->n; j++) {
        const token *t = &s->t[j];
        if (umbel_joins(d, s, j)) {
            j++;
            bool number = s->t[j].kind == UMBEL_TOKEN_NUMBER; /* "M-19" */
            if (!umbel_is_capital(&s->t[j]) && !number && !umbel_token_is(d->ex, &s->t[j], W_JOINER)) break;
            if (umbel_is_capital(&s->t[j]) || number) last = j;
            continue;
        }
        if (owns_name(d, s, j) || is_inner_sign(d, s, j)) continue;
        if (last + 1 == j && joined_cause(d, s, i, j)) {
            last = ++j;
            continue;
        }
        if (t->kind == UMBEL_TOKEN_NUMBER && last + 1 == j && umbel_is_name_head(d, &s->t[last])) {
            last = j; /* "Brigade 313" */
            break;
        }
        if (umbel_is_capital(t) && (!umbel_is_date_word(d, t) || (j == i + 1 && umbel_is_ordinal(d, &s->t[i])))) {
            candidate inner = umbel_match_table(d, s, j);
            if (inner.found && inner.last > j && last + 1 == j && !umbel_token_is(d->ex, t, W_GROUPHEAD)) break;
            last = j;
            continue;
        }
        bool of = is_link(d, t);
        bool the = umbel_word_is(d->ex, t, "the");
        bool people = (last == 0 || d->caseless) && umbel_token_is(d->ex, &s->t[last], W_PEOPLEHEAD) &&
                      umbel_token_is(d->ex, &s->t[last], W_TRANSPARENT); /* "Fighters of the X" is no name */
        bool link = of && (umbel_is_name_head(d, &s->t[last]) || (links > 0 && links < NAME_LINKS_MAX)) && !people;
        bool joiner = umbel_token_is(d->ex, t, W_JOINER) && /* "at-Tawhid"; no "Shabab at Baida" */
                      (!umbel_is_closed_word(d, t) || umbel_joins(d, s, (uint16_t)(j + 1)));
        if (!link && !(the && j > i + 1) && !joiner) break;
        uint16_t k = (uint16_t)(j + 1);
        if (k < s->n && of && umbel_word_is(d->ex, &s->t[k], "the")) k++;
        if (k < s->n && umbel_joins(d, s, k)) k++; /* "Ansar al-Sharia" */
        if (k >= s->n || !umbel_is_capital(&s->t[k]) || umbel_is_date_word(d, &s->t[k])) break;
        links = (uint16_t)(links + of); /* "Front for the Liberation of the Enclave of Kabina" */
        if (the && !umbel_word_is(d->ex, &s->t[j - 1], "of") && !umbel_word_is(d->ex, &s->t[j - 1], "for")) break;
    }
    return last;
}

/* Not written as a name's word is. */
static bool is_small(const document_state *d, const token *t) { return d->caseless || !umbel_is_capital(t); }

uint16_t umbel_group_tail(const document_state *d, const sentence *s, uint16_t last) {
    if (last + 1 >= s->n || !umbel_token_is(d->ex, &s->t[last + 1], W_GROUPTAIL)) return last;
    bool nation = umbel_is_adjectival(umbel_token_text(d, &s->t[last]));
    return is_small(d, &s->t[last + 1]) && !nation ? (uint16_t)(last + 1) : last;
}

/* "Oradan army", "Veshtia police", "Zaruun customs officers": a name that goes on in small letters. */
uint16_t umbel_organ_tail(const document_state *d, const sentence *s, uint16_t last) {
    uint16_t j = (uint16_t)(last + 1), end = last;
    while (j < s->n && s->t[j].kind == UMBEL_TOKEN_WORD && is_small(d, &s->t[j]) &&
           (umbel_token_is(d->ex, &s->t[j], W_ORGANMOD) || umbel_token_is(d->ex, &s->t[j], W_ORGANHEAD) ||
            umbel_token_is(d->ex, &s->t[j], W_STATEHEAD))) {
        if (umbel_token_is(d->ex, &s->t[j], W_ORGANHEAD) || umbel_token_is(d->ex, &s->t[j], W_STATEHEAD)) end = j;
        j++;
    }
    if (end == last) end = umbel_group_tail(d, s, last);
    if (end == last && last + 1 < s->n && is_small(d, &s->t[last + 1]) &&
        (umbel_token_is(d->ex, &s->t[last + 1], W_AGREEMENTHEAD) ||
         umbel_token_is(d->ex, &s->t[last + 1], W_PLACEHEAD)) &&
        !umbel_token_is(d->ex, &s->t[last + 1], W_THINGHEAD) &&
        !(last + 2 < s->n && umbel_token_is(d->ex, &s->t[last + 2], W_THINGHEAD)) &&
        !umbel_is_bearing(d, s, (uint16_t)(last + 1)))
        end = (uint16_t)(last + 1); /* "Menn truce", "Ulm district" */
    return end;
}

bool umbel_is_bearing(const document_state *d, const sentence *s, uint16_t i) {
    if (i + 1 >= s->n || s->t[i].mention != NONE || !umbel_spells(d, &s->t[i + 1], "of")) return false;
    return UMBEL_SPELLS_ONE(d, &s->t[i], "north", "south", "east", "west", "northeast", "northwest", "southeast",
                            "southwest");
}

bool umbel_is_adjectival(umbel_str s) {
    static const char *const tails[] = {"an", "ese", "ish", "i", "ic"};
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
        if (umbel_str_ends(s, umbel_str_of(tails[i]))) return true;
    return false;
}

/* Whether a capital at the start of a sentence says nothing. */
bool umbel_may_start_name(const document_state *d, const sentence *s, uint16_t i) {
    const token *t = &s->t[i];
    umbel_str before = i ? umbel_token_text(d, &s->t[i - 1]) : (umbel_str){0};
    bool opens = umbel_str_eq(before, UMBEL_STR(":")) || umbel_str_eq(before, UMBEL_STR(";")) ||
                 umbel_str_eq(before, UMBEL_STR("\xe2\x80\xa2")) || umbel_str_eq(before, UMBEL_STR("\xe2\x80\x9c"));
    bool bullet = i == 1 && !(t->flags & UMBEL_TOKEN_GLUED);
    bool at_start = i == 0 || opens ||
                    (s->t[i - 1].kind == UMBEL_TOKEN_PUNCT && (bullet || !umbel_is_hyphen(d, &s->t[i - 1])) && i < 3 &&
                     !umbel_str_eq(before, UMBEL_STR(",")));
    bool behind_dash = i > 0 && i < 16 && umbel_is_hyphen(d, &s->t[i - 1]) && !(s->t[i - 1].flags & UMBEL_TOKEN_GLUED);
    at_start = at_start || behind_dash; /* "PORT HALLEN, March 4 - Twelve soldiers" */
    if (umbel_is_closed_word(d, t) || umbel_token_is(d->ex, t, W_CLASSHEAD)) return false;
    bool alone = i + 1 >= s->n || s->t[i + 1].kind == UMBEL_TOKEN_WORD;
    if (alone && t->end - t->begin == 1) return false; /* "Z", "E" */
    if (!at_start) return true;
    if (umbel_token_is(d->ex, t, W_GROUPLEAD) && i + 1 < s->n && umbel_token_is(d->ex, &s->t[i + 1], W_JOINER))
        return true; /* "Saraya al-Rafiqayn" */
    if (joined_cause(d, s, i, (uint16_t)(i + 1))) return true;
    bool next_capital = i + 1 < s->n && (umbel_is_capital(&s->t[i + 1]) || umbel_joins(d, s, (uint16_t)(i + 1)));
    if (next_capital && !umbel_is_date_word(d, &s->t[i + 1])) return true;
    if (t->flags & UMBEL_TOKEN_ALL_UPPER) return true;
    bool known = t->word != UMBEL_NO_WORD &&
                 (d->ex->lexicon.words[t->word].analyses || d->ex->lexicon.words[t->word].classes[0] ||
                  d->ex->lexicon.words[t->word].classes[1]);
    if (known) return false;
    umbel_str text = umbel_token_text(d, t);
    bool possessive = i + 1 < s->n && s->t[i + 1].flags & UMBEL_TOKEN_POSSESSIVE;
    if (umbel_str_ends(text, UMBEL_STR("ly")) || umbel_str_ends(text, UMBEL_STR("ing")) ||
        umbel_str_ends(text, UMBEL_STR("ed")))
        return false;
    bool before_noun =
        i + 1 < s->n && s->t[i + 1].kind == UMBEL_TOKEN_WORD && s->t[i + 1].word != UMBEL_NO_WORD &&
        (umbel_token_is(d->ex, &s->t[i + 1], W_THINGHEAD) || umbel_token_is(d->ex, &s->t[i + 1], W_PEOPLEHEAD) ||
         umbel_token_is(d->ex, &s->t[i + 1], W_CLASSHEAD));
    bool then_object = i + 2 < s->n && (umbel_is_capital(&s->t[i + 2]) || umbel_token_is(d->ex, &s->t[i + 2], W_DET));
    if (before_noun && !then_object && !umbel_is_adjectival(text)) return false; /* "Surplus rifles" */
    return possessive || !umbel_str_ends(text, UMBEL_STR("s"));
}
