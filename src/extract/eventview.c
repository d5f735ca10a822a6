/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/act.h"

#include <string.h>

#include "extract/clause.h"
#include "extract/quantity.h"

static bool is(const event_sentence *e, int i, const char *word) {
    return i >= 0 && i < e->s->n && umbel_spells(e->d, &e->s->t[i], word);
}

bool umbel_spells_any(const event_sentence *e, int i, const char *const *words) {
    return i >= 0 && i < e->s->n && umbel_spells_one(e->d, &e->s->t[i], words);
}

bool umbel_in_time(const event_sentence *e, int i) {
    for (size_t k = 0; k < e->n_times; k++)
        if (i >= e->times[k].first && i <= e->times[k].last) return true;
    return false;
}

/* ---- words ---------------------------------------------------------------------------------- */

#define GAP_MAX 6 /* words between the parts of "set … ablaze" */

static bool spells_part(const event_sentence *e, int i, umbel_str part) {
    char word[UMBEL_WORD_MAX + 1];
    if (part.n > UMBEL_WORD_MAX) return false;
    memcpy(word, part.p, part.n);
    word[part.n] = 0;
    return is(e, i, word);
}

/* The further words of an entry behind token i; -1 where they do not stand there, else the last token. */
static int match_tail(const event_sentence *e, int i, umbel_str tail) {
    while (tail.n) {
        bool gap = tail.p[0] == '~';
        size_t n = 1;
        while (n < tail.n && tail.p[n] != '_' && tail.p[n] != '~') n++;
        umbel_str part = {tail.p + 1, n - 1};
        int j = i + 1, end = gap ? i + 1 + GAP_MAX : i + 1;
        while (j <= end && j < e->s->n && !spells_part(e, j, part)) {
            if (e->s->t[j].tag == T_COMMA || e->s->t[j].tag == T_STOP) return -1;
            j++;
        }
        if (j > end || j >= e->s->n) return -1;
        i = j;
        tail = (umbel_str){tail.p + n, tail.n - n};
    }
    return i;
}

/* "Monday's ferry hijacking", "Fighting between X and Y": the tagger takes such words for verbs. */
static bool is_verbal_noun(const event_sentence *e, int i) {
    const token *t = &e->s->t[i];
    umbel_str text = umbel_token_text(e->d, t);
    if (t->tag != T_VERB || !(umbel_str_ends(text, UMBEL_STR("ing")) || umbel_str_ends(text, UMBEL_STR("ING"))))
        return false;
    uint8_t before = i > 0 ? e->s->t[i - 1].tag : (uint8_t)T_STOP,
            after = i + 1 < e->s->n ? e->s->t[i + 1].tag : (uint8_t)T_STOP;
    bool closed =
        after == T_PREP || after == T_VERB || after == T_STOP || after == T_COMMA || after == T_BE || after == T_HAVE;
    bool opens = before == T_NOUN || before == T_NAME || before == T_POSS || before == T_ADJ || before == T_DET ||
                 i == e->d->n_dateline;
    return closed && opens && !(i == e->d->n_dateline && after != T_PREP);
}

/* Whether the token stands in the part of speech that the entry asks for. */
static bool fits_part(const event_sentence *e, int i, const umbel_eventword *w) {
    const token *t = &e->s->t[i];
    bool verb_known = t->word != UMBEL_NO_WORD && e->d->ex->lexicon.words[t->word].analyses;
    if (w->part == PART_CLOSED) return true;
    if (w->part == PART_NOUN && (w->tail.n || is_verbal_noun(e, i))) return true;
    if (w->part == PART_NOUN) return t->tag == T_NOUN || t->tag == T_OTHER || t->tag == T_ADJ || t->tag == T_NAME;
    if (w->form == UMBEL_FORM_ING && !w->tail.n && is_verbal_noun(e, i)) return false;
    if (t->tag == T_VERB || (w->tail.n && t->tag != T_NAME)) return true;
    if (w->form == UMBEL_FORM_PAST || w->form == UMBEL_FORM_PART)
        return t->tag != T_ADJ && t->tag != T_NAME && !verb_known;
    if (w->form != UMBEL_FORM_ING || t->tag != T_NOUN || i + 1 >= e->s->n) return false;
    quantity q; /* "killing three" */
    return umbel_read_quantity(e->d, e->s, (uint16_t)(i + 1), &q) || e->s->t[i + 1].tag == T_DET ||
           e->s->t[i + 1].tag == T_NAME || e->s->t[i + 1].tag == T_PRONPOSS;
}

const umbel_eventword *umbel_event_word(const event_sentence *e, int i, event_use use, uint16_t *last) {
    const umbel_eventwords *table = &e->d->ex->eventwords;
    const umbel_eventword *best = NULL;
    if (i < 0 || i >= e->s->n) return NULL;
    if (e->s->t[i].mention != NONE && !e->d->caseless) return NULL;
    for (uint32_t k = e->words[i]; k; k = table->words[k - 1].next) {
        const umbel_eventword *w = &table->words[k - 1];
        int end;
        if (w->use != use || (best && best->tail.n >= w->tail.n) || !fits_part(e, i, w)) continue;
        if ((end = match_tail(e, i, w->tail)) < 0) continue;
        best = w;
        *last = (uint16_t)end;
    }
    return best;
}

bool umbel_event_use(const event_sentence *e, int i, event_use use) {
    const umbel_eventwords *table = &e->d->ex->eventwords;
    if (i < 0 || i >= e->s->n) return false;
    for (uint32_t k = e->words[i]; k; k = table->words[k - 1].next)
        if (table->words[k - 1].use == use && match_tail(e, i, table->words[k - 1].tail) >= 0) return true;
    return false;
}

umbel_status umbel_view_sentence(umbel_ctx *cx, const document_state *d, const sentence *s, event_sentence *e) {
    *e = (event_sentence){.d = d, .s = s};
    e->pos_of_token = UMBEL_NEW(cx, &cx->scratch, int, s->n + 1u);
    e->item_of_head = UMBEL_NEW(cx, &cx->scratch, uint16_t, s->n + 1u);
    e->words = UMBEL_NEW(cx, &cx->scratch, uint32_t, s->n + 1u);
    if (!e->pos_of_token || !e->item_of_head || !e->words) return cx->err.code;
    for (uint16_t i = 0; i < s->n; i++) {
        e->pos_of_token[i] = -1;
        e->item_of_head[i] = NONE;
        e->words[i] = umbel_eventwords_find(&e->d->ex->eventwords, umbel_token_text(e->d, &s->t[i]));
        e->max_acts += e->words[i] && e->max_acts < UMBEL_ACTS_MAX;
    }
    e->acts = UMBEL_NEW(cx, &cx->scratch, act, e->max_acts);
    if (!e->acts) return cx->err.code;
    for (uint16_t k = 0; k < s->n_items; k++)
        if (s->items[k].type == I_NP) e->item_of_head[s->items[k].head] = k;
    for (int p = 0; p < s->n_seq; p++) { /* nested phrases stand inside or right behind the one they hang on */
        uint16_t first = umbel_item_at(s, p)->first, end = p + 1 < s->n_seq ? umbel_item_at(s, p + 1)->first : s->n;
        for (uint16_t k = umbel_item_at(s, p)->owner; k != NONE; k = s->items[k].owner)
            if (s->items[k].first < first) first = s->items[k].first;
        for (uint16_t i = first; i < end; i++) e->pos_of_token[i] = p;
    }
    e->times = s->times;
    e->n_times = s->n_times;
    e->places = s->places;
    e->n_places = s->n_places;
    return UMBEL_OK;
}

/* ---- parties -------------------------------------------------------------------------------- */

/* Newswire in capitals: "GUERRILLAS OF THE PEOPLE'S LIBERATION COLUMN", "RED DAWN FRONT". */
static bool capital_party(const document_state *d, const sentence *s, uint16_t k, event_party *out) {
    const item *np = &s->items[k];
    if (!d->caseless || s->t[np->head].mention != NONE) return false;
    if (np->of != NONE && umbel_token_is(d->ex, &s->t[np->head], W_TRANSPARENT) && capital_party(d, s, np->of, out))
        return true;
    uint16_t first = np->owner != NONE ? s->items[np->owner].first : np->first, last = np->head;
    while (first < last && (s->t[first].tag == T_DET || s->t[first].tag == T_NUM)) first++;
    if (first == last || !umbel_token_is(d->ex, &s->t[last], W_GROUPHEAD)) {
        if (np->of == NONE || !umbel_token_is(d->ex, &s->t[last], W_GROUPHEAD)) return false;
        last = s->items[np->of].last;
    }
    uint32_t begin = s->t[first].begin, end = s->t[last].end;
    *out = (event_party){.entity = UINT32_MAX - 1, .rank = BY_AGENT};
    out->party =
        (umbel_party){.quote = {{d->document->text.p + begin, end - begin}, begin, end}, .kind = UMBEL_KIND_GROUP};
    return umbel_str_words(out->party.quote.text) <= UMBEL_NAME_WORDS_MAX;
}

static bool is_number_word(const sentence *s, uint16_t i) {
    return s->t[i].tag == T_DET || s->t[i].tag == T_NUM || s->t[i].tag == T_ADV || s->t[i].tag == T_PRONPOSS ||
           s->t[i].tag == T_NEG || s->t[i].tag == T_PREP;
}

/* The words from the phrase's first noun to `last`, without article and number. */
static umbel_quote described(const document_state *d, const sentence *s, const item *np, uint16_t last) {
    uint16_t first = np->first;
    while (first < np->head && (is_number_word(s, first) || umbel_spells(d, &s->t[first], "than") ||
                                umbel_spells(d, &s->t[first], "least")))
        first++;
    if (last > first && umbel_spells(d, &s->t[last], "dead")) last--;
    uint32_t begin = s->t[first].begin, end = s->t[last].end;
    return (umbel_quote){{d->document->text.p + begin, end - begin}, begin, end};
}

static bool from_pronoun(const document_state *d, const sentence *s, const item *np, event_party *out) {
    static const char *const plain[] = {"it", "they", "them", "itself", "themselves"};
    uint32_t list[UMBEL_ANTECEDENTS_MAX];
    bool known = false;
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        known = known || umbel_spells(d, &s->t[np->head], plain[i]);
    if (!known) return false;
    size_t n = umbel_antecedents(d, s, np->first, np->head, 1u << UMBEL_KIND_GROUP, list);
    if (!n) n = umbel_antecedents(d, s, np->first, np->head, 1u << UMBEL_KIND_ORGAN | 1u << UMBEL_KIND_STATE, list);
    if (!n) return false;
    const entity *x = &d->entities[list[0]];
    *out = (event_party){.entity = list[0], .rank = BY_AGENT};
    out->party = (umbel_party){described(d, s, np, np->head), (umbel_kind)x->kind, x->actor, x->name};
    return true;
}

/* "the army" of a text whose only group is the Basalt Union is no name of that group. */
static bool is_false_reference(const document_state *d, const sentence *s, const item *np, const party *p) {
    const token *head = &s->t[np->head];
    if (head->mention != NONE || !p->antecedent.text.n || p->kind != UMBEL_KIND_GROUP) return false;
    if (!umbel_token_is(d->ex, head, W_ORGANHEAD)) return false;
    umbel_str word = umbel_token_text(d, head), name = p->antecedent.text;
    umbel_str tail = {word.p + 1, word.n - 1}; /* "army" in "Free Sarn Army" */
    return umbel_str_find(name, tail) == SIZE_MAX;
}

/* "gunmen of the Heron League", "navy of Ezria": the phrase that `of` leads to. */
static bool from_owner(const document_state *d, const sentence *s, const item *np, event_party *out) {
    const token *head = &s->t[np->head];
    event_party owner;
    bool fighters = umbel_token_is(d->ex, head, W_TRANSPARENT) || umbel_token_is(d->ex, head, W_CLASSHEAD) ||
                    umbel_token_is(d->ex, head, W_PEOPLEHEAD) || umbel_token_is(d->ex, head, W_GROUPDESC);
    bool organ = umbel_token_is(d->ex, head, W_ORGANHEAD);
    if (head->mention != NONE || np->of == NONE || !(fighters || organ)) return false;
    const item *of = &s->items[np->of];
    while (organ && of->of != NONE && s->t[of->head].mention == NONE)
        of = &s->items[of->of]; /* "ministry of defence of X" */
    if (!umbel_event_party(d, s, (uint16_t)(of - s->items), &owner) || !umbel_is_named_actor(d, &owner)) return false;
    *out = owner;
    if (!organ || owner.party.kind == UMBEL_KIND_GROUP) return true;
    out->party.quote = described(d, s, np, of->head);
    out->party.kind = UMBEL_KIND_ORGAN;
    out->entity = UINT32_MAX - 1;
    out->party.antecedent = (umbel_quote){0};
    return umbel_str_words(out->party.quote.text) <= UMBEL_NAME_WORDS_MAX;
}

/* "Hezbollah raiders", "Lantern gunmen": the group whose men they are. */
static bool from_member(const document_state *d, const sentence *s, const item *np, event_party *out) {
    const umbel_eventwords *table = &d->ex->eventwords;
    bool men = false;
    for (uint32_t k = umbel_eventwords_find(table, umbel_token_text(d, &s->t[np->head])); k;
         k = table->words[k - 1].next)
        men = men || table->words[k - 1].use == USE_MILITANTS;
    for (uint16_t i = np->first; men && i < np->head; i++) {
        const name_mention *name = s->t[i].mention != NONE ? &s->names[s->t[i].mention] : NULL;
        if (!name || name->adjective || name->kind != UMBEL_KIND_GROUP) continue;
        const entity *x = &d->entities[name->entity];
        uint32_t begin = s->t[name->first].begin, end = s->t[name->last].end;
        *out = (event_party){.entity = name->entity, .rank = BY_AGENT};
        out->party = (umbel_party){.quote = {{d->document->text.p + begin, end - begin}, begin, end},
                                   .kind = UMBEL_KIND_GROUP,
                                   .actor = x->actor};
        if (x->name.text.n > end - begin) out->party.antecedent = x->name;
        return true;
    }
    return false;
}

/* "the Iron Crescent": persons bear no article, so what looks like one is a group. Persons themselves are no parties.
 */
static bool from_article(const document_state *d, const sentence *s, const item *np, event_party *out) {
    const name_mention *name = &s->names[s->t[np->head].mention];
    const entity *x = &d->entities[name->entity];
    bool article = name->first > 0 && umbel_spells(d, &s->t[name->first - 1], "the") && name->last > name->first;
    bool before = x->name.begin >= 4 && !name->adjective && d->document->text.p[x->name.begin - 1] == ' ' &&
                  umbel_str_eq((umbel_str){d->document->text.p + x->name.begin - 4, 3}, UMBEL_STR("the"));
    if (!article && !before) return false;
    uint32_t begin = s->t[name->first].begin, end = s->t[name->last].end;
    *out = (event_party){.entity = name->entity, .rank = BY_AGENT};
    out->party =
        (umbel_party){.quote = {{d->document->text.p + begin, end - begin}, begin, end}, .kind = UMBEL_KIND_GROUP};
    return true;
}

/* "Unknown assailants", "Twin bombings": the capital is only the sentence's. */
static bool is_first_word(const document_state *d, const sentence *s, const item *np) {
    uint16_t m = s->t[np->first].mention;
    if (m == NONE || np->first != d->n_dateline || s->t[np->head].mention == m || s->names[m].last != np->first)
        return false;
    const entity *x = &d->entities[s->names[m].entity];
    return !x->actor.n && !s->names[m].adjective && x->kind == UMBEL_KIND_STATE &&
           x->name.begin == s->t[np->first].begin;
}

/* "gunmen loyal to the Cedar Party", "rebels led by X": the group behind them. */
static bool from_loyalty(const document_state *d, const sentence *s, const item *np, event_party *out) {
    static const char *const words[] = {"loyal", "faithful", "belonging", "allied", "linked", "led", "commanded"};
    uint16_t at = NONE;
    for (uint16_t i = np->head; i < s->n && i <= np->last + 1; i++)
        for (size_t k = 0; k < sizeof words / sizeof *words; k++)
            if (umbel_spells(d, &s->t[i], words[k])) at = i;
    if (at == NONE || at + 2 >= s->n) return false;
    if (!umbel_spells(d, &s->t[at + 1], "to") && !umbel_spells(d, &s->t[at + 1], "by") &&
        !umbel_spells(d, &s->t[at + 1], "with"))
        return false;
    uint16_t i = (uint16_t)(at + 2 + umbel_spells(d, &s->t[at + 2], "the"));
    const name_mention *name = i < s->n && s->t[i].mention != NONE ? &s->names[s->t[i].mention] : NULL;
    if (!name || name->person || name->adjective || name->kind != UMBEL_KIND_GROUP) return false;
    uint32_t begin = s->t[name->first].begin, end = s->t[name->last].end;
    *out = (event_party){.entity = name->entity, .rank = BY_AGENT};
    out->party = (umbel_party){.quote = {{d->document->text.p + begin, end - begin}, begin, end},
                               .kind = UMBEL_KIND_GROUP,
                               .actor = d->entities[name->entity].actor};
    return true;
}

bool umbel_event_party(const document_state *d, const sentence *s, uint16_t k, event_party *out) {
    party p;
    const item *np = &s->items[k];
    if (np->type != I_NP) return false;
    if (capital_party(d, s, k, out) || from_owner(d, s, np, out)) return true;
    const token *head = &s->t[np->head];
    if (head->mention == NONE && (from_member(d, s, np, out) || from_loyalty(d, s, np, out))) return true;
    if (head->tag == T_PRON) return from_pronoun(d, s, np, out);
    if (head->mention != NONE && s->names[head->mention].person) return from_article(d, s, np, out);
    bool ok = umbel_party_of(d, s, k, UINT32_MAX, &p) && p.quote.text.n;
    bool actor = ok && p.kind != UMBEL_KIND_AGREEMENT && umbel_str_words(p.quote.text) <= UMBEL_NAME_WORDS_MAX &&
                 p.quote.begin >= s->passage.begin && p.quote.end <= s->passage.end;
    if (actor && p.entity != UINT32_MAX && !is_first_word(d, s, np) && !is_false_reference(d, s, np, &p)) {
        *out = (event_party){{p.quote, p.kind, p.actor, p.antecedent}, p.entity, BY_AGENT};
        return true;
    }
    static const char *const empty[] = {"than",    "second", "third", "first", "himself", "herself", "dozens",
                                        "several", "others", "both",  "some",  "many",    NULL};
    for (size_t i = 0; empty[i]; i++)
        if (umbel_spells(d, head, empty[i])) return false;
    if (head->tag == T_NUM || umbel_is_time_phrase(d, s, np)) return false;
    *out = (event_party){.entity = UINT32_MAX, .rank = BY_DESCRIBED};
    out->party.quote = described(d, s, np, np->head);
    out->party.kind = ok ? p.kind : UMBEL_KIND_PEOPLE;
    if (ok && is_false_reference(d, s, np, &p)) out->party.kind = UMBEL_KIND_ORGAN;
    return umbel_str_words(out->party.quote.text) <= UMBEL_NAME_WORDS_MAX;
}

bool umbel_is_named_actor(const document_state *d, const event_party *who) {
    (void)d;
    return who->entity != UINT32_MAX && (who->party.kind == UMBEL_KIND_GROUP || who->party.kind == UMBEL_KIND_STATE ||
                                         who->party.kind == UMBEL_KIND_ORGAN || who->party.kind == UMBEL_KIND_BODY);
}

void umbel_add_event_party(event_parties *list, const event_party *who, by_rank rank) {
    umbel_str text = who->party.antecedent.text.n ? who->party.antecedent.text : who->party.quote.text;
    for (size_t i = 0; i < list->n; i++) {
        event_party *x = &list->of[i];
        umbel_str other = x->party.antecedent.text.n ? x->party.antecedent.text : x->party.quote.text;
        if ((who->entity != UINT32_MAX && who->entity == x->entity && who->entity < UINT32_MAX - 1) ||
            umbel_str_eq(text, other)) {
            if (rank > x->rank) x->rank = (uint8_t)rank;
            return;
        }
    }
    if (list->n == UMBEL_EVENT_PARTIES) return;
    list->of[list->n] = *who;
    list->of[list->n++].rank = (uint8_t)rank;
}
