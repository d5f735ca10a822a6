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

static umbel_status party_object(umbel_ctx *cx, umbel_buf *out, const umbel_party *p) {
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

static umbel_status put_party(umbel_ctx *cx, umbel_buf *out, const char *key, const umbel_party *p) {
    UMBEL_TRY(umbel_json_key(cx, out, key));
    return p->quote.text.n ? party_object(cx, out, p) : umbel_buf_addz(cx, out, "null");
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

static umbel_status put_also(umbel_ctx *cx, umbel_buf *out, const umbel_passage *also, size_t n) {
    UMBEL_TRY(umbel_buf_addz(cx, out, ",\"also\":["));
    for (size_t i = 0; i < n; i++)
        UMBEL_TRY(umbel_buf_printf(cx, out, "%s{\"n\":%u,\"begin\":%u,\"end\":%u}", i ? "," : "", also[i].n,
                                   also[i].begin, also[i].end));
    return umbel_buf_byte(cx, out, ']');
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
    return st->n_also ? put_also(cx, out, st->also, st->n_also) : UMBEL_OK;
}

/* What a statement and an event begin with. */
static umbel_status put_head(umbel_ctx *cx, umbel_buf *out, const char *record, umbel_str id, umbel_str document,
                             const umbel_passage *passage, umbel_str text) {
    UMBEL_TRY(umbel_buf_printf(cx, out, "{\"record\":\"%s\"", record));
    UMBEL_TRY(umbel_json_text(cx, out, "id", id));
    UMBEL_TRY(umbel_json_text(cx, out, "document", document));
    UMBEL_TRY(umbel_buf_printf(cx, out, ",\"passage\":{\"n\":%u,\"begin\":%u,\"end\":%u", passage->n, passage->begin,
                               passage->end));
    UMBEL_TRY(umbel_json_text(cx, out, "text", or_null(text)));
    return umbel_buf_byte(cx, out, '}');
}

umbel_status umbel_tell_statement_json(umbel_ctx *cx, umbel_buf *out, const umbel_statement *st, umbel_str document) {
    UMBEL_TRY(
        put_head(cx, out, "statement", st->id, document.n ? document : st->document, &st->passage, st->passage_text));
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

static umbel_status put_parties(umbel_ctx *cx, umbel_buf *out, const char *key, const umbel_party *list, size_t n) {
    UMBEL_TRY(umbel_json_key(cx, out, key));
    UMBEL_TRY(umbel_buf_byte(cx, out, '['));
    for (size_t i = 0; i < n; i++) {
        if (i) UMBEL_TRY(umbel_buf_byte(cx, out, ','));
        UMBEL_TRY(party_object(cx, out, &list[i]));
    }
    return umbel_buf_byte(cx, out, ']');
}

static umbel_status put_bound(umbel_ctx *cx, umbel_buf *out, const char *key, int32_t value) {
    return value < 0 ? umbel_json_text(cx, out, key, (umbel_str){0}) : umbel_json_number(cx, out, key, value);
}

static umbel_status put_count(umbel_ctx *cx, umbel_buf *out, const char *key, const umbel_count *count) {
    UMBEL_TRY(umbel_json_key(cx, out, key));
    if (count->low < 0 && count->high < 0) return umbel_buf_addz(cx, out, "null");
    UMBEL_TRY(umbel_buf_byte(cx, out, '{'));
    UMBEL_TRY(put_bound(cx, out, "low", count->low));
    UMBEL_TRY(put_bound(cx, out, "best", count->best));
    UMBEL_TRY(put_bound(cx, out, "high", count->high));
    return umbel_buf_byte(cx, out, '}');
}

static umbel_status put_sides(umbel_ctx *cx, umbel_buf *out, const umbel_event *event) {
    UMBEL_TRY(umbel_buf_addz(cx, out, ",\"sides\":{"));
    for (size_t i = 0; i < event->n_sides; i++) {
        const umbel_event_side *side = &event->sides[i];
        UMBEL_TRY(umbel_buf_addz(cx, out, i ? "," : ""));
        UMBEL_TRY(umbel_tell_json_string(cx, out, side->name));
        UMBEL_TRY(umbel_buf_addz(cx, out, ":{"));
        UMBEL_TRY(put_count(cx, out, "killed", &side->killed));
        UMBEL_TRY(put_count(cx, out, "wounded", &side->wounded));
        UMBEL_TRY(umbel_buf_byte(cx, out, '}'));
    }
    return umbel_buf_byte(cx, out, '}');
}

/* One EDTF date where both ends are the same, else an interval. */
static umbel_status put_interval(umbel_ctx *cx, umbel_buf *out, const char *key, const umbel_interval *when) {
    char from[UMBEL_DATE_MAX], to[UMBEL_DATE_MAX], text[2 * UMBEL_DATE_MAX + 4];
    size_t n_from = umbel_date_print(&when->from, from), n_to = umbel_date_print(&when->to, to);
    if (!n_from && !n_to) return umbel_json_text(cx, out, key, (umbel_str){0});
    bool one = n_from == n_to && umbel_str_eq((umbel_str){from, n_from}, (umbel_str){to, n_to});
    int n = one ? snprintf(text, sizeof text, "%s", from)
                : snprintf(text, sizeof text, "%s/%s", n_from ? from : "..", n_to ? to : "..");
    return umbel_json_text(cx, out, key, (umbel_str){text, (size_t)n});
}

umbel_status umbel_tell_event_json(umbel_ctx *cx, umbel_buf *out, const umbel_event *event, umbel_str document) {
    UMBEL_TRY(put_head(cx, out, "event", event->id, document.n ? document : event->document, &event->passage,
                       event->passage_text));
    UMBEL_TRY(umbel_json_text(cx, out, "type", umbel_str_of(umbel_event_type_name(event->type))));
    UMBEL_TRY(put_party(cx, out, "place", &event->place));
    UMBEL_TRY(put_interval(cx, out, "date", &event->when));
    UMBEL_TRY(put_parties(cx, out, "by", event->by, event->n_by));
    UMBEL_TRY(put_parties(cx, out, "on", event->on, event->n_on));
    UMBEL_TRY(put_count(cx, out, "killed", &event->killed));
    UMBEL_TRY(put_count(cx, out, "wounded", &event->wounded));
    UMBEL_TRY(put_sides(cx, out, event));
    UMBEL_TRY(umbel_json_text(cx, out, "weapon", or_null(event->weapon)));
    if (event->n_also) UMBEL_TRY(put_also(cx, out, event->also, event->n_also));
    UMBEL_TRY(umbel_json_text(cx, out, "extractor", event->extractor));
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

umbel_status umbel_tell_decision_json(umbel_ctx *cx, umbel_buf *out, const umbel_decision *d) {
    umbel_str rest = d->subject, id;
    UMBEL_TRY(umbel_buf_addz(cx, out, "{\"record\":\"decision\""));
    UMBEL_TRY(umbel_json_text(cx, out, "id", d->id));
    UMBEL_TRY(umbel_json_text(cx, out, "what", d->what));
    UMBEL_TRY(umbel_buf_addz(cx, out, ",\"subject\":["));
    for (bool first = true; umbel_str_cut(&rest, '\t', &id); first = false) {
        if (!first) UMBEL_TRY(umbel_buf_byte(cx, out, ','));
        UMBEL_TRY(umbel_tell_json_string(cx, out, id));
    }
    UMBEL_TRY(umbel_buf_byte(cx, out, ']'));
    UMBEL_TRY(umbel_json_text(cx, out, "verdict", umbel_str_of(umbel_verdict_name(d->verdict))));
    UMBEL_TRY(umbel_json_text(cx, out, "reason", or_null(d->reason)));
    UMBEL_TRY(umbel_json_text(cx, out, "decided_by", d->decided_by));
    UMBEL_TRY(umbel_json_text(cx, out, "decided_at", d->decided_at));
    UMBEL_TRY(umbel_json_text(cx, out, "undone_at", or_null(d->undone_at)));
    return umbel_buf_addz(cx, out, "}\n");
}

umbel_status umbel_tell_designation_json(umbel_ctx *cx, umbel_buf *out, const umbel_designation *d) {
    UMBEL_TRY(umbel_buf_addz(cx, out, "{\"record\":\"designation\""));
    UMBEL_TRY(umbel_json_text(cx, out, "id", d->id));
    UMBEL_TRY(umbel_json_text(cx, out, "actor", d->actor));
    UMBEL_TRY(umbel_json_text(cx, out, "authority", d->authority));
    UMBEL_TRY(umbel_json_text(cx, out, "list", or_null(d->list)));
    UMBEL_TRY(umbel_json_text(cx, out, "reference", d->reference));
    UMBEL_TRY(umbel_json_date(cx, out, "from", &d->listed.from));
    UMBEL_TRY(umbel_json_date(cx, out, "to", &d->listed.to));
    return umbel_buf_addz(cx, out, "}\n");
}
