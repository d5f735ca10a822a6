/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Who fights whom and who flies for whom, where one noun or verb tells of it and both sides stand about it in fixed
 * places: "the Guard in its fight against the Owls", "strikes on Owl positions by the air force", "to wrest Varsk from
 * the Owls". */
#include "extract/hostility.h"

#include "extract/clause.h"
#include "extract/proposal.h"
#include "extract/scope.h"
#include "extract/statement.h"

#define REACH 12 /* chunks between a cue and its sides */

/* A cue and its sides. */
typedef struct hostility {
    umbel_tie tie;
    int pos;              /* of the cue */
    int by, on;           /* positions of the sides, or NOWHERE */
    uint16_t noun;        /* item of the noun that tells it */
    uint16_t on_item;     /* of the object where it is nested, or NONE */
    bool owner;           /* the subject owns that noun */
    bool pair;            /* both sides stand in the list at `on` */
    bool people;          /* the subject may be a people */
    uint16_t first, last; /* tokens of the words that tell it */
} hostility;

static const token *head_at(const sentence *s, int p) { return &s->t[umbel_item_at(s, p)->head]; }

static bool is_np(const sentence *s, int p) { return p >= 0 && p < s->n_seq && umbel_item_at(s, p)->type == I_NP; }

static bool is_prep(const document_state *d, const sentence *s, int p, const char *word) {
    return umbel_item_at(s, p)->type == I_PREP && umbel_word_is(d->ex, &s->t[umbel_item_at(s, p)->first], word);
}

static bool ends_clause(const sentence *s, int p) {
    const item *it = umbel_item_at(s, p);
    return it->type == I_STOP || it->type == I_THAT || it->type == I_SUBORD || (it->type == I_VG && it->finite);
}

static bool is_side(const party *p, bool object) {
    if (p->none) return false;
    if (p->kind == UMBEL_KIND_GROUP || p->kind == UMBEL_KIND_STATE || p->kind == UMBEL_KIND_ORGAN) return true;
    return object && p->kind == UMBEL_KIND_CLASS;
}

static bool side_of(const document_state *d, const sentence *s, uint16_t k, bool object, party *out) {
    const token *head = &s->t[s->items[k].head];
    if (!umbel_party_of(d, s, k, UINT32_MAX, out) || !is_side(out, object)) return false;
    if (out->kind == UMBEL_KIND_STATE && head->mention == NONE && head->tag != T_PRON && !out->back_kinds &&
        !umbel_token_is(d->ex, head, W_STATEHEAD))
        return false; /* "Serb positions" */
    return out->quote.begin >= s->passage.begin;
}

/* "the Veshtian people", who wage what is called theirs. */
static bool people_of(const document_state *d, const sentence *s, uint16_t k, party *out) {
    return umbel_party_of(d, s, k, UINT32_MAX, out) && out->kind == UMBEL_KIND_PEOPLE && !out->none &&
           out->quote.begin >= s->passage.begin;
}

static bool side_at(const document_state *d, const sentence *s, int p, bool object, party *out) {
    return is_np(s, p) && side_of(d, s, s->seq[p], object, out);
}

static bool has_owner(const document_state *d, const sentence *s, uint16_t k) {
    party q;
    const item *np = &s->items[k];
    bool owned = np->owner != NONE || np->owned_by_pronoun;
    for (uint16_t i = np->first; i < np->head; i++) owned = owned || s->t[i].mention != NONE;
    return owned && umbel_owner_of(d, s, k, UINT32_MAX, &q) && is_side(&q, false);
}

/* Position behind p of the phrase that one of two prepositions governs, before the clause ends. */
static int behind(const document_state *d, const sentence *s, int p, const char *a, const char *b) {
    for (int i = p + 1; i + 1 < s->n_seq && i < p + REACH && !ends_clause(s, i); i++)
        if ((is_prep(d, s, i, a) || (b && is_prep(d, s, i, b))) && is_np(s, i + 1)) return i + 1;
    return NOWHERE;
}

/* Who wages what the noun at p tells of: its owner, "by S" behind it, "S in the fight", the verb's subject. */
static void find_waging(const document_state *d, const sentence *s, int p, hostility *h) {
    party q;
    bool in = p > 0 && is_prep(d, s, p - 1, "in"), theirs = in && is_np(s, p - 2) && s->items[h->noun].owned_by_pronoun;
    if (theirs && (side_at(d, s, p - 2, false, &q) || people_of(d, s, s->seq[p - 2], &q))) {
        h->by = p - 2, h->people = true; /* "helps S in their fight" */
        return;
    }
    h->by = p, h->owner = true;
    if (has_owner(d, s, h->noun)) return;
    h->owner = false;
    h->by = behind(d, s, p, "by", NULL);
    if (side_at(d, s, h->by, false, &q)) return;
    if (in && side_at(d, s, p - 2, false, &q)) {
        h->by = p - 2;
        return;
    }
    for (int i = p - 1; i >= 0 && i > p - REACH; i--) {
        uint8_t type = umbel_item_at(s, i)->type;
        if (type == I_STOP || type == I_THAT || type == I_SUBORD) break;
        if (type != I_VG) continue;
        h->by = umbel_subject_of(d, s, i);
        if (side_at(d, s, h->by, false, &q)) return;
        break;
    }
    h->by = NOWHERE;
}

static bool is_told_by(const document_state *d, const sentence *s, uint16_t k) {
    const token *t = &s->t[s->items[k].head];
    return t->mention == NONE && (umbel_token_is(d->ex, t, W_CAMPAIGN) || umbel_token_is(d->ex, t, W_STRIKENOUN) ||
                                  umbel_token_is(d->ex, t, W_ATTACKNOUN));
}

/* "S and O staged a joint raid", "S held joint drills with O". */
static bool from_joint(const document_state *d, const sentence *s, int p, hostility *h) {
    const item *np = umbel_item_at(s, p);
    bool joint = false;
    for (uint16_t i = np->first; i < np->head; i++) joint = joint || umbel_word_is(d->ex, &s->t[i], "joint");
    if (!joint || umbel_item_at(s, p - 1)->type != I_VG || umbel_item_at(s, p - 1)->passive) return false;
    h->tie = UMBEL_TIE_ALLIED_WITH;
    h->by = umbel_subject_of(d, s, p - 1);
    h->on = behind(d, s, p, "with", "alongside");
    h->pair = h->on == NOWHERE;
    if (h->pair) h->on = h->by;
    return h->by != NOWHERE;
}

/* "the fight against O", "strikes on O", "the campaign to defeat O". */
static bool from_campaign(const document_state *d, const sentence *s, int p, hostility *h) {
    const item *np = umbel_item_at(s, p);
    if (np->of != NONE && s->items[np->of].type == I_NP && is_told_by(d, s, np->of))
        h->noun = np->of; /* "a series of airstrikes" */
    else if (!is_told_by(d, s, h->noun))
        return false;
    h->first = h->last = s->items[h->noun].head;
    const token *t = &s->t[h->first];
    bool strike = umbel_token_is(d->ex, t, W_STRIKENOUN);
    bool attack = !strike && !umbel_token_is(d->ex, t, W_CAMPAIGN);
    h->on = behind(d, s, p, "between", NULL);
    if (h->on == p + 2 || h->on == p + 4) { /* "the battle for Varsk between A and B" */
        h->tie = UMBEL_TIE_FIGHTS;
        h->by = h->on, h->pair = true;
        return true;
    }
    h->on = behind(d, s, p, "against", strike || attack ? "on" : NULL);
    if (h->on == NOWHERE && attack) h->on = behind(d, s, p, "at", "of");
    if (h->on == NOWHERE) return false;
    h->tie = attack ? UMBEL_TIE_ATTACKS : strike ? UMBEL_TIE_STRIKES : UMBEL_TIE_FIGHTS;
    find_waging(d, s, p, h);
    return h->by != NOWHERE;
}

/* "defeated O", "its efforts to defeat O", "the strike hit O". */
static bool from_defeat(const document_state *d, const sentence *s, int p, hostility *h) {
    const item *vg = umbel_item_at(s, p);
    if (!umbel_token_is(d->ex, head_at(s, p), W_DEFEATVERB)) return false;
    h->tie = UMBEL_TIE_FIGHTS;
    if (vg->passive) {
        h->on = umbel_subject_of(d, s, p);
        h->by = behind(d, s, p, "by", NULL);
        return h->on != NOWHERE && h->by != NOWHERE;
    }
    h->on = umbel_object_of(d, s, p);
    if (h->on == NOWHERE) return false;
    if (vg->infinitive && is_np(s, p - 1) && umbel_token_is(d->ex, head_at(s, p - 1), W_CAMPAIGN)) {
        h->noun = s->seq[p - 1];
        find_waging(d, s, p - 1, h);
        return h->by != NOWHERE;
    }
    h->by = umbel_subject_of(d, s, p);
    if (is_np(s, h->by) && umbel_token_is(d->ex, head_at(s, h->by), W_STRIKENOUN)) {
        h->tie = UMBEL_TIE_STRIKES;
        h->noun = s->seq[h->by];
        h->owner = true;
        return has_owner(d, s, h->noun);
    }
    return h->by != NOWHERE;
}

/* "retook the town from O", "territory held by O" behind such a verb. */
static bool from_taking(const document_state *d, const sentence *s, int p, hostility *h) {
    const item *it = umbel_item_at(s, p);
    if (!umbel_token_is(d->ex, head_at(s, p), W_TAKEVERB)) return false;
    bool noun = it->type == I_NP;
    h->tie = UMBEL_TIE_FIGHTS;
    h->on = behind(d, s, p, "from", umbel_word_is(d->ex, head_at(s, p), "clear") ? "of" : NULL);
    if (h->on == NOWHERE) return false;
    if (noun) {
        find_waging(d, s, p, h);
    } else {
        h->by = it->passive ? behind(d, s, p, "by", NULL) : umbel_subject_of(d, s, p);
    }
    return h->by != NOWHERE;
}

/* "S is advancing on O's positions", "S came under fire from O". */
static bool from_advance(const document_state *d, const sentence *s, int p, hostility *h) {
    h->tie = UMBEL_TIE_FIGHTS;
    if (umbel_item_at(s, p)->type == I_NP) {
        bool fire = umbel_token_is(d->ex, head_at(s, p), W_STRIKENOUN) || umbel_word_is(d->ex, head_at(s, p), "fire") ||
                    umbel_word_is(d->ex, head_at(s, p), "gunfire") || umbel_word_is(d->ex, head_at(s, p), "attack");
        if (!fire || !is_prep(d, s, p + 1, "from") || !is_np(s, p + 2)) return false;
        h->by = p + 2;
        for (int i = p - 1; i >= 0 && i > p - REACH && umbel_item_at(s, i)->type != I_STOP; i--)
            if (umbel_item_at(s, i)->type == I_VG) {
                party q;
                h->on = umbel_subject_of(d, s, i);
                if (side_at(d, s, h->on, true, &q)) return true;
            }
        return false;
    }
    if (umbel_item_at(s, p)->passive || !umbel_token_is(d->ex, head_at(s, p), W_ADVANCEVERB)) return false;
    int i = p + 1;
    while (umbel_item_at(s, i)->type == I_ADV) i++;
    bool on = is_prep(d, s, i, "on") || is_prep(d, s, i, "against") || is_prep(d, s, i, "toward") ||
              is_prep(d, s, i, "towards");
    if (!on || !is_np(s, i + 1)) return false;
    h->on = i + 1;
    h->by = umbel_subject_of(d, s, p);
    return h->by != NOWHERE;
}

/* Whose the clause is in which the phrase at p stands: the subject of the verb before it, or, in an aside, the phrase
 * before the comma. */
static int clause_subject(const document_state *d, const sentence *s, int p) {
    if (umbel_item_at(s, p - 1)->type == I_COMMA && is_np(s, p - 2)) return p - 2;
    for (int i = p - 1; i >= 0 && i > p - REACH && umbel_item_at(s, i)->type != I_STOP; i--)
        if (umbel_item_at(s, i)->type == I_VG) return umbel_subject_of(d, s, i);
    return NOWHERE;
}

/* "S flew sorties in support of O", "in support of O, S struck"; "O advanced with the help of S", "with S's support";
 * "S provided air support for O". */
static bool from_support(const document_state *d, const sentence *s, int p, hostility *h) {
    const item *np = umbel_item_at(s, p);
    if (!umbel_token_is(d->ex, head_at(s, p), W_AIDNOUN)) return false;
    h->tie = UMBEL_TIE_SUPPORTS;
    if (is_prep(d, s, p - 1, "in") && np->of != NONE) {
        h->on_item = np->of;
        h->by = clause_subject(d, s, p - 1);
        if (h->by == NOWHERE && umbel_item_at(s, p + 1)->type == I_COMMA && p < 3 && is_np(s, p + 2)) h->by = p + 2;
        return h->by != NOWHERE;
    }
    if (is_prep(d, s, p - 1, "with")) {
        h->on = clause_subject(d, s, p - 1);
        h->by = is_prep(d, s, p + 1, "from") && is_np(s, p + 2) ? p + 2 : p;
        h->owner = h->by == p;
        return h->on != NOWHERE && (!h->owner || np->of != NONE || has_owner(d, s, h->noun));
    }
    bool given = umbel_item_at(s, p - 1)->type == I_VG && !umbel_item_at(s, p - 1)->passive;
    if (!given || !(is_prep(d, s, p + 1, "for") || is_prep(d, s, p + 1, "to")) || !is_np(s, p + 2)) return false;
    h->on = p + 2;
    h->by = umbel_subject_of(d, s, p - 1);
    return umbel_token_is(d->ex, head_at(s, p - 1), W_GIVEVERB) && h->by != NOWHERE;
}

static bool find_hostility(const document_state *d, const sentence *s, int p, hostility *h) {
    const item *it = umbel_item_at(s, p);
    const token *t = &s->t[it->head];
    *h = (hostility){.pos = p,
                     .by = NOWHERE,
                     .on = NOWHERE,
                     .noun = s->seq[p],
                     .on_item = NONE,
                     .first = it->head,
                     .last = it->head};
    if (it->type != I_NP && it->type != I_VG) return false;
    if (t->mention != NONE || (it->type == I_VG && it->negated)) return false;
    if (it->type == I_NP && (from_joint(d, s, p, h) || from_campaign(d, s, p, h) || from_support(d, s, p, h)))
        return true;
    if (it->type == I_VG && from_defeat(d, s, p, h)) return true;
    return from_taking(d, s, p, h) || from_advance(d, s, p, h);
}

static bool has_party(const umbel_party *a, const party *p) { return a->quote.begin == p->quote.begin; }

/* Whether the sentence has already stated one tie of the kind between the two. */
static bool is_stated(const document_state *d, const sentence *s, umbel_tie tie, const party *a, const party *b) {
    umbel_tie_group group = umbel_tie_group_of(tie);
    for (size_t i = d->out->n_statements; i-- > 0 && i + 64 > d->out->n_statements;) {
        const umbel_statement *st = &d->out->statements[i];
        bool here = st->passage.n == s->passage.n;
        for (size_t k = 0; k < st->n_also && !here; k++) here = st->also[k].n == s->passage.n;
        if (!here || umbel_tie_group_of(st->tie) != group) continue;
        bool straight = has_party(&st->subject, a) && has_party(&st->object, b);
        if (straight || (has_party(&st->subject, b) && has_party(&st->object, a))) return true;
    }
    return false;
}

umbel_status umbel_state_pair(umbel_ctx *cx, document_state *d, const sentence *s, const told_pair *told,
                              const party *subject, const party *object) {
    reading_of_clause r;
    if (subject->quote.begin == object->quote.begin) return UMBEL_OK;
    if (subject->entity != UINT32_MAX && subject->entity == object->entity) return UMBEL_OK;
    if (subject->actor.n && umbel_str_eq(subject->actor, object->actor)) return UMBEL_OK;
    if (is_stated(d, s, told->tie, subject, object)) return UMBEL_OK;
    proposal found = {.tie = told->tie,
                      .subject = *subject,
                      .object = *object,
                      .pos = told->pos,
                      .governed = umbel_item_at(s, told->pos)->type == I_VG ? told->pos : -1,
                      .cue_first = told->first,
                      .cue_last = told->last,
                      .cue_at = told->first};
    umbel_read_scope(d, s, told->pos, found.governed, &r);
    tie_words words = {s->t[told->first].begin, s->t[told->last].end, told->first};
    return umbel_add_statement(cx, d, s, &found, &r, words);
}

static umbel_status state(umbel_ctx *cx, document_state *d, const sentence *s, const hostility *h, const party *by,
                          const party *on) {
    bool rebels = h->tie == UMBEL_TIE_STRIKES && by->kind == UMBEL_KIND_GROUP;
    told_pair told = {rebels ? UMBEL_TIE_ATTACKS : h->tie, h->pos, h->first, h->last};
    return umbel_state_pair(cx, d, s, &told, by, on);
}

/* The parties of one side with the lists around them. */
static size_t sides_of(const document_state *d, const sentence *s, const hostility *h, bool object,
                       party out[UMBEL_LIST_MAX]) {
    uint16_t list[UMBEL_LIST_MAX];
    size_t n = 0;
    if (h->owner && !object) {
        bool known = umbel_owner_of(d, s, h->noun, UINT32_MAX, out) && is_side(out, object);
        return known && out->quote.begin >= s->passage.begin ? 1 : 0;
    }
    if (object && h->on_item != NONE) return side_of(d, s, h->on_item, object, out);
    int p = object ? h->on : h->by;
    size_t n_list = umbel_list_of(d, s, (uint16_t)p, (object && !h->pair) || p > h->pos, list);
    for (size_t i = 0; i < n_list; i++)
        if (side_of(d, s, list[i], object, &out[n]) || (h->people && !object && people_of(d, s, list[i], &out[n]))) n++;
    return n;
}

umbel_status umbel_read_hostility(umbel_ctx *cx, document_state *d, const sentence *s) {
    for (int p = 0; p < s->n_seq && !d->ex->tap; p++) {
        hostility h;
        party by[UMBEL_LIST_MAX], on[UMBEL_LIST_MAX];
        if (!find_hostility(d, s, p, &h)) continue;
        size_t n_by = sides_of(d, s, &h, false, by);
        size_t n_on = sides_of(d, s, &h, true, on);
        for (size_t i = 0; i < n_by; i++)
            for (size_t k = h.pair ? i + 1 : 0; k < n_on; k++) UMBEL_TRY(state(cx, d, s, &h, &by[i], &on[k]));
    }
    return UMBEL_OK;
}
