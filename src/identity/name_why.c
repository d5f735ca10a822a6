/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Why two names may be one, word by word. */
#include "identity/name_resolve.h"

static const char *const rules[N_WORD_MATCHES] = {[MATCH_SAME] = "form",
                                                  [MATCH_TRANSLATED] = "translation",
                                                  [MATCH_SPELLED] = "spelling",
                                                  [MATCH_SLIP] = "slip",
                                                  [MATCH_SHORTENED] = "shortened",
                                                  [MATCH_INITIAL] = "initial",
                                                  [MATCH_JOINED] = "written as one"};

static umbel_status part(umbel_ctx *cx, umbel_buf *out, const char *joint) {
    return out->n ? umbel_buf_addz(cx, out, joint) : UMBEL_OK;
}

static umbel_status list(umbel_ctx *cx, umbel_buf *out, const name_form *form, const uint8_t *how, const char *title) {
    bool any = false;
    for (size_t i = 0; i < form->n_tokens; i++) {
        if (how[i] != MATCH_NONE) continue;
        if (!any) {
            UMBEL_TRY(part(cx, out, "; "));
            UMBEL_TRY(umbel_buf_addz(cx, out, title));
        }
        any = true;
        UMBEL_TRY(umbel_buf_printf(cx, out, " %.*s", UMBEL_ARGS(umbel_token_text_of(&form->tokens[i]))));
    }
    return UMBEL_OK;
}

umbel_status umbel_candidate_why(umbel_ctx *cx, const umbel_resolver *r, const candidate *c, umbel_buf *out) {
    const name_form *query = &r->forms.forms[c->form];
    name_form row;
    alignment a;
    if (c->apart) UMBEL_TRY(umbel_buf_addz(cx, out, "known to be another"));
    umbel_row_form(&r->names->index, c->row, &row);
    umbel_names_align(&r->names->words, query, &row, &a);
    if (a.initials) {
        const name_form *acronym = query->acronym ? query : &row;
        UMBEL_TRY(part(cx, out, "; "));
        return umbel_buf_printf(cx, out, "%.*s: initials", UMBEL_ARGS(umbel_token_text_of(&acronym->tokens[0])));
    }
    for (size_t i = 0; i < query->n_tokens; i++) {
        umbel_str own = umbel_token_text_of(&query->tokens[i]);
        if (a.how[i] == MATCH_NONE) continue;
        UMBEL_TRY(part(cx, out, "; "));
        if (a.how[i] == MATCH_EXACT)
            UMBEL_TRY(umbel_buf_printf(cx, out, "%.*s", UMBEL_ARGS(own)));
        else
            UMBEL_TRY(umbel_buf_printf(cx, out, "%.*s = %.*s (%s)", UMBEL_ARGS(own),
                                       UMBEL_ARGS(umbel_token_text_of(&row.tokens[a.with[i]])), rules[a.how[i]]));
    }
    UMBEL_TRY(list(cx, out, query, a.how, "lacks"));
    UMBEL_TRY(list(cx, out, &row, a.row_how, "has besides"));
    if (c->numbers[NUMBER_ELSEWHERE] > 0) UMBEL_TRY(umbel_buf_addz(cx, out, "; other names have some of it"));
    return UMBEL_OK;
}
