/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* What the whole document shows about names that no word of theirs explains ("the Sarrin", "Black Lantern", "John
 * Carver"), gathered before the first sentence is read, so that a name is one thing all through. */
#include "extract/names.h"

/* One run of capitalised words and its neighbours. */
typedef struct run {
    const document_state *d;
    const sentence *s;
    uint16_t first, last;
    const token *before, *behind; /* NULL at the ends of the sentence */
} run;

static bool is(const run *r, const token *t, word_class cls) { return t && umbel_token_is(r->d->ex, t, cls); }

static bool small(const token *t) { return t && t->kind == UMBEL_TOKEN_WORD && !umbel_is_capital(t); }

static bool next_is(const run *r, uint16_t k, const char *word) {
    return r->last + k < r->s->n && umbel_word_is(r->d->ex, &r->s->t[r->last + k], word);
}

static unsigned words_of(const run *r) {
    unsigned n = 0;
    for (uint16_t i = r->first; i <= r->last; i++) n += r->s->t[i].kind == UMBEL_TOKEN_WORD;
    return n;
}

static bool says(const run *r, const token *t) { return is(r, t, C_SAY); }

/* "President X", "spokesman X", "X, 34,", "X, who", "X said he". */
static bool is_person(const run *r) {
    const sentence *s = r->s;
    if (is(r, r->before, W_TITLE) || is(r, r->before, W_PERSONROLE)) return true;
    if (r->first > 1 && umbel_spells(r->d, r->before, ".") && is(r, &s->t[r->first - 2], W_TITLE)) return true;
    if (words_of(r) > 1 && is(r, &s->t[r->first], W_GIVENNAME)) return true;
    for (uint16_t i = r->first; i < r->last; i++) /* "Joseph L. Carver", "Foreign Secretary Carver" */
        if (is(r, &s->t[i], W_TITLE) || (i > r->first && s->t[i].end - s->t[i].begin == 1)) return true;
    if (next_is(r, 1, "who")) return true;
    if (next_is(r, 1, ",") && r->last + 2 < s->n) {
        const token *t = &s->t[r->last + 2];
        bool age = t->kind == UMBEL_TOKEN_NUMBER && t->end - t->begin == 2 && next_is(r, 3, ",");
        if (age || next_is(r, 2, "who")) return true;
    }
    return says(r, r->behind) && (next_is(r, 2, "he") || next_is(r, 2, "she") || next_is(r, 2, "his"));
}

/* "the X", unless it is a place ("in the Levant") or goes on ("the X river"). */
static bool has_article(const run *r) {
    if (!r->before || !umbel_word_is(r->d->ex, r->before, "the")) return false;
    if (r->first > 1 && is(r, &r->s->t[r->first - 2], W_PLACEPREP)) return false;
    const token *t = r->behind;
    return !t || t->kind != UMBEL_TOKEN_WORD || umbel_is_closed_word(r->d, t) ||
           (r->d->ex->lexicon.words && t->word != UMBEL_NO_WORD && r->d->ex->lexicon.words[t->word].analyses &&
            !umbel_is_noun(r->d, t));
}

/* "X fighters", "the militia X", "X said it", "known as X", "the X attacked". */
static bool is_group(const run *r) {
    if (small(r->behind) && is(r, r->behind, W_CLASSHEAD)) return true;
    if (small(r->behind) && is(r, r->behind, W_PEOPLEHEAD) && is(r, r->behind, W_TRANSPARENT)) return true;
    if (small(r->before) && is(r, r->before, W_GROUPDESC)) return true;
    if (says(r, r->behind) && next_is(r, 2, "it")) return true;
    return has_article(r);
}

/* Two or three unknown words in a row, where no place is spoken of: as a rule a person. */
static bool is_full_name(const run *r) {
    if (is(r, r->before, W_PLACEPREP) || words_of(r) > 4) return false;
    for (uint16_t i = r->first; i <= r->last; i++) {
        const token *t = &r->s->t[i];
        if (t->kind != UMBEL_TOKEN_WORD) continue;
        if (t->flags & UMBEL_TOKEN_ALL_UPPER || umbel_is_noun(r->d, t)) return false;
    }
    return !umbel_is_adjective_of_state(r->d, r->s, r->first) && !umbel_match_table(r->d, r->s, r->last).found;
}

static umbel_status note(umbel_ctx *cx, document_state *d, umbel_str key, uint8_t bits) {
    uint32_t k;
    UMBEL_TRY(umbel_intern_add(cx, &d->evidence, key, &k));
    UMBEL_TRY(umbel_reserve(cx, &d->out->arena, (void *)&d->evidence_bits, &d->cap_evidence, d->evidence.n, 1));
    d->evidence_bits[k] |= bits;
    return UMBEL_OK;
}

static umbel_status note_run(umbel_ctx *cx, document_state *d, const run *r) {
    uint8_t bits = 0;
    bool one = words_of(r) == 1;
    umbel_str text = umbel_token_text(d, &r->s->t[r->last]), key;
    if (is_person(r)) bits |= UMBEL_EVIDENCE_PERSON;
    bool nation = one && (umbel_is_adjectival(text) || is(r, &r->s->t[r->last], W_ETHNIC));
    if (!nation && is_group(r)) bits |= UMBEL_EVIDENCE_GROUP;
    if (!bits && (one || !is_full_name(r))) return UMBEL_OK;
    bool named_so = bits == UMBEL_EVIDENCE_PERSON && !one;
    if (!bits) bits = UMBEL_EVIDENCE_SURNAME;
    umbel_mark mark = umbel_arena_mark(&cx->scratch);
    umbel_status status = UMBEL_OK;
    if (bits != UMBEL_EVIDENCE_SURNAME) {
        status = umbel_fold_span(cx, d, r->s, r->first, r->last, &key);
        if (status == UMBEL_OK) status = note(cx, d, key, bits);
    }
    if (status == UMBEL_OK &&
        (named_so || bits == UMBEL_EVIDENCE_SURNAME)) { /* the last name alone is the same person */
        status = umbel_fold_span(cx, d, r->s, r->last, r->last, &key);
        if (status == UMBEL_OK) status = note(cx, d, key, bits);
    }
    umbel_arena_release(cx, &cx->scratch, mark);
    return status;
}

umbel_status umbel_gather_evidence(umbel_ctx *cx, document_state *d, const sentence *s) {
    for (uint16_t i = 0; i < s->n; i++) {
        const token *t = &s->t[i];
        if (!umbel_is_capital(t) || !umbel_may_start_name(d, s, i)) continue;
        run r = {.d = d, .s = s, .first = i, .last = umbel_shape_end(d, s, i)};
        r.before = i > 0 ? &s->t[i - 1] : NULL;
        r.behind = r.last + 1 < s->n ? &s->t[r.last + 1] : NULL;
        i = r.last;
        if (umbel_has_kind_word(d, s, r.first, r.last)) continue;
        UMBEL_TRY(note_run(cx, d, &r));
    }
    return UMBEL_OK;
}

uint8_t umbel_evidence_of(const document_state *d, umbel_str key) {
    uint32_t k = umbel_intern_find(&d->evidence, key);
    return k == UMBEL_INTERN_NONE ? 0 : d->evidence_bits[k];
}
