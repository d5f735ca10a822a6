/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell/brief.h"

bool umbel_row_is_single(const umbel_tie_row *row) { return row->n_affirmed > 0 && row->n_sources <= 1; }
bool umbel_row_is_hedged(const umbel_tie_row *row) { return row->n_affirmed > 0 && row->n_hedged == row->n_affirmed; }
bool umbel_row_is_contested(const umbel_tie_row *row) { return row->n_affirmed > 0 && row->n_denied > 0; }

umbel_status umbel_brief_open(umbel_brief *b) {
    uint32_t k;
    for (size_t i = 0; i < b->e->n_documents; i++) {
        const umbel_date *d = &b->e->documents[i].published;
        UMBEL_TRY(umbel_intern_add(b->cx, &b->documents, b->e->documents[i].id, &k));
        if (!d->precision) continue;
        if (!b->first.precision || d->t_first < b->first.t_first) b->first = *d;
        if (!b->last.precision || d->t_last > b->last.t_last) b->last = *d;
    }
    for (size_t i = 0; i < b->e->n_actors; i++) UMBEL_TRY(umbel_intern_add(b->cx, &b->actors, b->e->actors[i].id, &k));
    for (size_t i = 0; i < b->ties->n; i++) {
        const umbel_tie_row *row = &b->ties->rows[i];
        b->n_affirmed += row->n_affirmed > 0;
        b->n_single += umbel_row_is_single(row);
        b->n_hedged += umbel_row_is_hedged(row);
        b->n_contested += umbel_row_is_contested(row);
    }
    return UMBEL_OK;
}

void umbel_brief_close(umbel_brief *b) {
    umbel_intern_free(b->cx, &b->documents);
    umbel_intern_free(b->cx, &b->actors);
}

const umbel_document *umbel_brief_document(const umbel_brief *b, umbel_str id, uint32_t *number) {
    uint32_t k = umbel_intern_find(&b->documents, id);
    if (k == UMBEL_INTERN_NONE) return NULL;
    *number = k + 1;
    return &b->e->documents[k];
}

umbel_str umbel_brief_actor_name(const umbel_brief *b, umbel_str id) {
    uint32_t k = umbel_intern_find(&b->actors, id);
    return k == UMBEL_INTERN_NONE ? id : b->e->actors[k].name;
}

umbel_status umbel_brief_speaker(const umbel_brief *b, const umbel_statement *st, umbel_buf *out) {
    if (st->speaker.kind == UMBEL_SPEAKER_AUTHOR) return umbel_buf_addz(b->cx, out, "the document");
    if (st->speaker.kind == UMBEL_SPEAKER_UNNAMED && !st->speaker.quote.text.n)
        return umbel_buf_addz(b->cx, out, "unnamed");
    UMBEL_TRY(umbel_buf_add(b->cx, out, st->speaker.quote.text));
    return umbel_buf_addz(b->cx, out, st->speaker.kind == UMBEL_SPEAKER_UNNAMED ? " (unnamed)" : "");
}

umbel_status umbel_brief_period(const umbel_brief *b, umbel_buf *out) {
    char first[UMBEL_DATE_MAX], last[UMBEL_DATE_MAX];
    if (!b->first.precision) return umbel_buf_addz(b->cx, out, "undated");
    umbel_date_print(&b->first, first);
    umbel_date_print(&b->last, last);
    return umbel_buf_printf(b->cx, out, b->first.t_first == b->last.t_first ? "%s" : "%s to %s", first, last);
}
