/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* The extractor: its tables, and the way of one document through the steps. */
#include <string.h>

#include "base/tsv.h"
#include "extract/attribution.h"
#include "extract/claims.h"
#include "extract/event.h"
#include "extract/hostility.h"
#include "extract/judge.h"
#include "extract/lineage.h"
#include "extract/place.h"
#include "extract/sentence.h"
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
                                                        "unreal",
                                                        "abstract",
                                                        "joiner",
                                                        "nameowner",
                                                        "namemod",
                                                        "namecause",
                                                        "givenname",
                                                        "personrole",
                                                        "assault",
                                                        "assaultwords",
                                                        "claimverb",
                                                        "claimnoun",
                                                        "blameverb",
                                                        "deedverb",
                                                        "civichead",
                                                        "nodescription",
                                                        "materiel",
                                                        "notname",
                                                        "grouptail",
                                                        "collective",
                                                        "site",
                                                        "placetail",
                                                        "guilty",
                                                        "ethnic",
                                                        "office",
                                                        "timeopen",
                                                        "rebel",
                                                        "partverb",
                                                        "arrestverb",
                                                        "grounds",
                                                        "campaignnoun",
                                                        "strikenoun",
                                                        "defeatverb",
                                                        "takeverb",
                                                        "advanceverb",
                                                        "adjective",
                                                        "postadj",
                                                        "aidnoun",
                                                        "give",
                                                        "leaveverb",
                                                        "foundverb",
                                                        "uniteverb",
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
                                                        "ended.ended",
                                                        "verb.phrase",
                                                        "verb.aware",
                                                        "verb.that",
                                                        "verb.hear",
                                                        "verb.verify",
                                                        "verb.quoting",
                                                        "verb.attitude",
                                                        "verb.refer",
                                                        "verb.avoided",
                                                        "verb.vowed",
                                                        "verb.intended",
                                                        "feel.neutral",
                                                        "chain.neutral",
                                                        "adjective.sure",
                                                        "adjective.possible",
                                                        "adjective.denied",
                                                        "adjective.unknown",
                                                        "adjective.affirmed",
                                                        "attributive.probable",
                                                        "noun.probable",
                                                        "noun.possible",
                                                        "noun.neutral",
                                                        "role"};

static umbel_status load_cue(void *user, umbel_ctx *cx, const umbel_str *cells, size_t line, const char *path) {
    umbel_lexicon *lexicon = user;
    char cls[96];
    umbel_str rest = cells[2], word;
    bool verb = umbel_str_eq(cells[0], UMBEL_STR("verb")) || umbel_str_eq(cells[0], UMBEL_STR("passive")) ||
                umbel_str_eq(cells[0], UMBEL_STR("accuse")) || umbel_str_eq(cells[0], UMBEL_STR("seem")) ||
                umbel_str_eq(cells[0], UMBEL_STR("ended")) || umbel_str_eq(cells[0], UMBEL_STR("feel")),
         noun = umbel_str_eq(cells[0], UMBEL_STR("noun"));
    (void)line;
    (void)path;
    int n = snprintf(cls, sizeof cls, "%.*s.%.*s", UMBEL_ARGS(cells[0]), UMBEL_ARGS(cells[1]));
    while (umbel_str_cut(&rest, ' ', &word)) {
        uint32_t id;
        if (word.n == 0) continue;
        UMBEL_TRY(umbel_lexicon_add(cx, lexicon, word, &id));
        if (verb) UMBEL_TRY(umbel_lexicon_add_verb(cx, lexicon, id));
        if (noun) UMBEL_TRY(umbel_lexicon_add_noun(cx, lexicon, id));
        UMBEL_TRY(umbel_lexicon_put(cx, lexicon, id, (umbel_str){cls, (size_t)n}));
    }
    return UMBEL_OK;
}

static umbel_status load(umbel_ctx *cx, umbel_extractor *ex, const char *dir) {
    char path[4096], trees[4096];
    snprintf(path, sizeof path, "%s/words.tsv", dir);
    UMBEL_TRY(umbel_lexicon_load(cx, &ex->lexicon, path));
    snprintf(path, sizeof path, "%s/cues.tsv", dir);
    UMBEL_TRY(umbel_table_read(cx, path, "role\teffect\twords\tsource", load_cue, &ex->lexicon));
    snprintf(path, sizeof path, "%s/frames.tsv", dir);
    UMBEL_TRY(umbel_frames_load(cx, &ex->frames, &ex->lexicon, path));
    snprintf(path, sizeof path, "%s/tiewords.tsv", dir);
    UMBEL_TRY(umbel_tiewords_load(cx, &ex->tiewords, &ex->frames, &ex->lexicon, path));
    snprintf(path, sizeof path, "%s/judge.tsv", dir);
    snprintf(trees, sizeof trees, "%s/judge_trees.tsv", dir);
    UMBEL_TRY(umbel_weights_load(cx, &ex->weights, path, trees));
    snprintf(path, sizeof path, "%s/encoder.bin", dir);
    UMBEL_TRY(umbel_encoder_load(cx, &ex->encoder, path));
    for (int tie = 0; tie < UMBEL_N_TIES; tie++) ex->encoder_ties[tie] = -1;
    for (size_t i = 0; i < ex->encoder.n_ties; i++) {
        umbel_tie tie;
        if (umbel_tie_parse(ex->encoder.ties[i], &tie)) ex->encoder_ties[tie] = (int)i;
    }
    umbel_extractor_use(ex, UMBEL_READERS_ALL);
    snprintf(path, sizeof path, "%s/events.tsv", dir);
    UMBEL_TRY(umbel_eventwords_load(cx, &ex->eventwords, &ex->lexicon, path));
    for (int k = 0; k < N_WORD_CLASSES; k++) ex->classes[k] = umbel_lexicon_class(&ex->lexicon, class_names[k]);
    umbel_feature_parts_fill(&ex->feature_parts, &ex->lexicon);
    UMBEL_TRY(umbel_gazetteer_build(cx, &ex->names, &ex->lexicon, ex->actors));
    snprintf(path, sizeof path, "%s/places.tsv", dir);
    return umbel_gazetteer_add_places(cx, &ex->names, &ex->lexicon, path);
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
    umbel_weights_free(cx, &extractor->weights);
    umbel_encoder_free(cx, &extractor->encoder);
    umbel_eventwords_free(cx, &extractor->eventwords);
    umbel_tiewords_free(cx, &extractor->tiewords);
    umbel_frames_free(cx, &extractor->frames);
    umbel_lexicon_free(cx, &extractor->lexicon);
    cx->alloc.resize(cx->alloc.user, extractor, sizeof *extractor, 0);
}

/* A stretch of at most UMBEL_SENTENCE_WORDS tokens of one sentence. */
typedef struct parts {
    sentence *list; /* in the document's arena; tokens in the scratch arena */
    size_t n, cap;
} parts;

void umbel_extractor_use(umbel_extractor *extractor, umbel_readers readers) {
    bool trained = extractor->weights.trees.n > 0;
    extractor->judge = trained && readers != UMBEL_READERS_FRAMES ? &extractor->weights : NULL;
    extractor->asks_encoder = extractor->encoder.loaded && readers == UMBEL_READERS_ALL;
}

umbel_status umbel_extractor_want(umbel_ctx *cx, umbel_extractor *extractor, double precision) {
    return umbel_weights_want(cx, &extractor->weights, precision);
}

static umbel_status split_parts(umbel_ctx *cx, document_state *d, umbel_passage passage, parts *out) {
    umbel_span span = {passage.begin, passage.end};
    while (span.begin < span.end) {
        sentence s = {.passage = passage};
        UMBEL_TRY(umbel_read_tokens(cx, d, &s, span));
        UMBEL_TRY(umbel_reserve(cx, &d->out->arena, (void *)&out->list, &out->cap, out->n + 1, sizeof s));
        out->list[out->n++] = s;
        UMBEL_TRY(d->caseless ? umbel_gather_rebels(cx, d, &s) : umbel_gather_evidence(cx, d, &s));
        uint32_t end = s.n ? s.t[s.n - 1].end : span.end;
        span.begin = end > span.begin ? end : span.end;
    }
    return UMBEL_OK;
}

static umbel_status read_part(umbel_ctx *cx, document_state *d, sentence *s) {
    umbel_mark mark = umbel_arena_mark(&cx->scratch);
    umbel_status status = umbel_find_names(cx, d, s);
    if (status == UMBEL_OK) umbel_tag_tokens(d, s);
    if (status == UMBEL_OK) status = umbel_chunk_sentence(cx, d, s);
    if (status == UMBEL_OK) umbel_note_calls(d, s);
    bool opens = s->passage.n == 0 && s->n && s->t[0].begin == s->passage.begin;
    d->n_dateline = status == UMBEL_OK && opens ? umbel_read_dateline(d, s) : 0;
    if (status == UMBEL_OK) status = umbel_find_times(cx, d, s);
    if (status == UMBEL_OK) status = umbel_find_locations(cx, d, s);
    if (status == UMBEL_OK) status = umbel_find_attributions(cx, d, s);
    if (status == UMBEL_OK) status = umbel_match_frames(cx, d, s);
    if (status == UMBEL_OK) status = umbel_keep_attributions(cx, d, s);
    if (status == UMBEL_OK) status = umbel_read_events(cx, d, s);
    if (status == UMBEL_OK) status = umbel_read_claims(cx, d, s);
    if (status == UMBEL_OK) status = umbel_read_hostility(cx, d, s);
    if (status == UMBEL_OK) status = umbel_read_lineage(cx, d, s);
    if (status == UMBEL_OK) status = umbel_keep_mentions(cx, d, s);
    if (status == UMBEL_OK) umbel_note_when(d, s);
    umbel_arena_release(cx, &cx->scratch, mark);
    return status;
}

/* Newswire in capitals, or without any: what the letters of the first 2,000 bytes show. */
static bool is_caseless(umbel_str text) {
    size_t upper = 0, lower = 0;
    for (size_t i = 0; i < text.n && i < 2000; i++) {
        upper += text.p[i] >= 'A' && text.p[i] <= 'Z';
        lower += text.p[i] >= 'a' && text.p[i] <= 'z';
    }
    return (upper > 20 && upper * 3 > lower * 7) || (lower > 100 && upper * 300 < lower);
}

umbel_status umbel_extract(umbel_ctx *cx, const umbel_extractor *extractor, const umbel_document *document,
                           umbel_reading *out) {
    umbel_reading_reset(cx, out);
    out->extractor = UMBEL_STR(UMBEL_EXTRACTOR);
    document_state d = {.ex = extractor,
                        .document = document,
                        .out = out,
                        .last_subject = UINT32_MAX,
                        .sole_armed = UINT32_MAX,
                        .unvoiced_from = UINT32_MAX,
                        .caseless = is_caseless(document->text)};
    size_t n;
    umbel_status status = umbel_sentences(cx, &out->arena, document->text, 0, &out->passages, &n);
    out->n_passages = out->cap_passages = n;
    umbel_mark mark = umbel_arena_mark(&cx->scratch);
    parts all = {0};
    for (size_t i = 0; status == UMBEL_OK && i < n; i++) {
        status = split_parts(cx, &d, out->passages[i], &all);
        if (status == UMBEL_OK && i % 256 == 0) status = umbel_ctx_poll(cx);
    }
    for (size_t i = 0; status == UMBEL_OK && i < all.n; i++) {
        status = read_part(cx, &d, &all.list[i]);
        if (status == UMBEL_OK && i % 64 == 0) status = umbel_ctx_poll(cx);
    }
    if (status == UMBEL_OK) status = umbel_close_events(cx, &d);
    umbel_arena_release(cx, &cx->scratch, mark);
    umbel_intern_free(cx, &d.evidence);
    umbel_intern_free(cx, &d.keys);
    return status;
}
