/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Entries of official lists into the ledger: organisations as actors with names and a designation, persons as listed
 * persons with their names. */
#include <ctype.h>
#include <string.h>

#include "app/add.h"

#define ENTRY_BYTES 1024 /* what an entry counts for between two commits */
#define KEY_MAX     80   /* "un:" and a reference of at most 64 bytes */

static bool is_un(const umbel_list_entry *e) { return umbel_str_eq(e->authority, UMBEL_STR("UN Security Council")); }

/* "un:QDe.132", "ofac:16696": how refs of the actor table name the entry. */
static umbel_str ref_of(const umbel_list_entry *e, char out[KEY_MAX]) {
    int n = snprintf(out, KEY_MAX, "%s:%.*s", is_un(e) ? "un" : "ofac", UMBEL_ARGS(e->reference));
    return (umbel_str){out, n < KEY_MAX ? (size_t)n : KEY_MAX - 1};
}

/* "un-qde-132": the id of an actor or person that has no other. */
static umbel_str id_of(const umbel_list_entry *e, char out[KEY_MAX]) {
    umbel_str id = ref_of(e, out);
    for (size_t i = 0; i < id.n; i++) out[i] = (char)(isalnum((unsigned char)out[i]) ? out[i] | 32 : '-');
    return id;
}

/* "UN Security Council, Al-Qaida" */
static umbel_status label_of(umbel_ctx *cx, const umbel_list_entry *e, umbel_str *out) {
    return umbel_str_format(cx, &cx->scratch, out, "%.*s%s%.*s", UMBEL_ARGS(e->authority), e->list.n ? ", " : "",
                            UMBEL_ARGS(e->list));
}

/* ---- which actor ---------------------------------------------------------------------------- */

static umbel_status index_refs(umbel_ctx *cx, umbel_adder *a) {
    const umbel_actors *t = &a->tables->actors;
    uint32_t k;
    for (size_t i = 0; i < t->n_actors; i++) {
        umbel_str rest = t->actors[i].refs, ref;
        while (umbel_str_cut(&rest, ' ', &ref)) {
            size_t before = a->refs.n;
            if (!ref.n) continue;
            UMBEL_TRY(umbel_intern_add(cx, &a->refs, ref, &k));
            if (a->refs.n == before) continue; /* the first actor with a reference has it */
            UMBEL_TRY(
                umbel_reserve(cx, &a->arena, (void *)&a->actor_of, &a->cap_actor_of, a->refs.n, sizeof *a->actor_of));
            a->actor_of[k] = (uint32_t)i;
        }
    }
    return UMBEL_OK;
}

static bool has_program(umbel_str programs, umbel_str wanted) {
    umbel_str program;
    while (umbel_str_cut(&programs, ' ', &program))
        if (umbel_str_eq(program, wanted)) return true;
    return false;
}

static bool equal_but_for_case(umbel_str a, umbel_str b) {
    if (a.n != b.n) return false;
    for (size_t i = 0; i < a.n; i++)
        if (tolower((unsigned char)a.p[i]) != tolower((unsigned char)b.p[i])) return false;
    return true;
}

/* The table's id of the state that the list names; none where the table does not know the name. */
static umbel_str state_named(const umbel_adder *a, umbel_str country) {
    const umbel_actors *t = &a->tables->actors;
    for (size_t i = 0; country.n && i < t->n_names; i++) {
        if (!equal_but_for_case(t->names[i].text, country)) continue;
        uint32_t k = umbel_intern_find(&a->ids, t->names[i].actor);
        if (k != UMBEL_INTERN_NONE && t->actors[k].kind == UMBEL_KIND_STATE) return t->actors[k].id;
    }
    return (umbel_str){0};
}

/* An actor for an organisation that the table does not have. */
static umbel_status put_new_actor(umbel_ctx *cx, umbel_adder *a, const umbel_list_entry *e, umbel_str id,
                                  umbel_str label) {
    char key[KEY_MAX];
    bool armed = is_un(e) || has_program(e->list, UMBEL_STR("SDGT")) || has_program(e->list, UMBEL_STR("FTO"));
    umbel_actor actor = {.id = id,
                         .kind = armed ? UMBEL_KIND_GROUP : UMBEL_KIND_BODY,
                         .name = e->names[0].text,
                         .country = state_named(a, e->country),
                         .refs = ref_of(e, key),
                         .source = label};
    return umbel_ledger_put_actor(cx, a->ledger, &actor);
}

/* ---- what is put in ------------------------------------------------------------------------- */

/* Whether the table has the name for the actor already, under whatever kind; lists write many in capitals. */
static bool has_name(const umbel_actors *t, umbel_str actor, umbel_str text) {
    for (size_t i = 0; i < t->n_names; i++)
        if (umbel_str_eq(t->names[i].actor, actor) && equal_but_for_case(t->names[i].text, text)) return true;
    return false;
}

static umbel_status put_names(umbel_ctx *cx, umbel_adder *a, const umbel_list_entry *e, umbel_str actor, bool in_table,
                              umbel_str label) {
    for (size_t i = 0; i < e->n_names; i++) {
        bool former = umbel_str_eq(e->names[i].quality, UMBEL_STR("f.k.a."));
        umbel_name name = {.actor = actor,
                           .text = e->names[i].text,
                           .kind = former ? UMBEL_NAME_FORMER : UMBEL_NAME_ALIAS,
                           .language = e->names[i].language,
                           .source = label};
        if (in_table && has_name(&a->tables->actors, actor, name.text)) continue;
        UMBEL_TRY(umbel_adder_store_name(cx, a, &name));
    }
    return UMBEL_OK;
}

static umbel_status put_organisation(umbel_ctx *cx, umbel_adder *a, const umbel_list_entry *e, umbel_str label) {
    char key[KEY_MAX];
    umbel_put what;
    bool known;
    uint32_t k = umbel_intern_find(&a->refs, ref_of(e, key));
    bool in_table = k != UMBEL_INTERN_NONE;
    umbel_str id = in_table ? a->tables->actors.actors[a->actor_of[k]].id : id_of(e, key);
    UMBEL_TRY(umbel_ledger_has_actor(cx, a->ledger, id, &known));
    UMBEL_TRY(in_table ? umbel_adder_store_actor(cx, a, id) : put_new_actor(cx, a, e, id, label));
    UMBEL_TRY(put_names(cx, a, e, id, in_table, label));
    umbel_designation d = {.actor = id,
                           .authority = e->authority,
                           .list = e->list,
                           .reference = e->reference,
                           .listed = {.from = e->listed_from}};
    UMBEL_TRY(umbel_ledger_put_designation(cx, a->ledger, &d, &what));
    a->added->n_actors += !known;
    a->added->n_designations += what == UMBEL_PUT_NEW;
    return UMBEL_OK;
}

static umbel_status put_person(umbel_ctx *cx, umbel_adder *a, const umbel_list_entry *e, umbel_str label) {
    char key[KEY_MAX];
    umbel_put what;
    umbel_listed_name *names = UMBEL_NEW(cx, &cx->scratch, umbel_listed_name, e->n_names);
    if (!names) return cx->err.code;
    for (size_t i = 0; i < e->n_names; i++) names[i] = (umbel_listed_name){e->names[i].text, e->names[i].quality};
    umbel_listed_person person = {.id = id_of(e, key),
                                  .list = label,
                                  .reference = e->reference,
                                  .listed = {.from = e->listed_from},
                                  .names = names,
                                  .n_names = e->n_names};
    UMBEL_TRY(umbel_ledger_put_listed_person(cx, a->ledger, &person, &what));
    a->added->n_listed_persons += what == UMBEL_PUT_NEW;
    return UMBEL_OK;
}

umbel_status umbel_adder_list_entry(void *user, umbel_ctx *cx, const umbel_list_entry *e) {
    umbel_adder *a = user;
    umbel_str label;
    UMBEL_TRY(umbel_ctx_poll(cx));
    if (!a->has_refs) UMBEL_TRY(index_refs(cx, a));
    a->has_refs = true;
    UMBEL_TRY(umbel_adder_begin(cx, a));
    umbel_mark mark = umbel_arena_mark(&cx->scratch);
    umbel_status status = label_of(cx, e, &label);
    if (status == UMBEL_OK) status = (e->is_person ? put_person : put_organisation)(cx, a, e, label);
    umbel_arena_release(cx, &cx->scratch, mark);
    UMBEL_TRY(status);
    a->added->n_entries++;
    return umbel_adder_wrote(cx, a, ENTRY_BYTES);
}
