/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file decisions.h  Decisions as the commands show them. */
#ifndef UMBEL_CLI_DECISIONS_H
#define UMBEL_CLI_DECISIONS_H

#include "view.h"

/** Adds the decisions about an actor and all that count as one with it (an empty id: all decisions), undone ones too:
 *  as a table behind an empty line, or as lines of JSON. Nothing where there are none. */
umbel_status show_decisions(umbel_ctx *cx, const view *v, umbel_str actor, bool json, umbel_buf *out);

#endif
