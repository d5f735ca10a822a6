/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file layout.h  Places for the nodes of a picture. */
#ifndef UMBEL_TELL_LAYOUT_H
#define UMBEL_TELL_LAYOUT_H

#include "umbel/network.h"

/** Force-directed places (Fruchterman and Reingold 1991, doi:10.1002/spe.4380211102) from a circle in the order of the
 *  nodes, so that the same network is always drawn the same. x, y: [n_nodes], in [0, 1]. O(n^2) a sweep. */
umbel_status umbel_layout(umbel_ctx *cx, const umbel_network *network, double *x, double *y);

#endif
