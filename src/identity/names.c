/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "base/file.h"
#include "identity/name_resolve.h"

#define TOP_USUAL       5
#define THRESHOLD_USUAL 0.5
#define NEAR_ODDS       1.0 /* log-odds within which another actor stands beside the first */

const char *umbel_resolution_name(umbel_resolution resolution) {
    static const char *const names[UMBEL_N_RESOLUTIONS] = {"none", "match", "set", "ambiguous"};
    return resolution < UMBEL_N_RESOLUTIONS ? names[resolution] : "";
}

static umbel_status begin(umbel_ctx *cx, umbel_names **out, const char *data_dir) {
    char path[4096];
    umbel_names *n = cx->alloc.resize(cx->alloc.user, NULL, 0, sizeof *n);
    if (!n) return UMBEL_FAIL(cx, UMBEL_E_MEMORY, "no memory for the names");
    memset(n, 0, sizeof *n);
    *out = n;
    UMBEL_TRY(umbel_name_words_open(cx, &n->words, data_dir));
    snprintf(path, sizeof path, "%s/namematch.tsv", data_dir);
    UMBEL_TRY(umbel_trees_load(cx, &n->arena, &n->trees, path));
    return umbel_name_facts_open(cx, &n->facts, data_dir);
}

umbel_status umbel_names_build(umbel_ctx *cx, umbel_names **out, const umbel_actors *actors, const char *data_dir) {
    *out = NULL;
    umbel_status status = begin(cx, out, data_dir);
    if (status == UMBEL_OK) status = umbel_index_build(cx, &(*out)->index, actors, &(*out)->words);
    if (status == UMBEL_OK) return status;
    umbel_names_free(cx, *out);
    *out = NULL;
    return status;
}

umbel_status umbel_names_open(umbel_ctx *cx, umbel_names **out, const char *path, const char *data_dir) {
    *out = NULL;
    umbel_status status = begin(cx, out, data_dir);
    if (status == UMBEL_OK) status = umbel_index_map(cx, &(*out)->index, path, &(*out)->words);
    if (status == UMBEL_OK) return status;
    umbel_names_free(cx, *out);
    *out = NULL;
    return status;
}

umbel_status umbel_names_write(umbel_ctx *cx, const umbel_names *names, const char *path) {
    return umbel_file_write(cx, path, (umbel_str){names->index.bytes, names->index.n_bytes});
}

void umbel_names_free(umbel_ctx *cx, umbel_names *names) {
    if (!names) return;
    umbel_index_free(cx, &names->index);
    umbel_name_words_free(cx, &names->words);
    umbel_name_facts_free(cx, &names->facts);
    umbel_arena_free(cx, &names->arena);
    cx->alloc.resize(cx->alloc.user, names, sizeof *names, 0);
}

umbel_names_size umbel_names_measure(const umbel_names *names) {
    return (umbel_names_size){names->index.h->n_actors, names->index.h->n_names, names->index.n_bytes};
}

static double p_of(const candidate *c) { return 1 / (1 + exp(-c->log_odds)); }

umbel_status umbel_answer_match(umbel_ctx *cx, umbel_resolver *r, const candidate *c, umbel_match *m) {
    const name_index *x = &r->names->index;
    const index_name *name = &x->names[x->rows[c->row].name];
    umbel_buf why = {0};
    *m = (umbel_match){.actor = umbel_index_actor(x, c->actor),
                       .name = umbel_index_text(x, name),
                       .kind = name->kind < UMBEL_N_NAME_KINDS ? (umbel_name_kind)name->kind : UMBEL_NAME_ALIAS,
                       .p_match = p_of(c)};
    umbel_status status = umbel_candidate_why(cx, r, c, &why);
    if (status == UMBEL_OK) status = umbel_str_copy(cx, &r->answers, umbel_buf_str(&why), &m->why);
    umbel_buf_free(cx, &why);
    return status;
}

/* A label of the table itself that several of its actors bear. */
static bool is_shared_label(const umbel_resolver *r, const candidate *c) {
    const name_index *x = &r->names->index;
    return x->names[x->rows[c->row].name].kind == UMBEL_NAME_LABEL && c->numbers[NUMBER_COVERED] >= 1 &&
           c->numbers[NUMBER_ROW_COVERED] >= 1 && c->numbers[NUMBER_WORD_LIKENESS] >= 1;
}

static umbel_resolution judge(const umbel_resolver *r, double threshold) {
    if (r->n_candidates == 0 || p_of(&r->candidates[0]) < threshold) return UMBEL_RESOLVED_NONE;
    if (r->n_candidates == 1) return UMBEL_RESOLVED_MATCH;
    if (is_shared_label(r, &r->candidates[0]) && is_shared_label(r, &r->candidates[1])) return UMBEL_RESOLVED_SET;
    bool near = r->candidates[1].log_odds > r->candidates[0].log_odds - NEAR_ODDS;
    return near ? UMBEL_RESOLVED_AMBIGUOUS : UMBEL_RESOLVED_MATCH;
}

static umbel_status resolve_folded(umbel_ctx *cx, umbel_resolver *r, umbel_str query, umbel_str folded,
                                   const umbel_resolve_options *options, umbel_answer *out) {
    size_t top = options->top ? options->top : TOP_USUAL;
    UMBEL_TRY(umbel_resolve_label(cx, r, folded, options, out));
    if (out->n_matches) return UMBEL_OK;
    UMBEL_TRY(umbel_resolver_candidates(cx, r, query, options));
    UMBEL_TRY(umbel_hold_apart(cx, r, folded));
    size_t n = r->n_candidates < top ? r->n_candidates : top;
    out->matches = UMBEL_NEW(cx, &r->answers, umbel_match, n);
    if (n && !out->matches) return cx->err.code;
    for (size_t i = 0; i < n; i++) UMBEL_TRY(umbel_answer_match(cx, r, &r->candidates[i], &out->matches[i]));
    out->n_matches = n;
    out->resolution = judge(r, options->threshold > 0 ? options->threshold : THRESHOLD_USUAL);
    return UMBEL_OK;
}

umbel_status umbel_resolve_name(umbel_ctx *cx, umbel_resolver *r, umbel_str query, const umbel_resolve_options *options,
                                umbel_answer *out) {
    char bytes[UMBEL_QUERY_BYTES];
    umbel_str text = umbel_clean_query(query, bytes), folded;
    umbel_mark mark = umbel_arena_mark(&cx->scratch);
    memset(out, 0, sizeof *out);
    umbel_arena_reset(cx, &r->answers);
    umbel_status status = umbel_fold_name(cx, &cx->scratch, text, &folded);
    if (status == UMBEL_OK) status = resolve_folded(cx, r, text, folded, options, out);
    umbel_arena_release(cx, &cx->scratch, mark);
    return status;
}
