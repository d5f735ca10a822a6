/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file add.h  An addition under way: what its parts share. */
#ifndef UMBEL_APP_ADD_H
#define UMBEL_APP_ADD_H

#include "base/intern.h"
#include "umbel/app.h"

typedef struct umbel_adder {
    umbel_ledger *ledger;
    const umbel_tables *tables;
    umbel_identifier *identifier; /* made for the first document */
    umbel_reading reading;
    umbel_actors found;  /* actors that the texts introduce */
    umbel_intern ids;    /* of the table's actors */
    umbel_intern stored; /* actors that are in the ledger for sure */
    umbel_intern refs;   /* "un:QDe.132": references of the table's actors, made when the first list entry comes */
    uint32_t *actor_of;  /* [refs.n] the actor that has the reference */
    size_t cap_actor_of;
    bool has_refs;     /* refs are made */
    umbel_arena arena; /* of actor_of */
    size_t n_found_stored;
    umbel_added *added;
    uint64_t n_uncommitted; /* bytes, about */
    bool open;
    umbel_progress *progress;
    void *user;
} umbel_adder;

/** Begins a transaction where none is open. */
umbel_status umbel_adder_begin(umbel_ctx *cx, umbel_adder *a);
/** Counts what was put in and commits when it is much. */
umbel_status umbel_adder_wrote(umbel_ctx *cx, umbel_adder *a, uint64_t n_bytes);
/** Puts a name in, with its folded form. */
umbel_status umbel_adder_store_name(umbel_ctx *cx, umbel_adder *a, const umbel_name *name);
/** Puts an actor of the table with all its names, once. */
umbel_status umbel_adder_store_actor(umbel_ctx *cx, umbel_adder *a, umbel_str id);
/** Puts in one entry of an official list; an umbel_list_sink whose user is the adder. */
umbel_status umbel_adder_list_entry(void *user, umbel_ctx *cx, const umbel_list_entry *entry);

#endif
