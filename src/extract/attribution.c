/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Cues of reported speech and what they report, by position in the chunked sentence. */
#include "extract/attribution.h"

#include "extract/clause.h"

static const struct {
    word_class cls;
    voice_effect effect;
    unsigned takes;
} verb_rows[] = {{C_SUSPECT, VOICE_PROBABLE, TAKES_CLAUSE | TAKES_PHRASE},
                 {C_ACCUSE, VOICE_CERTAIN, TAKES_CLAUSE | TAKES_PHRASE},
                 {C_DENY, VOICE_DENIED, TAKES_CLAUSE | TAKES_PHRASE | TAKES_GERUND},
                 {C_DOUBT, VOICE_DOUBTED, TAKES_CLAUSE | TAKES_PHRASE},
                 {C_ASK, VOICE_UNKNOWN, TAKES_CLAUSE | TAKES_QUOTE},
                 {C_POSSIBLE, VOICE_POSSIBLE, TAKES_CLAUSE | TAKES_QUOTE | TAKES_PHRASE},
                 {C_PROBABLE, VOICE_PROBABLE, TAKES_CLAUSE | TAKES_QUOTE},
                 {C_SAY, VOICE_CERTAIN, TAKES_CLAUSE | TAKES_QUOTE},
                 {C_SAY_PHRASE, VOICE_CERTAIN, TAKES_PHRASE | TAKES_GERUND},
                 {C_THAT, VOICE_CERTAIN, TAKES_THAT},
                 {C_HEAR, VOICE_NEUTRAL, TAKES_THAT},
                 {C_AWARE, VOICE_NEUTRAL, TAKES_CLAUSE},
                 {C_QUOTING, VOICE_CERTAIN, TAKES_QUOTE},
                 {C_ATTITUDE, VOICE_NEUTRAL, TAKES_PHRASE | TAKES_QUOTE | TAKES_THAT},
                 {C_REFER, VOICE_NEUTRAL, TAKES_PHRASE},
                 {C_AVOID, VOICE_AVOIDED, TAKES_INF},
                 {C_VOW, VOICE_VOWED, TAKES_INF},
                 {C_INTEND, VOICE_INTENDED, TAKES_INF}};

/* What the verb may report; `effect` that of its first class. */
static unsigned takes_of(const document_state *d, const token *t, voice_effect *effect) {
    unsigned takes = 0;
    for (size_t i = 0; i < sizeof verb_rows / sizeof *verb_rows; i++) {
        if (!umbel_token_is(d->ex, t, verb_rows[i].cls)) continue;
        if (!takes) *effect = verb_rows[i].effect;
        takes |= verb_rows[i].takes;
    }
    return takes;
}

static uint8_t type_at(const sentence *s, int p) { return umbel_item_at(s, p)->type; }

bool umbel_item_is(const finder *f, int p, const char *w) {
    const item *it = umbel_item_at(f->s, p);
    const token *t = &f->s->t[it->first];
    return it->type != I_STOP && (umbel_word_is(f->d->ex, t, w) || umbel_spells(f->d, t, w));
}

/* The sign of a stop at p: ';', ':', '.', …; 0 where p is no stop. A dash counts as '-'. */
char umbel_voice_stop(const finder *f, int p) {
    if (p < 0 || p >= f->s->n_seq || type_at(f->s, p) != I_STOP) return 0;
    umbel_str text = umbel_token_text(f->d, &f->s->t[umbel_item_at(f->s, p)->first]);
    return text.n == 1 ? text.p[0] : '-';
}

/* First token of the chunk at p, with a possessor before it; n behind the end. */
uint16_t umbel_first_token(const sentence *s, int p) {
    if (p >= s->n_seq) return s->n;
    const item *it = umbel_item_at(s, p < 0 ? 0 : p);
    return it->owner != NONE ? s->items[it->owner].first : it->first;
}

static bool is_finite(const sentence *s, int p) { return type_at(s, p) == I_VG && umbel_item_at(s, p)->finite; }

/* Whether a clause begins at p: a phrase and, before any stop, its verb. */
bool umbel_voice_is_clause(const finder *f, int p) {
    const sentence *s = f->s;
    if (type_at(s, p) == I_VG) return umbel_item_is(f, p, "there");
    if (type_at(s, p) == I_ADV) return umbel_item_is(f, p, "there");
    if (type_at(s, p) != I_NP) return false;
    for (int i = p + 1; i < s->n_seq && i < p + 8; i++) {
        uint8_t type = type_at(s, i);
        if (type == I_VG) return umbel_item_at(s, i)->finite || umbel_item_at(s, i)->participle;
        if (type == I_STOP || type == I_THAT || type == I_REL) return false;
        if (type == I_CONJ && type_at(s, i + 1) != I_NP) return false;
        if (type == I_COMMA && type_at(s, i + 1) != I_NP && type_at(s, i + 1) != I_REL) return false;
    }
    return false;
}

static bool is_wh(const finder *f, int p) {
    static const char *const words[] = {"whether", "if", "how", "why", "what", "who", "where", "when"};
    if (type_at(f->s, p) == I_STOP) return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (umbel_item_is(f, p, words[i])) return true;
    return false;
}

bool umbel_voice_preposition(const finder *f, int p) {
    static const char *const words[] = {"of", "about", "for", "against", "on", "over"};
    if (type_at(f->s, p) != I_PREP) return false;
    bool refers =
        type_at(f->s, p - 1) == I_VG && umbel_token_is(f->d->ex, &f->s->t[umbel_item_at(f->s, p - 1)->head], C_REFER);
    bool accuses =
        type_at(f->s, p - 1) == I_VG && umbel_token_is(f->d->ex, &f->s->t[umbel_item_at(f->s, p - 1)->head], C_ACCUSE);
    if (accuses && umbel_item_is(f, p, "with")) return true;
    if (refers && (umbel_item_is(f, p, "to") || umbel_item_is(f, p, "at"))) return true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (umbel_item_is(f, p, words[i])) return true;
    return false;
}

static bool opens_quote(const sentence *s, int p) {
    const item *it = umbel_item_at(s, p);
    return it->first == 0 || s->quoted[it->last] != s->quoted[it->first - 1];
}

/* Position where the content behind the verb at v begins, or NOWHERE; `how` is what it is. */
static int content_behind(const finder *f, int v, unsigned takes, unsigned *how) {
    const sentence *s = f->s;
    const item *vg = umbel_item_at(s, v);
    int phrase = NOWHERE;
    bool led_away = false; /* "said after the attack on": no content behind "on" */
    for (int i = v + 1; i < s->n_seq && i < v + 14; i++) {
        const item *it = umbel_item_at(s, i);
        bool leads = umbel_voice_preposition(f, i) && !led_away;
        led_away =
            led_away || (it->type == I_PREP && !leads && !umbel_item_is(f, i, "to") && !umbel_item_is(f, i, "with"));
        if (it->type == I_THAT || (is_wh(f, i) && (i == v + 1 || it->type == I_SUBORD)))
            return takes & (TAKES_CLAUSE | TAKES_THAT) ? (*how = TAKES_CLAUSE, phrase != NOWHERE ? phrase : i) : phrase;
        if (it->type == I_QUOTE) {
            if (!opens_quote(s, i)) break;
            if (phrase != NOWHERE && takes & TAKES_PHRASE) break;
            return takes & TAKES_QUOTE ? (*how = TAKES_QUOTE, i) : NOWHERE;
        }
        if (it->type == I_STOP)
            return umbel_voice_stop(f, i) == ':' && takes & TAKES_QUOTE ? (*how = TAKES_QUOTE, i + 1) : phrase;
        if (it->type == I_COMMA) {
            if (type_at(s, i + 1) == I_QUOTE && takes & TAKES_QUOTE && opens_quote(s, i + 1))
                return *how = TAKES_QUOTE, i + 1;
            int j = i + 1; /* "said, citing two officials, that" */
            while (phrase == NOWHERE && j < s->n_seq && j < i + 12 && type_at(s, j) != I_COMMA &&
                   type_at(s, j) != I_STOP)
                j++;
            if (type_at(s, j) == I_COMMA && type_at(s, j + 1) == I_THAT && takes & (TAKES_CLAUSE | TAKES_THAT))
                return *how = TAKES_CLAUSE, j + 1;
            if (type_at(s, j) == I_COMMA && umbel_item_at(s, j + 1)->infinitive && takes & (TAKES_INF | TAKES_CLAUSE))
                return *how = TAKES_INF, j + 1;
            break;
        }
        if (takes & TAKES_CLAUSE && i > v && umbel_item_is(f, i, "there")) return *how = TAKES_CLAUSE, i;
        if (it->type == I_VG) {
            if (i == v + 1 && it->infinitive)
                return takes & (TAKES_INF | TAKES_CLAUSE) ? (*how = TAKES_INF, i) : NOWHERE;
            if (it->infinitive && type_at(s, i - 1) == I_NP) /* "asked the envoys to leave" */
                return takes & (TAKES_INF | TAKES_CLAUSE) ? (*how = TAKES_INF, i) : phrase;
            if (i == v + 1 && it->gerund) return takes & TAKES_GERUND ? (*how = TAKES_GERUND, i) : NOWHERE;
            break;
        }
        if (it->type == I_CONJ) break;
        if (phrase == NOWHERE && takes & TAKES_PHRASE && leads && umbel_item_at(s, i + 1)->gerund)
            return *how = TAKES_PHRASE, i + 1; /* "called for closing the border" */
        if (it->type == I_SUBORD && !umbel_item_is(f, i, "as")) break;
        if (umbel_item_is(f, i, "as") && takes & TAKES_PHRASE && type_at(s, i + 1) == I_NP && phrase == NOWHERE)
            return *how = TAKES_PHRASE, i + 1; /* "which it described as a front" */
        bool time = it->type == I_NP && umbel_is_time_phrase(f->d, s, it);
        if (it->type == I_NP && !time && type_at(s, i - 1) != I_PREP && takes & TAKES_CLAUSE &&
            umbel_voice_is_clause(f, i) && !vg->passive)
            return *how = TAKES_CLAUSE, i;
        if (phrase == NOWHERE && it->type == I_NP && !time && takes & TAKES_PHRASE &&
            (type_at(s, i - 1) != I_PREP || (umbel_voice_preposition(f, i - 1) && !led_away)))
            *how = TAKES_PHRASE, phrase = i;
    }
    return phrase;
}

/* Whether a new voice begins at the comma or conjunction at p: "… and the ministry said", ", but X". */
static bool other_voice(const finder *f, int p) {
    const sentence *s = f->s;
    int i = p + 1;
    while (type_at(s, i) == I_CONJ || type_at(s, i) == I_SUBORD || type_at(s, i) == I_ADV) i++;
    bool but = umbel_item_is(f, p, "but") || (umbel_item_is(f, p + 1, "but") && type_at(s, p + 1) == I_CONJ);
    if (umbel_item_is(f, i, "according")) return true;
    if (type_at(s, i) != I_NP) return false;
    if (!but && s->t[umbel_item_at(s, i)->head].tag == T_PRON)
        return false; /* "they will ask": the same voice goes on */
    if (but && umbel_voice_is_clause(f, i)) return true;
    const item *np = umbel_item_at(s, i); /* ", an allegation that …" */
    if (type_at(s, p) == I_COMMA && s->t[np->first].tag == T_DET &&
        umbel_token_is(f->d->ex, &s->t[np->head], C_CLAIM_NOUN) && i == p + 1)
        return true;
    for (int v = i + 1; v < s->n_seq && v < i + 7; v++) {
        if (type_at(s, v) == I_COMMA || type_at(s, v) == I_STOP) return false;
        if (type_at(s, v) != I_VG) continue;
        voice_effect effect = VOICE_NEUTRAL;
        unsigned how, takes = takes_of(f->d, &s->t[umbel_item_at(s, v)->head], &effect) & (TAKES_CLAUSE | TAKES_QUOTE);
        return takes && effect < VOICE_INTENDED && umbel_item_at(s, v)->finite && !umbel_item_at(s, v)->passive &&
               content_behind(f, v, takes | TAKES_PHRASE, &how) != NOWHERE;
    }
    return false;
}

static bool same_quotation(const sentence *s, uint16_t a, uint16_t b) {
    return s->quoted[a] && s->quoted[a] == s->quoted[b];
}

/* ", while …", ", although …": back in the voice outside. */
static bool opens_contrast(const finder *f, int p) {
    static const char *const words[] = {"while", "whereas", "although", "though"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (umbel_item_is(f, p, words[i])) return true;
    return false;
}

/* Token behind the last one of content that begins at position p. */
uint16_t umbel_voice_end(const finder *f, int v, int p, unsigned how) {
    const sentence *s = f->s;
    uint16_t start = umbel_first_token(s, p);
    if (type_at(s, p) == I_QUOTE && start + 1u < s->n) start++;
    uint8_t inside = s->quoted[umbel_item_at(s, v)->head];
    bool relative = type_at(s, v - 2) == I_REL || type_at(s, v - 1) == I_REL;
    bool loose = how == TAKES_PHRASE || how == TAKES_INF || how == TAKES_GERUND;
    for (int i = p + 1; i < s->n_seq; i++) {
        uint16_t t = umbel_first_token(s, i);
        if (inside && s->quoted[t] != inside) return t; /* said within a quotation: not beyond its end */
        if (same_quotation(s, start, t) && !inside) continue;
        uint8_t type = type_at(s, i);
        if (type == I_STOP && umbel_voice_stop(f, i) != ':') return t;
        if (type != I_COMMA && type != I_CONJ && type != I_SUBORD) continue;
        if (type == I_COMMA && opens_contrast(f, i + 1)) return t;
        if (relative && type == I_COMMA && type_at(s, i + 1) != I_CONJ) return t;
        if (how == TAKES_PHRASE && type == I_COMMA && type_at(s, i + 1) == I_REL) return t; /* ", which …" */
        if (other_voice(f, i)) return t;
        int next = i + 1;
        while (type_at(s, next) == I_CONJ || type_at(s, next) == I_ADV) next++;
        bool base =
            is_finite(s, next) && s->t[umbel_item_at(s, next)->head].form == UMBEL_FORM_BASE && how == TAKES_INF;
        if (loose && type != I_SUBORD &&
            ((is_finite(s, next) && !base) || (how == TAKES_PHRASE && umbel_voice_is_clause(f, next))))
            return t;
        if (type == I_COMMA && type_at(s, next) == I_VG && umbel_item_at(s, next)->gerund) {
            voice_effect effect;
            if (takes_of(f->d, &s->t[umbel_item_at(s, next)->head], &effect)) return t; /* ", adding that" */
        }
    }
    return s->n;
}

/* First token of the clause that ends before position p: behind a stop, or another voice's "but". */
uint16_t umbel_voice_clause(const finder *f, int p) {
    const sentence *s = f->s;
    uint16_t last = umbel_first_token(s, p);
    for (int i = p - 1; i >= 0; i--) {
        uint16_t t = umbel_first_token(s, i);
        if (last && s->quoted[t] && s->quoted[t] == s->quoted[last - 1]) continue;
        if (type_at(s, i) == I_STOP) return (uint16_t)(t + 1);
        bool joins =
            type_at(s, i) == I_CONJ || type_at(s, i) == I_REL || type_at(s, i) == I_THAT || type_at(s, i) == I_SUBORD;
        if (joins && i == p - 1) return (uint16_t)(t + 1);
        if (type_at(s, i) == I_CONJ && umbel_item_is(f, i, "but") && umbel_voice_is_clause(f, i + 1) && i > 0)
            return (uint16_t)(t + 1);
    }
    return 0;
}

void umbel_voice_add(const finder *f, const attribution *a) {
    if (f->s->n_voices < UMBEL_VOICES_MAX) f->s->voices[f->s->n_voices++] = *a;
}

void umbel_voice_stretch(attribution *a, uint16_t begin, uint16_t end) {
    if (a->n_content == 2 || begin >= end) return;
    a->begin[a->n_content] = begin;
    a->end[a->n_content++] = end;
}

/* Chunk before which the cue's own clause begins: its subject with what belongs to it. */
static int clause_opening(const finder *f, int subject) {
    const sentence *s = f->s;
    int i = subject - 1;
    while (i > 0 &&
           (type_at(s, i) == I_ADV || type_at(s, i) == I_NP || (type_at(s, i) == I_PREP && type_at(s, i - 1) == I_NP)))
        i--;
    return i;
}

/* Whether the content holds a clause or words quoted. */
static bool reports_clause(const sentence *s, const attribution *a) {
    for (int i = 0; i < s->n_seq; i++) {
        const item *it = umbel_item_at(s, i);
        bool counts = s->quoted[it->first] || (it->type == I_VG && it->finite) || s->t[it->first].tag == T_MODAL;
        if (counts && umbel_voice_covers(a, it->first)) return true;
    }
    return false;
}

/* "X trains Y, the panel said", "X, the panel said, trains Y", "…," said the panel. */
static bool add_postposed(const finder *f, int v, int subject, bool quote_only, attribution *a) {
    const sentence *s = f->s;
    bool inverted = subject > v;
    int open = inverted ? v - 1 : clause_opening(f, subject);
    if (open < 0) return false;
    bool as = umbel_item_is(f, open, "as");
    if (as) open--;
    uint8_t type = type_at(s, open);
    if (quote_only && !as && type != I_QUOTE) return false;
    if (type != I_COMMA && type != I_QUOTE && type != I_CONJ && umbel_voice_stop(f, open) != '-') return false;
    if (type == I_CONJ && type_at(s, open - 1) != I_COMMA) return false;
    if (type == I_CONJ) return false;
    int close = inverted ? subject : v;
    while (close + 1 < s->n_seq && type_at(s, close + 1) != I_COMMA && type_at(s, close + 1) != I_QUOTE &&
           type_at(s, close + 1) != I_STOP && type_at(s, close + 1) != I_CONJ)
        close++;
    uint16_t end = umbel_first_token(s, open);
    if (end > 0 && type == I_QUOTE && !s->quoted[end - 1]) return false;
    umbel_voice_stretch(a, umbel_voice_clause(f, open), end);
    bool goes_on = type_at(s, close + 1) == I_COMMA || type_at(s, close + 1) == I_QUOTE;
    bool participle = type_at(s, close + 2) == I_VG && umbel_item_at(s, close + 2)->gerund;
    if (goes_on && !participle && close + 2 < s->n_seq && !other_voice(f, close + 1))
        umbel_voice_stretch(a, umbel_first_token(s, close + 2), umbel_voice_end(f, v, close + 2, TAKES_CLAUSE));
    else if (umbel_voice_stop(f, close + 1) && close + 2 < s->n_seq && type_at(s, close + 2) == I_QUOTE)
        umbel_voice_stretch(a, umbel_first_token(s, close + 2), umbel_voice_end(f, v, close + 2, TAKES_QUOTE));
    if ((goes_on || quote_only) && !reports_clause(s, a)) a->n_content = 0;
    return a->n_content > 0;
}

/* "… by two officers": who speaks in the passive. */
static int by_phrase(const finder *f, int v) {
    for (int i = v + 1; i < f->s->n_seq && i < v + 5; i++) {
        if (umbel_item_is(f, i, "by") && type_at(f->s, i + 1) == I_NP) return i + 1;
        if (type_at(f->s, i) == I_STOP || type_at(f->s, i) == I_VG || type_at(f->s, i) == I_THAT) return NOWHERE;
    }
    return NOWHERE;
}

static bool has_verb_before(const sentence *s, int v) {
    for (int i = 0; i < v; i++)
        if (is_finite(s, i)) return true;
    return false;
}

static int speaker_behind(const sentence *s, int v) {
    bool set_off = v > 0 && (type_at(s, v - 1) == I_COMMA || type_at(s, v - 1) == I_QUOTE);
    return set_off && type_at(s, v + 1) == I_NP && !is_finite(s, v + 2) ? v + 1 : NOWHERE;
}

static void set_speaker(const finder *f, attribution *a, int subject) {
    a->speaker_pos = subject;
    a->speaker = subject == NOWHERE ? NONE : f->s->seq[subject];
}

/* "is believed to", "it is alleged that", "was told by X that". */
static void add_passive(const finder *f, int v, attribution *a) {
    const sentence *s = f->s;
    const item *vg = umbel_item_at(s, v);
    int by = by_phrase(f, v), next = v + 1;
    bool hedge = umbel_token_is(f->d->ex, &s->t[vg->head], C_PASSIVE) || a->effect == VOICE_POSSIBLE;
    set_speaker(f, a, by);
    if (by != NOWHERE) next = by + 1;
    while (type_at(s, next) == I_ADV) next++;
    for (int i = next; type_at(s, next) == I_COMMA && i < s->n_seq && i < next + 16; i++)
        if (type_at(s, i) == I_COMMA && type_at(s, i + 1) == I_THAT) { /* "by two officers, who …, that" */
            next = i + 1;
            break;
        }
    unsigned how = umbel_item_at(s, next)->infinitive ? TAKES_INF : TAKES_CLAUSE;
    bool opens = umbel_item_at(s, next)->infinitive || type_at(s, next) == I_THAT ||
                 (umbel_voice_preposition(f, next) && umbel_item_at(s, next + 1)->gerund);
    bool accuses = umbel_token_is(f->d->ex, &s->t[vg->head], C_ACCUSE);
    if (!opens && accuses && (umbel_voice_preposition(f, next) || umbel_item_is(f, next, "with"))) opens = true;
    if (umbel_item_at(s, next + 1)->gerund) how = TAKES_GERUND;
    if (!opens) {
        int subject = umbel_subject_of(f->d, s, v); /* ", it is widely believed," */
        if (subject != NOWHERE && umbel_item_is(f, subject, "it") && add_postposed(f, v, subject, false, a)) {
            a->impersonal = by == NOWHERE;
            a->effect = hedge && by == NOWHERE ? VOICE_PROBABLE : a->effect;
            umbel_voice_add(f, a);
        }
        return;
    }
    if (by == NOWHERE && !hedge && !accuses) return;
    a->impersonal = by == NOWHERE;
    if (a->impersonal && a->effect == VOICE_CERTAIN) a->effect = VOICE_PROBABLE;
    umbel_voice_stretch(a, umbel_first_token(s, next), umbel_voice_end(f, v, next, how));
    umbel_voice_add(f, a);
}

/* The quotation stands in the sentence before ("…?" X asked.) or behind (X continued:). */
static int quotation_outside(const finder *f, int v, int subject) {
    const sentence *s = f->s;
    if (!umbel_item_at(s, v)->finite || subject == NOWHERE) return 0;
    if (umbel_voice_stop(f, s->n_seq - 1) == ':') return 1;
    if (!s->behind_quote || v > 5 || s->quoted[umbel_item_at(s, v)->head]) return 0;
    for (int i = 0; i < v; i++)
        if (type_at(s, i) == I_PREP || type_at(s, i) == I_VG || type_at(s, i) == I_CONJ) return 0;
    return -1;
}

/* "I think" within a quotation, "to say": they matter to ties alone. */
static bool is_quiet(const finder *f, int v, const attribution *a) {
    const sentence *s = f->s;
    static const char *const words[] = {"i", "we", "you"};
    int before = v - 1;
    while (type_at(s, before) == I_ADV || type_at(s, before) == I_PREP) before--; /* "went on to say" */
    bool chained =
        type_at(s, before) == I_VG && umbel_token_is(f->d->ex, &s->t[umbel_item_at(s, before)->head], C_CHAIN);
    if (umbel_item_at(s, v)->infinitive && !chained) return true;
    if (a->speaker == NONE || !s->quoted[a->cue_first]) return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (umbel_word_is(f->d->ex, &s->t[s->items[a->speaker].head], words[i])) return true;
    return false;
}

static void add_forward(const finder *f, int v, int content, unsigned how, int subject, attribution *a) {
    const sentence *s = f->s;
    a->phrase = how == TAKES_PHRASE;
    umbel_voice_stretch(a, umbel_first_token(s, content), umbel_voice_end(f, v, content, how));
    if (how != TAKES_CLAUSE || content != v + 1 || subject == NOWHERE || subject == 0) return;
    int open = clause_opening(f, subject); /* "In 2010, the panel said X trained Y" */
    if (type_at(s, open) == I_COMMA && type_at(s, 0) == I_PREP && open < 6)
        umbel_voice_stretch(a, 0, umbel_first_token(s, open));
}

/* A past that was read as a participle: "Fenn, a fellow at the institute, said of it", "took the town and warned of".
 */
static void mend_past(const finder *f, int v) {
    item *vg = &f->s->items[f->s->seq[v]];
    voice_effect effect;
    const token *t = &f->s->t[vg->head];
    if (!vg->participle || vg->first != vg->head || !takes_of(f->d, t, &effect)) return;
    if (umbel_item_is(f, v + 1, "by") || umbel_item_at(f->s, v + 1)->infinitive) return;
    bool joined = type_at(f->s, v - 1) == I_CONJ, finite_before = false;
    for (int i = v - 2; i >= 0 && joined; i--)
        if (type_at(f->s, i) == I_VG) {
            finite_before = umbel_item_at(f->s, i)->finite && !umbel_item_at(f->s, i)->passive;
            break;
        }
    bool main_verb = type_at(f->s, v - 1) == I_COMMA && type_at(f->s, v + 1) != I_STOP;
    for (int i = v - 1; i >= 0 && main_verb; i--) /* "Fenn, a candidate for governor, called for": no verb before */
        if (type_at(f->s, i) == I_VG && umbel_item_at(f->s, i)->finite && type_at(f->s, i - 1) != I_REL)
            main_verb = false;
    if (!finite_before && !main_verb && !umbel_word_is(f->d->ex, t, "say")) return;
    vg->participle = vg->passive = false;
    vg->finite = true;
}

/* What the words around the verb make of it: "cannot rule out that", "wanted to know whether". */
static void mend_effect(const finder *f, int v, attribution *a) {
    const sentence *s = f->s;
    const item *vg = umbel_item_at(s, v);
    const token *t = &s->t[vg->head];
    if (umbel_word_is(f->d->ex, t, "rule") && umbel_item_is(f, v + 1, "out")) {
        a->effect = a->negated ? VOICE_POSSIBLE : VOICE_DENIED;
        a->negated = false;
    }
    const item *before = umbel_item_at(s, v - 1);
    bool wants = before->type == I_VG && umbel_word_is(f->d->ex, &s->t[before->head], "want");
    if (umbel_word_is(f->d->ex, t, "know") && vg->infinitive && wants) a->effect = VOICE_UNKNOWN;
    bool unable = before->type != I_STOP && umbel_spells(f->d, &s->t[before->last], "unable");
    if (umbel_token_is(f->d->ex, t, C_VERIFY) && (unable || a->negated)) {
        a->effect = VOICE_UNKNOWN;
        a->negated = false;
    }
}

/* "regarding", "assuming that", "it is worth noting", "without knowing": nobody says or thinks it. */
static bool is_connective(const finder *f, int v) {
    static const char *const verbs[] = {"regard", "assume", "consider", "suppose"};
    const item *vg = umbel_item_at(f->s, v);
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (vg->first == vg->head && umbel_word_is(f->d->ex, &f->s->t[vg->head], verbs[i])) return true;
    const token *before = &f->s->t[vg->first ? vg->first - 1 : 0];
    return umbel_spells(f->d, before, "worth") || umbel_word_is(f->d->ex, before, "without") ||
           umbel_spells(f->d, before, "than");
}

/* "a group calling itself the Ninth of May" */
static bool names_itself(const finder *f, int v) {
    return umbel_item_is(f, v + 1, "itself") || umbel_item_is(f, v + 1, "themselves") ||
           umbel_item_is(f, v + 1, "himself");
}

/* "whatever its rivals say", "what they call": the content is not asserted for anybody. */
static bool is_conceded(const finder *f, int v, int subject) {
    static const char *const words[] = {"whatever", "what", "whichever"};
    int before = (subject == NOWHERE || subject > v ? v : subject) - 1;
    uint16_t first = umbel_first_token(f->s, before + 1);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (before >= 0 && umbel_item_is(f, before, words[i])) return true;
        if (first > 0 && umbel_spells(f->d, &f->s->t[first - 1], words[i])) return true;
        if (umbel_spells(f->d, &f->s->t[first], words[i])) return true;
    }
    return false;
}

static void add_verb(const finder *f, int v) {
    const sentence *s = f->s;
    mend_past(f, v);
    const item *vg = umbel_item_at(s, v);
    attribution a = {
        .pos = v, .cue_first = vg->head, .cue_last = vg->head, .speaker = NONE, .owner = NONE, .speaker_pos = NOWHERE};
    unsigned takes = takes_of(f->d, &s->t[vg->head], &a.effect), how = 0;
    bool compound = vg->first > 0 && s->t[vg->first].flags & UMBEL_TOKEN_GLUED && type_at(s, v - 1) == I_OTHER;
    if (!takes || compound) return; /* "so-called" */
    a.negated = vg->negated;
    if (vg->passive && umbel_token_is(f->d->ex, &s->t[vg->head], C_FEEL)) {
        a.effect = VOICE_NEUTRAL; /* "is worried that": no passive but in form */
    } else if (vg->passive) {
        add_passive(f, v, &a);
        return;
    }
    mend_effect(f, v, &a);
    int content = content_behind(f, v, takes, &how), behind = speaker_behind(s, v);
    int subject = umbel_subject_of(f->d, s, v);
    if (subject == NOWHERE && type_at(s, v - 1) == I_PREP && type_at(s, v - 2) == I_NP && vg->first != vg->head)
        subject = v - 2; /* "X at first denied" */
    bool inverted = behind != NOWHERE && takes & (TAKES_CLAUSE | TAKES_QUOTE) &&
                    (type_at(s, v - 1) == I_QUOTE || type_at(s, v + 2) == I_COMMA ||
                     (how != TAKES_QUOTE && how != TAKES_CLAUSE && has_verb_before(s, v)));
    if (inverted) subject = behind, how = 0, content = NOWHERE;
    if (how == TAKES_INF && a.effect == VOICE_UNKNOWN) a.effect = VOICE_INTENDED; /* "asked X to go" */
    bool points = umbel_word_is(f->d->ex, &s->t[vg->head], "point");
    if (points && !umbel_item_is(f, v + 1, "to") && !umbel_item_is(f, v + 1, "out")) return; /* "pointed his gun" */
    if (vg->gerund && is_connective(f, v)) return;
    if (names_itself(f, v) || is_conceded(f, v, subject)) return;
    bool rootless = vg->infinitive && v > 0 && type_at(s, v - 1) == I_NP; /* "it is no slander to say that" */
    if (rootless) subject = NOWHERE, a.effect = VOICE_NEUTRAL;
    if (content != NOWHERE && umbel_token_is(f->d->ex, &s->t[vg->head], C_HEAR))
        for (int i = v + 1; i + 1 < content; i++) /* "heard from refugees that": they speak */
            if (umbel_item_is(f, i, "from") && type_at(s, i + 1) == I_NP) subject = i + 1, a.effect = VOICE_CERTAIN;
    set_speaker(f, &a, subject);
    bool submits = umbel_token_is(f->d->ex, &s->t[vg->head], C_THAT);
    bool interrupts = type_at(s, v + 1) == I_COMMA || (type_at(s, v + 2) == I_COMMA && type_at(s, v + 1) != I_NP);
    bool quote_only = how == TAKES_PHRASE || (!(takes & TAKES_CLAUSE) && !interrupts && !submits);
    bool may_follow = subject != NOWHERE && (takes & (TAKES_CLAUSE | TAKES_QUOTE) || submits) &&
                      (how == 0 || how & (TAKES_PHRASE | TAKES_QUOTE));
    bool postposed = may_follow && add_postposed(f, v, subject, quote_only, &a);
    if (!postposed && how == TAKES_PHRASE && umbel_word_is(f->d->ex, &s->t[vg->head], "say") &&
        type_at(s, content - 1) != I_PREP)
        how = TAKES_CLAUSE;
    if (!postposed && content != NOWHERE) add_forward(f, v, content, how, subject, &a);
    a.outside = a.n_content == 0 && takes & TAKES_QUOTE ? quotation_outside(f, v, subject) : 0;
    a.quiet = is_quiet(f, v, &a);
    if (a.n_content || a.outside) umbel_voice_add(f, &a);
}

bool umbel_voice_covers(const attribution *a, uint16_t t) {
    for (size_t i = 0; i < a->n_content; i++)
        if (t >= a->begin[i] && t < a->end[i]) return true;
    return false;
}

void umbel_find_verb_cues(const finder *f) {
    for (int p = 0; p < f->s->n_seq; p++)
        if (type_at(f->s, p) == I_VG) add_verb(f, p);
}

/* "She said she hoped that": one relation for the reader, two for the scope of a tie. */
void umbel_hush_nested(const finder *f) {
    const sentence *s = f->s;
    for (uint16_t i = 0; i < s->n_voices; i++) {
        attribution *a = &s->voices[i];
        const token *t = &s->t[a->cue_first];
        bool says = !a->noun && (umbel_token_is(f->d->ex, t, C_QUOTING) || umbel_item_at(s, a->pos)->type != I_VG ||
                                 umbel_token_is(f->d->ex, t, C_SAY) || umbel_token_is(f->d->ex, t, C_ASK) ||
                                 umbel_token_is(f->d->ex, t, C_DENY));
        bool named = a->speaker != NONE && s->t[s->items[a->speaker].head].tag == T_NAME;
        if (s->quoted[a->cue_first] && !(says && named)) a->quiet = true; /* what the quoted think is theirs to say */
        if ((a->impersonal && !umbel_token_is(f->d->ex, t, C_ACCUSE)) ||
            (a->noun && a->speaker == NONE && a->owner == NONE))
            a->quiet = true;
        for (uint16_t k = 0; k < s->n_voices && !says; k++)
            a->quiet = a->quiet || (k != i && umbel_voice_covers(&s->voices[k], a->cue_first) &&
                                    !umbel_voice_covers(a, s->voices[k].cue_first));
    }
}
