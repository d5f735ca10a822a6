/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file name_facts.h  What is known of names beyond their letters: whom a label stands for, who is not one with whom.
 */
#ifndef UMBEL_IDENTITY_NAME_FACTS_H
#define UMBEL_IDENTITY_NAME_FACTS_H

#include "base/intern.h"
#include "umbel/model.h"

typedef struct name_facts {
    umbel_arena arena;
    umbel_actors table;   /**< actors.tsv and names.tsv */
    umbel_intern ids;     /**< of its actors */
    umbel_intern folded;  /**< of its names */
    uint32_t *first_name; /**< [folded.n] index + 1 of the first name with this form */
    uint32_t *next_name;  /**< [table.n_names] index + 1 of the next one */
    uint32_t *names_of;   /**< [table.n_actors] index + 1 of the first name of the actor */
    uint32_t *next_of;    /**< [table.n_names] index + 1 of the actor's next one */
    umbel_intern apart;   /**< "actor TAB other" of apart.tsv, both ways */
    size_t cap_first;
} name_facts;

/** Reads actors.tsv, names.tsv and apart.tsv. */
umbel_status umbel_name_facts_open(umbel_ctx *cx, name_facts *facts, const char *data_dir);
void umbel_name_facts_free(umbel_ctx *cx, name_facts *facts);
/** The one actor of the table that bears a folded name (labels apart), or UMBEL_INTERN_NONE. */
uint32_t umbel_fact_actor(const name_facts *facts, umbel_str folded);
/** Whether two actors of the table are held apart: one split from the other, or each has its own entry on the UN list.
 */
bool umbel_fact_apart(const name_facts *facts, uint32_t a, uint32_t b);
/** The next name, after *at (0 at first), that is a label of this form in use at the date; NULL at the end. */
const umbel_name *umbel_fact_label(const name_facts *facts, umbel_str folded, const umbel_date *date, uint32_t *at);

#endif
