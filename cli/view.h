/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file view.h  What a ledger shows: opened, loaded, its ties counted. */
#ifndef UMBEL_CLI_VIEW_H
#define UMBEL_CLI_VIEW_H

#include "cli.h"

typedef struct view {
    umbel_ledger *ledger;
    umbel_evidence evidence;
    umbel_ties ties;
    umbel_decisions decisions; /**< all of the ledger */
    umbel_sameness *sameness;  /**< what they join */
    bool no_encoder;
} view;

/** Options that every query has. */
typedef struct query {
    const char *ledger;
    bool json;
    const char *out;   /**< --out */
    const char *title; /**< --title */
    const char *format;
    const char *tie;
    size_t limit;
    bool without_text;
    bool no_encoder; /**< --no-encoder */
    umbel_date at;   /**< --at, of who alone */
} query;

/** Reads the options of a query; -1 to go on, else the exit status. Arguments follow at optind. */
int read_query(const char *name, int argc, char **argv, query *q);
umbel_status view_open(umbel_ctx *cx, view *v, const query *q);
umbel_status view_load(umbel_ctx *cx, view *v, const umbel_ledger_filter *filter);
void view_close(umbel_ctx *cx, view *v);
/** The one actor behind an id or a name, as decisions join them. UMBEL_E_NOT_FOUND; several are listed on standard
 *  error. */
umbel_status view_actor(umbel_ctx *cx, view *v, const char *name, umbel_str *id);
/** The same without following decisions: an id or a name of one actor alone stands for itself. */
umbel_status view_actor_itself(umbel_ctx *cx, view *v, const char *name, umbel_str *id);
/** Whether an actor has this id or bears this name. */
umbel_status view_bears(umbel_ctx *cx, view *v, const char *name, bool *any);
/** The date as EDTF, in out. */
const char *shown_date(const umbel_date *d, char out[UMBEL_DATE_MAX]);
/** Adds "key":"value" with a comma before it unless it is the first; any bytes. */
umbel_status add_json(umbel_ctx *cx, umbel_buf *out, const char *key, umbel_str value, bool first);
/** Prints buf to the query's --out file or standard output. */
umbel_status view_write(umbel_ctx *cx, const query *q, const umbel_buf *buf);

#endif
