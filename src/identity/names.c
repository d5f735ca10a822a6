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
    return umbel_trees_load(cx, &n->arena, &n->trees, path);
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
    umbel_arena_free(cx, &names->arena);
    cx->alloc.resize(cx->alloc.user, names, sizeof *names, 0);
}

umbel_names_size umbel_names_measure(const umbel_names *names) {
    return (umbel_names_size){names->index.h->n_actors, names->index.h->n_names, names->index.n_bytes};
}

static umbel_status add_match(umbel_ctx *cx, umbel_resolver *r, const candidate *c, umbel_match *m) {
    const name_index *x = &r->names->index;
    const index_name *name = &x->names[x->rows[c->row].name];
    umbel_buf why = {0};
    *m = (umbel_match){.actor = umbel_index_actor(x, c->actor),
                       .name = umbel_index_text(x, name),
                       .kind = name->kind < UMBEL_N_NAME_KINDS ? (umbel_name_kind)name->kind : UMBEL_NAME_ALIAS,
                       .p_match = 1 / (1 + exp(-c->log_odds))};
    umbel_status status = umbel_candidate_why(cx, r, c, &why);
    if (status == UMBEL_OK) status = umbel_str_copy(cx, &r->answers, umbel_buf_str(&why), &m->why);
    umbel_buf_free(cx, &why);
    return status;
}

umbel_status umbel_resolve_name(umbel_ctx *cx, umbel_resolver *r, umbel_str query, const umbel_resolve_options *options,
                                umbel_answer *out) {
    size_t top = options->top ? options->top : TOP_USUAL;
    double threshold = options->threshold > 0 ? options->threshold : THRESHOLD_USUAL;
    memset(out, 0, sizeof *out);
    umbel_arena_reset(cx, &r->answers);
    UMBEL_TRY(umbel_resolver_candidates(cx, r, query, options));
    size_t n = r->n_candidates < top ? r->n_candidates : top;
    out->matches = UMBEL_NEW(cx, &r->answers, umbel_match, n);
    if (n && !out->matches) return cx->err.code;
    for (size_t i = 0; i < n; i++) UMBEL_TRY(add_match(cx, r, &r->candidates[i], &out->matches[i]));
    out->n_matches = n;
    if (n == 0 || out->matches[0].p_match < threshold) return UMBEL_OK;
    bool near = r->n_candidates > 1 && r->candidates[1].log_odds > r->candidates[0].log_odds - NEAR_ODDS;
    out->resolution = near ? UMBEL_RESOLVED_AMBIGUOUS : UMBEL_RESOLVED_MATCH;
    return UMBEL_OK;
}
