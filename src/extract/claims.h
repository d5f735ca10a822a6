/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file claims.h  Who is said to be behind an attack where no frame reads it: claims of responsibility, blame, attacks
 *  on persons, and words of blame in a later sentence than the attack. */
#ifndef UMBEL_EXTRACT_CLAIMS_H
#define UMBEL_EXTRACT_CLAIMS_H

#include "extract/sentence.h"

/** Adds `attacks` statements that the frames have not made; to be called behind them. */
umbel_status umbel_read_claims(umbel_ctx *cx, document_state *d, const sentence *s);

#endif
