/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Quotations: which tokens stand in one, and whose word it is when it runs on over the next sentences. */
#include "extract/attribution.h"
#include "extract/statement.h"

static bool is_text(const document_state *d, const token *t, const char *sign) {
    return umbel_str_eq(umbel_token_text(d, t), umbel_str_of(sign));
}

/* What token i does to quotations: '"' toggles, '(' opens, ')' closes, '[' and ']' the single signs; 0 nothing. */
static char sign_of(const document_state *d, const sentence *s, uint16_t i) {
    const token *t = &s->t[i];
    if (t->kind != UMBEL_TOKEN_PUNCT || t->flags & UMBEL_TOKEN_POSSESSIVE) return 0;
    if (is_text(d, t, "\"")) return '"';
    if (is_text(d, t, "\xe2\x80\x9c")) return '(';
    if (is_text(d, t, "\xe2\x80\x9d")) return ')';
    if (is_text(d, t, "\xe2\x80\x98")) return '[';
    if (is_text(d, t, "\xe2\x80\x99")) return ']';
    bool second = i > 0 && is_text(d, t, "'") && is_text(d, &s->t[i - 1], "'") && t->flags & UMBEL_TOKEN_GLUED;
    return second ? '"' : 0; /* '' */
}

static bool new_paragraph(const document_state *d, const sentence *s) {
    umbel_str text = d->document->text;
    unsigned breaks = 0;
    for (uint32_t i = s->passage.begin; i > 0; i--) {
        char c = text.p[i - 1];
        if (c == '\n') breaks++;
        if (c != '\n' && c != ' ' && c != '\t' && c != '\r') break;
    }
    return breaks > 1;
}

static void mark(const document_state *d, sentence *s) {
    bool open = s->quote_runs_in;
    char opened_by = d->quote_sign;
    uint8_t number = open;
    for (uint16_t i = 0; i < s->n; i++) {
        char sign = sign_of(d, s, i);
        bool opens =
            (sign == '(' && !(open && opened_by == '(' && i > 0)) || (sign == '[' && !open) || (sign == '"' && !open);
        bool closes = open && !opens &&
                      ((sign == ')' && opened_by == '(') || (sign == ']' && opened_by == '[') ||
                       (sign == '"' && opened_by == '"'));
        if (closes && i == 0 && s->new_paragraph) closes = false; /* the sign is repeated at each paragraph */
        if (i == 1 && closes && sign == '"' && s->new_paragraph && is_text(d, &s->t[0], "'")) closes = false;
        if (opens && !(open && i == 0)) {
            number = number < UINT8_MAX ? (uint8_t)(number + 1) : number;
            opened_by = sign;
        }
        if (opens) open = true;
        s->quoted[i] = open ? number : 0;
        if (closes) open = false;
    }
    s->quote_runs_out = open;
}

umbel_status umbel_find_attributions(umbel_ctx *cx, document_state *d, sentence *s) {
    finder f = {d, s};
    s->n_voices = 0;
    s->quoted = UMBEL_NEW(cx, &cx->scratch, uint8_t, s->n + 1u);
    s->voices = UMBEL_NEW(cx, &cx->scratch, attribution, UMBEL_VOICES_MAX);
    if (!s->quoted || !s->voices) return cx->err.code;
    if (s->n == 0) return UMBEL_OK;
    s->new_paragraph = new_paragraph(d, s);
    s->quote_runs_in = d->quote_open;
    char first = sign_of(d, s, 0);
    if (s->new_paragraph && first != '"' && first != '(' && !(s->n > 1 && sign_of(d, s, 1) == '"'))
        s->quote_runs_in = false;
    s->behind_quote = s->passage.n > 0 && !s->new_paragraph && !d->quote_open &&
                      d->quote_end == d->out->passages[s->passage.n - 1].end;
    mark(d, s);
    umbel_find_verb_cues(&f);
    umbel_find_noun_cues(&f);
    umbel_hush_nested(&f);
    return UMBEL_OK;
}

bool umbel_quote_voice(const document_state *d, const sentence *s, uint16_t t, umbel_speaker *out) {
    if (!s->quoted || !s->quoted[t] || !d->has_voice) return false;
    bool runs_in = s->quote_runs_in && s->quoted[t] == 1;
    bool whole = s->quoted[0] == s->quoted[t] || (s->n > 1 && s->quoted[1] == s->quoted[t]); /* it opens the sentence */
    if (!runs_in && !whole) return false;
    *out = d->voice;
    return true;
}

static umbel_status keep_one(umbel_ctx *cx, document_state *d, const sentence *s, const attribution *a) {
    umbel_reading *out = d->out;
    umbel_attribution x = {0};
    if (a->quiet) return UMBEL_OK;
    UMBEL_TRY(umbel_reserve(cx, &out->arena, (void *)&out->attributions, &out->cap_attributions,
                            out->n_attributions + 1, sizeof x));
    x.passage = s->passage;
    if (a->speaker != NONE) x.speaker = umbel_speaker_quote(d, s, a->speaker);
    if (a->speaker == NONE && a->owner != NONE) {
        const token *t = &s->t[a->owner];
        x.speaker = (umbel_quote){umbel_token_text(d, t), t->begin, t->end};
    }
    uint32_t begin = s->t[a->cue_first].begin, end = s->t[a->cue_last].end;
    x.cue = (umbel_quote){{d->document->text.p + begin, end - begin}, begin, end};
    x.content.begin = UINT32_MAX;
    for (size_t i = 0; i < a->n_content; i++) {
        begin = s->t[a->begin[i]].begin;
        end = s->t[a->end[i] - 1].end;
        if (begin < x.content.begin) x.content.begin = begin;
        if (end > x.content.end) x.content.end = end;
    }
    if (a->outside < 0) x.content = (umbel_span){d->quote_begin, d->quote_end};
    if (a->outside > 0 && s->passage.n + 1 < out->n_passages)
        x.content = (umbel_span){out->passages[s->passage.n + 1].begin, out->passages[s->passage.n + 1].end};
    if (x.content.begin >= x.content.end) return UMBEL_OK;
    out->attributions[out->n_attributions++] = x;
    return UMBEL_OK;
}

/* The attribution whose content is or reaches the last quotation of the sentence. */
static const attribution *voice_of_quotes(const sentence *s) {
    const attribution *best = NULL;
    for (uint16_t i = 0; i < s->n_voices; i++) {
        const attribution *a = &s->voices[i];
        if (a->speaker == NONE || a->noun || a->effect >= VOICE_INTENDED) continue;
        bool covers = a->outside != 0;
        for (uint16_t t = 0; t < s->n && !covers; t++) covers = s->quoted[t] && umbel_voice_covers(a, t);
        if (covers) best = a;
    }
    return best;
}

static void note_quotes(document_state *d, const sentence *s) {
    bool quoted = false;
    for (uint16_t i = 0; i < s->n; i++) {
        if (!s->quoted[i]) continue;
        if (!(quoted || (s->quote_runs_in && s->quoted[0] == 1))) d->quote_begin = s->t[i].begin;
        quoted = true;
        d->quote_end = s->t[i].end;
    }
    for (uint16_t i = s->n; i-- > 0 && s->quote_runs_out;) {
        char sign = sign_of(d, s, i);
        if (sign == '"' || sign == '(' || sign == '[') {
            d->quote_sign = sign;
            break;
        }
    }
    bool without_voice = s->n && s->quoted[0] && !s->quote_runs_in && !s->n_voices;
    if (without_voice && d->unvoiced_from == UINT32_MAX) d->unvoiced_from = s->passage.begin;
    if (!quoted && !s->n_voices) d->has_voice = false;
}

umbel_status umbel_keep_attributions(umbel_ctx *cx, document_state *d, const sentence *s) {
    for (uint16_t i = 0; i < s->n_voices; i++) UMBEL_TRY(keep_one(cx, d, s, &s->voices[i]));
    const attribution *a = voice_of_quotes(s);
    bool speaks = false;
    for (uint16_t i = 0; i < s->n_voices; i++) {
        const attribution *x = &s->voices[i];
        if (x->speaker == NONE || x->effect >= VOICE_INTENDED || x->noun) continue;
        umbel_speaker speaker;
        umbel_speaker_of(d, s, x->speaker, &speaker);
        d->last_speaker_kind = speaker.kind;
        speaks = true;
        if (x == a || !a) d->voice = speaker;
    }
    if (a) {
        if (d->unvoiced_from != UINT32_MAX) UMBEL_TRY(umbel_respeak(cx, d, d->unvoiced_from, &d->voice));
        d->unvoiced_from = UINT32_MAX;
        d->has_voice = true;
    } else if (speaks) {
        d->has_voice = true;
    }
    note_quotes(d, s);
    if (!s->quote_runs_out && !(s->n && s->quoted[0])) d->unvoiced_from = UINT32_MAX;
    d->quote_open = s->quote_runs_out;
    return UMBEL_OK;
}
