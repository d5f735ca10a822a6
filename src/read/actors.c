/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* The program's tables of actors and names, and a user's own table of names. */
#include <string.h>

#include "base/file.h"
#include "base/intern.h"
#include "read/read.h"
#include "umbel/text.h"

#define TABLE_MAX     ((size_t)256 << 20)
#define CELLS_MAX     8
#define USER_LINE_MAX 65535 /* bytes, as an index of names can hold */
#define FAULTS_NAMED  100

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

typedef struct table_format {
    const char *header;
    bool need_header;
    row_reader *row;
} table_format;

typedef struct table_reader {
    const table_format *format;
    const char *path;
    umbel_actors *table;
    umbel_intern known;     /* ids, in the order of the table's actors */
    umbel_diagnostics *bad; /* NULL: the program's own table, the first fault ends the reading */
    size_t line, n_bad, first_unnamed;
    bool seen_first;
} table_reader;

/* The header, or the first columns of it. A user's table may have none. */
static bool is_header(const table_reader *r, umbel_str text) {
    umbel_str header = umbel_str_of(r->format->header);
    if (!r->bad) return umbel_str_eq(text, header);
    return umbel_str_starts(text, UMBEL_STR("actor\tname")) && umbel_str_starts(header, text) &&
           (text.n == header.n || header.p[text.n] == '\t');
}

static umbel_status check_line(umbel_ctx *cx, const table_reader *r, umbel_str text) {
    size_t at;
    if (!umbel_utf8_valid(text, &at))
        return UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, r->line, r->path,
                             "the line is not UTF-8 at its byte %zu; convert the file with iconv", at + 1);
    if (text.n > USER_LINE_MAX)
        return UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, r->line, r->path,
                             "the line has %zu bytes where %d are allowed; give each name a line of its own", text.n,
                             USER_LINE_MAX);
    return UMBEL_OK;
}

static umbel_status read_row(umbel_ctx *cx, table_reader *r, umbel_str text) {
    umbel_str cells[CELLS_MAX] = {{0}}, left = text, cell;
    size_t n = 0;
    if (r->bad) UMBEL_TRY(check_line(cx, r, text));
    while (umbel_str_cut(&left, '\t', &cell)) {
        if (n < CELLS_MAX) cells[n] = cell;
        n++;
    }
    return r->format->row(cx, cells, n, r->table, &r->known, r->path, r->line);
}

/* A fault of a user's table: the line is named and passed over. Of many, the first are named and the rest counted. */
static umbel_status pass_over(umbel_ctx *cx, table_reader *r) {
    umbel_diagnostic d = {.file = umbel_str_of(r->path),
                          .pos = (int64_t)r->line,
                          .unit = UMBEL_STR("line"),
                          .code = UMBEL_STR("bad-row"),
                          .text = umbel_str_of(cx->err.msg)};
    if (++r->n_bad <= FAULTS_NAMED) return umbel_diagnose(cx, r->bad, &d);
    if (r->n_bad == FAULTS_NAMED + 1) r->first_unnamed = r->line;
    return UMBEL_OK;
}

static umbel_status count_unnamed(umbel_ctx *cx, table_reader *r) {
    char text[96];
    umbel_diagnostic d = {.file = umbel_str_of(r->path),
                          .pos = (int64_t)r->first_unnamed,
                          .unit = UMBEL_STR("line"),
                          .code = UMBEL_STR("bad-row")};
    if (r->n_bad <= FAULTS_NAMED) return UMBEL_OK;
    snprintf(text, sizeof text, "from here on %zu further lines were passed over", r->n_bad - FAULTS_NAMED);
    d.text = umbel_str_of(text);
    return umbel_diagnose(cx, r->bad, &d);
}

static umbel_status take_line(umbel_ctx *cx, table_reader *r, umbel_str text) {
    r->line++;
    if (r->bad && r->line == 1 && umbel_str_starts(text, UMBEL_STR("\xef\xbb\xbf"))) text.p += 3, text.n -= 3;
    if (text.n && text.p[text.n - 1] == '\r') text.n--;
    if (text.n == 0 || text.p[0] == '#') return UMBEL_OK;
    bool first = !r->seen_first;
    r->seen_first = true;
    if (first && is_header(r, text)) return UMBEL_OK;
    if (first && r->format->need_header)
        return UMBEL_FAIL_AT(cx, UMBEL_E_FORMAT, r->line, r->path, "the first line must be the columns \"%s\"",
                             r->format->header);
    umbel_status status = read_row(cx, r, text);
    return status == UMBEL_E_FORMAT && r->bad ? pass_over(cx, r) : status;
}

static umbel_status read_table(umbel_ctx *cx, const char *path, const table_format *format, umbel_actors *table,
                               umbel_diagnostics *bad) {
    table_reader r = {.format = format, .path = path, .table = table, .bad = bad};
    umbel_buf bytes = {0};
    umbel_str rest, text;
    uint32_t k;
    umbel_status status = umbel_file_read(cx, path, TABLE_MAX, &bytes);
    for (size_t i = 0; status == UMBEL_OK && i < table->n_actors; i++)
        status = umbel_intern_add(cx, &r.known, table->actors[i].id, &k);
    rest = umbel_buf_str(&bytes);
    if (status == UMBEL_OK && !format->need_header) status = reserve_names(cx, table, rest);
    while (status == UMBEL_OK && umbel_str_cut(&rest, '\n', &text)) {
        status = take_line(cx, &r, text);
        if (status == UMBEL_OK && r.line % 4096 == 0) status = umbel_ctx_poll(cx);
    }
    if (status == UMBEL_OK) status = count_unnamed(cx, &r);
    umbel_intern_free(cx, &r.known);
    umbel_buf_free(cx, &bytes);
    return status;
}

umbel_status umbel_read_actors(umbel_ctx *cx, const char *path, umbel_actors *table) {
    static const table_format format = {"actor\tkind\tname\tcountry\tfrom\tto\trefs\tsource", true, actor_row};
    return read_table(cx, path, &format, table, NULL);
}

static const table_format names_format = {"actor\tname\tkind\tlang\tused_by\tfrom\tto\tsource", false, name_row};

umbel_status umbel_read_names(umbel_ctx *cx, const char *path, umbel_actors *table) {
    return read_table(cx, path, &names_format, table, NULL);
}

umbel_status umbel_read_user_names(umbel_ctx *cx, const char *path, umbel_actors *table, umbel_diagnostics *bad) {
    return read_table(cx, path, &names_format, table, bad);
}
