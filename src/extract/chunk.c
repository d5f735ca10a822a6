/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Tags to chunks: noun phrases (with possessor and of-phrase linked), verb groups, and the words between. */
#include <string.h>

#include "extract/names.h"
#include "extract/sentence.h"

static item *new_item(sentence *s, item_type type, uint16_t first, uint16_t last) {
    item *it = &s->items[s->n_items++];
    *it = (item){.type = (uint8_t)type,
                 .first = first,
                 .last = last,
                 .head = last,
                 .owner = NONE,
                 .of = NONE,
                 .modal = NONE,
                 .hedge = NONE};
    return it;
}

static void push(sentence *s, uint16_t k) { s->seq[s->n_seq++] = k; }

static bool nounish(uint8_t tag) { return tag == T_NOUN || tag == T_NAME || tag == T_NUM || tag == T_ADJ; }

/* "October 2027 militants", "4 March fighters": a date ends before the noun. */
static bool ends_date(const document_state *d, const sentence *s, uint16_t i) {
    const token *t = &s->t[i];
    if (t->tag != T_NUM || t->kind != UMBEL_TOKEN_NUMBER || i == 0)
        return umbel_token_is(d->ex, t, W_MONTH) && i > 0 && t[-1].tag == T_NUM && t->flags & UMBEL_TOKEN_CAPITAL;
    return umbel_token_is(d->ex, t - 1, W_MONTH) && t[-1].flags & UMBEL_TOKEN_CAPITAL;
}

static bool is_year(const token *t) { return t->tag == T_NUM && t->end - t->begin >= 4; }

/* "for four years men with false papers": a length of time ends before the next noun. */
static bool ends_span(const document_state *d, const sentence *s, uint16_t i) {
    const token *t = &s->t[i];
    umbel_str text = umbel_token_text(d, t);
    return i > 0 && t->mention == NONE && umbel_token_is(d->ex, t, W_TIMEHEAD) &&
           umbel_str_ends(text, UMBEL_STR("s")) && s->t[i - 1].tag == T_NUM;
}

/* Whether token i goes on the noun phrase whose last token is i - 1. */
static bool goes_on(const document_state *d, const sentence *s, uint16_t i) {
    const token *t = &s->t[i], *before = &s->t[i - 1];
    if (t->tag == T_NAME && before->tag == T_NAME && t->mention == before->mention) return true;
    if (t->tag == T_OTHER && t->kind == UMBEL_TOKEN_PUNCT && t->flags & UMBEL_TOKEN_GLUED)
        return i + 1 < s->n && nounish(s->t[i + 1].tag) && s->t[i + 1].flags & UMBEL_TOKEN_GLUED;
    if (!nounish(t->tag) || umbel_is_bearing(d, s, i)) return false;
    if (ends_date(d, s, (uint16_t)(i - 1)) && t->tag != T_NUM) return false;
    if (ends_span(d, s, (uint16_t)(i - 1))) return false;
    return !(is_year(before) && t->tag == T_NAME); /* "in 2013 Hezbollah" */
}

/* "the Northern Front (NF) fighters": the noun behind the brackets that open at i, where it goes on the phrase; else i.
 */
static uint16_t behind_short_form(const document_state *d, const sentence *s, uint16_t i) {
    uint16_t j = i;
    if (s->t[i].tag != T_OPEN || s->t[i - 1].tag != T_NAME || s->t[i].kind != UMBEL_TOKEN_PUNCT) return i;
    while (j < s->n && j < i + 5 && s->t[j].tag != T_CLOSE) j++;
    if (j + 1 >= s->n || s->t[j].tag != T_CLOSE) return i;
    const token *t = &s->t[j + 1];
    bool members = umbel_token_is(d->ex, t, W_TRANSPARENT) || umbel_token_is(d->ex, t, W_CLASSHEAD) ||
                   umbel_token_is(d->ex, t, W_REBEL);
    return t->mention == NONE && members ? (uint16_t)(j + 1) : i;
}

/* The hyphen of "like-minded", at i. */
static bool joins_adjectives(const document_state *d, const sentence *s, uint16_t i) {
    return umbel_joins(d, s, i) && s->t[i - 1].tag == T_ADJ && s->t[i + 1].tag == T_ADJ;
}

/* "both sides", "several of": a determiner or number begins a phrase; a name may stand without. */
static uint16_t noun_phrase(document_state *d, sentence *s, uint16_t i) {
    uint16_t j = i;
    bool poss = false;
    while (j < s->n && (s->t[j].tag == T_DET || s->t[j].tag == T_PRONPOSS || s->t[j].tag == T_NUM ||
                        s->t[j].tag == T_ADJ || (j > i && joins_adjectives(d, s, j)) ||
                        (s->t[j].tag == T_ADV && j > i && j + 1 < s->n && nounish(s->t[j + 1].tag)) ||
                        (s->t[j].tag == T_NEG && umbel_word_is(d->ex, &s->t[j], "no")))) {
        poss = poss || s->t[j].tag == T_PRONPOSS;
        j++;
        if (is_year(&s->t[j - 1]) && j < s->n && (s->t[j].tag == T_NAME || s->t[j].tag == T_DET)) break;
    }
    bool year_alone = j > i && is_year(&s->t[j - 1]) && j < s->n && (s->t[j].tag == T_NAME || s->t[j].tag == T_DET);
    if (!year_alone && j < s->n && nounish(s->t[j].tag)) {
        j++;
        while (j < s->n) {
            uint16_t behind = behind_short_form(d, s, j);
            if (behind == j && !goes_on(d, s, j)) break;
            j = (uint16_t)(behind + 1);
        }
    }
    if (j == i) return i;
    item *it = new_item(s, I_NP, i, (uint16_t)(j - 1));
    it->owned_by_pronoun = poss;
    return j;
}

static uint16_t verb_group(document_state *d, sentence *s, uint16_t i) {
    uint16_t j = i, main_verb = NONE, aux = NONE;
    item it = {.type = I_VG, .first = i, .owner = NONE, .of = NONE, .modal = NONE, .hedge = NONE};
    bool be = false;
    for (; j < s->n; j++) {
        const token *t = &s->t[j];
        uint8_t tag = t->tag;
        if (tag == T_TO) {
            if (j != i) break;
            it.infinitive = true;
            it.negated = i > 0 && umbel_negates(d, s, (uint16_t)(i - 1));
        } else if (tag == T_MODAL) {
            if (main_verb != NONE || aux != NONE) break;
            it.modal = j;
            it.negated = it.negated || umbel_word_is(d->ex, t, "cannot");
            it.finite = true;
        } else if (tag == T_BE || tag == T_HAVE || tag == T_DO) {
            if (main_verb != NONE) break;
            bool participle = umbel_word_is(d->ex, t, "being") || umbel_word_is(d->ex, t, "having");
            if (aux == NONE && !it.infinitive && !participle && it.modal == NONE) it.finite = true;
            if (participle && aux == NONE) it.gerund = true;
            be = tag == T_BE;
            aux = j;
        } else if (tag == T_NEG) {
            bool no_longer = j + 1 < s->n && umbel_word_is(d->ex, &s->t[j + 1], "longer");
            if (main_verb != NONE) break; /* "promised not to": the next verb's */
            it.negated = it.negated || no_longer || (umbel_negates(d, s, j) && !umbel_word_is(d->ex, t, "no"));
        } else if (tag == T_ADV) {
            if (umbel_token_is(d->ex, t, C_ADV_UNNAMED) || umbel_token_is(d->ex, t, C_ADV_PROBABLE) ||
                umbel_token_is(d->ex, t, C_ADV_POSSIBLE))
                it.hedge = j;
            if (main_verb != NONE) break;
        } else if (tag == T_VERB && main_verb == NONE) {
            bool fits = aux != NONE ? t->form == UMBEL_FORM_PART || t->form == UMBEL_FORM_ING ||
                                          t->form == UMBEL_FORM_PAST || s->t[aux].tag == T_DO
                                    : true;
            if (!fits) break;
            main_verb = j;
        } else {
            break;
        }
    }
    if (main_verb == NONE && aux == NONE) return i;
    uint16_t last = main_verb != NONE ? main_verb : aux;
    while (j > last + 1) j--; /* adverbs behind the verb stand for themselves */
    it.last = last;
    it.head = last;
    if (main_verb == NONE) {
        it.copula = s->t[aux].tag == T_BE;
    } else {
        uint8_t form = s->t[main_verb].form;
        bool part = form == UMBEL_FORM_PART || (form == UMBEL_FORM_PAST && aux != NONE);
        it.passive = part && (be || aux == NONE);
        if (aux == NONE && it.modal == NONE && !it.infinitive) {
            it.finite = form == UMBEL_FORM_PAST || form == UMBEL_FORM_S || form == UMBEL_FORM_BASE;
            it.gerund = form == UMBEL_FORM_ING;
            it.participle = form == UMBEL_FORM_PART;
            if (it.participle) it.passive = true;
        }
    }
    s->items[s->n_items++] = it;
    return (uint16_t)(last + 1);
}

static item_type plain_type(const sentence *s, uint16_t i) {
    switch ((word_tag)s->t[i].tag) {
    case T_PREP:
    case T_TO: return I_PREP;
    case T_CONJ: return I_CONJ;
    case T_COMMA: return I_COMMA;
    case T_REL: return I_REL;
    case T_THAT: return I_THAT;
    case T_SUBORD: return I_SUBORD;
    case T_ADV:
    case T_NEG: return I_ADV;
    case T_QUOTE: return I_QUOTE;
    case T_STOP: return I_STOP;
    default: return I_OTHER;
    }
}

/* End of a bracketed aside that begins at i, or i. */
static uint16_t skip_brackets(const sentence *s, uint16_t i) {
    if (s->t[i].tag != T_OPEN) return i;
    for (uint16_t j = (uint16_t)(i + 1); j < s->n && j < i + 25; j++)
        if (s->t[j].tag == T_CLOSE) return (uint16_t)(j + 1);
    return (uint16_t)(i + 1);
}

static bool starts_verb_group(const sentence *s, uint16_t i) {
    uint8_t tag = s->t[i].tag;
    if (tag == T_TO) {
        for (uint16_t j = (uint16_t)(i + 1); j < s->n && j < i + 4; j++) {
            if (s->t[j].tag == T_ADV || s->t[j].tag == T_NEG) continue;
            if (s->t[j].tag == T_VERB) return s->t[j].form == UMBEL_FORM_BASE;
            return s->t[j].tag == T_BE || s->t[j].tag == T_HAVE || s->t[j].tag == T_DO;
        }
        return false;
    }
    if (tag == T_NEG || tag == T_ADV) {
        for (uint16_t j = (uint16_t)(i + 1); j < s->n && j < i + 3; j++) {
            if (s->t[j].tag == T_ADV || s->t[j].tag == T_NEG) continue;
            return s->t[j].tag == T_VERB || s->t[j].tag == T_BE || s->t[j].tag == T_HAVE;
        }
        return false;
    }
    return tag == T_VERB || tag == T_BE || tag == T_HAVE || tag == T_DO || tag == T_MODAL;
}

/* "FAK" "'s" "media wing" become one phrase with an owner. */
static void link_owners(sentence *s) {
    uint16_t n = 0;
    for (uint16_t i = 0; i < s->n_seq; i++) {
        item *it = &s->items[s->seq[i]];
        if (it->type == I_NP && n >= 2 && s->items[s->seq[n - 1]].type == I_OTHER &&
            s->t[s->items[s->seq[n - 1]].first].tag == T_POSS && s->items[s->seq[n - 2]].type == I_NP) {
            it->owner = s->seq[n - 2];
            n = (uint16_t)(n - 2);
        }
        s->seq[n++] = s->seq[i];
    }
    s->n_seq = n;
}

/* "leaders of the TTP", "elements within the IAG": the second phrase hangs on the first. */
static void link_of(const document_state *d, sentence *s) {
    uint16_t n = 0;
    for (uint16_t i = 0; i < s->n_seq; i++) {
        item *it = &s->items[s->seq[i]];
        if (it->type == I_NP && n >= 2 && s->items[s->seq[n - 1]].type == I_PREP &&
            s->items[s->seq[n - 2]].type == I_NP) {
            const token *prep = &s->t[s->items[s->seq[n - 1]].first];
            item *owner = &s->items[s->seq[n - 2]];
            bool of = umbel_word_is(d->ex, prep, "of");
            bool within = (umbel_word_is(d->ex, prep, "within") || umbel_word_is(d->ex, prep, "from") ||
                           umbel_word_is(d->ex, prep, "in")) &&
                          umbel_token_is(d->ex, &s->t[owner->head], W_PEOPLEHEAD) && s->t[it->head].mention != NONE &&
                          umbel_word_is(d->ex, prep, "within");
            uint16_t tail = s->seq[n - 2];
            while (s->items[tail].of != NONE) tail = s->items[tail].of;
            if (of || within) {
                s->items[tail].of = s->seq[i];
                n = (uint16_t)(n - 1);
                continue;
            }
        }
        s->seq[n++] = s->seq[i];
    }
    s->n_seq = n;
}

umbel_status umbel_chunk_sentence(umbel_ctx *cx, document_state *d, sentence *s) {
    s->items = UMBEL_NEW(cx, &cx->scratch, item, s->n + 1u);
    s->seq = UMBEL_NEW(cx, &cx->scratch, uint16_t, s->n + 1u);
    s->n_items = s->n_seq = 0;
    if (!s->items || !s->seq) return cx->err.code;
    for (uint16_t i = 0; i < s->n;) {
        uint16_t next = skip_brackets(s, i);
        if (next != i) {
            i = next;
            continue;
        }
        if (s->t[i].tag == T_PREP && s->n_seq && s->items[s->seq[s->n_seq - 1]].type == I_PREP &&
            umbel_word_is(d->ex, &s->t[i], "of") &&
            !umbel_word_is(d->ex, &s->t[i - 1], "up")) { /* "out of", "because of" */
            s->items[s->seq[s->n_seq - 1]].last = i++;
            continue;
        }
        if (i > 0 && s->t[i].tag == T_QUOTE && s->t[i - 1].tag == T_QUOTE && s->t[i].flags & UMBEL_TOKEN_GLUED &&
            s->n_seq && s->items[s->seq[s->n_seq - 1]].type == I_QUOTE) { /* '' */
            s->items[s->seq[s->n_seq - 1]].last = i++;
            continue;
        }
        uint16_t before = s->n_items;
        if (starts_verb_group(s, i)) next = verb_group(d, s, i);
        if (next == i && s->t[i].tag == T_PRON) {
            new_item(s, I_NP, i, i);
            next = (uint16_t)(i + 1);
        }
        if (next == i) next = noun_phrase(d, s, i);
        if (next == i) {
            new_item(s, plain_type(s, i), i, i);
            next = (uint16_t)(i + 1);
        }
        if (s->n_items > before) push(s, (uint16_t)(s->n_items - 1));
        i = next;
    }
    link_owners(s);
    link_of(d, s);
    return UMBEL_OK;
}
