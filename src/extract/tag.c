/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of speech by closed classes, inflected forms and neighbours: no model, but enough to find verbs. */
#include <string.h>

#include "extract/names.h"

/* The base form of that reading; a plural that a class lists as such ("boats") still gives its singular. */
static bool has_form(const document_state *d, const token *t, umbel_form form, uint32_t *lemma) {
    bool found = false;
    if (t->word == UMBEL_NO_WORD) return false;
    for (uint32_t a = d->ex->lexicon.words[t->word].analyses; a; a = d->ex->lexicon.analyses[a - 1].next) {
        const umbel_analysis *x = &d->ex->lexicon.analyses[a - 1];
        if (x->form != form || (found && x->lemma == t->word)) continue;
        *lemma = x->lemma;
        found = true;
        if (x->lemma != t->word) break;
    }
    return found;
}

bool umbel_is_noun(const document_state *d, const token *t) {
    uint32_t lemma;
    return has_form(d, t, UMBEL_FORM_SINGULAR, &lemma) || has_form(d, t, UMBEL_FORM_PLURAL, &lemma);
}

/* Ends in these letters, small or capital. */
static bool ends_in(const document_state *d, const token *t, const char *tail) {
    umbel_str text = umbel_token_text(d, t);
    size_t n = strlen(tail);
    if (text.n < n) return false;
    for (size_t i = 0; i < n; i++)
        if ((text.p[text.n - n + i] | 0x20) != tail[i]) return false;
    return true;
}

/* The tag that the word alone gives; T_OTHER where the neighbours must decide. */
static word_tag closed_tag(const document_state *d, const token *t) {
    static const struct {
        word_class cls;
        word_tag tag;
    } rows[] = {{W_BE, T_BE},      {W_HAVE, T_HAVE},         {W_DO, T_DO},        {W_MODAL, T_MODAL},
                {W_NEG, T_NEG},    {W_PRONPOSS, T_PRONPOSS}, {W_DET, T_DET},      {W_PRON, T_PRON},
                {W_REL, T_REL},    {W_CONJ, T_CONJ},         {W_PREP, T_PREP},    {W_SUBORD, T_SUBORD},
                {W_NUMBER, T_NUM}, {W_ADV, T_ADV},           {W_ADJECTIVE, T_ADJ}};
    umbel_str s = umbel_token_text(d, t);
    if (t->kind == UMBEL_TOKEN_NUMBER) return T_NUM;
    if (t->flags & UMBEL_TOKEN_POSSESSIVE) return T_POSS;
    if (t->kind == UMBEL_TOKEN_PUNCT) {
        if (umbel_str_eq(s, UMBEL_STR(","))) return T_COMMA;
        if (umbel_str_eq(s, UMBEL_STR("(")) || umbel_str_eq(s, UMBEL_STR("["))) return T_OPEN;
        if (umbel_str_eq(s, UMBEL_STR(")")) || umbel_str_eq(s, UMBEL_STR("]"))) return T_CLOSE;
        if (umbel_str_eq(s, UMBEL_STR("\"")) || umbel_str_eq(s, UMBEL_STR("\xe2\x80\x9c")) ||
            umbel_str_eq(s, UMBEL_STR("\xe2\x80\x9d")) || umbel_str_eq(s, UMBEL_STR("'")) ||
            umbel_str_eq(s, UMBEL_STR("\xe2\x80\x98")) || umbel_str_eq(s, UMBEL_STR("\xe2\x80\x99")))
            return T_QUOTE;
        if (umbel_str_eq(s, UMBEL_STR("-")) && t->flags & UMBEL_TOKEN_GLUED) return T_OTHER;
        if (umbel_str_eq(s, UMBEL_STR("$"))) return T_NUM;
        if (s.n == 1 && strchr("%&/@#*[]", s.p[0])) return T_OTHER;
        return T_STOP;
    }
    if (umbel_word_is(d->ex, t, "to")) return T_TO;
    if (umbel_word_is(d->ex, t, "according")) return T_PREP;
    if (umbel_word_is(d->ex, t, "that")) return T_THAT;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (umbel_token_is(d->ex, t, rows[i].cls)) return rows[i].tag;
    if (ends_in(d, t, "ly") && !umbel_token_is(d->ex, t, W_NOTADV)) return T_ADV;
    return T_OTHER;
}

static bool is_nominal(uint8_t tag) {
    return tag == T_NOUN || tag == T_NAME || tag == T_PRON || tag == T_NUM || tag == T_CLOSE;
}

/* Tag of the nearest word to the left that is neither adverb nor negation. */
static uint8_t tag_before(const sentence *s, uint16_t i) {
    while (i-- > 0)
        if (s->t[i].tag != T_ADV && s->t[i].tag != T_NEG && s->t[i].tag != T_QUOTE) return s->t[i].tag;
    return T_STOP;
}

static bool opens_phrase(const document_state *d, const sentence *s, uint16_t i) {
    if (i >= s->n) return false;
    const token *t = &s->t[i];
    if (t->mention != NONE) return true;
    uint8_t tag = t->tag;
    return tag == T_DET || tag == T_PRONPOSS || tag == T_NUM || tag == T_PRON ||
           (tag == T_OTHER && t->kind == UMBEL_TOKEN_WORD) || (tag == T_ADV && opens_phrase(d, s, (uint16_t)(i + 1)));
}

static void set(token *t, word_tag tag, umbel_form form, uint32_t lemma) {
    t->tag = (uint8_t)tag;
    t->form = (uint8_t)form;
    t->lemma = lemma;
}

/* "Both signed a treaty", "each said that": a determiner that stands for its noun, before a verb with its object. */
static bool stands_alone(const document_state *d, const sentence *s, uint16_t i) {
    if (i == 0 || i + 1 >= s->n || s->t[i - 1].mention != NONE) return false;
    uint8_t next = s->t[i + 1].tag;
    bool object = next == T_DET || next == T_PRONPOSS || next == T_PRON || next == T_NAME || next == T_THAT ||
                  next == T_PREP || next == T_TO;
    return object && UMBEL_SPELLS_ONE(d, &s->t[i - 1], "both", "each", "all", "some", "several", "many", "most", "few",
                                      "others", "two");
}

/* "they raid", "who guard": a pronoun that is a subject and nothing else. */
static bool is_subject_pronoun(const document_state *d, const sentence *s, uint16_t i) {
    while (i > 0 && s->t[i - 1].tag == T_ADV) i--;
    return i > 0 && UMBEL_SPELLS_ONE(d, &s->t[i - 1], "they", "we", "he", "she", "i", "who");
}

/* A past form: finite, participle after an auxiliary, or an adjective before a noun. */
static void tag_past(const document_state *d, sentence *s, uint16_t i, uint32_t past, uint32_t part) {
    token *t = &s->t[i];
    uint8_t before = tag_before(s, i);
    uint32_t lemma = part != UMBEL_NO_WORD ? part : past;
    bool before_noun = i + 1 < s->n && (s->t[i + 1].tag == T_OTHER || s->t[i + 1].mention != NONE) &&
                       s->t[i + 1].kind == UMBEL_TOKEN_WORD;
    bool compound = i > 1 && s->t[i - 2].tag == T_ADJ && umbel_joins(d, s, (uint16_t)(i - 1));
    if (compound && before_noun) {
        t->tag = T_ADJ; /* "like-minded groups" */
    } else if (umbel_word_is(d->ex, t, "retired") && before_noun && before != T_BE && before != T_HAVE) {
        t->tag = T_ADJ;
    } else if (before == T_BE || before == T_HAVE) {
        set(t, T_VERB, UMBEL_FORM_PART, lemma);
    } else if ((before == T_DET || before == T_PRONPOSS || before == T_ADJ || before == T_POSS || before == T_NUM ||
                before == T_PREP) &&
               before_noun) {
        t->tag = T_ADJ;
    } else if ((before == T_DET || before == T_POSS) && !(past != UMBEL_NO_WORD && stands_alone(d, s, i))) {
        t->tag = T_NOUN;
    } else {
        bool by = i + 1 < s->n && s->t[i + 1].tag == T_PREP && !umbel_word_is(d->ex, &s->t[i + 1], "that");
        bool finite = past != UMBEL_NO_WORD && (before == T_PRON || before == T_REL || !by);
        if (i + 1 < s->n && umbel_word_is(d->ex, &s->t[i + 1], "by") && before != T_PRON && before != T_REL)
            finite = false;
        if (past == UMBEL_NO_WORD) finite = false;
        if (!finite && past != UMBEL_NO_WORD && is_nominal(before) &&
            !umbel_word_is(d->ex, &s->t[i + 1 < s->n ? i + 1 : i], "by"))
            finite = true;
        set(t, T_VERB, finite ? UMBEL_FORM_PAST : UMBEL_FORM_PART, lemma);
    }
}

static void tag_ing(const document_state *d, sentence *s, uint16_t i, uint32_t lemma, bool is_noun) {
    token *t = &s->t[i];
    uint8_t before = tag_before(s, i);
    bool of = i + 1 < s->n && umbel_word_is(d->ex, &s->t[i + 1], "of");
    bool object = opens_phrase(d, s, (uint16_t)(i + 1));
    bool noun = before == T_DET || before == T_POSS || before == T_PRONPOSS || before == T_ADJ ||
                (before != T_BE && of) ||
                (before == T_PREP && !object && i + 1 < s->n && s->t[i + 1].tag != T_PREP && s->t[i + 1].tag != T_TO) ||
                ((before == T_VERB || i + 1 >= s->n || s->t[i + 1].tag == T_STOP) && !object && is_noun);
    if (noun && !(before == T_DET && object && !of && s->t[i + 1].tag == T_DET))
        t->tag = T_NOUN;
    else
        set(t, T_VERB, UMBEL_FORM_ING, lemma);
}

/* A common noun that is no plural. */
static bool is_singular(const document_state *d, const token *t) {
    uint32_t lemma = UMBEL_NO_WORD;
    bool known = has_form(d, t, UMBEL_FORM_SINGULAR, &lemma) || has_form(d, t, UMBEL_FORM_BASE, &lemma);
    return known && t->tag == T_NOUN && !ends_in(d, t, "s") && !has_form(d, t, UMBEL_FORM_PLURAL, &lemma) &&
           !umbel_word_is(d->ex, t, "people") && !umbel_word_is(d->ex, t, "police");
}

static bool in_class(const document_state *d, uint32_t lemma, word_class cls) {
    return umbel_lexicon_is(&d->ex->lexicon, lemma, d->ex->classes[cls]);
}

/* "…, a diplomat fears." stands behind the comma that closes what is feared. */
static bool closes_report(const sentence *s, uint16_t i) {
    uint8_t next = i + 1 < s->n ? s->t[i + 1].tag : T_STOP;
    if (next != T_COMMA && next != T_STOP) return false;
    for (uint16_t k = i; k-- > 0 && k + 6 > i;) {
        if (s->t[k].tag == T_COMMA || s->t[k].tag == T_QUOTE) return k + 1 < i;
        if (!is_nominal(s->t[k].tag) && s->t[k].tag != T_DET && s->t[k].tag != T_ADJ && s->t[k].tag != T_PRONPOSS &&
            s->t[k].tag != T_POSS)
            return false;
    }
    return false;
}

/* "the campaign plans to", "officials claim that": what follows shows the verb. */
static bool reports(const document_state *d, const sentence *s, uint16_t i, uint32_t lemma) {
    static const word_class classes[] = {C_SAY, C_POSSIBLE, C_PROBABLE, C_INTEND, C_VOW, C_DENY, C_DOUBT};
    bool listed = false;
    for (size_t k = 0; k < sizeof classes / sizeof *classes; k++) listed = listed || in_class(d, lemma, classes[k]);
    if (!listed) return false;
    if (closes_report(s, i) || tag_before(s, i) == T_PRON) return true;
    if (i + 2 >= s->n) return false;
    if (s->t[i + 1].tag == T_THAT) return s->t[i + 2].tag != T_VERB;
    return s->t[i + 1].tag == T_TO && has_form(d, &s->t[i + 2], UMBEL_FORM_BASE, &lemma);
}

/* "sources" in "…, sources said": the verb follows. */
static bool says_next(const document_state *d, const sentence *s, uint16_t i) {
    uint32_t lemma = UMBEL_NO_WORD, none;
    if (i + 1 >= s->n) return false;
    const token *next = &s->t[i + 1];
    if (!has_form(d, next, UMBEL_FORM_PAST, &lemma) && !has_form(d, next, UMBEL_FORM_S, &lemma)) return false;
    return in_class(d, lemma, C_SAY) && !has_form(d, next, UMBEL_FORM_SINGULAR, &none) &&
           !has_form(d, next, UMBEL_FORM_PLURAL, &none);
}

/* "the treacherous murder", "a small new group": words between article and noun that are neither noun nor verb. */
static bool is_unknown_adjective(const document_state *d, const sentence *s, uint16_t i) {
    uint16_t j = i;
    while (j > 0) {
        const token *t = &s->t[j - 1];
        if (t->tag != T_NOUN || t->mention != NONE || ends_in(d, t, "s")) break;
        if (t->word != UMBEL_NO_WORD && d->ex->lexicon.words[t->word].analyses) break;
        j--;
    }
    uint8_t before = j > 0 ? s->t[j - 1].tag : T_STOP;
    return j < i && (before == T_DET || before == T_PRONPOSS || before == T_POSS || before == T_NUM);
}

/* "A and B share an ideology": a base form between two names joined and an article. */
static bool joins_two(const document_state *d, const sentence *s, uint16_t i) {
    if (i == 0 || i + 1 >= s->n || s->t[i - 1].tag != T_NAME || s->t[i + 1].tag != T_DET) return false;
    for (uint16_t k = i; k-- > 0 && k + 10 > i;) {
        if (s->t[k].tag == T_CONJ) return umbel_word_is(d->ex, &s->t[k], "and") && k > 0 && s->t[k - 1].tag == T_NAME;
        if (s->t[k].tag != T_NAME && s->t[k].tag != T_DET) return false;
    }
    return false;
}

/* "whose forces", "no clashes": what follows these is a noun. */
static bool is_owned(const document_state *d, const sentence *s, uint16_t i) {
    return i > 0 && UMBEL_SPELLS_ONE(d, &s->t[i - 1], "whose", "no");
}

/* "calls itself the Front" */
static bool names_itself(const document_state *d, const sentence *s, uint16_t i) {
    return i + 1 < s->n && UMBEL_SPELLS_ONE(d, &s->t[i + 1], "itself", "themselves");
}

/* "supports", "attack": noun or verb. */
static void tag_present(const document_state *d, sentence *s, uint16_t i, umbel_form form, uint32_t lemma, bool noun) {
    token *t = &s->t[i];
    uint8_t before = tag_before(s, i);
    bool after_to = i > 0 && s->t[i - 1].tag == T_TO;
    bool verb = !noun;
    if (noun && ((before != T_TO && before != T_MODAL && says_next(d, s, i)) || is_owned(d, s, i))) {
        t->tag = T_NOUN;
        return;
    }
    if (is_subject_pronoun(d, s, i) || (form == UMBEL_FORM_BASE && stands_alone(d, s, i)) || names_itself(d, s, i))
        verb = true;
    else if (form == UMBEL_FORM_BASE && (before == T_MODAL || before == T_DO))
        verb = true;
    else if (form == UMBEL_FORM_BASE && before == T_TO)
        verb = !noun || after_to;
    else if (noun && form == UMBEL_FORM_BASE && i > 0 &&
             (is_singular(d, &s->t[i - 1]) || is_unknown_adjective(d, s, i)))
        verb = false; /* "a dynamite attack": its verb would be "attacks" */
    else if (before == T_DET || before == T_ADJ || before == T_POSS || before == T_PRONPOSS || before == T_PREP ||
             before == T_NUM || before == T_BE || before == T_TO || before == T_VERB || before == T_HAVE)
        verb = false;
    else if (is_nominal(before) || before == T_REL || before == T_CONJ || before == T_COMMA || before == T_THAT) {
        bool goes_on =
            opens_phrase(d, s, (uint16_t)(i + 1)) ||
            (i + 1 < s->n && umbel_word_is(d->ex, &s->t[i + 1], "as")) || /* "the Brigade acts as" */
            (i + 1 < s->n && (s->t[i + 1].tag == T_THAT || ((s->t[i + 1].tag == T_PREP || s->t[i + 1].tag == T_TO) &&
                                                            !umbel_word_is(d->ex, &s->t[i + 1], "of"))));
        bool left_name = i > 0 && s->t[i - 1].tag == T_NAME;
        bool then_article = i + 1 < s->n && s->t[i + 1].tag == T_DET; /* "the Taliban attack a convoy" */
        verb = !noun ||
               (goes_on && (before == T_REL || before == T_PRON || form == UMBEL_FORM_S || !left_name || then_article));
        if (noun && goes_on && (before == T_CONJ || before == T_COMMA) && form == UMBEL_FORM_BASE)
            verb = opens_phrase(d, s, (uint16_t)(i + 1)) && s->t[i + 1].tag == T_DET;
        if (noun && form == UMBEL_FORM_S && goes_on && i + 1 < s->n && s->t[i + 1].tag == T_PREP && before == T_NAME)
            verb = umbel_word_is(d->ex, &s->t[i + 1], "with") || umbel_word_is(d->ex, &s->t[i + 1], "in") ||
                   umbel_word_is(d->ex, &s->t[i + 1], "as");
        if (noun && form == UMBEL_FORM_S && before == T_NOUN &&
            !(i > 0 && s->t[i - 1].tag == T_NOUN && s->t[i + 1 < s->n ? i + 1 : i].tag == T_DET))
            verb = false;
        if (noun && before == T_CONJ && form == UMBEL_FORM_S &&
            !(i + 1 < s->n && (s->t[i + 1].tag == T_DET || s->t[i + 1].mention != NONE)))
            verb = false;
    } else if (noun)
        verb = false;
    if (verb || (is_nominal(before) && reports(d, s, i, lemma)) || (form == UMBEL_FORM_BASE && joins_two(d, s, i)))
        set(t, T_VERB, form, lemma);
    else
        t->tag = T_NOUN;
}

static void tag_open(const document_state *d, sentence *s, uint16_t i) {
    token *t = &s->t[i];
    uint32_t base = UMBEL_NO_WORD, third = UMBEL_NO_WORD, past = UMBEL_NO_WORD, part = UMBEL_NO_WORD,
             ing = UMBEL_NO_WORD, noun = UMBEL_NO_WORD;
    bool is_noun = has_form(d, t, UMBEL_FORM_SINGULAR, &noun) || has_form(d, t, UMBEL_FORM_PLURAL, &noun);
    bool is_past = has_form(d, t, UMBEL_FORM_PAST, &past), is_part = has_form(d, t, UMBEL_FORM_PART, &part);
    if (has_form(d, t, UMBEL_FORM_ING, &ing))
        tag_ing(d, s, i, ing, is_noun);
    else if (is_past || is_part)
        tag_past(d, s, i, past, part);
    else if (has_form(d, t, UMBEL_FORM_BASE, &base))
        tag_present(d, s, i, UMBEL_FORM_BASE, base, is_noun);
    else if (has_form(d, t, UMBEL_FORM_S, &third))
        tag_present(d, s, i, UMBEL_FORM_S, third, is_noun);
    else if (!is_noun && ends_in(d, t, "ed") && t->end - t->begin > 4)
        tag_past(d, s, i, t->word, t->word);
    else
        t->tag = T_NOUN;
    if (t->tag == T_NOUN && noun != UMBEL_NO_WORD) t->lemma = noun;
}

/* A dash: set off by spaces, long, or a hyphen before a word that joins nothing ("operatives-often called"). */
static bool is_dash(const document_state *d, const sentence *s, uint16_t i) {
    const token *t = &s->t[i];
    umbel_str text = umbel_token_text(d, t);
    if (t->kind != UMBEL_TOKEN_PUNCT || i == 0 || i + 1 >= s->n) return false;
    if (umbel_str_eq(text, UMBEL_STR("\xe2\x80\x94")) || umbel_str_eq(text, UMBEL_STR("\xe2\x80\x93"))) return true;
    if (!umbel_str_eq(text, UMBEL_STR("-"))) return false;
    if (!(t->flags & UMBEL_TOKEN_GLUED)) return true;
    uint8_t next = s->t[i + 1].tag;
    return next == T_ADV || next == T_DET || next == T_PREP || next == T_PRON || next == T_CONJ || next == T_BE;
}

/* Two dashes enclose an aside, as brackets do. */
static void mark_asides(const document_state *d, sentence *s) {
    for (uint16_t i = 1; i + 2 < s->n; i++) {
        if (!is_dash(d, s, i)) continue;
        s->t[i].tag = T_STOP;
        for (uint16_t j = (uint16_t)(i + 2); j < s->n && j < i + 14; j++) {
            if (!is_dash(d, s, j)) continue;
            s->t[i].tag = T_OPEN;
            s->t[j].tag = T_CLOSE;
            i = j;
            break;
        }
    }
}

/* The dot of "Mr. Clarke", "Sen. Lee", "J. Fenn": part of the name, no stop. */
static bool is_name_dot(const document_state *d, const sentence *s, uint16_t i) {
    const token *t = &s->t[i], *before = &s->t[i ? i - 1 : 0];
    if (t->tag != T_STOP || i == 0 || i + 1 >= s->n || !(t->flags & UMBEL_TOKEN_GLUED)) return false;
    if (!umbel_str_eq(umbel_token_text(d, t), UMBEL_STR("."))) return false;
    return before->kind == UMBEL_TOKEN_WORD && before->flags & UMBEL_TOKEN_CAPITAL &&
           before->end - before->begin <= 4 &&
           (s->t[i + 1].kind == UMBEL_TOKEN_WORD || s->t[i + 1].tag == T_COMMA ||
            (umbel_is_date_word(d, before) && s->t[i + 1].kind == UMBEL_TOKEN_NUMBER)); /* "Jan. 1" */
}

/* "about 50", "at least forty", "more than 1,000", "up to 30": they belong to the number, as a determiner does. */
static void mark_about_numbers(const document_state *d, sentence *s) {
    static const char *const two[][2] = {{"at", "least"},   {"at", "most"},   {"more", "than"},
                                         {"fewer", "than"}, {"less", "than"}, {"up", "to"}};
    for (uint16_t i = 1; i < s->n; i++) {
        if (s->t[i].tag != T_NUM) continue;
        if (UMBEL_SPELLS_ONE(d, &s->t[i - 1], "about", "around", "over", "nearly", "almost")) s->t[i - 1].tag = T_DET;
        for (size_t k = 0; i > 1 && k < sizeof two / sizeof *two; k++)
            if (umbel_spells(d, &s->t[i - 2], two[k][0]) && umbel_spells(d, &s->t[i - 1], two[k][1]))
                s->t[i - 2].tag = s->t[i - 1].tag = T_DET;
    }
}

void umbel_tag_tokens(const document_state *d, sentence *s) {
    for (uint16_t i = 0; i < s->n; i++) {
        token *t = &s->t[i];
        t->lemma = t->word;
        t->tag = t->mention != NONE ? T_NAME : (uint8_t)closed_tag(d, t);
        if ((t->tag == T_PREP || t->tag == T_TO) && umbel_joins(d, s, (uint16_t)(i + 1)))
            t->tag = T_ADJ; /* "like-minded", "on-going", "house-to-house" */
    }
    for (uint16_t i = 0; i < s->n; i++)
        if (is_name_dot(d, s, i)) s->t[i].tag = T_NOUN;
    for (uint16_t i = 1; i + 1 < s->n; i++) /* "shot dead two men" */
        if (umbel_spells(d, &s->t[i], "dead") && umbel_spells(d, &s->t[i - 1], "shot")) s->t[i].tag = T_ADV;
    mark_asides(d, s);
    mark_about_numbers(d, s);
    for (uint16_t i = 0; i < s->n; i++) {
        token *t = &s->t[i];
        uint32_t lemma;
        if (t->tag == T_POSS && i > 0 && s->t[i - 1].tag == T_PRON) t->tag = T_BE; /* "it's", "that's" */
        if (t->tag == T_OTHER && t->kind == UMBEL_TOKEN_WORD) tag_open(d, s, i);
        if (t->tag == T_BE || t->tag == T_HAVE || t->tag == T_DO) {
            static const char *const bases[] = {"be", "have", "do"};
            lemma = umbel_lexicon_find(&d->ex->lexicon, umbel_str_of(bases[t->tag - T_BE]));
            t->lemma = lemma;
        }
        if (t->tag == T_NOUN && umbel_token_is(d->ex, t, W_POSTADJ) && i > 0 && is_nominal(s->t[i - 1].tag) &&
            i + 1 < s->n && s->t[i + 1].tag == T_PREP)
            t->tag = T_OTHER; /* "forces loyal to" */
        bool emphatic = umbel_word_is(d->ex, t, "itself") || umbel_word_is(d->ex, t, "themselves");
        if (emphatic && i > 0 && s->t[i - 1].tag != T_VERB) t->tag = T_ADV; /* "is itself a splinter" */
        /* "that" behind a noun and before a verb is a relative; behind a verb it opens what is said */
        if (t->tag == T_THAT && i > 0 && s->t[i - 1].tag != T_VERB && is_nominal(s->t[i - 1].tag) && i + 1 < s->n &&
            s->t[i + 1].tag != T_COMMA && !opens_phrase(d, s, (uint16_t)(i + 1)))
            t->tag = T_REL;
    }
}

bool umbel_negates(const document_state *d, const sentence *s, uint16_t i) {
    if (s->t[i].tag != T_NEG) return false;
    return i + 1 >= s->n || !UMBEL_SPELLS_ONE(d, &s->t[i + 1], "only", "just", "merely", "simply", "solely", "least");
}
