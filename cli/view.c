/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "names.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

int read_query(const char *name, int argc, char **argv, query *q) {
    static const struct option options[] = {
        {"ledger", required_argument, NULL, 'l'}, {"json", no_argument, NULL, 'j'},
        {"out", required_argument, NULL, 'o'},    {"title", required_argument, NULL, 't'},
        {"format", required_argument, NULL, 'f'}, {"tie", required_argument, NULL, 'T'},
        {"limit", required_argument, NULL, 'n'},  {"without-text", no_argument, NULL, 'w'},
        {"no-encoder", no_argument, NULL, 'N'},   {"at", required_argument, NULL, 'a'},
        {"help", no_argument, NULL, 'h'},         {0}};
    *q = (query){.limit = 20};
    for (int c; (c = getopt_long(argc, argv, "ho:", options, NULL)) != -1;) {
        char *end;
        switch (c) {
        case 'h': return show_help(name);
        case 'l': q->ledger = optarg; break;
        case 'j': q->json = true; break;
        case 'o': q->out = optarg; break;
        case 't': q->title = optarg; break;
        case 'f': q->format = optarg; break;
        case 'T': q->tie = optarg; break;
        case 'w': q->without_text = true; break;
        case 'N': q->no_encoder = true; break;
        case 'n':
            q->limit = (size_t)strtoul(optarg, &end, 10);
            if (*end || q->limit == 0) return usage_error(name, "--limit %s: write a whole number", optarg);
            break;
        case 'a':
            if (strcmp(name, "who") != 0) return usage_error(name, "--at is an option of who alone so far");
            if (!umbel_date_parse(umbel_str_of(optarg), &q->at))
                return usage_error(name, "--at %s: write YYYY-MM-DD, YYYY-MM or YYYY", optarg);
            break;
        default: return usage_error(name, "unknown option");
        }
    }
    return -1;
}

umbel_status view_open(umbel_ctx *cx, view *v, const query *q) {
    v->no_encoder = q->no_encoder;
    UMBEL_TRY(umbel_ledger_open(cx, &v->ledger, ledger_path(q->ledger), UMBEL_LEDGER_READ));
    UMBEL_TRY(umbel_ledger_decisions(cx, v->ledger, (umbel_str){0}, &v->decisions));
    return umbel_sameness_new(cx, &v->sameness, &v->decisions);
}

umbel_status view_load(umbel_ctx *cx, view *v, const umbel_ledger_filter *filter) {
    umbel_ledger_filter f = filter ? *filter : (umbel_ledger_filter){0};
    f.no_encoder = v->no_encoder;
    UMBEL_TRY(umbel_load_evidence(cx, v->ledger, v->sameness, &f, &v->evidence));
    return umbel_weigh_ties(cx, &v->evidence, &v->ties);
}

void view_close(umbel_ctx *cx, view *v) {
    umbel_ties_free(cx, &v->ties);
    umbel_evidence_free(cx, &v->evidence);
    umbel_sameness_free(cx, v->sameness);
    umbel_decisions_free(cx, &v->decisions);
    umbel_ledger_close(cx, v->ledger);
}

/* Drops what counts as an actor that is listed before; what is left is n actors, each by the one that stands for it. */
static size_t join(const view *v, umbel_str *ids, size_t n) {
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        umbel_str id = umbel_sameness_of(v->sameness, ids[i]);
        size_t k = 0;
        while (k < kept && !umbel_str_eq(ids[k], id)) k++;
        if (k == kept) ids[kept++] = id;
    }
    return kept;
}

static umbel_status find_ids(umbel_ctx *cx, view *v, const char *name, umbel_str **ids, size_t *n) {
    umbel_str folded;
    UMBEL_TRY(umbel_ledger_find_actors(cx, v->ledger, umbel_str_of(name), &cx->scratch, ids, n));
    if (*n) return UMBEL_OK;
    UMBEL_TRY(umbel_fold_name(cx, &cx->scratch, umbel_str_of(name), &folded));
    return umbel_ledger_find_actors(cx, v->ledger, folded, &cx->scratch, ids, n);
}

umbel_status view_bears(umbel_ctx *cx, view *v, const char *name, bool *any) {
    umbel_str *ids;
    size_t n;
    UMBEL_TRY(find_ids(cx, v, name, &ids, &n));
    *any = n > 0;
    return UMBEL_OK;
}

static umbel_status fail_unknown(umbel_ctx *cx, const view *v, const char *name) {
    umbel_buf near = {0};
    suggest(cx, v, umbel_str_of(name), &near);
    umbel_str hint = near.n ? umbel_buf_str(&near) : UMBEL_STR("; 'umbel ties' lists those it has");
    umbel_status status = UMBEL_FAIL(cx, UMBEL_E_NOT_FOUND, "no actor in this ledger bears the name \"%.160s\"%.*s",
                                     name, UMBEL_ARGS(hint));
    umbel_buf_free(cx, &near);
    return status;
}

umbel_status view_actor_itself(umbel_ctx *cx, view *v, const char *name, umbel_str *id) {
    umbel_str *ids;
    size_t n;
    UMBEL_TRY(find_ids(cx, v, name, &ids, &n));
    if (n == 0) return fail_unknown(cx, v, name);
    if (n > 1) n = join(v, ids, n);
    if (n > 1) {
        fprintf(stderr, "umbel: \"%s\" may be", name);
        for (size_t i = 0; i < n; i++) fprintf(stderr, "%s %.*s", i ? "," : "", UMBEL_ARGS(ids[i]));
        fprintf(stderr, "; name one of these\n");
        return UMBEL_FAIL(cx, UMBEL_E_NOT_FOUND, "the name stands for several actors");
    }
    *id = ids[0];
    return UMBEL_OK;
}

umbel_status view_actor(umbel_ctx *cx, view *v, const char *name, umbel_str *id) {
    UMBEL_TRY(view_actor_itself(cx, v, name, id));
    *id = umbel_sameness_of(v->sameness, *id);
    return UMBEL_OK;
}

umbel_status view_write(umbel_ctx *cx, const query *q, const umbel_buf *buf) {
    if (!q->out) return write_out(buf) ? UMBEL_OK : UMBEL_FAIL(cx, UMBEL_E_IO, "the output cannot be written");
    FILE *f = fopen(q->out, "wb");
    bool ok = f && fwrite(buf->p, 1, buf->n, f) == buf->n;
    if (f && fclose(f) != 0) ok = false;
    return ok ? UMBEL_OK : UMBEL_FAIL_AT(cx, UMBEL_E_IO, -1, q->out, "cannot be written: %s", strerror(errno));
}

const char *shown_date(const umbel_date *d, char out[UMBEL_DATE_MAX]) {
    umbel_date_print(d, out);
    return out;
}

umbel_status add_json(umbel_ctx *cx, umbel_buf *out, const char *key, umbel_str value, bool first) {
    UMBEL_TRY(umbel_buf_printf(cx, out, "%s\"%s\":", first ? "" : ",", key));
    return umbel_tell_json_bytes(cx, out, value);
}
