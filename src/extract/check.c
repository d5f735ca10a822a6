/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Every frame against its own example sentence: "{S Veshtia} trained the {O Karst Brigade}." */
#include <string.h>

#include "extract/sentence.h"

typedef struct example {
    umbel_buf text;
    umbel_buf subject, object; /* the first of each */
} example;

static umbel_status strip(umbel_ctx *cx, umbel_str marked, example *out) {
    for (size_t i = 0; i < marked.n; i++) {
        bool opens = marked.p[i] == '{' && i + 2 < marked.n && (marked.p[i + 1] == 'S' || marked.p[i + 1] == 'O');
        if (!opens) {
            if (marked.p[i] != '}') UMBEL_TRY(umbel_buf_byte(cx, &out->text, marked.p[i]));
            continue;
        }
        umbel_str rest = {marked.p + i + 3, marked.n - i - 3}, name;
        umbel_buf *side = marked.p[i + 1] == 'S' ? &out->subject : &out->object;
        umbel_str_cut(&rest, '}', &name);
        if (side->n == 0) UMBEL_TRY(umbel_buf_add(cx, side, name));
        UMBEL_TRY(umbel_buf_add(cx, &out->text, name));
        i += 2 + name.n + 1;
    }
    return UMBEL_OK;
}

static bool names(const umbel_party *p, umbel_str wanted) {
    return umbel_str_eq(p->quote.text, wanted) || umbel_str_eq(p->antecedent.text, wanted) ||
           umbel_str_ends(wanted, p->quote.text);
}

static bool states(const umbel_reading *r, const umbel_frame *f, umbel_str subject, umbel_str object) {
    for (size_t i = 0; i < r->n_statements; i++) {
        const umbel_statement *st = &r->statements[i];
        if (st->tie != f->tie || st->polarity != UMBEL_AFFIRMED) continue;
        bool straight = names(&st->subject, subject) && (object.n == 0 || names(&st->object, object));
        bool turned = umbel_tie_symmetric(f->tie) && names(&st->object, subject) && names(&st->subject, object);
        if (straight || turned) return true;
    }
    return false;
}

static umbel_status check_frame(umbel_ctx *cx, const umbel_extractor *ex, const umbel_frame *f, umbel_reading *r,
                                bool *ok) {
    example e = {0};
    umbel_status status = UMBEL_OK;
    if (f->object_antecedent) status = umbel_buf_addz(cx, &e.text, "Several extremist groups met in the hills. ");
    if (status == UMBEL_OK) status = strip(cx, f->example, &e);
    umbel_document d = {.id = UMBEL_STR("example"), .locator = f->id, .text = umbel_buf_str(&e.text)};
    if (status == UMBEL_OK) status = umbel_extract(cx, ex, &d, r);
    *ok = status == UMBEL_OK && states(r, f, umbel_buf_str(&e.subject), umbel_buf_str(&e.object));
    umbel_buf_free(cx, &e.text);
    umbel_buf_free(cx, &e.subject);
    umbel_buf_free(cx, &e.object);
    return status;
}

umbel_status umbel_frames_check(umbel_ctx *cx, const umbel_extractor *ex, umbel_diagnostics *failures,
                                size_t *n_frames) {
    umbel_reading r = {0};
    umbel_status status = UMBEL_OK;
    umbel_extractor frames_only = *ex; /* a frame answers for itself: nobody may overrule it */
    frames_only.judge = NULL;
    frames_only.asks_encoder = false;
    for (size_t i = 0; status == UMBEL_OK && i < ex->frames.n; i++) {
        const umbel_frame *f = &ex->frames.frames[i];
        bool ok;
        status = check_frame(cx, &frames_only, f, &r, &ok);
        if (status != UMBEL_OK || ok) continue;
        umbel_diagnostic d = {.file = f->id, .pos = -1, .code = UMBEL_STR("frame-fails"), .text = f->example};
        status = umbel_diagnose(cx, failures, &d);
    }
    *n_frames = ex->frames.n;
    umbel_reading_free(cx, &r);
    return status;
}
