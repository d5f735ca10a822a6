/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening and closing. A file from elsewhere is data: no extensions, no trusted schema, no triggers or views of its
 * own, and nothing is read before its schema is seen to be ours. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ledger/ledger.h"

umbel_status umbel_ledger_fail(umbel_ctx *cx, umbel_ledger *l, const char *what) {
    int code = sqlite3_errcode(l->db);
    umbel_status status = code == SQLITE_NOTADB || code == SQLITE_CORRUPT ? UMBEL_E_CORRUPT
                          : code == SQLITE_NOMEM                          ? UMBEL_E_MEMORY
                          : code == SQLITE_INTERRUPT                      ? UMBEL_E_CANCELLED
                                                                          : UMBEL_E_ENVIRONMENT;
    const char *mend =
        code == SQLITE_BUSY || code == SQLITE_LOCKED         ? "; another program is writing to it, wait for it to end"
        : code == SQLITE_FULL                                ? "; the disk is full"
        : code == SQLITE_READONLY || code == SQLITE_CANTOPEN ? "; look at the permissions of file and folder"
                                                             : "";
    return UMBEL_FAIL_AT(cx, status, -1, l->path, "%s: %s%s", what, sqlite3_errmsg(l->db), mend);
}

umbel_status umbel_ledger_exec(umbel_ctx *cx, umbel_ledger *l, const char *sql) {
    return sqlite3_exec(l->db, sql, NULL, NULL, NULL) == SQLITE_OK ? UMBEL_OK
                                                                   : umbel_ledger_fail(cx, l, "the ledger refuses");
}

umbel_status umbel_ledger_prepare(umbel_ctx *cx, umbel_ledger *l, statement_slot slot, const char *sql,
                                  sqlite3_stmt **out) {
    if (!l->prepared[slot] &&
        sqlite3_prepare_v3(l->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &l->prepared[slot], NULL) != SQLITE_OK)
        return umbel_ledger_fail(cx, l, "a query cannot be made");
    sqlite3_reset(l->prepared[slot]);
    sqlite3_clear_bindings(l->prepared[slot]);
    *out = l->prepared[slot];
    return UMBEL_OK;
}

umbel_status umbel_ledger_put_row(umbel_ctx *cx, umbel_ledger *l, sqlite3_stmt *q, bool *is_new) {
    int code = sqlite3_step(q);
    sqlite3_reset(q);
    if (code != SQLITE_DONE) return umbel_ledger_fail(cx, l, "a record cannot be stored");
    if (is_new) *is_new = sqlite3_changes(l->db) > 0;
    return UMBEL_OK;
}

umbel_status umbel_ledger_text(umbel_ctx *cx, umbel_ledger *l, int64_t n, umbel_str *out) {
    sqlite3_stmt *q = l->prepared[Q_TEXT];
    if (!q || l->text_of != n) {
        UMBEL_TRY(umbel_ledger_prepare(cx, l, Q_TEXT, "SELECT CAST(text AS BLOB) FROM document WHERE n = ?", &q));
        sqlite3_bind_int64(q, 1, n);
        l->text_of = 0;
        if (sqlite3_step(q) != SQLITE_ROW) return umbel_ledger_fail(cx, l, "a document's text cannot be read");
        l->text_of = n;
    }
    *out = (umbel_str){(const char *)sqlite3_column_blob(q, 0), (size_t)sqlite3_column_bytes(q, 0)};
    return UMBEL_OK;
}

void umbel_bind_str(sqlite3_stmt *q, int at, umbel_str s) {
    sqlite3_bind_text(q, at, s.n ? s.p : "", (int)s.n, SQLITE_STATIC);
}

void umbel_bind_opt(sqlite3_stmt *q, int at, umbel_str s) {
    if (s.n)
        umbel_bind_str(q, at, s);
    else
        sqlite3_bind_null(q, at);
}

void umbel_bind_date(sqlite3_stmt *q, int at, const umbel_date *date) {
    char text[UMBEL_DATE_MAX];
    size_t n = umbel_date_print(date, text);
    if (n)
        sqlite3_bind_text(q, at, text, (int)n, SQLITE_TRANSIENT);
    else
        sqlite3_bind_null(q, at);
}

umbel_str umbel_column_str(sqlite3_stmt *q, int at) {
    const char *p = (const char *)sqlite3_column_text(q, at);
    return (umbel_str){p, p ? (size_t)sqlite3_column_bytes(q, at) : 0};
}

umbel_status umbel_column_copy(umbel_ctx *cx, umbel_arena *arena, sqlite3_stmt *q, int at, umbel_str *out) {
    umbel_str s = umbel_column_str(q, at);
    if (!s.p) return *out = (umbel_str){0}, UMBEL_OK;
    return umbel_str_copy(cx, arena, s, out);
}

umbel_date umbel_column_date(sqlite3_stmt *q, int at) {
    umbel_date d = {0};
    umbel_str s = umbel_column_str(q, at);
    if (s.n && !umbel_date_parse(s, &d)) d = (umbel_date){0};
    return d;
}

static umbel_status number(umbel_ctx *cx, umbel_ledger *l, const char *sql, int64_t *out) {
    sqlite3_stmt *q = NULL;
    if (sqlite3_prepare_v2(l->db, sql, -1, &q, NULL) != SQLITE_OK || sqlite3_step(q) != SQLITE_ROW) {
        umbel_status status = umbel_ledger_fail(cx, l, "the ledger cannot be read");
        sqlite3_finalize(q);
        return status;
    }
    *out = sqlite3_column_int64(q, 0);
    sqlite3_finalize(q);
    return UMBEL_OK;
}

static umbel_status make_schema(umbel_ctx *cx, umbel_ledger *l) {
    char pragma[96];
    UMBEL_TRY(umbel_ledger_exec(cx, l, "BEGIN IMMEDIATE"));
    snprintf(pragma, sizeof pragma, "PRAGMA application_id=%d; PRAGMA user_version=%d", UMBEL_LEDGER_APPLICATION,
             UMBEL_LEDGER_VERSION);
    for (size_t i = 0; umbel_ledger_schema[i]; i++) UMBEL_TRY(umbel_ledger_exec(cx, l, umbel_ledger_schema[i]));
    UMBEL_TRY(umbel_ledger_exec(cx, l, pragma));
    return umbel_ledger_exec(cx, l, "COMMIT");
}

/* Steps to later versions, in order, ended by a row without SQL; none yet. */
typedef struct migration {
    int64_t from;
    const char *sql;
} migration;

static const migration migrations[] = {{0, NULL}};

static umbel_status migrate(umbel_ctx *cx, umbel_ledger *l, int64_t from) {
    for (const migration *m = migrations; m->sql; m++) {
        char pragma[64];
        if (m->from < from) continue;
        UMBEL_TRY(umbel_ledger_exec(cx, l, "BEGIN IMMEDIATE"));
        UMBEL_TRY(umbel_ledger_exec(cx, l, m->sql));
        snprintf(pragma, sizeof pragma, "PRAGMA user_version=%lld", (long long)m->from + 1);
        UMBEL_TRY(umbel_ledger_exec(cx, l, pragma));
        UMBEL_TRY(umbel_ledger_exec(cx, l, "COMMIT"));
    }
    return UMBEL_OK;
}

static bool is_ours(const char *name, const char *sql) {
    if (strncmp(name, "sqlite_", 7) == 0) return true; /* made by SQLite itself */
    if (strncmp(name, "passage_words_", 14) == 0 && strncmp(sql, "CREATE TABLE 'passage_words_", 28) == 0)
        return true; /* FTS5's own */
    for (size_t i = 0; umbel_ledger_schema[i]; i++)
        if (strcmp(sql, umbel_ledger_schema[i]) == 0) return true;
    return false;
}

/* Every table, index, trigger and view must be one that this program makes. */
static umbel_status verify_schema(umbel_ctx *cx, umbel_ledger *l) {
    sqlite3_stmt *q = NULL;
    size_t n = 0, n_schema = 0;
    umbel_status status = UMBEL_OK;
    if (sqlite3_prepare_v2(l->db, "SELECT type, name, coalesce(sql, '') FROM sqlite_schema", -1, &q, NULL) != SQLITE_OK)
        return umbel_ledger_fail(cx, l, "this is no ledger");
    while (umbel_ledger_schema[n_schema]) n_schema++;
    int code;
    while (status == UMBEL_OK && (code = sqlite3_step(q)) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(q, 1), *sql = (const char *)sqlite3_column_text(q, 2);
        if (!name || !sql || !is_ours(name, sql))
            status = UMBEL_FAIL_AT(cx, UMBEL_E_CORRUPT, -1, l->path,
                                   "this is not a ledger that umbel made: it has a %s \"%.60s\" of its own",
                                   (const char *)sqlite3_column_text(q, 0), name ? name : "");
        n += name && sql && strncmp(name, "sqlite_", 7) != 0 && strncmp(name, "passage_words_", 14) != 0;
    }
    if (status == UMBEL_OK && code != SQLITE_DONE) status = umbel_ledger_fail(cx, l, "this is no ledger");
    if (status == UMBEL_OK && n != n_schema)
        status = UMBEL_FAIL_AT(cx, UMBEL_E_CORRUPT, -1, l->path,
                               "this is not a ledger that umbel made: %zu of %zu tables are missing",
                               n_schema - (n < n_schema ? n : n_schema), n_schema);
    sqlite3_finalize(q);
    return status;
}

static int on_progress(void *user) {
    const umbel_ctx *cx = user;
    return cx->cancel && atomic_load_explicit(cx->cancel, memory_order_relaxed);
}

static void harden(umbel_ctx *cx, sqlite3 *db) {
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(db, SQLITE_LIMIT_LENGTH, (int)UMBEL_DOCUMENT_MAX * 2);
    sqlite3_busy_timeout(db, 5000);
    sqlite3_progress_handler(db, 10000, on_progress, cx);
}

static umbel_status prepare_file(umbel_ctx *cx, umbel_ledger *l, umbel_ledger_mode mode, bool fresh) {
    int64_t application = 0, version = 0;
    harden(cx, l->db);
    UMBEL_TRY(umbel_ledger_exec(cx, l, "PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA foreign_keys=ON"));
    if (fresh) {
        UMBEL_TRY(umbel_ledger_exec(cx, l, "PRAGMA page_size=8192; PRAGMA journal_mode=WAL"));
        UMBEL_TRY(make_schema(cx, l));
    }
    UMBEL_TRY(number(cx, l, "PRAGMA application_id", &application));
    UMBEL_TRY(number(cx, l, "PRAGMA user_version", &version));
    if (application != UMBEL_LEDGER_APPLICATION)
        return UMBEL_FAIL_AT(cx, UMBEL_E_CORRUPT, -1, l->path,
                             "this is no umbel ledger; name another file with --ledger");
    if (version < 1) return UMBEL_FAIL_AT(cx, UMBEL_E_CORRUPT, -1, l->path, "the ledger has no version; it is damaged");
    if (version > UMBEL_LEDGER_VERSION)
        return UMBEL_FAIL_AT(cx, UMBEL_E_ENVIRONMENT, -1, l->path,
                             "the ledger is of version %lld, made by a newer umbel; this one reads up to %d",
                             (long long)version, UMBEL_LEDGER_VERSION);
    UMBEL_TRY(verify_schema(cx, l));
    if (mode == UMBEL_LEDGER_WRITE) {
        UMBEL_TRY(migrate(cx, l, version));
        UMBEL_TRY(umbel_ledger_exec(cx, l,
                                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536; "
                                    "PRAGMA wal_autocheckpoint=4000"));
    } else {
        UMBEL_TRY(umbel_ledger_exec(cx, l, "PRAGMA query_only=ON; PRAGMA cache_size=-32768"));
    }
    return UMBEL_OK;
}

/* Empty or absent: a ledger may be made there. A file left empty by an interrupted beginning counts as absent. */
static umbel_status look(umbel_ctx *cx, const char *path, umbel_ledger_mode mode, bool *fresh) {
    struct stat st;
    *fresh = false;
    if (stat(path, &st) != 0) {
        if (mode == UMBEL_LEDGER_READ)
            return UMBEL_FAIL_AT(cx, UMBEL_E_ENVIRONMENT, -1, path,
                                 "there is no such ledger; make one with 'umbel add', or name one with --ledger");
        *fresh = true;
        return UMBEL_OK;
    }
    if (!S_ISREG(st.st_mode))
        return UMBEL_FAIL_AT(cx, UMBEL_E_ENVIRONMENT, -1, path, "this is no file; name a ledger file");
    *fresh = st.st_size == 0 && mode == UMBEL_LEDGER_WRITE;
    if (st.st_size > 0) {
        char head[16] = "";
        int fd = open(path, O_RDONLY | O_CLOEXEC);
        if (fd < 0) return UMBEL_FAIL_AT(cx, UMBEL_E_ENVIRONMENT, -1, path, "cannot be opened: %s", strerror(errno));
        ssize_t n = read(fd, head, sizeof head);
        close(fd);
        if (n != sizeof head || memcmp(head, "SQLite format 3", 16) != 0)
            return UMBEL_FAIL_AT(cx, UMBEL_E_CORRUPT, -1, path,
                                 "this is no umbel ledger; name another file with --ledger");
    }
    return UMBEL_OK;
}

/* An interrupted beginning leaves a database without schema. */
static bool has_no_schema(sqlite3 *db) {
    sqlite3_stmt *q = NULL;
    bool none = sqlite3_prepare_v2(db, "SELECT count(*) FROM sqlite_schema", -1, &q, NULL) == SQLITE_OK &&
                sqlite3_step(q) == SQLITE_ROW && sqlite3_column_int(q, 0) == 0;
    sqlite3_finalize(q);
    return none;
}

umbel_status umbel_ledger_open(umbel_ctx *cx, umbel_ledger **out, const char *path, umbel_ledger_mode mode) {
    bool fresh;
    *out = NULL;
    UMBEL_TRY(look(cx, path, mode, &fresh));
    umbel_ledger *l = cx->alloc.resize(cx->alloc.user, NULL, 0, sizeof *l);
    if (!l) return UMBEL_FAIL(cx, UMBEL_E_MEMORY, "no memory for the ledger");
    memset(l, 0, sizeof *l);
    snprintf(l->path, sizeof l->path, "%s", path);
    int flags = mode == UMBEL_LEDGER_WRITE ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                : access(path, W_OK) == 0  ? SQLITE_OPEN_READWRITE
                                           : SQLITE_OPEN_READONLY;
    umbel_status status = UMBEL_OK;
    if (sqlite3_open_v2(path, &l->db, flags | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK &&
        sqlite3_open_v2(path, &l->db, flags | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
        status = umbel_ledger_fail(cx, l, "cannot be opened");
    if (status == UMBEL_OK && !fresh && mode == UMBEL_LEDGER_WRITE) fresh = has_no_schema(l->db);
    if (status == UMBEL_OK) status = prepare_file(cx, l, mode, fresh);
    if (status != UMBEL_OK) {
        umbel_error keep = cx->err;
        umbel_ledger_close(cx, l);
        cx->err = keep;
        return status;
    }
    *out = l;
    return UMBEL_OK;
}

void umbel_ledger_close(umbel_ctx *cx, umbel_ledger *l) {
    if (!l) return;
    for (int i = 0; i < N_SLOTS; i++) sqlite3_finalize(l->prepared[i]);
    sqlite3_close(l->db);
    cx->alloc.resize(cx->alloc.user, l, sizeof *l, 0);
}

umbel_status umbel_ledger_begin(umbel_ctx *cx, umbel_ledger *l) { return umbel_ledger_exec(cx, l, "BEGIN IMMEDIATE"); }
umbel_status umbel_ledger_commit(umbel_ctx *cx, umbel_ledger *l) { return umbel_ledger_exec(cx, l, "COMMIT"); }
void umbel_ledger_rollback(umbel_ctx *cx, umbel_ledger *l) {
    (void)cx;
    if (!sqlite3_get_autocommit(l->db)) sqlite3_exec(l->db, "ROLLBACK", NULL, NULL, NULL);
}
