/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/speaker.h"

#include <string.h>

umbel_quote umbel_speaker_quote(const document_state *d, const sentence *s, uint16_t k) {
    const item *np = &s->items[k];
    uint16_t first = np->first;
    if (np->owner != NONE) first = s->items[np->owner].first;
    while (first < np->head && (s->t[first].tag == T_DET || s->t[first].tag == T_ADV)) first++;
    if (np->head - first >= UMBEL_NAME_WORDS_MAX) first = (uint16_t)(np->head - UMBEL_NAME_WORDS_MAX + 1);
    uint32_t begin = s->t[first].begin, end = s->t[np->head].end;
    return (umbel_quote){{d->document->text.p + begin, end - begin}, begin, end};
}

static bool word(const document_state *d, const sentence *s, const item *np, const char *w) {
    return umbel_word_is(d->ex, &s->t[np->head], w);
}

/* A name within the phrase: 2 for one that is no adjective ("Taliban officials"), 1 for an adjective, 0 for none. */
static int name_within(const sentence *s, const item *np) {
    int best = 0;
    for (uint16_t i = np->first; i <= np->last; i++)
        if (s->t[i].mention != NONE) {
            int found = s->names[s->t[i].mention].adjective ? 1 : 2;
            if (found > best) best = found;
        }
    return best;
}

/* Whether the publisher is the phrase: "the Panel" in the "Sanctions Monitoring Panel"'s own report. */
static bool is_publisher(const document_state *d, const sentence *s, const item *np) {
    umbel_str source = d->document->source, head = umbel_token_text(d, &s->t[np->head]);
    if (!source.n || np->of != NONE) return false;
    umbel_quote q = umbel_speaker_quote(d, s, (uint16_t)(np - s->items));
    if (umbel_str_eq(q.text, source)) return true;
    bool definite = umbel_word_is(d->ex, &s->t[np->first], "the") || umbel_word_is(d->ex, &s->t[np->first], "this");
    bool capital = head.n && head.p[0] >= 'A' && head.p[0] <= 'Z';
    return definite && capital && np->head == np->first + 1 && umbel_str_ends(source, head) && source.n > head.n;
}

static umbel_speaker_kind kind_of_pronoun(const document_state *d, const sentence *s, const item *np, const party *who,
                                          bool known) {
    static const char *const first_person[] = {"i", "we", "us", "me"};
    const token *head = &s->t[np->head];
    bool quoted = s->quoted && s->quoted[np->head];
    for (size_t i = 0; i < sizeof first_person / sizeof *first_person; i++)
        if (umbel_word_is(d->ex, head, first_person[i])) return quoted ? d->last_speaker_kind : UMBEL_SPEAKER_AUTHOR;
    (void)who;
    bool person = word(d, s, np, "he") || word(d, s, np, "she");
    if (person) return d->last_speaker_kind == UMBEL_SPEAKER_NAMED ? UMBEL_SPEAKER_NAMED : UMBEL_SPEAKER_UNNAMED;
    if (word(d, s, np, "they") && d->last_speaker_kind == UMBEL_SPEAKER_UNNAMED) return UMBEL_SPEAKER_UNNAMED;
    if (known) return UMBEL_SPEAKER_NAMED;
    return word(d, s, np, "it") ? d->last_speaker_kind : UMBEL_SPEAKER_UNNAMED;
}

/* "Colombian officials", "Member States": read as one name, yet nobody is named. */
static bool is_role_of_state(const document_state *d, const sentence *s, const item *np) {
    static const char *const adjectival[] = {"n", "i", "ese", "ish", "ch", "tch", "k"};
    const token *head = &s->t[np->head];
    if (!umbel_token_is(d->ex, head, W_ANONYMOUS) && !umbel_token_is(d->ex, head, W_ROLE)) return false;
    if (head->mention == NONE || s->names[head->mention].person) return false;
    const token *first = &s->t[s->names[head->mention].first];
    if (umbel_word_is(d->ex, first, "member")) return true;
    if (first->flags & UMBEL_TOKEN_ALL_UPPER || umbel_word_is(d->ex, first, "taliban")) return false;
    for (size_t i = 0; i < sizeof adjectival / sizeof *adjectival; i++)
        if (umbel_str_ends(umbel_token_text(d, first), umbel_str_of(adjectival[i]))) return true;
    return false;
}

/* "a spokesman for the army" */
static bool speaks_for(const document_state *d, const sentence *s, const item *np) {
    return np->of != NONE || (np->last + 1 < s->n && umbel_word_is(d->ex, &s->t[np->last + 1], "for"));
}

static umbel_speaker_kind kind_of(const document_state *d, const sentence *s, const item *np, const party *who,
                                  bool known) {
    const token *head = &s->t[np->head];
    if (head->tag == T_PRON || head->tag == T_DET) return kind_of_pronoun(d, s, np, who, known);
    if (is_role_of_state(d, s, np)) return UMBEL_SPEAKER_UNNAMED;
    if (head->mention != NONE) {
        const name_mention *m = &s->names[head->mention];
        return m->adjective && !m->person ? UMBEL_SPEAKER_UNNAMED : UMBEL_SPEAKER_NAMED;
    }
    int named = name_within(s, np);
    bool owner = np->owner != NONE || np->owned_by_pronoun;
    bool indefinite = umbel_word_is(d->ex, &s->t[np->first], "a") || umbel_word_is(d->ex, &s->t[np->first], "an") ||
                      umbel_word_is(d->ex, &s->t[np->first], "one") ||
                      umbel_word_is(d->ex, &s->t[np->first], "another") ||
                      umbel_word_is(d->ex, &s->t[np->first], "some");
    if (umbel_token_is(d->ex, head, W_SPOKES) && !umbel_token_is(d->ex, head, W_ROLE))
        return named == 2 || owner || !indefinite || speaks_for(d, s, np) ? UMBEL_SPEAKER_NAMED : UMBEL_SPEAKER_UNNAMED;
    if (umbel_token_is(d->ex, head, W_ANONYMOUS) || umbel_token_is(d->ex, head, W_ROLE))
        return named == 2 && !indefinite && !owner ? UMBEL_SPEAKER_NAMED : UMBEL_SPEAKER_UNNAMED;
    if (umbel_token_is(d->ex, head, W_NAMED_SOURCE) || umbel_token_is(d->ex, head, W_ORGANHEAD))
        return UMBEL_SPEAKER_NAMED;
    if (umbel_token_is(d->ex, head, W_PEOPLEHEAD)) return UMBEL_SPEAKER_UNNAMED;
    if (named == 2) return UMBEL_SPEAKER_NAMED; /* "the Brigade's leadership", a title before an unknown surname */
    return known && who->entity != UINT32_MAX ? UMBEL_SPEAKER_NAMED : UMBEL_SPEAKER_UNNAMED;
}

void umbel_speaker_of(const document_state *d, const sentence *s, uint16_t k, umbel_speaker *out) {
    const item *np = &s->items[k];
    party who;
    if (s->t[np->head].mention == NONE && np->of != NONE &&
        (s->t[np->head].tag == T_DET || s->t[np->head].tag == T_NUM)) { /* "two of the officers" */
        umbel_speaker_of(d, s, np->of, out);
        return;
    }
    bool known = umbel_party_of(d, s, k, UINT32_MAX, &who) && who.entity != UINT32_MAX;
    *out = (umbel_speaker){.kind = UMBEL_SPEAKER_AUTHOR};
    if (is_publisher(d, s, np)) return;
    out->kind = kind_of(d, s, np, &who, known);
    if (out->kind == UMBEL_SPEAKER_AUTHOR) return;
    out->quote = umbel_speaker_quote(d, s, k);
    if (known && out->kind == UMBEL_SPEAKER_NAMED) out->actor = who.actor;
}
