/* Copyright (C) 2026 the umbel authors. SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/scope.h"

#include "extract/attribution.h"
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

/* A speaker inside the one so far, which joins the chain. */
static void speak_within(reading_of_clause *r, const umbel_speaker *speaker) {
    if (r->speaker.quote.text.n) {
        if (r->n_via == UMBEL_VIA_MAX) r->n_via--;
        for (size_t i = r->n_via; i > 0; i--) r->via[i] = r->via[i - 1];
        r->via[0] = r->speaker.quote;
        r->n_via++;
    }
    r->speaker = *speaker;
}

static uint16_t tokens_covered(const attribution *a, uint16_t t) {
    for (size_t i = 0; i < a->n_content; i++)
        if (t >= a->begin[i] && t < a->end[i]) return (uint16_t)(a->end[i] - a->begin[i]);
    return UINT16_MAX;
}

/* The voices over token t, the widest first. */
static size_t voices_over(const document_state *d, const sentence *s, int p, uint16_t t,
                          const attribution *out[UMBEL_VOICES_MAX]) {
    size_t n = 0;
    for (uint16_t i = 0; i < s->n_voices; i++) {
        const attribution *a = &s->voices[i];
        bool claims = a->pos == p && umbel_word_is(d->ex, &s->t[a->cue_first], "claim"); /* "claimed the bombing" */
        if (!claims && (a->pos == p || a->cue_first == t || !umbel_voice_covers(a, t))) continue;
        size_t k = n++;
        while (k > 0 && tokens_covered(out[k - 1], t) < tokens_covered(a, t)) out[k] = out[k - 1], k--;
        out[k] = a;
    }
    return n;
}

static void apply_certainty(const attribution *a, reading_of_clause *r) {
    switch (a->effect) {
    case VOICE_PROBABLE: weaken(r, UMBEL_PROBABLE); break;
    case VOICE_POSSIBLE:
    case VOICE_INTENDED:
    case VOICE_VOWED: weaken(r, UMBEL_POSSIBLE); break;
    case VOICE_UNKNOWN: weaken(r, UMBEL_UNKNOWN); break;
    case VOICE_DENIED:
    case VOICE_AVOIDED: deny(r); break;
    case VOICE_DOUBTED:
        weaken(r, UMBEL_PROBABLE);
        deny(r);
        break;
    default: break;
    }
    if (!a->negated) return;
    if (a->effect == VOICE_CERTAIN) /* "could not confirm that" */
        weaken(r, UMBEL_UNKNOWN);
    else if (a->effect == VOICE_DENIED)
        weaken(r, UMBEL_PROBABLE), deny(r); /* "does not deny" */
    else if (a->effect == VOICE_PROBABLE)
        deny(r);
}

static void apply_voice(const document_state *d, const sentence *s, const attribution *a, reading_of_clause *r) {
    bool silent = a->effect == VOICE_NEUTRAL || a->effect == VOICE_INTENDED || a->effect == VOICE_AVOIDED;
    if (a->impersonal && !silent) {
        speak_unnamed(r);
    } else if (a->speaker != NONE && !silent) {
        umbel_speaker speaker;
        umbel_speaker_of(d, s, a->speaker, &speaker);
        if (speaker.kind != UMBEL_SPEAKER_AUTHOR || !r->speaker.quote.text.n) speak_within(r, &speaker);
    } else if (a->owner != NONE && !silent) { /* "its denial that" */
        umbel_speaker speaker = {.kind = d->last_speaker_kind};
        const token *its = &s->t[a->owner];
        party who;
        bool known = umbel_owner_of(d, s, s->seq[a->pos], UINT32_MAX, &who) && who.entity != UINT32_MAX;
        if (known) speaker.kind = UMBEL_SPEAKER_NAMED, speaker.actor = who.actor;
        if (speaker.kind == UMBEL_SPEAKER_AUTHOR) speaker.kind = UMBEL_SPEAKER_UNNAMED;
        speaker.quote = (umbel_quote){umbel_token_text(d, its), its->begin, its->end};
        speak_within(r, &speaker);
    }
    apply_certainty(a, r);
    if (a->effect == VOICE_NEUTRAL) return;
    const char *role = a->effect == VOICE_DENIED                       ? "denial"
                       : a->effect == VOICE_AVOIDED                    ? "negation"
                       : a->impersonal || a->speaker == NONE || silent ? "hedge"
                                                                       : "speaker";
    umbel_add_cue(r, role, d, s, a->cue_first, a->cue_last);
}

#define ASIDE_MOST 10 /* chunks of an aside */

/* "who attacked the village", ", killed by a drone in July,": told in passing, so that who denies the sentence around
 * it does not deny this. */
static bool stands_aside(const sentence *s, int v) {
    const item *vg = umbel_item_at(s, v);
    int i = v - 1;
    while (umbel_item_at(s, i)->type == I_ADV) i--;
    uint8_t before = umbel_item_at(s, i)->type, first = umbel_item_at(s, i - 1)->type;
    if (vg->type != I_VG) return false;
    if (before == I_REL || (before == I_NP && first == I_REL)) return true;
    if (!vg->passive || vg->finite || before != I_COMMA || first != I_NP) return false;
    for (int j = v + 1; j < v + ASIDE_MOST && umbel_item_at(s, j)->type != I_STOP; j++)
        if (umbel_item_at(s, j)->type == I_COMMA)
            return umbel_item_at(s, j + 1)->type == I_VG && umbel_item_at(s, j + 1)->finite;
    return false;
}

/* `governed`: the verb over p, or -1. */
static void read_voices(const document_state *d, const sentence *s, int p, int governed, reading_of_clause *r) {
    const attribution *over[UMBEL_VOICES_MAX];
    uint16_t t = umbel_item_at(s, p)->head;
    size_t n = voices_over(d, s, p, t, over);
    bool aside = stands_aside(s, umbel_item_at(s, p)->type == I_VG ? p : governed);
    for (size_t i = 0; i < n; i++)
        if (!aside || over[i]->effect != VOICE_DENIED) apply_voice(d, s, over[i], r);
    umbel_speaker speaker;
    if (r->speaker.kind == UMBEL_SPEAKER_AUTHOR && umbel_quote_voice(d, s, t, &speaker)) r->speaker = speaker;
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

static void read_negation(const document_state *d, const sentence *s, const item *vg, reading_of_clause *r) {
    bool no_longer = false;
    for (uint16_t i = vg->first; i <= vg->last; i++) no_longer = no_longer || umbel_word_is(d->ex, &s->t[i], "longer");
    if (no_longer)
        r->ended = true;
    else
        deny(r);
    umbel_add_cue(r, no_longer ? "ended" : "negation", d, s, vg->first, vg->last);
}

static void read_modal(const document_state *d, const sentence *s, const item *vg, reading_of_clause *r) {
    if (r->likely) return; /* "it is unlikely that X will" */
    if (vg->modal == NONE || !umbel_token_is(d->ex, &s->t[vg->modal], C_MODAL)) return;
    weaken(r, UMBEL_POSSIBLE);
    umbel_add_cue(r, "hedge", d, s, vg->modal, vg->modal);
}

/* "is likely to", "is unlikely to" before the infinitive at v. */
static void read_likelihood(const document_state *d, const sentence *s, int v, reading_of_clause *r) {
    const item *before = umbel_item_at(s, v - 1);
    if (!umbel_item_at(s, v)->infinitive || before->type == I_VG || before->type == I_STOP) return;
    const token *t = &s->t[before->last];
    if (umbel_token_is(d->ex, t, C_LIKELY))
        weaken(r, UMBEL_PROBABLE);
    else if (umbel_token_is(d->ex, t, C_UNLIKELY))
        weaken(r, UMBEL_PROBABLE), deny(r);
    else if (umbel_token_is(d->ex, t, C_MAYBE))
        weaken(r, UMBEL_POSSIBLE);
    else
        return;
    umbel_add_cue(r, umbel_token_is(d->ex, t, C_UNLIKELY) ? "negation" : "hedge", d, s, before->first, before->last);
}

/* "could one day cross", "may, for all we know, be financing": the modal stands apart from its verb. */
static void read_far_modal(const document_state *d, const sentence *s, int v, reading_of_clause *r) {
    const item *vg = umbel_item_at(s, v);
    if (vg->modal != NONE || vg->infinitive) return;
    for (int i = v - 1; i >= 0 && i > v - 9; i--) {
        const item *it = umbel_item_at(s, i);
        const token *t = &s->t[it->first];
        if (it->type == I_CONJ && umbel_word_is(d->ex, t, "yet")) continue; /* "may yet merge" */
        if (it->type == I_VG || it->type == I_STOP || it->type == I_THAT || it->type == I_CONJ) return;
        if (it->first > 0 && t->flags & UMBEL_TOKEN_CAPITAL) continue; /* the month of May */
        if (it->type != I_OTHER || t->tag != T_MODAL) continue;
        if (umbel_token_is(d->ex, t, C_MODAL))
            weaken(r, UMBEL_POSSIBLE), umbel_add_cue(r, "hedge", d, s, it->first, it->first);
        return;
    }
}

/* "nor has it ever paid": the auxiliary stands before the subject. */
static void read_inversion(const document_state *d, const sentence *s, int v, reading_of_clause *r) {
    for (int i = v - 1; i >= 0 && i > v - 12; i--) {
        const item *it = umbel_item_at(s, i);
        if (it->type == I_STOP || it->type == I_THAT) return;
        if (it->type == I_VG && !umbel_word_is(d->ex, &s->t[it->first], "nor") && s->t[it->head].tag == T_VERB) return;
        if (!umbel_word_is(d->ex, &s->t[it->first], "nor") && !umbel_word_is(d->ex, &s->t[it->first], "never"))
            continue;
        deny(r);
        umbel_add_cue(r, "negation", d, s, it->first, it->last);
        return;
    }
}

/* "may have trained and armed", "did not train or arm": what the first of two verbs has before it, for the second. */
static void read_shared(const document_state *d, const sentence *s, int v, reading_of_clause *r) {
    const item *vg = umbel_item_at(s, v);
    int c = v - 1;
    while (umbel_item_at(s, c)->type == I_ADV) c--;
    if (umbel_item_at(s, c)->type != I_CONJ || s->t[vg->first].tag == T_MODAL) return;
    bool either = !umbel_word_is(d->ex, &s->t[umbel_item_at(s, c)->first], "and");
    for (uint16_t i = vg->first; i < vg->head; i++)
        if (s->t[i].tag != T_ADV) return; /* it has its own auxiliary */
    for (int i = c - 1; i >= 0; i--) {
        const item *it = umbel_item_at(s, i);
        if (it->type == I_STOP || it->type == I_THAT || it->type == I_SUBORD) return;
        if (it->type != I_VG) continue;
        if (s->t[it->head].form != s->t[vg->head].form) return;
        read_modal(d, s, it, r);
        if (it->negated && either) read_negation(d, s, it, r);
        return;
    }
}

/* The verb's own modals and negation, then those of the verbs that govern it ("appears to", "is likely to"). */
static void read_verb(const document_state *d, const sentence *s, int p, int v, reading_of_clause *r) {
    for (int depth = 0; v >= 0 && depth < 4; depth++) {
        const item *vg = umbel_item_at(s, v);
        bool governs = depth > 0 || v != p;
        if (depth > 0 && umbel_token_is(d->ex, &s->t[vg->head], C_SEEM)) {
            weaken(r, UMBEL_PROBABLE);
            umbel_add_cue(r, "hedge", d, s, vg->first, vg->last);
        }
        if (governs && umbel_token_is(d->ex, &s->t[vg->head], C_END)) {
            r->ended = true;
            umbel_add_cue(r, "ended", d, s, vg->first, vg->last);
        }
        bool voice = false;
        for (uint16_t i = 0; i < s->n_voices && depth > 0; i++)
            voice = voice || (s->voices[i].pos == v && !vg->passive); /* its own scope */
        if (voice) break;
        if (vg->negated) read_negation(d, s, vg, r);
        read_modal(d, s, vg, r);
        for (uint16_t i = vg->first; i <= vg->last; i++) read_adverb(d, s, i, r);
        read_likelihood(d, s, v, r);
        if (depth == 0) read_shared(d, s, v, r), read_far_modal(d, s, v, r);
        if (depth == 0 && !vg->negated) read_inversion(d, s, v, r);
        v = umbel_governor_of(d, s, v);
    }
}

/* Whether the predicate at i hangs on a negated "is". */
static bool no_fact(const sentence *s, int i) {
    while (umbel_item_at(s, i - 1)->type == I_ADV) i--;
    const item *vg = umbel_item_at(s, i - 1);
    return vg->type == I_VG && vg->copula && vg->negated;
}

/* What stands before a clause and makes it likely, possible, false or unsettled: "it is unlikely that". */
static void read_predicate(const document_state *d, const sentence *s, int i, reading_of_clause *r) {
    const item *it = umbel_item_at(s, i), *next = umbel_item_at(s, i + 1);
    const token *t = &s->t[it->last];
    bool wh = next->type != I_STOP &&
              (umbel_token_is(d->ex, &s->t[next->first], C_WHETHER) || umbel_token_is(d->ex, &s->t[next->first], C_IF));
    if (it->type == I_NP && umbel_token_is(d->ex, &s->t[it->head], C_EVIDENCE) &&
        (umbel_word_is(d->ex, &s->t[it->first], "no") || umbel_spells(d, &s->t[it->first], "little")))
        weaken(r, UMBEL_UNKNOWN);
    else if (umbel_token_is(d->ex, t, C_UNCLEAR) && (wh || next->type == I_THAT || next->type == I_SUBORD))
        weaken(r, UMBEL_UNKNOWN);
    else if (no_fact(s, i) && (wh || next->type == I_THAT || next->type == I_SUBORD) &&
             umbel_token_is(d->ex, t, C_SURE))
        weaken(r, UMBEL_UNKNOWN); /* "it is not clear that" */
    else if (next->type != I_THAT)
        return;
    else if (no_fact(s, i) && umbel_token_is(d->ex, t, C_TRUE))
        deny(r);
    else if (umbel_token_is(d->ex, t, C_LIKELY))
        weaken(r, UMBEL_PROBABLE), r->likely = true;
    else if (umbel_token_is(d->ex, t, C_MAYBE))
        weaken(r, UMBEL_POSSIBLE);
    else if (umbel_token_is(d->ex, t, C_UNLIKELY))
        weaken(r, UMBEL_PROBABLE), deny(r), r->likely = true;
    else if (umbel_token_is(d->ex, t, C_UNTRUE))
        deny(r);
    else
        return;
    umbel_add_cue(r, "hedge", d, s, it->first, it->last);
}

static void read_conjunction(const document_state *d, const sentence *s, int i, bool passed_verb,
                             reading_of_clause *r) {
    const item *it = umbel_item_at(s, i);
    const token *t = &s->t[it->first];
    const item *before = umbel_item_at(s, i - 1);
    bool asked = before->type == I_VG && (umbel_token_is(d->ex, &s->t[before->head], C_ASK) ||
                                          umbel_word_is(d->ex, &s->t[before->head], "know"));
    if (umbel_token_is(d->ex, t, C_WHETHER) || (umbel_token_is(d->ex, t, C_IF) && asked))
        weaken(r, UMBEL_UNKNOWN);
    else if (umbel_token_is(d->ex, t, C_IF) && !passed_verb &&
             !umbel_word_is(d->ex, &s->t[it->first ? it->first - 1 : 0], "as"))
        weaken(r, UMBEL_POSSIBLE);
    else
        return;
    umbel_add_cue(r, "hedge", d, s, it->first, it->first);
}

/* Words of p's own clause before it, and the predicates that the clause hangs on. */
static void read_clause_words(const document_state *d, const sentence *s, int p, int governed, reading_of_clause *r) {
    bool passed_verb = false, own = true;
    int top = governed; /* "if X were to arm": verbs that govern p's belong to its clause */
    for (int g = governed, depth = 0; g >= 0 && depth < 4; g = umbel_governor_of(d, s, g), depth++)
        if (g < top) top = g;
    if (top < 0) top = p;
    const item *cue = umbel_item_at(s, p);
    if (cue->type == I_NP) {
        for (uint16_t i = cue->first; i < cue->head; i++)
            if (umbel_token_is(d->ex, &s->t[i], C_ADJ_HEDGE))
                weaken(r, UMBEL_PROBABLE), umbel_add_cue(r, "hedge", d, s, i, i);
        if (umbel_item_at(s, p - 1)->type == I_PREP &&
            umbel_word_is(d->ex, &s->t[umbel_item_at(s, p - 1)->first], "without"))
            deny(r), umbel_add_cue(r, "negation", d, s, umbel_item_at(s, p - 1)->first, cue->head);
    }
    for (int i = p - 1; i >= 0; i--) {
        const item *it = umbel_item_at(s, i);
        if (it->type == I_STOP) break;
        passed_verb = passed_verb || (it->type == I_VG && it->finite && i < top);
        if (it->type == I_ADV && !passed_verb) read_adverb(d, s, it->first, r);
        if (own && (it->type == I_SUBORD || it->type == I_CONJ)) read_conjunction(d, s, i, passed_verb, r);
        if (it->type == I_SUBORD && !passed_verb) break;
        if (it->type == I_CONJ && passed_verb && umbel_word_is(d->ex, &s->t[it->first], "but")) own = false;
        if (own) read_predicate(d, s, i, r);
        if (it->type == I_VG && umbel_token_is(d->ex, &s->t[it->head], C_SEEM) &&
            (umbel_item_at(s, i + 1)->type == I_THAT || umbel_item_at(s, i + 1)->type == I_COMMA) && own)
            weaken(r, UMBEL_PROBABLE), umbel_add_cue(r, "hedge", d, s, it->first, it->last);
    }
}

void umbel_read_scope(const document_state *d, const sentence *s, int p, int governed, reading_of_clause *out) {
    *out = (reading_of_clause){.speaker = {.kind = UMBEL_SPEAKER_AUTHOR}};
    if (s->question) out->certainty = UMBEL_UNKNOWN;
    read_voices(d, s, p, governed, out);
    read_clause_words(d, s, p, governed, out);
    if (governed >= 0) read_verb(d, s, p, governed, out);
}
