/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* umbel extract: documents to statements on standard output, no ledger. */
#include "cli.h"

#include <string.h>

typedef struct job {
    const umbel_extractor *extractor;
    umbel_reading reading;
    umbel_buf out;
    bool mentions, attributions, events;
    bool failed_write;
} job;

static umbel_status one_document(void *user, umbel_ctx *cx, const umbel_document *document) {
    job *j = user;
    umbel_str name = document->given_id.n ? document->given_id : document->locator;
    size_t slash = name.n;
    while (!document->given_id.n && slash > 0 && name.p[slash - 1] != '/') slash--;
    if (!document->given_id.n) name = (umbel_str){name.p + slash, name.n - slash};
    UMBEL_TRY(umbel_extract(cx, j->extractor, document, &j->reading));
    j->out.n = 0;
    for (size_t i = 0; j->mentions && i < j->reading.n_mentions; i++)
        UMBEL_TRY(umbel_tell_mention_json(cx, &j->out, &j->reading.mentions[i], name));
    for (size_t i = 0; j->attributions && i < j->reading.n_attributions; i++)
        UMBEL_TRY(umbel_tell_attribution_json(cx, &j->out, &j->reading.attributions[i], name));
    for (size_t i = 0; i < j->reading.n_statements; i++)
        UMBEL_TRY(umbel_tell_statement_json(cx, &j->out, &j->reading.statements[i], name));
    for (size_t i = 0; j->events && i < j->reading.n_events; i++)
        UMBEL_TRY(umbel_tell_event_json(cx, &j->out, &j->reading.events[i], name));
    j->failed_write = j->failed_write || !write_out(&j->out);
    return UMBEL_OK;
}

int cmd_extract(umbel_ctx *cx, int argc, char **argv) {
    static const struct option options[] = {
        {"names", required_argument, NULL, 'n'},  {"date", required_argument, NULL, 'd'},
        {"format", required_argument, NULL, 'f'}, {"threads", required_argument, NULL, 't'},
        {"mentions", no_argument, NULL, 'm'},     {"attributions", no_argument, NULL, 'a'},
        {"events", no_argument, NULL, 'e'},
        {"help", no_argument, NULL, 'h'},         {0}};
    const char *names = NULL;
    umbel_read_options read = {0};
    job j = {0};
    umbel_tables tables = {0};
    umbel_diagnostics bad = {0};
    for (int c; (c = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
        if (c == 'h') return show_help("extract");
        if (c == 'n')
            names = optarg;
        else if (c == 'm')
            j.mentions = true;
        else if (c == 'a')
            j.attributions = true;
        else if (c == 'e')
            j.events = true;
        else if (c == 't')
            continue;
        else if (c == 'f' && strcmp(optarg, "jsonl") != 0)
            return usage_error("extract", "--format %s: only jsonl is printed", optarg);
        else if (c == 'd' && !umbel_date_parse(umbel_str_of(optarg), &read.date))
            return usage_error("extract", "--date %s: write YYYY-MM-DD", optarg);
        else if (c == '?')
            return usage_error("extract", "unknown option");
    }
    if (optind >= argc) return usage_error("extract", "name a file, or - for standard input");
    umbel_status status = umbel_tables_open(cx, &tables, data_dir(), names);
    j.extractor = tables.extractor;
    for (int i = optind; status == UMBEL_OK && i < argc; i++)
        status = umbel_read_path(cx, argv[i], &read, one_document, &j, &bad);
    print_diagnostics(cx, &bad);
    int code = status != UMBEL_OK ? report(cx, status)
               : j.failed_write   ? EXIT_ENVIRONMENT
               : bad.n            ? EXIT_BAD_INPUT
                                  : EXIT_DONE;
    umbel_reading_free(cx, &j.reading);
    umbel_buf_free(cx, &j.out);
    umbel_tables_close(cx, &tables);
    umbel_diagnostics_free(cx, &bad);
    return code;
}
