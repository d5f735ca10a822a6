/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Regular English inflection: enough to list the forms of the verbs and nouns in the tables. */
#include <string.h>

#include "extract/lexicon.h"

static bool is_vowel(char c) { return c && strchr("aeiou", c) != NULL; }

static bool ends_in(umbel_str s, const char *tail) { return umbel_str_ends(s, umbel_str_of(tail)); }

static size_t join(umbel_str stem, const char *tail, char out[UMBEL_WORD_MAX]) {
    size_t n = strlen(tail);
    if (stem.n + n > UMBEL_WORD_MAX) return 0;
    memcpy(out, stem.p, stem.n);
    memcpy(out + stem.n, tail, n);
    return stem.n + n;
}

/* One syllable ending consonant-vowel-consonant doubles: ban, stop, plan; also -mit, -fer, -cur and the like. */
static bool doubles(umbel_str s) {
    if (s.n < 3) return false;
    char a = s.p[s.n - 3], b = s.p[s.n - 2], c = s.p[s.n - 1];
    if (is_vowel(a) || !is_vowel(b) || is_vowel(c) || strchr("wxyh", c)) return false;
    size_t vowels = 0;
    for (size_t i = 0; i < s.n; i++) vowels += is_vowel(s.p[i]) && (i == 0 || !is_vowel(s.p[i - 1]));
    if (vowels == 1) return true;
    static const char *const tails[] = {"mit",    "fer",     "cur",    "pel",    "bel",   "nap",    "bat",  "trol",
                                        "funnel", "channel", "travel", "patrol", "model", "cancel", "label"};
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
        if (ends_in(s, tails[i]) && !ends_in(s, "offer") && !ends_in(s, "suffer")) return true;
    return false;
}

static size_t past_or_ing(umbel_str s, const char *tail, char out[UMBEL_WORD_MAX]) {
    bool ing = tail[0] == 'i';
    umbel_str stem = {s.p, s.n - 1};
    if (ing && ends_in(s, "ie")) {
        stem.n = s.n - 2;
        return join(stem, "ying", out);
    }
    if (ends_in(s, "e") && !ends_in(s, "ee") && !(ing && (ends_in(s, "ye") || ends_in(s, "oe"))))
        return join(stem, tail, out);
    if (ends_in(s, "ee") && !ing) return join(s, "d", out);
    if (!ing && ends_in(s, "y") && s.n > 1 && !is_vowel(s.p[s.n - 2])) return join(stem, "ied", out);
    if (doubles(s)) {
        char doubled[UMBEL_WORD_MAX];
        if (s.n + 1 > sizeof doubled) return 0;
        memcpy(doubled, s.p, s.n);
        doubled[s.n] = s.p[s.n - 1];
        return join((umbel_str){doubled, s.n + 1}, tail, out);
    }
    return join(s, tail, out);
}

static size_t with_s(umbel_str s, char out[UMBEL_WORD_MAX]) {
    if (ends_in(s, "y") && s.n > 1 && !is_vowel(s.p[s.n - 2])) return join((umbel_str){s.p, s.n - 1}, "ies", out);
    if (ends_in(s, "s") || ends_in(s, "x") || ends_in(s, "z") || ends_in(s, "ch") || ends_in(s, "sh") ||
        ends_in(s, "go") || ends_in(s, "do"))
        return join(s, "es", out);
    return join(s, "s", out);
}

size_t umbel_inflect(umbel_str base, umbel_form form, char out[UMBEL_WORD_MAX]) {
    if (base.n < 2 || base.n + 4 > UMBEL_WORD_MAX) return 0;
    switch (form) {
    case UMBEL_FORM_S:
    case UMBEL_FORM_PLURAL: return with_s(base, out);
    case UMBEL_FORM_PAST:
    case UMBEL_FORM_PART: return past_or_ing(base, "ed", out);
    case UMBEL_FORM_ING: return past_or_ing(base, "ing", out);
    default: return join(base, "", out);
    }
}
