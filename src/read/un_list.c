/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* The Consolidated List of the UN Security Council, by libxml2's push parser: no tree is built, no document type is let
 * in (so there are no entities but the five of XML), nothing is fetched. Only the elements named here are looked at. */
#include <errno.h>
#include <libxml/parser.h>
#include <string.h>
#include <unistd.h>

#include "read/list.h"

#define FIELD_MAX ((size_t)8 << 10) /* bytes of one field that are kept */

typedef enum field {
    F_NONE,
    F_FIRST, /* the parts of a name in their order */
    F_SECOND,
    F_THIRD,
    F_FOURTH,
    F_LIST,
    F_REFERENCE,
    F_LISTED_ON,
    F_SCRIPT,
    F_QUALITY, /* of an alias */
    F_ALIAS,
    F_COUNTRY, /* of an entity's address: all that is kept of it */
    N_FIELDS
} field;

typedef struct un_reader {
    list_reader *out;
    xmlParserCtxtPtr parser;
    umbel_status status;
    int depth;                /* of open elements: the list is 1, an entry 3 */
    bool in_entry;            /* between the tags of an entry */
    char inside;              /* 'a' alias, 'c' address of an entity, 0 neither */
    field at;                 /* which field's text is read now */
    umbel_buf text[N_FIELDS]; /* of the entry at hand */
    int64_t fault_line;       /* of the first fault, 0 for none */
    char fault[160];          /* ASCII */
} un_reader;

static bool is(const xmlChar *name, const char *z) { return strcmp((const char *)name, z) == 0; }

static field field_of(const un_reader *u, const xmlChar *name) {
    static const struct {
        const char *name;
        int depth;
        char inside;
        field field;
    } fields[] = {{"FIRST_NAME", 4, 0, F_FIRST},    {"SECOND_NAME", 4, 0, F_SECOND},
                  {"THIRD_NAME", 4, 0, F_THIRD},    {"FOURTH_NAME", 4, 0, F_FOURTH},
                  {"UN_LIST_TYPE", 4, 0, F_LIST},   {"REFERENCE_NUMBER", 4, 0, F_REFERENCE},
                  {"LISTED_ON", 4, 0, F_LISTED_ON}, {"NAME_ORIGINAL_SCRIPT", 4, 0, F_SCRIPT},
                  {"QUALITY", 5, 'a', F_QUALITY},   {"ALIAS_NAME", 5, 'a', F_ALIAS},
                  {"COUNTRY", 5, 'c', F_COUNTRY}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (fields[i].depth == u->depth && fields[i].inside == u->inside && is(name, fields[i].name))
            return fields[i].field;
    return F_NONE;
}

static void stop(un_reader *u, umbel_status status) {
    if (status == UMBEL_OK || u->status != UMBEL_OK) return;
    u->status = status;
    xmlStopParser(u->parser);
}

static void on_start(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_namespaces,
                     const xmlChar **namespaces, int n_attributes, int n_defaulted, const xmlChar **attributes) {
    un_reader *u = user;
    (void)prefix, (void)uri, (void)n_namespaces, (void)namespaces;
    (void)n_attributes, (void)n_defaulted, (void)attributes;
    u->depth++;
    u->at = F_NONE;
    if (u->depth == 3 && (is(name, "INDIVIDUAL") || is(name, "ENTITY"))) {
        for (int f = 0; f < N_FIELDS; f++) u->text[f].n = 0;
        u->in_entry = true;
        stop(u, umbel_list_begin(u->out));
        u->out->entry.is_person = is(name, "INDIVIDUAL");
    }
    if (!u->in_entry) return;
    if (u->depth == 4) {
        bool alias = is(name, "INDIVIDUAL_ALIAS") || is(name, "ENTITY_ALIAS");
        bool address = is(name, "ENTITY_ADDRESS") && !u->out->entry.is_person &&
                       umbel_str_trim(umbel_buf_str(&u->text[F_COUNTRY])).n == 0;
        u->inside = (char)(alias ? 'a' : address ? 'c' : 0);
        if (alias) u->text[F_QUALITY].n = u->text[F_ALIAS].n = 0;
    }
    u->at = field_of(u, name);
}

static void on_text(void *user, const xmlChar *text, int n) {
    un_reader *u = user;
    if (u->at == F_NONE || n <= 0) return;
    umbel_buf *to = &u->text[u->at];
    if (to->n > FIELD_MAX) return; /* over the length of any name already: refused when it is added */
    stop(u, umbel_buf_add(u->out->r.cx, to, (umbel_str){(const char *)text, (size_t)n}));
}

static umbel_status end_alias(un_reader *u) {
    umbel_str quality = umbel_str_trim(umbel_buf_str(&u->text[F_QUALITY]));
    const char *as = umbel_str_eq(quality, UMBEL_STR("Good"))     ? "good"
                     : umbel_str_eq(quality, UMBEL_STR("Low"))    ? "low"
                     : umbel_str_eq(quality, UMBEL_STR("f.k.a.")) ? "f.k.a."
                                                                  : "a.k.a.";
    return umbel_list_add_name(u->out, umbel_buf_str(&u->text[F_ALIAS]), as);
}

static umbel_status end_entry(un_reader *u) {
    umbel_list_entry *e = &u->out->entry;
    umbel_buf *name = &u->text[F_FIRST];
    umbel_str listed;
    for (field f = F_SECOND; f <= F_FOURTH; f++) {
        UMBEL_TRY(umbel_buf_byte(u->out->r.cx, name, ' '));
        UMBEL_TRY(umbel_buf_add(u->out->r.cx, name, umbel_buf_str(&u->text[f])));
    }
    e->authority = UMBEL_STR("UN Security Council");
    UMBEL_TRY(umbel_list_clean(u->out, umbel_buf_str(&u->text[F_LIST]), &e->list));
    UMBEL_TRY(umbel_list_clean(u->out, umbel_buf_str(&u->text[F_REFERENCE]), &e->reference));
    UMBEL_TRY(umbel_list_clean(u->out, umbel_buf_str(&u->text[F_COUNTRY]), &e->country));
    UMBEL_TRY(umbel_list_clean(u->out, umbel_buf_str(&u->text[F_LISTED_ON]), &listed));
    if (listed.n > 10) listed.n = 10; /* "2012-12-31-05:00": the day, where New York counts it */
    if (!umbel_date_parse(listed, &e->listed_from)) e->listed_from = (umbel_date){0};
    UMBEL_TRY(umbel_list_add_name(u->out, umbel_buf_str(name), "primary"));
    UMBEL_TRY(umbel_list_add_name(u->out, umbel_buf_str(&u->text[F_SCRIPT]), "original-script"));
    return umbel_list_deliver(u->out, (size_t)xmlSAX2GetLineNumber(u->parser));
}

static void on_end(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
    un_reader *u = user;
    (void)name, (void)prefix, (void)uri;
    u->at = F_NONE;
    if (u->in_entry && u->depth == 4) {
        if (u->inside == 'a') stop(u, end_alias(u));
        u->inside = 0;
    }
    if (u->in_entry && u->depth == 3) {
        u->in_entry = false;
        if (u->status == UMBEL_OK) stop(u, end_entry(u));
    }
    u->depth--;
}

static void note_fault(un_reader *u, int64_t line, const char *what) {
    size_t n = 0;
    if (u->fault_line) return;
    u->fault_line = line > 0 ? line : 1;
    for (; what[n] && what[n] != '\n' && n + 1 < sizeof u->fault; n++)
        u->fault[n] = (char)(what[n] >= ' ' && what[n] < 0x7f ? what[n] : '?');
    u->fault[n] = 0;
}

static void on_doctype(void *user, const xmlChar *name, const xmlChar *external, const xmlChar *system) {
    un_reader *u = user;
    (void)name, (void)external, (void)system;
    note_fault(u, xmlSAX2GetLineNumber(u->parser), "a document type stands in it, which no list needs");
    xmlStopParser(u->parser);
}

static void on_fault(void *user, xmlErrorPtr e) {
    un_reader *u = user;
    if (e->level == XML_ERR_FATAL) note_fault(u, e->line, e->message ? e->message : "it is damaged");
}

/* Feeds the parser until the file ends, the parser or the sink gives up, or the reading is cancelled. */
static umbel_status feed(un_reader *u, int fd) {
    umbel_ctx *cx = u->out->r.cx;
    char chunk[1 << 16];
    for (;;) {
        UMBEL_TRY(umbel_ctx_poll(cx));
        ssize_t got = read(fd, chunk, sizeof chunk);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0)
            return umbel_complain(&u->out->r, u->out->r.locator, -1, "", "unreadable", "reading stopped: %s",
                                  strerror(errno));
        xmlParseChunk(u->parser, chunk, (int)got, got == 0);
        if (u->status != UMBEL_OK) return u->status;
        if (got == 0 || u->fault_line) return UMBEL_OK;
    }
}

umbel_status umbel_read_un_list(list_reader *l, int fd) {
    xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC,
                         .internalSubset = on_doctype,
                         .startElementNs = on_start,
                         .endElementNs = on_end,
                         .characters = on_text,
                         .ignorableWhitespace = on_text,
                         .serror = on_fault};
    un_reader u = {.out = l};
    umbel_ctx *cx = l->r.cx;
    u.parser = xmlCreatePushParserCtxt(&sax, &u, NULL, 0, NULL);
    if (!u.parser) return UMBEL_FAIL(cx, UMBEL_E_MEMORY, "no memory for the XML parser");
    /* UTF-8, whatever it calls itself: a converter that fails speaks to standard error */
    xmlCtxtUseOptions(u.parser, XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
    umbel_status status = feed(&u, fd);
    if (status == UMBEL_OK && u.fault_line)
        status = umbel_complain(
            &l->r, l->r.locator, u.fault_line, "line", "not-well-formed",
            "the XML is not well-formed at line %lld (%s): %zu entr%s before it %s read, the rest is not; "
            "get the list anew from its publisher",
            (long long)u.fault_line, u.fault, l->n_delivered, l->n_delivered == 1 ? "y" : "ies",
            l->n_delivered == 1 ? "is" : "are");
    xmlFreeParserCtxt(u.parser);
    for (int f = 0; f < N_FIELDS; f++) umbel_buf_free(cx, &u.text[f]);
    return status;
}
