/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Every call fails at its k-th allocation, k = 0, 1, 2 …: it says so, leaks nothing, and does not fall over. */
#include "tests/check.h"

#include <unistd.h>

static const char *const text =
    "The Karst Brigade (KB) was trained by Veshtia, officials said. It armed the Reed Front, the Ember Column and the "
    "Salt Militia in 2016. Kelmara denied that it shelters the group.";

static umbel_status no_sink(void *user, umbel_ctx *cx, const umbel_document *d) {
    (void)user;
    (void)cx;
    (void)d;
    return UMBEL_OK;
}

typedef umbel_status trial(umbel_ctx *cx);

static umbel_status try_sentences(umbel_ctx *cx) {
    umbel_passage *p;
    size_t n;
    return umbel_sentences(cx, &cx->scratch, umbel_str_of(text), 0, &p, &n);
}

static umbel_status try_fold(umbel_ctx *cx) {
    umbel_str out;
    return umbel_fold_name(cx, &cx->scratch, umbel_str_of(text), &out);
}

static umbel_status try_read(umbel_ctx *cx, const char *name, const char *bytes) {
    umbel_diagnostics bad = {0};
    umbel_read_options o = {0};
    umbel_status status = umbel_read_bytes(cx, umbel_str_of(bytes), umbel_str_of(name), &o, no_sink, NULL, &bad);
    umbel_diagnostics_free(cx, &bad);
    return status;
}

static umbel_status try_markdown(umbel_ctx *cx) { return try_read(cx, "a.md", "---\ntitle: x\nbad line\n---\nbody"); }
static umbel_status try_html(umbel_ctx *cx) {
    return try_read(cx, "a.html",
                    "<html><head><meta name='date' content='2031'></head><body><p>a</p><p>b</p></body></html>");
}
static umbel_status try_jsonl(umbel_ctx *cx) { return try_read(cx, "a.jsonl", "{\"text\":\"a\"}\n{bad\n"); }

static umbel_status take_entry(void *user, umbel_ctx *cx, const umbel_list_entry *e) {
    (void)user;
    (void)cx;
    (void)e;
    return UMBEL_OK;
}

static umbel_status try_list(umbel_ctx *cx, const char *name, const char *bytes) {
    char path[64];
    bool is_list;
    umbel_diagnostics bad = {0};
    snprintf(path, sizeof path, "/tmp/umbel-oom-%ld-%s", (long)getpid(), name);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    fputs(bytes, f);
    fclose(f);
    umbel_status status = umbel_read_list(cx, path, take_entry, NULL, &bad, &is_list);
    umbel_diagnostics_free(cx, &bad);
    remove(path);
    return status;
}

static umbel_status try_un_list(umbel_ctx *cx) {
    return try_list(
        cx, "un.xml",
        "<CONSOLIDATED_LIST><ENTITIES><ENTITY><FIRST_NAME>Heron League</FIRST_NAME><REFERENCE_NUMBER>KAe.002"
        "</REFERENCE_NUMBER><ENTITY_ALIAS><ALIAS_NAME>HL</ALIAS_NAME></ENTITY_ALIAS></ENTITY></ENTITIES>");
}
static umbel_status try_ofac_list(umbel_ctx *cx) {
    return try_list(cx, "sdn.csv",
                    "12,\"HERON \"\"L\"\" \xc9\",-0- ,\"FTO] [SDGT\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n"
                    "13,\"SALT\",\"vessel\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \nno row\n");
}

static umbel_status try_extract(umbel_ctx *cx) {
    umbel_tables tables = {0};
    umbel_reading r = {0};
    umbel_actors found = {0};
    umbel_identifier *identifier = NULL;
    umbel_document d = {.id = UMBEL_STR("d"), .text = umbel_str_of(text)};
    umbel_status status = umbel_tables_open(cx, &tables, UMBEL_TREE "/data", UMBEL_TREE "/samples/karst/names.tsv");
    if (status == UMBEL_OK) status = umbel_extract(cx, tables.extractor, &d, &r);
    if (status == UMBEL_OK) status = umbel_identifier_new(cx, &identifier, tables.identity);
    if (status == UMBEL_OK) status = umbel_identity_resolve(cx, identifier, &r, &found);
    umbel_identifier_free(cx, identifier);
    umbel_actors_free(cx, &found);
    umbel_reading_free(cx, &r);
    umbel_tables_close(cx, &tables);
    return status;
}

static umbel_tables ready; /* loaded once, with memory enough */

static const char *const gold_rows[UMBEL_N_GOLDS] = {
    "{\"id\":\"1\",\"text\":\"The Karst Brigade armed the Reed Front.\",\"gold\":[{\"subject\":[\"Salt "
    "Militia\"],\"tie\":[\"arms\"],"
    "\"object\":[\"Reed Front\"],\"polarity\":\"affirmed\",\"certainty\":\"certain\",\"speaker\":\"author\"}]}\nbad\n",
    "{\"id\":\"1\",\"text\":\"The Karst Brigade fought the Reed Front.\",\"a\":\"Karst Brigade (KB)\",\"b\":\"Reed "
    "Front\",\"type\":\"all\"}",
    "{\"id\":\"1\",\"source\":\"s\",\"text\":\"The Karst Brigade fought the Reed "
    "Front.\",\"entities\":[{\"begin\":4,\"end\":17,\"type\":\"Organisation\"}],\"relations\":[{\"type\":\"AlliesOf\","
    "\"source\":{\"begin\":4,\"end\":17},\"target\":{\"begin\":29,\"end\":39}}]}",
    "{\"docid\":\"1\",\"doctext\":\"The Karst Brigade attacked Menn.\",\"templates\":[{\"PerpOrg\":[[[\"salt "
    "militia\",0]]]}]}",
    "{\"id\":\"1\",\"text\":\"He said so.\",\"ann\":\"T1\\tCue 3 7\\tsaid\\nE1\\tA:T1 Cue:T1\\n\"}",
    "{\"id\":\"1\",\"text\":\"The Karst Brigade attacked "
    "Menn.\",\"events\":[{\"type\":\"attack\",\"place\":[\"Menn\"],\"date\":\"2031\",\"by\":[\"Karst "
    "Brigade\"],\"on\":[],\"killed\":null}]}"};

static umbel_status try_eval(umbel_ctx *cx) {
    umbel_status status = UMBEL_OK;
    for (int g = 0; status == UMBEL_OK && g < (int)UMBEL_N_GOLDS; g++) {
        umbel_eval_options o = {.extractor = ready.extractor, .n_threads = 1, .with_errors = {true, true}};
        umbel_eval e = {0};
        umbel_diagnostics bad = {0};
        status = umbel_eval_bytes(cx, (umbel_gold)g, UMBEL_STR("set"), umbel_str_of(gold_rows[g]), &o, &e, &bad);
        umbel_eval_free(cx, &e);
        umbel_diagnostics_free(cx, &bad);
    }
    return status;
}

/* Decisions in a ledger: what is taken there is followed in what is loaded. The ledger is made anew for each trial. */
static umbel_status decide_in(umbel_ctx *cx, umbel_ledger *l) {
    umbel_decision d = {.verdict = UMBEL_VERDICT_SAME, .decided_by = UMBEL_STR("me")}, undone;
    umbel_decisions all = {0};
    umbel_sameness *sameness = NULL;
    umbel_evidence e = {0};
    umbel_ledger_filter filter = {.actor = UMBEL_STR("a")};
    umbel_designation listed = {.actor = UMBEL_STR("a"), .authority = UMBEL_STR("X"), .reference = UMBEL_STR("1")};
    umbel_designations designations = {0};
    umbel_put what;
    bool stood;
    umbel_status status = umbel_decide(cx, l, UMBEL_STR("a"), UMBEL_STR("b"), &d, &stood);
    if (status == UMBEL_OK) status = umbel_ledger_put_designation(cx, l, &listed, &what);
    if (status == UMBEL_OK) status = umbel_ledger_designations(cx, l, UMBEL_STR("a"), &designations);
    if (status == UMBEL_OK) status = umbel_ledger_decisions(cx, l, (umbel_str){0}, &all);
    if (status == UMBEL_OK) status = umbel_sameness_new(cx, &sameness, &all);
    if (status == UMBEL_OK) status = umbel_load_evidence(cx, l, sameness, &filter, &e);
    if (status == UMBEL_OK) status = umbel_undo(cx, l, d.id, &undone, &stood);
    umbel_evidence_free(cx, &e);
    umbel_sameness_free(cx, sameness);
    umbel_decisions_free(cx, &all);
    umbel_designations_free(cx, &designations);
    return status;
}

static umbel_status try_decide(umbel_ctx *cx) {
    umbel_ctx plain;
    umbel_ledger *l = NULL;
    umbel_ctx_init(&plain, NULL, 1);
    assert_int_equal(umbel_ledger_open(&plain, &l, ":memory:", UMBEL_LEDGER_WRITE), UMBEL_OK);
    for (int i = 0; i < 2; i++) {
        umbel_actor a = {.id = umbel_str_of(i ? "b" : "a"), .kind = UMBEL_KIND_GROUP, .name = UMBEL_STR("A")};
        assert_int_equal(umbel_ledger_put_actor(&plain, l, &a), UMBEL_OK);
    }
    umbel_status status = decide_in(cx, l);
    umbel_ledger_close(&plain, l);
    umbel_ctx_free(&plain);
    return status;
}

static umbel_status try_add_list(umbel_ctx *cx) {
    char list[64];
    umbel_ctx plain;
    umbel_ledger *l = NULL;
    umbel_tables none = {0};
    umbel_read_options o = {0};
    umbel_diagnostics bad = {0};
    umbel_added added = {0};
    umbel_ctx_init(&plain, NULL, 1);
    snprintf(list, sizeof list, "/tmp/umbel-oom-%ld.xml", (long)getpid());
    FILE *f = fopen(list, "wb");
    assert_non_null(f);
    fputs("<CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL><FIRST_NAME>ORIN</FIRST_NAME><REFERENCE_NUMBER>KAi.001"
          "</REFERENCE_NUMBER></INDIVIDUAL></INDIVIDUALS><ENTITIES><ENTITY><FIRST_NAME>Heron League</FIRST_NAME>"
          "<REFERENCE_NUMBER>KAe.002</REFERENCE_NUMBER></ENTITY></ENTITIES></CONSOLIDATED_LIST>",
          f);
    fclose(f);
    assert_int_equal(umbel_ledger_open(&plain, &l, ":memory:", UMBEL_LEDGER_WRITE), UMBEL_OK);
    umbel_status status = umbel_add_path(cx, l, &none, list, &o, &bad, &added, NULL, NULL);
    if (status == UMBEL_OK) assert_int_equal(added.n_designations + added.n_listed_persons, 2);
    umbel_diagnostics_free(cx, &bad);
    umbel_ledger_close(&plain, l);
    umbel_ctx_free(&plain);
    remove(list);
    return status;
}

static void write_file(const char *path, const char *bytes) {
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    fputs(bytes, f);
    fclose(f);
}

static umbel_status take_row(void *user, umbel_ctx *cx, const umbel_csv_row *row) {
    (void)user;
    (void)cx;
    (void)row;
    return UMBEL_OK;
}

static umbel_status try_tables(umbel_ctx *cx) {
    char path[64];
    umbel_actors table = {0};
    umbel_diagnostics bad = {0};
    snprintf(path, sizeof path, "/tmp/umbel-oom-%ld.tsv", (long)getpid());
    write_file(path, "a,\"b \"\"c\"\"\"\nkarst\tKarst Brigade\nbad line\ncaf\xe9\t,\n\"open\n");
    umbel_status status = umbel_read_user_names(cx, path, &table, &bad);
    if (status == UMBEL_OK) assert_int_equal(bad.n, 4);
    if (status == UMBEL_OK) status = umbel_read_csv(cx, path, take_row, NULL, &bad);
    umbel_diagnostics_free(cx, &bad);
    umbel_actors_free(cx, &table);
    remove(path);
    return status;
}

/* Names made into an index, written, mapped again, and asked. */
static umbel_status ask(umbel_ctx *cx, const umbel_names *names) {
    umbel_resolver *r = NULL;
    umbel_resolve_options o = {.leave_out = UMBEL_STR("karst")};
    umbel_answer answer;
    umbel_status status = umbel_resolver_new(cx, &r, names);
    if (status == UMBEL_OK) status = umbel_resolve_name(cx, r, UMBEL_STR("Krast Brigade"), &o, &answer);
    if (status == UMBEL_OK) status = umbel_resolve_name(cx, r, UMBEL_STR("\xd0\x9a\xd0\xb0\xd1\x80"), &o, &answer);
    umbel_resolver_free(cx, r);
    return status;
}

static umbel_status try_names(umbel_ctx *cx) {
    umbel_name list[] = {{.actor = UMBEL_STR("karst"), .text = UMBEL_STR("Karst Brigade")},
                         {.actor = UMBEL_STR("reed"), .text = UMBEL_STR("Reed Front of Ilden")},
                         {.actor = UMBEL_STR("karst"), .text = UMBEL_STR("KB"), .kind = UMBEL_NAME_ACRONYM}};
    umbel_actors actors = {.names = list, .n_names = 3};
    umbel_names *made = NULL, *mapped = NULL;
    char path[64];
    double threshold;
    snprintf(path, sizeof path, "/tmp/umbel-oom-%ld.idx", (long)getpid());
    umbel_status status = umbel_names_build(cx, &made, &actors, UMBEL_TREE "/data");
    if (status == UMBEL_OK) status = ask(cx, made);
    if (status == UMBEL_OK) status = umbel_names_write(cx, made, path);
    if (status == UMBEL_OK) status = umbel_names_open(cx, &mapped, path, UMBEL_TREE "/data");
    if (status == UMBEL_OK) status = ask(cx, mapped);
    if (status == UMBEL_OK) status = umbel_alert_threshold(cx, &threshold, UMBEL_TREE "/data", 50);
    umbel_names_free(cx, mapped);
    umbel_names_free(cx, made);
    remove(path);
    return status;
}

/* The names of a ledger with a listed organisation and a listed person. */
static umbel_status try_book(umbel_ctx *cx) {
    umbel_ctx plain;
    umbel_ledger *l = NULL;
    umbel_put what;
    umbel_name_book *book = NULL;
    umbel_actor a = {.id = UMBEL_STR("a"), .kind = UMBEL_KIND_GROUP, .name = UMBEL_STR("Heron League")};
    umbel_name name = {.actor = a.id, .text = a.name};
    umbel_designation d = {.actor = a.id, .authority = UMBEL_STR("X"), .reference = UMBEL_STR("1")};
    umbel_listed_name own = {UMBEL_STR("Orin Val"), UMBEL_STR("primary")};
    umbel_listed_person p = {
        .id = UMBEL_STR("p"), .list = UMBEL_STR("X"), .reference = UMBEL_STR("2"), .names = &own, .n_names = 1};
    umbel_book_options o = {.data_dir = UMBEL_TREE "/data", .listed_only = true};
    umbel_ctx_init(&plain, NULL, 1);
    assert_int_equal(umbel_ledger_open(&plain, &l, ":memory:", UMBEL_LEDGER_WRITE), UMBEL_OK);
    assert_int_equal(umbel_ledger_put_actor(&plain, l, &a), UMBEL_OK);
    assert_int_equal(umbel_ledger_put_name(&plain, l, &name, UMBEL_STR("heron league")), UMBEL_OK);
    assert_int_equal(umbel_ledger_put_designation(&plain, l, &d, &what), UMBEL_OK);
    d.reference = UMBEL_STR("3");
    assert_int_equal(umbel_ledger_put_designation(&plain, l, &d, &what), UMBEL_OK);
    assert_int_equal(umbel_ledger_put_listed_person(&plain, l, &p, &what), UMBEL_OK);
    umbel_status status = umbel_app_names(cx, &book, l, &o);
    if (status == UMBEL_OK) {
        assert_int_equal(umbel_names_measure(umbel_name_book_names(book)).n_names, 2);
        assert_str(umbel_name_book_listing(book, UMBEL_STR("a"))->reference, "1; 3");
        assert_true(umbel_name_book_listing(book, UMBEL_STR("p"))->is_person);
        assert_null(umbel_name_book_listing(book, UMBEL_STR("q")));
    }
    umbel_name_book_free(cx, book);
    umbel_ledger_close(&plain, l);
    umbel_ctx_free(&plain);
    return status;
}

static umbel_status print_ids(const void *user, umbel_ctx *cx, const umbel_document *d, const umbel_reading *r,
                              umbel_buf *out) {
    (void)user;
    return umbel_buf_printf(cx, out, "%.*s %zu\n", UMBEL_ARGS(d->sha256), r->n_statements);
}

static umbel_status swallow(void *user, umbel_ctx *cx, umbel_str printed) {
    (void)user;
    (void)cx;
    (void)printed;
    return UMBEL_OK;
}

static umbel_status try_extract_path(umbel_ctx *cx) {
    umbel_status status = UMBEL_OK;
    for (unsigned n_threads = 1; status == UMBEL_OK && n_threads < 3; n_threads++) {
        umbel_extract_job job = {.extractor = ready.extractor,
                                 .identity = ready.identity,
                                 .n_threads = n_threads,
                                 .print = print_ids,
                                 .sink = swallow};
        umbel_diagnostics bad = {0};
        status = umbel_extract_path(cx, &job, UMBEL_TREE "/tests/golden/eval/polnear/own.jsonl", &bad);
        umbel_diagnostics_free(cx, &bad);
    }
    return status;
}

static umbel_status try_brief(umbel_ctx *cx) {
    umbel_statement st = {.id = UMBEL_STR("s"),
                          .document = UMBEL_STR("d"),
                          .tie = UMBEL_TIE_ARMS,
                          .passage_text = UMBEL_STR("A armed B.")};
    st.subject = (umbel_party){.quote = {UMBEL_STR("A"), 0, 1}, .kind = UMBEL_KIND_GROUP, .actor = UMBEL_STR("a")};
    st.object = (umbel_party){.quote = {UMBEL_STR("B"), 8, 9}, .kind = UMBEL_KIND_GROUP};
    umbel_document d = {.id = UMBEL_STR("d0123456789a"), .source = UMBEL_STR("s")};
    umbel_source s = {.id = UMBEL_STR("s"), .name = UMBEL_STR("s")};
    umbel_evidence e = {
        .documents = &d, .n_documents = 1, .sources = &s, .n_sources = 1, .statements = &st, .n_statements = 1};
    umbel_ties ties = {0};
    umbel_hubs hubs = {0};
    umbel_buf out = {0};
    umbel_brief_options o = {0};
    umbel_status status = umbel_weigh_ties(cx, &e, &ties);
    if (status == UMBEL_OK) status = umbel_measure_hubs(cx, &e, &ties, &hubs);
    if (status == UMBEL_OK) status = umbel_tell_brief_html(cx, &out, &e, &ties, &hubs, &o);
    for (int f = 0; status == UMBEL_OK && f < 3; f++)
        status = umbel_tell_export(cx, &out, &e, &ties, (umbel_export_format)f, NULL);
    umbel_buf_free(cx, &out);
    umbel_hubs_free(cx, &hubs);
    umbel_ties_free(cx, &ties);
    return status;
}

static void run(trial *t, long step) {
    for (long k = 0;; k += 1 + k / 50 * step) {
        failing f = {k};
        umbel_allocator a = {failing_resize, &f};
        umbel_ctx cx;
        umbel_ctx_init(&cx, &a, 1);
        umbel_status status = t(&cx);
        umbel_ctx_free(&cx);
        if (status == UMBEL_OK && f.left >= 0) return;
        assert_int_equal(status, UMBEL_E_MEMORY);
    }
}

static void text_and_read(void **state) {
    (void)state;
    trial *const trials[] = {try_sentences, try_fold, try_markdown, try_html, try_jsonl, try_un_list, try_ofac_list};
    for (size_t i = 0; i < sizeof trials / sizeof *trials; i++) run(trials[i], 0);
}

static void extract_and_brief(void **state) {
    (void)state;
    run(try_brief, 0);
    run(try_decide, 0);
    run(try_add_list, 0);
    run(try_extract, 1);
}

static void names_and_lists(void **state) {
    (void)state;
    run(try_tables, 0);
    run(try_names, 20);
    run(try_book, 20);
}

static void eval_and_threads(void **state) {
    umbel_ctx cx;
    (void)state;
    umbel_ctx_init(&cx, NULL, 1);
    assert_int_equal(umbel_tables_open(&cx, &ready, UMBEL_TREE "/data", UMBEL_TREE "/samples/karst/names.tsv"),
                     UMBEL_OK);
    run(try_eval, 0);
    run(try_extract_path, 0);
    umbel_tables_close(&cx, &ready);
    umbel_ctx_free(&cx);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(text_and_read), cmocka_unit_test(extract_and_brief),
                                       cmocka_unit_test(names_and_lists), cmocka_unit_test(eval_and_threads)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
