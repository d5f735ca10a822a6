/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* The brief as Markdown: the same content, plainer. */
#include "tell/brief.h"

static umbel_status text(umbel_brief *b, umbel_str s) { return umbel_tell_markdown(b->cx, b->out, s); }
static umbel_status put(umbel_brief *b, const char *z) { return umbel_buf_addz(b->cx, b->out, z); }

static umbel_status put_row(umbel_brief *b, const umbel_tie_row *row) {
    UMBEL_TRY(put(b, "\n**"));
    UMBEL_TRY(text(b, row->subject_name));
    UMBEL_TRY(umbel_buf_printf(b->cx, b->out, "** %s **", umbel_tie_phrase(row->tie)));
    UMBEL_TRY(text(b, row->object_name));
    UMBEL_TRY(umbel_buf_printf(b->cx, b->out, "** (%u documents, %u sources%s%s)\n\n", row->n_documents, row->n_sources,
                               umbel_row_is_hedged(row) ? ", only hedged" : "",
                               umbel_row_is_contested(row) ? ", contested"
                               : row->n_affirmed           ? ""
                                                           : ", denied only"));
    for (size_t i = 0; i < row->n_statements && i < UMBEL_BRIEF_SENTENCES; i++) {
        const umbel_statement *st = &b->e->statements[row->statements[i]];
        uint32_t number = 0;
        umbel_buf speaker = {0};
        umbel_brief_document(b, st->document, &number);
        UMBEL_TRY(put(b, "> \xe2\x80\x9c"));
        UMBEL_TRY(text(b, st->passage_text));
        UMBEL_TRY(put(b, st->polarity == UMBEL_DENIED ? "\xe2\x80\x9d denied by " : "\xe2\x80\x9d said by "));
        umbel_status status = umbel_brief_speaker(b, st, &speaker);
        if (status == UMBEL_OK) status = text(b, umbel_buf_str(&speaker));
        umbel_buf_free(b->cx, &speaker);
        UMBEL_TRY(status);
        UMBEL_TRY(umbel_buf_printf(b->cx, b->out, ", as %s \\[%u\\]\n\n", umbel_certainty_name(st->certainty), number));
    }
    return UMBEL_OK;
}

umbel_status umbel_tell_brief_markdown(umbel_ctx *cx, umbel_buf *out, const umbel_evidence *evidence,
                                       const umbel_ties *ties, const umbel_hubs *hubs,
                                       const umbel_brief_options *options) {
    umbel_brief b = {.cx = cx, .out = out, .e = evidence, .ties = ties, .hubs = hubs, .o = options};
    char published[UMBEL_DATE_MAX];
    umbel_status status = umbel_brief_open(&b);
    if (status == UMBEL_OK) status = put(&b, "# ");
    if (status == UMBEL_OK)
        status = text(&b, options->title.n ? options->title : UMBEL_STR("What the documents claim"));
    if (status == UMBEL_OK)
        status = umbel_buf_printf(
            cx, out,
            "\n\n%zu documents, %zu statements, %u ties claimed: %u on one source, %u only hedged, %u contested. "
            "Claims by their speakers, not findings.%s\n\n## Most connected\n\n",
            evidence->n_documents, evidence->n_statements, b.n_affirmed, b.n_single, b.n_hedged, b.n_contested,
            options->no_encoder ? " Without what only the encoder found." : "");
    for (size_t i = 0; status == UMBEL_OK && hubs && i < hubs->n && i < UMBEL_BRIEF_HUBS; i++) {
        status = umbel_buf_printf(cx, out, "%u. ", hubs->rows[i].rank);
        if (status == UMBEL_OK) status = text(&b, hubs->network.nodes[hubs->rows[i].node].name);
        if (status == UMBEL_OK)
            status = umbel_buf_printf(cx, out, ": %u neighbours, rank %u to %u\n", hubs->rows[i].n_neighbours,
                                      hubs->rows[i].rank_best, hubs->rows[i].rank_worst);
    }
    if (status == UMBEL_OK) status = put(&b, "\n## Ties\n");
    for (size_t i = 0; status == UMBEL_OK && i < ties->n; i++) status = put_row(&b, &ties->rows[i]);
    if (status == UMBEL_OK) status = put(&b, "\n## Documents\n\n");
    for (size_t i = 0; status == UMBEL_OK && i < evidence->n_documents; i++) {
        const umbel_document *d = &evidence->documents[i];
        umbel_date_print(&d->published, published);
        status = umbel_buf_printf(cx, out, "%zu. ", i + 1);
        if (status == UMBEL_OK) status = text(&b, d->title.n ? d->title : d->locator);
        if (status == UMBEL_OK) status = put(&b, ". ");
        if (status == UMBEL_OK) status = text(&b, d->source);
        if (status == UMBEL_OK) status = umbel_buf_printf(cx, out, ", %s\n", published[0] ? published : "undated");
    }
    umbel_brief_close(&b);
    return status;
}
