/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Cues of reported speech that are no verbs: "the claim that", "according to", "is sure that", "Name: …". */
#include "extract/attribution.h"
#include "extract/clause.h"

static uint8_t type_at(const sentence *s, int p) { return umbel_item_at(s, p)->type; }

static bool effect_of_noun(const document_state *d, const token *t, voice_effect *effect) {
    static const struct {
        word_class cls;
        voice_effect effect;
    } rows[] = {{C_DENIAL_NOUN, VOICE_DENIED},
                {C_NOUN_PROBABLE, VOICE_PROBABLE},
                {C_NOUN_POSSIBLE, VOICE_POSSIBLE},
                {C_NOUN_NEUTRAL, VOICE_NEUTRAL},
                {C_CLAIM_NOUN, VOICE_CERTAIN}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (umbel_token_is(d->ex, t, rows[i].cls)) return *effect = rows[i].effect, true;
    return false;
}

/* Who makes the claim: its possessor, "by X", or a name before it ("the Veshtian claim that"). */
static void find_claimant(const finder *f, uint16_t k, int p, int *next, attribution *a) {
    const sentence *s = f->s;
    const item *np = &s->items[k];
    if (np->owner != NONE) a->speaker = np->owner;
    for (int i = p + 1; i < s->n_seq && i < p + 4; i++) {
        bool by = umbel_item_is(f, i, "by") || umbel_item_is(f, i, "from");
        if (!by || type_at(s, i + 1) != I_NP) continue;
        if (a->speaker == NONE) a->speaker = s->seq[i + 1], a->speaker_pos = i + 1;
        *next = i + 2;
        return;
    }
}

/* A verb that takes the claim up again: "rejected claims that", "there is speculation that". */
static bool is_taken_up(const finder *f, int p) {
    for (size_t i = 0; i < f->s->n_voices; i++) {
        const attribution *a = &f->s->voices[i];
        uint16_t head = umbel_item_at(f->s, p)->head;
        bool between = a->n_content && a->cue_first < head && head < a->begin[0];
        if (!a->noun && a->effect == VOICE_DENIED && (between || umbel_voice_covers(a, head))) return true;
    }
    return false;
}

/* "rumour has it that", "the fear is that": the position of "that". */
static int behind_predicate(const finder *f, int next) {
    const sentence *s = f->s;
    const item *vg = umbel_item_at(s, next);
    if (vg->type != I_VG) return next;
    if (vg->copula && type_at(s, next + 1) == I_THAT) return next + 1;
    if (umbel_word_is(f->d->ex, &s->t[vg->head], "have") && umbel_item_is(f, next + 1, "it"))
        for (int i = next + 2; i < s->n_seq && i < next + 8; i++)
            if (type_at(s, i) == I_THAT) return i;
    return next;
}

/* "Reports that … could not be verified." */
static bool is_unverified(const finder *f, int p) {
    const sentence *s = f->s;
    for (int v = p + 1; v < s->n_seq; v++) {
        const item *vg = umbel_item_at(s, v);
        if (vg->type == I_VG && vg->negated && vg->passive && umbel_token_is(f->d->ex, &s->t[vg->head], C_VERIFY))
            return true;
    }
    return false;
}

/* "The claim that X arms Y angered Z": where the claim is the subject, what is claimed ends before the verb. */
static uint16_t end_before_predicate(const finder *f, int p, int next) {
    const sentence *s = f->s;
    uint16_t end = umbel_voice_end(f, p, next, TAKES_CLAUSE);
    int first = NOWHERE;
    for (int i = 0; i < p; i++)
        if (umbel_item_at(s, i)->type == I_VG) return end;
    for (int i = next; i < s->n_seq && umbel_first_token(s, i) < end; i++) {
        const item *it = umbel_item_at(s, i);
        uint8_t before = type_at(s, i - 1);
        bool past = it->participle && first != NOWHERE && type_at(s, i + 1) == I_NP; /* an unknown verb: "angered Z" */
        if (it->type != I_VG || !(it->finite || past) || before == I_REL) continue;
        if (first == NOWHERE) {
            first = i;
            if (umbel_token_is(f->d->ex, &s->t[it->head], C_SAY) ||
                umbel_token_is(f->d->ex, &s->t[it->head], C_PROBABLE))
                return end;
        } else if (before == I_NP || before == I_VG || before == I_PREP) {
            return umbel_first_token(s, i);
        } else {
            return end;
        }
    }
    return end;
}

static void add_noun(const finder *f, uint16_t k, int p) {
    const sentence *s = f->s;
    const item *np = &s->items[k];
    attribution a = {.pos = p,
                     .cue_first = np->head,
                     .cue_last = np->head,
                     .speaker = NONE,
                     .owner = NONE,
                     .speaker_pos = NOWHERE,
                     .noun = true};
    if (s->t[np->head].mention != NONE || !effect_of_noun(f->d, &s->t[np->head], &a.effect)) return;
    int next = p + 1;
    find_claimant(f, k, p, &next, &a);
    next = behind_predicate(f, next);
    uint8_t type = type_at(s, next);
    bool phrase = umbel_voice_preposition(f, next) || np->of != NONE || np->owned_by_pronoun;
    bool opens = type == I_THAT || umbel_item_at(s, next)->infinitive || umbel_item_is(f, next, "whether");
    if (!opens && !(phrase && (a.speaker != NONE || np->owned_by_pronoun || a.effect == VOICE_POSSIBLE ||
                               a.effect == VOICE_DENIED || a.effect == VOICE_PROBABLE)))
        return;
    if (np->owned_by_pronoun && !opens && !umbel_voice_preposition(f, next) && np->of == NONE) return;
    if (np->owned_by_pronoun) a.owner = np->first;
    if (is_unverified(f, p)) a.effect = VOICE_UNKNOWN;
    if (is_taken_up(f, p)) a.effect = VOICE_NEUTRAL, a.speaker = a.owner = NONE;
    a.impersonal = a.speaker == NONE &&
                   (a.effect == VOICE_CERTAIN || a.effect == VOICE_PROBABLE || a.effect == VOICE_DENIED ||
                    a.effect == VOICE_UNKNOWN) &&
                   !np->owned_by_pronoun;
    if (a.impersonal && a.effect == VOICE_CERTAIN) a.effect = VOICE_PROBABLE;
    if (opens)
        umbel_voice_stretch(&a, umbel_first_token(s, next), end_before_predicate(f, p, next));
    else if (np->of != NONE)
        umbel_voice_stretch(&a, s->items[np->of].first, umbel_voice_end(f, p, p, TAKES_PHRASE));
    else if (next + 1 < s->n_seq)
        umbel_voice_stretch(&a, umbel_first_token(s, next + 1), umbel_voice_end(f, p, next + 1, TAKES_PHRASE));
    if (a.n_content) umbel_voice_add(f, &a);
}

/* "according to X" at either end of the clause or within it. */
static void add_according(const finder *f, int p) {
    const sentence *s = f->s;
    if (!umbel_item_is(f, p, "according") || type_at(s, p + 2) != I_NP) return;
    attribution a = {.pos = p,
                     .cue_first = umbel_item_at(s, p)->first,
                     .cue_last = umbel_item_at(s, p + 1)->last,
                     .owner = NONE,
                     .speaker = s->seq[p + 2],
                     .speaker_pos = p + 2};
    /* "according to intelligence shared by a Member State" */
    if (umbel_item_at(s, p + 3)->participle && umbel_item_is(f, p + 4, "by") && type_at(s, p + 5) == I_NP)
        a.speaker = s->seq[p + 5], a.speaker_pos = p + 5;
    int close = p + 2;
    while (close + 1 < s->n_seq && type_at(s, close + 1) != I_COMMA && type_at(s, close + 1) != I_STOP) close++;
    uint16_t begin = umbel_voice_clause(f, p), first = umbel_first_token(s, p);
    umbel_voice_stretch(&a, begin, first);
    if (begin >= first && umbel_voice_is_clause(f, p + 3)) /* "according to villagers it also arms" */
        umbel_voice_stretch(&a, umbel_first_token(s, p + 3), umbel_voice_end(f, p, p + 3, TAKES_CLAUSE));
    else if (type_at(s, close + 1) == I_COMMA && close + 2 < s->n_seq)
        umbel_voice_stretch(&a, umbel_first_token(s, close + 2), umbel_voice_end(f, p, close + 2, TAKES_CLAUSE));
    if (a.n_content) umbel_voice_add(f, &a);
}

/* "is sure that", "was adamant about". */
static void add_adjective(const finder *f, int v) {
    const sentence *s = f->s;
    int p = v + 1;
    while (type_at(s, p) == I_ADV) p++;
    const item *it = umbel_item_at(s, p);
    if (it->type == I_STOP || !umbel_token_is(f->d->ex, &s->t[it->last], C_SURE)) return;
    int next = p + 1, subject = umbel_subject_of(f->d, s, v);
    bool opens = type_at(s, next) == I_THAT || umbel_voice_preposition(f, next) || umbel_voice_is_clause(f, next) ||
                 umbel_item_at(s, next)->infinitive;
    if (!opens || subject == NOWHERE) return;
    attribution a = {.pos = v,
                     .cue_first = it->last,
                     .cue_last = it->last,
                     .owner = NONE,
                     .speaker = s->seq[subject],
                     .speaker_pos = subject,
                     .effect = VOICE_NEUTRAL};
    umbel_voice_stretch(&a, umbel_first_token(s, next), umbel_voice_end(f, v, next, TAKES_CLAUSE));
    if (a.n_content) umbel_voice_add(f, &a);
}

/* "WALLACE: …", "Pat Caddell: …" */
static void add_heading(const finder *f) {
    const sentence *s = f->s;
    int p = type_at(s, 0) == I_QUOTE ? 1 : 0;
    if (type_at(s, p) != I_NP || umbel_voice_stop(f, p + 1) != ':' || p + 2 >= s->n_seq) return;
    const item *np = umbel_item_at(s, p);
    if (s->t[np->head].mention == NONE || np->last - np->first > 4) return;
    uint16_t colon = umbel_item_at(s, p + 1)->first;
    attribution a = {.pos = p + 1,
                     .cue_first = colon,
                     .cue_last = colon,
                     .owner = NONE,
                     .speaker = s->seq[p],
                     .speaker_pos = p,
                     .effect = VOICE_NEUTRAL};
    umbel_voice_stretch(&a, umbel_first_token(s, p + 2), s->n);
    if (a.n_content) umbel_voice_add(f, &a);
}

/* “…” ― Name: who signs the quotation before. */
static void add_signature(const finder *f, int p) {
    static const char *const dashes[] = {"\xe2\x80\x95", "\xe2\x80\x94", "\xe2\x80\x93"};
    const sentence *s = f->s;
    const item *sign = umbel_item_at(s, p), *np = umbel_item_at(s, p + 1);
    uint32_t at = s->t[sign->first].begin;
    bool dash = false;
    if (np->type != I_NP || s->t[np->head].mention == NONE || type_at(s, p + 2) == I_VG) return;
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
        dash = dash || umbel_str_eq(umbel_token_text(f->d, &s->t[sign->first]), umbel_str_of(dashes[i]));
    while (at > 0 && f->d->document->text.p[at - 1] == ' ') at--;
    umbel_str before = {f->d->document->text.p, at};
    if (!dash || !(umbel_str_ends(before, UMBEL_STR("\"")) || umbel_str_ends(before, UMBEL_STR("\xe2\x80\x9d"))))
        return;
    attribution a = {.pos = p,
                     .cue_first = sign->first,
                     .cue_last = sign->first,
                     .owner = NONE,
                     .speaker = s->seq[p + 1],
                     .speaker_pos = p + 1,
                     .outside = -1};
    umbel_voice_add(f, &a);
}

void umbel_find_noun_cues(const finder *f) {
    const sentence *s = f->s;
    add_heading(f);
    for (int p = 0; p < s->n_seq; p++) {
        uint8_t type = type_at(s, p);
        if (type == I_PREP) add_according(f, p);
        if (type == I_STOP || type == I_OTHER) add_signature(f, p);
        if (type == I_VG && umbel_item_at(s, p)->copula) add_adjective(f, p);
        if (type != I_NP) continue;
        uint16_t k = s->seq[p], tail = k;
        while (s->items[tail].of != NONE) tail = s->items[tail].of; /* "no word of the claim that" */
        add_noun(f, k, p);
        if (tail != k) add_noun(f, tail, p);
    }
}
