/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* What leaves a ledger: brief, export; and what it says of itself: check, diagnostics, frames. */
#include <string.h>
#include <time.h>

#include "view.h"

static int finish(umbel_ctx *cx, view *v, umbel_status status, int code) {
    if (status != UMBEL_OK) code = report(cx, status);
    view_close(cx, v);
    return code;
}

static umbel_str base_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return umbel_str_of(slash ? slash + 1 : path);
}

int cmd_brief(umbel_ctx *cx, int argc, char **argv) {
    query q;
    view v = {0};
    umbel_hubs hubs = {0};
    umbel_buf out = {0};
    umbel_brief_options o = {0};
    int code = read_query("brief", argc, argv, &q);
    if (code >= 0) return code;
    bool markdown = q.format && strcmp(q.format, "markdown") == 0;
    if (q.format && !markdown && strcmp(q.format, "html") != 0)
        return usage_error("brief", "--format %s: html or markdown", q.format);
    o.title = umbel_str_of(q.title);
    o.no_encoder = q.no_encoder;
    o.made_from = base_name(ledger_path(q.ledger));
    o.as_of = umbel_date_of_day((int32_t)(time(NULL) / 86400));
    umbel_status status = view_open(cx, &v, &q);
    if (status == UMBEL_OK) status = view_load(cx, &v, NULL);
    if (status == UMBEL_OK) status = umbel_measure_hubs(cx, &v.evidence, &v.ties, &hubs);
    if (status == UMBEL_OK)
        status =
            (markdown ? umbel_tell_brief_markdown : umbel_tell_brief_html)(cx, &out, &v.evidence, &v.ties, &hubs, &o);
    if (status == UMBEL_OK) status = view_write(cx, &q, &out);
    umbel_buf_free(cx, &out);
    umbel_hubs_free(cx, &hubs);
    return finish(cx, &v, status, EXIT_DONE);
}

int cmd_export(umbel_ctx *cx, int argc, char **argv) {
    query q;
    view v = {0};
    umbel_buf out = {0};
    umbel_export_format format = UMBEL_EXPORT_JSONL;
    int code = read_query("export", argc, argv, &q);
    if (code >= 0) return code;
    if (q.format && !umbel_export_format_parse(umbel_str_of(q.format), &format))
        return usage_error("export", "--format %s: jsonl, csv or graphml", q.format);
    umbel_export_options o = {.without_text = q.without_text};
    umbel_status status = view_open(cx, &v, &q);
    if (status == UMBEL_OK) status = view_load(cx, &v, NULL);
    if (status == UMBEL_OK) status = umbel_tell_export(cx, &out, &v.evidence, &v.ties, format, &o);
    if (status == UMBEL_OK) status = view_write(cx, &q, &out);
    umbel_buf_free(cx, &out);
    return finish(cx, &v, status, EXIT_DONE);
}

int cmd_check(umbel_ctx *cx, int argc, char **argv) {
    query q;
    view v = {0};
    umbel_diagnostics faults = {0};
    char digest[65];
    int code = read_query("check", argc, argv, &q);
    if (code >= 0) return code;
    umbel_status status = view_open(cx, &v, &q);
    if (status == UMBEL_OK) status = umbel_ledger_check(cx, v.ledger, &faults);
    if (status == UMBEL_OK && faults.n == 0) status = umbel_ledger_digest(cx, v.ledger, digest);
    for (size_t i = 0; i < faults.n && status == UMBEL_OK; i++) {
        umbel_buf line = {0};
        if (faults.items[i].document.n)
            status = umbel_buf_printf(cx, &line, "document %.*s, ", UMBEL_ARGS(faults.items[i].document));
        if (status == UMBEL_OK) status = umbel_tell_plain(cx, &line, faults.items[i].file);
        if (status == UMBEL_OK) status = umbel_buf_addz(cx, &line, ": ");
        if (status == UMBEL_OK) status = umbel_tell_plain(cx, &line, faults.items[i].text);
        if (status == UMBEL_OK) printf("%.*s [%.*s]\n", (int)line.n, line.p, UMBEL_ARGS(faults.items[i].code));
        umbel_buf_free(cx, &line);
    }
    if (status == UMBEL_OK && faults.n == 0)
        printf("%s: in order; every quote stands, every hash and reference holds (content %.16s)\n",
               ledger_path(q.ledger), digest);
    code = faults.n ? EXIT_BAD_INPUT : EXIT_DONE;
    umbel_diagnostics_free(cx, &faults);
    return finish(cx, &v, status, code);
}

int cmd_diagnostics(umbel_ctx *cx, int argc, char **argv) {
    static const char *const columns[] = {"file", ">at", "unit", "code", "what, and the mend"};
    query q;
    view v = {0};
    umbel_diagnostics bad = {0};
    umbel_buf out = {0};
    umbel_table t = {.columns = columns, .n_columns = 5};
    int code = read_query("diagnostics", argc, argv, &q);
    if (code >= 0) return code;
    umbel_status status = view_open(cx, &v, &q);
    if (status == UMBEL_OK) status = umbel_ledger_diagnostics(cx, v.ledger, &bad);
    for (size_t i = 0; status == UMBEL_OK && i < bad.n; i++) {
        const umbel_diagnostic *d = &bad.items[i];
        if (q.json) {
            status = umbel_tell_diagnostic_json(cx, &out, d);
            continue;
        }
        status = umbel_table_add(cx, &t, d->file);
        if (status == UMBEL_OK)
            status = d->pos >= 0 ? umbel_table_addf(cx, &t, "%lld", (long long)d->pos)
                                 : umbel_table_add(cx, &t, UMBEL_STR(""));
        if (status == UMBEL_OK) status = umbel_table_add(cx, &t, d->unit);
        if (status == UMBEL_OK) status = umbel_table_add(cx, &t, d->code);
        if (status == UMBEL_OK) status = umbel_table_add(cx, &t, d->text);
    }
    if (status == UMBEL_OK && !q.json && bad.n) status = umbel_table_print(cx, &t, 0, &out);
    if (status == UMBEL_OK) write_out(&out);
    code = bad.n ? EXIT_DONE : EXIT_NOTHING;
    umbel_table_free(cx, &t);
    umbel_buf_free(cx, &out);
    umbel_diagnostics_free(cx, &bad);
    return finish(cx, &v, status, code);
}
