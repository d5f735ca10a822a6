/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of the values of the closed lists. */
#include "umbel/model.h"

static bool find(umbel_str s, const char *const *names, unsigned n, unsigned *out) {
    for (unsigned i = 0; i < n; i++)
        if (names[i][0] && umbel_str_eq(s, umbel_str_of(names[i]))) {
            *out = i;
            return true;
        }
    return false;
}

static const char *const kinds[UMBEL_N_KINDS] = {"",      "group",     "state",  "organ", "body",
                                                 "place", "agreement", "people", "thing", "class"};

const char *umbel_kind_name(umbel_kind kind) { return (unsigned)kind < UMBEL_N_KINDS ? kinds[kind] : ""; }

bool umbel_kind_parse(umbel_str s, umbel_kind *out) {
    unsigned i;
    if (!find(s, kinds, UMBEL_N_KINDS, &i)) return false;
    *out = (umbel_kind)i;
    return true;
}

typedef struct tie_row {
    const char *name;
    const char *phrase;
    const char *esd;
    umbel_tie_group group;
    bool symmetric;
} tie_row;

static const tie_row ties[UMBEL_N_TIES] = {
    [UMBEL_TIE_NONE] = {"", "", "", UMBEL_TIES_NONE, false},
    [UMBEL_TIE_SUPPORTS] = {"supports", "supports", "O/U", UMBEL_TIES_SUPPORT, false},
    [UMBEL_TIE_SUPPLIES_FIGHTERS] = {"supplies_fighters", "supplies fighters to", "X,P", UMBEL_TIES_SUPPORT, false},
    [UMBEL_TIE_HOSTS] = {"hosts", "hosts", "Y", UMBEL_TIES_SUPPORT, false},
    [UMBEL_TIE_ARMS] = {"arms", "arms", "W", UMBEL_TIES_SUPPORT, false},
    [UMBEL_TIE_EQUIPS] = {"equips", "equips or moves", "M", UMBEL_TIES_SUPPORT, false},
    [UMBEL_TIE_TRAINS] = {"trains", "trains", "T", UMBEL_TIES_SUPPORT, false},
    [UMBEL_TIE_FUNDS] = {"funds", "funds", "F", UMBEL_TIES_SUPPORT, false},
    [UMBEL_TIE_INFORMS] = {"informs", "gives intelligence to", "I", UMBEL_TIES_SUPPORT, false},
    [UMBEL_TIE_LENDS_BASES] = {"lends_bases", "lends bases to", "L", UMBEL_TIES_SUPPORT, false},
    [UMBEL_TIE_GUIDES_MEDIA] = {"guides_media", "guides the media of", "", UMBEL_TIES_SUPPORT, false},
    [UMBEL_TIE_ALLIED_WITH] = {"allied_with", "is allied with", "", UMBEL_TIES_ALIGNMENT, true},
    [UMBEL_TIE_AFFILIATED_WITH] = {"affiliated_with", "is affiliated with", "", UMBEL_TIES_ALIGNMENT, false},
    [UMBEL_TIE_MEMBER_OF] = {"member_of", "is a member of", "", UMBEL_TIES_ALIGNMENT, false},
    [UMBEL_TIE_LEADS_UMBRELLA] = {"leads_umbrella", "leads an umbrella over", "", UMBEL_TIES_ALIGNMENT, false},
    [UMBEL_TIE_SHARES_IDEOLOGY_WITH] = {"shares_ideology_with", "shares ideology with", "", UMBEL_TIES_ALIGNMENT, true},
    [UMBEL_TIE_SPLITS_FROM] = {"splits_from", "split from", "", UMBEL_TIES_LINEAGE, false},
    [UMBEL_TIE_MERGES_INTO] = {"merges_into", "merged into", "", UMBEL_TIES_LINEAGE, false},
    [UMBEL_TIE_SUCCEEDS] = {"succeeds", "succeeds", "", UMBEL_TIES_LINEAGE, false},
    [UMBEL_TIE_FIGHTS] = {"fights", "fights", "", UMBEL_TIES_HOSTILITY, true},
    [UMBEL_TIE_ATTACKS] = {"attacks", "attacks", "", UMBEL_TIES_HOSTILITY, false},
    [UMBEL_TIE_STRIKES] = {"strikes", "strikes", "", UMBEL_TIES_HOSTILITY, false},
    [UMBEL_TIE_OPPOSES] = {"opposes", "opposes", "", UMBEL_TIES_HOSTILITY, false},
    [UMBEL_TIE_INFILTRATES] = {"infiltrates", "infiltrates", "", UMBEL_TIES_MOVEMENT, false},
    [UMBEL_TIE_RECRUITS_IN] = {"recruits_in", "recruits in", "", UMBEL_TIES_MOVEMENT, false},
    [UMBEL_TIE_OPERATES_IN] = {"operates_in", "operates in", "", UMBEL_TIES_MOVEMENT, false},
    [UMBEL_TIE_DESIGNATES] = {"designates", "designates", "", UMBEL_TIES_RULES, false},
    [UMBEL_TIE_NEGOTIATES_WITH] = {"negotiates_with", "negotiates with", "", UMBEL_TIES_RULES, true},
    [UMBEL_TIE_COMMITS_TO] = {"commits_to", "commits to", "", UMBEL_TIES_RULES, false},
    [UMBEL_TIE_BREACHES] = {"breaches", "breaches", "", UMBEL_TIES_RULES, false},
    [UMBEL_TIE_UPHOLDS] = {"upholds", "upholds", "", UMBEL_TIES_RULES, false},
};

static const tie_row *row_of(umbel_tie tie) { return &ties[(unsigned)tie < UMBEL_N_TIES ? tie : UMBEL_TIE_NONE]; }

const char *umbel_tie_name(umbel_tie tie) { return row_of(tie)->name; }
const char *umbel_tie_phrase(umbel_tie tie) { return row_of(tie)->phrase; }
const char *umbel_tie_esd(umbel_tie tie) { return row_of(tie)->esd; }
umbel_tie_group umbel_tie_group_of(umbel_tie tie) { return row_of(tie)->group; }
bool umbel_tie_symmetric(umbel_tie tie) { return row_of(tie)->symmetric; }

bool umbel_tie_parse(umbel_str s, umbel_tie *out) {
    for (unsigned i = 1; i < UMBEL_N_TIES; i++)
        if (umbel_str_eq(s, umbel_str_of(ties[i].name))) {
            *out = (umbel_tie)i;
            return true;
        }
    return false;
}

const char *umbel_tie_group_name(umbel_tie_group group) {
    static const char *const names[UMBEL_N_TIE_GROUPS] = {"",          "support",  "alignment", "lineage",
                                                          "hostility", "movement", "rules"};
    return (unsigned)group < UMBEL_N_TIE_GROUPS ? names[group] : "";
}

static const char *const polarities[UMBEL_N_POLARITIES] = {"affirmed", "denied"};

const char *umbel_polarity_name(umbel_polarity value) {
    return (unsigned)value < UMBEL_N_POLARITIES ? polarities[value] : "";
}

bool umbel_polarity_parse(umbel_str s, umbel_polarity *out) {
    unsigned i;
    if (!find(s, polarities, UMBEL_N_POLARITIES, &i)) return false;
    *out = (umbel_polarity)i;
    return true;
}

static const char *const certainties[UMBEL_N_CERTAINTIES] = {"certain", "probable", "possible", "unknown"};

const char *umbel_certainty_name(umbel_certainty value) {
    return (unsigned)value < UMBEL_N_CERTAINTIES ? certainties[value] : "";
}

bool umbel_certainty_parse(umbel_str s, umbel_certainty *out) {
    unsigned i;
    if (!find(s, certainties, UMBEL_N_CERTAINTIES, &i)) return false;
    *out = (umbel_certainty)i;
    return true;
}

static const char *const speaker_kinds[UMBEL_N_SPEAKER_KINDS] = {"author", "named", "unnamed"};

const char *umbel_speaker_kind_name(umbel_speaker_kind value) {
    return (unsigned)value < UMBEL_N_SPEAKER_KINDS ? speaker_kinds[value] : "";
}

bool umbel_speaker_kind_parse(umbel_str s, umbel_speaker_kind *out) {
    unsigned i;
    if (!find(s, speaker_kinds, UMBEL_N_SPEAKER_KINDS, &i)) return false;
    *out = (umbel_speaker_kind)i;
    return true;
}

static const char *const name_kinds[UMBEL_N_NAME_KINDS] = {"official", "alias", "acronym",   "transliteration",
                                                           "former",   "label", "adjective", "capital"};

const char *umbel_name_kind_name(umbel_name_kind value) {
    return (unsigned)value < UMBEL_N_NAME_KINDS ? name_kinds[value] : "";
}

bool umbel_name_kind_parse(umbel_str s, umbel_name_kind *out) {
    unsigned i;
    if (!find(s, name_kinds, UMBEL_N_NAME_KINDS, &i)) return false;
    *out = (umbel_name_kind)i;
    return true;
}

static const char *const event_types[UMBEL_N_EVENT_TYPES] = {"",           "attack", "clash",   "strike",
                                                             "kidnapping", "arrest", "capture", "other"};

const char *umbel_event_type_name(umbel_event_type type) {
    return (unsigned)type < UMBEL_N_EVENT_TYPES ? event_types[type] : "";
}

bool umbel_event_type_parse(umbel_str s, umbel_event_type *out) {
    unsigned i;
    if (!find(s, event_types, UMBEL_N_EVENT_TYPES, &i)) return false;
    *out = (umbel_event_type)i;
    return true;
}

static const char *const verdicts[UMBEL_N_VERDICTS] = {"", "same", "different"};

const char *umbel_verdict_name(umbel_verdict value) {
    return (unsigned)value < UMBEL_N_VERDICTS ? verdicts[value] : "";
}

bool umbel_verdict_parse(umbel_str s, umbel_verdict *out) {
    unsigned i;
    if (!find(s, verdicts, UMBEL_N_VERDICTS, &i)) return false;
    *out = (umbel_verdict)i;
    return true;
}
