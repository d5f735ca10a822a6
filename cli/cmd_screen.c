/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* umbel screen: a column of names against official lists. */
#include <stdlib.h>
#include <string.h>

#include "names.h"

#define THRESHOLD_USUAL 0.5
#define ENTRIES_MAX     20 /* that are counted beside the best */

typedef struct screen {
    names_source source;
    const char *ledger;
    const char *column; /* as given */
    size_t k_column;    /* SIZE_MAX until the first row has told */
    double per_thousand;
    bool json, hits_only;
    umbel_date at;
    umbel_resolve_options resolve;

    view v;
    umbel_name_book *book; /* of a ledger; else NULL */
    umbel_names *names;    /* of a table or index; else NULL */
    umbel_resolver *resolver;
    umbel_buf out;
    umbel_diagnostics bad;
    bool begun;
    size_t n_rows, n_hits;
    size_t n_short, first_short; /* rows without the column */
    const char *file;
} screen;

/* ---- the column ----------------------------------------------------------------------------- */

static bool is_titled(umbel_ctx *cx, umbel_str cell, const char *title, umbel_status *status) {
    umbel_str a = {0}, b = {0};
    umbel_mark mark = umbel_arena_mark(&cx->scratch);
    if (*status == UMBEL_OK) *status = umbel_fold_name(cx, &cx->scratch, cell, &a);
    if (*status == UMBEL_OK) *status = umbel_fold_name(cx, &cx->scratch, umbel_str_of(title), &b);
    bool is = *status == UMBEL_OK && a.n && umbel_str_eq(a, b);
    umbel_arena_release(cx, &cx->scratch, mark);
    return is;
}

static umbel_status find_title(umbel_ctx *cx, screen *s, const umbel_csv_row *row, const char *title) {
    umbel_status status = UMBEL_OK;
    for (size_t i = 0; status == UMBEL_OK && s->k_column == SIZE_MAX && i < row->n_cells; i++)
        if (is_titled(cx, row->cells[i], title, &status)) s->k_column = i;
    return status;
}

static umbel_status fail_column(umbel_ctx *cx, const screen *s, const umbel_csv_row *row) {
    umbel_buf list = {0};
    umbel_status status = UMBEL_OK;
    for (size_t i = 0; status == UMBEL_OK && i < row->n_cells && list.n < 300; i++) {
        status = umbel_buf_printf(cx, &list, "%s%zu ", i ? ", " : "", i + 1);
        if (status == UMBEL_OK) status = umbel_tell_plain(cx, &list, row->cells[i]);
    }
    if (status == UMBEL_OK)
        status = s->column ? UMBEL_FAIL(cx, UMBEL_E_ARG, "no column is titled \"%.80s\"; the first row has %.*s",
                                        s->column, UMBEL_ARGS(umbel_buf_str(&list)))
                           : UMBEL_FAIL(cx, UMBEL_E_ARG,
                                        "say which column holds the names: --column TITLE or N; the "
                                        "first row has %.*s",
                                        UMBEL_ARGS(umbel_buf_str(&list)));
    umbel_buf_free(cx, &list);
    return status;
}

/* Looks for the column in the first row. @param[out] is_header  the row holds titles */
static umbel_status choose_column(umbel_ctx *cx, screen *s, const umbel_csv_row *row, bool *is_header) {
    static const char *const usual[] = {"name", "names", "full name", "fullname"};
    if (s->column) UMBEL_TRY(find_title(cx, s, row, s->column));
    for (size_t i = 0; !s->column && i < sizeof usual / sizeof *usual; i++) UMBEL_TRY(find_title(cx, s, row, usual[i]));
    *is_header = s->k_column != SIZE_MAX;
    if (*is_header) return UMBEL_OK;
    if (s->column || row->n_cells != 1) return fail_column(cx, s, row);
    s->k_column = 0;
    return UMBEL_OK;
}

/* ---- one row -------------------------------------------------------------------------------- */

typedef struct finding {
    size_t n_row;
    umbel_str name;
    const umbel_answer *answer;
    const umbel_match *best;
    const umbel_listing *listing;
    size_t n_others; /* entries above the threshold beside the best */
} finding;

static umbel_status finding_json(umbel_ctx *cx, const finding *f, umbel_buf *out) {
    UMBEL_TRY(umbel_buf_printf(cx, out, "{\"row\":%zu", f->n_row));
    UMBEL_TRY(add_json(cx, out, "name", f->name, false));
    UMBEL_TRY(add_json(cx, out, "status", umbel_str_of(umbel_resolution_name(f->answer->resolution)), false));
    if (f->best) {
        UMBEL_TRY(add_json(cx, out, "id", f->best->actor, false));
        UMBEL_TRY(add_json(cx, out, "list", f->listing ? f->listing->list : (umbel_str){0}, false));
        UMBEL_TRY(add_json(cx, out, "reference", f->listing ? f->listing->reference : (umbel_str){0}, false));
        UMBEL_TRY(add_json(cx, out, "matched_name", f->best->name, false));
        UMBEL_TRY(umbel_buf_printf(cx, out, ",\"p_match\":%.4f,\"others\":%zu", f->best->p_match, f->n_others));
        UMBEL_TRY(add_json(cx, out, "why", f->best->why, false));
    }
    return umbel_buf_addz(cx, out, "}\n");
}

static umbel_status finding_csv(umbel_ctx *cx, const finding *f, umbel_buf *out) {
    umbel_str cells[] = {f->name,
                         umbel_str_of(umbel_resolution_name(f->answer->resolution)),
                         f->best ? f->best->actor : (umbel_str){0},
                         f->listing ? f->listing->list : (umbel_str){0},
                         f->listing ? f->listing->reference : (umbel_str){0},
                         f->best ? f->best->name : (umbel_str){0}};
    UMBEL_TRY(umbel_buf_printf(cx, out, "%zu", f->n_row));
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        UMBEL_TRY(umbel_buf_byte(cx, out, ','));
        UMBEL_TRY(umbel_tell_csv_cell(cx, out, cells[i]));
    }
    if (!f->best) return umbel_buf_addz(cx, out, ",,,\r\n");
    UMBEL_TRY(umbel_buf_printf(cx, out, ",%.4f,%zu,", f->best->p_match, f->n_others));
    UMBEL_TRY(umbel_tell_csv_cell(cx, out, f->best->why));
    return umbel_buf_addz(cx, out, "\r\n");
}

static umbel_status screen_name(umbel_ctx *cx, screen *s, size_t n_row, umbel_str name) {
    umbel_answer answer = {0};
    finding f = {.n_row = n_row, .name = name, .answer = &answer};
    if (name.n) UMBEL_TRY(umbel_resolve_name(cx, s->resolver, name, &s->resolve, &answer));
    bool hit = answer.resolution != UMBEL_RESOLVED_NONE && answer.n_matches;
    s->n_hits += hit;
    if (!hit && s->hits_only) return UMBEL_OK;
    if (hit) f.best = &answer.matches[0];
    if (hit && s->book) f.listing = umbel_name_book_listing(s->book, f.best->actor);
    for (size_t i = 1; hit && i < answer.n_matches; i++)
        f.n_others += answer.matches[i].p_match >= s->resolve.threshold;
    UMBEL_TRY(s->json ? finding_json(cx, &f, &s->out) : finding_csv(cx, &f, &s->out));
    bool written = write_out(&s->out);
    s->out.n = 0;
    return written ? UMBEL_OK : UMBEL_FAIL(cx, UMBEL_E_IO, "the output cannot be written");
}

/* What the rows are, before the first. */
static umbel_status begin(umbel_ctx *cx, screen *s) {
    s->begun = true;
    fputs("umbel: what follows are possible matches of names, not findings about anyone: look at the entry itself, on\n"
          "umbel: the list, before anything rests on it. Where two actors of the ledger were wrongly taken as one,\n"
          "umbel: 'umbel review' shows by which decision; 'umbel undo ID', then 'umbel different A B', corrects it.\n",
          stderr);
    if (!s->json && printf("row,name,status,id,list,reference,matched_name,p_match,others,why\r\n") < 0)
        return UMBEL_FAIL(cx, UMBEL_E_IO, "the output cannot be written");
    return UMBEL_OK;
}

static umbel_status take_row(void *user, umbel_ctx *cx, const umbel_csv_row *row) {
    screen *s = user;
    bool is_header = false;
    if (s->k_column == SIZE_MAX) UMBEL_TRY(choose_column(cx, s, row, &is_header));
    if (!s->begun) UMBEL_TRY(begin(cx, s));
    if (is_header) return UMBEL_OK;
    if (s->k_column >= row->n_cells) {
        if (s->n_short++ == 0) s->first_short = row->line;
        return UMBEL_OK;
    }
    s->n_rows++;
    return screen_name(cx, s, row->n_row, umbel_str_trim(row->cells[s->k_column]));
}

/* ---- the whole ------------------------------------------------------------------------------ */

static umbel_status open_lists(umbel_ctx *cx, screen *s) {
    query q = {.ledger = s->ledger};
    if (s->source.table || s->source.index) {
        UMBEL_TRY(open_names(cx, &s->source, &s->names, &s->bad));
        return umbel_resolver_new(cx, &s->resolver, s->names);
    }
    umbel_book_options book = {.data_dir = data_dir(), .listed_only = true, .at = s->at};
    UMBEL_TRY(view_open(cx, &s->v, &q));
    book.sameness = s->v.sameness;
    UMBEL_TRY(umbel_app_names(cx, &s->book, s->v.ledger, &book));
    if (umbel_names_measure(umbel_name_book_names(s->book)).n_names == 0)
        return UMBEL_FAIL(cx, UMBEL_E_NOT_FOUND, "%s",
                          s->at.precision == UMBEL_PRECISION_UNKNOWN
                              ? "this ledger holds no official list; read one in: umbel add consolidated.xml"
                              : "no list of this ledger has an entry at this date");
    return umbel_resolver_new(cx, &s->resolver, umbel_name_book_names(s->book));
}

static umbel_status screen_file(umbel_ctx *cx, screen *s) {
    char text[160];
    if (s->per_thousand > 0) UMBEL_TRY(umbel_alert_threshold(cx, &s->resolve.threshold, data_dir(), s->per_thousand));
    UMBEL_TRY(open_lists(cx, s));
    UMBEL_TRY(umbel_read_csv(cx, s->file, take_row, s, &s->bad));
    if (!s->begun) UMBEL_TRY(begin(cx, s));
    if (s->n_short == 0) return UMBEL_OK;
    if (s->n_short == 1)
        snprintf(text, sizeof text, "this row could not be looked up: it has no column %zu", s->k_column + 1);
    else
        snprintf(text, sizeof text, "this row, and %zu after it, could not be looked up: no column %zu", s->n_short - 1,
                 s->k_column + 1);
    return umbel_diagnose(cx, &s->bad,
                          &(umbel_diagnostic){.file = umbel_str_of(s->file),
                                              .pos = (int64_t)s->first_short,
                                              .unit = UMBEL_STR("line"),
                                              .code = UMBEL_STR("short-row"),
                                              .text = umbel_str_of(text)});
}

static int run_screen(umbel_ctx *cx, screen *s) {
    umbel_status status = screen_file(cx, s);
    if (fflush(stdout) != 0 && status == UMBEL_OK) status = UMBEL_FAIL(cx, UMBEL_E_IO, "the output cannot be written");
    print_diagnostics(cx, &s->bad);
    if (status == UMBEL_OK)
        fprintf(stderr, "umbel: %zu name%s looked up, %zu possible match%s at p_match %.2f and above\n", s->n_rows,
                s->n_rows == 1 ? "" : "s", s->n_hits, s->n_hits == 1 ? "" : "es", s->resolve.threshold);
    int code = status != UMBEL_OK ? report(cx, status)
               : s->bad.n         ? EXIT_BAD_INPUT
               : s->n_hits        ? EXIT_DONE
                                  : EXIT_NOTHING;
    umbel_resolver_free(cx, s->resolver);
    umbel_name_book_free(cx, s->book);
    umbel_names_free(cx, s->names);
    view_close(cx, &s->v);
    umbel_buf_free(cx, &s->out);
    umbel_diagnostics_free(cx, &s->bad);
    return code;
}

/* Takes one option. -1 to go on, else the exit status. */
static int take_option(screen *s, int c) {
    char *end;
    switch (c) {
    case 'h': return show_help("screen");
    case 'l': s->ledger = optarg; return -1;
    case 'n': s->source.table = optarg; return -1;
    case 'i': s->source.index = optarg; return -1;
    case 'j': s->json = true; return -1;
    case 'H': s->hits_only = true; return -1;
    case 't':
        if (read_probability(optarg, &s->resolve.threshold)) return -1;
        return usage_error("screen", "--threshold %s: write a probability from 0 to 1, such as 0.7", optarg);
    case 'p':
        s->per_thousand = strtod(optarg, &end);
        if (end != optarg && !*end && s->per_thousand > 0 && s->per_thousand <= 1000) return -1;
        return usage_error("screen", "--alerts-per-thousand %s: write a number above 0, up to 1000", optarg);
    case 'a':
        if (umbel_date_parse(umbel_str_of(optarg), &s->at)) return -1;
        return usage_error("screen", "--at %s: write YYYY-MM-DD, YYYY-MM or YYYY", optarg);
    case 'c': {
        unsigned long k = strtoul(optarg, &end, 10);
        if (*optarg >= '0' && *optarg <= '9' && !*end) {
            if (k == 0 || k > 100000) return usage_error("screen", "--column %s: columns count from 1", optarg);
            s->k_column = k - 1;
        } else if (!*optarg) {
            return usage_error("screen", "--column: write a title or a number");
        }
        s->column = optarg;
        return -1;
    }
    default: return usage_error("screen", "unknown option");
    }
}

int cmd_screen(umbel_ctx *cx, int argc, char **argv) {
    static const struct option options[] = {{"ledger", required_argument, NULL, 'l'},
                                            {"names", required_argument, NULL, 'n'},
                                            {"index", required_argument, NULL, 'i'},
                                            {"column", required_argument, NULL, 'c'},
                                            {"threshold", required_argument, NULL, 't'},
                                            {"alerts-per-thousand", required_argument, NULL, 'p'},
                                            {"at", required_argument, NULL, 'a'},
                                            {"json", no_argument, NULL, 'j'},
                                            {"hits", no_argument, NULL, 'H'},
                                            {"help", no_argument, NULL, 'h'},
                                            {0}};
    screen s = {.k_column = SIZE_MAX};
    for (int c; (c = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
        int code = take_option(&s, c);
        if (code >= 0) return code;
    }
    if (optind + 1 != argc) return usage_error("screen", "name one CSV file, or - for standard input");
    if ((s.ledger != NULL) + (s.source.table != NULL) + (s.source.index != NULL) > 1)
        return usage_error("screen", "give one of --ledger, --names and --index");
    if (s.per_thousand > 0 && s.resolve.threshold > 0)
        return usage_error("screen", "give --threshold or --alerts-per-thousand, not both");
    s.file = argv[optind];
    if (s.source.table && strcmp(s.source.table, "-") == 0 && strcmp(s.file, "-") == 0)
        return usage_error("screen", "names and file cannot both be standard input");
    if (s.resolve.threshold == 0) s.resolve.threshold = THRESHOLD_USUAL;
    s.resolve.at = s.at;
    s.resolve.top = ENTRIES_MAX + 1;
    return run_screen(cx, &s);
}
