/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Putting records in. Statements are checked at the door: a quote that does not stand in its document is refused. */
#include <string.h>
#include <time.h>

#include "base/hash.h"
#include "ledger/ledger.h"

static umbel_status run(umbel_ctx *cx, umbel_ledger *l, sqlite3_stmt *q) {
    int code = sqlite3_step(q);
    sqlite3_reset(q);
    return code == SQLITE_DONE || code == SQLITE_ROW ? UMBEL_OK : umbel_ledger_fail(cx, l, "a record cannot be stored");
}

/* First column of the first row, 0 where there is none. */
static umbel_status ask(umbel_ctx *cx, umbel_ledger *l, sqlite3_stmt *q, int64_t *out) {
    int code = sqlite3_step(q);
    *out = code == SQLITE_ROW ? sqlite3_column_int64(q, 0) : 0;
    sqlite3_reset(q);
    return code == SQLITE_DONE || code == SQLITE_ROW ? UMBEL_OK : umbel_ledger_fail(cx, l, "the ledger cannot be read");
}

static umbel_status source_number(umbel_ctx *cx, umbel_ledger *l, umbel_str name, int64_t *out) {
    sqlite3_stmt *q;
    *out = 0;
    if (!name.n) return UMBEL_OK;
    UMBEL_TRY(umbel_ledger_prepare(cx, l, Q_SOURCE_N, "SELECT n FROM source WHERE id = ?", &q));
    umbel_mark mark = umbel_arena_mark(&cx->scratch);
    umbel_str id;
    umbel_status status = umbel_id_of(cx, &cx->scratch, &name, 1, &id);
    if (status == UMBEL_OK) {
        umbel_bind_str(q, 1, id);
        status = ask(cx, l, q, out);
    }
    if (status == UMBEL_OK && *out == 0) {
        status = umbel_ledger_prepare(cx, l, Q_SOURCE, "INSERT INTO source (id, name) VALUES (?, ?)", &q);
        if (status == UMBEL_OK) {
            umbel_bind_str(q, 1, id);
            umbel_bind_str(q, 2, name);
            status = run(cx, l, q);
            *out = sqlite3_last_insert_rowid(l->db);
        }
    }
    umbel_arena_release(cx, &cx->scratch, mark);
    return status;
}

static umbel_status document_number(umbel_ctx *cx, umbel_ledger *l, umbel_str id, int64_t *out) {
    sqlite3_stmt *q;
    UMBEL_TRY(umbel_ledger_prepare(cx, l, Q_DOCUMENT_N, "SELECT n FROM document WHERE id = ?", &q));
    umbel_bind_str(q, 1, id);
    return ask(cx, l, q, out);
}

static umbel_status put_sighting(umbel_ctx *cx, umbel_ledger *l, int64_t document, int64_t source,
                                 const umbel_document *d, bool *is_new) {
    sqlite3_stmt *q;
    UMBEL_TRY(umbel_ledger_prepare(
        cx, l, Q_SIGHTING, "INSERT OR IGNORE INTO sighting (document, source, locator, seen) VALUES (?, ?, ?, ?)", &q));
    sqlite3_bind_int64(q, 1, document);
    sqlite3_bind_int64(q, 2, source);
    umbel_bind_str(q, 3, d->locator);
    sqlite3_bind_int64(q, 4, d->t_fetched ? d->t_fetched : (int64_t)time(NULL));
    UMBEL_TRY(run(cx, l, q));
    *is_new = sqlite3_changes(l->db) > 0;
    return UMBEL_OK;
}

static umbel_status put_passage(umbel_ctx *cx, umbel_ledger *l, int64_t document, const umbel_document *d,
                                const umbel_passage *p) {
    sqlite3_stmt *q;
    UMBEL_TRY(umbel_ledger_prepare(cx, l, Q_PASSAGE,
                                   "INSERT INTO passage (document, ordinal, first, last) VALUES (?, ?, ?, ?)", &q));
    sqlite3_bind_int64(q, 1, document);
    sqlite3_bind_int64(q, 2, p->n);
    sqlite3_bind_int64(q, 3, p->begin);
    sqlite3_bind_int64(q, 4, p->end);
    UMBEL_TRY(run(cx, l, q));
    int64_t n = sqlite3_last_insert_rowid(l->db);
    UMBEL_TRY(
        umbel_ledger_prepare(cx, l, Q_PASSAGE_WORDS, "INSERT INTO passage_words (rowid, text) VALUES (?, ?)", &q));
    sqlite3_bind_int64(q, 1, n);
    umbel_bind_str(q, 2, (umbel_str){d->text.p + p->begin, p->end - p->begin});
    return run(cx, l, q);
}

umbel_status umbel_ledger_put_document(umbel_ctx *cx, umbel_ledger *l, const umbel_document *d,
                                       const umbel_passage *passages, size_t n_passages, umbel_put *what) {
    int64_t source, n;
    sqlite3_stmt *q;
    bool sighted;
    UMBEL_TRY(source_number(cx, l, d->source, &source));
    UMBEL_TRY(document_number(cx, l, d->id, &n));
    if (n) {
        UMBEL_TRY(put_sighting(cx, l, n, source, d, &sighted));
        *what = sighted ? UMBEL_PUT_SIGHTING : UMBEL_PUT_SAME;
        return UMBEL_OK;
    }
    UMBEL_TRY(umbel_ledger_prepare(cx, l, Q_DOCUMENT,
                                   "INSERT INTO document (id, sha256, source, locator, url, title, published, fetched, "
                                   "language, media_type, given_id, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                   &q));
    umbel_bind_str(q, 1, d->id);
    umbel_bind_str(q, 2, d->sha256);
    if (source) sqlite3_bind_int64(q, 3, source);
    umbel_bind_str(q, 4, d->locator);
    umbel_bind_opt(q, 5, d->url);
    umbel_bind_opt(q, 6, d->title);
    umbel_bind_date(q, 7, &d->published);
    sqlite3_bind_int64(q, 8, d->t_fetched ? d->t_fetched : (int64_t)time(NULL));
    umbel_bind_opt(q, 9, d->language);
    umbel_bind_opt(q, 10, d->media_type);
    umbel_bind_opt(q, 11, d->given_id);
    umbel_bind_str(q, 12, d->text);
    UMBEL_TRY(run(cx, l, q));
    n = sqlite3_last_insert_rowid(l->db);
    UMBEL_TRY(put_sighting(cx, l, n, source, d, &sighted));
    for (size_t i = 0; i < n_passages; i++) UMBEL_TRY(put_passage(cx, l, n, d, &passages[i]));
    *what = UMBEL_PUT_NEW;
    return UMBEL_OK;
}

/* ---- the door ------------------------------------------------------------------------------- */

static bool stands(umbel_str text, const umbel_quote *q) {
    return q->begin < q->end && q->end <= text.n && q->text.n == q->end - q->begin &&
           memcmp(text.p + q->begin, q->text.p, q->text.n) == 0;
}

static const char *fault_of_party(umbel_str text, const umbel_passage *p, const umbel_party *party, bool needed) {
    if (!party->quote.text.n) return needed ? "a side of the tie has no words" : NULL;
    if (!stands(text, &party->quote)) return "a name does not stand at its offsets";
    if (party->quote.begin < p->begin || party->quote.end > p->end) return "a name stands outside its sentence";
    if (umbel_str_words(party->quote.text) > UMBEL_NAME_WORDS_MAX) return "a name has more than 12 words";
    if (party->antecedent.text.n && !stands(text, &party->antecedent))
        return "an antecedent does not stand at its offsets";
    return NULL;
}

static const char *fault_of(umbel_str text, const umbel_statement *st) {
    const char *fault;
    if (st->passage.begin >= st->passage.end || st->passage.end > text.n)
        return "the sentence lies outside the document";
    if ((fault = fault_of_party(text, &st->passage, &st->subject, true))) return fault;
    if ((fault = fault_of_party(text, &st->passage, &st->object, true))) return fault;
    if ((fault = fault_of_party(text, &st->passage, &st->against, false))) return fault;
    if ((fault = fault_of_party(text, &st->passage, &st->place, false))) return fault;
    if (st->speaker.quote.text.n && !stands(text, &st->speaker.quote))
        return "the speaker does not stand at its offsets";
    for (size_t i = 0; i < st->n_cues; i++)
        if (!stands(text, &st->cues[i].quote)) return "a cue does not stand at its offsets";
    if (!umbel_tie_name(st->tie)[0]) return "it has no tie type";
    return NULL;
}

/* ---- readings ------------------------------------------------------------------------------- */

static umbel_status passage_number(umbel_ctx *cx, umbel_ledger *l, int64_t document, uint32_t ordinal, int64_t *out) {
    sqlite3_stmt *q;
    UMBEL_TRY(umbel_ledger_prepare(cx, l, Q_PASSAGE_N, "SELECT n FROM passage WHERE document = ? AND ordinal = ?", &q));
    sqlite3_bind_int64(q, 1, document);
    sqlite3_bind_int64(q, 2, ordinal);
    UMBEL_TRY(ask(cx, l, q, out));
    return *out ? UMBEL_OK
                : UMBEL_FAIL_AT(cx, UMBEL_E_ARG, ordinal, l->path, "the document has no sentence %u", ordinal);
}

static void bind_quote(sqlite3_stmt *q, int at, const umbel_quote *quote) {
    umbel_bind_opt(q, at, quote->text);
    if (quote->text.n) sqlite3_bind_int64(q, at + 1, quote->begin);
}

static void bind_party(sqlite3_stmt *q, int at, const umbel_party *p) {
    bind_quote(q, at, &p->quote);
    umbel_bind_str(q, at + 2, umbel_str_of(umbel_kind_name(p->kind)));
    umbel_bind_opt(q, at + 3, p->actor);
    bind_quote(q, at + 4, &p->antecedent);
}

/* Small lists as text: "role begin end;" for cues, "n;" for further sentences, "key=value;" for attributes. */
static umbel_status lists_as_text(umbel_ctx *cx, const umbel_statement *st, umbel_buf *cues, umbel_buf *also,
                                  umbel_buf *attributes) {
    for (size_t i = 0; i < st->n_cues; i++)
        UMBEL_TRY(umbel_buf_printf(cx, cues, "%.*s %u %u;", UMBEL_ARGS(st->cues[i].role), st->cues[i].quote.begin,
                                   st->cues[i].quote.end));
    for (size_t i = 0; i < st->n_also; i++)
        UMBEL_TRY(umbel_buf_printf(cx, also, "%u %u %u;", st->also[i].n, st->also[i].begin, st->also[i].end));
    for (size_t i = 0; i < st->n_attributes; i++)
        UMBEL_TRY(umbel_buf_printf(cx, attributes, "%.*s=%.*s;", UMBEL_ARGS(st->attributes[i].key),
                                   UMBEL_ARGS(st->attributes[i].value)));
    return UMBEL_OK;
}

#define STATEMENT_SQL                                                                                                  \
    "INSERT OR IGNORE INTO statement (id, passage, tie, subject_text, subject_first, subject_kind, subject_actor, "    \
    "subject_antecedent, subject_antecedent_first, object_text, object_first, object_kind, object_actor, "             \
    "object_antecedent, object_antecedent_first, against_text, against_first, against_kind, against_actor, "           \
    "place_text, "                                                                                                     \
    "place_first, place_actor, held_from, held_to, polarity, certainty, speaker, speaker_text, speaker_first, "        \
    "speaker_actor, cues, also, attributes, score, extractor) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "   \
    "?, "                                                                                                              \
    "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

static void bind_statement(sqlite3_stmt *q, const umbel_statement *st, int64_t passage) {
    umbel_bind_str(q, 1, st->id);
    sqlite3_bind_int64(q, 2, passage);
    umbel_bind_str(q, 3, umbel_str_of(umbel_tie_name(st->tie)));
    bind_party(q, 4, &st->subject);
    bind_party(q, 10, &st->object);
    bind_quote(q, 16, &st->against.quote);
    if (st->against.quote.text.n) umbel_bind_str(q, 18, umbel_str_of(umbel_kind_name(st->against.kind)));
    umbel_bind_opt(q, 19, st->against.actor);
    bind_quote(q, 20, &st->place.quote);
    umbel_bind_opt(q, 22, st->place.actor);
    umbel_bind_date(q, 23, &st->when.from);
    umbel_bind_date(q, 24, &st->when.to);
    umbel_bind_str(q, 25, umbel_str_of(umbel_polarity_name(st->polarity)));
    umbel_bind_str(q, 26, umbel_str_of(umbel_certainty_name(st->certainty)));
    umbel_bind_str(q, 27, umbel_str_of(umbel_speaker_kind_name(st->speaker.kind)));
    bind_quote(q, 28, &st->speaker.quote);
    umbel_bind_opt(q, 30, st->speaker.actor);
    sqlite3_bind_double(q, 34, st->score);
    umbel_bind_str(q, 35, st->extractor);
}

static umbel_status put_statement(umbel_ctx *cx, umbel_ledger *l, const umbel_statement *st, int64_t passage) {
    sqlite3_stmt *q;
    umbel_buf cues = {0}, also = {0}, attributes = {0};
    umbel_status status = lists_as_text(cx, st, &cues, &also, &attributes);
    if (status == UMBEL_OK) status = umbel_ledger_prepare(cx, l, Q_STATEMENT, STATEMENT_SQL, &q);
    if (status == UMBEL_OK) {
        bind_statement(q, st, passage);
        umbel_bind_str(q, 31, umbel_buf_str(&cues));
        umbel_bind_str(q, 32, umbel_buf_str(&also));
        umbel_bind_str(q, 33, umbel_buf_str(&attributes));
        status = run(cx, l, q);
    }
    umbel_buf_free(cx, &cues);
    umbel_buf_free(cx, &also);
    umbel_buf_free(cx, &attributes);
    return status;
}

static umbel_status put_mention(umbel_ctx *cx, umbel_ledger *l, const umbel_mention *m, int64_t passage) {
    sqlite3_stmt *q;
    UMBEL_TRY(umbel_ledger_prepare(
        cx, l, Q_MENTION, "INSERT INTO mention (passage, first, last, kind, actor, score) VALUES (?, ?, ?, ?, ?, ?)",
        &q));
    sqlite3_bind_int64(q, 1, passage);
    sqlite3_bind_int64(q, 2, m->quote.begin);
    sqlite3_bind_int64(q, 3, m->quote.end);
    umbel_bind_str(q, 4, umbel_str_of(umbel_kind_name(m->kind)));
    umbel_bind_opt(q, 5, m->actor);
    sqlite3_bind_double(q, 6, m->score);
    return run(cx, l, q);
}

static umbel_status refuse(umbel_ctx *cx, umbel_ledger *l, const umbel_document *d, const umbel_statement *st,
                           const char *fault) {
    umbel_diagnostic note = {.document = d->id,
                             .file = d->locator,
                             .pos = st->passage.begin,
                             .unit = UMBEL_STR("byte"),
                             .code = UMBEL_STR("bad-quote"),
                             .text = umbel_str_of(fault)};
    return umbel_ledger_put_diagnostic(cx, l, &note);
}

umbel_status umbel_ledger_is_read(umbel_ctx *cx, umbel_ledger *l, umbel_str document, umbel_str extractor,
                                  bool *is_read) {
    sqlite3_stmt *q;
    int64_t found;
    UMBEL_TRY(umbel_ledger_prepare(cx, l, Q_IS_READ,
                                   "SELECT 1 FROM reading r JOIN document d ON d.n = r.document WHERE d.id = ? AND "
                                   "r.extractor = ?",
                                   &q));
    umbel_bind_str(q, 1, document);
    umbel_bind_str(q, 2, extractor);
    UMBEL_TRY(ask(cx, l, q, &found));
    *is_read = found != 0;
    return UMBEL_OK;
}

umbel_status umbel_ledger_put_reading(umbel_ctx *cx, umbel_ledger *l, const umbel_document *d, const umbel_reading *r,
                                      size_t *n_refused) {
    sqlite3_stmt *q;
    int64_t document, passage;
    bool done;
    umbel_str extractor = r->extractor;
    *n_refused = 0;
    UMBEL_TRY(document_number(cx, l, d->id, &document));
    if (!document)
        return UMBEL_FAIL_AT(cx, UMBEL_E_ARG, -1, l->path, "the document %.*s is not in the ledger", UMBEL_ARGS(d->id));
    UMBEL_TRY(umbel_ledger_is_read(cx, l, d->id, extractor, &done));
    if (done) return UMBEL_OK;
    for (size_t i = 0; i < r->n_mentions; i++) {
        if (!stands(d->text, &r->mentions[i].quote)) continue;
        UMBEL_TRY(passage_number(cx, l, document, r->mentions[i].passage.n, &passage));
        UMBEL_TRY(put_mention(cx, l, &r->mentions[i], passage));
    }
    for (size_t i = 0; i < r->n_statements; i++) {
        const char *fault = fault_of(d->text, &r->statements[i]);
        if (fault) {
            UMBEL_TRY(refuse(cx, l, d, &r->statements[i], fault));
            (*n_refused)++;
            continue;
        }
        UMBEL_TRY(passage_number(cx, l, document, r->statements[i].passage.n, &passage));
        UMBEL_TRY(put_statement(cx, l, &r->statements[i], passage));
    }
    UMBEL_TRY(umbel_ledger_prepare(cx, l, Q_READING, "INSERT INTO reading (document, extractor) VALUES (?, ?)", &q));
    sqlite3_bind_int64(q, 1, document);
    umbel_bind_str(q, 2, extractor);
    return run(cx, l, q);
}

umbel_status umbel_ledger_put_actor(umbel_ctx *cx, umbel_ledger *l, const umbel_actor *a) {
    sqlite3_stmt *q;
    UMBEL_TRY(umbel_ledger_prepare(cx, l, Q_ACTOR,
                                   "INSERT OR IGNORE INTO actor (id, kind, name, country, active_from, active_to, "
                                   "refs, source) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                                   &q));
    umbel_bind_str(q, 1, a->id);
    umbel_bind_str(q, 2, umbel_str_of(umbel_kind_name(a->kind)));
    umbel_bind_str(q, 3, a->name);
    umbel_bind_opt(q, 4, a->country);
    umbel_bind_date(q, 5, &a->active.from);
    umbel_bind_date(q, 6, &a->active.to);
    umbel_bind_opt(q, 7, a->refs);
    umbel_bind_opt(q, 8, a->source);
    return run(cx, l, q);
}

umbel_status umbel_ledger_put_name(umbel_ctx *cx, umbel_ledger *l, const umbel_name *name, umbel_str folded) {
    sqlite3_stmt *q;
    UMBEL_TRY(umbel_ledger_prepare(cx, l, Q_NAME,
                                   "INSERT OR IGNORE INTO name (actor, text, kind, folded, language, script, used_by, "
                                   "used_from, used_to, source) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                   &q));
    umbel_bind_str(q, 1, name->actor);
    umbel_bind_str(q, 2, name->text);
    umbel_bind_str(q, 3, umbel_str_of(umbel_name_kind_name(name->kind)));
    umbel_bind_str(q, 4, folded);
    umbel_bind_opt(q, 5, name->language);
    umbel_bind_opt(q, 6, name->script);
    umbel_bind_opt(q, 7, name->used_by);
    umbel_bind_date(q, 8, &name->when.from);
    umbel_bind_date(q, 9, &name->when.to);
    umbel_bind_opt(q, 10, name->source);
    return run(cx, l, q);
}

umbel_status umbel_ledger_put_diagnostic(umbel_ctx *cx, umbel_ledger *l, const umbel_diagnostic *d) {
    sqlite3_stmt *q;
    UMBEL_TRY(umbel_ledger_prepare(
        cx, l, Q_DIAGNOSTIC,
        "INSERT OR IGNORE INTO diagnostic (file, position, code, unit, document, text) VALUES (?, ?, ?, ?, ?, ?)", &q));
    umbel_bind_str(q, 1, d->file);
    sqlite3_bind_int64(q, 2, d->pos);
    umbel_bind_str(q, 3, d->code);
    umbel_bind_str(q, 4, d->unit);
    umbel_bind_str(q, 5, d->document);
    umbel_bind_str(q, 6, d->text);
    return run(cx, l, q);
}
