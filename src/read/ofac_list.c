/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* OFAC's list of Specially Designated Nationals: sdn.csv (number, name, type, programs, and eight cells that are not
 * looked at: titles, ships, remarks with papers and birth) and alt.csv (number, number of the name, kind, name). */
#include "base/intern.h"
#include "read/csv.h"
#include "read/list.h"
#include "umbel/text.h"

#define SDN_CELLS 12
#define ALT_CELLS 5
#define NO_NAME   UINT32_MAX

typedef struct other_name {
    umbel_str text;
    const char *quality;
    uint32_t next; /* of the same entry */
} other_name;

/* Other names by entry number, each entry's in the order of the file. */
typedef struct other_names {
    umbel_arena arena;
    umbel_intern numbers;
    uint32_t *first, *last; /* [numbers.n] */
    size_t cap_first, cap_last;
    other_name *items;
    size_t n, cap;
} other_names;

/* Code page 1252 for 0x80 to 0x9f; 0 where it has no character. */
static const uint16_t cp1252[32] = {0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                    0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017d, 0,
                                    0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                    0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

static umbel_status add_1252(umbel_ctx *cx, umbel_buf *out, unsigned char c) {
    unsigned u = c < 0x80 || c > 0x9f ? c : cp1252[c - 0x80] ? cp1252[c - 0x80] : 0xfffd;
    if (u == 0) u = ' ';
    if (u < 0x80) return umbel_buf_byte(cx, out, (char)u);
    if (u < 0x800) {
        UMBEL_TRY(umbel_buf_byte(cx, out, (char)(0xc0 | u >> 6)));
    } else {
        UMBEL_TRY(umbel_buf_byte(cx, out, (char)(0xe0 | u >> 12)));
        UMBEL_TRY(umbel_buf_byte(cx, out, (char)(0x80 | (u >> 6 & 0x3f))));
    }
    return umbel_buf_byte(cx, out, (char)(0x80 | (u & 0x3f)));
}

/* The bytes as UTF-8: themselves where they are that, else read as code page 1252 into `buf`. */
static umbel_status decode(umbel_ctx *cx, umbel_str bytes, umbel_buf *buf, umbel_str *out) {
    size_t bad;
    if (umbel_str_starts(bytes, UMBEL_STR("\xef\xbb\xbf"))) bytes.p += 3, bytes.n -= 3;
    *out = bytes;
    if (umbel_utf8_valid(bytes, &bad)) return UMBEL_OK;
    for (size_t i = 0; i < bytes.n; i++) UMBEL_TRY(add_1252(cx, buf, (unsigned char)bytes.p[i]));
    *out = umbel_buf_str(buf);
    return UMBEL_OK;
}

static bool is_number(umbel_str s) {
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9') return false;
    return s.n > 0 && s.n < 20;
}

/* The line with which DOS ended a file holds one control character. */
static bool is_blank(const umbel_csv *csv) {
    umbel_str s = csv->n == 1 ? umbel_str_trim(csv->cells[0]) : UMBEL_STR("x");
    return s.n == 0 || (s.n == 1 && s.p[0] == 0x1a);
}

static umbel_status complain_row(const list_reader *l, const umbel_csv *csv, const char *of, size_t n_cells) {
    if (csv->open_quote)
        return umbel_complain(&l->r, l->r.locator, (int64_t)csv->line, "line", "open-quote",
                              "line %zu of %s has a quotation mark that is never closed and is passed over", csv->line,
                              of);
    return umbel_complain(&l->r, l->r.locator, (int64_t)csv->line, "line", "bad-row",
                          "line %zu of %s is no row of %zu cells that begins with an entry number; it is passed over",
                          csv->line, of, n_cells);
}

static umbel_status add_other(umbel_ctx *cx, other_names *o, const umbel_csv *csv) {
    umbel_str kind = umbel_str_trim(csv->cells[2]), text = csv->cells[3];
    uint32_t k, at = (uint32_t)o->n;
    size_t before = o->numbers.n;
    UMBEL_TRY(umbel_intern_add(cx, &o->numbers, umbel_str_trim(csv->cells[0]), &k));
    UMBEL_TRY(umbel_reserve(cx, &o->arena, (void *)&o->first, &o->cap_first, o->numbers.n, sizeof *o->first));
    UMBEL_TRY(umbel_reserve(cx, &o->arena, (void *)&o->last, &o->cap_last, o->numbers.n, sizeof *o->last));
    UMBEL_TRY(umbel_reserve(cx, &o->arena, (void *)&o->items, &o->cap, o->n + 1, sizeof *o->items));
    o->items[o->n++] = (other_name){.text = text,
                                    .quality = umbel_str_eq(kind, UMBEL_STR("fka"))   ? "f.k.a."
                                               : umbel_str_eq(kind, UMBEL_STR("nka")) ? "n.k.a."
                                                                                      : "a.k.a.",
                                    .next = NO_NAME};
    if (o->numbers.n > before)
        o->first[k] = at;
    else
        o->items[o->last[k]].next = at;
    o->last[k] = at;
    return UMBEL_OK;
}

static umbel_status read_others(list_reader *l, umbel_str bytes, other_names *o) {
    umbel_ctx *cx = l->r.cx;
    umbel_csv csv = {.rest = bytes};
    for (bool any;;) {
        UMBEL_TRY(umbel_ctx_poll(cx));
        UMBEL_TRY(umbel_csv_next(cx, &o->arena, &csv, &any));
        if (!any) return UMBEL_OK;
        if (is_blank(&csv)) continue;
        if (csv.open_quote || csv.n != ALT_CELLS || !is_number(umbel_str_trim(csv.cells[0])))
            UMBEL_TRY(complain_row(l, &csv, "the file of other names", ALT_CELLS));
        else
            UMBEL_TRY(add_other(cx, o, &csv));
    }
}

/* "FTO] [SDGT" stands for two programs. */
static umbel_status set_programs(list_reader *l, umbel_str cell) {
    char *copy;
    if (umbel_str_eq(umbel_str_trim(cell), UMBEL_STR("-0-"))) return UMBEL_OK;
    UMBEL_TRY(umbel_list_clean(l, cell, &l->entry.list));
    copy = UMBEL_NEW(l->r.cx, &l->arena, char, l->entry.list.n + 1);
    if (!copy) return l->r.cx->err.code;
    for (size_t i = 0; i < l->entry.list.n; i++) {
        char c = l->entry.list.p[i];
        copy[i] = (char)(c == '[' || c == ']' ? ' ' : c);
    }
    return umbel_list_clean(l, (umbel_str){copy, l->entry.list.n}, &l->entry.list);
}

static umbel_status deliver_row(list_reader *l, const umbel_csv *csv, const other_names *o, umbel_str type) {
    umbel_str number = umbel_str_trim(csv->cells[0]);
    uint32_t k = umbel_intern_find(&o->numbers, number);
    UMBEL_TRY(umbel_list_begin(l));
    l->entry.is_person = umbel_str_eq(type, UMBEL_STR("individual"));
    l->entry.authority = UMBEL_STR("OFAC");
    l->entry.reference = number;
    UMBEL_TRY(set_programs(l, csv->cells[3]));
    UMBEL_TRY(umbel_list_add_name(l, csv->cells[1], "primary"));
    for (uint32_t i = k == UMBEL_INTERN_NONE ? NO_NAME : o->first[k]; i != NO_NAME; i = o->items[i].next)
        UMBEL_TRY(umbel_list_add_name(l, o->items[i].text, o->items[i].quality));
    return umbel_list_deliver(l, csv->line);
}

static umbel_status read_entries(list_reader *l, umbel_str bytes, const other_names *o, umbel_arena *rows) {
    umbel_ctx *cx = l->r.cx;
    umbel_csv csv = {.rest = bytes};
    size_t n_vessels = 0, n_aircraft = 0;
    for (bool any;;) {
        UMBEL_TRY(umbel_ctx_poll(cx));
        umbel_arena_reset(cx, rows);
        csv.cells = NULL, csv.cap = 0;
        UMBEL_TRY(umbel_csv_next(cx, rows, &csv, &any));
        if (!any) break;
        if (is_blank(&csv)) continue;
        if (csv.open_quote || csv.n != SDN_CELLS || !is_number(umbel_str_trim(csv.cells[0]))) {
            UMBEL_TRY(complain_row(l, &csv, "the list", SDN_CELLS));
            continue;
        }
        umbel_str type = umbel_str_trim(csv.cells[2]);
        if (umbel_str_eq(type, UMBEL_STR("vessel")))
            n_vessels++;
        else if (umbel_str_eq(type, UMBEL_STR("aircraft")))
            n_aircraft++;
        else
            UMBEL_TRY(deliver_row(l, &csv, o, type));
    }
    if (n_vessels + n_aircraft == 0) return UMBEL_OK;
    return umbel_complain(&l->r, l->r.locator, -1, "", "left-out",
                          "%zu vessel%s and %zu aircraft are left out: only persons and organisations are read",
                          n_vessels, n_vessels == 1 ? "" : "s", n_aircraft);
}

umbel_status umbel_read_ofac_list(list_reader *l, umbel_str sdn, umbel_str alt) {
    umbel_ctx *cx = l->r.cx;
    umbel_buf sdn_text = {0}, alt_text = {0};
    umbel_arena rows = {0};
    other_names o = {0};
    umbel_str entries = {0}, names = {0};
    umbel_status status = decode(cx, sdn, &sdn_text, &entries);
    if (status == UMBEL_OK) status = decode(cx, alt, &alt_text, &names);
    if (status == UMBEL_OK) status = read_others(l, names, &o);
    if (status == UMBEL_OK) status = read_entries(l, entries, &o, &rows);
    umbel_intern_free(cx, &o.numbers);
    umbel_arena_free(cx, &o.arena);
    umbel_arena_free(cx, &rows);
    umbel_buf_free(cx, &sdn_text);
    umbel_buf_free(cx, &alt_text);
    return status;
}
