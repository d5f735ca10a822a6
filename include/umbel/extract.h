/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file extract.h  Rank 5: documents to mentions and statements.
 *
 *  Deterministic and auditable: every statement shows the words that made it and the frame that read them. What it
 *  gives is what a text says, never what is so.
 */
#ifndef UMBEL_EXTRACT_H
#define UMBEL_EXTRACT_H

#include "umbel/model.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Tables, compiled; immutable once made, so one serves many threads. */
typedef struct umbel_extractor umbel_extractor;

/** The extractor's name in statements; changes whenever its readings may change. */
#define UMBEL_EXTRACTOR "readers/3"

/** Compiles the tables of `data_dir` (words.tsv, cues.tsv, frames.tsv) and the names of `actors`, which must live as
 *  long as the extractor. UMBEL_E_ENVIRONMENT or UMBEL_E_IO: a table is missing; UMBEL_E_FORMAT names the line. */
umbel_status umbel_extractor_new(umbel_ctx *cx, umbel_extractor **out, const umbel_actors *actors,
                                 const char *data_dir);
void umbel_extractor_free(umbel_ctx *cx, umbel_extractor *extractor);

/** Who reads: frames, the judge that weighs words and parties, and the encoder beside it. */
typedef enum umbel_readers {
    UMBEL_READERS_ALL,        /**< each of which there is a table (the default) */
    UMBEL_READERS_NO_ENCODER, /**< frames and judge */
    UMBEL_READERS_FRAMES      /**< frames alone */
} umbel_readers;
/** Chooses the readers; call it before the extractor is shared between threads. */
void umbel_extractor_use(umbel_extractor *extractor, umbel_readers readers);
/** Keeps only what reaches a wanted precision, 0.50 to 0.95; higher finds less. Frames alone take no notice of it. Call
 * it before the extractor is shared between threads. UMBEL_E_ARG: outside what was measured; the message says what is.
 *  Meaning: the share of ties that were right over annotated documents which nothing was trained on
 * (docs/extraction.md); no promise for one text. */
umbel_status umbel_extractor_want(umbel_ctx *cx, umbel_extractor *extractor, double precision);

/** Reads one document: its sentences, mentions and statements. `out` is reset first and owns what it gives; quotes
 *  point into the document's text.
 *  Cost: linear in the text; a sentence of more than 400 words is cut into parts of that length for reading.
 *  Thread: distinct cx and out; the extractor may be shared.
 *  Meaning: a statement is a claim by its speaker; `score` rates the fit of words and frame, not the truth. */
umbel_status umbel_extract(umbel_ctx *cx, const umbel_extractor *extractor, const umbel_document *document,
                           umbel_reading *out);

/** Runs every frame against its own example sentence. Each failure becomes a diagnostic that names the frame.
 *  @param[out] n_frames  frames checked */
umbel_status umbel_frames_check(umbel_ctx *cx, const umbel_extractor *extractor, umbel_diagnostics *failures,
                                size_t *n_frames);

#ifdef __cplusplus
}
#endif
#endif
