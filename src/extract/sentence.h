/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file sentence.h  What the steps of reading one sentence hand to each other, and what they keep of the document. */
#ifndef UMBEL_EXTRACT_SENTENCE_H
#define UMBEL_EXTRACT_SENTENCE_H

#include "extract/encoder.h"
#include "extract/eventwords.h"
#include "extract/features.h"
#include "extract/frames.h"
#include "extract/gazetteer.h"
#include "extract/tiewords.h"
#include "umbel/extract.h"

#define UMBEL_SENTENCE_WORDS 400 /**< tokens read at once; longer sentences are cut */
#define NONE                 UINT16_MAX

/** Classes looked up once. */
typedef enum word_class {
    W_DET,
    W_PREP,
    W_CONJ,
    W_SUBORD,
    W_REL,
    W_BE,
    W_HAVE,
    W_DO,
    W_MODAL,
    W_NEG,
    W_PRON,
    W_PRONPOSS,
    W_ADV,
    W_NOTADV,
    W_NUMBER,
    W_MONTH,
    W_WEEKDAY,
    W_GROUPHEAD,
    W_GROUPLEAD,
    W_GROUPDESC,
    W_CLASSHEAD,
    W_PEOPLEHEAD,
    W_THINGHEAD,
    W_TRANSPARENT,
    W_ORGANHEAD,
    W_ORGANMOD,
    W_STATEHEAD,
    W_BODYHEAD,
    W_AGREEMENTHEAD,
    W_PLACEHEAD,
    W_PLACEPREP,
    W_TITLE,
    W_SPOKES,
    W_ANONYMOUS,
    W_NAMED_SOURCE,
    W_UMBRELLAHEAD,
    W_TIMEHEAD,
    W_OBJECTCONTROL,
    W_PARTICLE,
    W_STRIKE,
    W_UNREAL,
    W_ABSTRACT,
    W_JOINER,
    W_NAMEOWNER,
    W_NAMEMOD,
    W_NAMECAUSE,
    W_GIVENNAME,
    W_PERSONROLE,
    W_ATTACKVERB,
    W_ATTACKNOUN,
    W_CLAIMVERB,
    W_CLAIMNOUN,
    W_BLAMEVERB,
    W_DEEDVERB,
    W_CIVICHEAD,
    W_NODESCRIPTION,
    W_MATERIEL,
    W_NOTNAME,
    W_GROUPTAIL,
    W_COLLECTIVE,
    W_SITE,
    W_PLACETAIL,
    W_GUILTY,
    W_ETHNIC,
    W_OFFICE,
    W_TIMEOPEN,
    W_REBEL,
    W_PARTVERB,
    W_ARRESTVERB,
    W_GROUNDS,
    W_CAMPAIGN,
    W_STRIKENOUN,
    W_DEFEATVERB,
    W_TAKEVERB,
    W_ADVANCEVERB,
    W_ADJECTIVE,
    W_POSTADJ,
    W_AIDNOUN,
    W_GIVEVERB,
    W_LEAVEVERB,
    W_FOUNDVERB,
    W_UNITEVERB,
    /* cues */
    C_SAY,
    C_PROBABLE,
    C_POSSIBLE,
    C_DENY,
    C_ASK,
    C_DOUBT,
    C_PASSIVE,
    C_ACCUSE,
    C_SUSPECT,
    C_ADV_UNNAMED,
    C_ADV_PROBABLE,
    C_ADV_POSSIBLE,
    C_SEEM,
    C_LIKELY,
    C_UNLIKELY,
    C_MODAL,
    C_IF,
    C_WHETHER,
    C_EVIDENCE,
    C_CLAIM_NOUN,
    C_DENIAL_NOUN,
    C_END,
    C_SAY_PHRASE,
    C_AWARE,
    C_THAT,
    C_HEAR,
    C_VERIFY,
    C_QUOTING,
    C_ATTITUDE,
    C_REFER,
    C_AVOID,
    C_VOW,
    C_INTEND,
    C_FEEL,
    C_CHAIN,
    C_SURE,
    C_MAYBE,
    C_UNTRUE,
    C_UNCLEAR,
    C_TRUE,
    C_ADJ_HEDGE,
    C_NOUN_PROBABLE,
    C_NOUN_POSSIBLE,
    C_NOUN_NEUTRAL,
    W_ROLE,
    N_WORD_CLASSES
} word_class;

typedef enum word_tag {
    T_OTHER,
    T_DET,
    T_ADJ,
    T_NOUN,
    T_NAME,
    T_NUM,
    T_PRON,
    T_PRONPOSS,
    T_VERB,
    T_BE,
    T_HAVE,
    T_DO,
    T_MODAL,
    T_TO,
    T_NEG,
    T_ADV,
    T_PREP,
    T_CONJ,
    T_COMMA,
    T_REL,
    T_THAT,
    T_SUBORD,
    T_POSS,
    T_QUOTE,
    T_OPEN,
    T_CLOSE,
    T_STOP
} word_tag;

typedef struct token {
    uint32_t begin, end; /**< bytes into the document */
    uint32_t word;       /**< lexicon number of the form, or UMBEL_NO_WORD */
    uint32_t lemma;      /**< base form for the chosen reading, else the word */
    uint16_t mention;    /**< name it belongs to, or NONE */
    uint8_t kind, flags; /**< as umbel_token */
    uint8_t tag, form;
} token;

/** A name (or a description that names by itself, such as "the Afghan army") in the sentence. */
typedef struct name_mention {
    uint16_t first, last; /**< tokens */
    uint8_t kind;         /**< umbel_kind */
    bool adjective, person, label;
    uint32_t entity; /**< of the document */
} name_mention;

typedef enum item_type {
    I_NP,
    I_VG,
    I_PREP,
    I_CONJ,
    I_COMMA,
    I_REL,
    I_THAT,
    I_SUBORD,
    I_ADV,
    I_ADJ,
    I_QUOTE,
    I_STOP,
    I_OTHER
} item_type;

/** A chunk: noun phrase, verb group, or a word between them. */
typedef struct item {
    uint8_t type;
    uint16_t first, last; /**< tokens */
    uint16_t head;        /**< token of the head noun or the main verb */
    uint16_t owner;       /**< NP: item of the possessor, or NONE */
    uint16_t of;          /**< NP: item behind "of", "within", or NONE */
    bool owned_by_pronoun;
    /* verb groups */
    bool passive, finite, infinitive, gerund, participle, negated, copula;
    uint16_t modal; /**< token, or NONE */
    uint16_t hedge; /**< token of a hedging adverb, or NONE */
} item;

#define UMBEL_CALLED_MAX 4 /**< nouns kept of those that a name has been given */

/** A name as the document uses it. */
typedef struct entity {
    umbel_quote name; /**< the longest form seen so far */
    umbel_str actor;
    uint8_t kind;
    bool person, label, plural;
    bool armed;                        /**< called rebels, guerrillas ... somewhere: "the guerrillas of the Front" */
    bool named;                        /**< false for a description that stands for itself */
    uint32_t head_word;                /**< lexicon number of the head noun, or UMBEL_NO_WORD */
    uint32_t called[UMBEL_CALLED_MAX]; /**< lexicon numbers: "network" of "the Haqqani network", "X, a militia" */
    uint8_t n_called;
    uint32_t last_seen; /**< running number of its last mention */
    bool last_as_subject;
} entity;

#define UMBEL_RECENT_MAX 16

/** State kept over the sentences of one document. */
typedef struct document_state {
    const umbel_extractor *ex;
    const umbel_document *document;
    umbel_reading *out;
    umbel_intern keys; /**< folded names of this document */
    uint32_t *key_entity;
    size_t cap_keys;
    entity *entities;
    size_t n_entities, cap_entities;
    umbel_intern evidence; /**< folded names without a word that says what they are */
    uint8_t *evidence_bits;
    size_t cap_evidence;
    uint32_t recent[UMBEL_RECENT_MAX]; /**< entities named last, latest first */
    size_t n_recent;
    uint32_t clock;                              /**< running number of mentions */
    uint32_t last_subject;                       /**< entity of the last clause's subject, UINT32_MAX where none */
    uint32_t last_class_begin, last_class_end;   /**< the last class spoken of, for "supplying manpower" */
    uint32_t last_attack_begin, last_attack_end; /**< the last word for an attack, for "claimed credit" */
    uint32_t last_victim_begin, last_victim_end; /**< whom it was upon; 0 where its words do not say */
    bool has_armed;                              /**< a name has been called rebels, guerrillas ... */
    /** the only coded rebel group of newswire without case, wherever it is named; or UINT32_MAX */
    uint32_t sole_armed;
    bool caseless;                        /**< capitals say nothing: newswire in capitals, or without any */
    umbel_speaker voice;                  /**< whose quotation ran last; valid while has_voice */
    umbel_speaker_kind last_speaker_kind; /**< what "he said" stands for */
    bool has_voice, quote_open;           /**< a quotation runs on over the sentence's end */
    char quote_sign;                      /**< what opened it */
    uint32_t quote_begin, quote_end;      /**< bytes of the last quotation that ended or runs on */
    uint32_t unvoiced_from;               /**< byte where a quotation without a speaker yet begins, or UINT32_MAX */
    umbel_interval spoken;                /**< the last time spoken of, for "two months later" */
    umbel_quote dateline;                 /**< place before the first sentence's dash, text empty where none */
    uint16_t n_dateline;                  /**< tokens of the dateline in the sentence being read */
    struct event_drafts *events;          /**< acts found so far; see event.h */
    /** words of the last sentence from its end, as the encoder reads them */
    umbel_str before[UMBEL_ENCODER_CONTEXT_MAX];
    size_t n_before;
} document_state;

typedef struct sentence {
    umbel_passage passage;
    token *t;
    uint16_t n;
    name_mention *names;
    uint16_t n_names;
    item *items; /**< pool; nested noun phrases are only linked */
    uint16_t n_items;
    uint16_t *seq; /**< items in order, without nested ones */
    uint16_t n_seq;
    bool question;
    uint8_t *quoted; /**< [n] number of the quotation a token stands in, 0 outside */
    bool quote_runs_in, quote_runs_out;
    bool new_paragraph, behind_quote; /**< the sentence before ended with a quotation */
    struct attribution *voices;       /**< attribution.h */
    uint16_t n_voices;
    const struct time_phrase *times; /**< see when.h */
    size_t n_times;
    const struct place_name *places; /**< see place.h */
    size_t n_places;
} sentence;

typedef struct attribution attribution;

struct umbel_extractor {
    umbel_lexicon lexicon;
    umbel_frames frames;
    gazetteer names;
    umbel_tiewords tiewords;
    umbel_weights weights;
    umbel_feature_parts feature_parts;
    const umbel_weights *judge; /**< NULL: frames decide alone */
    umbel_eventwords eventwords;
    umbel_encoder encoder;
    bool asks_encoder;               /**< false: the judge decides alone */
    int encoder_ties[UMBEL_N_TIES];  /**< place of each tie in its scores, or -1 */
    const struct umbel_tapping *tap; /**< for training; see judge.h */
    const umbel_actors *actors;
    uint32_t classes[N_WORD_CLASSES];
};

/* These are asked of every token many times over, hence in line. */

/** True where the token's form or base form is in the class. */
static inline bool umbel_token_is(const umbel_extractor *ex, const token *t, word_class cls) {
    uint32_t k = ex->classes[cls];
    return umbel_lexicon_is(&ex->lexicon, t->word, k) ||
           (t->lemma != t->word && umbel_lexicon_is(&ex->lexicon, t->lemma, k));
}
umbel_str umbel_token_text(const document_state *d, const token *t);
/** True where s is the text of z. */
static inline bool umbel_str_is(umbel_str s, const char *z) {
    size_t i = 0;
    while (i < s.n && z[i] && s.p[i] == z[i]) i++;
    return i == s.n && !z[i];
}
static inline bool umbel_word_is(const umbel_extractor *ex, const token *t, const char *word) {
    return (t->word != UMBEL_NO_WORD && umbel_str_is(ex->lexicon.forms.strings[t->word], word)) ||
           (t->lemma != UMBEL_NO_WORD && t->lemma != t->word &&
            umbel_str_is(ex->lexicon.forms.strings[t->lemma], word));
}
bool umbel_spells_rest(const document_state *d, const token *t, const char *word);
/** True where the token is spelt so, in whatever case; the lexicon need not know the word. */
static inline bool umbel_spells(const document_state *d, const token *t, const char *word) {
    char c = t->begin < t->end ? d->document->text.p[t->begin] : 0;
    return (c == word[0] || (c >= 'A' && c <= 'Z' && c + 32 == word[0])) && umbel_spells_rest(d, t, word);
}

/** True where the token is spelt as one of the words, the last of which is followed by NULL. */
static inline bool umbel_spells_one(const document_state *d, const token *t, const char *const *words) {
    for (; *words; words++)
        if (umbel_spells(d, t, *words)) return true;
    return false;
}
#define UMBEL_SPELLS_ONE(d, t, ...) umbel_spells_one((d), (t), (const char *const[]){__VA_ARGS__, NULL})

/* The steps, in order. */
umbel_status umbel_read_tokens(umbel_ctx *cx, document_state *d, sentence *s, umbel_span span);
/** Before the first sentence is read: what this one shows about unknown names. */
umbel_status umbel_gather_evidence(umbel_ctx *cx, document_state *d, const sentence *s);
/** The same for text whose capitals say nothing: which coded rebel group it names, if one alone. */
umbel_status umbel_gather_rebels(umbel_ctx *cx, document_state *d, const sentence *s);
umbel_status umbel_find_names(umbel_ctx *cx, document_state *d, sentence *s);
void umbel_tag_tokens(const document_state *d, sentence *s);
/** Whether token i says no: "not", "never"; but not in "not only". */
bool umbel_negates(const document_state *d, const sentence *s, uint16_t i);
umbel_status umbel_chunk_sentence(umbel_ctx *cx, document_state *d, sentence *s);
umbel_status umbel_match_frames(umbel_ctx *cx, document_state *d, sentence *s);
umbel_status umbel_keep_mentions(umbel_ctx *cx, document_state *d, const sentence *s);

/** The entity of a folded key, made where new. */
umbel_status umbel_entity_of(umbel_ctx *cx, document_state *d, umbel_str key, uint32_t *out, bool *is_new);

#endif
