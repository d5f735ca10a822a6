/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file quantity.h  Numbers as reporting gives them: "at least 12", "between 11 and 15", "dozens", "two dozen". */
#ifndef UMBEL_EXTRACT_QUANTITY_H
#define UMBEL_EXTRACT_QUANTITY_H

#include "extract/sentence.h"

/** A number and its range; -1 where an end is not said. */
typedef struct quantity {
    umbel_count count;
    uint16_t n;  /**< tokens read */
    bool more;   /**< "another two", "a further six", "two more": besides those spoken of before */
    bool bare;   /**< nothing but a number */
    bool couple; /**< "both", "the two": persons spoken of before */
} quantity;

/** Reads the number that begins at token i; false where none does. A year is none. */
bool umbel_read_quantity(const document_state *d, const sentence *s, uint16_t i, quantity *out);
/** A plain number ("1,150", "twenty-one", "two dozen"), -1 where there is none; *n is its length in tokens. */
int32_t umbel_read_number(const document_state *d, const sentence *s, uint16_t i, uint16_t *n);

#endif
