/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Any valid text through sentences, tokens and frames: every quote must stand. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "umbel/umbel.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void check(umbel_str text, const umbel_quote *q) {
    if (!q->text.n) return;
    if (q->begin >= q->end || q->end > text.n || q->text.n != q->end - q->begin ||
        memcmp(text.p + q->begin, q->text.p, q->text.n) != 0)
        abort();
}

static void check_count(const umbel_count *c) {
    bool said = c->low >= 0;
    if (c->high >= 0 && (!said || c->high < c->low)) abort();
    if (c->best >= 0 && (!said || c->best < c->low || (c->high >= 0 && c->best > c->high))) abort();
}

static void check_event(umbel_ctx *cx, umbel_str text, const umbel_event *e) {
    umbel_buf out = {0};
    check(text, &e->place.quote);
    for (size_t k = 0; k < e->n_by; k++) check(text, &e->by[k].quote), check(text, &e->by[k].antecedent);
    for (size_t k = 0; k < e->n_on; k++) check(text, &e->on[k].quote), check(text, &e->on[k].antecedent);
    check_count(&e->killed);
    check_count(&e->wounded);
    for (size_t k = 0; k < e->n_sides; k++) check_count(&e->sides[k].killed), check_count(&e->sides[k].wounded);
    if (e->type == UMBEL_EVENT_NONE || e->id.n != 32) abort();
    if (umbel_tell_event_json(cx, &out, e, (umbel_str){0}) != UMBEL_OK) abort();
    umbel_buf_free(cx, &out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
    static umbel_ctx cx;
    static umbel_tables tables;
    static bool ready;
    umbel_reading r = {0};
    size_t bad;
    umbel_str text = {(const char *)data, n};
    if (!ready) {
        umbel_ctx_init(&cx, NULL, 1);
        if (umbel_tables_open(&cx, &tables, UMBEL_TREE "/data", UMBEL_TREE "/samples/karst/names.tsv") != UMBEL_OK)
            abort();
        ready = true;
    }
    if (!umbel_utf8_valid(text, &bad)) return 0;
    umbel_document d = {.id = UMBEL_STR("d"), .text = text, .published = umbel_date_of_ymd(2031, 5, 14)};
    if (umbel_extract(&cx, tables.extractor, &d, &r) != UMBEL_OK) abort();
    for (size_t i = 0; i < r.n_statements; i++) {
        const umbel_statement *st = &r.statements[i];
        check(text, &st->subject.quote);
        check(text, &st->object.quote);
        check(text, &st->subject.antecedent);
        check(text, &st->object.antecedent);
        check(text, &st->place.quote);
        check(text, &st->speaker.quote);
        for (size_t k = 0; k < st->n_cues; k++) check(text, &st->cues[k].quote);
        if (st->subject.quote.begin < st->passage.begin || st->subject.quote.end > st->passage.end) abort();
        if (st->object.quote.begin < st->passage.begin || st->object.quote.end > st->passage.end) abort();
    }
    for (size_t i = 0; i < r.n_events; i++) check_event(&cx, text, &r.events[i]);
    umbel_reading_free(&cx, &r);
    return 0;
}
