/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Tokens of a sentence and questions about one of them. */
#include "extract/sentence.h"

umbel_str umbel_token_text(const document_state *d, const token *t) {
    return (umbel_str){d->document->text.p + t->begin, t->end - t->begin};
}

bool umbel_spells_rest(const document_state *d, const token *t, const char *word) {
    const char *p = d->document->text.p + t->begin;
    size_t n = t->end - t->begin, i = 0;
    for (; i < n && word[i]; i++) {
        char c = p[i] >= 'A' && p[i] <= 'Z' ? (char)(p[i] + 32) : p[i];
        if (c != word[i]) return false;
    }
    return i == n && !word[i];
}

umbel_status umbel_read_tokens(umbel_ctx *cx, document_state *d, sentence *s, umbel_span span) {
    umbel_token *tokens;
    size_t n;
    UMBEL_TRY(umbel_tokens(cx, &cx->scratch, d->document->text, span, &tokens, &n));
    if (n > UMBEL_SENTENCE_WORDS) n = UMBEL_SENTENCE_WORDS;
    s->t = UMBEL_NEW(cx, &cx->scratch, token, n);
    if (!s->t) return cx->err.code;
    for (size_t i = 0; i < n; i++) {
        umbel_str text = {d->document->text.p + tokens[i].begin, tokens[i].end - tokens[i].begin};
        uint32_t word = umbel_lexicon_find(&d->ex->lexicon, text);
        s->t[i] = (token){.begin = tokens[i].begin,
                          .end = tokens[i].end,
                          .word = word,
                          .lemma = word,
                          .mention = NONE,
                          .kind = tokens[i].kind,
                          .flags = tokens[i].flags};
    }
    s->n = (uint16_t)n;
    s->question = n && umbel_str_eq(umbel_token_text(d, &s->t[n - 1]), UMBEL_STR("?"));
    return UMBEL_OK;
}
