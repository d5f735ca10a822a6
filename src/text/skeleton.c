/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* The consonants of a romanised word, those that transliterations take for one another as one letter: what Qaida,
 * Qaeda, Kaida and a word without written vowels have in common. */
#include <string.h>

#include "umbel/text.h"

static bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

/* Groups of letters with one sound, the longest first. */
static const struct {
    char letters[5];
    char sound[3];
} groups[] = {{"shch", "X"}, {"dzh", "J"}, {"sch", "X"}, {"tch", "X"}, {"sh", "X"}, {"ch", "X"}, {"kh", "K"},
              {"gh", "G"},   {"ph", "F"},  {"th", "T"},  {"dh", "D"},  {"zh", "J"}, {"dj", "J"}, {"ck", "K"},
              {"qu", "K"},   {"ts", "S"},  {"tz", "S"},  {"bh", "B"},  {"jh", "J"}, {"rh", "R"}};

static const char *sound_of(umbel_str w, size_t i, char one[3]) {
    char next = i + 1 < w.n ? w.p[i + 1] : 0;
    switch (w.p[i]) {
    case 'c': one[0] = next == 'e' || next == 'i' || next == 'y' ? 'S' : 'K'; break;
    case 'q': one[0] = 'K'; break;
    case 'x': return "KS";
    case 'v': one[0] = 'W'; break;
    case 'w': one[0] = is_vowel(next) || i == 0 ? 'W' : 0; break;
    case 'y': one[0] = i == 0 ? 'Y' : 0; break;
    default: one[0] = (char)(w.p[i] >= 'a' && w.p[i] <= 'z' ? w.p[i] - 32 : w.p[i]);
    }
    one[1] = 0;
    return one;
}

size_t umbel_skeleton(umbel_str word, char *out, size_t cap) {
    size_t n = 0, i = 0;
    bool open = false; /* whether a vowel stood since the last letter kept */
    if (word.n && is_vowel(word.p[0]) && cap) out[n++] = 'A';
    size_t end = word.n;
    bool feminine = end >= 5 && (word.p[end - 1] == 't' || word.p[end - 1] == 'h') &&
                    (word.p[end - 2] == 'a' || word.p[end - 2] == 'e');
    if (feminine || (end >= 3 && word.p[end - 1] == 'h' && is_vowel(word.p[end - 2])))
        end--; /* jabha, jabhat, jabhah */
    while (i < end) {
        char one[3] = {0};
        const char *sound = NULL;
        size_t taken = 1;
        if (is_vowel(word.p[i])) {
            open = true;
            i++;
            continue;
        }
        for (size_t g = 0; !sound && g < sizeof groups / sizeof *groups; g++) {
            if (groups[g].letters[0] != word.p[i] || i + 1 >= end || groups[g].letters[1] != word.p[i + 1]) continue;
            size_t k = strlen(groups[g].letters);
            if (i + k <= end && memcmp(groups[g].letters, word.p + i, k) == 0) {
                sound = groups[g].sound;
                taken = k;
            }
        }
        if (!sound) sound = sound_of(word, i, one);
        for (; *sound; sound++) {
            bool doubled = n && out[n - 1] == *sound && !open && *sound > '9';
            if (!doubled && n < cap) out[n++] = *sound;
            open = false;
        }
        i += taken;
    }
    return n;
}
