/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* What the judge of ties would weigh, for training: candidates DATA_DIR DOCUMENTS.jsonl NAMES.txt
 * One line a sentence: {"document","sentence","tokens":[[text,kind,mention]],"spans":[[first,last,text,antecedent,kind,
 * loose,rank] of each place],"fit":[[subject,object,bits of ties]],"gate":[…]},
 * then one line a cue and tie: {"document","sentence","cue","tie","verb","strong","listed","features":[…],
 * "places":[{"n","text","antecedent","loose","rank","s":[…],"o":[…]}],"pairs":[[s,o,same,other,turned,[…]]]}. Features
 * are numbers; NAMES.txt gets what they stand for, one a line, from 0. With "scores" behind them the sentence's line
 * ends with "scores":[[log-odds of each tie] of each pair in "fit"], as the encoder rounds
 * them. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/intern.h"
#include "extract/pairs.h"
#include "umbel/app.h"

static umbel_intern names;
static bool with_scores;
static umbel_ctx context, *const cx = &context;

static json_t *feature_list(const feature *features, size_t n) {
    json_t *list = json_array();
    for (size_t i = 0; i < n; i++) {
        char text[512];
        const feature *f = &features[i];
        int at = snprintf(text, sizeof text, "%.*s:", UMBEL_ARGS(f->name->text));
        for (int k = 0; k < 3 && f->parts[k] && at < (int)sizeof text; k++)
            at += snprintf(text + at, sizeof text - (size_t)at, "%s%.*s", k ? "|" : "", UMBEL_ARGS(f->parts[k]->text));
        uint32_t number = 0;
        if (umbel_intern_add(cx, &names, umbel_str_of(text), &number) != UMBEL_OK) exit(1);
        json_array_append_new(list, json_integer(number));
    }
    return list;
}

static json_t *place_row(const judge_view *v, size_t c, size_t p, umbel_tie tie) {
    feature features[UMBEL_FEATURES_MAX];
    const place *at = &v->places[p];
    json_t *row = json_object();
    json_object_set_new(row, "n", json_integer((json_int_t)p));
    json_object_set_new(row, "begin", json_integer(at->who.quote.begin));
    json_object_set_new(row, "text", json_stringn(at->who.quote.text.p, at->who.quote.text.n));
    if (at->who.antecedent.text.n)
        json_object_set_new(row, "antecedent", json_stringn(at->who.antecedent.text.p, at->who.antecedent.text.n));
    json_object_set_new(row, "loose", json_integer(at->loose));
    json_object_set_new(row, "rank", json_integer(at->rank));
    json_object_set_new(row, "s", feature_list(features, umbel_side_features(v, c, p, tie, false, features)));
    json_object_set_new(row, "o", feature_list(features, umbel_side_features(v, c, p, tie, true, features)));
    return row;
}

static void print_tie(const judge_view *v, size_t c, umbel_tie tie) {
    feature features[UMBEL_FEATURES_MAX];
    json_t *row = json_object(), *places = json_array(), *pairs = json_array();
    umbel_str id = v->d->document->given_id;
    if (umbel_relate_cue(cx, v, c) != UMBEL_OK) exit(1);
    json_object_set_new(row, "document", json_stringn(id.p, id.n));
    json_object_set_new(row, "sentence", json_integer(v->s->passage.begin));
    json_object_set_new(row, "cue", json_integer(v->cues[c].token));
    json_object_set_new(row, "tie", json_string(umbel_tie_name(tie)));
    json_object_set_new(row, "verb", json_integer(v->cues[c].verb));
    json_object_set_new(row, "strong", json_integer(v->cues[c].strong >> tie & 1));
    json_object_set_new(row, "listed", json_integer(v->cues[c].ties >> tie & 1));
    json_object_set_new(row, "features", feature_list(features, umbel_cue_features(v, c, tie, features)));
    for (size_t p = 0; p < v->n_places; p++)
        if (umbel_place_is_near(v, c, p)) json_array_append_new(places, place_row(v, c, p, tie));
    for (size_t a = 0; a < v->n_places; a++)
        for (size_t b = 0; b < v->n_places; b++) {
            if (!umbel_place_is_near(v, c, a) || !umbel_place_is_near(v, c, b) || !umbel_sides_fit(v, a, b, tie))
                continue;
            frame_opinion f = umbel_frame_opinion(v, a, b, tie);
            json_array_append_new(pairs,
                                  json_pack("[i,i,i,i,i,o]", (int)a, (int)b, (int)f.same, (int)f.other, (int)f.turned,
                                            feature_list(features, umbel_pair_features(v, c, a, b, tie, features))));
        }
    json_object_set_new(row, "places", places);
    json_object_set_new(row, "pairs", pairs);
    json_dumpf(row, stdout, JSON_COMPACT | JSON_ENSURE_ASCII);
    putchar('\n');
    json_decref(row);
}

static json_t *span_row(const place *p) {
    umbel_str text = p->who.quote.text, antecedent = p->who.antecedent.text;
    return json_pack("[i,i,s%,s%,i,i,i]", (int)p->first, (int)p->last, text.p, text.n, antecedent.n ? antecedent.p : "",
                     antecedent.n, (int)p->who.kind, (int)p->loose, (int)p->rank);
}

/* [subject, object, bits of the ties that can hold between them] */
static json_t *fitting(const judge_view *v) {
    json_t *list = json_array();
    for (size_t a = 0; a < v->n_places; a++)
        for (size_t b = 0; b < v->n_places; b++) {
            json_int_t ties = 0;
            for (umbel_tie tie = UMBEL_TIE_SUPPORTS; tie <= UMBEL_TIE_UPHOLDS; tie++)
                if (umbel_sides_fit(v, a, b, tie)) ties |= (json_int_t)1 << tie;
            if (ties) json_array_append_new(list, json_pack("[i,i,I]", (int)a, (int)b, ties));
        }
    return list;
}

/* Log-odds of the ties of each pair that fitting() names; empty where the encoder says nothing. */
static json_t *scores_of(const judge_view *v, json_t *fits) {
    json_t *list = json_array(), *fit;
    size_t i;
    pair_scores pairs;
    if (umbel_read_pairs(cx, v, &pairs) != UMBEL_OK) exit(1);
    json_array_foreach(fits, i, fit) {
        size_t a = (size_t)json_integer_value(json_array_get(fit, 0)),
               b = (size_t)json_integer_value(json_array_get(fit, 1));
        json_t *row = json_array();
        for (umbel_tie tie = UMBEL_TIE_SUPPORTS; pairs.scores && tie <= UMBEL_TIE_UPHOLDS; tie++)
            json_array_append_new(row, json_real((double)umbel_pair_score(v, &pairs, a, b, tie)));
        json_array_append_new(list, row);
    }
    return list;
}

static void print_tokens(const judge_view *v) {
    json_t *row = json_object(), *tokens = json_array(), *spans = json_array();
    const sentence *s = v->s;
    umbel_str id = v->d->document->given_id;
    json_object_set_new(row, "document", json_stringn(id.p, id.n));
    json_object_set_new(row, "sentence", json_integer(s->passage.begin));
    for (uint16_t i = 0; i < s->n; i++) {
        umbel_str text = umbel_token_text(v->d, &s->t[i]);
        int m = s->t[i].mention == NONE ? -1 : s->t[i].mention;
        const char *kind = m < 0 ? "" : umbel_encoder_word(&s->names[m]);
        json_array_append_new(tokens, json_pack("[s%,s,i]", text.p, text.n, kind, m));
    }
    for (size_t p = 0; p < v->n_places; p++) json_array_append_new(spans, span_row(&v->places[p]));
    json_object_set_new(row, "tokens", tokens);
    json_object_set_new(row, "spans", spans);
    json_object_set_new(row, "fit", fitting(v));
    if (with_scores) json_object_set_new(row, "scores", scores_of(v, json_object_get(row, "fit")));
    if (v->n_places > 1) {
        feature *features = calloc(s->n + UMBEL_GATE_MORE, sizeof *features);
        if (!features) exit(1);
        json_object_set_new(row, "gate", feature_list(features, umbel_gate_features(v, features)));
        free(features);
    }
    json_dumpf(row, stdout, JSON_COMPACT | JSON_ENSURE_ASCII);
    putchar('\n');
    json_decref(row);
}

static umbel_status print_sentence(void *user, umbel_ctx *of, const judge_view *v) {
    (void)user, (void)of;
    print_tokens(v);
    for (size_t c = 0; c < v->n_cues; c++)
        for (umbel_tie tie = UMBEL_TIE_SUPPORTS; tie <= UMBEL_TIE_UPHOLDS; tie++)
            if ((v->cues[c].ties | v->cues[c].kin) >> tie & 1) print_tie(v, c, tie);
    return UMBEL_OK;
}

typedef struct job {
    const umbel_extractor *ex;
    umbel_reading reading;
} job;

static umbel_status one(void *user, umbel_ctx *own, const umbel_document *document) {
    job *j = user;
    return umbel_extract(own, j->ex, document, &j->reading);
}

int main(int argc, char **argv) {
    with_scores = argc == 5 && strcmp(argv[4], "scores") == 0;
    if (argc != 4 && !with_scores)
        return fprintf(stderr, "candidates DATA_DIR DOCUMENTS.jsonl NAMES.txt [scores]\n"), 2;
    umbel_ctx_init(cx, NULL, 1);
    umbel_tables tables = {0};
    umbel_diagnostics bad = {0};
    umbel_read_options read = {0};
    umbel_tapping tap = {print_sentence, NULL};
    umbel_status status = umbel_tables_open(cx, &tables, argv[1], NULL);
    job j = {.ex = tables.extractor};
    if (status == UMBEL_OK) {
        tables.extractor->tap = &tap;
        tables.extractor->asks_encoder = with_scores;
        status = umbel_read_path(cx, argv[2], &read, one, &j, &bad);
    }
    if (status != UMBEL_OK) fprintf(stderr, "%s\n", cx->err.msg);
    FILE *list = fopen(argv[3], "w");
    for (size_t i = 0; list && i < names.n; i++) fprintf(list, "%.*s\n", UMBEL_ARGS(names.strings[i]));
    if (!list || fclose(list) != 0) status = UMBEL_E_IO;
    umbel_intern_free(cx, &names);
    umbel_reading_free(cx, &j.reading);
    umbel_tables_close(cx, &tables);
    umbel_diagnostics_free(cx, &bad);
    umbel_ctx_free(cx);
    return status == UMBEL_OK ? 0 : 1;
}
