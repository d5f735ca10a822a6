/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* The lists of model.h: adding to them and giving them back. */
#include "umbel/model.h"

umbel_status umbel_diagnose(umbel_ctx *cx, umbel_diagnostics *list, const umbel_diagnostic *d) {
    umbel_diagnostic copy = *d;
    UMBEL_TRY(umbel_reserve(cx, &list->arena, (void *)&list->items, &list->cap, list->n + 1, sizeof copy));
    UMBEL_TRY(umbel_str_copy(cx, &list->arena, d->document, &copy.document));
    UMBEL_TRY(umbel_str_copy(cx, &list->arena, d->file, &copy.file));
    UMBEL_TRY(umbel_str_copy(cx, &list->arena, d->unit, &copy.unit));
    UMBEL_TRY(umbel_str_copy(cx, &list->arena, d->code, &copy.code));
    UMBEL_TRY(umbel_str_copy(cx, &list->arena, d->text, &copy.text));
    list->items[list->n++] = copy;
    return UMBEL_OK;
}

void umbel_diagnostics_free(umbel_ctx *cx, umbel_diagnostics *list) {
    umbel_arena_free(cx, &list->arena);
    *list = (umbel_diagnostics){0};
}

void umbel_actors_free(umbel_ctx *cx, umbel_actors *table) {
    umbel_arena_free(cx, &table->arena);
    *table = (umbel_actors){0};
}

void umbel_reading_reset(umbel_ctx *cx, umbel_reading *reading) {
    umbel_arena_reset(cx, &reading->arena);
    *reading = (umbel_reading){.arena = reading->arena};
}

void umbel_reading_free(umbel_ctx *cx, umbel_reading *reading) {
    umbel_arena_free(cx, &reading->arena);
    *reading = (umbel_reading){0};
}

void umbel_evidence_free(umbel_ctx *cx, umbel_evidence *evidence) {
    umbel_arena_free(cx, &evidence->arena);
    *evidence = (umbel_evidence){0};
}

void umbel_ties_free(umbel_ctx *cx, umbel_ties *ties) {
    umbel_arena_free(cx, &ties->arena);
    *ties = (umbel_ties){0};
}

void umbel_designations_free(umbel_ctx *cx, umbel_designations *list) {
    umbel_arena_free(cx, &list->arena);
    *list = (umbel_designations){0};
}

void umbel_decisions_free(umbel_ctx *cx, umbel_decisions *list) {
    umbel_arena_free(cx, &list->arena);
    *list = (umbel_decisions){0};
}

bool umbel_decision_pair(const umbel_decision *decision, umbel_str *first, umbel_str *second) {
    umbel_str rest = decision->subject, more;
    return umbel_str_cut(&rest, '\t', first) && umbel_str_cut(&rest, '\t', second) &&
           !umbel_str_cut(&rest, '\t', &more) && first->n && second->n;
}
