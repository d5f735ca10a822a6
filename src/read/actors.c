/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* The program's tables of actors and names, and a user's own table of names. */
#include <string.h>

#include "base/file.h"
#include "base/intern.h"
#include "read/read.h"

#define TABLE_MAX ((size_t)256 << 20)
#define CELLS_MAX 8

typedef umbel_status row_reader(umbel_ctx *cx, const umbel_str *cells, size_t n, umbel_actors *table,
                                umbel_intern *known, const char *path, size_t line);

static umbel_status keep(umbel_ctx *cx, umbel_actors *table, umbel_str s, umbel_str *out) {
    return umbel_str_copy(cx, &table->arena, umbel_str_trim(s), out);
}

static umbel_status add_actor(umbel_ctx *cx, umbel_actors *table, const umbel_actor *actor) {
    UMBEL_TRY(umbel_reserve(cx, &table->arena, (void *)&table->actors, &table->cap_actors, table->n_actors + 1,
                            sizeof *actor));
    umbel_actor *a = &table->actors[table->n_actors];
    *a = *actor;
    UMBEL_TRY(keep(cx, table, actor->id, &a->id));
    UMBEL_TRY(keep(cx, table, actor->name, &a->name));
    UMBEL_TRY(keep(cx, table, actor->country, &a->country));
    UMBEL_TRY(keep(cx, table, actor->refs, &a->refs));
    UMBEL_TRY(keep(cx, table, actor->source, &a->source));
    table->n_actors++;
    return UMBEL_OK;
}

static umbel_status read_dates(umbel_ctx *cx, umbel_str from, umbel_str to, umbel_interval *out, const char *path,
                               size_t line) {
    if (from.n && !umbel_date_parse(from, &out->from))
        return UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, line, path, "\"%.*s\" is no EDTF date", UMBEL_ARGS(from));
    if (to.n && !umbel_date_parse(to, &out->to))
        return UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, line, path, "\"%.*s\" is no EDTF date", UMBEL_ARGS(to));
    return UMBEL_OK;
}

static umbel_status actor_row(umbel_ctx *cx, const umbel_str *cells, size_t n, umbel_actors *table, umbel_intern *known,
                              const char *path, size_t line) {
    umbel_actor actor = {.id = cells[0], .name = cells[2], .country = cells[3], .refs = cells[6], .source = cells[7]};
    uint32_t k;
    if (n != 8) return UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, line, path, "%zu cells where 8 belong", n);
    if (!umbel_kind_parse(cells[1], &actor.kind))
        return UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, line, path, "\"%.*s\" is no kind of actor", UMBEL_ARGS(cells[1]));
    UMBEL_TRY(read_dates(cx, cells[4], cells[5], &actor.active, path, line));
    size_t before = known->n;
    UMBEL_TRY(umbel_intern_add(cx, known, actor.id, &k));
    if (known->n == before)
        return UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, line, path, "the actor \"%.*s\" has a row already",
                             UMBEL_ARGS(actor.id));
    return add_actor(cx, table, &actor);
}

static umbel_status name_row(umbel_ctx *cx, const umbel_str *cells, size_t n, umbel_actors *table, umbel_intern *known,
                             const char *path, size_t line) {
    umbel_name name = {.kind = UMBEL_NAME_ALIAS};
    uint32_t k;
    if (n < 2 || umbel_str_trim(cells[0]).n == 0 || umbel_str_trim(cells[1]).n == 0)
        return UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, line, path,
                             "a line needs an actor and a name with a tab between them");
    if (n > 2 && !umbel_name_kind_parse(cells[2], &name.kind)) name.kind = UMBEL_NAME_ALIAS;
    if (n > 6) UMBEL_TRY(read_dates(cx, cells[5], cells[6], &name.when, path, line));
    UMBEL_TRY(keep(cx, table, cells[0], &name.actor));
    UMBEL_TRY(keep(cx, table, cells[1], &name.text));
    if (n > 3) UMBEL_TRY(keep(cx, table, cells[3], &name.language));
    if (n > 4) UMBEL_TRY(keep(cx, table, cells[4], &name.used_by));
    if (n > 7) UMBEL_TRY(keep(cx, table, cells[7], &name.source));
    bool of_state = name.kind == UMBEL_NAME_ADJECTIVE || name.kind == UMBEL_NAME_CAPITAL;
    size_t before = known->n;
    UMBEL_TRY(umbel_intern_add(cx, known, name.actor, &k));
    if (known->n > before)
        UMBEL_TRY(add_actor(cx, table, &(umbel_actor){.id = name.actor, .name = name.text, .kind = UMBEL_KIND_GROUP}));
    if (of_state && table->actors[k].kind == UMBEL_KIND_GROUP && !table->actors[k].source.n)
        table->actors[k].kind = UMBEL_KIND_STATE;
    UMBEL_TRY(
        umbel_reserve(cx, &table->arena, (void *)&table->names, &table->cap_names, table->n_names + 1, sizeof name));
    table->names[table->n_names++] = name;
    return UMBEL_OK;
}

/* Room for as many names as there are lines, at once: a million names grown by doubling would leave as much behind. */
static umbel_status reserve_names(umbel_ctx *cx, umbel_actors *table, umbel_str bytes) {
    size_t n = 1;
    for (size_t i = 0; i < bytes.n; i++) n += bytes.p[i] == '\n';
    return umbel_reserve(cx, &table->arena, (void *)&table->names, &table->cap_names, table->n_names + n,
                         sizeof *table->names);
}

static umbel_status read_table(umbel_ctx *cx, const char *path, const char *header, bool need_header, row_reader *row,
                               umbel_actors *table) {
    umbel_buf bytes = {0};
    umbel_intern known = {0};
    uint32_t k;
    size_t line = 0;
    bool first = true;
    umbel_str rest, text, cells[CELLS_MAX];
    umbel_status status = umbel_file_read(cx, path, TABLE_MAX, &bytes);
    for (size_t i = 0; status == UMBEL_OK && i < table->n_actors; i++)
        status = umbel_intern_add(cx, &known, table->actors[i].id, &k);
    rest = umbel_buf_str(&bytes);
    if (status == UMBEL_OK && !need_header) status = reserve_names(cx, table, rest);
    while (status == UMBEL_OK && umbel_str_cut(&rest, '\n', &text)) {
        line++;
        if (text.n && text.p[text.n - 1] == '\r') text.n--;
        if (text.n == 0 || text.p[0] == '#') continue;
        if (first) {
            first = false;
            if (umbel_str_eq(text, umbel_str_of(header))) continue;
            if (need_header)
                status =
                    UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, line, path, "the first line must be the columns \"%s\"", header);
        }
        size_t n = 0;
        umbel_str left = text, cell;
        memset(cells, 0, sizeof cells);
        while (umbel_str_cut(&left, '\t', &cell)) {
            if (n < CELLS_MAX) cells[n] = cell;
            n++;
        }
        if (status == UMBEL_OK) status = row(cx, cells, n, table, &known, path, line);
    }
    umbel_intern_free(cx, &known);
    umbel_buf_free(cx, &bytes);
    return status;
}

umbel_status umbel_read_actors(umbel_ctx *cx, const char *path, umbel_actors *table) {
    return read_table(cx, path, "actor\tkind\tname\tcountry\tfrom\tto\trefs\tsource", true, actor_row, table);
}

umbel_status umbel_read_names(umbel_ctx *cx, const char *path, umbel_actors *table) {
    return read_table(cx, path, "actor\tname\tkind\tlang\tused_by\tfrom\tto\tsource", false, name_row, table);
}
