/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* The brief as one page: summary first, then picture, actors, what is contested and what is thin, documents, method. */
#include <openssl/evp.h>
#include <string.h>

#include "tell/brief.h"
#include "tell/style.h"

static umbel_status put(umbel_brief *b, const char *z) { return umbel_buf_addz(b->cx, b->out, z); }
static umbel_status text(umbel_brief *b, umbel_str s) { return umbel_tell_html(b->cx, b->out, s); }

static umbel_status date(umbel_brief *b, const umbel_date *d) {
    char out[UMBEL_DATE_MAX];
    return umbel_date_print(d, out) ? put(b, out) : put(b, "undated");
}

/* The hash by which the page's policy allows its one style sheet. */
static umbel_status style_hash(umbel_ctx *cx, char out[64]) {
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int n = 0;
    if (!EVP_Digest(UMBEL_BRIEF_CSS, strlen(UMBEL_BRIEF_CSS), digest, &n, EVP_sha256(), NULL))
        return UMBEL_FAIL(cx, UMBEL_E_ENVIRONMENT, "SHA-256 is not to be had from libcrypto");
    EVP_EncodeBlock((unsigned char *)out, digest, (int)n);
    return UMBEL_OK;
}

static umbel_status put_title(umbel_brief *b) {
    if (b->o->title.n) return text(b, b->o->title);
    if (b->e->n_documents == 1 && b->e->documents[0].title.n) return text(b, b->e->documents[0].title);
    if (b->e->n_documents == 1) return put(b, "What one document claims about armed groups");
    return umbel_buf_printf(b->cx, b->out, "What %zu documents claim about armed groups", b->e->n_documents);
}

static umbel_status put_head(umbel_brief *b) {
    char hash[64];
    UMBEL_TRY(style_hash(b->cx, hash));
    UMBEL_TRY(put(b, "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"));
    UMBEL_TRY(umbel_buf_printf(b->cx, b->out,
                               "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
                               "'sha256-%s'; base-uri 'none'; form-action 'none'\">\n",
                               hash));
    UMBEL_TRY(put(b, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta "
                     "name=\"referrer\" content=\"no-referrer\">\n<title>"));
    UMBEL_TRY(put_title(b));
    UMBEL_TRY(put(b, "</title>\n<style>" UMBEL_BRIEF_CSS "</style>\n</head>\n<body>\n"));
    UMBEL_TRY(put(b, "<header><p class=\"kicker\">Brief \xc2\xb7 claims with their sources</p>\n<h1>"));
    UMBEL_TRY(put_title(b));
    UMBEL_TRY(put(b, "</h1>\n<p class=\"meta\">"));
    if (b->o->as_of.precision) {
        UMBEL_TRY(put(b, "Made on "));
        UMBEL_TRY(date(b, &b->o->as_of));
        UMBEL_TRY(put(b, " from "));
    } else {
        UMBEL_TRY(put(b, "Made from "));
    }
    UMBEL_TRY(text(b, b->o->made_from.n ? b->o->made_from : UMBEL_STR("a ledger")));
    UMBEL_TRY(put(b, b->first.precision ? "; documents published " : "; documents "));
    UMBEL_TRY(umbel_brief_period(b, b->out));
    if (b->o->no_encoder) UMBEL_TRY(put(b, "; without what only the encoder found"));
    return put(b, ".</p></header>\n");
}

static umbel_status fact(umbel_brief *b, const char *name, size_t n) {
    return umbel_buf_printf(b->cx, b->out, "<div><dt>%s</dt><dd>%zu</dd></div>", name, n);
}

static const char *plural(size_t n) { return n == 1 ? "" : "s"; }

static umbel_status put_hub_line(umbel_brief *b) {
    if (!b->hubs || b->hubs->n == 0) return UMBEL_OK;
    const umbel_hub *h = &b->hubs->rows[0];
    const umbel_node *node = &b->hubs->network.nodes[h->node];
    UMBEL_TRY(put(b, "<li>Most connected: <a href=\"#a-0\"><b>"));
    UMBEL_TRY(text(b, node->name));
    UMBEL_TRY(
        umbel_buf_printf(b->cx, b->out, "</b></a>, with %u neighbour%s", h->n_neighbours, plural(h->n_neighbours)));
    if (b->hubs->n_sources < 2)
        UMBEL_TRY(put(b, "; with less than two sources that cannot be tested by leaving one out"));
    else if (h->rank_best == h->rank_worst)
        UMBEL_TRY(put(b, "; it keeps that place whichever source is left out and without the hedged statements"));
    else
        UMBEL_TRY(umbel_buf_printf(b->cx, b->out,
                                   "; its rank lies between %u and %u as sources and hedged statements are left out",
                                   h->rank_best, h->rank_worst));
    return put(b, ". Much reported is not the same as central.</li>\n");
}

static umbel_status put_short(umbel_brief *b) {
    uint32_t n_groups[UMBEL_N_TIE_GROUPS] = {0};
    for (size_t i = 0; i < b->ties->n; i++)
        n_groups[umbel_tie_group_of(b->ties->rows[i].tie)] += b->ties->rows[i].n_affirmed > 0;
    UMBEL_TRY(put(b, "<section id=\"short\"><dl class=\"facts\">"));
    UMBEL_TRY(fact(b, "documents", b->e->n_documents));
    UMBEL_TRY(fact(b, "sources", b->e->n_sources));
    UMBEL_TRY(fact(b, "statements", b->e->n_statements));
    UMBEL_TRY(fact(b, "ties claimed", b->n_affirmed));
    UMBEL_TRY(fact(b, "on one source", b->n_single));
    UMBEL_TRY(fact(b, "only hedged", b->n_hedged));
    UMBEL_TRY(fact(b, "contested", b->n_contested));
    UMBEL_TRY(put(b, "</dl>\n<ul class=\"short\">\n"));
    UMBEL_TRY(put_hub_line(b));
    UMBEL_TRY(umbel_buf_printf(b->cx, b->out,
                               "<li>The documents claim %u tie%s: %u of support, %u of alignment, %u of lineage, %u of "
                               "hostility, %u of movement, %u of states and rules.</li>\n",
                               b->n_affirmed, plural(b->n_affirmed), n_groups[UMBEL_TIES_SUPPORT],
                               n_groups[UMBEL_TIES_ALIGNMENT], n_groups[UMBEL_TIES_LINEAGE],
                               n_groups[UMBEL_TIES_HOSTILITY], n_groups[UMBEL_TIES_MOVEMENT],
                               n_groups[UMBEL_TIES_RULES]));
    UMBEL_TRY(
        umbel_buf_printf(b->cx, b->out,
                         "<li><a href=\"#single\">%u of them rest%s on one source</a>; <a href=\"#hedged\">%u %s said "
                         "with a hedge only</a>; <a href=\"#contested\">%u %s denied by somebody</a>.</li>\n",
                         b->n_single, b->n_single == 1 ? "s" : "", b->n_hedged, b->n_hedged == 1 ? "is" : "are",
                         b->n_contested, b->n_contested == 1 ? "is" : "are"));
    if (b->e->n_diagnostics)
        UMBEL_TRY(umbel_buf_printf(
            b->cx, b->out,
            "<li>%zu thing%s could not be read; <code>umbel diagnostics</code> lists what and why.</li>\n",
            b->e->n_diagnostics, plural(b->e->n_diagnostics)));
    UMBEL_TRY(put(b, "<li>Everything here is a claim by its speaker, not a finding. Each sentence carries the number "
                     "of its document.</li>\n</ul>\n"));
    return put(
        b, "<nav><a href=\"#network\">Network</a><a href=\"#hubs\">Hubs</a><a href=\"#contested\">Contested</a><a "
           "href=\"#actors\">Actor by actor</a><a href=\"#single\">One source</a><a href=\"#hedged\">Only hedged</a><a "
           "href=\"#documents\">Documents</a><a href=\"#method\">Method and limits</a></nav></section>\n");
}

/* The sentence with the words that carry the tie marked. */
static umbel_status put_sentence(umbel_brief *b, const umbel_statement *st) {
    umbel_str s = st->passage_text;
    size_t from = 0, to = 0;
    for (size_t i = 0; i < st->n_cues; i++)
        if (umbel_str_eq(st->cues[i].role, UMBEL_STR("tie")) && st->cues[i].quote.begin >= st->passage.begin &&
            st->cues[i].quote.end <= st->passage.end) {
            from = st->cues[i].quote.begin - st->passage.begin;
            to = st->cues[i].quote.end - st->passage.begin;
        }
    if (to > s.n) from = to = 0;
    UMBEL_TRY(put(b, "<p><bdi>\xe2\x80\x9c"));
    UMBEL_TRY(text(b, (umbel_str){s.p, from}));
    if (to > from) {
        UMBEL_TRY(put(b, "<mark>"));
        UMBEL_TRY(text(b, (umbel_str){s.p + from, to - from}));
        UMBEL_TRY(put(b, "</mark>"));
    }
    UMBEL_TRY(text(b, (umbel_str){s.p + to, s.n - to}));
    return put(b, "\xe2\x80\x9d</bdi></p>");
}

static umbel_status put_statement(umbel_brief *b, const umbel_statement *st) {
    uint32_t number = 0;
    umbel_buf speaker = {0};
    const umbel_document *d = umbel_brief_document(b, st->document, &number);
    umbel_status status = umbel_brief_speaker(b, st, &speaker);
    if (status == UMBEL_OK)
        status = put(b, st->polarity == UMBEL_DENIED ? "<blockquote class=\"denied\">" : "<blockquote>");
    if (status == UMBEL_OK) status = put_sentence(b, st);
    if (status == UMBEL_OK) status = put(b, "<span class=\"cite\">");
    if (status == UMBEL_OK && st->polarity == UMBEL_DENIED) status = put(b, "<b>denied</b> by ");
    if (status == UMBEL_OK && st->polarity == UMBEL_AFFIRMED) status = put(b, "said by ");
    if (status == UMBEL_OK) status = text(b, umbel_buf_str(&speaker));
    umbel_buf_free(b->cx, &speaker);
    UMBEL_TRY(status);
    UMBEL_TRY(umbel_buf_printf(b->cx, b->out, ", as %s", umbel_certainty_name(st->certainty)));
    if (st->n_also)
        UMBEL_TRY(
            umbel_buf_printf(b->cx, b->out, ", %zu more time%s in the same document", st->n_also, plural(st->n_also)));
    UMBEL_TRY(put(b, " \xc2\xb7 "));
    if (d && d->source.n) UMBEL_TRY(text(b, d->source));
    if (d && d->published.precision) {
        UMBEL_TRY(put(b, d->source.n ? ", " : ""));
        UMBEL_TRY(date(b, &d->published));
    }
    return umbel_buf_printf(b->cx, b->out, " <a href=\"#d-%u\">[%u]</a></span></blockquote>\n", number, number);
}

/* "1995 to 2018", "since 2014": the hull of what the sentences say. */
static umbel_status put_held(umbel_brief *b, const umbel_interval *when) {
    char from[UMBEL_DATE_MAX], to[UMBEL_DATE_MAX];
    umbel_date_print(&when->from, from);
    umbel_date_print(&when->to, to);
    if (!from[0] && !to[0]) return UMBEL_OK;
    if (strcmp(from, to) == 0) return umbel_buf_printf(b->cx, b->out, "<span class=\"tag\">%s</span>", from);
    if (!to[0]) return umbel_buf_printf(b->cx, b->out, "<span class=\"tag\">since %s</span>", from);
    return umbel_buf_printf(b->cx, b->out, "<span class=\"tag\">%s%s%s</span>", from, from[0] ? " to " : "until ", to);
}

static umbel_status put_tags(umbel_brief *b, const umbel_tie_row *row) {
    UMBEL_TRY(put_held(b, &row->when));
    UMBEL_TRY(umbel_buf_printf(b->cx, b->out, "<span class=\"tag\">%u document%s, %u source%s</span>", row->n_documents,
                               plural(row->n_documents), row->n_sources, plural(row->n_sources)));
    if (umbel_row_is_hedged(row)) UMBEL_TRY(put(b, "<span class=\"tag\">only hedged</span>"));
    if (umbel_row_is_contested(row)) UMBEL_TRY(put(b, "<span class=\"tag w\">contested</span>"));
    if (row->n_affirmed == 0) UMBEL_TRY(put(b, "<span class=\"tag w\">denied only</span>"));
    return UMBEL_OK;
}

static umbel_status put_row_title(umbel_brief *b, const umbel_tie_row *row) {
    UMBEL_TRY(put(b, "<p class=\"tie\">"));
    UMBEL_TRY(text(b, row->subject_name));
    UMBEL_TRY(umbel_buf_printf(b->cx, b->out, " <i>%s</i> ", umbel_tie_phrase(row->tie)));
    UMBEL_TRY(text(b, row->object_name));
    UMBEL_TRY(put_tags(b, row));
    return put(b, "</p>\n");
}

static umbel_status put_row(umbel_brief *b, const umbel_tie_row *row) {
    UMBEL_TRY(put_row_title(b, row));
    size_t shown = row->n_statements < UMBEL_BRIEF_SENTENCES ? row->n_statements : UMBEL_BRIEF_SENTENCES;
    for (size_t i = 0; i < shown; i++) UMBEL_TRY(put_statement(b, &b->e->statements[row->statements[i]]));
    if (shown < row->n_statements)
        UMBEL_TRY(umbel_buf_printf(b->cx, b->out,
                                   "<p class=\"note\">and %zu more; <code>umbel why</code> shows them all.</p>\n",
                                   row->n_statements - shown));
    return UMBEL_OK;
}

static umbel_status put_network(umbel_brief *b) {
    umbel_brief_options o = *b->o;
    o.title = UMBEL_STR("Ties that the documents claim");
    UMBEL_TRY(put(b, "<section id=\"network\"><h2>The network</h2>\n<figure>"));
    UMBEL_TRY(umbel_tell_network_svg(b->cx, b->out, b->e, b->ties, &o));
    return put(b, "<figcaption class=\"note\">Groups, states and their organs. Lines are claims; the place of a node "
                  "means nothing but who is tied to whom.</figcaption></figure></section>\n");
}

static umbel_status put_hubs(umbel_brief *b) {
    UMBEL_TRY(put(b, "<section id=\"hubs\"><h2>Who is most connected</h2>\n"));
    if (!b->hubs || b->hubs->n == 0)
        return put(b, "<p>No tie between groups, states or organs is claimed.</p></section>\n");
    UMBEL_TRY(put(b, "<table><thead><tr><th class=\"r\">Rank</th><th>Actor</th><th>Kind</th><th "
                     "class=\"r\">Neighbours</th><th class=\"r\">Ties out</th><th class=\"r\">Ties in</th><th "
                     "class=\"r\">Hub</th><th class=\"r\">Authority</th><th class=\"r\">Rank range</th><th "
                     "class=\"r\">Firm rank</th></tr></thead><tbody>\n"));
    for (size_t i = 0; i < b->hubs->n && i < UMBEL_BRIEF_HUBS; i++) {
        const umbel_hub *h = &b->hubs->rows[i];
        const umbel_node *n = &b->hubs->network.nodes[h->node];
        UMBEL_TRY(umbel_buf_printf(b->cx, b->out, "<tr><td class=\"r\">%u</td><td>", h->rank));
        UMBEL_TRY(text(b, n->name));
        UMBEL_TRY(
            umbel_buf_printf(b->cx, b->out,
                             "</td><td>%s</td><td class=\"r\">%u</td><td class=\"r\">%u</td><td class=\"r\">%u</td><td "
                             "class=\"r\">%.2f</td><td class=\"r\">%.2f</td><td class=\"r\">%u\xe2\x80\x93%u</td>",
                             umbel_kind_name(n->kind), h->n_neighbours, h->n_out, h->n_in, h->hub, h->authority,
                             h->rank_best, h->rank_worst));
        UMBEL_TRY(h->rank_firm ? umbel_buf_printf(b->cx, b->out, "<td class=\"r\">%u</td></tr>\n", h->rank_firm)
                               : put(b, "<td class=\"r\">\xe2\x80\x93</td></tr>\n"));
    }
    return umbel_buf_printf(
        b->cx, b->out,
        "</tbody></table>\n<p class=\"note\">Rank by distinct neighbours. The range is the best and worst rank when "
        "each of %zu source%s is left out in turn and when hedged statements are left out; the firm rank is without "
        "hedged statements. Hub and authority are Kleinberg\xe2\x80\x99s scores (HITS), scaled to 1. "
        "None of these says that an actor is important, dangerous or guilty: they count what was reported. Peoples, "
        "media and relief bodies are never ranked.</p></section>\n",
        b->hubs->n_sources, plural(b->hubs->n_sources));
}

static umbel_status put_contested(umbel_brief *b) {
    UMBEL_TRY(put(b, "<section id=\"contested\"><h2>Contested: said by some, denied by others</h2>\n"));
    size_t n = 0;
    for (size_t i = 0; i < b->ties->n; i++) {
        const umbel_tie_row *row = &b->ties->rows[i];
        if (!umbel_row_is_contested(row)) continue;
        n++;
        UMBEL_TRY(put_row_title(b, row));
        UMBEL_TRY(put(b, "<div class=\"two\"><div><h4>Said</h4>"));
        for (size_t k = 0, shown = 0; k < row->n_statements && shown < UMBEL_BRIEF_SENTENCES; k++)
            if (b->e->statements[row->statements[k]].polarity == UMBEL_AFFIRMED) {
                UMBEL_TRY(put_statement(b, &b->e->statements[row->statements[k]]));
                shown++;
            }
        UMBEL_TRY(put(b, "</div><div><h4>Denied</h4>"));
        for (size_t k = 0, shown = 0; k < row->n_statements && shown < UMBEL_BRIEF_SENTENCES; k++)
            if (b->e->statements[row->statements[k]].polarity == UMBEL_DENIED) {
                UMBEL_TRY(put_statement(b, &b->e->statements[row->statements[k]]));
                shown++;
            }
        UMBEL_TRY(put(b, "</div></div>\n"));
    }
    if (n == 0)
        UMBEL_TRY(put(b, "<p>No claimed tie is denied in these documents. That is no confirmation of any.</p>\n"));
    return put(b, "</section>\n");
}

static umbel_status put_names(umbel_brief *b, umbel_str actor) {
    size_t n = 0;
    for (size_t i = 0; i < b->e->n_names && n < 12; i++) {
        const umbel_name *name = &b->e->names[i];
        if (!umbel_str_eq(name->actor, actor) || name->kind == UMBEL_NAME_ADJECTIVE ||
            name->kind == UMBEL_NAME_CAPITAL || umbel_str_eq(name->text, umbel_brief_actor_name(b, actor)))
            continue;
        UMBEL_TRY(put(b, n++ ? "; " : "<p class=\"names\">also "));
        UMBEL_TRY(put(b, "<bdi>"));
        UMBEL_TRY(text(b, name->text));
        UMBEL_TRY(put(b, "</bdi>"));
        if (name->kind == UMBEL_NAME_LABEL) {
            UMBEL_TRY(put(b, " (a label"));
            if (name->used_by.n) {
                UMBEL_TRY(put(b, " used by "));
                UMBEL_TRY(text(b, name->used_by));
            }
            UMBEL_TRY(put(b, ")"));
        }
    }
    return n ? put(b, "</p>\n") : UMBEL_OK;
}

/* Ties of a ranked subject stand in full in its own part. */
static bool is_told_at_subject(const umbel_tie_row *row) {
    return row->subject_kind == UMBEL_KIND_GROUP || row->subject_kind == UMBEL_KIND_STATE ||
           row->subject_kind == UMBEL_KIND_ORGAN;
}

static umbel_status put_actor(umbel_brief *b, const umbel_hub *h, size_t index) {
    const umbel_node *n = &b->hubs->network.nodes[h->node];
    UMBEL_TRY(umbel_buf_printf(b->cx, b->out, "<h3 id=\"a-%zu\">", index));
    UMBEL_TRY(text(b, n->name));
    UMBEL_TRY(umbel_buf_printf(b->cx, b->out, "<span class=\"tag\">%s</span></h3>\n", umbel_kind_name(n->kind)));
    UMBEL_TRY(put_names(b, n->id));
    for (size_t i = 0; i < b->ties->n; i++)
        if (umbel_str_eq(b->ties->rows[i].subject, n->id)) UMBEL_TRY(put_row(b, &b->ties->rows[i]));
    for (size_t i = 0; i < b->ties->n; i++)
        if (umbel_str_eq(b->ties->rows[i].object, n->id) && !is_told_at_subject(&b->ties->rows[i]))
            UMBEL_TRY(put_row(b, &b->ties->rows[i]));
    bool any = false;
    for (size_t i = 0; i < b->ties->n; i++) {
        const umbel_tie_row *row = &b->ties->rows[i];
        if (!umbel_str_eq(row->object, n->id) || !is_told_at_subject(row)) continue;
        UMBEL_TRY(put(b, any ? "; " : "<p class=\"names\">Claimed of it, told at the other side: "));
        any = true;
        UMBEL_TRY(text(b, row->subject_name));
        UMBEL_TRY(umbel_buf_printf(b->cx, b->out, " %s it", umbel_tie_phrase(row->tie)));
    }
    return any ? put(b, ".</p>\n") : UMBEL_OK;
}

static umbel_status put_actors(umbel_brief *b) {
    UMBEL_TRY(put(b, "<section id=\"actors\"><h2>Actor by actor: what the documents claim</h2>\n"));
    size_t n = b->hubs ? b->hubs->n : 0, shown = n < UMBEL_BRIEF_ACTORS ? n : UMBEL_BRIEF_ACTORS;
    for (size_t i = 0; i < shown; i++) UMBEL_TRY(put_actor(b, &b->hubs->rows[i], i));
    if (shown < n)
        UMBEL_TRY(umbel_buf_printf(
            b->cx, b->out,
            "<p class=\"note\">%zu less connected actors are left out; <code>umbel ties</code> lists them.</p>\n",
            n - shown));
    bool head = false;
    for (size_t i = 0; i < b->ties->n; i++) { /* ties whose sides are no ranked actors */
        const umbel_tie_row *row = &b->ties->rows[i];
        bool listed = false;
        for (size_t k = 0; !listed && k < shown; k++) {
            umbel_str id = b->hubs->network.nodes[b->hubs->rows[k].node].id;
            listed = umbel_str_eq(row->subject, id) || umbel_str_eq(row->object, id);
        }
        if (listed || (b->hubs && shown < n && row->subject.n && row->subject.p[0] != '~')) continue;
        if (!head) UMBEL_TRY(put(b, "<h3>Others, and parties without a name</h3>\n"));
        head = true;
        UMBEL_TRY(put_row(b, row));
    }
    return put(b, "</section>\n");
}

static umbel_status put_list(umbel_brief *b, const char *id, const char *title, const char *none,
                             bool (*wanted)(const umbel_tie_row *)) {
    size_t n = 0;
    UMBEL_TRY(umbel_buf_printf(b->cx, b->out, "<section id=\"%s\"><h2>%s</h2>\n", id, title));
    for (size_t i = 0; i < b->ties->n; i++) {
        const umbel_tie_row *row = &b->ties->rows[i];
        uint32_t number = 0;
        if (!wanted(row)) continue;
        if (n++ == 0)
            UMBEL_TRY(put(b, "<table><thead><tr><th>Claim</th><th>Said by</th><th>How "
                             "sure</th><th>Document</th></tr></thead><tbody>\n"));
        const umbel_statement *st = &b->e->statements[row->statements[0]];
        for (size_t k = 0; k < row->n_statements && st->polarity == UMBEL_DENIED; k++)
            st = &b->e->statements[row->statements[k]];
        const umbel_document *d = umbel_brief_document(b, st->document, &number);
        UMBEL_TRY(put(b, "<tr><td>"));
        UMBEL_TRY(text(b, row->subject_name));
        UMBEL_TRY(umbel_buf_printf(b->cx, b->out, " <i>%s</i> ", umbel_tie_phrase(row->tie)));
        UMBEL_TRY(text(b, row->object_name));
        UMBEL_TRY(put(b, "</td><td>"));
        umbel_buf speaker = {0};
        umbel_status status = umbel_brief_speaker(b, st, &speaker);
        if (status == UMBEL_OK) status = text(b, umbel_buf_str(&speaker));
        umbel_buf_free(b->cx, &speaker);
        UMBEL_TRY(status);
        UMBEL_TRY(umbel_buf_printf(b->cx, b->out, "</td><td>%s</td><td><a href=\"#d-%u\">[%u]</a> ",
                                   umbel_certainty_name(st->certainty), number, number));
        if (d) UMBEL_TRY(text(b, d->source));
        UMBEL_TRY(put(b, "</td></tr>\n"));
    }
    UMBEL_TRY(n ? put(b, "</tbody></table>\n") : umbel_buf_printf(b->cx, b->out, "<p>%s</p>\n", none));
    return put(b, "</section>\n");
}

static bool is_web(umbel_str url) {
    return umbel_str_starts(url, UMBEL_STR("https://")) || umbel_str_starts(url, UMBEL_STR("http://"));
}

static umbel_status put_documents(umbel_brief *b) {
    UMBEL_TRY(put(b, "<section id=\"documents\"><h2>Documents</h2>\n<ol class=\"docs\">\n"));
    for (size_t i = 0; i < b->e->n_documents; i++) {
        const umbel_document *d = &b->e->documents[i];
        UMBEL_TRY(umbel_buf_printf(b->cx, b->out, "<li id=\"d-%zu\">", i + 1));
        UMBEL_TRY(text(b, d->title.n ? d->title : d->locator));
        UMBEL_TRY(put(b, ". "));
        UMBEL_TRY(text(b, d->source.n ? d->source : UMBEL_STR("source not stated")));
        UMBEL_TRY(put(b, ", "));
        UMBEL_TRY(date(b, &d->published));
        if (d->url.n) {
            UMBEL_TRY(put(b, ". "));
            if (is_web(d->url)) {
                UMBEL_TRY(put(b, "<a rel=\"noreferrer noopener\" href=\""));
                UMBEL_TRY(text(b, d->url));
                UMBEL_TRY(put(b, "\">"));
            }
            UMBEL_TRY(text(b, d->url));
            UMBEL_TRY(put(b, is_web(d->url) ? "</a>" : ""));
        }
        UMBEL_TRY(umbel_buf_printf(b->cx, b->out, " <code>%.12s</code></li>\n", d->id.p));
    }
    return put(b, "</ol></section>\n");
}

static umbel_status put_method(umbel_brief *b) {
    UMBEL_TRY(put(b, "<section id=\"method\"><h2>Method and limits</h2>\n"));
    UMBEL_TRY(put(
        b, "<p>umbel read the sentences of these documents with frames: patterns of words that state a tie between two "
           "actors. Every claim shows its sentence, the words that carry it, who says it and how surely. A sentence "
           "that the frames do not know is not read, so what is missing here may still be in the documents.</p>\n"));
    UMBEL_TRY(put(b, "<p><b>Certain</b> is what a speaker states as fact; <b>probable</b> what is believed, suspected "
                     "or reported; <b>possible</b> what may be, or is predicted; <b>unknown</b> what is asked or "
                     "unproven. These are the speakers\xe2\x80\x99 words, not a judgement of ours.</p>\n"));
    UMBEL_TRY(put(b, "<p>Documents are counted, not yet weighed: several copies of one story count as several. Equal "
                     "names are taken as one actor; a label that stands for several groups is kept as a label.</p>\n"));
    UMBEL_TRY(put(b, "<p>This brief reports claims and possible matches, not findings. Labels and accusations belong "
                     "to those who make them. If a claim is read wrongly, tell the keeper of this ledger: name the "
                     "document and the sentence, and the statement is corrected or withdrawn.</p>\n"));
    return umbel_buf_printf(
        b->cx, b->out,
        "</section>\n<footer>Made by umbel %s. The same ledger gives the same brief.</footer>\n</body>\n</html>\n",
        umbel_version());
}

umbel_status umbel_tell_brief_html(umbel_ctx *cx, umbel_buf *out, const umbel_evidence *evidence,
                                   const umbel_ties *ties, const umbel_hubs *hubs, const umbel_brief_options *options) {
    umbel_brief b = {.cx = cx, .out = out, .e = evidence, .ties = ties, .hubs = hubs, .o = options};
    static umbel_status (*const parts[])(umbel_brief *) = {put_head, put_short,     put_network,
                                                           put_hubs, put_contested, put_actors};
    umbel_status status = umbel_brief_open(&b);
    for (size_t i = 0; status == UMBEL_OK && i < sizeof parts / sizeof *parts; i++) status = parts[i](&b);
    if (status == UMBEL_OK)
        status = put_list(&b, "single", "What rests on a single source", "No tie rests on one source alone.",
                          umbel_row_is_single);
    if (status == UMBEL_OK)
        status = put_list(&b, "hedged", "What is only hedged", "No tie is said with hedges only.", umbel_row_is_hedged);
    if (status == UMBEL_OK) status = put_documents(&b);
    if (status == UMBEL_OK) status = put_method(&b);
    umbel_brief_close(&b);
    return status;
}
