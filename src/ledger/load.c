/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* The ledger into memory tables. Quotes are cut from the documents' text again, so what is shown is what is stored. */
#include <stdlib.h>
#include <string.h>

#include "ledger/ledger.h"

typedef struct loader {
    umbel_ctx *cx;
    umbel_ledger *l;
    umbel_evidence *out;
    umbel_str text; /* of the document at hand, from the query's row */
} loader;

static umbel_status step(umbel_ctx *cx, umbel_ledger *l, sqlite3_stmt *q, bool *row) {
    int code = sqlite3_step(q);
    *row = code == SQLITE_ROW;
    return code == SQLITE_ROW || code == SQLITE_DONE ? UMBEL_OK : umbel_ledger_fail(cx, l, "the ledger cannot be read");
}

static umbel_status load_sources(loader *ld) {
    sqlite3_stmt *q = NULL;
    umbel_evidence *e = ld->out;
    bool row;
    umbel_status status =
        sqlite3_prepare_v2(ld->l->db,
                           "SELECT id, name, kind, country, reliability, rated_by, rated_on FROM source ORDER BY name",
                           -1, &q, NULL) == SQLITE_OK
            ? UMBEL_OK
            : umbel_ledger_fail(ld->cx, ld->l, "sources");
    while (status == UMBEL_OK && (status = step(ld->cx, ld->l, q, &row)) == UMBEL_OK && row) {
        status = umbel_reserve(ld->cx, &e->arena, (void *)&e->sources, &e->cap_sources, e->n_sources + 1,
                               sizeof(umbel_source));
        if (status != UMBEL_OK) break;
        umbel_source *s = &e->sources[e->n_sources++];
        umbel_str *fields[] = {&s->id, &s->name, &s->kind, &s->country};
        for (int i = 0; status == UMBEL_OK && i < 4; i++)
            status = umbel_column_copy(ld->cx, &e->arena, q, i, fields[i]);
        umbel_str letter = umbel_column_str(q, 4);
        s->reliability = letter.n == 1 ? letter.p[0] : 0;
        if (status == UMBEL_OK) status = umbel_column_copy(ld->cx, &e->arena, q, 5, &s->rated_by);
        s->rated_on = umbel_column_date(q, 6);
    }
    sqlite3_finalize(q);
    return status;
}

static umbel_status load_documents(loader *ld) {
    static const char *sql =
        "SELECT d.id, d.sha256, d.locator, s.name, d.url, d.title, d.published, d.fetched, d.language, d.media_type, "
        "d.given_id FROM document d LEFT JOIN source s ON s.n = d.source ORDER BY d.published, d.id";
    sqlite3_stmt *q = NULL;
    umbel_evidence *e = ld->out;
    bool row;
    umbel_status status = sqlite3_prepare_v2(ld->l->db, sql, -1, &q, NULL) == SQLITE_OK
                              ? UMBEL_OK
                              : umbel_ledger_fail(ld->cx, ld->l, "documents");
    while (status == UMBEL_OK && (status = step(ld->cx, ld->l, q, &row)) == UMBEL_OK && row) {
        status = umbel_reserve(ld->cx, &e->arena, (void *)&e->documents, &e->cap_documents, e->n_documents + 1,
                               sizeof(umbel_document));
        if (status != UMBEL_OK) break;
        umbel_document *d = &e->documents[e->n_documents++];
        umbel_str *fields[] = {&d->id, &d->sha256, &d->locator, &d->source, &d->url, &d->title};
        for (int i = 0; status == UMBEL_OK && i < 6; i++)
            status = umbel_column_copy(ld->cx, &e->arena, q, i, fields[i]);
        d->published = umbel_column_date(q, 6);
        d->t_fetched = sqlite3_column_int64(q, 7);
        umbel_str *more[] = {&d->language, &d->media_type, &d->given_id};
        for (int i = 0; status == UMBEL_OK && i < 3; i++)
            status = umbel_column_copy(ld->cx, &e->arena, q, 8 + i, more[i]);
    }
    sqlite3_finalize(q);
    return status;
}

/* The quote of length n at column `at` (its text) and at + 1 (its first byte). */
static umbel_status load_quote(loader *ld, sqlite3_stmt *q, int at, umbel_quote *out) {
    *out = (umbel_quote){0};
    UMBEL_TRY(umbel_column_copy(ld->cx, &ld->out->arena, q, at, &out->text));
    out->begin = (uint32_t)sqlite3_column_int64(q, at + 1);
    out->end = out->begin + (uint32_t)out->text.n;
    return UMBEL_OK;
}

static umbel_status load_party(loader *ld, sqlite3_stmt *q, int at, umbel_party *out) {
    UMBEL_TRY(load_quote(ld, q, at, &out->quote));
    if (!umbel_kind_parse(umbel_column_str(q, at + 2), &out->kind)) out->kind = UMBEL_KIND_NONE;
    UMBEL_TRY(umbel_column_copy(ld->cx, &ld->out->arena, q, at + 3, &out->actor));
    return load_quote(ld, q, at + 4, &out->antecedent);
}

static umbel_status cut_text(loader *ld, uint32_t begin, uint32_t end, umbel_str *out) {
    *out = (umbel_str){0};
    if (begin >= end || end > ld->text.n) return UMBEL_OK;
    return umbel_str_copy(ld->cx, &ld->out->arena, (umbel_str){ld->text.p + begin, end - begin}, out);
}

static size_t count(umbel_str s, char c) {
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += s.p[i] == c;
    return n;
}

static umbel_status load_cues(loader *ld, umbel_str text, umbel_statement *st) {
    umbel_cue *cues = UMBEL_NEW(ld->cx, &ld->out->arena, umbel_cue, count(text, ';'));
    umbel_str part;
    if (!cues) return ld->cx->err.code;
    while (umbel_str_cut(&text, ';', &part)) {
        char role[32];
        unsigned begin, end;
        char copy[96];
        snprintf(copy, sizeof copy, "%.*s", UMBEL_ARGS(part));
        if (sscanf(copy, "%31s %u %u", role, &begin, &end) != 3) continue;
        umbel_cue *cue = &cues[st->n_cues++];
        UMBEL_TRY(umbel_str_copy(ld->cx, &ld->out->arena, umbel_str_of(role), &cue->role));
        cue->quote.begin = begin, cue->quote.end = end;
        UMBEL_TRY(cut_text(ld, begin, end, &cue->quote.text));
    }
    st->cues = cues;
    return UMBEL_OK;
}

static umbel_status load_also(loader *ld, umbel_str text, umbel_statement *st) {
    umbel_passage *also = UMBEL_NEW(ld->cx, &ld->out->arena, umbel_passage, count(text, ';'));
    umbel_str part;
    if (!also) return ld->cx->err.code;
    while (umbel_str_cut(&text, ';', &part)) {
        char copy[96];
        umbel_passage p;
        snprintf(copy, sizeof copy, "%.*s", UMBEL_ARGS(part));
        if (sscanf(copy, "%u %u %u", &p.n, &p.begin, &p.end) == 3) also[st->n_also++] = p;
    }
    st->also = also;
    return UMBEL_OK;
}

static umbel_status load_attributes(loader *ld, umbel_str text, umbel_statement *st) {
    umbel_attribute *list = UMBEL_NEW(ld->cx, &ld->out->arena, umbel_attribute, count(text, ';'));
    umbel_str part;
    if (!list) return ld->cx->err.code;
    while (umbel_str_cut(&text, ';', &part)) {
        umbel_str value = part, key;
        umbel_str_cut(&value, '=', &key);
        if (!value.p) continue;
        UMBEL_TRY(umbel_str_copy(ld->cx, &ld->out->arena, key, &list[st->n_attributes].key));
        UMBEL_TRY(umbel_str_copy(ld->cx, &ld->out->arena, value, &list[st->n_attributes].value));
        st->n_attributes++;
    }
    st->attributes = list;
    return UMBEL_OK;
}

#define STATEMENTS_SQL                                                                                                 \
    "SELECT st.id, d.id, p.ordinal, p.first, p.last, st.tie, st.subject_text, st.subject_first, st.subject_kind, "     \
    "st.subject_actor, st.subject_antecedent, st.subject_antecedent_first, st.object_text, st.object_first, "          \
    "st.object_kind, st.object_actor, st.object_antecedent, st.object_antecedent_first, st.held_from, st.held_to, "    \
    "st.polarity, st.certainty, st.speaker, st.speaker_text, st.speaker_first, st.speaker_actor, st.cues, st.also, "   \
    "st.attributes, st.score, st.extractor, d.n FROM statement st JOIN passage p ON p.n = st.passage JOIN document d " \
    "ON d.n = p.document WHERE (?1 = '' OR st.tie = ?1) AND (?2 = 0 OR st.certainty = 'certain') AND (?3 = 0 OR "      \
    "st.extractor NOT LIKE 'encoder/%')"
#define FIRST_ID 4 /* parameters from here on are ids of actors */

static umbel_status load_statement(loader *ld, sqlite3_stmt *q) {
    umbel_evidence *e = ld->out;
    umbel_arena *arena = &e->arena;
    UMBEL_TRY(umbel_reserve(ld->cx, arena, (void *)&e->statements, &e->cap_statements, e->n_statements + 1,
                            sizeof(umbel_statement)));
    umbel_statement *st = &e->statements[e->n_statements];
    *st = (umbel_statement){0};
    UMBEL_TRY(umbel_ledger_text(ld->cx, ld->l, sqlite3_column_int64(q, 31), &ld->text));
    UMBEL_TRY(umbel_column_copy(ld->cx, arena, q, 0, &st->id));
    UMBEL_TRY(umbel_column_copy(ld->cx, arena, q, 1, &st->document));
    st->passage = (umbel_passage){(uint32_t)sqlite3_column_int64(q, 2), (uint32_t)sqlite3_column_int64(q, 3),
                                  (uint32_t)sqlite3_column_int64(q, 4)};
    UMBEL_TRY(cut_text(ld, st->passage.begin, st->passage.end, &st->passage_text));
    bool known = umbel_tie_parse(umbel_column_str(q, 5), &st->tie) &&
                 umbel_polarity_parse(umbel_column_str(q, 20), &st->polarity) &&
                 umbel_certainty_parse(umbel_column_str(q, 21), &st->certainty) &&
                 umbel_speaker_kind_parse(umbel_column_str(q, 22), &st->speaker.kind);
    if (!known)
        return UMBEL_FAIL_AT(ld->cx, UMBEL_E_CORRUPT, -1, ld->l->path,
                             "the statement %.*s has a value that is none; run 'umbel check'", UMBEL_ARGS(st->id));
    UMBEL_TRY(load_party(ld, q, 6, &st->subject));
    UMBEL_TRY(load_party(ld, q, 12, &st->object));
    st->when.from = umbel_column_date(q, 18);
    st->when.to = umbel_column_date(q, 19);
    UMBEL_TRY(load_quote(ld, q, 23, &st->speaker.quote));
    UMBEL_TRY(umbel_column_copy(ld->cx, arena, q, 25, &st->speaker.actor));
    UMBEL_TRY(load_cues(ld, umbel_column_str(q, 26), st));
    UMBEL_TRY(load_also(ld, umbel_column_str(q, 27), st));
    UMBEL_TRY(load_attributes(ld, umbel_column_str(q, 28), st));
    st->score = sqlite3_column_double(q, 29);
    UMBEL_TRY(umbel_column_copy(ld->cx, arena, q, 30, &st->extractor));
    e->n_statements++;
    return UMBEL_OK;
}

/* Asks for statements that have one of the ids (with tabs between) on a side; the parameters begin at *at. Written out
 * as a list, so that the indices on both sides serve. */
static umbel_status add_side(umbel_ctx *cx, umbel_buf *sql, umbel_str ids, int *at) {
    static const char *const opening[] = {" AND (st.subject_actor IN (", ") OR st.object_actor IN ("};
    size_t n = ids.n ? count(ids, '\t') + 1 : 0;
    if (n == 0) return UMBEL_OK;
    for (int side = 0; side < 2; side++) {
        UMBEL_TRY(umbel_buf_addz(cx, sql, opening[side]));
        for (size_t i = 0; i < n; i++) UMBEL_TRY(umbel_buf_printf(cx, sql, i ? ",?%d" : "?%d", *at + (int)i));
    }
    *at += (int)n;
    return umbel_buf_addz(cx, sql, "))");
}

static umbel_status statements_sql(umbel_ctx *cx, const umbel_ledger_filter *filter, umbel_buf *sql) {
    int at = FIRST_ID;
    UMBEL_TRY(umbel_buf_addz(cx, sql, STATEMENTS_SQL));
    UMBEL_TRY(add_side(cx, sql, filter->actor, &at));
    UMBEL_TRY(add_side(cx, sql, filter->other, &at));
    UMBEL_TRY(umbel_buf_addz(cx, sql, " ORDER BY d.published, d.id, p.ordinal, st.id"));
    return umbel_buf_byte(cx, sql, 0);
}

static void bind_filter(sqlite3_stmt *q, const umbel_ledger_filter *filter) {
    const umbel_str sides[] = {filter->actor, filter->other};
    int at = FIRST_ID;
    umbel_bind_str(q, 1, umbel_str_of(umbel_tie_name(filter->tie)));
    sqlite3_bind_int(q, 2, filter->certain_only);
    sqlite3_bind_int(q, 3, filter->no_encoder);
    for (int i = 0; i < 2; i++) {
        umbel_str rest = sides[i], id;
        while (sides[i].n && umbel_str_cut(&rest, '\t', &id)) umbel_bind_str(q, at++, id);
    }
}

static umbel_status load_statements(loader *ld, const umbel_ledger_filter *filter) {
    static const umbel_ledger_filter any;
    sqlite3_stmt *q = NULL;
    umbel_buf sql = {0};
    bool row;
    if (!filter) filter = &any;
    umbel_status status = statements_sql(ld->cx, filter, &sql);
    if (status == UMBEL_OK && sqlite3_prepare_v2(ld->l->db, sql.p, -1, &q, NULL) != SQLITE_OK)
        status = umbel_ledger_fail(ld->cx, ld->l, "statements");
    if (status == UMBEL_OK) bind_filter(q, filter);
    while (status == UMBEL_OK && (status = step(ld->cx, ld->l, q, &row)) == UMBEL_OK && row)
        status = load_statement(ld, q);
    sqlite3_finalize(q);
    umbel_buf_free(ld->cx, &sql);
    return status;
}

static umbel_status read_actor(loader *ld, sqlite3_stmt *q) {
    umbel_evidence *e = ld->out;
    UMBEL_TRY(
        umbel_reserve(ld->cx, &e->arena, (void *)&e->actors, &e->cap_actors, e->n_actors + 1, sizeof(umbel_actor)));
    umbel_actor *a = &e->actors[e->n_actors++];
    UMBEL_TRY(umbel_column_copy(ld->cx, &e->arena, q, 0, &a->id));
    if (!umbel_kind_parse(umbel_column_str(q, 1), &a->kind)) a->kind = UMBEL_KIND_GROUP;
    UMBEL_TRY(umbel_column_copy(ld->cx, &e->arena, q, 2, &a->name));
    UMBEL_TRY(umbel_column_copy(ld->cx, &e->arena, q, 3, &a->country));
    a->active.from = umbel_column_date(q, 4);
    a->active.to = umbel_column_date(q, 5);
    UMBEL_TRY(umbel_column_copy(ld->cx, &e->arena, q, 6, &a->refs));
    return umbel_column_copy(ld->cx, &e->arena, q, 7, &a->source);
}

static umbel_status read_name(loader *ld, sqlite3_stmt *q) {
    umbel_evidence *e = ld->out;
    UMBEL_TRY(umbel_reserve(ld->cx, &e->arena, (void *)&e->names, &e->cap_names, e->n_names + 1, sizeof(umbel_name)));
    umbel_name *n = &e->names[e->n_names++];
    *n = (umbel_name){0};
    UMBEL_TRY(umbel_column_copy(ld->cx, &e->arena, q, 0, &n->actor));
    UMBEL_TRY(umbel_column_copy(ld->cx, &e->arena, q, 1, &n->text));
    if (!umbel_name_kind_parse(umbel_column_str(q, 2), &n->kind)) n->kind = UMBEL_NAME_ALIAS;
    UMBEL_TRY(umbel_column_copy(ld->cx, &e->arena, q, 3, &n->language));
    UMBEL_TRY(umbel_column_copy(ld->cx, &e->arena, q, 4, &n->used_by));
    n->when.from = umbel_column_date(q, 5);
    n->when.to = umbel_column_date(q, 6);
    return umbel_column_copy(ld->cx, &e->arena, q, 7, &n->source);
}

static umbel_status load_rows(loader *ld, const char *sql, umbel_str id,
                              umbel_status (*read)(loader *, sqlite3_stmt *)) {
    sqlite3_stmt *q = NULL;
    bool row;
    umbel_status status = sqlite3_prepare_v2(ld->l->db, sql, -1, &q, NULL) == SQLITE_OK
                              ? UMBEL_OK
                              : umbel_ledger_fail(ld->cx, ld->l, "actors");
    if (status == UMBEL_OK && id.n) umbel_bind_str(q, 1, id);
    while (status == UMBEL_OK && (status = step(ld->cx, ld->l, q, &row)) == UMBEL_OK && row) status = read(ld, q);
    sqlite3_finalize(q);
    return status;
}

#define ACTOR_COLUMNS "SELECT id, kind, name, country, active_from, active_to, refs, source FROM actor "
#define NAME_COLUMNS  "SELECT actor, text, kind, language, used_by, used_from, used_to, source FROM name "

umbel_status umbel_ledger_load(umbel_ctx *cx, umbel_ledger *l, const umbel_ledger_filter *filter, umbel_evidence *out) {
    loader ld = {cx, l, out, {0}};
    UMBEL_TRY(load_sources(&ld));
    UMBEL_TRY(load_documents(&ld));
    UMBEL_TRY(load_statements(&ld, filter));
    UMBEL_TRY(load_rows(&ld,
                        ACTOR_COLUMNS "WHERE id IN (SELECT subject_actor FROM statement UNION SELECT object_actor FROM "
                                      "statement UNION SELECT speaker_actor FROM statement) ORDER BY id",
                        (umbel_str){0}, read_actor));
    UMBEL_TRY(load_rows(&ld,
                        NAME_COLUMNS "WHERE actor IN (SELECT subject_actor FROM statement UNION SELECT object_actor "
                                     "FROM statement) ORDER BY actor, kind, text",
                        (umbel_str){0}, read_name));
    umbel_diagnostics bad = {0};
    umbel_status status = umbel_ledger_diagnostics(cx, l, &bad);
    out->n_diagnostics = bad.n;
    umbel_diagnostics_free(cx, &bad);
    return status;
}

umbel_status umbel_ledger_actor(umbel_ctx *cx, umbel_ledger *l, umbel_str id, umbel_evidence *out) {
    loader ld = {cx, l, out, {0}};
    size_t before = out->n_actors;
    UMBEL_TRY(load_rows(&ld, ACTOR_COLUMNS "WHERE id = ?", id, read_actor));
    if (out->n_actors == before) return UMBEL_FAIL(cx, UMBEL_E_NOT_FOUND, "there is no actor \"%.*s\"", UMBEL_ARGS(id));
    return load_rows(&ld, NAME_COLUMNS "WHERE actor = ? ORDER BY kind, text", id, read_name);
}

umbel_status umbel_ledger_find_actors(umbel_ctx *cx, umbel_ledger *l, umbel_str folded, umbel_arena *arena,
                                      umbel_str **ids, size_t *n) {
    sqlite3_stmt *q = NULL;
    size_t cap = 0;
    bool row;
    *n = 0;
    *ids = NULL;
    umbel_status status =
        sqlite3_prepare_v2(
            l->db,
            "SELECT DISTINCT actor FROM name WHERE folded = ?1 UNION SELECT id FROM actor WHERE id = ?1 ORDER BY 1", -1,
            &q, NULL) == SQLITE_OK
            ? UMBEL_OK
            : umbel_ledger_fail(cx, l, "names");
    if (status == UMBEL_OK) umbel_bind_str(q, 1, folded);
    while (status == UMBEL_OK && (status = step(cx, l, q, &row)) == UMBEL_OK && row) {
        status = umbel_reserve(cx, arena, (void *)ids, &cap, *n + 1, sizeof **ids);
        if (status == UMBEL_OK) status = umbel_column_copy(cx, arena, q, 0, &(*ids)[(*n)++]);
    }
    sqlite3_finalize(q);
    return status;
}

umbel_status umbel_ledger_diagnostics(umbel_ctx *cx, umbel_ledger *l, umbel_diagnostics *out) {
    sqlite3_stmt *q = NULL;
    bool row;
    umbel_status status =
        sqlite3_prepare_v2(
            l->db, "SELECT file, position, code, unit, document, text FROM diagnostic ORDER BY file, position, code",
            -1, &q, NULL) == SQLITE_OK
            ? UMBEL_OK
            : umbel_ledger_fail(cx, l, "diagnostics");
    while (status == UMBEL_OK && (status = step(cx, l, q, &row)) == UMBEL_OK && row) {
        umbel_diagnostic d = {.file = umbel_column_str(q, 0),
                              .pos = sqlite3_column_int64(q, 1),
                              .code = umbel_column_str(q, 2),
                              .unit = umbel_column_str(q, 3),
                              .document = umbel_column_str(q, 4),
                              .text = umbel_column_str(q, 5)};
        status = umbel_diagnose(cx, out, &d);
    }
    sqlite3_finalize(q);
    return status;
}
