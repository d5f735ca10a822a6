/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/utf8.h"

#include <string.h>

/* Bytes of the sequence that begins at p, 0 where it is not valid. */
static size_t sequence(const unsigned char *p, size_t n) {
    if (p[0] < 0x80) return p[0] != 0;
    if (p[0] < 0xc2) return 0;
    if (p[0] < 0xe0) return n >= 2 && (p[1] & 0xc0) == 0x80 ? 2 : 0;
    if (p[0] < 0xf0) {
        if (n < 3 || (p[1] & 0xc0) != 0x80 || (p[2] & 0xc0) != 0x80) return 0;
        if (p[0] == 0xe0 && p[1] < 0xa0) return 0;
        return p[0] == 0xed && p[1] >= 0xa0 ? 0 : 3;
    }
    if (p[0] > 0xf4 || n < 4 || (p[1] & 0xc0) != 0x80 || (p[2] & 0xc0) != 0x80 || (p[3] & 0xc0) != 0x80) return 0;
    if (p[0] == 0xf0 && p[1] < 0x90) return 0;
    return p[0] == 0xf4 && p[1] >= 0x90 ? 0 : 4;
}

bool umbel_utf8_valid(umbel_str s, size_t *bad) {
    const unsigned char *p = (const unsigned char *)s.p;
    size_t i = 0;
    while (i < s.n) {
        uint64_t w;
        if (i + 8 <= s.n) {
            memcpy(&w, p + i, 8);
            bool ascii = !(w & 0x8080808080808080u), zero = (w - 0x0101010101010101u) & ~w & 0x8080808080808080u;
            if (ascii && !zero) {
                i += 8;
                continue;
            }
        }
        size_t n = sequence(p + i, s.n - i);
        if (n == 0) {
            if (bad) *bad = i;
            return false;
        }
        i += n;
    }
    return true;
}

uint32_t umbel_utf8_next(umbel_str s, size_t *i) {
    const unsigned char *p = (const unsigned char *)s.p + *i;
    size_t left = s.n - *i, n = p[0] < 0x80 ? 1 : p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;
    if (n > left) n = left;
    uint32_t c = n == 1 ? p[0] : p[0] & (0x7fu >> n);
    for (size_t k = 1; k < n; k++) c = c << 6 | (p[k] & 0x3f);
    *i += n;
    return c;
}

size_t umbel_utf8_put(uint32_t c, char out[4]) {
    if (c < 0x80) return out[0] = (char)c, 1;
    if (c < 0x800) return out[0] = (char)(0xc0 | c >> 6), out[1] = (char)(0x80 | (c & 0x3f)), 2;
    if (c < 0x10000) {
        out[0] = (char)(0xe0 | c >> 12), out[1] = (char)(0x80 | (c >> 6 & 0x3f)), out[2] = (char)(0x80 | (c & 0x3f));
        return 3;
    }
    out[0] = (char)(0xf0 | c >> 18), out[1] = (char)(0x80 | (c >> 12 & 0x3f));
    out[2] = (char)(0x80 | (c >> 6 & 0x3f)), out[3] = (char)(0x80 | (c & 0x3f));
    return 4;
}
