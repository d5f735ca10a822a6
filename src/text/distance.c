/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* How far apart two words are: Jaro, Jaro-Winkler, and the edit distance with transpositions, a machine word at a time.
 */
#include <string.h>

#include "umbel/text.h"

#define JARO_MAX       64 /* longer words are compared by their first letters */
#define WINKLER_PREFIX 4
#define WINKLER_SCALE  0.1

double umbel_jaro(umbel_str a, umbel_str b) {
    size_t n_a = a.n < JARO_MAX ? a.n : JARO_MAX, n_b = b.n < JARO_MAX ? b.n : JARO_MAX;
    size_t longest = n_a > n_b ? n_a : n_b, reach = longest / 2 > 1 ? longest / 2 - 1 : 0, n = 0, turned = 0;
    uint64_t used_a = 0, used_b = 0;
    if (longest == 0) return 1;
    for (size_t i = 0; i < n_a; i++) {
        size_t from = i > reach ? i - reach : 0, to = i + reach + 1 < n_b ? i + reach + 1 : n_b;
        for (size_t j = from; j < to; j++)
            if (a.p[i] == b.p[j] && !(used_b >> j & 1)) {
                used_a |= (uint64_t)1 << i;
                used_b |= (uint64_t)1 << j;
                n++;
                break;
            }
    }
    if (n == 0) return 0;
    for (size_t i = 0, j = 0; i < n_a; i++) {
        if (!(used_a >> i & 1)) continue;
        while (!(used_b >> j & 1)) j++;
        turned += a.p[i] != b.p[j++];
    }
    double m = (double)n;
    return (m / (double)n_a + m / (double)n_b + (m - (double)turned / 2) / m) / 3;
}

double umbel_jaro_winkler(umbel_str a, umbel_str b) {
    double jaro = umbel_jaro(a, b);
    size_t same = 0;
    while (same < WINKLER_PREFIX && same < a.n && same < b.n && a.p[same] == b.p[same]) same++;
    return jaro + (double)same * WINKLER_SCALE * (1 - jaro);
}

/* Hyyro 2003: the columns of the dynamic programme as bits of three machine words; a word of up to 64 letters. */
unsigned umbel_edit_distance(umbel_str a, umbel_str b) {
    uint64_t at[256];
    if (a.n > b.n) {
        umbel_str t = a;
        a = b;
        b = t;
    }
    if (a.n == 0) return (unsigned)b.n;
    size_t n = a.n < 64 ? a.n : 64, n_b = b.n < 64 ? b.n : 64;
    for (size_t j = 0; j < n_b; j++) at[(unsigned char)b.p[j]] = 0;
    for (size_t i = 0; i < n; i++) at[(unsigned char)a.p[i]] = 0;
    for (size_t i = 0; i < n; i++) at[(unsigned char)a.p[i]] |= (uint64_t)1 << i;
    uint64_t up = n == 64 ? UINT64_MAX : ((uint64_t)1 << n) - 1, down = 0, diagonal = 0, before = 0;
    uint64_t last = (uint64_t)1 << (n - 1);
    unsigned distance = (unsigned)n;
    for (size_t j = 0; j < n_b; j++) {
        uint64_t here = at[(unsigned char)b.p[j]];
        uint64_t turned = ((~diagonal & here) << 1) & before;
        diagonal = ((((here & up) + up) ^ up) | here | down) | turned;
        uint64_t right = down | ~(diagonal | up), left = diagonal & up;
        distance += (right & last) != 0;
        distance -= (left & last) != 0;
        right = right << 1 | 1;
        up = (left << 1) | ~(diagonal | right);
        down = right & diagonal;
        before = here;
    }
    return distance + (unsigned)(a.n - n > b.n - n_b ? a.n - n : b.n - n_b);
}
