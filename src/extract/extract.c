/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* The extractor: its tables, and the way of one document through the steps. */
#include <string.h>

#include "extract/event.h"
#include "extract/judge.h"
#include "extract/place.h"
#include "extract/sentence.h"
#include "extract/table.h"
#include "extract/when.h"

/* Names of word_class, in its order; the tables may leave a class empty. */
static const char *const class_names[N_WORD_CLASSES] = {"det",
                                                        "prep",
                                                        "conj",
                                                        "subord",
                                                        "rel",
                                                        "be",
                                                        "have",
                                                        "do",
                                                        "modal",
                                                        "neg",
                                                        "pron",
                                                        "pronposs",
                                                        "adv",
                                                        "notadv",
                                                        "number",
                                                        "month",
                                                        "weekday",
                                                        "grouphead",
                                                        "grouplead",
                                                        "groupdesc",
                                                        "classhead",
                                                        "peoplehead",
                                                        "thinghead",
                                                        "transparent",
                                                        "organhead",
                                                        "organmod",
                                                        "statehead",
                                                        "bodyhead",
                                                        "agreementhead",
                                                        "placehead",
                                                        "placeprep",
                                                        "title",
                                                        "spokes",
                                                        "anonymous",
                                                        "named_source",
                                                        "umbrellahead",
                                                        "timehead",
                                                        "objectcontrol",
                                                        "particle",
                                                        "strike",
                                                        "placetail",
                                                        "timeopen",
                                                        "verb.certain",
                                                        "verb.probable",
                                                        "verb.possible",
                                                        "verb.denied",
                                                        "verb.unknown",
                                                        "verb.doubt",
                                                        "passive.probable",
                                                        "accuse.certain",
                                                        "accuse.probable",
                                                        "adverb.probable-unnamed",
                                                        "adverb.probable",
                                                        "adverb.possible",
                                                        "seem.probable",
                                                        "adjective.probable",
                                                        "adjective.denied-probable",
                                                        "modal.possible",
                                                        "subordinator.possible",
                                                        "subordinator.unknown",
                                                        "noun.unknown",
                                                        "noun.said",
                                                        "noun.denied",
                                                        "ended.ended"};

static umbel_status load_cue(void *user, umbel_ctx *cx, const umbel_str *cells, size_t line, const char *path) {
    umbel_lexicon *lexicon = user;
    char cls[96];
    umbel_str rest = cells[2], word;
    bool verb = umbel_str_eq(cells[0], UMBEL_STR("verb")) || umbel_str_eq(cells[0], UMBEL_STR("passive")) ||
                umbel_str_eq(cells[0], UMBEL_STR("accuse")) || umbel_str_eq(cells[0], UMBEL_STR("seem")) ||
                umbel_str_eq(cells[0], UMBEL_STR("ended"));
    (void)line;
    (void)path;
    int n = snprintf(cls, sizeof cls, "%.*s.%.*s", UMBEL_ARGS(cells[0]), UMBEL_ARGS(cells[1]));
    while (umbel_str_cut(&rest, ' ', &word)) {
        uint32_t id;
        if (word.n == 0) continue;
        UMBEL_TRY(umbel_lexicon_add(cx, lexicon, word, &id));
        if (verb) UMBEL_TRY(umbel_lexicon_add_verb(cx, lexicon, id));
        UMBEL_TRY(umbel_lexicon_put(cx, lexicon, id, (umbel_str){cls, (size_t)n}));
    }
    return UMBEL_OK;
}

static umbel_status load(umbel_ctx *cx, umbel_extractor *ex, const char *dir) {
    char path[4096];
    snprintf(path, sizeof path, "%s/words.tsv", dir);
    UMBEL_TRY(umbel_lexicon_load(cx, &ex->lexicon, path));
    snprintf(path, sizeof path, "%s/cues.tsv", dir);
    UMBEL_TRY(umbel_table_read(cx, path, "role\teffect\twords\tsource", load_cue, &ex->lexicon));
    snprintf(path, sizeof path, "%s/frames.tsv", dir);
    UMBEL_TRY(umbel_frames_load(cx, &ex->frames, &ex->lexicon, path));
    snprintf(path, sizeof path, "%s/tiewords.tsv", dir);
    UMBEL_TRY(umbel_tiewords_load(cx, &ex->tiewords, &ex->frames, &ex->lexicon, path));
    snprintf(path, sizeof path, "%s/events.tsv", dir);
    UMBEL_TRY(umbel_eventwords_load(cx, &ex->eventwords, &ex->lexicon, path));
    snprintf(path, sizeof path, "%s/judge.tsv", dir);
    UMBEL_TRY(umbel_judge_load(cx, &ex->weights, path));
    if (ex->weights.n) ex->judge = &ex->weights;
    for (int k = 0; k < N_WORD_CLASSES; k++) ex->classes[k] = umbel_lexicon_class(&ex->lexicon, class_names[k]);
    return umbel_gazetteer_build(cx, &ex->names, &ex->lexicon, ex->actors);
}

umbel_status umbel_extractor_new(umbel_ctx *cx, umbel_extractor **out, const umbel_actors *actors,
                                 const char *data_dir) {
    umbel_extractor *ex = cx->alloc.resize(cx->alloc.user, NULL, 0, sizeof *ex);
    if (!ex) return UMBEL_FAIL(cx, UMBEL_E_MEMORY, "no memory for the extractor");
    memset(ex, 0, sizeof *ex);
    ex->actors = actors;
    umbel_status status = load(cx, ex, data_dir);
    if (status != UMBEL_OK) {
        umbel_error keep = cx->err;
        umbel_extractor_free(cx, ex);
        cx->err = keep;
        return status;
    }
    *out = ex;
    return UMBEL_OK;
}

void umbel_extractor_free(umbel_ctx *cx, umbel_extractor *extractor) {
    if (!extractor) return;
    umbel_gazetteer_free(cx, &extractor->names);
    umbel_judge_free(cx, &extractor->weights);
    umbel_eventwords_free(cx, &extractor->eventwords);
    umbel_tiewords_free(cx, &extractor->tiewords);
    umbel_frames_free(cx, &extractor->frames);
    umbel_lexicon_free(cx, &extractor->lexicon);
    cx->alloc.resize(cx->alloc.user, extractor, sizeof *extractor, 0);
}

static void note_recent(document_state *d, uint32_t e) {
    size_t i = 0;
    while (i < d->n_recent && d->recent[i] != e) i++;
    if (i == d->n_recent && d->n_recent < UMBEL_RECENT_MAX) d->n_recent++;
    if (i == UMBEL_RECENT_MAX) i--;
    memmove(d->recent + 1, d->recent, i * sizeof *d->recent);
    d->recent[0] = e;
}

static umbel_status keep_mentions(umbel_ctx *cx, document_state *d, const sentence *s) {
    umbel_reading *out = d->out;
    for (uint16_t i = 0; i < s->n_names; i++) {
        const name_mention *m = &s->names[i];
        uint32_t begin = s->t[m->first].begin, end = s->t[m->last].end;
        if (!m->person) note_recent(d, m->entity);
        if (m->person || m->kind == UMBEL_KIND_NONE) continue; /* no dossiers on persons */
        UMBEL_TRY(umbel_reserve(cx, &out->arena, (void *)&out->mentions, &out->cap_mentions, out->n_mentions + 1,
                                sizeof(umbel_mention)));
        out->mentions[out->n_mentions++] =
            (umbel_mention){.passage = s->passage,
                            .quote = {{d->document->text.p + begin, end - begin}, begin, end},
                            .kind = (umbel_kind)m->kind,
                            .actor = d->entities[m->entity].actor,
                            .score = d->entities[m->entity].actor.n ? 1 : 0.5};
    }
    return UMBEL_OK;
}

static umbel_status read_part(umbel_ctx *cx, document_state *d, umbel_passage passage, umbel_span span,
                              uint32_t *read_to) {
    sentence s = {.passage = passage};
    umbel_mark mark = umbel_arena_mark(&cx->scratch);
    umbel_status status = umbel_read_tokens(cx, d, &s, span);
    if (status == UMBEL_OK) *read_to = s.n ? s.t[s.n - 1].end : span.end;
    if (status == UMBEL_OK) status = umbel_find_names(cx, d, &s);
    if (status == UMBEL_OK) umbel_tag_tokens(d, &s);
    if (status == UMBEL_OK) status = umbel_chunk_sentence(cx, d, &s);
    d->n_dateline =
        status == UMBEL_OK && passage.n == 0 && span.begin == passage.begin ? umbel_read_dateline(d, &s) : 0;
    if (status == UMBEL_OK) status = umbel_find_times(cx, d, &s);
    if (status == UMBEL_OK) status = umbel_find_locations(cx, d, &s);
    if (status == UMBEL_OK) status = umbel_match_frames(cx, d, &s);
    if (status == UMBEL_OK) status = umbel_read_events(cx, d, &s);
    if (status == UMBEL_OK) status = keep_mentions(cx, d, &s);
    if (status == UMBEL_OK) umbel_note_when(d, &s);
    umbel_arena_release(cx, &cx->scratch, mark);
    return status;
}

/* Newswire in capitals: more than seven in ten of the letters of the first 2,000 bytes. */
static bool mostly_upper(umbel_str text) {
    size_t upper = 0, lower = 0;
    for (size_t i = 0; i < text.n && i < 2000; i++) {
        upper += text.p[i] >= 'A' && text.p[i] <= 'Z';
        lower += text.p[i] >= 'a' && text.p[i] <= 'z';
    }
    return upper > 20 && upper * 3 > lower * 7;
}

umbel_status umbel_extract(umbel_ctx *cx, const umbel_extractor *extractor, const umbel_document *document,
                           umbel_reading *out) {
    umbel_reading_reset(cx, out);
    out->extractor = UMBEL_STR(UMBEL_EXTRACTOR);
    document_state d = {.ex = extractor,
                        .document = document,
                        .out = out,
                        .last_subject = UINT32_MAX,
                        .upper_case = mostly_upper(document->text)};
    size_t n;
    umbel_status status = umbel_sentences(cx, &out->arena, document->text, 0, &out->passages, &n);
    out->n_passages = out->cap_passages = n;
    for (size_t i = 0; status == UMBEL_OK && i < n; i++) {
        umbel_span span = {out->passages[i].begin, out->passages[i].end};
        while (status == UMBEL_OK && span.begin < span.end) {
            uint32_t read_to = span.end;
            status = read_part(cx, &d, out->passages[i], span, &read_to);
            span.begin = read_to > span.begin ? read_to : span.end;
        }
        if (status == UMBEL_OK && i % 64 == 0) status = umbel_ctx_poll(cx);
    }
    if (status == UMBEL_OK) status = umbel_close_events(cx, &d);
    umbel_intern_free(cx, &d.keys);
    return status;
}
