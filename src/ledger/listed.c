/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* What official lists bring: designations, listed persons, and the names of all for an index. */
#include "base/hash.h"
#include "ledger/ledger.h"

umbel_status umbel_ledger_designation_id(umbel_ctx *cx, umbel_arena *arena, const umbel_designation *d, umbel_str *id) {
    umbel_str parts[] = {d->actor, d->authority, d->list, d->reference};
    return umbel_id_of(cx, arena, parts, sizeof parts / sizeof *parts, id);
}

umbel_status umbel_ledger_put_designation(umbel_ctx *cx, umbel_ledger *l, const umbel_designation *d, umbel_put *what) {
    sqlite3_stmt *q;
    umbel_str id;
    bool is_new = false;
    UMBEL_TRY(umbel_ledger_prepare(cx, l, Q_DESIGNATION,
                                   "INSERT OR IGNORE INTO designation (id, actor, authority, list, reference, "
                                   "listed_from, listed_to) VALUES (?, ?, ?, ?, ?, ?, ?)",
                                   &q));
    umbel_mark mark = umbel_arena_mark(&cx->scratch);
    umbel_status status = umbel_ledger_designation_id(cx, &cx->scratch, d, &id);
    if (status == UMBEL_OK) {
        umbel_bind_str(q, 1, id);
        umbel_bind_str(q, 2, d->actor);
        umbel_bind_str(q, 3, d->authority);
        umbel_bind_str(q, 4, d->list);
        umbel_bind_str(q, 5, d->reference);
        umbel_bind_date(q, 6, &d->listed.from);
        umbel_bind_date(q, 7, &d->listed.to);
        status = umbel_ledger_put_row(cx, l, q, &is_new);
    }
    umbel_arena_release(cx, &cx->scratch, mark);
    *what = is_new ? UMBEL_PUT_NEW : UMBEL_PUT_SAME;
    return status;
}

umbel_status umbel_ledger_put_listed_person(umbel_ctx *cx, umbel_ledger *l, const umbel_listed_person *p,
                                            umbel_put *what) {
    sqlite3_stmt *q;
    bool is_new;
    UMBEL_TRY(umbel_ledger_prepare(cx, l, Q_LISTED_PERSON,
                                   "INSERT OR IGNORE INTO listed_person (id, list, reference, listed_from, listed_to) "
                                   "VALUES (?, ?, ?, ?, ?)",
                                   &q));
    umbel_bind_str(q, 1, p->id);
    umbel_bind_str(q, 2, p->list);
    umbel_bind_str(q, 3, p->reference);
    umbel_bind_date(q, 4, &p->listed.from);
    umbel_bind_date(q, 5, &p->listed.to);
    UMBEL_TRY(umbel_ledger_put_row(cx, l, q, &is_new));
    *what = is_new ? UMBEL_PUT_NEW : UMBEL_PUT_SAME;
    for (size_t i = 0; i < p->n_names; i++) {
        UMBEL_TRY(umbel_ledger_prepare(
            cx, l, Q_LISTED_NAME, "INSERT OR IGNORE INTO listed_name (person, text, quality) VALUES (?, ?, ?)", &q));
        umbel_bind_str(q, 1, p->id);
        umbel_bind_str(q, 2, p->names[i].text);
        umbel_bind_opt(q, 3, p->names[i].quality);
        UMBEL_TRY(umbel_ledger_put_row(cx, l, q, NULL));
    }
    return UMBEL_OK;
}

static umbel_status take_designation(umbel_ctx *cx, sqlite3_stmt *q, umbel_designations *out) {
    umbel_designation d = {0};
    umbel_str *fields[] = {&d.id, &d.actor, &d.authority, &d.list, &d.reference};
    UMBEL_TRY(umbel_reserve(cx, &out->arena, (void *)&out->items, &out->cap, out->n + 1, sizeof d));
    for (int i = 0; i < 5; i++) UMBEL_TRY(umbel_column_copy(cx, &out->arena, q, i, fields[i]));
    d.listed.from = umbel_column_date(q, 5);
    d.listed.to = umbel_column_date(q, 6);
    out->items[out->n++] = d;
    return UMBEL_OK;
}

umbel_status umbel_ledger_designations(umbel_ctx *cx, umbel_ledger *l, umbel_str actor, umbel_designations *out) {
    sqlite3_stmt *q = NULL;
    int code = sqlite3_prepare_v2(l->db,
                                  "SELECT id, actor, authority, list, reference, listed_from, listed_to FROM "
                                  "designation WHERE ?1 = '' OR actor = ?1 ORDER BY actor, authority, reference, list",
                                  -1, &q, NULL);
    umbel_status status = code == SQLITE_OK ? UMBEL_OK : umbel_ledger_fail(cx, l, "designations");
    if (status == UMBEL_OK) umbel_bind_str(q, 1, actor);
    while (status == UMBEL_OK && (code = sqlite3_step(q)) == SQLITE_ROW) status = take_designation(cx, q, out);
    if (status == UMBEL_OK && code != SQLITE_DONE) status = umbel_ledger_fail(cx, l, "designations");
    sqlite3_finalize(q);
    return status;
}

umbel_status umbel_ledger_has_actor(umbel_ctx *cx, umbel_ledger *l, umbel_str id, bool *has) {
    sqlite3_stmt *q;
    UMBEL_TRY(umbel_ledger_prepare(cx, l, Q_HAS_ACTOR, "SELECT 1 FROM actor WHERE id = ?", &q));
    umbel_bind_str(q, 1, id);
    int code = sqlite3_step(q);
    *has = code == SQLITE_ROW;
    sqlite3_reset(q);
    return code == SQLITE_ROW || code == SQLITE_DONE ? UMBEL_OK : umbel_ledger_fail(cx, l, "the ledger cannot be read");
}

/* ---- names ---------------------------------------------------------------------------------- */

static umbel_status each_row(umbel_ctx *cx, umbel_ledger *l, const char *sql, bool is_person,
                             umbel_indexed_name_sink *sink, void *user) {
    sqlite3_stmt *q = NULL;
    int code = sqlite3_prepare_v2(l->db, sql, -1, &q, NULL);
    umbel_status status = code == SQLITE_OK ? UMBEL_OK : umbel_ledger_fail(cx, l, "names");
    while (status == UMBEL_OK && (code = sqlite3_step(q)) == SQLITE_ROW) {
        umbel_indexed_name name = {.id = umbel_column_str(q, 0),
                                   .is_person = is_person,
                                   .text = umbel_column_str(q, 1),
                                   .kind = umbel_column_str(q, 2),
                                   .language = umbel_column_str(q, 3),
                                   .list = umbel_column_str(q, 4)};
        umbel_interval dates = {umbel_column_date(q, 5), umbel_column_date(q, 6)};
        *(is_person ? &name.listed : &name.when) = dates;
        if (is_person) name.reference = umbel_column_str(q, 7);
        status = sink(user, cx, &name);
    }
    if (status == UMBEL_OK && code != SQLITE_DONE) status = umbel_ledger_fail(cx, l, "names");
    sqlite3_finalize(q);
    return status;
}

umbel_status umbel_ledger_each_name(umbel_ctx *cx, umbel_ledger *l, umbel_indexed_name_sink *sink, void *user) {
    UMBEL_TRY(each_row(cx, l,
                       "SELECT n.actor, n.text, n.kind, coalesce(n.language, ''), coalesce(d.lists, ''), n.used_from, "
                       "n.used_to FROM name n "
                       "LEFT JOIN (SELECT actor, group_concat(label, '; ') AS lists FROM (SELECT DISTINCT actor, "
                       "authority || ', ' || list AS label FROM designation ORDER BY 1, 2) GROUP BY actor) d ON "
                       "d.actor = n.actor ORDER BY n.actor, n.text, n.kind",
                       false, sink, user));
    return each_row(cx, l,
                    "SELECT n.person, n.text, coalesce(n.quality, ''), '', p.list, p.listed_from, p.listed_to, "
                    "p.reference FROM listed_name n JOIN "
                    "listed_person p ON p.id = n.person ORDER BY n.person, n.text",
                    true, sink, user);
}
