/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file text.h  Rank 3: UTF-8, sentences, tokens and the folded forms that names are compared in.
 *
 *  The text itself is never changed: everything here gives byte offsets into it, or a separate form for comparison.
 */
#ifndef UMBEL_TEXT_H
#define UMBEL_TEXT_H

#include "umbel/model.h"

#ifdef __cplusplus
extern "C" {
#endif

/** True when s is valid UTF-8 (no surrogates, no overlong forms) without NUL; else *bad is the first offending byte. */
bool umbel_utf8_valid(umbel_str s, size_t *bad);

/** Splits a text into sentences; *out is in the arena, ordered, without surrounding white space.
 *  Knows abbreviations ("U.S. military drawdown", "Gen.", "No. 4"), initials, decimal points, closing quotes and
 *  brackets, blank lines and list items. No sentence is longer than 8,192 bytes: a longer run is cut at white space.
 *  Cost: O(bytes). */
umbel_status umbel_sentences(umbel_ctx *cx, umbel_arena *arena, umbel_str text, uint32_t begin, umbel_passage **out,
                             size_t *n);

typedef enum umbel_token_kind { UMBEL_TOKEN_WORD, UMBEL_TOKEN_NUMBER, UMBEL_TOKEN_PUNCT } umbel_token_kind;

enum {
    UMBEL_TOKEN_CAPITAL = 1,   /**< begins with an upper-case letter */
    UMBEL_TOKEN_ALL_UPPER = 2, /**< two or more letters, none lower-case */
    UMBEL_TOKEN_GLUED = 4,     /**< no white space before it */
    UMBEL_TOKEN_POSSESSIVE = 8 /**< the token is "'s" or the apostrophe of a plural possessive */
};

typedef struct umbel_token {
    uint32_t begin; /**< bytes into the whole text */
    uint32_t end;
    uint8_t kind;  /**< umbel_token_kind */
    uint8_t flags; /**< UMBEL_TOKEN_… */
} umbel_token;

/** Tokens of text[range]: runs of letters, marks and digits are words; a hyphen, dash or any other sign is a token of
 *  its own ("al-Qaida": al, -, Qaida); an apostrophe inside a word stays in it ("Jama'at"), but "'s" and the "n't" of
 *  "shouldn't" are tokens; dotted abbreviations ("U.S.", "e.g.") are one word; "1,200" and "3.5" are one number.
 *  Cost: O(bytes). */
umbel_status umbel_tokens(umbel_ctx *cx, umbel_arena *arena, umbel_str text, umbel_span range, umbel_token **out,
                          size_t *n);

/** The form of one word for comparison: compatibility decomposed, marks and apostrophes (', \xe2\x80\x99, ʿ, ʾ, `)
 * dropped, case folded. Writes at most cap bytes (whole characters, no NUL) and returns their number. Allocates
 * nothing; pure ASCII takes a fast path. */
size_t umbel_fold_word(umbel_str word, char *out, size_t cap);

/** The form of a name for comparison: its words folded, leading article dropped, joined by single spaces; hyphens and
 *  other signs between words count as spaces, the script is kept. */
umbel_status umbel_fold_name(umbel_ctx *cx, umbel_arena *arena, umbel_str name, umbel_str *out);

/* ---- words in any spelling ------------------------------------------------------------------ */

/** Holds ICU's transliterator once a word has needed it; zero-initialise. One thread. */
typedef struct umbel_romanizer {
    void *icu;
} umbel_romanizer;

/** A folded word (umbel_fold_word) of any script in the letters a-z and digits, as reports spell it, not as a standard
 *  does. Arabic (with the letters of Persian, Urdu and Pashto) and Hebrew come without short vowels, as they are
 * written.
 *  @param r       NULL: words that need ICU have no Latin form
 *  @param[out] n  bytes written, at most cap; 0 where nothing of the word has a Latin form
 *  UMBEL_E_ENVIRONMENT where ICU lacks its data. Cost: O(bytes); other scripts than Latin, Arabic, Cyrillic, Greek and
 *  Hebrew go through ICU, some microseconds a word. */
umbel_status umbel_romanize(umbel_ctx *cx, umbel_romanizer *r, umbel_str word, char *out, size_t cap, size_t *n);
void umbel_romanizer_free(umbel_romanizer *r);
/** A letter of a script that leaves short vowels out. */
bool umbel_is_unvowelled(uint32_t c);

/** The consonants of a romanised word by classes that transliterations mix (k q kh: K; sh ch: X; v w: W ...), in upper
 *  case; a vowel at the front is A, doubled letters are one, a feminine ending (-a, -ah, -at) is left off. Digits stay.
 *  Writes at most cap bytes, returns their number. Cost: O(bytes).
 *  Meaning: equal skeletons say that two words may be one in two spellings, not that they are. */
size_t umbel_skeleton(umbel_str word, char *out, size_t cap);

/** Jaro's likeness of two words, by bytes: 1 equal, 0 nothing shared. Of longer words the first 64 bytes. Cost: O(n^2).
 */
double umbel_jaro(umbel_str a, umbel_str b);
/** With Winkler's bonus of 0.1 for each of up to four first letters shared. Source: Winkler 1990. */
double umbel_jaro_winkler(umbel_str a, umbel_str b);
/** Insertions, deletions, substitutions and swaps of neighbours that make a of b, by bytes (optimal string alignment).
 *  Of longer words the first 64 bytes and the difference in length. Cost: O(n). Source: Hyyro 2003. */
unsigned umbel_edit_distance(umbel_str a, umbel_str b);

#ifdef __cplusplus
}
#endif
#endif
