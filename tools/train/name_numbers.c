/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* name_numbers DATA NAMES.tsv < QUERIES: for each line "query TAB actor TAB 1|0" (the actor meant, or nothing; 1:
 * without the actor's name that is the query) the numbers that the model of p_match looks at, a line for each
 * candidate: number of the query, 1 where it is the one meant, the log-odds of today's model, actor, name, numbers. */
#include <stdio.h>
#include <string.h>

#include "identity/name_resolve.h"
#include "umbel/read.h"

static umbel_status answer(umbel_ctx *cx, umbel_resolver *r, char *line, size_t n) {
    char *actor = strchr(line, '\t'), *leave = actor ? strchr(actor + 1, '\t') : NULL;
    if (!leave) return UMBEL_FAIL(cx, UMBEL_E_FORMAT, "line %zu has no three cells", n + 1);
    char bytes[UMBEL_QUERY_BYTES];
    umbel_str query = umbel_clean_query((umbel_str){line, (size_t)(actor - line)}, bytes);
    umbel_str meant = {actor + 1, (size_t)(leave - actor - 1)};
    umbel_resolve_options o = {.all_elsewhere = true};
    if (leave[1] == '1') o.leave_out = meant;
    UMBEL_TRY(umbel_resolver_candidates(cx, r, query, &o));
    const name_index *x = &r->names->index;
    for (size_t i = 0; i < r->n_candidates; i++) {
        const candidate *c = &r->candidates[i];
        umbel_str id = umbel_index_actor(x, c->actor), name = umbel_index_text(x, &x->names[x->rows[c->row].name]);
        printf("%zu\t%d\t%.4f\t%.*s\t%.*s", n, umbel_str_eq(id, meant), c->log_odds, UMBEL_ARGS(id), UMBEL_ARGS(name));
        for (int k = 0; k < N_MATCH_NUMBERS; k++) printf("\t%.5g", (double)c->numbers[k]);
        putchar('\n');
    }
    return UMBEL_OK;
}

int main(int argc, char **argv) {
    umbel_ctx cx;
    umbel_actors actors = {0};
    umbel_names *names = NULL;
    umbel_resolver *r = NULL;
    static char line[1 << 16];
    size_t n = 0;
    if (argc != 3) return fputs("usage: name_numbers DATA NAMES.tsv < QUERIES\n", stderr), 2;
    umbel_ctx_init(&cx, NULL, 1);
    umbel_status status = umbel_read_names(&cx, argv[2], &actors);
    if (status == UMBEL_OK) status = umbel_names_build(&cx, &names, &actors, argv[1]);
    if (status == UMBEL_OK) status = umbel_resolver_new(&cx, &r, names);
    while (status == UMBEL_OK && fgets(line, sizeof line, stdin)) status = answer(&cx, r, line, n++);
    if (status != UMBEL_OK) fprintf(stderr, "%s: %s\n", cx.err.where, cx.err.msg);
    umbel_resolver_free(&cx, r);
    umbel_names_free(&cx, names);
    umbel_actors_free(&cx, &actors);
    umbel_ctx_free(&cx);
    return status == UMBEL_OK ? 0 : 1;
}
