/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* The program: finds the command and runs it. */
#include <locale.h>
#include <signal.h>
#include <string.h>

#include "cli.h"

static atomic_bool cancelled;

static void on_signal(int number) {
    (void)number;
    atomic_store(&cancelled, true);
}

const command commands[] = {
#include "commands.inc"
    {NULL, NULL, NULL, NULL}};

static int overview(void) {
    printf("umbel %s reads open-source reporting about armed groups into a network anyone can check.\n\nCommands:\n",
           umbel_version());
    for (const command *c = commands; c->name; c++) printf("  %-12s %s\n", c->name, c->summary);
    printf("\n'umbel COMMAND --help' shows options and an example.\n"
           "Exit status: 0 done, 1 nothing found, 2 wrong usage, 3 bad input (the rest is in), 4 environment.\n");
    return EXIT_DONE;
}

int main(int argc, char **argv) {
    umbel_ctx cx;
    umbel_ctx_init(&cx, NULL, 1);
    cx.cancel = &cancelled;
    struct sigaction action = {.sa_handler = on_signal};
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    signal(SIGPIPE, SIG_IGN);
    if (argc < 2 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0) return overview();
    if (strcmp(argv[1], "--version") == 0) {
        printf("umbel %s\n", umbel_version());
        return EXIT_DONE;
    }
    for (const command *c = commands; c->name; c++) {
        if (strcmp(argv[1], c->name) != 0) continue;
        int code = c->run(&cx, argc - 1, argv + 1);
        umbel_ctx_free(&cx);
        if (fflush(stdout) != 0 && code == EXIT_DONE) code = EXIT_ENVIRONMENT;
        return code;
    }
    fprintf(stderr, "umbel: there is no command '%s'; 'umbel --help' lists them\n", argv[1]);
    return EXIT_USAGE;
}
