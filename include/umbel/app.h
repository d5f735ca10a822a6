/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file app.h  Rank 11: the stages joined. What the program, the server and the bindings call. */
#ifndef UMBEL_APP_H
#define UMBEL_APP_H

#include "umbel/extract.h"
#include "umbel/identity.h"
#include "umbel/ledger.h"
#include "umbel/read.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Actors, names and the extractor made of them; immutable once opened. Zero-initialise. */
typedef struct umbel_tables {
    umbel_actors actors;
    umbel_extractor *extractor;
    umbel_identity *identity;
} umbel_tables;

/** Loads the tables of `data_dir`; `names_path` not NULL: the names of that file in place of the actor tables. */
umbel_status umbel_tables_open(umbel_ctx *cx, umbel_tables *tables, const char *data_dir, const char *names_path);
/** The same without `identity`, which extraction alone does not need: a third less time and memory for many names. */
umbel_status umbel_tables_open_extractor(umbel_ctx *cx, umbel_tables *tables, const char *data_dir,
                                         const char *names_path);
/** Adds `identity` to tables that were opened without. */
umbel_status umbel_tables_add_identity(umbel_ctx *cx, umbel_tables *tables, const char *data_dir);
void umbel_tables_close(umbel_ctx *cx, umbel_tables *tables);

/** What an addition brought. */
typedef struct umbel_added {
    size_t n_documents; /**< new */
    size_t n_sightings; /**< known documents met elsewhere */
    size_t n_same;      /**< nothing new */
    size_t n_passages, n_statements;
    size_t n_refused;                        /**< statements turned away at the door */
    size_t n_entries;                        /**< of official lists, new or not */
    size_t n_actors;                         /**< that these lists brought in */
    size_t n_designations, n_listed_persons; /**< new */
    uint64_t n_bytes;                        /**< of text read */
} umbel_added;

/** Called after each document; `total` bytes are 0 where unknown. */
typedef void umbel_progress(void *user, const umbel_added *so_far, const umbel_document *document);

/** Reads a file or folder into the ledger: documents, sentences, mentions, statements, actors; of official lists
 *  (umbel_read_list) the organisations as actors with names and designations, the persons as listed persons. An
 *  organisation is the table's actor whose refs hold its reference ("un:QDe.132"), else one of its own ("un-qde-132").
 * A list's own bytes are not kept. What cannot be read becomes a diagnostic, in `bad` and in the ledger. Documents are
 * committed whole, some at a time; an interrupted addition is completed by the same call. */
umbel_status umbel_add_path(umbel_ctx *cx, umbel_ledger *ledger, const umbel_tables *tables, const char *path,
                            const umbel_read_options *options, umbel_diagnostics *bad, umbel_added *added,
                            umbel_progress *progress, void *user);

/* ---- decisions ------------------------------------------------------------------------------ */

/** Evidence as every question takes it: loaded, with the actors that are one by decision taken as one. An actor of the
 *  filter stands for all that are one with it. */
umbel_status umbel_load_evidence(umbel_ctx *cx, umbel_ledger *ledger, const umbel_sameness *sameness,
                                 const umbel_ledger_filter *filter, umbel_evidence *out);

/** Takes a decision about two actors of the ledger, now. Of `decision` verdict, reason and decided_by are given; the
 * rest is filled in, with strings in cx->scratch.
 *  @param[out] stood  the same verdict over the two stands already: `decision` is that one, nothing was put in
 *  @return UMBEL_E_ARG: one actor twice, or a standing decision says the contrary (the message names it and how to undo
 *          it); UMBEL_E_NOT_FOUND: an actor is not in the ledger. */
umbel_status umbel_decide(umbel_ctx *cx, umbel_ledger *ledger, umbel_str first, umbel_str second,
                          umbel_decision *decision, bool *stood);
/** Undoes a decision, now; it stays in the ledger with the date. `id` may be the beginning of an id, of at least 4
 *  digits. @param[out] out  the decision, in cx->scratch  @param[out] was_undone  it had been undone before
 *  @return UMBEL_E_NOT_FOUND: no decision, or several, begin so. */
umbel_status umbel_undo(umbel_ctx *cx, umbel_ledger *ledger, umbel_str id, umbel_decision *out, bool *was_undone);

/* ---- the names of a ledger ------------------------------------------------------------------ */

/** What stands on official lists under an id. */
typedef struct umbel_listing {
    umbel_str id;        /**< of an actor, or of a listed person */
    bool is_person;      /**< then `name` is the primary one */
    umbel_str name;      /**< of a person; empty for actors */
    umbel_str list;      /**< "UN Security Council, Al-Qaida"; several with "; " between */
    umbel_str reference; /**< "QDe.132", likewise */
    umbel_date from;     /**< the earliest that is said */
} umbel_listing;

typedef struct umbel_book_options {
    const char *data_dir;
    const umbel_sameness *sameness; /**< names count for the actor that stands for theirs; NULL: each for its own */
    bool listed_only;               /**< only what stands on a list */
    bool without_persons;           /**< actors alone */
    umbel_date at;                  /**< only listings that may hold then; no date: all. Names: see resolve options */
} umbel_book_options;

/** The names of a ledger's actors and listed persons, to be looked up; immutable once made, and free of the ledger. */
typedef struct umbel_name_book umbel_name_book;

/** Cost: as umbel_names_build. */
umbel_status umbel_app_names(umbel_ctx *cx, umbel_name_book **out, umbel_ledger *ledger,
                             const umbel_book_options *options);
void umbel_name_book_free(umbel_ctx *cx, umbel_name_book *book);
const umbel_names *umbel_name_book_names(const umbel_name_book *book);
/** What stands on lists under an id that a match gives; NULL: nothing. */
const umbel_listing *umbel_name_book_listing(const umbel_name_book *book, umbel_str id);

/* ---- many documents at once ------------------------------------------------------------------ */

/** Prints what is wanted of one document into `out`. Called from several threads at once: `user` is only read. */
typedef umbel_status umbel_print(const void *user, umbel_ctx *cx, const umbel_document *document,
                                 const umbel_reading *reading, umbel_buf *out);
/** Takes what was printed, in the order of the documents, in the caller's thread. */
typedef umbel_status umbel_print_sink(void *user, umbel_ctx *cx, umbel_str printed);

typedef struct umbel_extract_job {
    const umbel_extractor *extractor;
    const umbel_identity *identity; /**< NULL: only the actors that extraction itself gives */
    umbel_read_options read;
    unsigned n_threads; /**< 0: as many as cores */
    umbel_print *print;
    const void *print_user;
    umbel_print_sink *sink;
    void *sink_user;
} umbel_extract_job;

/** Reads the documents of a file or folder in order, extracts them on several threads and hands what is printed to the
 *  sink in order: the same bytes for any number of threads. Holds a few megabytes of documents at a time (or one
 *  document, where that is larger). Diagnostics as umbel_read_path. */
umbel_status umbel_extract_path(umbel_ctx *cx, const umbel_extract_job *job, const char *path, umbel_diagnostics *bad);

/* ---- scoring against gold -------------------------------------------------------------------- */

typedef enum umbel_gold {
    UMBEL_GOLD_TIES = 0, /**< eval/gold, the seed: ties with polarity, certainty, speaker */
    UMBEL_GOLD_MMP,      /**< the labelled relation between a labelled pair */
    UMBEL_GOLD_RE3D,     /**< mentions and three relations by place */
    UMBEL_GOLD_MUC,      /**< organisations behind attacks, a document at a time */
    UMBEL_GOLD_POLNEAR,  /**< reported speech */
    UMBEL_GOLD_EVENTS,   /**< attacks, clashes, arrests */
    UMBEL_N_GOLDS
} umbel_gold;

/** "ties", "mmp", "re3d", "muc", "polnear", "events". */
const char *umbel_gold_name(umbel_gold gold);
bool umbel_gold_parse(umbel_str s, umbel_gold *out);
/** Which gold a file holds, by the keys of its first row. UMBEL_E_FORMAT: none that is known; UMBEL_E_IO. */
umbel_status umbel_gold_guess(umbel_ctx *cx, const char *path, umbel_gold *out);

enum { UMBEL_PART_A = 0, UMBEL_PART_B, UMBEL_PART_ALL, UMBEL_N_PARTS };

/** One figure over each part of a set. */
typedef struct umbel_score {
    umbel_str set;               /**< "gold/dev" */
    umbel_str measure;           /**< "tie.f1" */
    double value[UMBEL_N_PARTS]; /**< 0 where there are no rows */
    int64_t
        rows[UMBEL_N_PARTS]; /**< what the figure is a share of: gold rows of a recall or F1, answers of a precision */
    bool headline;           /**< belongs in a short table */
    bool count;              /**< a count, no share: parts are not compared */
} umbel_score;

/** Over this, the difference between the parts is a finding to work on. */
#define UMBEL_PART_FINDING 0.05

/** A tie missed, or found where there is none. */
typedef struct umbel_eval_error {
    umbel_str set, document;
    umbel_str what; /**< "missed", "extra", "wrong", "invalid" */
    umbel_str subject, tie, object;
    umbel_str sentence;
    size_t n_in_document; /**< errors of its document */
} umbel_eval_error;

/** Scores of one or more sets; zero-initialise. */
typedef struct umbel_eval {
    umbel_arena arena;
    umbel_score *scores;
    size_t n_scores, cap_scores;
    umbel_eval_error *errors; /**< worst documents first */
    size_t n_errors, cap_errors;
    size_t n_documents;
} umbel_eval;

typedef struct umbel_eval_options {
    const umbel_extractor *extractor;
    unsigned n_threads;  /**< 0: as many as cores */
    bool with_errors[2]; /**< keep the errors of part a, of part b; rows without a part go with either */
    size_t n_errors;     /**< keep at most so many; 0: all */
} umbel_eval_options;

/** Extracts the documents of gold rows (JSONL) and scores what is found, with the definitions of the public scorers of
 * each set. A row that cannot be read becomes a diagnostic and is not scored.
 *  @param set  name of the set in the scores
 *  Meaning: how well texts of this kind are read, by annotators' choices; part b tells how it is with unseen texts.
 *  Check:   tests/cli/test_eval.sh */
umbel_status umbel_eval_bytes(umbel_ctx *cx, umbel_gold gold, umbel_str set, umbel_str bytes,
                              const umbel_eval_options *options, umbel_eval *out, umbel_diagnostics *bad);
/** The same for files; several files make one set. */
umbel_status umbel_eval_files(umbel_ctx *cx, umbel_gold gold, umbel_str set, const char *const *paths, size_t n_paths,
                              const umbel_eval_options *options, umbel_eval *out, umbel_diagnostics *bad);
void umbel_eval_free(umbel_ctx *cx, umbel_eval *eval);

#ifdef __cplusplus
}
#endif
#endif
