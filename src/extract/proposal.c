/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/proposal.h"
#include "extract/names.h"

umbel_status umbel_propose(umbel_ctx *cx, proposals *list, const proposal *p) {
    UMBEL_TRY(umbel_reserve(cx, &cx->scratch, (void *)&list->list, &list->cap, list->n + 1, sizeof *p));
    list->list[list->n++] = *p;
    return UMBEL_OK;
}

static uint16_t token_at(const sentence *s, uint32_t byte, bool end) {
    uint16_t lo = 0, hi = s->n;
    while (lo < hi) {
        uint16_t mid = (uint16_t)((lo + hi) / 2);
        if (end ? s->t[mid].end < byte : s->t[mid].begin < byte)
            lo = (uint16_t)(mid + 1);
        else
            hi = mid;
    }
    return lo < s->n ? lo : (uint16_t)(s->n - 1);
}

static bool same_place(const place *p, const party *who) {
    return p->who.quote.begin == who->quote.begin && p->who.quote.end == who->quote.end &&
           (!who->antecedent.text.n || p->who.entity == who->entity);
}

static void add_one(const sentence *s, const place *like, const party *who, uint8_t rank, place *out, size_t *n) {
    if (*n == UMBEL_PLACES_MAX || who->quote.begin < s->passage.begin || who->quote.end > s->passage.end) return;
    for (size_t i = 0; i < *n; i++)
        if (same_place(&out[i], who)) return;
    place *p = &out[(*n)++];
    *p = *like;
    p->who = *who;
    p->rank = rank;
    p->first = token_at(s, who->quote.begin, false);
    p->last = token_at(s, who->quote.end, true);
}

/* A reference back is as many places as it has likely antecedents: the judge chooses. */
static void add_place(const document_state *d, const sentence *s, const party *who, const place *like, place *out,
                      size_t *n) {
    uint32_t list[UMBEL_ANTECEDENTS_MAX];
    size_t n_list = who->back_kinds ? umbel_antecedents(d, s, who->back_at, who->back_head, who->back_kinds, list) : 0;
    if (n_list == 0) add_one(s, like, who, 0, out, n);
    for (size_t i = 0; i < n_list; i++) {
        party reading = *who;
        umbel_read_as(d, &reading, list[i]);
        add_one(s, like, &reading, (uint8_t)(i + 1), out, n);
    }
}

static void add_both(const document_state *d, const sentence *s, const place *like, place *out, size_t *n) {
    uint32_t list[2];
    const item *np = &s->items[like->item];
    uint32_t begin = s->t[np->first].begin, end = s->t[np->head].end;
    party who = {.quote = {{d->document->text.p + begin, end - begin}, begin, end}};
    if (umbel_both_of(d, s, like->item, list) == 0) return;
    for (size_t i = 0; i < 2; i++) {
        umbel_read_as(d, &who, list[i]);
        add_one(s, like, &who, 9, out, n);
    }
}

static void places_of_chunk(const document_state *d, const sentence *s, int pos, place *out, size_t *n) {
    struct {
        uint16_t item;
        nesting nest;
    } stack[16];
    size_t depth = 0;
    stack[depth].item = s->seq[pos];
    stack[depth++].nest = NEST_NONE;
    while (depth) {
        depth--;
        uint16_t k = stack[depth].item;
        nesting nest = stack[depth].nest;
        const item *it = &s->items[k];
        party who;
        place like = {.item = k, .pos = pos, .nest = (uint8_t)nest};
        add_both(d, s, &like, out, n);
        if (umbel_party_of(d, s, k, UINT32_MAX, &who)) add_place(d, s, &who, &like, out, n);
        like.nest = it->owned_by_pronoun ? NEST_OWNER : NEST_MODIFIER;
        bool modified = it->owner == NONE && it->of == NONE && s->t[it->head].mention == NONE;
        if ((modified || it->owned_by_pronoun) && umbel_owner_of(d, s, k, UINT32_MAX, &who))
            add_place(d, s, &who, &like, out, n);
        if (it->of != NONE && depth < 14) stack[depth].item = it->of, stack[depth++].nest = NEST_OF;
        if (it->owner != NONE && depth < 14) stack[depth].item = it->owner, stack[depth++].nest = NEST_OWNER;
    }
}

static bool is_human(const document_state *d, const token *head) {
    static const char *const tails[] = {"er",  "or",  "ist", "ant",  "man",  "men", "ee",
                                        "ian", "ers", "ors", "ists", "ants", "ees", "ians"};
    umbel_str text = umbel_token_text(d, head);
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
        if (umbel_str_ends(text, umbel_str_of(tails[i]))) return true;
    return false;
}

/* "Kilo" for "Kilo clans", "Orizaban" for "Orizaban rebels": a party that is read from the front of a phrase whose head
 * may be meant as well. "Karst Brigade fighters" are the Karst Brigade. */
static bool is_only_modifier(const document_state *d, const sentence *s, const item *np, const party *who) {
    const token *head = &s->t[np->head];
    if (who->quote.end >= head->end || who->quote.end <= s->t[np->first].begin) return false;
    return !umbel_token_is(d->ex, head, W_TRANSPARENT) || umbel_is_adjectival(who->quote.text);
}

/* "a firm", "two nightclubs", "Malian garrisons": phrases that no list knows. The judge says whether they act. */
static void add_loose(const document_state *d, const sentence *s, uint16_t k, int pos, uint8_t nest, place *out,
                      size_t *n) {
    const item *np = &s->items[k];
    const token *head = &s->t[np->head];
    party who;
    if (np->type != I_NP || head->tag != T_NOUN || head->mention != NONE || umbel_is_time_phrase(d, s, np)) return;
    if (umbel_token_is(d->ex, head, W_ABSTRACT)) return;
    if (umbel_party_of(d, s, k, UINT32_MAX, &who) && !is_only_modifier(d, s, np, &who)) return;
    uint32_t begin = s->t[umbel_described_from(s, np)].begin, end = head->end;
    who = (party){.entity = UINT32_MAX, .kind = is_human(d, head) ? UMBEL_KIND_PEOPLE : UMBEL_KIND_THING};
    who.quote = (umbel_quote){{d->document->text.p + begin, end - begin}, begin, end};
    place like = {.item = k, .pos = pos, .nest = nest, .loose = true};
    add_one(s, &like, &who, 0, out, n);
}

static void loose_of_chunk(const document_state *d, const sentence *s, int pos, place *out, size_t *n) {
    uint8_t nest = NEST_NONE;
    for (uint16_t k = s->seq[pos], depth = 0; k != NONE && depth < 4; k = s->items[k].of, depth++) {
        add_loose(d, s, k, pos, nest, out, n);
        nest = NEST_OF;
    }
}

size_t umbel_find_places(const document_state *d, const sentence *s, place out[UMBEL_PLACES_MAX]) {
    size_t n = 0;
    for (int p = 0; p < s->n_seq && n < UMBEL_PLACES_MAX; p++)
        if (umbel_item_at(s, p)->type == I_NP) places_of_chunk(d, s, p, out, &n);
    if (n == 0) return 0;
    for (int p = 0; p < s->n_seq && n < UMBEL_PLACES_MAX; p++)
        if (umbel_item_at(s, p)->type == I_NP) loose_of_chunk(d, s, p, out, &n);
    return n;
}

static uint32_t ties_of(const uint32_t *table, size_t n_words, const token *t) {
    uint32_t ties = t->lemma < n_words ? table[t->lemma] : 0;
    return ties | (t->word < n_words ? table[t->word] : 0);
}

#define TIE(name) (1u << UMBEL_TIE_##name)

/* What words of one tie are also used for: "truce" for a promise kept, "enemy" for a war. */
static uint32_t kin_of(uint32_t ties) {
    static const uint32_t kin[UMBEL_N_TIES] = {
        [UMBEL_TIE_SUPPORTS] = TIE(ALLIED_WITH),
        [UMBEL_TIE_SUPPLIES_FIGHTERS] = TIE(RECRUITS_IN) | TIE(INFILTRATES),
        [UMBEL_TIE_HOSTS] = TIE(OPERATES_IN) | TIE(SUPPORTS),
        [UMBEL_TIE_ARMS] = TIE(EQUIPS),
        [UMBEL_TIE_EQUIPS] = TIE(ARMS) | TIE(SUPPORTS),
        [UMBEL_TIE_INFORMS] = TIE(SUPPORTS),
        [UMBEL_TIE_LENDS_BASES] = TIE(HOSTS),
        [UMBEL_TIE_ALLIED_WITH] = TIE(SUPPORTS) | TIE(AFFILIATED_WITH) | TIE(MEMBER_OF),
        [UMBEL_TIE_AFFILIATED_WITH] = TIE(MEMBER_OF) | TIE(ALLIED_WITH),
        [UMBEL_TIE_MEMBER_OF] = TIE(LEADS_UMBRELLA) | TIE(AFFILIATED_WITH) | TIE(MERGES_INTO),
        [UMBEL_TIE_LEADS_UMBRELLA] = TIE(MEMBER_OF),
        [UMBEL_TIE_SHARES_IDEOLOGY_WITH] = TIE(ALLIED_WITH) | TIE(AFFILIATED_WITH),
        [UMBEL_TIE_SPLITS_FROM] = TIE(SUCCEEDS) | TIE(OPPOSES),
        [UMBEL_TIE_MERGES_INTO] = TIE(MEMBER_OF) | TIE(SUCCEEDS),
        [UMBEL_TIE_SUCCEEDS] = TIE(SPLITS_FROM) | TIE(MERGES_INTO),
        [UMBEL_TIE_FIGHTS] = TIE(ATTACKS) | TIE(OPPOSES) | TIE(STRIKES),
        [UMBEL_TIE_ATTACKS] = TIE(FIGHTS) | TIE(STRIKES),
        [UMBEL_TIE_STRIKES] = TIE(ATTACKS) | TIE(FIGHTS),
        [UMBEL_TIE_OPPOSES] = TIE(FIGHTS),
        [UMBEL_TIE_INFILTRATES] = TIE(OPERATES_IN),
        [UMBEL_TIE_RECRUITS_IN] = TIE(SUPPLIES_FIGHTERS),
        [UMBEL_TIE_OPERATES_IN] = TIE(HOSTS),
        [UMBEL_TIE_NEGOTIATES_WITH] = TIE(COMMITS_TO) | TIE(UPHOLDS) | TIE(BREACHES),
        [UMBEL_TIE_COMMITS_TO] = TIE(NEGOTIATES_WITH) | TIE(UPHOLDS) | TIE(BREACHES),
        [UMBEL_TIE_BREACHES] = TIE(COMMITS_TO),
        [UMBEL_TIE_UPHOLDS] = TIE(COMMITS_TO)};
    uint32_t out = 0;
    for (unsigned i = 1; i < UMBEL_N_TIES; i++)
        if (ties >> i & 1) out |= kin[i];
    return out & ~ties;
}

static void cues_of_chunk(const document_state *d, const sentence *s, int pos, tie_cue *out, size_t *n) {
    const umbel_tiewords *words = &d->ex->tiewords;
    uint16_t stack[16];
    size_t depth = 0;
    stack[depth++] = s->seq[pos];
    while (depth) {
        uint16_t k = stack[--depth];
        const item *it = &s->items[k];
        for (uint16_t i = it->first; i <= it->last && *n < UMBEL_TIECUES_MAX; i++) {
            const token *t = &s->t[i];
            if (t->mention != NONE || t->word == UMBEL_NO_WORD) continue;
            uint32_t ties = ties_of(words->of_noun, words->n_words, t);
            if (ties)
                out[(*n)++] =
                    (tie_cue){i, k, pos, false, ties, ties_of(words->strong_noun, words->n_words, t), kin_of(ties)};
        }
        if (it->of != NONE && depth < 14) stack[depth++] = it->of;
        if (it->owner != NONE && depth < 14) stack[depth++] = it->owner;
    }
}

size_t umbel_find_tie_cues(const document_state *d, const sentence *s, tie_cue out[UMBEL_TIECUES_MAX]) {
    const umbel_tiewords *words = &d->ex->tiewords;
    size_t n = 0;
    for (int p = 0; p < s->n_seq && n < UMBEL_TIECUES_MAX; p++) {
        const item *it = umbel_item_at(s, p);
        if (it->type == I_NP) cues_of_chunk(d, s, p, out, &n);
        if (it->type != I_VG) continue;
        const token *t = &s->t[it->head];
        uint32_t ties = ties_of(words->of_verb, words->n_words, t);
        if (ties)
            out[n++] = (tie_cue){it->head,    s->seq[p], p, true, ties, ties_of(words->strong_verb, words->n_words, t),
                                 kin_of(ties)};
    }
    return n;
}

bool umbel_kinds_fit(umbel_tie tie, bool object, umbel_kind k) {
    umbel_tie_group group = umbel_tie_group_of(tie);
    if (k == UMBEL_KIND_NONE) return false;
    if (k == UMBEL_KIND_AGREEMENT) return object && (group == UMBEL_TIES_RULES || tie == UMBEL_TIE_OPPOSES);
    if (tie == UMBEL_TIE_COMMITS_TO || tie == UMBEL_TIE_BREACHES || tie == UMBEL_TIE_UPHOLDS)
        return !object && k != UMBEL_KIND_PLACE && k != UMBEL_KIND_THING;
    if (k == UMBEL_KIND_PLACE) return object && (group == UMBEL_TIES_MOVEMENT || tie == UMBEL_TIE_ATTACKS);
    if (k == UMBEL_KIND_THING) return object && (tie == UMBEL_TIE_ATTACKS || tie == UMBEL_TIE_HOSTS);
    if (group == UMBEL_TIES_LINEAGE || tie == UMBEL_TIE_MEMBER_OF || tie == UMBEL_TIE_AFFILIATED_WITH)
        return k == UMBEL_KIND_GROUP || k == UMBEL_KIND_CLASS || k == UMBEL_KIND_ORGAN ||
               (tie != UMBEL_TIE_SUCCEEDS && k == UMBEL_KIND_PEOPLE && !object);
    if (tie == UMBEL_TIE_OPERATES_IN && object) return k == UMBEL_KIND_STATE;
    if (tie == UMBEL_TIE_DESIGNATES && object)
        return k == UMBEL_KIND_GROUP || k == UMBEL_KIND_CLASS || k == UMBEL_KIND_ORGAN;
    if (tie == UMBEL_TIE_DESIGNATES) return k == UMBEL_KIND_STATE || k == UMBEL_KIND_ORGAN || k == UMBEL_KIND_BODY;
    return true;
}
