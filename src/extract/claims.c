/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is said to be behind an attack, where the words that say so and the words for the attack stand apart: "the Front
 * claimed credit", "the murder was attributed to the Owls", "accused the Guard of killing the judge". Where neither
 * the words nor those before name a victim, nothing is stated; in text without case, whose names say less, the attack's
 * own word stands for it. */
#include "extract/claims.h"

#include "extract/clause.h"
#include "extract/proposal.h"
#include "extract/scope.h"
#include "extract/statement.h"

/* What a cue has found. */
typedef struct blame {
    party by, on;
    int pos, by_pos; /* of the cue; of the phrase that names the attacker, its lists included, or NOWHERE */
    bool blamed;     /* by words of blame, not only as a subject */
    bool told;       /* the attack is told elsewhere: "claimed responsibility", "were arrested for" */
    bool itself;     /* the words name no victim: `on` is the attack */
    uint16_t cue_first, cue_last; /* tokens */
} blame;

static const token *head_at(const sentence *s, int p) { return &s->t[umbel_item_at(s, p)->head]; }

static bool is_np(const sentence *s, int p) { return p >= 0 && p < s->n_seq && umbel_item_at(s, p)->type == I_NP; }

/* Only who is named attacks here: a description alone says too little, unless words of blame point at it ("accused the
 * army"). */
static bool may_attack(const document_state *d, const party *p, bool blamed) {
    if (p->none || (p->kind != UMBEL_KIND_GROUP && p->kind != UMBEL_KIND_ORGAN)) return false;
    bool named = p->entity != UINT32_MAX && d->entities[p->entity].named;
    return named || (blamed && p->kind == UMBEL_KIND_ORGAN && !p->back_kinds);
}

/* The organisation that the phrase at p speaks of ("rebels belonging to the Front" included). */
static bool attacker_at(const document_state *d, const sentence *s, int p, bool blamed, party *out) {
    if (!is_np(s, p) || head_at(s, p)->tag == T_PRON || umbel_item_at(s, p)->owned_by_pronoun) return false;
    if (umbel_party_of(d, s, s->seq[p], UINT32_MAX, out) && may_attack(d, out, blamed)) return true;
    /* "the Front (F) guerrillas": the name stands before the brackets */
    const item *np = umbel_item_at(s, p);
    if (is_np(s, p + 3) && umbel_word_is(d->ex, head_at(s, p + 1), "belong"))
        return attacker_at(d, s, p + 3, blamed, out);
    bool behind_brackets = np->first > 0 && s->t[np->first - 1].tag == T_CLOSE && is_np(s, p - 1);
    return behind_brackets && umbel_party_of(d, s, s->seq[p - 1], UINT32_MAX, out) && may_attack(d, out, blamed);
}

static bool blame_at(const document_state *d, const sentence *s, int p, blame *out) {
    out->by_pos = p;
    if (attacker_at(d, s, p, out->blamed, &out->by)) return true;
    if (!is_np(s, p) || head_at(s, p)->mention != NONE) return false;
    if (umbel_item_at(s, p - 1)->type == I_COMMA && attacker_at(d, s, p - 2, out->blamed, &out->by))
        return true; /* "the Owls, the armed wing of the Front, shot" */
    if (p + 2 < s->n_seq && umbel_item_at(s, p + 1)->type == I_CONJ && attacker_at(d, s, p + 2, out->blamed, &out->by))
        return true;                                      /* "the government and the army" */
    for (int i = p + 1; i < p + 5 && i < s->n_seq; i++) { /* a self-styled "Front of the Plain" group */
        const item *it = umbel_item_at(s, i);
        if (it->type == I_NP) return attacker_at(d, s, i, out->blamed, &out->by);
        if (it->type != I_QUOTE && it->type != I_OTHER && it->type != I_VG) return false;
    }
    return false;
}

/* Position of the noun phrase behind one of two prepositions, before the clause ends. */
static int behind(const document_state *d, const sentence *s, int p, const char *a, const char *b) {
    for (int i = p + 1; i + 1 < s->n_seq && i < p + 12; i++) {
        const item *it = umbel_item_at(s, i);
        if (it->type == I_STOP || it->type == I_THAT || (it->type == I_VG && it->finite)) return NOWHERE;
        if (it->type != I_PREP) continue;
        const token *t = &s->t[it->first];
        if ((umbel_word_is(d->ex, t, a) || (b && umbel_word_is(d->ex, t, b))) && is_np(s, i + 1)) return i + 1;
    }
    return NOWHERE;
}

/* The subject of the verb at p; behind a relative or a participle ("rebels belonging to the Front this morning staged")
 * the phrase before it. */
static int doer_of(const document_state *d, const sentence *s, int p) {
    int subject = umbel_subject_of(d, s, p);
    for (int i = p - 1; subject == NOWHERE && i >= 0 && i > p - 4; i--) {
        if (!is_np(s, i)) break;
        if (!umbel_is_time_phrase(d, s, umbel_item_at(s, i))) subject = i;
    }
    return subject;
}

/* The victim or target at p in words that name no person; false where there are none. */
static bool target_at(const document_state *d, const sentence *s, int p, party *out) {
    if (!is_np(s, p)) return false;
    const item *np = umbel_item_at(s, p);
    const token *head = &s->t[np->head];
    if (head->tag == T_PRON) return false;
    if (umbel_party_of(d, s, s->seq[p], UINT32_MAX, out) && out->quote.begin >= s->passage.begin) return true;
    uint16_t first = np->first;
    while (first < np->head && (s->t[first].tag == T_DET || s->t[first].tag == T_NUM || s->t[first].tag == T_PRONPOSS))
        first++;
    for (uint16_t i = first; i <= np->head; i++)
        if (s->t[i].mention != NONE || s->t[i].tag != T_NOUN) first = (uint16_t)(i + 1);
    if (first > np->head) return false;
    uint32_t begin = s->t[first].begin, end = head->end;
    *out = (party){.quote = {{d->document->text.p + begin, end - begin}, begin, end},
                   .kind = UMBEL_KIND_THING,
                   .entity = UINT32_MAX};
    return true;
}

static void attack_itself(const document_state *d, const token *t, blame *out) {
    out->itself = true;
    out->on = (party){.quote = {{d->document->text.p + t->begin, t->end - t->begin}, t->begin, t->end},
                      .kind = UMBEL_KIND_THING,
                      .entity = UINT32_MAX};
}

/* Whom the attack that the chunk at p speaks of was upon: "the attack on O", "the murder of O", "O's murder", "O were
 * killed"; where its words do not say, the attack itself. */
static void attacked_at(const document_state *d, const sentence *s, int p, blame *out) {
    const item *it = umbel_item_at(s, p);
    party *on = &out->on;
    out->itself = false;
    if (it->type == I_VG && target_at(d, s, it->passive ? umbel_subject_of(d, s, p) : umbel_object_of(d, s, p), on))
        return;
    if (it->type == I_NP) {
        bool upon =
            p + 2 < s->n_seq && umbel_item_at(s, p + 1)->type == I_PREP &&
            (umbel_word_is(d->ex, head_at(s, p + 1), "on") || umbel_word_is(d->ex, head_at(s, p + 1), "against"));
        if (upon && target_at(d, s, p + 2, on)) return;
        if (it->of != NONE && umbel_party_of(d, s, it->of, UINT32_MAX, on)) return;
        if (umbel_owner_of(d, s, s->seq[p], UINT32_MAX, on)) return;
    }
    attack_itself(d, head_at(s, p), out);
}

static bool tells_attack(const document_state *d, const sentence *s, int p) {
    uint8_t type = umbel_item_at(s, p)->type;
    return (type == I_NP && umbel_token_is(d->ex, head_at(s, p), W_ATTACKNOUN)) ||
           (type == I_VG && umbel_token_is(d->ex, head_at(s, p), W_ATTACKVERB));
}

/* Position of the word for an attack that is nearest to p, or NOWHERE. */
static int attack_near(const document_state *d, const sentence *s, int p) {
    for (int gap = 1; gap < s->n_seq; gap++)
        for (int side = 1; side >= -1; side -= 2) {
            int i = p + side * gap;
            if (i >= 0 && i < s->n_seq && tells_attack(d, s, i)) return i;
        }
    return NOWHERE;
}

/* What the words of blame at p are about: the attack of this sentence at `at`, what stands behind "for", the last
 * attack spoken of, else the words of blame themselves. */
static void find_attacked(const document_state *d, const sentence *s, int p, int at, blame *out) {
    token last = {.begin = d->last_attack_begin, .end = d->last_attack_end};
    out->told = true;
    if (at != NOWHERE)
        attacked_at(d, s, at, out);
    else if (!target_at(d, s, behind(d, s, p, "for", "of"), &out->on)) {
        attack_itself(d, last.end ? &last : head_at(s, p), out);
        if (!d->last_victim_end) return;
        uint32_t begin = d->last_victim_begin, end = d->last_victim_end;
        out->on.quote = (umbel_quote){{d->document->text.p + begin, end - begin}, begin, end};
        out->itself = false;
    }
}

/* "S murdered …", "… were kidnapped by S". */
static bool from_attack_verb(const document_state *d, const sentence *s, int p, blame *out) {
    const item *vg = umbel_item_at(s, p);
    int by = vg->passive ? behind(d, s, p, "by", NULL) : doer_of(d, s, p);
    if (!blame_at(d, s, by, out)) return false;
    int on = vg->passive ? umbel_subject_of(d, s, p) : umbel_object_of(d, s, p);
    if (target_at(d, s, on, &out->on)) return true;
    attack_itself(d, &s->t[vg->head], out);
    return d->caseless &&
           (on != NOWHERE || vg->passive); /* a person, as a rule; in mixed case nobody's name is taken for a target */
}

/* "S claimed responsibility", "responsibility was claimed by S". */
static bool from_claim(const document_state *d, const sentence *s, int p, blame *out) {
    const item *vg = umbel_item_at(s, p);
    int subject = umbel_subject_of(d, s, p), object = umbel_object_of(d, s, p);
    int what = vg->passive ? subject : object, by = vg->passive ? behind(d, s, p, "by", NULL) : subject;
    if (what == NOWHERE) return false;
    bool attack = umbel_word_is(d->ex, head_at(s, p), "claim") && umbel_token_is(d->ex, head_at(s, what), W_ATTACKNOUN);
    if (!attack && !umbel_token_is(d->ex, head_at(s, what), W_CLAIMNOUN)) return false;
    find_attacked(d, s, p, attack_near(d, s, p), out);
    return blame_at(d, s, by, out);
}

/* "attributed to S", "blamed on S", "accused S of", "S was blamed for". */
static bool from_blame(const document_state *d, const sentence *s, int p, blame *out) {
    out->blamed = true;
    const item *vg = umbel_item_at(s, p);
    int word = attack_near(d, s, p);
    int on = umbel_word_is(d->ex, &s->t[vg->head], "attribute") || umbel_word_is(d->ex, &s->t[vg->head], "ascribe")
                 ? behind(d, s, p, "to", NULL)
                 : behind(d, s, p, "on", NULL);
    int by = on != NOWHERE && blame_at(d, s, on, out) ? on
             : vg->passive                            ? umbel_subject_of(d, s, p)
                                                      : umbel_object_of(d, s, p);
    bool responsible = false; /* "held responsible", "hold S responsible" */
    for (int i = p + 1; i < s->n_seq && i < p + 6; i++)
        responsible = responsible || umbel_token_is(d->ex, head_at(s, i), W_GUILTY);
    bool attack = word != NOWHERE || (by == on && d->caseless);
    if (umbel_word_is(d->ex, head_at(s, p), "hold") ? !responsible : !attack) return false;
    find_attacked(d, s, p, word, out);
    return blame_at(d, s, by, out);
}

/* "S is responsible for the attack". */
static bool from_guilt(const document_state *d, const sentence *s, int p, blame *out) {
    out->blamed = true;
    bool guilty = false;
    for (int i = p + 1; i < s->n_seq && i < p + 3; i++)
        guilty = guilty || umbel_token_is(d->ex, head_at(s, i), W_GUILTY);
    int at = guilty ? attack_near(d, s, p) : NOWHERE;
    if (at == NOWHERE) return false;
    find_attacked(d, s, p, at, out);
    return blame_at(d, s, umbel_subject_of(d, s, p), out);
}

/* "S took part in the raid", "S is implicated in the murder". */
static bool from_part(const document_state *d, const sentence *s, int p, blame *out) {
    out->blamed = true;
    const item *vg = umbel_item_at(s, p);
    int object = vg->passive ? NOWHERE : umbel_object_of(d, s, p);
    for (int i = p + 1; i + 1 < s->n_seq && i < p + 12; i++) {
        if (umbel_item_at(s, i)->type == I_STOP || (umbel_item_at(s, i)->type == I_VG && umbel_item_at(s, i)->finite))
            break;
        const token *t = head_at(s, i + 1);
        if (umbel_item_at(s, i)->type != I_PREP || !is_np(s, i + 1) || !umbel_token_is(d->ex, t, W_ATTACKNOUN))
            continue;
        attacked_at(d, s, i + 1, out), out->told = true;
        bool takes = umbel_word_is(d->ex, head_at(s, p), "take") || umbel_word_is(d->ex, head_at(s, p), "participate");
        return blame_at(d, s, object != NOWHERE && !takes ? object : doer_of(d, s, p), out);
    }
    return false;
}

/* "members of S were arrested in connection with the murder". */
static bool from_arrest(const document_state *d, const sentence *s, int p, blame *out) {
    out->blamed = true;
    if (!umbel_item_at(s, p)->passive) return false;
    bool over = false;
    for (int i = p + 1; i + 1 < s->n_seq && i < p + 10; i++) {
        const item *it = umbel_item_at(s, i);
        if (it->type == I_STOP || it->type == I_THAT || (it->type == I_VG && it->finite)) return false;
        over = over || (it->type == I_NP && umbel_token_is(d->ex, head_at(s, i), W_GROUNDS)) ||
               (it->type == I_PREP && umbel_word_is(d->ex, &s->t[it->first], "for"));
        if (!over || it->type != I_NP || !umbel_token_is(d->ex, head_at(s, i), W_ATTACKNOUN)) continue;
        attacked_at(d, s, i, out), out->told = true;
        return blame_at(d, s, umbel_subject_of(d, s, p), out);
    }
    return false;
}

/* "S carried out the attack", "an attack staged by S". */
static bool from_deed(const document_state *d, const sentence *s, int p, blame *out) {
    const item *vg = umbel_item_at(s, p);
    int subject = doer_of(d, s, p), object = umbel_object_of(d, s, p);
    if (subject == NOWHERE && vg->participle && is_np(s, p - 1)) subject = p - 1;
    int what = vg->passive ? subject : object, by = vg->passive ? behind(d, s, p, "by", NULL) : subject;
    if (what == NOWHERE || !umbel_token_is(d->ex, head_at(s, what), W_ATTACKNOUN)) return false;
    attacked_at(d, s, what, out);
    return blame_at(d, s, by, out);
}

/* "S's attack", "a raid by S". */
static bool from_attack_noun(const document_state *d, const sentence *s, int p, blame *out) {
    attacked_at(d, s, p, out);
    int by = behind(d, s, p, "by", NULL);
    if (by != NOWHERE && (by == p + 2 || by == p + 4 || (d->caseless && by < p + 9)) && blame_at(d, s, by, out))
        return true;
    const item *np = umbel_item_at(s, p);
    if (np->of != NONE && np->owner == NONE && s->t[np->head].mention == NONE) {
        bool modified = false; /* "the murder of X" is not by X */
        for (uint16_t i = np->first; i < np->head; i++) modified = modified || s->t[i].mention != NONE;
        if (!modified) return false;
    }
    return umbel_owner_of(d, s, s->seq[p], UINT32_MAX, &out->by) && may_attack(d, &out->by, out->blamed);
}

/* "the murder was the work of S". */
static bool from_work(const document_state *d, const sentence *s, int p, blame *out) {
    out->blamed = true;
    const item *np = umbel_item_at(s, p);
    if (np->of == NONE || !umbel_word_is(d->ex, &s->t[np->head], "work")) return false;
    int at = attack_near(d, s, p);
    if (at == NOWHERE) return false;
    find_attacked(d, s, p, at, out);
    if (umbel_party_of(d, s, np->of, UINT32_MAX, &out->by) && may_attack(d, &out->by, out->blamed)) return true;
    bool quoted = umbel_item_at(s, p + 1)->type == I_QUOTE; /* the work of the group "Shining Path" */
    return quoted && attacker_at(d, s, p + 2, out->blamed, &out->by);
}

static bool is_negated(const sentence *s, int p) {
    const item *it = umbel_item_at(s, p);
    return it->type == I_VG && it->negated;
}

static bool find_blame(const document_state *d, const sentence *s, int p, blame *out) {
    const item *it = umbel_item_at(s, p);
    const token *t = &s->t[it->head];
    *out = (blame){.pos = p, .by_pos = NOWHERE, .cue_first = it->head, .cue_last = it->head};
    if (it->type == I_NP && t->mention != NONE) return false; /* the word is a part of a name */
    if (it->type == I_NP)
        return (umbel_token_is(d->ex, t, W_ATTACKNOUN) && from_attack_noun(d, s, p, out)) || from_work(d, s, p, out);
    if (it->type != I_VG || is_negated(s, p)) return false;
    bool holds =
        umbel_word_is(d->ex, t, "hold") && it->last + 1 < s->n && umbel_spells(d, &s->t[it->last + 1], "hostage");
    if ((holds || umbel_token_is(d->ex, t, W_ATTACKVERB)) && from_attack_verb(d, s, p, out)) return true;
    if (umbel_token_is(d->ex, t, W_CLAIMVERB) && from_claim(d, s, p, out)) return true;
    if (umbel_token_is(d->ex, t, W_DEEDVERB) && from_deed(d, s, p, out)) return true;
    if (umbel_token_is(d->ex, t, W_BLAMEVERB) && from_blame(d, s, p, out)) return true;
    bool takes_part =
        umbel_word_is(d->ex, t, "take") && p + 1 < s->n_seq && umbel_word_is(d->ex, head_at(s, p + 1), "part");
    if ((takes_part || umbel_token_is(d->ex, t, W_PARTVERB)) && from_part(d, s, p, out)) return true;
    if (umbel_token_is(d->ex, t, W_ARRESTVERB) && from_arrest(d, s, p, out)) return true;
    return it->copula && from_guilt(d, s, p, out);
}

/* Whether a frame or an earlier cue of this sentence has already said that this party attacks. */
static bool is_stated(const document_state *d, const sentence *s, const party *by) {
    for (size_t i = d->out->n_statements; i-- > 0 && i + 64 > d->out->n_statements;) {
        const umbel_statement *st = &d->out->statements[i];
        bool here = st->passage.n == s->passage.n;
        for (size_t k = 0; k < st->n_also && !here; k++) here = st->also[k].n == s->passage.n;
        bool force = st->tie == UMBEL_TIE_ATTACKS || st->tie == UMBEL_TIE_STRIKES || st->tie == UMBEL_TIE_FIGHTS;
        if (here && force && (st->subject.quote.begin == by->quote.begin || st->object.quote.begin == by->quote.begin))
            return true;
    }
    return false;
}

static void note_attack(document_state *d, const sentence *s) {
    for (int p = 0; p < s->n_seq; p++) {
        if (!tells_attack(d, s, p)) continue;
        blame b = {0};
        attacked_at(d, s, p, &b);
        d->last_attack_begin = head_at(s, p)->begin, d->last_attack_end = head_at(s, p)->end;
        d->last_victim_begin = b.itself ? 0 : b.on.quote.begin, d->last_victim_end = b.itself ? 0 : b.on.quote.end;
    }
}

static umbel_status state_blame(umbel_ctx *cx, document_state *d, const sentence *s, const blame *b) {
    reading_of_clause r;
    if (is_stated(d, s, &b->by) || (b->by.entity != UINT32_MAX && b->by.entity == b->on.entity)) return UMBEL_OK;
    if (!d->caseless && b->on.kind == UMBEL_KIND_THING && (b->itself || !b->told)) return UMBEL_OK; /* upon nobody */
    proposal found = {.tie = UMBEL_TIE_ATTACKS,
                      .subject = b->by,
                      .object = b->on,
                      .pos = b->pos,
                      .governed = b->pos,
                      .cue_first = b->cue_first,
                      .cue_last = b->cue_last,
                      .cue_at = b->cue_first};
    umbel_read_scope(d, s, b->pos, umbel_item_at(s, b->pos)->type == I_VG ? b->pos : -1, &r);
    tie_words words = {s->t[b->cue_first].begin, s->t[b->cue_last].end, b->cue_first};
    return umbel_add_statement(cx, d, s, &found, &r, words);
}

umbel_status umbel_read_claims(umbel_ctx *cx, document_state *d, const sentence *s) {
    for (int p = 0; p < s->n_seq && !d->ex->tap; p++) {
        blame b;
        uint16_t list[UMBEL_LIST_MAX];
        if (!find_blame(d, s, p, &b)) continue;
        UMBEL_TRY(state_blame(cx, d, s, &b));
        size_t n = b.by_pos >= 0 ? umbel_list_of(d, s, (uint16_t)b.by_pos, b.by_pos > p, list) : 0;
        for (size_t i = 0; i < n; i++) /* "the Guard and the Owls" */
            if (list[i] != s->seq[b.by_pos] && umbel_party_of(d, s, list[i], UINT32_MAX, &b.by) &&
                may_attack(d, &b.by, b.blamed))
                UMBEL_TRY(state_blame(cx, d, s, &b));
    }
    note_attack(d, s);
    return UMBEL_OK;
}
