/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* A verb of leaving or uniting and, further on, one of founding: the group that is founded comes of those left behind
 * or united. */
#include "extract/lineage.h"

#include "extract/clause.h"
#include "extract/hostility.h"

#define REACH 16 /* chunks between the two verbs */

static const token *head_at(const sentence *s, int p) { return &s->t[umbel_item_at(s, p)->head]; }

static bool is_np(const sentence *s, int p) { return p >= 0 && p < s->n_seq && umbel_item_at(s, p)->type == I_NP; }

static bool group_of(const document_state *d, const sentence *s, uint16_t k, party *out) {
    return umbel_party_of(d, s, k, UINT32_MAX, out) && out->kind == UMBEL_KIND_GROUP && !out->none &&
           out->quote.begin >= s->passage.begin;
}

static bool named_group_at(const document_state *d, const sentence *s, int p, party *out) {
    return is_np(s, p) && group_of(d, s, s->seq[p], out) && out->entity != UINT32_MAX && !out->back_kinds;
}

/* Position of the verb of founding behind p in the same sentence, and the group that it founds. */
static int founding_behind(const document_state *d, const sentence *s, int p, party *founded) {
    for (int i = p + 1; i < s->n_seq && i < p + REACH; i++) {
        const item *it = umbel_item_at(s, i);
        if (it->type == I_STOP) return NOWHERE;
        if (it->type != I_VG || it->passive || !umbel_token_is(d->ex, head_at(s, i), W_FOUNDVERB)) continue;
        int o = umbel_object_of(d, s, i);
        if (named_group_at(d, s, o, founded)) return i;
        /* "formed a group called S", "a new movement, S" */
        for (int k = o + 1; o != NOWHERE && k < o + 5 && k < s->n_seq; k++) {
            uint8_t type = umbel_item_at(s, k)->type;
            if (type == I_NP) return named_group_at(d, s, k, founded) ? i : NOWHERE;
            if (type != I_COMMA && type != I_QUOTE && type != I_VG && type != I_PREP) break;
        }
        return NOWHERE;
    }
    return NOWHERE;
}

/* What is left: behind "from", "with", the object, else whose members the subject speaks of. */
static bool left_group(const document_state *d, const sentence *s, int p, int end, party *out) {
    for (int i = p + 1; i < end; i++) {
        const item *it = umbel_item_at(s, i);
        if (it->type != I_PREP) continue;
        const token *t = &s->t[it->first];
        if ((umbel_word_is(d->ex, t, "from") || umbel_word_is(d->ex, t, "with")) && is_np(s, i + 1) &&
            group_of(d, s, s->seq[i + 1], out))
            return true;
    }
    int o = umbel_object_of(d, s, p);
    if (o != NOWHERE && o < end && group_of(d, s, s->seq[o], out)) return true;
    int subject = umbel_subject_of(d, s, p);
    return is_np(s, subject) && head_at(s, subject)->mention == NONE && umbel_item_at(s, subject)->of != NONE &&
           group_of(d, s, umbel_item_at(s, subject)->of, out);
}

static umbel_status read_leaving(umbel_ctx *cx, document_state *d, const sentence *s, int p) {
    party founded, left;
    int at = founding_behind(d, s, p, &founded);
    if (at == NOWHERE || !left_group(d, s, p, at, &left)) return UMBEL_OK;
    told_pair pair = {.tie = UMBEL_TIE_SPLITS_FROM, .pos = p, .first = umbel_item_at(s, p)->head};
    pair.last = pair.first;
    return umbel_state_pair(cx, d, s, &pair, &founded, &left);
}

static umbel_status read_uniting(umbel_ctx *cx, document_state *d, const sentence *s, int p) {
    party founded, member;
    uint16_t list[UMBEL_LIST_MAX];
    int subject = umbel_item_at(s, p)->passive ? NOWHERE : umbel_subject_of(d, s, p);
    if (!is_np(s, subject) || founding_behind(d, s, p, &founded) == NOWHERE) return UMBEL_OK;
    size_t n = umbel_list_of(d, s, (uint16_t)subject, false, list);
    told_pair pair = {.tie = UMBEL_TIE_MERGES_INTO, .pos = p, .first = umbel_item_at(s, p)->head};
    pair.last = pair.first;
    for (size_t i = 0; i < n; i++)
        if (group_of(d, s, list[i], &member)) UMBEL_TRY(umbel_state_pair(cx, d, s, &pair, &member, &founded));
    return UMBEL_OK;
}

umbel_status umbel_read_lineage(umbel_ctx *cx, document_state *d, const sentence *s) {
    for (int p = 0; p < s->n_seq && !d->ex->tap; p++) {
        const item *it = umbel_item_at(s, p);
        if (it->type != I_VG || it->negated) continue;
        if (umbel_token_is(d->ex, head_at(s, p), W_LEAVEVERB)) UMBEL_TRY(read_leaving(cx, d, s, p));
        if (umbel_token_is(d->ex, head_at(s, p), W_UNITEVERB)) UMBEL_TRY(read_uniting(cx, d, s, p));
    }
    return UMBEL_OK;
}
