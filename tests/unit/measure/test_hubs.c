/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "tests/check.h"

static umbel_ctx cx;

/* Known answer: edges 0->1, 0->2, 1->2, 3->2 give authority (0, sqrt2 - 1, 1, 0) and hub (1, 1/sqrt2, 0, 1/sqrt2). */
static void hits_of_four(void **state) {
    (void)state;
    umbel_node nodes[4] = {{UMBEL_STR("0"), UMBEL_STR("0"), UMBEL_KIND_GROUP},
                           {UMBEL_STR("1"), UMBEL_STR("1"), UMBEL_KIND_GROUP},
                           {UMBEL_STR("2"), UMBEL_STR("2"), UMBEL_KIND_GROUP},
                           {UMBEL_STR("3"), UMBEL_STR("3"), UMBEL_KIND_GROUP}};
    umbel_edge edges[4] = {
        {0, 1, 0, UMBEL_TIE_ARMS}, {0, 2, 1, UMBEL_TIE_ARMS}, {1, 2, 2, UMBEL_TIE_ARMS}, {3, 2, 3, UMBEL_TIE_ARMS}};
    umbel_network g = {.nodes = nodes, .n_nodes = 4, .edges = edges, .n_edges = 4};
    double hub[4], authority[4];
    const double want_hub[] = {1, sqrt(0.5), 0, sqrt(0.5)}, want_authority[] = {0, sqrt(2) - 1, 1, 0};
    assert_ok(umbel_measure_hits(&cx, &g, hub, authority));
    for (int i = 0; i < 4; i++) {
        assert_true(fabs(hub[i] - want_hub[i]) < 1e-9);
        assert_true(fabs(authority[i] - want_authority[i]) < 1e-9);
    }
    g.n_edges = 0;
    assert_ok(umbel_measure_hits(&cx, &g, hub, authority));
    assert_true(hub[0] == 0 && authority[2] == 0);
}

static umbel_statement say(const char *subject, umbel_tie tie, const char *object, const char *document,
                           umbel_certainty certainty) {
    umbel_statement st = {.tie = tie, .certainty = certainty, .document = umbel_str_of(document)};
    st.subject =
        (umbel_party){.quote = {umbel_str_of(subject), 0, 1}, .kind = UMBEL_KIND_GROUP, .actor = umbel_str_of(subject)};
    st.object =
        (umbel_party){.quote = {umbel_str_of(object), 0, 1}, .kind = UMBEL_KIND_GROUP, .actor = umbel_str_of(object)};
    return st;
}

static void ranges(void **state) {
    (void)state;
    umbel_source sources[] = {{.name = UMBEL_STR("s1")}, {.name = UMBEL_STR("s2")}};
    umbel_document documents[] = {{.id = UMBEL_STR("d1"), .source = UMBEL_STR("s1")},
                                  {.id = UMBEL_STR("d2"), .source = UMBEL_STR("s2")}};
    umbel_statement statements[] = {
        say("a", UMBEL_TIE_ARMS, "b", "d1", UMBEL_CERTAIN), say("a", UMBEL_TIE_ARMS, "c", "d1", UMBEL_CERTAIN),
        say("a", UMBEL_TIE_ARMS, "d", "d1", UMBEL_PROBABLE), say("b", UMBEL_TIE_FIGHTS, "c", "d2", UMBEL_CERTAIN),
        say("c", UMBEL_TIE_FIGHTS, "b", "d2", UMBEL_CERTAIN)};
    umbel_evidence e = {.sources = sources,
                        .n_sources = 2,
                        .documents = documents,
                        .n_documents = 2,
                        .statements = statements,
                        .n_statements = 5};
    umbel_ties ties = {0};
    umbel_hubs hubs = {0};
    assert_ok(umbel_weigh_ties(&cx, &e, &ties));
    assert_int_equal(ties.n, 4); /* the symmetric tie is one */
    assert_ok(umbel_measure_hubs(&cx, &e, &ties, &hubs));
    assert_int_equal(hubs.n, 4);
    assert_str(hubs.network.nodes[hubs.rows[0].node].id, "a");
    assert_int_equal(hubs.rows[0].n_neighbours, 3);
    assert_int_equal(hubs.rows[0].rank, 1);
    assert_int_equal(hubs.rows[0].rank_worst, 4); /* without s1 nothing is left of it */
    assert_int_equal(hubs.rows[0].rank_firm, 1);
    umbel_hubs_free(&cx, &hubs);
    umbel_ties_free(&cx, &ties);
}

static void nothing(void **state) {
    (void)state;
    umbel_evidence e = {0};
    umbel_ties ties = {0};
    umbel_hubs hubs = {0};
    umbel_buf out = {0};
    umbel_brief_options o = {0};
    assert_ok(umbel_weigh_ties(&cx, &e, &ties));
    assert_ok(umbel_measure_hubs(&cx, &e, &ties, &hubs));
    assert_int_equal(hubs.n, 0);
    assert_ok(umbel_tell_brief_html(&cx, &out, &e, &ties, &hubs, &o));
    assert_ok(umbel_tell_brief_markdown(&cx, &out, &e, &ties, &hubs, &o));
    umbel_buf_free(&cx, &out);
    umbel_hubs_free(&cx, &hubs);
    umbel_ties_free(&cx, &ties);
}

static void self_and_denied(void **state) {
    (void)state;
    umbel_statement statements[] = {say("a", UMBEL_TIE_ARMS, "a", "d", UMBEL_CERTAIN),
                                    say("a", UMBEL_TIE_ARMS, "b", "d", UMBEL_CERTAIN)};
    statements[1].polarity = UMBEL_DENIED;
    umbel_evidence e = {.statements = statements, .n_statements = 2};
    umbel_ties ties = {0};
    umbel_hubs hubs = {0};
    umbel_buf out = {0};
    umbel_brief_options o = {0};
    assert_ok(umbel_weigh_ties(&cx, &e, &ties));
    assert_int_equal(ties.n, 2);
    assert_ok(umbel_measure_hubs(&cx, &e, &ties, &hubs));
    assert_int_equal(hubs.n, 0);
    assert_ok(umbel_tell_brief_html(&cx, &out, &e, &ties, &hubs, &o));
    assert_non_null(strstr(out.p, "denied only"));
    umbel_buf_free(&cx, &out);
    umbel_hubs_free(&cx, &hubs);
    umbel_ties_free(&cx, &ties);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(hits_of_four), cmocka_unit_test(ranges),
                                       cmocka_unit_test(nothing), cmocka_unit_test(self_and_denied)};
    umbel_ctx_init(&cx, NULL, 1);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    umbel_ctx_free(&cx);
    return failed;
}
