/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Records as lines of JSON, keys in the order of the data model. */
#include "tell/records.h"

umbel_status umbel_json_key(umbel_ctx *cx, umbel_buf *out, const char *key) {
    return umbel_buf_printf(
        cx, out, "%s\"%s\":", out->n && out->p[out->n - 1] != '{' && out->p[out->n - 1] != '[' ? "," : "", key);
}

umbel_status umbel_json_text(umbel_ctx *cx, umbel_buf *out, const char *key, umbel_str value) {
    UMBEL_TRY(umbel_json_key(cx, out, key));
    return value.p ? umbel_tell_json_string(cx, out, value) : umbel_buf_addz(cx, out, "null");
}

umbel_status umbel_json_number(umbel_ctx *cx, umbel_buf *out, const char *key, int64_t value) {
    UMBEL_TRY(umbel_json_key(cx, out, key));
    return umbel_buf_printf(cx, out, "%lld", (long long)value);
}

umbel_status umbel_json_date(umbel_ctx *cx, umbel_buf *out, const char *key, const umbel_date *date) {
    char text[UMBEL_DATE_MAX];
    size_t n = umbel_date_print(date, text);
    return umbel_json_text(cx, out, key, n ? (umbel_str){text, n} : (umbel_str){0});
}

static umbel_str or_null(umbel_str s) { return s.n ? s : (umbel_str){0}; }

static umbel_status quote_members(umbel_ctx *cx, umbel_buf *out, const umbel_quote *q) {
    UMBEL_TRY(umbel_json_text(cx, out, "text", q->text));
    UMBEL_TRY(umbel_json_number(cx, out, "begin", q->begin));
    return umbel_json_number(cx, out, "end", q->end);
}

static umbel_status put_party(umbel_ctx *cx, umbel_buf *out, const char *key, const umbel_party *p) {
    UMBEL_TRY(umbel_json_key(cx, out, key));
    if (!p->quote.text.n) return umbel_buf_addz(cx, out, "null");
    UMBEL_TRY(umbel_buf_byte(cx, out, '{'));
    UMBEL_TRY(quote_members(cx, out, &p->quote));
    UMBEL_TRY(umbel_json_text(cx, out, "kind", umbel_str_of(umbel_kind_name(p->kind))));
    UMBEL_TRY(umbel_json_text(cx, out, "actor", or_null(p->actor)));
    if (p->antecedent.text.n) {
        UMBEL_TRY(umbel_buf_addz(cx, out, ",\"antecedent\":{"));
        UMBEL_TRY(quote_members(cx, out, &p->antecedent));
        UMBEL_TRY(umbel_buf_byte(cx, out, '}'));
    }
    return umbel_buf_byte(cx, out, '}');
}

static umbel_status put_speaker(umbel_ctx *cx, umbel_buf *out, const umbel_speaker *s) {
    UMBEL_TRY(umbel_buf_addz(cx, out, ",\"speaker\":{"));
    UMBEL_TRY(umbel_json_text(cx, out, "kind", umbel_str_of(umbel_speaker_kind_name(s->kind))));
    if (s->quote.text.n)
        UMBEL_TRY(quote_members(cx, out, &s->quote));
    else
        UMBEL_TRY(umbel_json_text(cx, out, "text", (umbel_str){0}));
    if (s->actor.n) UMBEL_TRY(umbel_json_text(cx, out, "actor", s->actor));
    if (s->n_via) {
        UMBEL_TRY(umbel_buf_addz(cx, out, ",\"via\":["));
        for (size_t i = 0; i < s->n_via; i++) {
            UMBEL_TRY(umbel_buf_addz(cx, out, i ? ",{" : "{"));
            UMBEL_TRY(quote_members(cx, out, &s->via[i]));
            UMBEL_TRY(umbel_buf_byte(cx, out, '}'));
        }
        UMBEL_TRY(umbel_buf_byte(cx, out, ']'));
    }
    return umbel_buf_byte(cx, out, '}');
}

static umbel_status put_when(umbel_ctx *cx, umbel_buf *out, const umbel_interval *when) {
    uint8_t precision = when->from.precision != UMBEL_PRECISION_UNKNOWN ? when->from.precision : when->to.precision;
    UMBEL_TRY(umbel_buf_addz(cx, out, ",\"when\":{"));
    UMBEL_TRY(umbel_json_date(cx, out, "from", &when->from));
    UMBEL_TRY(umbel_json_date(cx, out, "to", &when->to));
    UMBEL_TRY(umbel_json_text(cx, out, "precision", umbel_str_of(umbel_precision_name((umbel_precision)precision))));
    return umbel_buf_byte(cx, out, '}');
}

static umbel_status put_lists(umbel_ctx *cx, umbel_buf *out, const umbel_statement *st) {
    UMBEL_TRY(umbel_buf_addz(cx, out, ",\"cues\":["));
    for (size_t i = 0; i < st->n_cues; i++) {
        UMBEL_TRY(umbel_buf_addz(cx, out, i ? ",{" : "{"));
        UMBEL_TRY(umbel_json_text(cx, out, "role", st->cues[i].role));
        UMBEL_TRY(quote_members(cx, out, &st->cues[i].quote));
        UMBEL_TRY(umbel_buf_byte(cx, out, '}'));
    }
    UMBEL_TRY(umbel_buf_addz(cx, out, "],\"attributes\":{"));
    for (size_t i = 0; i < st->n_attributes; i++) {
        UMBEL_TRY(umbel_buf_addz(cx, out, i ? "," : ""));
        UMBEL_TRY(umbel_tell_json_string(cx, out, st->attributes[i].key));
        UMBEL_TRY(umbel_buf_byte(cx, out, ':'));
        if (umbel_str_eq(st->attributes[i].value, UMBEL_STR("true")))
            UMBEL_TRY(umbel_buf_addz(cx, out, "true"));
        else
            UMBEL_TRY(umbel_tell_json_string(cx, out, st->attributes[i].value));
    }
    UMBEL_TRY(umbel_buf_byte(cx, out, '}'));
    if (st->n_also) {
        UMBEL_TRY(umbel_buf_addz(cx, out, ",\"also\":["));
        for (size_t i = 0; i < st->n_also; i++)
            UMBEL_TRY(umbel_buf_printf(cx, out, "%s{\"n\":%u,\"begin\":%u,\"end\":%u}", i ? "," : "", st->also[i].n,
                                       st->also[i].begin, st->also[i].end));
        UMBEL_TRY(umbel_buf_byte(cx, out, ']'));
    }
    return UMBEL_OK;
}

umbel_status umbel_tell_statement_json(umbel_ctx *cx, umbel_buf *out, const umbel_statement *st, umbel_str document) {
    UMBEL_TRY(umbel_buf_addz(cx, out, "{\"record\":\"statement\""));
    UMBEL_TRY(umbel_json_text(cx, out, "id", st->id));
    UMBEL_TRY(umbel_json_text(cx, out, "document", document.n ? document : st->document));
    UMBEL_TRY(umbel_buf_printf(cx, out, ",\"passage\":{\"n\":%u,\"begin\":%u,\"end\":%u", st->passage.n,
                               st->passage.begin, st->passage.end));
    UMBEL_TRY(umbel_json_text(cx, out, "text", or_null(st->passage_text)));
    UMBEL_TRY(umbel_buf_byte(cx, out, '}'));
    UMBEL_TRY(put_party(cx, out, "subject", &st->subject));
    UMBEL_TRY(umbel_json_text(cx, out, "tie", umbel_str_of(umbel_tie_name(st->tie))));
    UMBEL_TRY(put_party(cx, out, "object", &st->object));
    UMBEL_TRY(put_party(cx, out, "against", &st->against));
    UMBEL_TRY(put_party(cx, out, "place", &st->place));
    UMBEL_TRY(put_when(cx, out, &st->when));
    UMBEL_TRY(umbel_json_text(cx, out, "polarity", umbel_str_of(umbel_polarity_name(st->polarity))));
    UMBEL_TRY(umbel_json_text(cx, out, "certainty", umbel_str_of(umbel_certainty_name(st->certainty))));
    UMBEL_TRY(put_speaker(cx, out, &st->speaker));
    UMBEL_TRY(put_lists(cx, out, st));
    UMBEL_TRY(umbel_buf_printf(cx, out, ",\"score\":%.2f", st->score));
    UMBEL_TRY(umbel_json_text(cx, out, "extractor", st->extractor));
    return umbel_buf_addz(cx, out, "}\n");
}

umbel_status umbel_tell_mention_json(umbel_ctx *cx, umbel_buf *out, const umbel_mention *m, umbel_str document) {
    UMBEL_TRY(umbel_buf_byte(cx, out, '{'));
    UMBEL_TRY(umbel_json_text(cx, out, "document", document));
    UMBEL_TRY(umbel_buf_addz(cx, out, ",\"mention\":{"));
    UMBEL_TRY(quote_members(cx, out, &m->quote));
    UMBEL_TRY(umbel_json_text(cx, out, "kind", umbel_str_of(umbel_kind_name(m->kind))));
    UMBEL_TRY(umbel_json_text(cx, out, "actor", or_null(m->actor)));
    return umbel_buf_addz(cx, out, "}}\n");
}

umbel_status umbel_tell_attribution_json(umbel_ctx *cx, umbel_buf *out, const umbel_attribution *a,
                                         umbel_str document) {
    UMBEL_TRY(umbel_buf_byte(cx, out, '{'));
    UMBEL_TRY(umbel_json_text(cx, out, "document", document));
    UMBEL_TRY(umbel_buf_addz(cx, out, ",\"attribution\":{\"speaker\":"));
    if (a->speaker.text.n) {
        UMBEL_TRY(umbel_buf_byte(cx, out, '{'));
        UMBEL_TRY(quote_members(cx, out, &a->speaker));
        UMBEL_TRY(umbel_buf_byte(cx, out, '}'));
    } else {
        UMBEL_TRY(umbel_buf_addz(cx, out, "null"));
    }
    UMBEL_TRY(umbel_buf_addz(cx, out, ",\"cue\":{"));
    UMBEL_TRY(quote_members(cx, out, &a->cue));
    return umbel_buf_printf(cx, out, "},\"content\":{\"begin\":%u,\"end\":%u}}}\n", a->content.begin, a->content.end);
}

umbel_status umbel_tell_diagnostic_json(umbel_ctx *cx, umbel_buf *out, const umbel_diagnostic *d) {
    UMBEL_TRY(umbel_buf_addz(cx, out, "{\"record\":\"diagnostic\""));
    UMBEL_TRY(umbel_json_text(cx, out, "document", or_null(d->document)));
    UMBEL_TRY(umbel_json_text(cx, out, "file", or_null(d->file)));
    UMBEL_TRY(umbel_json_number(cx, out, "pos", d->pos));
    UMBEL_TRY(umbel_json_text(cx, out, "unit", or_null(d->unit)));
    UMBEL_TRY(umbel_json_text(cx, out, "code", d->code));
    UMBEL_TRY(umbel_json_text(cx, out, "text", d->text));
    return umbel_buf_addz(cx, out, "}\n");
}
