/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Files and folders: which format, how much, and what to say of what cannot be read. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "read/list.h"

#define FOLDERS_MAX 64 /* folders inside each other */

typedef enum format { F_TEXT, F_MARKDOWN, F_HTML, F_JSONL, F_UNREAD } format;

static bool ends_in(umbel_str name, const char *tail) {
    umbel_str t = umbel_str_of(tail);
    if (name.n < t.n) return false;
    for (size_t i = 0; i < t.n; i++) {
        char c = name.p[name.n - t.n + i];
        if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != t.p[i]) return false;
    }
    return true;
}

static bool begins_with_tag(umbel_str head) {
    static const char *const tags[] = {"<!doctype html", "<html", "<head", "<body"};
    head = umbel_str_trim(head);
    for (size_t k = 0; k < sizeof tags / sizeof *tags; k++) {
        size_t n = strlen(tags[k]), i = 0;
        while (i < n && i < head.n && (head.p[i] >= 'A' && head.p[i] <= 'Z' ? head.p[i] + 32 : head.p[i]) == tags[k][i])
            i++;
        if (i == n) return true;
    }
    return false;
}

static format format_of(umbel_str name, umbel_str head, umbel_str wanted, const char **what) {
    static const struct {
        const char *tail;
        format format;
    } tails[] = {{".txt", F_TEXT}, {".md", F_MARKDOWN}, {".markdown", F_MARKDOWN}, {".html", F_HTML},
                 {".htm", F_HTML}, {".xhtml", F_HTML},  {".jsonl", F_JSONL},       {".ndjson", F_JSONL}};
    static const char *const unread[] = {".pdf",  ".docx", ".odt", ".doc",  ".rtf",  ".zip", ".gz",
                                         ".tar",  ".xml",  ".csv", ".tsv",  ".xlsx", ".eml", ".mbox",
                                         ".warc", ".png",  ".jpg", ".jpeg", ".umbel"};
    if (umbel_str_eq(wanted, UMBEL_STR("text"))) return F_TEXT;
    if (umbel_str_eq(wanted, UMBEL_STR("markdown"))) return F_MARKDOWN;
    if (umbel_str_eq(wanted, UMBEL_STR("html"))) return F_HTML;
    if (umbel_str_eq(wanted, UMBEL_STR("jsonl"))) return F_JSONL;
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
        if (ends_in(name, tails[i].tail)) return tails[i].format;
    for (size_t i = 0; i < sizeof unread / sizeof *unread; i++)
        if (ends_in(name, unread[i])) return *what = unread[i], F_UNREAD;
    if (umbel_str_starts(head, UMBEL_STR("%PDF"))) return *what = "PDF", F_UNREAD;
    if (umbel_str_starts(head, UMBEL_STR("PK\x03\x04"))) return *what = "ZIP", F_UNREAD;
    if (umbel_str_starts(head, UMBEL_STR("---\n"))) return F_MARKDOWN;
    return begins_with_tag(head) ? F_HTML : F_TEXT;
}

umbel_status umbel_read_bytes(umbel_ctx *cx, umbel_str bytes, umbel_str locator, const umbel_read_options *options,
                              umbel_document_sink *sink, void *user, umbel_diagnostics *bad) {
    reader r = {cx, options, sink, user, bad, locator};
    const char *what = "";
    umbel_str head = {bytes.p, bytes.n < 512 ? bytes.n : 512}, rest = bytes, line;
    size_t n = 0;
    if (!bytes.p) bytes.p = "";
    switch (format_of(locator, head, options->format, &what)) {
    case F_TEXT: return umbel_read_text(&r, bytes);
    case F_MARKDOWN: return umbel_read_markdown(&r, bytes);
    case F_HTML: return umbel_read_html(&r, bytes);
    case F_UNREAD:
        return umbel_complain(&r, locator, -1, "", "unsupported",
                              "%s files are not read by this version; give the text, Markdown, HTML or JSONL of it",
                              what);
    case F_JSONL: break;
    }
    if (umbel_str_trim(bytes).n == 0) return umbel_complain(&r, locator, -1, "", "empty", "there is no text in it");
    while (umbel_str_cut(&rest, '\n', &line)) {
        n++;
        if (umbel_str_trim(line).n) UMBEL_TRY(umbel_read_jsonl_line(&r, line, n));
        UMBEL_TRY(umbel_ctx_poll(cx));
    }
    return UMBEL_OK;
}

/* Reads JSONL line by line, so that a file of any size takes the memory of its longest line. */
static umbel_status stream_jsonl(const reader *r, int fd) {
    umbel_ctx *cx = r->cx;
    umbel_buf line = {0};
    char chunk[1 << 16];
    size_t number = 1;
    bool skipping = false, any = false;
    umbel_status status = UMBEL_OK;
    for (;;) {
        ssize_t got = read(fd, chunk, sizeof chunk);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0)
            status = umbel_complain(r, r->locator, (int64_t)number, "line", "unreadable", "reading stopped: %s",
                                    strerror(errno));
        if (got <= 0) break;
        umbel_str rest = {chunk, (size_t)got}, part;
        while (status == UMBEL_OK && umbel_str_cut(&rest, '\n', &part)) {
            bool ended = rest.p != NULL;
            any = any || umbel_str_trim(part).n;
            if (!skipping) status = umbel_buf_add(cx, &line, part);
            if (status == UMBEL_OK && !skipping && line.n > UMBEL_DOCUMENT_MAX) {
                status = umbel_complain(r, r->locator, (int64_t)number, "line", "too-large",
                                        "line %zu has more than %zu bytes and is passed over; split the document",
                                        number, (size_t)UMBEL_DOCUMENT_MAX);
                skipping = true;
            }
            if (!ended || status != UMBEL_OK) continue;
            if (!skipping && umbel_str_trim(umbel_buf_str(&line)).n)
                status = umbel_read_jsonl_line(r, umbel_buf_str(&line), number);
            line.n = 0;
            skipping = false;
            number++;
        }
        if (status == UMBEL_OK) status = umbel_ctx_poll(cx);
        if (status != UMBEL_OK) break;
    }
    if (status == UMBEL_OK && !skipping && umbel_str_trim(umbel_buf_str(&line)).n)
        status = umbel_read_jsonl_line(r, umbel_buf_str(&line), number);
    if (status == UMBEL_OK && !any) status = umbel_complain(r, r->locator, -1, "", "empty", "there is no text in it");
    umbel_buf_free(cx, &line);
    return status;
}

static umbel_status read_open_file(const reader *r, int fd, const char *path, off_t size) {
    umbel_ctx *cx = r->cx;
    char head_bytes[UMBEL_LIST_HEAD];
    const char *what = "";
    ssize_t n_head = pread(fd, head_bytes, sizeof head_bytes, 0);
    umbel_str head = {head_bytes, n_head > 0 ? (size_t)n_head : 0};
    /* Whatever format is wanted: as a document, a list would be kept with all that it says of persons. */
    bool is_list = r->options->list_sink && umbel_list_format(head) != LIST_NONE;
    if (is_list) return umbel_read_list(cx, path, r->options->list_sink, r->options->list_user, r->bad, &is_list);
    format f = format_of(r->locator, head, r->options->format, &what);
    if (f == F_JSONL) return stream_jsonl(r, fd);
    if (f != F_UNREAD && size > (off_t)UMBEL_DOCUMENT_MAX)
        return umbel_complain(r, r->locator, -1, "", "too-large",
                              "the file has %lld bytes, more than the %zu that one document may have; split it",
                              (long long)size, (size_t)UMBEL_DOCUMENT_MAX);
    umbel_buf bytes = {0};
    umbel_status status = f == F_UNREAD ? UMBEL_OK : umbel_file_read(cx, path, UMBEL_DOCUMENT_MAX, &bytes);
    if (status == UMBEL_E_IO || status == UMBEL_E_LIMIT)
        status = umbel_complain(r, r->locator, cx->err.pos, "byte", status == UMBEL_E_IO ? "unreadable" : "too-large",
                                "%s", cx->err.msg);
    else if (status == UMBEL_OK)
        status = umbel_read_bytes(cx, umbel_buf_str(&bytes), r->locator, r->options, r->sink, r->user, r->bad);
    umbel_buf_free(cx, &bytes);
    return status;
}

static umbel_status read_file(umbel_ctx *cx, const char *path, const umbel_read_options *options,
                              umbel_document_sink *sink, void *user, umbel_diagnostics *bad) {
    reader r = {cx, options, sink, user, bad, umbel_str_of(path)};
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* a pipe or device must not hold us up */
    if (fd < 0) return umbel_complain(&r, r.locator, -1, "", "unreadable", "cannot be opened: %s", strerror(errno));
    umbel_status status;
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
        status =
            umbel_complain(&r, r.locator, -1, "", "not-a-file", "this is no ordinary file; give a file or a folder");
    else
        status = read_open_file(&r, fd, path, st.st_size);
    close(fd);
    return status;
}

static int by_name(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

static umbel_status list_folder(umbel_ctx *cx, const char *path, char ***names, size_t *n, int *reason) {
    size_t cap = 0;
    DIR *dir = opendir(path);
    umbel_status status = UMBEL_OK;
    *n = 0;
    *reason = dir ? 0 : errno;
    if (!dir) return UMBEL_OK;
    for (struct dirent *e; status == UMBEL_OK && (e = readdir(dir));) {
        umbel_str full;
        if (e->d_name[0] == '.' || strncmp(e->d_name, "README", 6) == 0) continue;
        status = umbel_reserve(cx, &cx->scratch, (void *)names, &cap, *n + 1, sizeof **names);
        if (status == UMBEL_OK)
            status = umbel_str_format(cx, &cx->scratch, &full, "%s%s%s", path, path[strlen(path) - 1] == '/' ? "" : "/",
                                      e->d_name);
        if (status == UMBEL_OK) memcpy(&(*names)[(*n)++], &full.p, sizeof(char *));
    }
    closedir(dir);
    if (status == UMBEL_OK && *n) qsort(*names, *n, sizeof **names, by_name);
    return status;
}

static umbel_status read_tree(umbel_ctx *cx, const char *path, int depth, const umbel_read_options *options,
                              umbel_document_sink *sink, void *user, umbel_diagnostics *bad) {
    reader r = {cx, options, sink, user, bad, umbel_str_of(path)};
    struct stat st;
    UMBEL_TRY(umbel_ctx_poll(cx));
    int found = depth ? lstat(path, &st) : stat(path, &st);
    if (found != 0) return umbel_complain(&r, r.locator, -1, "", "unreadable", "cannot be found: %s", strerror(errno));
    if (depth && S_ISLNK(st.st_mode) &&
        (stat(path, &st) != 0 || S_ISDIR(st.st_mode))) /* links to folders may go round in rings */
        return umbel_complain(&r, r.locator, -1, "", "link",
                              "links to folders are not followed; name the folder itself");
    if (!S_ISDIR(st.st_mode)) return read_file(cx, path, options, sink, user, bad);
    if (depth == FOLDERS_MAX)
        return umbel_complain(&r, r.locator, -1, "", "too-deep", "folders are nested more than %d deep", FOLDERS_MAX);
    char **names = NULL;
    size_t n;
    int reason;
    umbel_mark mark = umbel_arena_mark(&cx->scratch);
    umbel_status status = list_folder(cx, path, &names, &n, &reason);
    if (status == UMBEL_OK && reason)
        status =
            umbel_complain(&r, r.locator, -1, "", "unreadable", "the folder cannot be opened: %s", strerror(reason));
    for (size_t i = 0; status == UMBEL_OK && i < n; i++) {
        if (depth == 0 && ends_in(umbel_str_of(names[i]), ".tsv"))
            continue; /* tables beside documents are no documents */
        status = read_tree(cx, names[i], depth + 1, options, sink, user, bad);
    }
    umbel_arena_release(cx, &cx->scratch, mark);
    return status;
}

umbel_status umbel_read_path(umbel_ctx *cx, const char *path, const umbel_read_options *options,
                             umbel_document_sink *sink, void *user, umbel_diagnostics *bad) {
    if (strcmp(path, "-") == 0) {
        reader r = {cx, options, sink, user, bad, UMBEL_STR("-")};
        if (umbel_str_eq(options->format, UMBEL_STR("jsonl"))) return stream_jsonl(&r, STDIN_FILENO);
        umbel_buf bytes = {0};
        umbel_status status = umbel_file_read(cx, path, UMBEL_DOCUMENT_MAX, &bytes);
        bool json = bytes.n && bytes.p[0] == '{';
        umbel_read_options own = *options;
        umbel_str head = {bytes.p, bytes.n < UMBEL_LIST_HEAD ? bytes.n : UMBEL_LIST_HEAD};
        bool is_list = status == UMBEL_OK && options->list_sink && umbel_list_format(head) != LIST_NONE;
        if (json && !own.format.n) own.format = UMBEL_STR("jsonl");
        if (status == UMBEL_E_IO || status == UMBEL_E_LIMIT)
            status = umbel_complain(&r, r.locator, -1, "", "unreadable", "%s", cx->err.msg);
        else if (is_list)
            status = umbel_complain(&r, r.locator, -1, "", "list",
                                    "this is an official list; lists are read from files: name its file");
        else if (status == UMBEL_OK)
            status = umbel_read_bytes(cx, umbel_buf_str(&bytes), r.locator, &own, sink, user, bad);
        umbel_buf_free(cx, &bytes);
        return status;
    }
    return read_tree(cx, path, 0, options, sink, user, bad);
}
