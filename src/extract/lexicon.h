/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file lexicon.h  The words the extractor knows: their classes (data/words.tsv, data/cues.tsv) and, for verbs and
 *  nouns, the base form behind each inflected one. Immutable once loaded; shared between threads. */
#ifndef UMBEL_EXTRACT_LEXICON_H
#define UMBEL_EXTRACT_LEXICON_H

#include "base/intern.h"
#include "umbel/text.h"

#define UMBEL_NO_WORD      UINT32_MAX
#define UMBEL_CLASS_CHUNKS 3  /**< 64 classes each */
#define UMBEL_WORD_MAX     64 /**< bytes of a folded word; the rest is cut */

/** Grammatical form of an inflected word. */
typedef enum umbel_form {
    UMBEL_FORM_NONE = 0,
    UMBEL_FORM_BASE,
    UMBEL_FORM_S,
    UMBEL_FORM_PAST,
    UMBEL_FORM_PART, /**< past participle */
    UMBEL_FORM_ING,
    UMBEL_FORM_SINGULAR,
    UMBEL_FORM_PLURAL
} umbel_form;

/** One reading of a word: "trained" is the past and the participle of "train". */
typedef struct umbel_analysis {
    uint32_t lemma;
    uint32_t next; /**< index + 1 of the word's next analysis, 0 for none */
    uint8_t form;
} umbel_analysis;

typedef struct umbel_word {
    uint64_t classes[UMBEL_CLASS_CHUNKS];
    uint32_t analyses; /**< index + 1 of the first, 0 for none */
} umbel_word;

typedef struct umbel_lexicon {
    umbel_arena arena;
    umbel_intern forms;   /**< folded words */
    umbel_intern classes; /**< class names */
    umbel_word *words;    /**< [forms.n] */
    size_t cap_words;
    umbel_analysis *analyses;
    size_t n_analyses, cap_analyses;
} umbel_lexicon;

/** Reads "words.tsv" (class, part, words, source); part is closed, verb or noun. */
umbel_status umbel_lexicon_load(umbel_ctx *cx, umbel_lexicon *lexicon, const char *path);
void umbel_lexicon_free(umbel_ctx *cx, umbel_lexicon *lexicon);

/** Number of a folded word, added where new. */
umbel_status umbel_lexicon_add(umbel_ctx *cx, umbel_lexicon *lexicon, umbel_str folded, uint32_t *out);
/** Makes a word known as a verb or a noun, with all its inflected forms. */
umbel_status umbel_lexicon_add_verb(umbel_ctx *cx, umbel_lexicon *lexicon, uint32_t lemma);
umbel_status umbel_lexicon_add_noun(umbel_ctx *cx, umbel_lexicon *lexicon, uint32_t lemma);
/** Class number of a name, UMBEL_INTERN_NONE where unknown. */
uint32_t umbel_lexicon_class(const umbel_lexicon *lexicon, const char *name);
static inline bool umbel_lexicon_is(const umbel_lexicon *lexicon, uint32_t word, uint32_t cls) {
    return word != UMBEL_NO_WORD && cls != UMBEL_INTERN_NONE &&
           (lexicon->words[word].classes[cls / 64] >> (cls % 64) & 1);
}
/** Whether a word of the lexicon is in no class at all. */
static inline bool umbel_lexicon_is_plain(const umbel_lexicon *lexicon, uint32_t word) {
    for (size_t i = 0; i < UMBEL_CLASS_CHUNKS; i++)
        if (lexicon->words[word].classes[i]) return false;
    return true;
}
/** Puts a word into a class, which is made where new. */
umbel_status umbel_lexicon_put(umbel_ctx *cx, umbel_lexicon *lexicon, uint32_t word, umbel_str cls);
/** Number of a word as it stands in text, UMBEL_NO_WORD where the lexicon has none. */
uint32_t umbel_lexicon_find(const umbel_lexicon *lexicon, umbel_str surface);

/** A verb's or noun's regular inflection. */
size_t umbel_inflect(umbel_str base, umbel_form form, char out[UMBEL_WORD_MAX]);

#endif
