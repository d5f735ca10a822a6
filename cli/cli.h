/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file cli.h  What the commands share. */
#ifndef UMBEL_CLI_H
#define UMBEL_CLI_H

#include <getopt.h>

#include "umbel/umbel.h"

/** Exit statuses of the program. */
enum { EXIT_DONE = 0, EXIT_NOTHING = 1, EXIT_USAGE = 2, EXIT_BAD_INPUT = 3, EXIT_ENVIRONMENT = 4 };

typedef int command_main(umbel_ctx *cx, int argc, char **argv);

typedef struct command {
    const char *name;
    command_main *run;
    const char *summary;
    const char *help; /**< usage, options and an example */
} command;

extern const command commands[];

/** Help of a command on standard output. */
int show_help(const char *name);
/** "wrong usage" with a hint at the help. */
int usage_error(const char *name, const char *fmt, ...) UMBEL_PRINTF(2, 3);
/** Prints cx->err and gives the exit status that belongs to it. */
int report(const umbel_ctx *cx, umbel_status status);
/** Prints diagnostics to standard error, made harmless for a terminal. */
void print_diagnostics(umbel_ctx *cx, const umbel_diagnostics *bad);
/** Folder of the program's tables: UMBEL_DATA, the build tree, or beside the installed program. */
const char *data_dir(void);
/** Path or URL of the ledger: the option, UMBEL_LEDGER, or ledger.umbel. */
const char *ledger_path(const char *option);
/** Writes all of buf to standard output; false when that fails. */
bool write_out(const umbel_buf *buf);
/** Reads the argument of --threads, 1 to 64. */
bool read_threads(const char *text, unsigned *out);
/** Who reads, as the options of extract, add and eval say. */
typedef struct reader_options {
    umbel_readers readers;
    double precision; /**< wanted; 0 for the default */
} reader_options;
#define READER_OPTIONS                                                                                                 \
    {"frames-only", no_argument, NULL, 'F'}, {"fast", no_argument, NULL, 'F'}, {"no-encoder", no_argument, NULL, 'N'}, \
    {                                                                                                                  \
        "precision", required_argument, NULL, 'P'                                                                      \
    }
/** Takes option c where it is one of READER_OPTIONS. -1 to go on, else the exit status. */
int take_reader_option(const char *name, int c, reader_options *out);
/** Sets the extractor up so. UMBEL_E_ARG: a precision that frames alone, or the tables, cannot give. */
umbel_status choose_readers(umbel_ctx *cx, umbel_extractor *extractor, const reader_options *options);
/** Columns of the terminal, 0 where output is no terminal. */
size_t terminal_width(void);

command_main cmd_add, cmd_search, cmd_extract, cmd_who, cmd_ties, cmd_why, cmd_hubs, cmd_brief, cmd_export, cmd_check,
    cmd_diagnostics, cmd_frames, cmd_eval, cmd_same, cmd_different, cmd_undo, cmd_review, cmd_resolve, cmd_index,
    cmd_screen;

#endif
