/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/** @file model.h  Rank 2: the plain records every stage hands to the next. No behaviour but the names of values.
 *
 *  Strings are slices of memory that the table's owner keeps (an arena, a document's text). Offsets are bytes into the
 *  document's UTF-8 text, end exclusive. Ids are 32 lower-case hexadecimal digits (the first half of a SHA-256 over the
 *  content) unless said otherwise. An empty string means "none".
 */
#ifndef UMBEL_MODEL_H
#define UMBEL_MODEL_H

#include "umbel/base.h"

#ifdef __cplusplus
extern "C" {
#endif

#define UMBEL_DOCUMENT_MAX   ((size_t)64 << 20) /**< bytes of one document; larger is refused */
#define UMBEL_NAME_WORDS_MAX 12                 /**< words in the phrase that names an actor */

/* ---- closed lists --------------------------------------------------------------------------- */

typedef enum umbel_kind {
    UMBEL_KIND_NONE = 0,
    UMBEL_KIND_GROUP, /**< armed group or its branch */
    UMBEL_KIND_STATE, /**< a country or its government */
    UMBEL_KIND_ORGAN, /**< army, police, ministry, intelligence service, court */
    UMBEL_KIND_BODY,  /**< UN and other international bodies, NGOs, outlets */
    UMBEL_KIND_PLACE,
    UMBEL_KIND_AGREEMENT,
    UMBEL_KIND_PEOPLE, /**< fighters, civilians, nationals */
    UMBEL_KIND_THING,  /**< weapons, camps */
    UMBEL_KIND_CLASS,  /**< "like-minded extremist groups" */
    UMBEL_N_KINDS
} umbel_kind;

/** Tie types in the order of design; direction is subject to object. */
typedef enum umbel_tie {
    UMBEL_TIE_NONE = 0,
    UMBEL_TIE_SUPPORTS,
    UMBEL_TIE_SUPPLIES_FIGHTERS,
    UMBEL_TIE_HOSTS,
    UMBEL_TIE_ARMS,
    UMBEL_TIE_EQUIPS,
    UMBEL_TIE_TRAINS,
    UMBEL_TIE_FUNDS,
    UMBEL_TIE_INFORMS,
    UMBEL_TIE_LENDS_BASES,
    UMBEL_TIE_GUIDES_MEDIA,
    UMBEL_TIE_ALLIED_WITH,
    UMBEL_TIE_AFFILIATED_WITH,
    UMBEL_TIE_MEMBER_OF,
    UMBEL_TIE_LEADS_UMBRELLA,
    UMBEL_TIE_SHARES_IDEOLOGY_WITH,
    UMBEL_TIE_SPLITS_FROM,
    UMBEL_TIE_MERGES_INTO,
    UMBEL_TIE_SUCCEEDS,
    UMBEL_TIE_FIGHTS,
    UMBEL_TIE_ATTACKS,
    UMBEL_TIE_STRIKES,
    UMBEL_TIE_OPPOSES,
    UMBEL_TIE_INFILTRATES,
    UMBEL_TIE_RECRUITS_IN,
    UMBEL_TIE_OPERATES_IN,
    UMBEL_TIE_DESIGNATES,
    UMBEL_TIE_NEGOTIATES_WITH,
    UMBEL_TIE_COMMITS_TO,
    UMBEL_TIE_BREACHES,
    UMBEL_TIE_UPHOLDS,
    UMBEL_N_TIES
} umbel_tie;

/** Families of tie types; also the layers of the network. */
typedef enum umbel_tie_group {
    UMBEL_TIES_NONE = 0,
    UMBEL_TIES_SUPPORT,
    UMBEL_TIES_ALIGNMENT,
    UMBEL_TIES_LINEAGE,
    UMBEL_TIES_HOSTILITY,
    UMBEL_TIES_MOVEMENT,
    UMBEL_TIES_RULES,
    UMBEL_N_TIE_GROUPS
} umbel_tie_group;

typedef enum umbel_polarity { UMBEL_AFFIRMED = 0, UMBEL_DENIED, UMBEL_N_POLARITIES } umbel_polarity;

typedef enum umbel_certainty {
    UMBEL_CERTAIN = 0,
    UMBEL_PROBABLE,
    UMBEL_POSSIBLE,
    UMBEL_UNKNOWN,
    UMBEL_N_CERTAINTIES
} umbel_certainty;

typedef enum umbel_speaker_kind {
    UMBEL_SPEAKER_AUTHOR = 0,
    UMBEL_SPEAKER_NAMED,
    UMBEL_SPEAKER_UNNAMED,
    UMBEL_N_SPEAKER_KINDS
} umbel_speaker_kind;

typedef enum umbel_name_kind {
    UMBEL_NAME_OFFICIAL = 0,
    UMBEL_NAME_ALIAS,
    UMBEL_NAME_ACRONYM, /**< matched with its case */
    UMBEL_NAME_TRANSLITERATION,
    UMBEL_NAME_FORMER,
    UMBEL_NAME_LABEL,     /**< given by an opponent or a state; may stand for several actors */
    UMBEL_NAME_ADJECTIVE, /**< "Afghan": the state where it acts or owns */
    UMBEL_NAME_CAPITAL,   /**< "Kabul": the government where it speaks or acts, else the place */
    UMBEL_N_NAME_KINDS
} umbel_name_kind;

/** Names of values as they stand in files and on the command line; "" for a value outside the list. */
const char *umbel_kind_name(umbel_kind kind);
const char *umbel_tie_name(umbel_tie tie);
/** How a tie reads between subject and object: "trains", "is allied with". */
const char *umbel_tie_phrase(umbel_tie tie);
const char *umbel_tie_esd(umbel_tie tie); /**< UCDP External Support code, "" where none */
umbel_tie_group umbel_tie_group_of(umbel_tie tie);
const char *umbel_tie_group_name(umbel_tie_group group);
bool umbel_tie_symmetric(umbel_tie tie);
const char *umbel_polarity_name(umbel_polarity polarity);
const char *umbel_certainty_name(umbel_certainty certainty);
const char *umbel_speaker_kind_name(umbel_speaker_kind kind);
const char *umbel_name_kind_name(umbel_name_kind kind);
/** The reverse; false when the text names no value. */
bool umbel_kind_parse(umbel_str s, umbel_kind *out);
bool umbel_tie_parse(umbel_str s, umbel_tie *out);
bool umbel_polarity_parse(umbel_str s, umbel_polarity *out);
bool umbel_certainty_parse(umbel_str s, umbel_certainty *out);
bool umbel_speaker_kind_parse(umbel_str s, umbel_speaker_kind *out);
bool umbel_name_kind_parse(umbel_str s, umbel_name_kind *out);

/* ---- documents ------------------------------------------------------------------------------ */

typedef struct umbel_span {
    uint32_t begin;
    uint32_t end;
} umbel_span;

typedef struct umbel_source {
    umbel_str id; /**< from the name */
    umbel_str name;
    umbel_str kind; /**< "wire", "newspaper", "ministry", "panel", …; may be empty */
    umbel_str country;
    char reliability; /**< 'A' to 'F', 0 where not rated */
    umbel_str rated_by;
    umbel_date rated_on;
} umbel_source;

typedef struct umbel_document {
    umbel_str id;      /**< from the SHA-256 of `text` */
    umbel_str sha256;  /**< 64 hexadecimal digits */
    umbel_str locator; /**< where it was read: path, path#line, or URL */
    umbel_str source;  /**< name of the publisher, may be empty */
    umbel_str url;
    umbel_str title;
    umbel_date published;
    int64_t t_fetched;  /**< seconds since 1970-01-01 UTC, 0 where unknown */
    umbel_str language; /**< ISO 639-1, "" where unknown */
    umbel_str media_type;
    umbel_str given_id; /**< the id that the input gave it (JSONL), else empty */
    umbel_str text;     /**< UTF-8, byte for byte as read */
} umbel_document;

/** The same document met again elsewhere. */
typedef struct umbel_sighting {
    umbel_str document;
    umbel_str source;
    umbel_str locator;
    int64_t t_seen;
} umbel_sighting;

/** One sentence of a document. */
typedef struct umbel_passage {
    uint32_t n; /**< ordinal, from 0 */
    uint32_t begin;
    uint32_t end;
} umbel_passage;

/** What could not be read. */
typedef struct umbel_diagnostic {
    umbel_str document; /**< id, or empty */
    umbel_str file;
    int64_t pos;    /**< byte offset or line, see `unit`; -1 where none */
    umbel_str unit; /**< "byte", "line" or "" */
    umbel_str code; /**< stable word: "not-utf8", "empty", "too-large", … */
    umbel_str text; /**< one sentence: what is wrong, and the mend */
} umbel_diagnostic;

/** A growing list of diagnostics with its own memory; zero-initialise. */
typedef struct umbel_diagnostics {
    umbel_arena arena;
    umbel_diagnostic *items;
    size_t n;
    size_t cap;
} umbel_diagnostics;

/** Adds a diagnostic; copies its strings. */
umbel_status umbel_diagnose(umbel_ctx *cx, umbel_diagnostics *list, const umbel_diagnostic *d);
void umbel_diagnostics_free(umbel_ctx *cx, umbel_diagnostics *list);

/* ---- actors --------------------------------------------------------------------------------- */

typedef struct umbel_actor {
    umbel_str id; /**< slug from the table, or "x-" and digits of a hash for a group found in text */
    umbel_kind kind;
    umbel_str name;
    umbel_str country;
    umbel_interval active;
    umbel_str refs;   /**< "un:QDe.132 ucdp:303", space-separated */
    umbel_str source; /**< what the row rests on; "unverified" where known from memory only */
} umbel_actor;

typedef struct umbel_name {
    umbel_str actor;
    umbel_str text;
    umbel_name_kind kind;
    umbel_str language;
    umbel_str script; /**< ISO 15924, "" where unknown */
    umbel_str used_by;
    umbel_interval when;
    umbel_str source;
} umbel_name;

/** Actors and names as read from tables; the arena owns the strings. */
typedef struct umbel_actors {
    umbel_arena arena;
    umbel_actor *actors;
    size_t n_actors, cap_actors;
    umbel_name *names;
    size_t n_names, cap_names;
} umbel_actors;

void umbel_actors_free(umbel_ctx *cx, umbel_actors *table);

/* ---- listings ------------------------------------------------------------------------------- */

/** An organisation's place on an authority's list. Meaning: that the authority says so, from then on. */
typedef struct umbel_designation {
    umbel_str id; /**< from actor, authority, list and reference */
    umbel_str actor;
    umbel_str authority;   /**< "UN Security Council" */
    umbel_str list;        /**< "Al-Qaida" */
    umbel_str reference;   /**< "QDe.132" */
    umbel_interval listed; /**< an unknown end has precision unknown */
} umbel_designation;

/** A growing list of designations with its own memory; zero-initialise. */
typedef struct umbel_designations {
    umbel_arena arena;
    umbel_designation *items;
    size_t n, cap;
} umbel_designations;

void umbel_designations_free(umbel_ctx *cx, umbel_designations *list);

typedef struct umbel_listed_name {
    umbel_str text;
    umbel_str quality; /**< as the list has it: "primary", "good", "low", "a.k.a.", … */
} umbel_listed_name;

/** An individual on an official list: names, reference, dates of listing, and nothing else. */
typedef struct umbel_listed_person {
    umbel_str id;        /**< "un-qdi-001", "ofac-2674" */
    umbel_str list;      /**< "UN Security Council, Al-Qaida" */
    umbel_str reference; /**< "QDi.001" */
    umbel_interval listed;
    const umbel_listed_name *names;
    size_t n_names;
} umbel_listed_person;

/* ---- decisions ------------------------------------------------------------------------------ */

typedef enum umbel_verdict {
    UMBEL_VERDICT_NONE = 0,
    UMBEL_VERDICT_SAME,      /**< two actors are one: the second counts as the first */
    UMBEL_VERDICT_DIFFERENT, /**< two actors are not one, whatever their names */
    UMBEL_N_VERDICTS
} umbel_verdict;

const char *umbel_verdict_name(umbel_verdict verdict);
bool umbel_verdict_parse(umbel_str s, umbel_verdict *out);

/** What somebody has judged. It is never changed: undoing it says when, and another decision may follow. */
typedef struct umbel_decision {
    umbel_str id;      /**< from all that follows but `undone_at` */
    umbel_str what;    /**< kind of record that is judged: "actor" */
    umbel_str subject; /**< ids of the records, with a tab between */
    umbel_verdict verdict;
    umbel_str reason;
    umbel_str decided_by;
    umbel_str decided_at; /**< "2031-03-14T09:26:53.589Z" */
    umbel_str undone_at;  /**< empty: it stands */
} umbel_decision;

/** Decisions in the order in which they were taken, with their own memory; zero-initialise. */
typedef struct umbel_decisions {
    umbel_arena arena;
    umbel_decision *items;
    size_t n, cap;
} umbel_decisions;

void umbel_decisions_free(umbel_ctx *cx, umbel_decisions *list);
/** The two records of a decision about a pair; false where it has not two. */
bool umbel_decision_pair(const umbel_decision *decision, umbel_str *first, umbel_str *second);

/* ---- statements ----------------------------------------------------------------------------- */

/** Words of a document with their place. */
typedef struct umbel_quote {
    umbel_str text;
    uint32_t begin;
    uint32_t end;
} umbel_quote;

/** Subject, object, opponent or place of a statement. */
typedef struct umbel_party {
    umbel_quote quote; /**< as it stands in the passage */
    umbel_kind kind;
    umbel_str actor;        /**< resolved actor, or empty */
    umbel_quote antecedent; /**< what a pronoun or description stands for; text empty where not needed */
} umbel_party;

typedef struct umbel_speaker {
    umbel_speaker_kind kind;
    umbel_quote quote; /**< text empty where the speaker has no words of its own */
    umbel_str actor;
    const umbel_quote *via; /**< outer speakers of a nested report, innermost first */
    size_t n_via;
} umbel_speaker;

typedef struct umbel_cue {
    umbel_str role; /**< "tie", "hedge", "negation", "denial", "speaker", "ended" */
    umbel_quote quote;
} umbel_cue;

typedef struct umbel_attribute {
    umbel_str key;
    umbel_str value;
} umbel_attribute;

typedef struct umbel_statement {
    umbel_str id;
    umbel_str document;
    umbel_passage passage;
    umbel_str passage_text;
    umbel_party subject;
    umbel_tie tie;
    umbel_party object;
    umbel_party against; /**< quote empty where not said */
    umbel_party place;   /**< quote empty where not said */
    umbel_interval when; /**< an open or unknown end has precision unknown */
    umbel_polarity polarity;
    umbel_certainty certainty;
    umbel_speaker speaker;
    const umbel_cue *cues;
    size_t n_cues;
    umbel_passage *also; /**< further passages that say the same */
    size_t n_also;
    const umbel_attribute *attributes; /**< "manner", "ended", "esd", "esd_undetermined", "event" */
    size_t n_attributes;
    double score;        /**< 0 to 1: how well the words fit the frame; no probability of truth */
    umbel_str extractor; /**< "frames/2", "judge/2", "encoder/2": who found it */
} umbel_statement;

typedef struct umbel_mention {
    umbel_passage passage;
    umbel_quote quote;
    umbel_kind kind;
    umbel_str actor;
    double score; /**< 0 to 1: how well the name fits the actor */
} umbel_mention;

/** Reported speech: who says, thinks, denies or intends what, tie or not. */
typedef struct umbel_attribution {
    umbel_passage passage;
    umbel_quote speaker; /**< text empty where the passage names nobody */
    umbel_quote cue;
    umbel_span content; /**< from the first to the last word reported; the cue may stand between */
} umbel_attribution;
/* ---- events --------------------------------------------------------------------------------- */

typedef enum umbel_event_type {
    UMBEL_EVENT_NONE = 0,
    UMBEL_EVENT_ATTACK,     /**< one side sets upon the other */
    UMBEL_EVENT_CLASH,      /**< fighting; both sides */
    UMBEL_EVENT_STRIKE,     /**< a state's aircraft, drones or guns */
    UMBEL_EVENT_KIDNAPPING, /**< with a killing within it */
    UMBEL_EVENT_ARREST,
    UMBEL_EVENT_CAPTURE, /**< of a place, with the fighting for it */
    UMBEL_EVENT_OTHER,   /**< weapons found, a bomb defused, a truce broken */
    UMBEL_N_EVENT_TYPES
} umbel_event_type;

const char *umbel_event_type_name(umbel_event_type type);
bool umbel_event_type_parse(umbel_str s, umbel_event_type *out);

/** A number of people as it is claimed: at least, most likely, at most; -1 where an end is not said. */
typedef struct umbel_count {
    int32_t low, best, high;
} umbel_count;

/** A side of an event that the text tells apart. */
typedef struct umbel_event_side {
    umbel_str name; /**< "forces", "civilians", "militants" */
    umbel_count killed, wounded;
} umbel_event_side;

/** An attack, clash, arrest … as a document tells of it: one for each place and act, whatever the number of sentences.
 *  Meaning: what is reported; figures are claims, attackers among the dead included. */
typedef struct umbel_event {
    umbel_str id;
    umbel_str document;
    umbel_passage passage; /**< where it is first told */
    umbel_str passage_text;
    umbel_event_type type;
    umbel_party place; /**< the finest named; quote empty where not said */
    umbel_interval when;
    umbel_party *by; /**< who claims it or is blamed, even if it denies */
    size_t n_by;
    umbel_party *on;
    size_t n_on;
    umbel_count killed; /**< all -1 where nothing is said */
    umbel_count wounded;
    umbel_event_side *sides;
    size_t n_sides;
    umbel_str weapon;    /**< "bomb", "gunfire", … or "unknown" */
    umbel_passage *also; /**< further passages that tell of it */
    size_t n_also;
    umbel_str extractor;
} umbel_event;

/** What one document says; zero-initialise. Reset between documents, its arena owns everything. */
typedef struct umbel_reading {
    umbel_arena arena;
    umbel_str extractor; /**< the readers and their version: "readers/3" */
    umbel_passage *passages;
    size_t n_passages, cap_passages;
    umbel_mention *mentions;
    size_t n_mentions, cap_mentions;
    umbel_statement *statements;
    size_t n_statements, cap_statements;
    umbel_attribution *attributions;
    size_t n_attributions, cap_attributions;
    umbel_event *events;
    size_t n_events, cap_events;
} umbel_reading;

void umbel_reading_reset(umbel_ctx *cx, umbel_reading *reading);
void umbel_reading_free(umbel_ctx *cx, umbel_reading *reading);

/* ---- evidence and ties ---------------------------------------------------------------------- */

/** What a ledger (or a part of it) holds, as the later stages take it; zero-initialise.
 *  Documents carry no text here; sentences stand in the statements. */
typedef struct umbel_evidence {
    umbel_arena arena;
    umbel_source *sources;
    size_t n_sources, cap_sources;
    umbel_document *documents;
    size_t n_documents, cap_documents;
    umbel_actor *actors; /**< only those that a statement names */
    size_t n_actors, cap_actors;
    umbel_name *names; /**< of these actors */
    size_t n_names, cap_names;
    umbel_statement *statements; /**< ordered by document date, document, passage, id */
    size_t n_statements, cap_statements;
    size_t n_diagnostics;
} umbel_evidence;

void umbel_evidence_free(umbel_ctx *cx, umbel_evidence *evidence);

/** All statements with one subject, type and object (of a symmetric type: either order, smaller id first). */
typedef struct umbel_tie_row {
    umbel_str subject; /**< actor id; "~" and the folded text for a party that is no actor */
    umbel_str subject_name;
    umbel_kind subject_kind;
    umbel_tie tie;
    umbel_str object;
    umbel_str object_name;
    umbel_kind object_kind;
    const uint32_t *statements; /**< indices into the evidence */
    size_t n_statements;
    uint32_t n_affirmed; /**< statements that affirm */
    uint32_t n_denied;
    uint32_t n_hedged;    /**< affirming statements that are not `certain` */
    uint32_t n_documents; /**< distinct documents among those that affirm */
    uint32_t n_sources;   /**< distinct sources among those that affirm; unnamed sources count once */
    umbel_interval when;  /**< hull of the stated intervals */
    umbel_date first_reported, last_reported;
} umbel_tie_row;

typedef struct umbel_ties {
    umbel_arena arena;
    umbel_tie_row *rows;
    size_t n, cap;
} umbel_ties;

void umbel_ties_free(umbel_ctx *cx, umbel_ties *ties);

#ifdef __cplusplus
}
#endif
#endif
