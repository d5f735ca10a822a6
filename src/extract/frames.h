/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file frames.h  Tie frames: which words, in which arrangement, state which tie (data/frames.tsv).
 *
 *  A pattern is a row of elements:
 *    S O        the subject and the object of the tie; SO: two or more coordinated actors, tied pairwise
 *    S's {..}   the possessor (or the modifier: "Veshtian money") of the noun that follows
 *    [a b]      a verb by its base form, in any voice, tense or clause; [set_up]: with its particle
 *    {a b}      a noun phrase with that head
 *    >[a b]     a verb that completes the one before it ("lets X use", "a hub linking X")
 *    to from|by prepositions; each governs the element behind it; _ is any noun phrase; a comma is an apposition
 *  and @class in brackets or braces stands for the words of a class in data/words.tsv. Patterns are written in the
 *  active voice; the passive, relative and participle forms follow from them.
 */
#ifndef UMBEL_EXTRACT_FRAMES_H
#define UMBEL_EXTRACT_FRAMES_H

#include "extract/lexicon.h"

typedef enum umbel_role {
    UMBEL_ROLE_NONE = 0,
    UMBEL_ROLE_S,
    UMBEL_ROLE_O,
    UMBEL_ROLE_PAIR, /**< SO */
    UMBEL_ROLE_ANY   /**< _ */
} umbel_role;

/** A set of words: listed ones and whole classes. Membership is by base form. */
typedef struct umbel_word_set {
    const uint32_t *words;
    size_t n_words;
    uint64_t classes[UMBEL_CLASS_CHUNKS];
} umbel_word_set;

/** What stands in one place of a frame. */
typedef struct umbel_arg {
    umbel_role role;      /**< NONE and no noun: the place is empty */
    umbel_word_set nouns; /**< head nouns where the place is a noun phrase */
    bool is_noun;
    umbel_role owner; /**< role of the noun's possessor or modifier */
} umbel_arg;

typedef struct umbel_prep_arg {
    umbel_word_set preps;
    umbel_arg arg;
    bool of_complement; /**< belongs to the completing verb */
    bool of_subject;    /**< stands before the verb, behind its subject */
} umbel_prep_arg;

#define UMBEL_FRAME_PREPS 4

typedef struct umbel_frame {
    umbel_str id;
    umbel_tie tie;
    umbel_str example;
    bool anchored_on_verb;
    bool apposition;       /**< "S, an affiliate of O" */
    bool apposition_first; /**< "a splinter of O, S" */
    umbel_arg subject;     /**< left of the verb, or of the apposition's comma */
    umbel_word_set verbs;
    const uint32_t *particles; /**< [verbs.n_words] particle of each listed verb, UMBEL_NO_WORD where none */
    umbel_arg object, object2;
    umbel_word_set complement;
    bool has_complement;
    umbel_arg complement_object;
    umbel_arg head; /**< anchoring noun and its owner */
    umbel_prep_arg preps[UMBEL_FRAME_PREPS];
    size_t n_preps;
    uint32_t adverb;        /**< a word that must stand behind, UMBEL_NO_WORD where none */
    uint32_t subject_kinds; /**< bit 1 << umbel_kind; 0: any actor */
    uint32_t object_kinds;
    bool object_umbrella;   /**< the object must be named as an alliance */
    bool object_antecedent; /**< the object is the last other party spoken of */
    bool subject_head;      /**< the subject may be the noun itself */
    bool passive_only;
    umbel_tie also_tie; /**< the reverse tie that the same words state */
    umbel_str manner;
} umbel_frame;

typedef struct umbel_frames {
    umbel_arena arena;
    umbel_frame *frames;
    size_t n, cap;
    uint32_t **by_verb; /**< [n_words] frame numbers + 1, ended by 0, of each base form */
    uint32_t **by_noun;
    size_t n_words;
} umbel_frames;

/** Reads "frames.tsv" (id, tie, pattern, attributes, example, source); adds the words it names to the lexicon. */
umbel_status umbel_frames_load(umbel_ctx *cx, umbel_frames *frames, umbel_lexicon *lexicon, const char *path);
void umbel_frames_free(umbel_ctx *cx, umbel_frames *frames);
bool umbel_word_set_has(const umbel_word_set *set, const umbel_lexicon *lexicon, uint32_t lemma);

#endif
