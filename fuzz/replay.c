/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs a fuzz target over the files of a folder, so that the kept corpus is part of the normal tests. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static int replay(const char *path) {
    FILE *f = fopen(path, "rb");
    if (!f) return fprintf(stderr, "%s: cannot open\n", path), 1;
    size_t cap = 1 << 24, n;
    uint8_t *data = malloc(cap);
    if (!data) return fclose(f), 1;
    n = fread(data, 1, cap, f);
    uint8_t *exact = malloc(n ? n : 1); /* so that a read past the end is seen */
    if (exact) {
        memcpy(exact, data, n);
        LLVMFuzzerTestOneInput(exact, n);
    }
    free(exact);
    free(data);
    fclose(f);
    return 0;
}

int main(int argc, char **argv) {
    int n_files = 0, bad = 0;
    for (int i = 1; i < argc; i++) {
        DIR *dir = opendir(argv[i]);
        if (!dir) return fprintf(stderr, "%s: no such corpus\n", argv[i]), 1;
        for (struct dirent *e; (e = readdir(dir));) {
            if (e->d_name[0] == '.') continue;
            char path[4096];
            snprintf(path, sizeof path, "%s/%s", argv[i], e->d_name);
            bad |= replay(path);
            n_files++;
        }
        closedir(dir);
    }
    printf("%d inputs replayed\n", n_files);
    return bad || n_files == 0;
}
