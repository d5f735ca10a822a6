/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Official lists: which one a file is, the entry at hand, the files that belong together. */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "read/csv.h"
#include "read/list.h"

/* ---- recognising ---------------------------------------------------------------------------- */

static bool is_number(umbel_str s) {
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9') return false;
    return s.n > 0 && s.n < 20;
}

static bool is_one_of(umbel_str s, const char *const *words) {
    for (; *words; words++)
        if (umbel_str_eq(s, umbel_str_of(*words))) return true;
    return false;
}

/* Cells of the first line, for recognition only: quotes are taken off, none may hold a line break. At most `cap`. */
static size_t first_cells(umbel_str head, umbel_str *cells, size_t cap) {
    size_t n = 0, begin = 0;
    bool quoted = false;
    for (size_t i = 0; i <= head.n; i++) {
        bool end = i == head.n || head.p[i] == '\n';
        if (!end && head.p[i] == '"') quoted = !quoted;
        if (!end && (head.p[i] != ',' || quoted)) continue;
        umbel_str cell = umbel_str_trim((umbel_str){head.p + begin, i - begin});
        if (cell.n > 1 && cell.p[0] == '"') cell.p++, cell.n -= 2;
        if (n < cap) cells[n] = cell;
        n++;
        begin = i + 1;
        if (end) break;
    }
    return n;
}

static list_format ofac_format(umbel_str head) {
    static const char *const kinds[] = {"-0-", "individual", "vessel", "aircraft", NULL};
    static const char *const also[] = {"aka", "fka", "nka", NULL};
    umbel_str cells[12];
    size_t n = first_cells(head, cells, 12);
    if (n < 5 || !is_number(cells[0]) || umbel_str_find(head, UMBEL_STR("-0-")) == SIZE_MAX) return LIST_NONE;
    if (n == 12 && is_one_of(cells[2], kinds)) return LIST_OFAC;
    if (n == 5 && is_number(cells[1]) && is_one_of(cells[2], also)) return LIST_OFAC_COMPANION;
    return n == 6 && is_number(cells[1]) ? LIST_OFAC_COMPANION : LIST_NONE;
}

list_format umbel_list_format(umbel_str head) {
    if (umbel_str_starts(head, UMBEL_STR("\xef\xbb\xbf"))) head.p += 3, head.n -= 3;
    umbel_str trimmed = umbel_str_trim(head);
    if (trimmed.n == 0 || memchr(head.p, 0, head.n)) return LIST_NONE; /* UTF-16 is no form of these lists */
    if (trimmed.p[0] == '<')
        return umbel_str_find(trimmed, UMBEL_STR("<CONSOLIDATED_LIST")) != SIZE_MAX ? LIST_UN : LIST_NONE;
    return ofac_format(head);
}

/* ---- the entry at hand ---------------------------------------------------------------------- */

umbel_status umbel_list_begin(list_reader *l) {
    umbel_arena_reset(l->r.cx, &l->arena);
    l->entry = (umbel_list_entry){0};
    l->names = NULL;
    l->cap_names = 0;
    l->n_names = 1;
    return umbel_reserve(l->r.cx, &l->arena, (void *)&l->names, &l->cap_names, 8, sizeof *l->names);
}

/* Bytes of the white space or control character at s.p[i], 0 where there is none: lists hold no-break and em spaces. */
static size_t space_at(umbel_str s, size_t i) {
    unsigned char c = (unsigned char)s.p[i];
    if (c <= ' ' || c == 0x7f) return 1;
    umbel_str rest = {s.p + i, s.n - i};
    if (c == 0xc2) return umbel_str_starts(rest, UMBEL_STR("\xc2\xa0")) ? 2 : 0;
    if (c != 0xe2 && c != 0xe3 && c != 0xef) return 0;
    if (umbel_str_starts(rest, UMBEL_STR("\xe3\x80\x80")) || umbel_str_starts(rest, UMBEL_STR("\xef\xbb\xbf")) ||
        umbel_str_starts(rest, UMBEL_STR("\xe2\x80\xaf")))
        return 3;
    return rest.n > 2 && umbel_str_starts(rest, UMBEL_STR("\xe2\x80")) && (unsigned char)rest.p[2] <= 0x8b ? 3 : 0;
}

umbel_status umbel_list_clean(list_reader *l, umbel_str s, umbel_str *out) {
    char *copy = UMBEL_NEW(l->r.cx, &l->arena, char, s.n + 1);
    size_t n = 0;
    bool space = false;
    if (!copy) return l->r.cx->err.code;
    for (size_t i = 0; i < s.n;) {
        size_t skip = space_at(s, i);
        if (skip) {
            space = n > 0;
            i += skip;
            continue;
        }
        if (space) copy[n++] = ' ';
        space = false;
        copy[n++] = s.p[i++];
    }
    *out = (umbel_str){copy, n};
    return UMBEL_OK;
}

static bool is_letter(char c) { return isalnum((unsigned char)c) || (unsigned char)c >= 0x80; }

/* Whether at byte i begins a word that tells of birth or papers and belongs to no name, or a number. */
static bool tells_more(umbel_str s, size_t i) {
    static const umbel_str words[] = {{"born", 4},         {"birth", 5},    {"date", 4},
                                      {"passport", 8},     {"Passport", 8}, {"identity", 8},
                                      {"DOB", 3},          {"POB", 3},      {"identification", 14},
                                      {"nationality", 11}, {"residing", 8}};
    umbel_str rest = {s.p + i, s.n - i};
    size_t n_digits = 0;
    while (n_digits < rest.n && isdigit((unsigned char)rest.p[n_digits])) n_digits++;
    if (n_digits >= 4) return true;
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (umbel_str_starts(rest, words[k]) && (rest.n == words[k].n || !is_letter(rest.p[words[k].n]))) return true;
    return false;
}

/* A person's name without what some lists write behind it: "…, born 1 Jan. 1970 (passport no. 123)". Cut before the
 * first word that tells more, and before the bracket it stands in. Names are written with capitals: "Born" is one. */
static umbel_str bare_name(umbel_str s) {
    size_t bracket = SIZE_MAX, end = s.n;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '(' && bracket == SIZE_MAX) bracket = i;
        if (s.p[i] == ')') bracket = SIZE_MAX;
        if ((i > 0 && is_letter(s.p[i - 1])) || !tells_more(s, i)) continue;
        end = bracket < i ? bracket : i;
        break;
    }
    if (end == s.n) return s;
    while (end > 0 && strchr(" ,;:-(", s.p[end - 1])) end--;
    return (umbel_str){s.p, end};
}

umbel_status umbel_list_add_name(list_reader *l, umbel_str text, const char *quality) {
    umbel_list_name name = {.quality = umbel_str_of(quality)};
    bool primary = strcmp(quality, "primary") == 0;
    UMBEL_TRY(umbel_list_clean(l, text, &name.text));
    if (l->entry.is_person) name.text = bare_name(name.text);
    if (name.text.n == 0) return UMBEL_OK;
    if (name.text.n > UMBEL_LIST_NAME_MAX)
        return umbel_complain(&l->r, l->r.locator, -1, "", "too-large",
                              "a name of %.*s has %zu bytes, more than %zu, and is passed over",
                              UMBEL_ARGS(l->entry.reference), name.text.n, UMBEL_LIST_NAME_MAX);
    if (!primary)
        UMBEL_TRY(umbel_reserve(l->r.cx, &l->arena, (void *)&l->names, &l->cap_names, l->n_names + 1, sizeof name));
    l->names[primary ? 0 : l->n_names++] = name;
    return UMBEL_OK;
}

umbel_status umbel_list_deliver(list_reader *l, size_t line) {
    if (l->entry.reference.n == 0 || l->entry.reference.n > 64 || l->names[0].text.n == 0)
        return umbel_complain(&l->r, l->r.locator, (int64_t)line, "line", "bad-entry",
                              "the entry that ends at line %zu lacks a name or a reference and is passed over", line);
    l->entry.names = l->names;
    l->entry.n_names = l->n_names;
    l->n_delivered++;
    return l->sink(l->user, l->r.cx, &l->entry);
}

/* ---- files ---------------------------------------------------------------------------------- */

/* The path with `from` in the file's name replaced by `to`, in the case it is written in; false where it is not there.
 * Both have three letters. */
static bool sibling(const char *path, const char *from, const char *to, char *out, size_t cap) {
    if ((size_t)snprintf(out, cap, "%s", path) >= cap) return false;
    char *slash = strrchr(out, '/');
    for (char *p = slash ? slash + 1 : out; p[0] && p[1] && p[2]; p++) {
        bool here = true;
        for (int i = 0; i < 3; i++) here = here && (p[i] | 32) == from[i];
        if (!here) continue;
        for (int i = 0; i < 3; i++) p[i] = (char)(p[i] & 32 ? to[i] : to[i] & ~32);
        return true;
    }
    return false;
}

static umbel_status read_whole(const reader *r, const char *path, umbel_buf *out, bool *ok) {
    umbel_status status = umbel_file_read(r->cx, path, UMBEL_DOCUMENT_MAX, out);
    *ok = status == UMBEL_OK;
    if (status == UMBEL_E_IO || status == UMBEL_E_LIMIT)
        status = umbel_complain(r, umbel_str_of(path), -1, "", status == UMBEL_E_IO ? "unreadable" : "too-large", "%s",
                                r->cx->err.msg);
    return status;
}

static umbel_status read_ofac(list_reader *l, const char *path) {
    char beside[4096];
    umbel_buf sdn = {0}, alt = {0};
    bool ok, has_alt = sibling(path, "sdn", "alt", beside, sizeof beside) && access(beside, F_OK) == 0;
    umbel_status status = read_whole(&l->r, path, &sdn, &ok);
    if (status == UMBEL_OK && ok && has_alt) status = read_whole(&l->r, beside, &alt, &has_alt);
    if (status == UMBEL_OK && ok && !has_alt)
        status = umbel_complain(&l->r, l->r.locator, -1, "", "no-aliases",
                                "the other names are missing: put the list's alt.csv into the same folder, named like "
                                "this file with \"alt\" for \"sdn\"");
    umbel_str none = {0}, names = umbel_buf_str(&alt);
    if (has_alt && !names.p) names.p = "";
    if (status == UMBEL_OK && ok) status = umbel_read_ofac_list(l, umbel_buf_str(&sdn), has_alt ? names : none);
    umbel_buf_free(l->r.cx, &sdn);
    umbel_buf_free(l->r.cx, &alt);
    return status;
}

/* Other names and addresses belong to their sdn.csv: the names are read with it, the addresses never. */
static umbel_status meet_companion(list_reader *l, const char *path) {
    char beside[4096];
    if ((sibling(path, "alt", "sdn", beside, sizeof beside) || sibling(path, "add", "sdn", beside, sizeof beside)) &&
        access(beside, F_OK) == 0)
        return UMBEL_OK;
    return umbel_complain(&l->r, l->r.locator, -1, "", "no-entries",
                          "this file of OFAC's list has no entries of its own; give sdn.csv, with alt.csv beside it");
}

umbel_status umbel_read_list(umbel_ctx *cx, const char *path, umbel_list_sink *sink, void *user, umbel_diagnostics *bad,
                             bool *is_list) {
    char head[UMBEL_LIST_HEAD];
    list_reader l = {.r = {.cx = cx, .bad = bad, .locator = umbel_str_of(path)}, .sink = sink, .user = user};
    struct stat st;
    umbel_status status = UMBEL_OK;
    *is_list = false;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) return umbel_complain(&l.r, l.r.locator, -1, "", "unreadable", "cannot be opened: %s", strerror(errno));
    ssize_t n = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) ? pread(fd, head, sizeof head, 0) : 0;
    list_format format = umbel_list_format((umbel_str){head, n > 0 ? (size_t)n : 0});
    *is_list = format != LIST_NONE;
    if (format == LIST_UN) status = umbel_read_un_list(&l, fd);
    if (format == LIST_OFAC) status = read_ofac(&l, path);
    if (format == LIST_OFAC_COMPANION) status = meet_companion(&l, path);
    close(fd);
    umbel_arena_free(cx, &l.arena);
    return status;
}
