/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* What the judge of ties would weigh, with its features, for training: candidates DATA_DIR < documents.jsonl
 * One line a candidate: {"document","tie","frame","subject":{…},"object":{…},"features":[…]}. */
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "extract/judge.h"
#include "umbel/app.h"

static json_t *side(const party *p) {
    json_t *out = json_object();
    json_object_set_new(out, "text", json_stringn(p->quote.text.p, p->quote.text.n));
    if (p->antecedent.text.n) {
        json_t *a = json_object();
        json_object_set_new(a, "text", json_stringn(p->antecedent.text.p, p->antecedent.text.n));
        json_object_set_new(out, "antecedent", a);
    }
    return out;
}

static umbel_status print_candidate(void *user, umbel_ctx *cx, const document_state *d, const proposal *p,
                                    const feature *features, size_t n) {
    (void)user, (void)cx;
    json_t *row = json_object(), *list = json_array();
    json_object_set_new(row, "document", json_stringn(d->document->given_id.p, d->document->given_id.n));
    json_object_set_new(row, "tie", json_string(umbel_tie_name(p->tie)));
    json_object_set_new(row, "at", json_integer(p->cue_at));
    json_object_set_new(row, "subject", side(&p->subject));
    json_object_set_new(row, "object", side(&p->object));
    for (size_t i = 0; i < n; i++) {
        char text[512];
        int at = snprintf(text, sizeof text, "%s:", features[i].name);
        for (int k = 0; k < 3 && features[i].parts[k].p && at < (int)sizeof text; k++)
            at += snprintf(text + at, sizeof text - (size_t)at, "%s%.*s", k ? "|" : "", UMBEL_ARGS(features[i].parts[k]));
        json_array_append_new(list, json_string(text));
    }
    json_object_set_new(row, "features", list);
    json_dumpf(row, stdout, JSON_COMPACT | JSON_ENSURE_ASCII);
    putchar('\n');
    json_decref(row);
    return UMBEL_OK;
}

typedef struct job {
    const umbel_extractor *ex;
    umbel_reading reading;
} job;

static umbel_status one(void *user, umbel_ctx *cx, const umbel_document *document) {
    job *j = user;
    return umbel_extract(cx, j->ex, document, &j->reading);
}

int main(int argc, char **argv) {
    if (argc != 3) return fprintf(stderr, "candidates DATA_DIR DOCUMENTS.jsonl\n"), 2;
    umbel_ctx context, *cx = &context;
    umbel_ctx_init(cx, NULL, 1);
    umbel_tables tables = {0};
    umbel_diagnostics bad = {0};
    umbel_read_options read = {0};
    umbel_tapping tap = {print_candidate, NULL};
    umbel_status status = umbel_tables_open(cx, &tables, argv[1], NULL);
    job j = {.ex = tables.extractor};
    if (status == UMBEL_OK) {
        tables.extractor->tap = &tap;
        status = umbel_read_path(cx, argv[2], &read, one, &j, &bad);
    }
    if (status != UMBEL_OK) fprintf(stderr, "%s\n", cx->err.msg);
    umbel_reading_free(cx, &j.reading);
    umbel_tables_close(cx, &tables);
    umbel_diagnostics_free(cx, &bad);
    umbel_ctx_free(cx);
    return status == UMBEL_OK ? 0 : 1;
}
