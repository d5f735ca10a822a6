/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Words of any script in plain Latin letters, as reports spell them rather than as a standard does: what is compared is
 * the sound that is left. Arabic, Cyrillic, Greek and Hebrew letters by the tables here, other scripts by ICU's
 * "Any-Latin". */
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utrans.h>

#include "text/utf8.h"

#define WORD_UNITS 256

/* Letters by code point, from first on; "" is written by nothing, NULL is no letter of ours. */
static const char *const arabic[] = {
    /* 0x620 */ "y",  "",  "a", "a", "w",  "a", "y",  "a",  "b",  "a", "t",  "th", "j",  "h",  "kh", "d",
    /* 0x630 */ "dh", "r", "z", "s", "sh", "s", "d",  "t",  "z",  "`", "gh", NULL, NULL, "y",  "y",  NULL,
    /* 0x640 */ "",   "f", "q", "k", "l",  "m", "n",  "h",  "w",  "a", "y",  "",   "",   "",   "",   "",
    /* 0x650 */ "",   "",  "",  "",  "",   "",  "",   "",   "",   "",  "",   "",   "",   "",   "",   "",
    /* 0x660 */ "0",  "1", "2", "3", "4",  "5", "6",  "7",  "8",  "9", NULL, NULL, NULL, NULL, "b",  "q",
    /* 0x670 */ "",   "a", "a", "a", "",   "a", "w",  "u",  "y",  "t", "t",  "b",  "t",  "t",  "p",  "t",
    /* 0x680 */ "b",  "h", "z", "j", "j",  "s", "ch", "ch", "d",  "d", "d",  "d",  "d",  "d",  "d",  "d",
    /* 0x690 */ "d",  "r", "r", "r", "r",  "r", "g",  "r",  "zh", "r", "sh", "s",  "sh", "s",  "d",  "t",
    /* 0x6a0 */ "gh", "f", "f", "f", "v",  "f", "p",  "q",  "q",  "k", "k",  "k",  "k",  "ng", "k",  "g",
    /* 0x6b0 */ "g",  "g", "g", "g", "g",  "l", "l",  "l",  "l",  "n", "n",  "n",  "n",  "n",  "h",  "ch",
    /* 0x6c0 */ "a",  "h", "h", "a", "w",  "w", "w",  "w",  "u",  "w", "w",  "w",  "y",  "y",  "y",  "w",
    /* 0x6d0 */ "e",  "e", "e", "e", NULL, "a",
};
static const char *const cyrillic[] = {
    /* 0x430 */ "a", "b",  "v",  "g", "d",  "e",  "zh", "z",  "i",  "i",  "k", "l",  "m", "n", "o",  "p",
    /* 0x440 */ "r", "s",  "t",  "u", "f",  "kh", "ts", "ch", "sh", "sh", "",  "y",  "",  "e", "yu", "ya",
    /* 0x450 */ "e", "yo", "dj", "g", "ye", "z",  "i",  "i",  "y",  "l",  "n", "ch", "k", "i", "u",  "dzh",
};
static const char *const greek[] = {
    /* 0x3b1 */ "a", "v", "g", "d", "e", "z", "i",  "th", "i", "k", "l", "m", "n", "x", "o", "p",
    /* 0x3c1 */ "r", "s", "s", "t", "y", "f", "ch", "ps", "o",
};
static const char *const hebrew[] = {
    /* 0x5d0 */ "a", "b", "g", "d", "h", "w",  "z",  "h", "t", "y",  "k", "k", "l", "m", "m", "n",
    /* 0x5e0 */ "n", "s", "`", "p", "p", "ts", "ts", "q", "r", "sh", "t",
};
/* Letters beyond the runs above: Kazakh, Tatar, Tajik, Uzbek and the like. */
static const struct {
    uint32_t letter;
    const char *latin;
} others[] = {{0x491, "g"}, {0x493, "g"}, {0x495, "g"}, {0x497, "j"},  {0x499, "z"}, {0x49b, "k"},  {0x49d, "k"},
              {0x4a1, "k"}, {0x4a3, "n"}, {0x4a5, "n"}, {0x4ab, "s"},  {0x4af, "u"}, {0x4b1, "u"},  {0x4b3, "h"},
              {0x4b7, "j"}, {0x4b9, "j"}, {0x4bb, "h"}, {0x4c0, ""},   {0x4cf, ""},  {0x4d9, "a"},  {0x4e3, "i"},
              {0x4e9, "o"}, {0x4ef, "u"}, {0xe6, "ae"}, {0x153, "oe"}, {0xfe, "th"}, {0xf0, "d"},   {0x259, "a"},
              {0x2bb, ""},  {0x1dd, "e"}, {0xdf, "ss"}, {0x219, "s"},  {0x21b, "t"}, {0x14b, "ng"}, {0x253, "b"},
              {0x257, "d"}, {0x199, "k"}, {0x1b4, "y"}};

#define RUN(table, first)                                                                                              \
    ((c) >= (first) && (c) < (first) + sizeof(table) / sizeof *(table) ? (table)[(c) - (first)] : NULL)

static const char *letter_of(uint32_t c) {
    const char *latin = RUN(arabic, 0x620);
    if (!latin) latin = RUN(cyrillic, 0x430);
    if (!latin) latin = RUN(greek, 0x3b1);
    if (!latin) latin = RUN(hebrew, 0x5d0);
    for (size_t i = 0; !latin && i < sizeof others / sizeof *others; i++)
        if (others[i].letter == c) latin = others[i].latin;
    if (!latin && c >= 0x6f0 && c <= 0x6f9) latin = arabic[c - 0x6f0 + 0x40];
    return latin;
}

bool umbel_is_unvowelled(uint32_t c) {
    return (c >= 0x590 && c < 0x5ff) || (c >= 0x600 && c < 0x780) || (c >= 0xfb50 && c < 0xfeff);
}

/* Waw and ya of a script that writes no short vowels: a consonant first in the word and before a long vowel, else u, i.
 */
static void settle_glides(char *p, size_t n) {
    for (size_t i = 1; i < n; i++) {
        bool before_vowel = i + 1 < n && (p[i + 1] == 'a' || p[i + 1] == 'w' || p[i + 1] == 'y');
        if (p[i] == 'w' && !before_vowel) p[i] = 'u';
        if (p[i] == 'y' && !before_vowel) p[i] = 'i';
    }
}

static umbel_status by_icu(umbel_ctx *cx, umbel_romanizer *r, umbel_str word, char *out, size_t cap, size_t *n) {
    UErrorCode error = U_ZERO_ERROR;
    UChar units[WORD_UNITS * 4];
    int32_t n_units = 0, limit;
    if (!r->icu) {
        static const UChar id[] = u"Any-Latin; NFD; [:M:] Remove; Latin-ASCII; Lower";
        r->icu = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &error);
        if (U_FAILURE(error)) {
            r->icu = NULL;
            return UMBEL_FAIL(cx, UMBEL_E_ENVIRONMENT, "ICU has no transliteration to Latin (%s); install its data",
                              u_errorName(error));
        }
    }
    for (size_t i = 0; i < word.n && n_units < WORD_UNITS - 2;) {
        uint32_t c = umbel_utf8_next(word, &i);
        UBool overflow = false;
        U16_APPEND(units, n_units, WORD_UNITS, c > 0x10ffff ? 0xfffd : c, overflow);
        (void)overflow;
    }
    limit = n_units;
    utrans_transUChars(r->icu, units, &n_units, WORD_UNITS * 4, 0, &limit, &error);
    *n = 0;
    if (U_FAILURE(error)) return UMBEL_OK; /* no answer: the word has no Latin form */
    for (int32_t i = 0; i < n_units && *n < cap; i++)
        if ((units[i] >= 'a' && units[i] <= 'z') || (units[i] >= '0' && units[i] <= '9')) out[(*n)++] = (char)units[i];
    return UMBEL_OK;
}

umbel_status umbel_romanize(umbel_ctx *cx, umbel_romanizer *r, umbel_str word, char *out, size_t cap, size_t *n) {
    bool unvowelled = false;
    *n = 0;
    for (size_t i = 0; i < word.n;) {
        uint32_t c = umbel_utf8_next(word, &i);
        char plain[2] = {(char)c, 0};
        const char *latin = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? plain : letter_of(c);
        if (!latin && (c < 0x80 || !u_isalpha((UChar32)c))) continue;
        if (!latin) {
            *n = 0;
            return r ? by_icu(cx, r, word, out, cap, n) : UMBEL_OK;
        }
        if (umbel_is_unvowelled(c)) unvowelled = true;
        size_t k = strlen(latin);
        if (*n + k > cap) break;
        memcpy(out + *n, latin, k);
        *n += k;
    }
    if (unvowelled) {
        settle_glides(out, *n);
        size_t kept = 0;
        for (size_t i = 0; i < *n; i++) /* 'ayn: heard as a vowel at the front alone */
            if (out[i] != '`')
                out[kept++] = out[i];
            else if (i == 0)
                out[kept++] = 'a';
        *n = kept;
    }
    return UMBEL_OK;
}

void umbel_romanizer_free(umbel_romanizer *r) {
    if (r->icu) utrans_close(r->icu);
    r->icu = NULL;
}
