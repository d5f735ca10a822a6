/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Decisions: put in, undone by a date, never changed. */
#include "base/hash.h"
#include "ledger/ledger.h"

umbel_status umbel_ledger_decision_id(umbel_ctx *cx, umbel_arena *arena, const umbel_decision *d, umbel_str *id) {
    umbel_str parts[] = {d->what,   d->subject,    umbel_str_of(umbel_verdict_name(d->verdict)),
                         d->reason, d->decided_by, d->decided_at};
    return umbel_id_of(cx, arena, parts, sizeof parts / sizeof *parts, id);
}

umbel_status umbel_ledger_put_decision(umbel_ctx *cx, umbel_ledger *l, const umbel_decision *d, umbel_arena *arena,
                                       umbel_str *id) {
    sqlite3_stmt *q;
    UMBEL_TRY(umbel_ledger_decision_id(cx, arena, d, id));
    UMBEL_TRY(umbel_ledger_prepare(cx, l, Q_DECISION,
                                   "INSERT OR IGNORE INTO decision (id, what, subject, verdict, reason, decided_by, "
                                   "decided_at, undone_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                                   &q));
    umbel_bind_str(q, 1, *id);
    umbel_bind_str(q, 2, d->what);
    umbel_bind_str(q, 3, d->subject);
    umbel_bind_str(q, 4, umbel_str_of(umbel_verdict_name(d->verdict)));
    umbel_bind_opt(q, 5, d->reason);
    umbel_bind_str(q, 6, d->decided_by);
    umbel_bind_str(q, 7, d->decided_at);
    umbel_bind_opt(q, 8, d->undone_at);
    return umbel_ledger_put_row(cx, l, q, NULL);
}

umbel_status umbel_ledger_undo_decision(umbel_ctx *cx, umbel_ledger *l, umbel_str id, umbel_str undone_at) {
    sqlite3_stmt *q;
    bool found;
    UMBEL_TRY(umbel_ledger_prepare(cx, l, Q_UNDO,
                                   "UPDATE decision SET undone_at = coalesce(undone_at, ?2) WHERE id = ?1", &q));
    umbel_bind_str(q, 1, id);
    umbel_bind_str(q, 2, undone_at);
    UMBEL_TRY(umbel_ledger_put_row(cx, l, q, &found));
    return found ? UMBEL_OK : UMBEL_FAIL(cx, UMBEL_E_NOT_FOUND, "there is no decision \"%.*s\"", UMBEL_ARGS(id));
}

static umbel_status take_decision(umbel_ctx *cx, umbel_ledger *l, sqlite3_stmt *q, umbel_decisions *out) {
    umbel_decision d = {0};
    umbel_str *fields[] = {&d.id, &d.what, &d.subject, &d.reason, &d.decided_by, &d.decided_at, &d.undone_at};
    UMBEL_TRY(umbel_reserve(cx, &out->arena, (void *)&out->items, &out->cap, out->n + 1, sizeof d));
    for (int i = 0; i < 7; i++) UMBEL_TRY(umbel_column_copy(cx, &out->arena, q, i, fields[i]));
    if (!umbel_verdict_parse(umbel_column_str(q, 7), &d.verdict))
        return UMBEL_FAIL_AT(cx, UMBEL_E_CORRUPT, -1, l->path,
                             "the decision %.*s has a verdict that is none; run 'umbel check'", UMBEL_ARGS(d.id));
    out->items[out->n++] = d;
    return UMBEL_OK;
}

umbel_status umbel_ledger_decisions(umbel_ctx *cx, umbel_ledger *l, umbel_str actor, umbel_decisions *out) {
    sqlite3_stmt *q = NULL;
    int code = sqlite3_prepare_v2(l->db,
                                  "SELECT id, what, subject, reason, decided_by, decided_at, undone_at, verdict FROM "
                                  "decision WHERE ?1 = '' OR (what = 'actor' AND instr(char(9) || subject || char(9), "
                                  "char(9) || ?1 || char(9)) > 0) ORDER BY decided_at, id",
                                  -1, &q, NULL);
    umbel_status status = code == SQLITE_OK ? UMBEL_OK : umbel_ledger_fail(cx, l, "decisions");
    if (status == UMBEL_OK) umbel_bind_str(q, 1, actor);
    while (status == UMBEL_OK && (code = sqlite3_step(q)) == SQLITE_ROW) status = take_decision(cx, l, q, out);
    if (status == UMBEL_OK && code != SQLITE_DONE) status = umbel_ledger_fail(cx, l, "decisions");
    sqlite3_finalize(q);
    return status;
}
