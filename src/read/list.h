/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file list.h  What the readers of official lists share: the entry at hand and its way to the sink. */
#ifndef UMBEL_READ_LIST_H
#define UMBEL_READ_LIST_H

#include "read/read.h"

#define UMBEL_LIST_HEAD     4096              /* first bytes, by which a list is recognised */
#define UMBEL_LIST_NAME_MAX ((size_t)2 << 10) /* bytes of one name */

typedef enum list_format {
    LIST_NONE,
    LIST_UN,            /* UN Security Council Consolidated List, XML */
    LIST_OFAC,          /* sdn.csv */
    LIST_OFAC_COMPANION /* alt.csv, add.csv: read with their sdn.csv, or not at all */
} list_format;

typedef struct list_reader {
    reader r; /* for diagnostics */
    umbel_list_sink *sink;
    void *user;
    umbel_arena arena; /* of the entry at hand */
    umbel_list_entry entry;
    umbel_list_name *names; /* the first place is the primary name's */
    size_t n_names, cap_names;
    size_t n_delivered;
} list_reader;

/** Which list the first bytes of a file belong to. */
list_format umbel_list_format(umbel_str head);
/** Forgets the entry at hand and begins another. */
umbel_status umbel_list_begin(list_reader *l);
/** Adds a name, trimmed and with inner white space collapsed, a person's without what is written behind it on birth and
 *  papers; an empty one is passed over. `quality` is a literal. */
umbel_status umbel_list_add_name(list_reader *l, umbel_str text, const char *quality);
/** s trimmed and with inner white space collapsed, in the entry's arena. */
umbel_status umbel_list_clean(list_reader *l, umbel_str s, umbel_str *out);
/** Gives the entry to the sink; without reference or primary name it becomes a diagnostic at `line`. */
umbel_status umbel_list_deliver(list_reader *l, size_t line);

/** Reads from an open file; "fd" stays open. */
umbel_status umbel_read_un_list(list_reader *l, int fd);
/** Both files in memory, as they are on disk. `alt` {NULL, 0}: there is none. */
umbel_status umbel_read_ofac_list(list_reader *l, umbel_str sdn, umbel_str alt);

#endif
