/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* umbel extract: documents to statements on standard output, no ledger. */
#include "cli.h"

#include <string.h>

typedef struct wanted {
    bool mentions, attributions, events;
} wanted;

/* The given id, or the file's name without its folders. */
static umbel_str name_of(const umbel_document *document) {
    umbel_str name = document->given_id.n ? document->given_id : document->locator;
    size_t slash = name.n;
    if (document->given_id.n) return name;
    while (slash > 0 && name.p[slash - 1] != '/') slash--;
    return (umbel_str){name.p + slash, name.n - slash};
}

static umbel_status print_reading(const void *user, umbel_ctx *cx, const umbel_document *document,
                                  const umbel_reading *reading, umbel_buf *out) {
    const wanted *what = user;
    umbel_str name = name_of(document);
    for (size_t i = 0; what->mentions && i < reading->n_mentions; i++)
        UMBEL_TRY(umbel_tell_mention_json(cx, out, &reading->mentions[i], name));
    for (size_t i = 0; what->attributions && i < reading->n_attributions; i++)
        UMBEL_TRY(umbel_tell_attribution_json(cx, out, &reading->attributions[i], name));
    for (size_t i = 0; i < reading->n_statements; i++)
        UMBEL_TRY(umbel_tell_statement_json(cx, out, &reading->statements[i], name));
    for (size_t i = 0; what->events && i < reading->n_events; i++)
        UMBEL_TRY(umbel_tell_event_json(cx, out, &reading->events[i], name));
    return UMBEL_OK;
}

static umbel_status write_printed(void *user, umbel_ctx *cx, umbel_str printed) {
    (void)user;
    if (printed.n && fwrite(printed.p, 1, printed.n, stdout) != printed.n)
        return UMBEL_FAIL(cx, UMBEL_E_IO, "the output cannot be written");
    return UMBEL_OK;
}

int cmd_extract(umbel_ctx *cx, int argc, char **argv) {
    static const struct option options[] = {
        {"names", required_argument, NULL, 'n'},  {"date", required_argument, NULL, 'd'},
        {"format", required_argument, NULL, 'f'}, {"threads", required_argument, NULL, 't'},
        {"mentions", no_argument, NULL, 'm'},     {"attributions", no_argument, NULL, 'a'},
        {"events", no_argument, NULL, 'e'},       READER_OPTIONS,
        {"help", no_argument, NULL, 'h'},         {0}};
    const char *names = NULL;
    reader_options readers = {0};
    wanted what = {0};
    umbel_extract_job job = {.print = print_reading, .print_user = &what, .sink = write_printed};
    umbel_tables tables = {0};
    umbel_diagnostics bad = {0};
    for (int c; (c = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
        if (c == 'h') return show_help("extract");
        int code = take_reader_option("extract", c, &readers);
        if (code >= 0) return code;
        if (c == 'n')
            names = optarg;
        else if (c == 'm')
            what.mentions = true;
        else if (c == 'a')
            what.attributions = true;
        else if (c == 'e')
            what.events = true;
        else if (c == 't' && !read_threads(optarg, &job.n_threads))
            return usage_error("extract", "--threads %s: write a whole number from 1 to 64", optarg);
        else if (c == 'f' && strcmp(optarg, "jsonl") != 0)
            return usage_error("extract", "--format %s: only jsonl is printed", optarg);
        else if (c == 'd' && !umbel_date_parse(umbel_str_of(optarg), &job.read.date))
            return usage_error("extract", "--date %s: write YYYY-MM-DD", optarg);
        else if (c == '?')
            return usage_error("extract", "unknown option");
    }
    if (optind >= argc) return usage_error("extract", "name a file, or - for standard input");
    umbel_status status = umbel_tables_open_extractor(cx, &tables, data_dir(), names);
    if (status == UMBEL_OK) status = choose_readers(cx, tables.extractor, &readers);
    if (status == UMBEL_OK && tables.actors.n_names <= UMBEL_NEAR_NAMES_MAX)
        status = umbel_tables_add_identity(cx, &tables, data_dir());
    job.extractor = tables.extractor;
    job.identity = tables.identity;
    for (int i = optind; status == UMBEL_OK && i < argc; i++) status = umbel_extract_path(cx, &job, argv[i], &bad);
    print_diagnostics(cx, &bad);
    int code = status != UMBEL_OK ? report(cx, status) : bad.n ? EXIT_BAD_INPUT : EXIT_DONE;
    umbel_tables_close(cx, &tables);
    umbel_diagnostics_free(cx, &bad);
    return code;
}
