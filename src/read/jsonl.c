/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include <jansson.h>
#include <string.h>

#include "read/read.h"

static umbel_str text_of(const json_t *object, const char *key) {
    const json_t *v = json_object_get(object, key);
    return json_is_string(v) ? (umbel_str){json_string_value(v), json_string_length(v)} : (umbel_str){0};
}

umbel_status umbel_read_jsonl_line(const reader *r, umbel_str text, size_t line) {
    json_error_t error;
    umbel_mark mark = umbel_arena_mark(&r->cx->scratch);
    umbel_str locator;
    umbel_status status = umbel_str_format(r->cx, &r->cx->scratch, &locator, "%.*s#%zu", UMBEL_ARGS(r->locator), line);
    json_t *object = status == UMBEL_OK ? json_loadb(text.p, text.n, JSON_REJECT_DUPLICATES, &error) : NULL;
    if (status != UMBEL_OK) {
    } else if (!object) {
        status = umbel_complain(r, r->locator, (int64_t)line, "line", "bad-json",
                                "line %zu is not JSON (%s, at byte %d); mend or remove the line", line, error.text,
                                error.position);
    } else if (!json_is_object(object) || !json_is_string(json_object_get(object, "text"))) {
        status = umbel_complain(r, r->locator, (int64_t)line, "line", "no-text",
                                "line %zu has no string under \"text\"", line);
    } else {
        umbel_document document = {.locator = locator,
                                   .media_type = UMBEL_STR("application/jsonl"),
                                   .text = text_of(object, "text"),
                                   .given_id = text_of(object, "id"),
                                   .source = text_of(object, "source"),
                                   .title = text_of(object, "title"),
                                   .url = text_of(object, "url"),
                                   .language = text_of(object, "language")};
        umbel_str published = text_of(object, "published");
        if (published.n && !umbel_parse_loose_date(published, &document.published))
            status = umbel_complain(r, r->locator, (int64_t)line, "line", "bad-date",
                                    "the date \"%.*s\" in line %zu is not read; write YYYY-MM-DD",
                                    (int)(published.n > 40 ? 40 : published.n), published.p, line);
        if (status == UMBEL_OK) status = umbel_deliver(r, &document);
    }
    json_decref(object);
    umbel_arena_release(r->cx, &r->cx->scratch, mark);
    return status;
}
