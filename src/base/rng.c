/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/rng.h"

static uint64_t rotate(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }

void umbel_rng_seed(umbel_rng *rng, uint64_t seed) {
    for (int i = 0; i < 4; i++) { /* splitmix64 */
        uint64_t z = (seed += 0x9e3779b97f4a7c15u);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
        rng->s[i] = z ^ (z >> 31);
    }
}

uint64_t umbel_rng_next(umbel_rng *rng) {
    uint64_t *s = rng->s, out = rotate(s[1] * 5, 7) * 9, t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate(s[3], 45);
    return out;
}

uint64_t umbel_rng_below(umbel_rng *rng, uint64_t n) {
    uint64_t skip = (0 - n) % n, x;
    do x = umbel_rng_next(rng);
    while (x < skip);
    return x % n;
}

double umbel_rng_unit(umbel_rng *rng) { return (double)(umbel_rng_next(rng) >> 11) * 0x1.0p-53; }
