/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* A person's judgements: same, different, undo, review. */
#include <pwd.h>
#include <stdlib.h>
#include <unistd.h>

#include "decisions.h"

/* ---- shown ---------------------------------------------------------------------------------- */

static bool is_about(const view *v, const umbel_decision *d, umbel_str actor) {
    umbel_str a, b;
    if (!actor.n) return true;
    if (!umbel_decision_pair(d, &a, &b)) return false;
    return umbel_str_eq(umbel_sameness_of(v->sameness, a), actor) ||
           umbel_str_eq(umbel_sameness_of(v->sameness, b), actor);
}

/* When it was undone, or that another decision keeps it from being followed: such a pair comes from outside. */
static umbel_str fate_of(const view *v, const umbel_decision *d) {
    umbel_str a, b;
    if (d->undone_at.n) return (umbel_str){d->undone_at.p, d->undone_at.n < 19 ? d->undone_at.n : 19};
    if (d->verdict == UMBEL_VERDICT_SAME && umbel_decision_pair(d, &a, &b) &&
        umbel_sameness_against(v->sameness, d->verdict, a, b))
        return UMBEL_STR("not followed: contradicted");
    return UMBEL_STR("");
}

static umbel_status add_row(umbel_ctx *cx, umbel_table *t, const view *v, const umbel_decision *d) {
    umbel_str a = d->subject, b = {0};
    umbel_decision_pair(d, &a, &b);
    umbel_str cells[] = {{d->id.p, d->id.n < 8 ? d->id.n : 8},
                         umbel_str_of(umbel_verdict_name(d->verdict)),
                         a,
                         b,
                         d->reason,
                         d->decided_by,
                         {d->decided_at.p, d->decided_at.n < 19 ? d->decided_at.n : 19},
                         fate_of(v, d)};
    for (size_t c = 0; c < sizeof cells / sizeof *cells; c++) UMBEL_TRY(umbel_table_add(cx, t, cells[c]));
    return UMBEL_OK;
}

umbel_status show_decisions(umbel_ctx *cx, const view *v, umbel_str actor, bool json, umbel_buf *out) {
    static const char *const columns[] = {"decision", "verdict", "actor",      "other",
                                          "reason",   "by",      "when (UTC)", "undone"};
    umbel_table t = {.columns = columns, .n_columns = 8};
    umbel_status status = UMBEL_OK;
    for (size_t i = 0; status == UMBEL_OK && i < v->decisions.n; i++) {
        const umbel_decision *d = &v->decisions.items[i];
        if (!is_about(v, d, actor)) continue;
        status = json ? umbel_tell_decision_json(cx, out, d) : add_row(cx, &t, v, d);
    }
    if (status == UMBEL_OK && t.n_cells && out->n) status = umbel_buf_byte(cx, out, '\n');
    if (status == UMBEL_OK && t.n_cells) status = umbel_table_print(cx, &t, terminal_width(), out);
    umbel_table_free(cx, &t);
    return status;
}

int cmd_review(umbel_ctx *cx, int argc, char **argv) {
    query q;
    view v = {0};
    umbel_buf out = {0};
    int code = read_query("review", argc, argv, &q);
    if (code >= 0) return code;
    if (optind < argc)
        return usage_error("review", "it takes no arguments; 'umbel who' shows the decisions about an actor");
    umbel_status status = view_open(cx, &v, &q);
    if (status == UMBEL_OK) status = show_decisions(cx, &v, (umbel_str){0}, q.json, &out);
    if (status == UMBEL_OK) write_out(&out);
    code = status != UMBEL_OK ? report(cx, status) : v.decisions.n ? EXIT_DONE : EXIT_NOTHING;
    umbel_buf_free(cx, &out);
    view_close(cx, &v);
    return code;
}

/* ---- taken ---------------------------------------------------------------------------------- */

typedef struct decide_options {
    query q;
    const char *reason, *by;
} decide_options;

/* Who is at the keyboard; a machine without users' names has their numbers. */
static const char *login_name(void) {
    static char number[32];
    const char *name = getenv("LOGNAME");
    if (!name || !*name) name = getenv("USER");
    if (name && *name) return name;
    const struct passwd *entry = getpwuid(getuid());
    if (entry && entry->pw_name && *entry->pw_name) return entry->pw_name;
    snprintf(number, sizeof number, "user %ld", (long)getuid());
    return number;
}

/* -1 to go on, else the exit status. */
static int read_options(const char *name, int argc, char **argv, decide_options *o) {
    static const struct option options[] = {
        {"ledger", required_argument, NULL, 'l'}, {"reason", required_argument, NULL, 'r'},
        {"by", required_argument, NULL, 'b'},     {"json", no_argument, NULL, 'j'},
        {"help", no_argument, NULL, 'h'},         {0}};
    *o = (decide_options){0};
    for (int c; (c = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
        switch (c) {
        case 'h': return show_help(name);
        case 'l': o->q.ledger = optarg; break;
        case 'r': o->reason = optarg; break;
        case 'b': o->by = optarg; break;
        case 'j': o->q.json = true; break;
        default: return usage_error(name, "unknown option");
        }
    }
    if (!o->by) o->by = login_name();
    if (!*o->by) return usage_error(name, "--by: say who decides");
    if (optind + 2 != argc) return usage_error(name, "name two actors, each in quotes if it has spaces");
    return -1;
}

/* The two actors, without a change to the ledger: a name that is not there must not make one. */
static umbel_status find_pair(umbel_ctx *cx, const query *q, char **names, umbel_str *first, umbel_str *second) {
    view v = {0};
    umbel_status status = view_open(cx, &v, q);
    if (status == UMBEL_OK) status = view_actor_itself(cx, &v, names[0], first);
    if (status == UMBEL_OK) status = view_actor_itself(cx, &v, names[1], second);
    if (status == UMBEL_OK) status = umbel_str_copy(cx, &cx->scratch, *first, first);
    if (status == UMBEL_OK) status = umbel_str_copy(cx, &cx->scratch, *second, second);
    view_close(cx, &v);
    return status;
}

static umbel_status print_decision(umbel_ctx *cx, const umbel_decision *d, bool json, const char *what) {
    umbel_buf out = {0};
    umbel_str a = d->subject, b = {0};
    umbel_decision_pair(d, &a, &b);
    umbel_status status = json ? umbel_tell_decision_json(cx, &out, d)
                               : umbel_buf_printf(cx, &out, "%.8s %s: ", d->id.p, umbel_verdict_name(d->verdict));
    if (status == UMBEL_OK && !json) status = umbel_tell_plain(cx, &out, a);
    if (status == UMBEL_OK && !json) status = umbel_buf_addz(cx, &out, ", ");
    if (status == UMBEL_OK && !json) status = umbel_tell_plain(cx, &out, b);
    if (status == UMBEL_OK && !json) status = umbel_buf_printf(cx, &out, "; %s\n", what);
    if (status == UMBEL_OK) write_out(&out);
    umbel_buf_free(cx, &out);
    return status;
}

static int decide(umbel_ctx *cx, int argc, char **argv, umbel_verdict verdict) {
    decide_options o;
    umbel_ledger *ledger = NULL;
    umbel_str first, second;
    bool stood;
    int code = read_options(umbel_verdict_name(verdict), argc, argv, &o);
    if (code >= 0) return code;
    umbel_decision d = {.verdict = verdict, .reason = umbel_str_of(o.reason), .decided_by = umbel_str_of(o.by)};
    size_t bad;
    if (!umbel_utf8_valid(d.reason, &bad) || !umbel_utf8_valid(d.decided_by, &bad))
        return usage_error(umbel_verdict_name(verdict), "--reason and --by must be UTF-8");
    umbel_status status = find_pair(cx, &o.q, argv + optind, &first, &second);
    if (status == UMBEL_OK) status = umbel_ledger_open(cx, &ledger, ledger_path(o.q.ledger), UMBEL_LEDGER_WRITE);
    if (status == UMBEL_OK) status = umbel_decide(cx, ledger, first, second, &d, &stood);
    if (status == UMBEL_OK)
        status = print_decision(cx, &d, o.q.json,
                                stood ? "this was decided before"
                                : verdict == UMBEL_VERDICT_SAME
                                    ? "what is said of the second now counts as said of the first"
                                    : "they are kept apart");
    code = status != UMBEL_OK ? report(cx, status) : EXIT_DONE;
    umbel_ledger_close(cx, ledger);
    return code;
}

int cmd_same(umbel_ctx *cx, int argc, char **argv) { return decide(cx, argc, argv, UMBEL_VERDICT_SAME); }
int cmd_different(umbel_ctx *cx, int argc, char **argv) { return decide(cx, argc, argv, UMBEL_VERDICT_DIFFERENT); }

int cmd_undo(umbel_ctx *cx, int argc, char **argv) {
    query q;
    view v = {0};
    umbel_ledger *ledger = NULL;
    umbel_decision d = {0};
    bool was_undone = false;
    int code = read_query("undo", argc, argv, &q);
    if (code >= 0) return code;
    if (optind + 1 != argc) return usage_error("undo", "name one decision; 'umbel review' lists them");
    umbel_status status = view_open(cx, &v, &q); /* a ledger that is not there must not be made */
    view_close(cx, &v);
    if (status == UMBEL_OK) status = umbel_ledger_open(cx, &ledger, ledger_path(q.ledger), UMBEL_LEDGER_WRITE);
    if (status == UMBEL_OK) status = umbel_undo(cx, ledger, umbel_str_of(argv[optind]), &d, &was_undone);
    if (status == UMBEL_OK)
        status = print_decision(cx, &d, q.json, was_undone ? "this had been undone before" : "undone");
    code = status != UMBEL_OK ? report(cx, status) : EXIT_DONE;
    umbel_ledger_close(cx, ledger);
    return code;
}
