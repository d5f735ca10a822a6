/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Gold files through the extractor: rows are read in order, extracted and scored on several threads, summed in order.
 */
#include "app/eval.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/intern.h"
#include "base/thread.h"
#include "read/read.h"

#define FILE_BYTES_MAX ((size_t)1 << 30)
#define WINDOW_ROWS    256
#define WINDOW_BYTES   ((size_t)4 << 20)
#define PER_GROUP      UMBEL_N_PARTS /* tallies of a source */

static const eval_scorer *const scorers[UMBEL_N_GOLDS] = {&umbel_eval_ties, &umbel_eval_mmp,     &umbel_eval_re3d,
                                                          &umbel_eval_muc,  &umbel_eval_polnear, &umbel_eval_events};

const char *umbel_gold_name(umbel_gold gold) { return (unsigned)gold < UMBEL_N_GOLDS ? scorers[gold]->name : ""; }

bool umbel_gold_parse(umbel_str s, umbel_gold *out) {
    for (int g = 0; g < (int)UMBEL_N_GOLDS; g++)
        if (umbel_str_eq(s, umbel_str_of(scorers[g]->name))) return *out = (umbel_gold)g, true;
    return false;
}

umbel_status umbel_gold_guess(umbel_ctx *cx, const char *path, umbel_gold *out) {
    static const char *const keys[UMBEL_N_GOLDS] = {"gold", "type", "relations", "templates", "ann", "events"};
    umbel_buf bytes = {0};
    umbel_str rest, line = {0};
    bool found = false;
    UMBEL_TRY(umbel_file_read(cx, path, FILE_BYTES_MAX, &bytes));
    rest = umbel_buf_str(&bytes);
    while (umbel_str_trim(line).n == 0 && umbel_str_cut(&rest, '\n', &line)) continue;
    json_t *row = line.n ? json_loadb(line.p, line.n, 0, NULL) : NULL;
    for (int g = 0; g < (int)UMBEL_N_GOLDS && !found; g++)
        if (json_object_get(row, keys[g])) *out = (umbel_gold)g, found = true;
    json_decref(row);
    umbel_buf_free(cx, &bytes);
    return found ? UMBEL_OK
                 : UMBEL_FAIL_AT(
                       cx, UMBEL_E_FORMAT, 1, path,
                       "this is no gold file: its rows have none of gold, type, relations, templates, ann, events");
}

/* A set while it is scored. */
typedef struct run {
    const eval_scorer *scorer;
    const umbel_eval_options *options;
    umbel_eval *out;
    umbel_diagnostics *bad;
    umbel_str set, file;
    eval_item *items;        /* [WINDOW_ROWS] */
    size_t n_items, n_bytes; /* of the window */
    umbel_reading *readings; /* [UMBEL_THREADS_MAX] */
    tally parts[UMBEL_N_PARTS];
    umbel_arena arena;
    umbel_intern sources;
    tally *by_source; /* [sources.n][PER_GROUP] */
    size_t cap_by_source, n_documents;
} run;

/* ---- figures ---- */

double umbel_eval_share(int64_t n, int64_t of) { return of ? (double)n / (double)of : 0; }
double umbel_eval_f1(double p, double r) { return p + r > 0 ? 2 * p * r / (p + r) : 0; }

void umbel_eval_put(figures *out, bool headline, double value, int64_t rows, const char *fmt, ...) {
    figure *f = &out->of[out->n < EVAL_FIGURES ? out->n++ : EVAL_FIGURES - 1];
    va_list args;
    *f = (figure){.value = value, .rows = rows, .headline = headline};
    va_start(args, fmt);
    vsnprintf(f->measure, sizeof f->measure, fmt, args);
    va_end(args);
}

void umbel_eval_put_prf(figures *out, bool headline, const char *name, const int64_t found[2], int64_t n_answers,
                        int64_t n_gold) {
    double p = umbel_eval_share(found[0], n_answers), r = umbel_eval_share(found[1], n_gold);
    umbel_eval_put(out, headline, p, n_answers, "%s.p", name);
    umbel_eval_put(out, headline, r, n_gold, "%s.r", name);
    umbel_eval_put(out, headline, umbel_eval_f1(p, r), n_gold, "%s.f1", name);
}

static umbel_status groups_of(umbel_ctx *cx, const run *r, int part, eval_groups *out) {
    tally *t = UMBEL_NEW(cx, &cx->scratch, tally, r->sources.n);
    if (!t) return cx->err.code;
    for (size_t k = 0; k < r->sources.n; k++) t[k] = r->by_source[k * PER_GROUP + (size_t)part];
    *out = (eval_groups){t, r->sources.n};
    return UMBEL_OK;
}

static umbel_status put_scores(umbel_ctx *cx, run *r) {
    umbel_eval *out = r->out;
    umbel_str set;
    figures *f = UMBEL_NEW(cx, &cx->scratch, figures, UMBEL_N_PARTS);
    if (!f) return cx->err.code;
    UMBEL_TRY(umbel_str_copy(cx, &out->arena, r->set, &set));
    for (int part = 0; part < UMBEL_N_PARTS; part++) {
        eval_groups groups;
        UMBEL_TRY(groups_of(cx, r, part, &groups));
        r->scorer->figures(&r->parts[part], &groups, &f[part]);
    }
    for (size_t i = 0; i < f[0].n; i++) {
        const figure *all = &f[UMBEL_PART_ALL].of[i];
        umbel_score s = {.set = set, .headline = all->headline, .count = all->count};
        if (all->rows == 0 && !all->headline) continue; /* a tie that nobody states */
        UMBEL_TRY(umbel_str_copy(cx, &out->arena, umbel_str_of(all->measure), &s.measure));
        for (int part = 0; part < UMBEL_N_PARTS; part++) {
            s.value[part] = f[part].of[i].value;
            s.rows[part] = f[part].of[i].rows;
        }
        UMBEL_TRY(umbel_reserve(cx, &out->arena, (void *)&out->scores, &out->cap_scores, out->n_scores + 1, sizeof s));
        out->scores[out->n_scores++] = s;
    }
    return UMBEL_OK;
}

/* ---- errors ---- */

umbel_status umbel_eval_error_add(umbel_ctx *cx, eval_item *item, const umbel_eval_error *error) {
    if (!item->with_errors) return UMBEL_OK;
    UMBEL_TRY(
        umbel_reserve(cx, &item->arena, (void *)&item->errors, &item->cap_errors, item->n_errors + 1, sizeof *error));
    item->errors[item->n_errors++] = *error;
    return UMBEL_OK;
}

/* The strings of the kept errors outlive the row. */
static umbel_status keep_errors(umbel_ctx *cx, run *r, const eval_item *item) {
    umbel_eval *out = r->out;
    UMBEL_TRY(umbel_reserve(cx, &out->arena, (void *)&out->errors, &out->cap_errors, out->n_errors + item->n_errors,
                            sizeof *out->errors));
    for (size_t i = 0; i < item->n_errors; i++) {
        umbel_eval_error e = item->errors[i], *to = &out->errors[out->n_errors];
        if (e.sentence.n > 2000) e.sentence.n = 2000; /* whole documents are too much to show */
        while (e.sentence.n < item->errors[i].sentence.n && (e.sentence.p[e.sentence.n] & 0xc0) == 0x80) e.sentence.n--;
        *to = (umbel_eval_error){.n_in_document = item->n_errors};
        UMBEL_TRY(umbel_str_copy(cx, &out->arena, r->set, &to->set));
        UMBEL_TRY(umbel_str_copy(cx, &out->arena, item->document.given_id, &to->document));
        UMBEL_TRY(umbel_str_copy(cx, &out->arena, e.what, &to->what));
        UMBEL_TRY(umbel_str_copy(cx, &out->arena, e.subject, &to->subject));
        UMBEL_TRY(umbel_str_copy(cx, &out->arena, e.tie, &to->tie));
        UMBEL_TRY(umbel_str_copy(cx, &out->arena, e.object, &to->object));
        UMBEL_TRY(umbel_str_copy(cx, &out->arena, e.sentence, &to->sentence));
        out->n_errors++;
    }
    return UMBEL_OK;
}

static int worst_first(const void *x, const void *y) {
    const umbel_eval_error *a = x, *b = y;
    if (a->n_in_document != b->n_in_document) return a->n_in_document > b->n_in_document ? -1 : 1;
    int set = umbel_str_cmp(a->set, b->set), document = umbel_str_cmp(a->document, b->document);
    int what = umbel_str_cmp(a->what, b->what), sentence = umbel_str_cmp(a->sentence, b->sentence);
    if (set) return set;
    if (document) return document;
    if (what) return -what; /* missed before extra */
    if (sentence) return sentence;
    int subject = umbel_str_cmp(a->subject, b->subject);
    return subject ? subject : umbel_str_cmp(a->object, b->object);
}

/* ---- rows ---- */

umbel_str umbel_eval_text(const json_t *object, const char *key) {
    const json_t *v = json_object_get(object, key);
    return json_is_string(v) ? (umbel_str){json_string_value(v), json_string_length(v)} : (umbel_str){0};
}

/* The reader's last checks are passed: the document stays with its row. */
static umbel_status take_document(void *user, umbel_ctx *cx, const umbel_document *document) {
    run *r = user;
    eval_item *item = &r->items[r->n_items];
    item->document = *document;
    UMBEL_TRY(umbel_str_copy(cx, &item->arena, document->sha256, &item->document.sha256));
    item->document.id = (umbel_str){item->document.sha256.p, document->id.n};
    item->document.locator = r->file;
    r->n_items++;
    return UMBEL_OK;
}

static umbel_status add_row(umbel_ctx *cx, run *r, umbel_str line, size_t number) {
    static const umbel_read_options no_options;
    reader at = {cx, &no_options, take_document, r, r->bad, r->file};
    json_error_t error;
    eval_item *item = &r->items[r->n_items];
    json_t *row = json_loadb(line.p, line.n, JSON_REJECT_DUPLICATES, &error);
    umbel_document d = {.locator = r->file,
                        .given_id = umbel_eval_text(row, r->scorer->id_key),
                        .text = umbel_eval_text(row, r->scorer->text_key),
                        .source = umbel_eval_text(row, "source")};
    umbel_str part = umbel_eval_text(row, "part"), published = umbel_eval_text(row, "published");
    size_t before = r->n_items;
    umbel_status status;
    if (!row) {
        status = umbel_complain(&at, r->file, (int64_t)number, "line", "bad-json", "line %zu is not JSON (%s)", number,
                                error.text);
    } else if (!d.given_id.n || !d.text.n) {
        status = umbel_complain(&at, r->file, (int64_t)number, "line", "no-text",
                                "line %zu has no strings under \"%s\" and \"%s\", as gold of %s has", number,
                                r->scorer->id_key, r->scorer->text_key, r->scorer->name);
    } else {
        if (published.n) umbel_parse_loose_date(published, &d.published);
        *item = (eval_item){.row = row, .line = number, .part = UMBEL_PART_ALL};
        if (umbel_str_eq(part, UMBEL_STR("a"))) item->part = UMBEL_PART_A;
        if (umbel_str_eq(part, UMBEL_STR("b"))) item->part = UMBEL_PART_B;
        item->with_errors = item->part == UMBEL_PART_ALL
                                ? r->options->with_errors[UMBEL_PART_A] || r->options->with_errors[UMBEL_PART_B]
                                : r->options->with_errors[item->part];
        status = umbel_deliver(&at, &d);
        if (r->n_items == before) umbel_arena_free(cx, &item->arena);
    }
    if (r->n_items == before) json_decref(row);
    r->n_bytes += line.n;
    return status;
}

static umbel_status score_item(void *user, umbel_ctx *cx, size_t i, unsigned thread) {
    run *r = user;
    eval_item *item = &r->items[i];
    umbel_reading *reading = &r->readings[thread];
    umbel_mark mark = umbel_arena_mark(&cx->scratch);
    umbel_status status = umbel_extract(cx, r->options->extractor, &item->document, reading);
    item->reading = reading;
    if (status == UMBEL_OK) status = r->scorer->score(cx, item);
    if (status == UMBEL_E_FORMAT || status == UMBEL_E_LIMIT) { /* dirty gold: told of when the window is summed */
        snprintf(item->refused, sizeof item->refused, "%.150s", cx->err.msg);
        status = UMBEL_OK;
        item->n_errors = 0;
    }
    /* what an error shows of the reading must outlive it */
    for (size_t k = 0; status == UMBEL_OK && k < item->n_errors; k++) {
        umbel_eval_error *e = &item->errors[k];
        status = umbel_str_copy(cx, &item->arena, e->subject, &e->subject);
        if (status == UMBEL_OK) status = umbel_str_copy(cx, &item->arena, e->object, &e->object);
    }
    item->reading = NULL;
    umbel_arena_release(cx, &cx->scratch, mark);
    return status;
}

static void add_tally(tally *to, const tally *from) {
    for (int k = 0; k < EVAL_COUNTERS; k++) to->n[k] += from->n[k];
}

static umbel_status add_item(umbel_ctx *cx, run *r, const eval_item *item) {
    uint32_t k;
    if (item->refused[0]) {
        umbel_diagnostic d = {.file = r->file,
                              .pos = (int64_t)item->line,
                              .unit = UMBEL_STR("line"),
                              .code = UMBEL_STR("bad-gold"),
                              .text = umbel_str_of(item->refused)};
        return umbel_diagnose(cx, r->bad, &d);
    }
    add_tally(&r->parts[UMBEL_PART_ALL], &item->tally);
    if (item->part != UMBEL_PART_ALL) add_tally(&r->parts[item->part], &item->tally);
    if (r->scorer->group_key) {
        UMBEL_TRY(umbel_intern_add(cx, &r->sources, umbel_eval_text(item->row, r->scorer->group_key), &k));
        UMBEL_TRY(umbel_reserve(cx, &r->arena, (void *)&r->by_source, &r->cap_by_source, r->sources.n * PER_GROUP,
                                sizeof(tally)));
        add_tally(&r->by_source[k * PER_GROUP + UMBEL_PART_ALL], &item->tally);
        if (item->part != UMBEL_PART_ALL) add_tally(&r->by_source[k * PER_GROUP + item->part], &item->tally);
    }
    r->n_documents++;
    return keep_errors(cx, r, item);
}

static void drop_window(umbel_ctx *cx, run *r) {
    for (size_t i = 0; i < r->n_items; i++) {
        json_decref(r->items[i].row);
        umbel_arena_free(cx, &r->items[i].arena);
    }
    r->n_items = r->n_bytes = 0;
}

/* A row whose gold is damaged is told of and left out; the rest is scored. */
static umbel_status flush(umbel_ctx *cx, run *r) {
    umbel_status status = umbel_thread_for(cx, r->options->n_threads, r->n_items, score_item, r);
    for (size_t i = 0; status == UMBEL_OK && i < r->n_items; i++) status = add_item(cx, r, &r->items[i]);
    drop_window(cx, r);
    return status;
}

static umbel_status add_file(umbel_ctx *cx, run *r, umbel_str file, umbel_str bytes) {
    umbel_str line;
    size_t number = 0;
    r->file = file;
    while (umbel_str_cut(&bytes, '\n', &line)) {
        number++;
        if (umbel_str_trim(line).n == 0) continue;
        UMBEL_TRY(add_row(cx, r, line, number));
        if (r->n_items == WINDOW_ROWS || r->n_bytes >= WINDOW_BYTES) UMBEL_TRY(flush(cx, r));
    }
    return flush(cx, r);
}

static umbel_status begin(umbel_ctx *cx, run *r, umbel_gold gold) {
    bool known = (unsigned)gold < UMBEL_N_GOLDS;
    r->scorer = scorers[known ? gold : UMBEL_GOLD_TIES];
    r->items = UMBEL_NEW(cx, &r->arena, eval_item, WINDOW_ROWS);
    r->readings = UMBEL_NEW(cx, &r->arena, umbel_reading, UMBEL_THREADS_MAX);
    if (!r->items || !r->readings) return UMBEL_E_MEMORY;
    return known ? UMBEL_OK : UMBEL_FAIL(cx, UMBEL_E_ARG, "there is no such kind of gold");
}

static umbel_status end(umbel_ctx *cx, run *r, umbel_status status) {
    umbel_mark mark = umbel_arena_mark(&cx->scratch);
    umbel_eval *out = r->out;
    if (status == UMBEL_OK) status = put_scores(cx, r);
    umbel_arena_release(cx, &cx->scratch, mark);
    if (out->n_errors) qsort(out->errors, out->n_errors, sizeof *out->errors, worst_first);
    if (r->options->n_errors && out->n_errors > r->options->n_errors) out->n_errors = r->options->n_errors;
    out->n_documents += r->n_documents;
    if (r->items) drop_window(cx, r);
    for (size_t i = 0; r->readings && i < UMBEL_THREADS_MAX; i++) umbel_reading_free(cx, &r->readings[i]);
    umbel_intern_free(cx, &r->sources);
    umbel_arena_free(cx, &r->arena);
    return status;
}

umbel_status umbel_eval_bytes(umbel_ctx *cx, umbel_gold gold, umbel_str set, umbel_str bytes,
                              const umbel_eval_options *options, umbel_eval *out, umbel_diagnostics *bad) {
    run r = {.options = options, .out = out, .bad = bad, .set = set};
    umbel_status status = begin(cx, &r, gold);
    if (status == UMBEL_OK) status = add_file(cx, &r, set, bytes);
    return end(cx, &r, status);
}

umbel_status umbel_eval_files(umbel_ctx *cx, umbel_gold gold, umbel_str set, const char *const *paths, size_t n_paths,
                              const umbel_eval_options *options, umbel_eval *out, umbel_diagnostics *bad) {
    run r = {.options = options, .out = out, .bad = bad, .set = set};
    umbel_status status = begin(cx, &r, gold);
    for (size_t i = 0; status == UMBEL_OK && i < n_paths; i++) {
        umbel_buf bytes = {0};
        status = umbel_file_read(cx, paths[i], FILE_BYTES_MAX, &bytes);
        if (status == UMBEL_OK) status = add_file(cx, &r, umbel_str_of(paths[i]), umbel_buf_str(&bytes));
        umbel_buf_free(cx, &bytes);
    }
    return end(cx, &r, status);
}

void umbel_eval_free(umbel_ctx *cx, umbel_eval *eval) {
    umbel_arena_free(cx, &eval->arena);
    *eval = (umbel_eval){0};
}
