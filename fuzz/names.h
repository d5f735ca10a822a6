/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file names.h  What the fuzz targets share that look names up: a small table, and what every answer must hold. */
#ifndef UMBEL_FUZZ_NAMES_H
#define UMBEL_FUZZ_NAMES_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "umbel/umbel.h"

#define FUZZ_DATA UMBEL_TREE "/data"

/** Invented; arrays belong to the caller's program. */
static inline umbel_actors fuzz_actors(void) {
    static umbel_name names[] = {
        {.actor = {"heron", 5}, .text = {"Veldrin Heron League", 20}},
        {.actor = {"heron", 5}, .text = {"VHL", 3}, .kind = UMBEL_NAME_ACRONYM},
        {.actor = {"karst", 5}, .text = {"Karst Brigade", 13}, .kind = UMBEL_NAME_FORMER},
        {.actor = {"karst", 5}, .text = {"Brigade du Karst", 16}, .language = {"fr", 2}},
        {.actor = {"front", 5}, .text = {"Popular Front for the Liberation of Ilden", 41}},
        {.actor = {"pillar", 6},
         .text = {"\xd8\xb9\xd9\x85\xd9\x88\xd8\xaf \xd8\xa7\xd9\x84\xd8\xac\xd9\x85\xd8\xb1", 19}},
        {.actor = {"mill", 4}, .text = {"\xd0\x9c\xd0\xb5\xd0\xbb\xd1\x8c\xd0\xbd\xd0\xb8\xd1\x86\xd0\xb0", 16}},
        {.actor = {"person", 6}, .text = {"TASHKEL, Orin Val", 17}}};
    names[2].when.to = umbel_date_of_ymd(2005, 0, 0);
    return (umbel_actors){.names = names, .n_names = sizeof names / sizeof *names};
}

static inline void fuzz_check_answer(const umbel_answer *a, size_t top) {
    double last = 1;
    if (a->n_matches > top || (a->resolution != UMBEL_RESOLVED_NONE && a->n_matches == 0)) abort();
    for (size_t i = 0; i < a->n_matches; i++) {
        const umbel_match *m = &a->matches[i];
        if (!(m->p_match >= 0 && m->p_match <= last) || (unsigned)m->kind >= UMBEL_N_NAME_KINDS) abort();
        last = m->p_match;
    }
}

#endif
