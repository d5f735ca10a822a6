/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the names in a sentence: those of the actor table, those the document has introduced, and unknown ones by their
 * shape ("the Karst Brigade", "Sons of the Salt Pan", "Veshtia's interior ministry"). */
#include <string.h>

#include "extract/names.h"

/* Words that name nothing by themselves: known to the grammar, or to a class. */
static bool is_common_word(const document_state *d, const token *t) {
    if (t->word == UMBEL_NO_WORD) return false;
    const umbel_word *w = &d->ex->lexicon.words[t->word];
    return w->analyses || w->classes[0] || w->classes[1];
}

/* Case as the name has it: acronyms and one-word names of ordinary words must stand exactly so. Where capitals say
 * nothing, an ordinary word is none. */
static bool case_fits(const document_state *d, const sentence *s, uint16_t first, uint16_t last,
                      const umbel_name *name) {
    umbel_str text = {d->document->text.p + s->t[first].begin, s->t[last].end - s->t[first].begin};
    if (d->caseless) return first != last || (text.n > 2 && !is_common_word(d, &s->t[first]));
    if (name->kind == UMBEL_NAME_ACRONYM)
        return umbel_str_eq(text, name->text) || (first != last && umbel_is_capital(&s->t[first]));
    bool article = first + 2 <= last && umbel_joins(d, s, (uint16_t)(first + 1)) &&
                   umbel_is_capital(&s->t[first + 2]); /* "al-Qaida" */
    return article || umbel_is_capital(&s->t[first]) ||
           (name->text.n && !(name->text.p[0] >= 'A' && name->text.p[0] <= 'Z'));
}

candidate umbel_match_table(const document_state *d, const sentence *s, uint16_t i) {
    const gazetteer *g = &d->ex->names;
    candidate best = {0};
    uint32_t node = 0;
    for (uint16_t j = i; j < s->n; j++) {
        const token *t = &s->t[j];
        if (t->kind == UMBEL_TOKEN_PUNCT) {
            if (j > i && t->flags & UMBEL_TOKEN_POSSESSIVE) continue; /* "Workers' Party", "People's Army" */
            bool dot = j > i && umbel_joins(d, s, j);
            if (dot || (j > i && t->flags & UMBEL_TOKEN_GLUED && !(t->flags & UMBEL_TOKEN_POSSESSIVE) &&
                        umbel_is_hyphen(d, t)))
                continue;
            break;
        }
        node = umbel_gazetteer_step(g, node, t->word);
        if (node == UINT32_MAX) break;
        for (uint32_t k = g->node_names[node]; k; k = g->names[k - 1].next) {
            if (!case_fits(d, s, i, j, umbel_gazetteer_name(g, &g->names[k - 1]))) continue;
            best = (candidate){j, true, true, g->node_names[node]};
            break;
        }
    }
    return best;
}

bool umbel_is_adjective_of_state(const document_state *d, const sentence *s, uint16_t i) {
    candidate c = umbel_match_table(d, s, i);
    if (!c.found || c.last != i) return false;
    for (uint32_t k = c.name; k; k = d->ex->names.names[k - 1].next)
        if (umbel_gazetteer_name(&d->ex->names, &d->ex->names.names[k - 1])->kind == UMBEL_NAME_ADJECTIVE) return true;
    return false;
}

umbel_status umbel_entity_of(umbel_ctx *cx, document_state *d, umbel_str key, uint32_t *out, bool *is_new) {
    uint32_t k;
    size_t before = d->keys.n;
    UMBEL_TRY(umbel_intern_add(cx, &d->keys, key, &k));
    UMBEL_TRY(umbel_reserve(cx, &d->out->arena, (void *)&d->key_entity, &d->cap_keys, d->keys.n, sizeof(uint32_t)));
    *is_new = d->keys.n > before;
    if (*is_new) {
        UMBEL_TRY(umbel_reserve(cx, &d->out->arena, (void *)&d->entities, &d->cap_entities, d->n_entities + 1,
                                sizeof(entity)));
        d->entities[d->n_entities] = (entity){.head_word = UMBEL_NO_WORD};
        d->key_entity[k] = (uint32_t)d->n_entities++;
    }
    *out = d->key_entity[k];
    return UMBEL_OK;
}

typedef struct table_hit {
    const umbel_actor *actor;
    const umbel_name *name;
    unsigned n_actors; /* distinct actors that bear the name */
} table_hit;

static table_hit first_hit(const document_state *d, uint32_t name) {
    const gazetteer *g = &d->ex->names;
    table_hit hit = {0};
    for (uint32_t k = name; k; k = g->names[k - 1].next) {
        const umbel_actor *actor = umbel_gazetteer_actor(g, &g->names[k - 1]);
        if (hit.actor && hit.actor != actor) hit.n_actors++;
        if (!hit.actor) hit = (table_hit){actor, NULL, 1};
        /* the chain is newest first; the best reading is the plainest name */
        const umbel_name *n = umbel_gazetteer_name(g, &g->names[k - 1]);
        if (hit.actor == actor && (!hit.name || n->kind < hit.name->kind)) hit.name = n;
    }
    return hit;
}

static bool is_coded_group(const umbel_actor *actor) {
    return actor->kind == UMBEL_KIND_GROUP && umbel_str_find(actor->refs, UMBEL_STR("ucdp:")) != SIZE_MAX;
}

/* "in Kabul": the city, where "Kabul said" is the government. */
static bool in_place_of(const document_state *d, const sentence *s, uint16_t first, const table_hit *hit) {
    static const char *const words[] = {"in", "at", "near", "outside", "around", "inside", "across", "towards"};
    if (!hit->name || hit->name->kind != UMBEL_NAME_CAPITAL || first == 0) return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (umbel_word_is(d->ex, &s->t[first - 1], words[i])) return true;
    return false;
}

/* "Front rebels", "Front (F) rebels", "rebels of the Front": words beside the name that say it bears arms. */
static bool is_called_rebels(const document_state *d, const sentence *s, uint16_t first, uint16_t last) {
    uint16_t j = (uint16_t)(last + 1);
    if (j + 3 < s->n && d->document->text.p[s->t[j].begin] == '(') j = (uint16_t)(j + 3);
    if (j < s->n && umbel_token_is(d->ex, &s->t[j], W_REBEL)) return true;
    int i = first - 1;
    if (i > 0 && umbel_token_is(d->ex, &s->t[i], W_DET)) i--;
    if (i > 0 && (umbel_word_is(d->ex, &s->t[i], "of") || umbel_word_is(d->ex, &s->t[i], "from"))) i--;
    return i >= 0 && i < first - 1 && umbel_token_is(d->ex, &s->t[i], W_REBEL);
}

static umbel_status add_mention(umbel_ctx *cx, document_state *d, sentence *s, uint16_t first, uint16_t last,
                                const candidate *table) {
    name_mention *m = &s->names[s->n_names];
    umbel_quote quote = {{d->document->text.p + s->t[first].begin, s->t[last].end - s->t[first].begin},
                         s->t[first].begin,
                         s->t[last].end};
    table_hit hit = table ? first_hit(d, table->name) : (table_hit){0};
    umbel_str key;
    bool is_new = false, capital = in_place_of(d, s, first, &hit);
    *m = (name_mention){.first = first, .last = last};
    UMBEL_TRY(umbel_fold_span(cx, d, s, first, last, &key));
    uint32_t known = umbel_intern_find(&d->keys, key);
    if (!table && first == last && known == UMBEL_INTERN_NONE && umbel_is_name_head(d, &s->t[first])) {
        if (!umbel_short_form(d, s, first, &m->entity))
            return UMBEL_OK; /* a capital alone makes no name of "Council" */
    } else {
        if (hit.actor && hit.n_actors == 1 && known == UMBEL_INTERN_NONE) {
            bool place = hit.actor->kind == UMBEL_KIND_PLACE;
            UMBEL_TRY(umbel_str_format(cx, &cx->scratch, &key, "%s%.*s", place ? "@" : "=",
                                       UMBEL_ARGS(place ? hit.actor->name : hit.actor->id)));
        }
        UMBEL_TRY(umbel_entity_of(cx, d, key, &m->entity, &is_new));
    }
    entity *e = &d->entities[m->entity];
    if (is_new) {
        e->name = quote;
        e->named = true;
        if (hit.actor) {
            e->kind = (uint8_t)hit.actor->kind;
            if (hit.n_actors == 1) e->actor = hit.actor->id;
            e->armed = is_coded_group(hit.actor);
        } else {
            e->kind = (uint8_t)umbel_kind_of_shape(d, s, first, last, umbel_evidence_of(d, key), &e->person);
        }
        e->head_word = s->t[umbel_head_of_name(d, s, first, last)].word;
    }
    m->adjective = hit.name && hit.name->kind == UMBEL_NAME_ADJECTIVE;
    m->label = hit.name && hit.name->kind == UMBEL_NAME_LABEL;
    if (!m->adjective && quote.text.n > e->name.text.n &&
        (e->name.text.n < 6 || m->entity != d->n_entities - 1 || is_new))
        e->name = quote;
    m->kind = capital ? UMBEL_KIND_PLACE : e->kind;
    m->person = e->person;
    e->armed = e->armed || (e->kind == UMBEL_KIND_GROUP && is_called_rebels(d, s, first, last));
    d->has_armed = d->has_armed || e->armed;
    e->last_seen = ++d->clock;
    for (uint16_t j = first; j <= last; j++) s->t[j].mention = s->n_names;
    s->n_names++;
    return UMBEL_OK;
}

#define SEVERAL (UINT32_MAX - 1) /* rebel groups */

umbel_status umbel_gather_rebels(umbel_ctx *cx, document_state *d, const sentence *s) {
    for (uint16_t i = 0; i < s->n && d->sole_armed != SEVERAL; i++) {
        candidate c = umbel_match_table(d, s, i);
        if (!c.found) continue;
        table_hit hit = first_hit(d, c.name);
        uint16_t first = i;
        i = c.last;
        if (!hit.actor || hit.n_actors != 1 || !is_coded_group(hit.actor)) continue;
        umbel_mark mark = umbel_arena_mark(&cx->scratch);
        umbel_str key;
        uint32_t e = UINT32_MAX;
        bool is_new = false;
        umbel_status status = umbel_str_format(cx, &cx->scratch, &key, "=%.*s", UMBEL_ARGS(hit.actor->id));
        if (status == UMBEL_OK) status = umbel_entity_of(cx, d, key, &e, &is_new);
        umbel_arena_release(cx, &cx->scratch, mark);
        UMBEL_TRY(status);
        if (!is_new) continue;
        uint32_t begin = s->t[first].begin, end = s->t[c.last].end;
        d->entities[e] = (entity){.name = {{d->document->text.p + begin, end - begin}, begin, end},
                                  .actor = hit.actor->id,
                                  .kind = UMBEL_KIND_GROUP,
                                  .named = true,
                                  .armed = true,
                                  .head_word = s->t[umbel_head_of_name(d, s, first, c.last)].word};
        d->sole_armed = d->sole_armed == UINT32_MAX ? e : SEVERAL;
    }
    return UMBEL_OK;
}

/* Whether the words were introduced by the document (an acronym in brackets, a name before). */
static candidate document_match(umbel_ctx *cx, const document_state *d, const sentence *s, uint16_t i,
                                uint16_t shape_last) {
    for (int j = shape_last; j >= (int)i; j--) {
        umbel_str key;
        if (umbel_fold_span(cx, d, s, i, (uint16_t)j, &key) != UMBEL_OK) break;
        if (umbel_intern_find(&d->keys, key) != UMBEL_INTERN_NONE) return (candidate){(uint16_t)j, true, false, 0};
    }
    return (candidate){0};
}

/* The next opening bracket behind i, or the sentence's end. */
static uint16_t next_bracket(const document_state *d, const sentence *s, uint16_t i) {
    do {
        i++;
    } while (i < s->n && !(s->t[i].kind == UMBEL_TOKEN_PUNCT && d->document->text.p[s->t[i].begin] == '('));
    return i;
}

/* Whether a name begins at i by its shape; where it ends. */
static bool shape_at(const document_state *d, const sentence *s, uint16_t i, uint16_t open, uint16_t *last) {
    if ((d->caseless || umbel_is_capital(&s->t[i])) && umbel_spelled_name(d, s, i, open, last)) return true;
    if (d->caseless) return umbel_caseless_end(d, s, i, last);
    if (i + 1 < s->n && umbel_is_capital(&s->t[i + 1]) && umbel_is_ordinal(d, &s->t[i])) { /* "23rd March Movement" */
        *last = umbel_shape_end(d, s, i);
        return umbel_has_kind_word(d, s, i, *last);
    }
    if (!umbel_is_capital(&s->t[i]) || !umbel_may_start_name(d, s, i)) return false;
    *last = umbel_shape_end(d, s, i);
    return true;
}

/* "colombian [army of national liberation]": a longer name of the tables begins inside the one at i. */
static bool is_overlapped(const document_state *d, const sentence *s, uint16_t i, uint16_t last) {
    for (uint16_t j = (uint16_t)(i + 1); j <= last; j++) {
        candidate inner = umbel_match_table(d, s, j);
        if (inner.found && inner.last > last && inner.last - j > last - i) return true;
    }
    return false;
}

umbel_status umbel_find_names(umbel_ctx *cx, document_state *d, sentence *s) {
    s->names = UMBEL_NEW(cx, &cx->scratch, name_mention, s->n);
    s->n_names = 0;
    if (!s->names) return cx->err.code;
    umbel_mark mark = umbel_arena_mark(&cx->scratch);
    umbel_status status = UMBEL_OK;
    uint16_t open = 0;
    for (uint16_t i = 0; status == UMBEL_OK && i < s->n; i++) {
        candidate table = umbel_match_table(d, s, i);
        if (table.found && d->caseless && is_overlapped(d, s, i, table.last)) continue;
        uint16_t last = table.last;
        if (open <= i) open = next_bracket(d, s, i);
        bool start = shape_at(d, s, i, open, &last);
        if (!table.found && !start) continue;
        candidate own = start ? document_match(cx, d, s, i, last) : (candidate){0};
        bool use_table = table.found && table.last >= last;
        if (table.found && !use_table && own.found && own.last <= table.last) use_table = true;
        if (!use_table && own.found && own.last < last && !umbel_is_name_head(d, &s->t[last])) last = own.last;
        if (use_table) last = table.last;
        table_hit hit = use_table ? first_hit(d, table.name) : (table_hit){0};
        bool stateish = use_table
                            ? hit.actor && (hit.actor->kind == UMBEL_KIND_STATE || hit.actor->kind == UMBEL_KIND_BODY ||
                                            hit.actor->kind == UMBEL_KIND_PLACE)
                            : last == i && !own.found;
        uint16_t tail = stateish ? umbel_organ_tail(d, s, last) : last;
        bool of_group = use_table && hit.actor && hit.actor->kind == UMBEL_KIND_GROUP && hit.n_actors == 1;
        if (of_group) tail = umbel_group_tail(d, s, last); /* "the Maute clan" */
        of_group = of_group && tail > last;
        if (tail > last) use_table = false, last = tail;
        bool of_state = tail > table.last && table.found && hit.actor && hit.n_actors == 1 &&
                        umbel_token_is(d->ex, &s->t[tail], W_STATEHEAD);
        uint16_t before = s->n_names;
        status = add_mention(cx, d, s, i, last, use_table ? &table : NULL);
        if (status == UMBEL_OK && of_state && s->n_names > before) /* "the Tavarian government" is Tavaria */
            d->entities[s->names[before].entity].actor = hit.actor->id;
        if (status == UMBEL_OK && of_group && s->n_names > before) {
            d->entities[s->names[before].entity].actor = hit.actor->id;
            d->entities[s->names[before].entity].kind = s->names[before].kind = UMBEL_KIND_GROUP;
        }
        i = last;
        if (status == UMBEL_OK && s->n_names) status = umbel_bracketed_name(cx, d, s, &i);
    }
    umbel_arena_release(cx, &cx->scratch, mark);
    return status;
}
