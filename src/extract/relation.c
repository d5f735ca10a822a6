/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/relation.h"

#include <string.h>

#include "extract/clause.h"

const char *umbel_relation_name(relation_kind kind) {
    static const char *const names[N_RELATIONS] = {"none", "subj",  "psubj", "obj",   "obj2", "prep", "gsubj",
                                                   "gobj", "gprep", "cobj",  "cprep", "appb", "appa"};
    return names[kind < N_RELATIONS ? kind : 0];
}

static void mark(const document_state *d, const sentence *s, relation *row, int p, bool forward, relation r) {
    uint16_t members[UMBEL_LIST_MAX];
    if (p < 0 || p >= s->n_seq) return;
    if (row[p].kind == REL_NONE) row[p] = r;
    if (umbel_item_at(s, p)->type != I_NP) return;
    size_t n = umbel_list_of(d, s, (uint16_t)p, forward, members);
    for (size_t i = 0; i < n; i++) { /* members are items; those of the list stand in seq near p */
        for (int q = p; q >= 0 && q < s->n_seq && q < p + 60 && q > p - 60; q += forward ? 1 : -1) {
            if (s->seq[q] != members[i]) continue;
            if (q != p && row[q].kind == REL_NONE) row[q] = r, row[q].listed = 1;
            break;
        }
    }
}

/* Marks what stands behind prepositions from p to the end of the clause. */
static void mark_preps(const document_state *d, const sentence *s, int p, int end, relation_kind kind, relation *row) {
    for (int i = p + 1; i < end; i++) {
        const item *it = umbel_item_at(s, i);
        if (it->type == I_VG && it->finite) return;
        if (it->type == I_PREP && umbel_item_at(s, i + 1)->type == I_NP)
            mark(d, s, row, i + 1, true, (relation){(uint8_t)kind, 0, it->first});
    }
}

static void mark_governor(const document_state *d, const sentence *s, int p, relation *row) {
    int g = umbel_governor_of(d, s, p);
    if (g == NOWHERE) return;
    int subject = umbel_subject_of(d, s, g), object = umbel_object_of(d, s, g);
    if (object != NOWHERE && object < p) mark(d, s, row, object, true, (relation){REL_GOVERNOR_OBJECT, 0, NONE});
    if (subject != NOWHERE) mark(d, s, row, subject, false, (relation){REL_GOVERNOR_SUBJECT, 0, NONE});
    mark_preps(d, s, g, p, REL_GOVERNOR_PREP, row);
}

static void mark_complement(const document_state *d, const sentence *s, int p, int end, relation *row) {
    for (int i = p + 1; i <= end && i < s->n_seq; i++) {
        const item *it = umbel_item_at(s, i);
        if (it->type != I_VG) continue;
        if (!it->infinitive && !it->gerund) return;
        int object = umbel_object_of(d, s, i);
        if (object != NOWHERE) mark(d, s, row, object, object > i, (relation){REL_COMPLEMENT_OBJECT, 0, NONE});
        mark_preps(d, s, i, umbel_clause_end(d, s, i), REL_COMPLEMENT_PREP, row);
        return;
    }
}

static void verb_relations(const document_state *d, const sentence *s, int p, relation *row) {
    const item *vg = umbel_item_at(s, p);
    int subject = umbel_subject_of(d, s, p), object = umbel_object_of(d, s, p), end = umbel_clause_end(d, s, p);
    relation_kind as_subject = vg->passive ? REL_PASSIVE_SUBJECT : REL_SUBJECT;
    if (object != NOWHERE && object != subject) {
        mark(d, s, row, object, object > p, (relation){REL_OBJECT, 0, NONE});
        if (object > p && umbel_item_at(s, object + 1)->type == I_NP)
            mark(d, s, row, object + 1, true, (relation){REL_OBJECT2, 0, NONE});
    }
    if (subject != NOWHERE) mark(d, s, row, subject, subject > p, (relation){(uint8_t)as_subject, 0, NONE});
    int next = end + 1; /* prepositions belong to the nearest verb */
    for (int i = p + 1; i <= end && next == end + 1; i++)
        if (umbel_item_at(s, i)->type == I_VG) next = i;
    mark_preps(d, s, p, next, REL_PREP, row);
    if (next <= end) mark_complement(d, s, p, end, row);
    mark_governor(d, s, p, row);
    mark_preps(d, s, p, end, REL_COMPLEMENT_PREP, row);
}

/* The verb that a noun phrase depends on: the one it is object of, else that it stands behind a preposition of, else
 * the one it is subject of. */
static int governing_verb(const sentence *s, const relations *r, int q) {
    int best = NOWHERE, best_rank = 0;
    for (int p = 0; p < s->n_seq; p++) {
        if (umbel_item_at(s, p)->type != I_VG) continue;
        int rank = 0;
        switch ((relation_kind)r->of_verb[(size_t)p * s->n_seq + q].kind) {
        case REL_OBJECT:
        case REL_OBJECT2: rank = 4; break;
        case REL_PASSIVE_SUBJECT: rank = 3; break;
        case REL_PREP: rank = 2; break;
        case REL_SUBJECT: rank = 1; break;
        default: break;
        }
        if (rank > best_rank || (rank == best_rank && rank && q > p)) best = p, best_rank = rank;
    }
    return best;
}

umbel_status umbel_read_relations(umbel_ctx *cx, const document_state *d, const sentence *s, relations *out) {
    size_t n = s->n_seq;
    out->of_verb = UMBEL_NEW(cx, &cx->scratch, relation, n * n + 1);
    out->governing_verb = UMBEL_NEW(cx, &cx->scratch, int, n + 1);
    if (!out->of_verb || !out->governing_verb) return cx->err.code;
    for (size_t i = 0; i < n * n; i++) out->of_verb[i].prep = NONE;
    for (int p = 0; p < s->n_seq; p++)
        if (umbel_item_at(s, p)->type == I_VG) verb_relations(d, s, p, &out->of_verb[(size_t)p * n]);
    for (int q = 0; q < s->n_seq; q++)
        out->governing_verb[q] = umbel_item_at(s, q)->type == I_NP ? governing_verb(s, out, q) : NOWHERE;
    return UMBEL_OK;
}

void umbel_noun_relations(const document_state *d, const sentence *s, int p, relation *out) {
    memset(out, 0, s->n_seq * sizeof *out);
    for (int i = 0; i < s->n_seq; i++) out[i].prep = NONE;
    for (int i = p + 1; i + 1 < s->n_seq && i < p + 12; i++) {
        const item *it = umbel_item_at(s, i);
        if (it->type == I_VG || it->type == I_STOP || it->type == I_REL || it->type == I_THAT) break;
        if (it->type == I_PREP && umbel_item_at(s, i + 1)->type == I_NP)
            mark(d, s, out, i + 1, true, (relation){REL_PREP, 0, it->first});
    }
    if (umbel_item_at(s, p - 1)->type == I_COMMA && umbel_item_at(s, p - 2)->type == I_NP)
        mark(d, s, out, p - 2, false, (relation){REL_APPOSED_BEFORE, 0, NONE});
    if (umbel_item_at(s, p + 1)->type == I_COMMA && umbel_item_at(s, p + 2)->type == I_NP &&
        out[p + 2].kind == REL_NONE)
        out[p + 2] = (relation){REL_APPOSED_BEHIND, 0, NONE};
}
