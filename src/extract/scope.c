/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/scope.h"

#include "extract/clause.h"

void umbel_add_cue(reading_of_clause *r, const char *role, const document_state *d, const sentence *s, uint16_t first,
                   uint16_t last) {
    if (r->n_cues == UMBEL_CUES_MAX) return;
    uint32_t begin = s->t[first].begin, end = s->t[last].end;
    for (size_t i = 0; i < r->n_cues; i++)
        if (r->cues[i].quote.begin == begin && r->cues[i].quote.end == end) return;
    r->cues[r->n_cues++] = (umbel_cue){umbel_str_of(role), {{d->document->text.p + begin, end - begin}, begin, end}};
}

static void weaken(reading_of_clause *r, umbel_certainty certainty) {
    if (certainty > r->certainty) r->certainty = certainty;
}

static void deny(reading_of_clause *r) { r->polarity = r->polarity == UMBEL_DENIED ? UMBEL_AFFIRMED : UMBEL_DENIED; }

static void speak_unnamed(reading_of_clause *r) {
    if (r->speaker.kind == UMBEL_SPEAKER_AUTHOR) r->speaker.kind = UMBEL_SPEAKER_UNNAMED;
}

/* Named: a name, a person, or an office of something named; the rest ("officials", "residents") is unnamed. */
static void speak(const document_state *d, const sentence *s, int p, reading_of_clause *r) {
    const item *np = umbel_item_at(s, p);
    const token *head = &s->t[np->head];
    party who;
    bool known = umbel_party_of(d, s, s->seq[p], UINT32_MAX, &who) && who.entity != UINT32_MAX;
    uint16_t first = np->first;
    while (first < np->last && (s->t[first].tag == T_DET || s->t[first].tag == T_ADV)) first++;
    bool has_name = false;
    for (uint16_t i = np->first; i <= np->last; i++)
        has_name = has_name || (s->t[i].mention != NONE && !s->names[s->t[i].mention].adjective);
    bool office = umbel_token_is(d->ex, head, W_SPOKES) || umbel_token_is(d->ex, head, W_NAMED_SOURCE) ||
                  umbel_token_is(d->ex, head, W_ORGANHEAD);
    bool anonymous = umbel_token_is(d->ex, head, W_ANONYMOUS) && head->mention == NONE;
    bool person_name = head->mention != NONE && s->names[head->mention].person;
    bool owned = np->owner != NONE || np->of != NONE || np->owned_by_pronoun || has_name;
    r->speaker = (umbel_speaker){.kind = UMBEL_SPEAKER_UNNAMED};
    uint32_t begin = s->t[first].begin, end = s->t[np->head].end;
    r->speaker.quote = (umbel_quote){{d->document->text.p + begin, end - begin}, begin, end};
    if (person_name || (head->mention != NONE && !s->names[head->mention].adjective) || head->tag == T_PRON ||
        (office && !anonymous) || (office && owned && umbel_token_is(d->ex, head, W_SPOKES)))
        r->speaker.kind = UMBEL_SPEAKER_NAMED;
    else if (!anonymous && known && head->tag != T_NOUN)
        r->speaker.kind = UMBEL_SPEAKER_NAMED;
    if (head->tag == T_PRON && !known && !umbel_word_is(d->ex, head, "he") && !umbel_word_is(d->ex, head, "she"))
        r->speaker.kind = UMBEL_SPEAKER_UNNAMED;
    if (known && r->speaker.kind == UMBEL_SPEAKER_NAMED) r->speaker.actor = who.actor;
}

typedef enum report { R_NONE, R_SAY, R_PROBABLE, R_POSSIBLE, R_DENY, R_ASK, R_DOUBT, R_ACCUSE, R_SUSPECT } report;

static report report_of(const document_state *d, const token *verb) {
    static const struct {
        word_class cls;
        report report;
    } rows[] = {{C_SUSPECT, R_SUSPECT}, {C_ACCUSE, R_ACCUSE},     {C_DENY, R_DENY},         {C_DOUBT, R_DOUBT},
                {C_ASK, R_ASK},         {C_POSSIBLE, R_POSSIBLE}, {C_PROBABLE, R_PROBABLE}, {C_SAY, R_SAY}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (umbel_token_is(d->ex, verb, rows[i].cls)) return rows[i].report;
    return R_NONE;
}

static bool has_content_behind(const sentence *s, int v) {
    int i = v + 1;
    while (umbel_item_at(s, i)->type == I_ADV) i++;
    return i < s->n_seq && umbel_item_at(s, i)->type != I_STOP && umbel_item_at(s, i)->type != I_COMMA;
}

/* Range of positions that the reporting verb at v speaks of; false when p is outside it. */
static bool reports(const document_state *d, const sentence *s, int v, int subject, int p) {
    if (p > v) {
        if (!has_content_behind(s, v)) return false;
        for (int i = v + 1; i < p; i++) /* "…, but X": another voice begins */
            if (umbel_item_at(s, i)->type == I_STOP ||
                (umbel_item_at(s, i)->type == I_CONJ &&
                 umbel_word_is(d->ex, &s->t[umbel_item_at(s, i)->first], "but") &&
                 umbel_item_at(s, i + 1)->type == I_NP))
                return false;
        return true;
    }
    if (subject == -1 || p >= subject) return false;
    /* "…, X said": nothing but a comma or a closing quote before the speaker */
    int i = subject - 1;
    while (i > 0 && umbel_item_at(s, i)->type == I_NP) i--;
    bool set_off = umbel_item_at(s, i)->type == I_COMMA || umbel_item_at(s, i)->type == I_QUOTE;
    bool empty = !has_content_behind(s, v) || umbel_item_at(s, v + 1)->type == I_PREP ||
                 umbel_item_at(s, v + 1)->type == I_QUOTE ||
                 (umbel_item_at(s, v + 1)->type == I_NP && umbel_item_at(s, v + 2)->type != I_VG);
    return set_off && empty;
}

/* "said X": a speaker behind the verb, after the content. */
static int speaker_behind(const sentence *s, int v) {
    bool set_off = v > 0 && (umbel_item_at(s, v - 1)->type == I_COMMA || umbel_item_at(s, v - 1)->type == I_QUOTE);
    return set_off && umbel_item_at(s, v + 1)->type == I_NP ? v + 1 : -1;
}

static void apply_report(const document_state *d, const sentence *s, int v, int subject, report kind,
                         reading_of_clause *r) {
    const item *vg = umbel_item_at(s, v);
    umbel_certainty keep = r->certainty;
    speak(d, s, subject, r);
    r->certainty = keep;
    umbel_add_cue(r, kind == R_DENY ? "denial" : "speaker", d, s, vg->first, vg->last);
    switch (kind) {
    case R_PROBABLE:
    case R_SUSPECT: weaken(r, UMBEL_PROBABLE); break;
    case R_POSSIBLE: weaken(r, UMBEL_POSSIBLE); break;
    case R_ASK: weaken(r, UMBEL_UNKNOWN); break;
    case R_DOUBT:
        weaken(r, UMBEL_PROBABLE);
        deny(r);
        break;
    case R_DENY: deny(r); break;
    default: break;
    }
    if (vg->negated && (kind == R_PROBABLE || kind == R_SUSPECT)) deny(r);
}

static void read_reports(const document_state *d, const sentence *s, int p, reading_of_clause *r) {
    for (int v = 0; v < s->n_seq; v++) {
        const item *vg = umbel_item_at(s, v);
        if (vg->type != I_VG || v == p) continue;
        const token *verb = &s->t[vg->head];
        if (vg->passive && umbel_token_is(d->ex, verb, C_PASSIVE)) { /* "is believed to", "it is alleged that" */
            int next = v + 1;
            bool opens = umbel_item_at(s, next)->infinitive || umbel_item_at(s, next)->type == I_THAT ||
                         (umbel_item_at(s, next)->type == I_PREP && umbel_item_at(s, next + 1)->gerund);
            if (p > v && opens && vg->finite) {
                weaken(r, umbel_word_is(d->ex, verb, "said") ? UMBEL_PROBABLE : UMBEL_PROBABLE);
                speak_unnamed(r);
                umbel_add_cue(r, "hedge", d, s, vg->first, vg->last);
                if (vg->negated) deny(r);
            }
            continue;
        }
        report kind = report_of(d, verb);
        if (kind == R_NONE || vg->passive || vg->participle) continue;
        int subject = umbel_subject_of(d, s, v), behind = speaker_behind(s, v);
        if (behind != -1 && p < v) {
            apply_report(d, s, v, behind, kind, r);
            continue;
        }
        if (subject == -1 || subject == p) continue;
        bool content = kind == R_SAY || kind == R_PROBABLE || kind == R_POSSIBLE || kind == R_DENY || kind == R_ASK ||
                       kind == R_DOUBT || kind == R_ACCUSE || kind == R_SUSPECT;
        if (content && reports(d, s, v, subject, p)) apply_report(d, s, v, subject, kind, r);
    }
    for (int i = 0; i + 2 < s->n_seq; i++) /* "according to X" */
        if (umbel_item_at(s, i)->type == I_PREP &&
            umbel_word_is(d->ex, &s->t[umbel_item_at(s, i)->first], "according") &&
            umbel_item_at(s, i + 2)->type == I_NP) {
            speak(d, s, i + 2, r);
            umbel_add_cue(r, "speaker", d, s, umbel_item_at(s, i)->first, umbel_item_at(s, i + 1)->last);
        }
}

static void read_adverb(const document_state *d, const sentence *s, uint16_t t, reading_of_clause *r) {
    if (umbel_token_is(d->ex, &s->t[t], C_ADV_UNNAMED)) {
        weaken(r, UMBEL_PROBABLE);
        speak_unnamed(r);
    } else if (umbel_token_is(d->ex, &s->t[t], C_ADV_PROBABLE)) {
        weaken(r, UMBEL_PROBABLE);
    } else if (umbel_token_is(d->ex, &s->t[t], C_ADV_POSSIBLE)) {
        weaken(r, UMBEL_POSSIBLE);
    } else {
        return;
    }
    umbel_add_cue(r, "hedge", d, s, t, t);
}

/* The verb's own modals and negation, then those of the verbs that govern it ("appears to", "is likely to"). */
static void read_verb(const document_state *d, const sentence *s, int v, reading_of_clause *r) {
    for (int depth = 0; v >= 0 && depth < 4; depth++) {
        const item *vg = umbel_item_at(s, v);
        if (depth > 0 && umbel_token_is(d->ex, &s->t[vg->head], C_SEEM)) {
            weaken(r, UMBEL_PROBABLE);
            umbel_add_cue(r, "hedge", d, s, vg->first, vg->last);
        }
        if (depth > 0 && umbel_token_is(d->ex, &s->t[vg->head], C_END)) {
            r->ended = true;
            umbel_add_cue(r, "ended", d, s, vg->first, vg->last);
        }
        if (depth > 0 && umbel_word_is(d->ex, &s->t[vg->head], "fail")) deny(r);
        if (depth > 0 && report_of(d, &s->t[vg->head]) != R_NONE && !vg->passive) break; /* its own scope */
        if (vg->negated) {
            bool no_longer = false;
            for (uint16_t i = vg->first; i <= vg->last; i++)
                no_longer = no_longer || umbel_word_is(d->ex, &s->t[i], "longer");
            if (no_longer)
                r->ended = true;
            else
                deny(r);
            umbel_add_cue(r, no_longer ? "ended" : "negation", d, s, vg->first, vg->last);
        }
        if (vg->modal != NONE && umbel_token_is(d->ex, &s->t[vg->modal], C_MODAL)) {
            weaken(r, UMBEL_POSSIBLE);
            umbel_add_cue(r, "hedge", d, s, vg->modal, vg->modal);
        }
        for (uint16_t i = vg->first; i <= vg->last; i++) read_adverb(d, s, i, r);
        const item *before = umbel_item_at(s, v - 1);
        if (vg->infinitive && before->type != I_VG) {
            if (umbel_token_is(d->ex, &s->t[before->head], C_LIKELY))
                weaken(r, UMBEL_PROBABLE), umbel_add_cue(r, "hedge", d, s, before->first, before->last);
            if (umbel_token_is(d->ex, &s->t[before->head], C_UNLIKELY))
                weaken(r, UMBEL_PROBABLE), deny(r), umbel_add_cue(r, "negation", d, s, before->first, before->last);
        }
        v = umbel_governor_of(d, s, v);
    }
}

static void read_clause_words(const document_state *d, const sentence *s, int p, reading_of_clause *r) {
    bool passed_verb = false;
    for (int i = p - 1; i >= 0; i--) {
        const item *it = umbel_item_at(s, i);
        if (it->type == I_STOP) break;
        passed_verb = passed_verb || (it->type == I_VG && it->finite);
        if (it->type == I_ADV && !passed_verb) read_adverb(d, s, it->first, r);
        if (it->type == I_SUBORD || it->type == I_CONJ) {
            const token *t = &s->t[it->first];
            if (umbel_token_is(d->ex, t, C_WHETHER))
                weaken(r, UMBEL_UNKNOWN), umbel_add_cue(r, "hedge", d, s, it->first, it->first);
            else if (umbel_token_is(d->ex, t, C_IF) && !passed_verb)
                weaken(r, UMBEL_POSSIBLE), umbel_add_cue(r, "hedge", d, s, it->first, it->first);
            if (it->type == I_SUBORD && !passed_verb) break;
        }
        if (it->type == I_NP && umbel_token_is(d->ex, &s->t[it->head], C_EVIDENCE) &&
            umbel_word_is(d->ex, &s->t[it->first], "no")) {
            weaken(r, UMBEL_UNKNOWN);
            umbel_add_cue(r, "hedge", d, s, it->first, it->last);
        }
        if (it->type == I_ADV && umbel_word_is(d->ex, &s->t[it->first], "nor") && !passed_verb) deny(r);
    }
}

void umbel_read_scope(const document_state *d, const sentence *s, int p, int governed, reading_of_clause *out) {
    *out = (reading_of_clause){.speaker = {.kind = UMBEL_SPEAKER_AUTHOR}};
    if (s->question) out->certainty = UMBEL_UNKNOWN;
    read_reports(d, s, p, out);
    if (governed >= 0) read_verb(d, s, governed, out);
    read_clause_words(d, s, p, out);
}
