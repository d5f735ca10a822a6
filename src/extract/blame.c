/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Who says that it did it, who is said to have done it, who denies it: for the event told before. */
#include "extract/clause.h"
#include "extract/event.h"

#define IS(e, i, ...) UMBEL_SPELLS(e, i, __VA_ARGS__)

static bool named_at(const event_sentence *e, int p, event_party *out) {
    return p >= 0 && umbel_item_at(e->s, p)->type == I_NP && umbel_event_party(e->d, e->s, e->s->seq[p], out) &&
           umbel_is_named_actor(e->d, out);
}

static bool is_armed(const event_party *who) {
    return who->party.kind == UMBEL_KIND_GROUP || who->party.kind == UMBEL_KIND_STATE ||
           who->party.kind == UMBEL_KIND_ORGAN;
}

static int behind(const event_sentence *e, int p, const char *a, const char *b) {
    for (int i = p + 1; i + 1 < e->s->n_seq && i < p + 8; i++) {
        const item *it = umbel_item_at(e->s, i);
        if (it->type == I_STOP || (it->type == I_VG && it->finite)) return -1;
        if (it->type == I_PREP && IS(e, it->first, a, b) && umbel_item_at(e->s, i + 1)->type == I_NP) return i + 1;
    }
    return -1;
}

static bool has_act_noun(const event_sentence *e, int first, int last) {
    for (int i = first; i <= last && i < e->s->n; i++) {
        if (IS(e, i, "responsibility", "credit", "it", "both", "authorship")) return true;
        for (int use = USE_ATTACK; use <= USE_CAPTURE; use++)
            if (umbel_event_use(e, i, (event_use)use)) return true;
        if (umbel_event_use(e, i, USE_WEAPON) || umbel_event_use(e, i, USE_ARMS)) return true;
    }
    return false;
}

static void give(event_draft *drafts, size_t n, const event_party *who, by_rank rank, bool both) {
    for (size_t k = 0; k < n && k < (both ? 2 : 1); k++) {
        event_draft *x = &drafts[n - 1 - k];
        bool victim = false;
        for (size_t i = 0; i < x->on.n && rank < BY_CLAIMED; i++)
            victim = victim || (x->on.of[i].entity == who->entity && who->entity < UINT32_MAX - 1);
        if (x->find)
            umbel_add_event_party(&x->on, who, rank);
        else if (!victim && x->type != UMBEL_EVENT_ARREST)
            umbel_add_event_party(&x->by, who, rank);
    }
}

static bool has_named(const event_draft *x, by_rank least) {
    for (size_t i = 0; i < x->by.n; i++)
        if (x->by.of[i].entity != UINT32_MAX && x->by.of[i].rank >= least) return true;
    return false;
}

static void read_blaming(const event_sentence *e, int p, int i, event_draft *drafts, size_t n, bool both) {
    const item *vg = umbel_item_at(e->s, p);
    event_party who;
    bool to = IS(e, i, "attributed", "attribute", "traced", "pointed", "point");
    int object = to            ? behind(e, i >= 0 ? p : p, "to", "at")
                 : vg->passive ? behind(e, p, "on", "upon")
                               : umbel_object_of(e->d, e->s, p);
    if (!to && !vg->passive && (object < 0 || !named_at(e, object, &who))) object = behind(e, p, "on", "upon");
    if (!to && vg->passive && object < 0) object = umbel_subject_of(e->d, e->s, p);
    bool accuse = IS(e, i, "accused", "accuse", "accuses", "accusing", "suspected", "suspect");
    if (accuse && object >= 0 && umbel_item_at(e->s, object + 1)->type == I_PREP &&
        !has_act_noun(e, umbel_item_at(e->s, object)->last + 1, e->s->n - 1))
        return; /* of something else */
    if (named_at(e, object, &who) && is_armed(&who)) give(drafts, n, &who, BY_BLAMED, both);
}

/* Told in this sentence or the two before. */
static bool is_near(const event_sentence *e, const event_draft *x) {
    uint32_t last = x->n_also ? x->also[x->n_also - 1].n : x->passage.n;
    return e->s->passage.n <= last + 2;
}

/* What follows the verb of saying bears on the act or its people. */
static bool speaks_of_it(const event_sentence *e, int i) {
    if (has_act_noun(e, i + 1, e->s->n - 1)) return true;
    for (int j = i + 1; j < e->s->n; j++)
        if (IS(e, j, "men", "fighters", "holding", "theirs", "captives", "dead", "losses", "killed", "lost"))
            return true;
    return false;
}

/* "was responsible", "was behind the attack". */
static bool is_answerable(const event_sentence *e, const item *vg) {
    int i = vg->last + 1;
    if (!vg->copula || vg->negated) return false;
    if (IS(e, i, "responsible") && (i + 1 >= e->s->n || e->s->t[i + 1].tag == T_STOP || e->s->t[i + 1].tag == T_COMMA))
        return true;
    return IS(e, i, "responsible", "behind") && has_act_noun(e, i, i + 5);
}

static void read_verb(const event_sentence *e, int p, event_draft *drafts, size_t n, bool both, bool own_act) {
    const item *vg = umbel_item_at(e->s, p);
    event_party who;
    uint16_t last;
    int i = vg->head;
    int subject = umbel_subject_of(e->d, e->s, p);
    if (umbel_event_word(e, i, USE_BLAME, &last)) read_blaming(e, p, i, drafts, n, both);
    event_draft *last_draft = &drafts[n - 1];
    bool strike =
        last_draft->type == UMBEL_EVENT_STRIKE && !last_draft->by.n && umbel_token_is(e->d->ex, &e->s->t[i], C_SAY);
    if (strike && subject >= 0 && umbel_item_at(e->s, subject)->type == I_NP &&
        umbel_event_party(e->d, e->s, e->s->seq[subject], &who) &&
        (who.party.kind == UMBEL_KIND_ORGAN || IS(e, umbel_item_at(e->s, subject)->head, "coalition", "alliance")) &&
        !IS(e, umbel_item_at(e->s, subject)->head, "council", "police"))
        umbel_add_event_party(&last_draft->by, &who, BY_DESCRIBED);
    if (!named_at(e, subject, &who)) {
        int by = behind(e, p, "by", "by");
        bool done = umbel_event_word(e, i, USE_DID, &last) || umbel_event_word(e, i, USE_CLAIM, &last);
        if (done && named_at(e, by, &who) && is_armed(&who)) give(drafts, n, &who, BY_CLAIMED, both);
        return;
    }
    bool group = who.party.kind == UMBEL_KIND_GROUP;
    if (umbel_event_word(e, i, USE_CLAIM, &last) && !vg->passive && has_act_noun(e, i + 1, i + 6) &&
        !IS(e, i + 1, "to"))
        give(drafts, n, &who, group ? BY_CLAIMED : BY_BLAMED, both);
    else if (umbel_event_word(e, i, USE_DID, &last) && is_armed(&who) && !vg->passive && !own_act &&
             has_act_noun(e, i + 1, i + 4) && vg->modal == NONE && !vg->negated)
        give(drafts, n, &who, BY_BLAMED, both);
    else if (umbel_token_is(e->d->ex, &e->s->t[i], C_DENY) && group && !has_named(&drafts[n - 1], BY_BLAMED))
        give(drafts, n, &who, BY_BLAMED, both);
    else if (is_answerable(e, vg))
        give(drafts, n, &who, BY_BLAMED, both);
    else if (umbel_is_speech(e, i) && group && !has_named(&drafts[n - 1], BY_SAYS) && !own_act &&
             is_near(e, &drafts[n - 1]) && speaks_of_it(e, i))
        give(drafts, n, &who, BY_SAYS, both);
    else if (umbel_token_is(e->d->ex, &e->s->t[i], C_SAY) && drafts[n - 1].type == UMBEL_EVENT_STRIKE &&
             (who.party.kind == UMBEL_KIND_ORGAN || who.party.kind == UMBEL_KIND_STATE) &&
             !has_named(&drafts[n - 1], BY_SAYS))
        give(drafts, n, &who, BY_SAYS, both); /* "jets bombed …, the defence ministry said" */
}

/* "meant for X", "belonged to X", "hailed him": the other side, or one that no verb above gives. */
static void read_others(const event_sentence *e, event_draft *x) {
    event_party who;
    for (uint16_t k = 0; k < e->s->n_items; k++) { /* "the work of X" */
        const item *np = &e->s->items[k];
        if (np->type == I_NP && np->of != NONE && IS(e, np->head, "work", "handiwork") &&
            umbel_event_party(e->d, e->s, np->of, &who) && umbel_is_named_actor(e->d, &who))
            umbel_add_event_party(&x->by, &who, BY_BLAMED);
    }
    for (int p = 0; p + 1 < e->s->n_seq; p++) {
        const item *it = umbel_item_at(e->s, p);
        if (it->type != I_PREP || !named_at(e, p + 1, &who)) continue;
        bool bound = IS(e, it->first, "for") && IS(e, it->first - 1, "bound", "meant", "destined", "intended", "sent");
        bool belong = IS(e, it->first, "to") && IS(e, it->first - 1, "belonged", "belonging", "loyal", "affiliated");
        if ((bound && x->type == UMBEL_EVENT_OTHER) || belong)
            umbel_add_event_party(x->type == UMBEL_EVENT_CLASH && !x->by.n ? &x->by : &x->on, &who, BY_AGENT);
    }
    for (int p = 0; p < e->s->n_seq; p++) {
        const item *it = umbel_item_at(e->s, p);
        if (it->type == I_VG && IS(e, it->head, "hailed", "praised") && !has_named(x, BY_SAYS) &&
            named_at(e, umbel_subject_of(e->d, e->s, p), &who) && who.party.kind == UMBEL_KIND_GROUP)
            umbel_add_event_party(&x->by, &who, BY_BLAMED);
    }
}

void umbel_read_blame(const event_sentence *e, event_draft *drafts, size_t n) {
    bool both = false;
    if (n == 0) return;
    bool own_act = false; /* the sentence tells of an act by a verb */
    for (size_t k = 0; k < e->n_acts; k++) own_act = own_act || !e->acts[k].noun;
    for (int i = 0; i < e->s->n; i++) both = both || IS(e, i, "both");
    for (int p = 0; p < e->s->n_seq; p++)
        if (umbel_item_at(e->s, p)->type == I_VG) read_verb(e, p, drafts, n, both && n > 1, own_act);
    read_others(e, &drafts[n - 1]);
}
