/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Frames against the chunks of a sentence: verbs with their arguments, nouns with theirs, appositions. */
#include <string.h>

#include "extract/clause.h"
#include "extract/judge.h"

/* What a frame has found: items (noun phrases) for its roles, and the words that carry the tie. */
typedef struct binding {
    uint16_t subject, object; /* items, or NONE */
    int subject_pos, object_pos;
    bool subject_is_owner, object_is_owner; /* the role is the owner of that phrase */
    bool pair;                              /* subject and object are members of one list, at subject_pos */
    bool negative;                          /* "no fighters" */
    uint16_t cue_first, cue_last;
    int scope_pos;
} binding;

typedef struct matcher {
    umbel_ctx *cx;
    document_state *d;
    const sentence *s;
    int *pos; /* [n_items] position of the top-level chunk an item belongs to */
    proposals *out;
} matcher;

static bool noun_fits(const matcher *m, const umbel_word_set *set, uint16_t k) {
    const item *np = &m->s->items[k];
    const token *head = &m->s->t[np->head];
    return np->type == I_NP && (umbel_word_set_has(set, &m->d->ex->lexicon, head->lemma) ||
                                umbel_word_set_has(set, &m->d->ex->lexicon, head->word));
}

static bool is_negative(const matcher *m, uint16_t k) {
    const token *t = &m->s->t[m->s->items[k].first];
    return umbel_word_is(m->d->ex, t, "no") || umbel_word_is(m->d->ex, t, "neither") || umbel_spells(m->d, t, "none");
}

static bool bind_role(umbel_role role, uint16_t k, int pos, bool owner, binding *b) {
    if (role == UMBEL_ROLE_S && b->subject == NONE) {
        b->subject = k, b->subject_pos = pos, b->subject_is_owner = owner;
    } else if (role == UMBEL_ROLE_O && b->object == NONE) {
        b->object = k, b->object_pos = pos, b->object_is_owner = owner;
    } else if (role == UMBEL_ROLE_PAIR) {
        b->subject = k, b->subject_pos = pos, b->pair = true;
    } else if (role != UMBEL_ROLE_ANY) {
        return false;
    }
    return true;
}

static void widen_cue(const matcher *m, uint16_t k, binding *b) {
    const item *np = &m->s->items[k];
    if (np->head < b->cue_first) b->cue_first = np->head;
    if (np->head > b->cue_last) b->cue_last = np->head;
}

/* Puts phrase k into a place of the frame; false where it does not fit. */
static bool bind_arg(const matcher *m, const umbel_arg *arg, uint16_t k, int pos, binding *b) {
    if (!arg->is_noun) return bind_role(arg->role, k, pos, false, b);
    uint16_t at = k; /* "half of the weapons", "a shipment of rifles": the noun may stand behind "of" */
    if (!noun_fits(m, &arg->nouns, at) && m->s->items[at].of != NONE && noun_fits(m, &arg->nouns, m->s->items[at].of))
        at = m->s->items[at].of;
    if (!noun_fits(m, &arg->nouns, at)) {
        /* a list: "sanctuary, weapons and money" */
        uint16_t members[UMBEL_LIST_MAX];
        size_t n = pos >= 0 && m->s->seq[pos] == k ? umbel_list_of(m->d, m->s, (uint16_t)pos, true, members) : 0, i = 0;
        while (i < n && !noun_fits(m, &arg->nouns, members[i])) i++;
        if (i == n) return false;
        at = members[i];
    }
    if (is_negative(m, at)) b->negative = true;
    widen_cue(m, at, b);
    if (arg->owner == UMBEL_ROLE_NONE) return true;
    party q;
    if (!umbel_owner_of(m->d, m->s, at, UINT32_MAX, &q)) return false;
    return bind_role(arg->owner, at, pos, true, b);
}

static bool wants(const umbel_arg *arg) { return arg->is_noun || arg->role != UMBEL_ROLE_NONE; }

/* "of O" hangs on a phrase already matched; other prepositions follow the verb or the noun. */
static bool bind_preps(const matcher *m, const umbel_frame *f, bool complement, int from, uint16_t noun,
                       uint16_t subject, binding *b) {
    static const umbel_str of = {"of", 2};
    uint32_t of_word = umbel_intern_find(&m->d->ex->lexicon.forms, of);
    for (size_t i = 0; i < f->n_preps; i++) {
        const umbel_prep_arg *prep = &f->preps[i];
        if (prep->of_complement != complement) continue;
        bool done = false;
        uint16_t hung_on = prep->of_subject && subject != NONE ? subject : noun;
        if (umbel_word_set_has(&prep->preps, &m->d->ex->lexicon, of_word) && hung_on != NONE)
            for (uint16_t k = m->s->items[hung_on].of; k != NONE && !done; k = m->s->items[k].of)
                done = bind_arg(m, &prep->arg, k, m->pos[k], b);
        int at = done || prep->of_subject ? NOWHERE : umbel_complement_of(m->d, m->s, from, &prep->preps);
        for (int k = from - 1; prep->of_subject && !done && at == NOWHERE && k > 0; k--) /* "rifles from S reached" */
            if (umbel_item_at(m->s, k)->type == I_NP && umbel_item_at(m->s, k - 1)->type == I_PREP &&
                umbel_word_set_has(&prep->preps, &m->d->ex->lexicon, m->s->t[umbel_item_at(m->s, k - 1)->first].word))
                at = k;
        if (!done && at != NOWHERE) done = bind_arg(m, &prep->arg, m->s->seq[at], at, b);
        if (!done) return false;
        if (at != NOWHERE && prep->arg.is_noun) noun = m->s->seq[at]; /* "into the hands of O" */
    }
    return true;
}

static bool particle_behind(const matcher *m, int p, uint32_t particle) {
    for (int i = p + 1; i <= p + 2 && i < m->s->n_seq; i++) {
        const item *it = umbel_item_at(m->s, i);
        if (m->s->t[it->first].word == particle) return true;
        if (it->type != I_NP) return false;
    }
    return false;
}

/* Whether the verb stands with the particle that the frame lists it with; a verb of a class has none. */
static bool has_particle(const matcher *m, const umbel_frame *f, int p) {
    uint32_t lemma = m->s->t[umbel_item_at(m->s, p)->head].lemma;
    bool listed = false;
    for (size_t i = 0; i < f->verbs.n_words; i++) {
        if (f->verbs.words[i] != lemma) continue;
        if (f->particles[i] == UMBEL_NO_WORD || particle_behind(m, p, f->particles[i])) return true;
        listed = true;
    }
    return !listed;
}

static int find_complement(const matcher *m, const umbel_frame *f, int p) {
    for (int i = p + 1; i < m->s->n_seq && i < p + 14; i++) {
        const item *it = umbel_item_at(m->s, i);
        if (it->type == I_STOP || it->type == I_THAT) return NOWHERE;
        if (it->type == I_VG && umbel_word_set_has(&f->complement, &m->d->ex->lexicon, m->s->t[it->head].lemma))
            return i;
        /* "lets X use": the base form behind a name is tagged a noun */
        if (it->type == I_NP && i > p + 1 &&
            umbel_word_set_has(&f->complement, &m->d->ex->lexicon, m->s->t[it->head].word))
            return i;
    }
    return NOWHERE;
}

static bool bind_objects(const matcher *m, const umbel_frame *f, int p, int grammatical_subject, bool passive,
                         uint16_t *noun, binding *b) {
    if (passive) { /* the object stands as the subject */
        const umbel_arg *arg = wants(&f->object) ? &f->object : NULL;
        if (!arg || grammatical_subject == NOWHERE) return false;
        if (bind_arg(m, arg, m->s->seq[grammatical_subject], grammatical_subject, b)) {
            *noun = m->s->seq[grammatical_subject];
            if (!wants(&f->object2)) return true;
            int o = umbel_object_of(m->d, m->s, p);
            return o != NOWHERE && bind_arg(m, &f->object2, m->s->seq[o], o, b);
        }
        return false;
    }
    if (!wants(&f->object)) return true;
    int o = umbel_object_of(m->d, m->s, p);
    if (o == NOWHERE) return false;
    *noun = m->s->seq[o];
    if (wants(&f->object2)) {
        int o2 = o + 1;
        if (umbel_item_at(m->s, o2)->type == I_NP) {
            *noun = m->s->seq[o2];
            return bind_arg(m, &f->object, m->s->seq[o], o, b) && bind_arg(m, &f->object2, m->s->seq[o2], o2, b);
        }
        /* "gave Taliban weapons": recipient and thing in one phrase */
        party q;
        const item *np = umbel_item_at(m->s, o);
        if (!noun_fits(m, &f->object2.nouns, m->s->seq[o]) || np->owner != NONE) return false;
        return umbel_owner_of(m->d, m->s, m->s->seq[o], UINT32_MAX, &q) &&
               bind_role(f->object.role, m->s->seq[o], o, true, b);
    }
    return bind_arg(m, &f->object, m->s->seq[o], o, b);
}

static bool bind_agent(const matcher *m, const umbel_frame *f, int p, binding *b) {
    static const umbel_str by = {"by", 2};
    uint32_t word = umbel_intern_find(&m->d->ex->lexicon.forms, by);
    umbel_word_set set = {.words = &word, .n_words = 1};
    int at = umbel_complement_of(m->d, m->s, p, &set);
    return at != NOWHERE && bind_arg(m, &f->subject, m->s->seq[at], at, b);
}

/* Tries a frame on the verb group at p; true where all its places are filled. */
static bool match_verb(const matcher *m, const umbel_frame *f, int p, binding *b) {
    const item *vg = umbel_item_at(m->s, p);
    uint16_t noun = NONE;
    int from = p;
    bool adjectival = vg->passive && !wants(&f->object); /* "is allied with", "is based in" */
    bool passive = vg->passive && !adjectival;
    if (f->passive_only && !vg->passive) return false;
    if (!has_particle(m, f, p)) return false;
    *b = (binding){.subject = NONE,
                   .object = NONE,
                   .subject_pos = NOWHERE,
                   .object_pos = NOWHERE,
                   .cue_first = vg->head,
                   .cue_last = vg->head};
    int subject = umbel_subject_of(m->d, m->s, p);
    if (f->passive_only && !wants(&f->object)) passive = false;
    if (!bind_objects(m, f, p, subject, passive, &noun, b)) return false;
    if (f->has_complement) {
        int c = find_complement(m, f, p);
        if (c == NOWHERE) return false;
        if (umbel_item_at(m->s, c)->head > b->cue_last) b->cue_last = umbel_item_at(m->s, c)->head;
        if (wants(&f->complement_object)) {
            int o = umbel_object_of(m->d, m->s, c);
            if (o == NOWHERE && umbel_item_at(m->s, c + 1)->type == I_NP) o = c + 1;
            if (o == NOWHERE || !bind_arg(m, &f->complement_object, m->s->seq[o], o, b)) return false;
        }
        if (!bind_preps(m, f, true, c, NONE, NONE, b)) return false;
    }
    if (passive) {
        if (f->subject.role != UMBEL_ROLE_ANY && !bind_agent(m, f, p, b)) return false;
    } else {
        if (subject == NOWHERE) return false;
        if (noun == NONE) noun = m->s->seq[subject];
        if (!bind_arg(m, &f->subject, m->s->seq[subject], subject, b)) return false;
        if (f->subject.is_noun && f->n_preps && noun == m->s->seq[subject] && !wants(&f->object)) from = p;
    }
    if (passive && noun == NONE && subject != NOWHERE) noun = m->s->seq[subject];
    return bind_preps(m, f, false, from, noun, subject == NOWHERE ? NONE : m->s->seq[subject], b);
}

static bool match_noun(const matcher *m, const umbel_frame *f, uint16_t k, binding *b) {
    const item *np = &m->s->items[k];
    int p = m->pos[k];
    *b = (binding){.subject = NONE,
                   .object = NONE,
                   .subject_pos = NOWHERE,
                   .object_pos = NOWHERE,
                   .cue_first = np->head,
                   .cue_last = np->head};
    if (f->apposition) { /* "S, an affiliate of O" */
        int s = p - 2;
        if (m->s->seq[p] != k || umbel_item_at(m->s, p - 1)->type != I_COMMA || umbel_item_at(m->s, s)->type != I_NP)
            return false;
        if (!bind_role(f->subject.role, m->s->seq[s], s, false, b)) return false;
    }
    if (f->apposition_first) {
        if (m->s->seq[p] != k || umbel_item_at(m->s, p + 1)->type != I_COMMA ||
            umbel_item_at(m->s, p + 2)->type != I_NP)
            return false;
        if (!bind_role(f->subject.role, m->s->seq[p + 2], p + 2, false, b)) return false;
    }
    if (f->head.owner != UMBEL_ROLE_NONE) {
        party q;
        if (np->owner == NONE && !np->owned_by_pronoun) return false;
        if (!umbel_owner_of(m->d, m->s, k, UINT32_MAX, &q) || !bind_role(f->head.owner, k, p, true, b)) return false;
    }
    if (is_negative(m, k)) b->negative = true;
    return bind_preps(m, f, false, p, k, NONE, b);
}

/* What the frame says of the kinds of its sides, else what the tie type allows. */
static bool may_stand(const umbel_frame *f, uint32_t kinds, umbel_kind kind, bool object) {
    if (kinds) return kinds >> kind & 1;
    return umbel_kinds_fit(f->tie, object, kind) || (kind == UMBEL_KIND_THING && !object && f->subject_head);
}

static umbel_status emit_pair(const matcher *m, const umbel_frame *f, const binding *b, const party *subject,
                              const party *object, int governed) {
    if (umbel_str_eq(subject->quote.text, object->quote.text) && subject->quote.begin == object->quote.begin)
        return UMBEL_OK;
    if (subject->entity != UINT32_MAX && subject->entity == object->entity) return UMBEL_OK;
    if (!may_stand(f, f->subject_kinds, subject->kind, false) || !may_stand(f, f->object_kinds, object->kind, true))
        return UMBEL_OK;
    proposal p = {.frame = f,
                  .tie = f->tie,
                  .subject = *subject,
                  .object = *object,
                  .pos = b->scope_pos,
                  .governed = governed,
                  .negative = b->negative != (object->none || subject->none),
                  .cue_first = b->cue_first,
                  .cue_last = b->cue_last,
                  .cue_at = b->cue_first};
    return umbel_propose(m->cx, m->out, &p);
}

static bool resolve(const matcher *m, uint16_t k, bool owner, uint32_t other, party *out) {
    return owner ? umbel_owner_of(m->d, m->s, k, other, out) : umbel_party_of(m->d, m->s, k, other, out);
}

/* The members of the list around a bound phrase; one where the role is an owner or the phrase is nested. */
static size_t members_of(const matcher *m, uint16_t k, int pos, bool owner, bool forward,
                         uint16_t out[UMBEL_LIST_MAX]) {
    if (!owner && pos >= 0 && m->s->seq[pos] == k) return umbel_list_of(m->d, m->s, (uint16_t)pos, forward, out);
    /* "between A and B", "camps of A and B": the list goes on behind the chunk that holds the nested phrase */
    if (!owner && pos >= 0 && m->s->items[k].type == I_NP) {
        size_t n = umbel_list_of(m->d, m->s, (uint16_t)pos, true, out);
        out[0] = k;
        return n;
    }
    out[0] = k;
    return 1;
}

static bool umbrella_named(const matcher *m, const party *q) {
    if (q->entity == UINT32_MAX) return false;
    const umbel_extractor *ex = m->d->ex;
    uint32_t word = m->d->entities[q->entity].head_word;
    return umbel_lexicon_is(&ex->lexicon, word, ex->classes[W_UMBRELLAHEAD]);
}

static bool last_class(const document_state *d, party *out) {
    if (d->last_class_end == 0) return false;
    *out = (party){.entity = UINT32_MAX, .kind = UMBEL_KIND_CLASS};
    out->quote = (umbel_quote){{d->document->text.p + d->last_class_begin, d->last_class_end - d->last_class_begin},
                               d->last_class_begin,
                               d->last_class_end};
    return true;
}

static umbel_status emit(const matcher *m, const umbel_frame *f, binding *b, int p, int governed) {
    uint16_t ss[UMBEL_LIST_MAX], os[UMBEL_LIST_MAX];
    party subject, object;
    bool from_class = f->object_antecedent && b->object == NONE;
    int head = f->subject_head && b->subject == NONE ? umbel_subject_of(m->d, m->s, p) : NOWHERE;
    if (head != NOWHERE) b->subject = m->s->seq[head], b->subject_pos = head;
    if (b->subject == NONE || (b->object == NONE && !b->pair && !from_class)) return UMBEL_OK;
    b->scope_pos = p;
    bool passive_list = b->subject_pos > p; /* "by A and B" runs forward */
    size_t n_s = members_of(m, b->subject, b->subject_pos, b->subject_is_owner,
                            passive_list || b->pair || b->subject_pos > p, ss);
    if (b->pair && b->subject_pos < p && b->subject_pos >= 0 && m->s->seq[b->subject_pos] == b->subject)
        n_s = umbel_list_of(m->d, m->s, (uint16_t)b->subject_pos, false, ss);
    if (b->pair) {
        for (size_t i = 0; i < n_s && i < 6; i++)
            for (size_t j = i + 1; j < n_s && j < 6; j++)
                if (resolve(m, ss[i], false, UINT32_MAX, &subject) && resolve(m, ss[j], false, subject.entity, &object))
                    UMBEL_TRY(emit_pair(m, f, b, &subject, &object, governed));
        return UMBEL_OK;
    }
    size_t n_o = from_class ? 1
                            : members_of(m, b->object, b->object_pos, b->object_is_owner,
                                         b->object_pos > p || b->object_pos == p, os);
    for (size_t i = 0; i < n_s; i++) {
        if (!resolve(m, ss[i], b->subject_is_owner, UINT32_MAX, &subject)) continue;
        for (size_t j = 0; j < n_o; j++) {
            bool ok =
                from_class ? last_class(m->d, &object) : resolve(m, os[j], b->object_is_owner, subject.entity, &object);
            /* a pronoun subject is read again once the object is known */
            if (ok && subject.antecedent.text.n && object.entity == subject.entity)
                ok = resolve(m, ss[i], b->subject_is_owner, object.entity, &subject);
            if (!ok || (f->object_umbrella && !umbrella_named(m, &object))) continue;
            UMBEL_TRY(emit_pair(m, f, b, &subject, &object, governed));
        }
    }
    return UMBEL_OK;
}

static umbel_status match_at_verb(const matcher *m, int p) {
    const umbel_frames *frames = &m->d->ex->frames;
    uint32_t lemma = m->s->t[umbel_item_at(m->s, p)->head].lemma;
    if (lemma >= frames->n_words || !frames->by_verb[lemma]) return UMBEL_OK;
    for (const uint32_t *k = frames->by_verb[lemma]; *k; k++) {
        binding b;
        const umbel_frame *f = &frames->frames[*k - 1];
        if (match_verb(m, f, p, &b)) UMBEL_TRY(emit(m, f, &b, p, p));
    }
    return UMBEL_OK;
}

/* The verb whose negation bears on a noun: "denied any support for", "has no ties to", "gave". */
static int verb_before(const sentence *s, int p) {
    for (int i = p - 1; i >= 0 && i >= p - 3; i--) {
        if (umbel_item_at(s, i)->type == I_VG) return i;
        if (umbel_item_at(s, i)->type != I_ADV && umbel_item_at(s, i)->type != I_PREP) return -1;
    }
    return -1;
}

static umbel_status match_at_noun(const matcher *m, uint16_t k) {
    const umbel_frames *frames = &m->d->ex->frames;
    const token *head = &m->s->t[m->s->items[k].head];
    uint32_t lemmas[2] = {head->lemma, head->word};
    for (int i = 0; i < (lemmas[0] == lemmas[1] ? 1 : 2); i++) {
        if (lemmas[i] >= frames->n_words || !frames->by_noun[lemmas[i]]) continue;
        for (const uint32_t *n = frames->by_noun[lemmas[i]]; *n; n++) {
            binding b;
            const umbel_frame *f = &frames->frames[*n - 1];
            if (match_noun(m, f, k, &b)) UMBEL_TRY(emit(m, f, &b, m->pos[k], verb_before(m->s, m->pos[k])));
        }
    }
    return UMBEL_OK;
}

static void note_positions(const sentence *s, int *pos) {
    for (uint16_t k = 0; k < s->n_items; k++) pos[k] = NOWHERE;
    for (int p = 0; p < s->n_seq; p++) {
        pos[s->seq[p]] = p;
        uint16_t stack[16];
        size_t n = 0;
        stack[n++] = s->seq[p];
        while (n) {
            const item *it = &s->items[stack[--n]];
            uint16_t next[2] = {it->owner, it->of};
            for (int i = 0; i < 2; i++)
                if (next[i] != NONE && n < 16) pos[next[i]] = p, stack[n++] = next[i];
        }
    }
}

/* Remembers the sentence's subject and the last class of groups for what refers back to them. */
static void remember(const matcher *m) {
    party q;
    for (int p = 0; p < m->s->n_seq; p++) {
        const item *it = umbel_item_at(m->s, p);
        if (it->type == I_VG && it->finite) {
            int subject = umbel_subject_of(m->d, m->s, p);
            if (subject != NOWHERE && umbel_party_of(m->d, m->s, m->s->seq[subject], UINT32_MAX, &q) &&
                q.entity != UINT32_MAX) {
                umbel_note_subject(m->d, q.entity);
                break;
            }
        }
    }
    for (uint16_t k = 0; k < m->s->n_items; k++)
        if (m->s->items[k].type == I_NP && umbel_party_of(m->d, m->s, k, UINT32_MAX, &q) &&
            q.kind == UMBEL_KIND_CLASS && !q.antecedent.text.n) {
            m->d->last_class_begin = q.quote.begin;
            m->d->last_class_end = q.quote.end;
        }
}

umbel_status umbel_match_frames(umbel_ctx *cx, document_state *d, sentence *s) {
    proposals found = {0};
    matcher m = {cx, d, s, UMBEL_NEW(cx, &cx->scratch, int, s->n_items + 1u), &found};
    if (!m.pos) return cx->err.code;
    note_positions(s, m.pos);
    for (int p = 0; p < s->n_seq; p++)
        if (umbel_item_at(s, p)->type == I_VG) UMBEL_TRY(match_at_verb(&m, p));
    for (uint16_t k = 0; k < s->n_items; k++)
        if (s->items[k].type == I_NP && m.pos[k] != NOWHERE) UMBEL_TRY(match_at_noun(&m, k));
    UMBEL_TRY(umbel_judge_sentence(cx, d, s, &found));
    remember(&m);
    return UMBEL_OK;
}
