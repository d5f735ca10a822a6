/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* WordPiece of one token, as the uncased BERT tokenizer does it (clean, part at CJK, strip marks, lower case, part at
 * punctuation, longest match). A letter at a time, so no length of input needs memory. */
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include "extract/encoder.h"
#include "text/utf8.h"

#define LETTERS_MAX 100 /* of a part; more are [UNK] */
#define PIECE_MAX   256 /* bytes of a piece and its "##" */

typedef struct parts {
    const umbel_encoder *e;
    const UNormalizer2 *nfd; /* NULL until needed */
    uint16_t *ids;
    size_t n, max;
    size_t n_letters;             /* of the part at hand; may exceed LETTERS_MAX */
    size_t ends[LETTERS_MAX + 1]; /* bytes before each letter, and all */
    char text[LETTERS_MAX * 4];
} parts;

static void put_id(parts *p, uint16_t id) {
    if (p->n < p->max) p->ids[p->n++] = id;
}

/* The id of "##" (when inner) and the bytes, whose hash is known; UINT32_MAX for none. */
static uint32_t piece_id(const umbel_encoder *e, uint32_t hash, bool inner, const char *bytes, size_t n) {
    size_t skip = inner ? 2 : 0;
    for (size_t at = hash & (e->n_slots - 1); e->slots[at]; at = (at + 1) & (e->n_slots - 1)) {
        umbel_str piece = e->pieces[e->slots[at] - 1];
        if (piece.n == n + skip && (!inner || memcmp(piece.p, "##", 2) == 0) && memcmp(piece.p + skip, bytes, n) == 0)
            return e->slots[at] - 1;
    }
    return UINT32_MAX;
}

/* The longest piece that begins at letter `from`: its id, and *to the letter behind it. */
static uint32_t longest_piece(const parts *p, size_t from, size_t *to) {
    bool inner = from > 0;
    uint32_t hash = ENCODER_HASH_START, found = UINT32_MAX;
    size_t begin = p->ends[from], skip = inner ? 2 : 0;
    for (size_t i = 0; i < skip; i++) hash = encoder_hash_step(hash, '#');
    for (size_t l = from; l < p->n_letters; l++) {
        for (size_t i = p->ends[l]; i < p->ends[l + 1]; i++) hash = encoder_hash_step(hash, (unsigned char)p->text[i]);
        size_t n = p->ends[l + 1] - begin;
        if (n + skip > p->e->n_longest) break;
        uint32_t id = piece_id(p->e, hash, inner, p->text + begin, n);
        if (id != UINT32_MAX) found = id, *to = l + 1;
    }
    return found;
}

/* Gives out the pieces of the part at hand, if there is one. */
static void end_part(parts *p) {
    uint16_t ids[LETTERS_MAX];
    size_t n = 0, from = 0, to = 0;
    bool known = p->n_letters <= LETTERS_MAX;
    while (known && from < p->n_letters) {
        uint32_t id = longest_piece(p, from, &to);
        known = id != UINT32_MAX;
        if (known) ids[n++] = (uint16_t)id;
        from = to;
    }
    if (!known) put_id(p, p->e->unk);
    for (size_t i = 0; known && i < n; i++) put_id(p, ids[i]);
    p->n_letters = 0;
}

static void add_letter(parts *p, uint32_t c) {
    if (p->n_letters < LETTERS_MAX) {
        size_t at = p->n_letters ? p->ends[p->n_letters] : 0;
        p->ends[0] = 0;
        p->ends[p->n_letters + 1] = at + umbel_utf8_put(c, p->text + at);
    }
    if (p->n_letters <= LETTERS_MAX) p->n_letters++;
}

static bool is_cjk(uint32_t c) {
    return (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3400 && c <= 0x4dbf) || (c >= 0x20000 && c <= 0x2a6df) ||
           (c >= 0x2a700 && c <= 0x2b73f) || (c >= 0x2b740 && c <= 0x2b81f) || (c >= 0x2b820 && c <= 0x2ceaf) ||
           (c >= 0xf900 && c <= 0xfaff) || (c >= 0x2f800 && c <= 0x2fa1f);
}

static bool is_punctuation(uint32_t c) {
    if (c < 0x80) return c > ' ' && c < 0x7f && !(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'z');
    return (U_GET_GC_MASK((UChar32)c) & U_GC_P_MASK) != 0;
}

/* A letter in lower case without marks: joins the part at hand or ends it. */
static void put_letter(parts *p, uint32_t c, bool alone) {
    if (alone || is_punctuation(c)) {
        end_part(p);
        add_letter(p, c);
        end_part(p);
    } else {
        add_letter(p, c);
    }
}

static void put_wide(parts *p, uint32_t c) {
    if (c > 0x10ffff || c == 0xfffd || (c >= 0xd800 && c < 0xe000)) return;
    uint32_t mask = U_GET_GC_MASK((UChar32)c);
    if (mask & (U_GC_CC_MASK | U_GC_CF_MASK | U_GC_CO_MASK)) return;
    if (u_isUWhiteSpace((UChar32)c)) {
        end_part(p);
        return;
    }
    UChar units[64];
    UErrorCode error = U_ZERO_ERROR;
    if (!p->nfd) p->nfd = unorm2_getNFDInstance(&error);
    int32_t n = U_SUCCESS(error) ? unorm2_getDecomposition(p->nfd, (UChar32)c, units, 64, &error) : -1;
    bool alone = is_cjk(c);
    if (U_FAILURE(error) || n < 0) { /* no decomposition */
        n = 0;
        U16_APPEND_UNSAFE(units, n, c);
    }
    for (int32_t i = 0; i < n;) {
        UChar32 part;
        U16_NEXT(units, i, n, part);
        if (u_charType(part) == U_NON_SPACING_MARK) continue;
        put_letter(p, (uint32_t)u_tolower(part), alone);
    }
}

size_t umbel_wordpieces(const umbel_encoder *e, umbel_str word, uint16_t *ids, size_t max) {
    parts p;
    p.e = e, p.nfd = NULL, p.ids = ids, p.n = 0, p.max = max, p.n_letters = 0;
    for (size_t i = 0; i < word.n && p.n < max;) {
        uint32_t c = umbel_utf8_next(word, &i);
        if (c >= 0x80)
            put_wide(&p, c);
        else if (c >= 'A' && c <= 'Z')
            add_letter(&p, c + 32);
        else if (c == ' ' || c == '\t' || c == '\n' || c == '\r')
            end_part(&p);
        else if (c > ' ' && c < 0x7f)
            put_letter(&p, c, false);
    }
    end_part(&p);
    return p.n;
}
