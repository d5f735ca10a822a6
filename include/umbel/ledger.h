/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file ledger.h */
#ifndef UMBEL_LEDGER_H
#define UMBEL_LEDGER_H
#include "umbel/model.h"
#endif
