/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Markdown with front matter between lines of three hyphens; the document is the body, byte for byte. */
#include "read/read.h"

static umbel_str unquoted(umbel_str s) {
    s = umbel_str_trim(s);
    if (s.n >= 2 && (s.p[0] == '"' || s.p[0] == '\'') && s.p[s.n - 1] == s.p[0]) return (umbel_str){s.p + 1, s.n - 2};
    return s;
}

static umbel_status front_matter(const reader *r, umbel_str line, size_t number, umbel_document *document) {
    umbel_str value = line, key;
    if (umbel_str_trim(line).n == 0 || line.p[0] == '#') return UMBEL_OK;
    umbel_str_cut(&value, ':', &key);
    if (!value.p)
        return umbel_complain(r, r->locator, (int64_t)number, "line", "front-matter",
                              "line %zu of the front matter has no \"key: value\"; it is passed over", number);
    key = umbel_str_trim(key);
    value = unquoted(value);
    if (umbel_str_eq(key, UMBEL_STR("title")))
        document->title = value;
    else if (umbel_str_eq(key, UMBEL_STR("source")))
        document->source = value;
    else if (umbel_str_eq(key, UMBEL_STR("url")))
        document->url = value;
    else if (umbel_str_eq(key, UMBEL_STR("language")))
        document->language = value;
    else if (umbel_str_eq(key, UMBEL_STR("id")))
        document->given_id = value;
    else if (umbel_str_eq(key, UMBEL_STR("date")) && value.n && !umbel_parse_loose_date(value, &document->published))
        return umbel_complain(r, r->locator, (int64_t)number, "line", "bad-date",
                              "\"%.*s\" is no date; write YYYY-MM-DD", (int)(value.n > 40 ? 40 : value.n), value.p);
    return UMBEL_OK;
}

umbel_status umbel_read_markdown(const reader *r, umbel_str bytes) {
    umbel_document document = {.locator = r->locator, .media_type = UMBEL_STR("text/markdown"), .text = bytes};
    umbel_str rest = bytes, line;
    if (umbel_str_starts(rest, UMBEL_STR("\xef\xbb\xbf"))) rest = (umbel_str){rest.p + 3, rest.n - 3};
    size_t number = 1;
    if (!umbel_str_cut(&rest, '\n', &line) || !umbel_str_eq(umbel_str_trim(line), UMBEL_STR("---")))
        return umbel_deliver(r, &document);
    size_t n_before = r->bad->n;
    while (umbel_str_cut(&rest, '\n', &line)) {
        number++;
        if (umbel_str_eq(umbel_str_trim(line), UMBEL_STR("---"))) {
            document.text = rest.p ? rest : (umbel_str){line.p, 0};
            return umbel_deliver(r, &document);
        }
        UMBEL_TRY(front_matter(r, line, number, &document));
    }
    if (r->bad->n > n_before) r->bad->n = n_before; /* it was no front matter at all */
    document = (umbel_document){.locator = r->locator, .media_type = UMBEL_STR("text/markdown"), .text = bytes};
    return umbel_deliver(r, &document);
}
