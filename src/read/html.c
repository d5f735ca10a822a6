/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* HTML by libxml2's parser: metadata from the head, text from the body, without menus and scripts. The tree is walked
 * without recursion, since pages may be nested as deep as they like. */
#include <libxml/HTMLparser.h>
#include <string.h>

#include "read/read.h"

#define DEPTH_MAX 2000 /* elements inside each other; deeper markup is refused before it is parsed */

static bool is_name(const xmlNode *node, const char *const *names) {
    for (; *names; names++)
        if (node->name && strcmp((const char *)node->name, *names) == 0) return true;
    return false;
}

static bool is_skipped(const xmlNode *node) {
    static const char *const names[] = {"script",   "style", "nav",    "header", "footer", "aside", "form", "noscript",
                                        "template", "svg",   "iframe", "button", "select", "head",  NULL};
    return is_name(node, names);
}

static bool is_block(const xmlNode *node) {
    static const char *const names[] = {"p",    "div", "h1", "h2", "h3",         "h4",         "h5",      "h6",
                                        "li",   "ul",  "ol", "tr", "table",      "blockquote", "section", "article",
                                        "main", "pre", "br", "hr", "figcaption", "dd",         "dt",      NULL};
    return is_name(node, names);
}

/* Next node in document order; children are passed over where `enter` is false. NULL at the end of root. */
static xmlNode *next_node(xmlNode *node, const xmlNode *root, bool enter) {
    if (enter && node->children && node->type == XML_ELEMENT_NODE) return node->children;
    while (node && node != root && !node->next) node = node->parent;
    return !node || node == root ? NULL : node->next;
}

static xmlNode *find_element(xmlNode *root, const char *name) {
    for (xmlNode *n = root; n; n = next_node(n, root, true))
        if (n->type == XML_ELEMENT_NODE && strcmp((const char *)n->name, name) == 0) return n;
    return NULL;
}

/* Adds text with runs of white space as one space. */
static umbel_status add_text(umbel_ctx *cx, umbel_buf *out, const char *text) {
    for (const char *p = text; *p;) {
        size_t n = strcspn(p, " \t\r\n\f");
        UMBEL_TRY(umbel_buf_add(cx, out, (umbel_str){p, n}));
        p += n;
        size_t space = strspn(p, " \t\r\n\f");
        p += space;
        if (space && out->n && out->p[out->n - 1] != ' ' && out->p[out->n - 1] != '\n')
            UMBEL_TRY(umbel_buf_byte(cx, out, ' '));
    }
    return UMBEL_OK;
}

static umbel_status add_break(umbel_ctx *cx, umbel_buf *out) {
    while (out->n && out->p[out->n - 1] == ' ') out->n--;
    if (out->n == 0 || (out->n > 1 && out->p[out->n - 1] == '\n' && out->p[out->n - 2] == '\n')) return UMBEL_OK;
    return umbel_buf_addz(cx, out, out->p[out->n - 1] == '\n' ? "\n" : "\n\n");
}

static umbel_status body_text(umbel_ctx *cx, xmlNode *root, umbel_buf *out) {
    for (xmlNode *n = root; n;) {
        bool skip = n->type == XML_ELEMENT_NODE && is_skipped(n);
        if (n->type == XML_TEXT_NODE && n->content) UMBEL_TRY(add_text(cx, out, (const char *)n->content));
        if (n->type == XML_ELEMENT_NODE && is_block(n)) UMBEL_TRY(add_break(cx, out));
        xmlNode *next = next_node(n, root, !skip);
        /* leaving a block ends its paragraph too */
        for (xmlNode *up = n; up && up != root && next && next->parent != up && next->parent != up->parent;
             up = up->parent)
            if (up->parent && is_block(up->parent)) {
                UMBEL_TRY(add_break(cx, out));
                break;
            }
        n = next;
    }
    return UMBEL_OK;
}

static umbel_status attribute(umbel_ctx *cx, xmlNode *node, const char *name, umbel_str *out) {
    xmlChar *value = xmlGetProp(node, (const xmlChar *)name);
    umbel_status status = UMBEL_OK;
    *out = (umbel_str){0};
    if (value) status = umbel_str_copy(cx, &cx->scratch, umbel_str_trim(umbel_str_of((const char *)value)), out);
    xmlFree(value);
    return status;
}

static umbel_status read_meta(umbel_ctx *cx, xmlNode *node, umbel_document *document) {
    umbel_str name, content;
    UMBEL_TRY(attribute(cx, node, "property", &name));
    if (!name.n) UMBEL_TRY(attribute(cx, node, "name", &name));
    UMBEL_TRY(attribute(cx, node, "content", &content));
    if (!content.n) return UMBEL_OK;
    if (umbel_str_eq(name, UMBEL_STR("og:title"))) document->title = content;
    if (umbel_str_eq(name, UMBEL_STR("og:site_name"))) document->source = content;
    if (umbel_str_eq(name, UMBEL_STR("og:url"))) document->url = content;
    if (umbel_str_eq(name, UMBEL_STR("article:published_time")) || umbel_str_eq(name, UMBEL_STR("date")) ||
        umbel_str_eq(name, UMBEL_STR("dc.date")))
        umbel_parse_loose_date(content, &document->published);
    return UMBEL_OK;
}

static umbel_status read_metadata(umbel_ctx *cx, xmlNode *root, umbel_document *document) {
    for (xmlNode *n = root; n; n = next_node(n, root, true)) {
        if (n->type != XML_ELEMENT_NODE) continue;
        if (strcmp((const char *)n->name, "meta") == 0) UMBEL_TRY(read_meta(cx, n, document));
        if (strcmp((const char *)n->name, "html") == 0) UMBEL_TRY(attribute(cx, n, "lang", &document->language));
        if (strcmp((const char *)n->name, "time") == 0 && document->published.precision == UMBEL_PRECISION_UNKNOWN) {
            umbel_str when;
            UMBEL_TRY(attribute(cx, n, "datetime", &when));
            umbel_parse_loose_date(when, &document->published);
        }
        if (strcmp((const char *)n->name, "title") == 0 && !document->title.n && n->children && n->children->content)
            UMBEL_TRY(umbel_str_copy(cx, &cx->scratch, umbel_str_trim(umbel_str_of((const char *)n->children->content)),
                                     &document->title));
    }
    if (document->language.n > 2) document->language.n = 2;
    return UMBEL_OK;
}

/* Deepest nesting of tags, counted on the bytes, so that no parser has to find out. */
static size_t depth_of(umbel_str s, size_t *at) {
    size_t depth = 0, deepest = 0;
    for (size_t i = 0; i + 1 < s.n; i++) {
        if (s.p[i] != '<') continue;
        char c = s.p[i + 1];
        bool opens = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (opens && ++depth > deepest) deepest = depth, *at = i;
        if (c == '/' && depth) depth--;
    }
    return deepest;
}

/* Tags that never close make a flat page look deep; those are counted out. */
static size_t void_tags(umbel_str s) {
    static const char *const names[] = {"<br", "<img", "<meta", "<link", "<input",  "<hr",
                                        "<p",  "<li",  "<td",   "<tr",   "<source", "<wbr"};
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] != '<') continue;
        for (size_t k = 0; k < sizeof names / sizeof *names; k++)
            n += umbel_str_starts((umbel_str){s.p + i, s.n - i}, umbel_str_of(names[k]));
    }
    return n;
}

umbel_status umbel_read_html(const reader *r, umbel_str bytes) {
    umbel_ctx *cx = r->cx;
    size_t at = 0, depth = depth_of(bytes, &at);
    if (depth > DEPTH_MAX && depth - DEPTH_MAX > void_tags(bytes))
        return umbel_complain(r, r->locator, (int64_t)at, "byte", "too-deep",
                              "elements are nested %zu deep, more than %d; give the article's text alone", depth,
                              DEPTH_MAX);
    if (bytes.n > UMBEL_DOCUMENT_MAX)
        return umbel_complain(r, r->locator, -1, "", "too-large",
                              "the page has %zu bytes, more than the %zu that one may have", bytes.n,
                              (size_t)UMBEL_DOCUMENT_MAX);
    umbel_mark mark = umbel_arena_mark(&cx->scratch);
    umbel_buf text = {0};
    umbel_document document = {.locator = r->locator, .media_type = UMBEL_STR("text/html")};
    htmlDocPtr tree = htmlReadMemory(bytes.p, (int)bytes.n, NULL, NULL,
                                     HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                                         HTML_PARSE_COMPACT);
    xmlNode *root = tree ? xmlDocGetRootElement(tree) : NULL;
    umbel_status status = UMBEL_OK;
    if (!root) {
        status = umbel_complain(r, r->locator, -1, "", "bad-html", "no HTML element is found in it");
    } else {
        xmlNode *body = find_element(root, "article");
        if (!body) body = find_element(root, "main");
        if (!body) body = find_element(root, "body");
        status = read_metadata(cx, root, &document);
        if (status == UMBEL_OK) status = body_text(cx, body ? body : root, &text);
        while (text.n && (text.p[text.n - 1] == '\n' || text.p[text.n - 1] == ' ')) text.n--;
        document.text = umbel_buf_str(&text);
        if (status == UMBEL_OK) status = umbel_deliver(r, &document);
    }
    if (tree) xmlFreeDoc(tree);
    umbel_buf_free(cx, &text);
    umbel_arena_release(cx, &cx->scratch, mark);
    return status;
}
