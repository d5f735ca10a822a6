/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the names in a sentence: those of the actor table, those the document has introduced, and unknown ones by their
 * shape ("the Karst Brigade", "Sons of the Salt Pan", "Veshtia's interior ministry"). */
#include <string.h>

#include "extract/sentence.h"

typedef struct candidate {
    uint16_t last;
    bool found, from_table;
    uint32_t name; /* index + 1 into the gazetteer's names */
} candidate;

static bool is_capital(const token *t) { return t->flags & UMBEL_TOKEN_CAPITAL && t->kind != UMBEL_TOKEN_PUNCT; }

static bool is_hyphen(const document_state *d, const token *t) {
    umbel_str s = umbel_token_text(d, t);
    return t->kind == UMBEL_TOKEN_PUNCT &&
           (umbel_str_eq(s, UMBEL_STR("-")) || umbel_str_eq(s, UMBEL_STR("\xe2\x80\x91")) ||
            umbel_str_eq(s, UMBEL_STR("\xe2\x80\x90")));
}

/* A hyphen that joins: no white space on either side. */
static bool joins(const document_state *d, const sentence *s, uint16_t i) {
    return i + 1 < s->n && is_hyphen(d, &s->t[i]) && s->t[i].flags & UMBEL_TOKEN_GLUED &&
           s->t[i + 1].flags & UMBEL_TOKEN_GLUED && s->t[i + 1].kind != UMBEL_TOKEN_PUNCT;
}

static bool is_date_word(const document_state *d, const token *t) {
    return umbel_token_is(d->ex, t, W_MONTH) || umbel_token_is(d->ex, t, W_WEEKDAY);
}

static bool is_closed(const document_state *d, const token *t) {
    static const word_class closed[] = {W_DET, W_PREP,  W_CONJ, W_SUBORD, W_REL,      W_BE,  W_HAVE,
                                        W_DO,  W_MODAL, W_NEG,  W_PRON,   W_PRONPOSS, W_ADV, W_TITLE};
    for (size_t i = 0; i < sizeof closed / sizeof *closed; i++)
        if (umbel_token_is(d->ex, t, closed[i])) return true;
    return is_date_word(d, t);
}

/* Case as the name has it: acronyms and one-word names of ordinary words must stand exactly so. */
static bool case_fits(const document_state *d, const sentence *s, uint16_t first, uint16_t last,
                      const umbel_name *name) {
    umbel_str text = {d->document->text.p + s->t[first].begin, s->t[last].end - s->t[first].begin};
    if (name->kind == UMBEL_NAME_ACRONYM)
        return umbel_str_eq(text, name->text) || (first != last && is_capital(&s->t[first]));
    if (d->upper_case) return true;
    bool article =
        first + 2 <= last && joins(d, s, (uint16_t)(first + 1)) && is_capital(&s->t[first + 2]); /* "al-Qaida" */
    return article || is_capital(&s->t[first]) || (name->text.n && !(name->text.p[0] >= 'A' && name->text.p[0] <= 'Z'));
}

static candidate table_match(const document_state *d, const sentence *s, uint16_t i) {
    const gazetteer *g = &d->ex->names;
    candidate best = {0};
    uint32_t node = 0;
    for (uint16_t j = i; j < s->n; j++) {
        const token *t = &s->t[j];
        if (t->kind == UMBEL_TOKEN_PUNCT) {
            if (j > i && t->flags & UMBEL_TOKEN_POSSESSIVE) continue; /* "Workers' Party", "People's Army" */
            bool dot = j > i && joins(d, s, j);
            if (dot ||
                (j > i && t->flags & UMBEL_TOKEN_GLUED && !(t->flags & UMBEL_TOKEN_POSSESSIVE) && is_hyphen(d, t)))
                continue;
            break;
        }
        node = umbel_gazetteer_step(g, node, t->word);
        if (node == UINT32_MAX) break;
        for (uint32_t k = g->node_names[node]; k; k = g->names[k - 1].next) {
            if (!case_fits(d, s, i, j, &d->ex->actors->names[g->names[k - 1].name])) continue;
            best = (candidate){j, true, true, g->node_names[node]};
            break;
        }
    }
    return best;
}

static bool is_head(const document_state *d, const token *t) {
    static const word_class heads[] = {W_GROUPHEAD,     W_GROUPLEAD, W_ORGANHEAD, W_BODYHEAD,
                                       W_AGREEMENTHEAD, W_STATEHEAD, W_PLACEHEAD};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (umbel_token_is(d->ex, t, heads[i])) return true;
    return false;
}

static bool is_joiner(const document_state *d, const token *t) {
    static const char *const words[] = {"al", "el",  "ul",  "wal", "e",  "i",  "de",
                                        "la", "del", "bin", "ibn", "ad", "as", "ash"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (umbel_word_is(d->ex, t, words[i])) return true;
    return false;
}

/* "People's Army", "Workers' Party": owners that belong to the name. */
static bool owns_names(const document_state *d, const token *t) {
    static const char *const words[] = {"people",   "peoples",  "workers", "farmers",  "peasants", "fishermen", "women",
                                        "students", "patriots", "lord",    "citizens", "soldiers", "veterans"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (umbel_word_is(d->ex, t, words[i])) return true;
    return false;
}

/* Last token of the run of capitalised words that begins at i. */
static uint16_t shape_end(const document_state *d, const sentence *s, uint16_t i) {
    uint16_t last = i;
    for (uint16_t j = (uint16_t)(i + 1); j < s->n; j++) {
        const token *t = &s->t[j];
        if (joins(d, s, j)) {
            j++;
            if (!is_capital(&s->t[j]) && !is_joiner(d, &s->t[j])) break;
            if (is_capital(&s->t[j])) last = j;
            continue;
        }
        if (t->flags & UMBEL_TOKEN_POSSESSIVE && j + 1 < s->n && is_capital(&s->t[j + 1]) &&
            owns_names(d, &s->t[j - 1]))
            continue;
        if (is_capital(t) && !is_date_word(d, t)) {
            candidate inner = table_match(d, s, j);
            if (inner.found && inner.last > j && last + 1 == j && !umbel_token_is(d->ex, t, W_GROUPHEAD)) break;
            last = j;
            continue;
        }
        bool of = umbel_word_is(d->ex, t, "of") || umbel_word_is(d->ex, t, "for");
        bool the = umbel_word_is(d->ex, t, "the");
        bool people = umbel_token_is(d->ex, &s->t[last], W_PEOPLEHEAD); /* "Fighters of the X" is no name */
        if (!(of && is_head(d, &s->t[last]) && !people) && !(the && j > i + 1) && !is_joiner(d, t)) break;
        uint16_t k = (uint16_t)(j + 1);
        if (k < s->n && of && umbel_word_is(d->ex, &s->t[k], "the")) k++;
        if (k < s->n && joins(d, s, k)) k++; /* "Ansar al-Sharia" */
        if (k >= s->n || !is_capital(&s->t[k]) || is_date_word(d, &s->t[k])) break;
        if (the && !umbel_word_is(d->ex, &s->t[j - 1], "of") && !umbel_word_is(d->ex, &s->t[j - 1], "for")) break;
    }
    return last;
}

/* "Oradan army", "Veshtia police", "Zaruun customs officers": a name that goes on in small letters. */
static uint16_t organ_tail(const document_state *d, const sentence *s, uint16_t last) {
    uint16_t j = (uint16_t)(last + 1), end = last;
    while (j < s->n && s->t[j].kind == UMBEL_TOKEN_WORD && !is_capital(&s->t[j]) &&
           (umbel_token_is(d->ex, &s->t[j], W_ORGANMOD) || umbel_token_is(d->ex, &s->t[j], W_ORGANHEAD) ||
            umbel_token_is(d->ex, &s->t[j], W_STATEHEAD))) {
        if (umbel_token_is(d->ex, &s->t[j], W_ORGANHEAD) || umbel_token_is(d->ex, &s->t[j], W_STATEHEAD)) end = j;
        j++;
    }
    if (end == last && last + 1 < s->n && !(s->t[last + 1].flags & UMBEL_TOKEN_CAPITAL) &&
        (umbel_token_is(d->ex, &s->t[last + 1], W_AGREEMENTHEAD) ||
         umbel_token_is(d->ex, &s->t[last + 1], W_PLACEHEAD)) &&
        !umbel_token_is(d->ex, &s->t[last + 1], W_THINGHEAD) &&
        !(last + 2 < s->n && umbel_token_is(d->ex, &s->t[last + 2], W_THINGHEAD)))
        end = (uint16_t)(last + 1); /* "Menn truce", "Ulm district" */
    return end;
}

static umbel_kind kind_of_head(const document_state *d, const token *head, const token *first) {
    const umbel_extractor *ex = d->ex;
    if (umbel_token_is(ex, head, W_AGREEMENTHEAD)) return UMBEL_KIND_AGREEMENT;
    if (umbel_token_is(ex, first, W_GROUPLEAD)) return UMBEL_KIND_GROUP;
    if (umbel_word_is(ex, head, "government") || umbel_word_is(ex, head, "regime") ||
        umbel_word_is(ex, head, "republic"))
        return UMBEL_KIND_STATE;
    if (umbel_word_is(ex, first, "ministry") || umbel_word_is(ex, first, "directorate") ||
        umbel_word_is(ex, first, "department"))
        return UMBEL_KIND_ORGAN;
    if (umbel_token_is(ex, head, W_ORGANHEAD) && !umbel_token_is(ex, head, W_GROUPHEAD)) return UMBEL_KIND_ORGAN;
    if (umbel_token_is(ex, head, W_BODYHEAD) && !umbel_token_is(ex, head, W_GROUPHEAD)) return UMBEL_KIND_BODY;
    if (umbel_token_is(ex, head, W_GROUPHEAD) || umbel_token_is(ex, head, W_GROUPLEAD)) return UMBEL_KIND_GROUP;
    if (umbel_token_is(ex, head, W_PLACEHEAD)) return UMBEL_KIND_PLACE;
    return UMBEL_KIND_NONE;
}

/* The word that names the kind: the last one before "of" or "for". */
static uint16_t head_of(const document_state *d, const sentence *s, uint16_t first, uint16_t last) {
    for (uint16_t j = (uint16_t)(first + 1); j <= last; j++)
        if (umbel_word_is(d->ex, &s->t[j], "of") || umbel_word_is(d->ex, &s->t[j], "for")) return (uint16_t)(j - 1);
    return last;
}

static umbel_kind kind_of_shape(const document_state *d, const sentence *s, uint16_t first, uint16_t last,
                                bool *person) {
    uint16_t head = head_of(d, s, first, last);
    umbel_kind kind = kind_of_head(d, &s->t[head], &s->t[first]);
    *person = false;
    if (kind != UMBEL_KIND_NONE && (first != last || head != first)) return kind;
    bool after_place = first > 0 && (umbel_token_is(d->ex, &s->t[first - 1], W_PLACEPREP));
    bool after_title = first > 0 && umbel_token_is(d->ex, &s->t[first - 1], W_TITLE);
    if (after_title) {
        *person = true;
        return UMBEL_KIND_NONE;
    }
    uint16_t words = 0;
    for (uint16_t j = first; j <= last; j++) words = (uint16_t)(words + (s->t[j].kind == UMBEL_TOKEN_WORD));
    if (s->t[first].flags & UMBEL_TOKEN_ALL_UPPER && words == 1) return UMBEL_KIND_GROUP;
    if (words == 1) return UMBEL_KIND_STATE;
    if (after_place) return UMBEL_KIND_PLACE;
    bool hyphen = last > first + 1 && is_hyphen(d, &s->t[first + 1]);
    *person = !hyphen;
    return hyphen ? UMBEL_KIND_GROUP : UMBEL_KIND_NONE;
}

/* An ending that adjectives of nations have. */
static bool is_adjectival(umbel_str s) {
    static const char *const tails[] = {"an", "ese", "ish", "i", "ic"};
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
        if (umbel_str_ends(s, umbel_str_of(tails[i]))) return true;
    return false;
}

/* Whether a capital at the start of a sentence says nothing. */
static bool may_start(const document_state *d, const sentence *s, uint16_t i) {
    const token *t = &s->t[i];
    bool at_start = i == 0 || (s->t[i - 1].kind == UMBEL_TOKEN_PUNCT && !is_hyphen(d, &s->t[i - 1]) &&
                               !umbel_word_is(d->ex, &s->t[i - 1], ",") && i < 3);
    bool behind_dash = i > 0 && i < 16 && is_hyphen(d, &s->t[i - 1]) && !(s->t[i - 1].flags & UMBEL_TOKEN_GLUED);
    at_start = at_start || behind_dash; /* "PORT HALLEN, March 4 - Twelve soldiers" */
    if (is_closed(d, t) || umbel_token_is(d->ex, t, W_CLASSHEAD)) return false;
    if (!at_start) return true;
    bool next_capital = i + 1 < s->n && (is_capital(&s->t[i + 1]) || joins(d, s, (uint16_t)(i + 1)));
    if (next_capital && !is_date_word(d, &s->t[i + 1])) return true;
    if (t->flags & UMBEL_TOKEN_ALL_UPPER) return true;
    bool known = t->word != UMBEL_NO_WORD &&
                 (d->ex->lexicon.words[t->word].analyses || d->ex->lexicon.words[t->word].classes[0] ||
                  d->ex->lexicon.words[t->word].classes[1]);
    if (known) return false;
    umbel_str text = umbel_token_text(d, t);
    bool possessive = i + 1 < s->n && s->t[i + 1].flags & UMBEL_TOKEN_POSSESSIVE;
    if (umbel_str_ends(text, UMBEL_STR("ly")) || umbel_str_ends(text, UMBEL_STR("ing")) ||
        umbel_str_ends(text, UMBEL_STR("ed")))
        return false;
    bool before_noun =
        i + 1 < s->n && s->t[i + 1].kind == UMBEL_TOKEN_WORD && s->t[i + 1].word != UMBEL_NO_WORD &&
        (umbel_token_is(d->ex, &s->t[i + 1], W_THINGHEAD) || umbel_token_is(d->ex, &s->t[i + 1], W_PEOPLEHEAD) ||
         umbel_token_is(d->ex, &s->t[i + 1], W_CLASSHEAD));
    bool then_object = i + 2 < s->n && (is_capital(&s->t[i + 2]) || umbel_token_is(d->ex, &s->t[i + 2], W_DET));
    if (before_noun && !then_object && !is_adjectival(text)) return false; /* "Surplus rifles" */
    return possessive || !umbel_str_ends(text, UMBEL_STR("s"));
}

static umbel_status fold_span(umbel_ctx *cx, const document_state *d, const sentence *s, uint16_t first, uint16_t last,
                              umbel_str *out) {
    umbel_str text = {d->document->text.p + s->t[first].begin, s->t[last].end - s->t[first].begin};
    return umbel_fold_name(cx, &cx->scratch, text, out);
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

static umbel_status alias(umbel_ctx *cx, document_state *d, umbel_str key, uint32_t to) {
    uint32_t e;
    bool is_new;
    UMBEL_TRY(umbel_entity_of(cx, d, key, &e, &is_new));
    d->key_entity[umbel_intern_find(&d->keys, key)] = to;
    return UMBEL_OK;
}

/* "the Brigade", "the Front": the latest entity with that head. */
static bool short_form(const document_state *d, const sentence *s, uint16_t first, uint32_t *out) {
    bool found = false;
    uint32_t word = s->t[first].word, latest = 0;
    if (word == UMBEL_NO_WORD) return false;
    for (size_t e = 0; e < d->n_entities; e++)
        if (d->entities[e].head_word == word && d->entities[e].named && d->entities[e].last_seen >= latest) {
            latest = d->entities[e].last_seen;
            *out = (uint32_t)e;
            found = true;
        }
    return found;
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
        const umbel_actor *actor = &d->ex->actors->actors[g->names[k - 1].actor];
        if (hit.actor && hit.actor != actor) hit.n_actors++;
        if (!hit.actor) hit = (table_hit){actor, NULL, 1};
        /* the chain is newest first; the best reading is the plainest name */
        const umbel_name *n = &d->ex->actors->names[g->names[k - 1].name];
        if (hit.actor == actor && (!hit.name || n->kind < hit.name->kind)) hit.name = n;
    }
    return hit;
}

static umbel_status add_mention(umbel_ctx *cx, document_state *d, sentence *s, uint16_t first, uint16_t last,
                                const candidate *table) {
    name_mention *m = &s->names[s->n_names];
    umbel_quote quote = {{d->document->text.p + s->t[first].begin, s->t[last].end - s->t[first].begin},
                         s->t[first].begin,
                         s->t[last].end};
    table_hit hit = table ? first_hit(d, table->name) : (table_hit){0};
    umbel_str key;
    bool is_new = false;
    *m = (name_mention){.first = first, .last = last};
    UMBEL_TRY(fold_span(cx, d, s, first, last, &key));
    uint32_t known = umbel_intern_find(&d->keys, key);
    if (!table && first == last && known == UMBEL_INTERN_NONE && is_head(d, &s->t[first])) {
        if (!short_form(d, s, first, &m->entity)) return UMBEL_OK; /* a capital alone makes no name of "Council" */
    } else {
        if (hit.actor && hit.n_actors == 1 && known == UMBEL_INTERN_NONE)
            UMBEL_TRY(umbel_str_format(cx, &cx->scratch, &key, "=%.*s", UMBEL_ARGS(hit.actor->id)));
        UMBEL_TRY(umbel_entity_of(cx, d, key, &m->entity, &is_new));
    }
    entity *e = &d->entities[m->entity];
    if (is_new) {
        e->name = quote;
        e->named = true;
        if (hit.actor) {
            e->kind = (uint8_t)hit.actor->kind;
            if (hit.n_actors == 1) e->actor = hit.actor->id;
        } else {
            e->kind = (uint8_t)kind_of_shape(d, s, first, last, &e->person);
        }
        e->head_word = s->t[head_of(d, s, first, last)].word;
    }
    m->adjective = hit.name && hit.name->kind == UMBEL_NAME_ADJECTIVE;
    m->label = hit.name && hit.name->kind == UMBEL_NAME_LABEL;
    if (!m->adjective && quote.text.n > e->name.text.n &&
        (e->name.text.n < 6 || m->entity != d->n_entities - 1 || is_new))
        e->name = quote;
    m->kind = e->kind;
    m->person = e->person;
    e->last_seen = ++d->clock;
    for (uint16_t j = first; j <= last; j++) s->t[j].mention = s->n_names;
    s->n_names++;
    return UMBEL_OK;
}

/* "Northern Dawn Front (NDF)": the bracketed short form names the same entity. */
static umbel_status bracketed(umbel_ctx *cx, document_state *d, sentence *s, uint16_t *i) {
    uint16_t j = (uint16_t)(*i + 1);
    if (j + 2 >= s->n || s->n_names == 0 || !umbel_str_eq(umbel_token_text(d, &s->t[j]), UMBEL_STR("(")))
        return UMBEL_OK;
    uint16_t first = (uint16_t)(j + 1), last = first;
    while (last + 1 < s->n && !umbel_str_eq(umbel_token_text(d, &s->t[last + 1]), UMBEL_STR(")")) && last < first + 4)
        last++;
    if (last + 1 >= s->n || !umbel_str_eq(umbel_token_text(d, &s->t[last + 1]), UMBEL_STR(")"))) return UMBEL_OK;
    if (!(s->t[first].flags & UMBEL_TOKEN_ALL_UPPER) && !is_capital(&s->t[first])) return UMBEL_OK;
    const name_mention *owner = &s->names[s->n_names - 1];
    umbel_str key;
    UMBEL_TRY(fold_span(cx, d, s, first, last, &key));
    if (umbel_intern_find(&d->keys, key) == UMBEL_INTERN_NONE) UMBEL_TRY(alias(cx, d, key, owner->entity));
    if (d->entities[owner->entity].kind == UMBEL_KIND_NONE && s->t[first].flags & UMBEL_TOKEN_ALL_UPPER) {
        d->entities[owner->entity].kind = UMBEL_KIND_GROUP;
        d->entities[owner->entity].person = false;
        s->names[s->n_names - 1].kind = UMBEL_KIND_GROUP;
        s->names[s->n_names - 1].person = false;
    }
    *i = (uint16_t)(last + 1);
    return UMBEL_OK;
}

/* Whether the words were introduced by the document (an acronym in brackets, a name before). */
static candidate document_match(umbel_ctx *cx, const document_state *d, const sentence *s, uint16_t i,
                                uint16_t shape_last) {
    for (int j = shape_last; j >= (int)i; j--) {
        umbel_str key;
        if (fold_span(cx, d, s, i, (uint16_t)j, &key) != UMBEL_OK) break;
        if (umbel_intern_find(&d->keys, key) != UMBEL_INTERN_NONE) return (candidate){(uint16_t)j, true, false, 0};
    }
    return (candidate){0};
}

umbel_status umbel_find_names(umbel_ctx *cx, document_state *d, sentence *s) {
    s->names = UMBEL_NEW(cx, &cx->scratch, name_mention, s->n);
    s->n_names = 0;
    if (!s->names) return cx->err.code;
    umbel_mark mark = umbel_arena_mark(&cx->scratch);
    umbel_status status = UMBEL_OK;
    for (uint16_t i = 0; status == UMBEL_OK && i < s->n; i++) {
        candidate table = table_match(d, s, i);
        bool capital = is_capital(&s->t[i]) && !d->upper_case;
        bool start = capital && may_start(d, s, i);
        if (!table.found && !start) continue;
        uint16_t last = start ? shape_end(d, s, i) : table.last;
        candidate own = start ? document_match(cx, d, s, i, last) : (candidate){0};
        bool use_table = table.found && table.last >= last;
        if (table.found && !use_table && own.found && own.last <= table.last) use_table = true;
        if (!use_table && own.found && own.last < last && !is_head(d, &s->t[last])) last = own.last;
        if (use_table) last = table.last;
        table_hit hit = use_table ? first_hit(d, table.name) : (table_hit){0};
        bool stateish = use_table
                            ? hit.actor && (hit.actor->kind == UMBEL_KIND_STATE || hit.actor->kind == UMBEL_KIND_BODY)
                            : last == i && !own.found;
        uint16_t tail = stateish ? organ_tail(d, s, last) : last;
        if (tail > last) use_table = false, last = tail;
        bool of_state = tail > table.last && table.found && hit.actor && hit.n_actors == 1 &&
                        umbel_token_is(d->ex, &s->t[tail], W_STATEHEAD);
        uint16_t before = s->n_names;
        status = add_mention(cx, d, s, i, last, use_table ? &table : NULL);
        if (status == UMBEL_OK && of_state && s->n_names > before) /* "the Tavarian government" is Tavaria */
            d->entities[s->names[before].entity].actor = hit.actor->id;
        i = last;
        if (status == UMBEL_OK && s->n_names) status = bracketed(cx, d, s, &i);
    }
    umbel_arena_release(cx, &cx->scratch, mark);
    return status;
}
