/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/gazetteer.h"

#include "base/intern.h"
#include "base/tsv.h"

static size_t slot_of(const gazetteer *g, uint64_t key) {
    size_t mask = g->n_slots - 1;
    uint64_t h = key * 0x9e3779b97f4a7c15u;
    size_t i = (size_t)(h ^ (h >> 29)) & mask;
    while (g->edges[i] && g->edges[i] != key) i = (i + 1) & mask;
    return i;
}

static uint64_t key_of(uint32_t node, uint32_t word) { return ((uint64_t)node << 32 | word) + 1; }

uint32_t umbel_gazetteer_step(const gazetteer *g, uint32_t node, uint32_t word) {
    if (g->n_slots == 0 || word == UMBEL_NO_WORD) return UINT32_MAX;
    size_t i = slot_of(g, key_of(node, word));
    return g->edges[i] ? g->targets[i] : UINT32_MAX;
}

static umbel_status widen(umbel_ctx *cx, gazetteer *g) {
    gazetteer old = *g;
    g->edge_arena = (umbel_arena){0};
    g->n_slots = old.n_slots ? old.n_slots * 2 : 1024;
    g->edges = UMBEL_NEW(cx, &g->edge_arena, uint64_t, g->n_slots);
    g->targets = g->edges ? UMBEL_NEW(cx, &g->edge_arena, uint32_t, g->n_slots) : NULL;
    if (!g->targets) {
        umbel_arena_free(cx, &g->edge_arena);
        *g = old;
        return cx->err.code;
    }
    for (size_t k = 0; k < old.n_slots; k++) {
        if (!old.edges[k]) continue;
        size_t i = slot_of(g, old.edges[k]);
        g->edges[i] = old.edges[k];
        g->targets[i] = old.targets[k];
    }
    umbel_arena_free(cx, &old.edge_arena);
    return UMBEL_OK;
}

static umbel_status add_node(umbel_ctx *cx, gazetteer *g, uint32_t *out) {
    UMBEL_TRY(umbel_reserve(cx, &g->arena, (void *)&g->node_names, &g->cap_nodes, g->n_nodes + 1, sizeof(uint32_t)));
    *out = (uint32_t)g->n_nodes++;
    return UMBEL_OK;
}

static umbel_status add_edge(umbel_ctx *cx, gazetteer *g, uint32_t node, uint32_t word, uint32_t *out) {
    if (g->n_edges * 2 >= g->n_slots) UMBEL_TRY(widen(cx, g));
    size_t i = slot_of(g, key_of(node, word));
    if (g->edges[i]) {
        *out = g->targets[i];
        return UMBEL_OK;
    }
    UMBEL_TRY(add_node(cx, g, out));
    g->edges[i] = key_of(node, word);
    g->targets[i] = *out;
    g->n_edges++;
    return UMBEL_OK;
}

static umbel_status add_name(umbel_ctx *cx, gazetteer *g, umbel_lexicon *lexicon, umbel_str text,
                             gazetteer_name entry) {
    umbel_mark mark = umbel_arena_mark(&cx->scratch);
    umbel_token *tokens;
    size_t n;
    uint32_t node = 0, n_words = 0;
    umbel_status status = umbel_tokens(cx, &cx->scratch, text, (umbel_span){0, (uint32_t)text.n}, &tokens, &n);
    for (size_t i = 0; status == UMBEL_OK && i < n; i++) {
        char folded[UMBEL_WORD_MAX];
        uint32_t word;
        umbel_str surface = {text.p + tokens[i].begin, tokens[i].end - tokens[i].begin};
        if (tokens[i].kind == UMBEL_TOKEN_PUNCT) continue;
        if (n_words == 0 && n > 1 && umbel_str_eq(surface, UMBEL_STR("The"))) continue;
        size_t k = umbel_fold_word(surface, folded, sizeof folded);
        status = umbel_lexicon_add(cx, lexicon, (umbel_str){folded, k}, &word);
        if (status == UMBEL_OK) status = add_edge(cx, g, node, word, &node);
        n_words++;
    }
    umbel_arena_release(cx, &cx->scratch, mark);
    UMBEL_TRY(status);
    bool place = entry.name >= g->actors->n_names;
    if (n_words == 0 || (place && g->node_names[node])) return UMBEL_OK; /* an actor bears the name */
    UMBEL_TRY(umbel_reserve(cx, &g->arena, (void *)&g->names, &g->cap_names, g->n_names + 1, sizeof entry));
    entry.next = g->node_names[node];
    g->names[g->n_names++] = entry;
    g->node_names[node] = (uint32_t)g->n_names;
    return UMBEL_OK;
}

umbel_status umbel_gazetteer_build(umbel_ctx *cx, gazetteer *g, umbel_lexicon *lexicon, const umbel_actors *actors) {
    umbel_intern ids = {0};
    uint32_t root, id;
    g->actors = actors;
    umbel_status status = add_node(cx, g, &root);
    for (size_t i = 0; status == UMBEL_OK && i < actors->n_actors; i++)
        status = umbel_intern_add(cx, &ids, actors->actors[i].id, &id);
    for (size_t i = 0; status == UMBEL_OK && i < actors->n_names; i++) {
        uint32_t actor = umbel_intern_find(&ids, actors->names[i].actor);
        if (actor == UMBEL_INTERN_NONE) continue; /* the reader has reported it */
        status = add_name(cx, g, lexicon, actors->names[i].text, (gazetteer_name){(uint32_t)i, actor, 0});
    }
    umbel_intern_free(cx, &ids);
    return status;
}

const umbel_actor *umbel_gazetteer_actor(const gazetteer *g, const gazetteer_name *entry) {
    size_t n = g->actors->n_actors;
    return entry->actor < n ? &g->actors->actors[entry->actor] : &g->places[entry->actor - n];
}

const umbel_name *umbel_gazetteer_name(const gazetteer *g, const gazetteer_name *entry) {
    size_t n = g->actors->n_names;
    return entry->name < n ? &g->actors->names[entry->name] : &g->place_names[entry->name - n];
}

typedef struct place_reader {
    gazetteer *g;
    umbel_lexicon *lexicon;
} place_reader;

static umbel_status load_place(void *user, umbel_ctx *cx, const umbel_str *cells, size_t line, const char *path) {
    place_reader *r = user;
    gazetteer *g = r->g;
    (void)line;
    (void)path;
    UMBEL_TRY(umbel_reserve(cx, &g->arena, (void *)&g->places, &g->cap_places, g->n_places + 1, sizeof *g->places));
    UMBEL_TRY(umbel_reserve(cx, &g->arena, (void *)&g->place_names, &g->cap_place_names, g->n_places + 1,
                            sizeof *g->place_names));
    umbel_actor *place = &g->places[g->n_places];
    umbel_name *name = &g->place_names[g->n_places];
    *place = (umbel_actor){.kind = UMBEL_KIND_PLACE};
    *name = (umbel_name){.kind = UMBEL_NAME_OFFICIAL};
    UMBEL_TRY(umbel_str_copy(cx, &g->arena, cells[0], &place->name));
    UMBEL_TRY(umbel_str_copy(cx, &g->arena, cells[1], &name->text));
    gazetteer_name entry = {(uint32_t)(g->actors->n_names + g->n_places), (uint32_t)(g->actors->n_actors + g->n_places),
                            0};
    g->n_places++;
    return add_name(cx, g, r->lexicon, name->text, entry);
}

umbel_status umbel_gazetteer_add_places(umbel_ctx *cx, gazetteer *g, umbel_lexicon *lexicon, const char *path) {
    place_reader r = {g, lexicon};
    return umbel_table_read(cx, path, "place\tname\tkind\tin\tlang\tsource", load_place, &r);
}

void umbel_gazetteer_free(umbel_ctx *cx, gazetteer *g) {
    umbel_arena_free(cx, &g->arena);
    umbel_arena_free(cx, &g->edge_arena);
    *g = (gazetteer){0};
}
