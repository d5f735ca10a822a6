/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file records.h  Members of JSON objects; a comma is set where one is due. */
#ifndef UMBEL_TELL_RECORDS_H
#define UMBEL_TELL_RECORDS_H

#include "umbel/tell.h"

umbel_status umbel_json_key(umbel_ctx *cx, umbel_buf *out, const char *key);
/** null for a string without address. */
umbel_status umbel_json_text(umbel_ctx *cx, umbel_buf *out, const char *key, umbel_str value);
umbel_status umbel_json_number(umbel_ctx *cx, umbel_buf *out, const char *key, int64_t value);
umbel_status umbel_json_date(umbel_ctx *cx, umbel_buf *out, const char *key, const umbel_date *date);

#endif
