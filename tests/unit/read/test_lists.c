/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Official lists: the project's own invented ones, and the public ones where the shared material is at hand. */
#include "tests/check.h"

#include <sys/stat.h>
#include <unistd.h>

#include "read/csv.h"

static umbel_ctx cx;
static char folder[64];

typedef struct seen {
    size_t n_persons, n_organisations, n_names, n_undated, n_bad, n_scripts;
    char code[32], text[400];
    int64_t pos;
    char all[8192]; /* what was delivered, for small lists */
    bool small;
} seen;

static void note(seen *s, const char *fmt, ...) UMBEL_PRINTF(2, 3);
static void note(seen *s, const char *fmt, ...) {
    size_t n = strlen(s->all);
    va_list args;
    va_start(args, fmt);
    vsnprintf(s->all + n, sizeof s->all - n, fmt, args);
    va_end(args);
}

static umbel_status take(void *user, umbel_ctx *c, const umbel_list_entry *e) {
    seen *s = user;
    char date[UMBEL_DATE_MAX];
    (void)c;
    assert_true(e->n_names > 0 && e->reference.n > 0 && e->authority.n > 0);
    assert_str(e->names[0].quality, "primary");
    for (size_t i = 0; i < e->n_names; i++) {
        umbel_str t = e->names[i].text;
        assert_true(t.n > 0 && umbel_str_eq(t, umbel_str_trim(t)));
        assert_true(umbel_str_find(t, UMBEL_STR("  ")) == SIZE_MAX && umbel_str_find(t, UMBEL_STR("\n")) == SIZE_MAX);
        s->n_scripts += umbel_str_eq(e->names[i].quality, UMBEL_STR("original-script"));
    }
    s->n_persons += e->is_person;
    s->n_organisations += !e->is_person;
    s->n_names += e->n_names;
    s->n_undated += e->listed_from.precision == UMBEL_PRECISION_UNKNOWN;
    if (!s->small) return UMBEL_OK;
    umbel_date_print(&e->listed_from, date);
    note(s, "%s|%.*s|%.*s|%.*s|%s|%.*s", e->is_person ? "person" : "organisation", UMBEL_ARGS(e->authority),
         UMBEL_ARGS(e->list), UMBEL_ARGS(e->reference), date, UMBEL_ARGS(e->country));
    for (size_t i = 0; i < e->n_names; i++)
        note(s, "|%.*s=%.*s", UMBEL_ARGS(e->names[i].quality), UMBEL_ARGS(e->names[i].text));
    note(s, "\n");
    return UMBEL_OK;
}

static bool read_list(const char *path, seen *s) {
    bool is_list;
    umbel_diagnostics bad = {0};
    assert_ok(umbel_read_list(&cx, path, take, s, &bad, &is_list));
    s->n_bad = bad.n;
    for (size_t i = 0; i < bad.n; i++) assert_true(bad.items[i].file.n && bad.items[i].text.n);
    if (bad.n) {
        snprintf(s->code, sizeof s->code, "%.*s", UMBEL_ARGS(bad.items[0].code));
        snprintf(s->text, sizeof s->text, "%.*s", UMBEL_ARGS(bad.items[0].text));
        s->pos = bad.items[0].pos;
    }
    umbel_diagnostics_free(&cx, &bad);
    return is_list;
}

static const char *put(const char *name, const char *bytes) {
    static char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    fputs(bytes, f);
    fclose(f);
    return path;
}

static void drop(const char *name) {
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    remove(path);
}

#define UN_HEAD "<?xml version='1.0' encoding='UTF-8'?>\n<CONSOLIDATED_LIST dateGenerated='2031-01-01'>\n"
#define PERSON                                                                                                         \
    "<INDIVIDUALS><INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME> ORIN\n  TAL </FIRST_NAME><SECOND_NAME>VEL</SECOND_NAME>"  \
    "<THIRD_NAME/><UN_LIST_TYPE>Karst</UN_LIST_TYPE><REFERENCE_NUMBER>KAi.001 </REFERENCE_NUMBER>"                     \
    "<LISTED_ON>2031-03-14-05:00</LISTED_ON><NAME_ORIGINAL_SCRIPT>\xd9\x85\xc2\xa0\xd8\xb7</NAME_ORIGINAL_SCRIPT>"     \
    "<COMMENTS1>secret comment</COMMENTS1><INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Tal &amp; "              \
    "Co</ALIAS_NAME><DATE_OF_BIRTH>1 Jan 1970</DATE_OF_BIRTH><NOTE>a note</NOTE></INDIVIDUAL_ALIAS>"                   \
    "<INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS><INDIVIDUAL_ADDRESS><COUNTRY>Oradan</COUNTRY>"        \
    "</INDIVIDUAL_ADDRESS><INDIVIDUAL_DOCUMENT><NUMBER>P123</NUMBER></INDIVIDUAL_DOCUMENT></INDIVIDUAL></"             \
    "INDIVIDUALS>\n"
#define ENTITY                                                                                                         \
    "<ENTITIES><ENTITY><FIRST_NAME>Heron League</FIRST_NAME><UN_LIST_TYPE>Karst</UN_LIST_TYPE><REFERENCE_NUMBER>"      \
    "KAe.002</REFERENCE_NUMBER><LISTED_ON>2030-02-01</LISTED_ON><ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>"   \
    "Heron Band</ALIAS_NAME></ENTITY_ALIAS><ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>HL</ALIAS_NAME>"         \
    "</ENTITY_ALIAS><ENTITY_ADDRESS><STREET>1 Quay</STREET><COUNTRY/></ENTITY_ADDRESS><ENTITY_ADDRESS><COUNTRY>"       \
    "Oradan</COUNTRY></ENTITY_ADDRESS><ENTITY_ADDRESS><COUNTRY>Menn</COUNTRY></ENTITY_ADDRESS></ENTITY></ENTITIES>\n"
#define PERSON_READ                                                                                                    \
    "person|UN Security Council|Karst|KAi.001|2031-03-14||primary=ORIN TAL VEL|low=Tal & "                             \
    "Co|original-script=\xd9\x85 \xd8\xb7\n"
#define ENTITY_READ                                                                                                    \
    "organisation|UN Security Council|Karst|KAe.002|2030-02-01|Oradan|primary=Heron League|f.k.a.=Heron "              \
    "Band|a.k.a.=HL\n"

static void un(void **state) {
    (void)state;
    seen s = {.small = true};
    assert_true(read_list(put("any.name", UN_HEAD PERSON ENTITY "</CONSOLIDATED_LIST>"), &s));
    assert_string_equal(s.all, PERSON_READ ENTITY_READ);
    assert_int_equal(s.n_bad, 0);
}

/* What lists write behind a name is not kept; what only looks like it is. */
static void bare_names(void **state) {
    (void)state;
    static const char *const pairs[][2] = {
        {"Orin Vel, born 1 Jan. 1953 (Oradan passport no.0382, issued 4 May 2014)", "Orin Vel"},
        {"Orin Vel (false identity, passport number 434021161)", "Orin Vel"},
        {"Orin Vel (the Reed) born in Menn", "Orin Vel (the Reed)"},
        {"Orin Vel DOB 1953", "Orin Vel"},
        {"Orin Vel; 69102752", "Orin Vel"},
        {"Max BORN", "Max BORN"},
        {"Jonas Osborn Airborne", "Jonas Osborn Airborne"},
        {"\xe2\x80\x9c"
         "1-P\xe2\x80\x9d",
         "\xe2\x80\x9c"
         "1-P\xe2\x80\x9d"},
        {"passport 12345678", ""}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        char bytes[1024], want[256];
        seen s = {.small = true};
        snprintf(bytes, sizeof bytes,
                 UN_HEAD "<INDIVIDUALS><INDIVIDUAL><FIRST_NAME>X</FIRST_NAME><REFERENCE_NUMBER>1</REFERENCE_NUMBER>"
                         "<INDIVIDUAL_ALIAS><ALIAS_NAME>%s</ALIAS_NAME></INDIVIDUAL_ALIAS></INDIVIDUAL></INDIVIDUALS>"
                         "</CONSOLIDATED_LIST>",
                 pairs[i][0]);
        snprintf(want, sizeof want, "person|UN Security Council||1|||primary=X%s%s\n", pairs[i][1][0] ? "|a.k.a.=" : "",
                 pairs[i][1]);
        assert_true(read_list(put("un.xml", bytes), &s));
        assert_string_equal(s.all, want);
    }
}

static void un_damaged(void **state) {
    (void)state;
    static const struct {
        const char *bytes, *code;
        int64_t line;
        size_t n;
    } cases[] = {{UN_HEAD PERSON "<ENTITIES><ENTITY><FIRST_NAME>caf\xe9</FIRST_NAME>", "not-well-formed", 5, 1},
                 {UN_HEAD PERSON "<ENTITIES><ENTITY></ENTITIES>", "not-well-formed", 5, 1},
                 {UN_HEAD PERSON, "not-well-formed", 4, 1},
                 {"<?xml version='1.0' encoding='ISO-8859-1'?>\n<CONSOLIDATED_LIST>caf\xe9", "not-well-formed", 2, 0},
                 {UN_HEAD "<ENTITIES><ENTITY><FIRST_NAME>x</FIRST_NAME></ENTITY></ENTITIES></CONSOLIDATED_LIST>",
                  "bad-entry", 3, 0},
                 {UN_HEAD "<ENTITIES>&undeclared;</ENTITIES></CONSOLIDATED_LIST>", "not-well-formed", 3, 0},
                 {"<!DOCTYPE CONSOLIDATED_LIST [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>\n<CONSOLIDATED_LIST>"
                  "<ENTITIES><ENTITY><FIRST_NAME>&x;</FIRST_NAME><REFERENCE_NUMBER>1</REFERENCE_NUMBER></ENTITY>"
                  "</ENTITIES></CONSOLIDATED_LIST>",
                  "not-well-formed", 1, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        seen s = {.small = true};
        assert_true(read_list(put("un.xml", cases[i].bytes), &s));
        assert_int_equal(s.n_bad, 1);
        assert_string_equal(s.code, cases[i].code);
        assert_int_equal(s.pos, cases[i].line);
        assert_int_equal(s.n_persons + s.n_organisations, cases[i].n);
    }
}

static const char *const sdn =
    "12,\"HERON LEAGUE\",-0- ,\"FTO] [SDGT\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"a.k.a. 'HL'.\"\r\n"
    "13,\"VEL, Orin \"\"the\n Reed\"\"\",\"individual\",\"SDNT\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"Passport "
    "P123\"\r\n14,\"SALT\",\"vessel\",\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\nno row\r\n"
    "15,\"CAF\xc9 \x93N\x94\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n\x1a";
static const char *const alt =
    "12,1,\"aka\",\"HERON FRONT\",-0- \r\n13,2,\"fka\",\"VEL, O.\",-0- \r\n"
    "12,3,\"nka\",\"HERON, NEW\",-0- \r\n12,5,\"aka\",\"HERONS\",-0- \r\n14,4,\"aka\",\"PEPPER\",-0- \r\n\x1a";

static void ofac(void **state) {
    (void)state;
    seen s = {.small = true}, alone = {.small = true};
    drop("MY-ALT.csv");
    assert_true(read_list(put("MY-SDN.csv", sdn), &alone));
    assert_string_equal(alone.code, "no-aliases");
    assert_int_equal(alone.n_names, 3);
    put("MY-ALT.csv", alt);
    assert_true(read_list(put("MY-SDN.csv", sdn), &s));
    assert_string_equal(s.all,
                        "organisation|OFAC|FTO SDGT|12|||primary=HERON LEAGUE|a.k.a.=HERON FRONT|n.k.a.=HERON, "
                        "NEW|a.k.a.=HERONS\nperson|OFAC|SDNT|13|||primary=VEL, Orin \"the Reed\"|f.k.a.=VEL, O.\n"
                        "organisation|OFAC||15|||primary=CAF\xc3\x89 \xe2\x80\x9cN\xe2\x80\x9d\n");
    assert_int_equal(s.n_bad, 2); /* the row that is none, and the vessel */
    assert_string_equal(s.code, "bad-row");
    assert_int_equal(s.pos, 5);
    seen names = {.small = true};
    char path[128];
    snprintf(path, sizeof path, "%s/MY-ALT.csv", folder);
    assert_true(read_list(path, &names)); /* has no entries of its own, and is read with its list */
    assert_int_equal(names.n_bad + names.n_names, 0);
    drop("MY-SDN.csv");
    assert_true(read_list(path, &names));
    assert_string_equal(names.code, "no-entries");
}

static void no_lists(void **state) {
    (void)state;
    static const char *const others[] = {"",         "a,b\n",         "<html><body>x</body></html>", "1,2,3\n",
                                         "12,\"x\"", "1,2,3,4,5,6\n", "<?xml version='1.0'?><LIST/>"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        seen s = {0};
        assert_false(read_list(put("sdn.csv", others[i]), &s));
        assert_int_equal(s.n_bad, 0);
    }
}

static void cells(void **state) {
    (void)state;
    umbel_csv csv = {.rest = UMBEL_STR("a,\"b,\"\"c\"\"\n\",\r\n\"\",x\"y,z \n\n\"open\nlast")};
    umbel_arena arena = {0};
    bool any;
    assert_ok(umbel_csv_next(&cx, &arena, &csv, &any));
    assert_true(any && csv.n == 3 && csv.line == 1);
    assert_str(csv.cells[0], "a");
    assert_str(csv.cells[1], "b,\"c\"\n");
    assert_str(csv.cells[2], "");
    assert_ok(umbel_csv_next(&cx, &arena, &csv, &any));
    assert_true(any && csv.n == 3 && csv.line == 3);
    assert_str(csv.cells[0], "");
    assert_str(csv.cells[1], "x\"y");
    assert_str(csv.cells[2], "z ");
    assert_ok(umbel_csv_next(&cx, &arena, &csv, &any));
    assert_true(any && csv.n == 1 && csv.cells[0].n == 0 && csv.line == 4);
    assert_ok(umbel_csv_next(&cx, &arena, &csv, &any));
    assert_true(any && csv.open_quote && csv.line == 5);
    assert_ok(umbel_csv_next(&cx, &arena, &csv, &any));
    assert_true(any && !csv.open_quote && csv.line == 6);
    assert_str(csv.cells[0], "last");
    assert_ok(umbel_csv_next(&cx, &arena, &csv, &any));
    assert_false(any);
    umbel_arena_free(&cx, &arena);
}

static const char *shared(const char *name) {
    static char path[1024];
    const char *at = getenv("UMBEL_SHARED");
    snprintf(path, sizeof path, "%s/data/lists/%s", at && *at ? at : UMBEL_TREE "/../shared", name);
    return path;
}

static void public_lists(void **state) {
    (void)state;
    if (access(shared("un-2025-04.xml"), R_OK) != 0) {
        print_message("shared material absent: the public lists are skipped\n");
        skip();
    }
    seen new = {0}, damaged = {.small = true}, of = {0}, old = {0};
    assert_true(read_list(shared("un-2025-04.xml"), &new));
    assert_int_equal(new.n_persons, 684);
    assert_int_equal(new.n_organisations, 193);
    assert_int_equal(new.n_undated + new.n_bad, 0);
    assert_int_equal(new.n_scripts, 380);
    assert_int_equal(new.n_names, 684 + 193 + 380 + 2704); /* aliases with a name in them, counted apart in Python */
    assert_true(read_list(shared("un-2018-10.xml"), &old));
    assert_int_equal(old.n_persons, 703);
    assert_int_equal(old.n_organisations, 390);
    assert_true(read_list(shared("un-2025-08-not-well-formed.xml"), &damaged));
    assert_int_equal(damaged.n_bad, 1);
    assert_string_equal(damaged.code, "not-well-formed");
    assert_int_equal(damaged.pos, 53);
    assert_int_equal(damaged.n_persons, 1); /* CDi.001 ends before it, CDi.002 does not */
    assert_true(read_list(shared("ofac-sdn.csv"), &of));
    assert_int_equal(of.n_persons, 4620);
    assert_int_equal(of.n_organisations, 3673);
    assert_int_equal(of.n_bad, 1);
    assert_string_equal(of.code, "left-out");
    assert_non_null(strstr(of.text, "406 vessels and 277 aircraft")); /* 8,976 entries with these */
    assert_int_equal(of.n_names, 4620 + 3673 + 11729);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(un),       cmocka_unit_test(un_damaged), cmocka_unit_test(bare_names),  cmocka_unit_test(ofac),
        cmocka_unit_test(no_lists), cmocka_unit_test(cells),      cmocka_unit_test(public_lists)};
    umbel_ctx_init(&cx, NULL, 1);
    snprintf(folder, sizeof folder, "/tmp/umbel-lists-%ld", (long)getpid());
    if (mkdir(folder, 0700) != 0) return 1;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    static const char *const left[] = {"any.name", "un.xml", "MY-SDN.csv", "MY-ALT.csv", "sdn.csv"};
    for (size_t i = 0; i < sizeof left / sizeof *left; i++) drop(left[i]);
    rmdir(folder);
    umbel_ctx_free(&cx);
    return failed;
}
