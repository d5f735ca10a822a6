/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* What a ledger says of itself, verified: the file, the hashes, every quote, every reference. */
#include <string.h>

#include "base/hash.h"
#include "ledger/ledger.h"

typedef struct checker {
    umbel_ctx *cx;
    umbel_ledger *l;
    umbel_diagnostics *faults;
} checker;

static umbel_status fault(checker *c, umbel_str document, umbel_str file, int64_t pos, const char *code,
                          const char *text) {
    umbel_diagnostic d = {.document = document,
                          .file = file,
                          .pos = pos,
                          .unit = umbel_str_of(pos >= 0 ? "byte" : ""),
                          .code = umbel_str_of(code),
                          .text = umbel_str_of(text)};
    return umbel_diagnose(c->cx, c->faults, &d);
}

/* Runs a query and hands each row to `row`. A query that SQLite cannot finish is itself a fault. */
static umbel_status each(checker *c, const char *sql, umbel_status (*row)(checker *, sqlite3_stmt *)) {
    sqlite3_stmt *q = NULL;
    umbel_status status = UMBEL_OK;
    int code = sqlite3_prepare_v2(c->l->db, sql, -1, &q, NULL);
    while (code == SQLITE_OK && status == UMBEL_OK && (code = sqlite3_step(q)) == SQLITE_ROW) {
        status = row(c, q);
        code = SQLITE_OK;
    }
    if (status == UMBEL_OK && code == SQLITE_INTERRUPT)
        status = UMBEL_FAIL(c->cx, UMBEL_E_CANCELLED, "stopped on request");
    if (status == UMBEL_OK && code != SQLITE_DONE && code != SQLITE_OK)
        status = fault(c, (umbel_str){0}, umbel_str_of(c->l->path), -1, "unreadable", sqlite3_errmsg(c->l->db));
    sqlite3_finalize(q);
    return status;
}

static umbel_status integrity_row(checker *c, sqlite3_stmt *q) {
    umbel_str text = umbel_column_str(q, 0);
    if (umbel_str_eq(text, UMBEL_STR("ok"))) return UMBEL_OK;
    return fault(c, (umbel_str){0}, umbel_str_of(c->l->path), -1, "file-damaged",
                 text.n ? text.p : "the file is damaged");
}

static umbel_status reference_row(checker *c, sqlite3_stmt *q) {
    char text[200];
    snprintf(text, sizeof text, "a row of \"%.60s\" refers to a row of \"%.60s\" that is not there",
             (const char *)sqlite3_column_text(q, 0), (const char *)sqlite3_column_text(q, 2));
    return fault(c, (umbel_str){0}, umbel_str_of(c->l->path), -1, "bad-reference", text);
}

static umbel_status document_row(checker *c, sqlite3_stmt *q) {
    char hex[UMBEL_SHA256_HEX + 1];
    umbel_str id = umbel_column_str(q, 0), sha256 = umbel_column_str(q, 1), locator = umbel_column_str(q, 2);
    umbel_str text = {(const char *)sqlite3_column_blob(q, 3), (size_t)sqlite3_column_bytes(q, 3)};
    UMBEL_TRY(umbel_sha256(c->cx, &text, 1, hex));
    if (!umbel_str_eq(sha256, (umbel_str){hex, UMBEL_SHA256_HEX}))
        return fault(c, id, locator, -1, "text-changed",
                     "the stored text is not the one that was read: its SHA-256 differs from the one kept; add the "
                     "document anew from its source");
    if (!umbel_str_eq(id, (umbel_str){hex, UMBEL_ID_HEX}))
        return fault(c, id, locator, -1, "bad-id", "the document's id is not made from its text");
    return UMBEL_OK;
}

static bool stands(umbel_str text, umbel_str quote, int64_t first) {
    return first >= 0 && (uint64_t)first + quote.n <= text.n && memcmp(text.p + first, quote.p, quote.n) == 0;
}

static umbel_status statement_row(checker *c, sqlite3_stmt *q) {
    static const char *const sides[] = {"subject", "object", "subject's antecedent", "object's antecedent", "speaker"};
    umbel_str id = umbel_column_str(q, 0), document = umbel_column_str(q, 1), locator = umbel_column_str(q, 2);
    umbel_str text;
    int64_t first = sqlite3_column_int64(q, 4), last = sqlite3_column_int64(q, 5);
    char message[200];
    UMBEL_TRY(umbel_ledger_text(c->cx, c->l, sqlite3_column_int64(q, 3), &text));
    if (first < 0 || first >= last || (uint64_t)last > text.n) {
        snprintf(message, sizeof message, "statement %.32s: its sentence lies outside the document", id.p ? id.p : "");
        return fault(c, document, locator, first, "bad-quote", message);
    }
    for (int i = 0; i < 5; i++) {
        umbel_str quote = umbel_column_str(q, 6 + 2 * i);
        int64_t at = sqlite3_column_int64(q, 7 + 2 * i);
        bool inside = i >= 2 || (at >= first && at + (int64_t)quote.n <= last);
        if ((!quote.n && i >= 2) || (quote.n && stands(text, quote, at) && inside)) continue;
        snprintf(message, sizeof message, "statement %.32s: its %s does not stand in the document at byte %lld",
                 id.p ? id.p : "", sides[i], (long long)at);
        UMBEL_TRY(fault(c, document, locator, at, "bad-quote", message));
    }
    return UMBEL_OK;
}

static umbel_status actor_row(checker *c, sqlite3_stmt *q) {
    char text[200];
    snprintf(text, sizeof text, "statements name the actor \"%.80s\", which has no row",
             (const char *)sqlite3_column_text(q, 0));
    return fault(c, (umbel_str){0}, umbel_str_of(c->l->path), -1, "bad-reference", text);
}

/* Whether the text of a column is empty or a date as the ledger writes it. */
static bool is_date(sqlite3_stmt *q, int at) {
    umbel_date d;
    umbel_str s = umbel_column_str(q, at);
    return s.n == 0 || umbel_date_parse(s, &d);
}

static umbel_status designation_row(checker *c, sqlite3_stmt *q) {
    char text[200];
    umbel_str id = umbel_column_str(q, 0), made;
    umbel_designation d = {.actor = umbel_column_str(q, 1),
                           .authority = umbel_column_str(q, 2),
                           .list = umbel_column_str(q, 3),
                           .reference = umbel_column_str(q, 4)};
    umbel_mark mark = umbel_arena_mark(&c->cx->scratch);
    umbel_status status = umbel_ledger_designation_id(c->cx, &c->cx->scratch, &d, &made);
    bool same = status == UMBEL_OK && umbel_str_eq(id, made), dated = is_date(q, 5) && is_date(q, 6);
    umbel_arena_release(c->cx, &c->cx->scratch, mark);
    if (status != UMBEL_OK || (same && dated)) return status;
    snprintf(text, sizeof text, "the designation %.32s %s", id.p ? id.p : "",
             same ? "has a date that is none" : "is not the one its id was made from");
    return fault(c, (umbel_str){0}, umbel_str_of(c->l->path), -1, same ? "bad-date" : "bad-id", text);
}

static umbel_status person_row(checker *c, sqlite3_stmt *q) {
    char text[200];
    snprintf(text, sizeof text, "the listed person \"%.80s\" has no name or a date that is none",
             (const char *)sqlite3_column_text(q, 0));
    if (sqlite3_column_int64(q, 1) > 0 && is_date(q, 2) && is_date(q, 3)) return UMBEL_OK;
    return fault(c, (umbel_str){0}, umbel_str_of(c->l->path), -1, "bad-record", text);
}

static umbel_status decision_row(checker *c, sqlite3_stmt *q) {
    char text[200];
    const char *code = NULL, *what = NULL;
    umbel_str id = umbel_column_str(q, 0), verdict = umbel_column_str(q, 3), made, first, second;
    umbel_decision d = {.what = umbel_column_str(q, 1),
                        .subject = umbel_column_str(q, 2),
                        .reason = umbel_column_str(q, 4),
                        .decided_by = umbel_column_str(q, 5),
                        .decided_at = umbel_column_str(q, 6)};
    bool known = umbel_verdict_parse(verdict, &d.verdict) && umbel_str_eq(d.what, UMBEL_STR("actor")), has[2] = {0};
    if (!known || !umbel_decision_pair(&d, &first, &second)) {
        code = "bad-record", what = "judges no pair of actors as the same or different";
    } else {
        umbel_mark mark = umbel_arena_mark(&c->cx->scratch);
        umbel_status status = umbel_ledger_decision_id(c->cx, &c->cx->scratch, &d, &made);
        if (status == UMBEL_OK && !umbel_str_eq(id, made))
            code = "bad-id", what = "is not the one its id was made from";
        umbel_arena_release(c->cx, &c->cx->scratch, mark);
        if (status == UMBEL_OK) status = umbel_ledger_has_actor(c->cx, c->l, first, &has[0]);
        if (status == UMBEL_OK) status = umbel_ledger_has_actor(c->cx, c->l, second, &has[1]);
        UMBEL_TRY(status);
        if (!code && !(has[0] && has[1])) code = "bad-reference", what = "names an actor that has no row";
    }
    if (!code) return UMBEL_OK;
    snprintf(text, sizeof text, "the decision %.32s %s", id.p ? id.p : "", what);
    return fault(c, (umbel_str){0}, umbel_str_of(c->l->path), -1, code, text);
}

static umbel_status check_listings(checker *c) {
    UMBEL_TRY(each(c, "SELECT id, actor, authority, list, reference, listed_from, listed_to FROM designation",
                   designation_row));
    UMBEL_TRY(each(c,
                   "SELECT p.id, (SELECT count(*) FROM listed_name n WHERE n.person = p.id), p.listed_from, "
                   "p.listed_to FROM listed_person p",
                   person_row));
    return each(c, "SELECT id, what, subject, verdict, coalesce(reason, ''), decided_by, decided_at FROM decision",
                decision_row);
}

static umbel_status index_row(checker *c, sqlite3_stmt *q) {
    if (sqlite3_column_int64(q, 0) == sqlite3_column_int64(q, 1)) return UMBEL_OK;
    return fault(c, (umbel_str){0}, umbel_str_of(c->l->path), -1, "bad-index",
                 "the full-text index does not have as many sentences as the ledger");
}

umbel_status umbel_ledger_check(umbel_ctx *cx, umbel_ledger *l, umbel_diagnostics *faults) {
    checker c = {cx, l, faults};
    UMBEL_TRY(each(&c, "PRAGMA integrity_check", integrity_row));
    UMBEL_TRY(each(&c, "PRAGMA foreign_key_check", reference_row));
    UMBEL_TRY(each(&c, "SELECT id, sha256, locator, CAST(text AS BLOB) FROM document ORDER BY id", document_row));
    UMBEL_TRY(
        each(&c,
             "SELECT st.id, d.id, d.locator, d.n, p.first, p.last, st.subject_text, st.subject_first, "
             "st.object_text, st.object_first, st.subject_antecedent, st.subject_antecedent_first, "
             "st.object_antecedent, st.object_antecedent_first, st.speaker_text, st.speaker_first FROM statement st "
             "JOIN passage p ON p.n = st.passage JOIN document d ON d.n = p.document ORDER BY d.id, st.id",
             statement_row));
    UMBEL_TRY(each(&c,
                   "SELECT DISTINCT a FROM (SELECT subject_actor AS a FROM statement UNION SELECT object_actor FROM "
                   "statement UNION SELECT actor FROM mention) WHERE a IS NOT NULL AND a NOT IN (SELECT id FROM actor)",
                   actor_row));
    UMBEL_TRY(check_listings(&c));
    return each(&c, "SELECT (SELECT count(*) FROM passage), (SELECT count(*) FROM passage_words_docsize)", index_row);
}

/* ---- digest --------------------------------------------------------------------------------- */

/* Content in a fixed order, without numbers that depend on the order of arrival and without times of fetching. */
static const char *const digest_queries[] = {
    "SELECT id, name, kind, country, party_to FROM source ORDER BY id",
    "SELECT d.id, d.sha256, s.id, d.locator, d.url, d.title, d.published, d.language, d.media_type, d.given_id, d.text "
    "FROM document d LEFT JOIN source s ON s.n = d.source ORDER BY d.id",
    "SELECT d.id, s.id, g.locator FROM sighting g JOIN document d ON d.n = g.document LEFT JOIN source s ON s.n = "
    "g.source ORDER BY 1, 2, 3",
    "SELECT d.id, p.ordinal, p.first, p.last FROM passage p JOIN document d ON d.n = p.document ORDER BY 1, 2",
    "SELECT d.id, r.extractor FROM reading r JOIN document d ON d.n = r.document ORDER BY 1, 2",
    "SELECT * FROM actor ORDER BY id",
    "SELECT * FROM name ORDER BY actor, text, kind",
    "SELECT d.id, m.first, m.last, m.kind, m.actor, m.score FROM mention m JOIN passage p ON p.n = m.passage JOIN "
    "document d ON d.n = p.document ORDER BY 1, 2, 3, 4, 5",
    "SELECT st.id, st.tie, st.subject_text, st.subject_first, st.subject_actor, st.object_text, st.object_first, "
    "st.object_actor, st.polarity, st.certainty, st.speaker, st.speaker_text, st.held_from, st.held_to, st.cues, "
    "st.also, st.attributes, st.score FROM statement st ORDER BY st.id",
    "SELECT * FROM diagnostic ORDER BY file, position, code, text",
    "SELECT id, listed_from, listed_to FROM designation ORDER BY id",
    "SELECT * FROM listed_person ORDER BY id",
    "SELECT * FROM listed_name ORDER BY person, text",
    "SELECT id, undone_at FROM decision ORDER BY id",
    NULL};

static umbel_status digest_rows(umbel_ctx *cx, umbel_ledger *l, const char *sql, umbel_buf *out) {
    sqlite3_stmt *q = NULL;
    umbel_status status = UMBEL_OK;
    int code = sqlite3_prepare_v2(l->db, sql, -1, &q, NULL);
    if (code != SQLITE_OK) return umbel_ledger_fail(cx, l, "digest");
    while (status == UMBEL_OK && (code = sqlite3_step(q)) == SQLITE_ROW) {
        umbel_str row[24] = {0};
        char hex[UMBEL_SHA256_HEX + 1];
        int n = sqlite3_column_count(q);
        for (int i = 0; i < n && i < 24; i++) row[i] = umbel_column_str(q, i);
        status = umbel_sha256(cx, row, n < 2 ? 2 : (size_t)n, hex);
        if (status == UMBEL_OK) status = umbel_buf_add(cx, out, (umbel_str){hex, UMBEL_ID_HEX});
    }
    if (status == UMBEL_OK && code != SQLITE_DONE) status = umbel_ledger_fail(cx, l, "digest");
    sqlite3_finalize(q);
    return status;
}

umbel_status umbel_ledger_digest(umbel_ctx *cx, umbel_ledger *l, char out[65]) {
    umbel_buf all = {0};
    umbel_status status = UMBEL_OK;
    for (size_t i = 0; status == UMBEL_OK && digest_queries[i]; i++) {
        status = umbel_buf_printf(cx, &all, "[%zu]", i);
        if (status == UMBEL_OK) status = digest_rows(cx, l, digest_queries[i], &all);
    }
    umbel_str text = umbel_buf_str(&all);
    if (status == UMBEL_OK) status = umbel_sha256(cx, &text, 1, out);
    umbel_buf_free(cx, &all);
    return status;
}
