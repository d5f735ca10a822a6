/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file umbel.h  All of the library. */
#ifndef UMBEL_UMBEL_H
#define UMBEL_UMBEL_H

#include "umbel/app.h"
#include "umbel/base.h"
#include "umbel/extract.h"
#include "umbel/identity.h"
#include "umbel/ledger.h"
#include "umbel/measure.h"
#include "umbel/model.h"
#include "umbel/network.h"
#include "umbel/read.h"
#include "umbel/tell.h"
#include "umbel/text.h"
#include "umbel/weigh.h"

#endif
