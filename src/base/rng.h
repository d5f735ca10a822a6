/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file rng.h  xoshiro256** random numbers; the same seed gives the same numbers everywhere.
 *  Source: Blackman & Vigna 2021, doi:10.1145/3460772. Not for secrets. */
#ifndef UMBEL_BASE_RNG_H
#define UMBEL_BASE_RNG_H

#include "umbel/base.h"

void umbel_rng_seed(umbel_rng *rng, uint64_t seed);
uint64_t umbel_rng_next(umbel_rng *rng);
/** A number in [0, n), unbiased; n > 0. */
uint64_t umbel_rng_below(umbel_rng *rng, uint64_t n);
/** A number in [0, 1). */
double umbel_rng_unit(umbel_rng *rng);

#endif
